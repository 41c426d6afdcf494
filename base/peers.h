/* peers.h - what others reach on the same tests: a shipped table of case, metric, scheme, value. */
#ifndef LT_PEERS_H
#define LT_PEERS_H

#include "base/csv.h"

typedef struct lt_peers {
    lt_csv *table;
    int test, metric, scheme, value; /* columns */
} lt_peers;

/* shipped: "model/data/transport_peers.csv". */
lt_status lt_peers_read(const char *shipped, lt_peers *out);
void lt_peers_free(lt_peers *peers);
/* The next row after `row` (begin with -1) of a test and metric, or -1 when there is none left. */
long lt_peers_next(const lt_peers *peers, const char *test, const char *metric, long row);
/* The value of one scheme into *out; false if it is not in the table. */
bool lt_peers_find(const lt_peers *peers, const char *test, const char *metric, const char *scheme, double *out);

#endif
