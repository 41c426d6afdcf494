/* grid.c - removal through the doors of the grid (swept.h, washout.h) against closed forms, CB6r5 with its particles.
 *
 * rain: from a cloud that fills its layers a gas that is dissolved to the share x goes as exp(-P t x/W), t an hour of
 *   12 steps; below it one that never saturates as exp(-6 K P t/(1000 d v)), fine particles in cloud as
 *   exp(-P t S/W), below it as exp(-L P t), L of their wet mode; a step rounds the state once.
 * ground: without mixing the lowest layer falls to (1 + v_d dt/h)^-n, v_d that of the cell alone.
 * Both may be off by the roundings of a step to lt_real and by 4 of its arithmetic in double.
 * budget: an hour of both with mixing; what all columns lost against what ground and rain report, of every species;
 *   every operation on a value of the state may round it by half a unit in the last place.
 * sizes: what comes out in a July noon, by gas and particle. */
#include "base/exactsum.h"
#include "model/aerosol/constituents.h"
#include "model/aerosol/sizes/sizes.h"
#include "model/deposition/gas_wet.h"
#include "model/deposition/particle_wet.h"
#include "model/deposition/swept.h"
#include "model/deposition/verify/grid_air.h"
#include "model/deposition/verify/verify.h"
#include "model/deposition/washout.h"
#include "model/state/isa.h"
#include "model/transport/transport.h"

#include <float.h>
#include <math.h>

enum { NX = 12, NY = 8, NZ = 20, STEPS = 12 };
static const double dt = 300.0, arithmetic = 4 * STEPS * DBL_EPSILON;

typedef struct run {
    lt_grid_air air;
    lt_swept *swept;
    lt_washout *washout;
    lt_transport *transport;
    lt_layer_mixing mixing;
    lt_source *none;
    lt_crossings crossings;
} run;

static double half_bit(void) {
    return 0.5 * (sizeof(lt_real) == 8 ? DBL_EPSILON : (double)FLT_EPSILON);
}

static void release(run *r) {
    lt_crossings_free(&r->crossings);
    lt_free(r->none);
    lt_layer_mixing_free(&r->mixing);
    lt_transport_free(r->transport);
    lt_washout_free(r->washout);
    lt_swept_free(r->swept);
    lt_grid_air_free(&r->air);
}

static lt_status prepare(run *r) {
    const lt_kernels *kernels;
    LT_TRY(lt_grid_air_create("cb6r5", NX, NY, NZ, 0.5, &r->air));
    const lt_state *state = r->air.state;
    LT_TRY(lt_swept_create(&r->air.setup, NULL, &r->swept));
    LT_TRY(lt_washout_create(&r->air.setup, &r->washout));
    LT_TRY(lt_isa_kernels(&kernels));
    LT_TRY(lt_transport_create(state, kernels, NULL, &r->transport));
    LT_TRY(lt_layer_mixing_create(r->air.air, &r->mixing));
    LT_TRY(lt_calloc((size_t)state->n_species, sizeof *r->none, &r->none));
    LT_TRY(lt_crossings_create(state->n_species, NX, NY, NZ, &r->crossings));
    lt_swept_hour(r->swept, LT_GRID_AIR_NOON);
    return lt_washout_hour(r->washout, dt);
}

static lt_real *value(const run *r, int s, int k, int c) {
    const lt_state_block *b = &r->air.state->blocks[0];
    return lt_state_slab(b, s, k) + c / NX * b->row + c % NX;
}

static int species(const run *r, const char *name) {
    return lt_chemical_set_find(r->air.chemical, name);
}

static void solve(run *r) {
    lt_transport_solve(r->transport, r->air.state, r->air.air, dt, &r->mixing, r->none, lt_swept_of(r->swept),
                       &r->crossings);
}

static lt_status say(lt_verify *verify, const char *test, double value, double bound, const char *source) {
    return LT_VERIFY_ADD(verify, .test = test, .metric = "relative_error", .scheme = "", .value = value, .bound = bound,
                         .source = source);
}

/* --- rain --------------------------------------------------------------------------------------------------------- */

