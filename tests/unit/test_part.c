/* Parts of the domain, fields gathered from them and scattered, and sums over ranks: the same for any layout. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/comm_suite.h"

/* --- parts --- */
static void test_parts(void **state) {
    (void)state;
    for (int n = 0; n < SUITE_LAYOUTS; n++) {
        suite_layout l = suite_layouts[n];
        ranks_run(l.px * l.py, suite_meet_neighbours, &l);
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
    check_layout(2, 44, 40, 4, 1, 2);  /* rows as long as they are */
    check_layout(2, 200, 40, 4, 2, 1); /* (100 + 16) x 40, not 200 x 24 */
    check_layout(2, 40, 40, 4, 1, 2);  /* alike: long rows */
    check_layout(4, 97, 84, 4, 1, 4);
    check_layout(64, 2000, 1600, 4, 4, 16);
    check_layout(6, 96, 84, 4, 1, 6);
    check_layout(7, 96, 84, 4, 1, 7);
    check_layout(4, 200, 8, 4, 4, 1);
    assert_int_equal(lt_part_layout(11, 40, 40, 4, &x, &y), LT_ERR_USAGE);
    assert_int_equal(lt_part_layout(0, 40, 40, 4, &x, &y), LT_ERR_USAGE);
}

static void check_ranks(int ranks, int nx, int ny, int px, int py) {
    int x = 0, y = 0;
    assert_int_equal(lt_part_ranks(ranks, nx, ny, 4, 32, &x, &y), LT_OK);
    assert_int_equal(x, px);
    assert_int_equal(y, py);
}

/* As few groups of 32 on the fullest rank as can be. */
static void test_some_ranks(void **state) {
    (void)state;
    int x, y;
    check_ranks(1, 44, 40, 1, 1);
    check_ranks(4, 97, 84, 1, 4);
    check_ranks(3, 18, 21, 1, 3);
    check_ranks(5, 18, 21, 1, 5);   /* 18 x 5 cells: 3 groups */
    check_ranks(7, 18, 21, 2, 3);   /* 9 x 7: 2; seven do not fit */
    check_ranks(64, 44, 40, 6, 10); /* 8 x 4: one, as 8 x 8 ranks and 11 x 5 have, with more halos */
    check_ranks(9999, 44, 40, 11, 10);
    check_ranks(3, 5, 5, 1, 1);
    assert_int_equal(lt_part_ranks(4, 3, 20, 4, 32, &x, &y), LT_ERR_USAGE);
}

static lt_status some_have_blocks(const lt_comm *comm, void *context) {
    lt_comm some;
    lt_part p;
    (void)context;
    LT_TRY(lt_comm_first(comm, 2, &some));
    LT_TRY(lt_part_create(&some, NX, NY, 1, 2, LEAST, &p));
    RANKS_CHECK((p.ni > 0) == (comm->rank < 2) && p.px == 1 && p.py == 2);
    RANKS_CHECK(p.north == (comm->rank == 0 ? 1 : -1) && p.south == (comm->rank == 1 ? 0 : -1) && p.west == -1);
    RANKS_CHECK(lt_part_block(&p, 1).ni == NX && lt_part_block(&p, 2).ni == 0 && lt_part_owner(&p, 0, NY - 1) == 1);
    lt_comm_close(&some);
    return LT_OK;
}

static void test_some_have_blocks(void **state) {
    (void)state;
    ranks_run(4, some_have_blocks, NULL);
}

static void test_layout_words(void **state) {
    (void)state;
    const lt_comm six = {.size = 6};
    lt_layout layout;
    assert_int_equal(lt_layout_read("2x3", "--layout", &six, false, &layout), LT_OK);
    assert_int_equal(layout.px * 10 + layout.py, 23);
    assert_int_equal(lt_layout_read("2x2", "--nest-layout", &six, true, &layout), LT_OK);
    assert_true(layout.spares && layout.px == 2);
    assert_int_equal(lt_layout_read(NULL, "--nest-layout", &six, true, &layout), LT_OK);
    assert_true(layout.spares && layout.px == 0);
    assert_int_equal(lt_layout_read("2x2", "--layout", &six, true, &layout), LT_OK);
    assert_int_equal(lt_layout_judge(&layout, true), LT_OK);
    assert_int_equal(lt_layout_judge(&layout, false), LT_ERR_USAGE);
    assert_non_null(strstr(lt_error_where(), "--layout"));
    layout = (lt_layout){.comm = six, .nest_px = 1, .nest_py = 2};
    assert_int_equal(lt_layout_judge(&layout, true), LT_OK);
    assert_int_equal(lt_layout_judge(&layout, false), LT_ERR_USAGE);
    assert_non_null(strstr(lt_error_where(), "--nest-layout"));
    assert_int_equal(lt_layout_read("2x2", "--layout", &six, false, &layout), LT_ERR_USAGE);
    assert_int_equal(lt_layout_read("7x1", "--nest-layout", &six, true, &layout), LT_ERR_USAGE);
    assert_non_null(strstr(lt_error_where(), "--nest-layout"));
    assert_int_equal(lt_layout_read("0x1", "--nest-layout", &six, true, &layout), LT_ERR_USAGE);
}

/* --- gather and scatter --- */
static void test_gather(void **state) {
    (void)state;
    for (int n = 0; n < SUITE_LAYOUTS; n++) {
        suite_layout l = suite_layouts[n];
        ranks_run(l.px * l.py, suite_there_and_back, &l);
        ranks_run(l.px * l.py, suite_of_floats, &l);
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
static void test_sums(void **state) {
    (void)state;
    suite_summing work;
    suite_expect_sums(&work);
    assert_true(work.value[0] != 0 && work.value[1] != work.value[0] && isnan(work.value[SUMS - 1]));
    for (int n = 0; n < SUITE_LAYOUTS; n++) {
        work.l = suite_layouts[n];
        ranks_run(work.l.px * work.l.py, suite_sum_cells, &work);
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

static void test_who_writes(void **state) {
    (void)state;
    assert_int_equal(lt_output_way_of(NULL), LT_OUTPUT_GATHER);
    assert_int_equal(lt_output_way_of("gather"), LT_OUTPUT_GATHER);
    assert_int_equal(lt_output_way_of("parallel"), LT_OUTPUT_PARALLEL);
    assert_int_equal(lt_output_way_of("rank"), LT_OUTPUT_RANK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_layouts),
        cmocka_unit_test(test_some_ranks),
        cmocka_unit_test(test_some_have_blocks),
        cmocka_unit_test(test_layout_words),
        cmocka_unit_test(test_gather),
        cmocka_unit_test(test_one_rank_has_no_memory),
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_a_million_ranks),
        cmocka_unit_test(test_who_writes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
