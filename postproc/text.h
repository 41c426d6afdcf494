/* text.h - small helpers for what people read: numbers, lines, cells of tables. */
#ifndef LT_TEXT_OUT_H
#define LT_TEXT_OUT_H

#include "base/csv.h"
#include "base/json.h"
#include "base/noise.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

/* Number with `digits` decimals, or "-" when it is not defined. */
const char *lt_text_number(double value, int digits);
/* lt_say with a line end. */
void lt_text_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Lines of at most 100 columns: `before`, then the text, its further lines as far in. */
void lt_text_say_wrapped(const char *before, const char *text);
/* Text to the end of a line of size bytes. */
void lt_text_append(char *line, size_t size, const char *text);
/* The same, padded to a column (pad.h). */
void lt_text_column(char *line, size_t size, const char *text, int width);
/* The one of the two that is asked for. */
const char *lt_text_word(const char *en, const char *zh, bool chinese);
/* A cell of one of our tables: "" and NaN without the column, NaN where it is empty. */
const char *lt_text_cell(const lt_csv *table, long row, const char *column);
double lt_text_cell_number(const lt_csv *table, long row, const char *column);
/* The number that so many digits write; all numbers of an object or a list, at any depth: pages are sent by mail. */
double lt_text_digits(double value, int digits);
void lt_json_digits(cJSON *of, int digits);
#endif
