/* hour_fields.c - one hour on the grid. A cell has a land and a sea part (by area); fluxes of momentum and heat are
 * added with these shares, the heights of the boundary layer and the 10-m winds averaged, roughness averaged in its
 * logarithm. Cells do not know each other, so that any number of threads gives the same bits. See hour_fields.h. */
#include "model/met/hour_fields.h"

#include "model/met/constants.h"
#include "model/met/flux.h"
#include "model/met/profile.h"
#include "model/met/solar.h"

#include <math.h>

static lt_status allocate(lt_hour_fields *f) {
    const lt_grid *g = f->grid;
    size_t n = (size_t)g->nx * (size_t)g->ny, nz = (size_t)g->nz;
    LT_TRY(lt_calloc(n, sizeof *f->mixing, &f->mixing));
    LT_TRY(lt_calloc(n, sizeof(double), &f->cos_angle));
    LT_TRY(lt_calloc(n, sizeof(double), &f->sin_angle));
    LT_TRY(lt_calloc(n, sizeof(double), &f->urban_kz));
    LT_TRY(lt_calloc(n, sizeof *f->slope, &f->slope));
    double **volumes[] = {&f->mass_begin, &f->mass_end, &f->mean, &f->u, &f->v};
    for (size_t a = 0; a < sizeof volumes / sizeof *volumes; a++) LT_TRY(lt_calloc(n * nz, sizeof(double), volumes[a]));
    LT_TRY(lt_calloc((size_t)(g->nx + 1) * (size_t)g->ny * nz, sizeof(double), &f->flux_x));
    LT_TRY(lt_calloc((size_t)g->nx * (size_t)(g->ny + 1) * nz, sizeof(double), &f->flux_y));
    LT_TRY(lt_calloc(n * (nz + 1), sizeof(float), &f->kz));
    LT_TRY(lt_calloc(n * nz, sizeof(float), &f->temperature));
    LT_TRY(lt_calloc(n * nz, sizeof(float), &f->humidity));
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
        double town = lt_urban_fraction(grid->population[c], grid->area[c], &settings->urban);
        f->urban_kz[c] = lt_urban_kz(town, &settings->urban);
    }
    lt_hills_slopes(grid, f->variational ? 0.0 : settings->hill_radius_m, f->slope); /* hills are in its functional */
    for (int k = 0; k < grid->nz; k++) f->z_centre[k] = 0.5 * (grid->z_edge[k] + grid->z_edge[k + 1]);
    *out = f;
    return LT_OK;
}

void lt_hour_fields_free(lt_hour_fields *f) {
    if (!f) return;
    lt_consistency_free(f->consistency);
    lt_variational_free(f->variational);
    lt_free(f->alpha2);
    void *all[] = {f->mixing, f->cos_angle, f->sin_angle, f->mass_begin,  f->mass_end, f->mean,     f->u,    f->v,
                   f->flux_x, f->flux_y,    f->kz,        f->temperature, f->humidity, f->urban_kz, f->slope};
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) lt_free(all[a]);
    for (int s = 0; s < LT_MET_N_SURFACE; s++) lt_free(f->surface[s]);
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

/* What the surface gives to the air above one cell. */
typedef struct cell_surface {
    lt_surface_state state;
    double residual_m, shortwave_Wm2;
} cell_surface;

