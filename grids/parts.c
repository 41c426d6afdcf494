/* parts.c - sparse fields by name (parts.h). */
#include "grids/parts.h"

#include <stdio.h>
#include <string.h>

lt_status lt_parts_append(lt_parts *p, const char *id, const double *field, long n_cells) {
    long before = p->n ? p->first[p->n] : 0, more = 0;
    for (long c = 0; c < n_cells; c++) more += field[c] != 0;
    long room = p->room_items, room_cells = p->room_entries;
    LT_TRY(lt_grow(&p->id, sizeof *p->id, p->n + 2, &room));
    LT_TRY(lt_grow(&p->first, sizeof *p->first, p->n + 2, &p->room_items));
    LT_TRY(lt_grow(&p->cell, sizeof *p->cell, before + more, &room_cells));
    LT_TRY(lt_grow(&p->value, sizeof *p->value, before + more, &p->room_entries));
    p->first[p->n] = before;
    for (long c = 0; c < n_cells; c++) {
        if (field[c] == 0) continue;
        p->cell[before] = (int)c;
        p->value[before++] = field[c];
    }
    snprintf(p->id[p->n], sizeof p->id[p->n], "%s", id);
    p->first[++p->n] = before;
    return LT_OK;
}

int lt_parts_find(const lt_parts *p, const char *id) {
    for (int k = 0; k < p->n; k++)
        if (strcmp(p->id[k], id) == 0) return k;
    return -1;
}

void lt_parts_get(const lt_parts *p, int k, double *field, long n_cells) {
    memset(field, 0, (size_t)n_cells * sizeof *field);
    for (long e = p->first[k]; e < p->first[k + 1]; e++) field[p->cell[e]] = p->value[e];
}

void lt_parts_free(lt_parts *p) {
    lt_free(p->id);
    lt_free(p->first);
    lt_free(p->cell);
    lt_free(p->value);
    *p = (lt_parts){0};
}
