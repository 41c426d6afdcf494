/* plume_run.c - hours of a plume case in parallel (plume_run.h).
 *
 * Plumes of the hours of a batch are computed each by one thread, sources in their order; then, in the order of time,
 * puffs are added, and the statistics take the hours. Neither the size of a batch nor the number of threads changes a
 * bit. */
#include "model/gaussian/command/plume_run.h"

#include "base/log.h"
#include "model/gaussian/plume.h"
#include "model/gaussian/terrain_feet.h"

#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <string.h>

enum { BATCH = 24 };

/* What one thread works with. */
typedef struct worker {
    lt_plume_room *room;
    lt_terrain_feet *feet;
    lt_profile open_air, town;
    double *one;                   /* [receptor] of one source */
    double *nox_ppb, *primary_ppb; /* [receptor] */
} worker;

/* --- tracks ------------------------------------------------------------------------------------------------------- */

static bool wants(const lt_list *list, const char *word) {
    for (long k = 0; k < list->n; k++)
        if (strcmp(((char **)list->items)[k], word) == 0) return true;
    return false;
}

static int add_track(lt_plume_run *run, const char *form, const char *name) {
    snprintf(run->tracks[run->n_tracks].text, sizeof run->tracks->text, form, name);
    return run->n_tracks++;
}

static lt_status make_tracks(lt_plume_run *run) {
    const lt_source_set *s = &run->setup->sources;
    const lt_list *by = &run->setup->keys->outputs.by;
    LT_TRY(lt_calloc((size_t)(3 + s->n_groups + s->n), sizeof *run->tracks, &run->tracks));
    LT_TRY(lt_calloc((size_t)s->n_groups, sizeof *run->track_of_group, &run->track_of_group));
    LT_TRY(lt_calloc((size_t)s->n, sizeof *run->track_of_source, &run->track_of_source));
    add_track(run, "%s", "all");
    run->background_track = run->setup->background.given ? add_track(run, "%s", "total") : -1;
    run->no2_track = run->setup->no2.way ? add_track(run, "%s", "NO2") : -1;
    for (long g = 0; g < s->n_groups; g++)
        run->track_of_group[g] = wants(by, "group") ? add_track(run, "group_%.47s", s->groups[g].text) : -1;
    for (long k = 0; k < s->n; k++)
        run->track_of_source[k] = wants(by, "source") ? add_track(run, "source_%.47s", s->ids[k].text) : -1;
    return LT_OK;
}

static lt_status make_statistics(lt_plume_run *run) {
    static const char *const words[LT_STATISTICS_LENGTHS] = {"1h", "8h", "24h"};
    const lt_outputs_keys *o = &run->setup->keys->outputs;
    lt_statistics_wish wish = {.n_receptors = run->setup->receptors.n, .n_tracks = run->n_tracks, .n_ranks = 1};
    for (long k = 0; k < o->nth.n; k++) wish.n_ranks = (int)fmax(wish.n_ranks, ((const double *)o->nth.items)[k]);
    if (o->percentiles.n > 0) wish.n_stored = 1 + (run->background_track >= 0) + (run->no2_track >= 0);
    for (int l = 0; l < LT_STATISTICS_LENGTHS; l++)
        wish.length[l] = o->averages.n == 0 ? l != 1 : wants(&o->averages, words[l]);
    return lt_plume_statistics_create(&wish, &run->statistics);
}

/* --- one hour ----------------------------------------------------------------------------------------------------- */

static void add_to(double *sum, const double *one, int n) {
    for (int r = 0; r < n; r++) sum[r] += one[r];
}

/* NO2 of the NOx (as NO2) of all sources, with that of the air that comes along. */
static void add_no2(const lt_plume_run *run, long hour, worker *w, double *values) {
    const lt_plume_no2 *no2 = &run->setup->no2;
    const lt_no2_air *air = &no2->air[hour];
    const int n = run->setup->receptors.n;
    const double to_ppb = 1e6 / lt_ugm3_of_ppb(LT_NO2_GRAMS, air->temperature_K, air->pressure_Pa);
    double *out = values + (long)run->no2_track * n;
    for (int r = 0; r < n; r++) {
        w->nox_ppb[r] = to_ppb * values[r];
        w->primary_ppb[r] = no2->primary * w->nox_ppb[r];
    }
    no2->way->of(air, n, w->nox_ppb, w->primary_ppb, out, NULL);
    for (int r = 0; r < n; r++) out[r] /= to_ppb;
}

