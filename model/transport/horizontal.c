/* horizontal.c - the horizontal sweeps of a step. Layers do not know each other: a task is a layer with some of its
 * species. It makes the tables of the air once for all of them, then carries group after group through the passes of
 * both directions; a group is as many species as the second-level cache holds.
 *
 * A pass is one sub-step of advection or of diffusion in one direction. A leg is as many passes as need no message but
 * before the first: where a part of the domain has no neighbour all of a step is one leg. At the end of a leg a task
 * packs what the next one wants; while the messages of a chunk of layers fly, the leg of the others goes on. */
#include "base/log.h"
#include "model/transport/halo.h"
#include "model/transport/outline.h"
#include "model/transport/transport_private.h"

#include <omp.h>
#include <string.h>

/* What the slabs of a group may take, of the 1 MB that a core's second-level cache has at the least of what is sold
 * for servers since 2019; the rest is for tables. */
enum { LT_GROUP_BYTES = 600000 };

/* The passes of a step: sub-steps of advection, then those of diffusion. */
typedef struct lt_passes {
    int n, n_advection;
    int first_along_y, n_first; /* the direction that comes first, and its sub-steps */
    double dt;                  /* of the step */
} lt_passes;

typedef struct lt_pass {
    int along_y, diffuses;
    double dt;
} lt_pass;

/* Passes from .. end - 1. */
typedef struct lt_leg {
    int from, end;
    const double *mass; /* the air before it ... */
    double *moved;      /* ... and after it */
} lt_leg;

/* One task: a leg in layer k. */
typedef struct lt_layer_task {
    const lt_transport *t;
    lt_state *state;
    const lt_air *air;
    lt_worker *w;
    int k;
    const lt_border *border;
    lt_crossings *crossings;
} lt_layer_task;

static lt_passes passes_of(const lt_air *air, double dt, int first_along_y) {
    const int n = air->steps_x + air->steps_y;
    return (lt_passes){n + (air->mixed_x ? 2 : 0), n, first_along_y, first_along_y ? air->steps_y : air->steps_x, dt};
}

static lt_pass pass_of(const lt_air *air, const lt_passes *p, int n) {
    const int diffuses = n >= p->n_advection, in_first = diffuses ? n == p->n_advection : n < p->n_first;
    const int along_y = in_first ? p->first_along_y : !p->first_along_y;
    return (lt_pass){along_y, diffuses, diffuses ? p->dt : p->dt / (along_y ? air->steps_y : air->steps_x)};
}

static lt_slab slab_of(const lt_layer_task *a, int slot, int b, lt_pass step) {
    const lt_decomp *d = &a->state->decomp;
    const lt_part *part = &a->state->part;
    const lt_block *p = &d->blocks[b];
    int at = step.along_y ? p->by : p->bx, last = (step.along_y ? d->nby : d->nbx) - 1;
    int below = step.along_y ? part->south : part->west, above = step.along_y ? part->north : part->east;
    ptrdiff_t in_layer = lt_air_at(a->air, 0, p->j0, p->i0);
    return (lt_slab){.ni = p->ni,
                     .nj = p->nj,
                     .along_y = step.along_y,
                     .low_border = at == 0 && below < 0,
                     .high_border = at == last && above < 0,
                     .air_row = a->air->row,
                     .mass = a->w->mass + in_layer,
                     .flux = (step.along_y ? a->air->flux_y : a->air->flux_x) + a->k * a->air->layer + in_layer,
                     .dt = step.dt,
                     .table = a->w->table + (size_t)slot * a->t->table_at[d->n_blocks] + a->t->table_at[b]};
}

/* Tables of one sub-step of advection; w->mass goes along. */
static void prepare_advection(const lt_layer_task *a, int slot, lt_pass step) {
    for (int b = 0; b < a->state->decomp.n_blocks; ++b) {
        lt_slab slab = slab_of(a, slot, b, step);
        a->t->scheme->prepare(&slab);
    }
    lt_air_advance_layer(a->air, a->k, step.dt, step.along_y, a->w->mass);
}

/* kg of tracer through a line of border faces, upwind value times air, into their sums. inward: 1 or -1, the sign of a
 * flux that enters; q: the cell above the face along the index. */
