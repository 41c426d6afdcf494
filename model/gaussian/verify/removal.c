/* removal.c - what a plume loses by the hour: rain beside gaussian_analytic.md, A9, decay, dry deposition of an hour
 * beside the functions of the grid asked directly, signs, settling beside a handbook; what a plume has lost to the
 * ground is what lies there, what rain leaves is A9's. */
#include "model/gaussian/removal.h"
#include "model/deposition/particle_dry.h"
#include "model/deposition/verify/typical.h"
#include "model/gaussian/course.h"
#include "model/gaussian/dry_hour.h"
#include "model/gaussian/plume.h"
#include "model/gaussian/verify/hours.h"
#include "model/gaussian/verify/printed.h"
#include "model/gaussian/verify/verify.h"
#include "model/met/radiation.h"
#include "model/met/solar.h"

enum { SO2, NO2, O3, HNO3, FINE, GRAIN, N_MATTER };
static const lt_dry_matter matter[N_MATTER] = {{"SO2", 0.0, 0.0},  {"NO2", 0.0, 0.0},      {"O3", 0.0, 0.0},
                                               {"HNO3", 0.0, 0.0}, {NULL, 0.5e-6, 1500.0}, {NULL, 10e-6, 1000.0}};
static const char *const names[N_MATTER] = {"SO2", "NO2", "O3", "HNO3", "0.5 um", "10 um"};

static const lt_dry_place place = {123.4, 41.8, {[LT_LAND_CROPLAND] = 0.6, [LT_LAND_URBAN] = 0.4}, 0.0};

/* Shenyang, 15 July 2020, the hour to 12:00 or to 24:00 of UTC+8. */
static lt_plume_hour hour_of(bool noon) {
    return (lt_plume_hour){.end_s = lt_time_from_civil(2020, 7, 15, noon ? 4 : 16, 0, 0),
                           .wind_ms = noon ? 4.0 : 2.0,
                           .wind_height_m = 10.0,
                           .temperature_K = noon ? 302.0 : 294.0,
                           .pressure_Pa = 1e5,
                           .friction_velocity_ms = noon ? 0.45 : 0.15,
                           .obukhov_m = noon ? -60.0 : 60.0,
                           .roughness_m = 0.2,
                           .rain_mmh = 0.0,
                           .relative_humidity = noon ? 0.5 : 0.8,
                           .cloud = 0.3};
}

static lt_status say(lt_verify *verify, const char *test, const char *metric, double value, double bound,
                     const char *source) {
    return LT_VERIFY_ADD(verify, .test = test, .metric = metric, .scheme = "", .value = value, .bound = bound,
                         .source = source);
}

static lt_status rates(lt_verify *verify) {
    LT_TRY(lt_printed_digits(verify, "rain of 2 mm/h, 10 km at 5 m/s", "left",
                             exp(-lt_plume_washout(LT_WASHOUT_PARTICLES, 2.0) * 2000.0), 0.7479011144, 10,
                             "A9, mpmath"));
    LT_TRY(say(verify, "no rain", "washout_s", lt_plume_washout(LT_WASHOUT_PARTICLES, 0.0), 0.0, "definition"));
    LT_TRY(say(verify, "half-life of 4 h", "relative_error", fabs(exp(-lt_plume_decay(14400.0) * 14400.0) / 0.5 - 1.0),
               1e-15, "definition"));
    return say(verify, "no half-life", "decay_s", lt_plume_decay(0.0), 0.0, "definition");
}

