#include "model/deposition/washout.h"

#include "model/deposition/gas_wet.h"
#include "model/deposition/wet.h"
#include "model/kernel/ltmath.h"
#include "model/state/tile.h"

#include <omp.h>

/* A share that could change no value of the state. */
#ifdef LT_REAL_IS_DOUBLE
#define NO_SHARE 0x1p-55
#else
#define NO_SHARE 0x1p-26
#endif

/* What goes as one gas. */
typedef struct takers {
    int n, first; /* in lt_washout.taker */
} takers;

/* A tile where anything falls. */
typedef struct wet_tile {
    int tile, n_lost;
    int *lost;      /* [n_lost] gases */
    lt_real *share; /* [n_lost][nz][LT_LANES] that a step takes */
} wet_tile;

struct lt_washout {
    lt_removal_setup setup;
    double dt;
    lt_gas_wet *wet; /* NULL: no gases */
    int n_gases;
    takers *of_gas; /* [n_gases] */
    int *taker;     /* species, those of a gas together */
    double *work;   /* of the threads, each `room` doubles */
    size_t room;
    int n_wet, most; /* tiles; how many there is memory for */
    wet_tile *tiles; /* [most] */
    lt_real *shares; /* [most][n_gases][nz][LT_LANES] */
    int *lost;       /* [most][n_gases] */
};

/* --- made once ---------------------------------------------------------------------------------------------------- */

static lt_status list_gases(lt_washout *w, const char **names) {
    const lt_chemical_set *chemical = w->setup.chemical;
    const int n_species = w->setup.state->n_species;
    int n_takers = 0;
    LT_TRY(lt_calloc((size_t)chemical->n, sizeof *w->of_gas, &w->of_gas));
    LT_TRY(lt_calloc((size_t)n_species, sizeof *w->taker, &w->taker));
    for (int s = 0; s < chemical->n; ++s) {
        if (!lt_removal_is_gas(chemical, s)) continue;
        takers *of = &w->of_gas[w->n_gases];
        names[w->n_gases++] = chemical->info[s].gas;
        of->first = n_takers;
        for (int t = 0; t < n_species; ++t)
            if (lt_removal_as(&w->setup, t) == s) w->taker[n_takers++] = t;
        of->n = n_takers - of->first;
    }
    return w->n_gases ? lt_gas_wet_create(names, w->n_gases, LT_GAS_WET_PH, &w->wet) : LT_OK;
}

static lt_status ask_weather(lt_weather *w) {
    double **const wanted[] = {&w->temperature, &w->cloud_water, &w->cloud_ice, &w->cloud_fraction};
    for (size_t n = 0; n < sizeof wanted / sizeof *wanted; ++n) LT_TRY(lt_weather_want(w, wanted[n]));
    return LT_OK;
}

enum { N_PROFILES = 6 }; /* fields of lt_gas_wet_column but precipitation */

static lt_status fill(lt_washout *w) {
    const char **names = NULL;
    const int nz = w->setup.state->nz;
    LT_TRY(lt_calloc((size_t)w->setup.chemical->n, sizeof *names, &names));
    lt_status status = list_gases(w, names);
    lt_free(names);
    if (status != LT_OK || !w->wet) return status;
    LT_TRY(ask_weather(w->setup.weather));
    LT_TRY(lt_calloc((size_t)w->setup.state->n_tiles, sizeof *w->tiles, &w->tiles));
    w->room = lt_gas_wet_work(nz) + (size_t)((N_PROFILES + w->n_gases) * nz) * LT_LANES;
    return lt_calloc(w->room * (size_t)omp_get_max_threads(), sizeof *w->work, &w->work);
}

lt_status lt_washout_create(const lt_removal_setup *setup, lt_washout **out) {
    lt_washout *w = NULL;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *w, &w));
    w->setup = *setup;
    lt_status status = fill(w);
    if (status == LT_OK)
        *out = w;
    else
        lt_washout_free(w);
    return status;
}

void lt_washout_free(lt_washout *w) {
    if (!w) return;
    lt_gas_wet_free(w->wet);
    lt_free(w->of_gas);
    lt_free(w->taker);
    lt_free(w->work);
    lt_free(w->tiles);
    lt_free(w->shares);
    lt_free(w->lost);
    lt_free(w);
}

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
    const size_t per_tile = (size_t)(w->n_gases * state->nz) * LT_LANES;
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
        LT_TRY(lt_calloc((size_t)(w->n_wet * w->n_gases), sizeof *w->lost, &w->lost));
        w->most = w->n_wet;
    }
    for (int n = 0; n < w->n_wet; ++n) {
        w->tiles[n].share = w->shares + (size_t)n * per_tile;
        w->tiles[n].lost = w->lost + n * w->n_gases;
    }
    return LT_OK;
}

