#include "model/chemistry/first_order.h"

#include "model/kernel/ltmath.h"
#include "model/state/tile.h"

#include <omp.h>

static const enum lt_species reacting[] = {LT_S_SO2, LT_S_SO4, LT_S_NOX, LT_S_TNO3};
enum { N_REACTING = sizeof reacting / sizeof reacting[0] };

/* Working memory of one thread. */
typedef struct lt_reactor {
    double *mass, *x[N_REACTING]; /* a tile of nz layers each */
} lt_reactor;

struct lt_oxidation {
    const lt_kernels *kernels;
    double dt;
    double *so2_left;                              /* [tile][nz][lane] share that is left after dt */
    double *nox_factor, *nox_exponent, *titration; /* [tile][lane] */
    double *nox_background;                        /* [nz] ppm */
    int n_reactors;
    lt_reactor *reactors;
};

double lt_stability_index(double inverse_obukhov_length) {
    double x = inverse_obukhov_length;
    return x < -0.02 ? 2.0 : x < -0.005 ? 3.0 : x <= 0.005 ? 4.0 : x <= 0.02 ? 5.0 : 6.0;
}

lt_oxidation_rates lt_oxidation_percent(double shortwave_w, double ozone_ppm, double stability) {
    if (!(shortwave_w > 1.0))
        return (lt_oxidation_rates){.so2_gas = 0.2, .nox_factor = 2.0, .titration = 0.9 / ozone_ppm};
    double gas = 36.0 * lt_pow(0.001 * shortwave_w, 0.55) * lt_pow(ozone_ppm, 0.71) * lt_pow(stability, -1.29);
    return (lt_oxidation_rates){.so2_gas = gas > 0.2 ? gas : 0.2,
                                .so2_water = 3e-8,
                                .nox_factor = 1261.0 * lt_pow(ozone_ppm, 1.45) * lt_pow(stability, -1.34),
                                .nox_exponent = -0.12};
}

static lt_status reactor_create(int nz, lt_reactor *r) {
    size_t n = (size_t)nz * LT_LANES;
    for (int s = 0; s < N_REACTING; ++s) LT_TRY(lt_calloc(n, sizeof(double), &r->x[s]));
    return lt_calloc(n, sizeof(double), &r->mass);
}

lt_status lt_oxidation_create(const lt_state *state, const lt_kernels *kernels, lt_oxidation **out) {
    lt_oxidation *o;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *o, &o));
    o->kernels = kernels;
    size_t lanes = (size_t)state->n_tiles * LT_LANES;
    lt_status status;
    LT_TRY_GOTO(status, lt_calloc(lanes * (size_t)state->nz, sizeof(double), &o->so2_left), fail);
    LT_TRY_GOTO(status, lt_calloc(lanes, sizeof(double), &o->nox_factor), fail);
    LT_TRY_GOTO(status, lt_calloc(lanes, sizeof(double), &o->nox_exponent), fail);
    LT_TRY_GOTO(status, lt_calloc(lanes, sizeof(double), &o->titration), fail);
    LT_TRY_GOTO(status, lt_calloc((size_t)state->nz, sizeof(double), &o->nox_background), fail);
    LT_TRY_GOTO(status, lt_calloc((size_t)omp_get_max_threads(), sizeof *o->reactors, &o->reactors), fail);
    o->n_reactors = omp_get_max_threads();
    for (int n = 0; n < o->n_reactors; ++n) LT_TRY_GOTO(status, reactor_create(state->nz, &o->reactors[n]), fail);
    *out = o;
    return LT_OK;
fail:
    lt_oxidation_free(o);
    return status;
}

void lt_oxidation_free(lt_oxidation *o) {
    if (!o) return;
    for (int n = 0; n < o->n_reactors; ++n) {
        for (int s = 0; s < N_REACTING; ++s) lt_free(o->reactors[n].x[s]);
        lt_free(o->reactors[n].mass);
    }
    lt_free(o->reactors);
    lt_free(o->so2_left);
    lt_free(o->nox_factor);
    lt_free(o->nox_exponent);
    lt_free(o->titration);
    lt_free(o->nox_background);
    lt_free(o);
}

