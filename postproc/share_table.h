/* share_table.h - the table shares_<package>.csv of the scenarios: what each member of a package does to the emissions,
 * by addition, by removal and by Shapley. */
#ifndef LT_SHARE_TABLE_H
#define LT_SHARE_TABLE_H

#include "base/outdir.h"

typedef struct lt_share_row {
    char member[64];   /* groups of several are "(group) ID"; "(rest)" and "(whole)" stand at the end */
    char quantity[16]; /* a pollutant, or "ofp" */
    double addition_kt, removal_kt, gap_kt, shapley_kt; /* NAN: not asked for */
} lt_share_row;

typedef struct lt_share_table {
    lt_share_row *rows;
    long n;
    char (*members)[64]; /* in the order of the package, without groups, rest and whole */
    long n_members;
} lt_share_table;

lt_status lt_share_table_read(lt_outdir *dir, const char *name, lt_share_table *out);
bool lt_share_table_has_member(const lt_share_table *table, const char *member);
void lt_share_table_free(lt_share_table *table);

#endif
