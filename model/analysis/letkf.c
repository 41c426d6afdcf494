/* letkf.c - local ensemble transform Kalman filter (Hunt, Kostelich and Szunyogh 2007, doi
 * 10.1016/j.physd.2006.11.008, eq. 20 to 25), one small problem a column (transform.h).
 *
 *   X, Y      departures of the members' controls and of H x from their means; N members
 *   C       = Y^T (R^-1 o L)          L diagonal: Gaspari and Cohn's function of the distance from the column
 *   P~      = [(N - 1) / rho I + C Y]^-1         rho inflation of the background's covariance
 *   w       = P~ C (y - mean H x)
 *   W       = [(N - 1) P~]^1/2        the symmetric root, by the eigenvalues of C Y
 *   x_a,i   = mean x + X (w + W_i)    member i
 * in the lowest layer. Above it the change is v times that of the same weights, v the reach of background_error.h:
 * since all observations stand at the ground, that is the localisation of the covariance of a layer with them.
 * The weights of a column are those of all its controls and layers, so what members relate to each other stays so.
 * Where no observation is within reach (2 c) nothing changes, the spread included.
 * Limits: N - 1 directions a column; localisation hides the noise of a small sample, which is why fewer than
 * LT_LETKF_LEAST_MEMBERS are refused; Gaussian errors; controls of a member may become negative (scaling.h bounds
 * them). */
#include "model/analysis/scheme.h"

#include "model/analysis/gaspari_cohn.h"
#include "model/analysis/transform.h"

#include <omp.h>

/* What all columns share, and room for one column of each thread. */
typedef struct ensemble {
    const lt_analysis_task *task;
    lt_seen_members seen;
    double *value; /* [n] observed */
    size_t per_thread;
    double *room;
} ensemble;

static void variance(const lt_analysis_task *task, double *out) {
    const int members = task->background->n_members;
    for (long j = 0; j < task->n; ++j) {
        double mean = 0.0, sum = 0.0;
        for (int m = 0; m < members; ++m) mean += task->seen[m * task->n + j] / members;
        for (int m = 0; m < members; ++m) {
            const double departure = task->seen[m * task->n + j] - mean;
            sum += departure * departure;
        }
        out[j] = task->setup->inflation * sum / (members - 1);
    }
}

/* Localisation over variance of the observations around column p; how many count. */
static long weigh(const lt_analysis_task *task, long p, double *precision) {
    long n = 0;
    for (long j = 0; j < task->n; ++j) {
        const lt_observation *o = &task->observation[j];
        const double distance = lt_analysis_distance(task->columns, p, o->place);
        precision[j] = lt_gaspari_cohn(distance / task->setup->localisation_m) / (o->error * o->error);
        n += precision[j] > 0.0;
    }
    return n;
}

/* Increments of one column by its weights. */
static void transform(const ensemble *e, long p, const double *weight, double *room) {
    const lt_analysis_task *task = e->task;
    const long n = task->columns->n, of_member = (long)LT_N_CONTROLS * task->columns->n_layers * n;
    for (int c = 0; c < LT_N_CONTROLS; ++c)
        for (int k = 0; task->background->has[c] && k < task->columns->n_layers; ++k) {
            const long at = ((long)c * task->columns->n_layers + k) * n + p;
            lt_transform_apply(e->seen.members, task->background->value + at, of_member, weight,
                               task->reach[(long)k * n + p], room, task->increment + at, of_member);
        }
}

static bool column(const ensemble *e, long p) {
    const size_t n = (size_t)e->seen.members;
    double *room = e->room + (size_t)omp_get_thread_num() * e->per_thread;
    double *weight = room + lt_transform_room(e->seen.members), *precision = weight + n * n;
    if (weigh(e->task, p, precision) == 0) return true;
    if (!lt_transform_weights(&e->seen, precision, e->task->setup->inflation, room, weight)) return false;
    transform(e, p, weight, room);
    return true;
}

static lt_status columns(const ensemble *e) {
    const long n = e->task->columns->n;
    long lost = 0;
#pragma omp parallel for schedule(dynamic, 16) reduction(+ : lost)
    for (long p = 0; p < n; ++p) lost += column(e, p) ? 0 : 1;
    if (lost == 0) return LT_OK;
    return LT_RAISE(LT_ERR_NUMERIC, .what = "columns of the ensemble have no transform", .where = "analysis letkf",
                    .expected = "eigenvalues within 40 sweeps", .found = lt_fmt("%ld columns without", lost),
                    .todo = "look for members whose values are out of all order");
}

static lt_status run(const lt_analysis_task *task) {
    const int members = task->background->n_members;
    const size_t n = (size_t)task->n, square = (size_t)members * (size_t)members;
    ensemble e = {.task = task, .seen = {.members = members, .n = task->n}};
    lt_status status;
    e.per_thread = lt_transform_room(members) + square + n + 8; /* threads do not share a line */
    LT_TRY_GOTO(status, lt_calloc(n * (size_t)members, sizeof *e.seen.departure, &e.seen.departure), done);
    LT_TRY_GOTO(status, lt_calloc(n, sizeof *e.seen.innovation, &e.seen.innovation), done);
    LT_TRY_GOTO(status, lt_calloc(n, sizeof *e.value, &e.value), done);
    LT_TRY_GOTO(status, lt_calloc((size_t)omp_get_max_threads() * e.per_thread, sizeof *e.room, &e.room), done);
    for (long j = 0; j < task->n; ++j) e.value[j] = task->observation[j].value;
    lt_seen_members_fill(task->seen, e.value, &e.seen);
    status = columns(&e);
done:
    lt_free(e.seen.departure);
    lt_free(e.seen.innovation);
    lt_free(e.value);
    lt_free(e.room);
    return status;
}

const lt_analysis_scheme_row lt_analysis_letkf = {"letkf", LT_LETKF_LEAST_MEMBERS, LT_LETKF_MOST_MEMBERS, variance,
                                                  run};
