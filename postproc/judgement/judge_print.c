#include "postproc/judgement/judge_print.h"

#include "base/pad.h"
#include "postproc/cities.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 512, NAME = 9, NUMBER = 9, CELL = 18 };

static const char *words(const char *en, const char *zh, bool chinese) {
    return chinese ? zh : en;
}

/* "PM2.5 O3", "-" for none. */
static const char *names_of(unsigned set, char out[64]) {
    out[0] = '\0';
    for (int p = 0; p < LT_N_JUDGED; p++) {
        if (!(set >> p & 1u)) continue;
        if (out[0]) lt_text_append(out, 64, " ");
        lt_text_append(out, 64, lt_measured_table[p].name);
    }
    return out[0] ? out : "-";
}

static void add(char line[LINE], const char *text, int width) {
    lt_text_append(line, LINE, lt_pad(text, width));
}

/* --- days of the index --- */

static const char *share(long count, long of) {
    return of > 0 ? lt_fmt("%ld (%.1f %%)", count, 100.0 * (double)count / (double)of) : "-";
}

/* Days by the pollutant that was the largest. */
static const char *counts_of(const long count[LT_N_JUDGED]) {
    char out[128] = "";
    for (int p = 0; p < LT_N_JUDGED; p++)
        if (count[p]) lt_text_append(out, sizeof out, lt_fmt(" %s %ld", lt_measured_table[p].name, count[p]));
    return lt_fmt("%s", out[0] ? out + 1 : "-");
}

static const char *marked(const char *text, lt_mark mark) {
    return mark && lt_mark_remark(mark, false) ? lt_fmt("%s [%c]", text, mark) : text;
}

static void print_index(const lt_judged_year *year, int x, bool chinese) {
    const lt_index_days *d = &year->index[x];
    lt_text_say(
        chinese ? "  %-12s有效 %ld 天；优良 %s，重度及以上 %s；首要污染物 %s；最高 %s"
                : "  %-12s valid %ld d; good %s, heavy %s; primary %s; highest %s",
        lt_index_table[x].title, d->valid, share(d->good, d->valid), share(d->heavy, d->valid), counts_of(d->primary),
        d->highest_day < 0 ? "-"
                           : marked(lt_fmt("%d (%s)", d->highest, lt_judged_date(year, d->highest_day)), d->mark));
    if (d->undetermined > 0)
        lt_text_say(chinese ? "    %ld 天缺少部分污染物，不计（其中 %ld 天已超过100）"
                            : "    %ld d miss a pollutant and do not count (%ld of them are above 100 already)",
                    d->undetermined, d->undetermined_bad);
}

/* --- statistics --- */

static const char *compared_text(const lt_compared *c, int decimals) {
    if (!isfinite(c->margin)) return "-";
    return marked(lt_fmt("%g: %+.*f%s", c->limit, decimals, c->margin, c->by_rounding ? " *" : ""), c->mark);
}

static void print_statistic(const lt_judged_year *year, int p, bool percentile, bool chinese) {
    const lt_statistic *s = &year->statistic[LT_INDEX_2012][p];
    const lt_statistic *now = &year->statistic[LT_INDEX_2026][p];
    const int decimals = p == LT_MEASURED_CO ? 1 : 0;
    char line[LINE] = "  ";
    add(line, lt_measured_table[p].name, NAME);
    add(line, percentile ? "P" : words("mean", "均值", chinese), 6);
    add(line, lt_fmt("%ld", s->n), -5);
    add(line, lt_text_number(percentile ? s->percentile : s->mean, decimals + 1), -NUMBER);
    add(line, lt_text_number(percentile ? now->percentile : now->mean, decimals + 1), -NUMBER);
    for (int l = 0; l < LT_N_LIMITS; l++) {
        const lt_attainment *a = &year->attainment[l];
        add(line, compared_text(percentile ? &a->percentile[p] : &a->mean[p], decimals), -CELL);
    }
    lt_text_say("%s", line);
}

static void print_statistics(const lt_judged_year *year, bool chinese) {
    char line[LINE] = "  ";
    add(line, "", NAME + 6);
    add(line, words("days", "天数", chinese), -5);
    add(line, "2012", -NUMBER);
    add(line, "298 K", -NUMBER);
    for (int l = 0; l < LT_N_LIMITS; l++) add(line, lt_limits_table[l].word, -CELL);
    lt_text_say("%s", line);
    for (int p = 0; p < LT_N_JUDGED; p++) {
        if (!(year->has >> p & 1u)) continue;
        if (p != LT_MEASURED_CO && p != LT_MEASURED_O3) print_statistic(year, p, false, chinese);
        print_statistic(year, p, true, chinese);
    }
}

