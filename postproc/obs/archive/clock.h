/* clock.h - is a clock in another zone? Pure rules on hourly series; they accuse nobody for sure, so they flag nothing:
 * an import says what they find.
 *
 * One station beside those around it: at which lag do its hours agree best with theirs? A station alone, or all of
 * them: ozone is made by the sun, so the first harmonic of its mean day peaks in the afternoon. */
#ifndef LT_CLOCK_H
#define LT_CLOCK_H

#include <stdbool.h>

enum { LT_CLOCK_MOST_H = 12, LT_CLOCK_PAIRS = 96, LT_CLOCK_DAYS = 5 };

typedef struct lt_clock {
    int shift_h;             /* hours by which its times must be moved to agree best, -12 to 12 */
    double r_now, r_shifted; /* correlation as it stands and then; NaN: too few pairs */
    bool is_off;
} lt_clock;

/* own[n] beside around[n] (hour by hour, NaN = missing). Off: at another lag of two hours and more the correlation is
 * at least 0.7 and 0.25 above what it is now, by at least LT_CLOCK_PAIRS pairs (ours, A). */
void lt_clock_beside(const double *own, const double *around, long n, lt_clock *out);

/* Hour of the local day (UTC+8, 0 to 24) at which the first harmonic of the mean day of ozone peaks; NaN with fewer
 * than LT_CLOCK_DAYS values at any hour of the day or an amplitude below a tenth of the mean. first_hour: local hour at
 * the middle of o3[0]. Off: outside of 11 to 19 (A; afternoon by the sun of 117 to 127 E, with room for cities in
 * winter). */
double lt_clock_ozone_peak(const double *o3, long n, double first_hour);
bool lt_clock_ozone_is_off(double peak_hour);

#endif
