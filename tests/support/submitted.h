/* submitted.h - a case of some hours on liaoning-27 without chemistry that goes as a submission, and how its members
 * stand. Header only. */
#ifndef LT_TESTS_SUBMITTED_H
#define LT_TESTS_SUBMITTED_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/root.h"
#include "tests/support/tiny_case.h"
#include "tests/support/words.h"

#include "scenarios/submit/roster.h"
#include "scenarios/submit/standing.h"

static char submitted_case[512], submitted_serial[512];

/* A folder of results in which all is there but the model runs. */
static LT_UNUSED void submitted_prepare(const char *out) {
    char command[2048];
    snprintf(command, sizeof command, "cp -a '%s/prepared' '%s'", root, out);
    assert_int_equal(system(command), 0);
}

/* packages: "[boilers]"; hours of each run. The results of the run that does all by itself stand in root/serial, what
 * the runs share in root/prepared. A restart file every hour: where a run was stopped does not show in its last one. */
static LT_UNUSED int submitted_make_with(const char *model, const char *packages, int hours) {
    char text[1024];
    snprintf(text, sizeof text,
             "case: tiny\ntitle_en: a submission for a test\ntitle_zh: 测试用\ngrid: liaoning-27\nbase_year: 2020\n"
             "periods:\n  - {id: hours, start: 2020-01-06, length: %d h, spinup: 0 h}\n"
             "packages: %s\nmodel: %s\nmet: {source: typical-winter}\n",
             hours, packages, model);
    snprintf(submitted_case, sizeof submitted_case, "%s/case.yaml", root);
    snprintf(submitted_serial, sizeof submitted_serial, "%s/serial", root);
    files_remove(submitted_serial);
    files_remove(in_root("prepared"));
    if (!files_write_text(submitted_case, text)) return -1;
    program_result result =
        program_run(NULL, "run", submitted_case, "--out", in_root("prepared"), "--threads", "1", "--quiet", "--jobs");
    const int code = result.code;
    program_free(&result);
    if (code != 0) return -1;
    submitted_prepare(submitted_serial);
    tiny_case_run(submitted_case, submitted_serial, "1");
    return 0;
}

static LT_UNUSED int submitted_make(const char *packages, int hours) {
    return submitted_make_with("{chemistry: off, restart_every: 1}", packages, hours);
}

static LT_UNUSED lt_standing submitted_member(const char *out, long member) {
    char folder[4096];
    lt_standing s;
    snprintf(folder, sizeof folder, "%s/submit", out);
    lt_standing_read(folder, member, &s);
    return s;
}

/* Wait until a member runs and its model is at work (its folder holds the first outputs); its standing. */
static LT_UNUSED lt_standing submitted_at_work(const char *out, long member, const char *folder_of_run) {
    char part[4096];
    snprintf(part, sizeof part, "%s/jobs/%s", out, folder_of_run);
    for (int k = 0; k < 6000; k++) {
        const lt_standing s = submitted_member(out, member);
        DIR *list = opendir(part);
        bool writes = false;
        for (const struct dirent *entry; list && (entry = readdir(list));) writes |= !!strstr(entry->d_name, ".part");
        if (list) closedir(list);
        if (s.state == LT_RUNNING && writes) return s;
        if (s.state != LT_RUNNING && s.state != LT_WAITING)
            fail_msg("member %ld is %s: %s", member, lt_standing_word(s.state, false, false), s.text);
        program_sleep_ms(5);
    }
    fail_msg("member %ld did not begin", member);
    return (lt_standing){0};
}

/* files_bits without the generation before the last restart file, which runs in folders of their own do not leave. */
static LT_UNUSED char *submitted_bits(const char *out) {
    char *bits = files_bits(out);
    assert_non_null(bits);
    for (char *at; (at = strstr(bits, "  previous_restart_"));) {
        char *end = strchr(at, '\n') + 1;
        while (at > bits && at[-1] != '\n') at--;
        memmove(at, end, strlen(end) + 1);
    }
    return bits;
}

/* All files of the results as in the run that did all by itself. */
static LT_UNUSED void submitted_same_bits(const char *out) {
    char *one = submitted_bits(submitted_serial), *other = submitted_bits(out);
    size_t k = 0;
    while (one[k] && one[k] == other[k]) k++;
    while (k > 0 && one[k - 1] != '\n') k--;
    if (strcmp(one, other) != 0) fail_msg("%.120s\nis not\n%.120s", one + k, other + k);
    free(one);
    free(other);
}

static LT_UNUSED void submitted_must(program_result *result, int code) {
    if (result->code != code)
        print_error("exit code %d, not %d:\n%s%s\n", result->code, code, result->said, result->err);
    assert_int_equal(result->code, code);
}

#endif
