/* A run with a nest gives the same bits for any threads, blocks and instruction set; a uniform mixing ratio stays so in
 * both grids; the parent does not feel its nest; what cannot be is refused before anything is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/csv.h"
#include "base/verify.h"
#include "model/driver/nest.h"
#include "tests/support/mini_nest.h"

enum { SPINUP = 2, HOURS = 4, NEST_SPINUP = 1 };

static lt_outdir *dir;
static char folder[64];

static int make(void **state) {
    (void)state;
    dir = mini_nest_dir(folder, SPINUP + HOURS, 0);
    return 0;
}

static int drop(void **state) {
    (void)state;
    return mini_remove(dir, folder);
}

static lt_model_config config_of(int bx, int by) {
    return (lt_model_config){.step_s = 900,
                             .chemistry = "off",
                             .nest_step_s = 300,
                             .blocks_x = bx,
                             .blocks_y = by,
                             .boundary = "background",
                             .emissions = "on",
                             .restart_every_h = 2};
}

typedef struct digests {
    lt_digest state, conc, budget, nest_conc, nest_budget, nest_border;
} digests;

static digests run(const lt_model_config *config, int threads, bool nested) {
    mini_names names;
    digests d;
    lt_model_result result;
    lt_model_run r = mini_nest_run(dir, config, "t", SPINUP, HOURS, NEST_SPINUP, &names);
    r.threads = threads;
    if (!nested) r.nest = NULL;
    MINI_OK(lt_model_run_files(&r, &result));
    memcpy(d.state, result.state_digest, sizeof d.state);
    assert_true(lt_outdir_has(dir, "conc_t.nc", true, d.conc));
    assert_true(lt_outdir_has(dir, "budget_t.csv", true, d.budget));
    if (!nested) return d;
    assert_true(lt_outdir_has(dir, "conc_t_nest.nc", true, d.nest_conc));
    assert_true(lt_outdir_has(dir, "budget_t_nest.csv", true, d.nest_budget));
    assert_true(lt_outdir_has(dir, "border_t_nest.csv", true, d.nest_border));
    return d;
}

static void expect_same(const digests *a, const digests *b) {
    assert_string_equal(a->state, b->state);
    assert_string_equal(a->conc, b->conc);
    assert_string_equal(a->budget, b->budget);
    assert_string_equal(a->nest_conc, b->nest_conc);
    assert_string_equal(a->nest_budget, b->nest_budget);
    assert_string_equal(a->nest_border, b->nest_border);
}

static void test_threads_blocks_instructions(void **state) {
    (void)state;
    static const int way[][3] = {{2, 2, 2}, {3, 1, 1}, {4, 3, 2}, {1, 3, 1}}; /* threads, blocks */
    lt_model_config config = config_of(2, 2);
    digests first = run(&config, 1, true);
    for (size_t n = 0; n < sizeof way / sizeof way[0]; ++n) {
        config = config_of(way[n][1], way[n][2]);
        digests other = run(&config, way[n][0], true);
        expect_same(&first, &other);
    }
    setenv("LT_ISA", "v3", 1);
    digests narrow = run(&config, 2, true);
    unsetenv("LT_ISA");
    expect_same(&first, &narrow); /* the others ran with the widest set of this machine */
}

static void test_parent_does_not_feel_its_nest(void **state) {
    (void)state;
    lt_model_config config = config_of(2, 2);
    digests with = run(&config, 2, true), without = run(&config, 2, false);
    assert_string_equal(with.conc, without.conc);
    assert_string_equal(with.budget, without.budget);
}

static void open_domain(const lt_domain_files *files, lt_model_config config, long spinup, lt_domain **out) {
    const lt_domain_span span = {
        .start = mini_start + (SPINUP - spinup) * LT_HOUR, .spinup_hours = spinup, .output_hours = HOURS};
    const lt_layout alone = lt_layout_alone();
    MINI_OK(lt_domain_open(&alone, dir, files, &span, &config, out));
}

static void fill_uniform(lt_state *state, int s, lt_real q) {
    size_t n = (size_t)state->nx * (size_t)state->ny * (size_t)state->nz;
    lt_real *flat = calloc(n, sizeof *flat);
    for (size_t c = 0; c < n; ++c) flat[c] = q;
    lt_state_set(state, s, flat);
    free(flat);
}

/* Largest distance from q, in q. */
static double departure(const lt_state *state, int s, lt_real q) {
    size_t n = (size_t)state->nx * (size_t)state->ny * (size_t)state->nz;
    lt_real *flat = calloc(n, sizeof *flat);
    double most = 0;
    lt_state_get(state, s, flat);
    for (size_t c = 0; c < n; ++c) most = lt_verify_worse(most, fabs((double)flat[c] - (double)q) / (double)q);
    free(flat);
    return most;
}

