/* rank_case.h - a short run with outputs of every kind, by the serial program in root/serial and to be made by ranks in
 * root/ranks, which has the same inputs; and whether both have the same files. Header only. */
#ifndef LT_TESTS_RANK_CASE_H
#define LT_TESTS_RANK_CASE_H

#include "tests/support/root.h"
#include "tests/support/tiny_case.h"

#include "base/outdir.h"

/* A restart file every hour, and outputs that are under way at them. */
static const char rank_case_text[] =
    "case: kills\ntitle_en: ranks that are killed\ntitle_zh: 测试用\ngrid: liaoning-27w\nbase_year: 2020\n"
    "periods:\n  - {id: p, start: 2020-01-06, length: 4 h, spinup: 1 h}\n"
    "met: {source: typical-winter}\n"
    "model:\n  chemistry: CHEMISTRY\n  restart_every: 1\n  output:\n"
    "    - {set: 3d, interval: 2 h, fields: [pm25, so2], bits: 10}\n"
    "    - {set: cities, interval: 15 min}\n"
    "    - {set: surface, name: last, values: instant, interval: 4 h, fields: [co]}\n";
#define ONLY "--only", "base/p"
static char case_path[600], serial[600], ranks[600];
static int results; /* of a run: concentrations, budget, three sets; of a mechanism what its processes did, too */

static LT_UNUSED void must(program_result result) {
    if (result.code != 0) print_error("exit code %d:\n%s%s\n", result.code, result.said, result.err);
    assert_int_equal(result.code, 0);
    program_free(&result);
}

/* Inputs of both runs, and the unbroken one by the serial program. */
static LT_UNUSED void prepare_case(const char *chemistry) {
    snprintf(case_path, sizeof case_path, "%s", in_root("case.yaml"));
    snprintf(serial, sizeof serial, "%s", in_root("serial"));
    snprintf(ranks, sizeof ranks, "%s", in_root("ranks"));
    results = strcmp(chemistry, "off") == 0 ? 5 : 6;
    files_remove(serial);
    files_remove(ranks);
    char *text = tiny_case_with(rank_case_text, "CHEMISTRY", chemistry);
    assert_true(files_write_text(case_path, text));
    free(text);
    must(program_run(NULL, "run", case_path, "--jobs", "--out", serial, "--quiet"));
    must(program_run(&(const program_options){.program = "/bin/cp"}, "-a", serial, ranks));
    must(program_run(NULL, "run", case_path, ONLY, "--out", serial, "--threads", "1", "--quiet"));
}

/* How many files of the two runs are the same; with those for going on, restart files, or without. */
typedef struct same_files {
    bool restarts;
    int n;
} same_files;

/* What the serial run wrote, beside its inputs and the books of `lantian run`. */
static void compare_file(const char *relative, const char *path, void *context) {
    same_files *files = context;
    char other[4096], input[4096];
    size_t size, other_size;
    assert_true(files_join(other, ranks, lt_fmt("jobs/base_p/%s", relative)) && files_join(input, serial, relative));
    if (files_exists(input) || strcmp(relative, "stages.json") == 0) return;
    if (strstr(relative, "restart_") && !files->restarts) return;
    char *mine = files_read(path, &size), *theirs = files_read(other, &other_size);
    const bool same = mine && theirs && size == other_size && memcmp(mine, theirs, size) == 0;
    if (!same) print_error("%s differs from %s\n", other, path);
    assert_true(same);
    files->n++;
    free(mine);
    free(theirs);
}

static void compare_files(bool restarts) {
    char mine[700], theirs[700];
    same_files files = {.restarts = restarts};
    snprintf(mine, sizeof mine, "%s/jobs/base_p", serial);
    snprintf(theirs, sizeof theirs, "%s/jobs/base_p", ranks);
    files_walk(mine, compare_file, &files);
    assert_int_equal(files.n, results + (restarts ? 2 : 0));
    assert_int_equal(lt_outdir_verify(theirs, NULL, NULL), LT_OK);
}

/* Of a run that has ended. */
static LT_UNUSED void expect_same_files(void) {
    compare_files(true);
}

/* Of one that has ended, after another in its folder that has not, and may have left restart files of its own. */
static LT_UNUSED void expect_same_results(void) {
    compare_files(false);
}

#endif
