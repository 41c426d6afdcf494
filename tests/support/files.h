/* files.h - what tests need of files: read, write, walk, digest of a folder. Header only; every test is one program. */
#ifndef LT_TESTS_FILES_H
#define LT_TESTS_FILES_H

#include "base/hash.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LT_UNUSED __attribute__((unused))

static LT_UNUSED bool files_exists(const char *path) {
    return access(path, F_OK) == 0;
}

static LT_UNUSED bool files_ends_with(const char *text, const char *end) {
    size_t a = strlen(text), b = strlen(end);
    return a >= b && strcmp(text + a - b, end) == 0;
}

/* Whole file, terminated; NULL if it cannot be read. size may be NULL. Caller frees. */
static LT_UNUSED char *files_read(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    size_t used = 0, room = 1 << 16;
    char *text = malloc(room + 1);
    for (size_t n; text && (n = fread(text + used, 1, room - used, file)) > 0;) {
        used += n;
        if (used == room) text = realloc(text, (room *= 2) + 1);
    }
    fclose(file);
    if (text) text[used] = '\0';
    if (size) *size = used;
    return text;
}

static LT_UNUSED bool files_write(const char *path, const void *data, size_t size) {
    FILE *file = fopen(path, "wb");
    if (!file) return false;
    bool good = fwrite(data, 1, size, file) == size;
    return fclose(file) == 0 && good;
}

static LT_UNUSED bool files_write_text(const char *path, const char *text) {
    return files_write(path, text, strlen(text));
}

/* folder/name, or name alone if the folder is "". False if it does not fit. */
static LT_UNUSED bool files_join(char out[4096], const char *folder, const char *name) {
    return snprintf(out, 4096, "%s%s%s", folder, folder[0] ? "/" : "", name) < 4096;
}

typedef void files_visit(const char *relative, const char *path, void *context);

static int files_by_name(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static LT_UNUSED void files_walk_below(const char *top, const char *relative, files_visit *visit, void *context) {
    char path[4096];
    DIR *dir = NULL;
    if (relative[0] == '\0')
        dir = opendir(top);
    else if (files_join(path, top, relative))
        dir = opendir(path);
    if (!dir) return;
    char **names = NULL;
    size_t n = 0;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        const char *name = entry->d_name;
        bool skip = !strcmp(name, ".") || !strcmp(name, "..") || !strcmp(name, ".git");
        bool made = !relative[0] && (!strcmp(name, "build") || !strcmp(name, "out"));
        if (skip || made) continue;
        names = realloc(names, (n + 1) * sizeof *names);
        names[n++] = strdup(name);
    }
    closedir(dir);
    if (n) qsort(names, n, sizeof *names, files_by_name);
    for (size_t i = 0; i < n; i++) {
        char below[4096], full[4096];
        struct stat info;
        if (files_join(below, relative, names[i]) && files_join(full, top, below) && lstat(full, &info) == 0) {
            if (S_ISDIR(info.st_mode))
                files_walk_below(top, below, visit, context);
            else if (S_ISREG(info.st_mode))
                visit(below, full, context);
        }
        free(names[i]);
    }
    free(names);
}

/* Every regular file below top in the order of names, but .git, and build and out directly below top. */
static LT_UNUSED void files_walk(const char *top, files_visit *visit, void *context) {
    files_walk_below(top, "", visit, context);
}

static LT_UNUSED void files_digest_one(const char *relative, const char *path, void *context) {
    /* The lock may be made by asking for it; it is no result. */
    if (strstr(relative, "lock")) return;
    lt_digest digest = "";
    struct stat info = {0};
    char line[256];
    lstat(path, &info);
    if (lt_hash_file(path, digest) != LT_OK) lt_error_clear();
    snprintf(line, sizeof line, "%s %lld %lld.%09ld", digest, (long long)info.st_size, (long long)info.st_mtim.tv_sec,
             info.st_mtim.tv_nsec);
    lt_hash_text(context, relative);
    lt_hash_text(context, line);
}

/* Names, contents, sizes and time stamps of all files below a folder (a missing folder is an empty one). */
static LT_UNUSED void files_digest(const char *folder, lt_digest out) {
    lt_hash hash;
    lt_hash_init(&hash);
    files_walk_below(folder, "", files_digest_one, &hash);
    lt_hash_end(&hash, out);
}

static LT_UNUSED void files_count_one(const char *relative, const char *path, void *context) {
    (void)path;
    if (!strstr(relative, "lock")) ++*(int *)context;
}

static LT_UNUSED int files_count(const char *folder) {
    int n = 0;
    files_walk_below(folder, "", files_count_one, &n);
    return n;
}

/* Digests of a run's results: MANIFEST.sha256 without the files that hold times; NULL without it. Caller frees. */
static LT_UNUSED char *files_bits(const char *out) {
    char path[4096], *text = files_join(path, out, "MANIFEST.sha256") ? files_read(path, NULL) : NULL;
    char *kept = text ? calloc(1, strlen(text) + 1) : NULL, *rest = text;
    for (char *line; kept && (line = strsep(&rest, "\n")) && *line;)
        if (!strstr(line, "stages.json") && !strstr(line, "performance.json") && !strstr(line, "report.html"))
            strcat(strcat(kept, line), "\n");
    free(text);
    return kept;
}

/* Remove a folder and all below it. */
static LT_UNUSED void files_remove(const char *folder) {
    DIR *dir = opendir(folder);
    if (!dir) return;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        char path[4096];
        struct stat info;
        if (!files_join(path, folder, entry->d_name)) continue;
        if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode))
            files_remove(path);
        else
            unlink(path);
    }
    closedir(dir);
    rmdir(folder);
}

/* A new folder under $TMPDIR or /tmp; out[256]. */
static LT_UNUSED bool files_make_folder(char out[256]) {
    const char *top = getenv("TMPDIR");
    snprintf(out, 256, "%s/lantian-test-XXXXXX", top && top[0] ? top : "/tmp");
    return mkdtemp(out) != NULL;
}

#endif
