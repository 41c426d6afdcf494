/* What is read on a sheet: titles, stacks, a bar of some km, notes. */
#include "postproc/nearby/nearby_sheet.h"
#include "postproc/text.h"

#include "base/log.h"

#include <math.h>
#include <string.h>

static const char *unit_of(const lt_map *map) {
    return map->chinese ? "微克/立方米" : "@~m@~g m@+-3@+";
}

static const char *name_of(const lt_map *map, lt_nearby_pollutant p) {
    return map->chinese ? lt_nearby_table[p].name : lt_nearby_table[p].gmt;
}

static const char *variant_of(const lt_map *map, long package) {
    return package < 0 ? lt_text_word("base", "基准", map->chinese) : lt_summary_package(map->summary, package);
}

/* The package on the left of a sheet; -1: base. */
static long left_package(const lt_nearby_sheet *sheet) {
    return lt_nearby_left(sheet) == sheet->site.files ? -1 : 0;
}

/* Three digits, and no more than three decimals; a minus that both fonts have (map_text.c). */
static const char *number(const lt_map *map, double value, bool is_change) {
    const double size = fabs(value);
    const int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    const char *sign = value < 0 && map->chinese ? "\xe2\x80\x93" : value < 0 ? "-" : is_change ? "+" : "";
    return lt_fmt("%s%.*f", sign, decimals, size);
}

/* The English names are in GMT's notation, which lt_map_put would write as it stands; the Chinese ones are not. */
static void put_line(const lt_map *map, FILE *stream, const double at[2], double size, const char *style,
                     const char *text) {
    if (!text[0]) return;
    if (map->chinese)
        lt_map_put(map, stream, at, size, style, "LB", text);
    else
        fprintf(stream, "%.3f %.3f %.2fp,%s LB %s\n", at[0], at[1], size, style, text);
}

/* --- above the panels --------------------------------------------------------------------------------------------- */

static const char *change_line(const lt_map *map, const lt_nearby_sheet *sheet, lt_nearby_pollutant p) {
    const lt_nearby_file *left = lt_nearby_left(sheet);
    double least = INFINITY, most = -INFINITY;
    for (long q = 0; q < (long)left->nx * left->ny; q++) {
        if (lt_nearby_is_hidden(sheet->nearby, &sheet->site, p, sheet->package, q)) continue;
        const double delta = lt_nearby_delta(sheet->nearby, &sheet->site, p, sheet->package, q);
        least = fmin(least, delta), most = fmax(most, delta);
    }
    if (!(least <= most)) return lt_text_word("nothing above the noise", "变化均小于噪声", map->chinese);
    const double mean = lt_nearby_mean(&sheet->site.files[1 + sheet->package], p) - lt_nearby_mean(left, p);
    const char *from = number(map, least, true), *to = number(map, most, true);
    return lt_fmt(map->chinese ? "平均 %s，%s 至 %s %s" : "mean %s, from %s to %s %s", number(map, mean, true), from,
                  to, unit_of(map));
}

/* What of the picture is the stacks'; "" where it is not known. */
static const char *stacks_line(const lt_map *map, const lt_nearby_file *file, lt_nearby_pollutant p) {
    const double shaped = lt_nearby_shaped(file, p);
    if (!isfinite(shaped)) return "";
    const char *part = shaped < 5e-4 ? "< 0.1" : lt_fmt("%.1f", 100 * shaped);
    const char *rest = lt_nearby_has_place(file, p) ? ""
                                                    : lt_text_word(", little: the highest may be no place",
                                                                   "，很少：最高点未必是具体位置", map->chinese);
    return lt_fmt(map->chinese ? "排气筒：平均的 %s %%%s" : "stacks: %s %% of the mean%s", part, rest);
}

