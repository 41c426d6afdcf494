#include "postproc/judgement/judge_run.h"

#include "base/variant.h"
#include "postproc/conc.h"
#include "postproc/obs/series.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- concentrations, hour by hour --- */

static lt_status add_series(const lt_job *job, lt_measured species, int city, const double *value, lt_obs_set *out) {
    lt_obs_key key = {
        .city = city, .interval_s = LT_HOUR, .city_mean = true, .rule = LT_OBS_GB3095, .species = species};
    snprintf(key.site, sizeof key.site, "%s", lt_cities[city].name_en);
    for (long h = 0; value && h < lt_period_hours(job->period); h++)
        LT_TRY(lt_obs_add(out, lt_job_file(job, "conc", ".nc"), &key, job->period->start + h * LT_HOUR, value[h]));
    return LT_OK;
}

static lt_status read_period(const lt_job *job, const lt_grid *grid, const lt_city_weights *cities, lt_obs_set *out) {
    lt_conc_city_hours hours;
    lt_status status = lt_conc_cities(job, grid, cities, &hours);
    for (int p = 0; p < LT_N_JUDGED; p++)
        for (int c = 0; c < LT_N_CITY_VALUES && status == LT_OK; c++)
            status = add_series(job, (lt_measured)p, c, hours.value[p][c], out);
    lt_free(hours.block);
    return status;
}

lt_status lt_obs_of_run(const lt_job *job, const lt_grid *grid, const lt_city_weights *cities, lt_obs_set *out) {
    const lt_period *periods = job->setup->periods.items;
    lt_variant variant;
    lt_job one = *job;
    LT_TRY(lt_variant_find(job->setup, job->variant, &variant));
    one.variant = variant.id;
    for (long p = 0; p < job->setup->periods.n; p++) {
        one.period = &periods[p];
        if (!lt_variant_runs_in(&variant, one.period)) continue;
        LT_TRY_CONTEXT(read_period(&one, grid, cities, out), "reading the period %s", one.period->id);
    }
    return lt_obs_finish(out, 0);
}

lt_status lt_periods_weighed(const lt_case *setup, lt_weighed_periods *out) {
    const lt_period *periods = setup->periods.items;
    *out = (lt_weighed_periods){0};
    if (!lt_case_weighs(setup)) return LT_OK;
    LT_TRY(lt_calloc((size_t)setup->periods.n, sizeof *out->items, &out->items));
    for (; out->n < setup->periods.n; out->n++) {
        const lt_period *one = &periods[out->n];
        out->items[out->n] = (lt_weighed_period){one->start, one->start + lt_period_hours(one) * LT_HOUR,
                                                 lt_case_part_of(setup, out->n)};
    }
    return LT_OK;
}

/* --- summary.json --- */

static const struct {
    const char *key;
    lt_measured species;
} told[] = {{"pm25", LT_MEASURED_PM25}, {"no2", LT_MEASURED_NO2}};

/* What a city or one of its packages says, of all periods (period NULL) or of one. */
static const cJSON *said_of(const cJSON *item, const char *period) {
    if (!period) return item;
    return cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(item, "by_period"), period);
}

enum { NO_DRAW = -1 };

/* What is asked of a city: of a period (NULL: of all), by the run or on a draw of its inventory. */
typedef struct lt_asked {
    const char *period;
    long draw;
} lt_asked;

/* Of base its value, of a package what it changes; on a draw NaN where it was not drawn. */
static double told_of(const cJSON *city, const char *variant, const lt_asked *asked, const char *key) {
    const bool is_base = strcmp(variant, "base") == 0;
    const cJSON *packages = cJSON_GetObjectItemCaseSensitive(city, "packages"), *draws, *values, *one;
    if (asked->draw == NO_DRAW && is_base)
        return lt_json_number(said_of(city, asked->period), lt_fmt("%s_base_ugm3", key));
    if (asked->draw == NO_DRAW)
        return lt_json_number(said_of(cJSON_GetObjectItemCaseSensitive(packages, variant), asked->period),
                              lt_fmt("%s_delta_ugm3", key));
    draws = said_of(cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(city, "draws"), variant),
                    asked->period);
    values = cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(draws, key), "values_ugm3");
    one = cJSON_GetArrayItem(values, (int)asked->draw);
    return cJSON_IsNumber(one) ? one->valuedouble : NAN;
}

