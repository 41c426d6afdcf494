/* Layout consulate: hourly PM2.5 of the US consulates (AirNow, US Department of State).
 *
 * ../airnow_consulate.c has the columns, the label (END of the hour, UTC+8) and the state (ambient). The station is
 * US-<Site>; Shenyang has a nominal place, others need one in a list of stations. Rows that the source does not call
 * Valid are passed over as missing. */
#include "postproc/obs/airnow_table.h"
#include "postproc/obs/archive/rows.h"

#include <string.h>
#include <strings.h>

bool lt_rows_consulate_detect(const lt_csv *table) {
    static const char *const names[] = {"Site", "Parameter", "Year",       "Month",  "Day",
                                        "Hour", "Raw Conc.", "Conc. Unit", "QC Name"};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (lt_csv_find(table, names[k]) < 0) return false;
    return true;
}

static lt_status read_row(const lt_csv *table, long row, const lt_airnow_columns *col, lt_obs_rows *rows) {
    lt_obs_row one = {.species = LT_OBSERVED_PM25, .interval_s = LT_HOUR, .state = LT_STATE_AMBIENT};
    const int line = lt_csv_line(table, row);
    const char *unit = lt_csv_text(table, row, col->unit);
    bool there = false;
    LT_TRY(lt_rows_station(rows, lt_fmt("US-%s", lt_csv_text(table, row, col->site)), &one.station));
    if (one.station < 0) {
        rows->n_unplaced++;
        return LT_OK;
    }
    if (strcasecmp(unit, "UG/M3") != 0) return lt_rows_refuse(rows, line, "Conc. Unit", unit, "not UG/M3");
    if (lt_airnow_time(table, row, col, &one.start) != LT_OK) {
        lt_error_clear();
        return lt_rows_refuse(rows, line, "Year", lt_csv_text(table, row, col->year), "not a date and hour");
    }
    lt_error_clear(); /* what the row behind may have said */
    if (strcmp(lt_csv_text(table, row, col->qc), "Valid") != 0) {
        rows->n_missing++;
        return LT_OK;
    }
    LT_TRY(lt_rows_number(rows, table, row, col->value, &one.value, &there));
    return there ? lt_rows_add(rows, table, row, col->value, &one) : LT_OK;
}

lt_status lt_rows_consulate_read(const lt_csv *table, lt_obs_rows *rows) {
    lt_airnow_columns col = {0};
    LT_TRY(lt_airnow_columns_of(table, &col));
    for (long row = 0; row < lt_csv_rows(table); row++) {
        if (strncmp(lt_csv_text(table, row, col.parameter), "PM2.5", 5) != 0)
            rows->n_running++;
        else
            LT_TRY(read_row(table, row, &col, rows));
    }
    if (rows->n_stations > 0 || rows->n_unplaced == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "no site of a file has a place", .where = lt_csv_path(table),
                    .expected = "Site Shenyang, or US-<Site> in a list of stations",
                    .found = lt_fmt("%ld rows of other sites", rows->n_unplaced),
                    .todo = "give a list with --stations (columns code, lon, lat)");
}
