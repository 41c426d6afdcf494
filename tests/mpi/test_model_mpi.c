/* A run of the model on the ranks of MPI has the files of one on one rank, byte for byte: concentrations, cities,
 * layers, budgets, processes, restart files; in every layout, gone on with after a restart file of the other, with
 * tracers, horizontal diffusion, rain, a boundary file; passive and with a mechanism, also where tiles of the chemistry
 * are solved on other ranks. Run by mpirun with 1, 2, 3, 4 and 6. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/model_text.h"
#include "tests/support/rank_files.h"

enum { SPINUP = 1, HOURS = 3 };

static int64_t guests; /* tiles that this rank has solved for others */

static const char section[] =
    "step: 900 s\nvertical_mixing: acm2\nhorizontal_diffusion: smagorinsky\nrestart_every: 2\nbudget_regions: [on]\n"
    "process_budget: [CO, SO2]\n"
    "output:\n- {set: cities, fields: [pm25, co], interval: 30 min}\n- {set: 3d, fields: [co], interval: 1 h}\n"
    "tracers:\n"
    "- {name: land, kind: tag, of: CO, regions: [Shenyang], source: area}\n"
    "- {name: square, kind: tag, of: SO2, lon: 122.2, lat: 41.0, ring: 2}\n"
    "- {name: stacks, kind: tag, of: SO2, source: points, hours: 7-18}\n"
    "- {name: outside, kind: border, value: one}\n"
    "- {name: first, kind: start, of: CO}\n";

typedef struct names {
    char conc[64], budget[64], regions[64], process[64], restart[64];
} names;

static names names_of(const char *tag) {
    names n;
    snprintf(n.conc, sizeof n.conc, "conc_%s.nc", tag);
    snprintf(n.budget, sizeof n.budget, "budget_%s.csv", tag);
    snprintf(n.regions, sizeof n.regions, "budget_regions_%s.csv", tag);
    snprintf(n.process, sizeof n.process, "process_%s.csv", tag);
    snprintf(n.restart, sizeof n.restart, "restart_%s.nc", tag);
    return n;
}

/* One run of `hours` hours of output in a layout, or of rank 0 alone (NULL). */
typedef struct one_run {
    const char *tag, *text, *from;
    const lt_layout *layout;
    int hours, threads;
} one_run;

/* Ranks wait for each other within transport and beside it, one for nobody. */
static lt_status judge_seconds(const lt_model_result *result, int ranks) {
    const lt_domain_seconds *s = &result->seconds;
    const bool waited = s->halo > 0.0 && s->halo <= s->transport + 1e-6;
    if (result->ranks == ranks && s->idle >= 0.0 && (ranks > 1 ? waited : s->halo == 0.0)) return LT_OK;
    return LT_RAISE(LT_ERR_VERIFY, .what = "seconds that cannot be",
                    .where = lt_fmt("%d ranks of %d", result->ranks, ranks),
                    .found = lt_fmt("halo %g of %g, idle %g", s->halo, s->transport, s->idle));
}

static lt_status run_here(const one_run *r, lt_outdir *dir, lt_digest digest) {
    const names n = names_of(r->tag);
    char from[200];
    lt_model_config config;
    lt_model_result result;
    if (r->from) snprintf(from, sizeof from, "%s/restart_%s.nc", rank_folder, r->from);
    LT_TRY(model_text(r->text, &config));
    const lt_model_run run = {.layout = r->layout,
                              .dir = dir,
                              .files = {.grid = "grid.nc",
                                        .met = "met_p.nc",
                                        .emissions = "emissions_base_p.nc",
                                        .conc = n.conc,
                                        .budget = n.budget,
                                        .budget_regions = n.regions,
                                        .process = n.process},
                              .restart_file = "restart.nc",
                              .restart_from = r->from ? from : NULL,
                              .title = "mini",
                              .span = {mini_start, SPINUP, r->hours},
                              .config = &config,
                              .threads = r->threads,
                              .quiet = true};
    lt_status status = lt_model_run_files(&run, &result);
    if (status == LT_OK) status = judge_seconds(&result, r->layout ? rank_comm.size : 1);
    lt_config_release(lt_model_config_rows, &config);
    if (status == LT_OK && rank_comm.rank == 0) rank_keep_restart("restart.nc", n.restart);
    memcpy(digest, result.state_digest, sizeof(lt_digest));
    guests += result.guests;
    return status;
}

/* A run, and where its digest goes. */
typedef struct job {
    const one_run *run;
    char *digest;
} job;

