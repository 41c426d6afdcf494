/* Everything that is read on the map: title, cities with their change, notes. */
#include "base/log.h"
#include "base/pad.h"
#include "postproc/map_layout.h"
#include "postproc/text.h"

#include <math.h>
#include <string.h>

/* The font that quickstart installs (fonts-wqy-microhei) and the CMap of Ghostscript or poppler-data. */
static const char font_path[] = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc";
static const char *const cmap_paths[] = {"/var/lib/ghostscript/CMap/UniGB-UTF8-H",
                                         "/usr/share/poppler/cMap/Adobe-GB1/UniGB-UTF8-H"};

const char *lt_map_chinese_font(void) {
    if (!lt_path_exists(font_path)) return "";
    for (int q = 0; q < 2; q++)
        if (lt_path_exists(cmap_paths[q])) return font_path;
    return "";
}

static const char *font(const lt_map *map, bool bold) {
    if (map->chinese) return LT_MAP_CHINESE;
    return bold ? "Helvetica-Bold" : "Helvetica";
}

/* Text for GMT: '@' and '\\' are its escapes. The English map can draw ASCII only; in the Chinese font GMT loses the
 * ASCII hyphen, so that a minus sign would vanish: it becomes an en dash, a hyphen inside a word U+2010. */
static void clean(const lt_map *map, const char *text, char *out, size_t size) {
    size_t n = 0;
    for (const char *c = text; *c && n + 4 < size; c++) {
        if (*c == '@')
            out[n++] = '@', out[n++] = '@';
        else if (*c == '\\' || *c == '\n' || *c == '"')
            out[n++] = ' ';
        else if (*c == '-' && map->chinese)
            memcpy(out + n, c == text || c[-1] == ' ' ? "\xe2\x80\x93" : "\xe2\x80\x90", 3), n += 3;
        else if ((unsigned char)*c < 128 || map->chinese)
            out[n++] = *c;
    }
    out[n] = '\0';
}

/* One record of pstext: "x y size,font,colour place text"; the text is made smaller when it would leave the sheet. */
void lt_map_put(const lt_map *map, FILE *stream, const double at[2], double size, const char *style, const char *place,
                const char *text) {
    /* columns of 8.5 points on 15 cm, measured */
    const double sheet = (map->chinese ? 98 : 112) * map->width / 15;
    char cleaned[600];
    const double columns = lt_pad_columns(text) * size / 8.5;
    clean(map, text, cleaned, sizeof cleaned);
    if (columns > sheet) size *= sheet / columns;
    fprintf(stream, "%.3f %.3f %.2fp,%s %s %s\n", at[0], at[1], size, style, place, cleaned);
}

const char *lt_map_style(const lt_map *map, bool bold, const char *colour) {
    return lt_fmt("%s,%s", font(map, bold), colour);
}

/* A city's dot, its name and its change; the place of the label is the city's own (cities.h). */
static lt_status put_city(const lt_map *map, int c, FILE *dots, FILE *labels) {
    const lt_summary *summary = map->summary;
    const double delta = lt_summary_delta(summary, map->what->quantity, map->package, map->period, c, LT_CITY_SITES);
    const double noise = lt_summary_noise(summary, map->what->quantity, map->period, c),
                 cm = (map->x1 - map->x0) / map->width;
    double x = 0, y = 0;
    LT_TRY(lt_grid_project(map->grid, summary->cities->lon[c], summary->cities->lat[c], &x, &y));
    x /= 1000, y /= 1000;
    fprintf(dots, "%.3f %.3f\n", x, y);
    const char side = lt_cities[c].label;
    const double shift = 0.14 * cm;
    const char *place = side == 'l'   ? "RM"
                        : side == 'r' ? "LM"
                        : side == 't' ? "BC"
                        : side == 'T' ? "BR"
                        : side == 'B' ? "TL"
                                      : "TC";
    const double at[2] = {side == 'l'   ? x - shift
                          : side == 'r' ? x + shift
                                        : x,
                          side == 't' || side == 'T'   ? y + shift
                          : side == 'b' || side == 'B' ? y - shift
                                                       : y};
    lt_map_put(
        map, labels, at, 8.5, lt_map_style(map, true, "black=~1.6p,white"), place,
        lt_fmt("%s %s", map->chinese ? lt_cities[c].name_zh : lt_cities[c].name_en, lt_text_delta(delta, noise)));
    return LT_OK;
}

static lt_status write_cities(const lt_map *map) {
    FILE *dots = NULL, *labels = NULL;
    LT_TRY(lt_map_open(map, "dots.txt", &dots));
    lt_status status = lt_map_open(map, "labels.txt", &labels);
    for (int c = 0; c < LT_N_CITY_VALUES && status == LT_OK; c++) status = put_city(map, c, dots, labels);
    const lt_status closed_dots = lt_map_close(dots, "dots.txt");
    const lt_status closed_labels = labels ? lt_map_close(labels, "labels.txt") : LT_OK;
    LT_TRY(status);
    LT_TRY(closed_dots);
    return closed_labels;
}

