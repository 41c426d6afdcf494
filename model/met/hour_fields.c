/* hour_fields.c - one hour on the grid: of each cell cloud (cloud.c), surface and boundary layer (diagnosis.c), K
 * (kz.c) and winds; then the fluxes of mass. Cells know nothing but their own memory, so that any number of threads
 * gives the same bits. See hour_fields.h. */
#include "model/met/hour_fields.h"

#include "model/met/cloud.h"
#include "model/met/daily.h"
#include "model/met/flux.h"
#include "model/met/solar.h"

#include <math.h>

static lt_status allocate(lt_hour_fields *f) {
    const lt_grid *g = f->grid;
    size_t n = (size_t)g->nx * (size_t)g->ny, nz = (size_t)g->nz;
    LT_TRY(lt_calloc(n, sizeof *f->ground, &f->ground));
    LT_TRY(lt_calloc(n, sizeof *f->memory, &f->memory));
    LT_TRY(lt_calloc(n, sizeof(double), &f->cos_angle));
    LT_TRY(lt_calloc(n, sizeof(double), &f->sin_angle));
    LT_TRY(lt_calloc(n, sizeof(double), &f->urban_kz));
    LT_TRY(lt_calloc(n, sizeof *f->slope, &f->slope));
    double **volumes[] = {&f->mass_begin, &f->mass_end, &f->mean, &f->u, &f->v};
    for (size_t a = 0; a < sizeof volumes / sizeof *volumes; a++) LT_TRY(lt_calloc(n * nz, sizeof(double), volumes[a]));
    LT_TRY(lt_calloc((size_t)(g->nx + 1) * (size_t)g->ny * nz, sizeof(double), &f->flux_x));
    LT_TRY(lt_calloc((size_t)g->nx * (size_t)(g->ny + 1) * nz, sizeof(double), &f->flux_y));
    LT_TRY(lt_calloc(n * (nz + 1), sizeof(float), &f->kz));
    for (int v = 0; v < LT_MET_N_LAYER; v++) LT_TRY(lt_calloc(n * nz, sizeof(float), &f->layer[v]));
    f->ground_day = -1;
    LT_TRY(lt_land_table_read(&f->land));
    for (int s = 0; s < LT_MET_N_SURFACE; s++) LT_TRY(lt_calloc(n, sizeof(float), &f->surface[s]));
    if (lt_met_variational(f->settings)) {
        LT_TRY(lt_calloc(n * nz, sizeof(double), &f->alpha2));
        LT_TRY(lt_variational_create(g, &f->variational));
    }
    return lt_consistency_create(g, &f->consistency);
}

lt_status lt_hour_fields_create(const lt_grid *grid, const lt_met_settings *settings, lt_supply *supply,
                                lt_hour_fields **out) {
    if (grid->nz >= LT_MET_MAX_LAYERS)
        return LT_RAISE(LT_ERR_INPUT, .what = "too many layers", .where = grid->name,
                        .expected = lt_fmt("at most %d", LT_MET_MAX_LAYERS - 1), .found = lt_fmt("%d", grid->nz),
                        .todo = "choose a grid with fewer layers");
    lt_hour_fields *f = NULL;
    LT_TRY(lt_calloc(1, sizeof *f, &f));
    f->grid = grid;
    f->settings = settings;
    f->supply = supply;
    lt_status status = allocate(f);
    if (status != LT_OK) {
        lt_hour_fields_free(f);
        return status;
    }
    for (long c = 0; c < (long)grid->nx * grid->ny; c++) {
        f->cos_angle[c] = cos(grid->angle[c]);
        f->sin_angle[c] = sin(grid->angle[c]);
        double town = grid->land_fraction[(long)LT_LAND_URBAN * grid->nx * grid->ny + c];
        f->urban_kz[c] = lt_urban_kz(town, &settings->urban);
    }
    /* The functional of the adjustment has the hills; gridded weather has met those of its own model. */
    bool blocked = !f->variational && !supply->profiles;
    lt_hills_slopes(grid, blocked ? settings->hill_radius_m : 0.0, f->slope);
    for (int k = 0; k < grid->nz; k++) f->z_centre[k] = 0.5 * (grid->z_edge[k] + grid->z_edge[k + 1]);
    *out = f;
    return LT_OK;
}

