#include "model/deposition/washout_private.h"

#include "model/kernel/ltmath.h"
#include "model/state/tile.h"

#include <omp.h>

/* A share that changes no value it is taken from. It is none: what it gives back might change a smaller value below. */
#ifdef LT_REAL_IS_DOUBLE
#define NO_SHARE 0x1p-55
#else
#define NO_SHARE 0x1p-26
#endif

/* --- an hour ------------------------------------------------------------------------------------------------------ */

static bool falls(const lt_washout *w, const lt_tile *tile) {
    bool any = false;
    for (int l = 0; l < tile->n; ++l)
        any = any || w->setup.weather->precipitation[tile->j[l] * w->setup.state->nx + tile->i[l]] > 0.0;
    return any;
}

/* Lists the tiles where anything falls, with memory for their shares. */
static lt_status list_tiles(lt_washout *w) {
    const lt_state *state = w->setup.state;
    const size_t per_tile = (size_t)(2 * w->n_kinds * state->nz) * LT_LANES;
    w->n_wet = 0;
    for (int t = 0; t < state->n_tiles; ++t)
        if (falls(w, &state->tiles[t])) w->tiles[w->n_wet++].tile = t;
    if (w->n_wet > w->most) {
        lt_free(w->shares);
        lt_free(w->lost);
        w->shares = NULL;
        w->lost = NULL;
        w->most = 0;
        LT_TRY(lt_calloc((size_t)w->n_wet * per_tile, sizeof *w->shares, &w->shares));
        LT_TRY(lt_calloc((size_t)(w->n_wet * w->n_kinds), sizeof *w->lost, &w->lost));
        w->most = w->n_wet;
    }
    for (int n = 0; n < w->n_wet; ++n) {
        w->tiles[n].share = w->shares + (size_t)n * per_tile;
        w->tiles[n].lost = w->lost + n * w->n_kinds;
    }
    return LT_OK;
}

/* The columns of a tile into `at`, LT_WASHOUT_PROFILES arrays of them and the precipitation. */
static lt_fall_column gather(const lt_washout *w, const lt_tile *tile, double *at, double *precipitation) {
    const lt_weather *weather = w->setup.weather;
    const lt_grid *grid = w->setup.grid;
    const lt_air *air = w->setup.air;
    const int nz = air->nz;
    const ptrdiff_t plane = (ptrdiff_t)grid->nx * grid->ny, one = (ptrdiff_t)nz * LT_LANES;
    double area[LT_LANES], *thickness = at, *mass = at + one;
    const double *const from[] = {weather->temperature, weather->humidity, weather->cloud_water, weather->cloud_ice,
                                  weather->cloud_fraction};
    enum { N_FROM = sizeof from / sizeof *from };
    for (int p = 0; p < N_FROM; ++p) lt_tile_gather(tile, nz, plane, grid->nx, from[p], at + (2 + p) * one);
    lt_tile_gather(tile, nz, air->layer, air->row, air->begin + lt_air_at(air, 0, 0, 0), mass);
    lt_tile_gather(tile, 1, 0, grid->nx, weather->precipitation, precipitation);
    lt_tile_gather(tile, 1, 0, grid->nx, grid->area, area);
    for (int k = 0; k < nz; ++k)
        for (int l = 0; l < LT_LANES; ++l) {
            thickness[k * LT_LANES + l] = grid->z_edge[k + 1] - grid->z_edge[k];
            mass[k * LT_LANES + l] /= area[l];
        }
    return (lt_fall_column){nz,           thickness,    mass,         at + 2 * one, at + 3 * one,
                            at + 4 * one, at + 5 * one, at + 6 * one, precipitation};
}

/* Growth of both modes [mode][nz][LT_LANES], the density of the air before it. */
static void grow(const lt_washout *w, const lt_tile *tile, const lt_fall_column *column, double *grown, double *work,
                 const double *growth[LT_N_SIZE_MODES]) {
    const int n = column->nz * LT_LANES;
    double *density = grown;
    lt_size_rows rows[LT_N_SIZE_MODES] = {0};
    for (int c = 0; c < n; ++c) density[c] = column->mass[c] / column->thickness[c];
    for (int mode = 0; mode < LT_N_SIZE_MODES; ++mode) rows[mode].diameter = grown + (1 + mode) * n;
    lt_particle_sizes_of(&w->sizes, w->setup.state, tile, column->nz, column->humidity, density, work, rows);
    for (int mode = 0; mode < LT_N_SIZE_MODES; ++mode) {
        growth[mode] = rows[mode].diameter;
        for (int c = 0; c < n; ++c) rows[mode].diameter[c] /= lt_size_modes[mode].median;
    }
}

/* 1 - exp(-x), exact for small x. */
static inline double share_of(double x) {
    const double small = x * (1.0 - 0.5 * x), any = 1.0 - lt_exp(-x);
    return x < 1e-5 ? small : any;
}

