/* flow.c - amounts and mean fluxes by the hour (flow.h).
 *
 * A record says what came between its begin and its end, V (kg m-2; a flux: mean times length). With the record of the
 * same begin that ends where the last interval ended, V' : increment = V - V'. Without one the record must begin where
 * the last interval ended, or later. Over the hours h of an interval
 *   amount of hour h = increment w_h / sum w,   w = seconds of the hour in it, with the sun times the clear-sky mean of
 *                                               the hour (in the dark: seconds alone)
 * so that the increment is kept. Rain, snow and shortwave cannot be negative: increments down to ROUNDING of the
 * running sum are 0; below that they are counted and set to 0; below LARGE they are an error (a sum that began anew
 * without saying so). */
#include "model/met/gridded/flow.h"

#include "model/met/solar.h"

#include <math.h>
#include <string.h>

static const double ROUNDING = 1e-4;          /* of the running sum: 16-bit packing is 1.5e-5 of the range */
static const double LARGE_AMOUNT = 1.0;       /* kg m-2 */
static const double LARGE_FLUX = 20 * 3600.0; /* J m-2: 20 W m-2 over an hour */

struct lt_flow {
    const lt_series *series;
    lt_gridded_field field;
    lt_horizontal *horizontal;
    const lt_grid *grid;
    lt_flow_options options;
    long n_cells, n_intervals;
    lt_interval *interval;
    long at;            /* the interval that `increment` holds, -1: none */
    double *increment;  /* [n_cells] */
    double *weight;     /* [n_cells] sum of w over it */
    double *sum, *less; /* [n_cells] V of two records */
    long sum_of, less_of;
    float *source, *placed; /* [plane.n], [n_cells] */
    double *hour;
    long repairs;
    double lowest;
};

/* --- intervals --- */

static lt_status raise_overlap(const lt_series *s, lt_gridded_field f, const lt_series_record *r) {
    char begin[24], end[24];
    lt_time_iso(r->begin, begin);
    lt_time_iso(r->end, end);
    return LT_RAISE(LT_ERR_INPUT, .what = "amounts of the weather overlap and cannot be parted",
                    .where = s->part[r->part]->path,
                    .expected = "running sums that begin together, or amounts one after the other",
                    .found = lt_fmt("%s from %s to %s", lt_gridded_rows[f].name, begin, end),
                    .todo = "leave out the record, or give all records of the run");
}

/* The record of the same begin that ends at `end`, -1 if there is none. */
static long partner(const lt_series_record *items, long before, lt_time begin, lt_time end) {
    for (long r = before - 1; r >= 0 && items[r].end >= end; r--)
        if (items[r].end == end && items[r].begin == begin) return r;
    return -1;
}

lt_status lt_flow_intervals(const lt_series *s, lt_gridded_field f, lt_interval **out, long *n) {
    const lt_series_record *items = s->field[f].items;
    long n_items = s->field[f].n;
    *n = 0;
    LT_TRY(lt_calloc((size_t)n_items, sizeof **out, out));
    lt_time last = n_items ? items[0].begin : 0;
    lt_status status = LT_OK;
    for (long r = 0; r < n_items && status == LT_OK; r++) {
        if (items[r].end <= last) continue; /* length 0, or another record of an end that is known */
        bool same_end = r + 1 < n_items && items[r + 1].end == items[r].end; /* the next may fit better */
        long minus = items[r].begin >= last ? -1 : partner(items, r, items[r].begin, last);
        if (items[r].begin < last && minus < 0) {
            if (!same_end) status = raise_overlap(s, f, &items[r]);
            continue;
        }
        (*out)[(*n)++] = (lt_interval){minus < 0 ? items[r].begin : last, items[r].end, r, minus};
        last = items[r].end;
    }
    if (status == LT_OK) return LT_OK;
    lt_free(*out);
    *out = NULL;
    return status;
}

/* --- making --- */

static lt_status allocate(lt_flow *w) {
    size_t n = (size_t)w->n_cells;
    double **all[] = {&w->increment, &w->weight, &w->sum, &w->less, &w->hour};
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) LT_TRY(lt_calloc(n, sizeof(double), all[a]));
    LT_TRY(lt_calloc(n, sizeof(float), &w->placed));
    LT_TRY(lt_calloc((size_t)lt_series_plane(w->series, w->field)->n, sizeof(float), &w->source));
    return lt_flow_intervals(w->series, w->field, &w->interval, &w->n_intervals);
}

lt_status lt_flow_create(const lt_series *series, lt_gridded_field field, lt_horizontal *horizontal,
                         const lt_grid *grid, const lt_flow_options *options, lt_flow **out) {
    lt_flow *w = NULL;
    LT_TRY(lt_calloc(1, sizeof *w, &w));
    *w = (lt_flow){.series = series, .field = field, .horizontal = horizontal, .grid = grid, .options = *options};
    w->n_cells = (long)grid->nx * grid->ny;
    w->at = w->sum_of = w->less_of = -1;
    lt_status status = allocate(w);
    if (status != LT_OK) {
        lt_flow_free(w);
        return status;
    }
    *out = w;
    return LT_OK;
}

