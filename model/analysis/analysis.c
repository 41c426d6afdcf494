#include "model/analysis/analysis.h"

#include "model/analysis/gross.h"
#include "model/analysis/scheme.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SCHEME_ROW(symbol, name) [symbol] = &lt_analysis_##name,
#define SCHEME_NAME(symbol, name) [symbol] = #name,
static const lt_analysis_scheme_row *const schemes[] = {LT_ANALYSIS_SCHEME_LIST(SCHEME_ROW)};
const char *const lt_analysis_scheme_names[] = {LT_ANALYSIS_SCHEME_LIST(SCHEME_NAME)};

lt_analysis_scheme lt_analysis_scheme_of(const char *name) {
    int s = 0;
    while (s < LT_N_ANALYSIS_SCHEMES && strcmp(lt_analysis_scheme_names[s], name) != 0) ++s;
    return (lt_analysis_scheme)s;
}

lt_status lt_analysis_setup_default(lt_analysis_setup *out) {
    *out = (lt_analysis_setup){.scheme = LT_ANALYSIS_OI, .gross_limit = 5.0, .localisation_m = 150e3, .inflation = 1.1};
    return lt_background_error_read(NULL, &out->background);
}

/* --- judging --- */

static lt_status bad_setup(const char *what, const char *expected, double found) {
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the %s of the analysis cannot be this", what), .where = "analysis",
                    .expected = expected, .found = lt_fmt("%.6g", found), .todo = lt_fmt("correct the %s", what));
}

static lt_status judge_members(const lt_analysis_scheme_row *scheme, int members) {
    if (members >= scheme->least_members && members <= scheme->most_members) return LT_OK;
    const char *todo = scheme->most_members == 1 ? "give one run, or take the scheme letkf"
                                                 : "run more members, or take the scheme oi with one run";
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the scheme %s cannot work with so many members", scheme->name),
                    .where = lt_fmt("analysis %s", scheme->name),
                    .expected = scheme->most_members == 1
                                    ? "1"
                                    : lt_fmt("%d to %d members: fewer say too little of the errors",
                                             scheme->least_members, scheme->most_members),
                    .found = lt_fmt("%d", members), .todo = todo);
}

static lt_status judge_setup(const lt_analysis_setup *setup) {
    if ((unsigned)setup->scheme >= LT_N_ANALYSIS_SCHEMES)
        return bad_setup("scheme", "oi or letkf", (double)setup->scheme);
    if (!(setup->gross_limit > 0.0)) return bad_setup("limit of gross errors", "above 0", setup->gross_limit);
    if (setup->hour < 0 || setup->hour >= LT_HOURS_OF_DAY)
        return bad_setup("local hour", "0 to 23", (double)setup->hour);
    if (!(setup->localisation_m > 0.0)) return bad_setup("localisation", "above 0 m", setup->localisation_m);
    if (!(setup->inflation >= 1.0 && setup->inflation <= 10.0))
        return bad_setup("inflation", "1 to 10", setup->inflation);
    return LT_OK;
}

static lt_status judge_background(const lt_analysis_columns *columns, const lt_analysis_background *background) {
    const long cells = columns->n_layers * columns->n;
    for (int m = 0; m < background->n_members; ++m)
        for (int c = 0; c < LT_N_CONTROLS; ++c)
            for (long at = 0; background->has[c] && at < cells; ++at) {
                const double x = background->value[((long)m * LT_N_CONTROLS + c) * cells + at];
                if (isfinite(x) && x >= 0.0) continue;
                return LT_RAISE(LT_ERR_INPUT, .what = "a value of the background cannot be",
                                .where = lt_fmt("member %d, %s, layer %ld, column %ld (all from 0)", m,
                                                lt_control_names[c], at / columns->n, at % columns->n),
                                .expected = "0 or more, finite", .found = lt_fmt("%.6g", x),
                                .todo = "find out which run or file brings it");
            }
    return LT_OK;
}

