/* uci_original.c - reader of the UCI set "PM2.5 Data of Five Chinese Cities" with its columns as published.
 *
 * Columns: year, month, day, hour (start of the hour, UTC+8), TEMP and DEWP [degC], PRES [hPa], cbwd (NE, NW, SE, SW,
 * cv), Iws [m/s, summed over the hours since the sector last changed], precipitation [mm in the hour]; NA is missing;
 * the others are not weather of the model. Rows become those of uci_five_cities.c, which reads them.
 *
 *   speed = Iws - Iws of the hour before   while the sector stays and Iws does not fall
 *         = Iws                            else
 *         missing in the first row, whose sum began before the file, after hours that are not there, and after a
 *         missing one of the same sector
 *
 * Source: Liang et al. (2016), doi 10.1002/2016JD024877. */
#include "model/met/station.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { YEAR, MONTH, DAY, HOUR, TEMP, DEWP, PRES, CBWD, IWS, RAIN, N_COLUMNS };
static const char *const names[N_COLUMNS] = {"year", "month", "day",  "hour", "TEMP",
                                             "DEWP", "PRES",  "cbwd", "Iws",  "precipitation"};

static bool matches(const lt_csv *table) {
    return lt_csv_find(table, "cbwd") >= 0 && lt_csv_find(table, "Iws") >= 0;
}

/* The cell's text, "" for NA. */
static const char *cell(const lt_csv *table, long row, int column) {
    const char *text = lt_csv_text(table, row, column);
    return strcmp(text, "NA") == 0 ? "" : text;
}

static lt_status sum_at(const lt_csv *table, long row, const int *c, double *out) {
    *out = NAN;
    return cell(table, row, c[IWS])[0] ? lt_csv_double(table, row, c[IWS], out) : LT_OK;
}

static lt_status hour_of(const lt_csv *table, long row, const int *c, lt_time *out) {
    long part[4];
    for (int k = YEAR; k <= HOUR; k++) LT_TRY(lt_csv_long(table, row, c[k], &part[k]));
    *out = lt_time_from_civil((int)part[YEAR], (int)part[MONTH], (int)part[DAY], (int)part[HOUR], 0, 0);
    return LT_OK;
}

static lt_status speed_at(const lt_csv *table, long row, const int *c, double *out) {
    double sum, before = NAN;
    *out = NAN;
    LT_TRY(sum_at(table, row, c, &sum));
    if (row == 0) return LT_OK;
    lt_time now, earlier;
    LT_TRY(hour_of(table, row, c, &now));
    LT_TRY(hour_of(table, row - 1, c, &earlier));
    if (now - earlier != LT_HOUR) return LT_OK;
    LT_TRY(sum_at(table, row - 1, c, &before));
    const bool same = strcmp(lt_csv_text(table, row, c[CBWD]), lt_csv_text(table, row - 1, c[CBWD])) == 0;
    *out = !same || sum < before ? sum : sum - before;
    return LT_OK;
}

static lt_status put_row(const lt_csv *table, long row, const int *c, FILE *stream) {
    long part[4] = {0};
    double speed;
    for (int k = YEAR; k <= HOUR; k++) LT_TRY(lt_csv_long(table, row, c[k], &part[k]));
    LT_TRY(speed_at(table, row, c, &speed));
    fprintf(stream, "%04ld-%02ld-%02ld %02ld:00:00,%s,%s,%s,%s,", part[0], part[1], part[2], part[3],
            cell(table, row, c[TEMP]), cell(table, row, c[DEWP]), cell(table, row, c[PRES]), cell(table, row, c[CBWD]));
    if (isfinite(speed)) fprintf(stream, "%.2f", speed); /* Iws has two decimals */
    fprintf(stream, ",%s\n", cell(table, row, c[RAIN]));
    return LT_OK;
}

static lt_status put_table(const lt_csv *table, FILE *stream) {
    int c[N_COLUMNS];
    for (int k = 0; k < N_COLUMNS; k++) LT_TRY(lt_csv_column(table, names[k], &c[k]));
    fprintf(stream, "time_lt,TEMP,DEWP,PRES,wdir_sector,wspd_ms,precipitation\n");
    for (long row = 0; row < lt_csv_rows(table); row++) LT_TRY(put_row(table, row, c, stream));
    return LT_OK;
}

static lt_status read(const lt_csv *table, lt_station **out) {
    char *text = NULL;
    size_t size;
    lt_csv *derived = NULL;
    FILE *stream = open_memstream(&text, &size);
    if (!stream) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for station weather");
    lt_status status = put_table(table, stream);
    fclose(stream);
    if (status == LT_OK) status = lt_csv_parse(lt_csv_path(table), text, &derived);
    if (status == LT_OK) status = lt_reader_uci_five_cities.read(derived, out);
    lt_csv_free(derived);
    free(text);
    return status;
}

const lt_station_reader lt_reader_uci_original = {"uci-original", matches, read};
