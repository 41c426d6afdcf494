/* test_annual.c - the files of a year: their sums are the ledger's, on the grid the grid's; firms are the points. */
#include "inventory_fixture.h"

#include "base/ncio.h"
#include "inventory/annual/annual.h"
#include "tests/support/root.h"

typedef struct setting {
    lt_outdir *dir;
    lt_grid *grid;
    lt_ledger *ledger;
    lt_allocation allocation;
} setting;

static const lt_annual_files files = {"totals.csv", "flow.csv", "reactive.csv", "annual.nc", "doubt.csv", "sobol.csv"};

static int start(void **state) {
    static setting s;
    assert_int_equal(make_root(state), 0);
    s.grid = fixture_grid();
    s.ledger = fixture_ledger(2020);
    fixture_fail(lt_allocation_of(s.ledger, &s.allocation));
    fixture_fail(lt_outdir_open(root, &s.dir));
    fixture_fail(lt_grid_write(s.grid, s.dir, "grid.nc"));
    fixture_fail(lt_annual_write(s.ledger, s.dir, "grid.nc", &files));
    *state = &s;
    return 0;
}

static int end(void **state) {
    setting *s = *state;
    lt_outdir_close(s->dir);
    lt_allocation_free(&s->allocation);
    lt_ledger_free(s->ledger);
    lt_grid_free(s->grid);
    return remove_root(state);
}

static lt_csv *table_of(const setting *s, const char *name) {
    lt_csv *t;
    assert_true(lt_outdir_has(s->dir, name, true, NULL));
    fixture_fail(lt_csv_read(in_root(name), &t));
    return t;
}

/* kt of the rows of a table with this region and sector; NULL: any. */
static double sum_of(const lt_csv *t, const char *region, const char *sector, const char *column) {
    double sum = 0;
    for (long r = 0; r < lt_csv_rows(t); r++)
        if ((!region || strcmp(fixture_word(t, r, "region"), region) == 0) &&
            (!sector || strcmp(fixture_word(t, r, "sector"), sector) == 0))
            sum += fixture_number(t, r, column);
    return sum;
}

static double oh_kt(const lt_ledger *ledger) {
    double kg = 0;
    for (long r = 0; r < ledger->n; r++)
        if (lt_region_is_liaoning(ledger->sources[r].region)) kg += lt_source_oh_kg(&ledger->sources[r]);
    return kg * 1e-6;
}

static void near(double found, double wanted, double relative) {
    assert_near(found, wanted, relative * fabs(wanted));
}

/* Nine digits stand in the files. */
static void test_totals_and_flow(void **state) {
    const setting *s = *state;
    lt_csv *totals = table_of(s, files.totals), *flow = table_of(s, files.flow);
    double kt[LT_N_QUANTITIES], anshan[LT_N_QUANTITIES];
    lt_ledger_quantities_kt(s->ledger, NULL, NULL, kt);
    lt_ledger_quantities_kt(s->ledger, "Anshan", "steel", anshan);
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        char head[48];
        snprintf(head, sizeof head, "%s", lt_annual_head(q, "kt"));
        near(sum_of(totals, NULL, NULL, head), kt[q], 1e-8);
        near(sum_of(flow, NULL, NULL, head), kt[q], 1e-8);
        near(sum_of(totals, "Anshan", "steel", head), anshan[q], 1e-8);
        near(sum_of(flow, "Anshan", "steel", head), anshan[q], 1e-8);
    }
    near(sum_of(totals, NULL, NULL, "oh_kt_propene"), oh_kt(s->ledger), 1e-8);
    near(sum_of(flow, NULL, NULL, "oh_kt_propene"), oh_kt(s->ledger), 1e-8);
    lt_csv_free(totals);
    lt_csv_free(flow);
}

static void test_activities(void **state) {
    const setting *s = *state;
    static const char *const wanted[][3] = {{"industry", "coal", "coal"},
                                            {"industry", "cement", "minerals"},
                                            {"road", "petrol", "petrol"},
                                            {"road", "something", "road_other"},
                                            {"solvent", "printing_ink", "solvents"},
                                            {"agriculture", "rice", "rice"},
                                            {"agriculture", "horses", "animals"},
                                            {"no", "such", "other"}};
    lt_activities *a;
    fixture_fail(lt_activities_read(&a));
    for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++) {
        lt_source source = {0};
        snprintf(source.sector, sizeof source.sector, "%s", wanted[k][0]);
        snprintf(source.process, sizeof source.process, "%s", wanted[k][1]);
        assert_string_equal(a->items[lt_activities_of(a, &source)].name, wanted[k][2]);
    }
    /* What no line names is little: less than 2 % of any pollutant. */
    double other[LT_N_ANNUAL] = {0}, all[LT_N_ANNUAL] = {0};
    for (long r = 0; r < s->ledger->n; r++) {
        const lt_source *source = &s->ledger->sources[r];
        if (!lt_region_is_liaoning(source->region)) continue;
        const bool is_other = strcmp(a->items[lt_activities_of(a, source)].name, "other") == 0;
        for (int q = 0; q < LT_N_ANNUAL; q++) {
            all[q] += lt_annual_kg(source, q);
            if (is_other) other[q] += lt_annual_kg(source, q);
        }
    }
    for (int q = 0; q < LT_N_ANNUAL; q++) assert_true(other[q] <= 0.02 * all[q]);
    lt_free(a);
}

