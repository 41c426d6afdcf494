/* sizes.h - from what particles are made of to their size: number, wet diameter, surface, by mode. Rows of cells.
 *
 *   V     = sum m/rho                   dry volume, m3 a m3 of air
 *   V_w   = V + W + sum kappa m/rho a/(1 - a)      W water that is given (of the equilibrium's salts), the rest of
 *                                       those that are told by their kappa; a the humidity, at most LT_SIZE_HUMID
 *   g     = (V_w/V)^(1/3)               at most LT_SIZE_MOST_GROWTH
 *   D     = D_v g                       median of the wet volume (D_v, s: modes.h)
 *   S     = 6 V_w/(D exp(-ln^2 s/2))    surface, m2 a m3 of air
 *   r_eff = 3 V_w/S
 *   N     = 6 V/(pi D_v^3) exp(4.5 ln^2 s)
 * kappa: Petters and Kreidenweis (2007), doi 10.5194/acp-7-1961-2007, volumes add. The curvature of the drop is left
 * out (0.4 um and more: below 1 %, D). A species whose water is given must have kappa 0 here. The sums may be negative
 * by rounding of the state: such mass counts as none. Pure; no cell knows another; nothing but ltmath.h. */
#ifndef LT_SIZES_H
#define LT_SIZES_H

#include "model/aerosol/sizes/modes.h"

#include <math.h>

#define LT_SIZE_HUMID 0.98      /* A: fog is the cloud's, not the particles' */
#define LT_SIZE_MOST_GROWTH 4.0 /* A: 64 volumes of water are a drop */
#define LT_SIZE_LEAST_VOLUME 1e-30

/* Sums over the species of a mode, rows of cells. */
typedef struct lt_size_sums {
    double *volume; /* m3 a m3 of air, dry */
    double *thirst; /* of it, times kappa */
    double *mass;   /* kg a m3 of air, dry */
} lt_size_sums;

/* What comes out, rows of cells; any may be NULL. */
typedef struct lt_size_rows {
    double *diameter; /* m, median of the wet volume */
    double *density;  /* kg/m3 of a wet particle */
    double *volume;   /* m3 a m3 of air, wet */
    double *surface;  /* m2 a m3 of air */
    double *radius;   /* m, effective: 3 volume/surface */
    double *number;   /* 1/m3 */
} lt_size_rows;

static inline void lt_size_clear(int n, const lt_size_sums *sums) {
    for (int c = 0; c < n; ++c) sums->volume[c] = sums->thirst[c] = sums->mass[c] = 0.0;
}

/* A species of the mode: q kg a kg of air, air kg/m3, density kg/m3. */
static inline void lt_size_add(int n, double density, double kappa, const double *restrict q,
                               const double *restrict air, const lt_size_sums *sums) {
    double *restrict volume = sums->volume, *restrict thirst = sums->thirst, *restrict mass = sums->mass;
    const double per = 1.0 / density;
    for (int c = 0; c < n; ++c) {
        const double m = (q[c] < 0.0 ? 0.0 : q[c]) * air[c];
        mass[c] += m;
        volume[c] += per * m;
        thirst[c] += kappa * (per * m);
    }
}

/* Cube of the growth that kappa gives at a humidity. */
static inline double lt_size_swelling(double kappa, double humidity) {
    const double least = humidity > 0.0 ? humidity : 0.0, a = least < LT_SIZE_HUMID ? least : LT_SIZE_HUMID;
    return 1.0 + kappa * a / (1.0 - a);
}

/* g from dry and wet volume. */
static inline double lt_size_growth(double dry, double wet) {
    const double floor = dry > LT_SIZE_LEAST_VOLUME ? dry : LT_SIZE_LEAST_VOLUME;
    const double g = lt_pow(wet > floor ? wet / floor : 1.0, 1.0 / 3.0);
    return g < LT_SIZE_MOST_GROWTH ? g : LT_SIZE_MOST_GROWTH;
}

enum { LT_SIZE_BLOCK = 32 }; /* cells whose numbers stay near while each row of them is made */

/* Dry volume and growth of up to LT_SIZE_BLOCK cells from cell `from` on. */
static inline void lt_size_grow(int from, int n, const lt_size_sums *sums, const double *water, const double *humidity,
                                const double *air, double *restrict growth) {
    double given[LT_SIZE_BLOCK] = {0.0};
    const double *restrict volume = sums->volume + from, *restrict thirst = sums->thirst + from;
    for (int c = 0; water && c < n; ++c)
        given[c] = water[from + c] > 0.0 ? water[from + c] * air[from + c] / 1000.0 : 0.0;
    for (int c = 0; c < n; ++c) {
        const double dry = volume[c], kappa = thirst[c] / (dry > 0.0 ? dry : 1.0);
        const double swollen = dry * (lt_size_swelling(kappa, humidity[from + c]) - 1.0);
        growth[c] = lt_size_growth(dry, dry + given[c] + (dry > 0.0 ? swollen : 0.0));
    }
}

/* water: kg a kg of air that is given, or NULL. */
static inline void lt_size_of(int n, int mode, const lt_size_sums *sums, const double *water, const double *humidity,
                              const double *air, const lt_size_rows *out) {
    const double spread = lt_log(lt_size_modes[mode].sigma), median = lt_size_modes[mode].median;
    const double sauter = lt_exp(-0.5 * spread * spread), count = lt_exp(4.5 * spread * spread);
    for (int from = 0; from < n; from += LT_SIZE_BLOCK) {
        const int m = n - from < LT_SIZE_BLOCK ? n - from : LT_SIZE_BLOCK;
        const double *restrict dry = sums->volume + from, *restrict mass = sums->mass + from;
        double g[LT_SIZE_BLOCK], grown[LT_SIZE_BLOCK];
        lt_size_grow(from, m, sums, water, humidity, air, g);
        for (int c = 0; c < m; ++c) grown[c] = dry[c] * g[c] * g[c] * g[c];
        for (int c = 0; out->diameter && c < m; ++c) out->diameter[from + c] = median * g[c];
        for (int c = 0; out->density && c < m; ++c)
            out->density[from + c] =
                dry[c] > LT_SIZE_LEAST_VOLUME ? (mass[c] + 1000.0 * (grown[c] - dry[c])) / grown[c] : 1500.0;
        for (int c = 0; out->volume && c < m; ++c) out->volume[from + c] = grown[c];
        for (int c = 0; out->surface && c < m; ++c) out->surface[from + c] = 6.0 * grown[c] / (median * g[c] * sauter);
        for (int c = 0; out->radius && c < m; ++c) out->radius[from + c] = 0.5 * (median * g[c]) * sauter;
        for (int c = 0; out->number && c < m; ++c)
            out->number[from + c] = 6.0 * dry[c] * count / (3.141592653589793 * median * median * median);
    }
}

#endif