/* Base, and what the reference and then the package change in it. */
static double level_of(const cJSON *summary, const cJSON *city, const char *package, const lt_asked *asked,
                       const char *key) {
    const char *reference = lt_json_text(summary, "reference");
    double value = told_of(city, "base", asked, key);
    if (!package) return value;
    if (*reference) value += told_of(city, reference, asked, key);
    if (strcmp(package, reference) != 0) value += told_of(city, package, asked, key);
    return value;
}

static lt_status add_air(const cJSON *summary, const char *package, const lt_asked *asked, int year, const char *base,
                         lt_facts *out) {
    const cJSON *city = NULL;
    for (size_t q = 0; q < sizeof told / sizeof *told; q++) {
        double value[LT_N_CITY_VALUES];
        for (int c = 0; c < LT_N_CITY_VALUES; c++) value[c] = NAN;
        cJSON_ArrayForEach(city, cJSON_GetObjectItemCaseSensitive(summary, "cities")) {
            const int c = lt_city_find(lt_json_text(city, "name_en"));
            if (c >= 0) value[c] = level_of(summary, city, package, asked, told[q].key);
        }
        LT_TRY(lt_facts_of_concentrations(value, told[q].species, year, base, false, out));
    }
    return LT_OK;
}

lt_status lt_facts_of_summary_period(const cJSON *summary, const char *package, const char *period, lt_facts *out) {
    return add_air(summary, package, &(lt_asked){period, NO_DRAW}, 0, "", out);
}

long lt_draws_of_summary(const cJSON *summary) {
    const double n = lt_json_number(cJSON_GetObjectItemCaseSensitive(summary, "inventory_draws"), "n");
    return n > 0 ? (long)n : 0;
}

lt_status lt_facts_of_summary_draw(const cJSON *summary, const char *package, long draw, lt_facts *out) {
    const lt_asked asked = {NULL, draw};
    const int base_year = (int)lt_json_number(summary, "base_year");
    LT_TRY(add_air(summary, package, &asked, 0, "", out));
    return add_air(summary, NULL, &asked, base_year, lt_fmt("%d", base_year), out);
}

static lt_status add_emissions(const cJSON *totals, int year, const char *base, lt_facts *out) {
    const cJSON *one = NULL;
    cJSON_ArrayForEach(one, totals) {
        if (!cJSON_IsNumber(one)) continue;
        LT_TRY(lt_facts_of_emission("province", one->string, one->valuedouble, year, base, out));
    }
    return LT_OK;
}

lt_status lt_facts_of_summary(const cJSON *summary, const char *package, int year, lt_facts *out) {
    const cJSON *all = cJSON_GetObjectItemCaseSensitive(summary, "emissions_kt");
    const cJSON *base = cJSON_GetObjectItemCaseSensitive(all, "base");
    const cJSON *ours = package ? cJSON_GetObjectItemCaseSensitive(all, package) : base;
    const int base_year = (int)lt_json_number(summary, "base_year");
    if (!base || !ours)
        return LT_RAISE(LT_ERR_INPUT, .what = "summary.json has no such package", .where = "summary.json, emissions_kt",
                        .expected = "base, or a package of the case", .found = package ? package : "no base",
                        .todo = "name a package that was run");
    const char *word = lt_fmt("%d", base_year);
    const lt_asked by_run = {NULL, NO_DRAW};
    LT_TRY(add_air(summary, package, &by_run, year, "", out));
    LT_TRY(add_air(summary, NULL, &by_run, base_year, word, out));
    LT_TRY(add_emissions(ours, year, "", out));
    return add_emissions(base, base_year, word, out);
}
