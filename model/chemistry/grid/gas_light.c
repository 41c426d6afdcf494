#include "model/chemistry/grid/gas_light.h"

#include "base/csv.h"
#include "model/land/land_table.h"
#include "model/photolysis/cloud_layers.h"
#include "model/photolysis/ozone_column.h"
#include "model/state/sun_at.h"

#include <math.h>
#include <string.h>

struct lt_gas_light {
    lt_gas_light_setup setup;
    int nz;
    long n; /* columns */
    lt_photolysis *photolysis;
    const lt_photo_kernel *kernel;
    lt_ozone_column *climatology;
    lt_direction *place; /* [n] */
    double *snow_albedo; /* [n] under deep snow */
    double *ozone_DU;    /* [n] of the day */
    lt_direction sun;    /* in the middle of the step */
    lt_direction light;  /* the sun that J is of */
    double flux;         /* over that at 1 AU */
    lt_time lit;         /* the beginning of the quarter or step that J is of */
    bool anew;           /* J is made in this step */
    lt_real *j;          /* [tile][row][nz][lane] s-1 */
    lt_time day;         /* that ozone_DU is of */
};

struct lt_gas_light_work {
    double *cosine, *ozone_DU, *albedo_uv, *albedo_visible, *cover, *column_depth; /* one layer */
    double *height;                                                                /* [nz + 1] */
    double *ozone_ppb, *water, *ice, *fraction, *depth;                            /* [nz] */
    double *j, *kernel;
    double *memory;
};

/* --- life --------------------------------------------------------------------------------------------------------- */

static lt_status open_photolysis(lt_gas_light *light, int *row) {
    const lt_mechanism *m = light->setup.mechanism;
    const char **names;
    int n = 0;
    LT_TRY(lt_calloc((size_t)m->n_externals, sizeof *names, &names));
    for (int e = 0; e < m->n_externals; ++e) {
        row[e] = -1;
        if (m->externals[e].kind != LT_EXTERNAL_J) continue;
        row[e] = n;
        names[n++] = m->externals[e].name;
    }
    const lt_status status = lt_photolysis_create(n, names, light->setup.grid->z_edge[light->nz], &light->photolysis);
    lt_free(names);
    return status;
}

static lt_status want(lt_weather *w) {
    double **const members[] = {&w->temperature, &w->cloud_water,         &w->cloud_ice,  &w->cloud_fraction,
                                &w->cloud_cover, &w->cloud_optical_depth, &w->snow_cover, &w->albedo};
    for (size_t m = 0; m < sizeof members / sizeof *members; ++m) LT_TRY(lt_weather_want(w, members[m]));
    return LT_OK;
}

static lt_status places(lt_gas_light *light) {
    const lt_grid *g = light->setup.grid;
    lt_land_table land;
    LT_TRY(lt_land_table_read(&land));
    for (long c = 0; c < light->n; ++c) {
        light->place[c] = lt_sun_place(g->lat[c], g->lon[c]);
        light->snow_albedo[c] = lt_land_of_cell(&land, g, c, 1, LT_LAND_ALL).albedo_snow;
    }
    return LT_OK;
}

/* Of a tile. */
static size_t frequencies(const lt_gas_light *light) {
    return (size_t)lt_photolysis_tables(light->photolysis)->n_j * (size_t)light->nz * LT_LANES;
}

static lt_status create(lt_gas_light *light, int *row) {
    const lt_gas_light_setup *setup = &light->setup;
    LT_TRY(open_photolysis(light, row));
    light->kernel = lt_photo_kernel_of(setup->isa);
    if (setup->ozone_DU != 0.0) LT_TRY(lt_ozone_column_judge(setup->ozone_DU, "the ozone column of the run"));
    LT_TRY(lt_ozone_column_read(&light->climatology));
    LT_TRY(lt_calloc((size_t)light->n, sizeof *light->place, &light->place));
    LT_TRY(lt_calloc((size_t)light->n, sizeof(double), &light->snow_albedo));
    LT_TRY(lt_calloc((size_t)light->n, sizeof(double), &light->ozone_DU));
    LT_TRY(lt_calloc((size_t)setup->n_tiles * frequencies(light), sizeof *light->j, &light->j));
    LT_TRY(want(setup->weather));
    return places(light);
}

