#include "postproc/obs/obs.h"

#include "postproc/obs/series.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool same_key(const lt_obs_key *a, const lt_obs_key *b) {
    return a->interval_s == b->interval_s && a->species == b->species && a->city_mean == b->city_mean &&
           strcmp(a->site, b->site) == 0;
}

/* Series that are being read: behind those of earlier calls, which are finished. */
static lt_obs_series *find_raw(lt_obs_set *set, const lt_obs_key *key) {
    for (long q = set->n - 1; q >= 0 && !set->items[q].value; q--)
        if (same_key(&set->items[q].key, key)) return &set->items[q];
    return NULL;
}

lt_status lt_obs_new_series(lt_obs_set *set, const char *file, const lt_obs_key *key, lt_obs_series **out) {
    lt_obs_series one = {.key = *key};
    snprintf(one.file, sizeof one.file, "%s", base_name(file)); /* first: both may stand in the set that moves */
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
    **out = one;
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
    lt_obs_series *series = find_raw(set, key);
    if (!series) LT_TRY(lt_obs_new_series(set, file, key, &series));
    if (series->raw_n == series->raw_capacity) LT_TRY(grow_raw(series));
    series->raw_time[series->raw_n] = start;
    series->raw_value[series->raw_n++] = isfinite(value) && value >= 0 ? value : NAN;
    return LT_OK;
}

void lt_obs_free(lt_obs_set *set) {
    for (long q = 0; q < set->n; q++) lt_obs_release(&set->items[q]);
    lt_free(set->items);
    *set = (lt_obs_set){0};
}

double lt_obs_at(const lt_obs_series *series, lt_time t) {
    const lt_time offset = t - series->start;
    if (offset < 0 || offset % series->key.interval_s != 0) return NAN;
    const lt_time q = offset / series->key.interval_s;
    return q < series->n ? series->value[q] : NAN;
}

/* GB 3095-2012, 3.14: all concentrations at 273 K, 101.325 kPa. Amendment of 2018-08-13, in force 2018-09-01: gases at
 * 298.15 K, 1013.25 hPa, particles at the air temperature and pressure of the measurement. Both texts read in reprints
 * of the ministry's announcement (S). */
lt_obs_state lt_obs_state_at(lt_obs_rule rule, lt_measured species, lt_time t) {
    if (rule == LT_OBS_AMBIENT) return LT_STATE_AMBIENT;
    if (t < lt_time_from_civil(2018, 9, 1, 0, 0, 0) - LT_CST_OFFSET) return LT_STATE_STANDARD;
    return lt_measured_table[species].is_gas ? LT_STATE_REFERENCE : LT_STATE_AMBIENT;
}

const char *lt_obs_state_name(lt_obs_state state) {
    static const char *const names[] = {"ambient", "273.15 K, 1013.25 hPa", "298.15 K, 1013.25 hPa"};
    return names[state];
}

const char *lt_obs_averaging(const lt_obs_key *key) {
    return key->interval_s == LT_DAY ? "day" : "hour";
}

const lt_obs_series *lt_obs_find(const lt_obs_set *set, const lt_obs_key *key) {
    for (long q = 0; q < set->n; q++)
        if (same_key(&set->items[q].key, key)) return &set->items[q];
    return NULL;
}
