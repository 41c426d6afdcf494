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

#include "tests/support/mini_nest.h"
#include "tests/support/model_text.h"
#include "tests/support/rank_files.h"

enum { SPINUP = 1, LATE = 1, HOURS = 2 };

static const char section[] =
    "step: 900 s\nnest_step: 300 s\nvertical_mixing: acm2\nhorizontal_diffusion: smagorinsky\nrestart_every: 1\n"
    "budget_regions: [on]\nprocess_budget: [CO, SO2]\noutput: [{set: cities, fields: [pm25, co], interval: 30 min}]\n"
    "tracers:\n- {name: land, kind: tag, of: CO, regions: [Shenyang], source: area}\n"
    "- {name: outside, kind: border, value: one}\n- {name: first, kind: start, of: CO}\n";

/* Cells of 13.5 km along the whole south and half of its height, three layers. */
static const char edge_definition[] =
    "name: mini-edge\ntitle_en: a grid at the border\ntitle_zh: 边缘网格\n" MINI_PROJECTION
    "cell: 13.5 km\nnx: 28\nny: 12\ncentre_north: -6\nlayer_edges: [0 m, 40 m, 300 m, 800 m]\n";
static const int edge_layers[] = {0, 1, 3, 4};
static const mini_shape edge_window = {28, 12, 3, 0, 0, 2, edge_layers, false};

static lt_outdir *make(char folder[64]) {
    lt_outdir *dir = mini_nest_dir(folder, SPINUP + HOURS, LATE);
    mini_grid_of(dir, folder, edge_definition, &edge_window, "grid_edge.nc");
    return dir;
}

/* --- runs --- */

/* `hours` hours of output; layout NULL: of rank 0 alone. */
typedef struct one_run {
    const char *tag, *text, *from;
    const lt_layout *layout;
    int hours, threads;
} one_run;

static lt_digest last_state; /* of the run before */

static lt_status run_files(const one_run *r, lt_outdir *dir, const lt_grid *edge, const lt_model_config *config) {
    char from[200], regions[2][64], process[2][64];
    mini_names names;
    lt_model_result result;
    lt_model_run run = mini_nest_run(dir, config, r->tag, SPINUP, r->hours, SPINUP - LATE, &names);
    for (int n = 0; n < 2; ++n) {
        snprintf(regions[n], sizeof regions[n], "regions_%s%s.csv", r->tag, n ? "_nest" : "");
        snprintf(process[n], sizeof process[n], "process_%s%s.csv", r->tag, n ? "_nest" : "");
        lt_domain_files *files = n ? &names.nest.files : &run.files;
        files->budget_regions = regions[n];
        files->process = process[n];
    }
    if (r->from) snprintf(from, sizeof from, "%s/restart_%s.nc", rank_folder, r->from);
    run.restart_from = r->from ? from : NULL;
    run.restart_file = "restart.nc";
    run.boundary_for = edge;
    run.boundary_file = lt_fmt("boundary_%s.nc", r->tag);
    run.layout = r->layout;
    run.threads = r->threads;
    run.inputs = "of this test";
    LT_TRY(lt_model_run_files(&run, &result));
    memcpy(last_state, result.state_digest, sizeof last_state);
    if (rank_comm.rank == 0) rank_keep_restart("restart.nc", names.restart);
    if (rank_comm.rank == 0) rank_keep_restart("previous_restart.nc", lt_fmt("restart_%s_before.nc", r->tag));
    return LT_OK;
}

static lt_status run_here(lt_outdir *dir, const void *what) {
    const one_run *r = what;
    lt_model_config config;
    lt_grid *edge;
    LT_TRY(lt_grid_read(dir, "grid_edge.nc", &edge));
    lt_status status = model_text(r->text, &config);
    if (status == LT_OK) status = run_files(r, dir, edge, &config);
    lt_config_release(lt_model_config_rows, &config);
    lt_grid_free(edge);
    return status;
}

static void run(const one_run *r, lt_digest digest) {
    rank_run(!r->layout, run_here, r);
    memcpy(digest, last_state, sizeof(lt_digest));
}

