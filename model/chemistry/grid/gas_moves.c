#include "model/chemistry/grid/gas_moves.h"

#include <stdlib.h>

/* Most first; of equal ones the lower rank. */
static int by_excess(const void *x, const void *y) {
    const lt_gas_excess *a = x, *b = y;
    if (a->cost != b->cost) return a->cost > b->cost ? -1 : 1;
    return a->rank - b->rank;
}

/* All that there is, and the most that one has; false: somebody takes no part. */
static bool sum_up(int n, const int64_t *cost, int64_t *sum, int64_t *most) {
    *sum = *most = 0;
    for (int r = 0; r < n; ++r) {
        if (cost[r] < 0) return false;
        *sum += cost[r];
        if (cost[r] > *most) *most = cost[r];
    }
    return true;
}

int lt_gas_moves(int n, const int64_t *cost, lt_gas_excess *work, lt_gas_move *moves) {
    int64_t sum, most;
    int n_moves = 0;
    if (!sum_up(n, cost, &sum, &most)) return 0;
    const int64_t mean = sum / n;
    if ((most - mean) * 100 <= mean * LT_GAS_MOVE_ABOVE) return 0;
    for (int r = 0; r < n; ++r) work[r] = (lt_gas_excess){r, cost[r] - mean};
    qsort(work, (size_t)n, sizeof *work, by_excess);
    for (int give = 0, take = n - 1; give < take;) {
        const int64_t lack = -work[take].cost, much = work[give].cost;
        if (much <= 0 || lack <= 0) break;
        const int64_t goes = much < lack ? much : lack;
        moves[n_moves++] = (lt_gas_move){work[give].rank, work[take].rank, goes};
        work[give].cost -= goes;
        work[take].cost += goes;
        if (work[give].cost == 0) ++give;
        if (work[take].cost == 0) --take;
    }
    return n_moves;
}

static int by_cost(const void *x, const void *y) {
    const lt_gas_tile_cost *a = x, *b = y;
    if (a->cost != b->cost) return a->cost > b->cost ? -1 : 1;
    return b->number - a->number;
}

void lt_gas_moves_sort(int n, lt_gas_tile_cost *tiles) {
    qsort(tiles, (size_t)n, sizeof *tiles, by_cost);
}

int lt_gas_moves_take(const lt_gas_move *move, int64_t price, int n, const lt_gas_tile_cost *tiles, bool *taken,
                      int *out) {
    int64_t left = move->cost;
    int n_out = 0;
    for (int t = 0; t < n && left > 0; ++t) {
        if (taken[t] || tiles[t].cost + price >= 2 * left) continue;
        taken[t] = true;
        out[n_out++] = tiles[t].number;
        left -= tiles[t].cost;
    }
    return n_out;
}
