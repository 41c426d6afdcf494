#include "model/chemistry/generate/pieces.h"

/* Columns q < most of row p that also have an entry (q, column): what eliminating takes from entry (p, column). */
static int eliminations(const lt_plan *plan, int p, int column, int most, lt_code *code, lt_code_sum *sum) {
    const lt_sparsity *s = plan->sparsity;
    int n = 0;
    for (int at = s->row[p]; at < s->diagonal[p] && s->column[at] < most; at++) {
        int upper = lt_sparsity_entry(s, s->column[at], column);
        if (upper < 0) continue;
        n++;
        if (!code) continue;
        char left[32];
        snprintf(left, sizeof left, "l%d", s->column[at]);
        lt_code_take(code, sum, left, lt_code_row(code, "lu", upper).text);
    }
    return n;
}

static void write_entry(lt_code *code, const lt_plan *plan, int p, int at) {
    const lt_sparsity *s = plan->sparsity;
    int column = s->column[at], most = column < p ? column : p;
    int n = plan->entry[at].n + eliminations(plan, p, column, most, NULL, NULL) + (column == p);
    lt_code_sum sum;
    char text[64];
    if (column < p) fprintf(code->out, "    lt_vec l%d;\n", column);
    fprintf(code->out, "    { /* by %s */\n", plan->mechanism->species[s->pivot[column]].name);
    lt_code_sum_begin(code, &sum, n);
    if (column == p) lt_code_add(code, &sum, 1.0, "s");
    lt_code_terms(code, &sum, plan, &plan->entry[at], -1.0);
    eliminations(plan, p, column, most, code, &sum);
    lt_code_sum_text(&sum, text);
    fprintf(code->out, "        %s = ", lt_code_row(code, "lu", at).text);
    if (column < p)
        fprintf(code->out, "l%d = %s * %s;\n", column, text, lt_code_row(code, "lu", s->diagonal[column]).text);
    else
        fprintf(code->out, column == p ? "lt_v_all(1.0) / %s;\n" : "%s;\n", text);
    fprintf(code->out, "    }\n");
}

static int row_statements(const lt_plan *plan, int p) {
    const lt_sparsity *s = plan->sparsity;
    int n = 0;
    for (int at = s->row[p]; at < s->row[p + 1]; at++) {
        int column = s->column[at];
        n += 1 + plan->entry[at].n + eliminations(plan, p, column, column < p ? column : p, NULL, NULL);
    }
    return n;
}

/* The row's part of x = L^-1 b. */
static void write_forward(lt_code *code, const lt_sparsity *s, int p) {
    lt_code_sum sum;
    char left[32], text[64];
    if (s->row[p] == s->diagonal[p]) {
        fprintf(code->out, "    %s = %s;\n", lt_code_row(code, "x", p).text, lt_code_row(code, "b", p).text);
        return;
    }
    fprintf(code->out, "    {\n");
    lt_code_sum_begin(code, &sum, s->diagonal[p] - s->row[p]);
    lt_code_add(code, &sum, 1.0, lt_code_row(code, "b", p).text);
    for (int at = s->row[p]; at < s->diagonal[p]; at++) {
        snprintf(left, sizeof left, "l%d", s->column[at]);
        lt_code_take(code, &sum, left, lt_code_row(code, "x", s->column[at]).text);
    }
    lt_code_sum_text(&sum, text);
    fprintf(code->out, "        %s = %s;\n    }\n", lt_code_row(code, "x", p).text, text);
}

void lt_write_factor(lt_code *code, const lt_plan *plan) {
    const lt_sparsity *s = plan->sparsity;
    const lt_code_array arrays[] = {{"k", plan->n_reactions, false},
                                    {"p", plan->n_partials, false},
                                    {"b", plan->n, false},
                                    {"lu", s->n_lu, true},
                                    {"x", plan->n, true}};
    lt_code_begin_arrays(code, "factor", "s", arrays, 5);
    for (int p = 0; p < plan->n; p++) {
        lt_code_room(code, row_statements(plan, p) + s->diagonal[p] - s->row[p]);
        fprintf(code->out, "    { /* row of %s */\n", plan->mechanism->species[s->pivot[p]].name);
        for (int at = s->row[p]; at < s->row[p + 1]; at++) {
            if (at == s->diagonal[p]) write_forward(code, s, p);
            write_entry(code, plan, p, at);
        }
        fprintf(code->out, "    }\n");
    }
    lt_code_end(code);
}
