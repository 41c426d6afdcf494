/* outdir.c - lock, atomic files and manifest of an output folder.
 *
 * Order of a commit, so that no crash leaves an entry that lies: sync the temporary file, hash it, take the old entry
 * out of the manifest, rename, sync the folder, put the new entry in. */
#include "base/outdir.h"
#include "base/log.h"
#include "base/manifest.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_NAME ".lock"
enum { NAME_LIMIT = 200 }; /* bytes; file systems end at 255, LT_OUTDIR_TEMPORARY and some room included */

struct lt_outdir {
    char *path;
    int lock;
    bool helps; /* another process holds the lock and enters what is committed here */
    lt_manifest manifest;
};

/* --- opening --- */

static lt_status make_folder(const char *path) {
    char part[PATH_MAX];
    const size_t length = strlen(path);
    if (length == 0 || length > sizeof part - 300)
        return LT_RAISE(LT_ERR_INPUT, .what = "the name of the output folder is empty or too long", .where = path,
                        .expected = lt_fmt("1 to %zu bytes", sizeof part - 300), .found = lt_fmt("%zu bytes", length),
                        .todo = "name another folder for the results");
    memcpy(part, path, length + 1);
    for (char *p = part + 1;; p++) {
        const char here = *p;
        if (here != '/' && here != '\0') continue;
        *p = '\0';
        struct stat info;
        if (mkdir(part, 0777) != 0) {
            const int error_number = errno;
            if (stat(part, &info) == 0) {
                if (!S_ISDIR(info.st_mode))
                    return LT_RAISE(LT_ERR_INPUT, .what = "the output folder is a file", .where = part,
                                    .expected = "a folder, or a name that is free",
                                    .todo = "name another folder for the results", .found = "a file");
            } else {
                return lt_errno_raise(error_number, "make the folder", part);
            }
        }
        *p = here;
        if (here == '\0') return LT_OK;
    }
}

static lt_status raise_busy(int lock, const char *path) {
    char text[32] = "";
    const ssize_t n = pread(lock, text, sizeof text - 1, 0);
    text[n > 0 ? n : 0] = '\0';
    const long pid = strtol(text, NULL, 10);
    return LT_RAISE(LT_ERR_ENV, .what = "output folder in use by another run", .where = path,
                    .found = pid > 0 ? lt_fmt("process %ld holds it", pid) : "another process holds it",
                    .todo = "wait until that run has ended, or name another folder for the results");
}

static lt_status take_lock(const char *path, int *out) {
    char name[PATH_MAX];
    snprintf(name, sizeof name, "%s/%s", path, LOCK_NAME);
    const int lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock < 0) return lt_errno_raise(errno, "create the lock file", name);
    if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        const int error_number = errno;
        const lt_status status =
            error_number == EWOULDBLOCK ? raise_busy(lock, path) : lt_errno_raise(error_number, "lock", name);
        close(lock);
        return status;
    }
    /* The process number is only for the message above; a full disk must not stop us from opening the folder. */
    char text[32];
    const int n = snprintf(text, sizeof text, "%ld\n", (long)getpid());
    if (ftruncate(lock, 0) != 0 || pwrite(lock, text, (size_t)n, 0) != n)
        lt_remark(LT_LOG_WARNING, "%s: the process number could not be written into the lock file", path);
    *out = lock;
    return LT_OK;
}

static bool ends_with(const char *text, const char *end) {
    const size_t n = strlen(text), m = strlen(end);
    return n > m && strcmp(text + n - m, end) == 0;
}

/* Left-overs of a run that was cut off. */
static lt_status remove_leftovers(const char *path) {
    DIR *folder = opendir(path);
    if (!folder) return lt_errno_raise(errno, "list", path);
    for (const struct dirent *entry; (entry = readdir(folder));) {
        char name[PATH_MAX];
        struct stat info;
        if (!ends_with(entry->d_name, LT_OUTDIR_TEMPORARY)) continue;
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        if (lstat(name, &info) == 0 && S_ISREG(info.st_mode)) unlink(name);
    }
    closedir(folder);
    return LT_OK;
}

