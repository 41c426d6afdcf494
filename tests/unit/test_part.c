/* Parts of the domain, fields gathered from them and scattered, and sums over ranks: the same for any layout. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/gather.h"
#include "base/part.h"
#include "base/sums.h"
#include "tests/support/ranks.h"

#include <math.h>

enum { NX = 17, NY = 13, NK = 3, LEAST = 2 };

typedef struct layout {
    int px, py;
} layout;

static const layout layouts[] = {{1, 1}, {2, 1}, {1, 2}, {3, 1}, {1, 3}, {2, 2},
                                 {4, 1}, {1, 4}, {3, 2}, {2, 3}, {6, 1}};
enum { N_LAYOUTS = sizeof layouts / sizeof *layouts };

static lt_status take_part(const lt_comm *comm, const layout *l, lt_part *part) {
    return lt_part_create(comm, NX, NY, l->px, l->py, LEAST, part);
}

/* --- parts --- */
/* Neighbours know each other, and their cells meet. */
static lt_status meet_neighbours(const lt_comm *comm, void *context) {
    lt_part p;
    LT_TRY(take_part(comm, context, &p));
    const lt_block mine = lt_part_block(&p, comm->rank);
    RANKS_CHECK(mine.i0 == p.i0 && mine.j0 == p.j0 && mine.ni == p.ni && mine.nj == p.nj);
    RANKS_CHECK((p.west < 0) == (p.i0 == 0) && (p.east < 0) == (p.i0 + p.ni == NX));
    RANKS_CHECK((p.south < 0) == (p.j0 == 0) && (p.north < 0) == (p.j0 + p.nj == NY));
    if (p.east >= 0) {
        const lt_block east = lt_part_block(&p, p.east);
        RANKS_CHECK(east.i0 == p.i0 + p.ni && east.j0 == p.j0 && east.nj == p.nj);
        RANKS_CHECK(lt_part_rank(&p, east.bx - 1, east.by) == comm->rank);
    }
    if (p.north >= 0) {
        const lt_block north = lt_part_block(&p, p.north);
        RANKS_CHECK(north.j0 == p.j0 + p.nj && north.i0 == p.i0 && north.ni == p.ni);
        RANKS_CHECK(lt_part_rank(&p, north.bx, north.by - 1) == comm->rank);
    }
    int64_t cells = (int64_t)p.ni * p.nj;
    LT_TRY(lt_comm_sum_i64(comm, &cells, 1));
    RANKS_CHECK(cells == NX * NY);
    return LT_OK;
}

static void test_parts(void **state) {
    (void)state;
    for (int n = 0; n < N_LAYOUTS; n++) {
        layout l = layouts[n];
        ranks_run(l.px * l.py, meet_neighbours, &l);
    }
    const lt_part whole = lt_part_whole(NX, NY);
    assert_int_equal(whole.ni, NX);
    assert_int_equal(whole.nj, NY);
    assert_true(whole.west < 0 && whole.east < 0 && whole.south < 0 && whole.north < 0);
}

static lt_status do_not_fit(const lt_comm *comm, void *context) {
    lt_part p;
    (void)context;
    RANKS_CHECK(lt_part_create(comm, NX, NY, 2, 1, LEAST, &p) == LT_ERR_USAGE); /* of 4 ranks */
    RANKS_CHECK(lt_part_create(comm, NX, NY, -2, -2, LEAST, &p) == LT_ERR_USAGE);
    RANKS_CHECK(lt_part_create(comm, NX, NY, 1, 4, 4, &p) == LT_ERR_USAGE); /* 13 rows */
    RANKS_CHECK(strstr(lt_error_what(), "cut") != NULL);
    RANKS_CHECK(lt_part_create(comm, NX, NY, 4, 1, 4, &p) == LT_OK);
    return LT_OK;
}

static void check_layout(int ranks, int nx, int ny, int halo, int px, int py) {
    int x, y;
    assert_int_equal(lt_part_layout(ranks, nx, ny, halo, &x, &y), LT_OK);
    assert_int_equal(x, px);
    assert_int_equal(y, py);
}

