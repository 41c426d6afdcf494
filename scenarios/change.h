/* change.h - what a package did to the ledger, record by record, so that a number in a report can be followed back to
 * the clause that made it. */
#ifndef LT_CHANGE_H
#define LT_CHANGE_H

#include "inventory/ledger.h"

/* One action on one record. A record that the action made has zero before. */
typedef struct lt_change {
    char measure[64], action[32], words[256]; /* words: clause and force, "P （十） 基本淘汰; ..." */
    char where[192];                          /* file and line of the action, where it took a share */
    char control[48]; /* that a set_control gave, or the technology of a substitute; else empty */
    double share;     /* of the record that the action took for itself, 0..1; 0 = none */
    bool made;        /* the record was not there before */
    long previous;    /* the change of the record before this one, -1 = none */
    lt_source before, after;
    int alert; /* number, from 1, of the alert in whose hours the action holds; 0: all year */
    lt_source
        *inside; /* of an alert: the record in its hours after the action; before and after are means of the year */
} lt_change;

typedef struct lt_changes {
    lt_change *rows;
    long n, capacity;
    long n_reference;         /* rows that the reference made: they stand first and are not the package's */
    struct lt_texts *records; /* number of a record: its newest change */
} lt_changes;

lt_status lt_changes_add(lt_changes *changes, const char *measure, const char *action, const char *words,
                         const lt_source *before_or_null, const lt_source *after);
/* Index of the newest change of a record, -1 if there is none. */
long lt_changes_last(const lt_changes *changes, const char *record);
/* Take back the changes from index first on: the ledger, which had n_sources records then, is as it was, calendars of
 * temporal rules too. */
void lt_changes_undo(lt_changes *changes, long first, lt_ledger *ledger, long n_sources);
void lt_changes_free(lt_changes *changes); /* empties it; NULL is fine */
/* changes_<package>.csv: one row a change of the package (not of its reference), with activity, capacity and emission
 * of every pollutant (kg a year). */
lt_status lt_changes_write_csv(const lt_changes *changes, lt_outdir *dir, const char *name);

#endif
