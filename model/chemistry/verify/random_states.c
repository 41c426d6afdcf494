/* random_states.c - a cell is drawn in four pieces: where and when it is, how polluted, its uptake on particles; then
 * its rates, and some hours of chemistry. Every cell has a seed of its own, so that a cell does not depend on how many
 * there are. All ranges: A, chosen to cover what a regional model meets. */
#include "model/chemistry/verify/random_states.h"

#include "model/chemistry/box/clear_sky.h"
#include "model/chemistry/solver/interpreter.h"
#include "model/chemistry/solver/methods.h"
#include "model/kernel/ltmath.h"

#include "base/verify.h"

#include <string.h>

enum { SPIN_UP_PULSES = 12, HALF_LOW_M = 2000, TOP_M = 12000 };

/* Mixing ratio of a species: clean + share of NOx^power, ppb; pulse: ten minutes' emission as a share of NOx. */
typedef struct recipe {
    const char *species;
    double clean, share, power, pulse;
} recipe;

static const recipe recipes[] = {
    {"NO", 1e-3, 0.3, 1.0, 0.10},    {"NO2", 5e-3, 0.7, 1.0, 0.01},    {"O3", 40.0, 2.0, 0.5, 0.0},
    {"H2O2", 0.5, 0.0, 1.0, 0.0},    {"HNO3", 0.05, 0.2, 0.7, 0.0},    {"HONO", 1e-4, 0.01, 1.0, 0.0},
    {"PAN", 0.05, 0.1, 0.7, 0.0},    {"SO2", 0.02, 0.3, 0.8, 0.01},    {"CO", 80.0, 40.0, 0.6, 1.0},
    {"FORM", 0.1, 0.6, 0.5, 0.01},   {"ALD2", 0.05, 0.3, 0.5, 0.01},   {"ALDX", 0.02, 0.2, 0.5, 0.0},
    {"ACET", 0.5, 0.5, 0.4, 0.005},  {"KET", 0.05, 0.3, 0.5, 0.0},     {"ETHA", 0.8, 0.8, 0.5, 0.01},
    {"PRPA", 0.2, 0.6, 0.5, 0.01},   {"PAR", 0.5, 4.0, 0.7, 0.30},     {"ETH", 0.05, 0.4, 0.7, 0.02},
    {"ETHY", 0.05, 0.3, 0.7, 0.005}, {"OLE", 0.01, 0.2, 0.7, 0.02},    {"IOLE", 5e-3, 0.05, 0.7, 0.005},
    {"TOL", 0.01, 0.3, 0.7, 0.02},   {"XYLMN", 5e-3, 0.2, 0.7, 0.02},  {"BENZENE", 0.02, 0.1, 0.7, 0.005},
    {"ISOP", 0.01, 0.2, 0.2, 0.02},  {"TERP", 2e-3, 0.05, 0.2, 0.005}, {"APIN", 2e-3, 0.05, 0.2, 0.005},
    {"ETOH", 0.05, 0.2, 0.5, 0.005}, {"MEOH", 0.8, 0.5, 0.5, 0.005},   {"HCL", 0.02, 0.05, 0.5, 0.001},
    {"DMS", 5e-3, 0.0, 1.0, 0.0},    {"ACLJ", 0.05, 0.05, 0.3, 0.0},   {"ASO4J", 0.1, 0.5, 0.5, 0.0},
    {"APOCJ", 0.05, 0.2, 0.6, 0.0},  {"APNCOMJ", 0.02, 0.1, 0.6, 0.0},
};

/* Fixed species, ppb: dry air, and the background that CMAQ has (ATM_CH4, ATM_H2). Water comes with the cell. */
static const struct {
    const char *species;
    double ppb;
} fixed_air[] = {{"M", 1e9}, {"O2", 0.2095e9}, {"N2", 0.7808e9}, {"H2", 560.0}, {"CH4", 1850.0}};

typedef struct drawer {
    const lt_mechanism *mechanism;
    lt_clear_sky *sky;
    lt_interpreter *interpreter;
    lt_states *states;
    double *fixed, *external, *k, *scale, *c, *pulse, *atol; /* of one cell */
    uint64_t seed;
} drawer;

static double between(drawer *d, double low, double high) {
    return low + (high - low) * lt_verify_random(&d->seed);
}

static double between_logs(drawer *d, double low, double high) {
    return lt_exp(between(d, lt_log(low), lt_log(high)));
}

/* Magnus' form over water, Pa, as in model/met/humidity.h (Alduchov and Eskridge 1996), without libm. */
static double saturation(double T) {
    return 610.94 * lt_exp(17.625 * (T - 273.15) / (T - 273.15 + 243.04));
}

