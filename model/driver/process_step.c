/* process_step.c - process budget: burdens, and what a step of a process changed in them. */
#include "model/driver/process_budget.h"

#include <string.h>

typedef double lt_by_depth[LT_N_DEPTHS];

/* Layer k of a column counts for all depths that hold it. */
static void add_layer(const lt_process_budget *p, int k, double kg, lt_by_depth sum) {
    if (k == 0) sum[LT_DEPTH_GROUND] += kg;
    if (k < p->n_low) sum[LT_DEPTH_LOW] += kg;
    sum[LT_DEPTH_COLUMN] += kg;
}

static void sum_air(lt_process_budget *p, const lt_air *air) {
#pragma omp parallel for schedule(static)
    for (int r = 0; r < LT_N_PREFECTURES; ++r) {
        memset(p->air[r], 0, sizeof p->air[r]);
        for (int c = p->first[r]; c < p->first[r + 1]; ++c)
            for (int k = 0; k < p->nz; ++k)
                add_layer(p, k, p->cells[c].share * air->mass[lt_air_at(air, k, p->cells[c].j, p->cells[c].i)],
                          p->air[r]);
    }
}

/* kg of an item in the share of a cell, layer k. */
static double held_in(const lt_process_item *item, const lt_process_cell *cell, const lt_state *state,
                      const lt_air *air, int k) {
    double ratio = 0.0;
    for (int n = 0; n < item->n_parts; ++n)
        ratio += item->weight[n] * (double)lt_state_slab(&state->blocks[cell->block], item->species[n], k)[cell->place];
    return cell->share * ratio * air->mass[lt_air_at(air, k, cell->j, cell->i)];
}

/* What a region now holds of an item, and what the cells won and lost since they were measured before. */
typedef struct lt_measured {
    lt_by_depth burden, won, lost;
} lt_measured;

static lt_measured measure(lt_process_budget *p, int item, int r, const lt_state *state, const lt_air *air) {
    lt_measured m = {{0}, {0}, {0}};
    for (int c = p->first[r]; c < p->first[r + 1]; ++c) {
        double *held = p->held + ((ptrdiff_t)item * p->first[LT_N_PREFECTURES] + c) * p->nz;
        for (int k = 0; k < p->nz; ++k) {
            const double now = held_in(&p->items[item], &p->cells[c], state, air, k), won = now - held[k];
            add_layer(p, k, now, m.burden);
            add_layer(p, k, won, won > 0.0 ? m.won : m.lost);
            held[k] = now;
        }
    }
    return m;
}

static double ratio_of(double kg, double air) {
    return air > 0.0 ? kg / air : 0.0;
}

/* The line takes what is there; nobody did it. */
static void take(const lt_process_budget *p, int item, int r, const lt_measured *m) {
    for (int d = 0; d < LT_N_DEPTHS; ++d) {
        lt_process_line *l = lt_process_line_of(p, item, r, d);
        l->burden = m->burden[d];
        l->ratio = ratio_of(l->burden, p->air[r][d]);
    }
}

static void measure_all(lt_process_budget *p, const lt_state *state, const lt_air *air) {
    sum_air(p, air);
#pragma omp parallel for schedule(dynamic)
    for (int n = 0; n < p->n_items * LT_N_PREFECTURES; ++n) {
        const lt_measured m = measure(p, n / LT_N_PREFECTURES, n % LT_N_PREFECTURES, state, air);
        take(p, n / LT_N_PREFECTURES, n % LT_N_PREFECTURES, &m);
    }
}

void lt_process_budget_begin(lt_process_budget *p, const lt_state *state, const lt_air *air) {
    measure_all(p, state, air);
    for (int n = 0; n < lt_process_n_lines(p); ++n) lt_process_next_hour(&p->line[n]);
}

/* --- an hour --- */

