/* mechanism_text.h - mechanisms from a text: read, or its faults. Header only; needs support/root.h's folder. */
#ifndef LT_TESTS_MECHANISM_TEXT_H
#define LT_TESTS_MECHANISM_TEXT_H

#include "base/faults.h"
#include "model/chemistry/mechanism/mechanism.h"
#include "tests/support/root.h"

#include <stdio.h>
#include <string.h>

/* The mechanism of the text, which must be valid. */
static LT_UNUSED lt_mechanism *mechanism_of(const char *text) {
    lt_mechanism *m;
    const char *path = in_root("text.def");
    assert_true(files_write_text(path, text));
    if (lt_mechanism_read(path, &m) != LT_OK) {
        char error[4096];
        lt_error_text(LT_ERR_INPUT, error, sizeof error);
        fail_msg("%s\n%s", text, error);
    }
    return m;
}

static char mechanism_said[65536];

static void mechanism_hear(const char *text, void *context) {
    (void)context;
    const size_t n = strlen(mechanism_said);
    snprintf(mechanism_said + n, sizeof mechanism_said - n, "%s\n", text);
}

/* The number of faults of a text; what was said of them stands in mechanism_said. */
static LT_UNUSED long mechanism_faults(const char *text) {
    lt_mechanism *m = NULL;
    lt_faults faults = {.report = mechanism_hear};
    const char *path = in_root("text.def");
    mechanism_said[0] = '\0';
    assert_true(files_write_text(path, text));
    assert_int_equal(lt_mechanism_judge(path, &faults, &m), LT_OK);
    assert_true((m == NULL) == (faults.n > 0));
    lt_mechanism_free(m);
    return faults.n;
}

#endif
