/* sheet_print.c - the sheet on the terminal, in two languages. See sheet.h. */
#include "model/met/check/sheet.h"

#include "base/log.h"
#include "base/pad.h"

#include <math.h>
#include <string.h>

enum { MOST_GAPS = 12, MOST_LEVELS = 40, MOST_HOURS = 8 };

static const char *const sector_names[LT_ROSE_SECTORS] = {"N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
                                                          "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"};

static void say_head(const lt_sheet *s, bool zh) {
    const lt_met_view *v = s->view;
    double west = INFINITY, east = -INFINITY, south = INFINITY, north = -INFINITY;
    lt_say("%s\n  %s: %s\n", v->path, v->kind, zh && v->label_zh[0] ? v->label_zh : v->label);
    if (!v->stations) {
        for (long c = 0; c < v->n; c++) {
            west = fmin(west, v->lon[c]), east = fmax(east, v->lon[c]);
            south = fmin(south, v->lat[c]), north = fmax(north, v->lat[c]);
        }
        const char *size = v->nx ? lt_fmt("%d x %d", v->nx, v->ny) : lt_fmt("%ld", v->n);
        lt_say(zh ? "  格点 %s（经度 %.2f 至 %.2f，纬度 %.2f 至 %.2f）"
                  : "  points %s (%.2f to %.2f E, %.2f to %.2f N)",
               size, west, east, south, north);
    } else {
        lt_say(zh ? "  测站 %ld 个" : "  stations %ld", v->n);
    }
    lt_say(zh ? "；垂直 %d 层（%s）\n" : "; levels %d (%s)\n", v->n_levels, zh ? v->level_text_zh : v->level_text_en);
}

static void say_times(const lt_sheet *s, bool zh) {
    for (long a = 0; a < s->n_axes; a++) {
        const lt_axis *axis = &s->axis[a];
        char first[24], last[24];
        lt_time_iso(axis->first, first);
        lt_time_iso(axis->last, last);
        const char *name = s->view->fields[axis->field].name,
                   *who = axis->n_fields == 1 ? name
                                              : lt_fmt(zh                    ? "%s 等 %ld 个场"
                                                       : axis->n_fields == 2 ? "%s and %ld more field"
                                                                             : "%s and %ld more fields",
                                                       name, zh ? axis->n_fields : axis->n_fields - 1);
        const lt_gridded_record *record = s->view->fields[axis->field].records;
        const char *ends = record->begin == record->end ? "" : zh ? "时段末 " : "ends ";
        if (axis->n == 1)
            lt_say(zh ? "  时次 1：%s（%s）\n" : "  times 1: %s (%s)\n", first, who);
        else
            lt_say(zh ? "  时次 %ld：%s%s 至 %s，间隔 %g h（%s）\n" : "  times %ld: %sfrom %s to %s, step %g h (%s)\n",
                   axis->n, ends, first, last, (double)axis->step_s / LT_HOUR, who);
        for (long g = 0; g < axis->n_gaps && g < MOST_GAPS; g++) {
            lt_time_iso(axis->gap[g].first, first);
            lt_time_iso(axis->gap[g].last, last);
            lt_say(zh ? "    缺 %ld 个时次：%s 至 %s\n" : "    missing %ld: %s to %s\n", axis->gap[g].n, first, last);
        }
        if (axis->n_gaps > MOST_GAPS)
            lt_say(zh ? "    另有 %ld 处\n" : "    and %ld more gaps\n", axis->n_gaps - MOST_GAPS);
    }
}

static void say_ranges(const lt_sheet *s, bool zh) {
    lt_say("\n%s%s%s%s%s%s  %s\n", lt_pad(zh ? "场" : "field", 42), lt_pad(zh ? "单位" : "unit", 12),
           lt_pad(zh ? "最小" : "least", -11), lt_pad(zh ? "平均" : "mean", -11), lt_pad(zh ? "最大" : "most", -11),
           lt_pad(zh ? "缺测" : "missing", -9), zh ? "最小与最大所在" : "where the least, where the most");
    for (long f = 0; f < s->view->n_fields; f++) {
        const lt_view_field *field = &s->view->fields[f];
        const lt_range *r = &s->range[f];
        lt_say("%s%s", lt_pad(field->name, 42), lt_pad(field->unit, 12));
        if (r->n == 0)
            lt_say("%11s%11s%11s%9ld\n", "-", "-", "-", r->missing);
        else
            lt_say("%11.5g%11.5g%11.5g%9ld  %s | %s\n", r->least.value, r->sum / (double)r->n, r->most.value,
                   r->missing, lt_sheet_where(s->view, f, r->least, zh), lt_sheet_where(s->view, f, r->most, zh));
    }
}

