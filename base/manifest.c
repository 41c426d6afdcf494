/* manifest.c - see manifest.h. */
#include "base/manifest.h"
#include "base/outdir.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DIGEST_LENGTH = sizeof(lt_digest) - 1 };

/* Where name is or would be. */
static size_t place_of(const lt_manifest *manifest, const char *name, bool *found) {
    size_t low = 0, high = manifest->n;
    *found = false;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = strcmp(manifest->entries[middle].name, name);
        if (order == 0) {
            *found = true;
            return middle;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

lt_manifest_entry *lt_manifest_find(const lt_manifest *manifest, const char *name) {
    bool found;
    const size_t place = place_of(manifest, name, &found);
    return found ? &manifest->entries[place] : NULL;
}

lt_status lt_manifest_set(lt_manifest *manifest, const char *name, const lt_digest digest, lt_manifest_entry **out) {
    bool found;
    const size_t place = place_of(manifest, name, &found);
    if (!found) {
        LT_TRY(lt_grow(&manifest->entries, sizeof *manifest->entries, (long)manifest->n + 1, &manifest->capacity));
        char *copy = strdup(name);
        if (!copy) return LT_RAISE(LT_ERR_MEMORY, .what = "not enough memory for the manifest");
        lt_manifest_entry *entry = &manifest->entries[place];
        memmove(entry + 1, entry, (manifest->n - place) * sizeof *entry);
        *entry = (lt_manifest_entry){.name = copy};
        manifest->n++;
    }
    lt_manifest_entry *entry = &manifest->entries[place];
    memcpy(entry->digest, digest, sizeof entry->digest);
    entry->has_stamp = false;
    if (out) *out = entry;
    return LT_OK;
}

bool lt_manifest_remove(lt_manifest *manifest, const char *name) {
    bool found;
    const size_t place = place_of(manifest, name, &found);
    if (!found) return false;
    lt_manifest_entry *entry = &manifest->entries[place];
    free(entry->name);
    manifest->n--;
    memmove(entry, entry + 1, (manifest->n - place) * sizeof *entry);
    return true;
}

void lt_manifest_clear(lt_manifest *manifest) {
    for (size_t e = 0; e < manifest->n; e++) free(manifest->entries[e].name);
    lt_free(manifest->entries);
    *manifest = (lt_manifest){0};
}

bool lt_manifest_stamp(lt_manifest_entry *entry, const char *path) {
    struct stat info;
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode)) return false;
    entry->size = (long long)info.st_size;
    entry->seconds = (long long)info.st_mtim.tv_sec;
    entry->nanoseconds = info.st_mtim.tv_nsec;
    entry->has_stamp = true;
    return true;
}

bool lt_manifest_stamp_same(const lt_manifest_entry *entry, const char *path) {
    lt_manifest_entry now = {0};
    return entry->has_stamp && lt_manifest_stamp(&now, path) && now.size == entry->size &&
           now.seconds == entry->seconds && now.nanoseconds == entry->nanoseconds;
}

/* --- reading --- */

static bool is_digest(const char *text) {
    return strspn(text, "0123456789abcdef") == DIGEST_LENGTH;
}

/* "digest  name" (or "digest *name", sha256sum's binary mark). */
static lt_status read_line(lt_manifest *manifest, const char *line) {
    const size_t length = strlen(line);
    const bool good = length > DIGEST_LENGTH + 2 && strspn(line, "0123456789abcdef") == DIGEST_LENGTH &&
                      line[DIGEST_LENGTH] == ' ' && strchr(" *", line[DIGEST_LENGTH + 1]) &&
                      !strchr(line + DIGEST_LENGTH + 2, '/');
    if (!good) {
        manifest->bad_lines++;
        return LT_OK;
    }
    lt_digest digest;
    memcpy(digest, line, DIGEST_LENGTH);
    digest[DIGEST_LENGTH] = '\0';
    return lt_manifest_set(manifest, line + DIGEST_LENGTH + 2, digest, NULL);
}

