/* words.c - see words.h. */
#include "inventory/words.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "base/texts.h"

#include <string.h>

struct lt_words {
    lt_csv *table;
    lt_texts *rows; /* word -> row */
    int word, zh;
};

static const char *const standards[][2] = {{"_PRE", "国零"}, {"_I", "国一"}, {"_II", "国二"}, {"_III", "国三"},
                                           {"_IV", "国四"},  {"_V", "国五"}, {"_VI", "国六"}};

static lt_status read_table(lt_words *words) {
    char path[512];
    LT_TRY(lt_share_path("inventory/data/words.csv", path, sizeof path));
    LT_TRY(lt_csv_read(path, &words->table));
    LT_TRY(lt_csv_column(words->table, "word", &words->word));
    LT_TRY(lt_csv_column(words->table, "name_zh", &words->zh));
    LT_TRY(lt_texts_create(&words->rows));
    for (long r = 0; r < lt_csv_rows(words->table); r++)
        LT_TRY(lt_texts_set_number(words->rows, lt_csv_text(words->table, r, words->word), r));
    return LT_OK;
}

lt_status lt_words_read(lt_words **out) {
    *out = NULL;
    lt_words *words;
    LT_TRY(lt_calloc(1, sizeof *words, &words));
    const lt_status status = read_table(words);
    if (status == LT_OK)
        *out = words;
    else
        lt_words_free(words);
    return status;
}

void lt_words_free(lt_words *words) {
    if (!words) return;
    lt_csv_free(words->table);
    lt_texts_free(words->rows);
    lt_free(words);
}

const char *lt_words_zh(const lt_words *words, const char *name) {
    const long whole = lt_texts_number(words->rows, name);
    if (whole >= 0) return lt_csv_text(words->table, whole, words->zh);
    const char *end = strrchr(name, '_');
    for (size_t k = 0; end && k < sizeof standards / sizeof *standards; k++) {
        if (strcmp(end, standards[k][0]) != 0) continue;
        const long row = lt_texts_number(words->rows, lt_fmt("%.*s", (int)(end - name), name));
        if (row >= 0) return lt_fmt("%s%s", lt_csv_text(words->table, row, words->zh), standards[k][1]);
    }
    return name;
}

/* The row of a Chinese word of so many bytes; -1 where none or several have it. */
static long row_of(const lt_words *words, const char *text, size_t length) {
    long found = -1;
    for (long r = 0; r < lt_csv_rows(words->table); r++) {
        const char *zh = lt_csv_text(words->table, r, words->zh);
        if (strlen(zh) != length || strncmp(zh, text, length) != 0) continue;
        if (found >= 0) return -1;
        found = r;
    }
    return found;
}

const char *lt_words_name(const lt_words *words, const char *text) {
    const size_t length = strlen(text);
    long row = row_of(words, text, length);
    if (row >= 0) return lt_csv_text(words->table, row, words->word);
    for (size_t k = 0; k < sizeof standards / sizeof *standards; k++) {
        const size_t end = strlen(standards[k][1]);
        if (length <= end || strcmp(text + length - end, standards[k][1]) != 0) continue;
        row = row_of(words, text, length - end);
        if (row >= 0) return lt_fmt("%s%s", lt_csv_text(words->table, row, words->word), standards[k][0]);
    }
    return text;
}
