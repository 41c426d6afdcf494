/* notes.c - two texts that grow together. See notes.h. */
#include "model/met/notes.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct text {
    char *bytes;
    size_t n;
} text;

struct lt_notes {
    text english, chinese;
    bool failed;
};

lt_status lt_notes_create(lt_notes **out) {
    lt_notes *notes = NULL;
    LT_TRY(lt_calloc(1, sizeof *notes, &notes));
    *out = notes;
    return LT_OK;
}

void lt_notes_free(lt_notes *notes) {
    if (!notes) return;
    free(notes->english.bytes);
    free(notes->chinese.bytes);
    lt_free(notes);
}

static bool append(text *to, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));
static bool append(text *to, const char *format, va_list arguments) {
    char *sentence = NULL;
    int length = vasprintf(&sentence, format, arguments);
    if (length < 0) return false;
    char *longer = realloc(to->bytes, to->n + (size_t)length + 2);
    if (longer) {
        to->bytes = longer;
        if (to->n) to->bytes[to->n++] = '\n';
        memcpy(to->bytes + to->n, sentence, (size_t)length + 1);
        to->n += (size_t)length;
    }
    free(sentence);
    return longer != NULL;
}

void lt_note(lt_notes *notes, const char *english, const char *chinese, ...) {
    va_list arguments, again;
    va_start(arguments, chinese);
    va_copy(again, arguments);
    if (!append(&notes->english, english, arguments) || !append(&notes->chinese, chinese, again)) notes->failed = true;
    va_end(again);
    va_end(arguments);
}

lt_status lt_notes_text(lt_notes *notes, const char **english, const char **chinese) {
    if (notes->failed) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the list of assumptions");
    *english = notes->english.bytes ? notes->english.bytes : "";
    *chinese = notes->chinese.bytes ? notes->chinese.bytes : "";
    return LT_OK;
}
