/* near_hour.c - see near_hour.h.
 *
 * Plumes of 1 g s-1 of each stack in its order, weighed by the rates of each pollutant; then the maps (near_map.c) and
 * the change (near_change.c). NO2 is the map of NOx times a continuous factor that keeps the cells' NO2 (keep.c): so
 * the share of NO2 is the cell's, also near a stack, where in truth NO has not met ozone yet (said in the README). */
#include "model/gaussian/subgrid/near_hour.h"

#include "model/gaussian/subgrid/near_change.h"

#include <math.h>
#include <string.h>

/* A local part is spread by plumes only where they bring at least this share of it (near_map.h): beyond, the grid has
 * smoke where the plume model says there is next to none, and its shape there says nothing. Ours. */
static const double LEAST = 0.05;

/* A stack; its number in either run, -1: not there. */
typedef struct lt_near_pair {
    const lt_plume_source *plume;
    long now, before;
} lt_near_pair;

struct lt_near_worker {
    lt_near_field *field;
    lt_near_map *map;
    lt_keep *keep;
    lt_near_change *change;
    lt_profile profile;
    double *one;                 /* fine: a plume */
    double *gauss, *gone, *come; /* [pollutant] fine; the last two NULL without a run before */
};

size_t lt_near_cells(const lt_near_input *in) {
    return (size_t)in->plane.shape.nx * (size_t)in->plane.shape.ny;
}

size_t lt_near_fine(const lt_near_input *in) {
    return lt_near_cells(in) * (size_t)in->plane.shape.points * (size_t)in->plane.shape.points;
}

/* --- two runs ----------------------------------------------------------------------------------------------------- */

/* The stack of another run that is the k-th of this one: of those with its id the one of the same rank. */
static long find(const lt_near_input *other, const lt_near_input *in, long k) {
    const char *id = in->sources[k].id;
    long rank = 0;
    for (long n = 0; n < k; n++) rank += strcmp(in->sources[n].id, id) == 0;
    for (long n = 0; other && n < other->n_sources; n++)
        if (strcmp(other->sources[n].id, id) == 0 && rank-- == 0) return n;
    return -1;
}

static lt_status expect_same(const lt_near_input *a, const lt_near_input *b) {
    if (!b || (a->i0 == b->i0 && a->j0 == b->j0 && memcmp(&a->plane, &b->plane, sizeof a->plane) == 0 &&
               a->n_hours == b->n_hours && a->start == b->start && a->n_pollutants == b->n_pollutants))
        return LT_OK;
    return LT_RAISE(LT_ERR_INTERNAL, .what = "two runs of different maps", .where = a->setup->site,
                    .expected = "one grid, period and list of pollutants", .found = "others", .todo = "report it");
}

lt_status lt_near_runs_make(const lt_near_input *now, const lt_near_input *before, lt_near_runs *out) {
    *out = (lt_near_runs){now, before, now->n_pollutants + (now->no2 ? 1 : 0), 0, NULL};
    LT_TRY(expect_same(now, before));
    LT_TRY(lt_calloc((size_t)(now->n_sources + (before ? before->n_sources : 0)), sizeof *out->pairs, &out->pairs));
    for (long k = 0; k < now->n_sources; k++)
        out->pairs[out->n_pairs++] = (lt_near_pair){&now->sources[k].plume, k, find(before, now, k)};
    for (long k = 0; before && k < before->n_sources; k++)
        if (find(now, before, k) < 0) out->pairs[out->n_pairs++] = (lt_near_pair){&before->sources[k].plume, -1, k};
    return LT_OK;
}

void lt_near_runs_free(lt_near_runs *runs) {
    lt_free(runs->pairs);
    *runs = (lt_near_runs){0};
}

/* --- room --------------------------------------------------------------------------------------------------------- */

