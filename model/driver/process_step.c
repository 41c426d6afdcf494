/* process_step.c - process budget: what is in a column, and what a step of a process changed there. */
#include "model/driver/process_sums.h"

#include <string.h>

/* kg of an item in the share of a cell, layer k. */
static double held_in(const lt_process_item *item, const lt_process_cell *cell, const lt_state *state,
                      const lt_air *air, int k) {
    double ratio = 0.0;
    for (int n = 0; n < item->n_parts; ++n)
        ratio += item->weight[n] * (double)lt_state_slab(&state->blocks[cell->block], item->species[n], k)[cell->place];
    return cell->share * ratio * air->mass[lt_air_at(air, k, cell->j, cell->i)];
}

typedef double lt_by_depth[LT_N_DEPTHS];

/* What a column now holds of an item, and what its layers won and lost since they were measured before. */
typedef struct lt_measured {
    lt_by_depth burden, won, lost;
} lt_measured;

static lt_measured measure(const lt_process_budget *p, int item, int c, const lt_state *state, const lt_air *air) {
    lt_measured m = {{0}, {0}, {0}};
    double *held = p->held + ((ptrdiff_t)item * p->first[LT_N_PREFECTURES] + c) * p->nz;
    for (int k = 0; k < p->nz; ++k) {
        const double now = held_in(&p->items[item], &p->cells[c], state, air, k), won = now - held[k];
        lt_process_add_layer(p, k, now, m.burden);
        lt_process_add_layer(p, k, won, won > 0.0 ? m.won : m.lost);
        held[k] = now;
    }
    return m;
}

static double ratio_of(double kg, double air) {
    return air > 0.0 ? kg / air : 0.0;
}

/* The column takes what is there; nobody did it. */
static void take(const lt_measured *m, lt_process_column *column) {
    for (int d = 0; d < LT_N_DEPTHS; ++d) column->at[d].burden = m->burden[d];
}

lt_status lt_process_begin_columns(lt_process_budget *p, const lt_state *state, const lt_air *air) {
    const int cells = p->first[LT_N_PREFECTURES];
    p->step = 0;
    lt_process_sum_air(p, air, p->sums);
    LT_TRY(lt_sum_ranks(&p->comm, p->sums, lt_process_air_sums(p) * sizeof *p->sums));
    lt_process_take_air(p, p->sums);
    memset(p->column, 0, (size_t)p->n_items * (size_t)cells * sizeof *p->column);
#pragma omp parallel for schedule(static)
    for (int n = 0; n < p->n_items * cells; ++n) {
        const lt_measured m = measure(p, n / cells, n % cells, state, air);
        take(&m, lt_process_column_of(p, n / cells, n % cells));
    }
    return LT_OK;
}

/* --- an hour --- */

static void emit(const lt_process_budget *p, int item, int c, const lt_source *source, const lt_air *air) {
    const lt_process_cell *cell = &p->cells[c];
    for (int n = 0; n < p->items[item].n_parts; ++n) {
        const lt_source *s = &source[p->items[item].species[n]];
        const double part = s->mask ? (double)s->mask[lt_air_at(air, 0, cell->j, cell->i)] : 1.0;
        for (int k = 0; k < s->layers; ++k)
            lt_process_add_layer(p, k,
                                 cell->share * p->items[item].weight[n] * part *
                                     (double)s->rate[lt_air_at(air, k, cell->j, cell->i)],
                                 lt_process_column_of(p, item, c)->emitted);
    }
}

lt_status lt_process_budget_begin_hour(lt_process_budget *p, const lt_state *state, const lt_air *air,
                                       const lt_source *source) {
    LT_TRY(lt_process_begin_columns(p, state, air));
    for (int item = 0; item < p->n_items; ++item)
        for (int c = 0; c < p->first[LT_N_PREFECTURES]; ++c) emit(p, item, c, source, air);
    return LT_OK;
}

