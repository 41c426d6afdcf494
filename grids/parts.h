/* parts.h - fields that are zero in most cells, by name: shares of counties, weights of a user's surrogates. */
#ifndef LT_PARTS_H
#define LT_PARTS_H

#include "base/status.h"

typedef struct lt_parts {
    int n;
    char (*id)[64];
    long *first; /* [n + 1] into the entries of every item; NULL while n is 0 */
    int *cell;   /* growing in an item */
    double *value;
    long room_items, room_entries; /* of lt_parts_append */
} lt_parts;

/* The cells of field[n_cells] that are not zero, as the last item. */
lt_status lt_parts_append(lt_parts *parts, const char *id, const double *field, long n_cells);
int lt_parts_find(const lt_parts *parts, const char *id); /* -1 */
/* Item k as a field[n_cells]. */
void lt_parts_get(const lt_parts *parts, int k, double *field, long n_cells);
void lt_parts_free(lt_parts *parts);

#endif
