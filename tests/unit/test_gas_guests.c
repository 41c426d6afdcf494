/* Tiles whose cells are solved on another rank have the bits that they have at home, and so have what was won and
 * clipped; one without a solution has the error that it has at home. With ranks as threads, each with columns of its
 * own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/state/isa.h"
#include "tests/support/gas_columns.h"
#include "tests/support/ranks.h"

#include <math.h>

enum { STEPS = 3, MOST_RANKS = 3 };
static const double noon = LT_GAS_CASE_START + 12 * 3600.0, dt = 300.0;

/* What came of the columns of a rank. */
typedef struct outcome {
    lt_digest state, won, clipped;
    int64_t guests, cells;
    double moved; /* kg, all species */
} outcome;

typedef struct job {
    int rank;     /* whose columns, where one rank runs alone; -1: each its own */
    int bad;      /* rank with a cell that is no number, -1: none */
    int j, i;     /* which */
    outcome *out; /* [ranks] */
} job;

/* The chemistry of the case again, of a rank of comm. */
static lt_status join(const lt_comm *comm, lt_gas_case *c) {
    const lt_kernels *kernels;
    LT_TRY(lt_isa_kernels(&kernels));
    lt_gas_chemistry_free(c->gas);
    c->gas = NULL;
    c->state->part.comm = *comm;
    const lt_gas_setup setup = {.set = c->set,
                                .grid = c->grid,
                                .state = c->state,
                                .weather = &c->weather,
                                .kernels = kernels,
                                .paths = LT_PATHS_DEFAULT,
                                .aqueous = true};
    return lt_gas_chemistry_create(&setup, &c->gas);
}

static void digest_of(const void *bytes, size_t n, lt_digest out) {
    lt_hash hash;
    lt_hash_init(&hash);
    lt_hash_bytes(&hash, bytes, n);
    lt_hash_end(&hash, out);
}

static lt_status steps(lt_gas_case *c, double *clipped, outcome *out) {
    const size_t n = (size_t)c->set->n * GAS_COLUMNS;
    for (int s = 0; s < STEPS; ++s)
        LT_TRY(lt_gas_chemistry_step(c->gas, c->state, c->air, noon + (s + 0.5) * dt, dt, c->won, clipped));
    LT_TRY(lt_state_digest(c->state, out->state));
    digest_of(c->won, n * sizeof *c->won, out->won);
    digest_of(clipped, n * sizeof *clipped, out->clipped);
    for (size_t k = 0; k < n; ++k) out->moved += fabs(c->won[k]);
    return LT_OK;
}

static lt_status run_columns(const lt_comm *comm, void *context) {
    const job *j = context;
    const int of = j->rank < 0 ? comm->rank : j->rank;
    const lt_gas_case_setup setup = gas_setup("cb6r5");
    outcome *out = &j->out[comm->rank];
    lt_gas_case c;
    double *clipped = NULL;
    lt_status status = lt_gas_case_create(&setup, &c);
    if (status == LT_OK) status = join(comm, &c);
    if (status == LT_OK) status = lt_calloc((size_t)c.set->n * GAS_COLUMNS, sizeof(double), &clipped);
    if (status == LT_OK) {
        lt_gas_case_set(&c, "ISOP", 0.1 + 3.0 * of);
        if (of == j->bad) *gas_at(&c, "NO2", 2, j->j, j->i) = (lt_real)NAN;
        status = steps(&c, clipped, out);
        const lt_gas_work work = lt_gas_chemistry_work(c.gas);
        out->guests = work.guests;
        out->cells = work.cells;
    }
    lt_free(clipped);
    lt_gas_case_free(&c);
    return status;
}

static void expect_same(const outcome *a, const outcome *b) {
    assert_string_equal(a->state, b->state);
    assert_string_equal(a->won, b->won);
    assert_string_equal(a->clipped, b->clipped);
    assert_true(a->moved > 0.0);
}

static void test_same_bits(void **state) {
    (void)state;
    static const char *const uneven[] = {"-1", "0", "3", "20"};
    outcome alone[MOST_RANKS] = {0};
    for (int r = 0; r < MOST_RANKS; ++r) {
        job j = {r, -1, 0, 0, &alone[r]};
        ranks_run(1, run_columns, &j);
        assert_true(alone[r].guests == 0);
    }
    assert_string_not_equal(alone[0].state, alone[1].state);
    for (size_t u = 0; u < sizeof uneven / sizeof *uneven; ++u)
        for (int n = 2; n <= MOST_RANKS; ++n) {
            outcome many[MOST_RANKS] = {0};
            job j = {-1, -1, 0, 0, many};
            int64_t guests = 0, cells[2] = {0};
            assert_int_equal(setenv("LT_GAS_UNEVEN", uneven[u], 1), 0);
            ranks_run(n, run_columns, &j);
            for (int r = 0; r < n; ++r) {
                expect_same(&alone[r], &many[r]);
                guests += many[r].guests;
                cells[0] += alone[r].cells;
                cells[1] += many[r].cells;
            }
            if (u != 1) assert_true((guests > 0) == (u > 0)); /* of u = 1 the columns decide */
            assert_true(cells[0] == cells[1]);
        }
    unsetenv("LT_GAS_UNEVEN");
}

/* Rank 0 goes on and waits for one that has ended, as nobody agrees on the error here. Of two tiles that are thought to
 * cost the same the second goes: rank 1 has the cell in either. */
static void test_no_solution(void **state) {
    (void)state;
    static const int cells[2][2] = {{1, 4}, {4, 2}};
    assert_int_equal(setenv("LT_GAS_UNEVEN", "3", 1), 0);
    for (int tile = 0; tile < 2; ++tile) {
        outcome alone = {0}, two[2] = {0};
        ranks_end ends[2], end;
        job j = {1, 1, cells[tile][0], cells[tile][1], &alone};
        ranks_run_ends(1, run_columns, &j, &end);
        assert_int_equal(end.status, LT_ERR_NUMERIC);
        assert_non_null(strstr(end.text, lt_fmt("layer 2, row %d, column %d", j.j, j.i)));
        j.rank = -1;
        j.out = two;
        ranks_run_ends(2, run_columns, &j, ends);
        assert_int_equal(ends[1].status, LT_ERR_NUMERIC);
        assert_string_equal(ends[1].text, end.text);
        assert_true(two[0].guests == 1 - tile);
    }
    unsetenv("LT_GAS_UNEVEN");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_bits), cmocka_unit_test(test_no_solution)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