lt_status lt_near_hour_create(const lt_near_runs *runs, lt_near_hour *out) {
    const size_t n = (size_t)runs->n_maps * lt_near_fine(runs->now);
    *out = (lt_near_hour){0};
    LT_TRY(lt_calloc(n, sizeof *out->values, &out->values));
    LT_TRY(lt_calloc((size_t)runs->now->n_pollutants * lt_near_fine(runs->now), sizeof *out->stacks, &out->stacks));
    return runs->before ? lt_calloc(n, sizeof *out->change, &out->change) : LT_OK;
}

void lt_near_hour_free(lt_near_hour *hour) {
    lt_free(hour->values);
    lt_free(hour->change);
    lt_free(hour->stacks);
    *hour = (lt_near_hour){0};
}

static lt_status fill(const lt_near_runs *runs, lt_near_worker *w) {
    const lt_near_grid *plane = &runs->now->plane;
    const size_t fine = lt_near_fine(runs->now), all = (size_t)runs->now->n_pollutants * fine;
    LT_TRY(lt_near_field_create(plane, &w->field));
    LT_TRY(lt_near_map_create(plane->shape, &w->map));
    LT_TRY(lt_keep_create(plane->shape, &w->keep));
    LT_TRY(lt_calloc(fine, sizeof *w->one, &w->one));
    LT_TRY(lt_calloc(all, sizeof *w->gauss, &w->gauss));
    if (!runs->before) return LT_OK;
    LT_TRY(lt_near_change_create(plane->shape, &w->change));
    LT_TRY(lt_calloc(all, sizeof *w->gone, &w->gone));
    return lt_calloc(all, sizeof *w->come, &w->come);
}

lt_status lt_near_worker_create(const lt_near_runs *runs, lt_near_worker **out) {
    lt_near_worker *w;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *w, &w));
    const lt_status status = fill(runs, w);
    if (status == LT_OK)
        *out = w;
    else
        lt_near_worker_free(w);
    return status;
}

void lt_near_worker_free(lt_near_worker *w) {
    if (!w) return;
    lt_near_field_free(w->field);
    lt_near_map_free(w->map);
    lt_keep_free(w->keep);
    lt_near_change_free(w->change);
    lt_free(w->one);
    lt_free(w->gauss);
    lt_free(w->gone);
    lt_free(w->come);
    lt_free(w);
}

/* --- plumes ------------------------------------------------------------------------------------------------------- */

static double rate_of(const lt_near_input *in, int p, long hour, long source) {
    return in && source >= 0 ? in->rate_gs[((long)p * in->n_hours + hour) * in->n_sources + source] : 0.0;
}

static bool emits(const lt_near_runs *runs, long hour, const lt_near_pair *pair) {
    for (int p = 0; p < runs->now->n_pollutants; p++)
        if (rate_of(runs->now, p, hour, pair->now) > 0.0 || rate_of(runs->before, p, hour, pair->before) > 0.0)
            return true;
    return false;
}

static void add_times(double rate, const double *one, size_t n, double *out) {
    for (size_t f = 0; rate > 0.0 && f < n; f++) out[f] += rate * one[f];
}

static void add_plumes(const lt_near_runs *runs, long hour, lt_near_worker *w) {
    const lt_plume_hour *h = &runs->now->weather->hours[hour];
    const lt_plume_ways ways = {.meander = true};
    const size_t fine = lt_near_fine(runs->now), all = (size_t)runs->now->n_pollutants * fine;
    memset(w->gauss, 0, all * sizeof *w->gauss);
    if (w->gone) memset(w->gone, 0, all * sizeof *w->gone);
    if (w->come) memset(w->come, 0, all * sizeof *w->come);
    if (h->air != LT_AIR_GOOD) return;
    lt_profile_make(&w->profile, h, NULL);
    for (long k = 0; k < runs->n_pairs; k++) {
        const lt_near_pair *pair = &runs->pairs[k];
        if (!emits(runs, hour, pair)) continue;
        memset(w->one, 0, fine * sizeof *w->one);
        lt_near_field_add(w->field, pair->plume, &w->profile, &ways, 1e6, w->one); /* ug m-3 of 1 g/s */
        for (int p = 0; p < runs->now->n_pollutants; p++) {
            const double now = rate_of(runs->now, p, hour, pair->now);
            const double more = now - rate_of(runs->before, p, hour, pair->before);
            add_times(now, w->one, fine, w->gauss + (size_t)p * fine);
            if (!runs->before) continue;
            add_times(-more, w->one, fine, w->gone + (size_t)p * fine);
            add_times(more, w->one, fine, w->come + (size_t)p * fine);
        }
    }
}

