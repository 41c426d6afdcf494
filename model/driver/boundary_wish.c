#include "model/driver/boundary_wish.h"

#include "base/csv.h"
#include "base/timeaxis.h"

#include <math.h>
#include <string.h>

static bool wants(const lt_list *wished, const char *name) {
    const char *const *all = wished->items;
    for (long n = 0; n < wished->n; ++n)
        if (strcmp(all[n], "all") == 0 || strcmp(all[n], name) == 0) return true;
    return wished->n == 0;
}

static bool is_known(const char *wished, int n, const char *const *names) {
    if (strcmp(wished, "all") == 0) return true;
    for (int s = 0; s < n; ++s)
        if (strcmp(names[s], wished) == 0) return true;
    return false;
}

static lt_status judge_species(const lt_list *wished, int n, const char *const *names) {
    char *const *all = wished->items;
    for (long w = 0; w < wished->n; ++w) {
        if (is_known(all[w], n, names)) continue;
        const char *near = lt_nearest_name(all[w], names, n);
        return LT_RAISE(LT_ERR_INPUT, .what = "an unknown species for the boundary file",
                        .where = "model: boundary_species", .expected = "all, or species and tracers of the run",
                        .found = all[w], .todo = near ? lt_fmt("did you mean %s?", near) : "correct the name");
    }
    return LT_OK;
}

static lt_status judge_hours(const lt_model_config *config, const lt_boundary_wish *w, long end) {
    const double hours = config->boundary_interval_s / LT_HOUR, lead = config->boundary_lead_s / LT_HOUR;
    if ((hours > 0 && fabs(hours - (double)w->every) > 1e-9) || 24 % w->every != 0 || (end - w->begin) % w->every != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the instants of the boundary file do not fit the run",
                        .where = "model: boundary_interval",
                        .expected = lt_fmt("whole hours that divide the day and the %ld h of the file", end - w->begin),
                        .found = lt_fmt("%g h", hours), .todo = "choose another interval, such as 1 h, 3 h or 6 h");
    if (w->begin >= 0 && fabs(lead - nearbyint(lead)) < 1e-9) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the boundary file cannot begin there", .where = "model: boundary_lead",
                    .expected = lt_fmt("whole hours, at most the %ld h of the spin-up", w->spinup),
                    .found = lt_fmt("%g h", lead), .todo = "shorten it, or lengthen the spin-up");
}

lt_status lt_boundary_wish_make(const lt_model_config *config, int n, const char *const *names, long spinup_hours,
                                long output_hours, lt_boundary_wish *out) {
    const bool whole = config->boundary_lead_s == 0;
    memset(out, 0, sizeof *out);
    lt_boundary_wish w = {.bits = (int)config->boundary_bits,
                          .every = config->boundary_interval_s > 0 ? lround(config->boundary_interval_s / LT_HOUR) : 1,
                          .begin = whole ? 0 : spinup_hours - lround(config->boundary_lead_s / LT_HOUR),
                          .spinup = spinup_hours,
                          .whole = whole};
    LT_TRY(judge_species(&config->boundary_species, n, names));
    LT_TRY(judge_hours(config, &w, spinup_hours + output_hours));
    LT_TRY(lt_calloc((size_t)n, sizeof *w.species, &w.species));
    for (int s = 0; s < n; ++s)
        if (wants(&config->boundary_species, names[s])) w.species[w.n_species++] = s;
    *out = w;
    return LT_OK;
}

void lt_boundary_wish_free(lt_boundary_wish *wish) {
    lt_free(wish->species);
    memset(wish, 0, sizeof *wish);
}

bool lt_boundary_wish_instant(const lt_boundary_wish *w, long hour) {
    return hour >= w->begin && (hour - w->begin) % w->every == 0;
}

bool lt_boundary_wish_initial(const lt_boundary_wish *w, long hour) {
    if (!w->whole) return hour == w->begin;
    return hour == w->spinup || (hour < w->spinup && hour % 24 == 0);
}
