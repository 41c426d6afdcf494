/* Faults that meet a run of several ranks: one error by one rank, with the exit code of its kind, within seconds; and
 * results that were there stay as they are. A full disk of the rank that writes, a value of the weather that cannot be
 * in the part of another rank alone, emissions changed after they were checked, two versions in one team. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/error_block.h"
#include "tests/support/nc_make.h"
#include "tests/support/rank_case.h"
#include "tests/support/teams.h"

#include <math.h>
#include <sys/mount.h>

static double start_seconds; /* what mpirun needs for three ranks as the machine is now */

static int prepare(void **state) {
    if (make_root(state) != 0) return -1;
    teams_keep_below(root);
    prepare_case("off");
    const double begin = lt_wall_seconds();
    must(mpirun_run("3", LT_MPI_PROGRAM, "--help"));
    start_seconds = lt_wall_seconds() - begin;
    must(mpirun_run("2", LT_MPI_PROGRAM, "model", case_path, ONLY, "--out", ranks, "--quiet"));
    expect_same_files();
    return 0;
}

/* In the words of the program, not of mpirun. */
static int errors_of(const program_result *result) {
    return program_count(result->err, "environment: ") + program_count(result->err, "bad input: ") +
           program_count(result->err, "bad request: ") + program_count(result->err, "internal fault: ");
}

/* One error with these words, at once: a run takes longer (whole: it may be at the end of one). */
static void judge(program_result *result, const char *fault, int code, double seconds, const char *const *words) {
    assert_true(error_block_good(result, fault, code, ERROR_FULL, words));
    assert_int_equal(errors_of(result), 1);
    if (seconds > 10 + 3 * start_seconds) print_error("%s: %.1f s\n", fault, seconds);
    assert_true(seconds < 10 + 3 * start_seconds);
}
#define JUDGE(result, fault, code, seconds, ...)                                                                       \
    judge(&(result), (fault), (code), (seconds), (const char *const[]){__VA_ARGS__, NULL})

static program_result run_on(const char *n, const char *layout, const char *out) {
    return mpirun_run(n, LT_MPI_PROGRAM, "model", case_path, ONLY, "--out", out, "--threads", "1", "--layout", layout);
}

/* --- weather ------------------------------------------------------------------------------------------------------ */

enum { BAD_HOUR = 2, BAD_LAYER = 3, BAD_ROW = 7, BAD_COLUMN = 30 };

/* The file is what its stage has written. */
static void enter_in_record(lt_outdir *dir, const lt_digest before) {
    char path[700], *text;
    lt_digest now;
    assert_true(lt_outdir_has(dir, "met_p.nc", false, now));
    assert_int_equal(lt_outdir_join(dir, "stages.json", path, sizeof path), LT_OK);
    assert_int_equal(lt_path_read_text(path, &text), LT_OK);
    char *other = tiny_case_with(text, before, now);
    assert_int_equal(lt_outdir_write_text(dir, "stages.json", other), LT_OK);
    free(other);
    free(text);
}

/* A value of the weather that cannot be, in a file that is entered as it then is. */
static void spoil_weather(void) {
    static const size_t at[] = {BAD_HOUR, BAD_LAYER, BAD_ROW, BAD_COLUMN};
    char path[700], part[700];
    int id, variable;
    lt_outdir *dir;
    lt_digest before;
    assert_int_equal(lt_outdir_open(ranks, &dir), LT_OK);
    assert_true(lt_outdir_has(dir, "met_p.nc", false, before));
    assert_int_equal(lt_outdir_join(dir, "met_p.nc", path, sizeof path), LT_OK);
    assert_int_equal(lt_outdir_join_temporary(dir, "met_p.nc", part, sizeof part), LT_OK);
    must(program_run(&(const program_options){.program = "/bin/cp"}, path, part)); /* the run before has a link to it */
    nc_good(nc_open(part, NC_WRITE, &id));
    nc_good(nc_inq_varid(id, "relative_humidity", &variable));
    nc_good(nc_put_var1_double(id, variable, at, &(const double){NAN}));
    nc_end(id);
    assert_int_equal(lt_outdir_commit(dir, "met_p.nc"), LT_OK);
    enter_in_record(dir, before);
    lt_outdir_close(dir);
}

/* The inputs of before. */
static void mend_inputs(void) {
    static const char *const names[] = {"MANIFEST.sha256", ".manifest-stat", "stages.json", "met_p.nc",
                                        "emissions_base_p.nc"};
    char path[700];
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        snprintf(path, sizeof path, "%s/%s", serial, names[n]);
        must(program_run(&(const program_options){.program = "/bin/cp"}, "-a", path, ranks));
    }
}

/* The lines of the error but the one that says which rank met it. */
static void same_words(const char *a, const char *b) {
    static const char *const lines[] = {"where:", "expected:", "found:", "to do:"};
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++) {
        const char *x = strstr(a, lines[n]), *y = strstr(b, lines[n]);
        assert_non_null(x);
        assert_non_null(y);
        assert_int_equal(strcspn(x, "\n"), strcspn(y, "\n"));
        assert_memory_equal(x, y, strcspn(x, "\n"));
    }
}

