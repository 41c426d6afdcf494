#include "model/driver/rim_private.h"

enum { TAG_RIM = LT_COMM_TAGS - 3 }; /* beside those of base/gather.c */

lt_status lt_rim_create(const lt_rim_setup *setup, lt_rim **out) {
    lt_rim *r;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *r, &r));
    *r = (lt_rim){.comm = setup->comm,
                  .outer = setup->outer,
                  .state = setup->state,
                  .air = setup->air,
                  .n_species = setup->n_species,
                  .nz = setup->nz,
                  .w = setup->window,
                  .inner = setup->inner};
    lt_status status = lt_rim_make_lists(r);
    if (status == LT_OK)
        *out = r;
    else
        lt_rim_free(r);
    return status;
}

void lt_rim_free(lt_rim *r) {
    if (!r) return;
    lt_rim_free_lists(r);
    lt_free(r);
}

/* --- values --- */

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

/* What stands above the window. */
static lt_real above(const lt_rim *r, const lt_place *p, int s, const lt_border *own) {
    const int k = r->w->layer[r->w->nz];
    return k < r->nz ? (lt_real)value(r, p, s, k, own) : lt_border_top(own, s)[p->column];
}

/* --- what is worked on: some species of a list --- */

typedef struct lt_work {
    const lt_rim *rim;
    int first, n; /* species */
    const lt_border *own;
    lt_border *border; /* where values go, or ... */
    lt_real *inside;   /* ... those of slots inside */
} lt_work;

static int layers_of(const lt_work *x, const lt_rim_slot *slot) {
    return slot->to == LT_RIM_TOP ? 1 : x->rim->w->nz;
}

static lt_real computed(const lt_work *x, const lt_rim_slot *slot, int s, int k) {
    return slot->to == LT_RIM_TOP ? above(x->rim, &slot->from, s, x->own) : merged(x->rim, &slot->from, s, k, x->own);
}

static void spread(const lt_work *x, const lt_rim_slot *slot, int s, int k, lt_real q) {
    const ptrdiff_t row = x->rim->nx;
    lt_real *to = slot->to == LT_RIM_INSIDE ? x->inside + k * row * x->rim->ny
                  : slot->to == LT_RIM_TOP  ? lt_border_top(x->border, s)
                                            : lt_border_side(x->border, (lt_side)slot->to, s, k);
    to += slot->j * row + slot->i;
    for (int j = 0; j < slot->nj; ++j, to += row)
        for (int i = 0; i < slot->ni; ++i) to[i] = q;
}

/* What this rank has and wants. */
static void keep(const lt_work *x, const lt_rim_slots *list) {
#pragma omp parallel for collapse(2) schedule(static)
    for (int s = x->first; s < x->first + x->n; ++s)
        for (int n = 0; n < list->n; ++n) {
            const lt_rim_slot *slot = &list->items[n];
            for (int k = 0; k < layers_of(x, slot); ++k) spread(x, slot, s, k, computed(x, slot, s, k));
        }
}

static void pack(const lt_work *x, const lt_rim_slots *list) {
#pragma omp parallel for collapse(2) schedule(static)
    for (int s = x->first; s < x->first + x->n; ++s)
        for (int n = 0; n < list->n; ++n) {
            const lt_rim_slot *slot = &list->items[n];
            lt_real *to = list->message + (s - x->first) * list->values + slot->value;
            for (int k = 0; k < layers_of(x, slot); ++k) to[k] = computed(x, slot, s, k);
        }
}

static void unpack(const lt_work *x, const lt_rim_slots *list) {
#pragma omp parallel for collapse(2) schedule(static)
    for (int s = x->first; s < x->first + x->n; ++s)
        for (int n = 0; n < list->n; ++n) {
            const lt_rim_slot *slot = &list->items[n];
            const lt_real *from = list->message + (s - x->first) * list->values + slot->value;
            for (int k = 0; k < layers_of(x, slot); ++k) spread(x, slot, s, k, from[k]);
        }
}

/* --- over ranks --- */

static size_t bytes_of(const lt_work *x, const lt_rim_slots *list) {
    return (size_t)x->n * (size_t)list->values * sizeof *list->message;
}

/* The messages of others are awaited before this rank computes its own; its own part is done while they fly. */
static lt_status work(const lt_work *x, const lt_rim_lists *lists) {
    const lt_comm *comm = &x->rim->comm;
    lt_comm_request *request = lists->requests;
    for (int rank = 0; rank < comm->size; ++rank) {
        const lt_rim_slots *take = &lists->take[rank];
        if (take->n > 0) LT_TRY(lt_comm_receive(comm, rank, TAG_RIM, take->message, bytes_of(x, take), &request[rank]));
    }
    for (int rank = 0; rank < comm->size; ++rank) {
        const lt_rim_slots *give = &lists->give[rank];
        if (rank == comm->rank || give->n == 0) continue;
        pack(x, give);
        LT_TRY(lt_comm_send(comm, rank, TAG_RIM, give->message, bytes_of(x, give), &request[comm->size + rank]));
    }
    keep(x, &lists->give[comm->rank]);
    LT_TRY(lt_comm_wait(comm, 2 * comm->size, request));
    for (int rank = 0; rank < comm->size; ++rank) unpack(x, &lists->take[rank]);
    return LT_OK;
}

lt_status lt_rim_border(lt_rim *r, const lt_border *own, lt_border *out) {
    return work(&(lt_work){.rim = r, .n = r->n_species, .own = own, .border = out}, &r->border);
}

lt_status lt_rim_inside(lt_rim *r, int s, lt_real *out) {
    return work(&(lt_work){.rim = r, .first = s, .n = 1, .inside = out}, &r->inside);
}
