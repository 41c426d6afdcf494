/* gas_wet.h - wet removal of gases by effective Henry's law: in cloud, below cloud, by rain and by snow. First-order
 * rates for tiles of columns: q falls by exp(-rate dt), and what falls is deposited.
 *
 * In cloud (layers with q_l + q_i > 1e-6 kg/kg in a share f of the cell; equilibrium of gas and drops, well mixed with
 * the rest of the cell within the hour):
 *   rate = f beta (x r + (1 - x) i q_i/(q_l + q_i))
 *   x    = h L/(1 + h L)   share of the gas in the drops;  h = H*(T, pH) R T,  L = q_l rho/(1000 kg/m3 f)
 *   beta = P/W             share of the cloud's water that falls in a second; W its path, at least 600 s P: below that
 *                          q_l and q_i are scaled up alike, for so much water passes through the cloud
 *   r    = 1 in rain, `retention` where drops freeze onto snow
 *   i    = `ice`, whether the gas sticks to ice
 *
 * Below cloud (P through the layers under the lowest cloud; from 3000 m where the air has none), from the top down, A
 * [kg m-2 s-1 per kg/kg] what the rain brings of a gas that is well mixed in the column:
 *   A'   = A_eq + (A - A_eq) exp(-6 K dz/(d v h)),   A_eq = P h rho/(1000 kg/m3)
 *   rate = (A' - A)/(mass of the layer)
 *   K    = D/d (2 + 0.6 (v d/nu)^(1/2) (nu/D)^(1/3)),   d = 0.9 mm (P/f_r)^0.21,  v = 3100/s d,  P in mm/h
 *   f_r    the largest cloud share: the area that it rains on
 * Where A' < A rain gives gas back: then all rates of the column are scaled so that their sum is what reaches the
 * ground. Snow: only gases that stick to ice, rate = f_r 0.88e-4 (P/f_r)^0.33 /s. Frozen: from none at +1 degC of the
 * layer to all at -1 degC.
 *
 * So a gas of low solubility leaves a well-mixed column at P H* p, one of high solubility at beta in cloud and at
 * 6 K P/(1000 d v) below, and no rate is negative.
 *
 * Sources: cloud Giorgi and Chameides (1986), doi 10.1029/JD091iD13p14367 (R); drops and K as CAMx 7.20, scavrat.f (V);
 * reversible uptake along the fall e.g. Seinfeld and Pandis (2016), ch. 20 (R); snow Chang (1984),
 * doi 10.1016/0004-6981(84)90242-9 (R); 600 s, 1 K, 3000 m, 1e-6 kg/kg: A. Limits: one pH; no reactions in drops (SO2
 * with H2O2 and O3: of the aqueous chemistry to come); rain that evaporates and snow that melts give nothing back;
 * tracers of very uneven profile are not rained out exactly. */
#ifndef LT_GAS_WET_H
#define LT_GAS_WET_H

#include "model/deposition/gas_table.h"
#include "model/kernel/kernels.h"

/* Columns of a tile, [nz][LT_LANES] but precipitation; layer 0 at the ground. */
typedef struct lt_gas_wet_column {
    int nz;
    const double *thickness;      /* m */
    const double *mass;           /* kg/m2 of air in the layer */
    const double *temperature;    /* K */
    const double *cloud_water;    /* kg/kg, mean over the cell */
    const double *cloud_ice;      /* kg/kg */
    const double *cloud_fraction; /* 0..1 */
    const double *precipitation;  /* kg m-2 s-1, one layer */
} lt_gas_wet_column;

typedef struct lt_gas_wet lt_gas_wet;

/* For n gases by name. ph: of cloud and rain, 2 to 9 (4.5 to 5 is usual; LT_GAS_WET_PH). LT_ERR_INPUT, LT_ERR_MEMORY.
 */
lt_status lt_gas_wet_create(const char *const *names, int n, double ph, lt_gas_wet **out);
void lt_gas_wet_free(lt_gas_wet *wet);
/* Doubles of work for columns of nz layers. */
size_t lt_gas_wet_work(int nz);
/* rate [n][nz][LT_LANES], 1/s, 0 or more. Pure: no lane knows another. */
void lt_gas_wet_rate(const lt_gas_wet *wet, const lt_gas_wet_column *column, double *work, double *rate);

#define LT_GAS_WET_PH 5.0
/* Below-cloud transfer 6 K/(d v 1000 kg/m3), m2/kg, of rain of so many mm/h: rate = this P for a gas that never
 * saturates. */
double lt_gas_wet_transfer(double diffusivity_cm2s, double rain_mmh);

#endif
