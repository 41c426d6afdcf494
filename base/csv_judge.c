/* csv_judge.c - all faults of one table, through the same readers that a run uses. */
#include "base/csv_private.h"

#include <string.h>

static _Thread_local struct {
    const char *path;
    lt_faults *faults;
    long row; /* the last cell that was told of: a reader may look twice */
    int column;
    bool leaves, lacks; /* lacks: a column that the table needs; what is said of its rows would follow from that */
    char lacked[512];   /* which, in lines; those that find no room are told again */
} judge;

void lt_csv_judge(const char *path, lt_faults *faults) {
    judge.path = path;
    judge.faults = faults;
    judge.row = judge.column = -1;
    judge.leaves = judge.lacks = false;
    judge.lacked[0] = '\0';
}

void lt_csv_judge_leaving(const char *path, lt_faults *faults) {
    lt_csv_judge(path, faults);
    judge.leaves = true;
}

lt_faults *lt_csv_judge_of(const char *path, bool *leaves) {
    *leaves = judge.leaves;
    return judge.path && strcmp(judge.path, path) == 0 ? judge.faults : NULL;
}

/* Is the present error of a row as a whole ("file.csv:12"), not of the header or of a cell (lt_csv_where)? */
static bool is_of_a_row(const lt_csv *table) {
    const char *where = lt_error_where();
    const size_t length = strlen(table->path);
    return strncmp(where, table->path, length) == 0 && where[length] == ':' && !strstr(where, ", column ");
}

/* What a reader says of a row may follow from a column that is missing: then that column is the fault, and rows are
 * judged when it is there. Cells that are there are judged. */
lt_status lt_csv_take(const lt_csv *table, lt_status status) {
    if (!table->judge) return status;
    if (!judge.lacks || status != LT_ERR_INPUT || !is_of_a_row(table)) return lt_faults_take(table->judge, status);
    lt_error_clear();
    return LT_OK;
}

lt_status lt_csv_take_missing(const lt_csv *table, const char *column, lt_status status) {
    if (!table->judge) return status;
    const size_t used = strlen(judge.lacked);
    const char *line = lt_fmt("\n%s\n", column);
    judge.lacks = true;
    if (strstr(judge.lacked, line)) { /* a reader may look for it in every row */
        lt_error_clear();
        return LT_OK;
    }
    if (used + strlen(line) < sizeof judge.lacked) strcpy(judge.lacked + used, line);
    return lt_faults_take(table->judge, status);
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
