/* summary.json (schema "lantian-summary-1", keys fixed from outside) and cities.csv. */
#include "base/cli.h"
#include "postproc/summary_shares.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A number that is not finite is a fault of the run, not a blank in a table: remembered and raised at the end. */
typedef struct lt_json_writer {
    const lt_summary *summary;
    char bad[128];
} lt_json_writer;

static void add_number(lt_json_writer *writer, cJSON *object, const char *key, double value) {
    if (!isfinite(value) && !writer->bad[0]) snprintf(writer->bad, sizeof writer->bad, "%s", key);
    cJSON_AddNumberToObject(object, key, isfinite(value) ? value : 0);
}

static void add_periods(const lt_summary *summary, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "periods");
    for (long p = 0; p < summary->n_periods; p++) {
        const lt_period *period = lt_summary_period(summary, p);
        cJSON *item = cJSON_CreateObject();
        char start[24], end[24];
        lt_time_iso(period->start, start);
        lt_time_iso(period->start + (lt_time)llround(period->length_s), end);
        cJSON_AddStringToObject(item, "id", period->id);
        cJSON_AddStringToObject(item, "start", start);
        cJSON_AddStringToObject(item, "end", end);
        cJSON_AddNumberToObject(item, "spinup_h", period->spinup_s / LT_HOUR);
        cJSON_AddItemToArray(list, item);
    }
}

static void add_values(lt_json_writer *writer, cJSON *object, long period, int city) {
    static const char *const keys[LT_N_CITY_KINDS] = {"pm25_base_ugm3", "pm25_area_ugm3", "pm25_pop_ugm3"};
    for (int kind = 0; kind < LT_N_CITY_KINDS; kind++)
        add_number(writer, object, keys[kind],
                   lt_summary_value(writer->summary, LT_SUMMARY_BASE, period, city, (lt_city_kind)kind));
}

static void add_delta(lt_json_writer *writer, cJSON *object, long package, long period, int city) {
    const lt_summary *summary = writer->summary;
    add_number(writer, object, "pm25_delta_ugm3", lt_summary_delta(summary, package, period, city, LT_CITY_SITES));
    add_number(writer, object, "pm25_noise_ugm3", lt_summary_noise(summary, period, city));
}

static cJSON *city_json(lt_json_writer *writer, int city) {
    const lt_summary *summary = writer->summary;
    cJSON *item = cJSON_CreateObject();
    cJSON_AddStringToObject(item, "name_en", lt_cities[city].name_en);
    cJSON_AddStringToObject(item, "name_zh", lt_cities[city].name_zh);
    add_values(writer, item, -1, city);
    cJSON *by_period = cJSON_AddObjectToObject(item, "by_period");
    for (long p = 0; p < summary->n_periods; p++)
        add_values(writer, cJSON_AddObjectToObject(by_period, lt_summary_period(summary, p)->id), p, city);
    cJSON *packages = cJSON_AddObjectToObject(item, "packages");
    for (long q = 0; q < summary->n_packages; q++) {
        cJSON *package = cJSON_AddObjectToObject(packages, lt_summary_package(summary, q));
        add_delta(writer, package, q, -1, city);
        cJSON *periods = cJSON_AddObjectToObject(package, "by_period");
        for (long p = 0; p < summary->n_periods; p++)
            add_delta(writer, cJSON_AddObjectToObject(periods, lt_summary_period(summary, p)->id), q, p, city);
    }
    lt_summary_add_city_shares(summary, city, item);
    return item;
}

static void add_emissions(lt_json_writer *writer, cJSON *root) {
    const lt_summary *summary = writer->summary;
    cJSON *emissions = cJSON_AddObjectToObject(root, "emissions_kt");
    for (long q = 0; q <= summary->n_packages; q++) {
        cJSON *one = cJSON_AddObjectToObject(emissions, q == 0 ? "base" : lt_summary_package(summary, q - 1));
        for (int p = 0; p < LT_N_TOTALS; p++) add_number(writer, one, lt_total_names[p], summary->emissions_kt[q][p]);
    }
}

