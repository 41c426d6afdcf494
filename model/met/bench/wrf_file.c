/* wrf_file.c - writes the made-up wrfout (wrf_file.h), in the classic format with 64-bit offsets as WRF does. */
#include "model/met/bench/wrf_file.h"

#include "grids/projection.h"
#include "model/met/constants.h"

#include <math.h>
#include <netcdf.h>
#include <stdio.h>
#include <string.h>

enum { TIME, TEXT, NZ, NY, NX, NZ_S, NY_S, NX_S, SOIL, N_DIMS };
enum { MASS, U_POINTS, V_POINTS, W_POINTS, GROUND };

/* name, unit, where, value at height z [m above ground], place x, y in points, hour t. */
#define FIELD_LIST(X)                                                                                                  \
    X("P", "Pa", MASS, 100 * sin(0.05 * x + 0.2 * t))                                                                  \
    X("PB", "Pa", MASS, pressure_at(z + terrain_at(x, y)))                                                             \
    X("PH", "m2 s-2", W_POINTS, 0.0)                                                                                   \
    X("PHB", "m2 s-2", W_POINTS, LT_GRAVITY *(z + terrain_at(x, y)))                                                   \
    X("T", "K", MASS, theta_at(z + terrain_at(x, y)) - 300.0)                                                          \
    X("QVAPOR", "kg kg-1", MASS, 0.004 * exp(-z / 2500.0))                                                             \
    X("QCLOUD", "kg kg-1", MASS, z > 1000.0 && z < 2000.0 ? 1e-5 * (1.0 + sin(0.1 * x)) : 0.0)                         \
    X("QICE", "kg kg-1", MASS, z > 6000.0 && z < 8000.0 ? 1e-6 * (1.0 + sin(0.1 * y)) : 0.0)                           \
    X("CLDFRA", "", MASS, z > 1000.0 && z < 2000.0 ? 0.3 : 0.0)                                                        \
    X("U", "m s-1", U_POINTS, 3.0 + 0.002 * z + 2.0 * sin(0.1 * y + 0.3 * t))                                          \
    X("V", "m s-1", V_POINTS, -1.0 + 0.0005 * z + 2.0 * sin(0.1 * x - 0.3 * t))                                        \
    X("PSFC", "Pa", GROUND, pressure_at(terrain_at(x, y)))                                                             \
    X("HGT", "m", GROUND, terrain_at(x, y))                                                                            \
    X("LANDMASK", "", GROUND, x + y > 80 ? 1.0 : 0.0)                                                                  \
    X("T2", "K", GROUND, 272.0 + 4.0 * sin(0.26 * t) - 0.0065 * terrain_at(x, y))                                      \
    X("Q2", "kg kg-1", GROUND, 0.003)                                                                                  \
    X("U10", "m s-1", GROUND, 2.0 + sin(0.1 * y + 0.3 * t))                                                            \
    X("V10", "m s-1", GROUND, -1.0 + sin(0.1 * x - 0.3 * t))                                                           \
    X("TSK", "K", GROUND, 272.0 + 6.0 * sin(0.26 * t) - 0.0065 * terrain_at(x, y))                                     \
    X("SST", "K", GROUND, 276.0)                                                                                       \
    X("SNOW", "kg m-2", GROUND, 5.0)                                                                                   \
    X("ALBEDO", "-", GROUND, 0.3)                                                                                      \
    X("PBLH", "m", GROUND, 300.0 + 200.0 * sin(0.26 * t))                                                              \
    X("UST", "m s-1", GROUND, 0.3)                                                                                     \
    X("ZNT", "m", GROUND, 0.2)                                                                                         \
    X("RAINC", "mm", GROUND, 0.1 * t)                                                                                  \
    X("RAINNC", "mm", GROUND, 0.2 * t * (1.0 + sin(0.05 * x)))                                                         \
    X("SNOWNC", "mm", GROUND, 0.1 * t)                                                                                 \
    X("SWDOWN", "W m-2", GROUND, fmax(0.0, 400.0 * sin(0.26 * t)))                                                     \
    X("GLW", "W m-2", GROUND, 240.0)                                                                                   \
    X("HFX", "W m-2", GROUND, 40.0 * sin(0.26 * t))                                                                    \
    X("LH", "W m-2", GROUND, 10.0)

static double terrain_at(double x, double y) {
    return 200.0 + 150.0 * sin(0.15 * x) * cos(0.12 * y);
}

