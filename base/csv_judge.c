/* csv_judge.c - all faults of one table, through the same readers that a run uses. */
#include "base/csv_private.h"

#include <string.h>

static _Thread_local struct {
    const char *path;
    lt_faults *faults;
} judge;

void lt_csv_judge(const char *path, lt_faults *faults) {
    judge.path = path;
    judge.faults = faults;
}

lt_faults *lt_csv_judge_of(const char *path) {
    return judge.path && strcmp(judge.path, path) == 0 ? judge.faults : NULL;
}

lt_status lt_csv_take(const lt_csv *table, lt_status status) {
    return table->judge ? lt_faults_take(table->judge, status) : status;
}

bool lt_csv_judged(const lt_csv *table) {
    return table->judge != NULL;
}
