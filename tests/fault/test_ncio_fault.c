/* What breaks, 2: a full disk, a second run, kill -9 in mid-write. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/log.h"
#include "base/ncio.h"
#include "base/ncio_private.h"
#include "tests/support/root.h"

#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- full disk: run in a child, which says by its exit code what went wrong --- */

static const lt_field big = {"big", NULL, "1", "time y", "noise, which does not compress"};
enum { BIG = 20000 };

static lt_status write_noise(lt_ncw *file) {
    static double row[BIG];
    LT_TRY(lt_ncw_time_hours(file, 0, 40));
    LT_TRY(lt_ncw_dim(file, "y", BIG));
    LT_TRY(lt_ncw_var(file, &big, NC_DOUBLE));
    for (size_t n = 0; n < 40; n++) {
        for (int k = 0; k < BIG; k++) row[k] = noise();
        LT_TRY(lt_ncw_put_double_record(file, "big", n, row));
    }
    return LT_OK;
}

static int write_until_error(const char *folder) {
    lt_outdir *dir = NULL;
    lt_ncw *file = NULL;
    if (lt_outdir_open(folder, &dir) != LT_OK) return 10;
    if (lt_outdir_write_text(dir, "big.nc", "the old result") != LT_OK) return 11;
    lt_status status = lt_ncw_create(dir, "big.nc", "too big", &file);
    if (status == LT_OK) status = write_noise(file);
    if (status == LT_OK)
        status = lt_ncw_commit(file);
    else
        lt_ncw_abandon(file);
    char text[4096];
    lt_error_text(status, text, sizeof text);
    if (status != LT_ERR_ENV) return 20;
    if (!strstr(text, "disk full") && !strstr(text, "largest size")) {
        print_error("%s\n", text);
        return 21;
    }
    if (!strstr(text, "big.nc")) return 22;
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/big.nc.lantian.tmp", folder);
    if (access(path, F_OK) == 0) return 23;                   /* the left-over is gone: room again */
    if (!lt_outdir_has(dir, "big.nc", true, NULL)) return 24; /* the old result stands */
    FILE *stream;                                             /* and a text stream has the same fate */
    if (lt_outdir_stream(dir, "t.csv", &stream) != LT_OK) return 25;
    for (int k = 0; k < 400000; k++) fprintf(stream, "%d,%d\n", k, k);
    if (lt_outdir_commit_stream(dir, "t.csv", stream) != LT_ERR_ENV) return 26;
    if (lt_outdir_has(dir, "t.csv", false, NULL)) return 27;
    if (lt_outdir_write_text(dir, "small.txt", "there is room again") != LT_OK) return 28;
    lt_outdir_close(dir);
    return 0;
}

/* exit, not _exit: the closing of the HDF5 library after a failed write must not crash either. */
static int result_of(void (*run)(void)) {
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        run();
        _exit(99);
    }
    int result = 0;
    assert_int_equal(waitpid(child, &result, 0), child);
    if (WIFSIGNALED(result)) print_error("the child died of signal %d\n", WTERMSIG(result));
    return WIFEXITED(result) ? WEXITSTATUS(result) : 98;
}

enum { NO_MOUNT = 77 };

static void fill_small_disk(void) {
    const char *folder = in_root("disk");
    if (unshare(CLONE_NEWNS) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) _exit(NO_MOUNT);
    if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) _exit(NO_MOUNT); /* seen by this child only */
    if (mkdir(folder, 0777) != 0 || mount("tmpfs", folder, "tmpfs", 0, "size=2m") != 0) _exit(NO_MOUNT);
    exit(write_until_error(in_root("disk/out")));
}

static rlim_t file_limit;

static void pass_file_limit(void) {
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(const struct rlimit){file_limit, file_limit});
    exit(write_until_error(in_root("limited")));
}

static void test_disk_full(void **state) {
    (void)state;
    const int mounted = result_of(fill_small_disk);
    if (mounted == NO_MOUNT)
        print_message("disk full: no right to mount a small tmpfs; the file size limit (EFBIG) stands in for it\n");
    else
        print_message("disk full: tested on a tmpfs of 2 MB\n");
    if (mounted != 0 && mounted != NO_MOUNT) print_error("the child ended with %d\n", mounted);
    assert_true(mounted == 0 || mounted == NO_MOUNT);
    /* From "not even the header" to "all but the closing". The file has 40 x 160 kB of noise: about 5.4 MB deflated. */
    static const rlim_t limits[] = {2000, 30000, 170000, 2000000, 4000000, 5000000};
    for (size_t k = 0; k < sizeof limits / sizeof *limits; k++) {
        file_limit = limits[k];
        const int result = result_of(pass_file_limit);
        if (result != 0) print_error("limit %lld: the child ended with %d\n", (long long)file_limit, result);
        assert_int_equal(result, 0);
    }
}

