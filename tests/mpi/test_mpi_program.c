/* lantian-mpi: on any ranks it gives, byte for byte, the files of `lantian run CASE --only`, which takes them over;
 * what it cannot do it says. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/log.h"
#include "tests/support/error_block.h"
#include "tests/support/mpirun.h"
#include "tests/support/tiny_case.h"

static const program_options alone = {.program = LT_MPI_PROGRAM};
#define BASE "--only", "base/hours"
static char folder[256], serial[300], ranks[300], case_path[512];

static const char *in_ranks(const char *job) {
    static char path[400];
    snprintf(path, sizeof path, "%s/jobs/%s", ranks, job);
    return path;
}

static const char *in_serial(const char *job) {
    static char path[400];
    snprintf(path, sizeof path, "%s/jobs/%s", serial, job);
    return path;
}

static void must(program_result result) {
    if (result.code != 0) print_error("exit code %d:\n%s%s\n", result.code, result.said, result.err);
    assert_int_equal(result.code, 0);
    program_free(&result);
}

/* Two folders with the inputs of all runs of a case. */
static int prepare(void **state) {
    (void)state;
    assert_true(files_make_folder(folder));
    snprintf(serial, sizeof serial, "%s/serial", folder);
    snprintf(ranks, sizeof ranks, "%s/ranks", folder);
    tiny_case_write(folder, NULL, NULL, case_path);
    must(program_run(NULL, "run", case_path, "--jobs", "--out", serial, "--quiet"));
    must(program_run(&(const program_options){.program = "/bin/cp"}, "-a", serial, ranks));
    return 0;
}

static int clean(void **state) {
    (void)state;
    files_remove(folder);
    return 0;
}

/* --- the same files --- */
typedef struct comparison {
    const char *other; /* folder */
    int files;
} comparison;

/* What the serial run wrote stands beside that of the ranks; not its inputs, and not the books of `lantian run`. */
static void compare_file(const char *relative, const char *path, void *context) {
    comparison *c = context;
    char other[4096], input[4096];
    size_t size, other_size;
    assert_true(files_join(other, c->other, relative) && files_join(input, serial, relative));
    if (files_exists(input) || strcmp(relative, "stages.json") == 0) return;
    char *mine = files_read(path, &size), *theirs = files_read(other, &other_size);
    const bool same = mine && theirs && size == other_size && memcmp(mine, theirs, size) == 0;
    if (!same) print_error("%s differs from %s\n", path, other);
    assert_true(same);
    c->files++;
    free(mine);
    free(theirs);
}

static void test_ranks_give_the_files_of_the_serial_program(void **state) {
    (void)state;
    static const char *const teams[][2] = {{"4", "2x2"}, {"3", "1x3"}, {"2", "2x1"}, {"1", "1x1"}};
    char mine[400], theirs[400];
    snprintf(mine, sizeof mine, "%s/jobs/base_hours", serial);
    snprintf(theirs, sizeof theirs, "%s/jobs/base_hours", ranks);
    must(program_run(NULL, "run", case_path, BASE, "--out", serial, "--threads", "2", "--quiet"));
    for (size_t n = 0; n < sizeof teams / sizeof *teams; n++) {
        comparison c = {.other = theirs};
        files_remove(theirs);
        program_result result =
            mpirun_run(teams[n][0], LT_MPI_PROGRAM, "model", case_path, BASE, "--out", ranks, "--layout", teams[n][1]);
        assert_int_equal(program_count(result.err, "s for neighbours' cells"), teams[n][0][0] > '1'); /* who waited */
        must(result);
        files_walk(mine, compare_file, &c);
        assert_int_equal(c.files, 4); /* concentrations, budget, process budget, restart */
    }
}

/* What lantian-mpi has finished is not computed again; the folder of the run is that of a run without it. */
static void test_the_serial_program_knows_it(void **state) {
    (void)state;
    char path[400];
    program_result result = program_run(NULL, "run", case_path, BASE, "--out", ranks);
    assert_int_equal(result.code, 0);
    assert_string_equal(result.err, "");
    program_free(&result);
    result = mpirun_run("2", LT_MPI_PROGRAM, "model", case_path, BASE, "--out", ranks); /* nor does it itself */
    assert_int_equal(program_count(result.err, "state "), 0);
    must(result);
    snprintf(path, sizeof path, "%s/jobs/base_hours", ranks);
    char *theirs = files_bits(path);
    snprintf(path, sizeof path, "%s/jobs/base_hours", serial);
    char *mine = files_bits(path);
    assert_non_null(mine);
    assert_non_null(strstr(mine, "conc_base_hours.nc"));
    assert_string_equal(mine, theirs);
    free(mine);
    free(theirs);
}

