/* grib.c - every real GRIB sample opens, or is refused for the right reason, and gives what grib_get shows.
 *
 * Values of grib_get (ecCodes 2.28) at grid points, each by
 *     grib_get -w shortName=NAME,level=LEVEL -l LATITUDE,LONGITUDE,1 FILE
 * (typeOfLevel too where the name is not enough; HPBL: shortName=unknown), times the factor to the unit of fields.h.
 * Bound: grib_get prints six digits, half of the last is 5e-6; values are floats, 6e-8.
 * The winds of the Lambert grid are along the grid: turned by NCEP's closed form for it, angle = sin(25 deg) (lon - 265
 * deg), against the angle by differences of PROJ's places: 1e-5 of the speed. */
#include "base/log.h"
#include "base/outdir.h"
#include "model/met/gridded/gridded.h"
#include "model/met/humidity.h"
#include "model/met/verify/verify.h"

#include <string.h>

typedef struct shown {
    const char *file;
    lt_gridded_field field;
    double level; /* Pa; model levels: number from the ground, from 0; ground: 0 */
    double lat, lon, value, factor;
} shown;

#define GFS_1 "gfs_full_state_2p5deg/gfs_2011011012_f120_2p5deg.grb2"
#define GFS_2 "gfs_full_state_2p5deg/gfs_2011100800_f072_2p5deg.grb2"
#define GFS_3 "gfs_full_state_2p5deg/gfs_2023060112_f000_1deg_10mwind_only.grb2"
#define TIGGE "ecmwf_tigge_surface_20070505/ecmwf_tigge.grb"
#define SAMPLE(name) "grib_netcdf_reader_samples/" name
#define NAM SAMPLE("nam.t00z.awp21100.tm00.grib2")
#define NAM_OLD SAMPLE("fh.0012_tl.press_gr.awp211.grb2")
#define WAFS SAMPLE("wafsgfs_L_t06z_intdsk60.grib2")
#define GB SAMPLE("gb_2011060600_small_sf.grb")
#define UV SAMPLE("uv_on_different_levels.grib")
#define ML SAMPLE("regular_gg_ml_g2.grib")

#define AT 42.5, 122.5
#define SIX (1.0 / (6 * 3600.0))
#define RUN (1.0 / (120 * 3600.0)) /* J m-2 since the start of the run, 120 h before */

