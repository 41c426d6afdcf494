/* Readers of others' inventories: real tables and samples, hand-made files with known sums, and every fault with its
 * row and column in one pass. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/outdir.h"
#include "inventory/readers/reader.h"
#include "tests/support/root.h"
#include "tests/support/near.h"
#include "tests/support/data.h"

#include <math.h>
#include <netcdf.h>
#include <stdio.h>
#include <string.h>

static char told[65536];

static void tell(const char *text, void *context) {
    (void)context;
    snprintf(told + strlen(told), sizeof told - strlen(told), "%s\n", text);
}

/* Reads path; the faults are in told. Returns their number. */
static long read_as(const char *name, const char *path, const lt_reader_hint *hint, lt_foreign *out) {
    const lt_reader *reader;
    lt_faults faults = {.report = tell};
    memset(out, 0, sizeof *out);
    told[0] = '\0';
    assert_int_equal(lt_reader_find(name, &reader), LT_OK);
    lt_status status = lt_reader_read(reader, path, hint, &faults, out);
    if (status != LT_OK) {
        char text[4096];
        lt_error_text(status, text, sizeof text);
        tell(text, NULL);
        assert_int_equal(status, LT_ERR_INPUT);
        return faults.n + 1;
    }
    return faults.n;
}

static void assert_no_faults(long n) {
    if (n) print_error("%s\n", told);
    assert_int_equal(n, 0);
}

static void assert_told(const char *word) {
    if (!strstr(told, word)) print_error("not \"%s\" in\n%s\n", word, told);
    assert_non_null(strstr(told, word));
}

/* The sums that the source states for Liaoning (README of the real data), and sectors that add up to every TOTAL. */
static void test_reas_tables(void **state) {
    (void)state;
    lt_foreign f;
    const lt_reader_hint hint = {"CHN_LN", "", "", 0};
    assert_no_faults(read_as("reas_csv", data_path("emis/reas/reas_v32_liaoning_1950-2015_long.csv"), &hint, &f));
    /* the file's own rows: SO2, kt NO2 are in kg here */
    const double total = lt_foreign_row_sum(&f, "CHN_LN", "TOTAL", "NOx", 2015);
    double sum = 0;
    static const char *const sectors[] = {"PP", "IND", "ROAD", "OTRA", "RESI", "ODOM"};
    for (int k = 0; k < 6; k++) sum += lt_foreign_row_sum(&f, "CHN_LN", sectors[k], "NOx", 2015);
    assert_true(total > 1e9 && fabs(sum / total - 1) < 1e-6);
    /* BC of power stations in 1950, as the source's own table prints it: 0.5803000E-02 kt */
    assert_near(lt_foreign_row_sum(&f, "CHN_LN", "PP", "BC", 1950), 5803.0, 1e-6);
    lt_foreign_free(&f);
    assert_no_faults(read_as("reas_csv", data_path("emis/reas/reas_v32_2008_2015_neighbours.csv"), NULL, &f));
    assert_true(lt_foreign_row_sum(&f, "CHN_BJ", "PP", "BC", 2008) == 0.05439674 * 1e6);
    lt_foreign_free(&f);
    assert_int_equal(read_as("reas_csv", data_path("emis/reas/reas_v32_liaoning_1950-2015_long.csv"), NULL, &f), 1);
    assert_told("does not say its region");
    lt_foreign_free(&f);
}

/* A year that is none hides no other fault. */
static void test_reas_csv_faults(void **state) {
    (void)state;
    lt_foreign f;
    const char *path = in_root("reas.csv");
    assert_true(files_write_text(path, "region_code,species,unit,sector,year,value\nCHN_LN,SO2,kt/year,PP,20x5,1\n"
                                       "CHN_LN,SO2,kt/year,IND,2015,-1\nCHN_LN,SO2,kt/year,,MMXV,1\n"));
    assert_int_equal(read_as("reas_csv", path, NULL, &f), 4);
    static const char *const words[] = {"reas.csv:2, column year", "reas.csv:3, column value",
                                        "reas.csv:4, column sector", "reas.csv:4, column year"};
    for (int k = 0; k < 4; k++) assert_told(words[k]);
    lt_foreign_free(&f);
}

