/* removal.h - what dry (swept.h) and wet (washout.h) removal on the grid are made for. */
#ifndef LT_REMOVAL_H
#define LT_REMOVAL_H

#include "grids/grid.h"
#include "model/state/chemical_set.h"
#include "model/state/state.h"
#include "model/state/weather.h"
#include "model/transport/air.h"

/* Kept by the caller as long as they are; the weather is asked for what is needed of it. */
typedef struct lt_removal_setup {
    const lt_chemical_set *chemical;
    const int *removed_as; /* [species] of a tracer the species as which it goes, -1: it stays (tracers.h); of others
                              not read */
    const lt_grid *grid;
    lt_weather *weather;
    const lt_air *air;
    const lt_state *state; /* [species]: those of the chemistry, then tracers */
} lt_removal_setup;

/* Is species s of the set a gas of gas_dry.h and gas_wet.h? Particles go by mode (particle_dry.h, particle_wet.h). */
static inline bool lt_removal_is_gas(const lt_chemical_set *chemical, int s) {
    return chemical->info[s].gas != NULL;
}

/* The species of the set as which species s goes, -1: it stays. A tracer's parent may be a tracer. */
static inline int lt_removal_as(const lt_removal_setup *setup, int s) {
    while (s >= setup->chemical->n) s = setup->removed_as[s];
    return s;
}

#endif