/* --- two runs, and runs that are killed --- */

static pid_t start_child(void (*run)(int report), int *report) {
    int channel[2];
    assert_int_equal(pipe(channel), 0);
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        close(channel[0]);
        run(channel[1]);
        _exit(99);
    }
    assert_true(child > 0);
    close(channel[1]);
    *report = channel[0];
    return child;
}

static void kill_child(pid_t child, int report) {
    int result = 0;
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_true(WIFSIGNALED(result));
    close(report);
}

static void write_half(int report) {
    static double row[BIG];
    lt_outdir *dir = NULL;
    lt_ncw *file = NULL;
    if (lt_outdir_open(in_root("killed"), &dir) != LT_OK) _exit(1);
    if (lt_ncw_create(dir, "new.nc", "half", &file) != LT_OK) _exit(2);
    if (lt_ncw_time_hours(file, 0, 40) != LT_OK || lt_ncw_dim(file, "y", BIG) != LT_OK) _exit(3);
    if (lt_ncw_var(file, &big, NC_DOUBLE) != LT_OK) _exit(4);
    for (size_t n = 0; n < 20; n++)
        if (lt_ncw_put_double_record(file, "big", n, row) != LT_OK) _exit(5);
    if (write(report, "x", 1) != 1) _exit(6);
    for (;;) pause();
}

static void test_killed_in_mid_write(void **state) {
    (void)state;
    lt_outdir *dir = NULL;
    int report;
    char byte;
    const pid_t child = start_child(write_half, &report);
    assert_int_equal(read(report, &byte, 1), 1);
    assert_int_equal(lt_outdir_open(in_root("killed"), &dir), LT_ERR_ENV); /* the second run is refused */
    assert_string_equal(lt_error_what(), "output folder in use by another run");
    assert_int_equal(access(in_root("killed/new.nc.lantian.tmp"), F_OK), 0);
    kill_child(child, report);
    assert_int_not_equal(access(in_root("killed/new.nc"), F_OK), 0);  /* nothing that looks complete */
    assert_int_equal(lt_outdir_open(in_root("killed"), &dir), LT_OK); /* the lock went with the process */
    assert_int_not_equal(access(in_root("killed/new.nc.lantian.tmp"), F_OK), 0);
    assert_false(lt_outdir_has(dir, "new.nc", false, NULL));
    lt_outdir_close(dir);
}

/* Replaces the same file again and again. */
static void commit_for_ever(int report) {
    lt_outdir *dir = NULL;
    char text[64];
    if (lt_outdir_open(in_root("often"), &dir) != LT_OK) _exit(1);
    for (int k = 0;; k++) {
        snprintf(text, sizeof text, "result %d of process %ld", k, (long)getpid());
        if (lt_outdir_write_text(dir, k % 2 ? "a.txt" : "b.txt", text) != LT_OK) _exit(2);
        if (k == 1 && write(report, "x", 1) != 1) _exit(3);
    }
}

static void test_killed_at_any_time(void **state) {
    (void)state;
    for (int round = 0; round < 40; round++) {
        lt_outdir *dir = NULL;
        int report;
        char byte;
        const pid_t child = start_child(commit_for_ever, &report);
        assert_int_equal(read(report, &byte, 1), 1);
        usleep((useconds_t)(random_bits() % 20000));
        kill_child(child, report);
        assert_int_equal(lt_outdir_open(in_root("often"), &dir), LT_OK);
        static const char *const names[] = {"a.txt", "b.txt"};
        for (int k = 0; k < 2; k++) /* no entry that lies */
            assert_int_equal(lt_outdir_has(dir, names[k], false, NULL), lt_outdir_has(dir, names[k], true, NULL));
        assert_int_equal(lt_outdir_verify(in_root("often"), NULL, NULL), LT_OK);
        lt_outdir_close(dir);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_disk_full),
        cmocka_unit_test(test_killed_in_mid_write),
        cmocka_unit_test(test_killed_at_any_time),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
