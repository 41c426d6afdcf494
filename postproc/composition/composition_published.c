/* composition_published.c - what was measured in Shenyang of the same, with its year, beside the base of this case.
 * Years, weather and places differ: nothing is judged and nothing is tuned to it. */
#include "postproc/composition/compositions.h"

#include "base/csv.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What of ours stands beside it: a ratio of PM2.5, a share of PM2.5 or of the ions in per cent, PM2.5 itself. */
typedef enum lt_published_kind { RATIO, SHARE, OF_IONS, LEVEL } lt_published_kind;

typedef struct lt_published_row {
    const char *id, *en, *zh, *year;
    lt_published_kind kind;
    bool heated;
    double value;              /* published: ratio, per cent, ug/m3 */
    const lt_component *parts; /* up to LT_N_COMPONENTS */
} lt_published_row;

#define END LT_N_COMPONENTS
static const lt_component pm25[] = {LT_COMPONENT_PM25, END}, om[] = {LT_COMPONENT_OM, END};
/* Oxygen and carbonate of Ca, K, Mg, Fe and the oxygen of the inventory's Al, Si, Ti are not counted: ours is the
 * smaller. */
static const lt_component mineral[] = {LT_COMPONENT_SOIL, LT_COMPONENT_CRUSTAL_IONS, END};
static const lt_component sulfate[] = {LT_COMPONENT_SULFATE, END}, nitrate[] = {LT_COMPONENT_NITRATE, END};
static const lt_component ammonium[] = {LT_COMPONENT_AMMONIUM, END};
static const lt_component ions[] = {LT_COMPONENT_SULFATE,  LT_COMPONENT_NITRATE, LT_COMPONENT_AMMONIUM,
                                    LT_COMPONENT_CHLORIDE, LT_COMPONENT_SODIUM,  END};

/* Where they were read: both secondary (S); the source of R10 is not at hand. */
static const struct { const char *id, *source; } sources[] = {{"R9", "hjkx 20190306"}, {"R10", "-"}};

static const lt_published_row rows[] = {
    {"R9", "PM2.5, heating season over the rest", "PM2.5采暖季与非采暖季之比", "2015", RATIO, true,
     LT_PUBLISHED_HEATING_RATIO, pm25},
    {"R9", "PM2.5, heating season", "PM2.5，采暖季", "2015", LEVEL, true, 90, pm25},
    {"R9", "PM2.5, rest of the year", "PM2.5，非采暖季", "2015", LEVEL, false, 51, pm25},
    {"R9", "organic matter in PM2.5, heating season", "PM2.5中有机物占比，采暖季", "2015", SHARE, true, 28.0, om},
    {"R9", "organic matter in PM2.5, rest of the year", "PM2.5中有机物占比，非采暖季", "2015", SHARE, false, 23.1, om},
    {"R9", "mineral matter in PM2.5, heating season", "PM2.5中矿物尘占比，采暖季", "2015", SHARE, true, 14.5, mineral},
    {"R9", "mineral matter in PM2.5, rest of the year", "PM2.5中矿物尘占比，非采暖季", "2015", SHARE, false, 26.0,
     mineral},
    {"R9", "sulfate in PM2.5, heating season", "PM2.5中硫酸盐占比，采暖季", "2015", SHARE, true, 15.1, sulfate},
    {"R9", "sulfate in PM2.5, rest of the year", "PM2.5中硫酸盐占比，非采暖季", "2015", SHARE, false, 19.9, sulfate},
    {"R10", "ions in PM2.5 (published: of haze days, 131 ug/m3; ours: of all days of heating)",
     "PM2.5中水溶性离子占比（文献为霾日，131 µg/m³；本次为全部采暖日）", "2014/2017", SHARE, true, 55.9, ions},
    {"R10", "sulfate among ions, as above", "离子中硫酸根占比，同上", "2014/2017", OF_IONS, true, 37.6, sulfate},
    {"R10", "nitrate among ions, as above", "离子中硝酸根占比，同上", "2014/2017", OF_IONS, true, 31.7, nitrate},
    {"R10", "ammonium among ions, as above", "离子中铵根占比，同上", "2014/2017", OF_IONS, true, 20.0, ammonium}};

static double share_of(const lt_compositions *all, const lt_component *parts, bool heated, int city) {
    int n = 0;
    while (parts[n] != END) n++;
    return lt_compositions_heating_share(all, parts, n, heated, city);
}

static double ours(const lt_compositions *all, const lt_published_row *row, int city) {
    const lt_heating_ratio of = lt_compositions_heating(all, LT_COMPONENT_PM25, city);
    const double share = share_of(all, row->parts, row->heated, city);
    switch (row->kind) {
    case RATIO:
        return of.ratio;
    case SHARE:
        return 100 * share;
    case OF_IONS:
        return 100 * share / share_of(all, ions, row->heated, city);
    case LEVEL:
        return row->heated ? of.heated : of.other;
    }
    return NAN;
}

static const char *source_of(const char *id) {
    size_t k = 0;
    while (strcmp(sources[k].id, id) != 0) k++;
    return sources[k].source;
}

static void put_row(const lt_published_row *row, double value, FILE *stream) {
    static const char *const units[] = {[RATIO] = "1", [SHARE] = "%", [OF_IONS] = "%", [LEVEL] = "ug/m3"};
    fprintf(stream, "%s,", row->id);
    lt_csv_put(stream, row->en);
    fputc(',', stream);
    lt_csv_put(stream, row->zh);
    fprintf(stream, ",%s,%s,", row->year, lt_text_number(row->value, row->kind == RATIO ? 2 : 1));
    if (isfinite(value)) fprintf(stream, "%.4g", value);
    fprintf(stream, ",%s,", units[row->kind]);
    lt_csv_put(stream, source_of(row->id));
    fputs(",S\n", stream);
}

lt_status lt_compositions_published_csv(const lt_compositions *all, char **out) {
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
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) put_row(&rows[n], ours(all, &rows[n], city), stream);
    if (fclose(stream) != 0) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for composition_published.csv");
    return LT_OK;
}
