/* faults.h - the same judgement serves a run, which stops at the first fault, and `lantian check`, which lists all.
 *
 * A check hands the status of every step to lt_faults_take and goes on as long as that is LT_OK. */
#ifndef LT_FAULTS_H
#define LT_FAULTS_H

#include "status.h"

#include <stdbool.h>

typedef void lt_fault_report(const char *text, void *context);

enum { LT_FAULTS_A_KIND = 50, LT_FAULTS_KINDS = 64 };

typedef struct lt_faults {
    lt_fault_report *report; /* NULL = stop at the first fault */
    void *context;
    bool silent; /* count only */
    bool all;    /* report every one, however many of a kind: who listens sorts them */
    long n;      /* faults found */
    struct {
        char what[64];
        long n;
    } kinds[LT_FAULTS_KINDS]; /* how many of each: after LT_FAULTS_A_KIND they are counted, not printed */
    int n_kinds;
} lt_faults;

/* With a report, bad input is handed on as text, counted and forgiven (LT_OK); everything else is returned as it is. */
lt_status lt_faults_take(lt_faults *faults, lt_status status);
/* Says how many faults of each kind were counted only. */
void lt_faults_end(const lt_faults *faults);

#endif