static const char *verdict_text(lt_attained verdict, bool chinese) {
    static const char *const zh[LT_N_ATTAINED] = {"达标", "超标", "数据不完整，不判定", "不足一年，不判定"};
    static const char *const en[LT_N_ATTAINED] = {"attains", "exceeds", "incomplete: not judged",
                                                  "part of a year: not judged"};
    return chinese ? zh[verdict] : en[verdict];
}

static void print_attainment(const lt_judged_year *year, int l, bool chinese) {
    const lt_attainment *a = &year->attainment[l];
    char above[64], missing[64];
    const char *index =
        isfinite(a->composite)
            ? marked(lt_fmt("%.2f (%s)", a->composite, lt_measured_table[a->main].name), a->composite_mark)
            : "-";
    lt_text_say(chinese ? "  %s（二级）：%s；超过限值 %s；缺 %s；综合指数 %s"
                        : "  %s, class II: %s; above the limit: %s; missing: %s; composite index %s",
                lt_limits_table[l].title, marked(verdict_text(a->verdict, chinese), a->mark),
                names_of(a->exceeding, above), names_of(a->missing, missing), index);
}

/* Pollutants with the same gaps stand together. */
static void print_short_months(const lt_judged_year *year, bool chinese) {
    const lt_statistic *all = year->statistic[LT_INDEX_2012];
    unsigned said = 0;
    for (int p = 0; p < LT_N_JUDGED; p++) {
        char months[64] = "", names[64];
        unsigned same = 0;
        if (!(year->has >> p & 1u) || all[p].completeness != LT_YEAR_INCOMPLETE || said >> p & 1u) continue;
        for (int q = p; q < LT_N_JUDGED; q++)
            if ((year->has >> q & 1u) && all[q].n == all[p].n && all[q].short_months == all[p].short_months)
                same |= 1u << q;
        said |= same;
        for (int m = 0; m < 12; m++)
            if (all[p].short_months >> m & 1u) lt_text_append(months, sizeof months, lt_fmt(" %d", m + 1));
        lt_text_say(chinese ? "  不完整 %s：全年 %ld 天；天数不足的月份：%s"
                            : "  incomplete %s: %ld d in the year; months with too few days:%s",
                    names_of(same, names), all[p].n, months[0] ? months : " -");
    }
}

void lt_judge_print_year(const lt_air_days *place, const lt_judged_year *year, bool chinese) {
    char lacking[64];
    lt_text_say(chinese ? "\n%s %d 年（%s）" : "\n%s %d (%s)",
                chinese && place->city_mean ? lt_cities[place->city].name_zh : place->name, year->year,
                place->city_mean ? words("city", "城市", chinese) : words("site", "站点", chinese));
    if (year->has != lt_all_six)
        lt_text_say(chinese ? "  没有 %s：AQI 只是下限" : "  without %s: the index is a least value",
                    names_of(lt_all_six & ~year->has, lacking));
    for (int x = 0; x < LT_N_INDEX; x++) print_index(year, x, chinese);
    if ((year->has >> LT_MEASURED_O3 & 1u) && !year->has_ozone_hour)
        lt_text_say("  %s", words("the largest hour of ozone is not in the table: by 2012 it counts as well",
                                  "表中没有臭氧日最大1小时值：2012版同时计入该项", chinese));
    print_statistics(year, chinese);
    print_short_months(year, chinese);
    for (int l = 0; l < LT_N_LIMITS; l++) print_attainment(year, l, chinese);
}

/* --- single days and hours --- */

typedef struct lt_worst {
    int aqi;
    long day;
} lt_worst;

static int worse_first(const void *a, const void *b) {
    const lt_worst *x = a, *y = b;
    return x->aqi != y->aqi ? y->aqi - x->aqi : (x->day > y->day) - (x->day < y->day);
}

static const char *aqi_text(const lt_aqi *aqi, bool chinese) {
    char primary[64];
    if (aqi->value == LT_NO_INDEX) return "-";
    const lt_aqi_level_row *level = &lt_aqi_level_table[aqi->level];
    return marked(lt_fmt("%s%d %s, %s", aqi->missing ? ">= " : "", aqi->value, chinese ? level->zh : level->en,
                         names_of(aqi->primary, primary)),
                  aqi->mark);
}

lt_status lt_judge_print_days(const lt_judged_year *year, long n, bool chinese) {
    lt_worst *worst = NULL;
    LT_TRY(lt_calloc((size_t)year->days, sizeof *worst, &worst));
    for (long d = 0; d < year->days; d++) worst[d] = (lt_worst){year->aqi[LT_INDEX_2012][d].value, d};
    qsort(worst, (size_t)year->days, sizeof *worst, worse_first);
    for (long k = 0; k < n && k < year->days && worst[k].aqi != LT_NO_INDEX; k++) {
        const long d = worst[k].day;
        lt_text_say("  %s  2012: %s; 2026: %s", lt_judged_date(year, d),
                    aqi_text(&year->aqi[LT_INDEX_2012][d], chinese), aqi_text(&year->aqi[LT_INDEX_2026][d], chinese));
    }
    lt_free(worst);
    return LT_OK;
}

