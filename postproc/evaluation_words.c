/* What a row of scores means, in sentences that the terminal and the report share. */
#include "postproc/evaluation.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* design.md 6, goals: runs on one station's weather, PM2.5, the city of the station. */
static const double goal_nmb = 0.20, goal_nme = 0.45, goal_r = 0.6;
enum { FEW = 10 }; /* below so many pairs a score says little: a judgement (A) */

static void add(char *out, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));
static void add(char *out, size_t size, const char *format, ...) {
    const size_t used = strlen(out);
    va_list args;
    va_start(args, format);
    vsnprintf(out + used, size - used, format, args);
    va_end(args);
}

void lt_evaluation_below(const lt_evaluation_row *row, bool chinese, char *out, size_t size) {
    const char *const *names = chinese ? lt_predictor_names_zh : lt_predictor_names;
    int left = __builtin_popcount(row->worse), said = 0;
    out[0] = '\0';
    if (left == 0) return;
    add(out, size, "%s", chinese ? "按NME劣于" : "by NME worse than ");
    for (int p = 0; p < LT_N_PREDICTORS; p++) {
        if (!(row->worse >> p & 1u)) continue;
        left--;
        if (said) add(out, size, "%s", left ? (chinese ? "、" : ", ") : (chinese ? "和" : " and "));
        add(out, size, "%s", names[p]);
        said++;
    }
}

static const char *network(const lt_obs_key *key, bool chinese) {
    if (key->city_mean) return chinese ? "国控点均值" : "mean of the national sites";
    if (key->rule == LT_OBS_AMBIENT) return chinese ? "美国领事馆" : "US consulate";
    return chinese ? "国控点" : "national site";
}

static void add_scores(const lt_evaluation_row *row, bool chinese, char *out, size_t size) {
    const lt_statistics *s = &row->score;
    const double bias = 100 * s->nmb;
    if (!isfinite(s->nmb)) {
        add(out, size, "%s", chinese ? "没有可比的数对。" : "no pair to compare. ");
        return;
    }
    if (fabs(bias) < 0.5)
        add(out, size, "%s", chinese ? "平均无偏差" : "right on average");
    else
        add(out, size, chinese ? "平均偏%s%.0f%%" : "on average too %s by %.0f %%",
            bias < 0 ? (chinese ? "低" : "low") : (chinese ? "高" : "high"), fabs(bias));
    add(out, size, chinese ? "，平均误差为观测均值的%.0f%%" : ", the mean error is %.0f %% of the observed mean",
        100 * s->nme);
    if (isfinite(s->r) && s->n >= FEW) add(out, size, chinese ? "，R为%.2f" : ", R is %.2f", s->r);
    add(out, size, chinese ? "，%.0f%%的值在两倍以内。" : ", %.0f %% of the values lie within a factor of two. ",
        100 * s->fac2);
    if (s->n < FEW)
        add(out, size, chinese ? "仅%ld对数据，说明不了什么。" : "Scores of %ld pair%s say little. ", s->n,
            s->n == 1 ? "" : "s");
}

static void add_goal(const lt_evaluation_row *row, bool chinese, char *out, size_t size) {
    const lt_statistics *s = &row->score;
    if (row->key.species != LT_MEASURED_PM25 || s->n < FEW || !isfinite(s->r)) return;
    const bool met = fabs(s->nmb) <= goal_nmb && s->nme <= goal_nme && s->r >= goal_r;
    add(out, size,
        chinese ? "%s单站气象的目标（NMB±20%%以内，NME≤45%%，R≥0.6）。"
                : "It %s the goal for one station's weather (NMB within +-20 %%, NME <= 45 %%, R >= 0.6). ",
        met ? (chinese ? "达到" : "meets") : (chinese ? "未达到" : "misses"));
}

static void add_draws(const lt_evaluation_row *row, bool chinese, char *out, size_t size) {
    double least = INFINITY, most = -INFINITY;
    for (int d = 0; d < row->n_draws; d++) {
        least = fmin(least, row->draw[d].nmb);
        most = fmax(most, row->draw[d].nmb);
    }
    if (row->n_draws < 2 || !isfinite(least)) return;
    add(out, size,
        chinese ? "气象的%d次抽样中，NMB为%+.0f%%至%+.0f%%。"
                : "Over %d draws of the weather NMB runs from %+.0f to %+.0f %%. ",
        row->n_draws, 100 * least, 100 * most);
}

void lt_evaluation_sentence(const lt_evaluation *evaluation, const lt_evaluation_row *row, bool chinese, char *out,
                            size_t size) {
    const lt_evaluation_period_info *period = &evaluation->periods[row->period];
    const bool day = row->key.interval_s == LT_DAY;
    char first[24], last[24], below[128];
    lt_time_local(period->start, first);
    lt_time_local(period->end - 1, last);
    first[10] = last[10] = '\0'; /* the date */
    out[0] = '\0';
    add(out, size,
        chinese ? "%s（%s至%s），%s，%s，%s（%s，n=%ld）：" : "%s (%s to %s), %s, %s by %s (%s, n = %ld): ", period->id,
        first, last, chinese ? lt_cities[row->key.city].name_zh : row->key.site,
        lt_measured_table[row->key.species].name,
        lt_evaluation_is_mda8(&row->key) ? (chinese ? "日最大8小时" : "days (daily maximum 8-h mean)")
        : day                            ? (chinese ? "日均值" : "days")
                                         : (chinese ? "小时值" : "hours"),
        network(&row->key, chinese), row->score.n);
    add_scores(row, chinese, out, size);
    add_goal(row, chinese, out, size);
    lt_evaluation_below(row, chinese, below, sizeof below);
    if (below[0]) add(out, size, chinese ? "%s。" : "By%s. ", below + (chinese ? 0 : strlen("by")));
    if (!below[0] && row->score.n >= FEW)
        add(out, size, "%s", chinese ? "按NME不劣于任何基准。" : "By NME it is worse than none of the baselines. ");
    add_draws(row, chinese, out, size);
    if (row->derived)
        add(out, size, "%s",
            chinese ? "NO2由NOx按ARM2比值换算，为上包络。" : "NO2 is NOx times the ARM2 ratio, an upper envelope. ");
    const size_t length = strlen(out);
    if (length && out[length - 1] == ' ') out[length - 1] = '\0';
}
