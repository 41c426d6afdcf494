/* gas_guests_private.h - the plan of a step (gas_guests.c) and its messages (gas_guests_messages.c). */
#ifndef LT_GAS_GUESTS_PRIVATE_H
#define LT_GAS_GUESTS_PRIVATE_H

#include "model/chemistry/grid/gas_guests.h"
#include "model/chemistry/grid/gas_moves.h"

/* A tile on its way: both messages, as long as they are. */
typedef struct lt_gas_guest {
    int number, peer;
    char *out, *back;
} lt_gas_guest;

struct lt_gas_guests {
    const lt_gas_plan *plan;
    lt_comm comm;
    int n_tiles;
    int64_t uneven, *cost; /* [n_tiles] of the last step: what would move */
    lt_gas_tile_cost *sorted;
    bool *taken, *is_away; /* [n_tiles] */
    int *number;
    int64_t *shared, *count; /* [size] cost of ranks; tiles of moves */
    lt_gas_excess *excess;
    lt_gas_move *moves;
    bool gives;  /* the guests are of this rank */
    int n, room; /* guests of this step; room for so many on every rank */
    lt_gas_guest *guests;
    lt_comm_request *out, *in; /* [room] */
    size_t out_bytes, back_bytes;
};

/* How long messages are. */
void lt_gas_guests_measure(lt_gas_guests *guests);
/* The n-th guest's message that is to come. */
lt_status lt_gas_guests_expect(lt_gas_guests *guests, int n);

#endif
