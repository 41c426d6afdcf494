/* test_road_fixture.h - a road whose stages only count and write a line, in a folder of its own. */
#ifndef TEST_ROAD_FIXTURE_H
#define TEST_ROAD_FIXTURE_H

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "scenarios/measure.h"
#include "scenarios/run/road.h"

/* Stage "up" (once), "middle" (once a period), "down" (variant and period), "end" (once). */
static int n_up, n_middle, n_down, n_noise, n_end;
static const char *up_setting, *down_setting;
static bool down_fails, down_forgets, down_killed;
static int down_told; /* a signal to whoever started the process, which then waits for its end */
static bool end_adds; /* the output that may be absent */

static inline lt_status put(const lt_job *job, const char *stem, const char *text) {
    char name[128];
    snprintf(name, sizeof name, "%s", lt_job_file(job, stem, ".txt"));
    return lt_outdir_write_text(job->out, name, text);
}

static inline void hash_file(const lt_job *job, bool period, const char *stem, lt_hash *hash) {
    lt_job other = *job;
    lt_digest digest = "";
    other.variant = NULL;
    if (!period) other.period = NULL;
    lt_outdir_has(job->out, lt_job_file(&other, stem, ".txt"), false, digest);
    lt_hash_text(hash, digest);
}

static inline lt_status up_inputs(const lt_job *job, lt_hash *hash) {
    (void)job;
    lt_hash_text(hash, up_setting);
    return LT_OK;
}
static inline lt_status up(const lt_job *job) {
    n_up++;
    assert_null(job->period);
    assert_null(job->variant);
    return put(job, "up", up_setting);
}
static inline lt_status middle_inputs(const lt_job *job, lt_hash *hash) {
    hash_file(job, false, "up", hash);
    return LT_OK;
}
static inline lt_status middle(const lt_job *job) {
    n_middle++;
    assert_null(job->variant);
    return put(job, "middle", "always the same");
}
static inline lt_status down_inputs(const lt_job *job, lt_hash *hash) {
    hash_file(job, true, "middle", hash);
    lt_hash_text(hash, down_setting);
    return LT_OK;
}
static inline lt_status down(const lt_job *job) {
    lt_job year = *job;
    year.period = NULL;
    n_down++;
    if (strcmp(job->variant, "noise") == 0) n_noise++;
    LT_TRY(put(&year, "ledger", down_setting));
    if (strcmp(job->variant, "base") != 0 && strcmp(job->variant, "noise") != 0) LT_TRY(put(&year, "changes", "x"));
    if (down_fails) {
        FILE *file; /* stops in the middle of a file */
        LT_TRY(lt_outdir_stream(job->out, "half.txt", &file));
        fputs("half", file);
        if (down_told) {
            kill(getppid(), down_told);
            sleep(60);
        }
        if (down_killed) {
            fflush(file);
            kill(getpid(), SIGKILL);
        }
        lt_outdir_abandon_stream(job->out, "half.txt", file);
        return LT_RAISE(LT_ERR_INPUT, .what = "made to fail");
    }
    return down_forgets ? LT_OK : put(job, "down", down_setting);
}
static inline lt_status end_inputs(const lt_job *job, lt_hash *hash) {
    hash_file(job, false, "up", hash);
    lt_hash_text(hash, down_setting);
    return LT_OK;
}
static inline lt_status end(const lt_job *job) {
    lt_job other = *job;
    char *const *packages = job->setup->packages.items;
    n_end++;
    for (long p = 0; p < job->setup->packages.n * job->setup->periods.n; p++) {
        other.variant = packages[p / job->setup->periods.n];
        other.period = &((const lt_period *)job->setup->periods.items)[p % job->setup->periods.n];
        LT_TRY(put(&other, "map", "x"));
    }
    for (long p = 0; p < job->setup->periods.n && end_adds; p++) { /* of base, too; the packages' are missing */
        other.variant = "base";
        other.period = &((const lt_period *)job->setup->periods.items)[p];
        LT_TRY(put(&other, "sums", "x"));
    }
    if (end_adds) LT_TRY(put(job, "page", "x"));
    if (!end_adds) LT_TRY(lt_outdir_drop(job->out, "page.txt"));
    return put(job, "end", "x");
}

static const lt_stage stages[] = {
    {.name = "up", .scope = LT_ONCE, .inputs = up_inputs, .run = up, .outputs = {"up.txt"}},
    {.name = "middle", .scope = LT_PER_DRAW_PERIOD, .inputs = middle_inputs, .run = middle, .outputs = {"middle.txt"}},
    {.name = "down",
     .scope = LT_PER_VARIANT_PERIOD,
     .inputs = down_inputs,
     .run = down,
     .outputs = {"down.txt", "^ledger.txt", "^+changes.txt"}},
    {.name = "end",
     .scope = LT_ONCE,
     .inputs = end_inputs,
     .run = end,
     .outputs = {"end.txt", "*map.txt", "?page.txt", "#?sums.txt"}},
};

static char folder[128], case_path[256], out_path[256], package_path[256];
static lt_cli cli;

static inline void write_file(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static inline void write_case(const char *packages) {
    char text[1024];
    snprintf(text, sizeof text,
             "case: tiny\ntitle_en: t\ntitle_zh: t\ngrid: liaoning-27\nbase_year: 2020\nmet: {source: none}\n"
             "packages: [%s]\nperiods:\n  - {id: one, start: 2020-01-10, length: 1 day, spinup: 0 day}\n"
             "  - {id: two, start: 2020-07-10, length: 1 day, spinup: 0 day}\n",
             packages);
    write_file(case_path, text);
}

static inline int set_up(void **state) {
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/test_road_XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(case_path, sizeof case_path, "%s/case.yaml", folder);
    snprintf(out_path, sizeof out_path, "%s/out", folder);
    snprintf(package_path, sizeof package_path, "%s/half-coal.yaml", folder);
    write_file(package_path, lt_measure_example());
    write_case(package_path);
    cli = (lt_cli){.command = "run", .positional = {case_path}, .n_positional = 1, .out = out_path};
    n_up = n_middle = n_down = n_noise = n_end = 0;
    up_setting = "a";
    down_setting = "b";
    down_fails = down_forgets = down_killed = end_adds = false;
    down_told = 0;
    return 0;
}

static inline int tear_down(void **state) {
    (void)state;
    char command[256];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static inline lt_status run(lt_road_report *report) {
    return lt_road_run(stages, 4, &cli, report);
}

static inline bool there(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", out_path, name);
    return lt_path_exists(path);
}

static inline struct timespec changed(const char *name) {
    char path[512];
    struct stat info = {0};
    snprintf(path, sizeof path, "%s/%s", out_path, name);
    assert_int_equal(stat(path, &info), 0);
    return info.st_mtim;
}

#endif
