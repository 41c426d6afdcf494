/* particle_dry.c - dry deposition of particles (particle_dry.h). */
#include "model/deposition/particle_dry.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "model/deposition/settling.h"
#include "model/deposition/surface_air.h"

#include <limits.h>
#include <string.h>

typedef struct surface {
    double alpha, radius; /* 1; m, 0: smooth */
    bool sticks, snowy;
    double roughness; /* m */
} surface;

struct lt_particle_dry {
    surface of[12][LT_N_LAND];
};

/* --- the table ---------------------------------------------------------------------------------------------------- */

static const char *const columns[] = {"land",     "class",    "alpha",  "radius_1", "radius_2", "radius_3",
                                      "radius_4", "radius_5", "sticks", "snow",     "mark",     NULL};
enum { LAND, CLASS, ALPHA, RADIUS, STICKS = RADIUS + LT_N_SEASONS, SNOW, MARK, N_COLUMNS };

/* A row of the table. */
typedef struct row {
    double alpha, radius[LT_N_SEASONS];
    bool sticks, snowy;
} row;

static lt_status bad(const lt_csv *csv, long at, int column, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a surface for particles cannot be like this",
                    .where = lt_csv_where(csv, at, column), .expected = expected,
                    .found = lt_fmt("\"%s\"", lt_csv_text(csv, at, column)), .todo = "restore the table");
}

static lt_status read_row(const lt_csv *csv, const int *column, long at, row *out) {
    double flags[2];
    if (lt_land_find(lt_csv_text(csv, at, column[LAND])) != (int)at)
        return bad(csv, at, column[LAND], lt_land_names[at].id);
    LT_TRY(lt_csv_double(csv, at, column[ALPHA], &out->alpha));
    if (!(out->alpha > 0.0 && out->alpha <= 1000.0)) return bad(csv, at, column[ALPHA], "above 0");
    for (int s = 0; s < LT_N_SEASONS; s++) {
        LT_TRY(lt_csv_double(csv, at, column[RADIUS + s], &out->radius[s]));
        if (!(out->radius[s] >= 0.0 && out->radius[s] <= 1000.0))
            return bad(csv, at, column[RADIUS + s], "0 to 1000 mm");
        out->radius[s] *= 1e-3;
    }
    for (int f = 0; f < 2; f++) {
        LT_TRY(lt_csv_double(csv, at, column[STICKS + f], &flags[f]));
        if (flags[f] != 0.0 && flags[f] != 1.0) return bad(csv, at, column[STICKS + f], "0 or 1");
    }
    out->sticks = flags[0] > 0.0;
    out->snowy = flags[1] > 0.0;
    return LT_OK;
}

static lt_status read_rows(const lt_csv *csv, row *out) {
    int column[N_COLUMNS];
    LT_TRY(lt_csv_exactly(csv, columns, column));
    if (lt_csv_rows(csv) != LT_N_LAND)
        return LT_RAISE(LT_ERR_INPUT, .what = "not all classes of land cover", .where = lt_csv_path(csv),
                        .expected = lt_fmt("%d rows", LT_N_LAND), .found = lt_fmt("%ld", lt_csv_rows(csv)),
                        .todo = "restore the table");
    for (long at = 0; at < LT_N_LAND; at++) LT_TRY(read_row(csv, column, at, &out[at]));
    return LT_OK;
}

static lt_status fill(lt_particle_dry *dry) {
    char path[PATH_MAX];
    row rows[LT_N_LAND];
    lt_land_table land;
    lt_csv *csv;
    LT_TRY(lt_share_path("model/data/deposition_particles.csv", path, sizeof path));
    LT_TRY(lt_csv_read(path, &csv));
    lt_status status = read_rows(csv, rows);
    lt_csv_free(csv);
    if (status == LT_OK) status = lt_land_table_read(&land);
    if (status != LT_OK) return status;
    for (int month = 1; month <= 12; month++)
        for (int n = 0; n < LT_N_LAND; n++)
            dry->of[month - 1][n] = (surface){rows[n].alpha, rows[n].radius[lt_land_season(month)], rows[n].sticks,
                                              rows[n].snowy, lt_land_of_class(&land, (lt_land_class)n, month).z0_m};
    return LT_OK;
}

