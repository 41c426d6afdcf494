/* resume.h - kill -9 at random times, go on, and compare with the run that was left alone; damaged generations; a full
 * disk. Header only: the whole of test_resume.c and test_resume_long.c, which say how many kills (RESUME_KILLS). */
#ifndef LT_TESTS_RESUME_H
#define LT_TESTS_RESUME_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/error_block.h"
#include "tests/support/root.h"
#include "tests/support/tiny_case.h"

#include "base/log.h"
#include "base/outdir.h"

#include <sys/mount.h>

/* Four hours of output, a spin-up, a restart file every hour; outputs of every kind: an interval under way at most
 * restart files, several in an hour, the last value of a long one. RESUME_NEST: a nest that begins an hour later beside
 * it, with a boundary file, tracers and budgets by region. */
#ifdef RESUME_NEST
#define RESUME_GRIDS "grid: liaoning-27\nnest: liaoning-9\nnest_spinup: 0 h\n"
#define RESUME_MODEL                                                                                                   \
    "  budget_regions: on\n  boundary_for: liaoning-27w\n"                                                             \
    "  tracers: [{name: CO2, kind: gas}, {name: stacks, kind: tag, of: SO2, source: points}]\n"
#else
#define RESUME_GRIDS "grid: liaoning-27\n"
#define RESUME_MODEL ""
#endif
static const char resume_case[] =
    "case: resume\ntitle_en: a run that is cut off\ntitle_zh: 测试用\n" RESUME_GRIDS "base_year: 2020\n"
    "periods:\n  - {id: p, start: 2020-01-06, length: 4 h, spinup: 1 h}\n"
    "met: {source: typical-winter}\n"
    "model:\n  chemistry: off\n  restart_every: 1\n" RESUME_MODEL "  output:\n"
    "    - {set: 3d, interval: 2 h, fields: [pm25, so2], bits: 10}\n"
    "    - {set: cities, interval: 15 min}\n"
    "    - {set: surface, name: last, values: instant, interval: 4 h, fields: [co]}\n";
static const char *const resume_files[] = {"conc_base_p.nc",
                                           "budget_base_p.csv",
                                           "restart_base_p.nc",
                                           "output_3d_base_p.nc",
                                           "output_cities_base_p.nc",
                                           "output_last_base_p.nc",
#ifdef RESUME_NEST
                                           "conc_base_p_liaoning-9.nc",
                                           "budget_base_p_liaoning-9.csv",
                                           "output_3d_base_p_liaoning-9.nc",
                                           "output_cities_base_p_liaoning-9.nc",
                                           "output_last_base_p_liaoning-9.nc",
                                           "budget_regions_base_p.csv",
                                           "budget_regions_base_p_liaoning-9.csv",
                                           "boundary_liaoning-27w_base_p.nc",
                                           "border_base_p_liaoning-9.csv"
#endif
};
enum { RESUME_FILES = sizeof resume_files / sizeof resume_files[0] };

static char case_path[600], whole[600];
static double whole_seconds; /* of the model alone, as the machine is now */

/* A run that ended by itself, after these seconds: from the start it says what a run takes, else at least how long. So
 * kills stay spread over a run when the machine becomes busy or quiet between them. */
static void took(bool from_start, double seconds) {
    if (from_start || seconds > whole_seconds) whole_seconds = seconds;
}

static void copy_input(const char *relative, const char *path, void *context) {
    char target[1024];
    size_t size = 0;
    bool input = !strncmp(relative, "grid", 4) || !strncmp(relative, "met_", 4) || !strncmp(relative, "emissions_", 10);
    if (!input && relative[0] != '.' && strncmp(relative, "MANIFEST", 8)) return;
    char *data = files_read(path, &size);
    assert_non_null(data);
    snprintf(target, sizeof target, "%s/%s", (const char *)context, relative);
    assert_true(files_write(target, data, size));
    free(data);
}

/* A folder with the inputs of the model alone. Entries of files that are not there do not exist for Lantian. */
static void fresh_folder(const char *out) {
    files_remove(out);
    assert_int_equal(mkdir(out, 0777), 0);
    files_walk(whole, copy_input, (void *)(uintptr_t)out);
}

static program_result model(const char *out, const char *threads) {
    return program_run(NULL, "model", case_path, "--resume", "--out", out, "--threads", threads);
}

static void model_ends_well(const char *out, const char *threads, const char *say) {
    const double begin = lt_wall_seconds();
    program_result result = model(out, threads);
    took(false, lt_wall_seconds() - begin);
    if (result.code != 0 || (say && !strstr(result.err, say))) print_error("%s%s\n", result.said, result.err);
    assert_int_equal(result.code, 0);
    if (say) assert_non_null(strstr(result.err, say));
    program_free(&result);
}

