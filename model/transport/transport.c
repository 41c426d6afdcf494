#include "model/transport/transport.h"

#include "base/status.h"

#include <string.h>

/* A task is one species on one block: it owns its part of the state, its scratch and its sums, so the tasks of a sweep
 * run in any order on any number of threads and give the same bits. */
typedef struct lt_task {
    int b, s;
    double *scratch, *line_in, *line_out;
    lt_exactsum in, out, top_in, top_out, deposited;
} lt_task;

struct lt_transport {
    const lt_kernels *kernels;
    int n_tasks;
    lt_task *tasks;
};

static lt_status task_create(const lt_state_block *block, int nz, lt_task *task) {
    int ni = block->place.ni, nj = block->place.nj, lines = 2 * (ni > nj ? ni : nj);
    size_t sweep = lt_kernel_sweep_scratch(ni, nj), row = lt_kernel_row_scratch(ni, nz);
    LT_TRY(lt_calloc(sweep > row ? sweep : row, sizeof(double), &task->scratch));
    LT_TRY(lt_calloc((size_t)lines, sizeof(double), &task->line_in));
    return lt_calloc((size_t)lines, sizeof(double), &task->line_out);
}

lt_status lt_transport_create(const lt_state *state, const lt_kernels *kernels, lt_transport **out) {
    lt_transport *t;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *t, &t));
    t->kernels = kernels;
    lt_status status;
    LT_TRY_GOTO(status, lt_calloc((size_t)(state->decomp.n_blocks * LT_N_SPECIES), sizeof *t->tasks, &t->tasks), fail);
    t->n_tasks = state->decomp.n_blocks * LT_N_SPECIES;
    for (int n = 0; n < t->n_tasks; ++n) {
        t->tasks[n].b = n / LT_N_SPECIES;
        t->tasks[n].s = n % LT_N_SPECIES;
        LT_TRY_GOTO(status, task_create(&state->blocks[t->tasks[n].b], state->nz, &t->tasks[n]), fail);
    }
    *out = t;
    return LT_OK;
fail:
    lt_transport_free(t);
    return status;
}

void lt_transport_free(lt_transport *t) {
    if (!t) return;
    for (int n = 0; n < t->n_tasks; ++n) {
        lt_free(t->tasks[n].scratch);
        lt_free(t->tasks[n].line_in);
        lt_free(t->tasks[n].line_out);
    }
    lt_free(t->tasks);
    lt_free(t);
}

static void sweep_slabs(const lt_transport *t, const lt_state *state, const lt_air *air, lt_task *task, double dt,
                        int along_y) {
    const lt_state_block *b = &state->blocks[task->b];
    int lines = 2 * (along_y ? b->place.ni : b->place.nj); /* low and high sides */
    int at = along_y ? b->place.by : b->place.bx, last = (along_y ? state->decomp.nby : state->decomp.nbx) - 1;
    for (int k = 0; k < state->nz; ++k) {
        memset(task->line_in, 0, (size_t)lines * sizeof(double));
        memset(task->line_out, 0, (size_t)lines * sizeof(double));
        ptrdiff_t c = lt_air_at(air, k, b->place.j0, b->place.i0);
        lt_slab_sweep sweep = {.ni = b->place.ni,
                               .nj = b->place.nj,
                               .q_stride = b->row,
                               .mass_stride = air->row,
                               .flux_stride = air->row,
                               .q = lt_state_slab(b, task->s, k),
                               .mass = air->mass + c,
                               .flux = (along_y ? air->flux_y : air->flux_x) + c,
                               .dt = dt,
                               .low_border = at == 0,
                               .high_border = at == last,
                               .scratch = task->scratch,
                               .border_in = task->line_in,
                               .border_out = task->line_out};
        if (along_y)
            t->kernels->advect_y(&sweep);
        else
            t->kernels->advect_x(&sweep);
        lt_exactsum_add_n(&task->in, task->line_in, lines);
        lt_exactsum_add_n(&task->out, task->line_out, lines);
    }
}

static void sweep_horizontal(lt_transport *t, lt_state *state, lt_air *air, double dt, int along_y,
                             const double *border) {
    int n_steps = along_y ? air->steps_y : air->steps_x;
    double dts = dt / n_steps;
    for (int step = 0; step < n_steps; ++step) {
#pragma omp parallel for schedule(dynamic)
        for (int n = 0; n < t->n_tasks; ++n) {
            if (along_y)
                lt_state_halo_y(state, t->tasks[n].b, t->tasks[n].s, border);
            else
                lt_state_halo_x(state, t->tasks[n].b, t->tasks[n].s, border);
        }
#pragma omp parallel for schedule(dynamic)
        for (int n = 0; n < t->n_tasks; ++n) sweep_slabs(t, state, air, &t->tasks[n], dts, along_y);
        if (along_y)
            lt_air_advance_y(air, dts);
        else
            lt_air_advance_x(air, dts);
    }
}

