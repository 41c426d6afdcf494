/* job_fixture.h - a case to vary and what reading it says. All lives below root: share/scenarios/<case>/case.yaml,
 * which LANTIAN_SHARE names, and files of a test's own. Header only. */
#ifndef LT_TESTS_JOB_FIXTURE_H
#define LT_TESTS_JOB_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/job.h"
#include "tests/support/root.h"
#include "tests/support/words.h"

static const char *const head = "case: demo\ntitle_en: A demo\ntitle_zh: \xe6\xbc\x94\xe7\xa4\xba\ngrid: liaoning-27\n";
static const char *const periods = "periods:\n"
                                   "  - id: winter\n    start: 2020-01-06\n    length: 3 day\n"
                                   "  - {id: summer-2, start: 2020-07-06 12:00, length: 72 h, spinup: 24 h}\n";

/* Its path. */
static inline const char *write_file(const char *name, const char *text) {
    const char *path = in_root(name);
    assert_true(files_write_text(path, text));
    return path;
}

static inline const char *whole(const char *extra) {
    static char text[4096];
    snprintf(text, sizeof text, "%s%s%s%s", head, periods, strstr(extra, "met:") ? "" : "met: {kind: station}\n",
             extra);
    return text;
}

static inline int set_up(void **state) {
    if (make_root(state) != 0) return -1;
    static const char *const folders[] = {"share",
                                          "share/scenarios",
                                          "share/scenarios/liaoning",
                                          "share/scenarios/shenyang-week",
                                          "share/scenarios/library",
                                          "empty"};
    for (size_t n = 0; n < sizeof folders / sizeof *folders; n++) assert_int_equal(mkdir(in_root(folders[n]), 0755), 0);
    write_file("share/scenarios/liaoning/case.yaml", whole(""));
    write_file("share/scenarios/shenyang-week/case.yaml", whole(""));
    return setenv("LANTIAN_SHARE", in_root("share"), 1);
}

static inline lt_case *read_case(const char *name, const lt_cli *cli) {
    lt_case *setup = NULL;
    if (lt_case_read(name, cli, &setup) != LT_OK) {
        char text[2048];
        lt_error_text(LT_ERR_INPUT, text, sizeof text);
        fail_msg("%s", text);
    }
    return setup;
}

static inline void fault_text(const char *text, const char *const *words) {
    lt_case *c = NULL;
    assert_int_equal(lt_case_read(write_file("bad.yaml", text), NULL, &c), LT_ERR_INPUT);
    assert_null(c);
    expect_words(words);
    EXPECT("while reading the case");
}
#define FAULT(text, ...) fault_text(text, (const char *const[]){__VA_ARGS__, NULL})

#endif
