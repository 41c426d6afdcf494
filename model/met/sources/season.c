/* season.c - sources "typical-winter", "typical-spring", "typical-summer", "typical-autumn": typical weather of a
 * season (synthetic.c). */
#include "model/met/source.h"
#include "model/met/synthetic.h"

static bool matches(const char *source) {
    return lt_season_find(source) != NULL;
}

static void note(lt_notes *notes, const lt_season *season, const lt_source_input *in) {
    double days = in->settings->synoptic_period_s / LT_DAY;
    lt_note(
        notes,
        "SYNTHETIC weather: no observation; a deterministic cycle of %g days in which the wind turns once clockwise, "
        "with the means, spreads and shares of Shenyang's %ss 2013 and 2014 (Liang et al. 2016)",
        "合成天气，非观测：%g 天一个确定的循环，风向顺时针转一周，均值、离差和各风向频率取自沈阳 2013、2014 年"
        "（%s，Liang 等 2016）",
        days, season->en);
    lt_note(notes,
            "the real wind turns once in %s days on average; the cycle is shortened to %g days so that a short period "
            "holds all directions in their observed shares",
            "实际风向平均 %s 天转一周；循环缩短为 %g 天，使短时段内各风向仍按观测频率出现", season->full_turn_days,
            days);
    if (season->course_removed)
        lt_note(notes,
                "the course of the season (a straight line over its three months) is taken out of temperature and "
                "pressure: every day has the season's mean about it, not the month's",
                "已去除季内趋势（三个月内的直线）：每天以季平均而非月平均为中心");
    if (!lt_season_covers(season, in->start, in->n))
        lt_note(notes, "the period is not wholly in the months of %s, its weather is that of the season all the same",
                "时段不全在该季节（%s）的月份内，天气仍按该季节给出", season->en);
    lt_note(notes,
            "not in it: gales, long calms, spells of stagnation longer than a day, showers; all rain of a cycle falls "
            "in one stretch behind the front",
            "不含：大风、长时间静风、超过一天的静稳过程、阵雨；一个循环的降水集中在锋后一段");
}

static lt_status make(const lt_source_input *in, lt_source_output *out) {
    const lt_season *season = lt_season_find(in->settings->source);
    lt_season_statistics statistics;
    lt_station *station = NULL;
    LT_TRY(lt_season_statistics_read(season, &statistics));
    int days = (int)(in->settings->synoptic_period_s / LT_DAY);
    /* twelve hours more on both sides for the means of the day */
    LT_TRY(lt_synthetic_season(&statistics, days, in->start - 12 * LT_HOUR, in->n + 24, &station));
    LT_TRY(lt_source_synthetic(in, station, season->en, season->zh, out));
    note(out->notes, season, in);
    return LT_OK;
}

const lt_source lt_source_season = {matches, lt_source_reach_all, make};