/* Where and when: temperature, pressure, sun; relative humidity 10 to 95 %. Returns the height, m. */
static double draw_place(drawer *d, int cell, lt_rate_air *air) {
    lt_states *s = d->states;
    double when = between(d, 0, 1), low = between(d, 0, 1);
    double z = low < 0.5 ? between(d, 0, HALF_LOW_M) : between(d, HALF_LOW_M, TOP_M);
    double T = between(d, 268.0, 308.0) - 6.5e-3 * z, p = 101325.0 * lt_exp(-z / 7800.0);
    if (T < 205.0) T = 205.0;
    double vapour = between(d, 0.1, 0.95) * saturation(T), M = lt_air_number(T, p);
    s->temperature[cell] = T;
    s->pressure[cell] = p;
    s->cos_sza[cell] = when < 0.45 ? between(d, 0.2, 1.0) : when < 0.6 ? between(d, 0.0, 0.2) : 0.0;
    double *v = air->variable;
    v[LT_RATE_TEMP] = T;
    v[LT_RATE_PRESS] = p;
    v[LT_RATE_SUN] = v[LT_RATE_COS_SZA] = s->cos_sza[cell];
    v[LT_RATE_AIR] = M;
    v[LT_RATE_O2] = 0.2095 * M;
    v[LT_RATE_N2] = 0.7808 * M;
    v[LT_RATE_H2O] = vapour / p * M;
    v[LT_RATE_CFACTOR] = d->mechanism->cfactor;
    v[LT_RATE_SEA] = between(d, 0, 1) < 0.1 ? 1.0 : 0.0;
    return z;
}

/* NOx from log-uniform ranges by height; the other gases follow it with a scatter of a factor of two either way. */
static void draw_air(drawer *d, double z) {
    double nox = z < HALF_LOW_M ? between_logs(d, 0.05, 50.0) : between_logs(d, 0.02, 1.0);
    memset(d->c, 0, (size_t)d->mechanism->n_variable * sizeof *d->c);
    memset(d->pulse, 0, (size_t)d->mechanism->n_variable * sizeof *d->pulse);
    for (size_t r = 0; r < sizeof recipes / sizeof *recipes; r++) {
        double scatter = between_logs(d, 0.5, 2.0);
        int species = lt_mechanism_species(d->mechanism, recipes[r].species);
        if (species < 0 || species >= d->mechanism->n_variable) continue;
        double follows = recipes[r].share * lt_pow(nox, recipes[r].power);
        d->c[species] = scatter * (recipes[r].clean + follows);
        if (nox > 1.0 && z < HALF_LOW_M) d->pulse[species] = recipes[r].pulse * nox;
    }
}

/* Photolysis by the clear sky, uptake 1e-6 to 1e-3 s-1. */
static lt_status draw_externals(drawer *d, double cos_sza) {
    for (int e = 0; e < d->mechanism->n_externals; e++) {
        const lt_external *external = &d->mechanism->externals[e];
        double uptake = between_logs(d, 1e-6, 1e-3);
        if (external->kind == LT_EXTERNAL_HET) {
            d->external[e] = uptake;
            continue;
        }
        int row = external->kind == LT_EXTERNAL_J ? lt_clear_sky_find(d->sky, external->name) : -1;
        if (row < 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "random states cannot know a rate", .where = d->mechanism->name,
                            .expected = "photolysis of the clear-sky table, or uptake", .found = external->name,
                            .todo = "take a mechanism without foreign rates");
        d->external[e] = lt_clear_sky_j(d->sky, row, cos_sza);
    }
    return LT_OK;
}

static void fill_fixed(drawer *d, const lt_rate_air *air) {
    const lt_mechanism *m = d->mechanism;
    for (int f = 0; f < m->n_species - m->n_variable; f++) {
        const lt_mech_species *species = &m->species[m->n_variable + f];
        d->fixed[f] = species->initial >= 0.0 ? species->initial : 0.0;
        for (size_t a = 0; a < sizeof fixed_air / sizeof *fixed_air; a++)
            if (strcmp(fixed_air[a].species, species->name) == 0) d->fixed[f] = fixed_air[a].ppb;
        if (strcmp(species->name, "H2O") == 0)
            d->fixed[f] = 1e9 * air->variable[LT_RATE_H2O] / air->variable[LT_RATE_AIR];
    }
}

/* Two hours with their pulses, as the benchmark has them; tolerances of its own, so that a cell does not change with
 * those of methods.h. */
static lt_status spin_up(drawer *d) {
    const lt_rosenbrock *method;
    lt_ros_control control = lt_ros_control_default(1e-3);
    double step = 0.0;
    LT_TRY(lt_ros_method_find("ros3", &method));
    for (int p = 0; p < SPIN_UP_PULSES; p++) {
        lt_chem_result result;
        for (int s = 0; s < d->mechanism->n_variable; s++) d->c[s] += d->pulse[s];
        lt_interpreter_integrate(d->interpreter, method, &control, d->atol, d->k, NULL, LT_STATES_PULSE_S, step, d->c,
                                 NULL, &result);
        if (result.failed)
            return LT_RAISE(LT_ERR_INTERNAL, .what = "a random state could not be integrated",
                            .where = lt_fmt("%s, pulse %d", d->mechanism->name, p + 1), .expected = "steps that pass",
                            .found = result.failed == 2 ? "no number" : "steps too small or too many",
                            .todo = "report this");
        step = result.next_step;
    }
    return LT_OK;
}

