/* Emissions for CMAQ: every attribute of the I/O API held against the list of its own library, field by field; sums of
 * the file against the ledger; zero bytes found; ncdump, cdo and gdalinfo open it. */
#include "inventory_fixture.h"

#include "base/exactsum.h"
#include "inventory/readers/ioapi.h"
#include "inventory/writers/writer.h"
#include "tests/support/root.h"
#include "tests/support/tools.h"

#include <netcdf.h>

enum { N_SPECIES = 59 }; /* of cb6r5 without CO2 and N2O, which CMAQ does not have */

static char told[16384];

/* A small ledger: one row of area on a known calendar, one stack. */
static lt_ledger *two_rows(void) {
    lt_ledger *ledger;
    fixture_fail(lt_ledger_create(2020, &ledger));
    lt_source s = {.id = "stoves",
                   .region = "Shenyang",
                   .sector = "residential",
                   .process = "coal",
                   .technology = "stove",
                   .control = "none",
                   .activity = 1000,
                   .unit = "t",
                   .calendar = "flat",
                   .surrogate = "area",
                   .profile = "surface",
                   .note = "",
                   .line = 1};
    s.factor_kg[LT_SO2] = 10;
    s.factor_kg[LT_NOX] = 2;
    s.factor_kg[LT_PM25] = 5;
    s.factor_kg[LT_PM10] = 8;
    s.factor_kg[LT_BC] = 1;
    s.factor_kg[LT_OC] = 1;
    fixture_fail(lt_ledger_append(ledger, &s));
    lt_source p = s;
    snprintf(p.id, sizeof p.id, "works");
    snprintf(p.surrogate, sizeof p.surrogate, "point");
    snprintf(p.profile, sizeof p.profile, "stack");
    p.is_point = true;
    p.lon = 123.43;
    p.lat = 41.8;
    p.stack_height_m = 120;
    p.stack_diameter_m = 4;
    p.exit_temperature_K = 330;
    p.exit_velocity_ms = 10;
    fixture_fail(lt_ledger_append(ledger, &p));
    return ledger;
}

static int make_files(void **state) {
    lt_allocation allocation;
    lt_outdir *dir;
    const lt_writer *writer;
    if (make_root(state) != 0) return 1;
    lt_ledger *ledger = two_rows();
    lt_grid *grid = fixture_grid();
    fixture_fail(lt_allocation_read(2020, &allocation));
    fixture_fail(lt_writer_find("cmaq", &writer));
    fixture_fail(lt_outdir_open(root, &dir));
    const lt_export job = {ledger, &allocation, grid, lt_time_from_civil(2020, 1, 6, 0, 0, 0), 2, dir, NULL};
    fixture_fail(writer->write(&job));
    lt_outdir_close(dir);
    lt_allocation_free(&allocation);
    lt_grid_free(grid);
    lt_ledger_free(ledger);
    return 0;
}

/* What crtfil3.F90 of ioapi-3.2 writes, in its order: name, type, length (-1: 16 a variable, -2: layers + 1). */
static const struct {
    const char *name;
    nc_type type;
    int length;
} globals[] = {
    {"IOAPI_VERSION", NC_CHAR, 80}, {"EXEC_ID", NC_CHAR, 80}, {"FTYPE", NC_INT, 1},      {"CDATE", NC_INT, 1},
    {"CTIME", NC_INT, 1},           {"WDATE", NC_INT, 1},     {"WTIME", NC_INT, 1},      {"SDATE", NC_INT, 1},
    {"STIME", NC_INT, 1},           {"TSTEP", NC_INT, 1},     {"NTHIK", NC_INT, 1},      {"NCOLS", NC_INT, 1},
    {"NROWS", NC_INT, 1},           {"NLAYS", NC_INT, 1},     {"NVARS", NC_INT, 1},      {"GDTYP", NC_INT, 1},
    {"P_ALP", NC_DOUBLE, 1},        {"P_BET", NC_DOUBLE, 1},  {"P_GAM", NC_DOUBLE, 1},   {"XCENT", NC_DOUBLE, 1},
    {"YCENT", NC_DOUBLE, 1},        {"XORIG", NC_DOUBLE, 1},  {"YORIG", NC_DOUBLE, 1},   {"XCELL", NC_DOUBLE, 1},
    {"YCELL", NC_DOUBLE, 1},        {"VGTYP", NC_INT, 1},     {"VGTOP", NC_FLOAT, 1},    {"VGLVLS", NC_FLOAT, -2},
    {"GDNAM", NC_CHAR, 16},         {"UPNAM", NC_CHAR, 16},   {"VAR-LIST", NC_CHAR, -1}, {"FILEDESC", NC_CHAR, 4800},
    {"HISTORY", NC_CHAR, 4800}};