/* The columns of a tile into `at`, N_PROFILES arrays of them and the precipitation. */
static lt_gas_wet_column gather(const lt_washout *w, const lt_tile *tile, double *at, double *precipitation) {
    const lt_weather *weather = w->setup.weather;
    const lt_grid *grid = w->setup.grid;
    const lt_air *air = w->setup.air;
    const int nz = air->nz;
    const ptrdiff_t plane = (ptrdiff_t)grid->nx * grid->ny, one = (ptrdiff_t)nz * LT_LANES;
    double area[LT_LANES], *thickness = at, *mass = at + one;
    const double *const from[] = {weather->temperature, weather->cloud_water, weather->cloud_ice,
                                  weather->cloud_fraction};
    for (int p = 0; p < 4; ++p) lt_tile_gather(tile, nz, plane, grid->nx, from[p], at + (2 + p) * one);
    lt_tile_gather(tile, nz, air->layer, air->row, air->begin + lt_air_at(air, 0, 0, 0), mass);
    lt_tile_gather(tile, 1, 0, grid->nx, weather->precipitation, precipitation);
    lt_tile_gather(tile, 1, 0, grid->nx, grid->area, area);
    for (int k = 0; k < nz; ++k)
        for (int l = 0; l < LT_LANES; ++l) {
            thickness[k * LT_LANES + l] = grid->z_edge[k + 1] - grid->z_edge[k];
            mass[k * LT_LANES + l] /= area[l];
        }
    return (lt_gas_wet_column){nz,           thickness,    mass,         at + 2 * one,
                               at + 3 * one, at + 4 * one, at + 5 * one, precipitation};
}

/* 1 - exp(-x), exact for small x. */
static inline double share_of(double x) {
    const double small = x * (1.0 - 0.5 * x), any = 1.0 - lt_exp(-x);
    return x < 1e-5 ? small : any;
}

static void hour_of_tile(const lt_washout *w, wet_tile *wet, double *work) {
    const int nz = w->setup.state->nz, one = nz * LT_LANES;
    double precipitation[LT_LANES], *rate = work + N_PROFILES * one;
    const lt_gas_wet_column column = gather(w, &w->setup.state->tiles[wet->tile], work, precipitation);
    lt_gas_wet_rate(w->wet, &column, rate + w->n_gases * one, rate);
    wet->n_lost = 0;
    for (int g = 0; g < w->n_gases; ++g) {
        const double *of = rate + g * one;
        lt_real *share = wet->share + wet->n_lost * one;
        double most = 0.0;
        for (int c = 0; c < one; ++c) most = of[c] > most ? of[c] : most;
        if (most * w->dt < NO_SHARE) continue;
        for (int c = 0; c < one; ++c) share[c] = (lt_real)share_of(of[c] * w->dt);
        wet->lost[wet->n_lost++] = g;
    }
}

lt_status lt_washout_hour(lt_washout *w, double dt) {
    w->dt = dt;
    if (!w->wet) return LT_OK;
    LT_TRY(list_tiles(w));
#pragma omp parallel for schedule(dynamic)
    for (int n = 0; n < w->n_wet; ++n) hour_of_tile(w, &w->tiles[n], w->work + (size_t)omp_get_thread_num() * w->room);
    return LT_OK;
}

/* --- a step ------------------------------------------------------------------------------------------------------- */

/* One species from the columns of a run. */
static void take_run(const lt_washout *w, const lt_state_block *b, const lt_run *run, int s, const lt_real *share,
                     double *washed) {
    const lt_air *air = w->setup.air;
    double taken[LT_LANES] = {0.0};
    for (int k = 0; k < air->nz; ++k) {
        lt_real *restrict q = lt_state_slab(b, s, k) + run->place;
        const double *restrict mass = air->mass + lt_air_at(air, k, run->j, run->i);
        const lt_real *restrict part = share + k * LT_LANES + run->lane;
        for (int l = 0; l < run->n; ++l) {
            const lt_real left = (lt_real)((double)q[l] - (double)q[l] * (double)part[l]);
            taken[l] += ((double)q[l] - (double)left) * mass[l];
            q[l] = left;
        }
    }
    washed += (ptrdiff_t)s * air->nx * air->ny + (ptrdiff_t)run->j * air->nx + run->i;
    for (int l = 0; l < run->n; ++l) washed[l] += taken[l];
}

static void step_of_tile(const lt_washout *w, const lt_state *state, const wet_tile *wet, double *washed) {
    const lt_tile *tile = &state->tiles[wet->tile];
    for (int n = 0; n < wet->n_lost; ++n) {
        const takers *of = &w->of_gas[wet->lost[n]];
        const lt_real *share = wet->share + n * state->nz * LT_LANES;
        for (int t = 0; t < of->n; ++t)
            for (int r = 0; r < tile->n_runs; ++r)
                take_run(w, &state->blocks[tile->block], &tile->run[r], w->taker[of->first + t], share, washed);
    }
}

void lt_washout_step(const lt_washout *w, lt_state *state, double *washed) {
    const lt_air *air = w->setup.air;
    lt_wet_remove(state, air->mass, air->row, air->layer, w->setup.weather->precipitation, w->setup.grid->z_edge, w->dt,
                  washed);
#pragma omp parallel for schedule(dynamic)
    for (int n = 0; n < w->n_wet; ++n) step_of_tile(w, state, &w->tiles[n], washed);
}
