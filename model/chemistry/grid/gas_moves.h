/* gas_moves.h - which work goes from which rank to which, so that all have about the same. Pure: every rank makes the
 * same plan of the same numbers.
 *
 * Ranks above the mean give what they have too much of to those below it, the one that has most to the one that has
 * least. Of its tiles a rank gives the dearest ones: the messages are equally long, whatever a tile costs. */
#ifndef LT_GAS_MOVES_H
#define LT_GAS_MOVES_H

#include <stdbool.h>
#include <stdint.h>

/* Nothing moves where no rank has so many percent more than the mean. */
enum { LT_GAS_MOVE_ABOVE = 5 };

typedef struct lt_gas_move {
    int from, to;
    int64_t cost; /* of what goes */
} lt_gas_move;

/* What a rank has more than the mean, or less. */
typedef struct lt_gas_excess {
    int rank;
    int64_t cost;
} lt_gas_excess;

/* cost [n]: the work of each rank, in any unit; below 0: it neither gives nor takes, and nor does any other. The number
 * of moves, at most n - 1, into moves [n]. work [n]. */
int lt_gas_moves(int n, const int64_t *cost, lt_gas_excess *work, lt_gas_move *moves);

/* A tile that may go. */
typedef struct lt_gas_tile_cost {
    int number;
    int64_t cost;
} lt_gas_tile_cost;
/* Dearest first; of equal ones the last. */
void lt_gas_moves_sort(int n, lt_gas_tile_cost *tiles);
/* Take tiles for a move out of n sorted ones that are not taken yet, into out [n]: each that brings what has gone
 * nearer to the move's cost, by more than its own price (of being sent). How many. */
int lt_gas_moves_take(const lt_gas_move *move, int64_t price, int n, const lt_gas_tile_cost *tiles, bool *taken,
                      int *out);

#endif
