/* path.c - small helpers on paths, and where the shipped and the real data stand (outdir.h). */
#include "base/outdir.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool lt_path_exists(const char *path) {
    struct stat info;
    return path && stat(path, &info) == 0;
}

bool lt_path_same(const char *a, const char *b) {
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

lt_status lt_path_split(const char *path, char *folder, size_t size, const char **name) {
    const char *slash = strrchr(path, '/');
    const size_t length = slash ? (size_t)(slash - path) + (slash == path) : 1;
    *name = slash ? slash + 1 : path;
    if (length < size) {
        snprintf(folder, size, "%.*s", (int)length, slash ? path : ".");
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "the path is too long", .where = lt_fmt("%.200s ...", path),
                    .expected = lt_fmt("a folder of less than %zu bytes", size), .found = lt_fmt("%zu bytes", length),
                    .todo = "use a folder nearer to the root");
}

void lt_path_from(const char *folder, const char *path, char *out, size_t size) {
    char here[PATH_MAX + 1], there[PATH_MAX], up[3 * PATH_MAX / 2 + 4] = "";
    snprintf(out, size, "%s", path);
    if (!realpath(folder, here) || !realpath(path, there)) return;
    if (here[1]) strcat(here, "/"); /* all but the root */
    size_t common = 0, n = 0;
    for (size_t k = 0; here[k] && here[k] == there[k]; k++)
        if (here[k] == '/') common = k + 1;
    for (const char *rest = here + common; (rest = strchr(rest, '/')); rest++, n += 3) memcpy(up + n, "../", 4);
    if (n + strlen(there + common) < size)
        snprintf(out, size, "%s%s", up, there + common);
    else
        snprintf(out, size, "%s", there);
}

size_t lt_path_head(const char *path, void *out, size_t size) {
    struct stat info;
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* nobody may write into a pipe of that name */
    const bool plain = file >= 0 && fstat(file, &info) == 0 && S_ISREG(info.st_mode);
    const ssize_t n = plain ? read(file, out, size) : 0;
    if (file >= 0) close(file);
    return n > 0 ? (size_t)n : 0;
}

lt_status lt_errno_raise(int error_number, const char *doing, const char *path) {
    const char *what = "the operating system refused", *todo = "look at what it says; another folder may do";
    switch (error_number) {
    case ENOSPC:
    case EDQUOT:
        what = "disk full";
        todo = "make room on the disk (or raise the quota), or choose another output folder; then run the same again";
        break;
    case EFBIG:
        what = "the file would pass the largest size allowed";
        todo = "raise the limit (ulimit -f), or choose an output folder on another file system";
        break;
    case EACCES:
    case EPERM:
        what = "permission denied";
        todo = "change the permissions of the folder, or choose another one";
        break;
    case EROFS:
        what = "the file system is read-only";
        todo = "choose a folder on another file system";
        break;
    case EMFILE:
    case ENFILE:
        what = "too many open files";
        todo = "raise the limit (ulimit -n)";
        break;
    case EIO:
        what = "the disk or the network file system reports a fault";
        todo = "check the disk, then run the same again";
        break;
    default:
        break;
    }
    const char *text = strerrordesc_np(error_number);
    return LT_RAISE(LT_ERR_ENV, .what = what, .where = path,
                    .found = lt_fmt("%s: %s", doing, text ? text : "unknown error"), .todo = todo);
}

static lt_status read_all(int file, const char *path, char **out, size_t *out_size) {
    size_t size = 0, capacity = 1 << 16;
    char *text = malloc(capacity + 1);
    while (text) {
        if (size == capacity) {
            char *larger = capacity > SIZE_MAX / 4 ? NULL : realloc(text, 2 * capacity + 1);
            if (!larger) break;
            text = larger;
            capacity *= 2;
        }
        const ssize_t n = read(file, text + size, capacity - size);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            const int error_number = errno;
            free(text);
            if (error_number == EISDIR)
                return LT_RAISE(LT_ERR_INPUT, .what = "a file is needed, this is a folder", .where = path,
                                .expected = "the name of a file", .found = "a folder", .todo = "name a file in it");
            return lt_errno_raise(error_number, "read", path);
        }
        if (n == 0) {
            text[size] = '\0';
            *out = text;
            *out_size = size;
            return LT_OK;
        }
        size += (size_t)n;
    }
    free(text);
    return LT_RAISE(LT_ERR_MEMORY, .what = "not enough memory to read the file", .where = path);
}

