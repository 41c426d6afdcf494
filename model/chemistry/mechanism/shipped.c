/* shipped.c - where a mechanism stands: a path, or the name of a shipped one. */
#include "model/chemistry/mechanism/kpp_private.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char folder[] = "model/chemistry/mechanisms";
enum { MOST_SHIPPED = 64 };

static int is_mechanism(const struct dirent *entry) {
    const size_t n = strlen(entry->d_name);
    return n > 4 && strcmp(entry->d_name + n - 4, ".def") == 0;
}

static lt_status no_such(const char *name, const char *path) {
    struct dirent **entries;
    const char *names[MOST_SHIPPED];
    const int all = scandir(path, &entries, is_mechanism, alphasort), n = all < MOST_SHIPPED ? all : MOST_SHIPPED;
    for (int k = 0; k < n; k++) {
        names[k] = entries[k]->d_name;
        entries[k]->d_name[strlen(names[k]) - 4] = '\0';
    }
    const char *near = n > 0 ? lt_nearest_name(name, names, n) : NULL;
    const lt_status status =
        LT_RAISE(LT_ERR_INPUT, .what = "no mechanism of this name", .where = name,
                 .expected = lt_fmt("a shipped one (%s, of %s), or a file", lt_one_of(names, n > 0 ? n : 0), path),
                 .found = "none",
                 .todo = near ? lt_fmt("did you mean %s? A file of yours is named ./NAME.def", near)
                              : "a file in this folder is named ./NAME.def");
    for (int k = 0; k < all; k++) free(entries[k]);
    if (all >= 0) free(entries);
    return status;
}

lt_status lt_kpp_shipped(const char *file, char *path, size_t size) {
    char shipped[PATH_MAX];
    LT_TRY(lt_share_path(folder, shipped, sizeof shipped));
    const int n = snprintf(path, size, "%s/%s", shipped, file);
    return n > 0 && (size_t)n < size ? LT_OK : LT_ERR_INTERNAL;
}

lt_status lt_mechanism_file(const char *name, char *path, size_t size) {
    if (strpbrk(name, "/.") || !*name) {
        snprintf(path, size, "%s", name);
        return LT_OK;
    }
    LT_TRY(lt_kpp_shipped(lt_fmt("%s.def", name), path, size));
    if (lt_path_exists(path)) return LT_OK;
    *strrchr(path, '/') = '\0';
    return no_such(name, path);
}

const char *lt_mechanism_call(const lt_mechanism *m) {
    char shipped[PATH_MAX];
    if (!m->path) return m->name;
    const bool found = lt_kpp_shipped(lt_fmt("%s.def", m->name), shipped, sizeof shipped) == LT_OK;
    if (!found) lt_error_clear();
    return found && strcmp(shipped, m->path) == 0 ? m->name : m->path;
}
