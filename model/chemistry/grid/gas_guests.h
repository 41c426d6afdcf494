/* gas_guests.h - tiles whose cells are solved on another rank than the one that has them: where it is night, or the air
 * is clean, cells take fewer steps than elsewhere. Private to the folder.
 *
 * What solving needs is sent (amounts, what rates ask for, steps, air) and what it made comes back; all else of a
 * tile's step stays at home, so no bit depends on where. Before every step the ranks share what it will cost them: the
 * steps of the solver in the last one. All make the same plan of it (gas_moves.h). A tile without a solution comes back
 * as such, and its home solves it again to have the error.
 *
 * A rank either gives or takes. Of the tiles of a step that moves, in one order on both sides: */
#ifndef LT_GAS_GUESTS_H
#define LT_GAS_GUESTS_H

#include "model/chemistry/grid/gas_tile.h"

typedef struct lt_gas_guests lt_gas_guests;

/* NULL where there is one rank. The environment's LT_GAS_UNEVEN, for tests and measurements: n: rank r takes its work
 * for 1 + n r times what it is; -1: nothing moves. LT_ERR_MEMORY. */
lt_status lt_gas_guests_create(const lt_gas_plan *plan, const lt_state *state, lt_gas_guests **out);
void lt_gas_guests_free(lt_gas_guests *guests); /* NULL is fine */

/* The plan of a step. Collective; what comes is expected from now on. here: this rank can make the step; if one cannot,
 * nothing moves. LT_ERR_MEMORY on all ranks. */
lt_status lt_gas_guests_plan(lt_gas_guests *guests, bool here);
/* How many of this rank's tiles go, how many of others' come. */
int lt_gas_guests_away(const lt_gas_guests *guests);
int lt_gas_guests_here(const lt_gas_guests *guests);
/* Does the tile of this number go; the number of the n-th that does. */
bool lt_gas_guests_is_away(const lt_gas_guests *guests, int number);
int lt_gas_guests_number(const lt_gas_guests *guests, int n);
/* What the last step of a tile cost: steps of the solver, of all cells. */
void lt_gas_guests_cost(lt_gas_guests *guests, int number, int64_t cost);

/* At home: the n-th that goes, prepared (NULL: it could not be), and when all are packed, off with them. */
void lt_gas_guests_pack(lt_gas_guests *guests, int n, const lt_gas_tile *tile);
/* Abroad: the n-th that came; false: nothing is to be solved. Then what was made of it (NULL: nothing). */
bool lt_gas_guests_unpack(const lt_gas_guests *guests, int n, lt_gas_tile *tile);
void lt_gas_guests_pack_back(lt_gas_guests *guests, int n, const lt_gas_tile *tile);
/* At home again: ready to be finished; false: it was not solved. */
bool lt_gas_guests_unpack_back(lt_gas_guests *guests, int n, lt_gas_tile *tile);

/* All that was packed goes out, at home or abroad. */
lt_status lt_gas_guests_send(lt_gas_guests *guests);
/* Until all that comes is there. */
lt_status lt_gas_guests_wait(lt_gas_guests *guests);
/* Until all that went out has gone. */
lt_status lt_gas_guests_end(lt_gas_guests *guests);
/* Between two tiles, by the main thread: messages move on. */
void lt_gas_guests_look(const lt_gas_guests *guests);

#endif