/* The grid's functions with the same numbers, put together here. */
static lt_status ask_grid(const lt_plume_hour *hour, double *velocity) {
    const lt_time middle = hour->end_s - 1800;
    const double light = lt_solar_clear_sky_hour(hour->end_s - 3600, place.lat_deg, place.lon_deg);
    const double numbers[11] = {hour->friction_velocity_ms,
                                1.0 / hour->obukhov_m,
                                hour->roughness_m,
                                hour->temperature_K,
                                hour->temperature_K,
                                hour->relative_humidity,
                                light * lt_shortwave_share(hour->cloud),
                                lt_solar_sin_elevation(middle, place.lat_deg, place.lon_deg),
                                hour->cloud,
                                0.0,
                                0.0};
    double fraction[LT_N_LAND * LT_LANES] = {0}, work[LT_LANES], air[LT_LANES], one[LT_LANES];
    lt_typical tile;
    lt_typical_of(hour->wind_height_m, numbers, &tile);
    for (int l = 0; l < LT_LANES; l++) {
        fraction[LT_LAND_CROPLAND * LT_LANES + l] = 0.6;
        fraction[LT_LAND_URBAN * LT_LANES + l] = 0.4;
        air[l] = hour->pressure_Pa / (287.05 * hour->temperature_K);
    }
    for (int m = SO2; m <= HNO3; m++) {
        lt_gas_dry *gas;
        LT_TRY(lt_gas_dry_create(NULL, &matter[m].gas, 1, &gas));
        lt_gas_dry_velocity(gas, 7, fraction, &tile.weather, work, one);
        lt_gas_dry_free(gas);
        velocity[m] = one[0];
    }
    lt_particle_dry *spheres;
    LT_TRY(lt_particle_dry_create(&spheres));
    for (int m = FINE; m <= GRAIN; m++) {
        lt_particle_dry_sphere(spheres, 7, fraction, &tile.weather, air, matter[m].diameter_m, matter[m].density_kgm3,
                               one);
        velocity[m] = one[0];
    }
    lt_particle_dry_free(spheres);
    return LT_OK;
}

static lt_status beside(lt_verify *verify, const char *test, const lt_plume_hour *hour, const double *velocity) {
    double want[N_MATTER];
    LT_TRY(ask_grid(hour, want));
    for (int m = 0; m < N_MATTER; m++) {
        LT_TRY(say(verify, lt_fmt("%s, %s", names[m], test), "relative_to_grid", fabs(velocity[m] / want[m] - 1.0), 0.0,
                   "model/deposition, the same numbers"));
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("%s, %s", names[m], test), .metric = "cm_s", .scheme = "",
                             .value = 100.0 * velocity[m], .sense = LT_FACT, .source = "fields and town, Shenyang"));
    }
    return LT_OK;
}

static lt_status hours(lt_verify *verify, lt_dry_hours *dry) {
    double velocity[2][N_MATTER], settling[2][N_MATTER];
    for (int n = 0; n < 2; n++) {
        const lt_plume_hour hour = hour_of(n == 0);
        LT_TRY(lt_dry_hours_of(dry, &hour, velocity[n], settling[n]));
        LT_TRY(beside(verify, n == 0 ? "July noon" : "July night", &hour, velocity[n]));
    }
    double less = 0.0, above = 0.0;
    for (int m = SO2; m <= HNO3; m++) {
        less = lt_verify_worse(less, velocity[1][m] / velocity[0][m]);
        above = lt_verify_worse(above, settling[0][m]);
    }
    LT_TRY(say(verify, "gases, night over noon", "largest_ratio", less, 1.0, "leaves closed, air still"));
    LT_TRY(say(verify, "gases", "settling_ms", above, 0.0, "definition"));
    for (int m = FINE; m <= GRAIN; m++)
        LT_TRY(say(verify, names[m], "settling_over_velocity", settling[0][m] / velocity[0][m], 1.0, "a part of it"));
    return say(verify, "10 um, unit density", "settling_apart", fabs(settling[1][GRAIN] / 3.06e-3 - 1.0), 0.01,
               "Hinds (1999), table 3.1: 3.06 mm/s at 293 K (R)");
}

/* --- the plume ---------------------------------------------------------------------------------------------------- */

enum { ALONG = 3000 };
#define FURTHEST 10000.0

typedef struct track {                     /* below the plume's axis */
    double distance[ALONG], across[ALONG]; /* m; sqrt(2 pi) sigma_y */
    double x[ALONG], y[ALONG], kept[ALONG], lossy[ALONG];
    double wind_ms; /* at the end */
} track;

