/* published.h - published totals beside ours (published.csv). */
#ifndef LT_PUBLISHED_H
#define LT_PUBLISHED_H

#include "inventory/gridding.h"

typedef struct lt_published {
    char inventory[64];
    int year;
    char region[128]; /* Liaoning, a city, or cities with + between */
    char group[32];   /* "all": all sectors */
    int pollutant;
    double value_kt;
} lt_published;

typedef struct lt_published_table {
    lt_published *rows;
    long n;
} lt_published_table;

lt_status lt_published_read(const char *path, lt_published_table **out);
void lt_published_free(lt_published_table *table);
/* Our total [kt] for the region and group of a published row. */
double lt_published_ours(const lt_published *row, const lt_ledger *ledger, const lt_sectors *sectors);

#endif
