/* targets_print.c - targets of the documents for people: against facts, and as the board of a run. */
#include "postproc/judgement/judge_print.h"

#include "postproc/text.h"

#include <math.h>

enum { LINE = 512 };

static void add(char line[LINE], const char *text, int width) {
    lt_text_column(line, LINE, text, width);
}

static void print_without(long without, bool chinese) {
    if (without > 0)
        lt_text_say(chinese ? "  %ld 项在此无法判定，原因见 --json" : "  %ld cannot be judged here: --json says why",
                    without);
}

static const char *result_text(const lt_target_result *r, bool chinese) {
    static const char *const zh[LT_N_OUTCOMES] = {"达到", "未达到", "数据不完整", "无法判定"};
    const char *outcome = chinese ? zh[r->outcome] : lt_outcome_words[r->outcome];
    return isfinite(r->margin) ? lt_fmt("%s %+.3g", outcome, r->margin) : outcome;
}

const char *lt_judge_asked_text(const lt_target *t, bool chinese) {
    if (t->quantity == LT_TARGET_ATTAINMENT) return lt_text_word("attains", "达标", chinese);
    return lt_fmt("%s %g %s", t->comparison == LT_AT_LEAST ? ">=" : "<=", t->value, t->unit);
}

/* "<= 34 ug/m3", "change <= -10 %", "attains". */
static const char *target_text(const lt_target *t, bool chinese) {
    const char *change = t->comparison == LT_CHANGE_AT_MOST ? lt_text_word("change ", "变化 ", chinese) : "";
    return lt_fmt("%s%s", change, lt_judge_asked_text(t, chinese));
}

/* What makes the fact another than the target means. */
static const char *reserve_text(const lt_target *t, const lt_target_result *r, bool chinese) {
    char out[128] = "";
    if (r->outcome == LT_INCOMPLETE && r->days > 0)
        lt_text_append(out, sizeof out, lt_fmt(chinese ? "（%ld 天）" : " (%ld d)", r->days));
    if (r->other_year)
        lt_text_append(out, sizeof out,
                       lt_fmt(chinese ? "（目标年 %d，此为 %d）" : " (for %d, judged %d)", t->year, r->year));
    return lt_fmt("%s", out);
}

static void print_target(const lt_target *t, const lt_target_result r[LT_N_INDEX], bool chinese) {
    const lt_target_result *known = isfinite(r[0].margin) ? &r[0] : &r[1];
    char line[LINE] = "  ";
    add(line, t->id, 14);
    add(line, lt_fmt("%s %s", t->pollutant, t->region), 20);
    add(line, target_text(t, chinese), 18);
    add(line, t->quantity == LT_TARGET_ATTAINMENT ? "" : lt_text_number(known->value, 2), -8);
    for (int x = 0; x < LT_N_INDEX; x++)
        add(line, lt_judge_marked(lt_fmt("  %s", result_text(&r[x], chinese)), r[x].mark), 24);
    lt_text_append(line, LINE, lt_fmt("%s %s%s", t->force, t->word_zh, reserve_text(t, known, chinese)));
    lt_text_say("%s", line);
}

void lt_judge_print_targets(const lt_targets *targets, const lt_facts *facts, bool chinese) {
    long without = 0;
    lt_text_say("%s",
                lt_text_word("targets of the documents: value by 2012, outcome with margin by 2012 and by 2026, force",
                             "规划目标：数值（2012），按2012与2026规则的判定与余量，措辞", chinese));
    for (long k = 0; k < targets->n; k++) {
        const lt_target *t = &targets->items[k];
        lt_target_result r[LT_N_INDEX];
        for (int x = 0; x < LT_N_INDEX; x++) r[x] = lt_target_judge(t, facts->items, facts->n, (lt_index_rules)x);
        if (r[0].outcome == LT_NOT_JUDGEABLE && r[1].outcome == LT_NOT_JUDGEABLE)
            without++;
        else
            print_target(t, r, chinese);
    }
    print_without(without, chinese);
}

static const char *band_text(const lt_band *band) {
    return isfinite(band->sigma) ? lt_fmt("[%.3g, %.3g]", band->low, band->high) : "";
}

/* "missing: inventory, model" */
static const char *missing_text(const lt_band *band, bool chinese) {
    char out[96] = "";
    for (int k = 0; k < LT_N_BAND_PARTS; k++) {
        if (!(band->missing >> k & 1u)) continue;
        if (out[0]) lt_text_append(out, sizeof out, chinese ? "、" : ", ");
        lt_text_append(out, sizeof out, chinese ? lt_band_names_zh[k] : lt_band_names[k]);
    }
    return out[0] ? lt_fmt(chinese ? "缺 %s" : "missing: %s", out) : "";
}

static void print_side(const lt_board_side *side, const char *name, bool chinese) {
    const lt_target_result *r = lt_board_known(side);
    if (!isfinite(r->value)) return;
    char line[LINE] = "      ";
    add(line, name, 12);
    add(line, lt_text_number(r->value, 3), -10);
    add(line, lt_judge_marked(lt_fmt("  %s", result_text(r, chinese)), r->mark), 26);
    add(line, band_text(&side->band), 20);
    lt_text_append(line, LINE, missing_text(&side->band, chinese));
    lt_text_say("%s", line);
}

void lt_judge_print_board(const lt_board *board, int observed_year, bool chinese) {
    long without = 0;
    lt_text_say(
        "%s", lt_text_word("targets of the documents: value, outcome with margin, band of 95 % and the parts it lacks",
                           "规划目标：数值，判定与余量，95% 区间及其所缺部分", chinese));
    for (long k = 0; k < board->n; k++) {
        const lt_board_row *row = &board->rows[k];
        if (!isfinite(lt_board_known(&row->raw)->value) && !isfinite(lt_board_known(&row->projected)->value)) {
            without++;
            continue;
        }
        char line[LINE] = "  ";
        add(line, row->target->id, 14);
        add(line, lt_fmt("%s %s", row->target->pollutant, row->target->region), 20);
        add(line, target_text(row->target, chinese), 22);
        lt_text_append(line, LINE, lt_fmt("%s %s", row->target->force, row->target->word_zh));
        lt_text_say("%s", line);
        print_side(&row->raw, lt_text_word("model", "模式", chinese), chinese);
        print_side(&row->projected, lt_text_word("projection", "锚定推算", chinese), chinese);
    }
    print_without(without, chinese);
    if (observed_year)
        lt_text_say(chinese ? "  锚定推算：%d 年观测乘以模式比值"
                            : "  projection: the observation of %d times the model's ratio",
                    observed_year);
    else
        lt_text_say_wrapped("  ",
                            lt_text_word("no projection: --obs FILE gives the observed base, or base_observations "
                                         "in the section evaluation of the case",
                                         "无锚定推算：用 --obs FILE，或在算例 evaluation 一节用 base_observations "
                                         "给出基准观测",
                                         chinese));
    lt_judge_print_marks(chinese);
}
