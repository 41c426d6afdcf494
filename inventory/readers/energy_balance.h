/* energy_balance.h - a provincial energy balance sets the activity of source rows. */
#ifndef LT_ENERGY_BALANCE_H
#define LT_ENERGY_BALANCE_H

#include "inventory/ledger.h"

typedef struct lt_balance_entry {
    char process[64], fuel[48];
    double quantity; /* in base units: t or m3; without the sign (inputs to transformation are negative there) */
    char unit[8];
} lt_balance_entry;

typedef struct lt_balance {
    lt_balance_entry *items;
    long n;
    int year;
} lt_balance;

/* The entries of one year that have a physical quantity of mass or volume. */
lt_status lt_balance_read(const char *path, int year, lt_balance **out);
void lt_balance_free(lt_balance *balance);
/* NULL if the balance has no such entry. */
const lt_balance_entry *lt_balance_find(const lt_balance *balance, const char *process, const char *fuel);
/* Rescale the rows of the ledger by map_path (activity_map.csv) so that their sums are those of the balance; each
 * change is logged. Capacities go along. An entry that the balance lacks leaves its rows alone, and that is logged too.
 */
lt_status lt_balance_apply(const lt_balance *balance, const char *map_path, lt_ledger *ledger);

#endif
