#include "model/state/belongs.h"

#include <stdio.h>
#include <string.h>

enum { ROOM = 900, SHORT = 160 };

/* The end of the entry that begins at text: its line and those that belong to it. */
static const char *entry_end(const char *text) {
    do {
        text += strcspn(text, "\n");
        text += *text == '\n';
    } while (*text == ' ' || *text == '-');
    return text;
}

static size_t key_length(const char *entry) {
    return strcspn(entry, ":\n");
}

/* The entry of text that has the key of entry; NULL if there is none. */
static const char *find(const char *text, const char *entry) {
    size_t n = key_length(entry);
    for (; *text; text = entry_end(text))
        if (key_length(text) == n && memcmp(text, entry, n) == 0) return text;
    return NULL;
}

static int same(const char *a, const char *b) {
    size_t n = (size_t)(entry_end(a) - a);
    return n == (size_t)(entry_end(b) - b) && memcmp(a, b, n) == 0;
}

/* Add an entry on one line, cut off where it is long. */
static void add(char *out, const char *entry) {
    size_t used = strlen(out);
    const char *end = entry_end(entry), *cut = end - entry > SHORT ? entry + SHORT : end;
    if (used + SHORT + 16 > ROOM) return;
    if (used) used += (size_t)sprintf(out + used, "; ");
    for (int blank = 0; entry < cut; ++entry) {
        if (*entry == '\n' || *entry == ' ') {
            blank = 1;
            continue;
        }
        if (blank) out[used++] = ' ';
        out[used++] = *entry;
        blank = 0;
    }
    out[used] = '\0';
    if (cut != end) strcat(out, " ...");
}

static void add_absent(char *out, const char *entry) {
    char line[96];
    snprintf(line, sizeof line, "%.*s: (not said)\n", (int)(key_length(entry) < 64 ? key_length(entry) : 64), entry);
    add(out, line);
}

lt_status lt_belongs_compare(const char *where, const char *theirs, const char *mine) {
    char expected[ROOM + SHORT] = "", found[ROOM + SHORT] = "";
    for (const char *entry = mine; *entry; entry = entry_end(entry)) {
        const char *other = find(theirs, entry);
        if (other && same(entry, other)) continue;
        add(expected, entry);
        if (other)
            add(found, other);
        else
            add_absent(found, entry);
    }
    for (const char *entry = theirs; *entry; entry = entry_end(entry)) {
        if (find(mine, entry)) continue;
        add(found, entry);
        add_absent(expected, entry);
    }
    if (!expected[0]) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the restart does not belong to this run", .where = where,
                    .expected = lt_fmt("what this run has: %s", expected), .found = lt_fmt("in the restart: %s", found),
                    .todo = "give a restart file of this grid and configuration, or start the run anew");
}
