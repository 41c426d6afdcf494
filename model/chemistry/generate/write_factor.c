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
        char left[32], right[32];
        snprintf(left, sizeof left, "l%d", s->column[at]);
        snprintf(right, sizeof right, "lu[%d]", upper);
        lt_code_take(code, sum, left, right);
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
    if (column < p)
        fprintf(code->out, "        lu[%d] = l%d = %s * lu[%d];\n", at, column, text, s->diagonal[column]);
    else if (column == p)
        fprintf(code->out, "        lu[%d] = lt_v_all(1.0) / %s;\n", at, text);
    else
        fprintf(code->out, "        lu[%d] = %s;\n", at, text);
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
    char left[32], right[32], text[64];
    if (s->row[p] == s->diagonal[p]) {
        fprintf(code->out, "    x[%d] = b[%d];\n", p, p);
        return;
    }
    fprintf(code->out, "    {\n");
    lt_code_sum_begin(code, &sum, s->diagonal[p] - s->row[p]);
    snprintf(right, sizeof right, "b[%d]", p);
    lt_code_add(code, &sum, 1.0, right);
    for (int at = s->row[p]; at < s->diagonal[p]; at++) {
        snprintf(left, sizeof left, "l%d", s->column[at]);
        snprintf(right, sizeof right, "x[%d]", s->column[at]);
        lt_code_take(code, &sum, left, right);
    }
    lt_code_sum_text(&sum, text);
    fprintf(code->out, "        x[%d] = %s;\n    }\n", p, text);
}

void lt_write_factor(lt_code *code, const lt_plan *plan) {
    const lt_sparsity *s = plan->sparsity;
    lt_code_begin(code, "factor",
                  "lt_vec s, const lt_vec *restrict k, const lt_vec *restrict p, const lt_vec *restrict b,\n"
                  "    lt_vec *restrict lu, lt_vec *restrict x",
                  "s, k, p, b, lu, x");
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
