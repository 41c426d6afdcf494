/* puffs_hours.c - consecutive hours to their means. */
#include "model/gaussian/puff/puffs_private.h"

#include <math.h>

static const double hour_s = 3600.0;

static lt_status judge(const lt_puffs_run *run) {
    for (long k = 0; k < (long)run->n_hours * run->n_sources; k++)
        if (!(run->rates_gs[k] >= 0.0) || !isfinite(run->rates_gs[k]))
            return LT_RAISE(LT_ERR_INPUT, .what = "an emission is no rate",
                            .where = lt_fmt("hour %ld, source %ld", k / run->n_sources, k % run->n_sources),
                            .expected = "0 or more, g s-1", .found = lt_fmt("%g", run->rates_gs[k]),
                            .todo = "mend the source's rate or its course");
    return LT_OK;
}

/* One release interval. */
static lt_status interval(lt_puffs *s, const lt_puffs_run *run, int hour, double from, double to, double *out) {
    for (int k = 0; k < run->n_sources; k++)
        LT_TRY(lt_puffs_release(s, run->air, &run->sources[k], k,
                                run->rates_gs[(long)hour * run->n_sources + k] * (to - from), 0.5 * (from + to)));
    LT_TRY(lt_puffs_advance(s, run->air, run->removals ? &run->removals[hour] : NULL, to, run->receptors, out));
    return lt_puffs_tidy(s, run->air, to);
}

lt_status lt_puffs_hours(lt_puffs *s, const lt_puffs_run *run, double *out) {
    LT_TRY(judge(run));
    const int parts = (int)ceil(hour_s / s->setup.release_s - 1e-9);
    const long size = (long)run->receptors->n * (s->setup.by_source ? run->n_sources : 1);
    for (int hour = 0; hour < run->n_hours; hour++) {
        double *mean = &out[hour * size];
        for (long n = 0; n < size; n++) mean[n] = 0.0;
        const double begin = run->start_s + hour_s * hour;
        for (int part = 0; part < parts; part++)
            LT_TRY_CONTEXT(
                interval(s, run, hour, begin + hour_s * part / parts, begin + hour_s * (part + 1) / parts, mean),
                "puffs of hour %d", hour);
        for (long n = 0; n < size; n++) mean[n] /= hour_s;
    }
    return LT_OK;
}