/* What follows from the sum of all sources. */
static void finish_hour(const lt_plume_run *run, long hour, worker *w, double *values) {
    const int n = run->setup->receptors.n;
    if (run->no2_track >= 0) add_no2(run, hour, w, values);
    if (run->background_track < 0) return;
    double *total = values + (long)run->background_track * n;
    for (int r = 0; r < n; r++) total[r] = values[r] + run->setup->background.gm3[hour];
}

/* Plumes: values [track][receptor], zeroed here. */
static void compute_hour(const lt_plume_run *run, long hour, worker *w, double *values) {
    const lt_plume_setup *s = run->setup;
    const lt_plume_hour *h = &s->weather->hours[hour];
    const int n = s->receptors.n;
    lt_plume_receptors receptors = lt_receptor_set_view(&s->receptors);
    const lt_plume_removal *removal = &s->losses.of[hour];
    const bool lost = removal->deposition_ms > 0.0 || removal->settling_ms > 0.0 || removal->washout_s > 0.0 ||
                      removal->decay_s > 0.0;
    const lt_plume_ways ways = {.meander = s->keys->meander,
                                .removal = lost ? removal : NULL,
                                .dispersion = lt_spread_find(s->keys->dispersion)};
    memset(values, 0, (size_t)run->n_tracks * (size_t)n * sizeof *values);
    if (h->air != LT_AIR_GOOD) return;
    lt_profile_make(&w->open_air, h, NULL);
    lt_terrain_feet_begin(w->feet);
    const bool town = s->town.people > 0.0;
    if (town) lt_profile_make(&w->town, h, &s->town);
    for (long k = 0; k < s->sources.n; k++) {
        const double rate = lt_source_set_rate(&s->sources, k, hour, h->end_s);
        const lt_plume_source *source = &s->sources.items[k];
        const int group = s->sources.group[k] >= 0 ? run->track_of_group[s->sources.group[k]] : -1;
        if (!(rate > 0.0)) continue;
        memset(w->one, 0, (size_t)n * sizeof *w->one);
        const lt_profile *profile = town && source->urban ? &w->town : &w->open_air;
        lt_terrain_feet_give(w->feet, profile, source->base_m, &receptors);
        lt_plume_add(source, profile, &ways, &receptors, rate, w->room, w->one);
        add_to(values, w->one, n);
        if (group >= 0) add_to(values + (long)group * n, w->one, n);
        if (run->track_of_source[k] >= 0) add_to(values + (long)run->track_of_source[k] * n, w->one, n);
    }
    if (!run->puffs) finish_hour(run, hour, w, values);
}

/* Adds what the puffs bring. */
static lt_status add_puffs(lt_plume_run *run, long hour, double *values) {
    const lt_plume_setup *s = run->setup;
    const int n = s->receptors.n;
    const double *of;
    LT_TRY(lt_plume_puffs_run_hour(run->puffs, hour, &of));
    for (long k = 0; of && k < (run->puffs_by_source ? s->sources.n : 1); k++) {
        const int group =
            run->puffs_by_source && s->sources.group[k] >= 0 ? run->track_of_group[s->sources.group[k]] : -1;
        add_to(values, of + k * n, n);
        if (group >= 0) add_to(values + (long)group * n, of + k * n, n);
        if (run->puffs_by_source && run->track_of_source[k] >= 0)
            add_to(values + (long)run->track_of_source[k] * n, of + k * n, n);
    }
    return LT_OK;
}

static void keep_series(lt_plume_run *run, long hour, const double *values) {
    const lt_receptor_set *set = &run->setup->receptors;
    const double *air = values ? values + (long)(run->background_track < 0 ? 0 : run->background_track) * set->n : NULL;
    long k = 0;
    for (int r = 0; run->series && r < set->n; r++)
        if (set->named[r]) run->series[hour * run->n_named + k++] = air ? 1e6 * air[r] : NAN;
}

/* --- all hours ---------------------------------------------------------------------------------------------------- */

static bool counts(const lt_plume_run *run, long hour) {
    return lt_plume_hour_counts(&run->setup->weather->hours[hour]);
}

/* What of the tracks is there without the sources. */
static void air_of(const lt_plume_run *run, long hour, double *air) {
    const lt_plume_setup *s = run->setup;
    if (run->background_track >= 0) air[run->background_track] = s->background.gm3[hour];
    if (run->no2_track < 0) return;
    const lt_no2_air *no2 = &s->no2.air[hour];
    air[run->no2_track] = 1e-6 * no2->no2_ppb * lt_ugm3_of_ppb(LT_NO2_GRAMS, no2->temperature_K, no2->pressure_Pa);
}

