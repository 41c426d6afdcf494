/* ff10.h - what the two FF10 readers share. Layout: SMOKE manual, chapter 8; ../writers/ff10.c writes it.
 *
 * List-directed CSV. Lines before the rows begin with #: FORMAT, COUNTRY, YEAR; a row of column names may follow. Short
 * tons a year and a month (907.18474 kg), feet, degrees Fahrenheit, feet a second, cubic feet a second; a stack value
 * of 0 or less is missing. */
#ifndef LT_READER_FF10_H
#define LT_READER_FF10_H

#include "inventory/readers/reader.h"
#include "inventory/readers/lines.h"

#define LT_FF10_TON_KG 907.18474
#define LT_FF10_FOOT_M 0.3048

/* Columns, from 1. */
typedef struct lt_ff10_layout {
    const char *formats; /* "NONPOINT|NONROAD" */
    int width;           /* cells of a row */
    int scc, pollutant, annual, january, year;
    int key[9]; /* whose cells name a record, up to a 0 */
    const char *const *names;
    /* The rest of a row: cells has width items. */
    lt_status (*rest)(const lt_lines *t, char **cells, lt_foreign *out, lt_foreign_row *row);
} lt_ff10_layout;

lt_status lt_ff10_read(const lt_ff10_layout *layout, const char *path, const lt_reader_hint *hint, lt_faults *faults,
                       lt_foreign *out);

#endif
