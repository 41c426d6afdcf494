/* aerosol_drops.c - the cells of a tile that have drops, gathered side by side. They share the tile's working rows. */
#include "model/aerosol/aerosol_tile.h"

/* What is known of a cell's air, in the tile and in the drops. */
enum { N_AIR = 7 };
static void rows_of_air(lt_aerosol_tile *t, double **row[N_AIR]) {
    double **const all[N_AIR] = {&t->density,  &t->temperature, &t->pressure,   &t->humidity,
                                 &t->daylight, &t->cloud,       &t->cloud_water};
    for (int n = 0; n < N_AIR; ++n) row[n] = all[n];
}

lt_status lt_aerosol_drops_create(const lt_aerosol_plan *plan, lt_aerosol_tile *t) {
    lt_aerosol_tile *d;
    double **air[N_AIR], *free_row;
    const size_t n = (size_t)plan->n;
    LT_TRY(lt_calloc(1, sizeof *t->drops, &t->drops));
    LT_TRY(lt_calloc(n, sizeof *t->place, &t->place));
    d = t->drops;
    LT_TRY(lt_calloc((N_AIR + LT_N_PARTS) * n, sizeof(double), &d->memory));
    free_row = d->memory;
    rows_of_air(d, air);
    for (int a = 0; a < N_AIR; ++a, free_row += n) *air[a] = free_row;
    for (int p = 0; p < LT_N_PARTS; ++p, free_row += n) d->x[p] = t->x[p] ? free_row : NULL;
    for (int s = 0; s < LT_AEROSOL_SPARE; ++s) d->spare[s] = t->spare[s];
    d->states = t->states;
    d->cloud_flags = t->cloud_flags;
    return LT_OK;
}

void lt_aerosol_drops_free(lt_aerosol_tile *t) {
    if (t->drops) lt_free(t->drops->memory);
    lt_free(t->drops);
    lt_free(t->place);
}

static void gather(const int *place, int n, const double *restrict from, double *restrict to) {
    for (int i = 0; i < n; ++i) to[i] = from[place[i]];
}

int lt_aerosol_drops_take(const lt_tile *columns, lt_aerosol_tile *t) {
    lt_aerosol_tile *d = t->drops;
    double **from[N_AIR], **to[N_AIR];
    d->n = 0;
    for (int c = 0; c < t->n; ++c)
        if (t->cloud[c] > 0.0 && c % LT_LANES < columns->n) t->place[d->n++] = c;
    rows_of_air(t, from);
    rows_of_air(d, to);
    for (int a = 0; a < N_AIR; ++a) gather(t->place, d->n, *from[a], *to[a]);
    for (int p = 0; p < LT_N_PARTS; ++p)
        if (t->x[p]) gather(t->place, d->n, t->x[p], d->x[p]);
    return d->n;
}

void lt_aerosol_drops_give(lt_aerosol_tile *t) {
    const lt_aerosol_tile *d = t->drops;
    for (int p = 0; p < LT_N_PARTS; ++p) {
        const double *restrict from = d->x[p];
        double *restrict to = t->x[p];
        for (int i = 0; to && i < d->n; ++i) to[t->place[i]] = from[i];
    }
}