lt_status lt_path_read_text(const char *path, char **out) {
    *out = NULL;
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return LT_RAISE(LT_ERR_INPUT, .what = "there is no such file", .where = path,
                            .todo = "check the name and the folder", .expected = "a file that can be read",
                            .found = "nothing of that name");
        return lt_errno_raise(errno, "open", path);
    }
    size_t size = 0;
    const lt_status status = read_all(file, path, out, &size);
    close(file);
    if (status == LT_OK && strlen(*out) != size) {
        const char *where = lt_fmt("%s, byte %zu", path, strlen(*out) + 1);
        const bool netcdf = strncmp(*out, "CDF", 3) == 0 || strncmp(*out, "\x89HDF", 4) == 0;
        free(*out);
        *out = NULL;
        return LT_RAISE(LT_ERR_INPUT, .what = "the file is not text", .where = where,
                        .found = netcdf ? "a netCDF file" : "a zero byte", .expected = "text in UTF-8",
                        .todo = netcdf ? "give a text file here"
                                       : "save it as UTF-8 text; spreadsheets and UTF-16 are not read");
    }
    return status;
}

/* root/relative into out. */
static lt_status join(const char *root, const char *relative, char *out, size_t size) {
    const int n = relative[0] ? snprintf(out, size, "%s/%s", root, relative) : snprintf(out, size, "%s", root);
    if (n < 0 || (size_t)n >= size)
        return LT_RAISE(LT_ERR_INPUT, .what = "the path is too long", .where = lt_fmt("%.200s/%.200s", root, relative),
                        .expected = lt_fmt("less than %zu bytes", size),
                        .found = lt_fmt("%zu bytes", strlen(root) + 1 + strlen(relative)),
                        .todo = "use a folder nearer to the root");
    return LT_OK;
}

lt_status lt_share_path(const char *relative, char *out, size_t size) {
    const char *set = getenv("LANTIAN_SHARE");
    if (set && *set) {
        LT_TRY(join(set, relative, out, size));
        if (lt_path_exists(out)) return LT_OK;
        return LT_RAISE(LT_ERR_ENV, .what = "a shipped file is missing", .where = out,
                        .todo = "LANTIAN_SHARE is set to a folder without it: correct or unset it",
                        .found = "no such file");
    }
    char program[PATH_MAX];
    const ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    char *slash = NULL;
    if (n > 0) {
        program[n] = '\0';
        slash = strrchr(program, '/');
    }
    if (slash) {
        *slash = '\0';
        char root[PATH_MAX + 32];
        LT_TRY(join(program, "../share/lantian", root, sizeof root));
        LT_TRY(join(root, relative, out, size));
        if (lt_path_exists(out)) return LT_OK;
    }
    LT_TRY(join(LT_SOURCE_SHARE, relative, out, size));
    if (lt_path_exists(out)) return LT_OK;
    return LT_RAISE(LT_ERR_ENV, .what = "a shipped file is missing", .where = relative,
                    .expected = lt_fmt("%s/../share/lantian/%s", slash ? program : "(program)", relative),
                    .todo = "install Lantian again, or set LANTIAN_SHARE to its share/lantian folder",
                    .found = "no such file");
}

lt_status lt_data_path(const char *relative, char *out, size_t size) {
    const char *set = getenv("LANTIAN_DATA");
    if (set && *set) {
        LT_TRY(join(set, relative, out, size));
        if (lt_path_exists(out)) return LT_OK;
        return LT_RAISE(LT_ERR_INPUT, .what = "a file of the real data is missing", .where = out,
                        .todo = "correct the name, or LANTIAN_DATA: it is set to a folder without this file",
                        .expected = "a file of this name below LANTIAN_DATA", .found = "no such file");
    }
    LT_TRY(join("../shared/data", relative, out, size));
    if (lt_path_exists(out)) return LT_OK;
    LT_TRY(join(LT_SOURCE_SHARE "/../shared/data", relative, out, size));
    if (lt_path_exists(out)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a file of the real data is missing", .where = relative,
                    .found = "neither LANTIAN_DATA nor ../shared/data has it",
                    .todo = "correct the name, or set LANTIAN_DATA to the folder of the real data",
                    .expected = "a path, or a file below the folder of the real data");
}