/* --- maps --------------------------------------------------------------------------------------------------------- */

static const double *cells_at(const lt_near_input *in, const double *values, int p, long hour) {
    return values + ((size_t)p * (size_t)in->n_hours + (size_t)hour) * lt_near_cells(in);
}

/* before NULL: of values; else of a change, over the larger value of the cell. */
static double error_of(const lt_near_input *in, const double *before, const double *cell, const double *fine) {
    double most = 0.0;
    for (size_t c = 0; c < lt_near_cells(in); c++) {
        const double large = before ? fmax(before[c], cell[c]) : cell[c];
        const double want = cell[c] - (before ? before[c] : 0.0);
        if (large > 0.0) most = fmax(most, fabs(lt_keep_mean(&in->plane.shape, c, fine) - want) / large);
    }
    return most;
}

static void make_no2(const lt_near_runs *runs, long hour, lt_near_worker *w, int nox, lt_near_hour *out) {
    const lt_near_input *in = runs->now;
    const size_t fine = lt_near_fine(in), at = (size_t)in->n_pollutants * fine;
    const double *cell = cells_at(in, in->no2, 0, hour), *of = out->values + (size_t)nox * fine;
    memset(out->values + at, 0, fine * sizeof *out->values);
    lt_keep_make(w->keep, cell, of);
    lt_keep_add(w->keep, of, out->values + at);
    out->error = fmax(out->error, error_of(in, NULL, cell, out->values + at));
    if (!runs->before) return;
    const double *before = cells_at(runs->before, runs->before->no2, 0, hour);
    lt_near_change_follow(w->change, before, cell, out->change + (size_t)nox * fine, out->change + at);
    out->error = fmax(out->error, error_of(in, before, cell, out->change + at));
}

static void make_change(const lt_near_runs *runs, long hour, lt_near_worker *w, int p, lt_near_hour *out) {
    const lt_near_input *a = runs->before, *b = runs->now;
    const size_t at = (size_t)p * lt_near_fine(b);
    const lt_near_side before = {cells_at(a, a->cell, p, hour), cells_at(a, a->tag, p, hour)};
    const lt_near_side after = {cells_at(b, b->cell, p, hour), cells_at(b, b->tag, p, hour)};
    lt_near_change_make(w->change, &before, &after, w->gone + at, w->come + at, LEAST, out->change + at);
    out->error = fmax(out->error, error_of(b, before.cell, after.cell, out->change + at));
}

void lt_near_hour_make(const lt_near_runs *runs, long hour, lt_near_worker *w, lt_near_hour *out) {
    const lt_near_input *in = runs->now;
    const size_t fine = lt_near_fine(in);
    out->error = 0.0;
    memset(out->count, 0, sizeof out->count);
    add_plumes(runs, hour, w);
    for (int p = 0; p < in->n_pollutants; p++) {
        const double *cell = cells_at(in, in->cell, p, hour);
        double *map = out->values + (size_t)p * fine;
        lt_near_map_make(w->map, cell, cells_at(in, in->tag, p, hour), w->gauss + (size_t)p * fine, LEAST, map,
                         out->stacks + (size_t)p * fine, &out->count[p]);
        out->error = fmax(out->error, error_of(in, NULL, cell, map));
        if (runs->before) make_change(runs, hour, w, p, out);
        if (in->no2 && strcmp(in->pollutants[p]->name, "nox") == 0) make_no2(runs, hour, w, p, out);
    }
}
