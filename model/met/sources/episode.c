/* episode.c - sources "stagnation" and "dust-front": weather of an episode (../episode.c). */
#include "model/met/episode.h"

#include "model/met/source.h"

static bool matches(const char *source) {
    return lt_episode_find(source) != NULL;
}

static void note(lt_notes *notes, const lt_episode_kind *kind, const lt_source_input *in) {
    if (kind->event)
        lt_note(
            notes,
            "SYNTHETIC weather: no observation; mean course of the 12 dry cold fronts of the springs 2013 and 2014 at "
            "Shenyang (first NW wind of 8 m/s or more, rising pressure, no rain; Liang et al. 2016), passing at 13:00 "
            "UTC+8 of the second day, on the mean spring day",
            "合成天气，非观测：沈阳 2013、2014 年春季 12 次干冷锋（首次出现不小于 8 m/s "
            "的西北风、气压上升、无降水；Liang "
            "等 2016）的平均过程，叠加在春季平均日变化上，第二天 13:00（UTC+8）过境");
    else
        lt_note(
            notes,
            "SYNTHETIC weather: no observation; every day is the mean day of the 13 spells of at least 48 h with daily "
            "winds of 2 m/s or less at Shenyang, November to February of 2013 and 2014 (823 h, 14 %% of the season; "
            "Liang et al. 2016)",
            "合成天气，非观测：每天均为沈阳 2013、2014 年 11 月至次年 2 月 13 次持续 48 小时以上、日均风速不超过 2 m/s "
            "过程（823 小时，占该季 14%%；Liang 等 2016）的平均日");
    const lt_season months = lt_episode_months(kind);
    if (!lt_season_covers(&months, in->start, in->n))
        lt_note(notes, "the period is not wholly in months %d to %d, which the weather belongs to",
                "时段不全在该天气所属的 %d 月至 %d 月内", kind->first_month, kind->last_month);
    lt_note(notes, "a mean course: smoother than any real one; directions turn with the hour and keep no spread",
            "为平均过程，比任何一次实际过程平滑；风向随时刻变化，无离散");
}

static lt_status make(const lt_source_input *in, lt_source_output *out) {
    const lt_episode_kind *kind = lt_episode_find(in->settings->source);
    const lt_time first = in->start + in->spinup * LT_HOUR, event = lt_episode_event(first);
    lt_episode episode;
    lt_station *station = NULL;
    if (kind->event && event >= in->start + in->n * LT_HOUR)
        return LT_RAISE(LT_ERR_INPUT, .what = "the period ends before the front", .where = "met: source: dust-front",
                        .expected = "a period that holds 13:00 UTC+8 of its second day",
                        .found = lt_fmt("%ld h from its start", in->n - in->spinup),
                        .todo = "make it at least 2 days long; 4 days hold the whole course");
    LT_TRY(lt_episode_read(kind, &episode));
    /* twelve hours more on both sides for the means of the day */
    LT_TRY(lt_episode_series(kind, &episode, event, in->start - 12 * LT_HOUR, in->n + 24, &station));
    LT_TRY(lt_source_synthetic(in, station, kind->en, kind->zh, out));
    note(out->notes, kind, in);
    return LT_OK;
}

const lt_source lt_source_episode = {matches, lt_source_reach_all, make};
