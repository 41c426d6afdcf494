/* elimination.h - a x = b for the few unknowns of wet.c: rows scaled, pivots by column, in a fixed order. */
#ifndef LT_ELIMINATION_H
#define LT_ELIMINATION_H

#include "model/aerosol/equilibrium/species.h"

#include <math.h>
#include <stdbool.h>

enum { LT_MOST_UNKNOWNS = LT_N_IONS + LT_N_SOLIDS_WITH_WATER };

static inline void lt_swap(double *a, double *b) {
    const double c = *a;
    *a = *b;
    *b = c;
}

static inline bool lt_eliminate_column(int n, int k, double a[][LT_MOST_UNKNOWNS], int sides,
                                       double b[][LT_MOST_UNKNOWNS]) {
    int best = k;
    for (int i = k + 1; i < n; i++)
        if (fabs(a[i][k]) > fabs(a[best][k])) best = i;
    if (!(fabs(a[best][k]) > 1e-300)) return false;
    if (best != k) {
        for (int j = k; j < n; j++) lt_swap(&a[k][j], &a[best][j]);
        for (int r = 0; r < sides; r++) lt_swap(&b[r][k], &b[r][best]);
    }
    const double pivot = 1 / a[k][k];
    for (int i = k + 1; i < n; i++) {
        const double f = a[i][k] * pivot;
        if (f == 0) continue;
        for (int j = k + 1; j < n; j++) a[i][j] -= f * a[k][j];
        for (int r = 0; r < sides; r++) b[r][i] -= f * b[r][k];
    }
    return true;
}

/* n equations, `sides` right sides; x replaces b, a is used up. false: singular. */
static inline bool lt_eliminate(int n, double a[][LT_MOST_UNKNOWNS], int sides, double b[][LT_MOST_UNKNOWNS]) {
    for (int i = 0; i < n; i++) {
        double most = 0;
        for (int j = 0; j < n; j++) most = fabs(a[i][j]) > most ? fabs(a[i][j]) : most;
        if (!(most > 0)) return false;
        const double scale = 1 / most;
        for (int j = 0; j < n; j++) a[i][j] *= scale;
        for (int r = 0; r < sides; r++) b[r][i] *= scale;
    }
    for (int k = 0; k < n; k++)
        if (!lt_eliminate_column(n, k, a, sides, b)) return false;
    for (int r = 0; r < sides; r++)
        for (int k = n - 1; k >= 0; k--) {
            for (int j = k + 1; j < n; j++) b[r][k] -= a[k][j] * b[r][j];
            b[r][k] /= a[k][k];
        }
    return true;
}

#endif
