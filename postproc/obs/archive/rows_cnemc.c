/* Layout cnemc: hourly archives of the national network (CNEMC), one file a day, site by site.
 *
 * A row is an hour and a type; columns date (20150101), hour (0 to 23), type, then one a site code (1098A ...). Taken
 * are PM2.5, PM10, SO2, NO2, CO, O3; AQI and running means (PM2.5_24h, O3_8h, O3_8h_24h ...) are no hourly values and
 * are passed over. CO in mg/m3, the rest in ug/m3; empty is missing. The label is the END of the averaging hour, UTC+8
 * (recalled, R, as ../cnemc_hourly.c says). State by date: GB 3095-2012, and its amendment from 2018-09-01
 * (lt_obs_state_at). Sites that no list of stations has are passed over and counted. */
#include "postproc/obs/archive/rows.h"
#include "postproc/obs/cnemc_time.h"

#include <string.h>

typedef struct lt_cnemc_sites {
    const lt_csv *csv;
    int date, hour, type;
    int *station; /* of each column, -1 = none */
} lt_cnemc_sites;

bool lt_rows_cnemc_detect(const lt_csv *table) {
    return lt_csv_find(table, "date") >= 0 && lt_csv_find(table, "hour") >= 0 && lt_csv_find(table, "type") >= 0;
}

static lt_status columns_of(lt_cnemc_sites *t, lt_obs_rows *rows) {
    t->date = lt_csv_find(t->csv, "date");
    t->hour = lt_csv_find(t->csv, "hour");
    t->type = lt_csv_find(t->csv, "type");
    LT_TRY(lt_calloc((size_t)lt_csv_columns(t->csv), sizeof *t->station, &t->station));
    for (int column = 0; column < lt_csv_columns(t->csv); column++) {
        t->station[column] = -1;
        if (column == t->date || column == t->hour || column == t->type) continue;
        LT_TRY(lt_rows_station(rows, lt_csv_header(t->csv, column), &t->station[column]));
        rows->n_unplaced += t->station[column] < 0;
    }
    if (rows->n_stations > 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "no site of a file has a place", .where = lt_csv_path(t->csv),
                    .expected = "columns with codes of a list of stations, e.g. 1098A",
                    .found = lt_fmt("%ld columns that no list has", rows->n_unplaced),
                    .todo =
                        "give a list with --stations (columns code, lon, lat); files of city means are no stations");
}

static lt_status read_row(const lt_cnemc_sites *t, long row, lt_measured species, lt_obs_rows *rows) {
    lt_obs_row one = {.species = (lt_observed)species, .interval_s = LT_HOUR};
    const lt_status status = lt_cnemc_time(t->csv, row, t->date, t->hour, &one.start);
    if (status != LT_OK) {
        const char *found = lt_fmt("%s %s", lt_csv_text(t->csv, row, t->date), lt_csv_text(t->csv, row, t->hour));
        lt_error_clear();
        return lt_rows_refuse(rows, lt_csv_line(t->csv, row), "date", found, "not a date and hour 0 to 23");
    }
    one.state = lt_obs_state_at(LT_OBS_GB3095, species, one.start);
    for (int column = 0; column < lt_csv_columns(t->csv); column++) {
        bool there = false;
        if (t->station[column] < 0) continue;
        LT_TRY(lt_rows_number(rows, t->csv, row, column, &one.value, &there));
        if (!there) continue;
        one.station = t->station[column];
        one.value *= lt_measured_table[species].ugm3;
        LT_TRY(lt_rows_add(rows, t->csv, row, column, &one));
    }
    return LT_OK;
}

/* AQI, and what ends in _24h or _8h. */
static bool is_running(const char *type) {
    const size_t n = strlen(type);
    return strcmp(type, "AQI") == 0 || (n > 3 && strcmp(type + n - 3, "_8h") == 0) ||
           (n > 4 && strcmp(type + n - 4, "_24h") == 0);
}

lt_status lt_rows_cnemc_read(const lt_csv *table, lt_obs_rows *rows) {
    lt_cnemc_sites t = {.csv = table};
    lt_status status = columns_of(&t, rows);
    for (long row = 0; status == LT_OK && row < lt_csv_rows(table); row++) {
        const char *type = lt_csv_text(table, row, t.type);
        lt_measured species;
        if (lt_measured_find(type, &species))
            status = read_row(&t, row, species, rows);
        else if (is_running(type))
            rows->n_running++;
        else
            status = lt_rows_refuse(rows, lt_csv_line(table, row), "type", type, "an unknown type");
    }
    lt_free(t.station);
    return status;
}

_Static_assert((int)LT_OBSERVED_PM25 == (int)LT_MEASURED_PM25 && (int)LT_OBSERVED_PM10 == (int)LT_MEASURED_PM10 &&
                   (int)LT_OBSERVED_SO2 == (int)LT_MEASURED_SO2 && (int)LT_OBSERVED_NO2 == (int)LT_MEASURED_NO2 &&
                   (int)LT_OBSERVED_CO == (int)LT_MEASURED_CO && (int)LT_OBSERVED_O3 == (int)LT_MEASURED_O3,
               "the six of GB 3095 come first and in one order");
