/* backing.h - inventories of others that lie under the ledger of a case (`inventory: background:`). */
#ifndef LT_BACKING_H
#define LT_BACKING_H

#include "base/config.h"
#include "base/hash.h"
#include "inventory/fusion/foreign.h"
#include "inventory/fusion/foreign_tables.h"

/* One item of the list, as the case says it. */
typedef struct lt_backing_settings {
    char *format;          /* name of a reader */
    lt_list files;         /* char * */
    char *region, *sector; /* where the files do not say it */
    char *species;
    char *sectors;   /* table in place of data/foreign_sectors.csv, "" = shipped */
    char *covered;   /* regions | sectors */
    lt_list regions; /* char *: only there; empty: everywhere */
    long year;       /* of the inventory; 0: as the file says, of a table the nearest to the base year */
} lt_backing_settings;

extern const lt_config_row lt_backing_rows[];

typedef struct lt_level {
    lt_foreign foreign;
    lt_foreign_tables tables;
    bool by_sector; /* the ledger covers what it has a row of; else all of a region in which it has rows */
    char (*regions)[24];
    int n_regions; /* 0: everywhere */
    int year;      /* of its rows that counts */
} lt_level;

/* From above: the ledger covers the first, both cover the second ... */
typedef struct lt_backing {
    lt_level *levels;
    int n;
} lt_backing;

/* settings: lt_backing_settings. section (may be NULL): where relative paths begin. *out NULL for an empty list. */
lt_status lt_backing_read(const lt_list *settings, const lt_node *section, int base_year, lt_backing **out);
void lt_backing_free(lt_backing *background); /* NULL is fine */
/* Fields are added up, so none may stand twice: not in two years, not as a year beside its months. LT_ERR_INPUT else; a
 * warning where months are missing. */
lt_status lt_backing_judge_fields(const lt_foreign *foreign);
/* The files into a digest. */
lt_status lt_backing_digest(const lt_list *settings, const lt_node *section, lt_hash *hash);

#endif
