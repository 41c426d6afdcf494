/* water.c - molalities between the rows of the table. */
#include "model/aerosol/equilibrium/water.h"

#include <math.h>

/* Slope at a row between the two rises beside it: their weighted harmonic mean (of equal steps), 0 where they differ in
 * sign. */
static inline double slope(double below, double above) {
    const double product = below * above;
    return product > 0 ? 2 * product / (below + above) : 0;
}

void lt_water_of_salts(double humidity, int by_row, double *kg_per_mol) {
    const double place = humidity * 100 - 1, last = LT_WATER_ROWS - 1;
    const double low = place < 0 ? 0 : place > last ? last : place;
    if (by_row) {
        const double(*m)[LT_N_SALTS] = lt_water_molality + (int)(low + 0.5);
        for (int s = 0; s < LT_N_SALTS; s++) kg_per_mol[s] = 1 / (*m)[s];
        return;
    }
    const int row = low >= last ? LT_WATER_ROWS - 2 : (int)low;
    const double t = low - row;
    const double(*m)[LT_N_SALTS] = lt_water_molality + row;
    /* the ends have no row beyond: the rise goes on */
    const int before = row > 0 ? -1 : 0, after = row + 2 < LT_WATER_ROWS ? 2 : 1;
    for (int s = 0; s < LT_N_SALTS; s++) {
        const double rise = m[1][s] - m[0][s];
        const double below = before ? m[0][s] - m[-1][s] : rise, above = after > 1 ? m[2][s] - m[1][s] : rise;
        const double first = slope(below, rise), second = slope(rise, above);
        const double bend = 3 * rise - 2 * first - second, twist = first + second - 2 * rise;
        kg_per_mol[s] = 1 / (m[0][s] + t * (first + t * (bend + t * twist)));
    }
}
