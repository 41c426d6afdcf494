/* The reader of GRIB on files that ecCodes makes here: order of values, levels, intervals, signs, refusals. What a
 * point is at is asked of ecCodes' own iterator. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/met/gridded/grib/grib.h"
#include "tests/support/grib_make.h"
#include "tests/support/data.h"
#include "tests/support/near.h"
#include "tests/support/root.h"

#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NX = 4, NY = 3, N = NX * NY };

/* 4 x 3 points from 44 N 120 E, by 1 degree, rows southward. */
#define GRID                                                                                                           \
    "gridType=regular_ll,Ni=4,Nj=3,latitudeOfFirstGridPointInDegrees=44.0,longitudeOfFirstGridPointInDegrees=120.0,"   \
    "latitudeOfLastGridPointInDegrees=42.0,longitudeOfLastGridPointInDegrees=123.0,iDirectionIncrementInDegrees=1.0,"  \
    "jDirectionIncrementInDegrees=1.0"
#define DAY "dataDate=20200106,dataTime=0"
#define NCEP GRID ",centre=kwbc," DAY
#define ECMWF GRID ",centre=ecmf," DAY
#define PL(name, level) ",shortName=" name ",typeOfLevel=isobaricInhPa,level=" level

static const double ramp[N] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

static const char *fresh(const char *name) {
    const char *path = in_root(name);
    unlink(path);
    return path;
}

static void put(const char *path, const char *keys, double value) {
    double values[N];
    for (int k = 0; k < N; k++) values[k] = value + 0.001 * k;
    grib_append(path, "GRIB2", keys, values, N);
}

static lt_gridded *opened(const char *path) {
    lt_gridded *g = NULL;
    if (lt_gridded_open(path, &g) != LT_OK) {
        char text[4000];
        lt_error_text(LT_ERR_INPUT, text, sizeof text);
        fail_msg("%s", text);
    }
    return g;
}

