/* Photolysis (model/photolysis): what a mechanism asks for is there or is named, tables and columns are judged, and J
 * goes with albedo, aerosol, temperature and pressure as it must. Accuracy: tests/verify/test_verify_photolysis.c. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/chemistry/mechanism/mechanism.h"
#include "model/photolysis/cloud_layers.h"
#include "model/photolysis/ozone_column.h"
#include "model/photolysis/standard.h"
#include "model/photolysis/tables.h"
#include "model/photolysis/verify/columns.h"
#include "tests/support/root.h"
#include "tests/support/words.h"

#include <math.h>

static const double edges_m[] = {0.0, 50.0, 300.0, 1e3, 3e3, 8e3, 14e3};
enum { NZ = 6 };

static lt_photo_columns made(void) {
    lt_photo_columns c;
    assert_int_equal(lt_photo_columns_create(NZ, edges_m, 320.0, &c), LT_OK);
    for (int l = 0; l < LT_LANES; l++) c.cos_sza[l] = 0.6;
    return c;
}

static double ground_j(const lt_photo_columns *c, const char *name, int lane) {
    const int row = lt_photo_columns_row(c, name);
    if (row < 0) fail_msg("no row %s", name);
    return lt_photo_columns_j(c, row, 0, lane);
}

/* Every J of the shipped CB6r5, in the order that the mechanism has its externals. */
static void test_all_of_cb6r5(void **state) {
    (void)state;
    static const char *const mechanisms[] = {"cb6r5", "cb6r5_ae7_aq"};
    for (int m = 0; m < 2; m++) {
        lt_mechanism *mechanism = NULL;
        lt_photolysis *photolysis = NULL;
        const char *names[64];
        int n = 0;
        assert_int_equal(lt_mechanism_read(mechanisms[m], &mechanism), LT_OK);
        for (int e = 0; e < mechanism->n_externals; e++)
            if (mechanism->externals[e].kind == LT_EXTERNAL_J) names[n++] = mechanism->externals[e].name;
        assert_true(n >= 31 && n < 64);
        assert_int_equal(lt_photolysis_create(n, names, 12e3, &photolysis), LT_OK);
        assert_int_equal(lt_photolysis_tables(photolysis)->n_j, n);
        lt_photolysis_free(photolysis);
        lt_mechanism_free(mechanism);
    }
}

static void test_unknown_name(void **state) {
    (void)state;
    static const char *const names[] = {"NO2_IUPAC10", "HONO_IUPAC11"};
    lt_photolysis *photolysis = NULL;
    assert_int_equal(lt_photolysis_create(2, names, 12e3, &photolysis), LT_ERR_INPUT);
    assert_null(photolysis);
    EXPECT("J(HONO_IUPAC11)", "HONO_IUPAC10", "photolysis_cross_sections.csv");
    assert_int_equal(lt_photolysis_create(1, names, 100e3, &photolysis), LT_ERR_INPUT);
    EXPECT("top", "60000", "100000");
}

#define SIX(name, bin)                                                                                                 \
    name ",210,,1,1,1,1,1,1," bin ",C\n" name ",230,,1,1,1,1,1,1,1,C\n" name ",250,,1,1,1,1,1,1,1,C\n" name            \
         ",270,,1,1,1,1,1,1,1,C\n" name ",290,,1,1,1,1,1,1,1,C\n" name ",310,,1,1,1,1,1,1,1,C\n"

