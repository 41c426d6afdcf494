/* test_status.c - the error record, its text and context, lt_fmt, allocation; log and progress sinks. */
#include "base/log.h"
#include "base/status.h"

#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <setjmp.h>
#include <cmocka.h>

static void test_codes(void **state) {
    (void)state;
    assert_int_equal(lt_status_exit_code(LT_OK), 0);
    assert_int_equal(lt_status_exit_code(LT_ERR_INTERNAL), 1);
    assert_int_equal(lt_status_exit_code(LT_ERR_VERIFY), 1);
    assert_int_equal(lt_status_exit_code(LT_ERR_INPUT), 2);
    assert_int_equal(lt_status_exit_code(LT_ERR_USAGE), 2);
    assert_int_equal(lt_status_exit_code(LT_ERR_ENV), 3);
    assert_int_equal(lt_status_exit_code(LT_ERR_MEMORY), 3);
    assert_string_equal(lt_status_name(LT_ERR_USAGE), "LT_ERR_USAGE");
    assert_string_equal(lt_status_text(LT_ERR_INPUT), "bad input");
}

static lt_status inner(void) {
    return LT_RAISE(LT_ERR_INPUT, .what = "negative activity", .where = lt_fmt("a.csv:%d", 12), .expected = "0 or more",
                    .found = "-3", .todo = "correct it");
}

static lt_status outer(void) {
    LT_TRY_CONTEXT(inner(), "reading the ledger of %d", 2020);
    return LT_OK;
}

static void test_raise_and_text(void **state) {
    (void)state;
    char text[512];
    assert_int_equal(outer(), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    assert_string_equal(text, "bad input: negative activity\n  where:    a.csv:12\n  expected: 0 or more\n"
                              "  found:    -3\n  to do:    correct it\n  while reading the ledger of 2020");
    assert_string_equal(lt_error_what(), "negative activity");
    /* A new error clears the context and the members of the old one, and may quote it. */
    assert_int_equal(LT_RAISE(LT_ERR_ENV, .what = lt_error_what()), LT_ERR_ENV);
    lt_error_text(LT_ERR_ENV, text, sizeof text);
    assert_string_equal(text, "environment: negative activity");
    lt_error_clear();
    assert_string_equal(lt_error_what(), "");
}

static void test_text_is_cut_to_the_buffer(void **state) {
    (void)state;
    outer();
    for (size_t size = 1; size < 200; size++) {
        char text[201];
        memset(text, '#', sizeof text);
        lt_error_text(LT_ERR_INPUT, text, size);
        assert_true(strlen(text) < size);
        assert_int_equal(text[size], '#');
    }
}

static void test_context_overflow_keeps_the_inmost(void **state) {
    (void)state;
    inner();
    for (int n = 0; n < 50; n++) assert_int_equal(lt_error_context(LT_ERR_INPUT, "line %d", n), LT_ERR_INPUT);
    char text[4096];
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    assert_non_null(strstr(text, "while line 0\n"));
    assert_null(strstr(text, "while line 49"));
}

static void *raise_elsewhere(void *unused) {
    (void)unused;
    LT_RAISE(LT_ERR_ENV, .what = "of the other thread");
    return NULL;
}

static void test_record_is_of_the_thread(void **state) {
    (void)state;
    inner();
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, raise_elsewhere, NULL), 0);
    pthread_join(thread, NULL);
    assert_string_equal(lt_error_what(), "negative activity");
}

static void test_fmt_rotates_and_cuts(void **state) {
    (void)state;
    enum { SHORT = 1000, LONG = 60 };
    const char *texts[SHORT];
    for (int n = 0; n < SHORT; n++) texts[n] = lt_fmt("%d", n);
    for (int n = 0; n < SHORT; n++) assert_int_equal(strtol(texts[n], NULL, 10), n);
    for (int round = 0; round < 3; round++) { /* over the end of the ring */
        for (int n = 0; n < LONG; n++) texts[n] = lt_fmt("%d %4000d", n, 1);
        for (int n = 0; n < LONG; n++) assert_int_equal(strtol(texts[n], NULL, 10), n);
    }
    const char *list = ""; /* one that grows by its own text */
    for (int n = 0; n < 300; n++) list = lt_fmt("%s%d", list, n % 10);
    for (int n = 0; n < 300; n++) assert_int_equal(list[n], '0' + n % 10);
    const char *cut = lt_fmt("%4000d", 1);
    assert_int_equal(strlen(cut), 2047);
    assert_string_equal(cut + 2044, "...");
}