lt_status lt_particle_dry_create(lt_particle_dry **out) {
    lt_particle_dry *dry = NULL;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *dry, &dry));
    const lt_status status = fill(dry);
    if (status == LT_OK)
        *out = dry;
    else
        lt_free(dry);
    return status;
}

void lt_particle_dry_free(lt_particle_dry *dry) {
    lt_free(dry);
}

/* --- a tile ------------------------------------------------------------------------------------------------------- */

/* Spheres of one point of a mode in the lanes: what no surface knows. */
typedef struct spheres {
    double settling[LT_LANES], brownian[LT_LANES]; /* m/s; E_B */
    double power[LT_LANES];                        /* D^0.8 */
} spheres;

/* The air of a class in the lanes. */
typedef struct over {
    double friction[LT_LANES], resistance[LT_LANES], kinematic[LT_LANES];
    double wet[LT_LANES]; /* 1: rain or dew */
    double snow[LT_LANES];
} over;

static void make_spheres(const lt_sphere_air *air, const double *diameter, const double *density, double point,
                         spheres *out) {
    for (int l = 0; l < LT_LANES; l++) {
        const double d = diameter[l] * point, slip = lt_sphere_slip(&air[l], d);
        out->settling[l] = lt_sphere_settling(&air[l], d, density[l], slip);
        out->brownian[l] = 0.2 * lt_pow(air[l].kinematic / lt_sphere_diffusivity(&air[l], d, slip), -2.0 / 3.0);
        out->power[l] = lt_pow(d, 0.8);
    }
}

/* 1/R_s of spheres on a surface. */
static void conductances(const surface *s, const spheres *of, const over *air, double *out) {
    const bool leaves = s->radius > 0.0;
    const double per_radius = leaves ? 1.0 / (LT_GRAVITY * s->radius) : 0.0;
    const double caught = leaves ? 2.5 / lt_pow(s->radius, 0.8) : 0.0, dry = s->sticks ? 0.0 : 1.0;
    for (int l = 0; l < LT_LANES; l++) {
        const double u = air->friction[l];
        const double stokes = of->settling[l] * u * (leaves ? per_radius : u / (LT_GRAVITY * air->kinematic[l]));
        const double impaction = 0.4 * lt_pow(stokes / (s->alpha + stokes), 1.7);
        const double stays = dry * (1.0 - air->wet[l]) > 0.0 ? lt_exp(-sqrt(stokes)) : 1.0;
        out[l] = 3.0 * u * (of->brownian[l] + impaction + caught * of->power[l]) * stays;
    }
}

/* Adds f w/(R_a + R_s) of a surface; w: weight of the point, and the share that snow leaves or covers. */
static void add_surface(const surface *s, const spheres *of, const over *air, const double *fraction, double weight,
                        int under_snow, double *velocity) {
    double g[LT_LANES];
    conductances(s, of, air, g);
    for (int l = 0; l < LT_LANES; l++) {
        const double share = under_snow < 0 ? 1.0 : under_snow ? air->snow[l] : 1.0 - air->snow[l];
        velocity[l] += weight * share * fraction[l] * (g[l] / (1.0 + g[l] * air->resistance[l]));
    }
}

static void add_class(const lt_particle_dry *dry, int month, int land, const spheres *of, const over *air,
                      const double *fraction, double weight, double *velocity) {
    const surface *s = &dry->of[month - 1][land];
    add_surface(s, of, air, fraction, weight, s->snowy ? 0 : -1, velocity);
    if (s->snowy) add_surface(&dry->of[month - 1][LT_LAND_ICE], of, air, fraction, weight, 1, velocity);
}

