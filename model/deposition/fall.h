/* fall.h - rain and snow of a column as a profile: where they form, what falls through each layer, what evaporates on
 * the way. The weather has them at the ground only; what is made here gives that at the ground, to rounding.
 *
 * Cloud: layers with q_l + q_i > 1e-6 kg/kg. Below the lowest one, from the ground up (F through a layer's bottom,
 * [kg m-2 s-1], M its air [kg/m2]):
 *   F(k+1/2) = F(k-1/2) + M e,  e = f_r (q_s - q) min(5.44e-4/s ((p/p_0)^(1/2) F(k-1/2)/(f_r 5.09e-3))^0.5777, g/t_r)
 *   g = 1/(1 + L/c_p dq_s/dT)
 * f_r the largest cloud share: the area that it rains on; q_s - q what the air lacks of saturation (over ice below
 * 0 degC), p_0 the pressure of the lowest layer. g of it is what air takes until it is full, for it cools to its wet
 * bulb: no rain gives it more in the time t_r, an hour, that it stays below. At most MOST_EVAPORATES of what leaves the
 * cloud evaporates. In cloud all of F at its base forms, in proportion to the water of the layers; between cloud layers
 * nothing evaporates. Air without any cloud: from 3000 m.
 *   beta = F_base/W       share of the cloud's water that falls in a second; W its path, at least 600 s F_base: below
 *                         that q_l and q_i are scaled up alike, for so much water passes through the cloud
 *   back = RETURNED e M/F(k+1/2)   share of what drops carry that a layer gets back: drops that shrink keep it, those
 *                         that vanish do not
 * Frozen: from none at +1 degC of the layer to all at -1 degC.
 *
 * Sources: evaporation Kessler (1969) in the form of Sundqvist (1988) and ECMWF's IFS (numbers S: the convection of
 * NASA's GEOS has them); half of the evaporated share gives back what it carries, Liu et al. (2001),
 * doi 10.1029/2000JD900839 (R, S); the bound g/t_r: D, its hour as 600 s, 1 K, 3000 m, 1e-6 kg/kg, MOST_EVAPORATES
 * 0.9: A. Limits: steady within the hour; rain that does not reach the ground is not known of (met.nc has none), nor
 * what it moves. */
#ifndef LT_FALL_H
#define LT_FALL_H

#include "model/kernel/kernels.h"

#include <stddef.h>

/* Columns of a tile, [nz][LT_LANES] but precipitation; layer 0 at the ground. */
typedef struct lt_fall_column {
    int nz;
    const double *thickness;      /* m */
    const double *mass;           /* kg/m2 of air in the layer */
    const double *temperature;    /* K */
    const double *humidity;       /* 0..1 over water; above 1 as 1 */
    const double *cloud_water;    /* kg/kg, mean over the cell */
    const double *cloud_ice;      /* kg/kg */
    const double *cloud_fraction; /* 0..1 */
    const double *precipitation;  /* kg m-2 s-1, one layer */
} lt_fall_column;

/* What gases and particles share; [nz][LT_LANES] but the last. All are 0 where nothing falls. */
typedef struct lt_fall {
    double *formed;      /* 1/s: share of the cell in cloud times beta */
    double *drops;       /* m3/m3: water of the cloudy part */
    double *icy;         /* ice over all water of the cloud */
    double *frozen;      /* share of what falls that is snow */
    double *below;       /* 1 where it falls through air without cloud */
    double *flux;        /* F through the bottom of the layer */
    double *back;        /* see above */
    double *mmh, *share; /* one layer: mm/h where it rains, at the ground; f_r */
    double *wet;         /* [nz] above 0: it forms in the layer or falls through it in some lane */
} lt_fall;

/* Doubles of work for columns of nz layers. */
size_t lt_fall_work(int nz);
/* Pure: no lane knows another. */
void lt_fall_of(const lt_fall_column *column, double *work, lt_fall *out);

#endif