static void test_a_package_without_mpirun(void **state) {
    (void)state;
    char path[400];
    program_result result = program_run(&alone, "model", case_path, "--only", "boilers/hours", "--out", ranks);
    if (result.code != 0) print_error("%s%s\n", result.said, result.err);
    assert_int_equal(result.code, 0);
    assert_non_null(strstr(result.err, "model boilers hours: "));
    program_free(&result);
    snprintf(path, sizeof path, "%s/jobs/boilers_hours/conc_boilers_hours.nc", ranks);
    assert_true(files_exists(path));
}

/* A run on several ranks says last what they cost. */
static void test_what_ranks_cost(void **state) {
    (void)state;
    program_result result =
        mpirun_run("2", LT_MPI_PROGRAM, "model", case_path, "--only", "boilers/hours", "--out", ranks, "--force");
    if (result.code != 0) print_error("%s%s\n", result.said, result.err);
    assert_int_equal(result.code, 0);
    const char *line = strstr(result.err, ": 2 ranks, parts of their time: halos ");
    assert_non_null(line);
    assert_true(strchr(line, '\n') && strchr(line, '\n')[1] == '\0');
    assert_int_equal(program_count(result.err, "2 ranks, parts of their time"), 1);
    program_free(&result);
}

/* --- what it refuses --- */
#define REFUSED(result, ...)                                                                                           \
    do {                                                                                                               \
        program_result refused_ = (result);                                                                            \
        ERROR_BLOCK(refused_, "lantian-mpi", 2, __VA_ARGS__);                                                          \
        program_free(&refused_);                                                                                       \
    } while (0)

/* More blocks than the domain has room for; rank 0 speaks for all, and no results are changed. */
static void test_too_many_blocks(void **state) {
    (void)state;
    program_result many = mpirun_run("12", LT_MPI_PROGRAM, "model", case_path, "--only", "noise/hours", "--out", ranks,
                                     "--layout", "1x12");
    assert_int_equal(many.code, 2);
    assert_int_equal(program_count(many.err, "bad request: "), 1);
    assert_non_null(strstr(many.err, "1 x 12 blocks"));
    assert_non_null(strstr(many.err, "to do:"));
    program_free(&many);
}

static void test_bad_requests(void **state) {
    (void)state;
    static const char *const layouts[] = {"2x1", "1x", "x", "-1x-1", "1x1x1", "0x1", "99999999999x1", "1,1"};
    for (size_t n = 0; n < sizeof layouts / sizeof *layouts; n++)
        assert_refused(program_run(&alone, "model", case_path, BASE, "--out", ranks, "--layout", layouts[n]),
                       "--layout");
    assert_refused(program_run(&alone, "model", case_path, BASE, "--out", ranks, "--nest-layout", "2x1"),
                   "--nest-layout");
    assert_refused(program_run(&alone, "model", case_path, BASE, "--out", ranks, "--nest-layout", "1x1"),
                   "the case has no nest");
    assert_refused(program_run(&alone, "model", case_path, "--only", "base/tomorrow", "--out", ranks), "base/hours");
    assert_refused(program_run(&alone, "model", case_path, "--only", "base", "--out", ranks), "base/hours");
    assert_refused(program_run(&alone, "model", BASE), "one case");
    assert_refused(program_run(&alone, "model", case_path, "--out", ranks), "--only");
    assert_refused(program_run(&alone, "model", case_path, "--only", "../x/hours", "--out", ranks), "base/hours");
    assert_refused(program_run(&alone, "run", case_path), "lantian-mpi has no such command");
    assert_refused(program_run(&alone, "model", case_path, BASE, "--jobs"), "--jobs");
    assert_refused(program_run(NULL, "model", case_path, "--layout", "1x1"), "does not take");
}