static const char *change_stacks_line(const lt_map *map, const lt_nearby_sheet *sheet, lt_nearby_pollutant p) {
    const double of_stacks = lt_nearby_delta_stacks(sheet->nearby, &sheet->site, p, sheet->package);
    if (!isfinite(of_stacks)) return "";
    return lt_fmt(map->chinese ? "平均变化中排气筒占 %s %s" : "stacks: %s %s of the mean change",
                  number(map, of_stacks, true), unit_of(map));
}

static void put_panel_titles(const lt_map *map, const lt_nearby_sheet *sheet, int row, FILE *stream) {
    const lt_nearby_pollutant p = sheet->row[row];
    const lt_nearby_file *left = lt_nearby_left(sheet);
    const double y = lt_nearby_row_y(sheet, row) + sheet->high, x = LT_NEARBY_SIDE + LT_NEARBY_GAP;
    const char *bold = lt_map_style(map, true, "black"), *plain = lt_map_style(map, false, "gray20");
    const char *before = variant_of(map, left_package(sheet));
    put_line(map, stream, (const double[]){0, y + LT_NEARBY_TITLE}, 10, bold,
             lt_fmt(map->chinese ? "%s：%s" : "%s: %s", name_of(map, p), before));
    put_line(map, stream, (const double[]){0, y + 0.15}, 8, plain, stacks_line(map, left, p));
    put_line(map, stream, (const double[]){0, y + 0.52}, 8, plain,
             lt_fmt(map->chinese ? "平均 %s，最高 %s，最高小时 %s %s" : "mean %s, highest %s, highest hour %s %s",
                    number(map, lt_nearby_mean(left, p), false),
                    number(map, left->air[p].mean[left->air[p].most_at], false),
                    number(map, left->air[p].most_hour, false), unit_of(map)));
    if (sheet->n_columns < 2) return;
    put_line(map, stream, (const double[]){x, y + LT_NEARBY_TITLE}, 10, bold,
             lt_fmt(map->chinese ? "%s 变化：%s 减 %s" : "%s: %s minus %s", name_of(map, p),
                    variant_of(map, sheet->package), before));
    put_line(map, stream, (const double[]){x, y + 0.52}, 8, plain, change_line(map, sheet, p));
    put_line(map, stream, (const double[]){x, y + 0.15}, 8, plain, change_stacks_line(map, sheet, p));
}

static lt_status write_title(const lt_map *map, const lt_nearby_sheet *sheet) {
    const lt_nearby_file *base = sheet->site.files;
    const char *title = map->chinese ? base->title_zh : base->title_en;
    const char *plain = lt_map_style(map, false, "gray20");
    const double above = map->height + LT_NEARBY_TITLE + 0.98;
    const double top[2] = {0, above + 1.05}, first[2] = {0, above + 0.5}, second[2] = {0, above};
    char period[200];
    FILE *stream = NULL;
    lt_map_period(map, period);
    LT_TRY(lt_map_open(map, "title.txt", &stream));
    lt_map_put(map, stream, top, 13, lt_map_style(map, true, "black"), "LB",
               lt_fmt(map->chinese ? "源区近场：%s" : "Near the sources: %s", title[0] ? title : base->site));
    lt_map_put(map, stream, first, 8.5, plain, "LB",
               lt_fmt(map->chinese ? "%s，每点 %.0f m，%d x %d 个 %.2f km 网格（%s）"
                                   : "%s, points of %.0f m in %d x %d cells of %.2f km (%s)",
                      period, base->resolution, base->cells_x, base->cells_y, base->cell / 1000, map->grid->name));
    lt_map_put(map, stream, second, 8.5, plain, "LB", lt_map_weather(map));
    for (int r = 0; r < sheet->n_rows; r++) put_panel_titles(map, sheet, r, stream);
    return lt_map_close(stream, "title.txt");
}

/* --- in the panels ------------------------------------------------------------------------------------------------ */

/* The longest of 1, 2, 5 times a power of ten below a quarter of the side. */
static double bar_km(double side) {
    const double most = side / 4, power = pow(10, floor(log10(most)));
    return (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1) * power;
}

