/* ncio_error.c - netCDF names and error codes. */
#include "base/ncio_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* A failing HDF5 write leaves what it had written: less than this free means that the disk is full. */
#define FULL_BELOW_BYTES (4.0 * 1024 * 1024)

int lt_nc_group_of(int file, const char *path, int *group, const char **name) {
    const char *last = strrchr(path, '/');
    *group = file;
    *name = last ? last + 1 : path;
    if (!last || last == path) return NC_NOERR;
    char full[NC_MAX_NAME + 2];
    const int n = snprintf(full, sizeof full, "%s%.*s", path[0] == '/' ? "" : "/", (int)(last - path), path);
    if (n < 0 || (size_t)n >= sizeof full) return NC_EMAXNAME;
    return nc_inq_grp_full_ncid(file, full, group);
}

int lt_nc_variable(int file, const char *path, int *group, int *variable) {
    const char *name;
    const int code = lt_nc_group_of(file, path, group, &name);
    if (code == NC_ENOGRP) return NC_ENOTVAR;
    return code == NC_NOERR ? nc_inq_varid(*group, name, variable) : code;
}

static const char *place(const char *path, const char *variable) {
    return variable ? lt_fmt("%.700s, variable %.200s", path, variable) : lt_fmt("%.1000s", path);
}

static bool disk_is_full(const char *path) {
    char folder[1024];
    struct statvfs info;
    snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');
    if (slash)
        *slash = '\0';
    else
        snprintf(folder, sizeof folder, ".");
    return statvfs(folder[0] ? folder : "/", &info) == 0 &&
           (double)info.f_bavail * (double)info.f_frsize < FULL_BELOW_BYTES;
}

/* Codes behind which an operating system fault may hide; the others are mistakes in our calls. */
static bool is_environment(int code) {
    switch (code) {
    case NC_EHDFERR:
    case NC_ECANTREAD:
    case NC_ECANTWRITE:
    case NC_ECANTCREATE:
    case NC_EFILEMETA:
    case NC_EDIMMETA:
    case NC_EATTMETA:
    case NC_EVARMETA:
    case NC_EIO:
    case NC_EPERM:
        return true;
    default:
        return code > 0;
    }
}

static void end_before_hdf5(int status, void *unused) {
    (void)unused;
    fflush(NULL);
    _exit(status);
}

static bool registered;

bool lt_ncw_has_failed(void) {
    return registered || lt_nc_has_left();
}

void lt_nc_guard_exit(void) {
    if (!registered) registered = on_exit(end_before_hdf5, NULL) == 0;
}

lt_status lt_nc_raise_write(int code, int error_number, const char *path, const char *variable, const char *doing) {
    const char *where = place(path, variable);
    if (code == NC_ENOMEM) return LT_RAISE(LT_ERR_MEMORY, .what = "not enough memory to write", .where = where);
    if (is_environment(code)) {
        lt_nc_guard_exit();
        if (error_number == ENOSPC || error_number == EDQUOT || error_number == EFBIG)
            return lt_errno_raise(error_number, doing, where);
        if (disk_is_full(path)) return lt_errno_raise(ENOSPC, doing, where);
        if (code > 0) return lt_errno_raise(code, doing, where);
        return LT_RAISE(LT_ERR_ENV, .what = "the netCDF file cannot be written", .where = where,
                        .found = lt_fmt("%s: %s", doing, nc_strerror(code)),
                        .todo = "check the disk of the output folder, or choose another --out");
    }
    return LT_RAISE(LT_ERR_INTERNAL, .what = "netCDF refuses what was asked of it", .where = where,
                    .found = lt_fmt("%s: %s", doing, nc_strerror(code)));
}

lt_status lt_nc_raise_read(int code, const char *path, const char *variable) {
    const char *where = place(path, variable);
    if (code == NC_ENOTVAR)
        return LT_RAISE(LT_ERR_INPUT, .what = "the variable is not in the file", .where = where,
                        .expected = "a variable of that name", .found = "none",
                        .todo = "compare with ncdump -h; the README of the room describes the file");
    if (code == NC_EBADDIM)
        return LT_RAISE(LT_ERR_INPUT, .what = "the dimension is not in the file", .where = where,
                        .expected = "a dimension of that name", .found = "none",
                        .todo = "compare with ncdump -h; the README of the room describes the file");
    if (code == NC_ENOMEM) return LT_RAISE(LT_ERR_MEMORY, .what = "not enough memory to read", .where = where);
    if (code == EMFILE || code == ENFILE || code == EACCES) return lt_errno_raise(code, "read", where);
    return LT_RAISE(LT_ERR_INPUT, .what = "the netCDF file cannot be read", .where = where, .found = nc_strerror(code),
                    .todo = "get the file again; it may be damaged or cut off", .expected = "a whole netCDF file");
}
