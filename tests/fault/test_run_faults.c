/* Faults that meet a run on its way: a full disk, a folder in use, kill -9, a damaged file. What is left behind never
 * looks complete: every file stands in the manifest with its digest, or has a name that ends in .lantian.tmp. Only kill
 * -9 may hit between the rename of a whole file and its entry: that one file then does not exist for Lantian
 * (base/outdir.h).
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/error_block.h"
#include "tests/support/honest.h"
#include "tests/support/sanitizer.h"
#include "tests/support/tiny_case.h"

#include "base/log.h"
#include "base/outdir.h"

#include <sys/file.h>
#include <sys/mount.h>

static char folder[256]; /* of this program */
static char case_path[512];
static char good_run[300]; /* a complete run, made once, never changed */

static int make_good_run(void **state) {
    (void)state;
    if (!files_make_folder(folder)) return 1;
    tiny_case_write(folder, NULL, NULL, case_path);
    snprintf(good_run, sizeof good_run, "%s/good", folder);
    tiny_case_run(case_path, good_run, "2");
    return 0;
}

static int remove_all(void **state) {
    (void)state;
    files_remove(folder);
    return 0;
}

static void in_folder(char out[512], const char *name) {
    snprintf(out, 512, "%s/%s", folder, name);
}

static void copy_one(const char *relative, const char *path, void *context) {
    char target[1024];
    size_t size = 0;
    char *data = files_read(path, &size);
    assert_non_null(data);
    snprintf(target, sizeof target, "%s/%s", (const char *)context, relative);
    assert_true(files_write(target, data, size));
    free(data);
}

static void copy_good_run(const char *target) {
    assert_int_equal(mkdir(target, 0777), 0);
    files_walk(good_run, copy_one, (void *)(uintptr_t)target);
}

static void test_good_run_is_complete(void **state) {
    (void)state;
    char path[600];
    assert_true(assert_honest(good_run) >= 8);
    snprintf(path, sizeof path, "%s/summary.json", good_run);
    assert_true(files_exists(path));
}

static void test_running_again_changes_nothing(void **state) {
    (void)state;
    lt_digest before, after;
    files_digest(good_run, before);
    double begin = lt_wall_seconds();
    tiny_case_run(case_path, good_run, "1");
    files_digest(good_run, after);
    assert_string_equal(before, after);
    assert_true(lt_wall_seconds() - begin < 10.0); /* measured: well below a second */
}

/* --- folder in use --- */
static void test_folder_in_use(void **state) {
    (void)state;
    char lock_path[600];
    lt_digest before, after;
    snprintf(lock_path, sizeof lock_path, "%s/.lock", good_run);
    int lock = open(lock_path, O_RDWR | O_CREAT, 0666);
    assert_true(lock >= 0);
    assert_int_equal(flock(lock, LOCK_EX | LOCK_NB), 0);
    files_digest(good_run, before);
    program_result result = program_run(NULL, "run", case_path, "--out", good_run, "--force");
    files_digest(good_run, after);
    close(lock);
    ERROR_BLOCK(result, "folder in use", 3, "in use by another run", good_run, "another folder for the results");
    assert_string_equal(before, after);
    program_free(&result);
}

/* --- full disk --- */
/* The thread sanitizer keeps its own books in files and dies of a file size limit. */
static void need_file_size_limit(void) {
#ifdef UNDER_THREAD_SANITIZER
    print_message("skipped: a file size limit kills the thread sanitizer itself\n");
    skip();
#endif
}

static void judge_full_disk(program_result *result, const char *fault, const char *what, const char *out) {
    ERROR_BLOCK(*result, fault, 3, what, out);
    assert_honest(out);
    program_free(result);
}

/* As root on a small file system of its own. The road may see beforehand that there is too little room. */
static void test_full_disk(void **state) {
    (void)state;
    static const char *const sizes[] = {"size=16k", "size=400k"};
    char disk[512], out[600];
    in_folder(disk, "disk");
    assert_int_equal(mkdir(disk, 0777), 0);
    for (size_t n = 0; n < sizeof sizes / sizeof *sizes; n++) {
        if (mount("lantian-test", disk, "tmpfs", 0, sizes[n]) != 0) {
            print_message("no small file system can be mounted here; the file size limit stands for it\n");
            return;
        }
        print_message("full disk: tmpfs with %s\n", sizes[n]);
        snprintf(out, sizeof out, "%s/out", disk);
        program_result result = program_run(NULL, "run", case_path, "--out", out);
        assert_honest(out);
        umount(disk);
        ERROR_BLOCK(result, "full disk", 3, "disk", out);
        program_free(&result);
    }
}