void lt_judge_print_hour(const lt_air_days *place, const lt_aqi aqi[LT_N_INDEX], const char *when, bool chinese) {
    lt_text_say("%s %s (UTC+8)  2012: %s; 2026: %s", place->name, when, aqi_text(&aqi[LT_INDEX_2012], chinese),
                aqi_text(&aqi[LT_INDEX_2026], chinese));
}

/* --- targets --- */

static const char *result_text(const lt_target_result *r, bool chinese) {
    static const char *const zh[LT_N_OUTCOMES] = {"达到", "未达到", "数据不完整", "无法判定"};
    const char *outcome = chinese ? zh[r->outcome] : lt_outcome_words[r->outcome];
    return isfinite(r->margin) ? lt_fmt("%s %+.3g", outcome, r->margin) : outcome;
}

/* "<= 34 ug/m3", "change <= -10 %", "attains". */
static const char *target_text(const lt_target *t, bool chinese) {
    if (t->quantity == LT_TARGET_ATTAINMENT) return words("attains", "达标", chinese);
    const char *change = t->comparison == LT_CHANGE_AT_MOST ? words("change ", "变化 ", chinese) : "";
    return lt_fmt("%s%s %g %s", change, t->comparison == LT_AT_LEAST ? ">=" : "<=", t->value, t->unit);
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
    for (int x = 0; x < LT_N_INDEX; x++) add(line, marked(lt_fmt("  %s", result_text(&r[x], chinese)), r[x].mark), 24);
    lt_text_append(line, LINE, lt_fmt("%s %s%s", t->force, t->word_zh, reserve_text(t, known, chinese)));
    lt_text_say("%s", line);
}

void lt_judge_print_targets(const lt_targets *targets, const lt_facts *facts, bool chinese) {
    long without = 0;
    lt_text_say("%s", words("targets of the documents: value by 2012, outcome with margin by 2012 and by 2026, force",
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
    if (without > 0)
        lt_text_say(chinese ? "  %ld 项在此无法判定，原因见 --json" : "  %ld cannot be judged here: --json says why",
                    without);
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
    add(line, marked(lt_fmt("  %s", result_text(r, chinese)), r->mark), 26);
    add(line, band_text(&side->band), 20);
    lt_text_append(line, LINE, missing_text(&side->band, chinese));
    lt_text_say("%s", line);
}

void lt_judge_print_board(const lt_board *board, int observed_year, bool chinese) {
    long without = 0;
    lt_text_say("%s", words("targets of the documents: value, outcome with margin, band of 95 % and the parts it lacks",
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
        print_side(&row->raw, words("model", "模式", chinese), chinese);
        print_side(&row->projected, words("projection", "锚定推算", chinese), chinese);
    }
    if (without > 0)
        lt_text_say(chinese ? "  %ld 项在此无法判定，原因见 --json" : "  %ld cannot be judged here: --json says why",
                    without);
    if (observed_year)
        lt_text_say(chinese ? "  锚定推算：%d 年观测乘以模式比值"
                            : "  projection: the observation of %d times the model's ratio",
                    observed_year);
    else
        lt_text_say("%s", words("  no projection: --obs FILE gives the observed base",
                                "  无锚定推算：用 --obs FILE 给出基准观测", chinese));
    lt_text_say("  S %s; R %s; A %s", lt_mark_remark('S', chinese), lt_mark_remark('R', chinese),
                lt_mark_remark('A', chinese));
}

void lt_judge_print_notes(bool chinese) {
    lt_text_say(
        "%s",
        words("\n* the exact number and the rounded one disagree; [S] [R] [A]: the least sure number behind it is",
              "\n* 修约前后结论不同；[S] [R] [A]：所用数值", chinese));
    lt_text_say("  S %s; R %s; A %s", lt_mark_remark('S', chinese), lt_mark_remark('R', chinese),
                lt_mark_remark('A', chinese));
    lt_text_say_wrapped(
        "", words("P: percentile of HJ 663 (SO2, NO2 98th; PM10, PM2.5, CO 95th; O3 of MDA8 90th). limit: "
                  "margin. Column 298 K: gases before 2018-09-01 times 0.916, which the rules of 2026 "
                  "are held against. Exceptional events and the three years of HJ 663-2026 are not done.",
                  "P：HJ 663 百分位数（SO2、NO2 第98，PM10、PM2.5、CO 第95，O3 日最大8小时第90）。限值：余量。298 "
                  "K 列：2018-09-01 前气体乘以 0.916，用于 2026 规则。未处理 HJ 663-2026 的异常事件与三年滑动评价。",
                  chinese));
}
