/* netCDF out and in: round trip, groups, records, units, storage, reproducible bytes, plain refusals. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/log.h"
#include "base/ncio.h"

#include <limits.h>
#include <math.h>
#include <netcdf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NT = 5, NY = 30, NX = 40, NC2D = NY * NX };

static char root[PATH_MAX];
static lt_outdir *dir;

static int make_root(void **state) {
    (void)state;
    strcpy(root, "/tmp/lt_test_ncio_XXXXXX");
    if (!mkdtemp(root)) return -1;
    return lt_outdir_open(root, &dir) == LT_OK ? 0 : -1;
}

static int remove_root(void **state) {
    (void)state;
    char command[PATH_MAX + 16];
    lt_outdir_close(dir);
    snprintf(command, sizeof command, "rm -r %s", root);
    return system(command) == 0 ? 0 : -1;
}

static const char *in_root(const char *name) {
    static char path[PATH_MAX + 64];
    snprintf(path, sizeof path, "%s/%s", root, name);
    return path;
}

static const lt_field temperature = {"temperature", "air_temperature", "K", "time y x", "air temperature"};
static const lt_field so2 = {"area/SO2", NULL, "kg s-1", "time y x", "emission of SO2"};
static const lt_field area = {"area_of_cell", "cell_area", "m2", "y x", "area"};
static const lt_field region = {"region_id", NULL, NULL, "region", "name of the region"};
static const lt_field count = {"count", NULL, "1", "", "a scalar"};
static const lt_field series = {"points/flow", NULL, "1", "record point", "grows"};

static double value_at(int k) {
    return 250 + 0.37 * (k % 101) + 1e-3 * (k % 7);
}

/* The data of NT x NY x NX doubles, as floats too. */
static void fill(double *wide, float *narrow) {
    for (int k = 0; k < NT * NC2D; k++) {
        wide[k] = value_at(k);
        narrow[k] = (float)wide[k];
    }
}

static void write_sample(const char *name) {
    static double wide[NT * NC2D];
    static float narrow[NT * NC2D];
    static const char *const regions[] = {"Shenyang", "Dalian", ""};
    lt_ncw *file = NULL;
    fill(wide, narrow);
    assert_int_equal(lt_ncw_create(dir, name, "a sample", &file), LT_OK);
    assert_int_equal(lt_ncw_time_hours(file, 1388966400, NT), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "y", NY), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "x", NX), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "region", 3), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "record", 0), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "point", 2), LT_OK);
    assert_int_equal(lt_ncw_var(file, &temperature, NC_FLOAT), LT_OK);
    assert_int_equal(lt_ncw_var(file, &so2, NC_DOUBLE), LT_OK);
    assert_int_equal(lt_ncw_var(file, &area, NC_DOUBLE), LT_OK);
    assert_int_equal(lt_ncw_var(file, &region, NC_STRING), LT_OK);
    assert_int_equal(lt_ncw_var(file, &count, NC_INT), LT_OK);
    assert_int_equal(lt_ncw_var(file, &series, NC_FLOAT), LT_OK);
    assert_int_equal(lt_ncw_attr_text(file, NULL, "weather_label_zh", "合成"), LT_OK);
    assert_int_equal(lt_ncw_attr_double(file, "area/SO2", "height", 12.5), LT_OK);
    assert_int_equal(lt_ncw_put_float(file, "temperature", narrow), LT_OK);
    for (int n = NT - 1; n >= 0; n--)
        assert_int_equal(lt_ncw_put_double_record(file, "area/SO2", (size_t)n, wide + n * NC2D), LT_OK);
    assert_int_equal(lt_ncw_put_double(file, "area_of_cell", wide), LT_OK);
    assert_int_equal(lt_ncw_put_strings(file, "region_id", regions), LT_OK);
    assert_int_equal(lt_ncw_put_double(file, "count", (double[]){42}), LT_OK);
    for (size_t n = 0; n < 3; n++)
        assert_int_equal(lt_ncw_put_float_record(file, "points/flow", n, (float[]){(float)n, -1}), LT_OK);
    assert_int_equal(lt_ncw_commit(file), LT_OK);
}