static cell_surface surface_of(lt_hour_fields *f, const lt_ground_weather *given, lt_time t, long c,
                               double density_kgm3) {
    const lt_grid *g = f->grid;
    const lt_met_settings *s = f->settings;
    double sea = g->region_fraction[(long)LT_REGION_SEA * g->nx * g->ny + c], land = 1.0 - sea;
    double coriolis = lt_coriolis(g->lat[c]), z_wind = given->wind_roughness_m, temperature_K = given->temperature_2m_K;
    lt_surface ground = {.temperature_K = temperature_K,
                         .density_kgm3 = density_kgm3,
                         .cloud = given->cloud,
                         .clear_sky_Wm2 = lt_solar_clear_sky_hour(t, g->lat[c], g->lon[c]),
                         .albedo = given->albedo,
                         .moisture = given->moisture,
                         .sea_surface_K = given->sea_surface_K};
    lt_surface water = ground;
    ground.roughness_m = s->roughness_land_m;
    ground.wind_10m_ms =
        lt_wind_exposure(given->wind_10m_ms, z_wind > 0.0 ? z_wind : ground.roughness_m, ground.roughness_m);
    water.roughness_m = s->roughness_sea_m;
    water.wind_10m_ms =
        lt_wind_exposure(given->wind_10m_ms, z_wind > 0.0 ? z_wind : water.roughness_m, water.roughness_m);
    lt_surface_fluxes on_land = lt_surface_land(&ground), on_sea = {0};
    double h_land = lt_mixing_land(&f->mixing[c], &on_land, temperature_K, density_kgm3, coriolis, &s->mixing),
           h_sea = 0;
    if (sea > 0.0) {
        on_sea = lt_surface_sea(&water);
        h_sea = lt_mixing_sea(&on_sea, coriolis, &s->mixing);
    }
    cell_surface out = {.shortwave_Wm2 = on_land.shortwave_Wm2, .residual_m = land * f->mixing[c].residual_m};
    out.state.wind_10m_ms = land * ground.wind_10m_ms + sea * water.wind_10m_ms;
    out.state.roughness_m = exp(land * log(ground.roughness_m) + sea * log(water.roughness_m));
    out.state.friction_velocity_ms = sqrt(land * on_land.friction_velocity_ms * on_land.friction_velocity_ms +
                                          sea * on_sea.friction_velocity_ms * on_sea.friction_velocity_ms);
    double heat = land * on_land.heat_flux_Wm2 + sea * on_sea.heat_flux_Wm2;
    out.state.inverse_obukhov_m = lt_inverse_obukhov(out.state.friction_velocity_ms, temperature_K, density_kgm3, heat);
    out.state.boundary_layer_m = land * h_land + sea * h_sea;
    return out;
}

static void put_surface(lt_hour_fields *f, const lt_ground_weather *given, const cell_surface *s, long c) {
    f->surface[LT_MET_PBLH][c] = (float)s->state.boundary_layer_m;
    f->surface[LT_MET_USTAR][c] = (float)s->state.friction_velocity_ms;
    f->surface[LT_MET_INVL][c] = (float)s->state.inverse_obukhov_m;
    f->surface[LT_MET_RAIN][c] = (float)given->precipitation_kgm2s;
    f->surface[LT_MET_T2M][c] = (float)given->temperature_2m_K;
    f->surface[LT_MET_WIND10][c] = (float)s->state.wind_10m_ms;
    f->surface[LT_MET_U10][c] = (float)(s->state.wind_10m_ms * given->east);
    f->surface[LT_MET_V10][c] = (float)(s->state.wind_10m_ms * given->north);
    f->surface[LT_MET_SW][c] = (float)s->shortwave_Wm2;
    f->surface[LT_MET_CLOUD][c] = (float)given->cloud;
}

static void make_cell(lt_hour_fields *f, lt_time t, long c) {
    const lt_grid *g = f->grid;
    int nz = g->nz;
    long n = (long)g->nx * g->ny;
    lt_column air;
    lt_ground_weather given;
    double kz[LT_MET_MAX_LAYERS + 1], east[LT_MET_MAX_LAYERS], north[LT_MET_MAX_LAYERS];
    f->supply->air(f->supply, c, &air);
    f->supply->ground(f->supply, c, &given);
    double density = air.pressure_edge_Pa[0] / (LT_R_DRY * given.temperature_2m_K);
    cell_surface s = surface_of(f, &given, t, c, density);
    const lt_surface_state *found = &s.state;
    put_surface(f, &given, &s, c);
    f->supply->wind(f->supply, c, found, east, north);
    lt_kz_column(nz + 1, g->z_edge, found->boundary_layer_m, s.residual_m, found->friction_velocity_ms,
                 found->inverse_obukhov_m, &f->settings->kz, kz);
    lt_urban_raise_kz(nz + 1, g->z_edge, f->urban_kz[c], &f->settings->urban, kz);
    for (int k = 0; k < nz; k++) {
        f->temperature[k * n + c] = (float)air.temperature_K[k];
        f->humidity[k * n + c] = (float)air.relative_humidity[k];
        lt_rotate_to_grid(east[k], north[k], f->cos_angle[c], f->sin_angle[c], &f->u[k * n + c], &f->v[k * n + c]);
        bool mixed = found->inverse_obukhov_m < 0.0 && f->z_centre[k] < found->boundary_layer_m;
        double buoyancy = mixed ? 0.0 : air.buoyancy_s2[k];
        lt_hills_turn(&f->slope[c], f->z_centre[k], buoyancy, &f->u[k * n + c], &f->v[k * n + c]);
        if (f->variational)
            f->alpha2[k * n + c] =
                lt_variational_alpha2(hypot(east[k], north[k]), buoyancy, f->settings->hill_radius_m);
    }
    for (int k = 0; k <= nz; k++) f->kz[k * n + c] = (float)kz[k];
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
