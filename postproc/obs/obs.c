#include "postproc/obs/obs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct lt_obs_reader {
    const char *name;
    bool (*detect)(const lt_csv *table);
    lt_status (*read)(const lt_csv *table, lt_obs_set *set);
} lt_obs_reader;

static const lt_obs_reader readers[] = {
#define LT_OBS_ROW(name) {#name, lt_obs_##name##_detect, lt_obs_##name##_read},
    LT_OBS_READER_LIST(LT_OBS_ROW)
#undef LT_OBS_ROW
};

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static lt_obs_series *find_raw(lt_obs_set *set, const char *file, const lt_obs_key *key) {
    for (long q = 0; q < set->n; q++) {
        lt_obs_series *series = &set->items[q];
        if (series->key.interval_s == key->interval_s && strcmp(series->key.site, key->site) == 0 &&
            strcmp(series->file, base_name(file)) == 0)
            return series;
    }
    return NULL;
}

static lt_status new_series(lt_obs_set *set, const char *file, const lt_obs_key *key, lt_obs_series **out) {
    if (set->n == set->capacity) {
        const long capacity = set->capacity ? 2 * set->capacity : 16;
        lt_obs_series *items = NULL;
        LT_TRY(lt_calloc((size_t)capacity, sizeof *items, &items));
        if (set->n) memcpy(items, set->items, (size_t)set->n * sizeof *items);
        lt_free(set->items);
        set->items = items;
        set->capacity = capacity;
    }
    *out = &set->items[set->n++];
    **out = (lt_obs_series){.key = *key};
    snprintf((*out)->file, sizeof(*out)->file, "%s", base_name(file));
    return LT_OK;
}

static lt_status grow_raw(lt_obs_series *series) {
    const long capacity = series->raw_capacity ? 2 * series->raw_capacity : 1024;
    lt_time *time = NULL;
    double *value = NULL;
    LT_TRY(lt_calloc((size_t)capacity, sizeof *time, &time));
    lt_status status = lt_calloc((size_t)capacity, sizeof *value, &value);
    if (status != LT_OK) {
        lt_free(time);
        return status;
    }
    if (series->raw_n) {
        memcpy(time, series->raw_time, (size_t)series->raw_n * sizeof *time);
        memcpy(value, series->raw_value, (size_t)series->raw_n * sizeof *value);
    }
    lt_free(series->raw_time);
    lt_free(series->raw_value);
    series->raw_time = time;
    series->raw_value = value;
    series->raw_capacity = capacity;
    return LT_OK;
}

lt_status lt_obs_add(lt_obs_set *set, const char *file, const lt_obs_key *key, lt_time start, double value) {
    lt_obs_series *series = find_raw(set, file, key);
    if (!series) LT_TRY(new_series(set, file, key, &series));
    if (series->raw_n == series->raw_capacity) LT_TRY(grow_raw(series));
    series->raw_time[series->raw_n] = start;
    series->raw_value[series->raw_n++] = isfinite(value) && value >= 0 ? value : NAN;
    return LT_OK;
}

/* From pairs in any order to a regular axis. Two different values for one interval cannot both be right. */
static lt_status finish(lt_obs_series *series) {
    if (!series->raw_time) return LT_OK;
    lt_time first = series->raw_time[0], last = first;
    for (long q = 1; q < series->raw_n; q++) {
        if (series->raw_time[q] < first) first = series->raw_time[q];
        if (series->raw_time[q] > last) last = series->raw_time[q];
    }
    series->start = first;
    series->n = (long)((last - first) / series->key.interval_s) + 1;
    if (series->n > 24L * 366 * 200)
        return LT_RAISE(LT_ERR_INPUT, .what = "the times of a file span more than 200 years", .where = series->file,
                        .expected = "dates as in the description of the layout", .todo = "look for a wrong date");
    LT_TRY(lt_calloc((size_t)series->n, sizeof *series->value, &series->value));
    for (long q = 0; q < series->n; q++) series->value[q] = NAN;
    for (long q = 0; q < series->raw_n; q++) {
        char text[24];
        lt_time_local(series->raw_time[q], text);
        if ((series->raw_time[q] - first) % series->key.interval_s != 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "a time is off the axis of its series", .where = series->file,
                            .expected = lt_fmt("steps of %d s", series->key.interval_s), .found = text);
        double *slot = &series->value[(series->raw_time[q] - first) / series->key.interval_s];
        if (isfinite(*slot) && isfinite(series->raw_value[q]) && *slot != series->raw_value[q])
            return LT_RAISE(LT_ERR_INPUT, .what = "an interval stands twice with different values",
                            .where = lt_fmt("%s, %s", series->file, series->key.site), .expected = "one value",
                            .found = lt_fmt("%g and %g at %s (UTC+8)", *slot, series->raw_value[q], text),
                            .todo = "remove one of the rows");
        if (isfinite(series->raw_value[q])) *slot = series->raw_value[q];
    }
    lt_free(series->raw_time);
    lt_free(series->raw_value);
    series->raw_time = NULL;
    series->raw_value = NULL;
    series->raw_n = series->raw_capacity = 0;
    return LT_OK;
}

