#include "model/deposition/swept.h"

#include "model/deposition/gas_dry.h"
#include "model/deposition/particle_dry.h"
#include "model/deposition/particle_sizes.h"
#include "model/state/sun_at.h"
#include "model/state/tile.h"

#include <omp.h>

struct lt_swept {
    lt_removal_setup setup;
    lt_gas_dry *dry; /* NULL: no gases */
    int n_gases;
    double **of_gas;            /* [n_gases] layers of their own */
    lt_particle_dry *particles; /* NULL: there are none */
    lt_particle_kinds sizes;
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
    return status;
}

static lt_status create_particles(lt_swept *d) {
    const lt_chemical_set *chemical = d->setup.chemical;
    LT_TRY(lt_particle_kinds_create(chemical, &d->sizes));
    for (int s = 0; s < chemical->n; ++s) {
        const int class = chemical->info[s].dry_class;
        if (d->of[s]) continue;
        LT_TRY(layer(d, &d->of_class[class]));
        d->of[s] = d->of_class[class];
    }
    return d->sizes.n > 0 ? lt_particle_dry_create(&d->particles) : LT_OK;
}

static lt_status create_work(lt_swept *d) {
    const size_t gases = d->dry ? lt_gas_dry_work(d->dry) + (size_t)d->n_gases * LT_LANES : 0;
    const size_t particles = lt_particle_sizes_work(1);
    d->room = (size_t)LT_N_LAND * LT_LANES + (gases > particles ? gases : particles);
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
    LT_TRY(create_particles(d));
    LT_TRY(create_work(d));
    LT_TRY(ask_weather(d->setup.weather));
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
    lt_particle_dry_free(d->particles);
    lt_particle_kinds_free(&d->sizes);
    lt_free(d->of_gas);
    lt_free(d->of);
    lt_free(d->work);
    lt_free(d);
}

double *const *lt_swept_of(const lt_swept *d) {
    return d->of;
}

/* --- an hour ------------------------------------------------------------------------------------------------------ */

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

/* A tile and what lies over it. */
typedef struct over {
    const lt_tile *tile;
    int month;
    double depth; /* m */
    double x[N_WEATHER][LT_LANES], sun[LT_LANES];
    double mass[LT_LANES], density[LT_LANES]; /* of the air: kg; kg/m3 */
    lt_gas_dry_weather weather;               /* points into x and sun */
    double *fraction;                         /* [LT_N_LAND][LT_LANES] */
} over;

static void look_at(const lt_swept *d, const lt_tile *tile, const hour *of, double *fraction, over *out) {
    const lt_weather *w = d->setup.weather;
    const lt_air *air = d->setup.air;
    const lt_grid *grid = d->setup.grid;
    const ptrdiff_t plane = (ptrdiff_t)grid->nx * grid->ny;
    const double *const from[N_WEATHER] = {w->friction_velocity, w->inverse_obukhov_length,
                                           w->roughness,         w->temperature_2m,
                                           w->skin_temperature,  w->humidity,
                                           w->shortwave,         w->cloud_cover,
                                           w->precipitation,     w->snow_cover};
    double(*x)[LT_LANES] = out->x;
    out->tile = tile;
    out->month = of->month;
    out->depth = grid->z_edge[1] - grid->z_edge[0];
    out->fraction = fraction;
    for (int n = 0; n < N_WEATHER; ++n) lt_tile_gather(tile, 1, 0, grid->nx, from[n], x[n]);
    lt_tile_gather(tile, LT_N_LAND, plane, grid->nx, grid->land_fraction, fraction);
    lt_tile_gather(tile, 1, 0, air->row, air->begin + lt_air_at(air, 0, 0, 0), out->mass);
    for (int l = 0; l < LT_LANES; ++l) {
        const ptrdiff_t c = (ptrdiff_t)tile->j[l] * grid->nx + tile->i[l];
        out->sun[l] = lt_sun_cosine(lt_sun_place(grid->lat[c], grid->lon[c]), of->sun);
        out->density[l] = out->mass[l] / (grid->area[c] * out->depth);
    }
    out->weather =
        (lt_gas_dry_weather){0.5 * out->depth, x[0], x[1], x[2], x[3], x[4], x[5], x[6], out->sun, x[7], x[8], x[9]};
}

/* The layer of air that is swept at v [m/s], which is lost. */
static void sweep(const lt_swept *d, const over *of, double *v, double *layer_of) {
    const lt_air *air = d->setup.air;
    for (int l = 0; l < LT_LANES; ++l) v[l] *= of->mass[l] / of->depth;
    lt_tile_scatter(of->tile, 1, 0, air->row, v, layer_of + lt_air_at(air, 0, 0, 0));
}

static void gases_of_tile(const lt_swept *d, const over *of, double *work) {
    double *velocity = work, *rest = velocity + d->n_gases * LT_LANES;
    lt_gas_dry_velocity(d->dry, of->month, of->fraction, &of->weather, rest, velocity);
    for (int g = 0; g < d->n_gases; ++g) sweep(d, of, velocity + g * LT_LANES, d->of_gas[g]);
}

static void particles_of_tile(const lt_swept *d, const over *of, double *work) {
    static const int classes[LT_N_SIZE_MODES] = {[LT_SIZE_FINE] = LT_DRY_FINE, [LT_SIZE_COARSE] = LT_DRY_COARSE};
    double velocity[LT_N_SIZE_MODES * LT_LANES], diameter[LT_N_SIZE_MODES][LT_LANES], heavy[LT_N_SIZE_MODES][LT_LANES];
    lt_size_rows rows[LT_N_SIZE_MODES] = {0};
    lt_particle_lanes lanes = {.air = of->density};
    for (int mode = 0; mode < LT_N_SIZE_MODES; ++mode) {
        rows[mode] = (lt_size_rows){.diameter = diameter[mode], .density = heavy[mode]};
        lanes.diameter[mode] = diameter[mode];
        lanes.density[mode] = heavy[mode];
    }
    lt_particle_sizes_of(&d->sizes, d->setup.state, of->tile, 1, of->weather.humidity, of->density, work, rows);
    lt_particle_dry_velocity(d->particles, of->month, of->fraction, &of->weather, &lanes, velocity);
    for (int mode = 0; mode < LT_N_SIZE_MODES; ++mode)
        if (d->of_class[classes[mode]]) sweep(d, of, velocity + mode * LT_LANES, d->of_class[classes[mode]]);
}

void lt_swept_hour(lt_swept *d, lt_time begin) {
    const hour of = hour_of(begin);
    const lt_state *state = d->setup.state;
#pragma omp parallel for schedule(dynamic)
    for (int t = 0; t < state->n_tiles; ++t) {
        double *work = d->work + (size_t)omp_get_thread_num() * d->room;
        over tile;
        look_at(d, &state->tiles[t], &of, work, &tile);
        work += LT_N_LAND * LT_LANES;
        if (d->dry) gases_of_tile(d, &tile, work);
        if (d->particles) particles_of_tile(d, &tile, work);
    }
}