/* Largest error of what is left of a species in layers from .. to - 1 of the columns where it rains. */
static double left(const run *r, const char *name, int from, int to, double exponent) {
    double worst = 0.0;
    for (int c = 0; c < NX * NY; ++c)
        for (int k = from; k < to && r->air.weather.precipitation[c] > 0.0; ++k)
            worst = fmax(worst,
                         fabs((double)*value(r, species(r, name), k, c) / (LT_GRID_AIR_RATIO * exp(-exponent)) - 1.0));
    return worst;
}

/* Growth of fine particles where all species have one mixing ratio and the air is full of vapour. */
static double fine_growth(const run *r) {
    double dry = 0.0, wet = 0.0;
    for (int s = 0; s < r->air.chemical->n; ++s) {
        const lt_constituent *of = r->air.chemical->info[s].particle;
        if (!of || of->mode != LT_FINE) continue;
        const bool water = s == species(r, "AH2OJ");
        if (s == species(r, "AH3OPJ")) continue; /* its H+ is the water's */
        dry += water ? 0.0 : 1.0 / of->density_gcm3;
        wet += water ? 1.0 : of->kappa / of->density_gcm3 * LT_SIZE_HUMID / (1.0 - LT_SIZE_HUMID);
    }
    return cbrt((dry + wet) / dry);
}

static lt_status rain(lt_verify *verify, run *r, const lt_gas_table *table) {
    static const char *const soluble[] = {"HNO3", "H2O2", "NH3", "SO2", "FORM"};
    const double t = STEPS * dt, rounding = (2 * STEPS + 2) * half_bit() + arithmetic;
    const lt_grid *g = r->air.grid;
    int first = 0, last = 0;
    double path = 0.0, worst = 0.0;
    for (int k = 0; k < NZ; ++k)
        if (r->air.weather.cloud_water[k * NX * NY + 1] > 0.0) {
            first = first ? first : k;
            last = k;
            path += 3e-4 * 1.2 * (g->z_edge[k + 1] - g->z_edge[k]);
        }
    lt_grid_air_fill(&r->air);
    for (int n = 0; n < STEPS; ++n) lt_washout_step(r->washout, r->air.state, r->crossings.washed);
    for (int n = 0; n < 5; ++n) {
        const double h = 0.082057 * 288.0 * lt_gas_henry(lt_gas_table_find(table, soluble[n]), 288.0, 1e-5);
        const double drops = h * 3e-4 * 1.2 / 1000.0, x = drops / (1.0 + drops);
        worst = fmax(worst, left(r, soluble[n], first, last + 1, LT_GRID_AIR_RAIN * t * x / path));
    }
    LT_TRY(say(verify, "grid: cloud, an hour of 12 steps, 5 gases", worst, rounding, "exp(-P t x/W)"));
    const double fall =
        lt_gas_wet_transfer(lt_gas_table_find(table, "HNO3")->diffusivity_cm2s, 3600.0 * LT_GRID_AIR_RAIN);
    LT_TRY(say(verify, "grid: HNO3 below cloud", left(r, "HNO3", 0, first, fall * LT_GRID_AIR_RAIN * t),
               rounding + 1e-6, "exp(-6 K P t/(1000 d v))"));
    lt_particle_wet particles;
    lt_particle_wet_make(&particles);
    LT_TRY(say(verify, "grid: sulfate in cloud",
               left(r, "ASO4J", first, last + 1, LT_GRID_AIR_RAIN * t * particles.activated[LT_SIZE_FINE] / path),
               rounding, "exp(-P t S/W)"));
    const double hit = lt_particle_wet_mode_by_rain(LT_SIZE_FINE, fine_growth(r), 3600.0 * LT_GRID_AIR_RAIN);
    LT_TRY(say(verify, "grid: sulfate below cloud", left(r, "ASO4J", 0, first, hit * LT_GRID_AIR_RAIN * t),
               rounding + 0.01 * hit * LT_GRID_AIR_RAIN * t, "exp(-L P t), the table within 1 %"));
    double moved = 0.0;
    for (int s = 0; s < r->air.state->n_species; ++s)
        for (int c = 0; c < NX * NY; ++c)
            for (int k = 0; k < NZ && r->air.weather.precipitation[c] == 0.0; ++k)
                moved += fabs((double)*value(r, s, k, c) - (double)(lt_real)LT_GRID_AIR_RATIO);
    return say(verify, "grid: columns without rain, all species", moved, 0.0, "nothing falls there");
}

/* --- ground ------------------------------------------------------------------------------------------------------- */

