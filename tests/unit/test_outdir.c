/* The output folder: lock, atomic commit, manifest, left-overs, paths. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/outdir.h"
#include "tests/support/root.h"
#include "tests/support/words.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void put(const char *path, const char *text) {
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    assert_true(fputs(text, stream) >= 0);
    assert_int_equal(fclose(stream), 0);
}

static void assert_text(const char *path, const char *expected) {
    char *text = NULL;
    assert_int_equal(lt_path_read_text(path, &text), LT_OK);
    assert_string_equal(text, expected);
    free(text);
}

static void test_commit_and_manifest(void **state) {
    (void)state;
    lt_outdir *dir = NULL;
    lt_digest digest;
    assert_int_equal(lt_outdir_open(in_root("a/b/c/"), &dir), LT_OK); /* parents too */
    assert_string_equal(lt_outdir_path(dir), in_root("a/b/c"));
    assert_false(lt_outdir_has(dir, "z.txt", false, NULL));
    assert_int_equal(lt_outdir_write_text(dir, "z.txt", "abc"), LT_OK);
    assert_int_equal(lt_outdir_write_text(dir, "a.txt", ""), LT_OK);
    assert_true(lt_outdir_has(dir, "z.txt", false, digest));
    assert_string_equal(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_text(in_root("a/b/c/MANIFEST.sha256"),
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.txt\n"
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  z.txt\n");
    assert_false(lt_path_exists(in_root("a/b/c/z.txt.lantian.tmp")));
    lt_outdir_close(dir);
    char command[PATH_MAX + 64];
    snprintf(command, sizeof command, "cd %s && sha256sum -c --quiet --strict MANIFEST.sha256", in_root("a/b/c"));
    assert_int_equal(system(command), 0);

    assert_int_equal(lt_outdir_open(in_root("a/b/c"), &dir), LT_OK); /* again: what was committed is known */
    assert_true(lt_outdir_has(dir, "z.txt", false, NULL) && lt_outdir_has(dir, "a.txt", true, NULL));
    assert_int_equal(lt_outdir_write_text(dir, "z.txt", "abcd"), LT_OK); /* replace */
    assert_text(in_root("a/b/c/z.txt"), "abcd");
    assert_int_equal(lt_outdir_drop(dir, "z.txt"), LT_OK);
    assert_int_equal(lt_outdir_drop(dir, "z.txt"), LT_OK);
    assert_false(lt_path_exists(in_root("a/b/c/z.txt")));
    assert_false(lt_outdir_has(dir, "z.txt", false, NULL));
    lt_outdir_close(dir);
}

static void test_changed_files_do_not_exist(void **state) {
    (void)state;
    lt_outdir *dir = NULL;
    const char *path = in_root("d/x");
    assert_int_equal(lt_outdir_open(in_root("d"), &dir), LT_OK);
    assert_int_equal(lt_outdir_write_text(dir, "x", "one"), LT_OK);
    put(path, "two!"); /* another size */
    assert_false(lt_outdir_has(dir, "x", false, NULL));
    put(path, "two"); /* same size, another time */
    assert_false(lt_outdir_has(dir, "x", false, NULL));
    put(path, "one"); /* the right bytes at another time: hashed, and right */
    assert_true(lt_outdir_has(dir, "x", false, NULL));
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    put(path, "two"); /* same size, time set back: only the deep look finds it */
    assert_int_equal(utimensat(AT_FDCWD, path, (struct timespec[]){info.st_atim, info.st_mtim}, 0), 0);
    assert_true(lt_outdir_has(dir, "x", false, NULL));
    assert_false(lt_outdir_has(dir, "x", true, NULL));
    lt_outdir_close(dir);
    assert_int_equal(unlink(in_root("d/.manifest-stat")), 0); /* without the side file every look is deep */
    assert_int_equal(lt_outdir_open(in_root("d"), &dir), LT_OK);
    assert_false(lt_outdir_has(dir, "x", false, NULL));
    put(path, "one");
    assert_true(lt_outdir_has(dir, "x", false, NULL));
    assert_int_equal(unlink(path), 0);
    assert_false(lt_outdir_has(dir, "x", false, NULL));
    lt_outdir_close(dir);
}

static void test_damaged_manifest(void **state) {
    (void)state;
    lt_outdir *dir = NULL;
    assert_int_equal(lt_outdir_open(in_root("d2"), &dir), LT_OK);
    assert_int_equal(lt_outdir_write_text(dir, "x", "abc"), LT_OK);
    assert_int_equal(lt_outdir_write_text(dir, "y", "abc"), LT_OK);
    lt_outdir_close(dir);
    put(in_root("d2/MANIFEST.sha256"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  y\n"
                                       "ba7816bf8f01cfea41414  x\n"
                                       "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  ../z\n\n");
    assert_int_equal(lt_outdir_open(in_root("d2"), &dir), LT_OK);
    assert_true(lt_outdir_has(dir, "y", false, NULL));
    assert_false(lt_outdir_has(dir, "x", false, NULL));
    assert_false(lt_outdir_has(dir, "../z", false, NULL));
    lt_outdir_close(dir);
    assert_int_equal(lt_outdir_verify(in_root("d2"), NULL, NULL), LT_ERR_VERIFY);
}

static void count(const char *name, bool good, void *context) {
    assert_true(name[0] != '\0');
    ((int *)context)[good]++;
}

static void test_verify(void **state) {
    (void)state;
    lt_outdir *dir = NULL;
    int seen[2] = {0, 0};
    assert_int_equal(lt_outdir_verify(in_root("v"), count, seen), LT_ERR_INPUT);
    assert_int_equal(lt_outdir_open(in_root("v"), &dir), LT_OK);
    for (int k = 0; k < 40; k++) {
        char name[16];
        snprintf(name, sizeof name, "f%d", k);
        assert_int_equal(lt_outdir_write_text(dir, name, name), LT_OK);
    }
    assert_int_equal(lt_outdir_verify(in_root("v"), count, seen), LT_OK);
    assert_int_equal(seen[1], 40);
    lt_outdir_close(dir);
    put(in_root("v/f7"), "damaged");
    assert_int_equal(unlink(in_root("v/f8")), 0);
    seen[0] = seen[1] = 0;
    assert_int_equal(lt_outdir_verify(in_root("v"), count, seen), LT_ERR_VERIFY);
    assert_int_equal(seen[0], 2);
    assert_int_equal(seen[1], 38);
    EXPECT("files differ from the manifest", "2 of 40 (1 of them missing), the first is f7");
    put(in_root("v/f7"), "f7");
    assert_int_equal(lt_outdir_verify(in_root("v"), NULL, NULL), LT_ERR_VERIFY);
    EXPECT("files of the manifest are missing", "1 of 40, the first is f8");
}

static void test_leftovers(void **state) {
    (void)state;
    lt_outdir *dir = NULL;
    assert_int_equal(mkdir(in_root("l"), 0777), 0);
    assert_int_equal(mkdir(in_root("l/deep.lantian.tmp"), 0777), 0);
    put(in_root("l/mine.tmp"), "a file of the user");
    put(in_root("l/deep.lantian.tmp/inner.lantian.tmp"), "");
    for (int time = 0; time < 2; time++) {
        put(in_root("l/half.csv.lantian.tmp"), "of a run that was cut off");
        assert_int_equal(lt_outdir_open(in_root("l"), &dir), LT_OK);
        assert_false(lt_path_exists(in_root("l/half.csv.lantian.tmp")));
        assert_true(lt_path_exists(in_root("l/deep.lantian.tmp/inner.lantian.tmp"))); /* top level files only */
        assert_text(in_root("l/mine.tmp"), "a file of the user");
        lt_outdir_close(dir);
    }
}

static void test_lock(void **state) {
    (void)state;
    lt_outdir *dir = NULL, *second = NULL;
    char text[2048], pid[32];
    assert_int_equal(lt_outdir_open(in_root("lock"), &dir), LT_OK);
    assert_int_equal(lt_outdir_open(in_root("lock"), &second), LT_ERR_ENV);
    assert_null(second);
    lt_error_text(LT_ERR_ENV, text, sizeof text);
    snprintf(pid, sizeof pid, "process %ld ", (long)getpid());
    assert_non_null(strstr(text, "in use by another run"));
    assert_non_null(strstr(text, pid));
    const pid_t child = fork(); /* another process is refused too */
    if (child == 0) _exit(lt_outdir_open(in_root("lock"), &second) == LT_ERR_ENV ? 0 : 1);
    int result = 1;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_int_equal(result, 0);
    lt_outdir_close(dir);
    assert_int_equal(lt_outdir_open(in_root("lock"), &dir), LT_OK);
    lt_outdir_close(dir);
    lt_outdir_close(NULL);
}

static void test_streams(void **state) {
    (void)state;
    lt_outdir *dir = NULL;
    FILE *stream = NULL;
    assert_int_equal(lt_outdir_open(in_root("s"), &dir), LT_OK);
    assert_int_equal(lt_outdir_stream(dir, "t.csv", &stream), LT_OK);
    fprintf(stream, "a,b\n");
    assert_false(lt_path_exists(in_root("s/t.csv")));
    assert_int_equal(lt_outdir_commit_stream(dir, "t.csv", stream), LT_OK);
    assert_text(in_root("s/t.csv"), "a,b\n");
    assert_int_equal(lt_outdir_stream(dir, "t.csv", &stream), LT_OK);
    fprintf(stream, "half");
    lt_outdir_abandon_stream(dir, "t.csv", stream);
    assert_text(in_root("s/t.csv"), "a,b\n"); /* the old file stands */
    assert_true(lt_outdir_has(dir, "t.csv", true, NULL));
    assert_false(lt_path_exists(in_root("s/t.csv.lantian.tmp")));
    lt_outdir_close(dir);
}

static void test_names_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"", ".x", "a/b", "../x", "x.lantian.tmp", "MANIFEST.sha256", "a\nb"};
    lt_outdir *dir = NULL;
    assert_int_equal(lt_outdir_open(in_root("n"), &dir), LT_OK);
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
        assert_int_equal(lt_outdir_write_text(dir, bad[k], "x"), LT_ERR_INTERNAL);
    assert_int_equal(lt_outdir_commit(dir, "never_written"), LT_ERR_ENV);
    assert_false(lt_outdir_has(dir, "never_written", false, NULL));
    lt_outdir_close(dir);
}

