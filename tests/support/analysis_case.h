/* analysis_case.h - a made grid of columns, backgrounds and stations for the tests of analyses. Header only. */
#ifndef LT_TESTS_ANALYSIS_CASE_H
#define LT_TESTS_ANALYSIS_CASE_H

#include "model/analysis/analysis.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CASE_NX = 9, CASE_NY = 7, CASE_N = CASE_NX * CASE_NY, CASE_NZ = 4, CASE_CELLS = CASE_NZ * CASE_N };
enum { CASE_OF_MEMBER = LT_N_CONTROLS * CASE_CELLS, CASE_MEMBERS = 24, CASE_STATIONS = 20 };

typedef struct analysis_case {
    double x[CASE_N], y[CASE_N], height[CASE_CELLS], mixed[CASE_N];
    double *value; /* [members][LT_N_CONTROLS][CASE_NZ][CASE_N] */
    lt_analysis_columns columns;
    lt_analysis_background background;
    lt_analysis_setup setup;
    long n;
    lt_observation observation[CASE_STATIONS * LT_N_MONITORED];
} analysis_case;

/* 0 to 1, the same on every machine. */
static inline double case_random(uint64_t *seed) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

/* About Gaussian: the sum of twelve. */
static inline double case_normal(uint64_t *seed) {
    double sum = -6.0;
    for (int n = 0; n < 12; n++) sum += case_random(seed);
    return sum;
}

static const double case_level[LT_N_CONTROLS] = {60.0, 40.0, 90.0, 40.0, 25.0, 900.0};

/* Smooth departures: members differ in level and slope, and a little cell by cell. */
static inline void case_fill_member(analysis_case *c, int member, uint64_t *seed) {
    for (int s = 0; s < LT_N_CONTROLS; s++) {
        const double level = 0.3 * case_normal(seed), slope = 0.2 * case_normal(seed);
        for (int k = 0; k < CASE_NZ; k++)
            for (int p = 0; p < CASE_N; p++) {
                const double east = (double)(p % CASE_NX) / CASE_NX - 0.5;
                const double share = 1.0 + level + slope * east + 0.05 * case_normal(seed);
                c->value[member * CASE_OF_MEMBER + (s * CASE_NZ + k) * CASE_N + p] =
                    case_level[s] / (1 + k) * (share > 0.05 ? share : 0.05);
            }
    }
}

static inline void case_make(analysis_case *c, int members) {
    uint64_t seed = 20260101;
    memset(c, 0, sizeof *c);
    for (int p = 0; p < CASE_N; p++) {
        c->x[p] = 27e3 * (p % CASE_NX);
        c->y[p] = 27e3 * (double)(p / CASE_NX);
        c->mixed[p] = 300.0 + 10.0 * p;
        for (int k = 0; k < CASE_NZ; k++) c->height[k * CASE_N + p] = 20.0 + 300.0 * k;
    }
    c->value = calloc((size_t)members * CASE_OF_MEMBER, sizeof *c->value);
    for (int m = 0; m < members; m++) case_fill_member(c, m, &seed);
    c->columns = (lt_analysis_columns){CASE_N, CASE_NZ, c->x, c->y, c->height, c->mixed};
    c->background = (lt_analysis_background){members, {true, true, true, true, true, true}, c->value};
    if (lt_analysis_setup_default(&c->setup) != LT_OK) abort();
    c->setup.hour = 9;
    for (int n = 0; n < CASE_STATIONS; n++)
        for (int o = 0; o < LT_N_MONITORED; o++) {
            const double seen[LT_N_MONITORED] = {60, 100, 50, 40, 25, 900};
            c->observation[c->n++] = (lt_observation){(lt_monitored)o, (long)(case_random(&seed) * CASE_N),
                                                      seen[o] * (0.7 + 0.6 * case_random(&seed)), 0.1 * seen[o]};
        }
}

static inline void case_free(analysis_case *c) {
    free(c->value);
}

/* Another order, drawn. */
static inline void case_shuffle(analysis_case *c, uint64_t seed) {
    for (long n = c->n - 1; n > 0; n--) {
        const long other = (long)(case_random(&seed) * (double)(n + 1));
        const lt_observation kept = c->observation[n];
        c->observation[n] = c->observation[other];
        c->observation[other] = kept;
    }
}

static inline lt_status case_run(const analysis_case *c, lt_analysis_result *out) {
    return lt_analysis_run(&c->setup, &c->columns, &c->background, c->n, c->observation, out);
}

#endif
