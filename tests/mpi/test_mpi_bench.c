/* `lantian-mpi bench ranks` with a size that measures nothing: every key that is promised is there, messages and bytes
 * are those that the cut of the domain asks for, and the last state has the same bits for any ranks and layout. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/bench/ranks_cost.h"
#include "model/kernel/real.h"
#include "tests/support/error_block.h"
#include "tests/support/mpirun.h"

#include <cjson/cJSON.h>
#include <math.h>

static const program_options alone = {.program = LT_MPI_PROGRAM};

/* The one row of a run. */
static cJSON *row_of(program_result r, cJSON **root) {
    if (r.code != 0) fail_msg("code %d\n%s%s", r.code, r.said, r.err);
    *root = cJSON_Parse(r.said);
    assert_non_null(*root);
    program_free(&r);
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(*root, "topic")), "ranks");
    assert_true(cJSON_IsString(cJSON_GetObjectItem(cJSON_GetObjectItem(*root, "machine"), "processor")));
    cJSON *results = cJSON_GetObjectItem(*root, "results");
    assert_int_equal(cJSON_GetArraySize(results), 1);
    return cJSON_GetArrayItem(results, 0);
}

static double number(const cJSON *row, const char *key) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(row, key);
    if (!cJSON_IsNumber(item)) fail_msg("%s is no number", key);
    return item->valuedouble;
}

static const char *text(const cJSON *row, const char *key) {
    const char *word = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(row, key));
    if (!word) fail_msg("%s is no text", key);
    return word;
}

static void check_shares(const cJSON *row, int ranks) {
    static const char *const above[] = {"cells",          "species",       "seconds_step",   "seconds_step_min",
                                        "halo_share",     "input_share",   "output_share",   "cpu_seconds_step",
                                        "reading_s_hour", "output_s_hour", "writing_s_hour", "input_s_hour"};
    static const char *const of_ranks[] = {"wait_share", "halo_wait_share", "hourly_wait_share"};
    for (size_t n = 0; n < sizeof above / sizeof *above; n++)
        if (!(number(row, above[n]) > 0)) fail_msg("%s is not above 0", above[n]);
    for (size_t n = 0; n < sizeof of_ranks / sizeof *of_ranks; n++) {
        const double share = number(row, of_ranks[n]);
        if (ranks == 1 ? share > 1e-3 : !(share > 0 && share < 1)) fail_msg("%s is %g", of_ranks[n], share);
    }
    assert_true(number(row, "load") >= 0.999);
    assert_true(number(cJSON_GetObjectItem(row, "own_us_per_cell"), "chemistry") > 0);
}

static void test_same_bits(void **state) {
    (void)state;
    static const char *const teams[][3] = {{"2", "1x2", "1"}, {"4", "2x2", "1"}, {"2", "2x1", "2"}};
    cJSON *roots[4];
    const cJSON *one = row_of(program_run(&alone, "bench", "ranks", "--quick", "--json"), &roots[3]);
    check_shares(one, 1);
    assert_true(number(one, "messages_step") == 0 && number(one, "bytes_step") == 0);
    assert_true(number(one, "threads") == 1);
    for (size_t n = 0; n < sizeof teams / sizeof *teams; n++) {
        const cJSON *row = row_of(mpirun_run(teams[n][0], LT_MPI_PROGRAM, "bench", "ranks", "--quick", "--json",
                                             "--layout", teams[n][1], "--threads", teams[n][2]),
                                  &roots[n]);
        check_shares(row, atoi(teams[n][0]));
        assert_true(number(row, "ranks") == atoi(teams[n][0]) && number(row, "threads") == atoi(teams[n][2]));
        assert_string_equal(text(row, "layout"), teams[n][1]);
        assert_string_equal(text(row, "digest"), text(one, "digest"));
        assert_true(number(row, "cells") == number(one, "cells"));
    }
    for (int n = 0; n < 4; n++) cJSON_Delete(roots[n]);
}

/* What the cost model says is sent is what is sent: the messages are a whole number of exchanges, and their bytes those
 * of as many sweeps. The quick domain of 2 ranks, cut along y. */
static void test_bytes(void **state) {
    (void)state;
    cJSON *root;
    const cJSON *row =
        row_of(mpirun_run("2", LT_MPI_PROGRAM, "bench", "ranks", "--quick", "--json", "--layout", "1x2"), &root);
    const double sweeps = number(row, "messages_step") / LT_COST_CHUNKS;
    const double bytes = lt_ranks_halo_bytes(number(row, "nx"), number(row, "nz"), number(row, "species"));
    assert_true(sweeps >= 1);
    assert_true(fabs(number(row, "bytes_step") / (sweeps * bytes * sizeof(lt_real) / 4) - 1.0) < 1e-6);
    cJSON_Delete(root);
}

static void test_weak(void **state) {
    (void)state;
    cJSON *roots[2];
    const cJSON *one = row_of(program_run(&alone, "bench", "ranks", "--quick", "--json", "--weak"), &roots[0]);
    const cJSON *two =
        row_of(mpirun_run("2", LT_MPI_PROGRAM, "bench", "ranks", "--quick", "--json", "--weak"), &roots[1]);
    assert_string_equal(text(two, "scaling"), "weak");
    assert_true(number(two, "cells") == 2 * number(one, "cells"));
    for (int n = 0; n < 2; n++) cJSON_Delete(roots[n]);
}

static void test_bad_requests(void **state) {
    (void)state;
    assert_refused(program_run(&alone, "bench", "rank"), "lantian-mpi bench ranks");
    assert_refused(program_run(&alone, "bench", "ranks", "--layout", "2x1"), "--layout");
    assert_refused(program_run(&alone, "bench", "ranks", "--only", "base/hours"), "--only");
    program_result many = mpirun_run("2", LT_MPI_PROGRAM, "bench", "ranks", "--layout", "3x1");
    assert_int_equal(many.code, 2);
    assert_int_equal(program_count(many.err, "bad request: "), 1);
    program_free(&many);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_bits), cmocka_unit_test(test_bytes),
                                       cmocka_unit_test(test_weak), cmocka_unit_test(test_bad_requests)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
