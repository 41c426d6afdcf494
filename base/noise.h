/* noise.h - a difference between two runs beside its noise floor (design.md 3a). */
#ifndef LT_NOISE_H
#define LT_NOISE_H

#include <stdbool.h>

/* A difference below so many times the noise means nothing and is never shown as a number. */
enum { LT_NOISE_FACTOR = 3 };
bool lt_noise_hides(double delta, double noise);
/* "-1.23", "< 0.06" where the noise hides it, "-" where one of the two is not a number. Through lt_fmt. */
const char *lt_text_delta(double delta, double noise);

#endif
