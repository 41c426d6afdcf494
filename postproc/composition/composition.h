/* composition.h - what the particles of one variant were made of in one period: means at the sites of the cities, out
 * of conc_<variant>_<period>.nc.
 *
 * The parts must sum to PM2.5, and with the coarse parts to PM10, in every cell and hour: the file has them as floats
 * of b bits (24, or what the case keeps of them), so |sum - total| <= 2^-b (sum of |parts| + total) (derived). Else
 * LT_ERR_VERIFY, with cell and hour. */
#ifndef LT_COMPOSITION_H
#define LT_COMPOSITION_H

#include "postproc/composition/components.h"
#include "postproc/composition/heating_days.h"

typedef struct lt_composition {
    bool has[LT_N_COMPONENTS];
    bool has_parts; /* does the file say what PM2.5 is made of? */
    char dust[32];  /* attribute of the run: wind-blown dust, on, off or a factor; "" where it says nothing */
    double city[LT_N_COMPONENTS][LT_N_CITY_VALUES]; /* NaN: the run has none */
    /* Sums over the hours of days of heating [1] and of others [0], and how many hours. */
    double sum[2][LT_N_COMPONENTS][LT_N_CITY_VALUES];
    long hours[2][LT_N_CITY_VALUES];
    double *field[LT_N_COMPONENTS]; /* [cells] means, where asked for; NULL */
} lt_composition;

/* job names variant and period. days: NULL for no sums by heating. fields: means of all cells too. */
lt_status lt_composition_read(const lt_job *job, const lt_grid *grid, const lt_city_weights *cities,
                              const lt_heating_days *days, bool fields, lt_composition *out);
void lt_composition_release(lt_composition *composition);

#endif