static void say_count(const char *en, const char *chinese, long n, const char *more, bool zh) {
    const char *name = zh ? chinese : en;
    if (n < 0)
        lt_say("  %s%s\n", lt_pad(name, 46), zh ? "无法判断" : "cannot be told");
    else
        lt_say("  %s%ld%s\n", lt_pad(name, 46), n, more);
}

/* Nothing of the three can be told of stations. */
static void say_counts(const lt_sheet *s, bool zh) {
    if (s->view->stations) return;
    lt_say("\n");
    say_count("supersaturated over water", "对水面过饱和的值", s->supersaturated,
              s->supersaturated >= 0
                  ? lt_fmt(zh ? "（最大相对湿度 %.4f）" : " (highest relative humidity %.4f)", s->most_humidity)
                  : "",
              zh);
    say_count("winds over 100 m/s", "超过 100 m/s 的风", s->over_100_ms,
              s->over_100_ms >= 0 ? lt_fmt(zh ? "（最大 %.1f m/s）" : " (fastest %.1f m/s)", s->fastest_ms) : "", zh);
    say_count("precipitation below 0 after de-accumulation", "去累积后为负的降水", s->negative_rain,
              s->negative_rain > 0 ? lt_fmt(" (%.3g mm)", s->least_rain) : "", zh);
}

static void say_roses(const lt_sheet *s, bool zh) {
    lt_say(
        zh ? "\n10 米风玫瑰，各方位占时次的百分数（风的来向）；静风：低于 0.5 m/s 或无风向\n"
           : "\nwind 10 m, share of the times by sector it comes from, %%; calm: below 0.5 m/s or without direction\n");
    lt_say("%s%s%s", lt_pad(zh ? "地点" : "place", 20), lt_pad(zh ? "次数" : "n", -6), lt_pad("m/s", -7));
    for (int k = 0; k < LT_ROSE_SECTORS; k++) lt_say("%6s", sector_names[k]);
    lt_say("%s\n", lt_pad(zh ? "静风" : "calm", -7));
    for (long p = 0; p < s->n_shown; p++) {
        lt_sheet_rose rose;
        lt_sheet_place_rose(s, &s->place[p], &rose);
        if (rose.n == 0) continue;
        lt_say("%s%6ld%7.2f", lt_pad(zh ? s->place[p].zh : s->place[p].en, 20), rose.n, rose.mean_ms);
        for (int k = 0; k < LT_ROSE_SECTORS; k++) lt_say("%6.1f", 100.0 * rose.share[k]);
        lt_say("%7.1f\n", 100.0 * (double)rose.calm / (double)rose.n);
        if (s->n_shown > 1) continue;
        lt_say("%s", lt_pad(zh ? "  平均风速 m/s" : "  mean speed, m/s", 33));
        for (int k = 0; k < LT_ROSE_SECTORS; k++) lt_say("%6.1f", rose.speed_ms[k]);
        lt_say("\n");
    }
}

static const struct {
    const char *en, *zh;
    int value;
    double offset;
    int decimals;
} cycle_columns[] = {{"T2m degC", "2米气温", LT_AT_T2M, -273.15, 1},
                     {"RH 0-1", "相对湿度", LT_AT_RH, 0, 2},
                     {"m/s", "风速", LT_AT_SPEED, 0, 2},
                     {"PBLH m", "边界层 m", LT_AT_PBLH, 0, 0},
                     {"u* m/s", "u* m/s", LT_AT_USTAR, 0, 3},
                     {"H W/m2", "感热", LT_AT_HEAT, 0, 1},
                     {"vent m2/s", "通风系数", LT_AT_VENTILATION, 0, 0},
                     {"stagnant", "静稳", LT_AT_STAGNANT, 0, 2}};
