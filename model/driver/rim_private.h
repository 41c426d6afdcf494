/* rim_private.h - which rank has what a window wants, and which wants it. */
#ifndef LT_RIM_PRIVATE_H
#define LT_RIM_PRIVATE_H

#include "model/driver/rim.h"

/* A column of the outer domain in or around the window, of this rank's part of it. */
typedef struct lt_place {
    int block;     /* -1: outside the domain */
    ptrdiff_t at;  /* in a slab of the block */
    ptrdiff_t air; /* in a layer of the air; of the nearest column where this one lies outside */
    lt_side side;  /* outside only: through which side of the domain ... */
    int along;     /* ... and where along it */
    int column;    /* in a layer of the part */
} lt_place;

/* Where values go: to a side (of lt_side), above the top, inside. */
enum { LT_RIM_TOP = LT_N_SIDES, LT_RIM_INSIDE };

/* The values of a place and the cells that get them: one row along a side, a rectangle elsewhere. */
typedef struct lt_rim_slot {
    lt_place from; /* of the rank that has it; zeros elsewhere */
    int to;
    int i, j, ni, nj; /* in what the rank that wants them has of the window */
    ptrdiff_t value;  /* where its layers, one after the other, stand in the message of a species */
} lt_rim_slot;

/* Slots that one rank wants of another, in the same order on both. */
typedef struct lt_rim_slots {
    int n;
    lt_rim_slot *items;
    ptrdiff_t values; /* of a species */
    lt_real *message; /* [species][values]; NULL within a rank */
} lt_rim_slots;

/* All that is wanted at once: give[r] to rank r, take[r] from it. What stays on this rank is in give. */
typedef struct lt_rim_lists {
    lt_rim_slots *give, *take;
    lt_comm_request *requests; /* [2 ranks] */
} lt_rim_lists;

struct lt_rim {
    lt_comm comm;
    const lt_part *outer;
    const lt_state *state;
    const lt_air *air;
    int n_species, nz; /* of the outer domain */
    const lt_window *w;
    const lt_part *inner;        /* or NULL: the lowest rank wants all */
    int nx, ny;                  /* cells that this rank wants */
    lt_rim_lists border, inside; /* all species at once; one */
};

/* Fill both lists; what was made stays with the rim also where it fails. */
lt_status lt_rim_make_lists(lt_rim *rim);
void lt_rim_free_lists(lt_rim *rim);

#endif
