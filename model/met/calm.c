/* calm.c - calm spells of a series of hours (calm.h).
 *
 * Why beside air_stagnation of met.nc (Wang and Angell 1999): that asks for less than 13 m/s at 500 hPa, which winter
 * over Liaoning seldom has, and which weather from stations takes from the climate's thermal wind. */
#include "model/met/calm.h"

#include <math.h>
#include <stdbool.h>

enum { DAY = 24, SHORTEST = 48 };
static const double MOST_MS = 2.0;

static bool calm_day(const float *speed, long n, long i) {
    double sum = 0;
    if (i + DAY > n) return false;
    for (long k = i; k < i + DAY; k++) sum += speed[k];
    return sum / DAY <= MOST_MS; /* false for NAN */
}

double lt_calm_share(const float *speed, long n) {
    long calm = 0;
    for (long i = 0; i < n; i++) {
        if (!calm_day(speed, n, i)) continue;
        long last = i;
        while (calm_day(speed, n, last + 1)) last++;
        const long length = last + DAY - i;
        if (length >= SHORTEST) calm += length;
        i = last + DAY - 1;
    }
    return n > 0 ? (double)calm / (double)n : 0;
}