static void test_folder_refused(void **state) {
    (void)state;
    lt_outdir *dir = NULL;
    put(in_root("file"), "text");
    assert_int_equal(lt_outdir_open(in_root("file"), &dir), LT_ERR_INPUT);
    assert_int_equal(lt_outdir_open(in_root("file/below"), &dir), LT_ERR_INPUT);
    assert_int_equal(lt_outdir_open("", &dir), LT_ERR_INPUT);
    assert_text(in_root("file"), "text");
    assert_int_equal(lt_outdir_open("/proc/lantian", &dir), LT_ERR_ENV);
    if (geteuid() != 0) { /* root may write anywhere */
        assert_int_equal(mkdir(in_root("closed"), 0500), 0);
        assert_int_equal(lt_outdir_open(in_root("closed"), &dir), LT_ERR_ENV);
        assert_int_equal(lt_outdir_open(in_root("closed/x"), &dir), LT_ERR_ENV);
        assert_int_equal(chmod(in_root("closed"), 0700), 0);
    }
    assert_null(dir);
}

static void test_read_text(void **state) {
    (void)state;
    char *text = NULL;
    assert_int_equal(lt_path_read_text(in_root("missing"), &text), LT_ERR_INPUT);
    assert_int_equal(lt_path_read_text(root, &text), LT_ERR_INPUT);
    FILE *stream = fopen(in_root("zero"), "w");
    assert_non_null(stream);
    fwrite("a\0b", 1, 3, stream);
    fclose(stream);
    assert_int_equal(lt_path_read_text(in_root("zero"), &text), LT_ERR_INPUT);
    assert_null(text);
    put(in_root("empty"), "");
    assert_text(in_root("empty"), "");
    stream = fopen(in_root("long"), "w");
    assert_non_null(stream);
    for (int k = 0; k < 300000; k++) fputc('x', stream);
    fclose(stream);
    assert_int_equal(lt_path_read_text(in_root("long"), &text), LT_OK);
    assert_int_equal(strlen(text), 300000);
    free(text);
}

