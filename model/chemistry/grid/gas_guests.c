#include "model/chemistry/grid/gas_guests_private.h"

#include <stdlib.h>
#include <string.h>

/* Of a cell in a step, in steps of the solver (a microsecond): what rates and the ends of the solver take beside its
 * steps; what stays at home; the price of sending and taking it; steps of a cell that was not solved yet. Measured with
 * cb6r5 on two ranks of one machine. */
enum { BESIDE = 2, AT_HOME = 1, PRICE = 2, FIRST = 5 };

/* --- life --------------------------------------------------------------------------------------------------------- */

static lt_status create(lt_gas_guests *g) {
    const size_t size = (size_t)g->comm.size, tiles = (size_t)g->n_tiles;
    const char *uneven = getenv("LT_GAS_UNEVEN");
    g->uneven = uneven ? strtol(uneven, NULL, 10) : 0;
    lt_gas_guests_measure(g);
    LT_TRY(lt_calloc(tiles, sizeof *g->cost, &g->cost));
    LT_TRY(lt_calloc(tiles, sizeof *g->sorted, &g->sorted));
    LT_TRY(lt_calloc(tiles, sizeof *g->taken, &g->taken));
    LT_TRY(lt_calloc(tiles, sizeof *g->is_away, &g->is_away));
    LT_TRY(lt_calloc(tiles, sizeof *g->number, &g->number));
    LT_TRY(lt_calloc(size, sizeof *g->shared, &g->shared));
    LT_TRY(lt_calloc(size, sizeof *g->count, &g->count));
    LT_TRY(lt_calloc(size, sizeof *g->excess, &g->excess));
    LT_TRY(lt_calloc(size, sizeof *g->moves, &g->moves));
    for (int t = 0; t < g->n_tiles; ++t) lt_gas_guests_cost(g, t, FIRST * (int64_t)g->plan->n_cells);
    return LT_OK;
}

lt_status lt_gas_guests_create(const lt_gas_plan *plan, const lt_state *state, lt_gas_guests **out) {
    lt_gas_guests *g;
    *out = NULL;
    if (state->part.comm.size == 1) return LT_OK;
    LT_TRY(lt_calloc(1, sizeof *g, &g));
    g->plan = plan;
    g->comm = state->part.comm;
    g->n_tiles = state->n_tiles;
    const lt_status status = create(g);
    if (status == LT_OK)
        *out = g;
    else
        lt_gas_guests_free(g);
    return status;
}

/* Messages that are under way after an error stay where they are. */
static void free_guests(lt_gas_guests *g) {
    const bool in = !g->in || lt_comm_drop(&g->comm, g->room, g->in);
    const bool out = !g->out || lt_comm_drop(&g->comm, g->room, g->out);
    for (int n = 0; in && out && g->guests && n < g->room; ++n) {
        lt_free(g->guests[n].out);
        lt_free(g->guests[n].back);
    }
    lt_free(g->guests);
    lt_free(g->out);
    lt_free(g->in);
}

void lt_gas_guests_free(lt_gas_guests *g) {
    if (!g) return;
    free_guests(g);
    void *const all[] = {g->cost, g->sorted, g->taken, g->is_away, g->number, g->shared, g->count, g->excess, g->moves};
    for (size_t i = 0; i < sizeof all / sizeof *all; ++i) lt_free(all[i]);
    lt_free(g);
}

/* --- the plan of a step ------------------------------------------------------------------------------------------- */

/* What the step will cost this rank; below 0: nothing is to move. */
static int64_t own_cost(const lt_gas_guests *g, bool here) {
    int64_t sum = 0;
    if (!here || g->uneven < 0) return -1;
    for (int t = 0; t < g->n_tiles; ++t) sum += g->cost[t] + AT_HOME * g->plan->n_cells;
    return sum * (1 + g->uneven * g->comm.rank);
}

