/* A grid and its nest on different numbers of ranks, each on the first ones: every file has the bytes of a run on one
 * rank, also where it is gone on with by other numbers of them, from before the nest began and from after. An error of
 * the ranks that have the nest is the error of all; a layout of more blocks than ranks, or with blocks too narrow, is
 * refused. Run by mpirun with 1, 2, 3, 4 and 6. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/mini_faults.h"
#include "tests/support/rank_nest.h"

/* Blocks of the grid of 14 x 12 cells, and of its nest of 18 x 21; fewer than ranks: the last ones have none. */
static const struct {
    int ranks, px, py, nest_px, nest_py;
} cuts[] = {{1, 1, 1, 1, 1}, {2, 1, 2, 1, 1}, {2, 1, 1, 2, 1}, {3, 1, 3, 1, 2}, {3, 3, 1, 1, 1},
            {3, 1, 2, 3, 1}, {4, 2, 2, 1, 3}, {4, 2, 2, 2, 1}, {4, 1, 3, 1, 4}, {4, 2, 1, 1, 1},
            {6, 3, 2, 2, 2}, {6, 2, 3, 1, 5}, {6, 2, 2, 3, 2}, {6, 1, 1, 1, 4}};
enum { CUTS = sizeof cuts / sizeof *cuts };

static lt_layout layout_of(int px, int py) {
    return (lt_layout){.comm = rank_comm, .px = px, .py = py, .spares = true};
}

/* The run in the n-th of the cuts. To write together is left to gather. */
static void run_cut(int n, const char *tag, const char *text, const char *from, int hours, lt_digest digest) {
    lt_layout layout = layout_of(cuts[n].px, cuts[n].py), nest = layout_of(cuts[n].nest_px, cuts[n].nest_py);
    if (n % 2) layout.output = LT_OUTPUT_PARALLEL;
    nest_run(&(one_run){tag, text, from, &layout, &nest, hours, 1 + n % 2}, digest);
}

static void compare(const char *text, int hours, int most) {
    lt_digest one, many;
    nest_run(&(one_run){"one", text, NULL, NULL, NULL, hours, 2}, one);
    for (int n = 0, done = 0; n < CUTS && done < most; ++n) {
        if (cuts[n].ranks != rank_comm.size) continue;
        run_cut(n, "many", text, NULL, hours, many);
        if (rank_comm.rank == 0) assert_string_equal(one, many);
        nest_expect_same("one", "many");
        ++done;
    }
}

/* Files of one rank and of the first cut, from before and after the nest began, gone on with by the next cut and by one
 * rank. */
static void compare_restarts(const char *text) {
    static const char *const from[][2] = {{"early_before", "early_many_before"}, {"early", "early_many"}};
    lt_digest one, many;
    int first = 0;
    while (cuts[first].ranks != rank_comm.size) ++first;
    const int next = first + 1 < CUTS && cuts[first + 1].ranks == rank_comm.size ? first + 1 : first;
    nest_run(&(one_run){"early", text, NULL, NULL, NULL, 1, 1}, one);
    run_cut(first, "early_many", text, NULL, 1, many);
    nest_expect_same_restart("restart_early_before.nc", "restart_early_many_before.nc");
    nest_expect_same_restart("restart_early.nc", "restart_early_many.nc");
    for (int f = 0; f < 2; ++f) {
        nest_run(&(one_run){"rest_one", text, from[f][1], NULL, NULL, HOURS, 1}, one);
        run_cut(next, "rest_many", text, from[f][0], HOURS, many);
        if (rank_comm.rank == 0) assert_string_equal(one, many);
        nest_expect_same("rest_one", "rest_many");
    }
}

static void test_passive(void **state) {
    (void)state;
    char text[2048];
    snprintf(text, sizeof text, "chemistry: off\n%s", nest_section);
    rank_fresh(nest_make);
    compare(text, HOURS, CUTS);
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

/* What the run of two layouts ends with, on this rank. */
static lt_status end_of(const lt_layout *layout, const lt_layout *nest, char *error, size_t size) {
    const one_run r = {"none", "chemistry: off\n", NULL, layout, nest, HOURS, 1};
    lt_outdir *dir;
    rank_good(rank_comm.rank == 0 ? lt_outdir_open(rank_folder, &dir) : lt_outdir_look(rank_folder, &dir));
    const lt_status status = nest_run_here(dir, &r);
    lt_error_text(status, error, size);
    lt_error_clear();
    lt_outdir_close(dir);
    return status;
}

static void test_layouts_that_do_not_fit(void **state) {
    (void)state;
    const lt_layout one = layout_of(1, 1), many = layout_of(1, rank_comm.size + 1), narrow = layout_of(1, 6);
    char error[4096];
    rank_fresh(nest_make);
    assert_int_equal(end_of(&one, &many, error, sizeof error), LT_ERR_USAGE);
    assert_non_null(strstr(error, "another number of blocks"));
    assert_non_null(strstr(error, "mini-nest"));
    if (rank_comm.size == 6) {
        assert_int_equal(end_of(&one, &narrow, error, sizeof error), LT_ERR_USAGE);
        assert_non_null(strstr(error, "4 x 4 cells in every block"));
    }
    rank_drop();
}

/* Weather that is no number, which the first rank alone reads. */
static void test_error_of_the_nest(void **state) {
    (void)state;
    const lt_layout parent = {.comm = rank_comm}, nest = layout_of(1, 1);
    char error[4096];
    lt_outdir *dir;
    if (rank_comm.size == 1) skip();
    rank_fresh(nest_make);
    if (rank_comm.rank == 0) {
        assert_int_equal(lt_outdir_open(rank_folder, &dir), LT_OK);
        mini_put(dir, "met_p_nest.nc", "kz", (const size_t[]){1, 2, 3, 4}, NAN);
        lt_outdir_close(dir);
    }
    assert_int_equal(end_of(&parent, &nest, error, sizeof error), LT_ERR_INPUT);
    assert_non_null(strstr(error, "kz"));
    assert_non_null(strstr(error, lt_fmt("on rank 0 of %d", rank_comm.size)));
    rank_drop();
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_passive), cmocka_unit_test(test_reacting),
                                       cmocka_unit_test(test_layouts_that_do_not_fit),
                                       cmocka_unit_test(test_error_of_the_nest)};
    const int fault = rank_begin(argc, argv);
    return fault ? fault : rank_end(cmocka_run_group_tests(tests, NULL, NULL));
}