static void test_layouts(void **state) {
    (void)state;
    int x, y;
    ranks_run(4, do_not_fit, NULL);
    check_layout(1, 44, 40, 4, 1, 1);
    check_layout(2, 44, 40, 4, 2, 1); /* 26 x 40 cells with the halo, not 44 x 24 */
    check_layout(2, 40, 40, 4, 1, 2); /* alike: long rows */
    check_layout(4, 97, 84, 4, 2, 2);
    check_layout(6, 96, 84, 4, 3, 2);
    check_layout(7, 96, 84, 4, 7, 1);
    check_layout(4, 200, 8, 4, 4, 1);
    assert_int_equal(lt_part_layout(11, 40, 40, 4, &x, &y), LT_ERR_USAGE);
    assert_int_equal(lt_part_layout(0, 40, 40, 4, &x, &y), LT_ERR_USAGE);
}

/* --- gather and scatter --- */
static double value_of(int k, int j, int i) {
    return k * 1e6 + j * 1e3 + i + 0.25;
}

/* A padded part with a ring, as the state has it: there, whole, and back. */
static lt_status there_and_back(const lt_comm *comm, void *context) {
    enum { RING = 2, ROW = NX + 2 * RING + 3, LAYER = ROW * (NY + 2 * RING) };
    static _Thread_local double local[NK * LAYER], back[NK * LAYER], whole[NK * NY * NX];
    lt_gather *gather;
    lt_part p;
    LT_TRY(take_part(comm, context, &p));
    LT_TRY(lt_gather_create(&p, NK, sizeof *local, &gather));
    for (int n = 0; n < NK * LAYER; n++) local[n] = back[n] = -1;
    const int first = RING * ROW + RING;
    for (int k = 0; k < NK; k++)
        for (int j = 0; j < p.nj; j++)
            for (int i = 0; i < p.ni; i++) local[first + k * LAYER + j * ROW + i] = value_of(k, p.j0 + j, p.i0 + i);
    for (int nk = NK; nk >= 1; nk -= 2) { /* a field of fewer layers, too */
        const lt_gather_part from = {local + first, ROW, LAYER}, to = {back + first, ROW, LAYER};
        memset(whole, 0, sizeof whole);
        LT_TRY(lt_gather_field(gather, nk, &from, comm->rank == 0 ? whole : NULL));
        for (int n = 0; n < nk * NY * NX && comm->rank == 0; n++)
            RANKS_CHECK(whole[n] == value_of(n / (NX * NY), n / NX % NY, n % NX));
        RANKS_CHECK(whole[NK * NY * NX - 1] == 0 || nk == NK);
        LT_TRY(lt_gather_scatter(gather, nk, whole, &to));
        RANKS_CHECK(memcmp(local, back, (size_t)nk * LAYER * sizeof *local) == 0); /* the rings, too */
    }
    const lt_gather_part none = {local, ROW, LAYER};
    RANKS_CHECK(lt_gather_field(gather, NK + 1, &none, whole) == LT_ERR_INTERNAL);
    lt_gather_free(gather);
    return LT_OK;
}

/* The same of floats in one layer without padding. */
static lt_status of_floats(const lt_comm *comm, void *context) {
    static _Thread_local float local[NX * NY], whole[NX * NY];
    lt_gather *gather;
    lt_part p;
    LT_TRY(take_part(comm, context, &p));
    LT_TRY(lt_gather_create(&p, 1, sizeof *local, &gather));
    for (int c = 0; c < p.ni * p.nj; c++) local[c] = (float)((p.j0 + c / p.ni) * NX + p.i0 + c % p.ni);
    const lt_gather_part mine = {local, p.ni, 0};
    LT_TRY(lt_gather_field(gather, 1, &mine, whole));
    for (int c = 0; c < NX * NY && comm->rank == 0; c++) RANKS_CHECK(whole[c] == (float)c);
    lt_gather_free(gather);
    return LT_OK;
}

static void test_gather(void **state) {
    (void)state;
    for (int n = 0; n < N_LAYOUTS; n++) {
        layout l = layouts[n];
        ranks_run(l.px * l.py, there_and_back, &l);
        ranks_run(l.px * l.py, of_floats, &l);
    }
    lt_gather_free(NULL);
}

static lt_status no_memory(const lt_comm *comm, void *context) {
    lt_gather *gather = NULL;
    const lt_part p = {.comm = *comm, .nx = NX, .ny = NY, .px = comm->size, .py = 1, .ni = 1, .nj = 1};
    (void)context;
    RANKS_CHECK(lt_gather_create(&p, NK, comm->rank == 1 ? SIZE_MAX / 2 : 8, &gather) == LT_ERR_MEMORY);
    RANKS_CHECK(gather == NULL);
    return LT_OK;
}