static bool has_parts(const char *out) {
    lt_outdir *dir;
    assert_int_equal(lt_outdir_open(out, &dir), LT_OK);
    bool has = lt_outdir_has_any(dir, "", ".part");
    lt_outdir_close(dir);
    return has;
}

static void expect_same_files(const char *out) {
    for (int f = 0; f < RESUME_FILES; ++f) {
        lt_digest a, b;
        char path[2][700];
        snprintf(path[0], sizeof path[0], "%s/%s", whole, resume_files[f]);
        snprintf(path[1], sizeof path[1], "%s/%s", out, resume_files[f]);
        assert_int_equal(lt_hash_file(path[0], a), LT_OK);
        assert_int_equal(lt_hash_file(path[1], b), LT_OK);
        if (strcmp(a, b) != 0) print_error("%s differs\n", resume_files[f]);
        assert_string_equal(a, b);
    }
    assert_false(has_parts(out)); /* nothing is left of the way there */
}

static int make_whole(void **state) {
    if (make_root(state) != 0) return -1;
    snprintf(case_path, sizeof case_path, "%s/case.yaml", root);
    snprintf(whole, sizeof whole, "%s/whole", root);
    assert_true(files_write_text(case_path, resume_case));
    tiny_case_run(case_path, whole, "1"); /* its inputs stay, its outputs are written again by the command alone */
    model_ends_well(whole, "1", NULL);
    return 0;
}

/* Wait for the child to end, at most until the time of its kill; true: it ended. It stays to be waited for. */
static bool ends_before(pid_t child, double until) {
    siginfo_t info = {0};
    while (info.si_pid == 0 && lt_wall_seconds() < until) {
        program_sleep_ms(1);
        assert_int_equal(waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG | WNOWAIT), 0);
    }
    return info.si_pid != 0;
}

/* Killed between the start of the program and a little after the time of a run; true: it was, false: it had ended. */
static bool kill_once(const char *out, bool from_start, const char *threads) {
    const char *const arguments[] = {"model", case_path, "--resume", "--out", out, "--threads", threads, NULL};
    int out_fd, err_fd;
    const double begin = lt_wall_seconds();
    pid_t child = program_start(NULL, arguments, &out_fd, &err_fd);
    assert_true(child > 0);
    if (ends_before(child, begin + 1.2 * noise() * whole_seconds))
        took(from_start, lt_wall_seconds() - begin);
    else
        kill(child, SIGKILL);
    program_result result = program_finish(child, out_fd, err_fd);
    bool killed = result.code == 128 + SIGKILL;
    if (!killed && result.code != 0) print_error("%s%s\n", result.said, result.err);
    assert_true(killed || result.code == 0);
    program_free(&result);
    program_sleep_ms(20); /* children of the killed run let go of the lock */
    return killed;
}

static void test_killed_again_and_again(void **state) {
    (void)state;
    char out[600];
    int kills = 0, runs = 0, went_on = 0;
    snprintf(out, sizeof out, "%s", in_root("killed"));
    const char *seed = getenv("LT_SEED");
    uint64_t skip = seed ? strtoull(seed, NULL, 10) : (uint64_t)getpid();
    for (uint64_t n = 0; n < skip % 100000; ++n) (void)random_bits();
    print_message("random times: LT_SEED=%llu\n", (unsigned long long)(skip % 100000));
    while (kills < RESUME_KILLS) {
        fresh_folder(out);
        /* with two the outputs are written by a thread */
        for (bool first = true; kills < RESUME_KILLS && kill_once(out, first, kills % 2 ? "1" : "2"); first = false)
            ++kills;
        went_on += has_parts(out);
        model_ends_well(out, runs % 2 ? "1" : "2", NULL);
        expect_same_files(out);
        ++runs;
    }
    print_message("%d kills over %d runs; %d runs went on at their last start\n", kills, runs, went_on);
}

/* --- damaged generations --- */
/* Start a run and kill it when the part that follows the restart file of those hours is begun; false: it was through
 * before this process looked, as on a busy machine. */
static bool cut_off_once(const char *out, const char *part, const char *end) {
    const char *const arguments[] = {"model", case_path, "--out", out, "--threads", "2", "--quiet", NULL};
    int out_fd, err_fd;
    fresh_folder(out);
    pid_t child = program_start(NULL, arguments, &out_fd, &err_fd);
    for (int wait = 0; wait < 30000 && !files_exists(part) && !files_exists(end); ++wait) program_sleep_ms(1);
    kill(child, SIGKILL);
    program_result result = program_finish(child, out_fd, err_fd);
    bool killed = result.code == 128 + SIGKILL;
    assert_true(killed || result.code == 0);
    program_free(&result);
    program_sleep_ms(20);
    return killed && files_exists(part);
}

