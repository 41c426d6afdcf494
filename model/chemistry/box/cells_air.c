/* cells_air.c - what an outer step of many cells needs: air, fixed species, photolysis, rate constants, the pulse.
 *
 * A fixed species has the mixing ratio of its row of `concentration`; without one M is all air, H2O comes from the
 * relative humidity, O2 and N2 have their shares, the others that which the mechanism's #INITVALUES say of them and M.
 * A photolysis frequency has its row or the clear-sky law; an uptake its row or 0. */
#include "model/chemistry/box/cells_private.h"

#include "model/chemistry/box/box_air.h"
#include "model/met/humidity.h"

#include <math.h>
#include <string.h>

/* --- the variables of the file --- */

typedef struct column {
    lt_cells_table *table;
    double least, most;
    lt_rate_variable variable; /* where its values go; LT_RATE_N_VARIABLES: nowhere */
} column;

/* Values of the present step: read at the first, and again where they change. */
static lt_status read_table(lt_cells *c, lt_cells_table *table, int step, double least, double most,
                            lt_faults *faults) {
    if (!table->there || (step > 0 && !table->by_step)) return LT_OK;
    return lt_cells_table_read(c->file, table, c->n, step, least, most, faults);
}

static lt_status read_air(lt_cells *c, int step, lt_faults *faults) {
    const column columns[] = {{&c->temperature, 50, 1000, LT_RATE_TEMP},
                              {&c->pressure, 1e-3, 2e5, LT_RATE_PRESS},
                              {&c->cos_sza, -1, 1, LT_RATE_COS_SZA},
                              {&c->sea, 0, 1, LT_RATE_SEA},
                              {&c->humidity, 0, 1.5, LT_RATE_N_VARIABLES}};
    for (size_t k = 0; k < sizeof columns / sizeof *columns; k++) {
        const column *at = &columns[k];
        LT_TRY(read_table(c, at->table, step, at->least, at->most, faults));
        for (int i = 0; at->variable < LT_RATE_N_VARIABLES && i < c->n; i++)
            c->air[(size_t)at->variable * (size_t)c->n + (size_t)i] = at->table->there ? at->table->values[i] : NAN;
    }
    return LT_OK;
}

static double *air_row(const lt_cells *c, lt_rate_variable variable) {
    return c->air + (size_t)variable * (size_t)c->n;
}

static double ppb_of(const lt_cells *c, const lt_cells_unit *unit, int cell) {
    return lt_cells_unit_ppb(unit, air_row(c, LT_RATE_TEMP)[cell], air_row(c, LT_RATE_PRESS)[cell]);
}

/* --- fixed species --- */

static int row_of(const lt_cells_table *table, int wanted) {
    for (int r = 0; table->there && r < table->n; r++)
        if (table->to[r] == wanted) return r;
    return -1;
}

/* ppb of a fixed species that has no row: its share of air, else what the mechanism says of it and of M; NAN: it says
 * nothing. */
static double share_of_air(const lt_mechanism *m, int species) {
    const double share = lt_air_share(m->species[species].name);
    const int air = lt_mechanism_species(m, "M");
    if (isfinite(share)) return share;
    return air >= 0 ? m->species[species].initial / m->species[air].initial * 1e9 : NAN;
}

static lt_status no_value(const lt_cells *c, const char *species, const char *also) {
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the fixed species %s has no value", species), .where = c->path,
                    .expected = lt_fmt("a row %s of concentration%s", species, also), .found = "none",
                    .todo = "add it to species and concentration");
}

static bool needs_fixed(const lt_cells *c) {
    return !c->rate.there || !c->rates_hold_fixed;
}

static lt_status set_fixed(lt_cells *c, int f) {
    const lt_mechanism *m = c->mechanism;
    const int species = c->n_variable + f, row = row_of(&c->concentration, species);
    const bool water = strcmp(m->species[species].name, "H2O") == 0;
    const double share = share_of_air(m, species);
    double *out = c->fixed + (size_t)f * (size_t)c->n;
    for (int i = 0; i < c->n; i++) {
        const double T = air_row(c, LT_RATE_TEMP)[i], p = air_row(c, LT_RATE_PRESS)[i];
        if (row >= 0)
            out[i] = c->concentration.values[(size_t)row * (size_t)c->n + (size_t)i] * ppb_of(c, &c->unit, i);
        else if (water && c->humidity.there)
            out[i] = c->humidity.values[i] * lt_saturation_pressure(T) / p * 1e9;
        else
            out[i] = share;
        if (isnan(out[i]) && needs_fixed(c))
            return no_value(c, m->species[species].name, water ? ", or relative_humidity" : "");
        if (isnan(out[i])) out[i] = 0;
    }
    return LT_OK;
}

