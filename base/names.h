/* names.h - lists of names in what is said to people. */
#ifndef LT_NAMES_H
#define LT_NAMES_H

#include <stddef.h>

/* Names with something between them, through lt_fmt; from `most` bytes on it is "... and 12 more" that stands for the
 * rest: a list is never cut without a mark. */
const char *lt_names_joined(const char *const *names, long n, const char *between, size_t most);

#endif
