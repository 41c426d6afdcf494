/* number.h - numbers in text, strictly: decimal, finite, nothing silently dropped. */
#ifndef LT_NUMBER_H
#define LT_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* A decimal number at the start of text (blanks before it are skipped); *end points behind it. No hex, inf or nan. */
bool lt_number_scan(const char *text, double *out, const char **end);
/* The whole text is one number (blanks around it are allowed). */
bool lt_number_double(const char *text, double *out);
bool lt_number_long(const char *text, long *out);
/* The shortest text that reads back as the same double. */
void lt_number_text(double value, char *out, size_t size);

#endif