static void check_sample(lt_ncr *file) {
    static double wide[NT * NC2D], back[NT * NC2D];
    static float narrow[NT * NC2D], back_narrow[NT * NC2D];
    size_t length;
    char text[64], *regions[3];
    double number;
    fill(wide, narrow);
    assert_int_equal(lt_ncr_dim(file, "x", &length), LT_OK);
    assert_int_equal(length, NX);
    assert_int_equal(lt_ncr_expect_dim(file, "time", NT), LT_OK);
    assert_int_equal(lt_ncr_expect_dim(file, "record", 3), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "area/SO2", "kg s-1", NT * NC2D, back), LT_OK);
    assert_memory_equal(back, wide, sizeof wide);
    assert_int_equal(lt_ncr_get_float(file, "temperature", "K", NT * NC2D, back_narrow), LT_OK);
    assert_memory_equal(back_narrow, narrow, sizeof narrow);
    assert_int_equal(lt_ncr_get_float_record(file, "temperature", "K", 3, NC2D, back_narrow), LT_OK);
    assert_memory_equal(back_narrow, narrow + 3 * NC2D, NC2D * sizeof *narrow);
    assert_int_equal(lt_ncr_get_double_record(file, "area/SO2", "kg s-1", 4, NC2D, back), LT_OK);
    assert_memory_equal(back, wide + 4 * NC2D, NC2D * sizeof *wide);
    assert_int_equal(lt_ncr_get_double(file, "count", "1", 1, &number), LT_OK);
    assert_true(number == 42);
    assert_int_equal(lt_ncr_get_double(file, "points/flow", NULL, 6, back), LT_OK);
    assert_true(back[4] == 2 && back[5] == -1);
    assert_int_equal(lt_ncr_get_strings(file, "region_id", 3, regions), LT_OK);
    assert_string_equal(regions[0], "Shenyang");
    assert_string_equal(regions[2], "");
    for (int k = 0; k < 3; k++) free(regions[k]);
    assert_int_equal(lt_ncr_attr_text(file, NULL, "weather_label_zh", text, sizeof text), LT_OK);
    assert_string_equal(text, "合成");
    assert_int_equal(lt_ncr_attr_text(file, NULL, "Conventions", text, sizeof text), LT_OK);
    assert_string_equal(text, "CF-1.10");
    assert_int_equal(lt_ncr_attr_text(file, "temperature", "standard_name", text, sizeof text), LT_OK);
    assert_string_equal(text, "air_temperature");
    assert_int_equal(lt_ncr_attr_double(file, "area/SO2", "height", &number), LT_OK);
    assert_true(number == 12.5);
    assert_int_equal(lt_ncr_get_double(file, "time", "seconds since 1970-01-01 00:00:00", NT, back), LT_OK);
    assert_true(back[0] == 1388966400 + 1800 && back[4] - back[0] == 4 * 3600);
    assert_int_equal(lt_ncr_get_double(file, "time_bnds", NULL, 2 * NT, back), LT_OK);
    assert_true(back[0] == 1388966400 && back[1] == back[2] && back[9] == 1388966400 + NT * 3600);
    assert_true(lt_ncr_has(file, "area/SO2") && !lt_ncr_has(file, "area/NO2") && !lt_ncr_has(file, "nope/SO2"));
}

static void test_round_trip(void **state) {
    (void)state;
    lt_ncr *file = NULL;
    write_sample("sample.nc");
    assert_true(lt_outdir_has(dir, "sample.nc", true, NULL));
    assert_int_equal(lt_ncr_open_own(dir, "sample.nc", &file), LT_OK);
    check_sample(file);
    lt_ncr_close(file);
    assert_int_equal(lt_ncr_open(in_root("sample.nc"), &file), LT_OK); /* as a foreign file, through the probe */
    assert_string_equal(lt_ncr_path(file), in_root("sample.nc"));
    check_sample(file);
    lt_ncr_close(file);
    lt_ncr_close(NULL);
}

