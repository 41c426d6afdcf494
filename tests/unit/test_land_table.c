/* The table of land classes: bounds, sources, the months, mixtures worked by hand, what is wrong in it. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/csv.h"
#include "base/outdir.h"
#include "model/land/land_table.h"
#include "tests/support/files.h"

#include "tests/support/near.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static lt_land_table table;

static int set_up(void **state) {
    (void)state;
    return lt_land_table_read(&table) == LT_OK ? 0 : -1;
}

/* What any land model would say of the order of the classes. */
static void test_order(void **state) {
    (void)state;
    for (int month = 1; month <= 12; month++) {
        const lt_land_ground water = lt_land_of_class(&table, LT_LAND_WATER, month),
                             crop = lt_land_of_class(&table, LT_LAND_CROPLAND, month),
                             forest = lt_land_of_class(&table, LT_LAND_MIXED_FOREST, month),
                             town = lt_land_of_class(&table, LT_LAND_URBAN, month);
        assert_true(water.z0_m < 0.01 * crop.z0_m && crop.z0_m < forest.z0_m && forest.z0_m < town.z0_m);
        assert_true(water.albedo < forest.albedo && forest.albedo <= 0.25 && crop.albedo < crop.albedo_snow);
        assert_true(forest.albedo_snow < crop.albedo_snow && water.lai == 0 && town.lai < forest.lai);
        for (int l = 0; l < LT_N_LAND; l++) {
            const lt_land_ground g = lt_land_of_class(&table, (lt_land_class)l, month);
            assert_true(g.share == 1 && g.green >= 0 && g.green <= 1);
            if (l != LT_LAND_ICE) assert_true(g.albedo < g.albedo_snow);
            if (g.zd_m > 0) assert_true(g.zd_m > g.z0_m); /* 0.67 h above 0.123 h */
        }
    }
    /* in leaf in July, bare in January */
    const lt_land_ground july = lt_land_of_class(&table, LT_LAND_CROPLAND, 7),
                         january = lt_land_of_class(&table, LT_LAND_CROPLAND, 1);
    assert_true(july.green == 1 && january.green == 0 && july.bowen < january.bowen && july.lai == 3);
    assert_near(july.z0_m, 0.15, 1e-12); /* VEGPARM.TBL of WRF */
    assert_near(january.z0_m, 0.05, 1e-12);
    assert_true(january.albedo > july.albedo);
}

static void test_seasons(void **state) {
    (void)state;
    static const int wesely[12] = {4, 4, 3, 5, 5, 1, 1, 1, 2, 3, 3, 4};
    for (int month = 1; month <= 12; month++) assert_int_equal((int)lt_land_season(month) + 1, wesely[month - 1]);
    assert_int_equal(table.of[LT_LAND_URBAN].wesely, 1);
    assert_int_equal(table.of[LT_LAND_WATER].wesely, 7);
    assert_int_equal(table.of[LT_LAND_WATER].zhang, 1);
    assert_int_equal(table.of[LT_LAND_MIXED_FOREST].zhang, 25);
}

static void test_mixture(void **state) {
    (void)state;
    double fraction[LT_N_LAND * 2] = {0};
    const lt_grid g = {.nx = 2, .ny = 1, .land_fraction = fraction};
    fraction[2 * LT_LAND_CROPLAND] = 0.5; /* cell 0: half crops, a quarter town, a quarter water */
    fraction[2 * LT_LAND_URBAN] = fraction[2 * LT_LAND_WATER] = 0.25;
    fraction[2 * LT_LAND_WATER + 1] = 1; /* cell 1: sea */
    const lt_land_ground dry = lt_land_of_cell(&table, &g, 0, 7, LT_LAND_DRY),
                         all = lt_land_of_cell(&table, &g, 0, 7, LT_LAND_ALL),
                         none = lt_land_of_cell(&table, &g, 1, 7, LT_LAND_DRY),
                         sea = lt_land_of_cell(&table, &g, 1, 7, LT_LAND_ALL);
    assert_near(dry.share, 0.75, 1e-15);
    assert_near(dry.z0_m, pow(0.15 * 0.15 * 0.8, 1.0 / 3), 1e-12);
    assert_near(dry.albedo, (2 * 0.17 + 0.15) / 3, 1e-12);
    assert_near(dry.lai, (2 * 3 + 0.45) / 3, 1e-12);
    /* latent shares 1/1.5 twice and 1/3 */
    assert_near(dry.bowen, 3 / (2 / 1.5 + 1 / 3.0) - 1, 1e-12);
    assert_near(all.share, 1, 1e-15);
    assert_near(all.z0_m, pow(0.15 * 0.15 * 0.8 * 1e-4, 0.25), 1e-12);
    assert_true(none.share == 0 && isnan(none.z0_m) && isnan(none.albedo));
    assert_near(sea.z0_m, 1e-4, 1e-16);
}

/* Every row says where its numbers come from. */
static void test_sources(void **state) {
    (void)state;
    char path[4096];
    lt_csv *csv;
    int mark, source;
    assert_int_equal(lt_share_path("model/data/land_classes.csv", path, sizeof path), LT_OK);
    assert_int_equal(lt_csv_read(path, &csv), LT_OK);
    assert_int_equal(lt_csv_column(csv, "mark", &mark), LT_OK);
    assert_int_equal(lt_csv_column(csv, "source", &source), LT_OK);
    assert_int_equal(lt_csv_columns(csv), LT_N_LAND + 4);
    for (long row = 0; row < lt_csv_rows(csv); row++) {
        const char *m = lt_csv_text(csv, row, mark);
        assert_true(strlen(m) == 1 && strchr("VSDRA", m[0]) && !lt_csv_empty(csv, row, source));
    }
    lt_csv_free(csv);
}

/* The shipped table with one text in place of another. */
static void refused(const char *from, const char *to, const char *says) {
    char path[4096], *text;
    lt_land_table other;
    assert_int_equal(lt_share_path("model/data/land_classes.csv", path, sizeof path), LT_OK);
    text = files_read(path, NULL);
    char *at = strstr(text, from), *changed = malloc(strlen(text) + strlen(to) + 1);
    assert_true(at && changed);
    sprintf(changed, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    char name[] = "/tmp/lantian-land-XXXXXX";
    const int handle = mkstemp(name);
    assert_true(handle >= 0);
    FILE *file = fdopen(handle, "w");
    fputs(changed, file);
    fclose(file);
    assert_int_equal(lt_land_table_read_file(name, &other), LT_ERR_INPUT);
    char block[4096];
    lt_error_text(LT_ERR_INPUT, block, sizeof block);
    if (!strstr(block, says)) fail_msg("\"%s\" not in: %s", says, block);
    remove(name);
    free(text);
    free(changed);
}

static void test_faults(void **state) {
    (void)state;
    refused("\nlai_07,", "\nlai_7,", "a row lai_07");
    refused("permanent_wetland,", "wetland,", "permanent_wetland");
    refused("z0_summer,m,0.5,", "z0_summer,m,50,", "1e-05 to 3 m");
    refused("z0_summer,m,", "z0_summer,cm,", "unit m");
    refused("plant_crop,1,0,", "plant_crop,1,0.9,", "plants cover more");
    refused("zhang,1,4,", "zhang,1,27,", "1 to 26");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_order), cmocka_unit_test(test_seasons),
                                       cmocka_unit_test(test_mixture), cmocka_unit_test(test_sources),
                                       cmocka_unit_test(test_faults)};
    return cmocka_run_group_tests(tests, set_up, NULL);
}
