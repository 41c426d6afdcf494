/* halo.h - the cells around the blocks of a state that a horizontal sweep reads: from the block beside, from what
 * enters at the border of the domain, or from the rank that holds the part beside.
 *
 * A sweep along x wants LT_HALO cells to the west and the east, one along y to the south and the north; each fetches
 * its own, so no corners travel. Layers are cut into chunks. One message a neighbour, direction and chunk holds all
 * species of its layers, packed: [k][s][j][cell] along x, [k][s][cell][i] along y, cells in the order of the index. A
 * chunk goes round
 *   pack (all its layers and species), post, [sweeps of other chunks], wait, fill and sweep
 * so that its messages fly while others are swept. Packing and filling of different layers or species may go on at
 * once; post and wait are one thread's. A part without neighbours is one chunk that sends nothing. */
#ifndef LT_HALO_EXCHANGE_H
#define LT_HALO_EXCHANGE_H

#include "model/state/state.h"

typedef struct lt_halo lt_halo;

lt_status lt_halo_create(const lt_state *state, lt_halo **out);
void lt_halo_free(lt_halo *halo); /* NULL is fine */

int lt_halo_chunks(const lt_halo *halo);
/* The first layer of a chunk; of the one after the last: the number of layers. */
int lt_halo_layer(const lt_halo *halo, int chunk);
/* Does a sweep of this direction want another rank's cells? */
int lt_halo_asks(const lt_halo *halo, int along_y);

/* What neighbours want of species s, layer k, into the messages of its chunk. */
void lt_halo_pack(lt_halo *halo, const lt_state *state, int along_y, int s, int k);
/* Send the messages of a chunk and be ready for the neighbours'; all ranks post and wait in the same order. */
lt_status lt_halo_post(lt_halo *halo, int chunk, int along_y);
/* Until the messages of a chunk have come and gone. */
lt_status lt_halo_wait(lt_halo *halo, int chunk);
/* Seconds that it took to send and to wait, so far. */
double lt_halo_seconds(const lt_halo *halo);
/* The halo of species s, layer k on block b. */
void lt_halo_fill(const lt_halo *halo, const lt_state *state, int along_y, int b, int s, int k,
                  const lt_border *border);

#endif
