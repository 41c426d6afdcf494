/* gas_dry.h - dry deposition of gases over the tiles of land cover, for any list of gases of deposition_gases.csv.
 *
 *   v_d = sum over classes f / (R_a + R_b + R_c)
 *   u*_f = k U / (ln(z/z0_f) - psi_m(z/L) + psi_m(z0_f/L))       U at z from the cell's u*, L and roughness
 *   R_a  = (ln(z/z0_f) - psi_h(z/L) + psi_h(z0_f/L)) / (k u*_f)
 *   R_b  = 2 (Sc/Pr)^(2/3) / (k u*_f)                            Sc = nu/D, Pr = 0.72
 *   R_c    of the class, by a scheme of the list below; at least 10 s/m
 * z [m] above the displacement height: the middle of the lowest layer. f share of the class, z0_f its roughness in the
 * month (model/land), psi those of the model (surface_layer.h). nu 0.1327 and D of gas_table.h [cm2/s], both at
 * 273.15 K and 1013.25 hPa: nu and D grow with temperature nearly alike (exponents 1.77 and 1.81) and with pressure
 * alike, so Sc is a number of the gas.
 * Sources: R_b Hicks et al. (1987), doi 10.1007/BF00229675; the wind that classes share at a blending height, the
 * middle of the lowest layer here, Mason (1988), doi 10.1002/qj.49711448007 (R); 10 s/m CAMx 7.20 (V).
 * Limits: one L for all classes; one direction (no compensation points, no emission of NH3 and NO: a surface that is
 * in balance still takes); no chemistry below z. */
#ifndef LT_GAS_DRY_H
#define LT_GAS_DRY_H

#include "model/deposition/gas_table.h"
#include "model/kernel/kernels.h"
#include "model/land/land_table.h"

/* X-macro: name, description. The functions are lt_gas_dry_read_NAME and lt_gas_dry_conduct_NAME; the first line is the
 * default. */
#define LT_GAS_DRY_LIST(X)                                                                                             \
    X(zhang, "Zhang et al. 2003: stomata of sunlit and shaded leaves, cuticles and ground by humidity, wetness, snow") \
    X(wesely, "Wesely 1989: resistances by class and season")

/* All names, "zhang|wesely", for a table of configuration. */
#define LT_GAS_DRY_NAME(name, text) "|" #name
#define LT_GAS_DRY_NAMES (&(LT_GAS_DRY_LIST(LT_GAS_DRY_NAME))[1])

/* The weather of a tile, each [LT_LANES]. */
typedef struct lt_gas_dry_weather {
    double height;                   /* m above displacement, of all lanes */
    const double *friction_velocity; /* m/s */
    const double *inverse_obukhov;   /* 1/m */
    const double *roughness;         /* m, that the friction velocity was made with */
    const double *temperature;       /* K, 2 m */
    const double *skin_temperature;  /* K */
    const double *humidity;          /* relative, 0..1 */
    const double *shortwave;         /* W/m2, global at the ground */
    const double *cos_zenith;        /* of the sun; at most 0 at night */
    const double *cloud_cover;       /* 0..1 */
    const double *precipitation;     /* kg m-2 s-1 */
    const double *snow_cover;        /* 0..1, of open ground (model/met/ground.c) */
} lt_gas_dry_weather;

/* What the schemes are given: the weather, and what all classes share of it. */
typedef struct lt_gas_dry_lanes {
    double temperature[LT_LANES], skin[LT_LANES], humidity[LT_LANES], shortwave[LT_LANES], cos_zenith[LT_LANES];
    double deficit[LT_LANES];                       /* kPa, vapour pressure deficit */
    double direct[LT_LANES], diffuse[LT_LANES];     /* W/m2, photosynthetically active */
    double rain[LT_LANES], precipitation[LT_LANES]; /* 1: rain wets the leaves; mm/h */
    double dew_speed[LT_LANES];                     /* m/s: below this friction velocity dew lies, 0 in frost */
    double snow[LT_LANES];                          /* 0..1 */
    double friction[LT_LANES];                      /* m/s, of the class */
} lt_gas_dry_lanes;

typedef struct lt_gas_dry_gas {
    bool deposits, is_so2, is_o3;
    double boundary;  /* (Sc/Pr)^(2/3) */
    double heavier;   /* diffusivity of water vapour over that of the gas */
    double mesophyll; /* s/m: 1 / (H* / 3000 + 100 f0), H* at pH 7 */
    double alpha, beta, henry, reactivity;
} lt_gas_dry_gas;

typedef struct lt_gas_dry lt_gas_dry;

/* For n gases by name, in this order. scheme NULL: the default. LT_ERR_INPUT: a name that the registry or the table of
 * gases does not have, a fault of a table; LT_ERR_MEMORY. */
lt_status lt_gas_dry_create(const char *scheme, const char *const *names, int n, lt_gas_dry **out);
void lt_gas_dry_free(lt_gas_dry *dry);
int lt_gas_dry_gases(const lt_gas_dry *dry);
/* Doubles of work that lt_gas_dry_velocity wants. */
size_t lt_gas_dry_work(const lt_gas_dry *dry);
/* velocity [n][LT_LANES], m/s. fraction [LT_N_LAND][LT_LANES], sums to 1; month 1 .. 12. Pure: no lane knows another.
 */
void lt_gas_dry_velocity(const lt_gas_dry *dry, int month, const double *fraction, const lt_gas_dry_weather *weather,
                         double *work, double *velocity);

/* --- for schemes and tests --- */

/* The ground of a class in a month. */
typedef struct lt_gas_dry_ground {
    double roughness; /* m */
    double leaves;    /* m2/m2 */
    double green;     /* 0 fewest .. 1 most leaves of the year */
    lt_land_season_kind season;
    int zhang, wesely; /* classes of the tables */
} lt_gas_dry_ground;

const lt_gas_dry_ground *lt_gas_dry_ground_of(const lt_gas_dry *dry, int month, lt_land_class land);
const lt_gas_dry_gas *lt_gas_dry_gas_of(const lt_gas_dry *dry, int gas);
/* What all classes share; friction is not set. */
void lt_gas_dry_share(const lt_gas_dry_weather *weather, lt_gas_dry_lanes *out);
/* Surface conductances [n][LT_LANES], m/s, at most 0.1, of one ground by the scheme; lanes->friction is set. */
void lt_gas_dry_conductance(const lt_gas_dry *dry, const lt_gas_dry_ground *ground, const lt_gas_dry_lanes *lanes,
                            double *conductance);

#define LT_GAS_DRY_LEAST_RESISTANCE 10.0 /* s/m */

/* read: the scheme's own tables. conduct: as lt_gas_dry_conductance. */
#define LT_GAS_DRY_FUNCTIONS(name, text)                                                                               \
    lt_status lt_gas_dry_read_##name(void **out);                                                                      \
    void lt_gas_dry_conduct_##name(const void *tables, const lt_gas_dry_gas *gases, int n,                             \
                                   const lt_gas_dry_ground *ground, const lt_gas_dry_lanes *lanes,                     \
                                   double *conductance);
LT_GAS_DRY_LIST(LT_GAS_DRY_FUNCTIONS)
#undef LT_GAS_DRY_FUNCTIONS

#endif