static void check_text(int id, int variable, const char *name, size_t length) {
    static char text[100000];
    size_t n;
    assert_int_equal(nc_inq_attlen(id, variable, name, &n), NC_NOERR);
    assert_int_equal(n, length);
    assert_int_equal(nc_get_att_text(id, variable, name, text), NC_NOERR);
    assert_null(memchr(text, '\0', n));
}

static void check_file(const char *name, int cols, int rows, int records, bool stacks) {
    int id, n_attributes, n_variables, format, n_layers = 0;
    size_t length;
    static const char *const dims[] = {"TSTEP", "DATE-TIME", "LAY", "VAR", "ROW", "COL"};
    assert_int_equal(nc_open(in_root(name), NC_NOWRITE, &id), NC_NOERR);
    assert_int_equal(nc_inq_format(id, &format), NC_NOERR);
    assert_int_equal(format, NC_FORMAT_CLASSIC);
    nc_inq_nvars(id, &n_variables);
    n_variables--; /* TFLAG */
    nc_get_att_int(id, NC_GLOBAL, "NLAYS", &n_layers);
    for (int d = 0; d < 6; d++) {
        char found[NC_MAX_NAME + 1];
        const int lengths[] = {records, 2, n_layers, n_variables, rows, cols};
        nc_inq_dim(id, d, found, &length);
        assert_string_equal(found, dims[d]);
        assert_int_equal(length, lengths[d]);
    }
    nc_inq_natts(id, &n_attributes);
    assert_int_equal(n_attributes, sizeof globals / sizeof *globals);
    for (int k = 0; k < n_attributes; k++) {
        char found[NC_MAX_NAME + 1];
        nc_type type;
        const int want = globals[k].length == -1   ? 16 * n_variables
                         : globals[k].length == -2 ? n_layers + 1
                                                   : globals[k].length;
        nc_inq_attname(id, NC_GLOBAL, k, found);
        assert_string_equal(found, globals[k].name);
        nc_inq_att(id, NC_GLOBAL, found, &type, &length);
        assert_int_equal(type, globals[k].type);
        assert_int_equal(length, want);
        if (type == NC_CHAR) check_text(id, NC_GLOBAL, found, (size_t)want);
    }
    for (int v = 0; v <= n_variables; v++) {
        int n_dims, var_dims[4];
        char found[NC_MAX_NAME + 1];
        nc_type type;
        nc_inq_var(id, v, found, &type, &n_dims, var_dims, NULL);
        check_text(id, v, "long_name", 16);
        check_text(id, v, "units", 16);
        check_text(id, v, "var_desc", 80);
        assert_int_equal(n_dims, v == 0 ? 3 : 4);
        if (v == 0) assert_string_equal(found, "TFLAG");
        if (v == 0 || !stacks) assert_int_equal(type, v == 0 ? NC_INT : NC_FLOAT);
        static const int of_field[] = {0, 2, 4, 5};
        for (int d = 1; v > 0 && d < 4; d++) assert_int_equal(var_dims[d], of_field[d]);
    }
    nc_close(id);
}