static void test_bad_cross_sections(void **state) {
    (void)state;
    static const char *const head = "name,temperature_K,pressure_hPa,bin1,bin2,bin3,bin4,bin5,bin6,bin7,source\n";
    static const struct {
        const char *rows, *word;
    } bad[] = {{"", "rows too few"},
               {SIX("A", "1"), "O3 first"},
               {SIX("O3", "1") SIX("A", "-1"), "bin7"},
               {SIX("O3", "1") SIX("A", ""), "bin7"},
               {SIX("O3", "1") SIX("A", "1") SIX("O3", "1"), "O3 first"},
               {SIX("O3", "1") SIX("A", "1") SIX("B", "1") SIX("A", "1"), "rows of A"},
               {SIX("O3", "1") "A,210,,1,1,1,1,1,1,1,C\n", "1 rows of A"},
               {SIX("O3", "1") "A,,177,1,1,1,1,1,1,1,C\nA,,170,1,1,1,1,1,1,1,C\nA,,999,1,1,1,1,1,1,1,C\n", "170"},
               {SIX("O3", "1") "A,210,,1,1,1,1,1,1,1,C\nA,231,,1,1,1,1,1,1,1,C\nA,250,,1,1,1,1,1,1,1,C\n"
                               "A,270,,1,1,1,1,1,1,1,C\nA,290,,1,1,1,1,1,1,1,C\nA,310,,1,1,1,1,1,1,1,C\n",
                "231"}};
    char text[8192];
    for (size_t b = 0; b < sizeof bad / sizeof *bad; b++) {
        lt_photo_tables tables = {0};
        lt_photo_cross cross;
        snprintf(text, sizeof text, "%s%s", head, bad[b].rows);
        assert_true(files_write_text(in_root("cross.csv"), text));
        if (lt_photo_read_cross(in_root("cross.csv"), &tables, &cross) != LT_ERR_INPUT)
            fail_msg("no fault was seen: %s", bad[b].word);
        assert_null(cross.cross);
        EXPECT(bad[b].word, "cross.csv");
    }
    lt_photo_tables tables = {0};
    lt_photo_cross cross;
    snprintf(text, sizeof text, "%s%s", head, SIX("O3", "1") SIX("A", "1"));
    assert_true(files_write_text(in_root("cross.csv"), text));
    assert_int_equal(lt_photo_read_cross(in_root("cross.csv"), &tables, &cross), LT_OK);
    assert_int_equal(cross.n, 1);
    lt_photo_cross_free(&cross);
}

static void test_bad_bins_and_standard(void **state) {
    (void)state;
    lt_photo_tables tables = {0};
    lt_standard standard;
    assert_true(files_write_text(in_root("bins.csv"), "bin,from_nm,effective_nm,to_nm,photons,rayleigh_cm2,mark\n"
                                                      "1,291,294,298,1e14,6e-26,V\n"));
    assert_int_equal(lt_photo_read_bins(in_root("bins.csv"), &tables), LT_ERR_INPUT);
    EXPECT("7 bins", "bins.csv");
    assert_true(files_write_text(in_root("standard.csv"), "height_km,temperature_K,pressure_Pa,ozone_cm3\n"
                                                          "0,288,101325,7e11\n2,275,79500,-7e11\n"));
    assert_int_equal(lt_standard_read_file(in_root("standard.csv"), &standard), LT_ERR_INPUT);
    EXPECT("impossible", "standard.csv:3", "-7e+11");
    assert_true(files_write_text(in_root("standard.csv"), "height_km,temperature_K,pressure_Pa,ozone_cm3\n"
                                                          "0,288,101325,7e11\n2,275,79500,7e11\n"));
    assert_int_equal(lt_standard_read_file(in_root("standard.csv"), &standard), LT_ERR_INPUT);
    EXPECT("0 to 80 km");
}

static void test_ozone_column(void **state) {
    (void)state;
    static const double impossible[] = {-300.0, 0.0, 3.0, 3000.0, NAN};
    for (size_t i = 0; i < sizeof impossible / sizeof *impossible; i++) {
        assert_int_equal(lt_ozone_column_judge(impossible[i], "case.yaml:7"), LT_ERR_INPUT);
        EXPECT("ozone column", "case.yaml:7", "50 to 700");
    }
    assert_int_equal(lt_ozone_column_judge(320.0, ""), LT_OK);
    assert_true(files_write_text(in_root("column.csv"), "latitude,jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec\n"
                                                        "40,300,310,320,330,340,350,360,370,380,390,400,410\n"
                                                        "50,400,400,400,400,400,400,400,400,400,400,400,400\n"));
    lt_ozone_column *table = NULL;
    double DU;
    assert_int_equal(lt_ozone_column_read_file(in_root("column.csv"), &table), LT_OK);
    assert_int_equal(lt_ozone_column_at(table, 40.0, 3, 15, &DU), LT_OK);
    assert_true(fabs(DU - 320.0) < 0.2);
    assert_int_equal(lt_ozone_column_at(table, 45.0, 3, 31, &DU), LT_OK);
    assert_true(fabs(DU - 0.5 * (325.0 + 400.0)) < 0.2);
    assert_int_equal(lt_ozone_column_at(table, 40.0, 12, 31, &DU), LT_OK); /* half way to January */
    assert_true(fabs(DU - 355.0) < 1.0);
    assert_int_equal(lt_ozone_column_at(table, 40.0, 1, 1, &DU), LT_OK);
    assert_true(fabs(DU - 352.0) < 1.0);
    assert_int_equal(lt_ozone_column_at(table, 39.0, 1, 1, &DU), LT_ERR_INPUT);
    EXPECT("latitude", "39");
    lt_ozone_column_free(table);
    assert_true(files_write_text(in_root("column.csv"), "latitude,jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec\n"
                                                        "40,300,310,320,330,340,-350,360,370,380,390,400,410\n"));
    assert_int_equal(lt_ozone_column_read_file(in_root("column.csv"), &table), LT_ERR_INPUT);
    assert_null(table);
    EXPECT("column.csv:2", "jun", "-350");
}