static void cut_off_after_hours(const char *out, int hours) {
    char part[700], end[700];
    int tries = 0;
    snprintf(part, sizeof part, "%s/restart_base_p_%06d.part.lantian.tmp", out, hours);
    snprintf(end, sizeof end, "%s/conc_base_p.nc", out);
    while (!cut_off_once(out, part, end)) assert_true(++tries < 50);
}

static void damage(const char *out, const char *name) {
    char path[700];
    size_t size = 0;
    snprintf(path, sizeof path, "%s/%s", out, name);
    char *data = files_read(path, &size);
    assert_non_null(data);
    data[size / 2] ^= 1;
    assert_true(files_write(path, data, size));
    free(data);
}

static void test_damaged_generations(void **state) {
    (void)state;
    char out[600];
    snprintf(out, sizeof out, "%s", in_root("damaged"));
    cut_off_after_hours(out, 3);
    damage(out, "restart_base_p.nc");
    model_ends_well(out, "1", "from previous_restart_base_p.nc");
    expect_same_files(out);
    cut_off_after_hours(out, 3);
    damage(out, "restart_base_p.nc");
    damage(out, "previous_restart_base_p.nc");
    model_ends_well(out, "1", "starts anew");
    expect_same_files(out);
    cut_off_after_hours(out, 3);
    damage(out, "restart_base_p_000001.part"); /* of the outputs that both generations need */
    model_ends_well(out, "1", "starts anew");
    expect_same_files(out);
}

/* Of another configuration nothing is gone on with, and what it changes is in the answer to --restart. */
static void test_another_run(void **state) {
    (void)state;
    char out[600], from[700];
    snprintf(out, sizeof out, "%s", in_root("other"));
    cut_off_after_hours(out, 3);
    char *text = tiny_case_with(resume_case, "restart_every: 1", "boundary: zero\n  restart_every: 1");
    assert_true(files_write_text(case_path, text));
    free(text);
    snprintf(from, sizeof from, "%s/restart_base_p.nc", out);
    program_result result = program_run(NULL, "model", case_path, "--restart", from, "--out", out);
    assert_int_equal(result.code, 2);
    assert_non_null(strstr(result.err, "boundary: zero"));
    assert_non_null(strstr(result.err, "boundary: background"));
    program_free(&result);
    cut_off_after_hours(out, 3);
    assert_true(files_write_text(case_path, resume_case));
    model_ends_well(out, "1", "starts anew");
    expect_same_files(out);
}

#ifndef RESUME_NEST
/* --- a full disk --- */
/* The disk is full half way: the error names a file, the last generation is whole, and with more room the run goes on
 * to the same end. */
static void fill_disk(const char *threads) {
    char disk[600], out[700], kept[600];
    snprintf(disk, sizeof disk, "%s", in_root("disk"));
    snprintf(kept, sizeof kept, "%s", in_root("kept"));
    snprintf(out, sizeof out, "%s/out", disk);
    assert_int_equal(mkdir(disk, 0777), 0);
    if (mount("lantian-test", disk, "tmpfs", 0, "size=24m") != 0) {
        print_message("no small file system can be mounted here\n");
        skip();
    }
    fresh_folder(out);
    char command[2100];
    /* leave room for two of the five generations and what goes with them: measured 1.6 MB each and their parts */
    snprintf(command, sizeof command,
             "head -c $(( $(df --output=avail -B1 '%s' | tail -1) - 5000000 )) /dev/zero > '%s/ballast'", disk, disk);
    assert_int_equal(system(command), 0);
    program_result result = model(out, threads);
    ERROR_BLOCK(result, "full disk", 3, "disk", out);
    program_free(&result);
    assert_int_equal(lt_outdir_verify(out, NULL, NULL), LT_ERR_VERIFY); /* entries of files that were not copied */
    snprintf(command, sizeof command, "rm '%s/ballast' && cp -a '%s' '%s'", disk, out, kept);
    assert_int_equal(system(command), 0);
    umount(disk);
    model_ends_well(kept, "1", "was cut off; going on after hour");
    expect_same_files(kept);
    files_remove(kept);
    assert_int_equal(rmdir(disk), 0);
}

static void test_full_disk(void **state) {
    (void)state;
    fill_disk("1");
    fill_disk("2");
}

#endif

int main(void) {
    const struct CMUnitTest tests[] = {
#ifndef RESUME_NEST
        cmocka_unit_test(test_full_disk),
#endif
        cmocka_unit_test(test_killed_again_and_again), cmocka_unit_test(test_damaged_generations),
        cmocka_unit_test(test_another_run)};
    return cmocka_run_group_tests(tests, make_whole, remove_root);
}
#endif
