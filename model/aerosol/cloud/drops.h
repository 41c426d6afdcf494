/* drops.h - what stays the same while drops react: constants at the cell's temperature, pools, transfer.
 *
 * Of a gas of which n mol/m3 are in air and drops together, with Henry's constant H, water V [l/m3] and F = H R T V /
 * 1000, the share phi = F / (1 + F) is in the drops at equilibrium. Transfer (Schwartz 1986):
 *
 *   k_t = 1 / (r2 / (3 D) + 4 r / (3 v a)),  v = sqrt(8 R T / (pi M)),  theta = 1 / (k_t V / 1000)   [s]
 *
 * D at the cell's T and p: D (T/298)^1.75 (101325/p) (Fuller, R; CMAQ holds D). */
#ifndef LT_CLOUD_DROPS_H
#define LT_CLOUD_DROPS_H

#include "model/aerosol/cloud/block.h"
#include "model/aerosol/cloud/constants.h"
#include "model/aerosol/equilibrium/lanes.h"

typedef struct lt_drops {
    lt_dvec volume, per_volume;                          /* l/m3 */
    lt_dvec first, second, water, bisulfate;             /* dissociation without activities: SO2, HSO3-, H2O, HSO4- */
    lt_dvec pool_s4;                                     /* F of SO2 as SO2 */
    lt_dvec pool[LT_N_CLOUD_IONS], ion[LT_N_CLOUD_IONS]; /* 1 + F, F K (ammonia: F K / Kw) */
    lt_dvec total[LT_N_CLOUD_IONS];                      /* M if all were dissolved */
    lt_dvec hco3, co3;                                   /* [HCO3-][H+], [CO3--][H+]2 */
    lt_dvec charge, strength;                            /* of what only stands by, M */
    lt_dvec share[LT_N_REAGENTS], slow[LT_N_REAGENTS], slow_s4; /* phi, theta */
    lt_dvec rate[LT_N_CLOUD_RATES];                             /* 0 where the way is switched off */
    lt_dvec metals;                                             /* 1/s without inhibition */
    lt_dvec radical;                                            /* OH in drops, of HMS's chain, M */
    lt_dvec diffusion;                                          /* r / sqrt(D in water) */
} lt_drops;

/* value exp(e (1/T - 1/298)) */
static inline lt_dvec lt_drops_warm(double value, double e, lt_dvec warmth) {
    return lt_d_all(value) * lt_e_exp(lt_d_all(e) * warmth);
}

static inline lt_dvec lt_drops_constant(const lt_cloud_constant *c, lt_dvec warmth) {
    return c->warmth == 0.0 ? lt_d_all(c->value) : lt_drops_warm(c->value, c->warmth, warmth);
}

/* What the cell's air is like. */
typedef struct lt_drops_air {
    lt_dvec temperature, warmth, litres, diffusivity, speed; /* K, 1/K, R T V/1000, over D at 298 K, over sqrt(1/M) */
    lt_dvec radius, per_flow;                                /* m, 1000/V */
} lt_drops_air;

static inline lt_drops_air lt_drops_air_of(const lt_cloud_block *b, int lane) {
    lt_drops_air air;
    const lt_dvec t = lt_d_load(b->temperature + lane), v = lt_d_load(b->water + lane),
                  p = lt_d_load(b->pressure + lane);
    air.temperature = t;
    air.warmth = lt_d_all(1.0) / t - lt_d_all(1.0 / LT_CLOUD_WARM);
    air.litres = lt_d_all(LT_CLOUD_GAS_CONSTANT * 1e-3) * t * v;
    air.diffusivity =
        lt_e_exp(lt_d_all(1.75) * lt_e_log(t / lt_d_all(LT_CLOUD_WARM))) * (lt_d_all(LT_CLOUD_ATMOSPHERE) / p);
    air.speed = lt_d_sqrt(lt_d_all(8.0 * 8.314462618 * 1e3 / 3.14159265358979323846) * t); /* M in g/mol */
    air.radius = lt_d_all(b->radius);
    air.per_flow = lt_d_all(1e3) / v;
    return air;
}

/* F of a gas. */
static inline lt_dvec lt_drops_pool(const lt_drops_air *air, int gas) {
    return lt_drops_warm(lt_cloud_gases[gas].henry, lt_cloud_gases[gas].warmth, air->warmth) * air->litres;
}

/* theta of a gas. */
static inline lt_dvec lt_drops_slow(const lt_drops_air *air, int gas) {
    const lt_cloud_gas *g = &lt_cloud_gases[gas];
    const lt_dvec inside = air->radius * air->radius / (lt_d_all(3.0 * g->diffusivity) * air->diffusivity);
    const lt_dvec surface =
        lt_d_all(4.0 / (3.0 * g->accommodation)) * air->radius * lt_d_sqrt(lt_d_all(g->molar_mass)) / air->speed;
    return (inside + surface) * air->per_flow;
}