/* CO and VOC have no chemistry and no deposition: without sources nothing but the wind and the mixing acts on them. */
static void test_uniform_stays_uniform(void **state) {
    (void)state;
    static const int species[] = {LT_S_CO, LT_S_VOC};
    const lt_real q[] = {(lt_real)1.1e-7, (lt_real)3.3e-9};
    mini_names names;
    lt_model_config config = config_of(2, 2);
    config.emissions = "off";
    lt_model_run r = mini_nest_run(dir, &config, "u", SPINUP, HOURS, NEST_SPINUP, &names);
    lt_domain *parent, *child;
    lt_nest *nest;
    open_domain(&r.files, config, SPINUP, &parent);
    config.step_s = config.nest_step_s;
    open_domain(&names.nest.files, config, NEST_SPINUP, &child);
    MINI_OK(lt_nest_create(&parent->part.comm, parent, child, &nest));
    assert_int_equal(nest->delay, 1);
    assert_int_equal(nest->steps, 3);
    double profile[LT_N_SPECIES * MINI_NZ] = {0};
    for (int n = 0; n < 2; ++n) {
        fill_uniform(parent->state, species[n], q[n]);
        for (int k = 0; k < MINI_NZ; ++k) profile[species[n] * MINI_NZ + k] = (double)q[n];
    }
    lt_border_fill(parent->border, parent->border->n_species, profile);
    lt_journal *journal;
    MINI_OK(lt_journal_create(NULL, "u", &journal));
    MINI_OK(lt_domain_begin(parent, journal, 0));
    MINI_OK(lt_domain_begin_budget(parent, 0));
    for (long hour = 0; hour < SPINUP + HOURS; ++hour) {
        MINI_OK(lt_domain_load_hour(parent, hour));
        if (hour == nest->delay) {
            MINI_OK(lt_nest_start(nest));
            MINI_OK(lt_domain_begin(child, journal, 0));
            MINI_OK(lt_domain_begin_budget(child, 0));
        }
        if (hour >= nest->delay) MINI_OK(lt_domain_load_hour(child, hour - nest->delay));
        for (int step = 0; step < parent->n_steps; ++step) {
            if (hour >= nest->delay) MINI_OK(lt_nest_before(nest));
            MINI_OK(lt_domain_step(parent, hour, step));
            if (hour >= nest->delay) MINI_OK(lt_nest_follow(nest, hour, step));
        }
    }
    for (int n = 0; n < 2; ++n) {
        double of_parent = departure(parent->state, species[n], q[n]);
        double of_child = departure(child->state, species[n], q[n]);
        print_message("%s: departure from uniform %g (parent), %g (nest)\n", lt_passive_species[species[n]].name,
                      of_parent, of_child);
        assert_true(of_parent == 0.0 && of_child == 0.0);
    }
    lt_nest_free(nest);
    lt_domain_close(parent);
    lt_domain_close(child);
    lt_journal_free(journal);
}

/* Air that only turns inside the nest: nothing enters, nothing leaves, mass stays. */
static void test_mass_of_a_closed_nest(void **state) {
    (void)state;
    mini_shape closed = mini_window;
    mini_names names;
    lt_model_result result;
    lt_model_config config = config_of(2, 2);
    closed.closed = true;
    config.emissions = "off";
    mini_met_of(dir, &closed, "met_closed.nc", mini_start, SPINUP + HOURS);
    lt_model_run r = mini_nest_run(dir, &config, "closed", SPINUP, HOURS, NEST_SPINUP, &names);
    names.nest.files.met = "met_closed.nc";
    MINI_OK(lt_model_run_files(&r, &result));
    lt_csv *budget;
    int species, in, out, stored, burden, n = 0;
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, names.nest_budget);
    MINI_OK(lt_csv_read(path, &budget));
    MINI_OK(lt_csv_column(budget, "species", &species));
    MINI_OK(lt_csv_column(budget, "in_kg", &in));
    MINI_OK(lt_csv_column(budget, "out_kg", &out));
    MINI_OK(lt_csv_column(budget, "stored_kg", &stored));
    MINI_OK(lt_csv_column(budget, "burden_kg", &burden));
    for (long row = 0; row < lt_csv_rows(budget); ++row) {
        double entered, left, change, whole;
        const char *name = lt_csv_text(budget, row, species);
        MINI_OK(lt_csv_double(budget, row, in, &entered));
        MINI_OK(lt_csv_double(budget, row, out, &left));
        MINI_OK(lt_csv_double(budget, row, stored, &change));
        MINI_OK(lt_csv_double(budget, row, burden, &whole));
        assert_true(entered == 0.0 && left == 0.0);
        if (strcmp(name, "CO") != 0 && strcmp(name, "VOC") != 0) continue; /* neither made nor taken */
        assert_true(whole > 0 && fabs(change) <= (sizeof(lt_real) == 8 ? 1e-14 : 1e-7) * whole);
        ++n;
    }
    assert_int_equal(n, 2 * (NEST_SPINUP + HOURS));
    lt_csv_free(budget);
}