static void test_one_rank_has_no_memory(void **state) {
    (void)state;
    ranks_run(3, no_memory, NULL);
}

/* --- sums --- */
enum { SUMS = 3 };

/* Terms that cancel, of all sizes; the last sum has one that is no number, on one cell. */
static double term(int s, int cell) {
    if (s == SUMS - 1 && cell == NX * NY / 2) return NAN;
    const double sign = cell % 2 ? -1 : 1;
    return sign * ldexp(1 + cell / 2 * 0x1p-20, (cell / 2 * 37 + s * 11) % 200 - 100) + (cell % 7 == s ? 0x1p-60 : 0);
}

typedef struct summing {
    layout l;
    double value[SUMS]; /* expected */
} summing;

static lt_status sum_cells(const lt_comm *comm, void *context) {
    const summing *work = context;
    lt_exactsum sums[SUMS];
    lt_part p;
    LT_TRY(take_part(comm, &work->l, &p));
    for (int s = 0; s < SUMS; s++) {
        lt_exactsum_clear(&sums[s]);
        for (int j = p.j0 + p.nj - 1; j >= p.j0; j--)
            for (int i = p.i0; i < p.i0 + p.ni; i++) lt_exactsum_add(&sums[s], term(s, j * NX + i));
    }
    LT_TRY(lt_sums_over_ranks(comm, sums, SUMS));
    for (int s = 0; s < SUMS; s++) {
        const double value = lt_exactsum_value(&sums[s]);
        RANKS_CHECK(isnan(work->value[s]) ? isnan(value) : memcmp(&value, &work->value[s], sizeof value) == 0);
    }
    return LT_OK;
}

static void test_sums(void **state) {
    (void)state;
    summing work;
    for (int s = 0; s < SUMS; s++) {
        lt_exactsum sum;
        lt_exactsum_clear(&sum);
        for (int c = 0; c < NX * NY; c++) lt_exactsum_add(&sum, term(s, c));
        work.value[s] = lt_exactsum_value(&sum);
    }
    assert_true(work.value[0] != 0 && work.value[1] != work.value[0] && isnan(work.value[SUMS - 1]));
    for (int n = 0; n < N_LAYOUTS; n++) {
        work.l = layouts[n];
        ranks_run(work.l.px * work.l.py, sum_cells, &work);
    }
}

/* Sums over many ranks of the largest limbs: a million ranks are a million times one rank's. */
static lt_status as_a_million(const lt_comm *comm, int64_t *values, int n) {
    (void)comm;
    for (int k = 0; k < n; k++) values[k] *= 1 << 20;
    return LT_OK;
}

static void test_a_million_ranks(void **state) {
    (void)state;
    const lt_comm_ops ops = {.name = "a million", .sum_i64 = as_a_million};
    const lt_comm comm = {.rank = 0, .size = 1 << 20, .ops = &ops};
    const double terms[] = {0x1.fffffffffffffp+980, -0x1.fffffffffffffp+900, -0x1p-1074, 0x1.fffffffffffffp+31};
    lt_exactsum sum, whole;
    lt_exactsum_clear(&sum);
    lt_exactsum_clear(&whole);
    for (int t = 0; t < 4; t++) {
        for (int k = 0; k < 100000; k++) lt_exactsum_add(&sum, terms[t]);
        lt_exactsum_add(&whole, terms[t] * 0x1p20 * 65536); /* 100000 = 65536 + 34464, each without rounding */
        for (int bit = 0; bit < 16; bit++)
            if (34464 >> bit & 1) lt_exactsum_add(&whole, ldexp(terms[t], 20 + bit));
    }
    assert_int_equal(lt_sums_over_ranks(&comm, &sum, 1), LT_OK);
    const double got = lt_exactsum_value(&sum), want = lt_exactsum_value(&whole);
    assert_memory_equal(&got, &want, sizeof got);
    lt_exactsum_carry(&whole);
    assert_memory_equal(sum.limb, whole.limb, sizeof sum.limb); /* nothing was lost */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),  cmocka_unit_test(test_layouts),
        cmocka_unit_test(test_gather), cmocka_unit_test(test_one_rank_has_no_memory),
        cmocka_unit_test(test_sums),   cmocka_unit_test(test_a_million_ranks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
