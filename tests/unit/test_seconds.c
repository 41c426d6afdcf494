/* Where the time of a run on several ranks goes: what is counted, and its shares over the ranks. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/driver/seconds.h"
#include "tests/support/ranks.h"

#include <math.h>
#include <time.h>

/* Rank r works 10 + r s and waits 6 - r s: all have 16 s. */
static lt_domain_seconds seconds_of(int r) {
    return (lt_domain_seconds){.input = 1,
                               .transport = 4 + 2, /* of it 2 waiting */
                               .column = 1,
                               .chemistry = 2 + r,
                               .aerosol = 1,
                               .wet = 0.5,
                               .output = 1.5,
                               .idle = 3 - r,
                               .packing = 0.5,
                               .halo = 2,
                               .hourly = 1,
                               .messages = 40 + 10 * r,
                               .bytes = 1e6 * (2 - r)};
}

static lt_status shares(const lt_comm *comm, void *context) {
    const lt_domain_seconds mine = seconds_of(comm->rank);
    lt_rank_costs c;
    (void)context;
    RANKS_CHECK(fabs(lt_domain_seconds_all(&mine) - 16.0) < 1e-12);
    LT_TRY(lt_rank_costs_of(comm, &mine, 10, &c));
    RANKS_CHECK(c.ranks == 2);
    RANKS_CHECK(fabs(c.packing - 0.5 / 16) < 1e-9 && fabs(c.halo - 2.0 / 16) < 1e-9);
    RANKS_CHECK(fabs(c.idle - 2.5 / 16) < 1e-9 && fabs(c.hourly - 1.0 / 16) < 1e-9);
    RANKS_CHECK(fabs(c.input - 1.0 / 16) < 1e-9 && fabs(c.output - 1.5 / 16) < 1e-9);
    RANKS_CHECK(fabs(c.load - 11.0 / 10.5) < 1e-9); /* 10 and 11 s of work */
    RANKS_CHECK(c.messages_step == 5.0 && c.bytes_step == 2e5);
    RANKS_CHECK(strstr(lt_rank_costs_text(&c), "2 ranks, parts of their time: halos 15.6 % (packing and filling 3.1, "
                                               "waiting 12.5), waiting for slower ranks 15.6 %"));
    RANKS_CHECK(strstr(lt_rank_costs_text(&c), "the busiest works 1.05 times the mean; a step sends up to 5 messages, "
                                               "0.20 MB a rank"));
    return LT_OK;
}

static void test_shares(void **state) {
    (void)state;
    ranks_run(2, shares, NULL);
}

/* A run that had nothing left to do. */
static void test_nothing(void **state) {
    (void)state;
    const lt_comm alone = lt_comm_self();
    const lt_domain_seconds none = {0};
    lt_rank_costs c;
    assert_int_equal(lt_rank_costs_of(&alone, &none, 0, &c), LT_OK);
    assert_true(c.ranks == 1 && c.load == 1.0 && c.halo == 0.0 && c.messages_step == 0.0);
}

static void test_sum(void **state) {
    (void)state;
    lt_domain_seconds sum = seconds_of(0);
    const lt_domain_seconds more = seconds_of(1);
    lt_domain_seconds_add(&more, &sum);
    assert_true(lt_domain_seconds_all(&sum) == 32.0 && sum.messages == 90.0 && sum.packing == 1.0);
}

/* Messages and their bytes are those that were sent; who waits knows how long. */
static lt_status meet(const lt_comm *comm, void *context) {
    const struct timespec nap = {.tv_nsec = 20000000};
    lt_comm_meter meter = {0};
    lt_comm counted = *comm;
    lt_comm_request request = {0};
    char data[100] = "";
    (void)context;
    RANKS_CHECK(lt_comm_spoken_s(comm) == 0.0);
    counted.meter = &meter;
    if (comm->rank == 0) nanosleep(&nap, NULL);
    if (comm->rank == 0) LT_TRY(lt_comm_send(&counted, 1, 0, data, sizeof data, &request));
    if (comm->rank == 1) LT_TRY(lt_comm_receive(&counted, 0, 0, data, sizeof data, &request));
    LT_TRY(lt_comm_wait(&counted, 1, &request));
    RANKS_CHECK(meter.messages == (comm->rank == 0) && meter.bytes == (comm->rank == 0 ? 100 : 0));
    RANKS_CHECK(comm->rank == 0 || meter.message_s > 0.005);
    RANKS_CHECK(meter.collective_s == 0.0);
    if (comm->rank == 1) nanosleep(&nap, NULL);
    LT_TRY(lt_comm_barrier(&counted));
    RANKS_CHECK(comm->rank == 1 || meter.collective_s > 0.005);
    RANKS_CHECK(lt_comm_spoken_s(&counted) == meter.message_s + meter.collective_s);
    return LT_OK;
}

static void test_meter(void **state) {
    (void)state;
    ranks_run(2, meet, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shares), cmocka_unit_test(test_nothing),
                                       cmocka_unit_test(test_sum), cmocka_unit_test(test_meter)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
