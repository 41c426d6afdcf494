/* Layout hours: stations of anybody, composition too. The header declares all: nothing is guessed.
 *
 *   station                 code
 *   lon, lat                degrees; may be left out where a list of stations has the code; name, city: words, optional
 *   start_utc, end_utc,     one of them: which end of the interval the time is, and its zone (local: UTC+8); whole
 * hours start_local, end_local interval_h              1 (as without the column) to 24 hours: filters state ambient,
 * 273, 298, or gb3095 (by date, lt_obs_state_at); needed beside any mass PM25_ugm3, CO_mgm3, O3_ppb, SO4_ugm3 ...: a
 * species of observed.h and its unit: ugm3, mgm3, of gases ppb too A gas in ppb has no state: it is kept as ug/m3 at
 * 298.15 K and 1013.25 hPa. Empty, -999 and -9999 are missing. */
#include "base/number.h"
#include "postproc/obs/archive/rows.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct lt_hours_column {
    int species; /* -1: none */
    double ugm3; /* in one unit */
    bool is_mass;
} lt_hours_column;

typedef struct lt_hours_table {
    const lt_csv *csv;
    int station, lon, lat, name, city, time, interval, state;
    int zone_s;
    bool is_end;
    lt_hours_column *column;
} lt_hours_table;

static const char *const time_names[] = {"start_utc", "end_utc", "start_local", "end_local"};

bool lt_rows_hours_detect(const lt_csv *table) {
    if (lt_csv_find(table, "station") < 0) return false;
    for (int k = 0; k < 4; k++)
        if (lt_csv_find(table, time_names[k]) >= 0) return true;
    return false;
}

static lt_status bad_header(const lt_csv *table, int column, const char *what, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_fmt("%s, header", lt_csv_path(table)), .expected = expected,
                    .found = column >= 0 ? lt_csv_header(table, column) : "no such column",
                    .todo = "see lantian example obs-hours");
}

static lt_status column_of(const lt_csv *table, int c, lt_hours_column *out) {
    const char *header = lt_csv_header(table, c), *unit = strrchr(header, '_');
    *out = (lt_hours_column){.species = -1};
    if (!unit) return bad_header(table, c, "a column without a unit", "a species and its unit, e.g. PM25_ugm3");
    out->species = lt_observed_find(header, (size_t)(unit - header));
    if (out->species < 0) return bad_header(table, c, "an unknown species", "e.g. PM25_ugm3, O3_ppb, SO4_ugm3");
    const bool is_gas = lt_observed_table[out->species].is_gas;
    out->is_mass = strcmp(unit, "_ppb") != 0;
    if (strcmp(unit, "_ugm3") == 0)
        out->ugm3 = 1;
    else if (strcmp(unit, "_mgm3") == 0)
        out->ugm3 = 1000;
    else if (!out->is_mass && is_gas)
        out->ugm3 = lt_observed_ugm3_of_ppb((lt_observed)out->species);
    else
        return bad_header(table, c, "a unit that does not fit", "_ugm3, _mgm3, or _ppb of a gas");
    return LT_OK;
}

static bool is_taken(const lt_hours_table *t, int c) {
    const int own[] = {t->station, t->lon, t->lat, t->name, t->city, t->time, t->interval, t->state};
    for (size_t k = 0; k < sizeof own / sizeof *own; k++)
        if (own[k] == c) return true;
    return false;
}

static lt_status time_column(lt_hours_table *t) {
    t->time = -1;
    for (int k = 0; k < 4; k++) {
        const int c = lt_csv_find(t->csv, time_names[k]);
        if (c < 0) continue;
        if (t->time >= 0) return bad_header(t->csv, c, "two columns with times", "one of them");
        t->time = c;
        t->is_end = k % 2 == 1;
        t->zone_s = k < 2 ? 0 : LT_CST_OFFSET;
    }
    return LT_OK;
}

static lt_status columns_of(lt_hours_table *t) {
    bool any = false, mass = false;
    t->station = lt_csv_find(t->csv, "station");
    t->lon = lt_csv_find(t->csv, "lon");
    t->lat = lt_csv_find(t->csv, "lat");
    t->name = lt_csv_find(t->csv, "name");
    t->city = lt_csv_find(t->csv, "city");
    t->interval = lt_csv_find(t->csv, "interval_h");
    t->state = lt_csv_find(t->csv, "state");
    LT_TRY(time_column(t));
    if ((t->lon < 0) != (t->lat < 0)) return bad_header(t->csv, -1, "lon without lat", "both or none");
    LT_TRY(lt_calloc((size_t)lt_csv_columns(t->csv), sizeof *t->column, &t->column));
    for (int c = 0; c < lt_csv_columns(t->csv); c++) {
        t->column[c].species = -1;
        if (is_taken(t, c)) continue;
        LT_TRY(column_of(t->csv, c, &t->column[c]));
        any = true;
        mass |= t->column[c].is_mass;
    }
    if (!any) return bad_header(t->csv, -1, "no species", "a column such as PM25_ugm3");
    if (mass && t->state < 0) return bad_header(t->csv, -1, "mass without its state", "a column state");
    return LT_OK;
}

