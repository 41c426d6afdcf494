/* published.h - published totals beside ours (published.csv). */
#ifndef LT_PUBLISHED_H
#define LT_PUBLISHED_H

#include "inventory/place/gridding.h"

typedef struct lt_published {
    char inventory[64], inventory_zh[64];
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

/* Base year of ours that a published year is held against: the nearer of 2014 and 2020. */
int lt_published_base_year(int year);
/* Is the ratio outside 0.5 to 2? */
bool lt_published_far(double ours, double theirs);
/* Why it is: the sentences of published_notes.csv. */
typedef struct lt_published_notes lt_published_notes;
lt_status lt_published_notes_read(const char *path, lt_published_notes **out);
void lt_published_notes_free(lt_published_notes *notes);
/* The sentence for a row, NULL if there is none. */
const char *lt_published_note(const lt_published_notes *notes, const lt_published *row, bool chinese);

lt_status lt_published_read(const char *path, lt_published_table **out);
void lt_published_free(lt_published_table *table);
/* Our total [kt] for the region and group of a published row. */
double lt_published_ours(const lt_published *row, const lt_ledger *ledger, const lt_sectors *sectors);

#endif
