/* particles.c - dry deposition of particles by size.
 *
 * formula: v_d of spheres over 17 classes, 9 diameters, 12 months, four hours against the equations of particle_dry.h
 *   written once more with libm. mode: 9 points against the integral over the wet mode in steps of 0.02 spreads.
 * limits: v_s <= v_d <= v_s + 1/R_a, a mixture is the mean of its parts, lanes do not know each other, what sticks.
 * curves: v_d by diameter over four classes in a July noon (facts, drawn by ../draw), and beside measured values of
 *   model/data/deposition_particles_published.csv: a factor of 3 (A) around the published range, for the weather of the
 *   campaigns is not known; rows with goal 1 are shown only. */
#include "base/csv.h"
#include "base/outdir.h"
#include "model/deposition/particle_dry.h"
#include "model/deposition/settling.h"
#include "model/deposition/surface_air.h"
#include "model/deposition/verify/typical.h"
#include "model/deposition/verify/verify.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#define AIR 1.2 /* kg/m3 */
#define DENSITY 1500.0
#define APART 3.0

static void only(lt_land_class land, double *fraction) {
    memset(fraction, 0, LT_N_LAND * LT_LANES * sizeof *fraction);
    for (int l = 0; l < LT_LANES; l++) fraction[land * LT_LANES + l] = 1.0;
}

static double sphere(const lt_particle_dry *dry, lt_land_class land, int month, lt_typical_time time, double diameter) {
    double fraction[LT_N_LAND * LT_LANES], air[LT_LANES], velocity[LT_LANES];
    lt_typical typical;
    only(land, fraction);
    for (int l = 0; l < LT_LANES; l++) air[l] = AIR;
    lt_typical_make(month, time, &typical);
    lt_particle_dry_sphere(dry, month, fraction, &typical.weather, air, diameter, DENSITY, velocity);
    return velocity[11];
}

/* --- the formula -------------------------------------------------------------------------------------------------- */

/* Zhang's classes and collectors, by hand for three classes of the table. */
typedef struct known {
    lt_land_class land;
    double alpha, radius[LT_N_SEASONS]; /* mm */
    bool sticks, snowy;
} known;
static const known classes[] = {{LT_LAND_GRASSLAND, 1.3, {10, 10, 10, 10, 10}, false, true},
                                {LT_LAND_EVERGREEN_NEEDLELEAF, 1.0, {2, 2, 2, 2, 2}, false, false},
                                {LT_LAND_DECIDUOUS_BROADLEAF, 0.8, {5, 5, 10, 10, 5}, false, false},
                                {LT_LAND_URBAN, 1.5, {10, 10, 10, 10, 10}, false, false},
                                {LT_LAND_WATER, 100.0, {0, 0, 0, 0, 0}, true, false}};

static double by_hand(const known *k, int month, lt_typical_time time, double d, double u, double ra) {
    lt_typical typical;
    lt_gas_dry_lanes lanes;
    lt_typical_make(month, time, &typical);
    lt_gas_dry_share(&typical.weather, &lanes);
    const double t = lanes.temperature[0], mu = 1.458e-6 * pow(t, 1.5) / (t + 110.4), nu = mu / AIR;
    const double path = mu / AIR * sqrt(acos(-1.0) / (2.0 * 287.05 * t)), kn = 2.0 * path / d;
    const double slip = 1.0 + kn * (1.257 + 0.4 * exp(-1.1 / kn));
    const double vs = DENSITY * d * d * 9.80665 * slip / (18.0 * mu);
    const double sc = nu / (1.380649e-23 * t * slip / (3.0 * acos(-1.0) * mu * d));
    const bool wet = lanes.rain[0] > 0.0 || u < lanes.dew_speed[0];
    double sum = 0.0;
    for (int snow = 0; snow < 2; snow++) {
        const double share = k->snowy ? (snow ? lanes.snow[0] : 1.0 - lanes.snow[0]) : snow ? 0.0 : 1.0;
        const double a = snow ? 0.0 : 1e-3 * k->radius[lt_land_season(month)], alpha = snow ? 50.0 : k->alpha;
        const double st = a > 0.0 ? vs * u / (9.80665 * a) : vs * u * u / (9.80665 * nu);
        const double e =
            0.2 * pow(sc, -2.0 / 3.0) + 0.4 * pow(st / (alpha + st), 1.7) + (a > 0.0 ? 2.5 * pow(d / a, 0.8) : 0.0);
        const double g = 3.0 * u * e * ((k->sticks && !snow) || wet ? 1.0 : exp(-sqrt(st)));
        sum += share / (ra + 1.0 / g);
    }
    return vs + sum;
}