lt_status lt_gas_light_create(const lt_gas_light_setup *setup, int *row, lt_gas_light **out) {
    lt_gas_light *light;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *light, &light));
    light->setup = *setup;
    light->nz = setup->grid->nz;
    light->n = (long)setup->grid->nx * setup->grid->ny;
    light->day = light->lit = -1;
    lt_status status = create(light, row);
    if (status == LT_OK)
        *out = light;
    else
        lt_gas_light_free(light);
    return status;
}

void lt_gas_light_free(lt_gas_light *light) {
    if (!light) return;
    lt_photolysis_free(light->photolysis);
    lt_ozone_column_free(light->climatology);
    lt_free(light->place);
    lt_free(light->snow_albedo);
    lt_free(light->ozone_DU);
    lt_free(light->j);
    lt_free(light);
}

lt_status lt_gas_light_work_create(const lt_gas_light *light, lt_gas_light_work **out) {
    lt_gas_light_work *w;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *w, &w));
    double **const one[] = {&w->cosine, &w->ozone_DU, &w->albedo_uv, &w->albedo_visible, &w->cover, &w->column_depth};
    double **const all[] = {&w->ozone_ppb, &w->water, &w->ice, &w->fraction, &w->depth};
    enum { ONE = sizeof one / sizeof *one, ALL = sizeof all / sizeof *all };
    const size_t nz = (size_t)light->nz, n_j = (size_t)lt_photolysis_tables(light->photolysis)->n_j;
    const size_t rows = ONE + nz + 1 + ALL * nz + n_j * nz;
    lt_status status =
        lt_calloc(rows * LT_LANES + light->kernel->work_doubles(light->nz), sizeof *w->memory, &w->memory);
    if (status != LT_OK) {
        lt_free(w);
        return status;
    }
    double *next = w->memory;
    for (size_t f = 0; f < ONE; ++f, next += LT_LANES) *one[f] = next;
    w->height = next;
    next += (nz + 1) * LT_LANES;
    for (size_t f = 0; f < ALL; ++f, next += nz * LT_LANES) *all[f] = next;
    w->j = next;
    w->kernel = next + n_j * nz * LT_LANES;
    *out = w;
    return LT_OK;
}

void lt_gas_light_work_free(lt_gas_light_work *work) {
    if (!work) return;
    lt_free(work->memory);
    lt_free(work);
}

/* --- a step ------------------------------------------------------------------------------------------------------- */

static lt_status turn_to_day(lt_gas_light *light, lt_time day, const lt_civil *date) {
    const double given = light->setup.ozone_DU;
    for (long c = 0; c < light->n; ++c) {
        light->ozone_DU[c] = given;
        if (given == 0.0)
            LT_TRY(lt_ozone_column_at(light->climatology, light->setup.grid->lat[c], date->month, date->day,
                                      &light->ozone_DU[c]));
    }
    light->day = day;
    return LT_OK;
}

/* A step whose middle is a whole quarter may seem to have it a microsecond before. */
lt_status lt_gas_light_at(lt_gas_light *light, double begin, double dt) {
    const double length = dt < LT_GAS_LIGHT_EVERY ? LT_GAS_LIGHT_EVERY : dt;
    const double from = dt < LT_GAS_LIGHT_EVERY ? length * floor((begin + 0.5 * dt + 1e-3) / length) : begin;
    const lt_time day = (lt_time)floor((from + 0.5 * length) / LT_DAY);
    lt_civil date;
    light->sun = lt_sun_at(begin + 0.5 * dt, &date);
    light->light = lt_sun_at(from + 0.5 * length, &date);
    light->flux = lt_photolysis_sun(date.yearday);
    light->anew = light->lit != (lt_time)from;
    light->lit = (lt_time)from;
    return day == light->day ? LT_OK : turn_to_day(light, day, &date);
}

static long column_of(const lt_gas_light *light, const lt_tile *tile, int lane) {
    return (long)tile->j[lane] * light->setup.grid->nx + tile->i[lane];
}

static void cosines(const lt_gas_light *light, const lt_tile *tile, lt_direction sun, double *cosine) {
    for (int l = 0; l < LT_LANES; ++l) cosine[l] = lt_sun_cosine(light->place[column_of(light, tile, l)], sun);
}

void lt_gas_light_sun(const lt_gas_light *light, const lt_tile *tile, double *cosine) {
    cosines(light, tile, light->sun, cosine);
}

/* --- a tile ------------------------------------------------------------------------------------------------------- */