void lt_hour_fields_free(lt_hour_fields *f) {
    if (!f) return;
    lt_consistency_free(f->consistency);
    lt_variational_free(f->variational);
    void *all[] = {f->ground, f->memory, f->cos_angle, f->sin_angle, f->mass_begin, f->mass_end, f->mean,  f->u,
                   f->v,      f->flux_x, f->flux_y,    f->kz,        f->urban_kz,   f->slope,    f->alpha2};
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) lt_free(all[a]);
    for (int s = 0; s < LT_MET_N_SURFACE; s++) lt_free(f->surface[s]);
    for (int v = 0; v < LT_MET_N_LAYER; v++) lt_free(f->layer[v]);
    lt_free(f);
}

lt_status lt_hour_fields_mass(const lt_hour_fields *f, lt_time t, int threads, double *mass) {
    const lt_grid *g = f->grid;
    long n = (long)g->nx * g->ny;
    LT_TRY(f->supply->load_instant(f->supply, t));
#pragma omp parallel for schedule(static) num_threads(threads)
    for (long c = 0; c < n; c++) {
        double layer[LT_MET_MAX_LAYERS];
        f->supply->mass(f->supply, c, layer);
        for (int k = 0; k < g->nz; k++) mass[k * n + c] = layer[k] * g->area[c];
    }
    return LT_OK;
}

/* What the source says of an hour over a cell, and what is found of it. */
typedef struct cell_hour {
    lt_column air;
    lt_ground_weather given; /* with the cloud cover */
    lt_diagnosis found;
    double east[LT_MET_MAX_LAYERS], north[LT_MET_MAX_LAYERS];
} cell_hour;

static void diagnose(lt_hour_fields *f, lt_time t, long c, cell_hour *h) {
    const lt_grid *g = f->grid;
    const lt_met_settings *s = f->settings;
    f->supply->air(f->supply, c, &h->air);
    f->supply->ground(f->supply, c, &h->given);
    lt_ground_weather *given = &h->given;
    given->cloud = lt_cloud_fill(g->nz, g->z_edge, given->cloud, given->temperature_2m_K, given->dew_point_2m_K,
                                 given->precipitation_kgm2s > 0.0, &h->air);
    double clear_sky = isnan(given->shortwave_Wm2) ? lt_solar_clear_sky_hour(t, g->lat[c], g->lon[c]) : NAN;
    lt_diagnose_surface(&f->ground[c], &s->ground, given, clear_sky, h->air.pressure_edge_Pa[0], g->lat[c],
                        &f->memory[c], &h->found);
    bool profiles = f->supply->profiles;
    if (profiles) f->supply->wind(f->supply, c, &h->found.state, h->east, h->north);
    lt_diagnose_height(&s->mixing, given, &h->air, g->nz, f->z_centre, profiles ? h->east : NULL, h->north,
                       &f->memory[c], &h->found);
    if (!profiles) f->supply->wind(f->supply, c, &h->found.state, h->east, h->north);
}

