/* air_check.c - bad tables: no unit, another unit, an unknown pollutant, values that no air has. */
#include "postproc/judgement/air_days.h"

#include "base/csv.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

/* "PM2.5_ugm3", "pm25" -> "pm25": letters and digits before the unit, small. */
static void plain(const char *header, size_t length, char *out, size_t size) {
    size_t n = 0;
    for (size_t k = 0; k < length && n + 1 < size; k++)
        if (isalnum((unsigned char)header[k])) out[n++] = (char)tolower((unsigned char)header[k]);
    out[n] = '\0';
}

static bool is_pollutant(const char *word, lt_measured *out) {
    for (int p = 0; p < LT_N_JUDGED; p++) {
        char name[16];
        plain(lt_measured_table[p].name, strlen(lt_measured_table[p].name), name, sizeof name);
        if (strcmp(word, name) != 0) continue;
        *out = (lt_measured)p;
        return true;
    }
    return false;
}

static lt_status bad_column(const lt_csv *table, const char *header, const char *what, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_fmt("%s, header", lt_csv_path(table)), .expected = expected,
                    .found = header, .todo = "name the column after one of the six with its unit, or take it out");
}

static lt_status check_header(const lt_csv *table, const char *header) {
    const char *unit = strrchr(header, '_');
    const bool has_unit = unit && (strcmp(unit, "_ugm3") == 0 || strcmp(unit, "_mgm3") == 0);
    char word[32];
    lt_measured p;
    plain(header, has_unit ? (size_t)(unit - header) : strlen(header), word, sizeof word);
    if (!is_pollutant(word, &p)) {
        if (!has_unit) return LT_OK; /* a name, a date, an index */
        return bad_column(table, header, "a concentration of an unknown pollutant",
                          "PM25_ugm3, PM10_ugm3, SO2_ugm3, NO2_ugm3, CO_mgm3 or O3_ugm3");
    }
    const char *expected = lt_obs_daily_columns[p];
    if (!has_unit) return bad_column(table, header, "a concentration without its unit", expected);
    if (strcmp(unit, strrchr(expected, '_')) != 0)
        return bad_column(table, header, "a concentration in another unit than is read", expected);
    return LT_OK;
}

/* Only of tables of cities by day: the units of the other layouts are those of their source. */
static lt_status check_file(const char *path, void *context) {
    (void)context;
    lt_csv *table = NULL;
    lt_status status = LT_OK;
    LT_TRY(lt_csv_read(path, &table));
    const bool by_city = lt_csv_find(table, "city") >= 0 && lt_csv_find(table, "date") >= 0;
    for (int column = 0; by_city && column < lt_csv_columns(table) && status == LT_OK; column++)
        status = check_header(table, lt_csv_header(table, column));
    lt_csv_free(table);
    return status;
}

lt_status lt_air_read(const char *const *names, int n, lt_obs_set *out) {
    for (int k = 0; k < n; k++) {
        LT_TRY(lt_obs_each_file(names[k], check_file, NULL));
        LT_TRY(lt_obs_read(names[k], out));
    }
    return LT_OK;
}

static lt_status check_series(const lt_standards *s, const lt_obs_series *series) {
    const lt_measured p = series->key.species;
    char text[24];
    for (long k = 0; k < series->n && lt_is_judged(p); k++) {
        if (!(series->value[k] > s->absurd[p].value)) continue;
        lt_time_local(series->start + k * series->key.interval_s, text);
        return LT_RAISE(LT_ERR_INPUT, .what = "a concentration that no air has",
                        .where = lt_fmt("%s, %s, %s at %s (UTC+8)", series->file, series->key.site,
                                        lt_measured_table[p].name, text),
                        .expected = lt_fmt("at most %g %s", s->absurd[p].value, lt_measured_table[p].unit),
                        .found = lt_fmt("%g", series->value[k]),
                        .todo = "correct the unit, or leave the cell empty where the value is missing");
    }
    return LT_OK;
}

lt_status lt_air_check_values(const lt_standards *s, const lt_obs_set *set) {
    for (long q = 0; q < set->n; q++) LT_TRY(check_series(s, &set->items[q]));
    return LT_OK;
}
