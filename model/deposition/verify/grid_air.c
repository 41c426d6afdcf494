#include "model/deposition/verify/grid_air.h"

#include <string.h>

/* Those of liaoning-9, m. */
static const double edges[] = {0,    40,   90,   150,  220,  305,  410,  535,  690,  875, 1100,
                               1370, 1700, 2100, 2580, 3160, 3860, 4710, 5740, 6990, 8500};
static const double cell_m = 9e3, density_kgm3 = 1.2;

static lt_status make_grid(lt_grid_air *a, int nx, int ny, int nz) {
    static const lt_land_class lands[] = {LT_LAND_CROPLAND, LT_LAND_DECIDUOUS_BROADLEAF, LT_LAND_URBAN,
                                          LT_LAND_GRASSLAND, LT_LAND_WATER};
    const size_t plane = (size_t)nx * (size_t)ny;
    lt_grid *g;
    LT_TRY(lt_calloc(1, sizeof *g, &g));
    a->grid = g;
    g->nx = nx;
    g->ny = ny;
    g->nz = nz;
    g->dx = cell_m;
    LT_TRY(lt_calloc((size_t)nz + 1, sizeof(double), &g->z_edge));
    LT_TRY(lt_calloc(plane, sizeof(double), &g->area));
    LT_TRY(lt_calloc(plane, sizeof(double), &g->lat));
    LT_TRY(lt_calloc(plane, sizeof(double), &g->lon));
    LT_TRY(lt_calloc(LT_N_LAND * plane, sizeof(double), &g->land_fraction));
    memcpy(g->z_edge, edges, ((size_t)nz + 1) * sizeof(double));
    for (size_t c = 0; c < plane; ++c) {
        g->area[c] = cell_m * cell_m;
        g->lat[c] = 41.8;
        g->lon[c] = 123.4;
        for (int n = 0; n < 5; ++n) g->land_fraction[(size_t)lands[n] * plane + c] = n == (int)(c % 5) ? 0.6 : 0.1;
    }
    return LT_OK;
}

static void set(double *field, size_t n, double value) {
    for (size_t c = 0; c < n; ++c) field[c] = value;
}

static lt_status make_weather(lt_grid_air *a, double rains) {
    lt_weather *w = &a->weather;
    const int nz = a->grid->nz;
    const size_t plane = (size_t)a->grid->nx * (size_t)a->grid->ny;
    *w = (lt_weather){.nx = (size_t)a->grid->nx, .ny = (size_t)a->grid->ny, .nz = (size_t)nz};
    const struct {
        double **member, value;
        bool layers;
    } all[] = {{&w->friction_velocity, 0.4, false},  {&w->inverse_obukhov_length, -0.01, false},
               {&w->roughness, 0.2, false},          {&w->temperature_2m, 298.0, false},
               {&w->skin_temperature, 300.0, false}, {&w->shortwave, 600.0, false},
               {&w->cloud_cover, 0.3, false},        {&w->snow_cover, 0.0, false},
               {&w->precipitation, 0.0, false},      {&w->humidity, 0.6, true},
               {&w->temperature, 288.0, true},       {&w->cloud_water, 0.0, true},
               {&w->cloud_ice, 0.0, true},           {&w->cloud_fraction, 0.0, true}};
    for (size_t n = 0; n < sizeof all / sizeof *all; ++n) {
        LT_TRY(lt_weather_want(w, all[n].member));
        set(*all[n].member, all[n].layers ? plane * (size_t)nz : plane, all[n].value);
    }
    for (size_t c = 0; c < plane; ++c) {
        w->friction_velocity[c] += 0.05 * (double)(c % 7);
        if ((size_t)((double)(c + 1) * rains) == (size_t)((double)c * rains)) continue;
        w->precipitation[c] = LT_GRID_AIR_RAIN;
        for (int k = 0; k < nz; ++k) w->humidity[(size_t)k * plane + c] = 1.0;
        for (int k = 0; k < nz; ++k)
            if (edges[k] > 600.0 && edges[k] < 3000.0) {
                w->cloud_water[(size_t)k * plane + c] = 3e-4;
                w->cloud_fraction[(size_t)k * plane + c] = 1.0;
            }
    }
    return LT_OK;
}

static lt_status make_air(lt_grid_air *a) {
    const lt_grid *g = a->grid;
    LT_TRY(lt_air_create(g->nx, g->ny, g->nz, &a->air));
    for (int k = 0; k < g->nz; ++k)
        for (int j = 0; j < g->ny; ++j)
            for (int i = 0; i < g->nx; ++i) {
                const ptrdiff_t at = lt_air_at(a->air, k, j, i);
                a->air->begin[at] = a->air->end[at] = a->air->mass[at] =
                    density_kgm3 * (edges[k + 1] - edges[k]) * cell_m * cell_m;
            }
    return LT_OK;
}

static lt_status fill(lt_grid_air *a, const char *chemistry, int nx, int ny, int nz, double rains) {
    LT_TRY(make_grid(a, nx, ny, nz));
    LT_TRY(make_weather(a, rains));
    LT_TRY(make_air(a));
    LT_TRY(lt_chemical_set_create(chemistry, &a->chemical));
    const lt_species_set species = lt_chemical_set_species(a->chemical);
    LT_TRY(lt_state_create(&species, nx, ny, nz, 1, 1, &a->state));
    LT_TRY(lt_calloc((size_t)species.n, sizeof *a->removed_as, &a->removed_as));
    for (int s = 0; s < species.n; ++s) a->removed_as[s] = -1;
    a->setup = (lt_removal_setup){a->chemical, a->removed_as, a->grid, &a->weather, a->air, a->state};
    lt_grid_air_fill(a);
    return LT_OK;
}

lt_status lt_grid_air_create(const char *chemistry, int nx, int ny, int nz, double rains, lt_grid_air *out) {
    memset(out, 0, sizeof *out);
    const lt_status status = fill(out, chemistry, nx, ny, nz, rains);
    if (status != LT_OK) lt_grid_air_free(out);
    return status;
}

void lt_grid_air_fill(const lt_grid_air *a) {
    const lt_state_block *b = &a->state->blocks[0];
    for (int s = 0; s < a->state->n_species; ++s)
        for (int k = 0; k < a->state->nz; ++k)
            for (int j = 0; j < b->place.nj; ++j)
                for (int i = 0; i < b->place.ni; ++i)
                    lt_state_slab(b, s, k)[j * b->row + i] = (lt_real)LT_GRID_AIR_RATIO;
}

void lt_grid_air_free(lt_grid_air *a) {
    lt_state_free(a->state);
    lt_free(a->removed_as);
    lt_chemical_set_free(a->chemical);
    lt_air_free(a->air);
    lt_weather_close(&a->weather);
    lt_grid_free(a->grid);
    memset(a, 0, sizeof *a);
}
