/* faults.c - see faults.h. */
#include "base/faults.h"

#include <stdio.h>
#include <string.h>

/* How often this kind of fault has been found, this time included. A file in the wrong zone has one in every row. */
static long count_kind(lt_faults *faults) {
    char what[sizeof faults->kinds->what];
    snprintf(what, sizeof what, "%s", lt_error_what());
    for (int k = 0; k < faults->n_kinds; k++)
        if (strcmp(faults->kinds[k].what, what) == 0) return ++faults->kinds[k].n;
    if (faults->n_kinds == LT_FAULTS_KINDS) return 1;
    strcpy(faults->kinds[faults->n_kinds].what, what);
    return faults->kinds[faults->n_kinds++].n = 1;
}

lt_status lt_faults_take(lt_faults *faults, lt_status status) {
    if (!faults->report || status != LT_ERR_INPUT) return status;
    char text[8192]; /* five members and eight contexts fit */
    faults->n++;
    if (faults->silent || (!faults->all && count_kind(faults) > LT_FAULTS_A_KIND)) return LT_OK;
    lt_error_text(status, text, sizeof text);
    faults->report(text, faults->context);
    return LT_OK;
}

void lt_faults_end(const lt_faults *faults) {
    char text[160];
    for (int k = 0; k < faults->n_kinds; k++) {
        if (faults->kinds[k].n <= LT_FAULTS_A_KIND) continue;
        snprintf(text, sizeof text, "and %ld more of the kind: %s", faults->kinds[k].n - LT_FAULTS_A_KIND,
                 faults->kinds[k].what);
        faults->report(text, faults->context);
    }
}
