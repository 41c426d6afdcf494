/* A run of a grid and its nest on the ranks of MPI has the files of one on one rank, byte for byte: both grids in one
 * layout or each in its own, a nest that begins an hour later, the boundary file of a third grid, which lies at the
 * border of the first and ends below its top, beside it; gone on with after restart files of the other, from before the
 * nest began and from after; passive and with a mechanism. A layout for which one of both grids has no room is refused.
 * Run by mpirun with 1, 2, 3, 4 and 6. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/rank_nest.h"

/* --- comparisons --- */

/* Each grid in a layout of its own, and the first `most` layouts that both can have. */
static void compare(const char *text, int hours, int most) {
    lt_layout layouts[RANK_LAYOUTS], own = {.comm = rank_comm};
    lt_digest one, many;
    const int n = rank_layouts(layouts);
    nest_run(&(one_run){"one", text, NULL, NULL, NULL, hours, 2}, one);
    for (int l = -1; l < n && l < most; ++l) {
        const lt_layout *of_nest = l < 0 ? NULL : &layouts[l];
        nest_run(&(one_run){"many", text, NULL, of_nest ? of_nest : &own, of_nest, hours, 2 - (l & 1)}, many);
        if (rank_comm.rank == 0) assert_string_equal(one, many);
        nest_expect_same("one", "many");
    }
}

/* Restart files of rank 0 and of all: after the first hour, when the nest has nothing yet, and after the second. */
static void compare_restarts(const char *text) {
    static const char *const from[][2] = {{"early_before", "early_many_before"}, {"early", "early_many"}};
    lt_layout layouts[RANK_LAYOUTS];
    lt_digest one, many;
    const int n = rank_layouts(layouts);
    nest_run(&(one_run){"early", text, NULL, NULL, NULL, 1, 1}, one);
    nest_run(&(one_run){"early_many", text, NULL, &layouts[n - 1], &layouts[n - 1], 1, 1}, many);
    nest_expect_same_restart("restart_early_before.nc", "restart_early_many_before.nc");
    nest_expect_same_restart("restart_early.nc", "restart_early_many.nc");
    for (int f = 0; f < 2; ++f) {
        nest_run(&(one_run){"rest_many", text, from[f][0], &layouts[0], &layouts[0], HOURS, 1}, many);
        nest_run(&(one_run){"rest_one", text, from[f][1], NULL, NULL, HOURS, 1}, one);
        if (rank_comm.rank == 0) assert_string_equal(one, many);
        nest_expect_same("rest_one", "rest_many");
    }
}

static void test_passive(void **state) {
    (void)state;
    char text[2048];
    snprintf(text, sizeof text, "chemistry: off\n%s", nest_section);
    rank_fresh(nest_make);
    compare(text, HOURS, RANK_LAYOUTS);
    compare_restarts(text);
    rank_drop();
}

static void test_reacting(void **state) {
    (void)state;
    char text[2048];
    mini_reacts = mini_stormy = true;
    snprintf(text, sizeof text, "chemistry: cb6r5\ncoarse_nitrate: dynamic\n%s", nest_section);
    rank_fresh(nest_make);
    compare(text, 1, 1);
    rank_drop();
    mini_reacts = mini_stormy = false;
}

/* 4 x 1 parts: the nest has room for them, its parent, of 14 columns, has not. */
static void test_layout_that_fits_one_grid(void **state) {
    (void)state;
    const lt_layout layout = {.comm = rank_comm, .px = 4, .py = 1};
    const one_run r = {"none", "chemistry: off\n", NULL, &layout, &layout, 1, 1};
    lt_outdir *dir;
    if (rank_comm.size != 4) skip();
    rank_fresh(nest_make);
    rank_good(rank_comm.rank == 0 ? lt_outdir_open(rank_folder, &dir) : lt_outdir_look(rank_folder, &dir));
    assert_int_equal(nest_run_here(dir, &r), LT_ERR_USAGE);
    assert_non_null(strstr(lt_error_what(), "cut"));
    lt_outdir_close(dir);
    rank_drop();
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_passive), cmocka_unit_test(test_reacting),
                                       cmocka_unit_test(test_layout_that_fits_one_grid)};
    const int fault = rank_begin(argc, argv);
    return fault ? fault : rank_end(cmocka_run_group_tests(tests, NULL, NULL));
}