static void test_grid(void **state) {
    setting *s = *state;
    lt_annual_grid *a;
    lt_ncr *nc;
    double kt[LT_N_PARTS][LT_N_POLLUTANTS], table[LT_N_QUANTITIES];
    fixture_fail(lt_annual_grid_create(s->ledger, s->grid, &s->allocation, &a));
    fixture_fail(lt_inventory_gridded_totals(s->ledger, s->grid, kt));
    lt_ledger_quantities_kt(s->ledger, NULL, NULL, table);
    fixture_fail(lt_ncr_open(in_root(files.grid), &nc));
    const size_t cells = (size_t)a->cells, n = (size_t)a->sectors->n * cells;
    float *file = calloc(n, sizeof *file);
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        const char *name = p == LT_PM25 ? "PM25" : lt_pollutant_names[p];
        double sum = 0, in_file = 0;
        fixture_fail(lt_ncr_get_float(nc, name, "kg", n, file));
        for (int k = 0; k < a->sectors->n; k++)
            for (size_t c = 0; c < cells; c++) {
                sum += a->kg[((size_t)k * LT_N_ANNUAL + (size_t)p) * cells + c];
                in_file += file[(size_t)k * cells + c];
            }
        near(sum * 1e-6, kt[0][p] + kt[1][p] + kt[2][p], 1e-9);
        near(in_file, sum, 1e-6);
    }
    static const int which[] = {LT_NMVOC, LT_OFP};
    for (int o = 0; o < 2; o++) {
        double ours = 0;
        for (int k = 0; k < a->sectors->n; k++)
            for (size_t c = 0; c < cells; c++) ours += a->of_ours[((size_t)k * LT_N_OURS + (size_t)o) * cells + c];
        near(ours * 1e-6, table[which[o]], 1e-9);
    }
    free(file);
    lt_ncr_close(nc);
    lt_annual_grid_free(a);
}

/* Largest first; firms hold all points of the 14 cities, each name once. */
static void test_reactive(void **state) {
    const setting *s = *state;
    lt_csv *t = table_of(s, files.reactive);
    double points = 0, firms = 0, before = 0, running = 0;
    long n_cells = 0, n_named = 0;
    for (long r = 0; r < s->ledger->n; r++) {
        const lt_source *source = &s->ledger->sources[r];
        if (source->is_point && lt_region_is_liaoning(source->region)) points += lt_source_quantity_kg(source, LT_OFP);
    }
    for (long r = 0; r < lt_csv_rows(t); r++) {
        const bool firm = strcmp(fixture_word(t, r, "kind"), "firm") == 0, first = fixture_number(t, r, "rank") == 1;
        const double ofp = fixture_number(t, r, "ofp_t_o3");
        assert_true(first || ofp <= before);
        before = ofp;
        running = first ? fixture_number(t, r, "share_ofp") : running + fixture_number(t, r, "share_ofp");
        assert_true(fabs(fixture_number(t, r, "running_share") - running) < 1e-6 * (double)(r + 2));
        if (firm) firms += ofp;
        n_cells += !firm;
        assert_string_not_equal(fixture_word(t, r, "sector"), "natural");
        /* Steel works by the name of their plant, refineries by place. */
        n_named += strcmp(fixture_word(t, r, "name_zh"), "鞍钢股份") == 0 ||
                   strcmp(fixture_word(t, r, "name_zh"), "抚顺石化") == 0;
        for (long q = 0; q < r; q++)
            assert_true(strcmp(fixture_word(t, r, "id"), fixture_word(t, q, "id")) != 0 ||
                        strcmp(fixture_word(t, r, "kind"), fixture_word(t, q, "kind")) != 0);
    }
    near(firms * 1e3, points, 1e-8);
    assert_true(points > 0 && n_cells == 100 && n_named == 2);
    lt_csv_free(t);
}

/* The table's number stands beside the draws of the province; the most worth measuring comes first. What
 * the draws are: test_uncertainty.c. */
static void test_doubt_is_there(void **state) {
    const setting *s = *state;
    lt_csv *t = table_of(s, files.uncertainty), *sobol = table_of(s, files.sobol);
    double kt[LT_N_QUANTITIES];
    int n = 0;
    lt_ledger_quantities_kt(s->ledger, NULL, NULL, kt);
    for (long r = 0; r < lt_csv_rows(t); r++) {
        const bool whole =
            strcmp(fixture_word(t, r, "place"), "Liaoning") == 0 && strcmp(fixture_word(t, r, "sector"), "all") == 0;
        const int p = lt_pollutant_find(fixture_word(t, r, "pollutant"));
        assert_true(fixture_number(t, r, "p2_5_kt") <= fixture_number(t, r, "p97_5_kt"));
        if (!whole || p < 0) continue;
        near(fixture_number(t, r, "table_kt"), kt[p], 1e-8);
        n++;
    }
    assert_int_equal(n, LT_N_POLLUTANTS);
    assert_true(lt_csv_rows(sobol) > LT_N_POLLUTANTS);
    for (long r = 1; r < lt_csv_rows(sobol); r++)
        if (strcmp(fixture_word(sobol, r, "place"), fixture_word(sobol, r - 1, "place")) == 0 &&
            strcmp(fixture_word(sobol, r, "pollutant"), fixture_word(sobol, r - 1, "pollutant")) == 0)
            assert_true(fixture_number(sobol, r, "share") <= fixture_number(sobol, r - 1, "share"));
    lt_csv_free(t);
    lt_csv_free(sobol);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_totals_and_flow), cmocka_unit_test(test_activities),
                                       cmocka_unit_test(test_grid), cmocka_unit_test(test_reactive),
                                       cmocka_unit_test(test_doubt_is_there)};
    return cmocka_run_group_tests(tests, start, end);
}
