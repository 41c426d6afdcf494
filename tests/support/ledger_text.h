/* ledger_text.h - a good ledger (what `lantian example ledger` prints) and the same with a fault. Header only. */
#ifndef LT_TESTS_LEDGER_TEXT_H
#define LT_TESTS_LEDGER_TEXT_H

#include "tests/support/program.h"

static LT_UNUSED char *ledger_example(void) {
    program_result result = program_run(NULL, "example", "ledger");
    assert_int_equal(result.code, 0);
    char *text = strdup(result.said);
    program_free(&result);
    return text;
}

/* First line of the text that is neither empty nor a comment, from at on. */
static LT_UNUSED const char *ledger_line(const char *at) {
    while (*at == '#' || *at == '\n') at += *at == '\n' ? 1 : strcspn(at, "\n");
    assert_true(*at != '\0');
    return at;
}

/* Begin of field number column (quotes as RFC 4180); *length is that of the field as it stands. */
static LT_UNUSED const char *ledger_field(const char *line, int column, size_t *length) {
    for (;; column--) {
        const char *end = line;
        bool quoted = false;
        for (; *end && (quoted || (*end != ',' && *end != '\n' && *end != '\r')); end++)
            if (*end == '"') quoted = !quoted;
        *length = (size_t)(end - line);
        if (column == 0) return line;
        assert_int_equal(*end, ',');
        line = end + 1;
    }
}

/* Number of the column, or -1. */
static LT_UNUSED int ledger_column(const char *header, const char *name) {
    for (int column = 0;; column++) {
        size_t length;
        const char *field = ledger_field(header, column, &length);
        if (length == strlen(name) && strncmp(field, name, length) == 0) return column;
        if (field[length] != ',') return -1;
    }
}

/* The value in the first record; a column that is not there is put behind the last one of every line. Caller frees. */
static LT_UNUSED char *ledger_with(const char *good, const char *name, const char *value) {
    const char *header = ledger_line(good), *first = ledger_line(header + strcspn(header, "\n"));
    int column = ledger_column(header, name);
    char *out = calloc(1, strlen(good) + 2000), *end = out;
    assert_non_null(out);
    if (column >= 0) {
        size_t length;
        const char *field = ledger_field(first, column, &length);
        sprintf(out, "%.*s%s%s", (int)(field - good), good, value, field + length);
        return out;
    }
    for (const char *line = good; *line; line += strcspn(line, "\n") + (line[strcspn(line, "\n")] == '\n')) {
        int length = (int)strcspn(line, "\r\n");
        bool record = length > 0 && *line != '#';
        const char *more = line == header ? name : line == first ? value : "";
        end += sprintf(end, "%.*s%s%s\n", length, line, record ? "," : "", record ? more : "");
    }
    return out;
}

/* The first record stands twice. Caller frees. */
static LT_UNUSED char *ledger_row_twice(const char *good) {
    const char *header = ledger_line(good), *first = ledger_line(header + strcspn(header, "\n"));
    int length = (int)strcspn(first, "\n");
    char *out = calloc(1, strlen(good) + (size_t)length + 2);
    assert_non_null(out);
    sprintf(out, "%.*s%.*s\n%s", (int)(first - good), good, length, first, first);
    return out;
}

#endif
