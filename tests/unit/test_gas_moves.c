/* Which work of the chemistry goes to which rank: what moves is kept, no rank gives to itself, the most that one has
 * becomes less, little unevenness moves nothing; which tiles go for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/chemistry/grid/gas_moves.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 40, TILES = 50 };

static uint64_t seed = 1;
static int64_t number_below(int64_t n) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((seed >> 33) % (uint64_t)n);
}

static int64_t most_of(int n, const int64_t *cost) {
    int64_t most = 0;
    for (int r = 0; r < n; ++r) most = cost[r] > most ? cost[r] : most;
    return most;
}

static void check_plan(int n, const int64_t *cost) {
    lt_gas_excess work[MOST];
    lt_gas_move moves[MOST], again[MOST];
    int64_t after[MOST], sum = 0;
    bool gives[MOST] = {false}, takes[MOST] = {false};
    const int n_moves = lt_gas_moves(n, cost, work, moves);
    assert_int_equal(lt_gas_moves(n, cost, work, again), n_moves);
    for (int m = 0; m < n_moves; ++m) assert_true(memcmp(&moves[m], &again[m], sizeof *moves) == 0);
    assert_true(n_moves < n);
    memcpy(after, cost, (size_t)n * sizeof *cost);
    for (int r = 0; r < n; ++r) sum += cost[r];
    const int64_t mean = sum / n, most = most_of(n, cost);
    assert_true((n_moves > 0) == ((most - mean) * 100 > mean * LT_GAS_MOVE_ABOVE));
    for (int m = 0; m < n_moves; ++m) {
        assert_true(moves[m].from != moves[m].to && moves[m].cost > 0);
        gives[moves[m].from] = takes[moves[m].to] = true;
        after[moves[m].from] -= moves[m].cost;
        after[moves[m].to] += moves[m].cost;
    }
    for (int r = 0; r < n; ++r) {
        assert_false(gives[r] && takes[r]);
        sum -= after[r];
        if (n_moves > 0) assert_true(after[r] >= (cost[r] < mean ? cost[r] : mean) && after[r] <= mean + n);
    }
    assert_true(sum == 0);
    if (n_moves > 0) assert_true(most_of(n, after) < most);
}

static void test_plan(void **state) {
    (void)state;
    int64_t cost[MOST];
    for (int trial = 0; trial < 2000; ++trial) {
        const int n = 1 + (int)number_below(MOST);
        const int64_t base = 1000 + number_below(1000000), spread = 1 + number_below(trial % 2 ? base : base / 50);
        for (int r = 0; r < n; ++r) cost[r] = base + (number_below(3) ? number_below(spread) : 0);
        check_plan(n, cost);
    }
}

static void test_even(void **state) {
    (void)state;
    lt_gas_excess work[4];
    lt_gas_move moves[4];
    assert_int_equal(lt_gas_moves(4, (const int64_t[]){0, 0, 0, 0}, work, moves), 0);
    assert_int_equal(lt_gas_moves(2, (const int64_t[]){95, 105}, work, moves), 0);
    assert_int_equal(lt_gas_moves(1, (const int64_t[]){95}, work, moves), 0);
    assert_int_equal(lt_gas_moves(4, (const int64_t[]){900, -1, 1, 1}, work, moves), 0);
    assert_int_equal(lt_gas_moves(2, (const int64_t[]){90, 110}, work, moves), 1);
    assert_true(moves[0].from == 1 && moves[0].to == 0 && moves[0].cost == 10);
    assert_int_equal(lt_gas_moves(4, (const int64_t[]){100, 700, 300, 500}, work, moves), 2);
    assert_true(moves[0].from == 1 && moves[0].to == 0 && moves[0].cost == 300);
    assert_true(moves[1].from == 3 && moves[1].to == 2 && moves[1].cost == 100);
}

/* Several moves of one rank out of the same tiles. */
static void test_tiles(void **state) {
    (void)state;
    for (int trial = 0; trial < 2000; ++trial) {
        lt_gas_tile_cost tiles[TILES];
        bool taken[TILES] = {false}, gone[TILES] = {false};
        int64_t cost[TILES];
        const int n = 1 + (int)number_below(TILES);
        const int64_t price = number_below(200);
        for (int t = 0; t < n; ++t) tiles[t] = (lt_gas_tile_cost){t, cost[t] = 1 + number_below(trial % 3 ? 1000 : 4)};
        lt_gas_moves_sort(n, tiles);
        for (int t = 1; t < n; ++t) assert_true(tiles[t].cost <= tiles[t - 1].cost);
        for (int m = 0; m < 3; ++m) {
            int out[TILES];
            const lt_gas_move move = {0, 1, 1 + number_below(5000)};
            const int n_out = lt_gas_moves_take(&move, price, n, tiles, taken, out);
            int64_t sum = 0;
            for (int k = 0; k < n_out; ++k) {
                assert_false(gone[out[k]]);
                gone[out[k]] = true;
                sum += cost[out[k]];
                /* who takes ends below what who gives had, the price included */
                assert_true(sum - move.cost + price < move.cost);
            }
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plan), cmocka_unit_test(test_even),
                                       cmocka_unit_test(test_tiles)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