static lt_status judge_observation(const lt_observation *o, long index, long n_columns) {
    const char *wrong = NULL;
    if ((unsigned)o->what >= LT_N_MONITORED)
        wrong = "kind is none of the observed";
    else if (!(isfinite(o->error) && o->error > 0.0))
        wrong = "error is not above 0 and finite";
    else if (!isfinite(o->value))
        wrong = "value is not finite";
    else if (o->value < -5.0 * o->error)
        wrong = "value is negative beyond its error";
    else if (o->place >= n_columns)
        wrong = "column is not of the grid";
    if (!wrong) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "an observation cannot be like this",
                    .where = lt_fmt("observation %ld (from 0)", index),
                    .expected = "a kind, a column below the grid's number, a finite value, an error above 0",
                    .found = lt_fmt("%s: value %.6g, error %.6g, column %ld", wrong, o->value, o->error, o->place),
                    .todo = "leave it out, or check how it was read");
}

static lt_status judge(const lt_analysis_setup *setup, const lt_analysis_columns *columns,
                       const lt_analysis_background *background, long n, const lt_observation *observations) {
    LT_TRY(judge_setup(setup));
    LT_TRY(judge_members(schemes[setup->scheme], background->n_members));
    if (n > LT_ANALYSIS_MOST_OBSERVATIONS)
        return LT_RAISE(LT_ERR_INPUT, .what = "more observations than one analysis solves", .where = "analysis",
                        .expected = lt_fmt("at most %d", LT_ANALYSIS_MOST_OBSERVATIONS), .found = lt_fmt("%ld", n),
                        .todo = "take means over cells or leave stations out");
    for (long i = 0; i < n; ++i) LT_TRY(judge_observation(&observations[i], i, columns->n));
    return judge_background(columns, background);
}

/* --- observations in a canonical order --- */

static int by_numbers(double a, double b) {
    return (a > b) - (a < b);
}

/* By all that they say: those that are alike in everything may change places without a trace. */
static int by_content(const void *left, const void *right) {
    const lt_observation *a = left, *b = right;
    if (a->what != b->what) return a->what < b->what ? -1 : 1;
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    const int value = by_numbers(a->value, b->value);
    return value ? value : by_numbers(a->error, b->error);
}

/* Those that the grid and the model have, sorted. */
static long keep_known(const lt_analysis_background *background, long n, const lt_observation *observations,
                       lt_observation *kept, lt_analysis_count *count) {
    long n_kept = 0;
    for (long i = 0; i < n; ++i) {
        const lt_observation *o = &observations[i];
        if (o->place < 0)
            count[o->what].outside += 1;
        else if (!lt_monitored_is_known(o->what, background->has))
            count[o->what].unknown += 1;
        else
            kept[n_kept++] = *o;
    }
    qsort(kept, (size_t)n_kept, sizeof *kept, by_content);
    return n_kept;
}

/* H x of all members. */
static void see(const lt_analysis_task *task, double *seen) {
    const long of_member = (long)LT_N_CONTROLS * task->columns->n_layers * task->columns->n;
    for (int m = 0; m < task->background->n_members; ++m)
        for (long j = 0; j < task->n; ++j)
            seen[m * task->n + j] = lt_analysis_seen(task->columns, task->background->value + m * of_member,
                                                     task->observation[j].what, task->observation[j].place);
}

static double mean_seen(const lt_analysis_task *task, long j) {
    double sum = 0.0;
    for (int m = 0; m < task->background->n_members; ++m) sum += task->seen[m * task->n + j];
    return sum / task->background->n_members;
}

typedef struct room {
    lt_observation *observation;
    double *seen, *reach;
    double *variance, *departure, *scratch; /* of the check of gross errors */
    lt_gross *verdict;
} room;

/* Set gross errors aside; the others move down. */
static void drop_gross(lt_analysis_task *task, const room *r, lt_analysis_count *count) {
    long kept = 0;
    schemes[task->setup->scheme]->variance(task, r->variance);
    for (long j = 0; j < task->n; ++j) r->departure[j] = r->observation[j].value - mean_seen(task, j);
    lt_gross_judge(task, r->departure, r->variance, r->scratch, r->verdict);
    for (long j = 0; j < task->n; ++j) {
        const lt_observation o = r->observation[j];
        lt_analysis_count *of = &count[o.what];
        of->gross += r->verdict[j] == LT_GROSS_BAD;
        if (r->verdict[j] == LT_GROSS_BAD) continue;
        of->used += 1;
        of->believed += r->verdict[j] == LT_GROSS_BELIEVED;
        of->bias_before += r->departure[j];
        of->rms_before += r->departure[j] * r->departure[j];
        of->expected += r->variance[j] + o.error * o.error;
        r->observation[kept++] = o;
    }
    task->n = kept;
}