/* First columns of the real EM_TBL_SECTOR_CHN_LN_BC.txt. */
static void test_reas_text(void **state) {
    (void)state;
    static const char *const table = "REASv3.2 SECTOR CHN LN BC [kt/year]\n"
                                     "                   1950           1951\n"
                                     "PP        0.5803000E-02  0.7190700E-02\n"
                                     "IND       0.1303179E+01  0.1849533E+01\n"
                                     "TOTAL     0.1308982E+01  0.1856724E+01\n";
    const char *path = in_root("EM_TBL_SECTOR_CHN_LN_BC.txt");
    lt_foreign f;
    assert_true(files_write_text(path, table));
    assert_no_faults(read_as("reas_txt", path, NULL, &f));
    assert_int_equal(f.n_rows, 6);
    assert_true(lt_foreign_row_sum(&f, "CHN_LN", "IND", "BC", 1951) == 0.1849533e1 * 1e6);
    lt_foreign_free(&f);
    assert_true(files_write_text(path, "REASv3.2 SECTOR CHN LN BC [knots]\n 1950\nPP 1\n"));
    assert_int_equal(read_as("reas_txt", path, NULL, &f), 1);
    assert_told("no mass a year");
    lt_foreign_free(&f);
    assert_true(files_write_text(path,
                                 "REASv3.2 SECTOR PRK WC BC [kt/year]\n 1950 1951\nPP 1 2\nIND 3 x\nROAD 5\nODOM -1 2\n"
                                 "TOTAL 9 9\n"));
    assert_int_equal(read_as("reas_txt", path, NULL, &f), 4);
    assert_told("BC.txt:4, column 3 (1951)");
    assert_told("BC.txt:5, column 3");
    assert_told("BC.txt:6, column 2 (1950)");
    assert_told("do not add up");
    assert_string_equal(f.rows[0].region, "PRK");
    lt_foreign_free(&f);
}

static void test_edgar_samples(void **state) {
    (void)state;
    lt_foreign f;
    assert_no_faults(read_as("edgar", data_path("emis/reader_samples/v6.0_CH4_2015_TOTALS.5.3x5.1.nc"), NULL, &f));
    assert_int_equal(f.n_fields, 1);
    assert_string_equal(f.fields[0].species, "CH4");
    assert_string_equal(f.fields[0].sector, "TOTALS");
    assert_int_equal(f.fields[0].year, 2015);
    assert_int_equal(f.grid.nx, 71);
    /* Every 52nd cell of the 0.1 degree field stands for its neighbours: of the order of the stated 3.66e11 kg only. */
    const double sum = lt_foreign_field_sum(&f, &f.fields[0]);
    assert_true(sum > 1e11 && sum < 1.2e12);
    lt_foreign_free(&f);
    assert_no_faults(
        read_as("edgar", data_path("emis/reader_samples/v6.0_CO2_org_short-cycle_C_2015_TOTALS.5.3x5.1.nc"), NULL, &f));
    assert_string_equal(f.fields[0].species, "CO2_org_short-cycle_C");
    lt_foreign_free(&f);
    assert_no_faults(read_as("edgar", data_path("emis/reader_samples/v50_CH4_2015.5.3x5.1.nc"), NULL, &f));
    assert_string_equal(f.fields[0].species, "CH4");
    assert_string_equal(f.fields[0].sector, "TOTALS");
    lt_foreign_free(&f);
    const lt_reader_hint year = {"", "", "", 2018};
    assert_no_faults(read_as("tno", data_path("emis/reader_samples/tno_test_minimal.nc"), &year, &f));
    double co2 = 0;
    for (long k = 0; k < f.n_fields; k++)
        if (strcmp(f.fields[k].species, "co2_ff") == 0) co2 += lt_foreign_field_sum(&f, &f.fields[k]);
    assert_near(co2, 16.0, 3.0); /* thirty random numbers of 0 to 1 */
    lt_foreign_free(&f);
    assert_int_equal(read_as("tno", data_path("emis/reader_samples/tno_test_minimal.nc"), NULL, &f), 1);
    assert_told("does not say its year");
    lt_foreign_free(&f);
}

typedef struct sample {
    const char *variable, *unit, *substance;
    double value; /* of every cell */
    int falling;  /* latitudes from the north */
} sample;

