/* station.c - source "station": hourly weather of one station, with daily weather of cities around where it covers. */
#include "model/met/day_rain.h"
#include "model/met/direction.h"
#include "model/met/source.h"

#include "base/log.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool matches(const char *source) {
    return strcmp(source, "station") == 0;
}

/* All that the hours come from. */
typedef struct parts {
    lt_station *station;
    lt_daily *daily;
    lt_pressure_wind *pressure;
    int city; /* of the daily file, -1 if it has not the station's */
    lt_day_rain rain;
    lt_station_repairs repairs;
    lt_directions directions;
} parts;

static void release(parts *p) {
    lt_station_free(p->station);
    lt_daily_free(p->daily);
    lt_pressure_wind_free(p->pressure);
}

/* Hours of the run whose day has the value. */
static long covered(const lt_source_input *in, const parts *p, lt_daily_value value) {
    long hours = 0;
    for (long h = 0; p->daily && h < in->n; h++)
        hours += !isnan(lt_daily_at(p->daily, p->city, lt_local_day(in->start + (lt_time)h * LT_HOUR), value));
    return hours;
}

static long with_pressure(const lt_source_input *in, const parts *p) {
    long hours = 0;
    double east, north;
    for (long h = 0; h < in->n; h++)
        hours += lt_pressure_wind_at(p->pressure, in->start + (lt_time)h * LT_HOUR + LT_HOUR / 2, &east, &north);
    return hours;
}

static void note_directions(lt_notes *notes, const lt_source_input *in, const parts *p) {
    const lt_met_settings *s = in->settings;
    const lt_directions *d = &p->directions;
    if (!p->station->sectors) return;
    lt_note(notes,
            "wind direction is known to 90-degree sectors only; it is DRAWN within what is known, draw %d of seed %ld, "
            "persistent over %.1f h (time in which the sectors' autocorrelation falls to 1/e, Shenyang 2013-2014); "
            "other draws differ in it and in nothing else",
            "风向只知 90 度象限；在已知范围内随机抽取：第 %d 次抽取，种子 %ld，持续时间 %.1f 小时（沈阳 2013—2014 "
            "年象限自相关降至 "
            "1/e 的时间）；各次抽取只在此不同",
            in->draw, s->draw_seed, s->draw_persistence_s / LT_HOUR);
    lt_note(notes,
            "direction of %ld hours: %ld within the sector and 33.75 degrees of the direction of the day's strongest "
            "wind; %ld within the sector alone; %ld calm or variable within 90 degrees of the day's geostrophic wind "
            "turned to the ground; %ld calm or variable with the last sector, up to 180 degrees off",
            "%ld 小时的风向：%ld 小时在象限内且距当日最大风速风向 33.75 度以内；%ld 小时只按象限；%ld "
            "小时静风或风向不定，取当日"
            "地转风偏转到地面后 90 度以内；%ld 小时静风或风向不定，以前一象限为中心、偏差至 180 度",
            in->n, d->of_day, d->of_sector, d->calm_by_pressure, d->calm_by_last);
}

static void note_daily(lt_notes *notes, const lt_source_input *in, const parts *p) {
    const long sun = covered(in, p, LT_DAILY_SUNSHINE), wind = with_pressure(in, p);
    const long direction = covered(in, p, LT_DAILY_STRONGEST_FROM);
    const char *city = in->settings->station.name;
    if (!p->daily) {
        lt_note(notes, "no daily station file: wind aloft from the station's own wind, cloud from the climate",
                "没有逐日站点资料：高空风由本站风推算，云量取气候值");
        return;
    }
    lt_note(notes,
            "of the %ld hours (spin-up and the days that the ground remembers included) the daily station file gives "
            "%ld sunshine and %ld pressures for a "
            "geostrophic wind; the others go without: climate's cloud, wind aloft from the station's own wind",
            "全部 %ld 小时（含预热及地面所需的前期）中，逐日站点资料为 %ld 小时提供日照，%ld "
            "小时提供地转风所需气压；其余小时没有：气候云量、高空风由本站风推算",
            in->n, sun, wind);
    if (p->station->sectors)
        lt_note(notes,
                "it gives %ld of the %ld hours the direction of the day; in the others the direction is drawn within "
                "the sector alone",
                "其中 %ld 小时（共 %ld 小时）有当日风向；其余小时只按象限抽取风向", direction, in->n);
    if (p->city >= 0) return;
    if (city && city[0])
        lt_note(notes, "the daily station file has no city \"%s\": its directions, sunshine and rain are not used",
                "逐日站点资料中没有城市“%s”：不使用其风向、日照和降水", city);
    else
        lt_note(notes, "the station has no name: directions, sunshine and rain of the daily station file are not used",
                "本站没有名称：不使用逐日站点资料的风向、日照和降水");
}

