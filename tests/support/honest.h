/* honest.h - does a folder of results say the truth of itself: whole files in the manifest, all others by a name of
 * their own? Header only. */
#ifndef LT_TESTS_HONEST_H
#define LT_TESTS_HONEST_H

#include "base/outdir.h"
#include "tests/support/files.h"

typedef struct listing {
    char *manifest;
    int complete, loose;
} listing;

static void judge_file(const char *relative, const char *path, void *context) {
    listing *list = context;
    (void)path;
    bool own = relative[0] == '.' || strncmp(relative, "MANIFEST", 8) == 0;
    if (own || files_ends_with(relative, ".lantian.tmp")) return;
    char line[512];
    snprintf(line, sizeof line, "  %s\n", relative);
    bool entered = list->manifest && strstr(list->manifest, line);
    if (!entered) print_message("%s is not in the manifest\n", relative);
    list->complete += entered;
    list->loose += !entered;
}

/* Number of complete files; fails if one looks complete and is not, but for so many that a kill may leave unentered. */
static LT_UNUSED int assert_honest_but(const char *out, int unentered) {
    char path[600];
    snprintf(path, sizeof path, "%s/MANIFEST.sha256", out);
    listing list = {.manifest = files_read(path, NULL)};
    if (list.manifest) {
        lt_status status = lt_outdir_verify(out, NULL, NULL);
        if (status != LT_OK) print_error("%s\n", lt_error_what());
        assert_int_equal(status, LT_OK);
    }
    files_walk(out, judge_file, &list);
    free(list.manifest);
    assert_true(list.loose <= unentered);
    return list.complete;
}

static LT_UNUSED int assert_honest(const char *out) {
    return assert_honest_but(out, 0);
}

#endif