static lt_status run_it(lt_outdir *dir, const void *what) {
    const job *j = what;
    return run_here(j->run, dir, j->digest);
}

static void run(const one_run *r, lt_digest digest) {
    rank_run(!r->layout, run_it, &(const job){r, digest});
}

static lt_status same_outputs(const char *a, const char *b) {
    const names x = names_of(a), y = names_of(b);
    char cities[2][64], layers[2][64];
    for (int n = 0; n < 2; ++n) {
        snprintf(cities[n], sizeof cities[n], "output_cities_%s.nc", n ? b : a);
        snprintf(layers[n], sizeof layers[n], "output_3d_%s.nc", n ? b : a);
    }
    if (rank_comm.rank > 0) return LT_OK;
    const bool same = rank_same_file(x.conc, y.conc) & rank_same_file(x.budget, y.budget) &
                      rank_same_file(x.regions, y.regions) & rank_same_file(x.process, y.process) &
                      rank_same_file(x.restart, y.restart) & rank_same_file(cities[0], cities[1]) &
                      rank_same_file(layers[0], layers[1]);
    return same ? LT_OK : LT_RAISE(LT_ERR_VERIFY, .what = "files differ", .where = lt_fmt("%s and %s", a, b));
}

static void compare(const char *text) {
    lt_layout layouts[RANK_LAYOUTS];
    lt_digest one, many;
    run(&(one_run){"one", text, NULL, NULL, HOURS, 2}, one);
    const int n = rank_layouts(layouts);
    assert_true(n > 0);
    for (int l = 0; l < n; ++l) {
        run(&(one_run){"many", text, NULL, &layouts[l], HOURS, 1 + l % 2}, many);
        if (rank_comm.rank == 0) assert_string_equal(one, many);
        rank_good(same_outputs("one", "many"));
    }
    /* rank 0 to hour 2, the ranks from there; and the other way round */
    run(&(one_run){"early", text, NULL, NULL, 1, 1}, one);
    run(&(one_run){"rest_many", text, "early", &layouts[0], HOURS, 1}, many);
    run(&(one_run){"early_many", text, NULL, &layouts[n - 1], 1, 1}, many);
    rank_good(rank_comm.rank > 0 || rank_same_file("restart_early.nc", "restart_early_many.nc") ? LT_OK
                                                                                                : LT_ERR_VERIFY);
    run(&(one_run){"rest_one", text, "early_many", NULL, HOURS, 1}, one);
    rank_good(same_outputs("rest_one", "rest_many"));
}

static lt_outdir *make(char name[64]) {
    return mini_dir(name, SPINUP + HOURS);
}

static void test_passive(void **state) {
    (void)state;
    char text[2048];
    snprintf(text, sizeof text, "chemistry: off\n%s", section);
    rank_fresh(make);
    compare(text);
    rank_drop();
}

/* Every layout with more work on the higher ranks than there is, so that tiles of the chemistry move. */
static void test_moved(void **state) {
    (void)state;
    char text[2048];
    lt_layout layouts[RANK_LAYOUTS];
    lt_digest one, many;
    mini_reacts = mini_stormy = true;
    snprintf(text, sizeof text, "chemistry: cb6r5\n%s", section);
    rank_fresh(make);
    run(&(one_run){"one", text, NULL, NULL, 1, 2}, one);
    const int n = rank_layouts(layouts);
    assert_int_equal(setenv("LT_GAS_UNEVEN", "8", 1), 0);
    for (int l = 0; l < n; ++l) {
        guests = 0;
        run(&(one_run){"many", text, NULL, &layouts[l], 1, 1 + l % 2}, many);
        if (rank_comm.rank == 0) assert_string_equal(one, many);
        rank_good(same_outputs("one", "many"));
        rank_good(lt_comm_sum_i64(&rank_comm, &guests, 1));
        assert_true((guests > 0) == (rank_comm.size > 1));
    }
    unsetenv("LT_GAS_UNEVEN");
    rank_drop();
    mini_reacts = mini_stormy = false;
}

static void test_reacting(void **state) {
    (void)state;
    char text[2048];
    mini_reacts = mini_stormy = true;
    snprintf(text, sizeof text, "chemistry: cb6r5\ncoarse_nitrate: dynamic\n%s", section);
    rank_fresh(make);
    compare(text);
    rank_drop();
    mini_reacts = mini_stormy = false;
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_passive), cmocka_unit_test(test_reacting),
                                       cmocka_unit_test(test_moved)};
    const int code = rank_begin(argc, argv);
    return code ? code : rank_end(cmocka_run_group_tests(tests, NULL, NULL));
}