static void hour_of_tile(lt_oxidation *o, const lt_state *state, const lt_oxidation_weather *w, int tile) {
    const lt_tile *t = &state->tiles[tile];
    int n = state->nz * LT_LANES;
    double *left = o->so2_left + (ptrdiff_t)tile * n, *percent = o->reactors[omp_get_thread_num()].mass;
    lt_oxidation_rates rates[LT_LANES];
    for (int l = 0; l < LT_LANES; ++l) {
        ptrdiff_t c = (ptrdiff_t)t->j[l] * state->nx + t->i[l], lane = (ptrdiff_t)tile * LT_LANES + l;
        rates[l] =
            lt_oxidation_percent(w->shortwave[c], w->ozone_ppm, lt_stability_index(w->inverse_obukhov_length[c]));
        o->nox_factor[lane] = rates[l].nox_factor;
        o->nox_exponent[lane] = rates[l].nox_exponent;
        o->titration[lane] = rates[l].titration;
    }
    lt_tile_gather(t, state->nz, (ptrdiff_t)state->nx * state->ny, state->nx, w->relative_humidity, percent);
    for (int c = 0; c < n; ++c) {
        double rh = 100.0 * (percent[c] < 1.0 ? percent[c] : 1.0);
        percent[c] = rates[c % LT_LANES].so2_gas + rates[c % LT_LANES].so2_water * rh * rh * rh * rh;
    }
    o->kernels->share_left(n, o->dt, percent, left);
}

void lt_oxidation_hour(lt_oxidation *o, const lt_state *state, const lt_oxidation_weather *w, double dt) {
    o->dt = dt;
    for (int k = 0; k < state->nz; ++k) o->nox_background[k] = LT_PPM_NOX * w->nox_background[k];
#pragma omp parallel for schedule(dynamic) num_threads(o->n_reactors)
    for (int n = 0; n < state->n_tiles; ++n) hour_of_tile(o, state, w, n);
}

static void step_of_tile(const lt_oxidation *o, const lt_state *state, const lt_air *air, int tile, lt_reactor *r,
                         double *all_won) {
    const lt_tile *t = &state->tiles[tile];
    double won[N_REACTING][LT_LANES];
    const lt_tile_chemistry chemistry = {.nz = state->nz,
                                         .dt = o->dt,
                                         .so2 = r->x[0],
                                         .so4 = r->x[1],
                                         .nox = r->x[2],
                                         .tno3 = r->x[3],
                                         .mass = r->mass,
                                         .so2_left = o->so2_left + (ptrdiff_t)tile * state->nz * LT_LANES,
                                         .nox_factor = o->nox_factor + (ptrdiff_t)tile * LT_LANES,
                                         .nox_exponent = o->nox_exponent + (ptrdiff_t)tile * LT_LANES,
                                         .titration = o->titration + (ptrdiff_t)tile * LT_LANES,
                                         .nox_background = o->nox_background,
                                         .so2_won = won[0],
                                         .so4_won = won[1],
                                         .nox_won = won[2],
                                         .tno3_won = won[3]};
    lt_tile_gather(t, state->nz, air->layer, air->row, air->mass + lt_air_at(air, 0, 0, 0), r->mass);
    for (int s = 0; s < N_REACTING; ++s) lt_tile_load(state, t, (int)reacting[s], r->x[s]);
    o->kernels->first_order(&chemistry);
    for (int s = 0; s < N_REACTING; ++s) {
        lt_tile_store(state, t, (int)reacting[s], r->x[s]);
        double *to = all_won + (ptrdiff_t)reacting[s] * state->nx * state->ny;
        for (int l = 0; l < t->n; ++l) to[(ptrdiff_t)t->j[l] * state->nx + t->i[l]] += won[s][l];
    }
}

void lt_oxidation_step(lt_oxidation *o, lt_state *state, const lt_air *air, double *won) {
#pragma omp parallel for schedule(dynamic) num_threads(o->n_reactors)
    for (int n = 0; n < state->n_tiles; ++n) step_of_tile(o, state, air, n, &o->reactors[omp_get_thread_num()], won);
}
