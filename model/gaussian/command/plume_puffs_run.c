/* plume_puffs_run.c - puffs of a plume case (plume_puffs_run.h).
 *
 * What an hour emits is in puffs or in a plume, never in both: an hour of puffs (LT_AIR_PUFF) releases them, any other
 * releases none. Puffs that are aloft when an hour of plumes comes travel on in its wind and are added to its values:
 * a plume delivers what its hour emits within that hour, a puff hour by hour until it has left, so that nothing is
 * counted twice and nothing lost. In a missing hour, which is in no mean, they travel in the air of the nearest hour
 * that is known; where all hours are of puffs it releases, too, as later hours breathe that.
 *
 * Air: hours of one place, or with model: puff and a met.nc the fields of the run. Sources in the open and those in the
 * town have puffs of their own, as each stands in its own air. */
#include "model/gaussian/command/plume_puffs_run.h"

#include <math.h>
#include <string.h>

enum { OPEN, TOWN, AIRS, HOURS = 3 }; /* the hour before, this, the next */
static const double hour_s = 3600.0;

/* Sources in one air. */
typedef struct fleet {
    lt_puffs *puffs;
    int n;
    lt_plume_source *sources;
    long *index; /* in the case */
    double *rates, *values;
    lt_profile at[HOURS];
    bool calm[HOURS];
} fleet;

struct lt_plume_puffs_run {
    const lt_plume_setup *setup;
    bool by_source;
    double *values;
    fleet fleets[AIRS];
};

static int air_of(const lt_plume_setup *s, long source) {
    return !s->fields && s->town.people > 0.0 && s->sources.items[source].urban ? TOWN : OPEN;
}

static lt_status make_fleet(const lt_plume_setup *s, int air, const lt_puffs_setup *puffs, fleet *f) {
    const size_t most = (size_t)s->sources.n, n_values = (puffs->by_source ? most : 1) * (size_t)s->receptors.n;
    LT_TRY(lt_puffs_create(puffs, &f->puffs));
    LT_TRY(lt_calloc(most, sizeof *f->sources, &f->sources));
    LT_TRY(lt_calloc(most, sizeof *f->index, &f->index));
    LT_TRY(lt_calloc(most, sizeof *f->rates, &f->rates));
    LT_TRY(lt_calloc(n_values, sizeof *f->values, &f->values));
    for (long k = 0; k < s->sources.n; k++) {
        if (air_of(s, k) != air) continue;
        f->sources[f->n] = s->sources.items[k];
        f->index[f->n++] = k;
    }
    return LT_OK;
}

lt_status lt_plume_puffs_run_create(const lt_plume_setup *setup, bool by_source, int threads,
                                    lt_plume_puffs_run **out) {
    lt_plume_puffs_run *run;
    lt_puffs_setup puffs = lt_plume_puffs_setup(setup->keys, &setup->sources, &setup->receptors);
    puffs.by_source = by_source;
    puffs.threads = threads;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *run, &run));
    run->setup = setup;
    run->by_source = by_source;
    const size_t n = (by_source ? (size_t)setup->sources.n : 1) * (size_t)setup->receptors.n;
    lt_status status = lt_calloc(n, sizeof *run->values, &run->values);
    for (int a = 0; status == LT_OK && a < AIRS; a++) status = make_fleet(setup, a, &puffs, &run->fleets[a]);
    if (status == LT_OK)
        *out = run;
    else
        lt_plume_puffs_run_free(run);
    return status;
}

void lt_plume_puffs_run_free(lt_plume_puffs_run *run) {
    if (!run) return;
    for (int a = 0; a < AIRS; a++) {
        lt_puffs_free(run->fleets[a].puffs);
        lt_free(run->fleets[a].sources);
        lt_free(run->fleets[a].index);
        lt_free(run->fleets[a].rates);
        lt_free(run->fleets[a].values);
    }
    lt_free(run->values);
    lt_free(run);
}

/* The nearest hour whose air is known, the earlier of two. */
static long known_hour(const lt_plume_weather *w, long hour) {
    hour = hour < 0 ? 0 : hour >= w->n ? w->n - 1 : hour;
    for (long off = 0; off < w->n; off++) {
        if (hour - off >= 0 && lt_plume_hour_counts(&w->hours[hour - off])) return hour - off;
        if (hour + off < w->n && lt_plume_hour_counts(&w->hours[hour + off])) return hour + off;
    }
    return hour;
}