static lt_status formula(lt_verify *verify, const lt_particle_dry *dry) {
    lt_land_table land;
    double worst = 0.0;
    LT_TRY(lt_land_table_read(&land));
    for (size_t k = 0; k < sizeof classes / sizeof *classes; k++)
        for (int month = 1; month <= 12; month++)
            for (int time = 0; time < LT_N_TYPICAL; time++) {
                double friction[LT_LANES], resistance[LT_LANES];
                lt_typical typical;
                lt_typical_make(month, (lt_typical_time)time, &typical);
                lt_surface_air(&typical.weather, lt_land_of_class(&land, classes[k].land, month).z0_m, friction,
                               resistance);
                for (double d = 1e-8; d < 3e-5; d *= 2.7) {
                    const double v = sphere(dry, classes[k].land, month, (lt_typical_time)time, d);
                    const double want =
                        by_hand(&classes[k], month, (lt_typical_time)time, d, friction[0], resistance[0]);
                    worst = fmax(worst, fabs(v / want - 1.0));
                }
            }
    return LT_VERIFY_ADD(verify, .test = "particles: spheres, 5 classes, 12 months, 4 hours, 9 diameters",
                         .metric = "relative_error", .scheme = "", .value = worst, .bound = 1e-12,
                         .source = "the equations with libm");
}

/* --- modes -------------------------------------------------------------------------------------------------------- */

static lt_status modes(lt_verify *verify, const lt_particle_dry *dry) {
    for (int mode = 0; mode < LT_N_SIZE_MODES; mode++) {
        double worst = 0.0;
        for (double growth = 1.0; growth < 2.3; growth += 0.6)
            for (size_t k = 0; k < sizeof classes / sizeof *classes; k++) {
                double fraction[LT_N_LAND * LT_LANES], air[LT_LANES], diameter[LT_LANES], heavy[LT_LANES];
                double velocity[LT_N_SIZE_MODES * LT_LANES], sum = 0.0, weights = 0.0;
                const double spread = log(lt_size_modes[mode].sigma), median = lt_size_modes[mode].median * growth;
                lt_typical typical;
                only(classes[k].land, fraction);
                lt_typical_make(7, LT_TYPICAL_DAY, &typical);
                for (int l = 0; l < LT_LANES; l++) {
                    air[l] = AIR;
                    diameter[l] = median;
                    heavy[l] = DENSITY;
                }
                const lt_particle_lanes lanes = {air, {diameter, diameter}, {heavy, heavy}};
                lt_particle_dry_velocity(dry, 7, fraction, &typical.weather, &lanes, velocity);
                for (double t = -6.0; t <= 6.0; t += 0.02) {
                    weights += exp(-0.5 * t * t);
                    sum +=
                        exp(-0.5 * t * t) * sphere(dry, classes[k].land, 7, LT_TYPICAL_DAY, median * exp(spread * t));
                }
                worst = fmax(worst, fabs(velocity[mode * LT_LANES + 4] / (sum / weights) - 1.0));
            }
        LT_TRY(LT_VERIFY_ADD(verify,
                             .test = lt_fmt("particles: 9 points of the %s mode, 5 classes", mode ? "coarse" : "fine"),
                             .metric = "relative_error", .scheme = "", .value = worst, .bound = 1e-4,
                             .source = "the integral; said in particle_dry.h"));
    }
    return LT_OK;
}

/* --- limits ------------------------------------------------------------------------------------------------------- */