/* Above the right corner of the left panel of a row, in cm of the sheet: inside it would hide a stack. Both panels have
 * one scale. */
static lt_status write_bars(const lt_map *map, const lt_nearby_sheet *sheet) {
    const double km = bar_km(2 * sheet->half_x), length = km * LT_NEARBY_SIDE / (2 * sheet->half_x), tick = 0.1;
    const double left = LT_NEARBY_SIDE - length, right = LT_NEARBY_SIDE;
    FILE *bars = NULL, *words = NULL;
    LT_TRY(lt_map_open(map, "bars.txt", &bars));
    const lt_status status = lt_map_open(map, "bar_words.txt", &words);
    for (int r = 0; r < sheet->n_rows && status == LT_OK; r++) {
        const double y = lt_nearby_row_y(sheet, r) + sheet->high + LT_NEARBY_TITLE + 0.04;
        fprintf(bars, ">\n%.4f %.4f\n%.4f %.4f\n%.4f %.4f\n%.4f %.4f\n", left, y + tick, left, y, right, y, right,
                y + tick);
        fprintf(words, "%.4f %.4f 8p,%s CB %g km\n", (left + right) / 2, y + 0.08, lt_map_style(map, false, "black"),
                km);
    }
    const lt_status closed_bars = lt_map_close(bars, "bars.txt");
    const lt_status closed_words = words ? lt_map_close(words, "bar_words.txt") : LT_OK;
    LT_TRY(status);
    LT_TRY(closed_bars);
    return closed_words;
}

/* Numbers of the strongest, and where a place is assumed the words. */
static lt_status write_labels(const lt_map *map, const lt_nearby_sheet *sheet) {
    const double cm = 2 * sheet->half_x / LT_NEARBY_SIDE;
    FILE *stream = NULL;
    LT_TRY(lt_map_open(map, "labels.txt", &stream));
    for (long k = 0; k < sheet->n_places; k++) {
        const lt_nearby_place *one = &sheet->places[k];
        const bool left = one->x > 0.4 * sheet->half_x; /* the words leave no panel */
        const double at[2] = {one->x + (left ? -0.22 : 0.22) * cm, one->y};
        const char *words = one->assumed ? lt_text_word("place assumed", "位置为假设", map->chinese) : "";
        const char *text = k < LT_NEARBY_NUMBERED ? lt_fmt("%ld %s", k + 1, words) : words;
        if (text[0])
            lt_map_put(map, stream, at, 8, lt_map_style(map, true, "black=~1.6p,white"), left ? "RM" : "LM", text);
    }
    return lt_map_close(stream, "labels.txt");
}

/* --- below ------------------------------------------------------------------------------------------------------- */

/* "1  heat_cy_xinqu + 2 more, 80 m: SO2 27.5, NOx 12.0, PM2.5 1.20 g/s" */
static void place_line(const lt_map *map, const lt_nearby_sheet *sheet, long k, char *line, size_t size) {
    const lt_nearby_place *place = &sheet->places[k];
    const lt_nearby_file *base = sheet->site.files;
    const lt_nearby_stack *one = &base->stacks[place->first];
    const bool zh = map->chinese;
    snprintf(line, size, "%ld  %s", k + 1, one->id);
    if (place->n > 1)
        lt_text_append(line, size, lt_fmt(zh ? " 等 %ld 个" : " and %ld more", zh ? place->n : place->n - 1));
    lt_text_append(line, size, lt_fmt(zh ? "，高 %.0f m：" : ", %.0f m high: ", one->height));
    bool any = false;
    for (int r = 0; r < sheet->n_rows; r++) {
        if (!isfinite(one->rate[sheet->row[r]])) continue;
        lt_text_append(line, size,
                       lt_fmt("%s%s %.3g",
                              !any ? ""
                              : zh ? "，"
                                   : ", ",
                              lt_nearby_table[sheet->row[r]].name, one->rate[sheet->row[r]]));
        any = true;
    }
    lt_text_append(line, size, zh ? " 克/秒" : " g/s");
    if (place->assumed) lt_text_append(line, size, zh ? "；位置为假设" : "; place assumed");
}