static void count_after(const lt_analysis_task *task, lt_analysis_count *count) {
    const long of_member = (long)LT_N_CONTROLS * task->columns->n_layers * task->columns->n;
    const int members = task->background->n_members;
    for (long j = 0; j < task->n; ++j) {
        const lt_observation *o = &task->observation[j];
        double seen = mean_seen(task, j);
        for (int m = 0; m < members; ++m)
            seen += lt_analysis_seen(task->columns, task->increment + m * of_member, o->what, o->place) / members;
        count[o->what].bias_after += o->value - seen;
        count[o->what].rms_after += (o->value - seen) * (o->value - seen);
    }
    for (lt_analysis_count *c = count; c < count + LT_N_MONITORED; ++c) {
        const double n = c->used > 0 ? (double)c->used : 1.0;
        c->bias_before /= n;
        c->bias_after /= n;
        c->rms_before = sqrt(c->rms_before / n);
        c->rms_after = sqrt(c->rms_after / n);
        c->expected = sqrt(c->expected / n);
    }
}

static void fill_reach(const lt_analysis_columns *columns, double *reach) {
    for (int k = 0; k < columns->n_layers; ++k)
        for (long p = 0; p < columns->n; ++p)
            reach[k * columns->n + p] =
                k == 0 ? 1.0 : lt_vertical_reach(columns->height[k * columns->n + p], columns->boundary_layer[p]);
}

/* --- the run --- */

static lt_status make_room(const lt_analysis_columns *columns, int members, long n, room *r, double **increment) {
    const size_t cells = (size_t)columns->n_layers * (size_t)columns->n, count = (size_t)n;
    LT_TRY(lt_calloc(count, sizeof *r->observation, &r->observation));
    LT_TRY(lt_calloc(count * (size_t)members, sizeof *r->seen, &r->seen));
    LT_TRY(lt_calloc(count, sizeof *r->variance, &r->variance));
    LT_TRY(lt_calloc(count, sizeof *r->departure, &r->departure));
    LT_TRY(lt_calloc(count, sizeof *r->scratch, &r->scratch));
    LT_TRY(lt_calloc(count, sizeof *r->verdict, &r->verdict));
    LT_TRY(lt_calloc(cells, sizeof *r->reach, &r->reach));
    return lt_calloc((size_t)members * LT_N_CONTROLS * cells, sizeof **increment, increment);
}

static void free_room(room *r) {
    lt_free(r->observation);
    lt_free(r->seen);
    lt_free(r->reach);
    lt_free(r->variance);
    lt_free(r->departure);
    lt_free(r->scratch);
    lt_free(r->verdict);
}

static lt_status analyse(lt_analysis_task *task, long n, const lt_observation *observations, const room *r,
                         lt_analysis_count *count) {
    task->n = keep_known(task->background, n, observations, r->observation, count);
    see(task, r->seen);
    drop_gross(task, r, count);
    see(task, r->seen);
    fill_reach(task->columns, r->reach);
    if (task->n > 0) LT_TRY(schemes[task->setup->scheme]->run(task));
    count_after(task, count);
    return LT_OK;
}

lt_status lt_analysis_run(const lt_analysis_setup *setup, const lt_analysis_columns *columns,
                          const lt_analysis_background *background, long n_observations,
                          const lt_observation *observations, lt_analysis_result *out) {
    room r = {0};
    *out = (lt_analysis_result){0};
    LT_TRY(judge(setup, columns, background, n_observations, observations));
    lt_status status = make_room(columns, background->n_members, n_observations, &r, &out->increment);
    lt_analysis_task task = {.setup = setup,
                             .columns = columns,
                             .background = background,
                             .observation = r.observation,
                             .seen = r.seen,
                             .reach = r.reach,
                             .increment = out->increment};
    if (status == LT_OK) status = analyse(&task, n_observations, observations, &r, out->count);
    free_room(&r);
    if (status != LT_OK) lt_analysis_result_free(out);
    return status;
}

void lt_analysis_result_free(lt_analysis_result *result) {
    lt_free(result->increment);
    *result = (lt_analysis_result){0};
}