static const double BASE_K = 275.0, LAPSE_KM = 0.0055;

static double pressure_at(double z) {
    return 101500.0 * pow(1.0 - LAPSE_KM * z / BASE_K, LT_GRAVITY / (LT_R_DRY * LAPSE_KM));
}

static double theta_at(double z) {
    return (BASE_K - LAPSE_KM * z) * pow(1e5 / pressure_at(z), LT_R_DRY / LT_CP_DRY);
}

static const struct {
    const char *name, *unit;
    int where;
} fields[] = {
#define FIELD_ROW(name, unit, where, value) {name, unit, where},
    FIELD_LIST(FIELD_ROW)
#undef FIELD_ROW
};
enum { N_FIELDS = sizeof fields / sizeof *fields };

/* Of full level k of n + 1: thin below, to 14 km. */
static double level_height(double k, int n) {
    double s = k / n;
    return 14000.0 * (0.1 * s + 0.9 * s * s);
}

static void fill(int field, const lt_bench_wrf *w, double t, float *out) {
    static const int more[][3] = {{0, 0, 0}, {0, 0, 1}, {0, 1, 0}, {1, 0, 0}, {0, 0, 0}};
    int where = fields[field].where, nz = where == GROUND ? 1 : w->levels + more[where][0];
    int ny = w->side + more[where][1], nx = w->side + more[where][2];
    for (int k = 0; k < nz; k++) {
        double z = level_height(k + (where == W_POINTS ? 0.0 : 0.5), w->levels);
        for (int j = 0; j < ny; j++)
            for (int i = 0; i < nx; i++) {
                double x = i, y = j, value = 0.0;
                int at = 0;
#define FIELD_VALUE(name, unit, where, formula)                                                                        \
    if (at++ == field) value = formula;
                FIELD_LIST(FIELD_VALUE)
#undef FIELD_VALUE
                out[((long)k * ny + j) * nx + i] = (float)value;
            }
    }
}

static lt_status fault(int code, const char *path) {
    if (code == NC_NOERR) return LT_OK;
    return LT_RAISE(LT_ERR_ENV, .what = "an input of the benchmark cannot be written", .where = path,
                    .expected = "room and leave to write", .found = nc_strerror(code), .todo = "make room there");
}

static int put_number(int file, const char *name, double value) {
    float single = (float)value;
    return nc_put_att_float(file, NC_GLOBAL, name, NC_FLOAT, 1, &single);
}

static int define(int file, const lt_bench_wrf *w, int *ids, int *places, int *times) {
    static const char *const names[N_DIMS] = {"Time",
                                              "DateStrLen",
                                              "bottom_top",
                                              "south_north",
                                              "west_east",
                                              "bottom_top_stag",
                                              "south_north_stag",
                                              "west_east_stag",
                                              "soil_layers_stag"};
    const size_t lengths[N_DIMS] = {NC_UNLIMITED,
                                    19,
                                    (size_t)w->levels,
                                    (size_t)w->side,
                                    (size_t)w->side,
                                    (size_t)w->levels + 1,
                                    (size_t)w->side + 1,
                                    (size_t)w->side + 1,
                                    4};
    static const int shape[][4] = {
        {TIME, NZ, NY, NX}, {TIME, NZ, NY, NX_S}, {TIME, NZ, NY_S, NX}, {TIME, NZ_S, NY, NX}, {TIME, NY, NX, 0}};
    int dims[N_DIMS], code = NC_NOERR;
    for (int d = 0; d < N_DIMS && code == NC_NOERR; d++) code = nc_def_dim(file, names[d], lengths[d], &dims[d]);
    const int text[2] = {dims[TIME], dims[TEXT]}, plane[3] = {dims[TIME], dims[NY], dims[NX]};
    if (code == NC_NOERR) code = nc_def_var(file, "Times", NC_CHAR, 2, text, times);
    for (int p = 0; p < 2 && code == NC_NOERR; p++) {
        code = nc_def_var(file, p ? "XLAT" : "XLONG", NC_FLOAT, 3, plane, &places[p]);
        const char *unit = p ? "degree_north" : "degree_east";
        if (code == NC_NOERR) code = nc_put_att_text(file, places[p], "units", strlen(unit), unit);
    }
    for (int f = 0; f < N_FIELDS && code == NC_NOERR; f++) {
        int d[4], n = fields[f].where == GROUND ? 3 : 4;
        for (int k = 0; k < n; k++) d[k] = dims[shape[fields[f].where][k]];
        code = nc_def_var(file, fields[f].name, NC_FLOAT, n, d, &ids[f]);
        if (code == NC_NOERR) code = nc_put_att_text(file, ids[f], "units", strlen(fields[f].unit), fields[f].unit);
    }
    const struct {
        const char *name;
        double value;
    } numbers[] = {{"DX", 9000},     {"DY", 9000},     {"CEN_LAT", 41.1},      {"CEN_LON", 122.25},
                   {"TRUELAT1", 36}, {"TRUELAT2", 46}, {"MOAD_CEN_LAT", 41.1}, {"STAND_LON", 122.25}};
    for (size_t a = 0; a < sizeof numbers / sizeof *numbers && code == NC_NOERR; a++)
        code = put_number(file, numbers[a].name, numbers[a].value);
    int map = 1;
    if (code == NC_NOERR) code = nc_put_att_int(file, NC_GLOBAL, "MAP_PROJ", NC_INT, 1, &map);
    const char *title = " OUTPUT FROM WRF V4.0 MODEL (made up)";
    return code == NC_NOERR ? nc_put_att_text(file, NC_GLOBAL, "TITLE", strlen(title), title) : code;
}

