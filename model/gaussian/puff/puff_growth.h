/* puff_growth.h - how puffs spread with travel time (puff_growth.c has the laws). */
#ifndef LT_GAUSSIAN_PUFF_GROWTH_H
#define LT_GAUSSIAN_PUFF_GROWTH_H

#include "model/gaussian/puff/puff.h"
#include "model/gaussian/puff/puff_air.h"

typedef enum lt_puff_law {
    LT_PUFF_SIMILARITY, /* of the steady plume */
    LT_PUFF_CONSTANT_K,
    LT_PUFF_POWER,
    LT_PUFF_LAWS
} lt_puff_law;
extern const char *const lt_puff_law_names[LT_PUFF_LAWS];

typedef struct lt_puff_growth {
    lt_puff_law law;
    double across_m2s, up_m2s;   /* constant K */
    double across, across_power; /* power: sigma = across t^across_power, m and s */
    double up, up_power;
    bool frozen_along; /* nothing grows along the wind */
} lt_puff_growth;

/* Spread of a puff that goes on for dt_s, from air `now` to air `then` (each at the puff's mean height then). */
void lt_puff_grow(lt_puff *puff, const lt_puff_growth *growth, const lt_puff_weather *now, const lt_puff_weather *then,
                  double dt_s);
/* d sigma/dt over sigma of what is fastest, s-1, with sigmas of 1 m at least: what a step must follow. */
double lt_puff_growth_rate(const lt_puff *puff, const lt_puff_growth *growth, const lt_puff_weather *weather);

#endif
