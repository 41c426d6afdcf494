#include "postproc/judgement/judge_print.h"

#include "postproc/cities.h"
#include "postproc/text.h"

#include <math.h>
#include <stdlib.h>

enum { LINE = 512, NAME = 9, NUMBER = 9, CELL = 18 };

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
    lt_text_column(line, LINE, text, width);
}

const char *lt_judge_marked(const char *text, lt_mark mark) {
    return mark && lt_mark_remark(mark, false) ? lt_fmt("%s [%c]", text, mark) : text;
}

void lt_judge_print_marks(bool chinese) {
    lt_text_say("  S %s; R %s; A %s", lt_mark_remark('S', chinese), lt_mark_remark('R', chinese),
                lt_mark_remark('A', chinese));
}

/* --- days of the index --- */

static const char *share(long count, double percent) {
    return isfinite(percent) ? lt_fmt("%ld (%.1f %%)", count, percent) : "-";
}

/* Days by the pollutant that was the largest. */
static const char *counts_of(const long count[LT_N_JUDGED]) {
    char out[128] = "";
    for (int p = 0; p < LT_N_JUDGED; p++)
        if (count[p]) lt_text_append(out, sizeof out, lt_fmt(" %s %ld", lt_measured_table[p].name, count[p]));
    return lt_fmt("%s", out[0] ? out + 1 : "-");
}

static void print_index(const lt_judged_year *year, int x, bool chinese) {
    const lt_index_days *d = &year->index[x];
    lt_text_say(chinese ? "  %-12s有效 %ld 天；优良 %s，重度及以上 %s；首要污染物 %s；最高 %s"
                        : "  %-12s valid %ld d; good %s, heavy %s; primary %s; highest %s",
                lt_index_table[x].title, d->valid, share(d->good, d->good_pct), share(d->heavy, d->heavy_pct),
                counts_of(d->primary),
                d->highest_day < 0
                    ? "-"
                    : lt_judge_marked(lt_fmt("%d (%s)", d->highest, lt_judged_date(year, d->highest_day)), d->mark));
    if (d->undetermined > 0)
        lt_text_say(chinese ? "    %ld 天缺少部分污染物，不计（其中 %ld 天已超过100）"
                            : "    %ld d miss a pollutant and do not count (%ld of them are above 100 already)",
                    d->undetermined, d->undetermined_bad);
}

/* --- statistics --- */

static const char *compared_text(const lt_compared *c, int decimals) {
    if (!isfinite(c->margin)) return "-";
    return lt_judge_marked(lt_fmt("%g: %+.*f%s", c->limit, decimals, c->margin, c->by_rounding ? " *" : ""), c->mark);
}

static void print_statistic(const lt_judged_year *year, int p, bool percentile, bool chinese) {
    const lt_statistic *s = &year->statistic[LT_INDEX_2012][p];
    const lt_statistic *now = &year->statistic[LT_INDEX_2026][p];
    const int decimals = p == LT_MEASURED_CO ? 1 : 0;
    char line[LINE] = "  ";
    add(line, lt_measured_table[p].name, NAME);
    add(line, percentile ? "P" : lt_text_word("mean", "均值", chinese), 6);
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
    add(line, lt_text_word("days", "天数", chinese), -5);
    add(line, "2012", -NUMBER);
    add(line, "298 K", -NUMBER);
    for (int l = 0; l < LT_N_LIMITS; l++)
        add(line, chinese ? lt_limits_table[l].heading_zh : lt_limits_table[l].word, -CELL);
    lt_text_say("%s", line);
    for (int p = 0; p < LT_N_JUDGED; p++) {
        if (!(year->has >> p & 1u)) continue;
        if (!lt_counts_percentile((lt_measured)p)) print_statistic(year, p, false, chinese);
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
            ? lt_judge_marked(lt_fmt("%.2f (%s)", a->composite, lt_measured_table[a->main].name), a->composite_mark)
            : "-";
    lt_text_say(chinese ? "  %s（二级）：%s；超过限值 %s；缺 %s；综合指数 %s"
                        : "  %s, class II: %s; above the limit: %s; missing: %s; composite index %s",
                chinese ? lt_limits_table[l].title_zh : lt_limits_table[l].title,
                lt_judge_marked(verdict_text(a->verdict, chinese), a->mark), names_of(a->exceeding, above),
                names_of(a->missing, missing), index);
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
                place->city_mean ? lt_text_word("city", "城市", chinese) : lt_text_word("site", "站点", chinese));
    if (year->has != lt_all_six)
        lt_text_say(chinese ? "  没有 %s：AQI 只是下限" : "  without %s: the index is a least value",
                    names_of(lt_all_six & ~year->has, lacking));
    for (int x = 0; x < LT_N_INDEX; x++) print_index(year, x, chinese);
    if ((year->has >> LT_MEASURED_O3 & 1u) && !year->has_ozone_hour)
        lt_text_say("  %s", lt_text_word("the largest hour of ozone is not in the table: by 2012 it counts as well",
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
    return lt_judge_marked(lt_fmt("%s%d %s, %s", aqi->missing ? ">= " : "", aqi->value, chinese ? level->zh : level->en,
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

void lt_judge_print_notes(bool chinese) {
    lt_text_say(
        "%s", lt_text_word(
                  "\n* the exact number and the rounded one disagree; [S] [R] [A]: the least sure number behind it is",
                  "\n* 修约前后结论不同；[S] [R] [A]：所用数值", chinese));
    lt_judge_print_marks(chinese);
    lt_text_say_wrapped(
        "",
        lt_text_word("P: percentile of HJ 663 (SO2, NO2 98th; PM10, PM2.5, CO 95th; O3 of MDA8 90th). limit: "
                     "margin. Column 298 K: gases before 2018-09-01 times 0.916, which the rules of 2026 "
                     "are held against. Exceptional events and the three years of HJ 663-2026 are not done.",
                     "P：HJ 663 百分位数（SO2、NO2 第98，PM10、PM2.5、CO 第95，O3 日最大8小时第90）。限值：余量。298 "
                     "K 列：2018-09-01 前气体乘以 0.916，用于 2026 规则。未处理 HJ 663-2026 的异常事件与三年滑动评价。",
                     chinese));
}