static lt_status name_it(const char *path, lt_outdir **out) {
    lt_outdir *dir = calloc(1, sizeof *dir);
    if (!dir) return LT_RAISE(LT_ERR_MEMORY, .what = "not enough memory");
    dir->lock = -1;
    dir->path = strdup(path);
    if (!dir->path) {
        free(dir);
        return LT_RAISE(LT_ERR_MEMORY, .what = "not enough memory");
    }
    for (size_t n = strlen(dir->path); n > 1 && dir->path[n - 1] == '/'; n--) dir->path[n - 1] = '\0';
    *out = dir;
    return LT_OK;
}

lt_status lt_outdir_look(const char *path, lt_outdir **out) {
    *out = NULL;
    lt_outdir *dir;
    LT_TRY(name_it(path, &dir));
    const lt_status status = lt_manifest_read(dir->path, &dir->manifest);
    if (status == LT_OK)
        *out = dir;
    else
        lt_outdir_close(dir);
    return status;
}

lt_status lt_outdir_help(const char *path, lt_outdir **out) {
    LT_TRY(lt_outdir_look(path, out));
    (*out)->helps = true;
    return LT_OK;
}

lt_status lt_outdir_open(const char *path, lt_outdir **out) {
    *out = NULL;
    lt_outdir *dir;
    lt_status status = LT_OK;
    LT_TRY(make_folder(path));
    LT_TRY(name_it(path, &dir));
    LT_TRY_GOTO(status, take_lock(dir->path, &dir->lock), failed);
    LT_TRY_GOTO(status, remove_leftovers(dir->path), failed);
    LT_TRY_GOTO(status, lt_manifest_read(dir->path, &dir->manifest), failed);
    if (dir->manifest.bad_lines > 0)
        lt_remark(LT_LOG_WARNING, "%s/%s: %zu damaged lines; their files will be made again", dir->path,
                  LT_MANIFEST_NAME, dir->manifest.bad_lines);
    *out = dir;
    return LT_OK;
failed:
    lt_outdir_close(dir);
    return lt_error_context(status, "opening the output folder %s", path);
}

void lt_outdir_close(lt_outdir *dir) {
    if (!dir) return;
    lt_manifest_clear(&dir->manifest);
    if (dir->lock >= 0) close(dir->lock); /* the file stays: removing it would let two runs lock two files */
    free(dir->path);
    free(dir);
}

/* --- files --- */

const char *lt_outdir_path(const lt_outdir *dir) {
    return dir->path;
}

bool lt_outdir_is_name(const char *name) {
    return name && name[0] && name[0] != '.' && strlen(name) <= NAME_LIMIT && !strpbrk(name, "/\\\n\r") &&
           !ends_with(name, LT_OUTDIR_TEMPORARY) && strcmp(name, LT_MANIFEST_NAME) != 0;
}

static lt_status check_name(const char *name) {
    if (lt_outdir_is_name(name)) return LT_OK;
    return LT_RAISE(LT_ERR_INTERNAL, .what = "not a name for an output file", .found = name ? name : "(none)",
                    .expected =
                        lt_fmt("1 to %d bytes, no leading dot, no folder, no %s", NAME_LIMIT, LT_OUTDIR_TEMPORARY));
}

lt_status lt_outdir_join_temporary(const lt_outdir *dir, const char *name, char *out, size_t size) {
    return lt_outdir_join(dir, lt_fmt("%s" LT_OUTDIR_TEMPORARY, name), out, size);
}