static lt_status ground(lt_verify *verify, run *r) {
    const double *mass = r->air.air->begin;
    double worst = 0.0;
    lt_grid_air_fill(&r->air);
    for (int n = 0; n < STEPS; ++n) solve(r);
    for (int s = 0; s < r->air.state->n_species; ++s)
        for (int c = 0; c < NX * NY; ++c) {
            const ptrdiff_t at = lt_air_at(r->air.air, 0, c / NX, c % NX);
            const double x = dt * lt_swept_of(r->swept)[s][at] / mass[at];
            worst = fmax(worst, fabs((double)*value(r, s, 0, c) / (LT_GRID_AIR_RATIO * pow(1.0 + x, -STEPS)) - 1.0));
        }
    return say(verify, "grid: lowest layer alone, 12 steps, all species", worst, (STEPS + 2) * half_bit() + arithmetic,
               "(1 + v_d dt/h)^-n");
}

/* --- budget ------------------------------------------------------------------------------------------------------- */

static double burden(const run *r, int s) {
    lt_exactsum sum;
    lt_exactsum_clear(&sum);
    for (int k = 0; k < NZ; ++k)
        for (int c = 0; c < NX * NY; ++c)
            lt_exactsum_add(&sum,
                            (double)*value(r, s, k, c) * r->air.air->mass[lt_air_at(r->air.air, k, c / NX, c % NX)]);
    return lt_exactsum_value(&sum);
}

static lt_status budget(lt_verify *verify, run *r) {
    double worst = 0.0;
    for (int k = 1; k < NZ; ++k)
        for (int c = 0; c < NX * NY; ++c) {
            const ptrdiff_t at = lt_air_at(r->air.air, k, c / NX, c % NX);
            r->mixing.exchange[at] = 20.0 * r->air.air->mass[at] / 1e4;
        }
    lt_grid_air_fill(&r->air);
    lt_crossings_clear(&r->crossings);
    const double first = burden(r, 0); /* all species alike */
    for (int n = 0; n < STEPS; ++n) {
        solve(r);
        lt_washout_step(r->washout, r->air.state, r->crossings.washed);
    }
    for (int s = 0; s < r->air.state->n_species; ++s) {
        const lt_crossing_sums sums = lt_crossings_sums(&r->crossings, s);
        worst = fmax(worst, fabs(first - burden(r, s) - sums.deposited - sums.washed) / first);
    }
    return say(verify, "grid: an hour of mixing, ground and rain, all species", worst, 2 * STEPS * half_bit(),
               "lost = deposited + washed");
}

/* --- sizes -------------------------------------------------------------------------------------------------------- */

static lt_status sizes(lt_verify *verify, run *r) {
    static const char *const names[] = {"O3", "NO2", "SO2", "HNO3", "H2O2", "FORM", "NH3", "ASO4J", "ACORS"};
    for (size_t n = 0; n < sizeof names / sizeof *names; ++n) {
        const int s = species(r, names[n]);
        double mean = 0.0;
        for (int c = 0; c < NX * NY; ++c) {
            const ptrdiff_t at = lt_air_at(r->air.air, 0, c / NX, c % NX);
            mean += 100.0 * 40.0 * lt_swept_of(r->swept)[s][at] / r->air.air->begin[at] / (NX * NY);
        }
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("grid: v_d of %s, mixed land, July noon", names[n]),
                             .metric = "cm_s", .scheme = "zhang", .value = mean, .sense = LT_FACT,
                             .source = "through the grid's door"));
        const lt_crossing_sums sums = lt_crossings_sums(&r->crossings, s);
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("grid: %s gone with an hour of 2 mm over half the land", names[n]),
                             .metric = "share_of_column", .scheme = "", .value = sums.washed / burden(r, 0),
                             .sense = LT_FACT, .source = "through the grid's door"));
    }
    return LT_OK;
}

lt_status lt_verify_deposition_grid(lt_verify *verify) {
    lt_gas_table *table = NULL;
    run r = {0};
    LT_TRY(lt_gas_table_read(&table));
    lt_status status = prepare(&r);
    if (status == LT_OK) status = rain(verify, &r, table);
    if (status == LT_OK) status = ground(verify, &r);
    if (status == LT_OK) status = budget(verify, &r);
    if (status == LT_OK) status = sizes(verify, &r);
    release(&r);
    lt_gas_table_free(table);
    return status;
}
