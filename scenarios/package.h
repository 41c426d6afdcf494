/* package.h - a package is an ordered list of measures. The file of one measure is a package of that measure; a file
 * with the key "measures" puts measures and packages together. What it names are its members: their shares in the whole
 * are asked for one by one (shares.h). */
#ifndef LT_PACKAGE_H
#define LT_PACKAGE_H

#include "base/job.h"
#include "scenarios/change.h"
#include "scenarios/library.h"
#include "scenarios/measure.h"

typedef struct lt_member {
    char id[64];
    char *title_en, *title_zh;
    long n; /* of its measures */
} lt_member;

typedef struct lt_package {
    char id[64]; /* = name of the file without .yaml (lt_variant_id) */
    char *title_en, *title_zh;
    lt_measure **measures; /* of all members, in the order in which they act: by lt_order, else as in the file */
    long *member_of;       /* [n] which member brought each; NULL in a package made by hand */
    long n;
    lt_member *members; /* in the order of the file; the file of one measure has one */
    long n_members;
    char path[1024];
    /* Hours in which its measures of alerts hold (alert.h), borrowed; NULL: none are given. */
    const lt_alert *alerts;
    long n_alerts;
} lt_package;

/* name: a file of the library ("boilers") or a path ("my/boilers.yaml"). LT_ERR_INPUT: a measure stands twice, or two
 * variants of one stand together. */
lt_status lt_package_read(const char *name, lt_package **out);
/* The package borrows the hours of the case's alerts (NULL: no case). LT_ERR_INPUT: lt_alert_check. */
lt_status lt_package_take_hours(lt_package *package, const lt_case *setup);
/* Read, with these hours. */
lt_status lt_package_read_for(const lt_case *setup, const char *name, lt_package **out);
void lt_package_free(lt_package *package); /* NULL is fine */
/* Multiply the strength of all measures (0 to 1): 0 leaves the ledger as it is, 1 is the whole. */
lt_status lt_package_weaken(lt_package *package, double strength);
/* The files that decide what it does: its own, those of its members, tables of the library and of the user. */
lt_status lt_package_digest(const char *name, lt_hash *hash);
/* Change the records of a ledger. changes (zeroed or in use) gets a row for every action on every record; measures that
 * contradict what stands there are LT_ERR_INPUT (contradiction.h). After an error the ledger is of no use and must be
 * thrown away. */
lt_status lt_package_apply(const lt_package *package, lt_ledger *ledger, lt_changes *changes);
/* One of its measures alone: of the package of all of them, so that a measure of an alert holds when it holds there. */
lt_status lt_package_apply_measure(const lt_package *package, long m, lt_ledger *ledger, lt_changes *changes);
/* Every member with a strength of its own, 0 to 1; one with 0 is left out. */
lt_status lt_package_apply_strengths(const lt_package *package, const double *of_member, lt_ledger *ledger,
                                     lt_changes *changes);
/* LT_ERR_INPUT if there is no such member. */
lt_status lt_package_find_member(const lt_package *package, const char *id, long *index);

/* The stage "emissions" of the road, once a period and variant that has emissions of its own. */
lt_status lt_package_inputs(const lt_job *job, lt_hash *hash);
lt_status lt_package_stage(const lt_job *job);
/* Before anything runs: can the ledger be read and the package be applied to it? job->out is not used. */
lt_status lt_package_check(const lt_job *job);
/* Whose activity stands for the base year, where it is not the year's own. */
lt_status lt_package_remark(const lt_case *setup, char *out, size_t size);

#endif