static void cross(int n, double inward, const double *flux, ptrdiff_t flux_step, double dt, const lt_real *q,
                  ptrdiff_t q_step, ptrdiff_t back, double *side) {
    for (int l = 0; l < n; ++l) {
        double air = flux[l * flux_step] * dt;
        const lt_real *at = q + l * q_step;
        side[l] += inward * air * (double)(air > 0.0 ? at[-back] : at[0]);
    }
}

static void add_crossings(const lt_layer_task *a, const lt_slab *slab, const lt_state_block *block, int s) {
    int along_y = slab->along_y, lines = along_y ? slab->ni : slab->nj, n = along_y ? slab->nj : slab->ni;
    int first = along_y ? block->place.i0 : block->place.j0;
    ptrdiff_t back = along_y ? block->row : 1, step = along_y ? 1 : block->row;
    ptrdiff_t air_along = along_y ? slab->air_row : 1, air_across = along_y ? 1 : slab->air_row;
    const lt_real *q = lt_state_slab(block, s, a->k);
    if (slab->low_border)
        cross(lines, 1.0, slab->flux, air_across, slab->dt, q, step, back,
              lt_crossings_side(a->crossings, along_y ? LT_SOUTH : LT_WEST, s, a->k) + first);
    if (slab->high_border)
        cross(lines, -1.0, slab->flux + n * air_along, air_across, slab->dt, q + n * back, step, back,
              lt_crossings_side(a->crossings, along_y ? LT_NORTH : LT_EAST, s, a->k) + first);
}

/* What the sweep of a block is about to carry through faces where regions end. */
static void add_outline(const lt_layer_task *a, const lt_slab *slab, const lt_slab_species *species, int b, int s) {
    lt_outline *o = a->crossings->outline;
    int along = slab->along_y ? LT_ALONG_Y : LT_ALONG_X, first = o->first[along][b], n = o->first[along][b + 1] - first;
    if (n > 0)
        a->t->scheme->faces(slab, species, n, o->place[along] + first, lt_outline_through(o, along, s, a->k) + first,
                            (ptrdiff_t)o->nz * o->n[along]);
}

static void fill_halos(const lt_layer_task *a, int along_y, int first, int end) {
    const double since = lt_wall_seconds();
    for (int b = 0; b < a->state->decomp.n_blocks; ++b)
        for (int s = first; s < end; ++s) lt_halo_fill(a->t->halo, a->state, along_y, b, s, a->k, a->border);
    a->w->packing_s += lt_wall_seconds() - since;
}

static void pack_halos(const lt_layer_task *a, int along_y, int first, int end) {
    const double since = lt_wall_seconds();
    for (int s = first; s < end; ++s) lt_halo_pack(a->t->halo, a->state, along_y, s, a->k);
    a->w->packing_s += lt_wall_seconds() - since;
}

/* One sub-step of species first .. end - 1. */
static void advect(const lt_layer_task *a, int slot, lt_pass step, int first, int end) {
    for (int b = 0; b < a->state->decomp.n_blocks; ++b) {
        const lt_state_block *block = &a->state->blocks[b];
        lt_slab slab = slab_of(a, slot, b, step);
        for (int s = first; s < end; ++s) add_crossings(a, &slab, block, s);
        const lt_slab_species species = {end - first, lt_state_slab(block, first, a->k), block->row, block->species,
                                         a->w->work};
        if (a->crossings->outline) add_outline(a, &slab, &species, b, first);
        a->t->scheme->sweep(&slab, &species);
    }
}

/* kg of air that horizontal diffusion exchanges in a step through the low face of cell c of the layer: at most a
 * quarter of what the sweeps have left in the lighter of both cells, so that no cell gives more than half of its air.
 */
static double exchanged(const lt_layer_task *a, int along_y, double dt, ptrdiff_t c) {
    const double *mixed = (along_y ? a->air->mixed_y : a->air->mixed_x) + a->k * a->air->layer, *mass = a->w->mass;
    double low = mass[c - (along_y ? a->air->row : 1)], light = low < mass[c] ? low : mass[c];
    return dt * mixed[c] < 0.25 * light ? dt * mixed[c] : 0.25 * light;
}

