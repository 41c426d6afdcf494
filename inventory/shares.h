/* shares.h - how a quantity of the province is split over its cities (shares.csv). */
#ifndef LT_INVENTORY_SHARES_H
#define LT_INVENTORY_SHARES_H

#include "inventory/ledger.h"

typedef struct lt_city_share {
    char name[32];
    double of[LT_N_CITIES]; /* sum 1 */
    char mark[32];          /* of the first city's number */
} lt_city_share;

typedef struct lt_city_shares {
    lt_city_share *items;
    const char **names; /* for messages */
    int n;
} lt_city_shares;

/* LT_ERR_INPUT: an unknown city, a share outside 0 to 1, a vector that does not sum to 1 within 1e-6. The sums are then
 * made exact. */
lt_status lt_city_shares_read(const char *path, lt_city_shares **out);
void lt_city_shares_free(lt_city_shares *shares);                                         /* NULL is fine */
const lt_city_share *lt_city_shares_find(const lt_city_shares *shares, const char *name); /* NULL */
/* A row of the whole province as rows ID_city of the cities with a share above 0. */
lt_status lt_city_share_spread(const lt_city_share *share, const lt_source *row, lt_ledger *ledger);

#endif
