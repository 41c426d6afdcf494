/* composition_csv.c - components.csv, gas_ratio.csv, heating_ratio.csv. */
#include "postproc/composition/compositions.h"

#include "base/csv.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void put(FILE *stream, double value) {
    if (isfinite(value))
        fprintf(stream, ",%.6g", value);
    else
        fputc(',', stream);
}

static lt_status begin(char **out, size_t *size, FILE **stream) {
    *stream = open_memstream(out, size);
    return *stream ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the composition");
}

static lt_status end(FILE *stream) {
    return fclose(stream) == 0 ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the composition");
}

static const char *period_id(const lt_compositions *all, long period) {
    return period < 0 ? "mean" : lt_summary_period(all->summary, period)->id;
}

/* From -1, the mean, where there is more than one. */
static long first_period(const lt_compositions *all) {
    return all->summary->n_periods > 1 ? -1 : 0;
}

/* city_en to unit; a name may hold commas. */
static void put_names(const lt_component_row *row, int city, FILE *stream) {
    fprintf(stream, "%s,%s,%s,", lt_city_name(city, false), lt_city_name(city, true), row->field);
    lt_csv_put(stream, row->en);
    fprintf(stream, ",%s,%s", row->zh, row->unit);
}

/* --- components.csv --- */

static const char *member_of(const lt_compositions *all, lt_component c) {
    if (lt_compositions_is_part(all, c, LT_OF_PM25)) return "PM2.5";
    if (lt_compositions_is_part(all, c, LT_OF_PM10)) return "PM10";
    return "";
}

static void put_component(const lt_compositions *all, lt_component c, long period, int city, FILE *stream) {
    const lt_summary *summary = all->summary;
    const double value = lt_compositions_value(all, c, LT_SUMMARY_BASE, period, city);
    const lt_component total = lt_component_table[c].group == LT_OF_PM10 ? LT_COMPONENT_PM10 : LT_COMPONENT_PM25;
    const double whole = lt_compositions_value(all, total, LT_SUMMARY_BASE, period, city);
    fprintf(stream, "%s,", period_id(all, period));
    put_names(&lt_component_table[c], city, stream);
    fprintf(stream, ",%s", member_of(all, c));
    put(stream, value);
    put(stream, member_of(all, c)[0] ? value / whole : NAN);
    for (long k = 0; k < summary->n_packages; k++) {
        put(stream, lt_compositions_value(all, c, LT_SUMMARY_PACKAGE + k, period, city));
        put(stream, lt_compositions_delta(all, c, k, period, city));
    }
    if (summary->n_packages > 0) put(stream, lt_compositions_noise(all, c, period, city));
    fputc('\n', stream);
}

lt_status lt_compositions_csv(const lt_compositions *all, char **out) {
    const lt_summary *summary = all->summary;
    FILE *stream;
    size_t size;
    LT_TRY(begin(out, &size, &stream));
    fprintf(stream,
            "# What particles are made of: means at the national sites of a city (HJ 663), Liaoning: of the 14 cities; "
            "ambient state, dry; grid %s; weather: %s\n"
            "# part_of: the total that it counts to; share: of that total, base. delta: package - what it acts on; a "
            "delta below 3 x noise means nothing. Coarse parts are 2.5 to 10 um.\n"
            "period,city_en,city_zh,component,name_en,name_zh,unit,part_of,base,share",
            summary->grid, summary->weather.en);
    for (long k = 0; k < summary->n_packages; k++)
        fprintf(stream, ",%s,%s_delta", lt_summary_package(summary, k), lt_summary_package(summary, k));
    fprintf(stream, "%s\n", summary->n_packages > 0 ? ",noise" : "");
    for (long p = first_period(all); p < summary->n_periods; p++)
        for (int city = 0; city < LT_N_COMPOSITION_CITIES; city++)
            for (int c = 0; c < LT_N_COMPONENTS; c++)
                if (all->has[c]) put_component(all, (lt_component)c, p, city, stream);
    return end(stream);
}

/* --- gas_ratio.csv --- */

