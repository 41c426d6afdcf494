#include "model/analysis/scaling.h"

#include "model/aerosol/constituents.h"

#include <string.h>

#define NAME(symbol, name, least, most) name,
#define LEAST(symbol, name, least, most) least,
#define MOST(symbol, name, least, most) most,
const char *const lt_scaled_names[] = {LT_SCALED_LIST(NAME)};
const lt_scaling_bounds lt_scaling_bounds_default = {{LT_SCALED_LIST(LEAST)}, {LT_SCALED_LIST(MOST)}};

/* The control that is the group's own amount; of ozone it takes two. */
static const lt_control control_of[LT_N_SCALED] = {
    [LT_SCALED_FINE] = LT_CONTROL_FINE, [LT_SCALED_COARSE] = LT_CONTROL_COARSE, [LT_SCALED_O3] = LT_CONTROL_OX,
    [LT_SCALED_NOX] = LT_CONTROL_NO2,   [LT_SCALED_SO2] = LT_CONTROL_SO2,       [LT_SCALED_CO] = LT_CONTROL_CO};

static double bounded(const lt_scaling_bounds *bounds, lt_scaled s, double before, double after, long *clipped) {
    const double ratio = before > 0.0 ? after / before : 1.0;
    if (ratio >= bounds->least[s] && ratio <= bounds->most[s]) return ratio;
    *clipped += 1;
    return ratio < bounds->least[s] ? bounds->least[s] : bounds->most[s];
}

/* Of ozone: of NO2's factor, that of Ox. */
static double ozone_factor(const lt_scaling_bounds *bounds, double ox, double ox_change, double no2, double no2_factor,
                           long *clipped) {
    const double before = ox - LT_OX_OF_NO2 * no2;
    const double change = ox_change - LT_OX_OF_NO2 * no2 * (no2_factor - 1.0);
    return change == 0.0 ? 1.0 : bounded(bounds, LT_SCALED_O3, before, before + change, clipped);
}

static void scale_cell(const lt_scaling_bounds *bounds, const bool *has, long cells, const double *x_b,
                       const double *increment, double *factor, long *clipped) {
    for (int s = 0; s < LT_N_SCALED; ++s) {
        const long at = control_of[s] * cells;
        factor[s * cells] = 1.0;
        if (s == LT_SCALED_O3 || !has[control_of[s]] || increment[at] == 0.0) continue;
        factor[s * cells] = bounded(bounds, (lt_scaled)s, x_b[at], x_b[at] + increment[at], &clipped[s]);
    }
    const long ox = LT_CONTROL_OX * cells, no2 = LT_CONTROL_NO2 * cells;
    if (has[LT_CONTROL_OX] && has[LT_CONTROL_NO2])
        factor[LT_SCALED_O3 * cells] = ozone_factor(bounds, x_b[ox], increment[ox], x_b[no2],
                                                    factor[LT_SCALED_NOX * cells], &clipped[LT_SCALED_O3]);
}

void lt_scaling_make(const lt_scaling_bounds *bounds, const bool has[LT_N_CONTROLS], long cells, const double *x_b,
                     const double *increment, double *factor, long clipped[LT_N_SCALED]) {
    memset(clipped, 0, LT_N_SCALED * sizeof *clipped);
    for (long at = 0; at < cells; ++at) scale_cell(bounds, has, cells, x_b + at, increment + at, factor + at, clipped);
}

lt_scaled lt_scaled_of(const lt_species_info *species) {
    static const struct {
        const char *name;
        lt_scaled scaled;
    } gases[] = {{"O3", LT_SCALED_O3},
                 {"NO", LT_SCALED_NOX},
                 {"NO2", LT_SCALED_NOX},
                 {"SO2", LT_SCALED_SO2},
                 {"CO", LT_SCALED_CO}};
    if (species->particle) return species->particle->mode == LT_FINE ? LT_SCALED_FINE : LT_SCALED_COARSE;
    if (species->dry_class == LT_DRY_FINE) return LT_SCALED_FINE;
    if (species->dry_class == LT_DRY_COARSE) return LT_SCALED_COARSE;
    for (size_t g = 0; g < sizeof gases / sizeof *gases; ++g)
        if (strcmp(species->name, gases[g].name) == 0) return gases[g].scaled;
    return LT_N_SCALED;
}