static void emit(const lt_process_budget *p, int item, int r, const lt_source *source, const lt_air *air) {
    lt_by_depth rate = {0};
    for (int c = p->first[r]; c < p->first[r + 1]; ++c) {
        const lt_process_cell *cell = &p->cells[c];
        for (int n = 0; n < p->items[item].n_parts; ++n) {
            const lt_source *s = &source[p->items[item].species[n]];
            const double part = s->mask ? (double)s->mask[lt_air_at(air, 0, cell->j, cell->i)] : 1.0;
            for (int k = 0; k < s->layers; ++k)
                add_layer(p, k,
                          cell->share * p->items[item].weight[n] * part *
                              (double)s->rate[lt_air_at(air, k, cell->j, cell->i)],
                          rate);
        }
    }
    for (int d = 0; d < LT_N_DEPTHS; ++d) lt_process_line_of(p, item, r, d)->emitted = rate[d];
}

void lt_process_budget_begin_hour(lt_process_budget *p, const lt_state *state, const lt_air *air,
                                  const lt_source *source) {
    measure_all(p, state, air);
    for (int item = 0; item < p->n_items; ++item)
        for (int r = 0; r < LT_N_PREFECTURES; ++r) emit(p, item, r, source, air);
}

/* kg of an item that crossed the ground of a region, of one of the fields of the crossings. */
static double crossed(const lt_process_budget *p, int item, int r, const lt_crossings *crossings, const double *field) {
    double kg = 0.0;
    for (int c = p->first[r]; c < p->first[r + 1]; ++c)
        for (int n = 0; n < p->items[item].n_parts; ++n)
            kg += p->cells[c].share * p->items[item].weight[n] *
                  field[lt_crossings_column(crossings, p->items[item].species[n], p->cells[c].j, p->cells[c].i)];
    return kg;
}

/* One step of one process on one line: kg, and what that is of the air. */
#define ADD(line, process, amount, air)                                                                                \
    do {                                                                                                               \
        const double add_ = (amount);                                                                                  \
        (line)->kg.process += add_;                                                                                    \
        (line)->mean.process += ratio_of(add_, air);                                                                   \
    } while (0)

static void add_solve(lt_process_line *l, int depth, double kg, double deposited, double dt, double air) {
    const double emitted = l->emitted * dt, dry = l->deposited - deposited;
    ADD(l, emission, emitted, air);
    ADD(l, dry, dry, air);
    if (depth != LT_DEPTH_COLUMN) ADD(l, mixing, kg - emitted - dry, air);
    l->deposited = deposited;
}

static void add_rain(lt_process_line *l, int depth, double kg, double washed, double air) {
    ADD(l, wet, depth == LT_DEPTH_COLUMN ? l->washed - washed : kg, air);
    l->washed = washed;
}

static void step_region(lt_process_budget *p, lt_process_stage stage, int item, int r, const lt_state *state,
                        const lt_air *air, const lt_crossings *crossings, double dt) {
    const lt_measured m = measure(p, item, r, state, air);
    double down = 0.0;
    if (stage == LT_AFTER_SOLVE) down = crossed(p, item, r, crossings, crossings->deposited);
    if (stage == LT_AFTER_RAIN) down = crossed(p, item, r, crossings, crossings->washed);
    for (int d = 0; d < LT_N_DEPTHS; ++d) {
        lt_process_line *l = lt_process_line_of(p, item, r, d);
        const double kg = m.burden[d] - l->burden, here = p->air[r][d];
        switch (stage) {
        case LT_AFTER_TRANSPORT: /* the air is another one */
            l->kg.transport += kg;
            l->mean.transport += ratio_of(m.burden[d], here) - l->ratio;
            break;
        case LT_AFTER_SOLVE:
            add_solve(l, d, kg, down, dt, here);
            break;
        case LT_AFTER_CHEMISTRY:
            ADD(l, chemistry, kg, here);
            ADD(l, produced, m.won[d], here);
            ADD(l, destroyed, m.lost[d], here);
            break;
        case LT_AFTER_RAIN:
            add_rain(l, d, kg, down, here);
            break;
        }
    }
    take(p, item, r, &m);
}

void lt_process_budget_step(lt_process_budget *p, lt_process_stage stage, const lt_state *state, const lt_air *air,
                            const lt_crossings *crossings, double dt) {
    if (stage == LT_AFTER_TRANSPORT) sum_air(p, air);
#pragma omp parallel for schedule(dynamic)
    for (int n = 0; n < p->n_items * LT_N_PREFECTURES; ++n)
        step_region(p, stage, n / LT_N_PREFECTURES, n % LT_N_PREFECTURES, state, air, crossings, dt);
}
