/* Clear-sky photolysis (box/clear_sky.h): the values that others quote, the table, and TUV at the ground. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/chemistry/box/clear_sky.h"
#include "tests/support/data.h"
#include "tests/support/files.h"
#include "tests/support/words.h"

#include <math.h>
#include <netcdf.h>

static lt_clear_sky *shipped(void) {
    lt_clear_sky *sky = NULL;
    assert_int_equal(lt_clear_sky_read(&sky), LT_OK);
    return sky;
}

static double j_of(const lt_clear_sky *sky, const char *name, double degrees) {
    const int row = lt_clear_sky_find(sky, name);
    if (row < 0) fail_msg("no row %s", name);
    return lt_clear_sky_j(sky, row, cos(degrees * 3.14159265358979323846 / 180.0));
}

/* shared/data/chemistry/README.txt quotes MCM at 0, 30, 60 degrees with three digits. */
static void test_quoted(void **state) {
    (void)state;
    static const double no2[] = {8.92e-3, 8.26e-3, 5.77e-3}, o1d[] = {3.78e-5, 2.73e-5, 7.0e-6};
    lt_clear_sky *sky = shipped();
    for (int a = 0; a < 3; a++) {
        assert_true(fabs(j_of(sky, "NO2_IUPAC10", 30.0 * a) / no2[a] - 1.0) < 1e-3);
        assert_true(fabs(j_of(sky, "O3_O1D_IUPAC10", 30.0 * a) / o1d[a] - 1.0) < 8e-3);
    }
    lt_clear_sky_free(sky);
}

/* Falls with the sun to 0 at the horizon, is 0 at night and never anything but a number. */
static void test_falls_with_the_sun(void **state) {
    (void)state;
    lt_clear_sky *sky = shipped();
    for (int row = 0; row < lt_clear_sky_rows(sky); row++) {
        double last = lt_clear_sky_j(sky, row, 1.0);
        assert_true(last > 0.0 && last < 0.5);
        for (double c = 0.99; c > 0.0; c -= 0.01) {
            const double j = lt_clear_sky_j(sky, row, c);
            assert_true(j >= 0.0 && j < last);
            last = j;
        }
        assert_true(lt_clear_sky_j(sky, row, 1e-300) < 1e-200);
        assert_true(lt_clear_sky_j(sky, row, 0.0) == 0.0 && lt_clear_sky_j(sky, row, -0.4) == 0.0);
    }
    lt_clear_sky_free(sky);
}

/* Every photolysis of the shipped CB6r5 has its row. */
static void test_all_of_cb6r5(void **state) {
    (void)state;
    lt_clear_sky *sky = shipped();
    char *text = files_read(LT_SOURCE_DIR "/model/chemistry/mechanisms/cb6r5_core.eqn", NULL);
    int found = 0;
    for (char *at = text; (at = strstr(at, " J(")); found++) {
        at += 3;
        char *end = strchr(at, ')');
        *end = '\0';
        if (strcmp(at, "NAME") && lt_clear_sky_find(sky, at) < 0) fail_msg("no row %s", at);
        at = end + 1;
    }
    assert_true(found >= 36);
    free(text);
    lt_clear_sky_free(sky);
}

/* TUV 5.4 at the ground at 0, 30, 60 degrees. Bounds are what is measured, with a little room: MCM and TUV differ so.
 */
