/* uniform_winds.c - a uniform mixing ratio through the whole transport and the vertical solve, in random winds over
 * terrain.
 *
 * Air of a cell: density x depth of a layer over hills of random height (up to 40 % of the domain's depth), 20 %
 * random besides, another at the end of the hour (up to 2 % away). Winds: every face its own, up to a twentieth of a
 * cell's air a step, and a mean wind; the model finds the vertical flux, so every one of them obeys continuity. Mixing:
 * random exchange and, in half of the columns, convection. Border and top have the same mixing ratio. Rows: largest
 * departure in units of the last place after one step, over 1000 winds, even and odd; and after 2880 steps through 720
 * winds. */
#include "model/state/isa.h"
#include "model/transport/transport.h"
#include "model/verify/verify.h"

#include <math.h>
#include <omp.h>
#include <stdint.h>
#include <string.h>

enum { NX = 14, NY = 11, NZ = 9, TRACERS = 3, WINDS = 1000, STEPS = 2880, HOUR_STEPS = 4 };

static const double values[TRACERS] = {3.3e-9, 6.1e-4, 1.0 / 3.0};

typedef struct uniform_run {
    uint64_t seed;
    lt_species_info info[TRACERS];
    lt_state *state;
    lt_air *air;
    lt_border *border;
    lt_transport *transport;
    lt_crossings crossings;
    lt_layer_mixing mixing;
    double begin[NX * NY * NZ], end[NX * NY * NZ], flux_x[(NX + 1) * NY * NZ], flux_y[NX * (NY + 1) * NZ];
    double *calm; /* nothing is swept by the ground */
} uniform_run;

static void set_uniform(uniform_run *r) {
    lt_real flat[NX * NY * NZ];
    for (int s = 0; s < TRACERS; ++s) {
        for (int c = 0; c < NX * NY * NZ; ++c) flat[c] = (lt_real)values[s];
        lt_state_set(r->state, s, flat);
    }
}

static double layer_air(int k) {
    return 1e9 * (1.0 + 0.6 * k) * exp(-0.25 * k);
}

static void random_mass(uniform_run *r, double *mass) {
    double hills[NX * NY];
    for (int c = 0; c < NX * NY; ++c) hills[c] = 1.0 - 0.4 * lt_verify_random(&r->seed);
    for (int c = 0; c < NX * NY * NZ; ++c)
        mass[c] = layer_air(c / (NX * NY)) * hills[c % (NX * NY)] * (1.0 + 0.2 * lt_verify_random(&r->seed));
}

/* Air of the hour; the first of a run has masses of its own. */
static void random_hour(uniform_run *r, bool first, double dt) {
    double mean_x = 0.1 * (2.0 * lt_verify_random(&r->seed) - 1.0),
           mean_y = 0.1 * (2.0 * lt_verify_random(&r->seed) - 1.0);
    if (first)
        random_mass(r, r->begin);
    else
        memcpy(r->begin, r->end, sizeof r->begin);
    for (int c = 0; c < NX * NY * NZ; ++c)
        r->end[c] = r->begin[c] * (1.0 + 0.02 * (2.0 * lt_verify_random(&r->seed) - 1.0));
    for (int c = 0; c < (NX + 1) * NY * NZ; ++c)
        r->flux_x[c] = layer_air(c / ((NX + 1) * NY)) / dt * (mean_x + 0.04 * (2.0 * lt_verify_random(&r->seed) - 1.0));
    for (int c = 0; c < NX * (NY + 1) * NZ; ++c)
        r->flux_y[c] = layer_air(c / (NX * (NY + 1))) / dt * (mean_y + 0.04 * (2.0 * lt_verify_random(&r->seed) - 1.0));
    r->mixing.lifts = 1;
    for (ptrdiff_t c = 0; c < r->air->layer; ++c) {
        r->mixing.lift[c] = lt_verify_random(&r->seed) < 0.5 ? 0.0 : 2e-3 * lt_verify_random(&r->seed);
        r->mixing.depth[c] = 3.0 + 5.0 * lt_verify_random(&r->seed);
    }
    for (ptrdiff_t c = 0; c < r->air->layer * NZ; ++c)
        r->mixing.exchange[c] = 3e6 * lt_verify_random(&r->seed) * lt_verify_random(&r->seed);
}

static lt_status begin_hour(uniform_run *r, bool first, double dt) {
    random_hour(r, first, dt);
    lt_crossings_clear(&r->crossings);
    return lt_air_begin_hour(r->air, r->begin, r->end, r->flux_x, r->flux_y, dt);
}

