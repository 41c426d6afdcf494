/* cloud_states.h - random cloudy cells for bench, verify and tests, with room for the answers.
 *
 * All even, or even in the logarithm where they span decades: T 255-300 K, p 700-1000 hPa, cloud water 0.05-1 g in a m3
 * of cloud, cloudy share 0.05-1; SO2 0.1-50, H2O2 0.01-2, O3 5-120, NH3 0.1-30, HNO3 0.01-10, HCl 0.01-2, HCHO 0.1-10,
 * formic and acetic acid 0.01-2, MEPX 0.01-1, PACD 0.01-0.5, GLY and MGLY 0.01-1 ppb, OH 1e-6-2e-4 ppb; sulfate
 * 0.5-50, nitrate 0.1-30, chloride 0.01-3, Na, K 0.01-1, Ca 0.01-5, Mg 0.01-0.5, Fe 0.02-2, Mn 0.002-0.1, HMS 0.01-5
 * ug/m3; ammonium neutralises a drawn part of sulfate and nitrate. A state does not depend on how many there are. */
#ifndef LT_CLOUD_STATES_H
#define LT_CLOUD_STATES_H

#include "model/aerosol/cloud/cloud.h"

#include "base/status.h"

typedef struct lt_cloud_states {
    size_t n;
    lt_cloud_cells cells; /* all rows are there but those of coarse particles */
    double *memory;
    unsigned *flags;
} lt_cloud_states;

/* LT_ERR_MEMORY. */
lt_status lt_cloud_states_create(size_t n, lt_cloud_states *out);
void lt_cloud_states_free(lt_cloud_states *states);
/* Amounts again as they were made. */
void lt_cloud_states_fill(lt_cloud_states *states);
/* In the whole of the cell, by as much water as there is in cloud: water and share for a box. */
void lt_cloud_states_overcast(lt_cloud_states *states);

/* mol/m3 of 1 ppb in state i. */
double lt_cloud_states_ppb(const lt_cloud_states *states, size_t i);

#endif
