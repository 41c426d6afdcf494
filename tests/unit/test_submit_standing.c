/* How a member stands: its file whole, replaced, written over in place, damaged; when it is lost. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "scenarios/submit/outcome.h"
#include "tests/support/root.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

static void what_is_written_is_read(void **state) {
    (void)state;
    lt_standing s = {0}, back;
    lt_standing_read(root, 3, &back);
    assert_int_equal(back.state, LT_WAITING);
    assert_string_equal(back.error, "");
    setenv("SLURM_JOB_ID", "99", 1);
    lt_standing_begin(&s, 1000);
    assert_string_equal(s.job, "99");
    setenv("SLURM_ARRAY_JOB_ID", "98", 1);
    setenv("SLURM_ARRAY_TASK_ID", "7", 1);
    lt_standing_begin(&s, 1100);
    unsetenv("SLURM_JOB_ID");
    unsetenv("SLURM_ARRAY_JOB_ID");
    unsetenv("SLURM_ARRAY_TASK_ID");
    lt_standing_place(&s, "model base  3/4 h");
    lt_standing_say(&s, "environment: disk full\n  where:    /x \"quoted\"\n  found:    蓝天");
    lt_standing_end(&s, LT_FAILED, 1160);
    s.code = 3;
    s.deaths = 2;
    assert_int_equal(lt_standing_write(root, 3, &s), LT_OK);
    lt_standing_read(root, 3, &back);
    assert_int_equal(back.state, LT_FAILED);
    assert_int_equal(back.attempt, 2);
    assert_int_equal(back.deaths, 2);
    assert_int_equal(back.code, 3);
    assert_int_equal(back.pid, getpid());
    assert_true(back.begun == 1100 && back.ended == 1160 && back.seconds == 60);
    assert_string_equal(back.job, "98_7");
    assert_string_equal(back.at, "model base  3/4 h");
    assert_string_equal(back.error, "environment: disk full");
    assert_string_equal(back.text, s.text);
    assert_int_equal(files_count(root), 1); /* no temporary file is left */
    lt_standing_drop(root, 3);
    assert_int_equal(files_count(root), 0);
}

/* However long a text, the file has its size, is JSON and ends in no half letter. */
static void long_texts_fit(void **state) {
    (void)state;
    char text[6000] = "";
    lt_standing s = {0}, back;
    for (int k = 0; k < 660; k++) strcat(text, k % 2 ? "蓝\"\n" : "天\\\t");
    lt_standing_say(&s, text);
    lt_standing_place(&s, text);
    s.state = LT_FAILED;
    assert_int_equal(lt_standing_write(root, 1, &s), LT_OK);
    size_t size;
    free(files_read(in_root("member_0001.json"), &size));
    assert_int_equal(size, LT_STANDING_BYTES);
    lt_standing_read(root, 1, &back);
    assert_int_equal(back.state, LT_FAILED);
    assert_true(strlen(back.text) > 300);
    assert_int_equal(strncmp(back.text, text, strlen(back.text)), 0);
    const size_t n = strlen(back.error);
    assert_true(n < 3 || (unsigned char)back.error[n - 1] < 0x80 || (unsigned char)back.error[n - 3] >= 0xE0);
    lt_standing_drop(root, 1);
}

static void a_damaged_file_waits_and_says_so(void **state) {
    (void)state;
    lt_standing back;
    static const char *const texts[] = {"", "{", "{\"state\": \"dreaming\"}", "[1, 2]"};
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        assert_true(files_write_text(in_root("member_0002.json"), texts[t]));
        lt_standing_read(root, 2, &back);
        assert_int_equal(back.state, LT_WAITING);
        assert_non_null(strstr(back.error, "member_0002.json"));
    }
    lt_standing_drop(root, 2);
}