static void test_attributes(void **state) {
    (void)state;
    check_file("emis_area_20200106.nc", 44, 40, 25, false);
    check_file("emis_points_20200106.nc", 1, 1, 25, false);
    check_file("stack_groups_20200106.nc", 1, 1, 1, true);
    char *text = files_read(in_root("GRIDDESC"), NULL);
    assert_non_null(text);
    assert_non_null(strstr(text, "2 36 46 122.25 122.25 41.1\n"));
    assert_non_null(strstr(text, "-594000 -540000 27000 27000 44 40 1\n"));
    free(text);
}

static double number(int id, const char *name) {
    double value = NAN;
    assert_int_equal(nc_get_att_double(id, NC_GLOBAL, name, &value), NC_NOERR);
    return value;
}

static void test_values_of_the_head(void **state) {
    (void)state;
    int id, flags[25 * N_SPECIES * 2], v;
    assert_int_equal(nc_open(in_root("emis_area_20200107.nc"), NC_NOWRITE, &id), NC_NOERR);
    const struct {
        const char *name;
        double value;
    } want[] = {{"FTYPE", 1},      {"SDATE", 2020007}, {"STIME", 0},         {"TSTEP", 10000},   {"NCOLS", 44},
                {"NROWS", 40},     {"NTHIK", 1},       {"GDTYP", 2},         {"P_ALP", 36},      {"P_BET", 46},
                {"P_GAM", 122.25}, {"XCENT", 122.25},  {"YCENT", 41.1},      {"XORIG", -594000}, {"YORIG", -540000},
                {"XCELL", 27000},  {"YCELL", 27000},   {"NVARS", N_SPECIES}, {"NLAYS", 1},       {"VGTYP", 6},
                {"VGTOP", 40}};
    for (size_t k = 0; k < sizeof want / sizeof *want; k++) assert_near(number(id, want[k].name), want[k].value, 1e-9);
    nc_inq_varid(id, "TFLAG", &v);
    assert_int_equal(nc_get_var_int(id, v, flags), NC_NOERR);
    assert_int_equal(flags[0], 2020007);
    assert_int_equal(flags[24 * N_SPECIES * 2], 2020008); /* the closing hour */
    assert_int_equal(flags[24 * N_SPECIES * 2 + 1], 0);
    assert_int_equal(flags[(23 * N_SPECIES + 13) * 2 + 1], 230000);
    nc_close(id);
}

/* Sum over the cells and layers of a record. */
static double sum_of(const char *file, const char *variable, long record) {
    int id, v;
    size_t length, n = 1;
    assert_int_equal(nc_open(in_root(file), NC_NOWRITE, &id), NC_NOERR);
    assert_int_equal(nc_inq_varid(id, variable, &v), NC_NOERR);
    static const int of_field[] = {0, 2, 4, 5};
    size_t start[] = {(size_t)record, 0, 0, 0}, count[] = {1, 0, 0, 0};
    for (int d = 1; d < 4; d++) {
        nc_inq_dimlen(id, of_field[d], &length);
        count[d] = length;
        n *= length;
    }
    float *values = malloc(n * sizeof *values);
    assert_int_equal(nc_get_vara_float(id, v, start, count, values), NC_NOERR);
    double sum = 0;
    for (size_t k = 0; k < n; k++) sum += values[k];
    free(values);
    nc_close(id);
    return sum;
}

/* 1000 t a year at 10 kg SO2/t: 1e4 kg a year on the flat calendar, whose January is 31/365 of it; 3 % of the sulfur
 * leaves as sulfate (sectors.csv); NOx as NO2 by 46.0055 g/mol. Values are float, shares of the calendar carry five
 * digits. */
