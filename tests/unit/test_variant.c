/* test_variant.c - which runs a case asks for, in which order and in which periods. */
#include "base/variant.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static lt_period two_periods[2] = {{.id = (char *)"january", .draws = 3}, {.id = (char *)"november", .draws = 1}};
static char *packages[] = {(char *)"measures/rail.yaml", (char *)"all"};
static char *without[] = {(char *)"rail", (char *)"boilers"};

static lt_case a_case(void) {
    return (lt_case){.periods = {two_periods, 2},
                     .packages = {packages, 2},
                     .reference = (char *)"reference-2025",
                     .removal = {(char *)"all", {without, 2}}};
}

static void test_order(void **state) {
    (void)state;
    static const struct {
        const char *id;
        lt_variant_kind kind;
        bool november, emits, compared;
    } wanted[] = {{"base", LT_VARIANT_BASE, true, true, false},
                  {"noise", LT_VARIANT_NOISE, true, false, false},
                  {"draw2", LT_VARIANT_DRAW, false, false, false},
                  {"draw3", LT_VARIANT_DRAW, false, false, false},
                  {"reference-2025", LT_VARIANT_REFERENCE, true, true, true},
                  {"rail", LT_VARIANT_PACKAGE, true, true, true},
                  {"all", LT_VARIANT_PACKAGE, true, true, true},
                  {"all-without-rail", LT_VARIANT_REMOVAL, true, true, false},
                  {"all-without-boilers", LT_VARIANT_REMOVAL, true, true, false}};
    enum { N = sizeof wanted / sizeof *wanted };
    lt_case setup = a_case();
    lt_variants all;
    assert_int_equal(lt_variants_of(&setup, &all), LT_OK);
    assert_int_equal(all.n, N);
    for (int v = 0; v < N; v++) {
        const lt_variant *row = &all.rows[v];
        assert_string_equal(row->id, wanted[v].id);
        assert_int_equal(row->kind, wanted[v].kind);
        assert_true(lt_variant_runs_in(row, &two_periods[0]));
        assert_int_equal(lt_variant_runs_in(row, &two_periods[1]), wanted[v].november);
        assert_int_equal(lt_variant_emits(row), wanted[v].emits);
        assert_int_equal(lt_variant_is_compared(row), wanted[v].compared);
        const lt_job job = {.variant = row->id};
        assert_int_equal(lt_job_draw(&job), row->draw);
    }
    assert_string_equal(all.rows[7].package, "all");
    assert_string_equal(all.rows[7].without, "rail");
    lt_variants_free(&all);
}

/* After all others, draw by draw: base, what packages stand on, the package. */
static void test_inventory_draws(void **state) {
    (void)state;
    static const char *const wanted[] = {"base-draw-1", "reference-2025-draw-1", "all-draw-1",
                                         "base-draw-2", "reference-2025-draw-2", "all-draw-2"};
    static char *drawn[] = {(char *)"measures/all.yaml"};
    lt_case setup = a_case();
    lt_variants all;
    setup.inventory_draws = (lt_inventory_draws){2, {drawn, 1}};
    assert_int_equal(lt_variants_of(&setup, &all), LT_OK);
    assert_int_equal(all.n, 9 + 6);
    for (int v = 0; v < 6; v++) {
        const lt_variant *row = &all.rows[9 + v];
        const lt_job job = {.variant = row->id};
        assert_string_equal(row->id, wanted[v]);
        assert_int_equal(row->kind, LT_VARIANT_INVENTORY);
        assert_int_equal(row->inventory_draw, 1 + v / 3);
        assert_true(v % 3 > 0 || row->package == NULL);
        assert_true(lt_variant_emits(row) && !lt_variant_is_compared(row));
        assert_true(lt_variant_runs_in(row, &two_periods[0]) && lt_variant_runs_in(row, &two_periods[1]));
        assert_int_equal(lt_job_draw(&job), 1); /* no draw of a weather */
        assert_true(lt_variant_strength(row, "rail") == 1);
    }
    lt_variants_free(&all);
    setup.inventory_draws.packages.n = 0; /* base alone */
    assert_int_equal(lt_variants_of(&setup, &all), LT_OK);
    assert_int_equal(all.n, 9 + 2);
    assert_string_equal(all.rows[10].id, "base-draw-2");
    lt_variants_free(&all);
}