/* One file after the other. */
static const shown values[] = {
    {GFS_1, LT_G_TEMPERATURE, 85000, AT, 248.9, 1},
    {GFS_1, LT_G_EAST, 85000, AT, 7.59, 1},
    {GFS_1, LT_G_NORTH, 85000, AT, -12.13, 1},
    {GFS_1, LT_G_HEIGHT, 50000, AT, 5177.25, 1},
    {GFS_1, LT_G_T2M, 0, AT, 255.59, 1},
    {GFS_1, LT_G_HUMIDITY_2M, 0, AT, 0.00045, 1},
    {GFS_1, LT_G_SURFACE_PRESSURE, 0, AT, 101397, 1},
    {GFS_1, LT_G_SEA_PRESSURE, 0, AT, 103036, 1},
    {GFS_1, LT_G_TERRAIN, 0, AT, 121.56, 1},
    {GFS_1, LT_G_LAND, 0, AT, 1, 1},
    {GFS_1, LT_G_PBLH, 0, AT, 95.11, 1},
    {GFS_1, LT_G_SOIL_MOISTURE, 0, AT, 0.34, 1},
    {GFS_1, LT_G_SOIL_TEMPERATURE, 0, AT, 257.21, 1},
    {GFS_1, LT_G_SKIN, 0, AT, 255.4, 1},
    {GFS_1, LT_G_ALBEDO, 0, AT, 25.2, 0.01},
    {GFS_1, LT_G_SHORTWAVE, 0, AT, 70, 1},
    {GFS_1, LT_G_LONGWAVE, 0, AT, 151, 1},
    {GFS_1, LT_G_SENSIBLE, 0, AT, 32, 1},
    {GFS_2, LT_G_TEMPERATURE, 100000, AT, 284.8, 1},
    {GFS_2, LT_G_RELATIVE_HUMIDITY, 100000, AT, 26, 0.01},
    {GFS_2, LT_G_T2M, 0, -30, 25, 291, 1},
    {GFS_2, LT_G_PBLH, 0, AT, 94.04, 1},
    {GFS_2, LT_G_PBLH, 0, -30, 25, 83.11, 1},
    {GFS_2, LT_G_SENSIBLE, 0, AT, -7.1, 1},
    {GFS_2, LT_G_LATENT, 0, AT, 3, 1},
    {GFS_2, LT_G_SHORTWAVE, 0, AT, 42, 1},
    {GFS_3, LT_G_EAST_10M, 0, 42, 123, -0.110461, 1},
    {GFS_3, LT_G_NORTH_10M, 0, 42, 123, 3.00175, 1},
    {TIGGE, LT_G_EAST_10M, 0, 41.57, 123.19, 2.36708, 1},
    {TIGGE, LT_G_T2M, 0, 41.57, 123.19, 288.57, 1},
    {TIGGE, LT_G_TERRAIN, 0, 41.57, 123.19, 48.4449, 1},
    {TIGGE, LT_G_SOIL_MOISTURE, 0, 41.57, 123.19, 190.283, 0.001},
    {TIGGE, LT_G_SENSIBLE, 0, 41.57, 123.19, -1.25751e7, -RUN},
    {TIGGE, LT_G_LATENT, 0, 41.57, 123.19, -2.77252e7, -RUN},
    {NAM, LT_G_TEMPERATURE, 85000, 45.24, 290.36, 287.763, 1},
    {NAM, LT_G_RELATIVE_HUMIDITY, 85000, 45.24, 290.36, 89, 0.01},
    {NAM, LT_G_T2M, 0, 45.24, 290.36, 292.177, 1},
    {NAM, LT_G_RELATIVE_2M, 0, 45.24, 290.36, 90.5514, 0.01},
    {NAM, LT_G_PBLH, 0, 45.24, 290.36, 40.24, 1},
    {NAM_OLD, LT_G_TEMPERATURE, 85000, 45.24, 290.36, 262.433, 1},
    {NAM_OLD, LT_G_TEMPERATURE, 85000, 39.93, 260.40, 275.683, 1},
    {NAM_OLD, LT_G_T2M, 0, 45.24, 290.36, 265.804, 1},
    {NAM_OLD, LT_G_PBLH, 0, 45.24, 290.36, 473.267, 1},
    {WAFS, LT_G_TEMPERATURE, 85000, 40, 259.29, 259.5, 1},
    {WAFS, LT_G_EAST, 30000, 40, 259.29, 35.8, 1},
    {WAFS, LT_G_HEIGHT, 50000, 40, 259.29, 5607, 1},
    {WAFS, LT_G_T2M, 0, 40, 259.29, 266.8, 1},
    {WAFS, LT_G_RAIN, 0, 40, 259.29, 0.1, 1},
    {GB, LT_G_SOIL_MOISTURE, 0, 52.5, 10.2, 0.13281, 1},
    {GB, LT_G_TERRAIN, 0, 52.5, 10.2, 519.124, 1 / 9.80665},
    {GB, LT_G_SURFACE_PRESSURE, 0, 52.5, 10.2, 99773, 1},
    {GB, LT_G_EAST_10M, 0, 52.5, 10.2, 1.03632, 1},
    {GB, LT_G_DEW_POINT, 0, 52.5, 10.2, 288.178, 1},
    {GB, LT_G_LAND, 0, 52.5, 10.2, 0.998053, 1},
    {GB, LT_G_CLOUD_TOTAL, 0, 52.5, 10.2, 0.906219, 1},
    {GB, LT_G_PBLH, 0, 52.5, 10.2, 141.369, 1},
    {UV, LT_G_EAST, 100000, 40, 125, -1.88536, 1},
    {UV, LT_G_EAST, 50000, 40, 125, 9.2764, 1},
    {UV, LT_G_NORTH, 70000, 40, 125, -3.89665, 1},
    {ML, LT_G_TEMPERATURE, 2, 42.06, 123.75, 206.592, 1},
    {ML, LT_G_TEMPERATURE, 1, 42.06, 123.75, 216.704, 1},
    {ML, LT_G_TEMPERATURE, 0, 42.06, 123.75, 249.544, 1},
    {SAMPLE("reduced_gg.grib"), LT_G_EAST_10M, 0, 41.97, 123.75, 0.469528, 1},
    {SAMPLE("regular_gg_pl.grib"), LT_G_EAST_10M, 0, 41.97, 123.75, 0.327484, 1},
    {SAMPLE("era5-single-level-scalar-time.grib"), LT_G_T2M, 0, 40, 10, 286.627, 1},
};
enum { N_VALUES = sizeof values / sizeof *values };