static lt_status places_of(const lt_bench_wrf *w, float *lon, float *lat) {
    lt_projection *projection = NULL;
    const lt_projection_spec spec = {36, 46, 122.25, 41.1, 6370000};
    LT_TRY(lt_projection_create(&spec, &projection));
    lt_status status = LT_OK;
    for (long p = 0; p < (long)w->side * w->side && status == LT_OK; p++) {
        double x, y, half = 0.5 * (w->side - 1);
        status = lt_projection_inverse(projection, 9000.0 * ((double)(p % w->side) - half),
                                       9000.0 * ((double)(p / w->side) - half), &x, &y);
        lon[p] = (float)x;
        lat[p] = (float)y;
    }
    lt_projection_free(projection);
    return status;
}

static int put_record(int file, const lt_bench_wrf *w, int hour, const int *ids, const int *places, int times,
                      float *const *lonlat, float *values) {
    char text[64];
    lt_civil c = lt_time_civil(w->start + hour * LT_HOUR);
    snprintf(text, sizeof text, "%04d-%02d-%02d_%02d:00:00", c.year, c.month, c.day, c.hour);
    size_t at[4] = {(size_t)hour, 0, 0, 0}, side = (size_t)w->side;
    const size_t one[2] = {1, 19}, plane[3] = {1, side, side};
    int code = nc_put_vara_text(file, times, at, one, text);
    for (int p = 0; p < 2 && code == NC_NOERR; p++) code = nc_put_vara_float(file, places[p], at, plane, lonlat[p]);
    for (int f = 0; f < N_FIELDS && code == NC_NOERR; f++) {
        int where = fields[f].where;
        size_t rows = side + (where == V_POINTS), columns = side + (where == U_POINTS);
        const size_t volume[4] = {1, (size_t)w->levels + (where == W_POINTS), rows, columns};
        fill(f, w, hour, values);
        code = nc_put_vara_float(file, ids[f], at, where == GROUND ? plane : volume, values);
    }
    return code;
}

static lt_status put_all(int file, const char *path, const lt_bench_wrf *w, float *const *lonlat, float *values) {
    int ids[N_FIELDS], places[2], times;
    LT_TRY(places_of(w, lonlat[0], lonlat[1]));
    LT_TRY(fault(define(file, w, ids, places, &times), path));
    LT_TRY(fault(nc_enddef(file), path));
    for (int hour = 0; hour <= w->hours; hour++)
        LT_TRY(fault(put_record(file, w, hour, ids, places, times, lonlat, values), path));
    return LT_OK;
}

lt_status lt_bench_wrf_write(const char *path, const lt_bench_wrf *w) {
    size_t plane = ((size_t)w->side + 1) * ((size_t)w->side + 1);
    float *all = NULL;
    int file;
    LT_TRY(lt_calloc(plane * ((size_t)w->levels + 3), sizeof *all, &all));
    float *const lonlat[2] = {all, all + plane};
    lt_status status = fault(nc_create(path, NC_64BIT_OFFSET, &file), path);
    if (status == LT_OK) {
        status = put_all(file, path, w, lonlat, all + 2 * plane);
        int code = nc_close(file);
        if (status == LT_OK) status = fault(code, path);
    }
    lt_free(all);
    return status;
}
