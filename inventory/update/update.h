/* update.h - a new series brings a ledger to a new version: what the series touches is replaced, every other byte
 * stays.
 *
 * A kind of series is one file and one line of the list. It reads its table and says what changes for which rows;
 * update.c writes the new version. Layouts: README.md of this folder. */
#ifndef LT_LEDGER_UPDATE_H
#define LT_LEDGER_UPDATE_H

#include "base/csv.h"
#include "base/outdir.h"
#include "inventory/place/gridding.h"
#include "inventory/ledger.h"

#define LT_SERIES_LIST(X) X(monthly) X(cems) X(electricity)

/* What changes for one row; NAN and false: nothing. */
typedef struct lt_row_change {
    long row;        /* in the ledger */
    double activity; /* of the year, in the unit of the row */
    bool has_calendar;
    double month[12];                    /* sum 1 */
    double weekday[7];                   /* mean 1; NAN in the first: those of the old calendar */
    double emission_kg[LT_N_POLLUTANTS]; /* measured, of the year */
} lt_row_change;

typedef struct lt_update {
    const lt_ledger *ledger;         /* as it is */
    const lt_allocation *allocation; /* its calendars */
    int year;                        /* of the series; 0: not yet said */
    lt_row_change *changes;          /* in the order of the rows, once read */
    long n, capacity;
    long *of_row; /* change of each row of the ledger + 1; 0: none */
} lt_update;

typedef struct lt_series {
    const char *name, *key; /* key: the column that tells this kind */
    lt_status (*read)(const lt_csv *table, lt_update *update);
} lt_series;

#define LT_SERIES_DECLARE(name) extern const lt_series lt_series_##name;
LT_SERIES_LIST(LT_SERIES_DECLARE)
#undef LT_SERIES_DECLARE

/* --- for the series --- */
/* The change of a row, new or already begun. */
lt_status lt_update_change(lt_update *update, long row, lt_row_change **out);
/* Rows that a series row names by its columns id, region, sector, process, technology (those that stand and are not
 * empty). LT_ERR_INPUT where none fits, or one is a share that the program spread. rows: caller frees with lt_free. */
lt_status lt_update_select(const lt_update *update, const lt_csv *table, long r, long **rows, long *n);
/* The year that a row or a time says; LT_ERR_INPUT where the series has two. */
lt_status lt_update_year(lt_update *update, const lt_csv *table, long r, int column, long year);

/* Read a series onto a ledger. */
lt_status lt_update_read(const char *series_path, lt_update *update);
void lt_update_free(lt_update *update); /* its changes */

/* The new version into dir: LEDGER.csv, LEDGER.calendars.csv where it has calendars of its own, and changes.csv
 * (diff.h). On any fault nothing is written. */
lt_status lt_update_write(const lt_update *update, const char *ledger_path, const char *series_path, lt_outdir *dir);

#endif