static lt_row_columns columns_of(const lt_state *state, const lt_air *air, const lt_task *task, int j, double dt) {
    const lt_state_block *b = &state->blocks[task->b];
    return (lt_row_columns){.ni = b->place.ni,
                            .nz = state->nz,
                            .q_layer = b->layer,
                            .mass_layer = air->layer,
                            .q = lt_state_slab(b, task->s, 0) + j * b->row,
                            .mass = air->mass + lt_air_at(air, 0, b->place.j0 + j, b->place.i0),
                            .dt = dt,
                            .scratch = task->scratch};
}

/* upward holds the air of the whole step; a sub-step moves an equal share of it. */
static void sweep_vertical(lt_transport *t, lt_state *state, lt_air *air, const double *border) {
    double share = 1.0 / air->steps_z;
    ptrdiff_t n_air = air->layer * (air->nz + 1);
    if (air->steps_z > 1)
        for (ptrdiff_t c = 0; c < n_air; ++c) air->upward[c] *= share;
    for (int step = 0; step < air->steps_z; ++step) {
#pragma omp parallel for schedule(dynamic)
        for (int n = 0; n < t->n_tasks; ++n) {
            lt_task *task = &t->tasks[n];
            const lt_block *place = &state->blocks[task->b].place;
            double top_value = (double)(lt_real)border[task->s * state->nz + state->nz - 1];
            for (int j = 0; j < place->nj; ++j) {
                lt_row_columns row = columns_of(state, air, task, j, 0.0);
                memset(task->line_in, 0, (size_t)place->ni * sizeof(double));
                memset(task->line_out, 0, (size_t)place->ni * sizeof(double));
                t->kernels->advect_z(&row, air->upward + lt_air_at(air, 0, place->j0 + j, place->i0), top_value,
                                     task->line_in, task->line_out);
                lt_exactsum_add_n(&task->top_in, task->line_in, place->ni);
                lt_exactsum_add_n(&task->top_out, task->line_out, place->ni);
            }
        }
        lt_air_advance_z(air);
    }
}

static void clear_tasks(lt_transport *t) {
    for (int n = 0; n < t->n_tasks; ++n) {
        lt_exactsum *sums[] = {&t->tasks[n].in, &t->tasks[n].out, &t->tasks[n].top_in, &t->tasks[n].top_out,
                               &t->tasks[n].deposited};
        for (int m = 0; m < 5; ++m) lt_exactsum_clear(sums[m]);
    }
}

static void collect_tasks(const lt_transport *t, lt_crossings *c) {
    for (int n = 0; n < t->n_tasks; ++n) {
        const lt_task *task = &t->tasks[n];
        lt_exactsum_merge(&c->in[task->s], &task->in);
        lt_exactsum_merge(&c->out[task->s], &task->out);
        lt_exactsum_merge(&c->top_in[task->s], &task->top_in);
        lt_exactsum_merge(&c->top_out[task->s], &task->top_out);
        lt_exactsum_merge(&c->deposited[task->s], &task->deposited);
    }
}

void lt_transport_advect(lt_transport *t, lt_state *state, lt_air *air, double dt, int odd, const double *border,
                         lt_crossings *crossings) {
    clear_tasks(t);
    if (odd)
        sweep_vertical(t, state, air, border);
    else
        sweep_horizontal(t, state, air, dt, 0, border);
    sweep_horizontal(t, state, air, dt, 1, border);
    if (odd)
        sweep_horizontal(t, state, air, dt, 0, border);
    else
        sweep_vertical(t, state, air, border);
    lt_air_end_step(air);
    collect_tasks(t, crossings);
}

/* The kernels want all layered arrays with the strides of the air arrays; exchange, source and swept are padded so. */
void lt_transport_solve(lt_transport *t, lt_state *state, const lt_air *air, double dt, const double *exchange,
                        double *const *source, double *const *swept, lt_crossings *crossings) {
    clear_tasks(t);
#pragma omp parallel for schedule(dynamic)
    for (int n = 0; n < t->n_tasks; ++n) {
        lt_task *task = &t->tasks[n];
        const lt_block *place = &state->blocks[task->b].place;
        for (int j = 0; j < place->nj; ++j) {
            lt_row_columns row = columns_of(state, air, task, j, dt);
            ptrdiff_t at = lt_air_at(air, 0, place->j0 + j, place->i0);
            memset(task->line_out, 0, (size_t)place->ni * sizeof(double));
            t->kernels->solve_columns(&row, exchange + at, source[task->s] ? source[task->s] + at : NULL,
                                      swept[task->s] + at, task->line_out);
            lt_exactsum_add_n(&task->deposited, task->line_out, place->ni);
        }
    }
    collect_tasks(t, crossings);
}