/* Perihelion 1.034, aphelion 0.967 of the flux at 1 AU: (1 +- 0.0167)^-2. */
static void test_sun(void **state) {
    (void)state;
    assert_true(fabs(lt_photolysis_sun(3) - pow(1.0 - 0.0167, -2.0)) < 2e-3);
    assert_true(fabs(lt_photolysis_sun(185) - pow(1.0 + 0.0167, -2.0)) < 2e-3);
    assert_true(lt_photolysis_albedo_uv(0.0, 0.8) == 0.05 && fabs(lt_photolysis_albedo_uv(1.0, 0.8) - 0.8) < 1e-15);
}

/* Snow brightens by less than three times; haze that absorbs dims, more the more it absorbs; the sun's factor is one.
 */
static void test_surface_and_aerosol(void **state) {
    (void)state;
    lt_photo_columns c = made();
    for (int l = 0; l < 2; l++) c.albedo_uv[l] = l == 0 ? 0.05 : 0.8;
    for (int k = 0; k < 3; k++)
        for (int l = 2; l < 5; l++) {
            c.aerosol_depth[k * LT_LANES + l] = 0.3;
            c.aerosol_albedo[k * LT_LANES + l] = 0.7 + 0.1 * (l - 2);
        }
    lt_photo_columns_run(&c);
    const double snow = ground_j(&c, "NO2_IUPAC10", 1) / ground_j(&c, "NO2_IUPAC10", 0);
    assert_true(snow > 1.6 && snow < 3.0);
    assert_true(ground_j(&c, "NO2_IUPAC10", 2) < ground_j(&c, "NO2_IUPAC10", 3));
    assert_true(ground_j(&c, "NO2_IUPAC10", 3) < ground_j(&c, "NO2_IUPAC10", 4));
    assert_true(ground_j(&c, "NO2_IUPAC10", 4) < ground_j(&c, "NO2_IUPAC10", 5));
    const double one = ground_j(&c, "H2O2_IUPAC10", 0);
    c.tile.sun = 0.97;
    lt_photo_columns_run(&c);
    assert_true(fabs(ground_j(&c, "H2O2_IUPAC10", 0) / one - 0.97) < 1e-14);
    lt_photo_columns_free(&c);
}

/* J(O1D) rises with temperature as the table does, what has no temperatures does not; ALD2 is quenched by pressure. */
static void test_temperature_and_pressure(void **state) {
    (void)state;
    lt_photo_columns c = made();
    c.temperature_K[0] = 250.0; /* of the ground's 50 m alone: light stays nearly as it is */
    c.temperature_K[1] = 290.0;
    c.temperature_K[2] = 150.0;
    c.temperature_K[3] = 210.0;
    lt_photo_columns_run(&c);
    assert_true(ground_j(&c, "O3_O1D_IUPAC10", 0) < 0.8 * ground_j(&c, "O3_O1D_IUPAC10", 1));
    assert_true(fabs(ground_j(&c, "ALD2_R_IUPAC13", 0) / ground_j(&c, "ALD2_R_IUPAC13", 1) - 1.0) < 1e-3);
    assert_true(fabs(ground_j(&c, "NO2_IUPAC10", 2) / ground_j(&c, "NO2_IUPAC10", 3) - 1.0) < 1e-12);
    const int ald2 = lt_photo_columns_row(&c, "ALD2_R_IUPAC13"), meoh = lt_photo_columns_row(&c, "MEPX_IUPAC10");
    const double aloft = lt_photo_columns_j(&c, ald2, NZ - 1, 5) / lt_photo_columns_j(&c, meoh, NZ - 1, 5);
    const double below = lt_photo_columns_j(&c, ald2, 0, 5) / lt_photo_columns_j(&c, meoh, 0, 5);
    assert_true(aloft > 1.5 * below);
    lt_photo_columns_free(&c);
}