/* Shares of horizontal diffusion in one direction from the mass that the sweeps leave. */
static void prepare_diffusion(const lt_layer_task *a, lt_pass step) {
    const lt_air *air = a->air;
    const int along_y = step.along_y, end = along_y ? air->j_end : air->i_end;
    const ptrdiff_t next = along_y ? air->row : 1;
    lt_real *low = a->w->shares[2 * along_y], *high = a->w->shares[2 * along_y + 1];
    for (int j = 0; j < air->ny; ++j)
        for (int i = 0; i < air->nx; ++i) {
            const ptrdiff_t c = lt_air_at(air, 0, j, i);
            const int last = (along_y ? j : i) == end - 1;
            const double mass = a->w->mass[c], up = last ? 0.0 : exchanged(a, along_y, step.dt, c + next);
            low[j * air->nx + i] = (lt_real)(exchanged(a, along_y, step.dt, c) / mass);
            high[j * air->nx + i] = (lt_real)(up / mass);
        }
}

/* What the diffusion of a block is about to carry through faces where regions end. */
static void add_diffusion(const lt_layer_task *a, int along_y, double dt, int b, int first, int end) {
    const lt_outline *o = a->crossings->outline;
    const lt_state_block *block = &a->state->blocks[b];
    const lt_block *p = &block->place;
    int along = along_y ? LT_ALONG_Y : LT_ALONG_X;
    ptrdiff_t back = along_y ? block->row : 1;
    for (int s = first; s < end; ++s) {
        double *through = lt_outline_through(o, along, s, a->k);
        for (int f = o->first[along][b]; f < o->first[along][b + 1]; ++f) {
            int j = o->place[along][f].j, i = o->place[along][f].i;
            const lt_real *q = lt_state_slab(block, s, a->k) + j * block->row + i;
            double air = exchanged(a, along_y, dt, lt_air_at(a->air, 0, p->j0 + j, p->i0 + i));
            through[f] += air * ((double)q[-back] - (double)q[0]);
        }
    }
}

static void diffuse(const lt_layer_task *a, lt_pass step, int first, int end) {
    const int along_y = step.along_y;
    for (int b = 0; b < a->state->decomp.n_blocks; ++b) {
        const lt_state_block *block = &a->state->blocks[b];
        const lt_block *p = &block->place;
        ptrdiff_t at = (ptrdiff_t)p->j0 * a->air->nx + p->i0;
        const lt_slab_exchange slab = {
            p->ni, p->nj, along_y, a->air->nx, a->w->shares[2 * along_y] + at, a->w->shares[2 * along_y + 1] + at};
        const lt_slab_species species = {end - first, lt_state_slab(block, first, a->k), block->row, block->species,
                                         a->w->work};
        if (a->crossings->outline) add_diffusion(a, along_y, step.dt, b, first, end);
        a->t->kernels->diffuse_xy(&slab, &species);
    }
}

/* The leg of species first .. end - 1 of a layer, as many passes at a time as there is room for tables, and what the
 * next leg wants. */
static void run_leg(const lt_layer_task *a, const lt_passes *passes, const lt_leg *leg, int first, int end) {
    const int group = a->t->group, packs = leg->end < passes->n;
    const int next_along_y = packs ? pass_of(a->air, passes, leg->end).along_y : 0;
    for (int from = leg->from, to; from < leg->end; from = to) {
        /* Diffusion takes no room. */
        to = from + LT_TABLES >= passes->n_advection || from + LT_TABLES > leg->end ? leg->end : from + LT_TABLES;
        for (int n = from; n < to; ++n) {
            const lt_pass pass = pass_of(a->air, passes, n);
            pass.diffuses ? prepare_diffusion(a, pass) : prepare_advection(a, n - from, pass);
        }
        for (int s = first; s < end; s += group) {
            const int s_end = s + group < end ? s + group : end;
            for (int n = from; n < to; ++n) {
                const lt_pass pass = pass_of(a->air, passes, n);
                fill_halos(a, pass.along_y, s, s_end);
                pass.diffuses ? diffuse(a, pass, s, s_end) : advect(a, n - from, pass, s, s_end);
            }
            if (packs && to == leg->end) pack_halos(a, next_along_y, s, s_end);
        }
    }
}

