/* inventory_draws.c - see inventory_draws.h. */
#include "postproc/inventory_draws.h"

#include "postproc/judgement/band.h"
#include "postproc/ozone_day.h"

#include <math.h>
#include <stdio.h>

lt_draw_spread lt_draw_spread_of(double *value, long n) {
    lt_draw_spread out = {.n = n, .mean = 0, .sd = lt_band_of_draws(value, n).sigma, .p5 = NAN, .p95 = NAN};
    for (long k = 0; k < n; k++) out.mean += value[k] / (double)n;
    out.least = lt_percentile(value, n, 0);
    out.greatest = value[n - 1];
    if (n < LT_DRAWS_FOR_PERCENTILES) return out;
    out.p5 = lt_percentile(value, n, 0.05);
    out.p95 = lt_percentile(value, n, 0.95);
    return out;
}

static double *place_of(const lt_air_draws *d, lt_quantity quantity, long of, long draw, long period, int city) {
    return &d->value[(((of * d->n + draw) * d->n_periods + period) * LT_N_QUANTITIES + quantity) * LT_N_CITY_VALUES +
                     city];
}

/* What the run on a draw gave in a period. */
static lt_status read_one(const lt_summary *summary, const lt_job *job, const lt_grid *grid, long of, long draw,
                          long period) {
    const lt_air_draws *d = &summary->draws;
    lt_job one = *job;
    lt_result result;
    char id[128];
    lt_variant_of_draw(of == 0 ? NULL : d->of[of], draw + 1, id);
    one.variant = id;
    one.period = lt_summary_period(summary, period);
    LT_TRY_CONTEXT(lt_result_read(&one, grid, summary->cities, &result), "reading the concentrations of %s, %s", id,
                   one.period->id);
    bool lacks = false;
    for (int q = 0; q < LT_N_QUANTITIES; q++)
        for (int c = 0; c < LT_N_CITY_VALUES; c++) {
            const double value = result.city[q][c][LT_CITY_SITES];
            *place_of(d, (lt_quantity)q, of, draw, period, c) = value;
            lacks = lacks || (lt_summary_has(summary, (lt_quantity)q, period) && !isfinite(value));
        }
    lt_result_release(&result);
    if (!lacks) return LT_OK;
    return LT_RAISE(LT_ERR_VERIFY, .what = "a run on a draw of the inventory lacks what the base has",
                    .where = lt_job_file(&one, "conc", ".nc"), .expected = "the quantities of the base, finite",
                    .found = "one that is not", .todo = "look at the budget of this run, then run it with --force");
}

/* Base, the reference where packages stand on it, then the packages, as base/variant.h has them. */
static lt_status name_them(lt_air_draws *d, const lt_case *setup) {
    const lt_inventory_draws *asked = &setup->inventory_draws;
    d->n = asked->n;
    d->n_periods = setup->periods.n;
    d->has_reference = asked->packages.n > 0 && lt_given(setup->reference);
    LT_TRY(lt_calloc((size_t)asked->packages.n + 2, sizeof *d->of, &d->of));
    d->of[d->n_of++] = "base";
    if (d->has_reference) d->of[d->n_of++] = setup->reference;
    for (long p = 0; p < asked->packages.n; p++) d->of[d->n_of++] = ((char *const *)asked->packages.items)[p];
    const size_t n = (size_t)(d->n_of * d->n * d->n_periods) * LT_N_QUANTITIES * LT_N_CITY_VALUES;
    return lt_calloc(n, sizeof *d->value, &d->value);
}

lt_status lt_inventory_draws_read(lt_summary *summary, const lt_job *job, const lt_grid *grid) {
    lt_air_draws *d = &summary->draws;
    if (summary->setup->inventory_draws.n == 0) return LT_OK;
    LT_TRY(name_them(d, summary->setup));
    for (long of = 0; of < d->n_of; of++)
        for (long k = 0; k < d->n; k++)
            for (long p = 0; p < d->n_periods; p++) LT_TRY(read_one(summary, job, grid, of, k, p));
    return LT_OK;
}

/* What it is compared with; -1: base, which is told as it is. */
static long origin_of(const lt_air_draws *d, long of) {
    if (of == 0) return -1;
    return d->has_reference && of > 1 ? 1 : 0;
}

static double in_period(const lt_drawn_what *w, long period, int city) {
    const lt_air_draws *d = &w->summary->draws;
    const long origin = origin_of(d, w->of);
    const double value = *place_of(d, w->quantity, w->of, w->draw, period, city);
    return origin < 0 ? value : value - *place_of(d, w->quantity, origin, w->draw, period, city);
}

static double of_city(const void *what, int city) {
    const lt_drawn_what *w = what;
    lt_period_mean mean = {0};
    if (w->period >= 0) return in_period(w, w->period, city);
    for (long p = 0; p < w->summary->n_periods; p++) lt_summary_add(w->summary, p, in_period(w, p, city), &mean);
    return mean.sum / mean.weight;
}

double lt_inventory_draws_value(const lt_drawn_what *what, int city) {
    return lt_city_or_mean(of_city, what, city);
}
