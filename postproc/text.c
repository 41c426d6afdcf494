#include "postproc/text.h"

#include "base/log.h"
#include "base/pad.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_BUFFERS = 64, BUFFER_SIZE = 256 }; /* a line of a table asks for up to 30 */

static char *next_buffer(void) {
    static _Thread_local char buffers[N_BUFFERS][BUFFER_SIZE];
    static _Thread_local int next;
    next = (next + 1) % N_BUFFERS;
    return buffers[next];
}

const char *lt_text_number(double value, int digits) {
    if (!isfinite(value)) return "-";
    char *out = next_buffer();
    snprintf(out, BUFFER_SIZE, "%.*f", digits, value);
    return out;
}

void lt_text_append(char *line, size_t size, const char *text) {
    const size_t used = strlen(line);
    snprintf(line + used, size - used, "%s", text);
}

void lt_text_column(char *line, size_t size, const char *text, int width) {
    lt_text_append(line, size, lt_pad(text, width));
}

const char *lt_text_word(const char *en, const char *zh, bool chinese) {
    return chinese ? zh : en;
}

const char *lt_text_cell(const lt_csv *table, long row, const char *column) {
    const int c = lt_csv_find(table, column);
    return c < 0 ? "" : lt_csv_text(table, row, c);
}

double lt_text_cell_number(const lt_csv *table, long row, const char *column) {
    const int c = lt_csv_find(table, column);
    double value = 0;
    if (c < 0 || lt_csv_empty(table, row, c) || lt_csv_double(table, row, c, &value) != LT_OK) {
        lt_error_clear();
        return NAN;
    }
    return value;
}

void lt_text_say(const char *format, ...) {
    char *text = NULL;
    va_list args;
    va_start(args, format);
    const int n = vasprintf(&text, format, args);
    va_end(args);
    if (n < 0) return;
    lt_say("%s\n", text);
    free(text);
}

/* Bytes of text that fit into width columns: to a blank where one is near, else between characters. */
static size_t fitting(const char *text, int width) {
    char piece[512];
    size_t end = 0, blank = 0;
    while (text[end]) {
        size_t next = end + 1;
        while ((text[next] & 0xC0) == 0x80) next++;
        if (next >= sizeof piece) break;
        memcpy(piece, text, next);
        piece[next] = '\0';
        if (lt_pad_columns(piece) > width) return blank ? blank : end;
        if (text[end] == ' ') blank = end;
        end = next;
    }
    return end;
}

void lt_text_say_wrapped(const char *before, const char *text) {
    enum { WIDTH = 100 };
    const int indent = lt_pad_columns(before);
    while (*text) {
        const size_t n = fitting(text, WIDTH - indent);
        if (n == 0) return;
        lt_text_say("%s%.*s", before, (int)n, text);
        text += n;
        while (*text == ' ') text++;
        before = lt_pad("", indent);
    }
}

double lt_text_digits(double value, int digits) {
    char text[40];
    snprintf(text, sizeof text, "%.*g", digits, value);
    return strtod(text, NULL);
}

void lt_json_digits(cJSON *of, int digits) {
    for (cJSON *one = of->child; one; one = one->next) {
        if (cJSON_IsNumber(one)) cJSON_SetNumberValue(one, lt_text_digits(one->valuedouble, digits));
        lt_json_digits(one, digits);
    }
}
