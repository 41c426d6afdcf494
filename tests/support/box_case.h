/* box_case.h - boxes of tests: a mechanism and a case as text in a folder of their own, run to the end. Header only. */
#ifndef LT_TESTS_BOX_CASE_H
#define LT_TESTS_BOX_CASE_H

#include "base/verify.h"
#include "model/chemistry/box/box_budget.h"
#include "model/chemistry/box/box_history.h"
#include "tests/support/files.h"
#include "tests/support/near.h"

#define BOX_OK(call)                                                                                                   \
    do {                                                                                                               \
        lt_status box_status_ = (call);                                                                                \
        if (box_status_ == LT_OK) break;                                                                               \
        char box_text_[8192];                                                                                          \
        lt_error_text(box_status_, box_text_, sizeof box_text_);                                                       \
        fail_msg("%s", box_text_);                                                                                     \
    } while (0)

typedef struct box_test {
    char folder[256];
    lt_box *box;
    lt_box_run *run;
    lt_box_history history;
    lt_box_budget budget;
} box_test;

static LT_UNUSED void box_write(const box_test *t, const char *name, const char *text) {
    char path[4096];
    assert_true(files_join(path, t->folder, name));
    assert_true(files_write_text(path, text));
}

static LT_UNUSED void box_folder(box_test *t) {
    *t = (box_test){0};
    assert_true(files_make_folder(t->folder));
}

/* Read the case of the folder; its files are there. */
static LT_UNUSED lt_status box_open(box_test *t, const char *text) {
    char path[4096];
    box_write(t, "case.yaml", text);
    assert_true(files_join(path, t->folder, "case.yaml"));
    return lt_box_open(path, &t->box);
}

static LT_UNUSED void box_go(box_test *t, const char *text) {
    BOX_OK(box_open(t, text));
    lt_box_history_init(t->box, &t->history);
    lt_box_budget_init(t->box, &t->budget);
    BOX_OK(lt_box_run_create(t->box, NULL, &t->run));
    BOX_OK(lt_box_history_add(&t->history, t->run));
    const long steps = lt_box_case_steps(t->box->setup);
    const long every = (long)(t->box->setup->output_step_s / t->box->setup->step_s + 0.5);
    for (long n = 1; n <= steps; n++) {
        BOX_OK(lt_box_run_step(t->run));
        BOX_OK(lt_box_budget_add(&t->budget, t->run));
        if (n % every == 0) BOX_OK(lt_box_history_add(&t->history, t->run));
    }
}

static LT_UNUSED void box_end(box_test *t) {
    lt_box_history_free(&t->history);
    lt_box_budget_free(&t->budget);
    lt_box_run_free(t->run);
    lt_box_free(t->box);
    t->run = NULL;
    t->box = NULL;
}

static LT_UNUSED void box_remove(box_test *t) {
    box_end(t);
    files_remove(t->folder);
}

/* A shown species or family at a row. */
static LT_UNUSED double box_at(const box_test *t, int row, const char *name) {
    for (int k = 0; k < t->box->n_shown; k++)
        if (strcmp(t->box->shown[k].name, name) == 0)
            return lt_box_history_row(&t->history, row)[LT_BOX_AIR_COLUMNS + k];
    fail_msg("%s is not shown", name);
    return NAN;
}

/* A line of a budget: the amount over block 0; 0 where it has none. */
static LT_UNUSED double box_budget_line(const box_test *t, int budget, lt_box_budget_kind kind, const char *label) {
    lt_box_budget_line *lines;
    double sum = 0.0;
    int n;
    BOX_OK(lt_box_budget_lines(&t->budget, 0, &t->box->budget[budget], &lines, &n));
    for (int k = 0; k < n; k++) {
        const bool mine = !label || (lines[k].reaction >= 0 &&
                                     strcmp(t->box->mechanism->reactions[lines[k].reaction].label, label) == 0);
        if (lines[k].kind == kind && mine) sum += lines[k].amount;
    }
    lt_free(lines);
    return sum;
}

/* Residual of a budget over the sum of all its lines, the worst of all blocks and budgets. */
static LT_UNUSED double box_worst_residual(const box_test *t) {
    double worst = 0.0;
    for (int b = 0; b < t->budget.n_blocks; b++)
        for (int k = 0; k < t->box->n_budget; k++) {
            lt_box_budget_line *lines;
            double gross = 0.0;
            int n;
            BOX_OK(lt_box_budget_lines(&t->budget, b, &t->box->budget[k], &lines, &n));
            for (int l = 0; l < n - 2; l++) gross += fabs(lines[l].amount);
            worst = lt_verify_worse(worst, gross > 0.0 ? fabs(lines[n - 1].amount) / gross : fabs(lines[n - 1].amount));
            lt_free(lines);
        }
    return worst;
}

#endif
