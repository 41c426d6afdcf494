/* listing.h - faults of a table as they are told: a few of each kind whole, the rest by their number and lines. */
#ifndef LT_EQUILIBRIUM_LISTING_H
#define LT_EQUILIBRIUM_LISTING_H

#include "base/faults.h"

enum { LT_EQ_LISTED_KINDS = 40, LT_EQ_LISTED_WHOLE = 3, LT_EQ_LISTED_LINES = 8 };

/* One kind: what is wrong, in which column, and what to do. */
typedef struct lt_equilibrium_listed {
    char what[64], column[64], todo[200];
    long n;
    int lines[LT_EQ_LISTED_LINES]; /* of those that are not told whole, the first */
} lt_equilibrium_listed;

typedef struct lt_equilibrium_listing {
    lt_equilibrium_listed kinds[LT_EQ_LISTED_KINDS];
    int n_kinds;
    long n, n_other; /* faults; of them without a kind, which are not told */
    char first[256]; /* where and what, for the last word */
} lt_equilibrium_listing;

/* An lt_fault_report; context is the listing. The table's faults.all must be set. */
void lt_equilibrium_listing_take(const char *text, void *context);
/* What was not told whole. rows: of the table, good and bad. */
void lt_equilibrium_listing_end(const lt_equilibrium_listing *listing, long rows);

#endif
