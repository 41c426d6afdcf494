/* gas_wet.h - wet removal of gases by effective Henry's law: in cloud, below cloud, by rain and by snow. Rates for
 * tiles of columns: q falls by exp(-rate dt), what is taken falls on, and layers below get their share of it back. What
 * falls where: fall.h.
 *
 * In cloud (a share f of the cell; equilibrium of gas and drops, well mixed with the rest of the cell within the hour):
 *   rate = f beta (x r + (1 - x) i q_i/(q_l + q_i))
 *   x    = h L/(1 + h L)   share of the gas in the drops;  h = H*(T, pH) R T,  L = q_l rho/(1000 kg/m3 f)
 *   r    = 1 in rain, `retention` where drops freeze onto snow
 *   i    = `ice`, whether the gas sticks to ice
 *
 * Below cloud, from the top down, A [kg m-2 s-1 per kg/kg] what the rain brings of a gas that is well mixed in the
 * column; first the layer gets back what evaporates (A (1 - back) stays), then
 *   A'   = A_eq + (A - A_eq) exp(-6 K dz/(d v h)),   A_eq = F h rho/(1000 kg/m3)
 *   rate = (A' - A)/(mass of the layer), or where A' < A the layer gets back the share 1 - A'/A of what is carried
 *   K    = D/d (2 + 0.6 (v d/nu)^(1/2) (nu/D)^(1/3)),   d = 0.9 mm (P/f_r)^0.21,  v = 3100/s d,  P in mm/h
 * Snow: only gases that stick to ice, rate = f_r 0.88e-4 (P/f_r)^0.33 /s.
 *
 * So a gas of low solubility leaves a well-mixed column at P H* p, one of high solubility at beta in cloud and at
 * 6 K P/(1000 d v) below, and no rate is negative.
 *
 * Sources: cloud Giorgi and Chameides (1986), doi 10.1029/JD091iD13p14367 (R); drops and K as CAMx 7.20, scavrat.f (V);
 * reversible uptake along the fall e.g. Seinfeld and Pandis (2016), ch. 20 (R); snow Chang (1984),
 * doi 10.1016/0004-6981(84)90242-9 (R). Limits: one pH; no reactions in drops (SO2 with H2O2 and O3: of the aqueous
 * chemistry); snow that melts gives nothing back; drops of one size all the way down; how much the rain of a gas of
 * very uneven profile takes or gives is that of a well-mixed one. */
#ifndef LT_GAS_WET_H
#define LT_GAS_WET_H

#include "model/deposition/fall.h"
#include "model/deposition/gas_table.h"

typedef struct lt_gas_wet lt_gas_wet;

/* For n gases by name. ph: of cloud and rain, 2 to 9 (4.5 to 5 is usual; LT_GAS_WET_PH). LT_ERR_INPUT, LT_ERR_MEMORY.
 */
lt_status lt_gas_wet_create(const char *const *names, int n, double ph, lt_gas_wet **out);
void lt_gas_wet_free(lt_gas_wet *wet);
/* rate [n][nz][LT_LANES], 1/s, 0 or more; back likewise, 0..1: share of what comes from above that the layer keeps,
 * fall's and what the gas gives back by itself. fall: of the same column. Pure: no lane knows another. */
void lt_gas_wet_rate(const lt_gas_wet *wet, const lt_fall_column *column, const lt_fall *fall, double *rate,
                     double *back);

#define LT_GAS_WET_PH 5.0
/* Below-cloud transfer 6 K/(d v 1000 kg/m3), m2/kg, of rain of so many mm/h: rate = this P for a gas that never
 * saturates. */
double lt_gas_wet_transfer(double diffusivity_cm2s, double rain_mmh);

#endif
