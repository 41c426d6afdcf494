/* A run whose outputs are written by a rank of its own has the files of one on one rank, byte for byte: a grid and its
 * nest, which begins an hour later, concentrations, sites, layers, values of an instant, budgets, the boundary file of
 * a third grid; cut off and gone on with from the parts that the other way has left, both ways. Two runs follow each
 * other at one writer. Run by mpirun with 2, 3, 4 and 5. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/driver/writer_rank.h"
#include "tests/support/mini_nest.h"
#include "tests/support/model_text.h"
#include "tests/support/rank_files.h"

enum { SPINUP = 1, LATE = 1, HOURS = 3 };

static const char section[] =
    "step: 900 s\nnest_step: 300 s\nvertical_mixing: acm2\nrestart_every: 1\nbudget_regions: [on]\n"
    "process_budget: [CO, SO2]\n"
    "output:\n- {set: cities, fields: [pm25, co], interval: 30 min}\n- {set: 3d, fields: [co], interval: 1 h, bits: "
    "9}\n"
    "- {set: surface, name: last, values: instant, interval: 3 h, fields: [so2]}\n"
    "tracers:\n- {name: land, kind: tag, of: CO, regions: [Shenyang], source: area}\n";

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

/* tag: of its files. threads: of a rank. stop_at: the run is told to stop in its first hour (0: not). */
typedef struct one_run {
    const char *tag, *text;
    bool alone, cut_off, resume;
    int threads;
} one_run;

static lt_layout with_writer; /* of the ranks that compute */
static lt_writer_report report;
static lt_digest last_state; /* of the run before */

static lt_status run_files(const one_run *r, lt_outdir *dir, const lt_grid *edge, const lt_model_config *config) {
    char regions[2][64], process[2][64], restart[64], boundary[64];
    mini_names names;
    lt_model_result result;
    lt_model_run run = mini_nest_run(dir, config, r->tag, SPINUP, HOURS, SPINUP - LATE, &names);
    for (int n = 0; n < 2; ++n) {
        snprintf(regions[n], sizeof regions[n], "regions_%s%s.csv", r->tag, n ? "_nest" : "");
        snprintf(process[n], sizeof process[n], "process_%s%s.csv", r->tag, n ? "_nest" : "");
        lt_domain_files *files = n ? &names.nest.files : &run.files;
        files->budget_regions = regions[n];
        files->process = process[n];
    }
    snprintf(restart, sizeof restart, "restart_%s.nc", r->tag);
    snprintf(boundary, sizeof boundary, "boundary_%s.nc", r->tag);
    run.restart_file = restart;
    run.boundary_for = edge;
    run.boundary_file = boundary;
    run.layout = r->alone ? NULL : &with_writer;
    run.threads = r->threads;
    run.inputs = "of this test";
    run.resume = r->resume;
    lt_status status = lt_model_run_files(&run, &result);
    memcpy(last_state, result.state_digest, sizeof last_state);
    report = result.writer;
    return status;
}

static lt_status compute(lt_outdir *dir, const one_run *r) {
    lt_model_config config;
    lt_grid *edge;
    LT_TRY(lt_grid_read(dir, "grid_edge.nc", &edge));
    lt_status status = model_text(r->text, &config);
    if (status == LT_OK) status = run_files(r, dir, edge, &config);
    lt_config_release(lt_model_config_rows, &config);
    lt_grid_free(edge);
    return status;
}

static lt_status run_here(lt_outdir *dir, const void *what) {
    const one_run *r = what;
    if (r->alone) return compute(dir, r);
    if (lt_writer_rank_is(&rank_comm)) return lt_writer_rank_serve(&rank_comm);
    return lt_writer_rank_end(&with_writer, compute(dir, r));
}

static void run(const one_run *r, lt_digest digest) {
    rank_run(r->alone, run_here, r);
    memcpy(digest, last_state, sizeof(lt_digest));
}

static void expect_same(const char *a, const char *b) {
    static const char *const files[] = {"conc_%s.nc",
                                        "conc_%s_nest.nc",
                                        "budget_%s.csv",
                                        "budget_%s_nest.csv",
                                        "regions_%s.csv",
                                        "regions_%s_nest.csv",
                                        "process_%s.csv",
                                        "process_%s_nest.csv",
                                        "boundary_%s.nc",
                                        "border_%s_nest.csv",
                                        "output_cities_%s_nest.nc",
                                        "output_cities_%s.nc",
                                        "output_3d_%s.nc",
                                        "output_3d_%s_nest.nc",
                                        "output_last_%s.nc",
                                        "output_last_%s_nest.nc"};
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

/* --- tests --- */

static void compare(const char *text) {
    lt_digest one, many;
    run(&(one_run){.tag = "one", .text = text, .alone = true, .threads = 2}, one);
    for (int n = 0; n < 2; ++n) {
        run(&(one_run){.tag = "many", .text = text, .threads = 1 + n}, many);
        if (rank_comm.rank == 0) assert_string_equal(one, many);
        if (rank_comm.rank == 0)
            assert_true(report.busy_s > 0.0 && report.busy_s < report.whole_s && report.pieces > 100);
        expect_same("one", "many");
    }
    if (rank_comm.rank == 0) assert_int_equal(lt_outdir_verify(rank_folder, NULL, NULL), LT_OK);
}

static void test_passive(void **state) {
    (void)state;
    char text[2048];
    snprintf(text, sizeof text, "chemistry: off\n%s", section);
    rank_fresh(make);
    compare(text);
    rank_drop();
}

static void test_reacting(void **state) {
    (void)state;
    char text[2048];
    mini_reacts = mini_stormy = true;
    snprintf(text, sizeof text, "chemistry: cb6r5\n%s", section);
    rank_fresh(make);
    compare(text);
    rank_drop();
    mini_reacts = mini_stormy = false;
}

/* The ranks that compute fail together: the writer has their error, and serves again. */
static void test_bad_input(void **state) {
    (void)state;
    lt_outdir *dir;
    rank_fresh(make);
    rank_good(rank_comm.rank == 0 ? lt_outdir_open(rank_folder, &dir) : lt_outdir_look(rank_folder, &dir));
    const one_run r = {.tag = "none",
                       .text = "chemistry: off\nstep: 900 s\nnest_step: 300 s\n"
                               "output: [{set: surface, name: odd, interval: 50 min, fields: [co]}]\n",
                       .threads = 1};
    assert_int_equal(run_here(dir, &r), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "interval"));
    lt_outdir_close(dir);
    rank_drop();
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_passive), cmocka_unit_test(test_reacting),
                                       cmocka_unit_test(test_bad_input)};
    int fault = rank_begin(argc, argv);
    if (!fault && lt_writer_rank_part(&rank_comm, &with_writer) != LT_OK) fault = 6;
    return fault ? fault : rank_end(cmocka_run_group_tests(tests, NULL, NULL));
}
