/* washout_private.h - what the parts of wet removal on the grid share: washout_make.c makes it, washout.c uses it. */
#ifndef LT_WASHOUT_PRIVATE_H
#define LT_WASHOUT_PRIVATE_H

#include "model/deposition/gas_wet.h"
#include "model/deposition/particle_sizes.h"
#include "model/deposition/particle_wet.h"
#include "model/deposition/washout.h"

/* What goes alike: as one gas, as the particles of one mode. */
typedef struct lt_wet_takers {
    int n, first; /* in lt_washout.taker */
} lt_wet_takers;

/* A tile where anything falls. */
typedef struct lt_wet_tile {
    int tile, n_lost, top; /* layers below top: nothing falls from it on */
    int *lost;             /* [n_lost] kinds */
    lt_real *share;        /* [n_lost][2][nz][LT_LANES] that a step takes, and that it gives back */
} lt_wet_tile;

struct lt_washout {
    lt_removal_setup setup;
    double dt;
    lt_gas_wet *wet; /* NULL: no gases */
    lt_particle_wet *particles;
    lt_particle_kinds sizes;
    int n_gases, n_kinds;   /* gases, then the modes of particles */
    lt_wet_takers *of_kind; /* [n_kinds] */
    int *taker;             /* species, those of a kind together */
    double *work;           /* of the threads, each `room` doubles */
    size_t room;
    int n_wet, most;    /* tiles; how many there is memory for */
    lt_wet_tile *tiles; /* [most] */
    lt_real *shares;    /* [most][n_kinds][2][nz][LT_LANES] */
    int *lost;          /* [most][n_kinds] */
};

/* Rows of columns that a thread works on: fields of lt_fall_column but precipitation, density of the air, growth of the
 * modes, rates and returns of the kinds. */
enum { LT_WASHOUT_PROFILES = 7, LT_WASHOUT_GROWN = 1 + LT_N_SIZE_MODES };

#endif