static void test_errno(void **state) {
    (void)state;
    static const struct {
        int number;
        const char *text;
    } rows[] = {{ENOSPC, "disk full"},
                {EDQUOT, "disk full"},
                {EACCES, "permission"},
                {EROFS, "read-only"},
                {EFBIG, "largest size"}};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        assert_int_equal(lt_errno_raise(rows[k].number, "write", "x"), LT_ERR_ENV);
        assert_non_null(strstr(lt_error_what(), rows[k].text));
    }
    assert_int_equal(lt_errno_raise(12345, "write", "x"), LT_ERR_ENV);
}

static void test_share_and_data(void **state) {
    (void)state;
    char path[PATH_MAX];
    put(in_root("shipped.csv"), "");
    assert_int_equal(setenv("LANTIAN_SHARE", root, 1), 0);
    assert_int_equal(lt_share_path("shipped.csv", path, sizeof path), LT_OK);
    assert_string_equal(path, in_root("shipped.csv"));
    assert_int_equal(lt_share_path("absent.csv", path, sizeof path), LT_ERR_ENV);
    assert_int_equal(unsetenv("LANTIAN_SHARE"), 0);
    assert_int_equal(lt_share_path("base/outdir.h", path, sizeof path), LT_OK); /* the source tree */
    assert_true(lt_path_exists(path));
    assert_int_equal(lt_share_path("no/such/file", path, sizeof path), LT_ERR_ENV);

    const char *set = getenv("LANTIAN_DATA");
    char *kept = set ? strdup(set) : NULL;
    assert_int_equal(setenv("LANTIAN_DATA", root, 1), 0);
    assert_int_equal(lt_data_path("shipped.csv", path, sizeof path), LT_OK);
    assert_string_equal(path, in_root("shipped.csv"));
    assert_int_equal(lt_data_path("absent.csv", path, sizeof path), LT_ERR_INPUT);
    assert_int_equal(unsetenv("LANTIAN_DATA"), 0);
    assert_int_equal(lt_data_path("no/such/file", path, sizeof path), LT_ERR_INPUT);
    assert_int_equal(lt_data_path("shipped.csv", path, 5), LT_ERR_INPUT); /* does not fit */
    if (kept) setenv("LANTIAN_DATA", kept, 1);
    free(kept);
}