static void put_surface(lt_hour_fields *f, const cell_hour *h, long c) {
    const lt_grid *g = f->grid;
    const lt_diagnosis *d = &h->found;
    const lt_ground_weather *given = &h->given;
    const double height = d->state.boundary_layer_m, wind = d->state.wind_10m_ms;
    const double sea = g->region_fraction[(long)LT_REGION_SEA * g->nx * g->ny + c];
    const double values[LT_MET_N_SURFACE] = {
        [LT_MET_PBLH] = height,
        [LT_MET_USTAR] = d->state.friction_velocity_ms,
        [LT_MET_INVL] = d->state.inverse_obukhov_m,
        [LT_MET_WSTAR] = d->convective_ms,
        [LT_MET_Z0] = d->state.roughness_m,
        [LT_MET_ZD] = d->displacement_m,
        [LT_MET_HEAT] = d->fluxes.sensible_Wm2,
        [LT_MET_LATENT] = d->fluxes.latent_Wm2,
        [LT_MET_RAIN] = given->precipitation_kgm2s,
        [LT_MET_SNOW_SHARE] = d->snow_share,
        [LT_MET_T2M] = given->temperature_2m_K,
        [LT_MET_SKIN] = d->fluxes.skin_K,
        [LT_MET_PRESSURE] = h->air.pressure_edge_Pa[0],
        [LT_MET_WIND10] = wind,
        [LT_MET_U10] = wind * given->east,
        [LT_MET_V10] = wind * given->north,
        [LT_MET_SW] = d->shortwave_Wm2,
        [LT_MET_LW] = d->longwave_Wm2,
        [LT_MET_ALBEDO] = d->albedo,
        [LT_MET_CLOUD] = given->cloud,
        [LT_MET_CLOUD_DEPTH] = lt_cloud_optical_depth(g->nz, &h->air, given->cloud, sea),
        [LT_MET_SNOW_COVER] = d->snow_cover,
        [LT_MET_SOIL] = d->soil_moisture,
        [LT_MET_VENTILATION] = height * lt_transport_wind(height, g->nz, g->z_edge, h->east, h->north),
        [LT_MET_STAGNANT] = lt_stagnant(&h->air, g->nz, h->east, h->north, wind, given->precipitation_kgm2s)};
    for (int v = 0; v < LT_MET_N_SURFACE; v++) f->surface[v][c] = (float)values[v];
}

static void put_layers(lt_hour_fields *f, const cell_hour *h, long c) {
    const lt_grid *g = f->grid;
    const lt_column *air = &h->air;
    const lt_surface_state *state = &h->found.state;
    long n = (long)g->nx * g->ny;
    for (int k = 0; k < g->nz; k++) {
        long q = k * n + c;
        f->layer[LT_MET_T][q] = (float)air->temperature_K[k];
        f->layer[LT_MET_RH][q] = (float)air->relative_humidity[k];
        f->layer[LT_MET_CLOUD_WATER][q] = (float)air->cloud_water[k];
        f->layer[LT_MET_CLOUD_ICE][q] = (float)air->cloud_ice[k];
        f->layer[LT_MET_CLOUD_FRACTION][q] = (float)air->cloud_fraction[k];
        lt_rotate_to_grid(h->east[k], h->north[k], f->cos_angle[c], f->sin_angle[c], &f->u[q], &f->v[q]);
        bool mixed = state->inverse_obukhov_m < 0.0 && f->z_centre[k] < state->boundary_layer_m;
        double buoyancy = mixed ? 0.0 : air->buoyancy_s2[k];
        lt_hills_turn(&f->slope[c], f->z_centre[k], buoyancy, &f->u[q], &f->v[q]);
        if (f->variational)
            f->alpha2[q] = lt_variational_alpha2(hypot(h->east[k], h->north[k]), buoyancy, f->settings->hill_radius_m);
    }
}

/* Square of the buoyancy frequency of the layer above the one that holds the height. */
static double buoyancy_above(const lt_hour_fields *f, const lt_column *air, double height_m) {
    int k = 0, nz = f->grid->nz;
    while (k < nz - 1 && f->grid->z_edge[k] < height_m) k++;
    return air->buoyancy_s2[k];
}

