#include "model/chemistry/generate/pieces.h"

/* x[p] less the entries first .. last - 1 of its row times what is solved already, times the reciprocal diagonal
 * (backward). */
static void write_row(lt_code *code, const lt_sparsity *s, int p, int first, int last, bool down) {
    if (first == last && !down) return;
    lt_code_sum sum;
    char text[64];
    lt_code_room(code, last - first + 1);
    lt_code_text own = lt_code_row(code, "x", p);
    fprintf(code->out, "    {\n");
    lt_code_sum_begin(code, &sum, last - first);
    lt_code_add(code, &sum, 1.0, own.text);
    for (int step = 0; step < last - first; step++) {
        int at = down ? last - 1 - step : first + step; /* what was solved last comes last */
        lt_code_take(code, &sum, lt_code_row(code, "lu", at).text, lt_code_row(code, "x", s->column[at]).text);
    }
    lt_code_sum_text(&sum, text);
    if (down)
        fprintf(code->out, "        %s = %s * %s;\n    }\n", own.text, text,
                lt_code_row(code, "lu", s->diagonal[p]).text);
    else
        fprintf(code->out, "        %s = %s;\n    }\n", own.text, text);
}

void lt_write_solve(lt_code *code, const lt_plan *plan) {
    const lt_sparsity *s = plan->sparsity;
    const lt_code_array arrays[] = {{"lu", s->n_lu, false}, {"x", plan->n, true}};
    lt_code_begin_arrays(code, "forward", NULL, arrays, 2);
    for (int p = 0; p < plan->n; p++) write_row(code, s, p, s->row[p], s->diagonal[p], false);
    lt_code_end(code);
    lt_code_begin_arrays(code, "backward", NULL, arrays, 2);
    for (int p = plan->n - 1; p >= 0; p--) write_row(code, s, p, s->diagonal[p] + 1, s->row[p + 1], true);
    lt_code_end(code);
}