static void lost_when_its_process_is_gone_or_silent(void **state) {
    (void)state;
    lt_standing s = {0};
    const pid_t child = fork();
    if (child == 0) _exit(0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    lt_standing_begin(&s, 1000);
    assert_false(lt_standing_is_lost(&s, 1300));
    assert_true(lt_standing_is_lost(&s, 1301)); /* silent */
    s.pid = child;
    assert_true(lt_standing_is_lost(&s, 1000)); /* gone */
    strcpy(s.host, "another");
    assert_false(lt_standing_is_lost(&s, 1300)); /* its processes cannot be seen from here */
    lt_standing_end(&s, LT_DONE, 1000);
    assert_false(lt_standing_is_lost(&s, 9999));
    assert_string_equal(lt_standing_word(LT_RUNNING, true, false), "lost");
    assert_string_equal(lt_standing_word(LT_RUNNING, false, true), "运行中");
}

/* Killed three times in a row, or started too often: failed, and no start more. */
static void starts_are_bounded(void **state) {
    (void)state;
    lt_standing s = {0};
    for (int k = 1; k <= LT_DEATHS; k++) {
        lt_standing_begin(&s, 10 * k);
        lt_outcome_killed(&s, SIGKILL, false, 10 * k + 1);
        assert_int_equal(s.state, k < LT_DEATHS ? LT_STOPPED : LT_FAILED);
        assert_non_null(strstr(s.text, "signal 9"));
    }
    assert_non_null(strstr(s.text, "3 times in a row"));
    assert_int_equal(s.code, 3);
    s = (lt_standing){0};
    for (int k = 0; k < 3 * LT_DEATHS; k++) { /* one in three comes to a restart file */
        lt_outcome_killed(&s, SIGKILL, k % LT_DEATHS == 0, 100);
        assert_int_equal(s.state, LT_STOPPED);
        assert_int_equal(s.deaths, k % LT_DEATHS);
    }
    assert_true(files_write_text(in_root("restart.nc"), "x"));
    assert_true(lt_outcome_went_on(in_root("restart.nc"), (lt_time)time(NULL) - 10));
    assert_false(lt_outcome_went_on(in_root("restart.nc"), (lt_time)time(NULL) + 10));
    assert_false(lt_outcome_went_on(in_root("none.nc"), 0));
    lt_standing t = {.state = LT_STOPPED, .attempt = 4};
    lt_outcome_bound(&t, 5);
    assert_int_equal(t.state, LT_STOPPED);
    lt_outcome_bound(&t, 4);
    assert_int_equal(t.state, LT_FAILED);
    assert_non_null(strstr(t.error, "started 4 times"));
    t = (lt_standing){.state = LT_DONE, .attempt = 900};
    lt_outcome_bound(&t, 0);
    assert_int_equal(t.state, LT_DONE);
}

/* A rank that died by a signal, as its launcher tells it: its own; what asks to stop is what the launcher did to the
 * others, unless the member was told. */
static void the_signal_of_a_rank(void **state) {
    (void)state;
    static const struct {
        int code;
        bool told;
        int signal;
    } cases[] = {{128 + SIGSEGV, false, SIGSEGV},
                 {128 + SIGKILL, false, SIGKILL},
                 {128 + SIGTERM, false, SIGKILL},
                 {128 + SIGTERM, true, SIGTERM},
                 {128 + SIGABRT, true, SIGABRT}};
    const lt_standing at_work = {.state = LT_RUNNING};
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        const lt_outcome o = lt_outcome_of(cases[n].code << 8, "", &at_work, cases[n].told);
        assert_int_equal(o.signal, cases[n].signal);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_written_is_read),
                                       cmocka_unit_test(the_signal_of_a_rank),
                                       cmocka_unit_test(long_texts_fit),
                                       cmocka_unit_test(a_damaged_file_waits_and_says_so),
                                       cmocka_unit_test(lost_when_its_process_is_gone_or_silent),
                                       cmocka_unit_test(starts_are_bounded)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