/* A 4 x 2 grid of 0.5 degrees at 120 E, 40 N. */
static void write_edgar(const char *path, const sample *s) {
    int id, dims[2], lat, lon, v;
    double lats[] = {40.25, 40.75}, lons[] = {120.25, 120.75, 121.25, 121.75}, values[8];
    if (s->falling) {
        lats[0] = 40.75;
        lats[1] = 40.25;
    }
    for (int k = 0; k < 8; k++) values[k] = k == 0 ? 10 * s->value : s->value;
    assert_int_equal(nc_create(path, NC_CLOBBER, &id), 0);
    nc_def_dim(id, "lat", 2, &dims[0]);
    nc_def_dim(id, "lon", 4, &dims[1]);
    nc_def_var(id, "lat", NC_DOUBLE, 1, &dims[0], &lat);
    nc_def_var(id, "lon", NC_DOUBLE, 1, &dims[1], &lon);
    nc_def_var(id, s->variable, NC_DOUBLE, 2, dims, &v);
    if (s->unit) nc_put_att_text(id, v, "units", strlen(s->unit), s->unit);
    if (s->substance) {
        nc_put_att_text(id, v, "substance", strlen(s->substance), s->substance);
        nc_put_att_text(id, v, "long_name", 4, "RCO ");
        nc_put_att_text(id, v, "year", 4, "2020");
    }
    nc_enddef(id);
    nc_put_var_double(id, lat, lats);
    nc_put_var_double(id, lon, lons);
    nc_put_var_double(id, v, values);
    assert_int_equal(nc_close(id), 0);
}

/* 2020 has 366 days; R = 6371 km, a cell of 0.5 degrees. */
static void test_edgar_units(void **state) {
    (void)state;
    lt_foreign f;
    const char *path = in_root("any.nc");
    write_edgar(path, &(sample){"emissions", "Tonnes", "NOx", 2, 1});
    assert_no_faults(read_as("edgar", path, NULL, &f));
    assert_string_equal(f.fields[0].species, "NOx");
    assert_int_equal(f.fields[0].year, 2020);
    assert_near(f.fields[0].amount[0], 2000, 0);  /* south-west */
    assert_near(f.fields[0].amount[4], 20000, 0); /* the file's first row is the northern one */
    assert_near(f.grid.y0, 40.0, 1e-12);
    lt_foreign_free(&f);
    write_edgar(path, &(sample){"fluxes", "kg m-2 s-1", "NOx", 1e-10, 0});
    assert_no_faults(read_as("edgar", path, NULL, &f));
    const double degree = M_PI / 180, area = 6371e3 * 6371e3 * 0.5 * degree * (sin(41 * degree) - sin(40.5 * degree));
    assert_near(f.fields[0].amount[4] / (1e-10 * area * 366 * 86400), 1, 1e-12);
    lt_foreign_free(&f);
    write_edgar(path, &(sample){"emissions", "ppb", "NOx", 1, 0});
    assert_int_equal(read_as("edgar", path, NULL, &f), 1);
    assert_told("no mass flux");
    lt_foreign_free(&f);
    write_edgar(path, &(sample){"emissions", NULL, "NOx", 1, 0});
    assert_int_equal(read_as("edgar", path, NULL, &f), 1);
    assert_told("emissions:units");
    lt_foreign_free(&f);
    write_edgar(path, &(sample){"emi_nox", "kg", NULL, 1, 0});
    assert_int_equal(read_as("edgar", path, NULL, &f), 1);
    assert_told("does not say its species");
    lt_foreign_free(&f);
    write_edgar(path, &(sample){"emissions", "kg", "NOx", -1, 0});
    assert_int_equal(read_as("edgar", path, NULL, &f), 8);
    assert_told("value 7");
    lt_foreign_free(&f);
}

static const char *const grid_text =
    "ncols 3\nnrows 2\nxllcorner 120\nyllcorner 40\ncellsize 0.25\nNODATA_value -9999\n"
    "1 2 -9999\n4 5 6\n";

