/* targets_matrix.c - which variant of a run meets which target of the documents, for people: a row a variant. */
#include "postproc/judgement/judge_print.h"

#include "base/pad.h"
#include "postproc/text.h"

#include <math.h>
#include <string.h>

enum { LINE = 1024, NAME = 20, CELL = 15 };

/* The projection where the base was observed, else the model. */
static const lt_target_result *told(const lt_board_row *row) {
    const lt_target_result *projected = lt_board_known(&row->projected);
    return isfinite(projected->value) ? projected : lt_board_known(&row->raw);
}

static bool any_tells(const lt_board *boards, long n, long target) {
    for (long v = 0; v < n; v++)
        if (isfinite(told(&boards[v].rows[target])->margin)) return true;
    return false;
}

static const char *cell_text(const lt_target_result *r, bool chinese) {
    if (!isfinite(r->margin)) return "-";
    const char *word = r->margin >= 0 ? lt_text_word("yes", "达到", chinese) : lt_text_word("no", "未达到", chinese);
    const char *text = lt_fmt("%.3g %s", r->value, word);
    return r->outcome == LT_INCOMPLETE ? lt_fmt("(%s)", text) : text;
}

static const char *asked_text(const lt_target *t, bool chinese) {
    if (t->quantity == LT_TARGET_ATTAINMENT) return lt_text_word("attains", "达标", chinese);
    return lt_fmt("%s %g %s", t->comparison == LT_AT_LEAST ? ">=" : "<=", t->value, t->unit);
}

/* One line of the head: what a column says of its target. */
static const char *head_text(const lt_target *t, int line, bool chinese) {
    if (line == 0) return t->id;
    if (line == 1) return lt_fmt("%s %s", t->pollutant, t->region);
    return asked_text(t, chinese);
}

static void print_heads(const lt_board *boards, long n, bool chinese) {
    for (int k = 0; k < 3; k++) {
        char line[LINE] = "";
        lt_text_column(line, LINE, "", NAME);
        for (long t = 0; t < boards[0].n; t++)
            if (any_tells(boards, n, t))
                lt_text_column(line, LINE, head_text(boards[0].rows[t].target, k, chinese), CELL);
        lt_text_say("%s", line);
    }
}

void lt_judge_print_matrix(const lt_board *boards, const char *const *variants, long n, bool chinese) {
    if (n < 2) return;
    lt_text_say("\n%s",
                lt_text_word("which variant meets which target; in brackets: what the number would say, but "
                             "its days make no year. One by one:",
                             "各情景是否达到各项目标；括号内：天数不足一年，仅为所示数值的判断。逐项如下：", chinese));
    print_heads(boards, n, chinese);
    for (long v = 0; v < n; v++) {
        char line[LINE] = "";
        lt_text_column(line, LINE, variants[v], NAME);
        for (long t = 0; t < boards[v].n; t++)
            if (any_tells(boards, n, t)) lt_text_column(line, LINE, cell_text(told(&boards[v].rows[t]), chinese), CELL);
        lt_text_say("%s", line);
    }
}
