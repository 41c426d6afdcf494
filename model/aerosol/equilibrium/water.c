/* water.c - molalities between the rows of the table. */
#include "model/aerosol/equilibrium/water.h"

#include <math.h>

/* Slope at a row: the weighted harmonic mean of its neighbours' (here of equal steps), 0 where they differ in sign. */
static double slope(const double *m, int row) {
    if (row == 0) return m[1] - m[0];
    if (row == LT_WATER_ROWS - 1) return m[row] - m[row - 1];
    const double below = m[row] - m[row - 1], above = m[row + 1] - m[row];
    return below * above > 0 ? 2 * below * above / (below + above) : 0;
}

void lt_water_of_salts(double humidity, int by_row, double *kg_per_mol) {
    const double place = humidity * 100 - 1;
    const double low = place < 0 ? 0 : place > LT_WATER_ROWS - 1 ? LT_WATER_ROWS - 1 : place;
    if (by_row) {
        const int row = (int)(low + 0.5);
        for (int s = 0; s < LT_N_SALTS; s++) kg_per_mol[s] = 1 / lt_water_molality[s][row];
        return;
    }
    const int row = low >= LT_WATER_ROWS - 1 ? LT_WATER_ROWS - 2 : (int)low;
    const double t = low - row;
    for (int s = 0; s < LT_N_SALTS; s++) {
        const double *m = lt_water_molality[s], rise = m[row + 1] - m[row];
        const double first = slope(m, row), second = slope(m, row + 1);
        kg_per_mol[s] =
            1 / (m[row] + t * (first + t * (3 * rise - 2 * first - second + t * (first + second - 2 * rise))));
    }
}