static lt_status draw_cell(drawer *d, int cell) {
    lt_states *s = d->states;
    lt_rate_air air = {.external = d->external};
    double z = draw_place(d, cell, &air);
    draw_air(d, z);
    LT_TRY(draw_externals(d, s->cos_sza[cell]));
    fill_fixed(d, &air);
    LT_TRY(lt_rates(d->mechanism, &air, d->k));
    lt_rate_scale(d->mechanism, air.variable[LT_RATE_AIR], d->fixed, d->scale);
    for (int r = 0; r < s->n_reactions; r++) {
        d->k[r] *= d->scale[r];
        s->k[(ptrdiff_t)r * s->n + cell] = d->k[r];
    }
    LT_TRY(spin_up(d));
    s->number[cell] = cell;
    for (int v = 0; v < s->n_variable; v++) {
        s->start[(ptrdiff_t)v * s->n + cell] = d->c[v];
        s->pulse[(ptrdiff_t)v * s->n + cell] = d->pulse[v];
    }
    return LT_OK;
}

static lt_status create_states(const lt_mechanism *m, int n, lt_states *s) {
    *s = (lt_states){.n = n, .n_variable = m->n_variable, .n_reactions = m->n_reactions};
    size_t cells = (size_t)n;
    LT_TRY(lt_calloc(sizeof "random", 1, &s->name));
    strcpy(s->name, "random");
    LT_TRY(lt_calloc(cells, sizeof(double), &s->number));
    LT_TRY(lt_calloc(cells, sizeof(double), &s->temperature));
    LT_TRY(lt_calloc(cells, sizeof(double), &s->pressure));
    LT_TRY(lt_calloc(cells, sizeof(double), &s->cos_sza));
    LT_TRY(lt_calloc(cells * (size_t)m->n_variable, sizeof(double), &s->start));
    LT_TRY(lt_calloc(cells * (size_t)m->n_variable, sizeof(double), &s->pulse));
    return lt_calloc(cells * (size_t)m->n_reactions, sizeof(double), &s->k);
}

static lt_status create_drawer(drawer *d) {
    const lt_mechanism *m = d->mechanism;
    size_t variable = (size_t)m->n_variable, reactions = (size_t)m->n_reactions;
    LT_TRY(lt_clear_sky_read(&d->sky));
    LT_TRY(lt_interpreter_create(m, &d->interpreter));
    LT_TRY(lt_calloc((size_t)m->n_species - variable, sizeof(double), &d->fixed));
    LT_TRY(lt_calloc((size_t)m->n_externals, sizeof(double), &d->external));
    LT_TRY(lt_calloc(reactions, sizeof(double), &d->k));
    LT_TRY(lt_calloc(reactions, sizeof(double), &d->scale));
    LT_TRY(lt_calloc(variable, sizeof(double), &d->c));
    LT_TRY(lt_calloc(variable, sizeof(double), &d->pulse));
    LT_TRY(lt_calloc(variable, sizeof(double), &d->atol));
    for (size_t v = 0; v < variable; v++) d->atol[v] = 1e-6;
    return LT_OK;
}

static void free_drawer(drawer *d) {
    lt_clear_sky_free(d->sky);
    lt_interpreter_free(d->interpreter);
    lt_free(d->fixed);
    lt_free(d->external);
    lt_free(d->k);
    lt_free(d->scale);
    lt_free(d->c);
    lt_free(d->pulse);
    lt_free(d->atol);
}

static lt_status draw_all(drawer *d, int n, uint64_t seed) {
    LT_TRY(create_states(d->mechanism, n, d->states));
    LT_TRY(create_drawer(d));
    for (int cell = 0; cell < n; cell++) {
        d->seed = seed * 0x9e3779b97f4a7c15u + (uint64_t)cell * 0xbf58476d1ce4e5b9u; /* odd, far apart */
        for (int skip = 0; skip < 8; skip++) lt_verify_random(&d->seed);
        LT_TRY_CONTEXT(draw_cell(d, cell), "drawing random state %d", cell);
    }
    return LT_OK;
}

lt_status lt_random_states(const lt_mechanism *mechanism, int n, uint64_t seed, lt_states **out) {
    drawer d = {.mechanism = mechanism};
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *d.states, &d.states));
    lt_status status = draw_all(&d, n, seed);
    free_drawer(&d);
    if (status == LT_OK) {
        *out = d.states;
    } else {
        lt_states_free(d.states);
    }
    return status;
}
