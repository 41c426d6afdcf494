/* parts.c - sparse fields by name (parts.h). */
#include "grids/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static lt_status grow(void *pointer, size_t size) {
    void *old, *bigger;
    memcpy(&old, pointer, sizeof old);
    bigger = realloc(old, size);
    if (!bigger) return LT_RAISE(LT_ERR_MEMORY, .what = "out of memory for parts of cells");
    memcpy(pointer, &bigger, sizeof bigger);
    return LT_OK;
}

lt_status lt_parts_append(lt_parts *p, const char *id, const double *field, long n_cells) {
    long before = p->n ? p->first[p->n] : 0, more = 0;
    for (long c = 0; c < n_cells; c++) more += field[c] != 0;
    size_t entries = (size_t)(before + more);
    LT_TRY(grow(&p->id, ((size_t)p->n + 1) * sizeof *p->id));
    LT_TRY(grow(&p->first, ((size_t)p->n + 2) * sizeof *p->first));
    LT_TRY(grow(&p->cell, (entries ? entries : 1) * sizeof *p->cell));
    LT_TRY(grow(&p->value, (entries ? entries : 1) * sizeof *p->value));
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
    free(p->id);
    free(p->first);
    free(p->cell);
    free(p->value);
    *p = (lt_parts){0};
}