static void test_beside_tuv(void **state) {
    (void)state;
    static const struct {
        const char *name, *tuv;
        double least, most; /* J here / J of TUV */
    } pairs[] = {
        {"NO2", "NO2 -> NO + O(3P)", 0.79, 0.92},
        {"O3_O1D", "O3 -> O2 + O(1D)", 0.70, 0.79},
        {"O3_O3P", "O3 -> O2 + O(3P)", 0.87, 0.97},
        {"H2O2", "H2O2 -> OH + OH", 0.84, 0.92},
        {"NO3_NO", "NO3 -> NO + O2", 0.85, 0.94},
        {"NO3_NO2", "NO3 -> NO2 + O(3P)", 0.72, 0.83},
        {"HONO", "HNO2 -> OH + NO", 1.08, 1.26},
        {"HNO3", "HNO3 -> OH + NO2", 0.80, 0.85},
        {"HCHO_H", "CH2O -> H + HCO", 0.77, 0.83},
        {"HCHO_H2", "CH2O -> H2 + CO", 0.83, 0.93},
        {"CH3CHO", "CH3CHO -> CH3 + HCO", 0.70, 0.74},
        {"CH3OOH", "CH3OOH -> CH3O + OH", 0.83, 0.91},
        {"MGLYOX", "CH3COCHO -> CH3CO + HCO", 0.80, 1.16},
        {"IC3H7ONO2", "CH3CHONO2CH3 -> CH3CHOCH3 + NO2", 0.90, 0.97},
        {"N2O5_IUPAC10", "N2O5 -> NO3 + NO2", 0.83, 0.91},
        {"PNA_IUPAC10", "HNO4 -> HO2 + NO2", 0.76, 0.87},
        {"CL2_IUPAC04", "Cl2 -> Cl + Cl", 0.77, 0.98},
        {"HOCL_IUPAC04", "HOCl -> HO + Cl", 0.83, 0.91},
        {"CLNO2_IUPAC13", "ClNO2 -> Cl + NO2", 0.83, 0.93},
        {"CLONO2_1", "ClONO2 -> ClO + NO2", 0.76, 0.84},
        {"CLONO2_2", "ClONO2 -> Cl + NO3", 0.83, 0.89},
        {"ACRO_09", "CH2=CHCHO -> Products", 0.83, 0.87},
    };
    int file, id;
    lt_clear_sky *sky = shipped();
    assert_int_equal(nc_open(data_path("chemistry/tuv_reference_photo_rates.nc"), NC_NOWRITE, &file), NC_NOERR);
    for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++) {
        double tuv[3];
        assert_int_equal(nc_inq_varid(file, pairs[p].tuv, &id), NC_NOERR);
        assert_int_equal(nc_get_vara_double(file, id, (const size_t[]){0, 0}, (const size_t[]){1, 3}, tuv), NC_NOERR);
        for (int a = 0; a < 3; a++) {
            const double ratio = j_of(sky, pairs[p].name, 30.0 * a) / tuv[a];
            if (ratio < pairs[p].least || ratio > pairs[p].most)
                fail_msg("%s at %d degrees: %.3f of TUV", pairs[p].name, 30 * a, ratio);
        }
    }
    nc_close(file);
    lt_clear_sky_free(sky);
}

static void test_bad_tables(void **state) {
    (void)state;
    static const char *const head = "name,of,factor,l,m,n,mcm,mark,source\n";
    static const struct {
        const char *rows, *word;
    } bad[] = {{"A,,,1e-3,0.3,0.2,,S,x\nA,,,1e-3,0.3,0.2,,S,x\n", "twice"},
               {"A,B,1,,,,,A,x\nB,,,1e-3,0.3,0.2,,S,x\n", "not there"},
               {"A,,,-1e-3,0.3,0.2,,S,x\n", "not positive"},
               {"A,,,1e-3,,0.2,,S,x\n", "column m"}};
    char folder[256], path[4096], text[1024];
    assert_true(files_make_folder(folder) && files_join(path, folder, "sky.csv"));
    for (size_t b = 0; b < sizeof bad / sizeof *bad; b++) {
        lt_clear_sky *sky = NULL;
        snprintf(text, sizeof text, "%s%s", head, bad[b].rows);
        assert_true(files_write_text(path, text));
        assert_int_equal(lt_clear_sky_read_file(path, &sky), LT_ERR_INPUT);
        assert_null(sky);
        EXPECT("sky.csv", bad[b].word);
        lt_error_clear();
    }
    files_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_quoted), cmocka_unit_test(test_falls_with_the_sun),
                                       cmocka_unit_test(test_all_of_cb6r5), cmocka_unit_test(test_beside_tuv),
                                       cmocka_unit_test(test_bad_tables)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
