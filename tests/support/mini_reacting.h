/* mini_reacting.h - a run of the mini grids whose species are those of a mechanism, and the digests of what it wrote. A
 * file that it did not write has none, and such a digest is like no other: two runs without a file are not the same. */
#ifndef LT_TEST_MINI_REACTING_H
#define LT_TEST_MINI_REACTING_H

#include "tests/support/mini_nest.h"
#include "tests/support/model_text.h"

typedef struct mini_way {
    const char *lines; /* of the section model beside those of every run; NULL: none */
    int spinup, hours, threads;
    bool nested;
    const char *from; /* restart file, NULL: from the start */
    const char *met;  /* NULL: met_p.nc */
    bool resume;      /* go on where the run was cut off */
    bool says;        /* what a run says is said */
} mini_way;

typedef struct mini_ran {
    lt_digest state, conc, budget, process, nest_conc, nest_process;
    lt_model_result model;
} mini_ran;

static inline void mini_digest(const lt_outdir *dir, const char *name, lt_digest out) {
    if (!lt_outdir_has(dir, name, true, out)) out[0] = '\0';
}

static inline void mini_digests(const lt_outdir *dir, mini_ran *out) {
    memcpy(out->state, out->model.state_digest, sizeof out->state);
    mini_digest(dir, "conc_t.nc", out->conc);
    mini_digest(dir, "budget_t.csv", out->budget);
    mini_digest(dir, "process_t.csv", out->process);
    mini_digest(dir, "conc_t_nest.nc", out->nest_conc);
    mini_digest(dir, "process_t_nest.csv", out->nest_process);
}

/* What an earlier run left must not stand for what this one did not write. */
static inline void mini_forget(lt_outdir *dir) {
    static const char *const files[] = {"conc_t.nc", "budget_t.csv", "process_t.csv", "conc_t_nest.nc",
                                        "process_t_nest.csv"};
    for (size_t n = 0; n < sizeof files / sizeof *files; ++n) MINI_OK(lt_outdir_drop(dir, files[n]));
}

static inline lt_status mini_try(lt_outdir *dir, const mini_way *w, mini_ran *out) {
    lt_model_config config;
    mini_names names;
    char text[1024];
    snprintf(text, sizeof text, "step: 900 s\nnest_step: 900 s\nchemistry: cb6r5\nvertical_mixing: acm2\n%s",
             w->lines ? w->lines : "");
    MINI_OK(model_text(text, &config));
    lt_model_run r = mini_nest_run(dir, &config, "t", w->spinup, w->hours, w->spinup, &names);
    r.threads = w->threads;
    r.restart_from = w->from;
    r.inputs = "of this test";
    r.files.process = "process_t.csv";
    r.files.budget_regions = "regions_t.csv";
    names.nest.files.process = "process_t_nest.csv";
    r.quiet = !w->says;
    r.resume = w->resume;
    if (w->met) r.files.met = w->met;
    if (!w->nested) r.nest = NULL;
    if (!w->resume) mini_forget(dir);
    const lt_status status = lt_model_run_files(&r, &out->model);
    lt_config_release(lt_model_config_rows, &config);
    if (status == LT_OK) mini_digests(dir, out);
    return status;
}

static inline void mini_react(lt_outdir *dir, const mini_way *w, mini_ran *out) {
    MINI_OK(mini_try(dir, w, out));
}

/* Digests of a file that both runs wrote. */
static inline void mini_expect_same(const char *a, const char *b) {
    assert_true(a[0] && b[0]);
    assert_string_equal(a, b);
}

static inline void mini_expect_same_run(const mini_ran *a, const mini_ran *b) {
    mini_expect_same(a->state, b->state);
    mini_expect_same(a->conc, b->conc);
    mini_expect_same(a->budget, b->budget);
}

#endif