static lt_status read_table(const lt_csv *table, lt_obs_set *set) {
    const long before = set->n;
    for (size_t q = 0; q < sizeof readers / sizeof *readers; q++) {
        if (!readers[q].detect(table)) continue;
        LT_TRY_CONTEXT(readers[q].read(table, set), "reading observations in the layout %s", readers[q].name);
        if (set->n == before)
            return LT_RAISE(LT_ERR_INPUT, .what = "a file of observations has none of the 14 cities",
                            .where = lt_csv_path(table), .expected = "rows of a city of Liaoning", .found = "none");
        for (long p = before; p < set->n; p++) LT_TRY(finish(&set->items[p]));
        return LT_OK;
    }
    return LT_RAISE(
        LT_ERR_INPUT, .what = "the layout of a file of observations is not known", .where = lt_csv_path(table),
        .expected = "airnow_consulate (Date (LT), Raw Conc., QC Name), cities_daily (city, date, PM25_ugm3) "
                    "or uci_pm (PM_... columns)",
        .found = lt_fmt("columns %s, %s ...", lt_csv_header(table, 0),
                        lt_csv_columns(table) > 1 ? lt_csv_header(table, 1) : ""),
        .todo = "bring the file into one of these layouts (postproc/README.md)");
}

lt_status lt_obs_read(const char *path, lt_obs_set *set) {
    lt_csv *table = NULL;
    LT_TRY(lt_csv_read(path, &table));
    const lt_status status = read_table(table, set);
    lt_csv_free(table);
    return status;
}

void lt_obs_free(lt_obs_set *set) {
    for (long q = 0; q < set->n; q++) {
        lt_free(set->items[q].value);
        lt_free(set->items[q].raw_time);
        lt_free(set->items[q].raw_value);
    }
    lt_free(set->items);
    *set = (lt_obs_set){0};
}

double lt_obs_at(const lt_obs_series *series, lt_time t) {
    const lt_time offset = t - series->start;
    if (offset < 0 || offset % series->key.interval_s != 0) return NAN;
    const lt_time q = offset / series->key.interval_s;
    return q < series->n ? series->value[q] : NAN;
}

/* GB 3095-2012, 3.14: all concentrations at 273 K, 101.325 kPa; amendment in force 2018-09-01: particles at the air
 * temperature and pressure of the measurement. Read in a reprint of the ministry's announcement of 2018-08-13 (S). */
bool lt_obs_is_standard(lt_obs_rule rule, lt_time t) {
    return rule == LT_OBS_GB3095 && t < lt_time_from_civil(2018, 9, 1, 0, 0, 0) - LT_CST_OFFSET;
}

const char *lt_obs_averaging(const lt_obs_series *series) {
    return series->key.interval_s == LT_DAY ? "day" : "hour";
}

const lt_obs_series *lt_obs_find(const lt_obs_set *set, const char *site, int interval_s) {
    for (long q = 0; q < set->n; q++)
        if (set->items[q].key.interval_s == interval_s && strcmp(set->items[q].key.site, site) == 0)
            return &set->items[q];
    return NULL;
}