static void test_units(void **state) {
    (void)state;
    static float celsius[NT * NC2D];
    static double tons[NT * NC2D];
    lt_ncr *file = NULL;
    assert_int_equal(lt_ncr_open_own(dir, "sample.nc", &file), LT_OK);
    assert_int_equal(lt_ncr_get_float(file, "temperature", "degC", NT * NC2D, celsius), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "area/SO2", "t day-1", NT * NC2D, tons), LT_OK);
    for (int k = 0; k < NT * NC2D; k += 37) {
        /* a few roundings of a float of 300, and of a double */
        assert_true(fabs(celsius[k] - (value_at(k) - 273.15)) < 4e-5);
        assert_true(fabs(tons[k] - 86.4 * value_at(k)) < 1e-10 * tons[k]);
    }
    assert_int_equal(lt_ncr_get_float_record(file, "temperature", "degC", 2, NC2D, celsius), LT_OK);
    assert_true(fabs(celsius[5] - (value_at(2 * NC2D + 5) - 273.15)) < 4e-5);
    assert_int_equal(lt_ncr_get_double_record(file, "area/SO2", "t day-1", 3, NC2D, tons), LT_OK);
    assert_true(fabs(tons[7] - 86.4 * value_at(3 * NC2D + 7)) < 1e-10 * tons[7]);
    assert_int_equal(lt_ncr_get_double_record(file, "area/SO2", "m", 3, NC2D, tons), LT_ERR_INPUT);
    assert_int_equal(lt_ncr_get_double(file, "area/SO2", "m", NT * NC2D, tons), LT_ERR_INPUT);
    assert_int_equal(lt_ncr_get_double(file, "time_bnds", "s", 2 * NT, tons), LT_ERR_INPUT); /* has no unit */
    lt_ncr_close(file);
}

static void assert_names(const char *word) {
    char text[4096];
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    if (!strstr(text, word)) print_error("\"%s\" is not in: %s\n", word, text);
    assert_non_null(strstr(text, word));
}

static void test_reading_refused(void **state) {
    (void)state;
    lt_ncr *file = NULL;
    double number, many[NC2D];
    size_t length;
    char text[4], *strings[3];
    assert_int_equal(lt_ncr_open_own(dir, "sample.nc", &file), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "nothing", NULL, 1, &number), LT_ERR_INPUT);
    assert_names("nothing");
    assert_names("sample.nc");
    assert_int_equal(lt_ncr_get_double(file, "area/nothing", NULL, 1, &number), LT_ERR_INPUT);
    assert_int_equal(lt_ncr_get_double(file, "count", NULL, 2, many), LT_ERR_INPUT);
    assert_int_equal(lt_ncr_get_double(file, "temperature", NULL, NC2D, many), LT_ERR_INPUT);
    assert_names("5 x 30 x 40");
    assert_int_equal(lt_ncr_get_double_record(file, "temperature", "K", NT, NC2D, many), LT_ERR_INPUT);
    assert_int_equal(lt_ncr_get_double_record(file, "count", NULL, 0, 1, many), LT_ERR_INPUT);
    assert_int_equal(lt_ncr_get_double(file, "region_id", NULL, 3, many), LT_ERR_INPUT);
    assert_int_equal(lt_ncr_get_strings(file, "temperature", 3, strings), LT_ERR_INPUT);
    assert_int_equal(lt_ncr_get_strings(file, "region_id", 2, strings), LT_ERR_INPUT);
    assert_int_equal(lt_ncr_dim(file, "w", &length), LT_ERR_INPUT);
    assert_int_equal(lt_ncr_expect_dim(file, "x", NX + 1), LT_ERR_INPUT);
    assert_names("41");
    assert_int_equal(lt_ncr_attr_text(file, NULL, "Conventions", text, sizeof text), LT_ERR_INPUT); /* too long */
    assert_int_equal(lt_ncr_attr_text(file, NULL, "absent", text, sizeof text), LT_ERR_INPUT);
    assert_int_equal(lt_ncr_attr_text(file, "area/SO2", "height", text, sizeof text), LT_ERR_INPUT);
    assert_int_equal(lt_ncr_attr_double(file, NULL, "title", &number), LT_ERR_INPUT);
    lt_ncr_close(file);
    assert_int_equal(lt_ncr_open(in_root("absent.nc"), &file), LT_ERR_INPUT);
    assert_int_equal(lt_ncr_open(root, &file), LT_ERR_INPUT);
    assert_int_equal(lt_ncr_open_own(dir, "absent.nc", &file), LT_ERR_INPUT);
    assert_null(file);
}