/* The column is beyond what the first rank has of 32, with the air around it. */
static void test_weather_of_another_rank(void **state) {
    (void)state;
    static const char *const teams[][2] = {{"1", "1x1"}, {"2", "2x1"}, {"3", "3x1"}, {"4", "2x2"}};
    program_result first = {0};
    spoil_weather();
    for (size_t n = 0; n < sizeof teams / sizeof *teams; n++) {
        const double begin = lt_wall_seconds();
        program_result result = run_on(teams[n][0], teams[n][1], ranks);
        JUDGE(result, teams[n][1], 2, lt_wall_seconds() - begin, "met_p.nc, relative_humidity, hour 2",
              "layer 3, row 7, column 30", "no number");
        if (n == 0) {
            first = result;
            continue;
        }
        same_words(first.err, result.err);
        program_free(&result);
    }
    program_free(&first);
    mend_inputs();
    expect_same_results(); /* of the run before it */
    must(run_on("2", "1x2", ranks));
    expect_same_files();
}

/* --- emissions ---------------------------------------------------------------------------------------------------- */

static void test_changed_emissions(void **state) {
    (void)state;
    char path[700];
    size_t size;
    snprintf(path, sizeof path, "%s/emissions_base_p.nc", ranks);
    char *bytes = files_read(path, &size);
    assert_non_null(bytes);
    unlink(path); /* a file of its own in place of the link */
    bytes[size / 2] ^= 1;
    assert_true(files_write(path, bytes, size));
    const double begin = lt_wall_seconds();
    program_result result = run_on("3", "1x3", ranks);
    JUDGE(result, "changed emissions", 2, lt_wall_seconds() - begin, "emissions_base_p.nc");
    program_free(&result);
    expect_same_files();
    mend_inputs();
    free(bytes);
}

/* --- two versions ------------------------------------------------------------------------------------------------- */

static void test_two_versions(void **state) {
    (void)state;
    static const char *const pairs[][2] = {{LT_MPI_PROGRAM, LT_MPI_OTHER}, {LT_MPI_OTHER, LT_MPI_PROGRAM}};
    for (size_t n = 0; n < sizeof pairs / sizeof *pairs; n++) {
        const double begin = lt_wall_seconds();
        program_result result = mpirun_run("2", pairs[n][0], "model", case_path, ONLY, "--out", ranks, ":", "-n", "1",
                                           pairs[n][1], "model", case_path, ONLY, "--out", ranks);
        JUDGE(result, "two versions", 3, lt_wall_seconds() - begin, "0.0.9+gffffffff", "lantian-mpi 0.1.0",
              "rank 2 of 3", "one program");
        program_free(&result);
    }
    expect_same_files();
}

/* --- nodes that are not alike ------------------------------------------------------------------------------------- */

/* What one rank lacks before the ranks have their parts is told by all: nobody waits for it. */
static void test_instruction_set_of_one_rank(void **state) {
    (void)state;
    const double begin = lt_wall_seconds();
    program_result result =
        mpirun_run("1", LT_MPI_PROGRAM, "model", case_path, ONLY, "--out", ranks, "--force", ":", "-n", "1",
                   "/usr/bin/env", "LT_ISA=v9", LT_MPI_PROGRAM, "model", case_path, ONLY, "--out", ranks, "--force");
    assert_true(lt_wall_seconds() - begin < 10 + 3 * start_seconds);
    assert_int_equal(result.code, 2);
    assert_int_equal(errors_of(&result), 1);
    assert_non_null(strstr(result.err, "bad request: this instruction set cannot be used"));
    assert_non_null(strstr(result.err, "LT_ISA"));
    assert_non_null(strstr(result.err, "rank 1 of 2"));
    program_free(&result);
    must(run_on("2", "1x2", ranks));
    expect_same_files();
}

/* --- a full disk -------------------------------------------------------------------------------------------------- */

/* Full half way: the last generation is whole, and with more room the run goes on to the same end. */
static void test_full_disk(void **state) {
    (void)state;
    char disk[600], out[700], kept[600], command[4096], job[800];
    snprintf(disk, sizeof disk, "%s", in_root("disk"));
    snprintf(kept, sizeof kept, "%s", in_root("kept"));
    snprintf(out, sizeof out, "%s/out", disk);
    snprintf(job, sizeof job, "%s/jobs/base_p", out);
    assert_int_equal(mkdir(disk, 0777), 0);
    if (mount("lantian-test", disk, "tmpfs", 0, "size=100m") != 0) {
        print_message("no small file system can be mounted here\n");
        skip();
    }
    /* Room for two of the five generations and what goes with them: measured 0.8 MB each and their parts. */
    snprintf(command, sizeof command,
             "cp -a '%s' '%s' && rm -r '%s/jobs' && "
             "head -c $(( $(df --output=avail -B1 '%s' | tail -1) - 2000000 )) /dev/zero > '%s/ballast'",
             ranks, out, out, disk, disk);
    assert_int_equal(system(command), 0);
    const double begin = lt_wall_seconds();
    program_result result = run_on("3", "3x1", out);
    const double seconds = lt_wall_seconds() - begin;
    const lt_status stands = lt_outdir_verify(job, NULL, NULL);
    snprintf(command, sizeof command, "rm '%s/ballast' && cp -a '%s' '%s'", disk, out, kept);
    const int copied = system(command);
    umount(disk);
    assert_int_equal(copied, 0);
    assert_int_equal(stands, LT_OK);
    JUDGE(result, "full disk", 3, seconds - start_seconds, "disk", job);
    program_free(&result);
    result = run_on("4", "1x4", kept);
    assert_non_null(strstr(result.err, "was cut off; going on after hour"));
    must(result);
    snprintf(ranks, sizeof ranks, "%s", kept);
    expect_same_files();
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_weather_of_another_rank),
                                       cmocka_unit_test(test_changed_emissions), cmocka_unit_test(test_two_versions),
                                       cmocka_unit_test(test_instruction_set_of_one_rank),
                                       cmocka_unit_test(test_full_disk)};
    return cmocka_run_group_tests(tests, prepare, remove_root);
}
