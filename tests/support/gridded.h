/* gridded.h - what tests of readers of gridded weather share: opening, reading, expected errors. Header only. */
#ifndef LT_TESTS_GRIDDED_H
#define LT_TESTS_GRIDDED_H

#include "model/met/gridded/gridded.h"
#include "tests/support/files.h"

static LT_UNUSED void gridded_good(lt_status status) {
    char text[4096];
    if (status != LT_OK) lt_error_text(status, text, sizeof text), print_error("%s\n", text);
    assert_int_equal(status, LT_OK);
}

static LT_UNUSED lt_gridded *gridded_open(const char *path) {
    lt_gridded *g = NULL;
    gridded_good(lt_gridded_open(path, &g));
    return g;
}

static LT_UNUSED void gridded_read(lt_gridded *g, lt_gridded_field field, long record, float *values) {
    assert_true(record < g->records[field].n);
    gridded_good(lt_gridded_read(g, field, record, values));
}

/* The error of opening a file says this. */
static LT_UNUSED void gridded_expect(const char *path, const char *say) {
    lt_gridded *g = NULL;
    char text[4096];
    assert_int_equal(lt_gridded_open(path, &g), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    if (!strstr(text, say)) print_error("\"%s\" is not in\n%s\n", say, text);
    assert_non_null(strstr(text, say));
    lt_error_clear();
}

/* Half of a file, under another name. */
static LT_UNUSED void gridded_truncate(const char *path, const char *half) {
    size_t size = 0;
    char *bytes = files_read(path, &size);
    assert_true(bytes && files_write(half, bytes, size / 2));
    free(bytes);
}

#endif