/* Species that go together: an even number, for a scheme may take them in pairs. */
int lt_transport_group(const lt_state *state) {
    size_t slab = 0;
    for (int b = 0; b < state->decomp.n_blocks; ++b) slab += (size_t)state->blocks[b].layer * sizeof(lt_real);
    size_t n = LT_GROUP_BYTES / slab / 2 * 2;
    return n < 2 ? 2 : n < (size_t)state->n_species ? (int)n : state->n_species;
}

/* Tasks of a layer: more than one where there are many threads for few layers. */
static int shares_of_layer(const lt_transport *t, const lt_state *state, int layers) {
    int groups = (state->n_species + t->group - 1) / t->group, wanted = (4 * t->n_workers + layers - 1) / layers;
    return wanted < groups ? wanted : groups;
}

/* A leg of all species in the layers of a chunk. */
static void run_chunk(const lt_transport *t, lt_state *state, const lt_air *air, const lt_passes *passes,
                      const lt_leg *leg, int chunk, const lt_border *border, lt_crossings *crossings) {
    const int k0 = lt_halo_layer(t->halo, chunk), layers = lt_halo_layer(t->halo, chunk + 1) - k0;
    const int shares = shares_of_layer(t, state, layers), groups = (state->n_species + t->group - 1) / t->group;
    const size_t layer_bytes = (size_t)air->layer * sizeof(double);
#pragma omp parallel for schedule(dynamic) num_threads(t->n_workers)
    for (int n = 0; n < layers * shares; ++n) {
        const int k = k0 + n / shares, share = n % shares;
        const int first = share * groups / shares * t->group, end = (share + 1) * groups / shares * t->group;
        const lt_layer_task task = {t, state, air, &t->workers[omp_get_thread_num()], k, border, crossings};
        memcpy(task.w->mass, leg->mass + k * air->layer, layer_bytes);
        run_leg(&task, passes, leg, first, end < state->n_species ? end : state->n_species);
        if (share == 0) memcpy(leg->moved + k * air->layer, task.w->mass, layer_bytes);
    }
}

/* What the first leg wants. */
static lt_status post_first(const lt_transport *t, const lt_state *state, int along_y) {
    for (int chunk = 0; chunk < lt_halo_chunks(t->halo); ++chunk) {
        const int k0 = lt_halo_layer(t->halo, chunk), k_end = lt_halo_layer(t->halo, chunk + 1);
        const double since = lt_wall_seconds();
#pragma omp parallel for schedule(static) num_threads(t->n_workers)
        for (int n = 0; n < (k_end - k0) * state->n_species; ++n)
            lt_halo_pack(t->halo, state, along_y, n % state->n_species, k0 + n / state->n_species);
        t->workers[0].packing_s += t->n_workers * (lt_wall_seconds() - since);
        LT_TRY(lt_halo_post(t->halo, chunk, along_y));
    }
    return LT_OK;
}

lt_status lt_transport_horizontal(lt_transport *t, lt_state *state, lt_air *air, double dt, int first_along_y,
                                  const lt_border *border, lt_crossings *crossings) {
    const lt_passes passes = passes_of(air, dt, first_along_y);
    if (lt_halo_asks(t->halo, first_along_y)) LT_TRY(post_first(t, state, first_along_y));
    for (lt_leg leg = {0}; leg.from < passes.n; leg.from = leg.end) {
        const int waits = lt_halo_asks(t->halo, pass_of(air, &passes, leg.from).along_y);
        leg.mass = air->mass;
        leg.moved = air->moved;
        do ++leg.end;
        while (leg.end < passes.n && !lt_halo_asks(t->halo, pass_of(air, &passes, leg.end).along_y));
        for (int chunk = 0; chunk < lt_halo_chunks(t->halo); ++chunk) {
            if (waits) LT_TRY(lt_halo_wait(t->halo, chunk));
            run_chunk(t, state, air, &passes, &leg, chunk, border, crossings);
            if (leg.end < passes.n) LT_TRY(lt_halo_post(t->halo, chunk, pass_of(air, &passes, leg.end).along_y));
        }
        lt_air_take_moved(air);
    }
    return LT_OK;
}