static void ground(const lt_gas_light *light, const lt_tile *tile, lt_gas_light_work *w) {
    const lt_weather *weather = light->setup.weather;
    const lt_grid *g = light->setup.grid;
    for (int l = 0; l < LT_LANES; ++l) {
        const long c = column_of(light, tile, l);
        w->ozone_DU[l] = light->ozone_DU[c];
        w->albedo_uv[l] = lt_photolysis_albedo_uv(weather->snow_cover[c], light->snow_albedo[c]);
        w->albedo_visible[l] = weather->albedo[c];
        w->cover[l] = weather->cloud_cover[c];
        w->column_depth[l] = weather->cloud_optical_depth[c];
        for (int k = 0; k <= light->nz; ++k) w->height[k * LT_LANES + l] = g->terrain[c] + g->z_edge[k];
    }
}

static void cloud(const lt_gas_light *light, const lt_tile *tile, const lt_gas_air *air, lt_gas_light_work *w) {
    const lt_weather *weather = light->setup.weather;
    const ptrdiff_t row = light->setup.grid->nx;
    lt_tile_gather(tile, light->nz, light->n, row, weather->cloud_water, w->water);
    lt_tile_gather(tile, light->nz, light->n, row, weather->cloud_ice, w->ice);
    lt_tile_gather(tile, light->nz, light->n, row, weather->cloud_fraction, w->fraction);
    for (int l = 0; l < LT_LANES; ++l) {
        const lt_cloud_column column = {light->nz,         LT_LANES,        w->water + l, w->ice + l,
                                        air->per_area + l, w->fraction + l, w->cover[l],  w->column_depth[l]};
        lt_cloud_onto_layers(&column, w->depth + l);
    }
}

static bool all_dark(const double *cosine) {
    for (int l = 0; l < LT_LANES; ++l)
        if (cosine[l] > LT_PHOTO_COS_NIGHT) return false;
    return true;
}

static void make(const lt_gas_light *light, const lt_state *state, const lt_tile *tile, const lt_gas_air *air,
                 const lt_gas_particles *particles, lt_gas_light_work *w) {
    const int cells = light->nz * LT_LANES;
    ground(light, tile, w);
    cloud(light, tile, air, w);
    lt_tile_load(state, tile, light->setup.ozone, w->ozone_ppb);
    const double to_ppb = 1e9 * LT_M_AIR / state->species[light->setup.ozone].molar_mass;
    for (int c = 0; c < cells; ++c) w->ozone_ppb[c] = w->ozone_ppb[c] > 0.0 ? to_ppb * w->ozone_ppb[c] : 0.0;
    const lt_photo_tile photo = {.nz = light->nz,
                                 .sun = light->flux,
                                 .cos_sza = w->cosine,
                                 .ozone_DU = w->ozone_DU,
                                 .albedo_uv = w->albedo_uv,
                                 .albedo_visible = w->albedo_visible,
                                 .height_m = w->height,
                                 .pressure_Pa = air->edge_pressure,
                                 .temperature_K = air->temperature,
                                 .ozone_ppb = w->ozone_ppb,
                                 .cloud_depth = w->depth,
                                 .cloud_fraction = w->fraction,
                                 .aerosol_depth = particles->depth,
                                 .aerosol_angstrom = particles->angstrom,
                                 .aerosol_albedo = particles->single_albedo,
                                 .aerosol_asymmetry = particles->asymmetry,
                                 .j = w->j,
                                 .work = w->kernel};
    light->kernel->tile(lt_photolysis_tables(light->photolysis), &photo);
}

const lt_real *lt_gas_light_take(const lt_gas_light *light, const lt_state *state, int number, const lt_gas_air *air,
                                 const lt_gas_particles *particles, lt_gas_light_work *w) {
    const lt_tile *tile = &state->tiles[number];
    const size_t n = frequencies(light);
    lt_real *restrict j = light->j + (size_t)number * n;
    if (!light->anew) return j;
    cosines(light, tile, light->light, w->cosine);
    if (all_dark(w->cosine)) {
        memset(j, 0, n * sizeof *j);
        return j;
    }
    make(light, state, tile, air, particles, w);
    const double *restrict made = w->j;
    for (size_t i = 0; i < n; ++i) j[i] = (lt_real)made[i];
    return j;
}

lt_status lt_gas_light_inputs(lt_hash *hash) {
    LT_TRY(lt_photolysis_digest(hash));
    LT_TRY(lt_hash_share_file(hash, LT_OZONE_COLUMN_FILE));
    return lt_land_table_digest(hash);
}