void lt_map_period(const lt_map *map, char out[200]) {
    const lt_period *period = lt_summary_period(map->summary, map->period);
    char start[24], end[24];
    lt_time_local(period->start, start);
    lt_time_local(period->start + (lt_time)llround(period->length_s), end);
    snprintf(out, 200, map->chinese ? "%s 至 %s（UTC+8）" : "%s to %s (UTC+8)", start, end);
}

const char *lt_map_weather(const lt_map *map) {
    const lt_weather_label *weather = &map->summary->weathers[map->period];
    const bool hindcast = lt_weather_kind_of(weather) == LT_WEATHER_OBSERVED;
    return lt_fmt(map->chinese ? "气象：%s%s" : "Weather: %s%s", map->chinese ? weather->zh : weather->en,
                  !hindcast      ? ""
                  : map->chinese ? "；完美气象回报（不是预报）"
                                 : "; perfect-weather hindcast, no forecast");
}

/* Lines above the map; y in cm. Names in GMT's notation go past put(). */
static lt_status write_title(const lt_map *map) {
    FILE *stream = NULL;
    const lt_summary *summary = map->summary;
    const bool zh = map->chinese;
    const char *package = lt_summary_package(summary, map->package);
    const char *title = zh ? summary->setup->title_zh : summary->setup->title_en;
    const int origin = lt_summary_origin(summary, map->package);
    const char *against = origin == LT_SUMMARY_BASE ? "base" : lt_summary_reference(summary);
    const double first[2] = {0, map->height + 0.86}, second[2] = {0, map->height + 0.36};
    char period[200];
    lt_map_period(map, period);
    LT_TRY(lt_map_open(map, "title.txt", &stream));
    if (zh) {
        const double top[2] = {0, map->height + 1.42};
        lt_map_put(map, stream, top, 13, lt_map_style(map, true, "black"), "LB",
                   lt_fmt("%s 变化：%s 减 %s", map->what->zh, package, origin == LT_SUMMARY_BASE ? "基准" : against));
    } else {
        fprintf(stream, "0 %.3f 13p,%s LB Change of %s: %s minus %s\n", map->height + 1.42,
                lt_map_style(map, true, "black"), map->what->gmt, package, against);
    }
    lt_map_put(map, stream, first, 8.5, lt_map_style(map, false, "gray20"), "LB",
               lt_fmt(zh ? "%s，%s，网格 %s（%g km）" : "%s, %s, grid %s (%g km)",
                      title && title[0] ? title : summary->setup->id, period, map->grid->name, map->grid->dx / 1000));
    lt_map_put(map, stream, second, 8.5, lt_map_style(map, false, "gray20"), "LB", lt_map_weather(map));
    return lt_map_close(stream, "title.txt");
}

/* Notes around the colour bar; y in cm below the map's lower edge. */
static lt_status write_notes(const lt_map *map) {
    FILE *stream = NULL;
    const bool zh = map->chinese;
    const double bar[2] = {map->width / 2, -0.98}, first[2] = {0, -2.55}, second[2] = {0, -2.90};
    LT_TRY(lt_map_open(map, "notes.txt", &stream));
    if (zh)
        lt_map_put(map, stream, bar, 9, lt_map_style(map, false, "black"), "CB",
                   lt_fmt("地面 %s 之差，微克/立方米（负值：更清洁）", map->what->zh));
    else
        fprintf(stream, "%.2f %.2f 9p,%s CB Change of %s at the surface, @~m@~g m@+-3@+ (negative: cleaner)\n", bar[0],
                bar[1], lt_map_style(map, false, "black"), map->what->gmt);
    lt_map_put(
        map, stream, first, 7, lt_map_style(map, false, "gray30"), "LB",
        zh ? "灰色：变化小于数值噪声三倍。城市数字：国控点所在网格的平均（HJ 663）；“<”：小于噪声三倍。"
           : "Grey: below three times the numerical noise. Numbers: mean of the cells of the city's national sites "
             "(HJ 663); '<': below that floor.");
    lt_map_put(
        map, stream, second, 7, lt_map_style(map, false, "gray30"), "LB",
        lt_fmt(zh ? "细线：简化的市域轮廓，仅为示意；蓝线：海域网格。蓝天 %s"
                  : "Thin lines: simplified prefecture outlines, for orientation only; blue lines: sea cells of the "
                    "grid. Lantian %s",
               lt_version()));
    return lt_map_close(stream, "notes.txt");
}

lt_status lt_map_write_texts(const lt_map *map) {
    LT_TRY(write_cities(map));
    LT_TRY(write_title(map));
    return write_notes(map);
}