static void test_meic_text(void **state) {
    (void)state;
    lt_foreign f;
    const char *path = in_root("2017_03_industry_SO2.asc");
    assert_true(files_write_text(path, grid_text));
    assert_no_faults(read_as("meic_asc", path, NULL, &f));
    assert_string_equal(f.fields[0].sector, "industry");
    assert_string_equal(f.fields[0].species, "SO2");
    assert_int_equal(f.fields[0].month, 3);
    assert_near(f.fields[0].amount[0], 4000, 0); /* rows come from the north */
    assert_near(f.fields[0].amount[3], 1000, 0);
    assert_near(f.fields[0].amount[5], 0, 0); /* NODATA */
    lt_foreign_free(&f);
    path = in_root("2020_12__power__CB05_PAR.asc");
    assert_true(files_write_text(path, grid_text));
    assert_no_faults(read_as("meic_asc", path, NULL, &f));
    assert_string_equal(f.fields[0].species, "CB05_PAR");
    assert_string_equal(f.fields[0].sector, "power");
    assert_true(f.fields[0].moles && f.fields[0].amount[0] == 4e6);
    lt_foreign_free(&f);
    path = in_root("2017_03_industry_SO2.asc");
    assert_true(files_write_text(path,
                                 "ncols 3\nnrows 2\nxllcorner 120\nyllcorner 40\ncellsize 0.25\nNODATA_value -9999\n"
                                 "1 x 2\n-3 5\n"));
    assert_int_equal(read_as("meic_asc", path, NULL, &f), 3);
    assert_told("SO2.asc:7, column 2");
    assert_told("SO2.asc:8, column 1");
    assert_told("cut off");
    lt_foreign_free(&f);
    assert_true(files_write_text(path, "ncols 3\nnrows 2\nxllcorner -3096000\nyllcorner -2286000\ncellsize 36000\n"
                                       "NODATA_value -9999\n1 1 1\n1 1 1\n"));
    assert_int_equal(read_as("meic_asc", path, NULL, &f), 1);
    assert_told("does not say its map");
    lt_foreign_free(&f);
    path = in_root("some.asc");
    assert_true(files_write_text(path, grid_text));
    assert_int_equal(read_as("meic_asc", path, NULL, &f), 1);
    assert_told("does not say its species");
    lt_foreign_free(&f);
}

static void test_meic_netcdf(void **state) {
    (void)state;
    int id, side, xysize, ids[5];
    const double x[] = {120, 121}, y[] = {40, 40.5}, spacing[] = {0.5, 0.25};
    const int n[] = {2, 2};
    const float z[] = {1, 2, 3, 4}, nodata = -9999;
    const char *path = in_root("2017_01_residential_NOx.nc");
    lt_foreign f;
    assert_int_equal(nc_create(path, NC_CLOBBER, &id), 0);
    nc_def_dim(id, "side", 2, &side);
    nc_def_dim(id, "xysize", 4, &xysize);
    nc_def_var(id, "x_range", NC_DOUBLE, 1, &side, &ids[0]);
    nc_def_var(id, "y_range", NC_DOUBLE, 1, &side, &ids[1]);
    nc_def_var(id, "spacing", NC_DOUBLE, 1, &side, &ids[2]);
    nc_def_var(id, "dimension", NC_INT, 1, &side, &ids[3]);
    nc_def_var(id, "z", NC_FLOAT, 1, &xysize, &ids[4]);
    nc_put_att_float(id, ids[4], "nodata_value", NC_FLOAT, 1, &nodata);
    nc_enddef(id);
    nc_put_var_double(id, ids[0], x);
    nc_put_var_double(id, ids[1], y);
    nc_put_var_double(id, ids[2], spacing);
    nc_put_var_int(id, ids[3], n);
    nc_put_var_float(id, ids[4], z);
    assert_int_equal(nc_close(id), 0);
    assert_no_faults(read_as("meic_nc", path, NULL, &f));
    assert_near(f.grid.x0, 120, 1e-12);
    assert_near(f.fields[0].amount[0], 3000, 0);
    assert_near(f.fields[0].amount[3], 2000, 0);
    assert_int_equal(f.fields[0].month, 1);
    lt_foreign_free(&f);
}

#define MONTHS_NONE ",,,,,,,,,,,,"
#define NONPOINT(region, scc, poll, annual)                                                                            \
    "CN," region ",,,," scc ",," poll "," annual ",,,,,,,,,,,," MONTHS_NONE MONTHS_NONE "\n"

#define MONTHLY(poll, december)                                                                                        \
    "CN,210100,,,,2104,," poll ",12,,,,,,,,,2020,,,1,1,1,1,1,1,1,1,1,1,1," december "," MONTHS_NONE "\n"