static void lay(track *t, const lt_plume_source *source, const lt_profile *profile) {
    lt_plume_course course;
    lt_plume_course_make(&course, source, profile, false);
    for (int n = 0; n < ALONG; n++) {
        lt_plume_cut cut;
        t->distance[n] = pow(FURTHEST, (double)n / (ALONG - 1));
        lt_plume_course_cut(&course, t->distance[n], &cut);
        t->across[n] = sqrt(2.0 * 3.14159265358979323846) * cut.bundle[0].sigma_y_m;
        t->wind_ms = cut.bundle[0].wind_ms;
        t->x[n] = t->distance[n] * profile->to_x;
        t->y[n] = t->distance[n] * profile->to_y;
    }
}

static void run(track *t, const lt_plume_source *source, const lt_profile *profile, const lt_plume_removal *removal,
                lt_plume_room *room) {
    const lt_plume_receptors r = {.n = ALONG, .x_m = t->x, .y_m = t->y};
    const lt_plume_ways whole = {0}, ways = {.removal = removal};
    for (int n = 0; n < ALONG; n++) t->kept[n] = t->lossy[n] = 0.0;
    lt_plume_add(source, profile, &whole, &r, 1.0, room, t->kept);
    lt_plume_add(source, profile, &ways, &r, 1.0, room, t->lossy);
}

/* Airborne is lossy over kept: the loss is of the whole column. Deposited: v_d times the across-wind integral at the
 * ground, trapezoids; before 1 m as at 1 m, as the plume takes it. */
static lt_status balance(lt_verify *verify, const lt_named_hour *hour, const lt_profile *profile, track *t,
                         lt_plume_room *room) {
    const lt_plume_source source = {.kind = LT_PLUME_POINT, .height_m = 3.0};
    const lt_plume_removal ground = {.deposition_ms = 0.02}, rain = {.washout_s = 1e-4, .decay_s = 5e-5};
    lay(t, &source, profile);
    run(t, &source, profile, &ground, room);
    double deposited = ground.deposition_ms * t->lossy[0] * t->across[0];
    for (int n = 1; n < ALONG; n++)
        deposited += 0.5 * ground.deposition_ms * (t->distance[n] - t->distance[n - 1]) *
                     (t->lossy[n] * t->across[n] + t->lossy[n - 1] * t->across[n - 1]);
    const double airborne = t->lossy[ALONG - 1] / t->kept[ALONG - 1];
    LT_TRY(LT_VERIFY_ADD(verify, .test = "deposited to 10 km", .metric = hour->name, .scheme = "", .value = deposited,
                         .sense = LT_FACT, .source = "v_d 2 cm/s, release at 3 m"));
    LT_TRY(say(verify, "airborne and deposited", hour->name, fabs(airborne + deposited - 1.0), 1e-5,
               "continuity; measured 7e-7: trapezoids, tables along the wind"));
    run(t, &source, profile, &rain, room);
    const double left = exp(-1.5e-4 * FURTHEST / t->wind_ms);
    return say(verify, "rain and decay to 10 km", hour->name,
               fabs(t->lossy[ALONG - 1] / t->kept[ALONG - 1] / left - 1.0), 1e-5,
               "A9 with the plume's wind; measured 4e-6: its mean height is found to 1e-6");
}

static lt_status plumes(lt_verify *verify) {
    static track t;
    lt_plume_room *room;
    LT_TRY(lt_plume_room_create(&room));
    lt_status status = LT_OK;
    for (int n = 0; n < LT_N_NAMED_HOURS && status == LT_OK; n++) {
        lt_profile profile;
        lt_profile_make(&profile, &lt_named_hours[n].hour, NULL);
        status = balance(verify, &lt_named_hours[n], &profile, &t, room);
    }
    lt_plume_room_free(room);
    return status;
}

lt_status lt_verify_plume_removal(lt_verify *verify) {
    LT_TRY(rates(verify));
    lt_dry_hours *dry;
    LT_TRY(lt_dry_hours_create(&place, matter, N_MATTER, &dry));
    const lt_status status = hours(verify, dry);
    lt_dry_hours_free(dry);
    return status == LT_OK ? plumes(verify) : status;
}
