#include "model/deposition/swept.h"

#include "model/deposition/dry.h"
#include "model/deposition/gas_dry.h"
#include "model/state/sun_at.h"
#include "model/state/tile.h"

#include <omp.h>

struct lt_swept {
    lt_removal_setup setup;
    lt_gas_dry *dry; /* NULL: no gases */
    int n_gases;
    double **of_gas;                    /* [n_gases] layers of their own */
    double *of_class[LT_N_DRY_CLASSES]; /* NULL: nobody is of this class; of LT_DRY_NONE nothing but zeros */
    double **of;                        /* [species] one of them */
    double *work;                       /* of the threads, each `room` doubles */
    size_t room;
};

static lt_status layer(const lt_swept *d, double **out) {
    return *out ? LT_OK : lt_calloc((size_t)d->setup.air->layer, sizeof(double), out);
}

static lt_status create_gases(lt_swept *d, const char *scheme) {
    const lt_chemical_set *chemical = d->setup.chemical;
    const char **names = NULL;
    LT_TRY(lt_calloc((size_t)chemical->n, sizeof *names, &names));
    lt_status status = lt_calloc((size_t)chemical->n, sizeof *d->of_gas, &d->of_gas);
    for (int s = 0; status == LT_OK && s < chemical->n; ++s) {
        if (!lt_removal_is_gas(chemical, s)) continue;
        names[d->n_gases] = chemical->info[s].gas;
        status = layer(d, &d->of_gas[d->n_gases]);
        d->of[s] = d->of_gas[d->n_gases++];
    }
    if (status == LT_OK && d->n_gases > 0) status = lt_gas_dry_create(scheme, names, d->n_gases, &d->dry);
    lt_free(names);
    if (status != LT_OK || !d->dry) return status;
    d->room = lt_gas_dry_work(d->dry) + (size_t)(d->n_gases + LT_N_LAND) * LT_LANES;
    return lt_calloc(d->room * (size_t)omp_get_max_threads(), sizeof *d->work, &d->work);
}

static lt_status ask_weather(lt_weather *w) {
    double **const wanted[] = {&w->roughness, &w->skin_temperature, &w->cloud_cover, &w->snow_cover};
    for (size_t n = 0; n < sizeof wanted / sizeof *wanted; ++n) LT_TRY(lt_weather_want(w, wanted[n]));
    return LT_OK;
}

static lt_status fill(lt_swept *d, const char *scheme) {
    const lt_chemical_set *chemical = d->setup.chemical;
    const int n_species = d->setup.state->n_species;
    LT_TRY(lt_calloc((size_t)n_species, sizeof *d->of, &d->of));
    LT_TRY(layer(d, &d->of_class[LT_DRY_NONE]));
    LT_TRY(create_gases(d, scheme));
    if (d->dry) LT_TRY(ask_weather(d->setup.weather));
    for (int s = 0; s < chemical->n; ++s) {
        const int class = chemical->info[s].dry_class;
        if (d->of[s]) continue;
        LT_TRY(layer(d, &d->of_class[class]));
        d->of[s] = d->of_class[class];
    }
    for (int s = chemical->n; s < n_species; ++s) {
        const int as = lt_removal_as(&d->setup, s);
        d->of[s] = as < 0 ? d->of_class[LT_DRY_NONE] : d->of[as];
    }
    return LT_OK;
}

lt_status lt_swept_create(const lt_removal_setup *setup, const char *scheme, lt_swept **out) {
    lt_swept *d = NULL;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *d, &d));
    d->setup = *setup;
    lt_status status = fill(d, scheme);
    if (status == LT_OK)
        *out = d;
    else
        lt_swept_free(d);
    return status;
}

void lt_swept_free(lt_swept *d) {
    if (!d) return;
    for (int g = 0; g < d->n_gases; ++g) lt_free(d->of_gas[g]);
    for (int c = 0; c < LT_N_DRY_CLASSES; ++c) lt_free(d->of_class[c]);
    lt_gas_dry_free(d->dry);
    lt_free(d->of_gas);
    lt_free(d->of);
    lt_free(d->work);
    lt_free(d);
}

double *const *lt_swept_of(const lt_swept *d) {
    return d->of;
}

/* --- gases -------------------------------------------------------------------------------------------------------- */

/* What all tiles share in an hour. */
typedef struct hour {
    int month;
    lt_direction sun; /* in its middle */
} hour;

