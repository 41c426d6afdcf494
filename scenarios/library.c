/* library.c - finding the files of the library. */
#include "scenarios/library.h"

#include "base/csv.h"
#include "base/document_path.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char FOLDER[] = "scenarios/library";

typedef struct found {
    char **names;
    long n, room;
} found;

static void free_found(found *f) {
    lt_library_names_free(f->names, f->n);
    *f = (found){0};
}

static bool is_yaml(const char *name) {
    const size_t length = strlen(name);
    return length > 5 && name[0] != '.' && strcmp(name + length - 5, ".yaml") == 0;
}

static lt_status note(found *f, const char *name) {
    LT_TRY(lt_grow(&f->names, sizeof *f->names, f->n + 1, &f->room));
    f->names[f->n] = strndup(name, strlen(name) - 5);
    if (f->names[f->n] == NULL) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the names of measures");
    f->n++;
    return LT_OK;
}

static lt_status look(found *f, const char *folder, bool below) {
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return LT_RAISE(LT_ERR_ENV, .what = "the shipped measures are missing", .where = folder,
                        .expected = "a folder of YAML files", .found = "no such folder",
                        .todo = "install Lantian again, or set LANTIAN_SHARE");
    lt_status status = LT_OK;
    for (struct dirent *e; status == LT_OK && (e = readdir(dir)) != NULL;) {
        char path[1536];
        struct stat info;
        if (e->d_name[0] == '.') continue;
        if (is_yaml(e->d_name)) status = note(f, e->d_name);
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        if (below && stat(path, &info) == 0 && S_ISDIR(info.st_mode)) status = look(f, path, false);
    }
    closedir(dir);
    return status;
}

static lt_status look_all(found *f) {
    char folder[1024];
    *f = (found){0};
    LT_TRY(lt_share_path(FOLDER, folder, sizeof folder));
    const lt_status status = look(f, folder, true);
    if (status != LT_OK) free_found(f);
    return status;
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

lt_status lt_library_names(char ***out, long *n) {
    found f;
    LT_TRY(look_all(&f));
    qsort(f.names, (size_t)f.n, sizeof *f.names, by_text);
    *out = f.names;
    *n = f.n;
    for (long k = 1; k < *n; k++)
        if (strcmp((*out)[k - 1], (*out)[k]) == 0) {
            const lt_status status =
                LT_RAISE(LT_ERR_ENV, .what = "two files of the library have one name", .where = FOLDER,
                         .expected = "every name once", .found = (*out)[k], .todo = "rename one of them");
            lt_library_names_free(*out, *n);
            return status;
        }
    return LT_OK;
}

void lt_library_names_free(char **names, long n) {
    for (long k = 0; k < n; k++) free(names[k]);
    lt_free(names);
}

static lt_status unknown(const lt_node *node, const char *name, const found *f) {
    const bool is_path = lt_is_document_path(name);
    const char *own = is_path ? NULL : lt_fmt("%s.yaml", name); /* a file of the user's, named without its ending */
    char path[1024] = "";
    if (own) lt_node_path(node, own, path, sizeof path);
    qsort(f->names, (size_t)f->n, sizeof *f->names, by_text);
    const char *near = lt_nearest_name(name, (const char *const *)f->names, f->n);
    return LT_RAISE(LT_ERR_INPUT, .what = "there is no such package of measures", .where = FOLDER,
                    .found = is_path ? lt_fmt("%s: %s", name, lt_node_searched(node, name, false)) : name,
                    .expected = lt_fmt("a path to a YAML file, or %s", lt_one_of((const char *const *)f->names, f->n)),
                    .todo = lt_path_exists(path) ? lt_fmt("a file of yours is named with its ending: %s", own)
                            : near               ? lt_fmt("did you mean %s?", near)
                                                 : "see lantian scenario list");
}

static lt_status give(const char *path, char *out, size_t size) {
    const int length = snprintf(out, size, "%s", path);
    if (length >= 0 && (size_t)length < size) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the path of a package is too long", .where = FOLDER,
                    .expected = lt_fmt("less than %zu bytes", size), .found = path, .todo = "use a shorter path");
}

/* NAME.yaml in the folder or in one below it, without a look at all the others: packages ask for every member. */
static bool stands(const char *folder, const char *name, char path[1536]) {
    snprintf(path, 1536, "%s/%s.yaml", folder, name);
    if (lt_path_exists(path)) return true;
    DIR *dir = opendir(folder);
    bool there = false;
    for (const struct dirent *e; dir != NULL && !there && (e = readdir(dir)) != NULL;) {
        if (e->d_name[0] == '.') continue;
        snprintf(path, 1536, "%s/%s/%s.yaml", folder, e->d_name, name);
        there = lt_path_exists(path);
    }
    if (dir != NULL) closedir(dir);
    return there;
}

lt_status lt_library_find(const lt_node *node, const char *name, char *out, size_t size) {
    char folder[1024], path[1536];
    found f;
    const bool is_path = lt_is_document_path(name);
    if (is_path) lt_node_path(node, name, path, sizeof path);
    if (is_path && lt_path_exists(path)) return give(path, out, size);
    LT_TRY(lt_share_path(FOLDER, folder, sizeof folder));
    if (!is_path && stands(folder, name, path)) return give(path, out, size);
    LT_TRY(look_all(&f));
    const lt_status status = unknown(node, name, &f);
    free_found(&f);
    return status;
}