/* A stamp counts only if its digest is the one of the manifest: else the side file is older or newer than it. */
static void read_stamp(lt_manifest *manifest, const char *line) {
    char digest[DIGEST_LENGTH + 1];
    long long size, seconds;
    long nanoseconds;
    int name_at = 0;
    if (sscanf(line, "%64s %lld %lld.%9ld %n", digest, &size, &seconds, &nanoseconds, &name_at) != 4 || name_at == 0)
        return;
    if (!is_digest(digest)) return;
    lt_manifest_entry *entry = lt_manifest_find(manifest, line + name_at);
    if (!entry || strcmp(entry->digest, digest) != 0) return;
    entry->size = size;
    entry->seconds = seconds;
    entry->nanoseconds = nanoseconds;
    entry->has_stamp = true;
}

lt_status lt_manifest_read(const char *folder, lt_manifest *out) {
    *out = (lt_manifest){0};
    char path[PATH_MAX], *text = NULL, *rest = NULL;
    snprintf(path, sizeof path, "%s/%s", folder, LT_MANIFEST_NAME);
    if (!lt_path_exists(path)) return LT_OK;
    LT_TRY(lt_path_read_text(path, &text));
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        const lt_status status = read_line(out, line);
        if (status != LT_OK) {
            free(text);
            lt_manifest_clear(out);
            return status;
        }
    }
    free(text);
    snprintf(path, sizeof path, "%s/%s", folder, LT_MANIFEST_STAT_NAME);
    if (!lt_path_exists(path)) return LT_OK;
    if (lt_path_read_text(path, &text) != LT_OK) { /* not needed: the files are then hashed again */
        lt_error_clear();
        return LT_OK;
    }
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) read_stamp(out, line);
    free(text);
    return LT_OK;
}

/* --- writing --- */

lt_status lt_manifest_sync_folder(const char *folder) {
    const int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return lt_errno_raise(errno, "open", folder);
    /* Some network file systems do not sync folders (EINVAL): nothing more can be done there. */
    if (fsync(file) != 0 && errno != EINVAL && errno != ENOTSUP) {
        const int error_number = errno;
        close(file);
        return lt_errno_raise(error_number, "sync", folder);
    }
    close(file);
    return LT_OK;
}

static void print_entry(FILE *stream, const lt_manifest_entry *entry, bool stamps) {
    if (!stamps)
        fprintf(stream, "%s  %s\n", entry->digest, entry->name);
    else if (entry->has_stamp)
        fprintf(stream, "%s %lld %lld.%09ld %s\n", entry->digest, entry->size, entry->seconds, entry->nanoseconds,
                entry->name);
}

static lt_status write_one(const lt_manifest *manifest, const char *folder, const char *name, bool stamps) {
    char path[PATH_MAX], temporary[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    snprintf(temporary, sizeof temporary, "%s/%s" LT_OUTDIR_TEMPORARY, folder, name);
    errno = 0;
    FILE *stream = fopen(temporary, "we");
    if (!stream) return lt_errno_raise(errno, "create", temporary);
    for (size_t e = 0; e < manifest->n; e++) print_entry(stream, &manifest->entries[e], stamps);
    bool good = fflush(stream) == 0 && !ferror(stream) && fsync(fileno(stream)) == 0;
    int error_number = errno;
    if (fclose(stream) != 0 && good) {
        good = false;
        error_number = errno;
    }
    if (good && rename(temporary, path) != 0) {
        good = false;
        error_number = errno;
    }
    if (!good) {
        unlink(temporary);
        return lt_errno_raise(error_number, "write", path);
    }
    return LT_OK;
}

lt_status lt_manifest_write(const lt_manifest *manifest, const char *folder) {
    LT_TRY(write_one(manifest, folder, LT_MANIFEST_NAME, false));
    LT_TRY(write_one(manifest, folder, LT_MANIFEST_STAT_NAME, true));
    return lt_manifest_sync_folder(folder);
}