static void test_file_size_limit(void **state) {
    (void)state;
    need_file_size_limit();
    /* Not below 2000: the OpenMP runtime of LLVM wants 1 kB of shared memory, which the limit holds for as well. */
    static const size_t limits[] = {2000, 20000, 300000};
    char out[512], name[32];
    for (size_t n = 0; n < sizeof limits / sizeof *limits; n++) {
        program_options options = {.file_size_limit = limits[n]};
        snprintf(name, sizeof name, "limited-%zu", n);
        in_folder(out, name);
        program_result result = program_run(&options, "run", case_path, "--out", out);
        judge_full_disk(&result, "file size limit", "largest size allowed", out);
    }
}

/* What stood there before a full disk stands there after it. */
static void test_full_disk_keeps_what_was_there(void **state) {
    (void)state;
    need_file_size_limit();
    char out[512], path[600];
    in_folder(out, "kept");
    copy_good_run(out);
    int complete = assert_honest(out);
    program_options options = {.file_size_limit = 20000};
    program_result result = program_run(&options, "run", case_path, "--out", out, "--force");
    ERROR_BLOCK(result, "file size limit", 3, "largest size allowed", out);
    program_free(&result);
    /* --force drops what it makes again, so there may be fewer; those that are there are right. */
    assert_true(assert_honest(out) <= complete);
    snprintf(path, sizeof path, "%s/case.yaml", folder);
    assert_true(files_exists(path));
}

/* --- kill -9 --- */
static void test_killed_half_way(void **state) {
    (void)state;
    static const long after_ms[] = {60, 250, 700, 1200, 1500, 2000, 3000};
    char out[512], name[32];
    int most = assert_honest(good_run), killed = 0;
    for (size_t n = 0; n < sizeof after_ms / sizeof *after_ms; n++) {
        snprintf(name, sizeof name, "killed-%zu", n);
        in_folder(out, name);
        const char *const arguments[] = {"run", case_path, "--out", out, "--threads", "1", "--quiet", NULL};
        int out_fd, err_fd;
        pid_t child = program_start(NULL, arguments, &out_fd, &err_fd);
        assert_true(child > 0);
        program_sleep_ms(after_ms[n]);
        kill(child, SIGKILL);
        program_result result = program_finish(child, out_fd, err_fd);
        int complete = assert_honest_but(out, 1);
        print_message("killed after %ld ms: exit %d, %d of %d files complete\n", after_ms[n], result.code, complete,
                      most);
        if (result.code == 128 + SIGKILL) {
            killed++;
            char summary[600];
            snprintf(summary, sizeof summary, "%s/summary.json", out);
            assert_true(complete < most || !files_exists(summary));
        }
        program_free(&result);
    }
    assert_true(killed > 0);
    /* The folder of the last kill can be finished by the same command; children of the killed run are given a moment to
     * follow it and to let go of the lock, but no time to do more. */
    program_sleep_ms(200);
    tiny_case_run(case_path, out, "2");
    assert_true(assert_honest(out) >= most); /* a second generation of a restart may stand beside the first */
}

/* --- damaged netCDF --- */
static void cut_in_half(const char *path) {
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    assert_true(info.st_size > 1000);
    assert_int_equal(truncate(path, info.st_size / 2), 0);
}

/* A single step refuses it; the whole road makes it again, since a file with another digest does not exist. */
static void test_truncated_own_file(void **state) {
    (void)state;
    char out[512], path[600];
    lt_digest before, after;
    in_folder(out, "truncated");
    copy_good_run(out);
    snprintf(path, sizeof path, "%s/grid.nc", out);
    cut_in_half(path);
    files_digest(out, before);
    program_result result = program_run(NULL, "model", case_path, "--out", out);
    files_digest(out, after);
    ERROR_BLOCK(result, "truncated grid.nc", 2, "grid.nc");
    assert_string_equal(before, after);
    program_free(&result);
    tiny_case_run(case_path, out, "2");
    assert_true(assert_honest(out) >= assert_honest(good_run));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good_run_is_complete), cmocka_unit_test(test_running_again_changes_nothing),
        cmocka_unit_test(test_folder_in_use),        cmocka_unit_test(test_full_disk),
        cmocka_unit_test(test_file_size_limit),      cmocka_unit_test(test_full_disk_keeps_what_was_there),
        cmocka_unit_test(test_killed_half_way),      cmocka_unit_test(test_truncated_own_file),
    };
    return cmocka_run_group_tests(tests, make_good_run, remove_all);
}