/* The column's mean depth is that of its layers; worked by hand. */
static void test_cloud_onto_layers(void **state) {
    (void)state;
    const double water[] = {0.0, 2e-5, 4e-5, 1e-5}, ice[] = {0.0, 0.0, 1e-5, 0.0}, none[] = {0.0, 0.0, 0.0, 0.0};
    const double air[] = {1000.0, 1000.0, 500.0, 400.0}, fraction[] = {0.0, 0.2, 0.5, 0.0};
    double depth[4];
    lt_cloud_column c = {.nz = 4,
                         .stride = 1,
                         .water = water,
                         .ice = ice,
                         .air_kgm2 = air,
                         .fraction = fraction,
                         .cover = 0.5,
                         .depth = 8.6};
    lt_cloud_onto_layers(&c, depth); /* shares 2e-2 and 500 x 4.6e-5 = 2.3e-2 of 4.3e-2; mean depth 4.3 */
    assert_true(depth[0] == 0.0 && depth[3] == 0.0);
    assert_true(fabs(depth[1] - 2.0 / 0.2) < 1e-12 && fabs(depth[2] - 2.3 / 0.5) < 1e-12);
    c.water = c.ice = none; /* by air x fraction: 200 and 250 of 450 */
    lt_cloud_onto_layers(&c, depth);
    assert_true(fabs(0.2 * depth[1] + 0.5 * depth[2] - 4.3) < 1e-12);
    assert_true(fabs(depth[1] / depth[2] - 2.0) < 1e-12);
    c.fraction = none;
    lt_cloud_onto_layers(&c, depth);
    for (int k = 0; k < 4; k++) assert_true(depth[k] == 0.0);
}

static double among(uint64_t *seed, double low, double high) {
    return low + (high - low) * lt_verify_random(seed);
}

/* Columns as wild as the bounds of the inputs allow, the sun at every corner: J is a number, not negative, and at most
 * four times that of the whole sun overhead without air. */
static void test_never_negative(void **state) {
    (void)state;
    static const double corner[] = {1.0, 0.0, 1e-12, -1e-12, LT_PHOTO_COS_TWILIGHT, -0.0697};
    uint64_t seed = 5;
    lt_photo_columns c = made();
    for (int turn = 0; turn < 40; turn++) {
        for (int l = 0; l < LT_LANES; l++) {
            c.cos_sza[l] = l < 6 ? corner[l] : among(&seed, l < 16 ? -0.07 : 0.0, l < 16 ? 0.07 : 1.0);
            c.ozone_DU[l] = among(&seed, 50.0, 700.0);
            c.albedo_uv[l] = l % 3 == 0 ? 1.0 : among(&seed, 0.0, 1.0);
            for (int k = 0; k < NZ; k++) {
                const int at = k * LT_LANES + l;
                c.cloud_fraction[at] = fmin(1.0, fmax(0.0, among(&seed, -1.0, 1.5)));
                c.cloud_depth[at] = exp(among(&seed, -7.0, 7.0));
                c.aerosol_depth[at] = exp(among(&seed, -9.0, 3.0));
                c.aerosol_albedo[at] = fmin(1.0, among(&seed, 0.0, 1.2));
                c.aerosol_asymmetry[at] = among(&seed, -0.5, 0.99);
            }
        }
        lt_photo_columns_run(&c);
        for (int i = 0; i < c.n_j * NZ * LT_LANES; i++) assert_true(c.j[i] >= 0.0);
        for (int l = 0; l < LT_LANES; l++) assert_true(ground_j(&c, "NO2_IUPAC10", l) < 4.0 * 0.0125);
    }
    lt_photo_columns_free(&c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_of_cb6r5),        cmocka_unit_test(test_unknown_name),
        cmocka_unit_test(test_bad_cross_sections),  cmocka_unit_test(test_bad_bins_and_standard),
        cmocka_unit_test(test_ozone_column),        cmocka_unit_test(test_sun),
        cmocka_unit_test(test_surface_and_aerosol), cmocka_unit_test(test_temperature_and_pressure),
        cmocka_unit_test(test_cloud_onto_layers),   cmocka_unit_test(test_never_negative)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
