#include "model/chemistry/generate/pieces.h"

/* The product of k and all factors but the one at `skip` (-1: all). */
static void product(const lt_code *code, const lt_plan_reaction *reaction, int r, int skip) {
    fprintf(code->out, "%s", lt_code_row(code, "k", r).text);
    for (int a = 0; a < reaction->n_factors; a++)
        if (a != skip) fprintf(code->out, " * %s", lt_code_row(code, "c", reaction->factor[a]).text);
}

static void end_rate(const lt_code *code, const lt_plan *plan, int r) {
    fprintf(code->out, "; /* ");
    lt_code_name(code, plan->mechanism->reactions[plan->reaction[r].index].label);
    fprintf(code->out, " */\n");
}

static int place_in(const lt_plan_reaction *reaction, int factor) {
    for (int a = 0; a < reaction->n_factors; a++)
        if (reaction->factor[a] == factor) return a;
    return -1;
}

static void write_rates(lt_code *code, const lt_plan *plan) {
    const lt_code_array arrays[] = {
        {"k", plan->n_reactions, false}, {"c", plan->n, false}, {"r", plan->n_reactions, true}};
    lt_code_begin_arrays(code, "rates", NULL, arrays, 3);
    for (int r = 0; r < plan->n_reactions; r++) {
        lt_code_room(code, 1);
        fprintf(code->out, "    %s = ", lt_code_row(code, "r", r).text);
        product(code, &plan->reaction[r], r, -1);
        end_rate(code, plan, r);
    }
    lt_code_end(code);
}

static void write_partials(lt_code *code, const lt_plan *plan) {
    const lt_code_array arrays[] = {{"k", plan->n_reactions, false},
                                    {"c", plan->n, false},
                                    {"p", plan->n_partials, true},
                                    {"r", plan->n_reactions, true}};
    lt_code_begin_arrays(code, "partials", NULL, arrays, 4);
    for (int r = 0; r < plan->n_reactions; r++) {
        const lt_plan_reaction *reaction = &plan->reaction[r];
        lt_code_room(code, reaction->n_partials + 1);
        for (int q = 0; q < reaction->n_partials; q++) {
            if (reaction->partial[q] < 0) continue;
            fprintf(code->out, "    %s = ", lt_code_row(code, "p", reaction->partial[q]).text);
            product(code, reaction, r, place_in(reaction, reaction->by[q]));
            fprintf(code->out, ";\n");
        }
        /* The rate from the partial by the last factor: rounded as in rates, for it is the product of all others. */
        fprintf(code->out, "    %s = ", lt_code_row(code, "r", r).text);
        if (reaction->n_factors > 1)
            fprintf(code->out, "%s * %s", lt_code_row(code, "p", reaction->partial[reaction->n_partials - 1]).text,
                    lt_code_row(code, "c", reaction->by[reaction->n_partials - 1]).text);
        else
            product(code, reaction, r, -1);
        end_rate(code, plan, r);
    }
    lt_code_end(code);
}

static void write_change(lt_code *code, const lt_plan *plan) {
    char sum_text[64];
    const lt_code_array arrays[] = {{"r", plan->n_reactions, false}, {"f", plan->n, true}};
    lt_code_begin_arrays(code, "change", NULL, arrays, 2);
    for (int p = 0; p < plan->n; p++) {
        const char *name = plan->mechanism->species[plan->sparsity->pivot[p]].name;
        lt_code_sum sum;
        lt_code_room(code, plan->change[p].n + 1);
        if (plan->change[p].n == 0) {
            fprintf(code->out, "    %s = lt_v_all(0.0); /* %s */\n", lt_code_row(code, "f", p).text, name);
            continue;
        }
        fprintf(code->out, "    { /* %s */\n", name);
        lt_code_sum_begin(code, &sum, plan->change[p].n);
        lt_code_terms(code, &sum, plan, &plan->change[p], 1.0);
        lt_code_sum_text(&sum, sum_text);
        fprintf(code->out, "        %s = %s;\n    }\n", lt_code_row(code, "f", p).text, sum_text);
    }
    lt_code_end(code);
}

void lt_write_fun(lt_code *code, const lt_plan *plan) {
    write_rates(code, plan);
    write_partials(code, plan);
    write_change(code, plan);
}