static lt_status take_batch(lt_plume_run *run, long first, long n, worker *w, double *values, size_t each) {
    for (long k = 0; k < n; k++) {
        double *of_hour = values + (size_t)k * each;
        if (run->puffs) LT_TRY(add_puffs(run, first + k, of_hour)); /* in a missing hour they travel on */
        if (!counts(run, first + k))
            of_hour = NULL;
        else if (run->puffs)
            finish_hour(run, first + k, w, of_hour);
        keep_series(run, first + k, of_hour);
        air_of(run, first + k, run->air);
        LT_TRY(
            lt_plume_statistics_hour(run->statistics, run->setup->weather->hours[first + k].end_s, of_hour, run->air));
    }
    return LT_OK;
}

static lt_status go_through(lt_plume_run *run, worker *workers, int threads, double *values, size_t each) {
    const long hours = run->setup->weather->n;
    lt_progress_begin("plume", hours, "h");
    lt_status status = LT_OK;
    for (long first = 0; status == LT_OK && first < hours; first += BATCH) {
        const long n = hours - first < BATCH ? hours - first : BATCH;
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
        for (long k = 0; k < n; k++)
            compute_hour(run, first + k, &workers[omp_get_thread_num()], values + (size_t)k * each);
        status = take_batch(run, first, n, &workers[0], values, each);
        lt_progress_step(first + n, "");
    }
    lt_progress_end();
    return status == LT_OK ? lt_plume_statistics_end(run->statistics) : status;
}

static lt_status run_hours(lt_plume_run *run, int threads) {
    const size_t each = (size_t)run->n_tracks * (size_t)run->setup->receptors.n;
    worker *workers = NULL;
    double *values = NULL;
    lt_status status = lt_calloc((size_t)threads, sizeof *workers, &workers);
    for (int t = 0; status == LT_OK && t < threads; t++) {
        status = lt_plume_room_create(&workers[t].room);
        if (status == LT_OK) status = lt_terrain_feet_create(run->setup->receptors.n, &workers[t].feet);
        if (status == LT_OK) status = lt_calloc((size_t)run->setup->receptors.n, sizeof(double), &workers[t].one);
        if (status == LT_OK) status = lt_calloc((size_t)run->setup->receptors.n, sizeof(double), &workers[t].nox_ppb);
        if (status == LT_OK)
            status = lt_calloc((size_t)run->setup->receptors.n, sizeof(double), &workers[t].primary_ppb);
    }
    if (status == LT_OK) status = lt_calloc(BATCH * each, sizeof *values, &values);
    if (status == LT_OK) status = go_through(run, workers, threads, values, each);
    for (int t = 0; workers && t < threads; t++) {
        lt_plume_room_free(workers[t].room);
        lt_terrain_feet_free(workers[t].feet);
        lt_free(workers[t].one);
        lt_free(workers[t].nox_ppb);
        lt_free(workers[t].primary_ppb);
    }
    lt_free(workers);
    lt_free(values);
    return status;
}

lt_status lt_plume_run_make(const lt_plume_setup *setup, int threads, lt_plume_run **out) {
    lt_plume_run *run;
    const double begin = lt_wall_seconds();
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *run, &run));
    run->setup = setup;
    for (int r = 0; r < setup->receptors.n; r++) run->n_named += setup->receptors.named[r];
    lt_status status = make_tracks(run);
    if (status == LT_OK) status = make_statistics(run);
    if (status == LT_OK) status = lt_calloc((size_t)run->n_tracks, sizeof *run->air, &run->air);
    if (status == LT_OK && setup->keys->outputs.series)
        status = lt_calloc((size_t)(setup->weather->n * run->n_named), sizeof *run->series, &run->series);
    run->puffs_by_source = setup->keys->outputs.by.n > 0;
    if (status == LT_OK && lt_plume_case_any_puffs(setup->keys))
        status = lt_plume_puffs_run_create(setup, run->puffs_by_source, threads, &run->puffs);
    if (status == LT_OK) status = run_hours(run, threads > 0 ? threads : omp_get_max_threads());
    run->wall_s = lt_wall_seconds() - begin;
    if (status == LT_OK)
        *out = run;
    else
        lt_plume_run_free(run);
    return status;
}

void lt_plume_run_free(lt_plume_run *run) {
    if (!run) return;
    lt_plume_puffs_run_free(run->puffs);
    lt_plume_statistics_free(run->statistics);
    lt_free(run->tracks);
    lt_free(run->track_of_group);
    lt_free(run->track_of_source);
    lt_free(run->air);
    lt_free(run->series);
    lt_free(run);
}
