/* A case as a list of jobs through the program: two at once, one killed, another inventory; the bits of the run that
 * does all by itself. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/root.h"
#include "tests/support/tiny_case.h"

enum { MOST_JOBS = 8 };
static char case_file[512], list[8192], *jobs[MOST_JOBS];
static int n_jobs;

static void must(program_result *result) {
    if (result->code != 0) print_error("exit code %d:\n%s%s\n", result->code, result->said, result->err);
    assert_int_equal(result->code, 0);
    program_free(result);
}

/* VARIANT/PERIOD of the lines that --jobs prints. */
static void make_list(const char *out) {
    program_result result = program_run(NULL, "run", case_file, "--out", out, "--threads", "1", "--quiet", "--jobs");
    snprintf(list, sizeof list, "%s", result.said);
    must(&result);
    n_jobs = 0;
    for (char *line = strtok(list, "\n"); line && n_jobs < MOST_JOBS; line = strtok(NULL, "\n")) {
        char *only = strstr(line, "--only ");
        assert_non_null(only);
        assert_non_null(strstr(line, " run "));
        jobs[n_jobs++] = only + strlen("--only ");
    }
}

static pid_t start(const char *out, const char *job, int *out_fd, int *err_fd) {
    const char *const words[] = {"run", case_file, "--out", out, "--threads", "1", "--quiet", "--only", job, NULL};
    return program_start(NULL, words, out_fd, err_fd);
}

static int set_up(void **state) {
    if (make_root(state) != 0) return -1;
    tiny_case_write(root, "met:\n", "model: {chemistry: off}\nmet:\n", case_file);
    return 0;
}

static void two_at_once_make_the_same_bits(void **state) {
    (void)state;
    char serial[512], apart[512];
    snprintf(serial, sizeof serial, "%s", in_root("serial"));
    snprintf(apart, sizeof apart, "%s", in_root("apart"));
    tiny_case_run(case_file, serial, "1");
    make_list(apart);
    assert_int_equal(n_jobs, 3); /* base, noise, boilers */
    int out_fd[2], err_fd[2];
    pid_t child[2];
    for (int k = 0; k < 2; k++) child[k] = start(apart, jobs[k], &out_fd[k], &err_fd[k]);
    for (int k = 0; k < 2; k++) {
        program_result result = program_finish(child[k], out_fd[k], err_fd[k]);
        must(&result);
    }
    /* the third is cut off as soon as it has its folder, and goes on */
    child[0] = start(apart, jobs[2], &out_fd[0], &err_fd[0]);
    char folder[600];
    snprintf(folder, sizeof folder, "%s/jobs/boilers_hours", apart);
    for (int k = 0; k < 3000 && !files_exists(folder); k++) program_sleep_ms(10);
    kill(child[0], SIGKILL);
    program_result killed = program_finish(child[0], out_fd[0], err_fd[0]);
    assert_int_equal(killed.code, 128 + SIGKILL);
    program_free(&killed);
    assert_true(files_exists(folder));
    child[0] = start(apart, jobs[2], &out_fd[0], &err_fd[0]);
    program_result again = program_finish(child[0], out_fd[0], err_fd[0]);
    must(&again);
    tiny_case_run(case_file, apart, "1");
    snprintf(folder, sizeof folder, "%s/jobs", apart);
    assert_false(files_exists(folder));
    char *one = files_bits(serial), *other = files_bits(apart);
    assert_string_equal(one, other);
    assert_non_null(strstr(one, "conc_boilers_hours.nc"));
    free(one);
    free(other);
}

/* The inventory changes (what stands around Liaoning is left out) between the list and its runs, and between a run and
 * the end. */
static void another_inventory_is_refused(void **state) {
    (void)state;
    char out[512];
    snprintf(out, sizeof out, "%s", in_root("mixed"));
    make_list(out);
    int out_fd, err_fd;
    pid_t child = start(out, "base/hours", &out_fd, &err_fd);
    program_result result = program_finish(child, out_fd, err_fd);
    must(&result);
    char *text = files_read(case_file, NULL),
         *other = tiny_case_with(text, "met:\n", "inventory: {neighbours: no}\nmet:\n");
    assert_true(files_write_text(case_file, other));
    child = start(out, "boilers/hours", &out_fd, &err_fd);
    result = program_finish(child, out_fd, err_fd);
    assert_int_equal(result.code, 2);
    assert_non_null(strstr(result.err, "another inventory"));
    program_free(&result);
    make_list(out); /* makes the emissions of the other inventory */
    result = program_run(NULL, "run", case_file, "--out", out, "--threads", "1", "--quiet");
    assert_int_equal(result.code, 2);
    assert_non_null(strstr(result.err, "another version of the inventory"));
    assert_non_null(strstr(result.err, "ledger_base.csv"));
    assert_non_null(strstr(result.err, "--only base/hours"));
    program_free(&result);
    free(text);
    free(other);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(two_at_once_make_the_same_bits),
                                       cmocka_unit_test(another_inventory_is_refused)};
    return cmocka_run_group_tests(tests, set_up, remove_root);
}