static void test_sums(void **state) {
    (void)state;
    const double year = 365 * 86400.0, so2 = 1e4 * 0.97 * 1000 / 64.066 / year, nox = 2e3 * 1000 / 46.0055 / year;
    static const char *const files[] = {"emis_area_20200106.nc", "emis_points_20200106.nc"};
    for (int f = 0; f < 2; f++) {
        assert_near(sum_of(files[f], "SO2", 3) / so2, 1, 1e-5);
        const double n = sum_of(files[f], "NO", 3) + sum_of(files[f], "NO2", 3) + sum_of(files[f], "HONO", 3);
        assert_near(n / nox, 1, 1e-5);
        /* PM2.5 is all of its parts but for the sulfate that comes of the SO2. */
        static const char *const parts[] = {"PEC",  "POC", "PNCOM", "PMOTHR", "PSO4", "PNO3", "PNH4", "PCL", "PNA",
                                            "PH2O", "PCA", "PMG",   "PK",     "PFE",  "PMN",  "PAL",  "PSI", "PTI"};
        double fine = 0;
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) fine += sum_of(files[f], parts[k], 0);
        assert_near((fine * year * 1e-3 - 1e4 * 0.03 * 1.5) / 5e3, 1, 1e-5);
        assert_near(sum_of(files[f], "PMC", 24) * year * 1e-3 / 3e3, 1, 1e-5);
        assert_true(sum_of(files[f], "PSO4", 24) * year * 1e-3 > 1e4 * 0.03 * 1.5);
    }
    assert_near(sum_of("stack_groups_20200106.nc", "STKHT", 0), 120, 1e-4);
    assert_near(sum_of("stack_groups_20200106.nc", "STKFLW", 0), 40 * M_PI, 1e-3);
    assert_near(sum_of("stack_groups_20200106.nc", "IFIP", 0), 210100, 0);
}

static void tell(const char *text, void *context) {
    (void)context;
    snprintf(told + strlen(told), sizeof told - strlen(told), "%s\n", text);
}

static long judge(const char *name) {
    lt_ncr *file;
    lt_faults faults = {.report = tell};
    told[0] = '\0';
    fixture_fail(lt_ncr_open(in_root(name), &file));
    fixture_fail(lt_ioapi_judge(file, &faults));
    lt_ncr_close(file);
    if (faults.n && name[0] == 'e') print_message("%s\n", told);
    return faults.n;
}

/* Each change to a good file is found, and named. */
static void test_faults_are_found(void **state) {
    (void)state;
    assert_int_equal(judge("emis_area_20200106.nc"), 0);
    assert_int_equal(judge("emis_points_20200106.nc"), 0);
    size_t size;
    char *whole = files_read(in_root("emis_points_20200106.nc"), &size);
    const char *bad = in_root("bad.nc");
    for (int k = 0; k < 4; k++) {
        int id, v, wrong = 7, flags[2] = {2020001, 0};
        size_t at[] = {3, 0, 0}, n[] = {1, 1, 2};
        assert_true(files_write(bad, whole, size));
        assert_int_equal(nc_open(bad, NC_WRITE, &id), NC_NOERR);
        nc_inq_varid(id, k == 3 ? "TFLAG" : "PEC", &v);
        if (k == 0) nc_put_att_text(id, v, "units", 16, "g/s\0\0\0\0\0\0\0\0\0\0\0\0\0");
        if (k == 1) nc_put_att_text(id, v, "units", 16, "kg/s            ");
        if (k == 2) nc_put_att_int(id, NC_GLOBAL, "NROWS", NC_INT, 1, &wrong);
        if (k == 3) nc_put_vara_int(id, v, at, n, flags);
        assert_int_equal(nc_close(id), NC_NOERR);
        assert_int_equal(judge("bad.nc"), 1);
        static const char *const words[] = {"zero bytes (NUL)", "no unit of emissions", "NROWS", "not at its time"};
        if (!strstr(told, words[k])) fail_msg("%s", told);
    }
    free(whole);
}

static void test_tools_open_it(void **state) {
    (void)state;
    const char *path = in_root("emis_area_20200106.nc");
    TOOL_SHOWS("SO2", "ncdump", "-h", path);
    TOOL_SHOWS("SO2", "cdo", "-s", "sinfon", path);
    TOOL_SHOWS("SO2", "gdalinfo", lt_fmt("NETCDF:\"%s\":SO2", path));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_attributes), cmocka_unit_test(test_values_of_the_head),
                                       cmocka_unit_test(test_sums), cmocka_unit_test(test_faults_are_found),
                                       cmocka_unit_test(test_tools_open_it)};
    return cmocka_run_group_tests(tests, make_files, remove_root);
}