/* hours: what the air of one place asks. */
static lt_status make_air(const lt_plume_setup *s, int air, long hour, fleet *f, lt_puff_hours *hours,
                          lt_puff_air *out) {
    if (s->fields) {
        *out = lt_met_fields_air(s->fields);
        return lt_met_fields_hour(s->fields, s->weather->hours[hour].end_s, hour_s * (double)hour);
    }
    for (int k = 0; k < HOURS; k++) {
        const lt_plume_hour *h = &s->weather->hours[known_hour(s->weather, hour - 1 + k)];
        f->calm[k] = h->air != LT_AIR_GOOD && !(h->wind_ms > 0.0 && isfinite(h->wind_from_deg));
        const lt_plume_hour whole = f->calm[k] ? lt_puff_calm(h) : *h;
        lt_profile_make(&f->at[k], &whole, air == TOWN ? &s->town : NULL);
    }
    *hours = (lt_puff_hours){
        .n = HOURS, .at = f->at, .calm = f->calm, .hour_s = hour_s, .start_s = hour_s * (double)(hour - 1)};
    *out = lt_puff_air_hours(hours);
    return LT_OK;
}

/* Does this hour release puffs? *any: is there something of it in the air? */
static bool release(const lt_plume_puffs_run *run, long hour, fleet *f) {
    const lt_plume_setup *s = run->setup;
    const lt_plume_hour *h = &s->weather->hours[hour];
    const bool puffs = h->air == LT_AIR_PUFF || lt_plume_case_all_puffs(s->keys);
    bool any = false;
    for (int k = 0; k < f->n; k++) {
        f->rates[k] = puffs ? lt_source_set_rate(&s->sources, f->index[k], hour, h->end_s) : 0.0;
        any = any || f->rates[k] > 0.0;
    }
    return any;
}

static void take(lt_plume_puffs_run *run, const fleet *f) {
    const int n = run->setup->receptors.n;
    for (int k = 0; k < (run->by_source ? f->n : 1); k++) {
        double *to = run->values + (run->by_source ? f->index[k] * n : 0);
        for (int r = 0; r < n; r++) to[r] += f->values[(long)k * n + r];
    }
}

lt_status lt_plume_puffs_run_hour(lt_plume_puffs_run *run, long hour, const double **values) {
    const lt_plume_setup *s = run->setup;
    const lt_plume_receptors receptors = lt_receptor_set_view(&s->receptors);
    *values = NULL;
    memset(run->values, 0, (run->by_source ? (size_t)s->sources.n : 1) * (size_t)receptors.n * sizeof *run->values);
    for (int a = 0; a < AIRS; a++) {
        fleet *f = &run->fleets[a];
        if (!release(run, hour, f) && lt_puffs_count(f->puffs) == 0) continue;
        lt_puff_hours hours;
        lt_puff_air air;
        LT_TRY(make_air(s, a, hour, f, &hours, &air));
        const lt_puffs_run one = {.air = &air,
                                  .sources = f->sources,
                                  .n_sources = f->n,
                                  .n_hours = 1,
                                  .start_s = hour_s * (double)hour,
                                  .rates_gs = f->rates,
                                  .removals = &s->losses.of[hour],
                                  .receptors = &receptors};
        LT_TRY(lt_puffs_hours(f->puffs, &one, f->values));
        take(run, f);
        *values = run->values;
    }
    return LT_OK;
}

lt_puffs_budget lt_plume_puffs_run_budget(const lt_plume_puffs_run *run) {
    lt_puffs_budget sum = {0};
    for (int a = 0; a < AIRS; a++) {
        const lt_puffs_budget b = lt_puffs_budget_of(run->fleets[a].puffs);
        sum.emitted += b.emitted;
        sum.aloft += b.aloft;
        sum.deposited += b.deposited;
        sum.washed += b.washed;
        sum.decayed += b.decayed;
        sum.left += b.left;
    }
    return sum;
}
