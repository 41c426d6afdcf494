/* share_table.h - the table shares_<package>.csv of the scenarios: what each member of a package does to the emissions,
 * by addition and by removal. */
#ifndef LT_SHARE_TABLE_H
#define LT_SHARE_TABLE_H

#include "base/outdir.h"

typedef struct lt_share_row {
    char member[64];   /* "(rest)" and "(whole)" stand at the end */
    char quantity[16]; /* a pollutant, or "ofp" */
    double addition_kt, removal_kt, gap_kt;
} lt_share_row;

typedef struct lt_share_table {
    lt_share_row *rows;
    long n;
    char (*members)[64]; /* in the order of the package, without rest and whole */
    long n_members;
} lt_share_table;

lt_status lt_share_table_read(lt_outdir *dir, const char *name, lt_share_table *out);
void lt_share_table_free(lt_share_table *table);

#endif
