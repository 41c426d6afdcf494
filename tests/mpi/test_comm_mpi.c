/* Ranks by MPI do what ranks by threads do (comm_suite.h). Run by mpirun with 1, 2, 3 and 4 ranks; every rank is a
 * program of cmocka, and rank 0 alone prints what went well. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/mpi/comm_mpi.h"
#include "tests/support/comm_suite.h"

#include <stdio.h>

static lt_comm comm;

/* All ranks fail where one does. */
static void run(ranks_work *work, void *context) {
    const lt_status status = lt_comm_agree(&comm, work(&comm, context));
    char text[4096];
    if (status == LT_OK) return;
    lt_error_text(status, text, sizeof text);
    fail_msg("%s", text);
}

static void test_suite(void **state) {
    (void)state;
    run(suite_all_to_all, NULL);
    run(suite_collect, NULL);
    run(suite_outbox, NULL);
    run(suite_first, NULL);
    run(suite_give_up, NULL);
    run(suite_fail_between, NULL);
}

static void test_parts(void **state) {
    (void)state;
    suite_summing work;
    suite_expect_sums(&work);
    for (int n = 0; n < SUITE_LAYOUTS; n++) {
        suite_layout l = suite_layouts[n];
        if (l.px * l.py != comm.size) continue;
        work.l = l;
        run(suite_meet_neighbours, &l);
        run(suite_there_and_back, &l);
        run(suite_of_floats, &l);
        run(suite_sum_cells, &work);
    }
}

static void test_agree(void **state) {
    (void)state;
    for (int first = 0; first < comm.size; first++) {
        assert_int_equal(suite_fail_together(&comm, &first), first % 2 ? LT_ERR_INPUT : LT_ERR_ENV);
        assert_string_equal(lt_error_what(), lt_fmt("fault of %d", first));
    }
}

/* Messages that do not go at once: a ring of 4 MB, all posted before anybody waits. */
static lt_status large_ring(const lt_comm *c, void *context) {
    enum { N = 1 << 20 };
    static int out[N], in[N];
    lt_comm_request request[2];
    (void)context;
    if (c->size == 1) return LT_OK;
    const int from = (c->rank + c->size - 1) % c->size;
    for (int k = 0; k < N; k++) out[k] = c->rank * N + k;
    LT_TRY(lt_comm_send(c, (c->rank + 1) % c->size, 7, out, sizeof out, &request[0]));
    LT_TRY(lt_comm_receive(c, from, 7, in, sizeof in, &request[1]));
    LT_TRY(lt_comm_wait(c, 2, request));
    for (int k = 0; k < N; k++) RANKS_CHECK(in[k] == from * N + k);
    return LT_OK;
}

static void test_large(void **state) {
    (void)state;
    run(large_ring, NULL);
}

/* A message that is shorter or longer than what was asked for. */
static lt_status lengths(const lt_comm *c, void *context) {
    char bytes[8] = "";
    (void)context;
    for (size_t n = 3; n <= 5; n += 2) {
        lt_comm_request request = {0};
        if (c->rank == 0) LT_TRY(lt_comm_send(c, 1, 0, bytes, n, &request));
        if (c->rank == 1) LT_TRY(lt_comm_receive(c, 0, 0, bytes, 4, &request));
        const lt_status status = lt_comm_wait(c, 1, &request);
        RANKS_CHECK(status == (c->rank == 1 ? LT_ERR_INTERNAL : LT_OK));
    }
    return LT_OK;
}

static void test_lengths(void **state) {
    (void)state;
    if (comm.size > 1) run(lengths, NULL);
}

/* A long message that nobody takes: its memory must stay, and it comes as it is when somebody does. */
static lt_status late(const lt_comm *c, void *context) {
    enum { N = 1 << 20 };
    static int out[N], in[N];
    lt_comm_request request = {0};
    (void)context;
    for (int k = 0; k < N; k++) out[k] = 7 * k;
    if (c->rank == 0) LT_TRY(lt_comm_send(c, 1, 3, out, sizeof out, &request));
    if (c->rank == 0) RANKS_CHECK(!lt_comm_drop(c, 1, &request));
    LT_TRY(lt_comm_barrier(c));
    if (c->rank == 1) LT_TRY(lt_comm_receive(c, 0, 3, in, sizeof in, &request));
    if (c->rank == 1) LT_TRY(lt_comm_wait(c, 1, &request));
    LT_TRY(lt_comm_barrier(c));
    for (int k = 0; k < N && c->rank == 1; k++) RANKS_CHECK(in[k] == 7 * k);
    return LT_OK;
}

static void test_late(void **state) {
    (void)state;
    if (comm.size > 1) run(late, NULL);
}

/* What MPI refuses is an error with its words: no send to a rank that is not there (past comm.c's own look). */
static void test_errors(void **state) {
    (void)state;
    lt_comm_request request = {0};
    if (comm.size == 1) return;
    assert_int_equal(comm.ops->send(&comm, comm.size + 5, 0, "x", 1, &request), LT_ERR_ENV);
    assert_string_equal(lt_error_what(), "MPI could not send a message");
    assert_non_null(strstr(lt_error_where(), "rank"));
    assert_true(strlen(lt_comm_mpi_library()) > 3);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_suite),  cmocka_unit_test(test_parts),   cmocka_unit_test(test_agree),
        cmocka_unit_test(test_large),  cmocka_unit_test(test_lengths), cmocka_unit_test(test_late),
        cmocka_unit_test(test_errors),
    };
    if (lt_comm_mpi_begin(&argc, &argv, &comm) != LT_OK) return 3;
    if (argc > 1 && comm.size != atoi(argv[1])) return 4; /* as many as were asked for */
    if (comm.rank > 0 && !freopen("/dev/null", "w", stdout)) return 5;
    const bool desert = argc > 2; /* rank 0 comes to its end while the others wait for it */
    if (desert && comm.rank > 0) return lt_comm_barrier(&comm) == LT_OK ? 6 : 7;
    const int failed = desert ? 0 : cmocka_run_group_tests(tests, NULL, NULL);
    if (!lt_comm_mpi_together(&comm, desert ? 1 : 10)) lt_comm_mpi_abort(&comm, 1);
    lt_comm_mpi_end(&comm);
    return failed;
}