enum { N_CYCLE = sizeof cycle_columns / sizeof *cycle_columns };

static void say_cycle(const lt_sheet *s, const lt_sheet_place *p, bool zh) {
    lt_sheet_cycle c;
    lt_sheet_place_cycle(s, p, &c);
    lt_say(zh ? "\n%s，按当地时（UTC%+d）的平均\n%s" : "\n%s, means by hour of the day (UTC%+d)\n%s",
           zh ? p->zh : p->en, p->zone_h, lt_pad(zh ? "时" : "h", 4));
    for (int k = 0; k < N_CYCLE; k++) lt_say("%s", lt_pad(zh ? cycle_columns[k].zh : cycle_columns[k].en, -11));
    lt_say("\n");
    for (int h = 0; h < 24; h++) {
        if (c.n[h] == 0) continue;
        lt_say("%-4d", h);
        for (int k = 0; k < N_CYCLE; k++) {
            const double v = c.mean[h][cycle_columns[k].value] + cycle_columns[k].offset;
            lt_say("%11s", isnan(v) ? "-" : lt_fmt("%.*f", cycle_columns[k].decimals, v));
        }
        lt_say("\n");
    }
}

static lt_status say_profiles(const lt_sheet *s, const lt_sheet_place *p, bool zh) {
    lt_sheet_level *levels = NULL;
    if (s->view->n_levels == 0) return LT_OK;
    LT_TRY(lt_calloc((size_t)s->view->n_levels, sizeof *levels, &levels));
    for (int hour = 0; hour < 24; hour += 6) {
        if (!lt_sheet_place_profile(s, p, hour, levels)) continue;
        lt_say(zh ? "\n%s，当地 %02d 时（前后 3 小时）的廓线\n" : "\n%s, profile at %02d local (within 3 h)\n",
               zh ? p->zh : p->en, hour);
        lt_say("%s%s%s%s\n", lt_pad(zh ? "离地 m" : "above ground m", -16), lt_pad(zh ? "气温 degC" : "T degC", -11),
               lt_pad(zh ? "湿度 %" : "RH %", -9), lt_pad(zh ? "风速 m/s" : "wind m/s", -10));
        int below = 0; /* pressures run on below the ground of the source */
        for (int k = 0; k < s->view->n_levels && k < MOST_LEVELS; k++) {
            below += levels[k].height_m < 0.0;
            if (levels[k].height_m < 0.0) continue;
            lt_say("%16.0f%11.1f%9.1f%10.1f\n", levels[k].height_m, levels[k].temperature_K - 273.15,
                   100.0 * levels[k].humidity, levels[k].speed_ms);
        }
        if (below > 0)
            lt_say(zh ? "  （地面以下 %d 层未列）\n" : "  (levels below the ground, not shown: %d)\n", below);
    }
    lt_free(levels);
    return LT_OK;
}

static void say_balance(const lt_sheet *s, bool zh) {
    const lt_balance *b = &s->balance;
    double worst = 0.0, stored = 0.0, open = 0.0;
    if (b->n == 0) return;
    for (long h = 0; h < b->n; h++) {
        worst = fmax(worst, b->residual[h]);
        stored = fmax(stored, b->stored[h]);
        open = fmax(open, b->imbalance[h]);
    }
    lt_say(zh ? "\n空气质量：每小时各气柱的变化与通量之差，占气柱质量：最大 %.1e（文件自述 %.1e；订正前 "
                "%.1e）；单元最小质量 %.4g kg\n"
              : "\nair: change of a column in the hour not explained by its fluxes, share of its mass: at most %.1e "
                "(the file "
                "says %.1e; before the correction %.1e); least mass of a cell %.4g kg\n",
           worst, stored, open, b->least_mass);
    for (long h = 0, said = 0; h < b->n && said < MOST_HOURS; h++) {
        char when[24];
        if (b->n > MOST_HOURS && b->residual[h] < worst) continue;
        lt_time_iso(s->view->fields[0].records[h].begin, when);
        lt_say("  %s  %.1e  (%.1e)\n", when, b->residual[h], b->imbalance[h]);
        said++;
    }
}

