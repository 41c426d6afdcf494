#include "model/driver/rim.h"

/* A column of the outer domain in or around the window. */
typedef struct lt_place {
    int block;     /* -1: outside the domain */
    ptrdiff_t at;  /* in a slab of the block */
    ptrdiff_t air; /* in a layer of the air; of the nearest column where this one lies outside */
    lt_side side;  /* outside only: through which side of the domain ... */
    int along;     /* ... and where along it */
} lt_place;

struct lt_rim {
    const lt_state *state;
    const lt_air *air;
    const lt_window *w;
    int ni, nj;       /* outer cells inside the window */
    lt_place *places; /* [(nj + 2)][(ni + 2)]: with one cell around */
};

static int clamp(int x, int n) {
    return x < 0 ? 0 : x >= n ? n - 1 : x;
}

static lt_place place_of(const lt_rim *r, int i, int j) {
    const lt_state *state = r->state;
    lt_place p = {.block = -1, .air = lt_air_at(r->air, 0, clamp(j, state->ny), clamp(i, state->nx))};
    for (int b = 0; b < state->decomp.n_blocks; ++b) {
        const lt_block *block = &state->decomp.blocks[b];
        int di = i - block->i0, dj = j - block->j0;
        if (di < 0 || dj < 0 || di >= block->ni || dj >= block->nj) continue;
        p.block = b;
        p.at = dj * state->blocks[b].row + di;
    }
    if (p.block >= 0) return p;
    bool west_east = i < 0 || i >= state->nx;
    p.side = i < 0 ? LT_WEST : i >= state->nx ? LT_EAST : j < 0 ? LT_SOUTH : LT_NORTH;
    p.along = west_east ? clamp(j, state->ny) : clamp(i, state->nx);
    return p;
}

lt_status lt_rim_create(const lt_state *state, const lt_air *air, const lt_window *window, lt_rim **out) {
    lt_rim *r;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *r, &r));
    *r = (lt_rim){.state = state, .air = air, .w = window};
    r->ni = window->nx / window->ratio;
    r->nj = window->ny / window->ratio;
    lt_status status = lt_calloc((size_t)(r->ni + 2) * (size_t)(r->nj + 2), sizeof *r->places, &r->places);
    if (status != LT_OK) {
        lt_rim_free(r);
        return status;
    }
    for (int j = -1; j <= r->nj; ++j)
        for (int i = -1; i <= r->ni; ++i)
            r->places[(j + 1) * (r->ni + 2) + i + 1] = place_of(r, window->i0 + i, window->j0 + j);
    *out = r;
    return LT_OK;
}

void lt_rim_free(lt_rim *r) {
    if (!r) return;
    lt_free(r->places);
    lt_free(r);
}

static const lt_place *place(const lt_rim *r, int i, int j) {
    return &r->places[(j + 1) * (r->ni + 2) + i + 1];
}

/* Species s in layer k of the outer domain. */
static double value(const lt_rim *r, const lt_place *p, int s, int k, const lt_border *own) {
    if (p->block < 0) return (double)lt_border_side(own, p->side, s, k)[p->along];
    return (double)lt_state_slab(&r->state->blocks[p->block], s, k)[p->at];
}

/* Species s in layer k of the window. */
static lt_real merged(const lt_rim *r, const lt_place *p, int s, int k, const lt_border *own) {
    int first = r->w->layer[k], end = r->w->layer[k + 1];
    double base = value(r, p, s, first, own), low = base, high = base, excess = 0.0;
    double mass = r->air->mass[p->air + first * r->air->layer];
    for (int n = first + 1; n < end; ++n) {
        double q = value(r, p, s, n, own), m = r->air->mass[p->air + n * r->air->layer];
        excess += m * (q - base);
        mass += m;
        low = q < low ? q : low;
        high = q > high ? q : high;
    }
    double q = base + excess / mass;
    return (lt_real)(q < low ? low : q > high ? high : q);
}

static void spread(lt_real *to, int ratio, lt_real q) {
    for (int n = 0; n < ratio; ++n) to[n] = q;
}

static void sides(const lt_rim *r, int s, int k, const lt_border *own, lt_border *out) {
    int ratio = r->w->ratio;
    for (int j = 0; j < r->nj; ++j) {
        spread(lt_border_side(out, LT_WEST, s, k) + j * ratio, ratio, merged(r, place(r, -1, j), s, k, own));
        spread(lt_border_side(out, LT_EAST, s, k) + j * ratio, ratio, merged(r, place(r, r->ni, j), s, k, own));
    }
    for (int i = 0; i < r->ni; ++i) {
        spread(lt_border_side(out, LT_SOUTH, s, k) + i * ratio, ratio, merged(r, place(r, i, -1), s, k, own));
        spread(lt_border_side(out, LT_NORTH, s, k) + i * ratio, ratio, merged(r, place(r, i, r->nj), s, k, own));
    }
}

static void top(const lt_rim *r, int s, const lt_border *own, lt_border *out) {
    const lt_window *w = r->w;
    int above = w->layer[w->nz];
    lt_real *to = lt_border_top(out, s);
    for (int j = 0; j < w->ny; ++j)
        for (int i = 0; i < w->nx; ++i) {
            const lt_place *p = place(r, i / w->ratio, j / w->ratio);
            int column = (w->j0 + j / w->ratio) * r->state->nx + w->i0 + i / w->ratio;
            to[j * w->nx + i] =
                above < r->state->nz ? (lt_real)value(r, p, s, above, own) : lt_border_top(own, s)[column];
        }
}

void lt_rim_border(const lt_rim *r, const lt_border *own, lt_border *out) {
#pragma omp parallel for schedule(static)
    for (int s = 0; s < r->state->n_species; ++s) {
        for (int k = 0; k < r->w->nz; ++k) sides(r, s, k, own, out);
        top(r, s, own, out);
    }
}

void lt_rim_inside(const lt_rim *r, int s, lt_real *out) {
    const lt_window *w = r->w;
#pragma omp parallel for schedule(static)
    for (int k = 0; k < w->nz; ++k)
        for (int j = 0; j < r->nj; ++j)
            for (int i = 0; i < r->ni; ++i) {
                lt_real q = merged(r, place(r, i, j), s, k, NULL);
                for (int n = 0; n < w->ratio; ++n)
                    spread(out + ((ptrdiff_t)k * w->ny + j * w->ratio + n) * w->nx + (ptrdiff_t)i * w->ratio, w->ratio,
                           q);
            }
}
