/* targets_matrix.c - which variant of a run meets which target of the documents, for people: a row a variant. */
#include "postproc/judgement/judge_print.h"

#include "postproc/text.h"

#include <math.h>

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

/* One line of the head: what a column says of its target. */
static const char *head_text(const lt_target *t, int line, bool chinese) {
    if (line == 0) return t->id;
    if (line == 1) return lt_fmt("%s %s", t->pollutant, t->region);
    return lt_judge_asked_text(t, chinese);
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

static const char *limits_text(const lt_standards *s, bool chinese) {
    char text[256] = "";
    for (int k = 0; k < LT_N_LIMITS; k++) {
        const lt_marked *of = &s->limit[k][LT_CLASS_II][LT_MEASURED_PM25][LT_AVERAGE_YEAR];
        const lt_rules_name *name = &lt_limits_table[k];
        lt_text_append(
            text, sizeof text,
            lt_fmt("%s%.*s %g (%s)", k ? ", " : "", k + 1, "***", of->value, chinese ? name->title_zh : name->title));
    }
    return lt_fmt("%s", text);
}

/* "53.2", with a star for each of the limits that it keeps. */
static const char *kept_text(const lt_standards *s, double value) {
    int kept = 0;
    if (!isfinite(value)) return "-";
    while (kept < LT_N_LIMITS && value <= s->limit[kept][LT_CLASS_II][LT_MEASURED_PM25][LT_AVERAGE_YEAR].value) kept++;
    return lt_fmt("%.1f%.*s", value, kept, "***");
}

static void print_cities(const lt_standards *s, const lt_board *boards, const char *const *variants, long n,
                         bool chinese) {
    enum { CITY = 10 };
    lt_text_say("\n%s", lt_text_word("which variant brings which city under which annual limit: PM2.5, ug/m3, mean of "
                                     "the days of the run (the projection where the base was observed)",
                                     "各情景下各市PM2.5是否低于年均限值：所算日的平均（有基准观测者为锚定推算），µg/m³",
                                     chinese));
    lt_text_say_wrapped("  ", limits_text(s, chinese));
    char line[LINE] = "";
    lt_text_column(line, LINE, "", NAME);
    for (int c = 0; c < LT_N_CITY_VALUES; c++) lt_text_column(line, LINE, lt_city_name(c, chinese), CITY);
    lt_text_say("%s", line);
    for (long v = 0; v < n; v++) {
        line[0] = '\0';
        lt_text_column(line, LINE, variants[v], NAME);
        for (int c = 0; c < LT_N_CITY_VALUES; c++) lt_text_column(line, LINE, kept_text(s, boards[v].pm25[c]), CITY);
        lt_text_say("%s", line);
    }
}

void lt_judge_print_matrix(const lt_standards *standards, const lt_board *boards, const char *const *variants, long n,
                           bool chinese) {
    if (n < 2) return;
    print_cities(standards, boards, variants, n, chinese);
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