static lt_status limits(lt_verify *verify, const lt_particle_dry *dry) {
    uint64_t seed = 11;
    double wrong = 0.0, mixed = 0.0, lanes_apart = 0.0;
    for (int tile = 0; tile < 40; tile++) {
        double fraction[LT_N_LAND * LT_LANES], x[11][LT_LANES], air[LT_LANES], velocity[LT_LANES], alone[LT_LANES];
        double part[LT_LANES];
        const double d = 1e-8 * pow(3000.0, lt_verify_random(&seed));
        const int month = 1 + tile % 12, a = tile % LT_N_LAND, b = (tile * 7 + 3) % LT_N_LAND;
        for (int l = 0; l < LT_LANES; l++) {
            const double most[11] = {1.2, 0.1, 1.0, 310.0, 310.0, 1.0, 900.0, 1.0, 1.0, 1e-3, 1.0};
            const double least[11] = {0.05, -0.1, 0.01, 255.0, 255.0, 0.1, 0.0, -1.0, 0.0, 0.0, 0.0};
            for (int n = 0; n < 11; n++) x[n][l] = least[n] + (most[n] - least[n]) * lt_verify_random(&seed);
            air[l] = 1.0 + 0.3 * lt_verify_random(&seed);
        }
        const lt_gas_dry_weather w = {20.0, x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9], x[10]};
        memset(fraction, 0, sizeof fraction);
        for (int l = 0; l < LT_LANES; l++) {
            fraction[a * LT_LANES + l] += 0.3;
            fraction[b * LT_LANES + l] += 0.7;
        }
        lt_particle_dry_sphere(dry, month, fraction, &w, air, d, DENSITY, velocity);
        only((lt_land_class)a, fraction);
        lt_particle_dry_sphere(dry, month, fraction, &w, air, d, DENSITY, alone);
        only((lt_land_class)b, fraction);
        lt_particle_dry_sphere(dry, month, fraction, &w, air, d, DENSITY, part);
        for (int l = 0; l < LT_LANES; l++) {
            const lt_sphere_air of = lt_sphere_air_of(x[3][l], air[l]);
            const double vs = lt_sphere_settling(&of, d, DENSITY, lt_sphere_slip(&of, d));
            mixed = fmax(mixed, fabs(velocity[l] / (0.3 * alone[l] + 0.7 * part[l]) - 1.0));
            wrong += velocity[l] >= vs && velocity[l] <= vs + 1.0 ? 0.0 : 1.0; /* R_a is at least 1 s/m */
        }
        /* the same weather in another lane */
        for (int n = 0; n < 11; n++) x[n][0] = x[n][9];
        air[0] = air[9];
        lt_particle_dry_sphere(dry, month, fraction, &w, air, d, DENSITY, velocity);
        lanes_apart += velocity[0] == part[9] ? 0.0 : 1.0;
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "particles: v_s <= v_d <= v_s + 1/R_a, 40 random tiles", .metric = "count",
                         .scheme = "", .value = wrong, .bound = 0.0, .source = "definition"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "particles: two classes in a cell", .metric = "relative_error", .scheme = "",
                         .value = mixed, .bound = 1e-14, .source = "mean of the classes"));
    return LT_VERIFY_ADD(verify, .test = "particles: a lane that moves", .metric = "count", .scheme = "",
                         .value = lanes_apart, .bound = 0.0, .source = "the same bits");
}

/* --- beside measurements ------------------------------------------------------------------------------------------ */

static lt_status curves(lt_verify *verify, const lt_particle_dry *dry) {
    static const lt_land_class lands[] = {LT_LAND_GRASSLAND, LT_LAND_EVERGREEN_NEEDLELEAF, LT_LAND_DECIDUOUS_BROADLEAF,
                                          LT_LAND_WATER};
    for (int n = 0; n < 4; n++)
        for (int i = 0; i <= 28; i++) {
            const double um = 0.01 * pow(3000.0, i / 28.0);
            LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("curve %s %.4g", lt_land_names[lands[n]].id, um),
                                 .metric = "cm_s", .scheme = "", .sense = LT_FACT,
                                 .value = 100.0 * sphere(dry, lands[n], 7, LT_TYPICAL_DAY, 1e-6 * um),
                                 .source = "July noon, 1500 kg/m3"));
        }
    return LT_OK;
}

static const char *const columns[] = {"land",  "diameter_um", "time", "least",  "most", "unit",
                                      "range", "goal",        "mark", "source", NULL};
enum { LAND, DIAMETER, TIME, LEAST, MOST, UNIT, RANGE, GOAL, MARK, SOURCE, N_COLUMNS };

typedef struct point {
    int land;
    double um, least, most;
    long goal;
    const char *time, *unit;
} point;

