/* ranges.h - how wide the factors and controls of a process are known, and which input each is: the same for a row of
 * the ledger and for a record that a measure makes. */
#ifndef LT_RANGES_H
#define LT_RANGES_H

#include "base/csv.h"
#include "inventory/uncertainty/uncertainty.h"

/* data/uncertainty.csv (defaults by mark), data/correlation.csv (groups), and the tables of a ledger, borrowed. */
typedef struct lt_ranges {
    lt_csv *defaults, *groups;
    int d[4], g[6]; /* columns */
    const struct lt_factors *factors;
    const struct lt_controls *controls;
} lt_ranges;

typedef struct lt_range {
    char name[256];  /* of the input */
    double factor95; /* geometric factor of the 95 % interval; not above 1: certain */
    const char *mark;
} lt_range;

/* To be closed after a failure too. */
lt_status lt_ranges_open(const lt_ledger *ledger, lt_ranges *out);
void lt_ranges_close(lt_ranges *ranges);
/* Geometric factor of a mark; LT_ERR_INPUT: the table has none. */
lt_status lt_range_of_mark(const lt_ranges *ranges, enum lt_input_kind kind, const char *mark, double *factor95);
/* Of a family of the process of a record. */
lt_status lt_range_of_factor(const lt_ranges *ranges, const lt_source *source, int family, lt_range *out);
lt_status lt_range_of_control(const lt_ranges *ranges, const lt_source *source, int family, lt_range *out);

#endif