static char *one_by_one[] = {(char *)"rail", (char *)"boilers", (char *)"low-voc", (char *)"dust", (char *)"straw"};
static lt_group groups[3] = {{.id = (char *)"rail", .members = {one_by_one, 1}, .alone = (char *)"measures/rail.yaml"},
                             {.id = (char *)"boilers", .members = {one_by_one + 1, 1}},
                             {.id = (char *)"rest", .members = {one_by_one + 2, 3}}};

static const lt_variant *with_id(const lt_variants *all, const char *id) {
    for (long v = 0; v < all->n; v++)
        if (strcmp(all->rows[v].id, id) == 0) return &all->rows[v];
    fail_msg("no variant %s", id);
    return NULL;
}

/* Three groups are eight runs, of which the reference, the package, rail alone and two removals stand already. */
static void test_coalitions(void **state) {
    (void)state;
    lt_case setup = a_case();
    lt_variants all;
    char id[128];
    setup.shapley = (lt_grouping){(char *)"all", {groups, 3}};
    assert_int_equal(lt_variants_of(&setup, &all), LT_OK);
    assert_int_equal(all.n, 9 + 3);
    static const char *const wanted[8] = {
        "reference-2025",   "rail", "all-shapley-010", "all-shapley-110", "all-shapley-001", "all-without-boilers",
        "all-without-rail", "all"};
    for (unsigned set = 0; set < 8; set++) {
        lt_variant_of_coalition(&setup, set, id);
        assert_string_equal(id, wanted[set]);
        (void)with_id(&all, id);
    }
    const lt_variant *row = with_id(&all, "all-shapley-110");
    assert_int_equal(row->kind, LT_VARIANT_COALITION);
    assert_true(lt_variant_emits(row) && !lt_variant_is_compared(row));
    assert_true(lt_variant_strength(row, "rail") == 1 && lt_variant_strength(row, "dust") == 0);
    assert_true(lt_variant_strength(with_id(&all, "all-without-rail"), "rail") == 0);
    assert_true(lt_variant_strength(with_id(&all, "all"), "rail") == 1);
    lt_variants_free(&all);
    setup.reference = NULL;
    lt_variant_of_coalition(&setup, 0, id);
    assert_string_equal(id, "base");
}

/* Five groups are twenty runs on the path; each differs from its point in one group. */
static void test_path(void **state) {
    (void)state;
    lt_case setup = a_case();
    lt_variants all;
    lt_group five[5];
    for (int g = 0; g < 5; g++) five[g] = (lt_group){.id = one_by_one[g], .members = {one_by_one + g, 1}};
    setup.shapley = (lt_grouping){(char *)"all", {five, 5}};
    assert_int_equal(lt_variants_of(&setup, &all), LT_OK);
    assert_int_equal(all.n, 9 + 20);
    const lt_variant *row = with_id(&all, "all-path-2-dust-less");
    assert_int_equal(row->kind, LT_VARIANT_PATH);
    const double others = lt_variant_strength(row, "rail"), own = lt_variant_strength(row, "dust");
    assert_true(others > 0.78 && others < 0.79 && own > 0.57 && own < 0.58);
    assert_true(lt_variant_strength(with_id(&all, "all-path-1-dust-less"), "dust") == 0);
    assert_true(lt_variant_strength(with_id(&all, "all-path-2-dust-more"), "dust") == 1);
    lt_variants_free(&all);
}

static void test_plain_case(void **state) {
    (void)state;
    lt_case setup = {.periods = {two_periods + 1, 1}};
    lt_variants all;
    assert_int_equal(lt_variants_of(&setup, &all), LT_OK);
    assert_int_equal(all.n, 1);
    assert_string_equal(all.rows[0].id, "base");
    lt_variants_free(&all);
    assert_int_equal(lt_job_draw(&(lt_job){.variant = NULL}), 1);
    assert_int_equal(lt_job_draw(&(lt_job){.variant = "drawing"}), 1);
}

static void test_find(void **state) {
    (void)state;
    lt_case setup = a_case();
    lt_variant found;
    assert_int_equal(lt_variant_find(&setup, "measures/rail.yaml", &found), LT_OK);
    assert_string_equal(found.id, "rail");
    assert_int_equal(lt_variant_find(&setup, "draw4", &found), LT_ERR_USAGE);
    char text[2048];
    lt_error_text(LT_ERR_USAGE, text, sizeof text);
    assert_non_null(strstr(text, "draw3"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_order),      cmocka_unit_test(test_inventory_draws),
                                       cmocka_unit_test(test_coalitions), cmocka_unit_test(test_path),
                                       cmocka_unit_test(test_plain_case), cmocka_unit_test(test_find)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