/* The first bytes of files alone: a pipe that nobody writes into would not end. */
static void test_head(void **state) {
    (void)state;
    char head[4] = "";
    put(in_root("long"), "abcdef");
    put(in_root("short"), "ab");
    assert_true(lt_path_head(in_root("long"), head, 4) == 4 && memcmp(head, "abcd", 4) == 0);
    assert_true(lt_path_head(in_root("short"), head, 4) == 2 && memcmp(head, "abcd", 4) == 0);
    assert_true(lt_path_head(in_root("none"), head, 4) == 0 && lt_path_head(root, head, 4) == 0);
    assert_int_equal(mkfifo(in_root("pipe"), 0600), 0);
    alarm(20);
    assert_true(lt_path_head(in_root("pipe"), head, 4) == 0);
    alarm(0);
}

static void test_split_and_same(void **state) {
    (void)state;
    static const char *const paths[][3] = {
        {"a.csv", ".", "a.csv"}, {"/a.csv", "/", "a.csv"}, {"x/y/a.csv", "x/y", "a.csv"}, {"x/", "x", ""}};
    char folder[8], first[PATH_MAX], second[PATH_MAX];
    const char *name;
    for (size_t p = 0; p < sizeof paths / sizeof *paths; p++) {
        assert_int_equal(lt_path_split(paths[p][0], folder, sizeof folder, &name), LT_OK);
        assert_string_equal(folder, paths[p][1]);
        assert_string_equal(name, paths[p][2]);
    }
    assert_int_equal(lt_path_split("12345678/a.csv", folder, sizeof folder, &name), LT_ERR_INPUT);
    snprintf(first, sizeof first, "%s", in_root("same_a"));
    snprintf(second, sizeof second, "%s", in_root("same_b"));
    assert_false(lt_path_same(first, first)); /* none is there */
    fclose(fopen(first, "w"));
    fclose(fopen(second, "w"));
    assert_true(lt_path_same(first, first));
    assert_false(lt_path_same(first, second));
    assert_int_equal(unlink(second), 0);
    assert_int_equal(link(first, second), 0);
    assert_true(lt_path_same(first, second));
}

/* A file as it is seen from a folder, through folders that begin alike; what is not there stays as it is. */
static void test_path_from(void **state) {
    (void)state;
    static const char *const folders[] = {"from", "from/ab", "from/ab/x", "from/abc"};
    static const char *const cases[][3] = {/* folder, file, seen */
                                           {"from/ab/x", "from/f", "../../f"},
                                           {"from/ab", "from/abc/f", "../abc/f"},
                                           {"from/abc", "from/ab/f", "../ab/f"},
                                           {"from", "from/ab/f", "ab/f"},
                                           {"from/ab", "from/ab/f", "f"}};
    char folder[PATH_MAX], file[PATH_MAX], seen[PATH_MAX];
    for (size_t k = 0; k < 4; k++) {
        assert_int_equal(mkdir(in_root(folders[k]), 0777), 0);
        fclose(fopen(in_root(lt_fmt("%s/f", folders[k])), "w"));
    }
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        snprintf(folder, sizeof folder, "%s", in_root(cases[k][0]));
        snprintf(file, sizeof file, "%s", in_root(cases[k][1]));
        lt_path_from(folder, file, seen, sizeof seen);
        assert_string_equal(seen, cases[k][2]);
    }
    lt_path_from(folder, "none.csv", seen, sizeof seen);
    assert_string_equal(seen, "none.csv");
    lt_path_from("/", "/proc/self/exe", seen, sizeof seen);
    assert_true(seen[0] != '/' && lt_path_same(lt_fmt("/%s", seen), "/proc/self/exe"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_split_and_same),
        cmocka_unit_test(test_path_from),
        cmocka_unit_test(test_commit_and_manifest),
        cmocka_unit_test(test_changed_files_do_not_exist),
        cmocka_unit_test(test_damaged_manifest),
        cmocka_unit_test(test_verify),
        cmocka_unit_test(test_leftovers),
        cmocka_unit_test(test_lock),
        cmocka_unit_test(test_streams),
        cmocka_unit_test(test_names_refused),
        cmocka_unit_test(test_folder_refused),
        cmocka_unit_test(test_read_text),
        cmocka_unit_test(test_head),
        cmocka_unit_test(test_errno),
        cmocka_unit_test(test_share_and_data),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