static void test_own_file_must_be_entered(void **state) {
    (void)state;
    lt_ncr *file = NULL;
    write_sample("changed.nc");
    FILE *stream = fopen(in_root("changed.nc"), "r+");
    assert_non_null(stream);
    assert_int_equal(fseek(stream, 5000, SEEK_SET), 0);
    assert_int_equal(fputc(0x5a, stream), 0x5a);
    fclose(stream);
    assert_int_equal(lt_ncr_open_own(dir, "changed.nc", &file), LT_ERR_INPUT);
    assert_names("changed.nc");
}

static void test_storage(void **state) {
    (void)state;
    int file, group, id, storage, shuffle, deflate, level, fletcher;
    size_t chunks[3];
    assert_int_equal(nc_open(in_root("sample.nc"), NC_NOWRITE, &file), NC_NOERR);
    assert_int_equal(nc_inq_grp_ncid(file, "area", &group), NC_NOERR);
    assert_int_equal(nc_inq_varid(group, "SO2", &id), NC_NOERR);
    assert_int_equal(nc_inq_var_deflate(group, id, &shuffle, &deflate, &level), NC_NOERR);
    assert_int_equal(nc_inq_var_fletcher32(group, id, &fletcher), NC_NOERR);
    assert_int_equal(nc_inq_var_chunking(group, id, &storage, chunks), NC_NOERR);
    assert_true(shuffle && deflate && level == 1 && fletcher == NC_FLETCHER32 && storage == NC_CHUNKED);
    assert_true(chunks[1] == NY && chunks[2] == NX && chunks[0] <= 7); /* whole records, about 64 KB */
    assert_int_equal(nc_close(file), NC_NOERR);
}

/* A large grid is cut into tiles of at most 128 x 128, cells and faces; other axes stay whole. What was written so
 * reads back, whole and by a part that lies across tiles. */
static void test_tiles(void **state) {
    (void)state;
    enum { N_Y = 130, N_X = 300, N_Z = 2 };
    static const lt_field cells = {"cells", NULL, "1", "time z y x_edge", ""},
                          list = {"list", NULL, "1", "station", ""};
    static double values[N_Z * N_Y * (N_X + 1)], back[N_Z * N_Y * (N_X + 1)];
    const lt_ncr_window part = {.j0 = 60, .i0 = 90, .ny = 20, .nx = 70};
    size_t chunks[4], c = 0;
    int file, id, storage;
    lt_ncw *out;
    lt_ncr *in;
    for (size_t n = 0; n < sizeof values / sizeof *values; n++) values[n] = (double)n;
    assert_int_equal(lt_ncw_create(dir, "tiles.nc", "test", &out), LT_OK);
    assert_int_equal(lt_ncw_dim(out, "time", 1), LT_OK);
    assert_int_equal(lt_ncw_dim(out, "z", N_Z), LT_OK);
    assert_int_equal(lt_ncw_dim(out, "y", N_Y), LT_OK);
    assert_int_equal(lt_ncw_dim(out, "x", N_X), LT_OK);
    assert_int_equal(lt_ncw_dim(out, "x_edge", N_X + 1), LT_OK);
    assert_int_equal(lt_ncw_dim(out, "station", N_X), LT_OK);
    assert_int_equal(lt_ncw_var(out, &cells, NC_DOUBLE), LT_OK);
    assert_int_equal(lt_ncw_var(out, &list, NC_DOUBLE), LT_OK);
    assert_int_equal(lt_ncw_put_double(out, "cells", values), LT_OK);
    assert_int_equal(lt_ncw_put_double(out, "list", values), LT_OK);
    assert_int_equal(lt_ncw_commit(out), LT_OK);

    assert_int_equal(nc_open(in_root("tiles.nc"), NC_NOWRITE, &file), NC_NOERR);
    assert_int_equal(nc_inq_varid(file, "cells", &id), NC_NOERR);
    assert_int_equal(nc_inq_var_chunking(file, id, &storage, chunks), NC_NOERR);
    assert_true(chunks[0] == 1 && chunks[1] == N_Z && chunks[2] == 65 && chunks[3] == 101);
    assert_int_equal(nc_inq_varid(file, "list", &id), NC_NOERR);
    assert_int_equal(nc_inq_var_chunking(file, id, &storage, chunks), NC_NOERR);
    assert_int_equal(chunks[0], N_X);
    assert_int_equal(nc_close(file), NC_NOERR);

    assert_int_equal(lt_ncr_open_own(dir, "tiles.nc", &in), LT_OK);
    assert_int_equal(lt_ncr_get_double(in, "cells", "1", sizeof values / sizeof *values, back), LT_OK);
    assert_memory_equal(values, back, sizeof values);
    assert_int_equal(lt_ncr_view(in, &part), LT_OK);
    assert_int_equal(lt_ncr_get_double(in, "cells", "1", N_Z * part.ny * (part.nx + 1), back), LT_OK);
    for (size_t k = 0; k < N_Z; k++)
        for (size_t j = 0; j < part.ny; j++)
            for (size_t i = 0; i <= part.nx; i++)
                assert_true(back[c++] == values[(k * N_Y + j + part.j0) * (N_X + 1) + i + part.i0]);
    lt_ncr_close(in);
}

