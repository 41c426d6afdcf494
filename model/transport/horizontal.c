/* horizontal.c - the horizontal sweeps of a step. Layers do not know each other: a task is a layer with some of its
 * species. It makes the tables of the air once for all of them, then carries group after group through the sub-steps of
 * both directions; a group is as many species as the second-level cache holds. */
#include "model/transport/outline.h"
#include "model/transport/transport_private.h"

#include <omp.h>
#include <string.h>

/* What the slabs of a group may take, of the 1 MB that a core's second-level cache has at the least of what is sold
 * for servers since 2019; the rest is for tables. */
enum { LT_GROUP_BYTES = 600000 };

/* One sub-step of a step. */
typedef struct lt_sub_step {
    int along_y;
    double dt;
} lt_sub_step;

/* One task: sub-steps of layer k. */
typedef struct lt_layer_task {
    const lt_transport *t;
    lt_state *state;
    const lt_air *air;
    lt_worker *w;
    int k;
    const lt_border *border;
    lt_crossings *crossings;
} lt_layer_task;

static lt_sub_step sub_step(const lt_air *air, int n, double dt, int first_along_y) {
    int first = first_along_y ? air->steps_y : air->steps_x, along_y = n < first ? first_along_y : !first_along_y;
    return (lt_sub_step){along_y, dt / (along_y ? air->steps_y : air->steps_x)};
}

static lt_slab slab_of(const lt_layer_task *a, int slot, int b, lt_sub_step step) {
    const lt_decomp *d = &a->state->decomp;
    const lt_block *p = &d->blocks[b];
    int at = step.along_y ? p->by : p->bx, last = (step.along_y ? d->nby : d->nbx) - 1;
    ptrdiff_t in_layer = lt_air_at(a->air, 0, p->j0, p->i0);
    return (lt_slab){.ni = p->ni,
                     .nj = p->nj,
                     .along_y = step.along_y,
                     .low_border = at == 0,
                     .high_border = at == last,
                     .air_row = a->air->row,
                     .mass = a->w->mass + in_layer,
                     .flux = (step.along_y ? a->air->flux_y : a->air->flux_x) + a->k * a->air->layer + in_layer,
                     .dt = step.dt,
                     .table = a->w->table + (size_t)slot * a->t->table_at[d->n_blocks] + a->t->table_at[b]};
}

/* Tables of one sub-step; w->mass goes along. */
static void prepare(const lt_layer_task *a, int slot, lt_sub_step step) {
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
    for (int b = 0; b < a->state->decomp.n_blocks; ++b)
        for (int s = first; s < end; ++s)
            (along_y ? lt_state_halo_y : lt_state_halo_x)(a->state, b, s, a->k, a->border);
}

/* One sub-step of species first .. end - 1. */
static void sweep(const lt_layer_task *a, int slot, lt_sub_step step, int first, int end) {
    fill_halos(a, step.along_y, first, end);
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

/* Shares of horizontal diffusion from the mass that the sweeps leave. */
static void prepare_diffusion(const lt_layer_task *a, double dt) {
    const lt_air *air = a->air;
    for (int along_y = 0; along_y < 2; ++along_y)
        for (int j = 0; j < air->ny; ++j)
            for (int i = 0; i < air->nx; ++i) {
                ptrdiff_t c = lt_air_at(air, 0, j, i), high = c + (along_y ? air->row : 1);
                int last = along_y ? j == air->ny - 1 : i == air->nx - 1;
                double mass = a->w->mass[c], up = last ? 0.0 : exchanged(a, along_y, dt, high);
                a->w->shares[2 * along_y][j * air->nx + i] = (lt_real)(exchanged(a, along_y, dt, c) / mass);
                a->w->shares[2 * along_y + 1][j * air->nx + i] = (lt_real)(up / mass);
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

static void diffuse(const lt_layer_task *a, int along_y, double dt, int first, int end) {
    fill_halos(a, along_y, first, end);
    for (int b = 0; b < a->state->decomp.n_blocks; ++b) {
        const lt_state_block *block = &a->state->blocks[b];
        const lt_block *p = &block->place;
        ptrdiff_t at = (ptrdiff_t)p->j0 * a->air->nx + p->i0;
        const lt_slab_exchange slab = {
            p->ni, p->nj, along_y, a->air->nx, a->w->shares[2 * along_y] + at, a->w->shares[2 * along_y + 1] + at};
        const lt_slab_species species = {end - first, lt_state_slab(block, first, a->k), block->row, block->species,
                                         a->w->work};
        if (a->crossings->outline) add_diffusion(a, along_y, dt, b, first, end);
        a->t->kernels->diffuse_xy(&slab, &species);
    }
}

/* All sub-steps of species first .. end - 1 of a layer, as many at a time as there is room for tables. */
static void sweep_layer(const lt_layer_task *a, double dt, int first_along_y, int first, int end) {
    int n_steps = a->air->steps_x + a->air->steps_y, group = a->t->group;
    for (int from = 0; from < n_steps; from += LT_TABLES) {
        int n = n_steps - from < LT_TABLES ? n_steps - from : LT_TABLES;
        for (int slot = 0; slot < n; ++slot) prepare(a, slot, sub_step(a->air, from + slot, dt, first_along_y));
        int diffuses = a->air->mixed_x && from + n == n_steps;
        if (diffuses) prepare_diffusion(a, dt);
        for (int s = first; s < end; s += group) {
            int s_end = s + group < end ? s + group : end;
            for (int slot = 0; slot < n; ++slot)
                sweep(a, slot, sub_step(a->air, from + slot, dt, first_along_y), s, s_end);
            if (diffuses) diffuse(a, first_along_y, dt, s, s_end);
            if (diffuses) diffuse(a, !first_along_y, dt, s, s_end);
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
static int shares_of_layer(const lt_transport *t, const lt_state *state) {
    int groups = (state->n_species + t->group - 1) / t->group, wanted = (4 * t->n_workers + state->nz - 1) / state->nz;
    return wanted < groups ? wanted : groups;
}

void lt_transport_horizontal(lt_transport *t, lt_state *state, lt_air *air, double dt, int first_along_y,
                             const lt_border *border, lt_crossings *crossings) {
    int shares = shares_of_layer(t, state), groups = (state->n_species + t->group - 1) / t->group;
    size_t layer_bytes = (size_t)air->layer * sizeof(double);
#pragma omp parallel for schedule(dynamic) num_threads(t->n_workers)
    for (int n = 0; n < state->nz * shares; ++n) {
        int k = n / shares, share = n % shares;
        int first = share * groups / shares * t->group, end = (share + 1) * groups / shares * t->group;
        const lt_layer_task task = {t, state, air, &t->workers[omp_get_thread_num()], k, border, crossings};
        memcpy(task.w->mass, air->mass + k * air->layer, layer_bytes);
        sweep_layer(&task, dt, first_along_y, first, end < state->n_species ? end : state->n_species);
        if (share == 0) memcpy(air->moved + k * air->layer, task.w->mass, layer_bytes);
    }
    lt_air_take_moved(air);
}