static void say_score(const lt_station_scores *one, bool zh) {
    static const char *const en[LT_N_SCORES] = {"T 2 m, K", "dew point, K", "RH, %", "wind, m/s", "sea pressure, hPa"},
                             *const zh_names[LT_N_SCORES] = {"2 米气温 K", "露点 K", "相对湿度 %", "风速 m/s",
                                                             "海平面气压 hPa"};
    const bool all = strcmp(one->name, "all") == 0;
    lt_say("%s\n", all && zh ? "全部" : one->name);
    for (int v = 0; v < LT_N_SCORES; v++) {
        const lt_score *s = &one->score[v];
        if (s->n == 0) continue;
        lt_say("  %s%7ld%11.2f%11.2f%9.2f%9.2f%7s\n", lt_pad(zh ? zh_names[v] : en[v], 20), s->n, s->mean_file,
               s->mean_station, s->bias, s->rmse, isnan(s->r) ? "-" : lt_fmt("%.2f", s->r));
    }
    if (one->n_direction > 0)
        lt_say(zh ? "  %s%7ld  平均偏转 %+.0f 度，平均绝对偏差 %.0f 度\n"
                  : "  %s%7ld  mean turn %+.0f degrees, mean error %.0f\n",
               lt_pad(zh ? "风向" : "direction", 20), one->n_direction, one->direction_bias, one->direction_mae);
    if (all || one->score[LT_SCORE_T2M].n == 0) return;
    if (isnan(one->lift_m))
        lt_say(zh ? "  未作高度订正（测站海拔或地形未知）\n"
                  : "  no correction for height (altitude of the station or terrain is not known)\n");
    else
        lt_say(zh ? "  测站高出天气资料地形 %.0f m，气温按 6.5 K/km 订正\n"
                  : "  station %.0f m above the weather's terrain, temperature corrected by 6.5 K/km\n",
               one->lift_m);
}

static void say_scores(const lt_sheet *s, bool zh) {
    if (s->n_scores == 0) return;
    lt_say(zh ? "\n与测站比较（小时平均对测站同一小时，瞬时值对前后两小时的平均）\n  %s%s%s%s%s%s%s\n"
              : "\nagainst stations (a mean against the station's hour, an instant against the hours on both sides)\n  "
                "%s%s%s%s%s%s%s\n",
           lt_pad("", 20), lt_pad("n", -7), lt_pad(zh ? "资料" : "file", -11), lt_pad(zh ? "测站" : "station", -11),
           lt_pad(zh ? "偏差" : "bias", -9), lt_pad("RMSE", -9), lt_pad("r", -7));
    const long one_alone = s->n_scores == 2 ? 1 : s->n_scores;
    for (long k = 0; k < one_alone; k++) say_score(&s->scores[k], zh);
}

static void say_notes(const lt_sheet *s, bool zh) {
    const char *english, *chinese;
    if (lt_notes_text(s->notes, &english, &chinese) != LT_OK) {
        lt_error_clear();
        return;
    }
    const char *text = zh ? chinese : english;
    if (text[0]) lt_say(zh ? "\n说明\n" : "\nnotes\n");
    for (const char *at = text; *at;) {
        const size_t length = strcspn(at, "\n");
        lt_say("  - %.*s\n", (int)length, at);
        at += length + (at[length] == '\n');
    }
}

void lt_sheet_print(const lt_sheet *s, bool chinese) {
    say_head(s, chinese);
    say_times(s, chinese);
    say_ranges(s, chinese);
    say_counts(s, chinese);
    if (s->n_times > 0) say_roses(s, chinese);
    if (s->n_times > 0 && s->n_shown > 0) {
        say_cycle(s, &s->place[0], chinese);
        if (say_profiles(s, &s->place[0], chinese) != LT_OK) lt_error_clear();
    }
    say_balance(s, chinese);
    say_scores(s, chinese);
    say_notes(s, chinese);
}