static hour hour_of(lt_time begin) {
    lt_civil date;
    const lt_direction sun = lt_sun_at((double)(begin + LT_HOUR / 2), &date);
    return (hour){date.month, sun};
}

/* One-layer fields of a tile, in the order of lt_gas_dry_weather without the sun. */
enum { N_WEATHER = 10 };

static void gases_of_tile(const lt_swept *d, const lt_tile *tile, const hour *of, double *work) {
    const lt_weather *w = d->setup.weather;
    const lt_air *air = d->setup.air;
    const lt_grid *grid = d->setup.grid;
    const ptrdiff_t plane = (ptrdiff_t)grid->nx * grid->ny, first = lt_air_at(air, 0, 0, 0);
    const double *const from[N_WEATHER] = {w->friction_velocity, w->inverse_obukhov_length,
                                           w->roughness,         w->temperature_2m,
                                           w->skin_temperature,  w->humidity,
                                           w->shortwave,         w->cloud_cover,
                                           w->precipitation,     w->snow_cover};
    double x[N_WEATHER][LT_LANES], mass[LT_LANES], sun[LT_LANES];
    double *fraction = work, *velocity = fraction + LT_N_LAND * LT_LANES, *rest = velocity + d->n_gases * LT_LANES;
    for (int n = 0; n < N_WEATHER; ++n) lt_tile_gather(tile, 1, 0, grid->nx, from[n], x[n]);
    for (int l = 0; l < LT_LANES; ++l) {
        const ptrdiff_t c = (ptrdiff_t)tile->j[l] * grid->nx + tile->i[l];
        sun[l] = lt_sun_cosine(lt_sun_place(grid->lat[c], grid->lon[c]), of->sun);
    }
    lt_tile_gather(tile, LT_N_LAND, plane, grid->nx, grid->land_fraction, fraction);
    lt_tile_gather(tile, 1, 0, air->row, air->begin + first, mass);
    const double depth = grid->z_edge[1] - grid->z_edge[0];
    const lt_gas_dry_weather weather = {0.5 * depth, x[0], x[1], x[2], x[3], x[4], x[5], x[6], sun, x[7], x[8], x[9]};
    lt_gas_dry_velocity(d->dry, of->month, fraction, &weather, rest, velocity);
    for (int g = 0; g < d->n_gases; ++g) {
        double *v = velocity + g * LT_LANES;
        for (int l = 0; l < LT_LANES; ++l) v[l] *= mass[l] / depth;
        lt_tile_scatter(tile, 1, 0, air->row, v, d->of_gas[g] + first);
    }
}

/* --- classes ------------------------------------------------------------------------------------------------------ */

static void classes_of_tile(const lt_swept *d, const lt_tile *tile) {
    const lt_weather *w = d->setup.weather;
    const lt_air *air = d->setup.air;
    const lt_grid *grid = d->setup.grid;
    const size_t plane = (size_t)grid->nx * (size_t)grid->ny;
    const int sea = lt_grid_region(grid, "sea");
    const double depth = grid->z_edge[1] - grid->z_edge[0];
    for (int l = 0; l < tile->n; ++l) {
        const size_t c = (size_t)tile->j[l] * (size_t)grid->nx + (size_t)tile->i[l];
        const ptrdiff_t at = lt_air_at(air, 0, tile->j[l], tile->i[l]);
        const lt_dry_surface surface = {.friction_velocity = w->friction_velocity[c],
                                        .inverse_obukhov_length = w->inverse_obukhov_length[c],
                                        .sea_share = sea < 0 ? 0.0 : grid->region_fraction[(size_t)sea * plane + c],
                                        .height = 0.5 * depth};
        for (int n = 1; n < LT_N_DRY_CLASSES; ++n)
            if (d->of_class[n])
                d->of_class[n][at] = lt_dry_velocity(&surface, (enum lt_dry_class)n) * air->begin[at] / depth;
    }
}

void lt_swept_hour(lt_swept *d, lt_time begin) {
    const hour of = hour_of(begin);
    const lt_state *state = d->setup.state;
#pragma omp parallel for schedule(dynamic)
    for (int t = 0; t < state->n_tiles; ++t) {
        classes_of_tile(d, &state->tiles[t]);
        if (d->dry) gases_of_tile(d, &state->tiles[t], &of, d->work + (size_t)omp_get_thread_num() * d->room);
    }
}
