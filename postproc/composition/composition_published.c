/* composition_published.c - what was measured in Shenyang of the same, with its year, beside the base of this case.
 * Years, weather and places differ: nothing is judged and nothing is tuned to it. */
#include "postproc/composition/compositions.h"

#include "base/csv.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What of ours stands beside it. */
typedef enum lt_published_kind { RATIO, SHARE, OF_IONS, LEVEL } lt_published_kind;

enum { MOST_PARTS = 6 };
typedef struct lt_published_row {
    const char *id, *en, *zh, *year, *source, *mark;
    lt_published_kind kind;
    bool heated;
    double value; /* published: ratio, per cent, ug/m3 */
    int n;
    lt_component parts[MOST_PARTS];
} lt_published_row;

#define R9 "hjkx 20190306", "S"
#define R10 "R10 of the notes", "S"
#define OM                                                                                                             \
    1, {                                                                                                               \
        LT_COMPONENT_OM                                                                                                \
    }
/* Oxygen and carbonate of Ca, Mg, Fe are not counted by the model: ours is the smaller. */
#define MINERAL                                                                                                        \
    2, {                                                                                                               \
        LT_COMPONENT_SOIL, LT_COMPONENT_CRUSTAL_IONS                                                                   \
    }
#define SULFATE                                                                                                        \
    1, {                                                                                                               \
        LT_COMPONENT_SULFATE                                                                                           \
    }
#define IONS                                                                                                           \
    5, {                                                                                                               \
        LT_COMPONENT_SULFATE, LT_COMPONENT_NITRATE, LT_COMPONENT_AMMONIUM, LT_COMPONENT_CHLORIDE, LT_COMPONENT_SODIUM  \
    }

static const lt_published_row rows[] = {
    {"R9",
     "PM2.5, heating season over the rest",
     "PM2.5采暖季与非采暖季之比",
     "2015",
     R9,
     RATIO,
     true,
     LT_PUBLISHED_HEATING_RATIO,
     1,
     {LT_COMPONENT_PM25}},
    {"R9", "PM2.5, heating season", "PM2.5，采暖季", "2015", R9, LEVEL, true, 90, 1, {LT_COMPONENT_PM25}},
    {"R9", "PM2.5, rest of the year", "PM2.5，非采暖季", "2015", R9, LEVEL, false, 51, 1, {LT_COMPONENT_PM25}},
    {"R9", "organic matter in PM2.5, heating season", "PM2.5中有机物占比，采暖季", "2015", R9, SHARE, true, 28.0, OM},
    {"R9", "organic matter in PM2.5, rest of the year", "PM2.5中有机物占比，非采暖季", "2015", R9, SHARE, false, 23.1,
     OM},
    {"R9", "mineral matter in PM2.5, heating season", "PM2.5中矿物尘占比，采暖季", "2015", R9, SHARE, true, 14.5,
     MINERAL},
    {"R9", "mineral matter in PM2.5, rest of the year", "PM2.5中矿物尘占比，非采暖季", "2015", R9, SHARE, false, 26.0,
     MINERAL},
    {"R9", "sulfate in PM2.5, heating season", "PM2.5中硫酸盐占比，采暖季", "2015", R9, SHARE, true, 15.1, SULFATE},
    {"R9", "sulfate in PM2.5, rest of the year", "PM2.5中硫酸盐占比，非采暖季", "2015", R9, SHARE, false, 19.9,
     SULFATE},
    {"R10", "ions in PM2.5 (published: of haze days, 131 ug/m3; ours: of all days of heating)",
     "PM2.5中水溶性离子占比（文献为霾日，131 µg/m³；本次为全部采暖日）", "2014/2017", R10, SHARE, true, 55.9, IONS},
    {"R10", "sulfate among ions, as above", "离子中硫酸根占比，同上", "2014/2017", R10, OF_IONS, true, 37.6, SULFATE},
    {"R10",
     "nitrate among ions, as above",
     "离子中硝酸根占比，同上",
     "2014/2017",
     R10,
     OF_IONS,
     true,
     31.7,
     1,
     {LT_COMPONENT_NITRATE}},
    {"R10",
     "ammonium among ions, as above",
     "离子中铵根占比，同上",
     "2014/2017",
     R10,
     OF_IONS,
     true,
     20.0,
     1,
     {LT_COMPONENT_AMMONIUM}}};

static double ours(const lt_compositions *all, const lt_published_row *row, int city) {
    static const struct {
        int n;
        lt_component parts[MOST_PARTS];
    } ions = {IONS};
    const double share = lt_compositions_heating_share(all, row->parts, row->n, row->heated, city);
    const lt_heating_ratio pm25 = lt_compositions_heating(all, LT_COMPONENT_PM25, city);
    switch (row->kind) {
    case RATIO:
        return pm25.ratio;
    case SHARE:
        return 100 * share;
    case OF_IONS:
        return 100 * share / lt_compositions_heating_share(all, ions.parts, ions.n, row->heated, city);
    case LEVEL:
        return row->heated ? pm25.heated : pm25.other;
    }
    return NAN;
}

lt_status lt_compositions_published_csv(const lt_compositions *all, char **out) {
    static const char *const units[] = {[RATIO] = "1", [SHARE] = "%", [OF_IONS] = "%", [LEVEL] = "ug/m3"};
    const int city = lt_city_find("Shenyang");
    size_t size;
    *out = NULL;
    FILE *stream = open_memstream(out, &size);
    if (!stream) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for composition_published.csv");
    fputs("# Measured in Shenyang, with its year, beside the base of this case at the sites of Shenyang. Not judged: "
          "years, "
          "weather and places differ; nothing is tuned to it.\n"
          "id,what_en,what_zh,year,published,ours,unit,source,mark\n",
          stream);
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) {
        const lt_published_row *row = &rows[n];
        const double value = ours(all, row, city);
        const char *published = lt_text_number(row->value, row->kind == RATIO ? 2 : 1);
        fprintf(stream, "%s,", row->id);
        lt_csv_put(stream, row->en);
        fputc(',', stream);
        lt_csv_put(stream, row->zh);
        fprintf(stream, ",%s,%s,", row->year, published);
        if (isfinite(value)) fprintf(stream, "%.4g", value);
        fprintf(stream, ",%s,%s,%s\n", units[row->kind], row->source, row->mark);
    }
    if (fclose(stream) != 0) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for composition_published.csv");
    return LT_OK;
}
