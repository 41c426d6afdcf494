/* Bottom-up against top-down, by region and sector; what is counted twice. */
#include "fusion_fixture.h"

#include "inventory/fusion/fusion_report.h"

/* Twelve months of a grid are a year, and comparable: city by city, in sum the province, what the fields hold there. */
static void test_months_make_a_year(void **state) {
    (void)state;
    char text[4000];
    snprintf(text, sizeof text, "background:\n  - format: meic_asc\n    files:\n");
    for (int m = 1; m <= 12; m++) {
        char name[64];
        snprintf(name, sizeof name, "2020_%02d_power_SO2.asc", m);
        write_meic(name, m);
        snprintf(text + strlen(text), sizeof text - strlen(text), "      - %s\n", in_root(name));
    }
    lt_ledger *ledger = ledger_with(text, shenyang);
    lt_fusion *f;
    lt_fusion_report *report;
    const long n = (long)grid->nx * grid->ny;
    fixture_fail(lt_fusion_create(ledger, grid, &allocation, &f));
    fixture_fail(lt_fusion_report_create(f, &report));
    assert_int_equal(f->n_fields, 12);
    double cities = 0, province = 0, single = 0;
    for (int m = 0; m < 12; m++)
        for (int k = 0; k < LT_N_CITIES; k++)
            for (long c = 0; c < n; c++) cities += f->fields[m].kg[LT_SO2][c] * grid->region_fraction[k * n + c] * 1e-6;
    for (long k = 0; k < report->n_rows; k++) {
        if (report->rows[k].theirs[0]) continue; /* the sums over sectors */
        if (strcmp(report->rows[k].region, "Liaoning") == 0)
            province += report->rows[k].theirs_kt;
        else
            single += report->rows[k].theirs_kt;
    }
    assert_true(cities > 0);
    assert_near(province / cities, 1, 1e-12);
    assert_near(single / province, 1, 1e-12);
    lt_fusion_report_free(report);
    lt_fusion_free(f);
    lt_ledger_free(ledger);
}

/* The province of a table against ours. */
static void test_table_is_compared(void **state) {
    (void)state;
    fixture_write(in_root("reas.csv"), "region_code,species,unit,sector,year,value\n"
                                       "CHN_LN,NOx,ktNO2/year,IND,2015,800\n");
    lt_ledger *both = ledger_with(background("reas_csv", "reas.csv", ""), shenyang);
    lt_fusion *f;
    lt_fusion_report *report;
    fixture_fail(lt_fusion_create(both, grid, &allocation, &f));
    fixture_fail(lt_fusion_report_create(f, &report));
    bool found = false;
    for (long k = 0; k < report->n_rows; k++)
        if (strcmp(report->rows[k].region, "Liaoning") == 0 && !report->rows[k].theirs[0]) {
            found = true;
            assert_near(report->rows[k].theirs_kt, 800, 1e-9);
            assert_near(report->rows[k].ours_kt, 1e-3, 1e-12); /* 1000 t at 1 kg/t */
        }
    assert_true(found);
    lt_fusion_report_free(report);
    lt_fusion_free(f);
    lt_ledger_free(both);
}

/* A power station in a border cell, whose rest another inventory's power keeps, is named; one inside its city is not.
 */
static void test_double_counting(void **state) {
    (void)state;
    static const char *const rows[] = {
        "p,Shenyang,power,coal,pulverised,none,1000,t,flat,point,stack,123.43,41.80,200,5,"
        "330,20,10,9,t,x",
        "q,Anshan,power,coal,pulverised,none,1000,t,flat,point,stack,122.9,41.0,200,5,330,"
        "20,10,9,t,x",
        NULL};
    const long n = (long)grid->nx * grid->ny;
    int i, j;
    bool inside;
    fixture_fail(lt_grid_cell(grid, 122.9, 41.0, &i, &j, &inside));
    double *anshan = &grid->region_fraction[lt_grid_region(grid, "Anshan") * n + (long)j * grid->nx + i],
           *land = &grid->region_fraction[LT_REGION_OTHER_LAND * n + (long)j * grid->nx + i];
    assert_true(*anshan == 1);
    *anshan = 0.4;
    *land = 0.6;
    write_meic("2020_01_power_NOx.asc", 4);
    lt_ledger *ledger = ledger_with(background("meic_asc", "2020_01_power_NOx.asc", ""), rows);
    lt_fusion *f;
    lt_fusion_report *report;
    fixture_fail(lt_fusion_create(ledger, grid, &allocation, &f));
    fixture_fail(lt_fusion_report_create(f, &report));
    assert_int_equal(report->n_doubles, 1);
    assert_string_equal(report->doubles[0].point->id, "q");
    assert_string_equal(report->doubles[0].sector->name, "power");
    assert_int_equal(report->doubles[0].pollutant, LT_NOX);
    assert_near(report->doubles[0].kept, 0.6, 1e-12);
    assert_near(report->doubles[0].own_t, 9, 1e-9);
    const double base_t = f->fields[0].kg[LT_NOX][(long)j * grid->nx + i] * 1e-3;
    assert_near(report->doubles[0].kept_t, 0.6 * base_t, 1e-9 * base_t);
    *anshan = 1;
    *land = 0;
    lt_fusion_report_free(report);
    lt_fusion_free(f);
    lt_ledger_free(ledger);
}

/* Many sectors of theirs: none is lost in the comparison (FF10 has hundreds). */
static void test_many_sectors(void **state) {
    (void)state;
    enum { N = 150 };
    char more[500];
    FILE *file = fopen(in_root("nonpoint.csv"), "w");
    assert_non_null(file);
    fputs("#FORMAT=FF10_NONPOINT\n#YEAR=2020\n", file);
    for (int k = 0; k < N; k++)
        fprintf(file, "CN,210200,,,,%d,,NOX,%d,,,,,,,,,2020,,,,,,,,,,,,,,,,,,,,,,,,,,,\n", 2100 + k, k + 1);
    assert_int_equal(fclose(file), 0);
    file = fopen(in_root("many.csv"), "w");
    assert_non_null(file);
    fputs("format,name,sector,also,calendar,surrogate,profile,mark,source\n", file);
    for (int k = 0; k < N; k++) fprintf(file, "ff10,%d,industry,,flat,area,surface,A,test\n", 2100 + k);
    assert_int_equal(fclose(file), 0);
    snprintf(more, sizeof more, "    sectors: %s\n", in_root("many.csv"));
    lt_ledger *ledger = ledger_with(background("ff10_nonpoint", "nonpoint.csv", more), shenyang);
    lt_fusion *f;
    lt_fusion_report *report;
    fixture_fail(lt_fusion_create(ledger, grid, &allocation, &f));
    fixture_fail(lt_fusion_report_create(f, &report));
    double kt = -1;
    for (long k = 0; k < report->n_rows; k++)
        if (strcmp(report->rows[k].region, "Dalian") == 0 && !report->rows[k].theirs[0]) kt = report->rows[k].theirs_kt;
    assert_near(kt / (N * (N + 1) / 2 * 907.18474e-6), 1, 1e-12);
    lt_fusion_report_free(report);
    lt_fusion_free(f);
    lt_ledger_free(ledger);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_months_make_a_year),
                                       cmocka_unit_test(test_table_is_compared), cmocka_unit_test(test_double_counting),
                                       cmocka_unit_test(test_many_sectors)};
    return cmocka_run_group_tests(tests, start, end);
}