static inline void lt_drops_reagents(const lt_drops_air *air, lt_drops *d) {
    static const int gas[LT_N_REAGENTS] = {LT_CLOUD_GAS_H2O2, LT_CLOUD_GAS_O3, LT_CLOUD_GAS_MEPX, LT_CLOUD_GAS_PACD,
                                           LT_CLOUD_GAS_FORM};
    for (int k = 0; k < LT_N_REAGENTS; k++) {
        const lt_dvec one = lt_d_all(1.0), pool = lt_drops_pool(air, gas[k]);
        lt_dvec all = pool;
        if (k == LT_REAGENT_FORM) /* share is that of the form without water, which reacts */
            all = pool * (one + lt_drops_constant(&lt_cloud_dissociations[LT_DIS_HYDRATE], air->warmth));
        d->share[k] = pool / (one + all);
        d->slow[k] = lt_drops_slow(air, gas[k]);
    }
    d->slow_s4 = lt_drops_slow(air, LT_CLOUD_GAS_SO2);
}

static inline void lt_drops_ions(const lt_cloud_block *b, int lane, const lt_drops_air *air, lt_drops *d) {
    static const int gas[LT_N_CLOUD_IONS] = {LT_CLOUD_GAS_HNO3, LT_CLOUD_GAS_HCL, LT_CLOUD_GAS_FACD, LT_CLOUD_GAS_AACD,
                                             LT_CLOUD_GAS_NH3},
                     dis[LT_N_CLOUD_IONS] = {LT_DIS_HNO3, LT_DIS_HCL, LT_DIS_FACD, LT_DIS_AACD, LT_DIS_NH3};
    for (int k = 0; k < LT_N_CLOUD_IONS; k++) {
        const lt_dvec pool = lt_drops_pool(air, gas[k]);
        d->pool[k] = lt_d_all(1.0) + pool;
        d->ion[k] = pool * lt_drops_constant(&lt_cloud_dissociations[dis[k]], air->warmth);
        d->total[k] = lt_d_load(b->ion[k] + lane) * d->per_volume;
    }
    d->ion[LT_ION_NH4_OF_GAS] = d->ion[LT_ION_NH4_OF_GAS] / d->water;
    const lt_dvec pressure = lt_d_load(b->pressure + lane) * lt_d_all(b->co2 / LT_CLOUD_ATMOSPHERE);
    const lt_cloud_gas *co2 = &lt_cloud_gases[LT_CLOUD_GAS_CO2];
    d->hco3 = lt_drops_warm(co2->henry, co2->warmth, air->warmth) * pressure *
              lt_drops_constant(&lt_cloud_dissociations[LT_DIS_CO2], air->warmth);
    d->co3 = d->hco3 * lt_drops_constant(&lt_cloud_dissociations[LT_DIS_HCO3], air->warmth);
}

/* The way that a rate constant belongs to; its number of ways where it belongs to none. */
static inline int lt_drops_way_of(int rate) {
    switch (rate) {
    case LT_RATE_H2O2:
        return LT_WAY_H2O2;
    case LT_RATE_O3_0:
    case LT_RATE_O3_1:
    case LT_RATE_O3_2:
        return LT_WAY_O3;
    case LT_RATE_MHP:
        return LT_WAY_MHP;
    case LT_RATE_PAA:
    case LT_RATE_PAA_0:
        return LT_WAY_PAA;
    case LT_RATE_MN:
    case LT_RATE_FE:
    case LT_RATE_MNFE:
        return LT_WAY_TMI;
    case LT_RATE_HMS_1:
    case LT_RATE_HMS_2:
    case LT_RATE_HMS_OH:
        return LT_WAY_HMS;
    case LT_RATE_HMS_RADICAL:
        return LT_WAY_HMS_RADICAL;
    default:
        return LT_N_WAYS;
    }
}

static inline void lt_drops_of(const lt_cloud_block *b, int lane, lt_drops *d) {
    const lt_drops_air air = lt_drops_air_of(b, lane);
    d->volume = lt_d_load(b->water + lane);
    d->per_volume = lt_d_all(1.0) / d->volume;
    d->first = lt_drops_constant(&lt_cloud_dissociations[LT_DIS_SO2], air.warmth);
    d->second = lt_drops_constant(&lt_cloud_dissociations[LT_DIS_HSO3], air.warmth);
    d->water = lt_drops_constant(&lt_cloud_dissociations[LT_DIS_WATER], air.warmth);
    d->bisulfate = lt_drops_constant(&lt_cloud_dissociations[LT_DIS_HSO4], air.warmth);
    d->pool_s4 = lt_drops_pool(&air, LT_CLOUD_GAS_SO2);
    lt_drops_ions(b, lane, &air, d);
    lt_drops_reagents(&air, d);
    d->charge = lt_d_load(b->charge + lane) * d->per_volume;
    d->strength = lt_d_load(b->strength + lane) * d->per_volume;
    for (int k = 0; k < LT_N_CLOUD_RATES; k++) {
        const int way = lt_drops_way_of(k);
        d->rate[k] = lt_drops_constant(&lt_cloud_rates[k], air.warmth);
        if (way < LT_N_WAYS) d->rate[k] = d->rate[k] * lt_d_all(b->runs[way]);
    }
    const lt_dvec fe = lt_d_load(b->iron + lane) * d->per_volume, mn = lt_d_load(b->manganese + lane) * d->per_volume;
    d->metals = d->rate[LT_RATE_MN] * mn + d->rate[LT_RATE_FE] * fe + d->rate[LT_RATE_MNFE] * mn * fe;
    d->radical = lt_d_all(LT_CLOUD_RADICAL) * lt_d_load(b->radical + lane);
    d->diffusion = lt_d_all(b->radius / 4.47213595499957939e-5); /* sqrt(2e-9) */
}

#endif
