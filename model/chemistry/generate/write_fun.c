#include "model/chemistry/generate/pieces.h"

/* The product of k and all factors but the one at `skip` (-1: all). */
static void product(FILE *out, const lt_plan_reaction *reaction, int r, int skip) {
    fprintf(out, "k[%d]", r);
    for (int a = 0; a < reaction->n_factors; a++)
        if (a != skip) fprintf(out, " * c[%d]", reaction->factor[a]);
}

static int place_in(const lt_plan_reaction *reaction, int factor) {
    for (int a = 0; a < reaction->n_factors; a++)
        if (reaction->factor[a] == factor) return a;
    return -1;
}

static void write_rates(lt_code *code, const lt_plan *plan) {
    const char *parameters = "const lt_vec *restrict k, const lt_vec *restrict c, lt_vec *restrict r";
    lt_code_begin(code, "rates", parameters, "k, c, r");
    for (int r = 0; r < plan->n_reactions; r++) {
        lt_code_room(code, 1);
        fprintf(code->out, "    r[%d] = ", r);
        product(code->out, &plan->reaction[r], r, -1);
        fprintf(code->out, "; /* %s */\n", plan->mechanism->reactions[plan->reaction[r].index].label);
    }
    lt_code_end(code);
}

static void write_partials(lt_code *code, const lt_plan *plan) {
    const char *parameters =
        "const lt_vec *restrict k, const lt_vec *restrict c, lt_vec *restrict p, lt_vec *restrict r";
    lt_code_begin(code, "partials", parameters, "k, c, p, r");
    for (int r = 0; r < plan->n_reactions; r++) {
        const lt_plan_reaction *reaction = &plan->reaction[r];
        lt_code_room(code, reaction->n_partials + 1);
        for (int q = 0; q < reaction->n_partials; q++) {
            if (reaction->partial[q] < 0) continue;
            fprintf(code->out, "    p[%d] = ", reaction->partial[q]);
            product(code->out, reaction, r, place_in(reaction, reaction->by[q]));
            fprintf(code->out, ";\n");
        }
        /* The rate from the partial by the last factor: rounded as in rates, for it is the product of all others. */
        fprintf(code->out, "    r[%d] = ", r);
        if (reaction->n_factors > 1)
            fprintf(code->out, "p[%d] * c[%d]", reaction->partial[reaction->n_partials - 1],
                    reaction->by[reaction->n_partials - 1]);
        else
            product(code->out, reaction, r, -1);
        fprintf(code->out, "; /* %s */\n", plan->mechanism->reactions[plan->reaction[r].index].label);
    }
    lt_code_end(code);
}

static void write_change(lt_code *code, const lt_plan *plan) {
    char sum_text[64];
    lt_code_begin(code, "change", "const lt_vec *restrict r, lt_vec *restrict f", "r, f");
    for (int p = 0; p < plan->n; p++) {
        const char *name = plan->mechanism->species[plan->sparsity->pivot[p]].name;
        lt_code_sum sum;
        lt_code_room(code, plan->change[p].n + 1);
        if (plan->change[p].n == 0) {
            fprintf(code->out, "    f[%d] = lt_v_all(0.0); /* %s */\n", p, name);
            continue;
        }
        fprintf(code->out, "    { /* %s */\n", name);
        lt_code_sum_begin(code, &sum, plan->change[p].n);
        lt_code_terms(code, &sum, plan, &plan->change[p], 1.0);
        lt_code_sum_text(&sum, sum_text);
        fprintf(code->out, "        f[%d] = %s;\n    }\n", p, sum_text);
    }
    lt_code_end(code);
}

void lt_write_fun(lt_code *code, const lt_plan *plan) {
    write_rates(code, plan);
    write_partials(code, plan);
    write_change(code, plan);
}
