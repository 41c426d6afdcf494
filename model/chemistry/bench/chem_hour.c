#include "model/chemistry/bench/chem_hour.h"

#include "base/log.h"
#include "model/kernel/real.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HOUR_S = LT_STATES_PULSES * LT_STATES_PULSE_S, LINE = 64 / (int)sizeof(lt_real) };

static const double ppt_ppb = 1e-3;

/* --- cells -------------------------------------------------------------------------------------------------------- */

/* Rows of the states into rows of n cells. */
static lt_status spread(const lt_chem_hour *hour, int rows, const double *of_states, void *out) {
    lt_real *x;
    LT_TRY(lt_calloc((size_t)rows * (size_t)hour->stride, sizeof *x, &x));
    const int n_states = hour->states->n;
    for (int row = 0; row < rows; ++row)
        for (int cell = 0; cell < hour->n; ++cell)
            x[row * hour->stride + cell] = (lt_real)of_states[(ptrdiff_t)row * n_states + cell % n_states];
    memcpy(out, &x, sizeof x);
    return LT_OK;
}

ptrdiff_t lt_chem_hour_stride(int n) {
    return ((n + LINE - 1) / LINE | 1) * LINE;
}

static void find_emitted(lt_chem_hour *hour) {
    const lt_states *states = hour->states;
    for (int s = 0; s < states->n_variable; ++s) {
        bool any = false;
        for (int cell = 0; cell < states->n; ++cell) any |= states->pulse[(ptrdiff_t)s * states->n + cell] != 0.0;
        if (any) hour->emitted[hour->n_emitted++] = s;
    }
}

lt_status lt_chem_hour_create(lt_chem_hour *hour) {
    const lt_states *states = hour->states;
    LT_TRY(lt_calloc((size_t)states->n_variable, sizeof(int), &hour->emitted));
    find_emitted(hour);
    LT_TRY(spread(hour, states->n_variable, states->start, &hour->start));
    LT_TRY(spread(hour, states->n_variable, states->pulse, &hour->pulse));
    LT_TRY(spread(hour, states->n_reactions, states->k, &hour->k));
    LT_TRY(lt_calloc((size_t)states->n_variable * (size_t)hour->stride, sizeof(lt_real), &hour->c));
    LT_TRY(lt_calloc((size_t)hour->n, sizeof(double), &hour->step));
    return lt_calloc((size_t)hour->n, 1, &hour->failed);
}

void lt_chem_hour_free(lt_chem_hour *hour) {
    void *const all[] = {hour->start, hour->pulse, hour->c, hour->k, hour->step, hour->failed, hour->emitted};
    for (size_t i = 0; i < sizeof all / sizeof *all; ++i) lt_free(all[i]);
    hour->start = hour->pulse = hour->c = hour->k = NULL;
    hour->step = NULL;
    hour->failed = NULL;
    hour->emitted = NULL;
}

static int by_size(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* --- an hour ------------------------------------------------------------------------------------------------------ */

void lt_chem_hour_prepare(void *context) {
    lt_chem_hour *hour = context;
    memcpy(hour->c, hour->start, (size_t)hour->states->n_variable * (size_t)hour->stride * sizeof(lt_real));
    memset(hour->step, 0, (size_t)hour->n * sizeof *hour->step);
    hour->counts = (lt_chem_counts){0};
    hour->rates_s = 0;
}

/* Only into species that are emitted somewhere. */
static void add_pulse(lt_chem_hour *hour) {
    lt_real *c = hour->c;
    const lt_real *pulse = hour->pulse;
#pragma omp parallel for num_threads(hour->threads) schedule(static)
    for (int e = 0; e < hour->n_emitted; ++e) {
        const ptrdiff_t row = hour->emitted[e] * hour->stride;
        for (ptrdiff_t i = row; i < row + hour->n; ++i) c[i] += pulse[i];
    }
}

static lt_status make_rates(lt_chem_hour *hour) {
    const double begin = lt_wall_seconds();
    const lt_status status = lt_chemistry_rates(hour->chemistry, hour->air, hour->k);
    hour->rates_s += lt_wall_seconds() - begin;
    return status;
}

static lt_status outer_step(lt_chem_hour *hour, double at_s) {
    lt_chem_counts counts = {0};
    const lt_chem_cells cells = {.n = hour->n,
                                 .stride = hour->stride,
                                 .seconds = hour->outer_s,
                                 .c = hour->c,
                                 .k = hour->k,
                                 .step = hour->step,
                                 .failed = hour->failed};
    if (fmod(at_s, LT_STATES_PULSE_S) == 0) add_pulse(hour);
    if (hour->air) LT_TRY(make_rates(hour));
    if (hour->cold) memset(hour->step, 0, (size_t)hour->n * sizeof *hour->step);
    LT_TRY(lt_chemistry_integrate(hour->chemistry, &cells, &counts));
    lt_chem_counts_add(&hour->counts, &counts);
    return LT_OK;
}

void lt_chem_hour_run(void *context) {
    lt_chem_hour *hour = context;
    const double begin = lt_wall_seconds();
    for (double at_s = 0; at_s < HOUR_S && hour->status == LT_OK; at_s += hour->outer_s)
        hour->status = outer_step(hour, at_s);
    if (hour->n_shares < LT_CHEM_HOUR_SHARES)
        hour->share[hour->n_shares++] = hour->rates_s / (lt_wall_seconds() - begin);
}

double lt_chem_hour_rates_share(const lt_chem_hour *hour) {
    double share[LT_CHEM_HOUR_SHARES];
    memcpy(share, hour->share, sizeof share);
    qsort(share, (size_t)hour->n_shares, sizeof *share, by_size);
    return hour->n_shares > 0 ? share[hour->n_shares / 2] : 0.0;
}

/* --- error -------------------------------------------------------------------------------------------------------- */

/* NaN counts as infinite, so that it is seen in all figures. */
static double error_of(double c, double reference) {
    const double error = fabs(c - reference) / fmax(fabs(reference), ppt_ppb);
    return isnan(error) ? INFINITY : error;
}

lt_status lt_chem_hour_error(const lt_chem_hour *hour, lt_chem_error *out) {
    const lt_states *states = hour->states;
    const lt_real *c = hour->c;
    const long size = (long)states->n_variable * hour->n;
    double *all, sum = 0;
    long at = 0;
    *out = (lt_chem_error){.most = -1};
    LT_TRY(lt_calloc((size_t)size, sizeof *all, &all));
    for (int s = 0; s < states->n_variable; ++s)
        for (int cell = 0; cell < hour->n; ++cell, ++at) {
            const double r = states->end[(ptrdiff_t)s * states->n + cell % states->n];
            all[at] = error_of((double)c[s * hour->stride + cell], r);
            sum += all[at] * all[at];
            if (all[at] > out->most) {
                out->most = all[at];
                out->most_species = s;
                out->most_cell = cell % states->n;
            }
        }
    qsort(all, (size_t)size, sizeof *all, by_size);
    out->rms = sqrt(sum / (double)size);
    out->p99 = all[(long)(0.99 * (double)(size - 1))];
    out->p999 = all[(long)(0.999 * (double)(size - 1))];
    lt_free(all);
    return LT_OK;
}