static void expect_same(const char *a, const char *b) {
    static const char *const files[] = {
        "conc_%s.nc",     "conc_%s_nest.nc",     "budget_%s.csv",     "budget_%s_nest.csv",  "output_cities_%s.nc",
        "regions_%s.csv", "regions_%s_nest.csv", "process_%s.csv",    "process_%s_nest.csv", "output_cities_%s_nest.nc",
        "restart_%s.nc",  "boundary_%s.nc",      "border_%s_nest.csv"};
    bool same = true;
    for (size_t n = 0; n < sizeof files / sizeof *files && rank_comm.rank == 0; ++n) {
        const char *place = strchr(files[n], '%');
        const int length = (int)(place - files[n]);
        same &= rank_same_file(lt_fmt("%.*s%s%s", length, files[n], a, place + 2),
                               lt_fmt("%.*s%s%s", length, files[n], b, place + 2));
    }
    rank_good(same ? LT_OK
                   : LT_RAISE(LT_ERR_VERIFY, .what = "files differ", .where = lt_fmt("%s and %s", a, b),
                              .expected = "the same bytes", .found = "others", .todo = "see them above"));
}

/* --- comparisons --- */

/* Each grid in a layout of its own, and the first `most` layouts that both can have. */
static void compare(const char *text, int hours, int most) {
    lt_layout layouts[RANK_LAYOUTS], own = {.comm = rank_comm};
    lt_digest one, many;
    const int n = rank_layouts(layouts);
    run(&(one_run){"one", text, NULL, NULL, hours, 2}, one);
    for (int l = -1; l < n && l < most; ++l) {
        run(&(one_run){"many", text, NULL, l < 0 ? &own : &layouts[l], hours, 2 - (l & 1)}, many);
        if (rank_comm.rank == 0) assert_string_equal(one, many);
        expect_same("one", "many");
    }
}

static void expect_same_restart(const char *a, const char *b) {
    rank_good(rank_comm.rank > 0 || rank_same_file(a, b) ? LT_OK : LT_ERR_VERIFY);
}

/* Restart files of rank 0 and of all: after the first hour, when the nest has nothing yet, and after the second. */
static void compare_restarts(const char *text) {
    static const char *const from[][2] = {{"early_before", "early_many_before"}, {"early", "early_many"}};
    lt_layout layouts[RANK_LAYOUTS];
    lt_digest one, many;
    const int n = rank_layouts(layouts);
    run(&(one_run){"early", text, NULL, NULL, 1, 1}, one);
    run(&(one_run){"early_many", text, NULL, &layouts[n - 1], 1, 1}, many);
    expect_same_restart("restart_early_before.nc", "restart_early_many_before.nc");
    expect_same_restart("restart_early.nc", "restart_early_many.nc");
    for (int f = 0; f < 2; ++f) {
        run(&(one_run){"rest_many", text, from[f][0], &layouts[0], HOURS, 1}, many);
        run(&(one_run){"rest_one", text, from[f][1], NULL, HOURS, 1}, one);
        if (rank_comm.rank == 0) assert_string_equal(one, many);
        expect_same("rest_one", "rest_many");
    }
}

static void test_passive(void **state) {
    (void)state;
    char text[2048];
    snprintf(text, sizeof text, "chemistry: off\n%s", section);
    rank_fresh(make);
    compare(text, HOURS, RANK_LAYOUTS);
    compare_restarts(text);
    rank_drop();
}

static void test_reacting(void **state) {
    (void)state;
    char text[2048];
    mini_reacts = mini_stormy = true;
    snprintf(text, sizeof text, "chemistry: cb6r5\ncoarse_nitrate: dynamic\n%s", section);
    rank_fresh(make);
    compare(text, 1, 1);
    rank_drop();
    mini_reacts = mini_stormy = false;
}

/* 4 x 1 parts: the nest has room for them, its parent, of 14 columns, has not. */
static void test_layout_that_fits_one_grid(void **state) {
    (void)state;
    const lt_layout layout = {.comm = rank_comm, .px = 4, .py = 1};
    const one_run r = {"none", "chemistry: off\n", NULL, &layout, 1, 1};
    lt_outdir *dir;
    if (rank_comm.size != 4) skip();
    rank_fresh(make);
    rank_good(rank_comm.rank == 0 ? lt_outdir_open(rank_folder, &dir) : lt_outdir_look(rank_folder, &dir));
    assert_int_equal(run_here(dir, &r), LT_ERR_USAGE);
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
