/* box_budget.c - production and loss by reaction (box_budget.h). */
#include "model/chemistry/box/box_budget.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_ARRAYS = 9 };

static void arrays_of(lt_box_budget_block *b, double ***out) {
    out[0] = &b->turns;
    out[1] = &b->begin;
    out[2] = &b->end;
    out[3] = &b->emitted;
    out[4] = &b->entrained;
    out[5] = &b->deposited;
    out[6] = &b->exchanged;
    out[7] = &b->clipped;
    out[8] = &b->held;
}

void lt_box_budget_init(const lt_box *box, lt_box_budget *out) {
    *out = (lt_box_budget){.box = box};
}

void lt_box_budget_free(lt_box_budget *budget) {
    for (int n = 0; n < budget->n_blocks; n++) {
        double **arrays[N_ARRAYS];
        arrays_of(&budget->blocks[n], arrays);
        for (int k = 0; k < N_ARRAYS; k++) lt_free(*arrays[k]);
    }
    lt_free(budget->blocks);
    *budget = (lt_box_budget){0};
}

static lt_status begin_block(lt_box_budget *budget, const lt_box_run *run) {
    const lt_mechanism *m = budget->box->mechanism;
    LT_TRY(lt_grow(&budget->blocks, sizeof *budget->blocks, budget->n_blocks + 1, &budget->room));
    lt_box_budget_block *b = &budget->blocks[budget->n_blocks++];
    double **arrays[N_ARRAYS];
    *b = (lt_box_budget_block){.from_s = run->t - budget->box->setup->step_s};
    arrays_of(b, arrays);
    for (int k = 0; k < N_ARRAYS; k++)
        LT_TRY(lt_calloc((size_t)(k ? m->n_variable : m->n_reactions), sizeof(double), arrays[k]));
    memcpy(b->begin, run->before, (size_t)m->n_variable * sizeof *b->begin);
    return LT_OK;
}

static bool is_full(const lt_box_budget *budget) {
    const double step = budget->box->setup->output.budget_step_s;
    if (budget->n_blocks == 0) return true;
    const lt_box_budget_block *last = &budget->blocks[budget->n_blocks - 1];
    return step > 0.0 && last->to_s - last->from_s > step - 0.5 * budget->box->setup->step_s;
}

/* What reactions change of a species in the last outer step. */
static double reacted(const lt_box_run *run, int species) {
    const lt_mechanism *m = run->box->mechanism;
    double sum = 0.0;
    for (int r = 0; r < m->n_reactions; r++)
        if (run->counters->of_reaction[r] >= 0)
            sum += lt_reaction_net(&m->reactions[r], species) * lt_box_run_counted(run, run->counters->of_reaction[r]);
    return sum;
}

static bool in_a_budget(const lt_box *box, int species) {
    for (int b = 0; b < box->n_budget; b++)
        for (int k = 0; k < box->budget[b].n; k++)
            if (box->budget[b].species[k] == species) return true;
    return false;
}

static void add_species(const lt_box_run *run, lt_box_budget_block *b, int s) {
    const double dt = run->box->setup->step_s, emitted = dt * run->forcing.emission[s],
                 entrained = dt * run->forcing.entrained[s];
    const double deposited = lt_box_run_counted(run, run->counters->deposited[s]),
                 exchanged = lt_box_run_counted(run, run->counters->exchanged[s]);
    b->emitted[s] += emitted;
    b->entrained[s] += entrained;
    b->deposited[s] += deposited;
    b->exchanged[s] += exchanged;
    b->clipped[s] += run->cut[s];
    /* What holds a species is what all else would have changed, and what its value was moved by. */
    if (run->held[s])
        b->held[s] += run->c[s] - run->before[s] - reacted(run, s) - emitted - entrained + deposited + exchanged;
    b->end[s] = run->c[s];
}

