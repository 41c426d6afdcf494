/* Ranks behind base/comm.h: messages, collective calls and agreement, with threads as ranks and with one process. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/comm_suite.h"

#include <stdio.h>

static const int sizes[] = {1, 2, 3, 4, 6};
enum { N_SIZES = sizeof sizes / sizeof *sizes };

static void test_sizes(void **state) {
    (void)state;
    for (int n = 0; n < N_SIZES; n++) {
        ranks_run(sizes[n], suite_all_to_all, NULL);
        ranks_run(sizes[n], suite_give_up, NULL);
        ranks_run(sizes[n], suite_fail_between, NULL);
        ranks_run(sizes[n], suite_collect, NULL);
        ranks_run(sizes[n], suite_outbox, NULL);
        ranks_run(sizes[n], suite_first, NULL);
    }
    const lt_comm self = lt_comm_self();
    assert_int_equal(suite_all_to_all(&self, NULL), LT_OK);
    assert_int_equal(suite_collect(&self, NULL), LT_OK);
    assert_int_equal(suite_outbox(&self, NULL), LT_OK);
}

static void test_agree(void **state) {
    (void)state;
    for (int n = 0; n < N_SIZES; n++) {
        for (int first = 0; first < sizes[n]; first++) {
            ranks_end ends[RANKS_MOST];
            char what[64], found[64];
            assert_true(ranks_run_ends(sizes[n], suite_fail_together, &first, ends));
            snprintf(what, sizeof what, "fault of %d\n", first);
            snprintf(found, sizeof found, "on rank %d of %d", first, sizes[n]);
            for (int r = 0; r < sizes[n]; r++) {
                assert_int_equal(ends[r].status, first % 2 ? LT_ERR_INPUT : LT_ERR_ENV);
                assert_non_null(strstr(ends[r].text, what));
                assert_non_null(strstr(ends[r].text, "mend it"));
                assert_non_null(strstr(ends[r].text, "while reading "));
                assert_true((strstr(ends[r].text, found) != NULL) == (sizes[n] > 1));
            }
        }
    }
}

/* Messages that no rank can send are refused, also by one process. */
static lt_status refused(const lt_comm *comm, void *context) {
    lt_comm_request request;
    char byte = 0;
    const int other = (comm->rank + 1) % comm->size;
    (void)context;
    RANKS_CHECK(lt_comm_send(comm, comm->rank, 0, &byte, 1, &request) == LT_ERR_INTERNAL);
    RANKS_CHECK(lt_comm_send(comm, comm->size, 0, &byte, 1, &request) == LT_ERR_INTERNAL);
    RANKS_CHECK(lt_comm_receive(comm, -1, 0, &byte, 1, &request) == LT_ERR_INTERNAL);
    RANKS_CHECK(lt_comm_receive(comm, other, -1, &byte, 1, &request) == LT_ERR_INTERNAL);
    RANKS_CHECK(lt_comm_receive(comm, other, LT_COMM_TAGS, &byte, 1, &request) == LT_ERR_INTERNAL);
    RANKS_CHECK(lt_comm_send(comm, other, 0, &byte, (size_t)1 << 31, &request) == LT_ERR_INTERNAL);
    if (comm->size > 1) RANKS_CHECK(lt_comm_sum_i64(comm, NULL, INT64_C(1) << 31) == LT_ERR_INTERNAL);
    return LT_OK;
}

static lt_status wrong_length(const lt_comm *comm, void *context) {
    lt_comm_request request;
    char bytes[4] = "";
    (void)context;
    LT_TRY(comm->rank == 0 ? lt_comm_send(comm, 1, 0, bytes, 3, &request)
                           : lt_comm_receive(comm, 0, 0, bytes, 4, &request));
    return lt_comm_wait(comm, 1, &request);
}

/* Rank 0 ends; the others wait for it, in two ways. */
static lt_status deserted(const lt_comm *comm, void *context) {
    lt_comm_request request;
    char byte;
    (void)context;
    if (comm->rank == 0) return LT_OK;
    if (comm->rank == 1) return lt_comm_barrier(comm);
    LT_TRY(lt_comm_receive(comm, 0, 0, &byte, 1, &request));
    return lt_comm_wait(comm, 1, &request);
}

static lt_status divided(const lt_comm *comm, void *context) {
    int64_t value = 0;
    (void)context;
    return comm->rank == 0 ? lt_comm_sum_i64(comm, &value, 1) : lt_comm_max_i64(comm, &value, 1);
}

static void test_faults(void **state) {
    (void)state;
    ranks_end ends[RANKS_MOST];
    ranks_run(1, refused, NULL);
    ranks_run(3, refused, NULL);
    ranks_run_ends(2, wrong_length, NULL, ends);
    assert_int_equal(ends[0].status, LT_OK);
    assert_int_equal(ends[1].status, LT_ERR_INTERNAL);
    ranks_run_ends(3, deserted, NULL, ends);
    assert_int_equal(ends[1].status, LT_ERR_INTERNAL);
    assert_int_equal(ends[2].status, LT_ERR_INTERNAL);
    ranks_run_ends(2, divided, NULL, ends);
    assert_true(ends[0].status == LT_ERR_INTERNAL && ends[1].status == LT_ERR_INTERNAL);
}

static void test_packed_error(void **state) {
    (void)state;
    char packed[LT_ERROR_PACKED], before[4096], after[4096];
    LT_RAISE(LT_ERR_INPUT, .what = "a", .where = "b", .expected = "c", .found = "d", .todo = "e");
    lt_error_context(LT_ERR_INPUT, "f");
    lt_error_text(LT_ERR_INPUT, before, sizeof before);
    lt_error_pack(LT_ERR_INPUT, packed);
    LT_RAISE(LT_ERR_ENV, .what = "another");
    assert_int_equal(lt_error_unpack(packed), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, after, sizeof after);
    assert_string_equal(before, after);
    packed[0]++;
    assert_int_equal(lt_error_unpack(packed), LT_ERR_INTERNAL);
    lt_error_pack((lt_status)99, packed);
    assert_int_equal(lt_error_unpack(packed), LT_ERR_INTERNAL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_agree),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_packed_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