/* kg of an item that crossed the ground of a cell's share, of one of the fields of the crossings. */
static double crossed(const lt_process_budget *p, int item, int c, const lt_crossings *crossings, const double *field) {
    double kg = 0.0;
    for (int n = 0; n < p->items[item].n_parts; ++n)
        kg += p->cells[c].share * p->items[item].weight[n] *
              field[lt_crossings_column(crossings, p->items[item].species[n], p->cells[c].j, p->cells[c].i)];
    return kg;
}

/* One step of one process in one column: kg, and what that is of the region's air. */
#define ADD(terms, process, amount, air)                                                                               \
    do {                                                                                                               \
        const double add_ = (amount);                                                                                  \
        (terms)->kg.process += add_;                                                                                   \
        (terms)->mean.process += ratio_of(add_, air);                                                                  \
    } while (0)

/* The air is another one. */
static void add_transport(lt_process_terms *terms, double burden, double before, double air) {
    terms->kg.transport += burden - terms->burden;
    terms->mean.transport += ratio_of(burden, air) - ratio_of(terms->burden, before);
}

static void add_solve(lt_process_terms *terms, int depth, double kg, double emitted, double dry, double air) {
    ADD(terms, emission, emitted, air);
    ADD(terms, dry, dry, air);
    if (depth != LT_DEPTH_COLUMN) ADD(terms, mixing, kg - emitted - dry, air);
}

static void add_chemistry(lt_process_terms *terms, double kg, double won, double lost, double air) {
    ADD(terms, chemistry, kg, air);
    ADD(terms, produced, won, air);
    ADD(terms, destroyed, lost, air);
}

/* What came down since it was asked before, < 0. */
static double came_down(const lt_process_budget *p, lt_process_stage stage, int item, int c,
                        const lt_crossings *crossings) {
    lt_process_column *column = lt_process_column_of(p, item, c);
    if (stage != LT_AFTER_SOLVE && stage != LT_AFTER_RAIN) return 0.0;
    double *before = stage == LT_AFTER_SOLVE ? &column->deposited : &column->washed, then = *before;
    *before = crossed(p, item, c, crossings, stage == LT_AFTER_SOLVE ? crossings->deposited : crossings->washed);
    return then - *before;
}

static void step_column(const lt_process_budget *p, lt_process_stage stage, int item, int c, const lt_state *state,
                        const lt_air *air, const lt_crossings *crossings, double dt) {
    lt_process_column *column = lt_process_column_of(p, item, c);
    const lt_measured m = measure(p, item, c, state, air);
    const double down = came_down(p, stage, item, c, crossings), *here = p->air[p->step][p->cells[c].region];
    for (int d = 0; d < LT_N_DEPTHS; ++d) {
        lt_process_terms *terms = &column->at[d];
        const double kg = m.burden[d] - terms->burden;
        switch (stage) {
        case LT_AFTER_TRANSPORT:
            add_transport(terms, m.burden[d], p->air[p->step - 1][p->cells[c].region][d], here[d]);
            break;
        case LT_AFTER_SOLVE:
            add_solve(terms, d, kg, column->emitted[d] * dt, down, here[d]);
            break;
        case LT_AFTER_CHEMISTRY:
            add_chemistry(terms, kg, m.won[d], m.lost[d], here[d]);
            break;
        case LT_AFTER_RAIN:
            ADD(terms, wet, d == LT_DEPTH_COLUMN ? down : kg, here[d]);
            break;
        }
    }
    take(&m, column);
}

void lt_process_budget_step(lt_process_budget *p, lt_process_stage stage, const lt_state *state, const lt_air *air,
                            const lt_crossings *crossings, double dt) {
    const int cells = p->first[LT_N_PREFECTURES];
    if (stage == LT_AFTER_TRANSPORT) p->step += 1;
#pragma omp parallel for schedule(static)
    for (int n = 0; n < p->n_items * cells; ++n) step_column(p, stage, n / cells, n % cells, state, air, crossings, dt);
}
