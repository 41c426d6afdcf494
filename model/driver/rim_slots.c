#include "model/driver/rim_private.h"

static int clamp(int x, int n) {
    return x < 0 ? 0 : x >= n ? n - 1 : x;
}

/* Cell (i, j) of the outer domain, or one beside it: of this rank's part where it or the nearest cell is. */
static lt_place place_of(const lt_rim *r, int i, int j) {
    const lt_state *state = r->state;
    const lt_part *part = r->outer;
    const int ci = clamp(i, part->nx) - part->i0, cj = clamp(j, part->ny) - part->j0;
    lt_place p = {.block = -1, .air = lt_air_at(r->air, 0, cj, ci), .column = cj * state->nx + ci};
    if (i < 0 || i >= part->nx || j < 0 || j >= part->ny) {
        p.side = i < 0 ? LT_WEST : i >= part->nx ? LT_EAST : j < 0 ? LT_SOUTH : LT_NORTH;
        p.along = p.side == LT_WEST || p.side == LT_EAST ? cj : ci;
        return p;
    }
    for (int b = 0; b < state->decomp.n_blocks; ++b) {
        const lt_block *block = &state->decomp.blocks[b];
        int di = ci - block->i0, dj = cj - block->j0;
        if (di < 0 || dj < 0 || di >= block->ni || dj >= block->nj) continue;
        p.block = b;
        p.at = dj * state->blocks[b].row + di;
    }
    return p;
}

/* --- the slots that a rank wants of another --- */

/* A walk over what is wanted: counts, or fills where the list has room. */
typedef struct lt_walk {
    const lt_rim *rim;
    lt_block wants; /* cells of the window */
    int owner;
    lt_rim_slots *list;
} lt_walk;

/* Outer cell (i, j) of the window, or one beside it. */
static void add(const lt_walk *walk, int i, int j, lt_rim_slot slot) {
    const lt_rim *r = walk->rim;
    const lt_part *part = r->outer;
    lt_rim_slots *list = walk->list;
    i += r->w->i0;
    j += r->w->j0;
    if (lt_part_owner(part, clamp(i, part->nx), clamp(j, part->ny)) != walk->owner) return;
    slot.value = list->values;
    if (list->items) {
        if (walk->owner == r->comm.rank) slot.from = place_of(r, i, j);
        list->items[list->n] = slot;
    }
    list->n += 1;
    list->values += slot.to == LT_RIM_TOP ? 1 : r->w->nz;
}

/* How many of the `length` cells from `low` lie in outer cell c, and which is the first, counted from low. */
static int cut(int c, int ratio, int low, int length, int *first) {
    const int begin = c * ratio > low ? c * ratio : low;
    const int end = (c + 1) * ratio < low + length ? (c + 1) * ratio : low + length;
    *first = begin - low;
    return end - begin;
}

static void walk_side(const lt_walk *walk, lt_side side) {
    const lt_window *w = walk->rim->w;
    const lt_block *b = &walk->wants;
    const bool upright = side == LT_WEST || side == LT_EAST, first = side == LT_WEST || side == LT_SOUTH;
    const int across = upright ? w->nx : w->ny, low = upright ? b->j0 : b->i0, length = upright ? b->nj : b->ni;
    const int begin = upright ? b->i0 : b->j0, end = begin + (upright ? b->ni : b->nj);
    const int beside = first ? -1 : across / w->ratio;
    if (first ? begin > 0 : end < across) return;
    for (int c = low / w->ratio; c * w->ratio < low + length; ++c) {
        lt_rim_slot slot = {.to = (int)side, .nj = 1};
        slot.ni = cut(c, w->ratio, low, length, &slot.i);
        add(walk, upright ? beside : c, upright ? c : beside, slot);
    }
}

static void walk_cells(const lt_walk *walk, int to) {
    const int ratio = walk->rim->w->ratio;
    const lt_block *b = &walk->wants;
    for (int j = b->j0 / ratio; j * ratio < b->j0 + b->nj; ++j)
        for (int i = b->i0 / ratio; i * ratio < b->i0 + b->ni; ++i) {
            lt_rim_slot slot = {.to = to};
            slot.ni = cut(i, ratio, b->i0, b->ni, &slot.i);
            slot.nj = cut(j, ratio, b->j0, b->nj, &slot.j);
            add(walk, i, j, slot);
        }
}

static void walk_all(const lt_walk *walk, bool inside) {
    walk->list->n = 0;
    walk->list->values = 0;
    if (inside) {
        walk_cells(walk, LT_RIM_INSIDE);
        return;
    }
    for (int side = 0; side < LT_N_SIDES; ++side) walk_side(walk, (lt_side)side);
    walk_cells(walk, LT_RIM_TOP);
}

static lt_block wanted_by(const lt_rim *r, int rank) {
    if (r->inner) return lt_part_block(r->inner, rank);
    return rank == 0 ? (lt_block){.ni = r->w->nx, .nj = r->w->ny} : (lt_block){0};
}

static lt_status make_list(const lt_rim *r, int wants, int owner, bool inside, lt_rim_slots *out) {
    const lt_walk walk = {r, wanted_by(r, wants), owner, out};
    const size_t species = inside ? 1 : (size_t)r->n_species;
    walk_all(&walk, inside);
    if (out->n == 0) return LT_OK;
    LT_TRY(lt_calloc((size_t)out->n, sizeof *out->items, &out->items));
    walk_all(&walk, inside);
    return wants == owner ? LT_OK : lt_calloc(species * (size_t)out->values, sizeof *out->message, &out->message);
}

/* --- both lists of all ranks --- */

static lt_status make_lists(const lt_rim *r, bool inside, lt_rim_lists *out) {
    const lt_comm *comm = &r->comm;
    LT_TRY(lt_calloc((size_t)comm->size, sizeof *out->give, &out->give));
    LT_TRY(lt_calloc((size_t)comm->size, sizeof *out->take, &out->take));
    LT_TRY(lt_calloc(2 * (size_t)comm->size, sizeof *out->requests, &out->requests));
    for (int rank = 0; rank < comm->size; ++rank) {
        LT_TRY(make_list(r, rank, comm->rank, inside, &out->give[rank]));
        if (rank != comm->rank) LT_TRY(make_list(r, comm->rank, rank, inside, &out->take[rank]));
    }
    return LT_OK;
}

lt_status lt_rim_make_lists(lt_rim *r) {
    const lt_block mine = wanted_by(r, r->comm.rank);
    r->nx = mine.ni;
    r->ny = mine.nj;
    LT_TRY(make_lists(r, false, &r->border));
    return make_lists(r, true, &r->inside);
}

static void free_slots(lt_rim_slots *slots, int n, bool still) {
    for (int rank = 0; slots && rank < n; ++rank) {
        lt_free(slots[rank].items);
        if (still) lt_free(slots[rank].message);
    }
    lt_free(slots);
}

/* Messages that are under way after an error stay where they are. */
static void free_lists(const lt_comm *comm, lt_rim_lists *lists) {
    const bool still = !lists->requests || lt_comm_drop(comm, 2 * comm->size, lists->requests);
    free_slots(lists->give, comm->size, still);
    free_slots(lists->take, comm->size, still);
    lt_free(lists->requests);
}

void lt_rim_free_lists(lt_rim *r) {
    free_lists(&r->comm, &r->border);
    free_lists(&r->comm, &r->inside);
}