/* Shares of a kind, where it loses anything: each by its cell alone, whatever stands beside it in the tile. */
static void keep(const lt_washout *w, int kind, const double *rate, const double *back, lt_wet_tile *wet) {
    const int one = w->setup.state->nz * LT_LANES;
    lt_real *share = wet->share + 2 * wet->n_lost * one, *returned = share + one;
    double most = 0.0;
    for (int c = 0; c < one; ++c) most = rate[c] > most ? rate[c] : most;
    if (most * w->dt < NO_SHARE) return;
    for (int c = 0; c < one; ++c) share[c] = rate[c] * w->dt < NO_SHARE ? 0 : (lt_real)share_of(rate[c] * w->dt);
    for (int c = 0; c < one; ++c) returned[c] = (lt_real)back[c];
    wet->lost[wet->n_lost++] = kind;
}

static void hour_of_tile(const lt_washout *w, lt_wet_tile *wet, double *work) {
    const int one = w->setup.state->nz * LT_LANES;
    const lt_tile *tile = &w->setup.state->tiles[wet->tile];
    double precipitation[LT_LANES], *grown = work + LT_WASHOUT_PROFILES * one, *rate = grown + LT_WASHOUT_GROWN * one;
    double *back = rate + w->n_kinds * one, *falling = back + w->n_kinds * one;
    const double *growth[LT_N_SIZE_MODES];
    const lt_fall_column column = gather(w, tile, work, precipitation);
    lt_fall fall;
    lt_fall_of(&column, falling, &fall);
    if (w->wet) lt_gas_wet_rate(w->wet, &column, &fall, rate, back);
    grow(w, tile, &column, grown, falling + lt_fall_work(column.nz), growth);
    lt_particle_wet_rate(w->particles, &column, &fall, growth, rate + w->n_gases * one);
    wet->n_lost = wet->top = 0;
    for (int k = 0; k < column.nz; ++k)
        if (fall.wet[k] > 0.0) wet->top = k + 1;
    for (int k = 0; k < w->n_kinds; ++k)
        if (w->of_kind[k].n > 0) keep(w, k, rate + k * one, k < w->n_gases ? back + k * one : fall.back, wet);
}

lt_status lt_washout_hour(lt_washout *w, double dt) {
    w->dt = dt;
    LT_TRY(list_tiles(w));
#pragma omp parallel for schedule(dynamic)
    for (int n = 0; n < w->n_wet; ++n) hour_of_tile(w, &w->tiles[n], w->work + (size_t)omp_get_thread_num() * w->room);
    return LT_OK;
}

/* --- a step ------------------------------------------------------------------------------------------------------- */

/* The air of a tile in a step, [nz][LT_LANES]: kg, and one over it. */
typedef struct tile_air {
    const double *mass, *per;
    int top; /* layers below this: nothing falls from it on */
} tile_air;

/* One species from the columns of a run, from the top down. */
static void take_run(const lt_washout *w, const lt_state_block *b, const lt_run *run, int s, const tile_air *air,
                     const lt_real *share, double *washed) {
    const int one = w->setup.air->nz * LT_LANES;
    double taken[LT_LANES] = {0.0}, carried[LT_LANES] = {0.0}; /* kg */
    for (int k = air->top - 1; k >= 0; --k) {
        const int at = k * LT_LANES + run->lane;
        lt_real *restrict q = lt_state_slab(b, s, k) + run->place;
        const double *restrict mass = air->mass + at, *restrict per = air->per + at;
        const lt_real *restrict part = share + at, *restrict back = share + one + at;
        for (int l = 0; l < run->n; ++l) {
            const double lost = (double)q[l] * (double)part[l], given = carried[l] * (double)back[l];
            const lt_real left = (lt_real)((double)q[l] - lost + given * per[l]);
            carried[l] += lost * mass[l] - given;
            taken[l] += ((double)q[l] - (double)left) * mass[l];
            q[l] = left == q[l] ? q[l] : left; /* a zero keeps its sign, as it does where a tile has no rain */
        }
    }
    washed += (ptrdiff_t)s * w->setup.air->nx * w->setup.air->ny + (ptrdiff_t)run->j * w->setup.air->nx + run->i;
    for (int l = 0; l < run->n; ++l) washed[l] += taken[l];
}

static void step_of_tile(const lt_washout *w, const lt_state *state, const lt_wet_tile *wet, double *work,
                         double *washed) {
    const lt_tile *tile = &state->tiles[wet->tile];
    const lt_air *air = w->setup.air;
    const int one = air->nz * LT_LANES;
    const tile_air of = {work, work + one, wet->top};
    lt_tile_gather(tile, air->nz, air->layer, air->row, air->mass + lt_air_at(air, 0, 0, 0), work);
    for (int c = 0; c < one; ++c) work[one + c] = 1.0 / work[c];
    for (int n = 0; n < wet->n_lost; ++n) {
        const lt_wet_takers *as = &w->of_kind[wet->lost[n]];
        for (int t = 0; t < as->n; ++t)
            for (int r = 0; r < tile->n_runs; ++r)
                take_run(w, &state->blocks[tile->block], &tile->run[r], w->taker[as->first + t], &of,
                         wet->share + 2 * n * one, washed);
    }
}

void lt_washout_step(const lt_washout *w, lt_state *state, double *washed) {
#pragma omp parallel for schedule(dynamic)
    for (int n = 0; n < w->n_wet; ++n)
        step_of_tile(w, state, &w->tiles[n], w->work + (size_t)omp_get_thread_num() * w->room, washed);
}