static void make_cell(lt_hour_fields *f, lt_time t, long c) {
    const lt_grid *g = f->grid;
    const lt_met_settings *s = f->settings;
    long n = (long)g->nx * g->ny;
    cell_hour h;
    diagnose(f, t, c, &h);
    const lt_diagnosis *d = &h.found;
    double kz[LT_MET_MAX_LAYERS + 1], height = d->state.boundary_layer_m;
    double entrainment =
        lt_entrainment_kz(d->fluxes.sensible_Wm2, d->density_kgm3, d->temperature_K, buoyancy_above(f, &h.air, height));
    put_surface(f, &h, c);
    put_layers(f, &h, c);
    lt_kz_column(g->nz + 1, g->z_edge, height, d->residual_m, d->state.friction_velocity_ms, d->state.inverse_obukhov_m,
                 entrainment, &s->kz, kz);
    lt_urban_raise_kz(g->nz + 1, g->z_edge, f->urban_kz[c], &s->urban, kz);
    for (int k = 0; k <= g->nz; k++) f->kz[k * n + c] = (float)kz[k];
}

/* Makes the cells' ground that of the day. */
static void turn_to_day(lt_hour_fields *f, lt_time t, int threads) {
    long day = lt_local_day(t);
    long n = (long)f->grid->nx * f->grid->ny;
    if (day == f->ground_day) return;
    f->ground_day = day;
    lt_ground_season season;
    lt_ground_season_of(&f->land, t, &season);
#pragma omp parallel for schedule(static) num_threads(threads)
    for (long c = 0; c < n; c++) lt_ground_of_cell(&season, f->grid, c, &f->ground[c]);
}

lt_status lt_hour_fields_pass(lt_hour_fields *f, lt_time t, int threads) {
    long n = (long)f->grid->nx * f->grid->ny;
    LT_TRY(f->supply->load_hour(f->supply, t));
    turn_to_day(f, t, threads);
#pragma omp parallel for schedule(static) num_threads(threads)
    for (long c = 0; c < n; c++) {
        cell_hour h;
        diagnose(f, t, c, &h);
    }
    return LT_OK;
}

/* Variance of the error of a layer's wind, m2 s-2, up to a factor that cancels: as the square of the wind, and 1 m/s
 * besides, to which stations round (assumption: the error is the same share of the wind in all layers). Summed in the
 * order of the cells: the same bits for any number of threads. */
static double wind_variance(const double *u, const double *v, long n) {
    double sum = 0.0;
    for (long c = 0; c < n; c++) sum += u[c] * u[c] + v[c] * v[c];
    return 1.0 + sum / (double)n;
}

/* In three dimensions where that is asked for; then every column to rounding. */
static void close_mass(lt_hour_fields *f, int threads) {
    double left;
    lt_variational_hour hour = {f->mass_begin, f->mass_end, f->variance, f->alpha2, f->flux_x, f->flux_y, 0, 0, 0};
    f->imbalance = lt_consistency_residual(f->grid, f->mass_begin, f->mass_end, f->flux_x, f->flux_y);
    if (f->variational) lt_variational_apply(f->variational, threads, &hour);
    lt_consistency_apply(f->consistency, f->mass_begin, f->mass_end, f->variance, threads, f->flux_x, f->flux_y, &left,
                         &f->residual);
}

lt_status lt_hour_fields_make(lt_hour_fields *f, lt_time t, int threads) {
    const lt_grid *g = f->grid;
    long n = (long)g->nx * g->ny, nfx = (long)(g->nx + 1) * g->ny, nfy = (long)g->nx * (g->ny + 1);
    LT_TRY(f->supply->load_hour(f->supply, t));
    turn_to_day(f, t, threads);
#pragma omp parallel num_threads(threads)
    {
#pragma omp for schedule(static)
        for (long c = 0; c < n; c++) make_cell(f, t, c);
#pragma omp for schedule(static)
        for (int k = 0; k < g->nz; k++) {
            f->variance[k] = wind_variance(f->u + k * n, f->v + k * n, n);
            for (long i = k * n; i < (k + 1) * n; i++) f->mean[i] = 0.5 * (f->mass_begin[i] + f->mass_end[i]);
            lt_flux_layer(g, f->u + k * n, f->v + k * n, f->mean + k * n, f->flux_x + k * nfx, f->flux_y + k * nfy);
        }
    }
    close_mass(f, threads);
    return LT_OK;
}
