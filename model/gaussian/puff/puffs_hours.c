/* puffs_hours.c - consecutive hours to their means.
 *
 * Where the wind at a source changes by a = |du/dt|, two puffs released dt apart have drifted a dt t from each other
 * when they are t old, and are sigma_v t wide as long as they grow with their time. They overlap at every distance with
 *   dt <= apart sigma_v/a
 * whatever the speed; of the two sides of the hour's middle and of all sources the least holds for the hour, from 1/360
 * of it on (10 s). A comb of Gaussians one sigma apart is even to 2 exp(-2 pi2) = 6e-9, two apart to 1.4 %; beyond the
 * time scale of its turbulence a puff grows slower and they come to be farther apart, (1 + t/tau)^0.3 times. In steady
 * air the mean of the hour does not depend on dt at all (puffs.c). */
#include "model/gaussian/puff/puffs_private.h"

#include "model/gaussian/course.h"

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

/* The wind at a source as high as its smoke comes to be. */
static lt_puff_weather wind_at(const lt_puff_air *air, const lt_plume_source *source, double time) {
    double height = source->height_m;
    lt_profile room;
    lt_puff_weather w;
    if (air->profile) {
        lt_plume_course course;
        lt_plume_course_make(&course, source, air->profile(air->self, time, source->x_m, source->y_m, &room), false);
        height = course.release_m + course.rise.final_m;
    }
    air->at(air->self, time, source->x_m, source->y_m, height, &w);
    return w;
}

static int parts_of(const lt_puffs *s, const lt_puffs_run *run, int hour, double begin) {
    const lt_puffs_setup *setup = &s->setup;
    double most = hour_s / setup->release_s;
    for (int k = 0; setup->apart > 0.0 && k < run->n_sources; k++) {
        if (run->rates_gs[(long)hour * run->n_sources + k] <= 0.0) continue;
        lt_puff_weather at[3];
        for (int n = 0; n < 3; n++) at[n] = wind_at(run->air, &run->sources[k], begin + 0.5 * hour_s * n);
        for (int n = 0; n < 2; n++) {
            const double change = hypot(at[n + 1].u_ms - at[n].u_ms, at[n + 1].v_ms - at[n].v_ms);
            const double wide = setup->apart * fmin(at[n].sigma_v_ms, at[n + 1].sigma_v_ms);
            most = fmax(most, wide > 0.0 ? 2.0 * change / wide : 0.0);
        }
    }
    return (int)ceil(fmin(most, 360.0) - 1e-9);
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
    const long size = (long)run->receptors->n * (s->setup.by_source ? run->n_sources : 1);
    for (int hour = 0; hour < run->n_hours; hour++) {
        double *mean = &out[hour * size];
        for (long n = 0; n < size; n++) mean[n] = 0.0;
        const double begin = run->start_s + hour_s * hour;
        const int parts = parts_of(s, run, hour, begin);
        for (int part = 0; part < parts; part++)
            LT_TRY_CONTEXT(
                interval(s, run, hour, begin + hour_s * part / parts, begin + hour_s * (part + 1) / parts, mean),
                "puffs of hour %.0f, from 0", begin / hour_s);
        for (long n = 0; n < size; n++) mean[n] /= hour_s;
    }
    return LT_OK;
}