lt_status lt_outdir_join(const lt_outdir *dir, const char *name, char *out, size_t size) {
    const int n = snprintf(out, size, "%s/%s", dir->path, name);
    if (n < 0 || (size_t)n >= size)
        return LT_RAISE(LT_ERR_INPUT, .what = "the path is too long", .where = lt_fmt("%.500s/%.200s", dir->path, name),
                        .expected = lt_fmt("less than %zu bytes", size),
                        .found = lt_fmt("%zu bytes", strlen(dir->path) + 1 + strlen(name)),
                        .todo = "choose an --out nearer to the root");
    return LT_OK;
}

bool lt_outdir_has(const lt_outdir *dir, const char *name, bool deep, lt_digest digest) {
    lt_manifest_entry *entry = lt_manifest_find(&dir->manifest, name);
    char path[PATH_MAX];
    if (!entry || snprintf(path, sizeof path, "%s/%s", dir->path, name) >= (int)sizeof path) return false;
    if (deep || !lt_manifest_stamp_same(entry, path)) {
        lt_digest now;
        lt_manifest_entry stamp = *entry;
        if (!lt_manifest_stamp(&stamp, path)) return false;
        if (lt_hash_file(path, now) != LT_OK) {
            lt_error_clear();
            return false;
        }
        if (strcmp(now, entry->digest) != 0) return false;
        *entry = stamp; /* same bytes: remember the new time stamp (written with the next commit) */
    }
    if (digest) memcpy(digest, entry->digest, sizeof(lt_digest));
    return true;
}

static lt_status sync_file(const char *path) {
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return lt_errno_raise(errno, "open", path);
    if (fsync(file) != 0) {
        const int error_number = errno;
        close(file);
        return lt_errno_raise(error_number, "sync", path);
    }
    close(file);
    return LT_OK;
}

lt_status lt_outdir_sync(const lt_outdir *dir, const char *name) {
    char temporary[PATH_MAX];
    LT_TRY(lt_outdir_join_temporary(dir, name, temporary, sizeof temporary));
    return sync_file(temporary);
}

/* Only who holds the lock may change the folder. */
static lt_status check_held(const lt_outdir *dir) {
    if (dir->lock >= 0) return LT_OK;
    return LT_RAISE(LT_ERR_INTERNAL, .what = "a folder that is only read would be written to", .where = dir->path);
}

lt_status lt_outdir_enter(lt_outdir *dir, const char *name, const lt_digest digest) {
    char path[PATH_MAX], temporary[PATH_MAX];
    LT_TRY(check_held(dir));
    LT_TRY(check_name(name));
    LT_TRY(lt_outdir_join(dir, name, path, sizeof path));
    LT_TRY(lt_outdir_join_temporary(dir, name, temporary, sizeof temporary));
    if (lt_manifest_remove(&dir->manifest, name)) LT_TRY(lt_manifest_write(&dir->manifest, dir->path));
    if (rename(temporary, path) != 0) return lt_errno_raise(errno, "rename", path);
    LT_TRY(lt_manifest_sync_folder(dir->path));
    lt_manifest_entry *entry = NULL;
    LT_TRY(lt_manifest_set(&dir->manifest, name, digest, &entry));
    lt_manifest_stamp(entry, path);
    const lt_status status = lt_manifest_write(&dir->manifest, dir->path);
    if (status != LT_OK) lt_manifest_remove(&dir->manifest, name); /* what is not on the disk does not exist */
    return status;
}

lt_status lt_outdir_commit(lt_outdir *dir, const char *name) {
    char temporary[PATH_MAX];
    lt_digest digest;
    lt_manifest_entry *entry;
    if (!dir->helps) LT_TRY(check_held(dir));
    LT_TRY(check_name(name));
    LT_TRY(lt_outdir_join_temporary(dir, name, temporary, sizeof temporary));
    LT_TRY(sync_file(temporary));
    LT_TRY(lt_hash_file(temporary, digest));
    return dir->helps ? lt_manifest_set(&dir->manifest, name, digest, &entry) : lt_outdir_enter(dir, name, digest);
}

