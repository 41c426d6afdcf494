/* equilibrium_states.h - a few thousand states with all that comes out of them, for tests of the aerosol's equilibrium.
 * Header only. */
#ifndef LT_TESTS_EQUILIBRIUM_STATES_H
#define LT_TESTS_EQUILIBRIUM_STATES_H

#include "model/aerosol/equilibrium/equilibrium.h"

#include <string.h>

enum { STATES_MOST = 4096 };

typedef struct made_states {
    size_t n;
    double temperature[STATES_MOST], humidity[STATES_MOST], total[LT_N_TOTALS][STATES_MOST];
    double gas[LT_N_GASES][STATES_MOST], ion[LT_N_IONS][STATES_MOST], solid[LT_N_SOLIDS][STATES_MOST];
    double hydroxide[STATES_MOST], water[STATES_MOST], ph[STATES_MOST], residual[STATES_MOST];
    unsigned flags[STATES_MOST];
} made_states;

static inline lt_equilibrium_states states_view(made_states *s) {
    lt_equilibrium_states v = {.temperature = s->temperature,
                               .humidity = s->humidity,
                               .hydroxide = s->hydroxide,
                               .water = s->water,
                               .ph = s->ph,
                               .residual = s->residual,
                               .flags = s->flags};
    for (int t = 0; t < LT_N_TOTALS; t++) v.total[t] = s->total[t];
    for (int k = 0; k < LT_N_GASES; k++) v.gas[k] = s->gas[k];
    for (int k = 0; k < LT_N_IONS; k++) v.ion[k] = s->ion[k];
    for (int k = 0; k < LT_N_SOLIDS; k++) v.solid[k] = s->solid[k];
    return v;
}

/* A state more; totals in the order of LT_EQ_TOTALS. */
static inline void states_add(made_states *s, double temperature, double humidity, const double *total) {
    s->temperature[s->n] = temperature;
    s->humidity[s->n] = humidity;
    for (int t = 0; t < LT_N_TOTALS; t++) s->total[t][s->n] = total[t];
    s->n++;
}

static inline void states_solve(const lt_equilibrium_setup *setup, made_states *s) {
    const lt_equilibrium_states view = states_view(s);
    lt_equilibrium_solve(setup, &view, 0, s->n);
}

static inline void states_print(const made_states *s, size_t i) {
    print_error("state %zu: T %.9g RH %.9g totals", i, s->temperature[i], s->humidity[i]);
    for (int t = 0; t < LT_N_TOTALS; t++) print_error(" %s %.9g", lt_total_names[t], s->total[t][i]);
    print_error(" -> residual %g flags %x pH %g H2O %g\n", s->residual[i], s->flags[i], s->ph[i], s->water[i]);
}

#endif