static const char *const notes[][2] = {
    {"Triangles: stacks (base), filled where the place is known, hollow where it is assumed. Axes: km from the middle. "
     "Dashed: cells of the grid.",
     "三角：排气筒（基准），实心为位置已知，空心为位置为假设。坐标：距中心公里数。虚线：模式网格。"},
    {"The mean of the points of a cell is the grid's own value; inside it the plumes of the stacks give the shape, the "
     "rest is smooth.",
     "每个网格内各点的平均等于网格模式的值；格内形状由所列排气筒的烟羽给出，其余部分平滑。"},
    {"A round bulge or hollow in the middle of a cell is no place: all of the cell has more, or less, than its "
     "neighbours.",
     "格中央的圆形隆起或凹陷并非具体位置：整个网格高于或低于相邻网格。"},
    {"Flat ground; what forms in the air (secondary particles) keeps the cell's value. Highest colour: 99.5 % of the "
     "points lie below its end.",
     "按平坦地形计算；大气中二次生成的物质保持网格值。色标上限覆盖99.5%的点。"},
    {"Grey: change below three times the numerical noise of the cell. Thick line: simplified prefecture outlines, for "
     "orientation only.",
     "灰色：变化小于所在网格数值噪声三倍。粗线：简化的市域轮廓，仅为示意。"}};

static lt_status write_notes(const lt_map *map, const lt_nearby_sheet *sheet) {
    FILE *stream = NULL;
    double at[2] = {0, -2.0};
    const long n = sheet->n_places < LT_NEARBY_NUMBERED ? sheet->n_places : LT_NEARBY_NUMBERED;
    LT_TRY(lt_map_open(map, "notes.txt", &stream));
    for (long k = 0; k < n; k++, at[1] -= 0.36) {
        char line[400];
        place_line(map, sheet, k, line, sizeof line);
        lt_map_put(map, stream, at, 7.5, lt_map_style(map, false, "black"), "LB", line);
    }
    if (sheet->n_places > n) {
        lt_map_put(map, stream, at, 7.5, lt_map_style(map, false, "black"), "LB",
                   lt_fmt(map->chinese ? "另有 %ld 处较小的排气筒" : "and %ld weaker places", sheet->n_places - n));
        at[1] -= 0.36;
    }
    const long around = lt_nearby_around(sheet->site.files);
    if (around > 0) {
        lt_map_put(map, stream, at, 7.5, lt_map_style(map, false, "black"), "LB",
                   lt_fmt(map->chinese ? "图外一圈网格内另有 %ld 个排气筒"
                                       : "and %ld stacks outside, in the cells around the map",
                          around));
        at[1] -= 0.36;
    }
    at[1] -= 0.12;
    for (size_t k = 0; k < sizeof notes / sizeof *notes; k++, at[1] -= 0.36)
        lt_map_put(map, stream, at, 7, lt_map_style(map, false, "gray30"), "LB",
                   k + 1 < sizeof notes / sizeof *notes
                       ? lt_text_word(notes[k][0], notes[k][1], map->chinese)
                       : lt_fmt(map->chinese ? "%s 蓝天 %s" : "%s Lantian %s",
                                lt_text_word(notes[k][0], notes[k][1], map->chinese), lt_version()));
    return lt_map_close(stream, "notes.txt");
}

lt_status lt_nearby_write_texts(lt_map *map) {
    const lt_nearby_sheet *sheet = map->data;
    LT_TRY(write_title(map, sheet));
    LT_TRY(write_labels(map, sheet));
    LT_TRY(write_bars(map, sheet));
    return write_notes(map, sheet);
}