bool lt_outdir_digest(const lt_outdir *dir, const char *name, lt_digest digest) {
    const lt_manifest_entry *entry = lt_manifest_find(&dir->manifest, name);
    if (entry) memcpy(digest, entry->digest, sizeof(lt_digest));
    return entry != NULL;
}

lt_status lt_outdir_take(lt_outdir *dir, const lt_outdir *from, const char *name) {
    char source[PATH_MAX], temporary[PATH_MAX];
    lt_digest wanted = "", here = "";
    if (!lt_outdir_has(from, name, false, wanted))
        return LT_RAISE(LT_ERR_INPUT, .what = "a file is missing or damaged", .where = from->path, .expected = name,
                        .found = "no file as in the manifest", .todo = "run the case again");
    if (lt_outdir_has(dir, name, false, here) && strcmp(here, wanted) == 0) return LT_OK;
    LT_TRY(lt_outdir_drop(dir, name)); /* renaming a link over another to the same file would do nothing */
    LT_TRY(lt_outdir_join(from, name, source, sizeof source));
    LT_TRY(lt_outdir_join_temporary(dir, name, temporary, sizeof temporary));
    unlink(temporary);
    if (link(source, temporary) != 0) return lt_errno_raise(errno, "link a file to", temporary);
    return lt_outdir_commit(dir, name);
}

lt_status lt_outdir_drop(lt_outdir *dir, const char *name) {
    char path[PATH_MAX];
    LT_TRY(check_held(dir));
    LT_TRY(check_name(name));
    LT_TRY(lt_outdir_join(dir, name, path, sizeof path));
    if (lt_manifest_remove(&dir->manifest, name)) LT_TRY(lt_manifest_write(&dir->manifest, dir->path));
    if (unlink(path) != 0 && errno != ENOENT) return lt_errno_raise(errno, "remove", path);
    return LT_OK;
}

static bool is_between(const char *name, const char *prefix, const char *suffix) {
    const size_t n = strlen(name), begin = strlen(prefix), end = strlen(suffix);
    return n >= begin + end && strncmp(name, prefix, begin) == 0 && strcmp(name + n - end, suffix) == 0;
}

bool lt_outdir_has_any(const lt_outdir *dir, const char *prefix, const char *suffix) {
    for (size_t e = 0; e < dir->manifest.n; e++)
        if (is_between(dir->manifest.entries[e].name, prefix, suffix)) return true;
    return false;
}

lt_status lt_outdir_drop_all(lt_outdir *dir, const char *prefix, const char *suffix) {
    bool changed = false;
    for (size_t e = dir->manifest.n; e-- > 0;) {
        char name[PATH_MAX];
        snprintf(name, sizeof name, "%s", dir->manifest.entries[e].name); /* removing frees the entry's own */
        if (is_between(name, prefix, suffix)) changed |= lt_manifest_remove(&dir->manifest, name);
    }
    if (changed) LT_TRY(lt_manifest_write(&dir->manifest, dir->path));
    DIR *folder = opendir(dir->path);
    if (!folder) return lt_errno_raise(errno, "list", dir->path);
    lt_status status = LT_OK;
    for (const struct dirent *entry; status == LT_OK && (entry = readdir(folder));) {
        char path[PATH_MAX];
        if (!is_between(entry->d_name, prefix, suffix)) continue;
        status = lt_outdir_join(dir, entry->d_name, path, sizeof path);
        if (status == LT_OK && unlink(path) != 0 && errno != ENOENT) status = lt_errno_raise(errno, "remove", path);
    }
    closedir(folder);
    return status;
}

/* --- streams --- */

lt_status lt_outdir_stream(lt_outdir *dir, const char *name, FILE **out) {
    char temporary[PATH_MAX];
    *out = NULL;
    LT_TRY(check_name(name));
    LT_TRY(lt_outdir_join_temporary(dir, name, temporary, sizeof temporary));
    *out = fopen(temporary, "we");
    return *out ? LT_OK : lt_errno_raise(errno, "create", temporary);
}