/* The time stamps inside HDF5 have seconds: wait for the next one. */
static void test_same_data_same_bytes(void **state) {
    (void)state;
    lt_digest first, second;
    write_sample("one.nc");
    sleep(1);
    usleep(200000);
    write_sample("two.nc");
    assert_true(lt_outdir_has(dir, "one.nc", true, first) && lt_outdir_has(dir, "two.nc", true, second));
    assert_string_equal(first, second);
}

static void test_writing_refused(void **state) {
    (void)state;
    static const lt_field lost = {"lost", NULL, "1", "x", "not written"};
    static const lt_field no_dim = {"no_dim", NULL, "1", "w", "dimension not defined"};
    lt_ncw *file = NULL;
    double row[NX] = {0};
    write_sample("keep.nc");
    assert_int_equal(lt_ncw_create(dir, "keep.nc", "t", &file), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "x", NX), LT_OK);
    assert_int_equal(lt_ncw_var(file, &lost, NC_FLOAT), LT_OK);
    assert_int_equal(lt_ncw_put_double(file, "other", row), LT_ERR_INTERNAL);
    assert_int_equal(lt_ncw_put_double_record(file, "lost", NX, row), LT_ERR_INTERNAL); /* beyond the end */
    assert_int_equal(lt_ncw_commit(file), LT_ERR_INTERNAL);                             /* defined, not written */
    assert_names("lost");
    assert_true(lt_outdir_has(dir, "keep.nc", true, NULL)); /* the old file stands */
    assert_int_not_equal(access(in_root("keep.nc.lantian.tmp"), F_OK), 0);

    assert_int_equal(lt_ncw_create(dir, "keep.nc", "t", &file), LT_OK);
    assert_int_equal(lt_ncw_var(file, &no_dim, NC_FLOAT), LT_ERR_INTERNAL);
    lt_ncw_abandon(file);
    lt_ncw_abandon(NULL);
    assert_int_not_equal(access(in_root("keep.nc.lantian.tmp"), F_OK), 0);
    assert_int_equal(lt_ncw_create(dir, "bad/name.nc", "t", &file), LT_ERR_INTERNAL);
    assert_null(file);
}

