/* cocontrol.c - see cocontrol.h. */
#include "scenarios/cocontrol.h"

#include <math.h>

const lt_quadrant_row lt_quadrant_table[LT_N_QUADRANTS] = {
#define LT_QUADRANT_ROW(id, word, en, zh) {word, en, zh},
    LT_QUADRANT_LIST(LT_QUADRANT_ROW)
#undef LT_QUADRANT_ROW
};

/* Sums over the ledger are rounded once each (2^-53 of their size); with a wide margin. */
static const double rounding = 1e-14;

static double fall(double before, double after) {
    const double change = before - after;
    return fabs(change) <= rounding * fabs(before) ? 0 : change;
}

static double share(double part, double whole) {
    return whole > 0 ? part / whole : NAN;
}

/* kt over kg are million. */
double lt_equivalents_sum(const lt_equivalents *weights, const double kt[LT_N_QUANTITIES]) {
    double sum = 0;
    for (int k = 0; k < weights->n; k++) sum += kt[weights->rows[k].pollutant] / weights->rows[k].kg;
    return sum;
}

static lt_quadrant quadrant_of(double x, double y) {
    if (x == 0) return y == 0 ? LT_QUADRANT_NONE : LT_QUADRANT_AXIS_AIR;
    if (y == 0) return LT_QUADRANT_AXIS_CO2;
    if (y > 0) return x > 0 ? LT_QUADRANT_BOTH_FALL : LT_QUADRANT_AIR_FALLS;
    return x < 0 ? LT_QUADRANT_BOTH_RISE : LT_QUADRANT_CO2_FALLS;
}

static void couple(double x, double y, lt_cocontrol *out) {
    out->coupling = out->level = out->synergy = NAN;
    if (!(x > 0 && y > 0)) return;
    out->coupling = 2 * sqrt(x * y) / (x + y);
    out->level = (x + y) / 2;
    out->synergy = sqrt(out->coupling * out->level);
}

void lt_cocontrol_of(const lt_equivalents *weights, const double before[LT_N_QUANTITIES],
                     const double after[LT_N_QUANTITIES], lt_cocontrol *out) {
    *out = (lt_cocontrol){0};
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        out->reduction[q] = fall(before[q], after[q]);
        out->rate[q] = share(out->reduction[q], before[q]);
    }
    for (int k = 0; k < weights->n; k++) {
        const lt_equivalent *w = &weights->rows[k];
        out->part[w->pollutant] = out->reduction[w->pollutant] / w->kg;
        out->equivalents_other += out->reduction[w->pollutant] / w->high;
    }
    out->equivalents = lt_equivalents_sum(weights, out->reduction);
    out->equivalents_rate = share(out->equivalents, lt_equivalents_sum(weights, before));
    const double x = out->rate[LT_CO2], y = out->equivalents_rate;
    const bool moves = isfinite(x) && x != 0;
    for (int p = 0; p < LT_N_POLLUTANTS; p++) out->elasticity[p] = moves ? out->rate[p] / x : NAN;
    out->equivalents_elasticity = moves ? y / x : NAN;
    out->co2_per_equivalent = out->equivalents != 0 ? out->reduction[LT_CO2] / out->equivalents : NAN;
    out->quadrant = quadrant_of(isfinite(x) ? x : 0, isfinite(y) ? y : 0);
    out->angle = out->quadrant == LT_QUADRANT_NONE ? NAN : atan2(y, x) * 180 / acos(-1);
    couple(x, y, out);
}