static void note_repairs(lt_notes *notes, const lt_source_input *in, const parts *p) {
    const lt_station_repairs *r = &p->repairs;
    if (r->direction_held)
        lt_note(notes, "%ld of %ld hours calm or variable: the last direction is kept with the reported speed",
                "%ld 小时（共 %ld 小时）静风或风向不定：沿用前一风向和报告的风速", r->direction_held, in->n);
    if (r->interpolated)
        lt_note(notes, "%ld of %ld hours missing: interpolated in time", "缺测 %ld 小时（共 %ld 小时）：按时间插值",
                r->interpolated, in->n);
    if (p->rain.hours)
        lt_note(notes,
                "%ld of %ld hours without precipitation record: the day's amount of the daily station file (20:00 to "
                "20:00) less what was recorded, %.1f mm, in the moistest of them",
                "%ld 小时（共 %ld 小时）无降水记录：取逐日站点资料的日降水量（20 时至 20 时）减去已记录部分，共 %.1f "
                "毫米，分配到其中最湿的小时",
                p->rain.hours, in->n, p->rain.amount_mm);
    if (r->precipitation_assumed)
        lt_note(notes, "%ld of %ld hours without precipitation record: none assumed",
                "%ld 小时（共 %ld 小时）无降水记录：按无降水处理", r->precipitation_assumed, in->n);
}

static lt_status read(const lt_source_input *in, parts *p) {
    const lt_met_settings *s = in->settings;
    LT_TRY(lt_station_read(in->files->station, &p->station));
    p->city = -1;
    if (in->files->daily[0]) {
        LT_TRY(lt_daily_read(in->files->daily, &p->daily));
        if (s->station.name && s->station.name[0]) p->city = lt_daily_find(p->daily, s->station.name);
        LT_TRY(lt_pressure_wind_create(p->daily, s->station.lat, &p->pressure));
    }
    LT_TRY(
        lt_directions_draw(p->station, p->daily, p->city, p->pressure, s, in->draw, in->start, in->n, &p->directions));
    lt_day_rain_fill(p->station, p->daily, p->city, in->start, in->n, &p->rain);
    return lt_station_repair(p->station, in->start, in->n, &p->repairs);
}

static lt_status build(const lt_source_input *in, parts *p, lt_source_output *out) {
    LT_TRY(read(in, p));
    const lt_domain_sources series = {p->station, p->daily, p->city, p->pressure};
    LT_TRY(lt_domain_weather_create(in->settings, in->climate, &series, in->start, in->n, &out->weather));
    const char *name = lt_source_place(in->settings, in->files->station, &out->labels);
    snprintf(out->labels.id, sizeof out->labels.id, "station:%.100s", name);
    snprintf(out->labels.en, sizeof out->labels.en, "observed surface weather of one station (%.80s)", name);
    snprintf(out->labels.zh, sizeof out->labels.zh, "单站实测地面天气（%.80s）", name);
    out->drawn = p->station->sectors;
    note_directions(out->notes, in, p);
    note_daily(out->notes, in, p);
    note_repairs(out->notes, in, p);
    if (!out->labels.city[0])
        lt_remark(LT_LOG_WARNING,
                  "the case names no station: no city is evidence for this weather, and Shenyang's place "
                  "is assumed for the sun (met: station: name, lat, lon, altitude)");
    return LT_OK;
}

static lt_status make(const lt_source_input *in, lt_source_output *out) {
    parts p = {0};
    lt_status status = build(in, &p, out);
    release(&p);
    return status;
}

/* Hours without a gap. */
static lt_status reach(const lt_source_input *in, long wished, long *hours) {
    lt_station *station = NULL;
    LT_TRY(lt_station_read(in->files->station, &station));
    *hours = 0;
    for (const lt_station_hour *hour; *hours < wished; (*hours)++) {
        hour = lt_station_at(station, in->start - (*hours + 1) * LT_HOUR);
        if (!hour || !lt_station_complete(hour)) break;
    }
    lt_station_free(station);
    return LT_OK;
}

const lt_source lt_source_station = {matches, reach, make};