/* Packed and missing values of foreign files, and the classic format. */
static void test_foreign_packing(void **state) {
    (void)state;
    int file, dim, id;
    const short packed[4] = {0, 100, -32767, 5};
    const short missing = -32767;
    const double scale = 0.5, offset = 10;
    assert_int_equal(nc_create(in_root("packed.nc"), NC_CLOBBER, &file), NC_NOERR);
    assert_int_equal(nc_def_dim(file, "n", 4, &dim), NC_NOERR);
    assert_int_equal(nc_def_var(file, "t", NC_SHORT, 1, &dim, &id), NC_NOERR);
    assert_int_equal(nc_put_att_short(file, id, "_FillValue", NC_SHORT, 1, &missing), NC_NOERR);
    assert_int_equal(nc_put_att_double(file, id, "scale_factor", NC_DOUBLE, 1, &scale), NC_NOERR);
    assert_int_equal(nc_put_att_double(file, id, "add_offset", NC_DOUBLE, 1, &offset), NC_NOERR);
    assert_int_equal(nc_put_att_text(file, id, "units", 4, "degC"), NC_NOERR);
    assert_int_equal(nc_enddef(file), NC_NOERR);
    assert_int_equal(nc_put_var_short(file, id, packed), NC_NOERR);
    assert_int_equal(nc_close(file), NC_NOERR);

    lt_ncr *reader = NULL;
    double wide[4];
    float narrow[4];
    assert_int_equal(lt_ncr_open(in_root("packed.nc"), &reader), LT_OK);
    assert_int_equal(lt_ncr_get_double(reader, "t", "degC", 4, wide), LT_OK);
    assert_true(wide[0] == 10 && wide[1] == 60 && isnan(wide[2]) && wide[3] == 12.5);
    assert_int_equal(lt_ncr_get_float(reader, "t", "K", 4, narrow), LT_OK);
    assert_true(fabsf(narrow[1] - 333.15f) < 1e-4f && isnan(narrow[2]));
    lt_ncr_close(reader);
}

static char noted[512];

static void keep_note(lt_log_level level, const char *text) {
    (void)level;
    snprintf(noted, sizeof noted, "%s", text);
}

/* Old files say `unit`. It counts as units does, and is said; a foreign one is refused with its place. */
static void test_unit_for_units(void **state) {
    (void)state;
    int file, id[3];
    assert_int_equal(nc_create(in_root("unit.nc"), NC_CLOBBER, &file), NC_NOERR);
    for (int v = 0; v < 3; v++) {
        const char *unit = v == 1 ? "bushel" : "degC";
        assert_int_equal(nc_def_var(file, (const char *[]){"old", "foreign", "bare"}[v], NC_DOUBLE, 0, NULL, &id[v]),
                         NC_NOERR);
        if (v < 2) assert_int_equal(nc_put_att_text(file, id[v], "unit", strlen(unit), unit), NC_NOERR);
    }
    assert_int_equal(nc_enddef(file), NC_NOERR);
    for (int v = 0; v < 3; v++) assert_int_equal(nc_put_var_double(file, id[v], (double[]){20}), NC_NOERR);
    assert_int_equal(nc_close(file), NC_NOERR);

    lt_ncr *reader = NULL;
    double value = 0;
    assert_int_equal(lt_ncr_open(in_root("unit.nc"), &reader), LT_OK);
    lt_log_set_sinks(NULL, keep_note);
    assert_int_equal(lt_ncr_get_double(reader, "old", "K", 1, &value), LT_OK);
    lt_log_set_sinks(NULL, NULL);
    assert_true(fabs(value - 293.15) < 1e-12 * value);
    assert_non_null(strstr(noted, "unit.nc, variable old"));
    assert_non_null(strstr(noted, "unit = \"degC\""));
    assert_int_equal(lt_ncr_get_double(reader, "foreign", "K", 1, &value), LT_ERR_INPUT);
    assert_names("unit.nc, variable foreign");
    assert_names("bushel");
    assert_int_equal(lt_ncr_get_double(reader, "bare", "K", 1, &value), LT_ERR_INPUT);
    assert_names("no text attribute units");
    lt_ncr_close(reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_reading_refused),
        cmocka_unit_test(test_own_file_must_be_entered),
        cmocka_unit_test(test_storage),
        cmocka_unit_test(test_tiles),
        cmocka_unit_test(test_same_data_same_bytes),
        cmocka_unit_test(test_writing_refused),
        cmocka_unit_test(test_foreign_packing),
        cmocka_unit_test(test_unit_for_units),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