/* Seen as a box, the whole domain gains what its own border counts. */
static void test_watched_box_against_the_border(void **state) {
    (void)state;
    mini_names names;
    lt_model_config config = config_of(2, 2);
    lt_model_run r = mini_nest_run(dir, &config, "w", SPINUP, HOURS, NEST_SPINUP, &names);
    lt_domain *d;
    lt_watch watch;
    open_domain(&r.files, config, SPINUP, &d);
    MINI_OK(lt_watch_create(d->state->n_species, &watch));
    watch.ni = MINI_NX;
    watch.nj = MINI_NY;
    watch.nk = MINI_NZ;
    lt_transport_set_watch(d->transport, &watch);
    lt_journal *journal;
    MINI_OK(lt_journal_create(NULL, "w", &journal));
    MINI_OK(lt_domain_begin(d, journal, 0));
    MINI_OK(lt_domain_begin_budget(d, 0));
    MINI_OK(lt_domain_load_hour(d, 0));
    for (int step = 0; step < d->n_steps; ++step) MINI_OK(lt_domain_step(d, 0, step));
    MINI_OK(lt_watch_end_hour(&watch, &d->state->part.comm));
    const double epsilon = sizeof(lt_real) == 8 ? 0x1p-50 : 0x1p-21; /* 4 ulp: two sweeps a step */
    int n_seen = 0;                                                  /* whose net flux is more than rounding */
    for (int s = 0; s < d->state->n_species; ++s) {
        lt_crossing_sums sums = lt_crossings_sums(&d->budget->crossings, s);
        double net = sums.in - sums.out, rounding = d->n_steps * d->budget->burden[s] * epsilon;
        assert_true(sums.in > 0 && sums.out > 0);
        assert_true(fabs(watch.net[s] - net) <= rounding);
        n_seen += fabs(net) > 10 * rounding;
    }
    print_message("%d of %d species\n", n_seen, d->state->n_species);
    assert_true(2 * n_seen > d->state->n_species);
    lt_watch_free(&watch);
    lt_domain_close(d);
    lt_journal_free(journal);
}

static void expect_refused(const lt_model_run *run, const char *say) {
    lt_model_result result;
    char text[4096];
    assert_int_equal(lt_model_run_files(run, &result), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    if (!strstr(text, say)) fail_msg("'%s' is not in: %s", say, text);
    assert_false(lt_outdir_has(dir, run->files.conc, false, NULL));
    assert_false(lt_outdir_has(dir, run->nest->files.conc, false, NULL));
}

static void bad_grid(const char *from, const char *to, const char *say) {
    char text[1024], rest[1024];
    mini_names names;
    lt_model_config config = config_of(2, 2);
    snprintf(text, sizeof text, "%s", nest_definition);
    *strstr(text, "parent: mini") = '\0'; /* else the definition itself would be refused */
    char *at = strstr(text, from);
    assert_non_null(at);
    snprintf(rest, sizeof rest, "%s", at + strlen(from));
    snprintf(at, sizeof text - (size_t)(at - text), "%s%s", to, rest);
    mini_grid_of(dir, folder, text, &mini_window, "grid_bad.nc");
    lt_model_run r = mini_nest_run(dir, &config, "bad", SPINUP, HOURS, NEST_SPINUP, &names);
    names.nest.files.grid = "grid_bad.nc";
    expect_refused(&r, say);
}

static void test_what_does_not_fit(void **state) {
    (void)state;
    bad_grid("centre_north: 1.5", "centre_north: 2.5", "edges of its parent"); /* 9 km off */
    bad_grid("centre_north: 1.5", "centre_north: 1.5\ncentre_east: 15",
             "x 54000 .. 216000 m"); /* on edges, but the parent ends at 189000 m */
    bad_grid("120 m", "130 m", "130 m");
    bad_grid("[36 degrees_north", "[35 degrees_north", "projection");
    mini_names names;
    lt_model_config config = config_of(2, 2);
    lt_model_run r = mini_nest_run(dir, &config, "bad", SPINUP, HOURS, NEST_SPINUP, &names);
    config.nest_step_s = 600;
    expect_refused(&r, "divides 900 s");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads_blocks_instructions),    cmocka_unit_test(test_parent_does_not_feel_its_nest),
        cmocka_unit_test(test_uniform_stays_uniform),          cmocka_unit_test(test_mass_of_a_closed_nest),
        cmocka_unit_test(test_watched_box_against_the_border), cmocka_unit_test(test_what_does_not_fit)};
    return cmocka_run_group_tests_name("nest_bits", tests, make, drop);
}