void lt_flow_free(lt_flow *w) {
    if (!w) return;
    void *all[] = {w->interval, w->increment, w->weight, w->sum, w->less, w->hour, w->source, w->placed};
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) lt_free(all[a]);
    lt_free(w);
}

/* The first hole in first..last, or an interval too long. */
static bool find_hole(const lt_flow *w, lt_time first, lt_time last, lt_time *from) {
    *from = first;
    for (long i = 0; i < w->n_intervals && *from < last; i++) {
        const lt_interval *a = &w->interval[i];
        if (a->end <= *from) continue;
        if (a->begin > *from || a->end - a->begin > LT_SERIES_STEP) return true;
        *from = a->end;
    }
    return *from < last;
}

bool lt_flow_covers(const lt_flow *w, lt_time first, lt_time last) {
    lt_time from;
    return w->options.persist ? w->n_intervals > 0 : !find_hole(w, first, last, &from);
}

lt_status lt_flow_raise_hole(const lt_flow *w, lt_time first, lt_time last) {
    lt_time from;
    char a[24], b[24], c[24];
    find_hole(w, first, last, &from);
    lt_time_iso(first, a);
    lt_time_iso(last, b);
    lt_time_iso(from, c);
    return LT_RAISE(LT_ERR_INPUT, .what = "the weather's amounts do not cover the run",
                    .where = w->series->part[w->series->field[w->field].items[0].part]->path,
                    .expected = lt_fmt("%s from %s to %s in intervals of at most %d h", lt_gridded_rows[w->field].name,
                                       a, b, LT_SERIES_STEP / LT_HOUR),
                    .found = lt_fmt("no such interval from %s", c),
                    .todo = "give the records of all hours, spin-up included, or change the period");
}

/* --- the increment of an interval --- */

/* V of a record on the cells. */
static lt_status place(lt_flow *w, long record, double *cells) {
    const lt_series_record *r = &w->series->field[w->field].items[record];
    LT_TRY(lt_series_read(w->series, w->field, record, w->source));
    if (w->options.conservative) {
        LT_TRY(lt_horizontal_amount(w->horizontal, w->source, cells));
    } else {
        lt_horizontal_ground(w->horizontal, LT_POINTS_ALL, w->source, w->options.threads, w->placed);
        for (long c = 0; c < w->n_cells; c++) cells[c] = w->placed[c];
    }
    if (lt_gridded_rows[w->field].span != LT_GRIDDED_FLUX) return LT_OK;
    for (long c = 0; c < w->n_cells; c++) cells[c] *= (double)(r->end - r->begin);
    return LT_OK;
}

static lt_status raise_falling(const lt_flow *w, const lt_interval *a, long cell, double value) {
    char begin[24], end[24];
    lt_time_iso(a->begin, begin);
    lt_time_iso(a->end, end);
    return LT_RAISE(LT_ERR_INPUT, .what = "a running sum of the weather falls",
                    .where = lt_fmt("%s, %s, cell at %.2f E %.2f N",
                                    w->series->part[w->series->field[w->field].items[a->record].part]->path,
                                    lt_gridded_rows[w->field].name, w->grid->lon[cell], w->grid->lat[cell]),
                    .expected = "amounts of 0 or more",
                    .found = lt_fmt("%g %s between %s and %s", value,
                                    lt_gridded_rows[w->field].span == LT_GRIDDED_FLUX ? "J m-2" : "kg m-2", begin, end),
                    .todo = "the sum begins anew, or a file belongs to another run: give files of one run");
}

/* Of an amount nothing can stand in for a value that is missing; fluxes are diagnosed there. */
static lt_status judge_missing(const lt_flow *w, const lt_interval *a) {
    long cell = 0;
    if (lt_gridded_rows[w->field].span != LT_GRIDDED_AMOUNT) return LT_OK;
    while (cell < w->n_cells && !isnan(w->increment[cell])) cell++;
    if (cell == w->n_cells) return LT_OK;
    char begin[24], end[24];
    lt_time_iso(a->begin, begin);
    lt_time_iso(a->end, end);
    return LT_RAISE(LT_ERR_INPUT, .what = "an amount of the weather is missing",
                    .where = lt_fmt("%s, %s, cell at %.2f E %.2f N",
                                    w->series->part[w->series->field[w->field].items[a->record].part]->path,
                                    lt_gridded_rows[w->field].name, w->grid->lon[cell], w->grid->lat[cell]),
                    .expected = "a value at all points around the cells",
                    .found = lt_fmt("none between %s and %s", begin, end),
                    .todo = "complete the file, or leave the field out of it");
}

