/* What others' inventories add to a gridded ledger: tables of regions, rows of FF10, a table below a grid. */
#include "fusion_fixture.h"

/* A table of regions under the ledger: neighbours without rows of their own get it, at its own place. */
static void test_table(void **state) {
    (void)state;
    fixture_write(in_root("reas.csv"), "region_code,species,unit,sector,year,value\nPRK,NOx,ktNO2/year,IND,2015,3\n"
                                       "PRK,NOx,ktNO2/year,IND,2010,9\nCHN_LN,NOx,ktNO2/year,IND,2015,800\n");
    lt_ledger *own = ledger_with("", shenyang), *both = ledger_with(background("reas_csv", "reas.csv", ""), shenyang);
    lt_gridded *a, *b;
    double more = 0;
    fixture_fail(lt_gridded_create(own, grid, &allocation, &a));
    fixture_fail(lt_gridded_create(both, grid, &allocation, &b));
    for (long c = 0; c < (long)grid->nx * grid->ny; c++) more += group_sum(b, nox, c) - group_sum(a, nox, c);
    assert_true(more > 0 && more <= 3e6 * (1 + 1e-12)); /* what of PRK lies on the grid; the province is not spread */
    lt_gridded_free(a);
    lt_gridded_free(b);
    lt_ledger_free(own);
    lt_ledger_free(both);
}

/* FF10 rows as a background: a stack with all numbers stays one, one without goes into its cell; months are kept. */
static void test_ff10(void **state) {
    (void)state;
    char more[500];
#define STACK(id, height)                                                                                              \
    "CN,210200,," id ",U1,R1,P1,,,,,101,NOX,100,,,02," height                                                          \
    ",10,260.33,,32.8,,121.6,38.95,003,,,,,,,,,,,,,,,,,,,2020,,,,"                                                     \
    ",,,,10,10,10,10,10,10,10,10,10,10,0,0,,,,,,,,,,,,,\n"
    fixture_write(in_root("point.csv"), "#FORMAT=FF10_POINT\n#YEAR=2020\n" STACK("F1", "328") STACK("F2", ""));
    fixture_write(in_root("sectors.csv"), "format,name,sector,also,calendar,surrogate,profile,mark,source\n"
                                          "ff10,101,power,,power,point,high_stack,A,test\n");
    snprintf(more, sizeof more, "    sectors: %s\n", in_root("sectors.csv"));
    lt_ledger *ledger = ledger_with(background("ff10_point", "point.csv", more), shenyang);
    lt_gridded *g;
    fixture_fail(lt_gridded_create(ledger, grid, &allocation, &g));
    assert_int_equal(g->n_points, 1);
    assert_near(g->points[0].kg[nox], 90718.474, 1e-6);
    assert_near(g->points[0].source->stack_height_m, 328 * 0.3048, 1e-9);
    assert_near(lt_calendar_rate(&allocation.calendars->items[g->points[0].timing.calendar],
                                 lt_time_from_civil(2020, 12, 10, 4, 0, 0)),
                0, 0);
    double sum = 0;
    for (long c = 0; c < (long)grid->nx * grid->ny; c++) sum += group_sum(g, nox, c);
    assert_near(sum, 1000 + 90718.474, 1e-6); /* the row of Shenyang, and the stack without a height */
    lt_gridded_free(g);
    lt_ledger_free(ledger);
}

/* A gridded inventory of power above a table, each over what it has alone: the table's industry stays whole, its power
 * is gone where the grid lies. */
static void test_table_below_grid(void **state) {
    (void)state;
    char text[1600];
    fixture_write(in_root("below.csv"), "region_code,species,unit,sector,year,value\nPRK,NOx,ktNO2/year,IND,2020,3\n"
                                        "PRK,NOx,ktNO2/year,PP,2020,5\n");
    write_meic("2020_01_power_NOx.asc", 0);
    snprintf(text, sizeof text,
             "background:\n  - format: meic_asc\n    files: [%s/2020_01_power_NOx.asc]\n"
             "  - format: reas_csv\n    files: [%s/below.csv]\n    covered: sectors\n",
             root, root);
    lt_ledger *both = ledger_with(text, shenyang);
    lt_fusion *f;
    const long n = (long)grid->nx * grid->ny;
    double *kept = malloc((size_t)n * sizeof *kept);
    fixture_fail(lt_fusion_create(both, grid, &allocation, &f));
    assert_int_equal(f->n_rows, 2);
    for (int k = 0; k < 2; k++) {
        const bool power = strcmp(f->rows[k].sector->sector, "power") == 0;
        lt_fusion_kept_of_table(f, 1, f->rows[k].sector, kept);
        for (long c = 0; c < n; c++) assert_near(kept[c], power ? 0 : 1, 1e-9);
    }
    lt_fusion_free(f);
    /* And so in what is added: the table's 3 of industry as it is without the grid, nothing of its 5 of power. */
    lt_gridded *a, *b;
    lt_ledger *grid_alone = ledger_with(background("meic_asc", "2020_01_power_NOx.asc", ""), shenyang);
    fixture_write(in_root("below.csv"), "region_code,species,unit,sector,year,value\nPRK,NOx,ktNO2/year,IND,2020,3\n");
    lt_ledger *table_alone = ledger_with(background("reas_csv", "below.csv", ""), shenyang);
    double sums[3] = {0};
    const lt_ledger *const ledgers[] = {both, grid_alone, table_alone};
    for (int k = 0; k < 3; k++) {
        fixture_fail(lt_gridded_create(ledgers[k], grid, &allocation, &a));
        for (long c = 0; c < n; c++) sums[k] += group_sum(a, nox, c);
        lt_gridded_free(a);
    }
    lt_ledger *own = ledger_with("", shenyang);
    fixture_fail(lt_gridded_create(own, grid, &allocation, &b));
    double alone = 0;
    for (long c = 0; c < n; c++) alone += group_sum(b, nox, c);
    assert_true(sums[2] - alone > 1e5);
    assert_near((sums[0] - sums[1]) / (sums[2] - alone), 1, 1e-7);
    lt_gridded_free(b);
    lt_ledger_free(own);
    lt_ledger_free(table_alone);
    lt_ledger_free(grid_alone);
    lt_ledger_free(both);
    free(kept);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_table), cmocka_unit_test(test_ff10),
                                       cmocka_unit_test(test_table_below_grid)};
    return cmocka_run_group_tests(tests, start, end);
}
