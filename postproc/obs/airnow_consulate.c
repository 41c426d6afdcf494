/* Layout airnow_consulate: hourly PM2.5 of the US consulates (AirNow, US Department of State).
 *
 * Columns used: Site, Parameter, Year, Month, Day, Hour, Raw Conc., Conc. Unit, QC Name. The time is the END of the
 * hour in local time (UTC+8; 00 is the end of the day before). A value counts when QC Name is Valid; -999 is missing.
 * Concentrations are at ambient temperature and pressure (design.md 3a). Place: 41.78 N 123.43 E, nominal
 * (the README of the data set); only the site Shenyang lies in Liaoning. */
#include "postproc/cities.h"
#include "postproc/obs/airnow_table.h"
#include "postproc/obs/obs.h"

#include <math.h>
#include <string.h>
#include <strings.h>

bool lt_obs_airnow_consulate_detect(const lt_csv *table) {
    return lt_csv_find(table, "Raw Conc.") >= 0 && lt_csv_find(table, "QC Name") >= 0;
}

static lt_status read_row(const lt_csv *table, long row, const lt_airnow_columns *col, lt_obs_set *set) {
    const lt_obs_key key = {"Shenyang", lt_city_find("Shenyang"), LT_HOUR,         false, 123.43,
                            41.78,      LT_OBS_AMBIENT,           LT_MEASURED_PM25};
    lt_time start = 0;
    double value = NAN;
    if (strcasecmp(lt_csv_text(table, row, col->unit), "UG/M3") != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "wrong unit", .where = lt_csv_where(table, row, col->unit),
                        .expected = "UG/M3", .found = lt_csv_text(table, row, col->unit),
                        .todo = "convert the column to ug/m3");
    LT_TRY(lt_airnow_time(table, row, col, &start));
    if (strcmp(lt_csv_text(table, row, col->qc), "Valid") == 0) {
        LT_TRY(lt_csv_double(table, row, col->value, &value));
        if (value <= -999) value = NAN;
    }
    return lt_obs_add(set, lt_csv_path(table), &key, start, value);
}

lt_status lt_obs_airnow_consulate_read(const lt_csv *table, lt_obs_set *set) {
    lt_airnow_columns col = {0};
    LT_TRY(lt_airnow_columns_of(table, &col));
    for (long row = 0; row < lt_csv_rows(table); row++) {
        if (strcmp(lt_csv_text(table, row, col.site), "Shenyang") != 0) continue;
        if (strncmp(lt_csv_text(table, row, col.parameter), "PM2.5", 5) != 0) continue;
        LT_TRY(lt_csv_take(table, read_row(table, row, &col, set)));
    }
    return LT_OK;
}