static const struct {
    const char *file, *why;
} refused[] = {{SAMPLE("era5-levels-members.grib"), "members"},
               {SAMPLE("cams-egg4-monthly.grib"), "without weather"},
               {SAMPLE("lambert_grid.grib"), "without weather"}};

static lt_status open_sample(const char *name, lt_gridded **out) {
    char path[1024];
    LT_TRY(lt_data_path(lt_fmt("met/%s", name), path, sizeof path));
    return lt_gridded_open(path, out);
}

/* --- a value at a point --- */

static long nearest(const lt_plane *plane, const double *lon, const double *lat, double at_lon, double at_lat) {
    const double degree = 0.017453292519943295;
    double least = 1e30;
    long best = 0;
    for (long k = 0; k < plane->n; k++) {
        const double dx = remainder(lon[k] - at_lon, 360.0) * cos(at_lat * degree), dy = lat[k] - at_lat;
        if (dx * dx + dy * dy >= least) continue;
        least = dx * dx + dy * dy;
        best = k;
    }
    return best;
}

static long level_of(const lt_gridded *g, const shown *one) {
    if (g->level_kind != LT_LEVELS_PRESSURE) return (long)one->level;
    for (int k = 0; k < g->n_levels; k++)
        if (g->pressure_Pa[k] == one->level) return k;
    return 0;
}

typedef struct places {
    double *lon, *lat;
    float *read;
} places;

static lt_status make_places(const lt_gridded *g, places *p) {
    const size_t n = (size_t)g->plane->n, levels = g->n_levels > 1 ? (size_t)g->n_levels : 1;
    LT_TRY(lt_calloc(n, sizeof *p->lon, &p->lon));
    LT_TRY(lt_calloc(n, sizeof *p->lat, &p->lat));
    LT_TRY(lt_calloc(n * levels, sizeof *p->read, &p->read));
    return lt_plane_places(g->plane, p->lon, p->lat);
}

static void free_places(places *p) {
    lt_free(p->lon);
    lt_free(p->lat);
    lt_free(p->read);
}

static lt_status value_at(lt_gridded *g, places *p, lt_gridded_field field, long level, double lon, double lat,
                          double *value) {
    *value = NAN;
    if (!lt_gridded_has(g, field)) return LT_OK;
    LT_TRY(lt_gridded_read(g, field, 0, p->read));
    *value = p->read[level * g->plane->n + nearest(g->plane, p->lon, p->lat, lon, lat)];
    return LT_OK;
}

/* --- rows --- */

/* The values of one file, from row `first` on: the largest relative difference. */
static lt_status verify_file(lt_verify *verify, lt_gridded *g, int first, int end) {
    places p = {0};
    double worst = 0.0;
    lt_status status = make_places(g, &p);
    for (int v = first; status == LT_OK && v < end; v++) {
        const shown *one = &values[v];
        double value;
        status = value_at(g, &p, one->field, level_of(g, one), one->lon, one->lat, &value);
        const double exact = one->value * one->factor, off = fabs(value - exact) / fmax(fabs(exact), 1e-9);
        if (!(off <= worst)) worst = off; /* not a number stays */
    }
    free_places(&p);
    LT_TRY(status);
    const char *slash = strrchr(values[first].file, '/');
    return LT_VERIFY_ADD(verify, .test = lt_fmt("%s, %d values", slash + 1, end - first),
                         .metric = "largest_relative_difference", .scheme = "", .value = worst, .bound = 1e-5,
                         .source = "grib_get of ecCodes, six digits");
}

