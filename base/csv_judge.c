/* csv_judge.c - all faults of one table, through the same readers that a run uses. */
#include "base/csv_private.h"

#include <string.h>

static _Thread_local struct {
    const char *path;
    lt_faults *faults;
    long row; /* the last cell that was told of: a reader may look twice */
    int column;
    bool leaves;
} judge;

void lt_csv_judge(const char *path, lt_faults *faults) {
    judge.path = path;
    judge.faults = faults;
    judge.row = judge.column = -1;
    judge.leaves = false;
}

void lt_csv_judge_leaving(const char *path, lt_faults *faults) {
    lt_csv_judge(path, faults);
    judge.leaves = true;
}

lt_faults *lt_csv_judge_of(const char *path, bool *leaves) {
    *leaves = judge.leaves;
    return judge.path && strcmp(judge.path, path) == 0 ? judge.faults : NULL;
}

lt_status lt_csv_take(const lt_csv *table, lt_status status) {
    return table->judge ? lt_faults_take(table->judge, status) : status;
}

lt_status lt_csv_take_cell(const lt_csv *table, long row, int column, lt_status status) {
    if (!table->judge) return status;
    if (row == judge.row && column == judge.column) return LT_OK;
    judge.row = row;
    judge.column = column;
    return lt_csv_take(table, status);
}

long lt_csv_faults(const lt_csv *table) {
    return table->judge ? table->judge->n : 0;
}

long lt_csv_left_out(const lt_csv *table) {
    return table->left_out;
}

int lt_csv_left_out_line(const lt_csv *table, long k) {
    return table->left[k].line;
}

const char *lt_csv_left_out_what(const lt_csv *table, long k) {
    return table->left[k].what;
}

bool lt_csv_judged(const lt_csv *table) {
    return table->judge != NULL;
}