/* --- air numbers of the rate laws --- */

/* The mixing ratio of a species of this name in a cell, fixed or variable (at the start), else the fallback. */
static double ratio_of(const lt_cells *c, const char *name, double fallback, int cell) {
    const int species = lt_mechanism_species(c->mechanism, name);
    if (species < 0) return fallback;
    const size_t at = (size_t)cell;
    if (species >= c->n_variable) return c->fixed[(size_t)(species - c->n_variable) * (size_t)c->n + at];
    return (double)c->c[(size_t)species * (size_t)c->n + at];
}

static void set_numbers(lt_cells *c) {
    for (int i = 0; i < c->n; i++) {
        const double T = air_row(c, LT_RATE_TEMP)[i], p = air_row(c, LT_RATE_PRESS)[i];
        const double air = lt_air_number(T, p), cos_sza = air_row(c, LT_RATE_COS_SZA)[i];
        const double humidity = c->humidity.there ? c->humidity.values[i] * lt_saturation_pressure(T) / p * 1e9 : NAN;
        air_row(c, LT_RATE_AIR)[i] = air;
        air_row(c, LT_RATE_O2)[i] = ratio_of(c, "O2", LT_AIR_O2_PPB, i) * 1e-9 * air;
        air_row(c, LT_RATE_N2)[i] = ratio_of(c, "N2", LT_AIR_N2_PPB, i) * 1e-9 * air;
        air_row(c, LT_RATE_H2O)[i] = ratio_of(c, "H2O", humidity, i) * 1e-9 * air;
        air_row(c, LT_RATE_CFACTOR)[i] = c->mechanism->cfactor;
        air_row(c, LT_RATE_SUN)[i] = cos_sza < 0 ? 0 : cos_sza;
        if (!c->sea.there) air_row(c, LT_RATE_SEA)[i] = 0;
    }
}

/* --- rate constants --- */

static void take_external(lt_cells *c, const lt_cells_table *table, int row, double *out) {
    for (int i = 0; i < c->n; i++) out[i] = table->values[(size_t)row * (size_t)c->n + (size_t)i];
}

static lt_status set_external(lt_cells *c, int e) {
    const lt_external *external = &c->mechanism->externals[e];
    const int j = row_of(&c->photolysis, e), het = row_of(&c->uptake, e);
    double *out = c->external + (size_t)e * (size_t)c->n;
    if (j >= 0) take_external(c, &c->photolysis, j, out);
    if (het >= 0) take_external(c, &c->uptake, het, out);
    if (j >= 0 || het >= 0 || external->kind == LT_EXTERNAL_HET) return LT_OK; /* not given: 0, as allocated */
    if (external->kind == LT_EXTERNAL_RATE)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the rate of reaction %s is not known", external->name),
                        .where = c->path, .expected = "rate_constant, for the mechanism leaves this rate to its user",
                        .found = "none", .todo = "add rate_constant of all reactions");
    if (!c->sky) LT_TRY(lt_clear_sky_read(&c->sky));
    const int law = lt_clear_sky_find(c->sky, external->name);
    if (law < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("no clear-sky law of J(%s)", external->name), .where = c->path,
                        .expected = lt_fmt("a row %s of photolysis_frequency", external->name), .found = "none",
                        .todo = "add it to photolysis and photolysis_frequency");
    for (int i = 0; i < c->n; i++) out[i] = lt_clear_sky_j(c->sky, law, air_row(c, LT_RATE_COS_SZA)[i]);
    return LT_OK;
}

static lt_status compute_rates(lt_cells *c) {
    if (!c->cos_sza.there)
        return LT_RAISE(LT_ERR_INPUT, .what = "rates cannot be computed without the sun", .where = c->path,
                        .expected = "rate_constant, or cos_solar_zenith_angle", .found = "neither",
                        .todo = "add one of them");
    for (int e = 0; e < c->mechanism->n_externals; e++) LT_TRY(set_external(c, e));
    const lt_chem_air air = {.n = c->n, .stride = c->n, .variable = c->air, .fixed = c->fixed, .external = c->external};
    LT_TRY_CONTEXT(lt_chemistry_rates(c->chemistry, &air, c->k), "%s", c->path);
    return LT_OK;
}