lt_status lt_box_budget_add(lt_box_budget *budget, const lt_box_run *run) {
    const lt_mechanism *m = budget->box->mechanism;
    if (is_full(budget)) LT_TRY(begin_block(budget, run));
    lt_box_budget_block *b = &budget->blocks[budget->n_blocks - 1];
    b->to_s = run->t;
    for (int r = 0; r < m->n_reactions; r++) b->turns[r] += lt_box_run_counted(run, run->counters->of_reaction[r]);
    for (int s = 0; s < m->n_variable; s++)
        if (in_a_budget(budget->box, s)) add_species(run, b, s);
    return LT_OK;
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

/* Gains before losses, the largest first. */
static int by_amount(const void *a, const void *b) {
    const lt_box_budget_line *x = a, *y = b;
    if ((x->amount > 0.0) != (y->amount > 0.0)) return x->amount > 0.0 ? -1 : 1;
    if (fabs(x->amount) != fabs(y->amount)) return fabs(x->amount) > fabs(y->amount) ? -1 : 1;
    return x->reaction - y->reaction;
}

static double sum_of(const double *values, const lt_box_sum *sum) {
    double total = 0.0;
    for (int k = 0; k < sum->n; k++) total += values[sum->species[k]];
    return total;
}

static void add_line(lt_box_budget_line *lines, int *n, lt_box_budget_kind kind, int reaction, double amount) {
    if (amount != 0.0) lines[(*n)++] = (lt_box_budget_line){kind, reaction, amount, NAN};
}

static void set_shares(lt_box_budget_line *lines, int n) {
    double gains = 0.0, losses = 0.0;
    for (int k = 0; k < n; k++) *(lines[k].amount > 0.0 ? &gains : &losses) += lines[k].amount;
    for (int k = 0; k < n; k++) lines[k].share = lines[k].amount / (lines[k].amount > 0.0 ? gains : losses);
}

lt_status lt_box_budget_lines(const lt_box_budget *budget, int block, const lt_box_sum *sum, lt_box_budget_line **out,
                              int *n) {
    const lt_mechanism *m = budget->box->mechanism;
    const lt_box_budget_block *b = &budget->blocks[block];
    lt_box_budget_line *lines;
    *n = 0;
    LT_TRY(lt_calloc((size_t)m->n_reactions + LT_BUDGET_RESIDUAL, sizeof *lines, &lines));
    for (int r = 0; r < m->n_reactions; r++) {
        const double amount = lt_box_counters_net(&m->reactions[r], sum) * b->turns[r];
        add_line(lines, n, amount > 0.0 ? LT_BUDGET_PRODUCTION : LT_BUDGET_LOSS, r, amount);
    }
    add_line(lines, n, LT_BUDGET_EMISSION, -1, sum_of(b->emitted, sum));
    add_line(lines, n, LT_BUDGET_BACKGROUND, -1, sum_of(b->entrained, sum));
    add_line(lines, n, LT_BUDGET_DEPOSITION, -1, -sum_of(b->deposited, sum));
    add_line(lines, n, LT_BUDGET_EXCHANGE, -1, -sum_of(b->exchanged, sum));
    add_line(lines, n, LT_BUDGET_HELD, -1, sum_of(b->held, sum));
    add_line(lines, n, LT_BUDGET_CLIPPED, -1, sum_of(b->clipped, sum));
    qsort(lines, (size_t)*n, sizeof *lines, by_amount);
    set_shares(lines, *n);
    double all = 0.0;
    for (int k = 0; k < *n; k++) all += lines[k].amount;
    const double change = sum_of(b->end, sum) - sum_of(b->begin, sum);
    lines[(*n)++] = (lt_box_budget_line){LT_BUDGET_CHANGE, -1, change, NAN};
    lines[(*n)++] = (lt_box_budget_line){LT_BUDGET_RESIDUAL, -1, change - all, NAN};
    *out = lines;
    return LT_OK;
}

const char *lt_box_budget_name(lt_box_budget_kind kind, bool chinese) {
    static const char *const names[][2] = {{"production", "生成"},     {"loss", "消耗"},        {"emission", "排放"},
                                           {"background", "背景混入"}, {"deposition", "沉降"},  {"exchange", "稀释"},
                                           {"held", "固定"},           {"clipped", "负值截断"}, {"change", "变化"},
                                           {"residual", "残差"}};
    return names[kind][chinese];
}

static void put_term(FILE *out, const char *name, double coefficient, int *n) {
    if (*n > 0 || coefficient < 0.0) fprintf(out, *n > 0 ? coefficient < 0.0 ? " - " : " + " : "- ");
    if (fabs(coefficient) != 1.0) fprintf(out, "%g ", fabs(coefficient));
    fputs(name, out);
    (*n)++;
}

char *lt_box_budget_equation(const lt_mechanism *m, const lt_reaction *reaction) {
    char *text = NULL;
    size_t size;
    int n = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out) return NULL;
    for (int a = 0; a < reaction->n_reactants; a++)
        put_term(out, m->species[reaction->reactants[a].species].name, reaction->reactants[a].coefficient, &n);
    if (reaction->photolysis) put_term(out, "hv", 1.0, &n);
    fputs(" = ", out);
    n = 0;
    for (int a = 0; a < reaction->n_products; a++)
        put_term(out, m->species[reaction->products[a].species].name, reaction->products[a].coefficient, &n);
    if (n == 0) fputs("PROD", out);
    return fclose(out) == 0 ? text : NULL;
}
