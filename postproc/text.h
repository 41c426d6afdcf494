/* text.h - small helpers for what people read: numbers with a noise floor, cells of tables, JSON numbers. */
#ifndef LT_TEXT_OUT_H
#define LT_TEXT_OUT_H

#include "base/csv.h"

#include <cjson/cJSON.h>

/* A difference beside its noise floor (design.md 3a): "-1.23", or "< 0.06" when |delta| < 3 noise. */
const char *lt_text_delta(double delta, double noise);
enum { LT_NOISE_FACTOR = 3 };
/* Number with `digits` decimals, or "-" when it is not defined. */
const char *lt_text_number(double value, int digits);
/* lt_say with a line end. */
void lt_text_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Lines of at most 100 columns: `before`, then the text, its further lines as far in. */
void lt_text_say_wrapped(const char *before, const char *text);
/* Text to the end of a line of size bytes. */
void lt_text_append(char *line, size_t size, const char *text);
/* A cell of one of our tables: "" and NaN without the column, NaN where it is empty. */
const char *lt_text_cell(const lt_csv *table, long row, const char *column);
double lt_text_cell_number(const lt_csv *table, long row, const char *column);
/* The number of object[key], NaN when absent or null. */
double lt_json_number(const cJSON *object, const char *key);
/* The text of object[key], "" when absent. */
const char *lt_json_text(const cJSON *object, const char *key);
/* A finite number, or null. */
void lt_json_add_number(cJSON *object, const char *key, double value);

#endif
