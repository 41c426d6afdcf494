#include "model/aerosol/aerosol_tile.h"

void lt_aerosol_amount(const lt_aerosol_plan *plan, const lt_aerosol_tile *t, int part, double *restrict out) {
    const double *restrict x = t->x[part], *restrict density = t->density;
    const double per = 1e3 / plan->parts.molar_mass[part];
    if (!x) {
        for (int c = 0; c < t->n; ++c) out[c] = 0.0;
        return;
    }
    for (int c = 0; c < t->n; ++c) out[c] = x[c] > 0.0 ? per * (x[c] * density[c]) : 0.0;
}

void lt_aerosol_changed(const lt_aerosol_plan *plan, lt_aerosol_tile *t, int part, const double *restrict before,
                        const double *restrict after) {
    double *restrict x = t->x[part];
    const double *restrict density = t->density, kg = 1e-3 * plan->parts.molar_mass[part];
    if (!x) return;
    for (int c = 0; c < t->n; ++c) {
        const double set = kg * after[c] / density[c], moved = x[c] + kg * (after[c] - before[c]) / density[c];
        const double now = after[c] < 0.5 * before[c] ? set : moved;
        x[c] = now < 0.0 && x[c] >= 0.0 ? 0.0 : now; /* rounding of the smallest numbers */
    }
}
