#include "model/analysis/gross.h"

#include <stdlib.h>

static int by_numbers(const void *left, const void *right) {
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static bool is_suspect(const lt_analysis_task *task, const double *departure, const double *variance, long j) {
    const double error = task->observation[j].error;
    return fabs(departure[j]) > task->setup->gross_limit * sqrt(variance[j] + error * error);
}

/* Departures of others of its kind around it into room; how many. */
static long gather(const lt_analysis_task *task, const double *departure, long j, double *room) {
    const lt_observation *o = &task->observation[j];
    long n = 0;
    for (long i = 0; i < task->n; ++i) {
        const lt_observation *other = &task->observation[i];
        if (i == j || other->what != o->what) continue;
        if (lt_analysis_distance(task->columns, o->place, other->place) <= LT_GROSS_REACH_M) room[n++] = departure[i];
    }
    return n;
}

static bool is_believed(const lt_analysis_task *task, const double *departure, long j, double *room) {
    const long n = gather(task, departure, j, room);
    if (n < LT_GROSS_NEIGHBOURS) return false;
    qsort(room, (size_t)n, sizeof *room, by_numbers);
    const double median = n % 2 ? room[n / 2] : 0.5 * (room[n / 2 - 1] + room[n / 2]);
    const double allowed = LT_GROSS_SHARE * fabs(median) + task->setup->gross_limit * task->observation[j].error;
    return fabs(departure[j] - median) <= allowed;
}

void lt_gross_judge(const lt_analysis_task *task, const double *departure, const double *variance, double *room,
                    lt_gross *verdict) {
    for (long j = 0; j < task->n; ++j) {
        verdict[j] = LT_GROSS_GOOD;
        if (is_suspect(task, departure, variance, j))
            verdict[j] = is_believed(task, departure, j, room) ? LT_GROSS_BELIEVED : LT_GROSS_BAD;
    }
}