static void test_help_and_version(void **state) {
    (void)state;
    program_result help = mpirun_run("2", LT_MPI_PROGRAM, "--help"), version = program_run(&alone, "--version");
    assert_int_equal(help.code, 0);
    assert_int_equal(program_count(help.said, "usage: "), 1);
    assert_non_null(strstr(help.said, "--layout"));
    assert_non_null(strstr(help.said, "--nest-layout"));
    assert_int_equal(version.code, 0);
    assert_non_null(strstr(version.said, "lantian-mpi 0.1.0"));
    program_free(&help);
    program_free(&version);
}

/* It opens only what stands in a manifest; nothing is made where that fails. */
static void test_files_that_nobody_checked(void **state) {
    (void)state;
    char with_boundary[512], boundary[400], met[400], text[512];
    snprintf(text, sizeof text, "%s/nothing", folder);
    REFUSED(program_run(&alone, "model", case_path, BASE, "--out", text), "has not been made", "grid");
    assert_false(files_exists(text));
    assert_refused(program_run(&alone, "model", case_path, "--out", ranks, "--only", "none/hours"), "none");
    /* A boundary file of somebody's. */
    snprintf(boundary, sizeof boundary, "%s/boundary.nc", folder);
    snprintf(met, sizeof met, "%s/met_hours.nc", ranks);
    must(program_run(&(const program_options){.program = "/bin/cp"}, met, boundary));
    snprintf(text, sizeof text, "model:\n  boundary: %s\nmet:\n", boundary);
    tiny_case_write(folder, "met:\n", text, with_boundary);
    REFUSED(program_run(&alone, "model", with_boundary, BASE, "--out", ranks), "no checked result", "boundary.nc");
    tiny_case_write(folder, NULL, NULL, case_path);
    /* Weather that was changed after it was checked. */
    must(program_run(&(const program_options){.program = "/bin/rm"}, "-r", ranks));
    must(program_run(NULL, "run", case_path, "--jobs", "--out", ranks, "--quiet"));
    FILE *file = fopen(met, "ab");
    assert_non_null(file);
    assert_true(fputc('x', file) == 'x' && fclose(file) == 0);
    REFUSED(program_run(&alone, "model", case_path, BASE, "--out", ranks), "met_hours.nc", "was changed");
}

/* Inputs of another case than that of now are refused; those that are made anew are taken, and so is their run. */
static void test_inputs_made_anew(void **state) {
    (void)state;
    char other[512], path[600], linked[600];
    lt_digest before, now, in_run;
    snprintf(path, sizeof path, "%s/emissions_base_hours.nc", ranks);
    snprintf(linked, sizeof linked, "%s/jobs/base_hours/emissions_base_hours.nc", ranks);
    assert_int_equal(lt_hash_file(path, before), LT_OK);
    tiny_case_write(folder, "base_year: 2020", "base_year: 2019", other);
    REFUSED(program_run(&alone, "model", other, BASE, "--out", ranks), "made from another inventory",
            "emissions base hours", "--jobs");
    must(program_run(NULL, "run", other, "--jobs", "--out", ranks, "--quiet"));
    assert_int_equal(lt_hash_file(path, now), LT_OK);
    assert_string_not_equal(before, now);
    must(mpirun_run("2", LT_MPI_PROGRAM, "model", other, BASE, "--out", ranks));
    assert_int_equal(lt_hash_file(linked, in_run), LT_OK);
    assert_string_equal(in_run, now);
    must(program_run(NULL, "run", other, "--jobs", "--out", serial, "--quiet"));
    must(program_run(NULL, "run", other, BASE, "--out", serial, "--quiet"));
    comparison c = {.other = in_ranks("base_hours")};
    files_walk(in_serial("base_hours"), compare_file, &c);
    assert_true(c.files >= 4);
    tiny_case_write(folder, NULL, NULL, case_path);
    must(program_run(NULL, "run", case_path, "--jobs", "--out", serial, "--quiet"));
    must(program_run(NULL, "run", case_path, "--jobs", "--out", ranks, "--quiet"));
}