/* U^(1 - order) t^-1 to ppb and s-1, order: of all reactants that are not in the constant. */
static double given_factor(const lt_cells *c, const lt_reaction *reaction, int cell) {
    const double unit = ppb_of(c, &c->rate_unit, cell);
    double factor = unit / c->rate_seconds;
    for (int t = 0; t < reaction->n_reactants; t++) {
        const int species = reaction->reactants[t].species, fixed = species - c->n_variable;
        for (int times = (int)reaction->reactants[t].coefficient; times > 0; times--) {
            if (fixed < 0)
                factor /= unit;
            else if (!c->rates_hold_fixed)
                factor *= c->fixed[(size_t)fixed * (size_t)c->n + (size_t)cell] / unit;
        }
    }
    return factor;
}

static void take_rates(lt_cells *c) {
    for (int r = 0; r < c->rate.n; r++) {
        const size_t from = (size_t)r * (size_t)c->n, to = (size_t)c->rate.to[r] * (size_t)c->n;
        const lt_reaction *reaction = &c->mechanism->reactions[c->rate.to[r]];
        for (int i = 0; i < c->n; i++)
            c->k[to + (size_t)i] = (lt_real)(c->rate.values[from + (size_t)i] * given_factor(c, reaction, i));
    }
}

/* --- start and pulse --- */

static void take_start(lt_cells *c) {
    for (int r = 0; r < c->concentration.n; r++) {
        if (c->concentration.to[r] < 0 || c->concentration.to[r] >= c->n_variable) continue;
        const size_t from = (size_t)r * (size_t)c->n, to = (size_t)c->concentration.to[r] * (size_t)c->n;
        for (int i = 0; i < c->n; i++)
            c->c[to + (size_t)i] = (lt_real)(c->concentration.values[from + (size_t)i] * ppb_of(c, &c->unit, i));
    }
}

static lt_status take_pulse(lt_cells *c, lt_faults *faults) {
    for (int r = 0; r < c->pulse.n; r++) {
        const size_t from = (size_t)r * (size_t)c->n, to = (size_t)c->pulse.to[r] * (size_t)c->n;
        for (int i = 0; c->pulse.to[r] >= 0 && i < c->n; i++) {
            const double value = c->pulse.values[from + (size_t)i];
            if (c->pulse.to[r] < c->n_variable)
                c->added[to + (size_t)i] = value * ppb_of(c, &c->pulse_unit, i);
            else if (value != 0)
                LT_TRY(lt_faults_take(faults, LT_RAISE(LT_ERR_INPUT, .what = "a pulse of a fixed species",
                                                       .where = lt_cells_where(c->file, &c->pulse, r, i),
                                                       .expected = "0", .found = lt_fmt("%g", value),
                                                       .todo = "remove it: fixed species keep their values")));
        }
    }
    return LT_OK;
}

/* --- all of a step --- */

static bool air_changes(const lt_cells *c) {
    return c->temperature.by_step || c->pressure.by_step || c->cos_sza.by_step || c->humidity.by_step ||
           c->sea.by_step || c->photolysis.by_step || c->uptake.by_step;
}

lt_status lt_cells_load(lt_cells *c, int step, lt_faults *faults) {
    if (!c->file) return LT_OK; /* tables of states: nothing changes */
    LT_TRY(read_air(c, step, faults));
    LT_TRY(read_table(c, &c->photolysis, step, 0, INFINITY, faults));
    LT_TRY(read_table(c, &c->uptake, step, 0, INFINITY, faults));
    LT_TRY(read_table(c, &c->concentration, step, 0, INFINITY, faults));
    LT_TRY(read_table(c, &c->pulse, step, 0, INFINITY, faults));
    LT_TRY(read_table(c, &c->rate, step, 0, INFINITY, faults));
    if (faults && faults->n > 0) return LT_OK; /* judged: what follows would compute with faults */
    if (step == 0) take_start(c);
    if (c->pulse.there && (step == 0 || c->pulse.by_step || (c->pulse_unit.a_volume && air_changes(c))))
        LT_TRY(take_pulse(c, faults));
    if (step > 0 && !c->rate.by_step && !air_changes(c)) return LT_OK;
    for (int f = 0; f < c->n_fixed; f++) LT_TRY(set_fixed(c, f));
    set_numbers(c);
    if (c->rate.there)
        take_rates(c);
    else
        LT_TRY(compute_rates(c));
    return LT_OK;
}