static lt_status step(uniform_run *r, int n, int odd, double dt) {
    static const lt_source none[TRACERS];
    double *swept[TRACERS] = {r->calm, r->calm, r->calm};
    lt_air_begin_step(r->air, (double)(n + 1) / HOUR_STEPS, dt);
    LT_TRY(lt_transport_advect(r->transport, r->state, r->air, dt, odd, r->border, &r->crossings));
    lt_transport_solve(r->transport, r->state, r->air, dt, &r->mixing, none, swept, &r->crossings);
    return LT_OK;
}

/* In units of the last place of lt_real. */
static double departure(const uniform_run *r) {
    lt_real flat[NX * NY * NZ];
    double worst = 0.0;
    for (int s = 0; s < TRACERS; ++s) {
        int exponent;
        frexp(values[s], &exponent);
        double unit = ldexp(1.0, exponent - (sizeof(lt_real) == 8 ? 53 : 24));
        lt_state_get(r->state, s, flat);
        for (int c = 0; c < NX * NY * NZ; ++c)
            worst = fmax(worst, fabs((double)flat[c] - (double)(lt_real)values[s]) / unit);
    }
    return worst;
}

static void release(uniform_run *r) {
    lt_state_free(r->state);
    lt_transport_free(r->transport);
    lt_border_free(r->border);
    lt_crossings_free(&r->crossings);
    lt_layer_mixing_free(&r->mixing);
    lt_air_free(r->air);
    lt_free(r->calm);
    lt_free(r);
}

static lt_status create(const char *scheme, uniform_run **out) {
    double profile[TRACERS * NZ];
    uniform_run *r;
    const lt_kernels *kernels;
    LT_TRY(lt_calloc(1, sizeof *r, &r));
    *out = r;
    r->seed = 1;
    for (int s = 0; s < TRACERS; ++s) r->info[s] = lt_passive_species[0];
    for (int c = 0; c < TRACERS * NZ; ++c) profile[c] = values[c / NZ];
    const lt_species_set species = {TRACERS, r->info};
    LT_TRY(lt_isa_kernels(&kernels));
    LT_TRY(lt_state_create(&species, NX, NY, NZ, 2, 2, &r->state));
    LT_TRY(lt_air_create(NX, NY, NZ, &r->air));
    LT_TRY(lt_border_create(TRACERS, NX, NY, NZ, &r->border));
    LT_TRY(lt_crossings_create(TRACERS, NX, NY, NZ, &r->crossings));
    LT_TRY(lt_layer_mixing_create(r->air, &r->mixing));
    LT_TRY(lt_calloc((size_t)r->air->layer, sizeof(double), &r->calm));
    lt_border_fill(r->border, r->border->n_species, profile);
    return lt_transport_create(r->state, kernels, scheme, &r->transport);
}

static lt_status measure(uniform_run *r, double *once, double *long_run) {
    const double dt = 3600.0 / HOUR_STEPS;
    *once = 0.0;
    for (int n = 0; n < WINDS; ++n) {
        set_uniform(r);
        LT_TRY(begin_hour(r, true, dt));
        LT_TRY(step(r, 0, n % 2, dt));
        *once = fmax(*once, departure(r));
    }
    set_uniform(r);
    for (int n = 0; n < STEPS; ++n) {
        if (n % HOUR_STEPS == 0) LT_TRY(begin_hour(r, n == 0, dt));
        LT_TRY(step(r, n % HOUR_STEPS, n % 2, dt));
    }
    *long_run = departure(r);
    return LT_OK;
}

static lt_status of_scheme(lt_verify *v, const char *scheme) {
    double once = NAN, long_run = NAN;
    uniform_run *r = NULL;
    lt_status status = create(scheme, &r);
    if (status == LT_OK) status = measure(r, &once, &long_run);
    if (r) release(r);
    LT_TRY(status);
    LT_TRY(LT_VERIFY_ADD(v, "uniform_1000_winds", "ulp_after_1_step", scheme, once, LT_AT_MOST, 2.0,
                         .source = "project goal"));
    return LT_VERIFY_ADD(v, "uniform_1000_winds", "ulp_after_2880_steps", scheme, long_run, LT_AT_MOST, 16.0,
                         .source = "project goal");
}

lt_status lt_verify_uniform_winds(lt_verify *v) {
    const lt_kernels *kernels;
    int threads = omp_get_max_threads();
    lt_status status = lt_isa_kernels(&kernels);
    omp_set_num_threads(1); /* the domain is too small to share */
    for (int n = 0; n < LT_N_SCHEMES && status == LT_OK; ++n) status = of_scheme(v, kernels->advection[n].name);
    omp_set_num_threads(threads);
    return status;
}