static lt_status station_of(const lt_hours_table *t, long row, lt_obs_rows *rows, int *out) {
    lt_place place = {0};
    const char *code = lt_csv_text(t->csv, row, t->station);
    *out = -1;
    if (!code[0]) return lt_rows_refuse(rows, lt_csv_line(t->csv, row), "station", "", "no station");
    if (t->lon < 0 || lt_csv_empty(t->csv, row, t->lon)) {
        LT_TRY(lt_rows_station(rows, code, out));
        rows->n_unplaced += *out < 0;
        return LT_OK;
    }
    const bool good = lt_number_double(lt_csv_text(t->csv, row, t->lon), &place.lon) &&
                      lt_number_double(lt_csv_text(t->csv, row, t->lat), &place.lat);
    if (!good || fabs(place.lon) > 180 || fabs(place.lat) > 90)
        return lt_rows_refuse(rows, lt_csv_line(t->csv, row), "lon", lt_csv_text(t->csv, row, t->lon), "off the globe");
    snprintf(place.code, sizeof place.code, "%s", code);
    if (t->name >= 0) snprintf(place.name_en, sizeof place.name_en, "%s", lt_csv_text(t->csv, row, t->name));
    if (t->city >= 0) snprintf(place.city_en, sizeof place.city_en, "%s", lt_csv_text(t->csv, row, t->city));
    return lt_rows_placed_station(rows, &place, out);
}

/* Start and length of the interval; false: refused. */
static lt_status time_of(const lt_hours_table *t, long row, lt_obs_rows *rows, lt_obs_row *one, bool *good) {
    const char *text = lt_csv_text(t->csv, row, t->time);
    const int line = lt_csv_line(t->csv, row);
    long hours = 1;
    *good = false;
    if (t->interval >= 0 && !lt_csv_empty(t->csv, row, t->interval) &&
        (!lt_number_long(lt_csv_text(t->csv, row, t->interval), &hours) || hours < 1 || hours > 24))
        return lt_rows_refuse(rows, line, "interval_h", lt_csv_text(t->csv, row, t->interval), "not 1 to 24 hours");
    if (lt_time_parse_in(text, t->zone_s, &one->start) != LT_OK) {
        const char *why = lt_fmt("%.90s", lt_error_what());
        lt_error_clear();
        return lt_rows_refuse(rows, line, lt_csv_header(t->csv, t->time), text, why);
    }
    if (one->start % LT_HOUR != 0)
        return lt_rows_refuse(rows, line, lt_csv_header(t->csv, t->time), text, "not a whole hour");
    one->interval_s = (int)hours * LT_HOUR;
    one->start -= t->is_end ? one->interval_s : 0;
    *good = true;
    return LT_OK;
}

/* The word of a state; false: none. */
static bool state_of(const char *word, lt_observed species, lt_time start, lt_obs_state *out) {
    const bool six = species <= LT_OBSERVED_O3;
    *out = LT_STATE_AMBIENT;
    if (strcmp(word, "ambient") == 0) return true;
    if (strcmp(word, "273") == 0) *out = LT_STATE_STANDARD;
    if (strcmp(word, "298") == 0) *out = LT_STATE_REFERENCE;
    if (*out != LT_STATE_AMBIENT) return true;
    if (strcmp(word, "gb3095") != 0) return false;
    const lt_measured like = six                                 ? (lt_measured)species
                             : lt_observed_table[species].is_gas ? LT_MEASURED_NO2
                                                                 : LT_MEASURED_PM25;
    *out = lt_obs_state_at(LT_OBS_GB3095, like, start);
    return true;
}

static lt_status read_row(const lt_hours_table *t, long row, lt_obs_rows *rows) {
    lt_obs_row one = {0};
    bool good = false;
    LT_TRY(station_of(t, row, rows, &one.station));
    if (one.station < 0) return LT_OK;
    LT_TRY(time_of(t, row, rows, &one, &good));
    for (int c = 0; good && c < lt_csv_columns(t->csv); c++) {
        bool there = false;
        if (t->column[c].species < 0) continue;
        LT_TRY(lt_rows_number(rows, t->csv, row, c, &one.value, &there));
        if (!there) continue;
        one.species = (lt_observed)t->column[c].species;
        one.value *= t->column[c].ugm3;
        one.state = LT_STATE_REFERENCE;
        const char *word = t->state < 0 ? "" : lt_csv_text(t->csv, row, t->state);
        if (t->column[c].is_mass && !state_of(word, one.species, one.start, &one.state))
            return lt_rows_refuse(rows, lt_csv_line(t->csv, row), "state", word, "not ambient, 273, 298 or gb3095");
        LT_TRY(lt_rows_add(rows, t->csv, row, c, &one));
    }
    return LT_OK;
}

lt_status lt_rows_hours_read(const lt_csv *table, lt_obs_rows *rows) {
    lt_hours_table t = {.csv = table};
    lt_status status = columns_of(&t);
    for (long row = 0; status == LT_OK && row < lt_csv_rows(table); row++) status = read_row(&t, row, rows);
    lt_free(t.column);
    if (status != LT_OK || rows->n_stations > 0 || rows->n_unplaced == 0) return status;
    return LT_RAISE(LT_ERR_INPUT, .what = "no station of a file has a place", .where = lt_csv_path(table),
                    .expected = "columns lon and lat, or stations of a list",
                    .found = lt_fmt("%ld rows of others", rows->n_unplaced),
                    .todo = "add lon and lat, or give a list with --stations (columns code, lon, lat)");
}