static void put_ratio(const lt_compositions *all, long variant, const char *name, long period, int city, FILE *stream) {
    const lt_gas_ratio ratio = lt_compositions_ratio(all, variant, period, city);
    const lt_nitrate_limit_row *limit = &lt_nitrate_limit_table[ratio.limit];
    fprintf(stream, "%s,%s,%s,%s", period_id(all, period), name, lt_city_name(city, false), lt_city_name(city, true));
    put(stream, ratio.adjusted);
    put(stream, ratio.gas);
    put(stream, ratio.free_ugm3);
    fprintf(stream, ",%s,%s,%s\n", limit->key, limit->en, limit->zh);
}

lt_status lt_compositions_ratio_csv(const lt_compositions *all, char **out) {
    const lt_summary *summary = all->summary;
    FILE *stream;
    size_t size;
    *out = NULL;
    if (!lt_compositions_has_ratio(all)) return LT_OK;
    LT_TRY(begin(out, &size, &stream));
    fprintf(stream, "# Moles of means. adjusted: (NH3 + NO3) / (HNO3 + NO3), Pinder et al. 2008; gas: (NH3 + NH4 - 2 "
                    "SO4) / (HNO3 + NO3), Ansari and Pandis 1998; free: its numerator as NH3. Above 1: nitrate is "
                    "limited by nitric acid, below 1 by ammonia. Formulas, sources: gas_ratio.h\n"
                    "period,variant,city_en,city_zh,adjusted_gas_ratio,gas_ratio,free_ammonia_ugm3,class,reading_en,"
                    "reading_zh\n");
    for (long p = first_period(all); p < summary->n_periods; p++)
        for (long v = -1; v < summary->n_packages; v++)
            for (int city = 0; city < LT_N_COMPOSITION_CITIES; city++)
                put_ratio(all, v < 0 ? LT_SUMMARY_BASE : LT_SUMMARY_PACKAGE + v,
                          v < 0 ? "base" : lt_summary_package(summary, v), p, city, stream);
    return end(stream);
}

/* --- heating_ratio.csv --- */

lt_status lt_compositions_heating_csv(const lt_compositions *all, char **out) {
    FILE *stream;
    size_t size;
    *out = NULL;
    if (!isfinite(lt_compositions_heating(all, LT_COMPONENT_PM25, LT_ALL_CITIES).ratio)) return LT_OK;
    LT_TRY(begin(out, &size, &stream));
    fprintf(stream, "# Base: means over the days of public heating and over the others of all periods, by the calendar "
                    "of the emissions (laws/heating_first, heating_last), and their ratio. Published: Shenyang 2015, "
                    "PM2.5 90 / 51 ug/m3 = 1.76 (hjkx 20190306, S)\n"
                    "city_en,city_zh,component,name_en,name_zh,unit,heating_days,other_days,heating,other,ratio\n");
    for (int city = 0; city < LT_N_COMPOSITION_CITIES; city++)
        for (int c = 0; c < LT_N_COMPONENTS; c++) {
            if (!all->has[c]) continue;
            const lt_heating_ratio of = lt_compositions_heating(all, (lt_component)c, city);
            put_names(&lt_component_table[c], city, stream);
            put(stream, of.heated_days);
            put(stream, of.other_days);
            put(stream, of.heated);
            put(stream, of.other);
            put(stream, of.ratio);
            fputc('\n', stream);
        }
    return end(stream);
}

/* --- all of them --- */

lt_status lt_composition_texts_create(const lt_compositions *all, lt_composition_texts *out) {
    *out = (lt_composition_texts){0};
    if (!all) return LT_OK;
    lt_status status = LT_OK;
#define MAKE_TEXT(member, file, make)                                                                                  \
    if (status == LT_OK) status = make(all, &out->member);
    LT_COMPOSITION_FILES(MAKE_TEXT)
#undef MAKE_TEXT
    if (status != LT_OK) lt_composition_texts_free(out);
    return status;
}

void lt_composition_texts_free(lt_composition_texts *texts) {
#define FREE_TEXT(member, file, make) free(texts->member);
    LT_COMPOSITION_FILES(FREE_TEXT)
#undef FREE_TEXT
    *texts = (lt_composition_texts){0};
}