static bool anywhere(const double *fraction) {
    bool any = false;
    for (int l = 0; l < LT_LANES; l++) any = any || fraction[l] > 0.0;
    return any;
}

/* The air over all classes of the tile; present [LT_N_LAND]. */
static void make_air(const lt_particle_dry *dry, int month, const double *fraction, const lt_gas_dry_weather *weather,
                     const lt_sphere_air *air, bool *present, over *out) {
    lt_gas_dry_lanes lanes;
    lt_gas_dry_share(weather, &lanes);
    for (int land = 0; land < LT_N_LAND; land++) {
        over *o = &out[land];
        present[land] = anywhere(fraction + land * LT_LANES);
        if (!present[land]) continue;
        lt_surface_air(weather, dry->of[month - 1][land].roughness, o->friction, o->resistance);
        for (int l = 0; l < LT_LANES; l++) {
            const bool dew = o->friction[l] < lanes.dew_speed[l];
            o->wet[l] = lanes.rain[l] > 0.0 || dew ? 1.0 : 0.0;
            o->snow[l] = lanes.snow[l];
            o->kinematic[l] = air[l].kinematic;
        }
    }
}

static void air_of_lanes(const lt_gas_dry_weather *weather, const double *density, lt_sphere_air *out) {
    for (int l = 0; l < LT_LANES; l++) out[l] = lt_sphere_air_of(weather->temperature[l], density[l]);
}

/* One point of a mode, of weight w, over all classes. */
static void add_point(const lt_particle_dry *dry, int month, const double *fraction, const bool *present,
                      const over *over_class, const spheres *of, double weight, double *velocity) {
    for (int l = 0; l < LT_LANES; l++) velocity[l] += weight * of->settling[l];
    for (int land = 0; land < LT_N_LAND; land++)
        if (present[land])
            add_class(dry, month, land, of, &over_class[land], fraction + land * LT_LANES, weight, velocity);
}

void lt_particle_dry_velocity(const lt_particle_dry *dry, int month, const double *fraction,
                              const lt_gas_dry_weather *weather, const lt_particle_lanes *particles, double *velocity) {
    lt_sphere_air air[LT_LANES];
    over over_class[LT_N_LAND];
    bool present[LT_N_LAND];
    spheres of;
    air_of_lanes(weather, particles->air, air);
    make_air(dry, month, fraction, weather, air, present, over_class);
    memset(velocity, 0, LT_N_SIZE_MODES * LT_LANES * sizeof *velocity);
    for (int mode = 0; mode < LT_N_SIZE_MODES; mode++)
        for (int p = 0; p < LT_SIZE_POINTS; p++) {
            make_spheres(air, particles->diameter[mode], particles->density[mode],
                         lt_size_point(lt_size_modes[mode].sigma, p), &of);
            add_point(dry, month, fraction, present, over_class, &of, lt_size_weight[p], velocity + mode * LT_LANES);
        }
}

void lt_particle_dry_sphere(const lt_particle_dry *dry, int month, const double *fraction,
                            const lt_gas_dry_weather *weather, const double *density_of_air, double diameter,
                            double density, double *velocity) {
    lt_sphere_air air[LT_LANES];
    over over_class[LT_N_LAND];
    bool present[LT_N_LAND];
    double diameters[LT_LANES], densities[LT_LANES];
    spheres of;
    for (int l = 0; l < LT_LANES; l++) {
        diameters[l] = diameter;
        densities[l] = density;
    }
    air_of_lanes(weather, density_of_air, air);
    make_air(dry, month, fraction, weather, air, present, over_class);
    memset(velocity, 0, LT_LANES * sizeof *velocity);
    make_spheres(air, diameters, densities, 1.0, &of);
    add_point(dry, month, fraction, present, over_class, &of, 1.0, velocity);
}
