/* gather.h - a field [k][j][i] in parts on the ranks and whole on rank 0, there and back.
 *
 * Values are bytes of one size: float, double or whole numbers arrive as they are. */
#ifndef LT_GATHER_H
#define LT_GATHER_H

#include "part.h"

#include <stddef.h>

typedef struct lt_gather lt_gather;

/* A part of a field as it stands in a rank's memory: cell (0,0) of its block in layer 0, and the distances of rows and
 * layers in values. */
typedef struct lt_gather_part {
    void *origin;
    ptrdiff_t row, layer;
} lt_gather_part;

/* Memory for fields of up to nk layers of values of value_bytes bytes. Collective: it succeeds on all ranks or on none.
 * The part is copied. */
lt_status lt_gather_create(const lt_part *part, int nk, size_t value_bytes, lt_gather **out);
void lt_gather_free(lt_gather *gather);

/* nk layers of all parts into whole[nk][ny][nx] of rank 0 (elsewhere not looked at, may be NULL). Collective. */
lt_status lt_gather_field(lt_gather *gather, int nk, const lt_gather_part *mine, void *whole);
/* The other way: every rank gets its part of rank 0's whole field. Collective. */
lt_status lt_gather_scatter(lt_gather *gather, int nk, const void *whole, const lt_gather_part *mine);

#endif
