/* tile_rows.h - many rows of cells out of one piece of memory: taken once to count them, then again from the memory. */
#ifndef LT_TILE_ROWS_H
#define LT_TILE_ROWS_H

#include <stddef.h>

typedef struct lt_tile_rows {
    double *memory; /* NULL: they are counted */
    size_t n, used; /* of a row; of all that were taken */
} lt_tile_rows;

static inline double *lt_tile_rows_take(lt_tile_rows *rows) {
    double *row = rows->memory ? rows->memory + rows->used : NULL;
    rows->used += rows->n;
    return row;
}

#endif