static void test_zeroed_memory(void **state) {
    (void)state;
    double *numbers = NULL;
    assert_int_equal(lt_calloc(100, sizeof *numbers, &numbers), LT_OK);
    assert_int_equal((uintptr_t)numbers % 64, 0);
    for (int n = 0; n < 100; n++) assert_true(numbers[n] == 0.0);
    lt_free(numbers);
    assert_int_equal(lt_calloc(0, 8, &numbers), LT_OK);
    assert_non_null(numbers);
    lt_free(numbers);
    assert_int_equal(lt_calloc(SIZE_MAX / 4, 8, &numbers), LT_ERR_MEMORY);
    assert_null(numbers);
}

static void test_list_that_grows(void **state) {
    (void)state;
    int *numbers = NULL;
    long room = 0, moves = 0;
    for (int n = 0; n < 1000; n++) {
        const long before = room;
        assert_int_equal(lt_grow(&numbers, sizeof *numbers, n + 1, &room), LT_OK);
        assert_true(room > n && (room == before || room >= 2 * before));
        moves += room != before;
        numbers[n] = n;
    }
    for (int n = 0; n < 1000; n++) assert_int_equal(numbers[n], n);
    assert_true(moves <= 10); /* 2^10 = 1024 */
    /* Many at once, and none: what is asked for, and nothing. */
    assert_int_equal(lt_grow(&numbers, sizeof *numbers, 10000, &room), LT_OK);
    assert_int_equal(room, 10000);
    assert_int_equal(lt_grow(&numbers, sizeof *numbers, 10000, &room), LT_OK);
    assert_int_equal(room, 10000);
    /* What cannot be had leaves the list as it was. */
    int *const before = numbers;
    assert_int_equal(lt_grow(&numbers, sizeof *numbers, LONG_MAX, &room), LT_ERR_MEMORY);
    assert_int_equal(lt_grow(&numbers, SIZE_MAX / 100, 20000, &room), LT_ERR_MEMORY);
    assert_ptr_equal(numbers, before);
    assert_int_equal(room, 10000);
    assert_int_equal(numbers[999], 999);
    lt_free(numbers);
}

static char said[256], logged[256], line[256];
static int n_lines, n_last;

static void on_say(const char *text) {
    snprintf(said, sizeof said, "%s", text);
}

static void on_log(lt_log_level level, const char *text) {
    snprintf(logged, sizeof logged, "%d %s", (int)level, text);
}

static void on_line(const char *text, bool last) {
    snprintf(line, sizeof line, "%s", text);
    n_lines++;
    n_last += last;
}

static void test_log_sinks(void **state) {
    (void)state;
    lt_say("lost %d\n", 1); /* no sink yet: silent */
    lt_log_set_sinks(on_say, on_log);
    lt_say("%d kt\n", 7);
    lt_remark(LT_LOG_WARNING, "only %s", "Shenyang");
    assert_string_equal(said, "7 kt\n");
    assert_string_equal(logged, "1 only Shenyang");
    lt_log_set_sinks(NULL, NULL);
    lt_say("lost\n");
    assert_string_equal(said, "7 kt\n");
}

static void test_progress(void **state) {
    (void)state;
    lt_progress_begin("model base", 168, "h"); /* without a sink nothing happens */
    lt_progress_step(1, "");
    lt_progress_end();
    assert_int_equal(n_lines, 0);

    lt_progress_set_sink(on_line);
    lt_progress_begin("model base", 168, "h");
    lt_progress_step(34, "2020-01-09 07:00");
    assert_string_equal(line, "model base  2020-01-09 07:00  34/168 h");
    for (int n = 0; n < 10000; n++) lt_progress_step(35, "");
    assert_true(n_lines < 10000 / 10); /* 10000 calls take far less than the 100 s that 1000 lines would need */
    /* After 0.6 s at half way 0.6 s are left. */
    nanosleep(&(struct timespec){.tv_nsec = 600000000}, NULL);
    lt_progress_step(84, NULL);
    assert_non_null(strstr(line, "84/168 h  1 s left"));
    lt_progress_end();
    assert_int_equal(n_last, 1);
    lt_progress_end();
    assert_int_equal(n_last, 1);
    lt_progress_set_sink(NULL);
}

static void test_clocks(void **state) {
    (void)state;
    double wall = lt_wall_seconds(), cpu = lt_cpu_seconds();
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    assert_true(lt_wall_seconds() - wall >= 0.02);
    assert_true(lt_cpu_seconds() >= cpu);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codes),
        cmocka_unit_test(test_raise_and_text),
        cmocka_unit_test(test_text_is_cut_to_the_buffer),
        cmocka_unit_test(test_context_overflow_keeps_the_inmost),
        cmocka_unit_test(test_record_is_of_the_thread),
        cmocka_unit_test(test_fmt_rotates_and_cuts),
        cmocka_unit_test(test_zeroed_memory),
        cmocka_unit_test(test_list_that_grows),
        cmocka_unit_test(test_log_sinks),
        cmocka_unit_test(test_progress),
        cmocka_unit_test(test_clocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
