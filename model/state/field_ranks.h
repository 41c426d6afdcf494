/* field_ranks.h - a field whose parts lie on several ranks, and the whole of it on the lowest: there and back. Messages
 * are of some layers at a time, so that they stay below what one can have. One rank: nothing is copied. */
#ifndef LT_FIELD_RANKS_H
#define LT_FIELD_RANKS_H

#include "base/gather.h"

#include <stdbool.h>

typedef struct lt_field_ranks {
    const lt_part *part;
    lt_gather *gather;
    int layers, at_once;
    size_t bytes; /* of a value */
    lt_gather_part mine;
    void *whole; /* [layers][ny][nx] on rank 0; mine's memory where there is one rank */
} lt_field_ranks;

/* mine: [layers][nj][ni] of the part, the caller's; both stay while it is open. Collective, as moving is; close it in
 * any case. */
lt_status lt_field_ranks_open(const lt_part *part, int layers, size_t bytes, void *mine, lt_field_ranks *out);
void lt_field_ranks_close(lt_field_ranks *field);
/* From the parts to the whole, or the other way. */
lt_status lt_field_ranks_move(const lt_field_ranks *field, bool to_whole);

#endif