/* The tiles that this rank gives, in the order of its moves. */
static void choose(lt_gas_guests *g, int n_moves) {
    const int64_t times = 1 + g->uneven * g->comm.rank;
    for (int t = 0; t < g->n_tiles; ++t) g->sorted[t] = (lt_gas_tile_cost){t, g->cost[t] * times};
    lt_gas_moves_sort(g->n_tiles, g->sorted);
    memset(g->taken, 0, (size_t)g->n_tiles * sizeof *g->taken);
    for (int m = 0; m < n_moves; ++m) {
        if (g->moves[m].from != g->comm.rank) continue;
        const int n = lt_gas_moves_take(&g->moves[m], PRICE * (int64_t)g->plan->n_cells, g->n_tiles, g->sorted,
                                        g->taken, g->number + g->n);
        for (int k = 0; k < n; ++k) g->is_away[g->number[g->n + k]] = true;
        g->count[m] = n;
        g->n += n;
    }
}

static lt_status make_room(lt_gas_guests *g, int n) {
    free_guests(g);
    g->guests = NULL;
    g->out = g->in = NULL;
    g->room = n;
    LT_TRY(lt_calloc((size_t)n, sizeof *g->guests, &g->guests));
    LT_TRY(lt_calloc((size_t)n, sizeof *g->out, &g->out));
    LT_TRY(lt_calloc((size_t)n, sizeof *g->in, &g->in));
    for (int k = 0; k < n; ++k) {
        LT_TRY(lt_calloc(1, g->out_bytes, &g->guests[k].out));
        LT_TRY(lt_calloc(1, g->back_bytes, &g->guests[k].back));
    }
    return LT_OK;
}

/* Room for the most that any rank gives or takes: all grow together, or none does. */
static lt_status grow(lt_gas_guests *g, int n_moves) {
    int64_t most = 0;
    memset(g->shared, 0, (size_t)g->comm.size * sizeof *g->shared);
    for (int m = 0; m < n_moves; ++m) {
        g->shared[g->moves[m].from] += g->count[m];
        g->shared[g->moves[m].to] += g->count[m];
    }
    for (int r = 0; r < g->comm.size; ++r) most = g->shared[r] > most ? g->shared[r] : most;
    return most <= g->room ? LT_OK : lt_comm_agree(&g->comm, make_room(g, (int)most));
}

/* Who the guests are, and what is expected of the others. */
static lt_status expect(lt_gas_guests *g, int n_moves) {
    int n = 0;
    for (int m = 0; m < n_moves; ++m) {
        const lt_gas_move *move = &g->moves[m];
        if (move->from != g->comm.rank && move->to != g->comm.rank) continue;
        g->gives = move->from == g->comm.rank;
        for (int k = 0; k < g->count[m]; ++k, ++n) {
            lt_gas_guest *of = &g->guests[n];
            of->number = g->gives ? g->number[n] : -1;
            of->peer = g->gives ? move->to : move->from;
            LT_TRY(lt_gas_guests_expect(g, n));
        }
    }
    g->n = n;
    return LT_OK;
}

lt_status lt_gas_guests_plan(lt_gas_guests *g, bool here) {
    g->n = 0;
    memset(g->is_away, 0, (size_t)g->n_tiles * sizeof *g->is_away);
    memset(g->shared, 0, (size_t)g->comm.size * sizeof *g->shared);
    memset(g->count, 0, (size_t)g->comm.size * sizeof *g->count);
    g->shared[g->comm.rank] = own_cost(g, here);
    LT_TRY(lt_comm_sum_i64(&g->comm, g->shared, g->comm.size));
    const int n_moves = lt_gas_moves(g->comm.size, g->shared, g->excess, g->moves);
    if (n_moves == 0) return LT_OK;
    choose(g, n_moves);
    LT_TRY(lt_comm_sum_i64(&g->comm, g->count, n_moves));
    LT_TRY(grow(g, n_moves));
    return expect(g, n_moves);
}

int lt_gas_guests_away(const lt_gas_guests *g) {
    return g->gives ? g->n : 0;
}

int lt_gas_guests_here(const lt_gas_guests *g) {
    return g->gives ? 0 : g->n;
}

bool lt_gas_guests_is_away(const lt_gas_guests *g, int number) {
    return g->is_away[number];
}

int lt_gas_guests_number(const lt_gas_guests *g, int n) {
    return g->guests[n].number;
}

void lt_gas_guests_cost(lt_gas_guests *g, int number, int64_t cost) {
    g->cost[number] = cost + BESIDE * (int64_t)g->plan->n_cells;
}
