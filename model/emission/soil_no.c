/* soil_no.c - nitric oxide that microbes of warm soils set free.
 *
 *   T_s = 0.72 T + 82.28 K                                  soil under the air
 *   g = 0 (t <= 0), 0.28 t (t <= 10), exp(0.103 t) (t <= 30), exp(3.09) above;  t = T_s - 273.15
 * T temperature at 2 m of the hour [K]. g is the temperature of moist soils in Yienger and Levy 1995
 * (10.1029/95JD00370, equations 7b; as BEIS and MEGAN have it); its flux is A g, with A [ng N m-2 s-1] of the biome,
 * which stands in the potential. T_s: the same models' soil. The two branches meet at 10 degC to 0.05 %.
 * The month keeps its share of the climatology (fertiliser, leaves over the soil and snow are the calendar's).
 * Limits: no soil water, so no dry season and no pulse after rain: both have a memory of weeks and would hang on where
 * a met file begins (its soil moisture, where the source has none, is a bucket that begins half full), and the mean
 * year has none to hold them against; no depth, so the night is a little too cold; the canopy's uptake stands in the
 * potential. */
#include "model/emission/law.h"

#include "model/kernel/ltmath.h"

static void ask(const double *parameter, const lt_law_hour *hour, double *g) {
    (void)parameter;
    for (long c = 0; c < hour->n; ++c) {
        double t = 0.72 * hour->hour[c] + 82.28 - 273.15;
        t = t < 0.0 ? 0.0 : t > 30.0 ? 30.0 : t;
        const double warm = lt_exp(0.103 * t);
        g[c] = t > 10.0 ? warm : 0.28 * t;
    }
}

const lt_law lt_law_soil_no = {.name = "soil_no", .ask = ask, .by_hour = true, .by_month = true};
