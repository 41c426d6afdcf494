/* Land cover of the shipped grids: a partition, the sea of the coast, towns by their persons, the codes of the maps. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/outdir.h"
#include "grids/build/land_codes.h"
#include "grids/build/stage.h"
#include "grids/build/statics.h"

#include "tests/support/near.h"
#include "tests/support/program.h"
#include "tests/support/root.h"

#include <math.h>
#include <string.h>

static double mean_over(const lt_grid *g, const double *weight, int class) {
    const long cells = (long)g->nx * g->ny;
    double sum = 0, area = 0;
    for (long c = 0; c < cells; c++) {
        const double w = g->area[c] * (weight ? weight[c] : 1);
        sum += w * g->land_fraction[class * cells + c];
        area += w;
    }
    return sum / area;
}

static void check_cells(const lt_grid *g) {
    const long cells = (long)g->nx * g->ny;
    for (long c = 0; c < cells; c++) {
        double sum = 0, sea = g->region_fraction[LT_REGION_SEA * cells + c];
        for (int l = 0; l < LT_N_LAND; l++) {
            assert_true(g->land_fraction[l * cells + c] >= 0);
            sum += g->land_fraction[l * cells + c];
        }
        assert_near(sum, 1, 1e-12);
        assert_true(g->land_fraction[LT_LAND_WATER * cells + c] == sea);
        /* the town of its persons is in the cell, as far as it has land */
        const double town = fmin(1 - sea, g->population[c] * LT_LAND_PER_PERSON_M2 / g->area[c]);
        assert_true(g->land_fraction[LT_LAND_URBAN * cells + c] >= town - 1e-12);
    }
}

static void test_shipped_grids(void **state) {
    (void)state;
    static const char *const names[] = {"liaoning-9", "liaoning-27"};
    double forest[2];
    for (int k = 0; k < 2; k++) {
        lt_grid *g;
        assert_int_equal(lt_grid_build(names[k], NULL, NULL, &g, NULL), LT_OK);
        const long cells = (long)g->nx * g->ny;
        check_cells(g);
        assert_non_null(strstr(g->land_source, "IGBP"));
        const double *share[LT_N_PREFECTURES];
        for (int r = 0; r < LT_N_PREFECTURES; r++) share[r] = g->region_fraction + r * cells;
        /* plains are farmed, the east is wooded, the west is steppe and crops; most town where most persons are */
        const int shenyang = lt_grid_region(g, "Shenyang"), benxi = lt_grid_region(g, "Benxi"),
                  panjin = lt_grid_region(g, "Panjin"), chaoyang = lt_grid_region(g, "Chaoyang");
        assert_true(mean_over(g, share[shenyang], LT_LAND_CROPLAND) > 0.8);
        assert_true(mean_over(g, share[panjin], LT_LAND_CROPLAND) > 0.7);
        forest[k] = mean_over(g, share[benxi], LT_LAND_MIXED_FOREST);
        assert_true(forest[k] > 0.5 && mean_over(g, share[chaoyang], LT_LAND_MIXED_FOREST) < 0.05);
        for (int r = 0; r < LT_N_PREFECTURES; r++)
            assert_true(mean_over(g, share[r], LT_LAND_URBAN) <= mean_over(g, share[shenyang], LT_LAND_URBAN));
        /* 42.6 million persons on 100 m2 each are 2.9 % of Liaoning; the map has 0.1 % */
        double built = 0, land = 0;
        for (long c = 0; c < cells; c++)
            for (int r = 0; r < LT_N_PREFECTURES; r++) {
                built += share[r][c] * g->area[c] * g->land_fraction[LT_LAND_URBAN * cells + c];
                land += share[r][c] * g->area[c];
            }
        assert_true(built / land > 0.024 && built / land < 0.034);
        lt_grid_free(g);
    }
    assert_near(forest[0], forest[1], 0.06); /* the same map, asked at points 3 km apart */
}

static void test_codes(void **state) {
    (void)state;
    char path[4096];
    lt_land_codes codes;
    assert_int_equal(lt_share_path("grids/data/land_codes.csv", path, sizeof path), LT_OK);
    static const struct {
        const char *legend;
        int code, class;
    } known[] = {{"igbp", 1, LT_LAND_EVERGREEN_NEEDLELEAF},
                 {"igbp", 12, LT_LAND_CROPLAND},
                 {"igbp", 13, LT_LAND_URBAN},
                 {"igbp", 17, LT_LAND_WATER},
                 {"igbp", 255, LT_LAND_MISSING},
                 {"igbp", 99, LT_LAND_FOREIGN},
                 {"esa_cci", 190, LT_LAND_URBAN},
                 {"esa_cci", 10, LT_LAND_CROPLAND},
                 {"globcover", 210, LT_LAND_WATER},
                 {"usgs24", 15, LT_LAND_MIXED_FOREST},
                 {"flexpart", 10, LT_LAND_CROPLAND_MOSAIC}};
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        assert_int_equal(lt_land_codes_read(path, known[k].legend, &codes), LT_OK);
        assert_int_equal(codes.class_of[known[k].code], known[k].class);
    }
    assert_int_equal(lt_land_codes_read(path, "ipbp", &codes), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "unknown legend of a map of land cover");
    /* every code of IGBP is its own class */
    assert_int_equal(lt_land_codes_read(path, "igbp", &codes), LT_OK);
    for (int l = 0; l < LT_N_LAND; l++) assert_int_equal(codes.class_of[l + 1], l);
}

/* What people see of it. */
static void test_command(void **state) {
    (void)state;
    program_result r = program_run(NULL, "grid", "liaoning-27w", "--json", "--out", in_root("shown"));
    assert_int_equal(r.code, 0);
    assert_non_null(strstr(r.said, "\"land_cover_percent\""));
    assert_non_null(strstr(r.said, "\"cropland_natural_mosaic\""));
    assert_non_null(strstr(r.said, "\"forest_percent\""));
    program_free(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shipped_grids), cmocka_unit_test(test_codes),
                                       cmocka_unit_test(test_command)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