static lt_status lift_negative(lt_flow *w, const lt_interval *a) {
    bool flux = lt_gridded_rows[w->field].span == LT_GRIDDED_FLUX;
    if (flux && w->field != LT_G_SHORTWAVE) return LT_OK;
    for (long c = 0; c < w->n_cells; c++) {
        double *v = &w->increment[c], rounding = ROUNDING * fabs(w->sum[c]) + (flux ? 1.0 : 1e-6);
        if (!(*v < 0.0)) continue;
        if (*v < -(flux ? LARGE_FLUX : LARGE_AMOUNT) - rounding) return raise_falling(w, a, c, *v);
        if (*v < -rounding) {
            w->repairs++;
            w->lowest = fmin(w->lowest, *v);
        }
        *v = 0.0;
    }
    return LT_OK;
}

/* Seconds of the hour that begins at t in the interval. */
static double seconds_in(const lt_interval *a, lt_time t) {
    lt_time from = t > a->begin ? t : a->begin, to = t + LT_HOUR < a->end ? t + LT_HOUR : a->end;
    return to > from ? (double)(to - from) : 0.0;
}

static lt_time hour_of(lt_time t) {
    return t - ((t % LT_HOUR) + LT_HOUR) % LT_HOUR;
}

static double clear_sky(const lt_flow *w, lt_time hour, long cell) {
    return lt_solar_clear_sky_hour(hour, w->grid->lat[cell], w->grid->lon[cell]);
}

/* Below this the interval is dark, W m-2. */
static const double DARK = 1.0;

/* Sum of w over the interval, negative where it is dark. */
static void set_weights(lt_flow *w, const lt_interval *a) {
#pragma omp parallel for schedule(static) num_threads(w->options.threads)
    for (long c = 0; c < w->n_cells; c++) {
        double sum = 0.0;
        for (lt_time t = hour_of(a->begin); t < a->end; t += LT_HOUR) sum += seconds_in(a, t) * clear_sky(w, t, c);
        w->weight[c] = sum > DARK * (double)(a->end - a->begin) ? sum : -1.0;
    }
}

static lt_status load(lt_flow *w, long interval) {
    const lt_interval *a = &w->interval[interval];
    if (w->at == interval) return LT_OK;
    if (a->minus >= 0 && a->minus == w->sum_of) { /* as a rule: the last one */
        double *swap = w->less;
        w->less = w->sum;
        w->sum = swap;
        w->less_of = a->minus;
    } else if (a->minus >= 0 && a->minus != w->less_of) {
        LT_TRY(place(w, a->minus, w->less));
        w->less_of = a->minus;
    }
    LT_TRY(place(w, a->record, w->sum));
    w->sum_of = a->record;
    for (long c = 0; c < w->n_cells; c++) w->increment[c] = w->sum[c] - (a->minus >= 0 ? w->less[c] : 0.0);
    LT_TRY(judge_missing(w, a));
    LT_TRY(lift_negative(w, a));
    if (w->options.sun) set_weights(w, a);
    w->at = interval;
    return LT_OK;
}

/* --- hours --- */

static void add_share(lt_flow *w, const lt_interval *a, lt_time t) {
    double seconds = seconds_in(a, t), length = (double)(a->end - a->begin);
#pragma omp parallel for schedule(static) num_threads(w->options.threads)
    for (long c = 0; c < w->n_cells; c++) {
        bool sunny = w->options.sun && w->weight[c] > 0.0;
        double share = sunny ? seconds * clear_sky(w, t, c) / w->weight[c] : seconds / length;
        w->hour[c] += w->increment[c] * share / LT_HOUR;
    }
}

static void persist(lt_flow *w, lt_time t, float *cells) {
    double length = (double)(w->interval[0].end - w->interval[0].begin);
    for (long c = 0; c < w->n_cells; c++) {
        double rate = w->increment[c] / length;
        if (w->options.sun) rate = w->weight[c] > 0.0 ? w->increment[c] / w->weight[c] * clear_sky(w, t, c) : NAN;
        cells[c] = (float)rate;
    }
}

lt_status lt_flow_hour(lt_flow *w, lt_time t, float *cells) {
    if (w->options.persist) {
        LT_TRY(load(w, 0));
        persist(w, t, cells);
        return LT_OK;
    }
    memset(w->hour, 0, (size_t)w->n_cells * sizeof *w->hour);
    long first = w->at < 0 ? 0 : w->at;
    while (first > 0 && w->interval[first].begin > t) first--;
    for (long i = first; i < w->n_intervals && w->interval[i].begin < t + LT_HOUR; i++) {
        if (w->interval[i].end <= t) continue;
        LT_TRY(load(w, i));
        add_share(w, &w->interval[i], t);
    }
    for (long c = 0; c < w->n_cells; c++) cells[c] = (float)w->hour[c];
    return LT_OK;
}

long lt_flow_repairs(const lt_flow *w, double *lowest) {
    *lowest = w->lowest;
    return w->repairs;
}