static void test_ff10_nonpoint(void **state) {
    (void)state;
    lt_foreign f;
    const char *path = in_root("nonpoint.csv");
    assert_true(files_write_text(
        path, "#FORMAT=FF10_NONPOINT\n#COUNTRY=CHINA\n#YEAR=2020\n" NONPOINT("210100", "2104001000", "SO2", "10")
                  NONPOINT("210200", "\"21,04\"", "NOX", "1e1")));
    assert_no_faults(read_as("ff10_nonpoint", path, NULL, &f));
    assert_int_equal(f.n_rows, 2);
    assert_near(f.rows[0].kg, 9071.8474, 1e-9);
    assert_string_equal(f.rows[1].sector, "21,04");
    assert_int_equal(f.rows[1].year, 2020);
    lt_foreign_free(&f);
    assert_true(files_write_text(
        path, "#FORMAT=FF10_NONPOINT\n" NONPOINT("21010", "2104", "SO2", "1 0") "CN,210100,,,,2104,,SO2,10\n" NONPOINT(
                  "210200", "", "NOX", "-3") NONPOINT("210300", "1", "NOX", "") NONPOINT("210300", "1", "NOX", "4")
                  MONTHLY("CO", "2") MONTHLY("VOC", "")));
    const long n = read_as("ff10_nonpoint", path, NULL, &f);
    assert_told("csv:2, column 2 (region_cd)");
    assert_told("csv:2, column 9 (ann_value)");
    assert_told("csv:2, column 18 (calc_year)");   /* no year in the file */
    assert_told("csv:3, column 10 (ann_pct_red)"); /* a short row */
    assert_told("csv:4, column 6 (scc)");
    assert_told("csv:4, column 9 (ann_value)");
    assert_told("csv:5, column 9 (ann_value)");
    assert_told("csv:6");                        /* 210300, 1, NOX again */
    assert_told("csv:7, column 9 (ann_value)");  /* months add up to 13 */
    assert_told("csv:8, column 32 (dec_value)"); /* a month is missing */
    assert_int_equal(n, 10);
    lt_foreign_free(&f);
    assert_true(files_write_text(path, "#FORMAT=FF10_POINT\n#YEAR=2020\n" NONPOINT("210100", "2104", "SO2", "1")));
    assert_int_equal(read_as("ff10_nonpoint", path, NULL, &f), 1);
    assert_told("another FF10 format");
    lt_foreign_free(&f);
    assert_true(files_write_text(path, "#YEAR=2020\n" NONPOINT("210100", "2104", "SO2", "1")));
    assert_int_equal(read_as("ff10_nonpoint", path, NULL, &f), 1);
    assert_told("does not say its format");
    lt_foreign_free(&f);
}

#define POINT_TAIL ",003" MONTHS_NONE ",,,,,,,2020,,,,,,,," MONTHS_NONE MONTHS_NONE "\n"

static void test_ff10_point(void **state) {
    (void)state;
    lt_foreign f;
    const char *path = in_root("point.csv");
    assert_true(files_write_text(path,
                                 "#FORMAT=FF10_POINT\n#YEAR=2020\n"
                                 "CN,210100,,F1,U1,R1,P1,,,,,10100212,SO2,100,,\"Works, one\",02,328.083989501,10,"
                                 "260.33,,32.8083989501,,123.4,41.8" POINT_TAIL
                                 "CN,210100,,F1,U1,R1,P1,,,,,10100212,NOX,50,,\"Works, one\",02,328.083989501,10,"
                                 "260.33,,32.8083989501,,123.4,41.8" POINT_TAIL));
    assert_no_faults(read_as("ff10_point", path, NULL, &f));
    assert_int_equal(f.n_stacks, 1);
    assert_int_equal(f.rows[1].stack, 0);
    assert_near(f.stacks[0].height_m, 100, 1e-6);
    assert_near(f.stacks[0].velocity_ms, 10, 1e-8);
    assert_near(f.stacks[0].temperature_K, 400, 1e-6); /* 260.33 F */
    assert_string_equal(f.stacks[0].name, "Works, one");
    lt_foreign_free(&f);
    assert_true(files_write_text(path,
                                 "#FORMAT=FF10_POINT\n#YEAR=2020\n"
                                 "CN,210100,,F1,U1,R1,P1,,,,,1,SO2,100,,,02,330,10,260,,33,,41.8,123.4" POINT_TAIL
                                 "CN,210100,,,U1,R1,P1,,,,,1,NOX,50,,,02,9000,10,260,,33,,123.4,41.8" POINT_TAIL));
    assert_int_equal(read_as("ff10_point", path, NULL, &f), 3);
    assert_told("csv:3, column 25 (latitude)");
    assert_told("csv:4, column 4 (facility_id)");
    assert_told("csv:4, column 18 (stkhgt)");
    lt_foreign_free(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reas_tables),   cmocka_unit_test(test_reas_csv_faults), cmocka_unit_test(test_reas_text),
        cmocka_unit_test(test_edgar_samples), cmocka_unit_test(test_edgar_units),     cmocka_unit_test(test_meic_text),
        cmocka_unit_test(test_meic_netcdf),   cmocka_unit_test(test_ff10_nonpoint),   cmocka_unit_test(test_ff10_point),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