static lt_status read_point(const lt_csv *csv, const int *column, long row, point *p) {
    p->land = lt_land_find(lt_csv_text(csv, row, column[LAND]));
    p->time = lt_csv_text(csv, row, column[TIME]);
    p->unit = lt_csv_text(csv, row, column[UNIT]);
    LT_TRY(lt_csv_double(csv, row, column[DIAMETER], &p->um));
    LT_TRY(lt_csv_double(csv, row, column[LEAST], &p->least));
    LT_TRY(lt_csv_double(csv, row, column[MOST], &p->most));
    LT_TRY(lt_csv_long(csv, row, column[GOAL], &p->goal));
    const bool time = strcmp(p->time, "day") == 0 || strcmp(p->time, "night") == 0 || strcmp(p->time, "mean") == 0;
    const bool unit = strcmp(p->unit, "cm_s") == 0 || strcmp(p->unit, "ratio") == 0;
    if (p->land >= 0 && p->um > 0.0 && p->most > p->least && time && unit) return LT_OK;
    return LT_RAISE(
        LT_ERR_INPUT, .what = "a measured velocity of particles that cannot be", .where = lt_csv_where(csv, row, -1),
        .expected = "class of grids/land.h, diameter above 0, least < most, day, night or mean, cm_s or ratio",
        .found = lt_csv_text(csv, row, column[LAND]), .todo = "correct the table");
}

/* The class's own friction velocity in an hour. */
static double friction_of(const lt_land_table *table, int land, lt_typical_time time) {
    double friction[LT_LANES], resistance[LT_LANES];
    lt_typical typical;
    lt_typical_make(7, time, &typical);
    lt_surface_air(&typical.weather, lt_land_of_class(table, (lt_land_class)land, 7).z0_m, friction, resistance);
    return friction[0];
}

static lt_status compare(lt_verify *verify, const lt_particle_dry *dry, const lt_land_table *table, const lt_csv *csv,
                         const int *column, long row) {
    point p;
    LT_TRY(read_point(csv, column, row, &p));
    const double day = 100.0 * sphere(dry, (lt_land_class)p.land, 7, LT_TYPICAL_DAY, 1e-6 * p.um);
    const double night = 100.0 * sphere(dry, (lt_land_class)p.land, 7, LT_TYPICAL_NIGHT, 1e-6 * p.um);
    const bool is_night = strcmp(p.time, "night") == 0, mean = strcmp(p.time, "mean") == 0;
    const double v = mean ? 0.5 * (day + night) : is_night ? night : day;
    const double scale = strcmp(p.unit, "ratio") == 0
                             ? 100.0 * friction_of(table, p.land, is_night ? LT_TYPICAL_NIGHT : LT_TYPICAL_DAY)
                             : 1.0;
    const double least = scale * p.least, most = scale * p.most;
    const double apart = v > most ? v / most : v < least ? least / v : 1.0;
    const char *name = lt_fmt("measured %s %g %s", lt_land_names[p.land].id, p.um, p.time);
    LT_TRY(LT_VERIFY_ADD(verify, .test = name, .metric = "cm_s", .scheme = "", .value = v, .sense = LT_FACT,
                         .source = lt_fmt("%.4g to %.4g: %s", least, most, lt_csv_text(csv, row, column[SOURCE]))));
    return LT_VERIFY_ADD(verify, .test = name, .metric = "factor_outside", .scheme = "", .value = apart, .bound = APART,
                         .goal = p.goal == 1, .source = lt_csv_text(csv, row, column[RANGE]));
}

static lt_status published(lt_verify *verify, const lt_particle_dry *dry) {
    char path[PATH_MAX];
    int column[N_COLUMNS];
    lt_land_table table;
    lt_csv *csv;
    LT_TRY(lt_land_table_read(&table));
    LT_TRY(lt_share_path("model/data/deposition_particles_published.csv", path, sizeof path));
    LT_TRY(lt_csv_read(path, &csv));
    lt_status status = lt_csv_exactly(csv, columns, column);
    for (long row = 0; status == LT_OK && row < lt_csv_rows(csv); row++)
        status = compare(verify, dry, &table, csv, column, row);
    lt_csv_free(csv);
    return status;
}

lt_status lt_verify_deposition_particles(lt_verify *verify) {
    lt_particle_dry *dry;
    LT_TRY(lt_particle_dry_create(&dry));
    lt_status status = formula(verify, dry);
    if (status == LT_OK) status = modes(verify, dry);
    if (status == LT_OK) status = limits(verify, dry);
    if (status == LT_OK) status = curves(verify, dry);
    if (status == LT_OK) status = published(verify, dry);
    lt_particle_dry_free(dry);
    return status;
}
