#include "model/verify/case_run.h"

#include "base/exactsum.h"
#include "model/state/isa.h"

#include <math.h>
#include <string.h>

enum { NX = 24, NY = 20, NZ = 10, EMITTING = 4 /* layers, from the ground */ };
static const double edges[NZ + 1] = {0, 40, 100, 180, 300, 500, 850, 1400, 2500, 4500, 8000};
static const double step_s = 300.0, cell_m = 9e3;

#define TRACER(label)                                                                                                  \
    { .name = label, .text = "", .emitted = "" }
static const lt_species_info tracers[LT_CASE_TRACERS] = {TRACER("T1"), TRACER("T2"), TRACER("T3"), TRACER("T4"),
                                                         TRACER("T5"), TRACER("T6"), TRACER("T7"), TRACER("T8")};
#undef TRACER
static const lt_species_set species = {LT_CASE_TRACERS, tracers};

/* Mixing ratio of tracer s, kg/kg: waves, boxes and spikes on a background. */
static double initial(int s, int k, int j, int i) {
    const double wave = 1.0 + sin(0.5 * i + 0.3 * k) * cos(0.4 * j + s), box = i > 6 && i < 14 && j > 5 && j < 12;
    const double spike = i == 9 + s % 3 && j == 8 && k < 3 ? 40.0 : 0.0;
    return 1e-9 * (0.2 * (s + 1) + (s % 2 ? wave : 0.3 * wave) + (s % 3 ? box : 0.0) + (s % 4 == 1 ? spike : 0.0));
}

static lt_status fill_state(const lt_case_run *r) {
    lt_real *flat;
    double outside[LT_CASE_TRACERS * NZ];
    LT_TRY(lt_calloc((size_t)NX * NY * NZ, sizeof *flat, &flat));
    for (int s = 0; s < LT_CASE_TRACERS; ++s) {
        for (int c = 0; c < NX * NY * NZ; ++c) flat[c] = (lt_real)initial(s, c / (NX * NY), c / NX % NY, c % NX);
        lt_state_set(r->state, s, flat);
        for (int k = 0; k < NZ; ++k) outside[s * NZ + k] = 1e-9 * (1.0 + s + 0.1 * k);
    }
    lt_border_fill(r->border, r->border->n_species, outside);
    lt_free(flat);
    return LT_OK;
}

/* K of 30 m2/s below 850 m and 1 above; 1 cm/s of dry deposition; sources in every seventh column. */
static lt_status fill_mixing(lt_case_run *r) {
    const lt_air *air = r->air;
    LT_TRY(lt_layer_mixing_create(air, &r->mixing));
    r->mixes = true;
    LT_TRY(lt_calloc((size_t)air->layer * EMITTING, sizeof(lt_real), &r->emitted));
    LT_TRY(lt_calloc((size_t)air->layer, sizeof(double), &r->swept));
    for (int k = 0; k < NZ; ++k)
        for (int j = 0; j < NY; ++j)
            for (int i = 0; i < NX; ++i) {
                const ptrdiff_t c = lt_air_at(air, k, j, i);
                const double rho_area = 1.25 * exp(-edges[k] / 8000.0) * cell_m * cell_m;
                if (k > 0)
                    r->mixing.exchange[c] =
                        (edges[k] < 900 ? 30.0 : 1.0) * rho_area / (0.5 * (edges[k + 1] - edges[k - 1]));
                if (r->weather.closed) continue;
                if ((3 * i + j) % 7 == 0 && k < EMITTING) r->emitted[c] = (lt_real)(0.02 * (1 + k));
                if (k == 0) r->swept[c] = 0.01 * rho_area;
            }
    return LT_OK;
}

static lt_status create_all(bool closed, bool mixing, lt_case_run *r) {
    const lt_kernels *kernels;
    LT_TRY(lt_isa_kernels(&kernels));
    LT_TRY(lt_case_air_create(NX, NY, NZ, cell_m, edges, &r->weather));
    r->weather.closed = closed;
    r->n_steps = (int)(3600.0 / step_s);
    LT_TRY(lt_air_create(NX, NY, NZ, &r->air));
    LT_TRY(lt_state_create(&species, NX, NY, NZ, 2, 2, &r->state));
    LT_TRY(lt_border_create(LT_CASE_TRACERS, NX, NY, NZ, &r->border));
    LT_TRY(lt_transport_create(r->state, kernels, LT_DEFAULT_SCHEME, &r->transport));
    LT_TRY(lt_crossings_create(LT_CASE_TRACERS, NX, NY, NZ, &r->crossings));
    if (mixing) LT_TRY(fill_mixing(r));
    return fill_state(r);
}

