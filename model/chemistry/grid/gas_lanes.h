/* gas_lanes.h - the arithmetic of a tile that is done for every cell or every value, built once for each instruction
 * set. Arrays are [layer][lane]; q is a species in the state, whose layers lie `layer` values apart. */
#ifndef LT_GAS_LANES_H
#define LT_GAS_LANES_H

#include "model/aerosol/particle_kinds.h"
#include "model/aerosol/sizes/optics.h"
#include "model/kernel/kernels.h"

#include <stddef.h>

/* A run of n lanes of one species. Rows of the state lie far apart, where no processor looks ahead by itself: some rows
 * ahead of the present one are fetched, at the end of a species those of the next. */
typedef struct lt_gas_run {
    int nz, n;
    ptrdiff_t layer, species; /* from layer to layer and from species to species of q */
    double to_ppb;            /* of kg/kg */
} lt_gas_run;

/* A mode of the particles of n cells; sums, refraction, volume, surface, radius are set, absorbed is added to. */
typedef struct lt_gas_particle_fields {
    int n, n_kinds, mode;
    const lt_particle_kind *kind;     /* [n_kinds] */
    double *const *mass;              /* [n_kinds] kg a kg of air */
    const double *density, *humidity; /* of air, kg m-3; 0..1 */
    const double *water;              /* given, kg a kg of air; NULL: none */
    const lt_size_sums *sums;
    double *refraction, *absorbed; /* volume times index; 1/m */
    double *volume, *surface, *radius;
} lt_gas_particle_fields;

typedef struct lt_gas_lanes {
    const char *isa;
    /* c = what the chemistry is given of q, ppb; below zero counts as nothing, no number stays none. */
    void (*take)(const lt_gas_run *run, const lt_real *q, lt_real *c);
    /* q = what c makes of it where the chemistry was given c by take; kg of the change are added to won [n]. */
    void (*give)(const lt_gas_run *run, const double *mass, const lt_real *c, lt_real *q, double *won);
    void (*particles)(const lt_gas_particle_fields *fields);
    /* Saturation pressure over water, Pa, of n temperatures [K]: the Magnus form of met/humidity.h. */
    void (*saturation)(int n, const double *temperature, double *pressure);
} lt_gas_lanes;

extern const lt_gas_lanes lt_gas_lanes_v3, lt_gas_lanes_v4;
/* NULL if there is no such set. */
const lt_gas_lanes *lt_gas_lanes_of(const char *isa);

#endif
