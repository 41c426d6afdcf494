/* cells_doubts.c - remarks on what is implausible in the first outer step of many cells (plausible.h). */
#include "model/chemistry/box/cells_private.h"

#include "base/log.h"
#include "model/chemistry/box/plausible.h"

#include <stdio.h>

/* The worst cell of a row, and how many are like it. */
typedef struct worst {
    int n, cell;
    double value;
    char why[160];
} worst;

static void look(worst *w, int cell, double value, const char *why) {
    if (!why) return;
    if (w->n++ == 0 || value > w->value) {
        w->cell = cell;
        w->value = value;
        snprintf(w->why, sizeof w->why, "%s", why);
    }
}

static void say(const lt_cells *c, const worst *w, const char *what, const char *unit) {
    if (w->n == 0) return;
    lt_remark(LT_LOG_WARNING, "%s, %s, cell %d (from 0)%s: %g %s; %s", c->path, what, w->cell,
              w->n > 1 ? lt_fmt(" and %d more", w->n - 1) : "", w->value, unit, w->why);
}

static double air_of(const lt_cells *c, lt_rate_variable variable, int cell) {
    return c->air[(size_t)variable * (size_t)c->n + (size_t)cell];
}

/* The air of least pressure counts as the worst. */
static void doubt_air(const lt_cells *c) {
    worst w = {0};
    for (int i = 0; i < c->n; i++) {
        const double p = air_of(c, LT_RATE_PRESS, i);
        look(&w, i, -p, lt_implausible_air(air_of(c, LT_RATE_TEMP, i), p));
    }
    w.value = -w.value;
    say(c, &w, "variable pressure", "Pa");
}

static void doubt_start(const lt_cells *c) {
    for (int s = 0; s < c->mechanism->n_species; s++) {
        worst start = {0}, pulse = {0};
        const lt_mech_species *species = &c->mechanism->species[s];
        for (int i = 0; i < c->n; i++) {
            const size_t at = (size_t)s * (size_t)c->n + (size_t)i;
            const bool fixed = s >= c->n_variable;
            const double ppb = fixed ? c->fixed[at - (size_t)c->n_variable * (size_t)c->n] : (double)c->c[at];
            const double p = air_of(c, LT_RATE_PRESS, i);
            look(&start, i, ppb, lt_implausible_amount(species, ppb, p));
            if (!fixed) look(&pulse, i, c->added[at], lt_implausible_amount(species, c->added[at], p));
        }
        say(c, &start, lt_fmt("concentration of %s", species->name), "ppb");
        say(c, &pulse, lt_fmt("pulse of %s", species->name), "ppb");
    }
}

/* Back to cm3, molecules and s; what has an unknown fixed reactant (given constants that hold it) is let be. */
static lt_status doubt_rates(const lt_cells *c) {
    const size_t n = (size_t)c->n;
    worst *of;
    double *factor = NULL, *fixed = NULL;
    lt_status status = lt_calloc((size_t)c->n_reactions, sizeof *of, &of);
    if (status == LT_OK) status = lt_calloc((size_t)c->n_reactions, sizeof *factor, &factor);
    if (status == LT_OK) status = lt_calloc((size_t)c->n_fixed, sizeof *fixed, &fixed);
    for (int i = 0; status == LT_OK && i < c->n; i++) {
        for (int f = 0; f < c->n_fixed; f++) fixed[f] = c->fixed[(size_t)f * n + (size_t)i];
        lt_rate_scale(c->mechanism, lt_air_number(air_of(c, LT_RATE_TEMP, i), air_of(c, LT_RATE_PRESS, i)), fixed,
                      factor);
        for (int r = 0; r < c->n_reactions; r++) {
            const double k = factor[r] > 0 ? (double)c->k[(size_t)r * n + (size_t)i] / factor[r] : 0;
            look(&of[r], i, k, lt_implausible_rate(&c->mechanism->reactions[r], k));
        }
    }
    for (int r = 0; status == LT_OK && r < c->n_reactions; r++) {
        const lt_reaction *reaction = &c->mechanism->reactions[r];
        say(c, &of[r], lt_fmt("rate constant of %s", reaction->label),
            reaction->photolysis ? "s-1" : "in cm3, molecules and s");
    }
    lt_free(of);
    lt_free(factor);
    lt_free(fixed);
    return status;
}

lt_status lt_cells_doubt(const lt_cells *c) {
    doubt_air(c);
    doubt_start(c);
    return doubt_rates(c);
}