lt_status lt_summary_json(const lt_summary *summary, char **out) {
    lt_json_writer writer = {.summary = summary};
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", "lantian-summary-1");
    cJSON_AddStringToObject(root, "code_version", lt_version());
    cJSON_AddStringToObject(root, "weather", summary->weather.id);
    cJSON_AddStringToObject(root, "weather_kind", lt_weather_kind_word(lt_weather_kind_of(&summary->weather)));
    cJSON_AddStringToObject(root, "weather_label_en", summary->weather.en);
    cJSON_AddStringToObject(root, "weather_label_zh", summary->weather.zh);
    cJSON_AddStringToObject(root, "case", summary->setup->id);
    cJSON_AddStringToObject(root, "grid", summary->grid);
    cJSON_AddStringToObject(root, "title_en", summary->setup->title_en ? summary->setup->title_en : "");
    cJSON_AddStringToObject(root, "title_zh", summary->setup->title_zh ? summary->setup->title_zh : "");
    cJSON_AddNumberToObject(root, "base_year", (double)summary->setup->base_year);
    if (lt_summary_reference(summary)) cJSON_AddStringToObject(root, "reference", lt_summary_reference(summary));
    add_periods(summary, root);
    cJSON *cities = cJSON_AddArrayToObject(root, "cities");
    for (int c = 0; c < LT_N_CITY_VALUES; c++) cJSON_AddItemToArray(cities, city_json(&writer, c));
    add_emissions(&writer, root);
    lt_summary_add_shares(summary, root);
    *out = writer.bad[0] ? NULL : cJSON_Print(root);
    cJSON_Delete(root);
    if (writer.bad[0])
        return LT_RAISE(LT_ERR_VERIFY, .what = "a result is not a finite number", .where = "summary.json",
                        .expected = "numbers", .found = writer.bad,
                        .todo = "look at the budget of the model run, then run it again with --force");
    return *out ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for summary.json");
}

static void write_city(const lt_summary *summary, int c, FILE *stream) {
    fprintf(stream, "%s,%s", lt_cities[c].name_en, lt_cities[c].name_zh);
    for (int kind = 0; kind < LT_N_CITY_KINDS; kind++)
        fprintf(stream, ",%.6g", lt_summary_value(summary, LT_SUMMARY_BASE, -1, c, (lt_city_kind)kind));
    for (long q = 0; q < summary->n_packages; q++)
        for (int kind = 0; kind < LT_N_CITY_KINDS; kind++)
            fprintf(stream, ",%.6g", lt_summary_delta(summary, q, -1, c, (lt_city_kind)kind));
    if (summary->n_packages > 0) fprintf(stream, ",%.3g", lt_summary_noise(summary, -1, c));
    fprintf(stream, "\n");
}

lt_status lt_summary_csv(const lt_summary *summary, char **out) {
    size_t size = 0;
    FILE *stream = open_memstream(out, &size);
    if (!stream) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for cities.csv");
    fprintf(stream,
            "# PM2.5 at the surface, ambient state, mean over the periods; grid %s; weather: %s\n"
            "# sites = mean over the city's national sites (HJ 663), area = area mean, pop = population mean; "
            "delta = package - %s%s; a delta below 3 x noise means nothing\n",
            summary->grid, summary->weather.en, lt_summary_reference(summary) ? lt_summary_reference(summary) : "base",
            lt_summary_reference(summary) ? ", of that itself - base" : "");
    fprintf(stream, "city_en,city_zh,pm25_base_sites_ugm3,pm25_base_area_ugm3,pm25_base_pop_ugm3");
    for (long q = 0; q < summary->n_packages; q++) {
        const char *package = lt_summary_package(summary, q);
        fprintf(stream, ",%s_delta_sites_ugm3,%s_delta_area_ugm3,%s_delta_pop_ugm3", package, package, package);
    }
    fprintf(stream, "%s\n", summary->n_packages > 0 ? ",noise_sites_ugm3" : "");
    for (int c = 0; c < LT_N_CITY_VALUES; c++) write_city(summary, c, stream);
    if (fclose(stream) != 0) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for cities.csv");
    return LT_OK;
}