/* u, v of grib_get at 45.24 N 290.36 E: 850 hPa and 10 m. */
static lt_status verify_winds(lt_verify *verify, lt_gridded *g) {
    static const double along[2][2] = {{6.63088, -0.191381}, {-0.834812, -0.0377954}};
    static const lt_gridded_field parts[2][2] = {{LT_G_EAST, LT_G_NORTH}, {LT_G_EAST_10M, LT_G_NORTH_10M}};
    const double degree = 0.017453292519943295;
    places p = {0};
    double worst = 0.0;
    lt_status status = make_places(g, &p);
    for (int w = 0; status == LT_OK && w < 2; w++) {
        const shown where = {.level = 85000};
        const long level = w == 0 ? level_of(g, &where) : 0;
        double east = 0, north = 0;
        status = value_at(g, &p, parts[w][0], level, 290.36, 45.24, &east);
        if (status == LT_OK) status = value_at(g, &p, parts[w][1], level, 290.36, 45.24, &north);
        const double lon = p.lon[nearest(g->plane, p.lon, p.lat, 290.36, 45.24)];
        const double angle = sin(25 * degree) * remainder(lon - 265.0, 360.0) * degree;
        const double u = cos(angle) * along[w][0] + sin(angle) * along[w][1];
        const double v = -sin(angle) * along[w][0] + cos(angle) * along[w][1];
        worst = fmax(worst, hypot(east - u, north - v) / hypot(u, v));
    }
    free_places(&p);
    LT_TRY(status);
    return LT_VERIFY_ADD(verify, .test = "winds along a Lambert grid, made true", .metric = "relative_difference",
                         .scheme = "", .value = worst, .bound = 2e-5,
                         .source = "NCEP's closed form for its Lambert grids; six digits");
}

/* GFS gives specific and relative humidity at 2 m: made over water, the second must hold the vapour of the first. Mean
 * over all points from 238 to 253 K; humidity that is given to 1e-5 is 3 % of itself there at worst. Taken as over
 * water the relative humidity would be 16 to 25 % too moist. */
static lt_status verify_humidity(lt_verify *verify, lt_gridded *g) {
    const lt_gridded_field fields[] = {LT_G_T2M, LT_G_RELATIVE_2M, LT_G_HUMIDITY_2M, LT_G_SURFACE_PRESSURE};
    float *all = NULL;
    const long n = g->plane->n;
    double by_relative = 0.0, by_specific = 0.0;
    LT_TRY(lt_calloc((size_t)(4 * n), sizeof *all, &all));
    lt_status status = LT_OK;
    for (int f = 0; status == LT_OK && f < 4; f++) status = lt_gridded_read(g, fields[f], 0, all + f * n);
    for (long k = 0; status == LT_OK && k < n; k++) {
        const double t = all[k], q = all[2 * n + k], p = all[3 * n + k];
        if (t < 238 || t > 253) continue;
        by_relative += all[n + k] * lt_saturation_pressure(t);
        by_specific += q * p / (0.622 + 0.378 * q);
    }
    lt_free(all);
    LT_TRY(status);
    return LT_VERIFY_ADD(verify, .test = "vapour of GFS at 2 m by both humidities, -35 to -20 degC",
                         .metric = "relative_difference", .scheme = "", .value = fabs(by_relative / by_specific - 1.0),
                         .bound = 0.03, .source = "specific humidity of the same file, rounded to 1e-5");
}

static lt_status verify_refused(lt_verify *verify) {
    int right = 0;
    const int n = sizeof refused / sizeof *refused;
    for (int r = 0; r < n; r++) {
        lt_gridded *g = NULL;
        const lt_status status = open_sample(refused[r].file, &g);
        right += status == LT_ERR_INPUT && strstr(lt_error_what(), refused[r].why) != NULL;
        lt_gridded_close(g);
    }
    lt_error_clear();
    return LT_VERIFY_ADD(verify, .test = "samples that are no weather of one run", .metric = "refused_for_the_reason",
                         .scheme = "", .value = right, .sense = LT_AT_LEAST, .bound = n,
                         .source = "ten members; monthly means; radiation alone");
}

lt_status lt_verify_met_grib(lt_verify *verify) {
    char path[1024];
    if (lt_data_path("met/" GFS_1, path, sizeof path) != LT_OK || !lt_path_exists(path)) {
        lt_error_clear();
        lt_remark(LT_LOG_INFO, "the real GRIB samples are not here; left out");
        return LT_OK;
    }
    for (int v = 0, end; v < N_VALUES; v = end) {
        lt_gridded *g;
        for (end = v + 1; end < N_VALUES && strcmp(values[end].file, values[v].file) == 0;) end++;
        LT_TRY(open_sample(values[v].file, &g));
        lt_status status = verify_file(verify, g, v, end);
        if (status == LT_OK && strcmp(values[v].file, NAM) == 0) status = verify_winds(verify, g);
        if (status == LT_OK && strcmp(values[v].file, GFS_1) == 0) status = verify_humidity(verify, g);
        lt_gridded_close(g);
        LT_TRY(status);
    }
    return verify_refused(verify);
}