/* All members of the error hold the words. */
static void refused(const char *path, const char *const *words) {
    lt_gridded *g = NULL;
    char text[4000];
    assert_int_equal(lt_gridded_open(path, &g), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    for (int w = 0; words[w]; w++)
        if (!strstr(text, words[w])) fail_msg("no \"%s\" in\n%s", words[w], text);
}
#define REFUSED(path, ...) refused(path, (const char *const[]){__VA_ARGS__, NULL})

static double first_value(lt_gridded *g, lt_gridded_field field, long record) {
    float values[N * 10];
    assert_true(record < g->records[field].n);
    assert_int_equal(lt_gridded_read(g, field, record, values), LT_OK);
    return values[0];
}

static const char *notes_of(lt_gridded *g) {
    const char *english, *chinese;
    assert_int_equal(lt_notes_text(g->notes, &english, &chinese), LT_OK);
    return english;
}

/* --- points and the order of values --- */

/* Every value of the iterator of ecCodes stands at the same place among the reader's points. */
static void compare_points(lt_gridded *g, codes_handle *handle, const float *values, double tolerance_deg) {
    int error = 0;
    double lat, lon, value, *lons = calloc((size_t)g->plane->n, 8), *lats = calloc((size_t)g->plane->n, 8);
    long n = 0;
    assert_int_equal(lt_plane_places(g->plane, lons, lats), LT_OK);
    codes_iterator *iterator = codes_grib_iterator_new(handle, 0, &error);
    assert_int_equal(error, CODES_SUCCESS);
    while (codes_grib_iterator_next(iterator, &lat, &lon, &value)) {
        double least = 1e9;
        long best = 0;
        for (long k = 0; k < g->plane->n; k++) {
            const double off = fabs(remainder(lons[k] - lon, 360)) * cos(lat * 0.0174533) + fabs(lats[k] - lat);
            if (off < least) {
                least = off;
                best = k;
            }
        }
        assert_true(least < tolerance_deg);
        assert_near(values[best], value, 1e-4);
        n++;
    }
    assert_int_equal(n, g->plane->n);
    codes_grib_iterator_delete(iterator);
    free(lons);
    free(lats);
}

static void test_scanning(void **state) {
    (void)state;
    for (int mode = 0; mode < 16; mode++) {
        const bool west = mode & 1, north = mode & 2, columns = mode & 4, turns = mode & 8;
        const char *path = fresh("scan.grb2");
        const char *keys = lt_fmt(
            "gridType=regular_ll,Ni=4,Nj=3,latitudeOfFirstGridPointInDegrees=%s,longitudeOfFirstGridPointInDegrees=%s,"
            "latitudeOfLastGridPointInDegrees=%s,longitudeOfLastGridPointInDegrees=%s,iDirectionIncrementInDegrees=1.0,"
            "jDirectionIncrementInDegrees=1.0,iScansNegatively=%d,jScansPositively=%d,jPointsAreConsecutive=%d,"
            "alternativeRowScanning=%d,shortName=2t," DAY,
            north ? "42.0" : "44.0", west ? "123.0" : "120.0", north ? "44.0" : "42.0", west ? "120.0" : "123.0", west,
            north, columns, turns);
        double values[N];
        float read[N];
        for (int k = 0; k < N; k++) values[k] = 280 + ramp[k];
        codes_handle *handle = grib_message("GRIB2", keys, values, N);
        assert_int_equal(codes_write_message(handle, path, "w"), CODES_SUCCESS);
        /* The iterator does not know of rows that run in turns; ecCodes can make them run one way. */
        if (turns) assert_int_equal(codes_set_long(handle, "swapScanningAlternativeRows", 1), CODES_SUCCESS);
        lt_gridded *g = opened(path);
        assert_int_equal(lt_gridded_read(g, LT_G_T2M, 0, read), LT_OK);
        if (turns && columns) /* neither does ecCodes for columns: places by the definition of code table 3.4 */
            for (int k = 0; k < N; k++)
                assert_near(read[(k / NY % 2 ? NY - 1 - k % NY : k % NY) * NX + k / NY], 280 + k, 1e-4);
        else
            compare_points(g, handle, read, 1e-6);
        lt_gridded_close(g);
        codes_handle_delete(handle);
    }
}

/* Longitudes across Greenwich, 350 to 353 and 358 to 1. */
static void test_longitudes(void **state) {
    (void)state;
    const char *path = fresh("greenwich.grb2");
    put(path,
        "gridType=regular_ll,Ni=4,Nj=3,latitudeOfFirstGridPointInDegrees=44.0,longitudeOfFirstGridPointInDegrees=358.0,"
        "latitudeOfLastGridPointInDegrees=42.0,longitudeOfLastGridPointInDegrees=1.0,iDirectionIncrementInDegrees=1.0,"
        "jDirectionIncrementInDegrees=1.0,shortName=2t," DAY,
        280);
    lt_gridded *g = opened(path);
    assert_int_equal(g->plane->kind, LT_PLANE_AXES);
    for (int i = 0; i < NX; i++) assert_near(g->plane->lon[i], 358 + i, 1e-9);
    lt_gridded_close(g);
}

static void test_maps(void **state) {
    (void)state;
    static const char *const maps[] = {
        "gridType=polar_stereographic,Nx=4,Ny=3,latitudeOfFirstGridPointInDegrees=40.0,"
        "longitudeOfFirstGridPointInDegrees=115.0,orientationOfTheGridInDegrees=120.0,LaDInDegrees=60.0,DxInMetres="
        "50000,"
        "DyInMetres=50000,jScansPositively=1,shapeOfTheEarth=6,shortName=2t," DAY,
        "gridType=lambert,Nx=4,Ny=3,latitudeOfFirstGridPointInDegrees=36.0,longitudeOfFirstGridPointInDegrees=115.0,"
        "LoVInDegrees=122.0,LaDInDegrees=41.0,Latin1InDegrees=36.0,Latin2InDegrees=46.0,DxInMetres=27000,"
        "DyInMetres=27000,jScansPositively=1,shapeOfTheEarth=6,shortName=2t," DAY,
        "gridType=mercator,Ni=4,Nj=3,latitudeOfFirstGridPointInDegrees=20.0,longitudeOfFirstGridPointInDegrees=115.0,"
        "latitudeOfLastGridPointInDegrees=20.9,longitudeOfLastGridPointInDegrees=116.5,LaDInDegrees=20.0,"
        "DiInMetres=50000,DjInMetres=50000,jScansPositively=1,shapeOfTheEarth=6,shortName=2t," DAY};
    for (size_t m = 0; m < sizeof maps / sizeof *maps; m++) {
        const char *path = fresh("map.grb2");
        double values[N];
        float read[N];
        for (int k = 0; k < N; k++) values[k] = 280 + ramp[k];
        codes_handle *handle = grib_message("GRIB2", maps[m], values, N);
        assert_int_equal(codes_write_message(handle, path, "w"), CODES_SUCCESS);
        lt_gridded *g = opened(path);
        assert_int_equal(g->plane->kind, LT_PLANE_MAP);
        assert_int_equal(lt_gridded_read(g, LT_G_T2M, 0, read), LT_OK);
        compare_points(g, handle, read, 2e-5);
        lt_gridded_close(g);
        codes_handle_delete(handle);
    }
}

static void test_missing(void **state) {
    (void)state;
    double values[N];
    float read[N];
    const char *path = fresh("bitmap.grb2");
    for (int k = 0; k < N; k++) values[k] = k % 3 ? 280 + k : 1e20;
    codes_handle *handle = codes_grib_handle_new_from_samples(NULL, "GRIB2");
    grib_set(handle, GRID ",shortName=2t," DAY ",bitmapPresent=1,bitsPerValue=24");
    codes_set_double(handle, "missingValue", 1e20);
    codes_set_double_array(handle, "values", values, N);
    assert_int_equal(codes_write_message(handle, path, "w"), CODES_SUCCESS);
    codes_handle_delete(handle);
    lt_gridded *g = opened(path);
    assert_int_equal(lt_gridded_read(g, LT_G_T2M, 0, read), LT_OK);
    for (int k = 0; k < N; k++) {
        if (k % 3)
            assert_near(read[k], 280 + k, 1e-4);
        else
            assert_true(isnan(read[k]));
    }
    lt_gridded_close(g);
}

/* --- levels --- */

static void test_levels(void **state) {
    (void)state;
    const char *path = fresh("levels.grb2");
    static const char *const levels[] = {"500", "1000", "850"};
    for (int l = 0; l < 3; l++) {
        put(path, lt_fmt(NCEP PL("t", "%s"), levels[l]), 250 + l);
        put(path, lt_fmt(NCEP PL("gh", "%s"), levels[l]), 1000 * l);
    }
    put(path, NCEP PL("u", "1000"), 1);
    put(path, NCEP PL("u", "500"), 5);
    put(path, NCEP PL("v", "1000"), 2);
    put(path, NCEP PL("v", "500"), 6);
    put(path, NCEP PL("clwmr", "1000"), 1e-3);
    lt_gridded *g = opened(path);
    float read[2 * N];
    assert_int_equal(g->level_kind, LT_LEVELS_PRESSURE);
    assert_int_equal(g->n_levels, 2);
    assert_near(g->pressure_Pa[0], 1e5, 0);
    assert_near(g->pressure_Pa[1], 5e4, 0);
    assert_int_equal(lt_gridded_read(g, LT_G_TEMPERATURE, 0, read), LT_OK);
    assert_near(read[0], 251, 1e-4);
    assert_near(read[N], 250, 1e-4);
    assert_int_equal(lt_gridded_read(g, LT_G_CLOUD_WATER, 0, read), LT_OK);
    assert_near(read[0], 1e-3, 1e-6);
    assert_near(read[N], 0, 0);
    assert_non_null(strstr(notes_of(g), "850"));
    assert_non_null(strstr(notes_of(g), "0 above"));
    lt_gridded_close(g);
    path = fresh("apart.grb2");
    put(path, NCEP PL("t", "1000"), 280);
    put(path, NCEP PL("u", "500"), 5);
    REFUSED(path, "no level in common", "air_temperature", "eastward_wind");
}

/* Model levels: a, b half way between the half levels; logarithm of pressure and geopotential of the ground on level 1.
 */
static void test_model_levels(void **state) {
    (void)state;
    const char *path = fresh("ml.grb2");
    const double pv[8] = {0, 2000, 500, 0, 0, 0.1, 0.6, 1};
    double values[N];
    static const struct {
        const char *keys;
        double value;
    } messages[] = {{"paramId=130,level=1", 220},
                    {"paramId=130,level=2", 250},
                    {"paramId=130,level=3", 280},
                    {"paramId=152,level=1", 11.5},
                    {"paramId=129,level=1", 980.665}};
    for (size_t m = 0; m < sizeof messages / sizeof *messages; m++) {
        codes_handle *handle = codes_grib_handle_new_from_samples(NULL, "reduced_gg_ml_grib1");
        grib_set(handle, lt_fmt(GRID ",%s,%s,bitsPerValue=24", DAY, messages[m].keys));
        codes_set_long(handle, "PVPresent", 1);
        assert_int_equal(codes_set_double_array(handle, "pv", pv, 8), CODES_SUCCESS);
        for (int k = 0; k < N; k++) values[k] = messages[m].value;
        assert_int_equal(codes_set_double_array(handle, "values", values, N), CODES_SUCCESS);
        assert_int_equal(codes_write_message(handle, path, "a"), CODES_SUCCESS);
        codes_handle_delete(handle);
    }
    lt_gridded *g = opened(path);
    assert_int_equal(g->level_kind, LT_LEVELS_HYBRID);
    assert_int_equal(g->n_levels, 3);
    const double a[] = {250, 1250, 1000}, b[] = {0.8, 0.35, 0.05};
    for (int k = 0; k < 3; k++) { /* edition 1 keeps coefficients to a part in 2^24 */
        assert_near(g->hybrid_a[k], a[k], 1e-3);
        assert_near(g->hybrid_b[k], b[k], 1e-6);
    }
    assert_near(first_value(g, LT_G_TEMPERATURE, 0), 280, 1e-3);
    assert_near(first_value(g, LT_G_SURFACE_PRESSURE, 0), exp(11.5), 0.1);
    assert_near(first_value(g, LT_G_TERRAIN, 0), 100, 1e-3);
    assert_false(lt_gridded_has(g, LT_G_HEIGHT));
    lt_gridded_close(g);
}

/* Levels whose pressure is a field, numbered from the ground as NCEP does. */
static void test_pressure_as_field(void **state) {
    (void)state;
    const char *path = fresh("rap.grb2");
    for (int level = 1; level <= 3; level++) {
        const char *at = lt_fmt("typeOfFirstFixedSurface=105,scaleFactorOfFirstFixedSurface=0,"
                                "scaledValueOfFirstFixedSurface=%d,discipline=0",
                                level);
        put(path, lt_fmt(NCEP ",%s,parameterCategory=0,parameterNumber=0", at), 290 - 10 * level);
        put(path, lt_fmt(NCEP ",%s,parameterCategory=3,parameterNumber=0", at), 1e5 - 1e4 * level);
    }
    lt_gridded *g = opened(path);
    float read[3 * N];
    assert_int_equal(g->level_kind, LT_LEVELS_FIELD);
    assert_int_equal(lt_gridded_read(g, LT_G_PRESSURE, 0, read), LT_OK);
    assert_near(read[0], 9e4, 0.1);
    assert_near(read[2 * N], 7e4, 0.1);
    assert_int_equal(lt_gridded_read(g, LT_G_TEMPERATURE, 0, read), LT_OK);
    assert_near(read[0], 280, 1e-3);
    lt_gridded_close(g);
}

/* Edition 1 of NCEP by its table 2. */
static void test_table_2(void **state) {
    (void)state;
    static const struct {
        const char *keys;
        double value;
        lt_gridded_field field;
        double want;
    } rows[] = {
        {"indicatorOfParameter=11,indicatorOfTypeOfLevel=105,level=2", 280, LT_G_T2M, 280},
        {"indicatorOfParameter=52,indicatorOfTypeOfLevel=105,level=2", 60, LT_G_RELATIVE_2M, 0.6},
        {"indicatorOfParameter=221,indicatorOfTypeOfLevel=1,level=0", 300, LT_G_PBLH, 300},
        {"indicatorOfParameter=144,indicatorOfTypeOfLevel=112,topLevel=0,bottomLevel=10", 0.3, LT_G_SOIL_MOISTURE, 0.3},
        {"indicatorOfParameter=144,indicatorOfTypeOfLevel=112,topLevel=10,bottomLevel=40", 0.9, LT_G_SOIL_MOISTURE,
         0.3},
        {"indicatorOfParameter=122,indicatorOfTypeOfLevel=1,level=0,timeRangeIndicator=3,P1=0,P2=6", 40, LT_G_SENSIBLE,
         40},
        {"indicatorOfParameter=61,indicatorOfTypeOfLevel=1,level=0,timeRangeIndicator=4,P1=0,P2=6", 2, LT_G_RAIN, 2}};
    const char *path = fresh("table2.grb");
    double values[N];
    const int n = sizeof rows / sizeof *rows;
    for (int r = 0; r < n; r++) {
        for (int k = 0; k < N; k++) values[k] = rows[r].value;
        grib_append(path, "GRIB1", lt_fmt("centre=kwbc,table2Version=2," GRID "," DAY ",%s", rows[r].keys), values, N);
    }
    lt_gridded *g = opened(path);
    for (int r = 0; r < n; r++) assert_near(first_value(g, rows[r].field, 0), rows[r].want, 1e-4);
    assert_int_equal(g->records[LT_G_SENSIBLE].items[0].end - g->records[LT_G_SENSIBLE].items[0].begin, 6 * 3600);
    lt_gridded_close(g);
}

/* --- time and intervals --- */

#define FLUX(number, step, process)                                                                                    \
    ",productDefinitionTemplateNumber=8,discipline=0,parameterCategory=0,"                                             \
    "parameterNumber=" number ",typeOfFirstFixedSurface=1,typeOfStatisticalProcessing=" process ",stepRange=" step
#define RAIN(step)                                                                                                     \
    ",productDefinitionTemplateNumber=8,discipline=0,parameterCategory=1,parameterNumber=8,"                           \
    "typeOfFirstFixedSurface=1,typeOfStatisticalProcessing=1,stepRange=" step

static const lt_time base = 1578268800; /* 2020-01-06 00:00 UTC */

static void test_intervals(void **state) {
    (void)state;
    const char *path = fresh("rain.grb2");
    put(path, NCEP RAIN("0-6"), 6);
    put(path, NCEP RAIN("0-6"), 6); /* GFS: that of the interval and that of the run */
    put(path, NCEP RAIN("6-9"), 3);
    put(path, NCEP RAIN("0-9"), 9);
    put(path, NCEP FLUX("11", "0-6", "0"), 30); /* mean, upward */
    put(path, NCEP ",discipline=0,parameterCategory=6,parameterNumber=1,typeOfFirstFixedSurface=10,stepRange=6", 50);
    lt_gridded *g = opened(path);
    assert_int_equal(g->records[LT_G_RAIN].n, 2);
    assert_int_equal(g->records[LT_G_RAIN].items[0].begin, base);
    assert_int_equal(g->records[LT_G_RAIN].items[0].end, base + 6 * 3600);
    assert_int_equal(g->records[LT_G_RAIN].items[1].begin, base + 6 * 3600);
    assert_int_equal(g->records[LT_G_RAIN].items[1].end, base + 9 * 3600);
    assert_near(first_value(g, LT_G_RAIN, 1), 3, 1e-4);
    assert_near(first_value(g, LT_G_SENSIBLE, 0), 30, 1e-4);
    assert_near(first_value(g, LT_G_CLOUD_TOTAL, 0), 0.5, 1e-4);
    lt_gridded_close(g);
    put(path, NCEP RAIN("6-9"), 4);
    REFUSED(path, "twice", "precipitation_amount", "2020-01-06T09:00");
}

/* ECMWF: J m-2 downward since the start, m of rain; in ERA5 those of the hour whatever the header says. */
static void test_ecmwf_totals(void **state) {
    (void)state;
    double values[N];
    const char *path = fresh("sums.grib");
    static const struct {
        const char *keys;
        double value;
    } messages[] = {{"paramId=146,stepRange=12", -43200.0 * 50},
                    {"paramId=228,stepRange=12", 0.012},
                    {"paramId=141,stepRange=12", 0.02}};
    for (int era5 = 0; era5 < 2; era5++) {
        path = fresh("sums.grib");
        for (int m = 0; m < 3; m++) {
            for (int k = 0; k < N; k++) values[k] = messages[m].value * (era5 && m < 2 ? 1 / 12.0 : 1);
            grib_append(path, "regular_ll_sfc_grib1",
                        lt_fmt(GRID ",%s,setLocalDefinition=1,class=%s,type=fc,stream=oper,expver=0001,%s", DAY,
                               era5 ? "ea" : "od", messages[m].keys),
                        values, N);
        }
        lt_gridded *g = opened(path);
        assert_int_equal(g->records[LT_G_SENSIBLE].items[0].begin, era5 ? base + 11 * 3600 : base);
        assert_int_equal(g->records[LT_G_SENSIBLE].items[0].end, base + 12 * 3600);
        assert_near(first_value(g, LT_G_SENSIBLE, 0), 50, 1e-3);
        assert_near(first_value(g, LT_G_RAIN, 0), era5 ? 1 : 12, 1e-4);
        assert_near(first_value(g, LT_G_SNOW, 0), 20, 1e-3);
        lt_gridded_close(g);
    }
}

/* ECMWF's open forecast: edition 2, by paramId where the triple is ECMWF's own; soil by layers. */
static void test_open_forecast(void **state) {
    (void)state;
    const char *path = fresh("ifs.grib2");
    put(path,
        ECMWF ",productDefinitionTemplateNumber=8,discipline=0,parameterCategory=1,parameterNumber=193,"
              "typeOfFirstFixedSurface=1,typeOfStatisticalProcessing=1,stepRange=0-3",
        0.002);
    put(path,
        ECMWF ",productDefinitionTemplateNumber=8,discipline=0,parameterCategory=4,parameterNumber=7,"
              "typeOfFirstFixedSurface=1,typeOfStatisticalProcessing=1,stepRange=0-3",
        10800 * 100.0);
    put(path, ECMWF ",discipline=0,parameterCategory=3,parameterNumber=0,typeOfFirstFixedSurface=101,stepRange=3",
        101300);
    put(path,
        ECMWF ",discipline=2,parameterCategory=3,parameterNumber=18,typeOfFirstFixedSurface=151,"
              "scaleFactorOfFirstFixedSurface=0,scaledValueOfFirstFixedSurface=0,typeOfSecondFixedSurface=151,"
              "scaleFactorOfSecondFixedSurface=0,scaledValueOfSecondFixedSurface=1,stepRange=3",
        270);
    lt_gridded *g = opened(path);
    assert_near(first_value(g, LT_G_RAIN, 0), 2, 1e-4);
    assert_int_equal(g->records[LT_G_RAIN].items[0].end, base + 3 * 3600);
    assert_near(first_value(g, LT_G_SHORTWAVE, 0), 100, 1e-4);
    assert_near(first_value(g, LT_G_SEA_PRESSURE, 0), 101300, 0.1);
    assert_near(first_value(g, LT_G_SOIL_TEMPERATURE, 0), 270, 1e-3);
    lt_gridded_close(g);
}

/* --- several fields in a message --- */

static void test_fields_of_a_message(void **state) {
    (void)state;
    const char *path = fresh("multi.grb2");
    double u[N], v[N];
    float read[N];
    for (int k = 0; k < N; k++) {
        u[k] = k;
        v[k] = -k;
    }
    codes_multi_handle *both = codes_grib_multi_handle_new(NULL);
    codes_handle *east = grib_message("GRIB2", NCEP PL("u", "850"), u, N),
                 *north = grib_message("GRIB2", NCEP PL("v", "850"), v, N);
    assert_int_equal(codes_grib_multi_handle_append(east, 0, both), CODES_SUCCESS);
    assert_int_equal(codes_grib_multi_handle_append(north, 4, both), CODES_SUCCESS);
    FILE *file = fopen(path, "wb");
    fputs("heading of a bulletin\r\n", file);
    assert_int_equal(codes_grib_multi_handle_write(both, file), CODES_SUCCESS);
    fclose(file);
    codes_grib_multi_handle_delete(both);
    codes_handle_delete(east);
    codes_handle_delete(north);
    lt_gridded *g = opened(path);
    assert_int_equal(lt_gridded_read(g, LT_G_NORTH, 0, read), LT_OK);
    assert_near(read[5], -5, 1e-4);
    assert_int_equal(lt_gridded_read(g, LT_G_EAST, 0, read), LT_OK);
    assert_near(read[5], 5, 1e-4);
    lt_gridded_close(g);
}

/* --- refusals --- */

static long size_of(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 ? (long)info.st_size : -1;
}

static void test_cut_off(void **state) {
    (void)state;
    const char *path = fresh("cut.grb2");
    put(path, NCEP PL("t", "850"), 280);
    const long first = size_of(path);
    put(path, NCEP PL("t", "500"), 250);
    assert_true(first > 100);
    assert_int_equal(truncate(path, size_of(path) - 9), 0);
    REFUSED(path, "cut off", "message 2", lt_fmt("from byte %ld", first), "the file ends after");
    assert_int_equal(truncate(path, first - 1), 0);
    put(path, NCEP PL("t", "500"), 250); /* the first one lacks its last byte, another follows */
    REFUSED(path, "cut off", "message 1", "7777");
    FILE *file = fopen(path, "wb");
    fputs("GRIB\1\2\3\1", file);
    fclose(file);
    REFUSED(path, "cut off", "message 1");
}

static void test_two_grids(void **state) {
    (void)state;
    const char *path = fresh("mixed.grb2");
    put(path, NCEP PL("t", "850"), 280);
    put(path,
        "gridType=regular_ll,Ni=3,Nj=4,latitudeOfFirstGridPointInDegrees=44.0,"
        "longitudeOfFirstGridPointInDegrees=120.0,latitudeOfLastGridPointInDegrees=41.0,"
        "longitudeOfLastGridPointInDegrees=122.0,iDirectionIncrementInDegrees=1.0,"
        "jDirectionIncrementInDegrees=1.0,shortName=2t," DAY,
        280);
    REFUSED(path, "two grids", "4 x 3", "3 x 4", "message 1", "message 2");
}

static void test_members(void **state) {
    (void)state;
    const char *path = fresh("members.grb2");
    put(path, NCEP PL("t", "850") ",productDefinitionTemplateNumber=1,perturbationNumber=0", 280);
    lt_gridded_close(opened(path));
    put(path, NCEP PL("t", "850") ",productDefinitionTemplateNumber=1,perturbationNumber=3", 281);
    REFUSED(path, "several members", "0 and 3", "grib_copy -w number=0");
}

static void test_not_weather(void **state) {
    (void)state;
    const char *path = fresh("sh.grib");
    codes_handle *handle = codes_grib_handle_new_from_samples(NULL, "sh_pl_grib1");
    grib_set(handle, "paramId=130");
    assert_int_equal(codes_write_message(handle, path, "w"), CODES_SUCCESS);
    codes_handle_delete(handle);
    REFUSED(path, "spherical harmonics", "cdo sp2gp");
    path = fresh("nothing.grb2");
    put(path, NCEP PL("absv", "850"), 1e-5);
    REFUSED(path, "without weather", "absv");
    path = fresh("half.grb2");
    put(path,
        "gridType=lambert,Nx=4,Ny=3,latitudeOfFirstGridPointInDegrees=36.0,"
        "longitudeOfFirstGridPointInDegrees=115.0,LoVInDegrees=122.0,LaDInDegrees=41.0,Latin1InDegrees=36.0,"
        "Latin2InDegrees=46.0,DxInMetres=27000,DyInMetres=27000,jScansPositively=1,shapeOfTheEarth=6,"
        "uvRelativeToGrid=1,shortName=10u," DAY,
        3);
    REFUSED(path, "without its other part", "northward_wind_10m");
}

/* --- real samples --- */

/* Points of every real sample against those of ecCodes. */
static void test_points_of_samples(void **state) {
    (void)state;
    static const char *const names[] = {"grib_netcdf_reader_samples/nam.t00z.awp21100.tm00.grib2",
                                        "grib_netcdf_reader_samples/wafsgfs_L_t06z_intdsk60.grib2",
                                        "grib_netcdf_reader_samples/reduced_gg.grib",
                                        "grib_netcdf_reader_samples/regular_gg_pl.grib",
                                        "grib_netcdf_reader_samples/gb_2011060600_small_sf.grb",
                                        "gfs_full_state_2p5deg/gfs_2023060112_f000_1deg_10mwind_only.grb2"};
    for (size_t s = 0; s < sizeof names / sizeof *names; s++) {
        const char *path = data_path(lt_fmt("met/%s", names[s]));
        int error;
        FILE *file = fopen(path, "rb");
        codes_handle *handle = codes_grib_handle_new_from_file(NULL, file, &error);
        fclose(file);
        lt_gridded *g = opened(path);
        size_t n = (size_t)g->plane->n;
        double *all = calloc(4 * n, sizeof *all);
        assert_int_equal(lt_plane_places(g->plane, all, all + n), LT_OK);
        assert_int_equal(codes_get_double_array(handle, "longitudes", all + 2 * n, &n), CODES_SUCCESS);
        assert_int_equal(codes_get_double_array(handle, "latitudes", all + 3 * n, &n), CODES_SUCCESS);
        for (size_t k = 0; k < n; k++) { /* edition 1 keeps thousandths of a degree */
            assert_true(fabs(all[n + k] - all[3 * n + k]) < 1e-3);
            assert_true(fabs(remainder(all[k] - all[2 * n + k], 360)) * cos(all[n + k] * 0.0174533) < 1e-3);
        }
        free(all);
        codes_handle_delete(handle);
        lt_gridded_close(g);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_scanning),
                                       cmocka_unit_test(test_longitudes),
                                       cmocka_unit_test(test_maps),
                                       cmocka_unit_test(test_missing),
                                       cmocka_unit_test(test_levels),
                                       cmocka_unit_test(test_model_levels),
                                       cmocka_unit_test(test_pressure_as_field),
                                       cmocka_unit_test(test_table_2),
                                       cmocka_unit_test(test_open_forecast),
                                       cmocka_unit_test(test_intervals),
                                       cmocka_unit_test(test_ecmwf_totals),
                                       cmocka_unit_test(test_fields_of_a_message),
                                       cmocka_unit_test(test_cut_off),
                                       cmocka_unit_test(test_two_grids),
                                       cmocka_unit_test(test_members),
                                       cmocka_unit_test(test_not_weather),
                                       cmocka_unit_test(test_points_of_samples)};
    lt_gridded_add_reader(&lt_gridded_reader_grib);
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