/* `lantian run --finished` takes what lantian-mpi has finished, and computes no hour. */
static void test_finished_by_ranks(void **state) {
    (void)state;
    static const char *const runs[] = {"base/hours", "noise/hours", "boilers/hours"};
    must(program_run(NULL, "run", case_path, "--jobs", "--out", ranks, "--quiet"));
    for (size_t n = 0; n < sizeof runs / sizeof *runs; n++)
        must(mpirun_run("2", LT_MPI_PROGRAM, "model", case_path, "--only", runs[n], "--out", ranks, "--quiet"));
    program_result result = program_run(NULL, "run", case_path, "--finished", "--out", ranks);
    if (result.code != 0) print_error("%s%s\n", result.said, result.err);
    assert_int_equal(result.code, 0);
    assert_int_equal(program_count(result.err, "; state "), 0);
    assert_int_equal(program_count(result.err, "going on after"), 0);
    program_free(&result);
    result = program_run(NULL, "run", case_path, "--out", ranks);
    assert_non_null(strstr(result.said, "everything is up to date"));
    must(result);
}

/* Started by the mpirun of another MPI: one rank each, and each would do all. */
static void test_wrong_library(void **state) {
    (void)state;
    static const char *const variables[] = {"PMI_SIZE=4", "SLURM_STEP_NUM_TASKS=2"};
    for (size_t n = 0; n < sizeof variables / sizeof *variables; n++) {
        const program_options other = {.program = LT_MPI_PROGRAM, .variable = variables[n]};
        program_result result = program_run(&other, "model", case_path, BASE, "--out", ranks);
        ERROR_BLOCK(result, variables[n], 3, variables[n], "1 rank by", "mpirun of that MPI");
        program_free(&result);
    }
}

/* One task of a step, and a batch script that was submitted from a step of several tasks and has its variables: one
 * rank, also where Slurm brings no PMI. A shell in one of several tasks is refused. Stand-ins for the process of Slurm
 * above them. */
static void test_one_rank_inside_of_slurm(void **state) {
    (void)state;
    static const struct {
        const char *step, *variable;
        bool good;
    } steps[] = {{"4711.0", "SLURM_STEP_NUM_TASKS=1", true},
                 {"4711.batch", "SLURM_STEP_NUM_TASKS=2", true},
                 {"4711.0", "SLURM_STEP_NUM_TASKS=2", false}};
    for (size_t n = 0; n < sizeof steps / sizeof *steps; n++) {
        char line[1024];
        const program_options shell = {.program = "/bin/bash", .variable = steps[n].variable};
        snprintf(line, sizeof line, "%s exec -a 'slurmstepd: [%s]' bash -c 'bash -c \"%s --help; exit \\$?\"; exit $?'",
                 steps[n].good ? "export SLURM_JOBID=1 SLURM_NODELIST=x SLURM_STEP_ID=0;" : "", steps[n].step,
                 LT_MPI_PROGRAM);
        program_result result = program_run(&shell, "-c", line);
        if (!steps[n].good) ERROR_BLOCK(result, steps[n].step, 3, "SLURM_STEP_NUM_TASKS=2", "srun --ntasks=1");
        if (steps[n].good)
            must(result);
        else
            program_free(&result);
    }
}

/* A rank that comes to its end while others wait for it: all are gone within 10 s, beside what mpirun needs to start as
 * many on this machine as it is now. */
static void test_deserted(void **state) {
    (void)state;
    const char *const program = LT_BUILD_DIR "/tests/test_comm_mpi";
    const double begun = lt_wall_seconds();
    must(mpirun_run("3", program, "3"));
    const double middle = lt_wall_seconds();
    program_result result = mpirun_run("3", program, "3", "desert");
    assert_true(result.code != 0);
    assert_true(lt_wall_seconds() - middle < 10 + 2 * (middle - begun));
    program_free(&result);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranks_give_the_files_of_the_serial_program),
        cmocka_unit_test(test_the_serial_program_knows_it),
        cmocka_unit_test(test_a_package_without_mpirun),
        cmocka_unit_test(test_what_ranks_cost),
        cmocka_unit_test(test_too_many_blocks),
        cmocka_unit_test(test_bad_requests),
        cmocka_unit_test(test_help_and_version),
        cmocka_unit_test(test_inputs_made_anew),
        cmocka_unit_test(test_wrong_library),
        cmocka_unit_test(test_one_rank_inside_of_slurm),
        cmocka_unit_test(test_deserted),
        cmocka_unit_test(test_files_that_nobody_checked),
        cmocka_unit_test(test_finished_by_ranks),
    };
    return cmocka_run_group_tests(tests, prepare, clean);
}
