/* What lantian plume leaves behind when it cannot end: whole files or none, none of a case before, and one clear error.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/error_block.h"
#include "tests/support/honest.h"
#include "tests/support/root.h"
#include "tests/support/sanitizer.h"

#include <fcntl.h>
#include <sys/file.h>

static const char *const names[] = {"plume_case.yaml", "plume.csv", "plume_series.csv", "plume.nc", "plume.gpkg"};
enum { N_NAMES = 5 };

#define CASE                                                                                                           \
    "plume: ends\npollutant: SO2\nsite: {lon: 123.43, lat: 41.80}\nweather: {file: weather.csv}\nsources: [{id: a, x: " \
    "0 m, y: 0 m, height: 20 m, diameter: 1 m, velocity: 5 m/s, temperature: 400 K, rate: 2 g/s}]\n"                   \
    "receptors: {grids: [{x: [-2 km, 2 km], y: [-2 km, 2 km], step: 100 m}], places: [{id: p, x: 333 m, y: 400 m}]}\n"

static int begin(void **state) {
    if (make_root(state) != 0) return -1;
    program_result met = program_run(NULL, "example", "plume-met");
    bool good = files_write_text(in_root("weather.csv"), met.said);
    program_free(&met);
    good = good && files_write_text(in_root("all.yaml"), CASE "outputs: {format: [csv, netcdf, gpkg], series: yes}\n");
    return good && files_write_text(in_root("csv.yaml"), CASE) ? 0 : -1;
}

static program_result run(const program_options *options, const char *file, const char *out) {
    return program_run(options, "plume", in_root(file), "--out", out, "--quiet");
}

static void run_well(const char *file, const char *out) {
    program_result r = run(NULL, file, out);
    if (r.code != 0) fail_msg("%s%s", r.said, r.err);
    program_free(&r);
}

static bool stands(const char *out, int name) {
    return files_exists(lt_fmt("%s/%s", out, names[name]));
}

/* A folder in which a larger case stood has the files of the last one and no others. */
static void test_nothing_of_a_case_before(void **state) {
    (void)state;
    const char *out = in_root("before");
    run_well("all.yaml", out);
    assert_int_equal(assert_honest(out), N_NAMES);
    run_well("csv.yaml", out);
    assert_int_equal(assert_honest(out), 2);
    assert_true(stands(out, 0) && stands(out, 1) && !stands(out, 3));
}

/* From "not even the case" to "all but the last file"; what a case before left is not mixed with what was written. */
static void test_full_disk(void **state) {
    (void)state;
#ifdef UNDER_THREAD_SANITIZER
    print_message("skipped: a file size limit kills the thread sanitizer itself\n");
    skip();
#endif
    static const size_t limits[] = {2000, 60000, 100000, 200000};
    char out[PATH_MAX];
    for (size_t n = 0; n < sizeof limits / sizeof *limits; n++)
        for (int before = 0; before < 2; before++) {
            const program_options options = {.file_size_limit = limits[n]};
            snprintf(out, sizeof out, "%s", in_root(lt_fmt("limited-%zu-%d", n, before)));
            if (before) run_well("all.yaml", out);
            program_result r = run(&options, "all.yaml", out);
            ERROR_BLOCK(r, "file size limit", 3, out);
            print_message("%zu bytes: %.60s\n", limits[n], r.err);
            program_free(&r);
            const int complete = assert_honest(out);
            assert_true(complete < N_NAMES);
            int whole = 0;
            while (whole < N_NAMES && stands(out, whole)) whole++;
            assert_int_equal(whole, complete); /* in the order of writing, none that stood there before */
        }
}

static void test_killed(void **state) {
    (void)state;
    static const long after_ms[] = {20, 50, 100, 200, 300, 400, 600};
    char out[PATH_MAX];
    int killed = 0;
    for (size_t n = 0; n < sizeof after_ms / sizeof *after_ms; n++) {
        snprintf(out, sizeof out, "%s", in_root(lt_fmt("killed-%zu", n)));
        const char *const arguments[] = {"plume", in_root("all.yaml"), "--out", out, "--quiet", NULL};
        int out_fd, err_fd;
        const pid_t child = program_start(NULL, arguments, &out_fd, &err_fd);
        assert_true(child > 0);
        program_sleep_ms(after_ms[n]);
        kill(child, SIGKILL);
        program_result r = program_finish(child, out_fd, err_fd);
        killed += r.code == 128 + SIGKILL;
        program_free(&r);
        if (files_exists(out)) assert_honest_but(out, 1); /* 1: between the name of a whole file and its entry */
        run_well("all.yaml", out);
        assert_int_equal(assert_honest(out), N_NAMES);
    }
    assert_true(killed > 0);
}

static void test_folder_in_use(void **state) {
    (void)state;
    const char *out = in_root("used");
    run_well("csv.yaml", out);
    lt_digest before, after;
    const int lock = open(lt_fmt("%s/.lock", out), O_RDWR | O_CREAT, 0666);
    assert_true(lock >= 0);
    assert_int_equal(flock(lock, LOCK_EX | LOCK_NB), 0);
    files_digest(out, before);
    program_result r = run(NULL, "all.yaml", out);
    files_digest(out, after);
    close(lock);
    ERROR_BLOCK(r, "folder in use", 3, "in use by another run", out);
    assert_string_equal(before, after);
    program_free(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_of_a_case_before),
        cmocka_unit_test(test_full_disk),
        cmocka_unit_test(test_killed),
        cmocka_unit_test(test_folder_in_use),
    };
    return cmocka_run_group_tests(tests, begin, remove_root);
}