lt_status lt_outdir_commit_stream(lt_outdir *dir, const char *name, FILE *stream) {
    errno = 0;
    bool good = fflush(stream) == 0 && !ferror(stream);
    int error_number = errno;
    if (fclose(stream) != 0 && good) {
        good = false;
        error_number = errno;
    }
    if (!good) {
        lt_outdir_abandon_stream(dir, name, NULL);
        /* An earlier write failed and its errno is gone: a full disk is by far the likeliest. */
        return lt_errno_raise(error_number ? error_number : ENOSPC, "write", lt_fmt("%s/%s", dir->path, name));
    }
    const lt_status status = lt_outdir_commit(dir, name);
    if (status != LT_OK) lt_outdir_abandon_stream(dir, name, NULL);
    return status;
}

void lt_outdir_abandon_stream(lt_outdir *dir, const char *name, FILE *stream) {
    char temporary[PATH_MAX];
    if (stream) fclose(stream);
    if (snprintf(temporary, sizeof temporary, "%s/%s" LT_OUTDIR_TEMPORARY, dir->path, name) < (int)sizeof temporary)
        unlink(temporary);
}

lt_status lt_outdir_write_text(lt_outdir *dir, const char *name, const char *text) {
    FILE *stream;
    LT_TRY(lt_outdir_stream(dir, name, &stream));
    errno = 0;
    if (fputs(text, stream) == EOF && errno) {
        const int error_number = errno;
        lt_outdir_abandon_stream(dir, name, stream);
        return lt_errno_raise(error_number, "write", lt_fmt("%s/%s", dir->path, name));
    }
    return lt_outdir_commit_stream(dir, name, stream);
}

/* --- checking a finished folder --- */

lt_status lt_outdir_verify(const char *path, void (*report)(const char *name, bool good, void *context),
                           void *context) {
    lt_manifest manifest;
    char name[PATH_MAX];
    if (snprintf(name, sizeof name, "%s/%s", path, LT_MANIFEST_NAME) >= (int)sizeof name || !lt_path_exists(name))
        return LT_RAISE(LT_ERR_INPUT, .what = "not an output folder of Lantian", .where = path,
                        .expected = "a folder with the file " LT_MANIFEST_NAME, .found = "no such file",
                        .todo = "name the folder that a run has written");
    LT_TRY(lt_manifest_read(path, &manifest));
    size_t bad = manifest.bad_lines, missing = 0;
    char first_bad[NAME_LIMIT + 64] = "";
    if (bad) snprintf(first_bad, sizeof first_bad, "%s", LT_MANIFEST_NAME);
    for (size_t e = 0; e < manifest.n; e++) {
        lt_digest now = "";
        snprintf(name, sizeof name, "%s/%s", path, manifest.entries[e].name);
        const bool good = lt_hash_file(name, now) == LT_OK && strcmp(now, manifest.entries[e].digest) == 0;
        if (report) report(manifest.entries[e].name, good, context);
        if (good) continue;
        bad++;
        missing += !lt_path_exists(name);
        if (!first_bad[0]) snprintf(first_bad, sizeof first_bad, "%s", manifest.entries[e].name);
    }
    const size_t n = manifest.n;
    lt_manifest_clear(&manifest);
    lt_error_clear();
    if (bad == 0) return LT_OK;
    return LT_RAISE(LT_ERR_VERIFY,
                    .what = missing == bad ? "files of the manifest are missing" : "files differ from the manifest",
                    .where = path,
                    .found = missing && missing < bad ? lt_fmt("%zu of %zu (%zu of them missing), the first is %s", bad,
                                                               n, missing, first_bad)
                                                      : lt_fmt("%zu of %zu, the first is %s", bad, n, first_bad),
                    .todo = "run the same command again: what is damaged or missing will be made again");
}
