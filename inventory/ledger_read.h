/* ledger_read.h - a table of source rows, judged row by row (inside inventory/). */
#ifndef LT_LEDGER_READ_H
#define LT_LEDGER_READ_H

#include "base/csv.h"
#include "inventory/controls.h"
#include "inventory/factors.h"
#include "inventory/place/gridding.h"
#include "inventory/ledger.h"
#include "inventory/shares.h"
#include "inventory/words.h"
#include "inventory/years.h"

/* What is needed to judge a row. */
typedef struct lt_ledger_reader {
    const lt_csv *table;
    const lt_factors *factors;
    const lt_controls *controls;
    const lt_allocation *allocation;
    const lt_city_shares *shares;      /* NULL: rows cannot name a vector */
    const lt_words *words;             /* Chinese processes, technologies and controls */
    int base_year, table_year;         /* of the column activity; 0: the table does not say */
    int activity, of_first, of_second; /* columns; the last two of years.first and years.second, -1: activity stands */
    lt_activity_years years;
    int fixed[32]; /* columns by LT_SOURCE_COLUMNS, -1 if absent */
    int factor[LT_N_POLLUTANTS], efficiency[LT_N_POLLUTANTS], rate[LT_N_POLLUTANTS]; /* -1 if absent */
} lt_ledger_reader;

/* Judge the header (ledger_columns.c). */
lt_status lt_ledger_reader_start(lt_ledger_reader *reader);
/* One row, with factors and removal unless it is a provincial row that plants spread (region "Liaoning"). Its texts are
 * good until the next row is read; the ledger that it is appended to keeps them. share: the vector that spreads it over
 * the cities, or NULL.
 */
lt_status lt_ledger_reader_row(const lt_ledger_reader *reader, long row, lt_source *out, const lt_city_share **share);
/* Is this a row of the whole province that a table of plants spreads? */
bool lt_source_is_template(const lt_source *source);
/* Factors and removal from the tables; where says what row it is. */
lt_status lt_ledger_reader_tables(const lt_ledger_reader *reader, const char *where, lt_source *source);

#endif
