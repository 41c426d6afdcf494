#include "model/chemistry/generate/pieces.h"

/* x[p] less the entries first .. last - 1 of its row times what is solved already, times the reciprocal diagonal
 * (backward). */
static void write_row(lt_code *code, const lt_sparsity *s, int p, int first, int last, bool down) {
    if (first == last && !down) return;
    lt_code_sum sum;
    char left[32], right[32], text[64];
    lt_code_room(code, last - first + 1);
    snprintf(right, sizeof right, "x[%d]", p);
    fprintf(code->out, "    {\n");
    lt_code_sum_begin(code, &sum, last - first);
    lt_code_add(code, &sum, 1.0, right);
    for (int step = 0; step < last - first; step++) {
        int at = down ? last - 1 - step : first + step; /* what was solved last comes last */
        snprintf(left, sizeof left, "lu[%d]", at);
        snprintf(right, sizeof right, "x[%d]", s->column[at]);
        lt_code_take(code, &sum, left, right);
    }
    lt_code_sum_text(&sum, text);
    if (down)
        fprintf(code->out, "        x[%d] = %s * lu[%d];\n    }\n", p, text, s->diagonal[p]);
    else
        fprintf(code->out, "        x[%d] = %s;\n    }\n", p, text);
}

void lt_write_solve(lt_code *code, const lt_plan *plan) {
    const lt_sparsity *s = plan->sparsity;
    const char *parameters = "const lt_vec *restrict lu, lt_vec *restrict x";
    lt_code_begin(code, "forward", parameters, "lu, x");
    for (int p = 0; p < plan->n; p++) write_row(code, s, p, s->row[p], s->diagonal[p], false);
    lt_code_end(code);
    lt_code_begin(code, "backward", parameters, "lu, x");
    for (int p = plan->n - 1; p >= 0; p--) write_row(code, s, p, s->diagonal[p] + 1, s->row[p + 1], true);
    lt_code_end(code);
}