lt_status lt_case_run_create(bool closed, bool mixing, lt_case_run *out) {
    memset(out, 0, sizeof *out);
    const lt_status status = create_all(closed, mixing, out);
    if (status != LT_OK) lt_case_run_free(out);
    return status;
}

void lt_case_run_free(lt_case_run *r) {
    lt_case_air_free(&r->weather);
    lt_air_free(r->air);
    lt_state_free(r->state);
    lt_border_free(r->border);
    lt_transport_free(r->transport);
    lt_crossings_free(&r->crossings);
    lt_layer_mixing_free(&r->mixing);
    lt_free(r->emitted);
    lt_free(r->swept);
    memset(r, 0, sizeof *r);
}

lt_status lt_case_run_load(lt_case_run *r, int hour) {
    lt_case_air_hour(&r->weather, hour);
    lt_crossings_clear(&r->crossings);
    return lt_air_begin_hour(r->air, r->weather.mass_begin, r->weather.mass_end, r->weather.flux_x, r->weather.flux_y,
                             step_s);
}

lt_status lt_case_run_steps(lt_case_run *r) {
    lt_source source[LT_CASE_TRACERS];
    double *swept[LT_CASE_TRACERS];
    for (int s = 0; s < LT_CASE_TRACERS; ++s) {
        source[s] = (lt_source){.layers = r->emitted ? EMITTING : 0, .rate = r->emitted};
        swept[s] = r->swept;
    }
    for (int n = 0; n < r->n_steps; ++n, ++r->step) {
        lt_air_begin_step(r->air, (n + 1.0) / r->n_steps, step_s);
        LT_TRY(
            lt_transport_advect(r->transport, r->state, r->air, step_s, (int)(r->step % 2), r->border, &r->crossings));
        if (r->mixes)
            lt_transport_solve(r->transport, r->state, r->air, step_s, &r->mixing, source, swept, &r->crossings);
    }
    return LT_OK;
}

double lt_case_run_burden(const lt_case_run *r, int s) {
    lt_exactsum sum;
    lt_exactsum_clear(&sum);
    for (int b = 0; b < r->state->decomp.n_blocks; ++b) {
        const lt_state_block *block = &r->state->blocks[b];
        for (int k = 0; k < NZ; ++k)
            for (int j = 0; j < block->place.nj; ++j)
                for (int i = 0; i < block->place.ni; ++i)
                    lt_exactsum_add(&sum,
                                    (double)lt_state_slab(block, s, k)[j * block->row + i] *
                                        r->air->mass[lt_air_at(r->air, k, block->place.j0 + j, block->place.i0 + i)]);
    }
    return lt_exactsum_value(&sum);
}

double lt_case_run_gain(const lt_case_run *r, int s, double *gross) {
    const lt_crossing_sums c = lt_crossings_sums(&r->crossings, s);
    double emitted = 0.0;
    for (int k = 0; r->emitted && k < EMITTING; ++k)
        for (int j = 0; j < NY; ++j)
            for (int i = 0; i < NX; ++i) emitted += 3600.0 * (double)r->emitted[lt_air_at(r->air, k, j, i)];
    *gross = c.in + c.out + c.top_in + c.top_out + c.deposited + emitted;
    return c.in - c.out + c.top_in - c.top_out - c.deposited + emitted;
}

lt_status lt_case_run_relate(lt_case_run *r, double slope, double offset) {
    lt_real *flat;
    double outside[LT_CASE_TRACERS * NZ];
    LT_TRY(lt_calloc((size_t)NX * NY * NZ, sizeof *flat, &flat));
    lt_state_get(r->state, 0, flat);
    for (int c = 0; c < NX * NY * NZ; ++c) flat[c] = (lt_real)(slope * (double)flat[c] + offset);
    lt_state_set(r->state, 1, flat);
    lt_free(flat);
    for (int k = 0; k < LT_CASE_TRACERS * NZ; ++k) outside[k] = 1e-9 * (1.0 + k % NZ);
    for (int k = 0; k < NZ; ++k) outside[NZ + k] = slope * (double)(lt_real)outside[k] + offset;
    lt_border_fill(r->border, r->border->n_species, outside);
    return LT_OK;
}

lt_status lt_case_run_relation(const lt_case_run *r, double slope, double offset, double *worst) {
    const size_t n = (size_t)NX * NY * NZ;
    lt_real *flat;
    LT_TRY(lt_calloc(2 * n, sizeof *flat, &flat));
    lt_state_get(r->state, 0, flat);
    lt_state_get(r->state, 1, flat + n);
    *worst = 0.0;
    for (size_t c = 0; c < n; ++c) {
        const double one = (double)flat[c], other = (double)flat[n + c];
        *worst = fmax(*worst, fabs(other - (slope * one + offset)) / other);
    }
    lt_free(flat);
    return LT_OK;
}
