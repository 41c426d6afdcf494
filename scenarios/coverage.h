/* coverage.h - the plan catalogue row by row: which measures model it and what each does to the ledger, or why none
 * does. Every measure acts alone on the ledger of its document's base year (documents.csv), without a reference; one of
 * alerts as if the whole year stood under the alert. */
#ifndef LT_COVERAGE_H
#define LT_COVERAGE_H

#include "scenarios/package.h"

typedef struct lt_coverage_row {
    lt_catalogue_row of;
    char measure[64];               /* one of those of the row; "": not modelled */
    int base_year;                  /* of the ledger; 0: not modelled */
    long records;                   /* that it changed or made */
    double change[LT_N_QUANTITIES]; /* kt a year, all records of the ledger */
    double moved[LT_N_QUANTITIES]; /* kt a year of records whose calendar it changed: that much stands at other times */
} lt_coverage_row;

typedef struct lt_coverage {
    lt_coverage_row *rows; /* in the order of the catalogue, a row for every measure of a row of it */
    long n, room;
} lt_coverage;

lt_status lt_coverage_make(lt_coverage *out);
void lt_coverage_free(lt_coverage *coverage);
/* coverage.csv */
lt_status lt_coverage_write_csv(const lt_coverage *coverage, lt_outdir *dir, const char *name);

#endif
