/* ncio_read.c - netCDF in (ncio.h): files, dimensions, attributes. Values: ncio_values.c. */
#include "base/ncio_private.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* --- opening --- */

static lt_status open_checked(const char *path, lt_ncr **out) {
    lt_ncr *file = calloc(1, sizeof *file);
    if (!file || !(file->path = strdup(path))) {
        free(file);
        return LT_RAISE(LT_ERR_MEMORY, .what = "not enough memory");
    }
    const int code = nc_open(path, NC_NOWRITE, &file->id);
    if (code != NC_NOERR) {
        free(file->path);
        free(file);
        return lt_nc_raise_read(code, path, NULL);
    }
    *out = file;
    return LT_OK;
}

bool lt_nc_is(const char *path) {
    char head[4];
    return lt_path_head(path, head, sizeof head) == sizeof head &&
           (memcmp(head, "CDF", 3) == 0 || memcmp(head, "\x89HDF", 4) == 0);
}

static lt_status judge_file(const char *path) {
    struct stat info;
    if (stat(path, &info) != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "there is no such file", .where = path,
                        .todo = "check the name and the folder", .expected = "a netCDF file",
                        .found = "nothing of that name");
    if (!S_ISREG(info.st_mode))
        return LT_RAISE(LT_ERR_INPUT, .what = "a netCDF file is needed, this is no file", .where = path,
                        .expected = "the name of a file", .found = "a folder or a device", .todo = "name a file");
    return LT_OK;
}

lt_status lt_nc_try(const char *path) {
    LT_TRY(judge_file(path));
    LT_NC_ALONE; /* also of the fork */
    return lt_nc_probe(path);
}

lt_status lt_ncr_open(const char *path, lt_ncr **out) {
    *out = NULL;
    LT_NC_ALONE;
    LT_TRY(lt_nc_try(path));
    return open_checked(path, out);
}

lt_status lt_ncr_open_header(const char *path, lt_ncr **out) {
    *out = NULL;
    LT_TRY(judge_file(path));
    LT_NC_ALONE;
    LT_TRY(lt_nc_probe_header(path));
    return open_checked(path, out);
}

static void keep_little_of(int group, int id) {
    int n_dims, storage, dims[NC_MAX_VAR_DIMS];
    size_t chunks[NC_MAX_VAR_DIMS], bytes;
    nc_type type;
    char first[NC_MAX_NAME + 1];
    if (nc_inq_varndims(group, id, &n_dims) != NC_NOERR || n_dims == 0) return;
    if (nc_inq_var_chunking(group, id, &storage, chunks) != NC_NOERR || storage != NC_CHUNKED) return;
    if (nc_inq_vardimid(group, id, dims) != NC_NOERR || nc_inq_dimname(group, dims[0], first) != NC_NOERR) return;
    if (nc_inq_vartype(group, id, &type) != NC_NOERR || nc_inq_type(group, type, NULL, &bytes) != NC_NOERR) return;
    for (int d = 0; d < n_dims; d++) bytes *= chunks[d];
    const bool several = chunks[0] > 1 && strncmp(first, "time", 4) == 0;
    nc_set_var_chunk_cache(group, id, several ? bytes : 1, 101, 0.75f); /* if it cannot be, it is only larger */
}

void lt_nc_keep_little(int group) {
    int n = 0, children[64];
    if (nc_inq_varids(group, &n, NULL) != NC_NOERR) return;
    for (int id = 0; id < n; id++) keep_little_of(group, id);
    if (nc_inq_grps(group, &n, NULL) != NC_NOERR || n > 64 || nc_inq_grps(group, &n, children) != NC_NOERR) return;
    for (int g = 0; g < n; g++) lt_nc_keep_little(children[g]);
}

lt_status lt_ncr_open_own(lt_outdir *dir, const char *name, lt_ncr **out) {
    char path[PATH_MAX];
    *out = NULL;
    LT_TRY(lt_outdir_join(dir, name, path, sizeof path));
    if (!lt_outdir_has(dir, name, false, NULL))
        return LT_RAISE(LT_ERR_INPUT, .what = "an earlier result is missing or was changed", .where = path,
                        .expected = "a file that stands in MANIFEST.sha256 with its digest",
                        .found = lt_path_exists(path) ? "a file that is not the one in the manifest" : "no such file",
                        .todo =
                            lt_fmt("run the stage that makes %s again (lantian run makes all that is missing)", name));
    LT_NC_ALONE;
    LT_TRY(open_checked(path, out));
    lt_nc_keep_little((*out)->id);
    return LT_OK;
}

void lt_ncr_close(lt_ncr *file) {
    if (!file) return;
    lt_nc_forget(file);
    LT_NC_ALONE;
    nc_close(file->id);
    free(file->path);
    free(file);
}

const char *lt_ncr_path(const lt_ncr *file) {
    return file->path;
}

/* --- dimensions and attributes --- */

lt_status lt_ncr_dim(lt_ncr *file, const char *name, size_t *length) {
    LT_NC_ALONE;
    int group, dim;
    const char *last;
    int code = lt_nc_group_of(file->id, name, &group, &last);
    if (code == NC_ENOGRP) code = NC_EBADDIM;
    if (code == NC_NOERR) code = nc_inq_dimid(group, last, &dim);
    if (code == NC_NOERR) code = nc_inq_dimlen(group, dim, length);
    if (code != NC_NOERR) return lt_nc_raise_read(code, file->path, name);
    size_t start;
    lt_nc_view_of(file, last, &start, length);
    return LT_OK;
}

lt_status lt_ncr_get_shape(lt_ncr *file, const char *variable, lt_ncr_shape *shape) {
    LT_NC_ALONE;
    int group, id, n, dims[NC_MAX_VAR_DIMS];
    char name[NC_MAX_NAME + 1];
    LT_TRY(lt_nc_find(file, variable, &group, &id));
    int code = nc_inq_var(group, id, NULL, NULL, &n, dims, NULL);
    if (code == NC_NOERR && n > LT_NCR_MAX_DIMS)
        return LT_RAISE(LT_ERR_INPUT, .what = "the variable has too many dimensions",
                        .where = lt_fmt("%.700s, variable %.200s", file->path, variable),
                        .expected = lt_fmt("at most %d", LT_NCR_MAX_DIMS), .found = lt_fmt("%d", n),
                        .todo = "choose one member and one forecast, e.g. with ncks");
    *shape = (lt_ncr_shape){.n = n};
    for (int d = 0; code == NC_NOERR && d < n; d++) {
        code = nc_inq_dim(group, dims[d], name, &shape->length[d]);
        if (code == NC_NOERR && snprintf(shape->dim[d], sizeof *shape->dim, "%s", name) >= (int)sizeof *shape->dim)
            code = NC_EMAXNAME;
        size_t start;
        if (code == NC_NOERR) lt_nc_view_of(file, name, &start, &shape->length[d]);
    }
    return code == NC_NOERR ? LT_OK : lt_nc_raise_read(code, file->path, variable);
}

lt_status lt_ncr_expect_dim(lt_ncr *file, const char *name, size_t expected) {
    LT_NC_ALONE;
    size_t length;
    LT_TRY(lt_ncr_dim(file, name, &length));
    if (length == expected) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a dimension has another length than expected",
                    .where = lt_fmt("%.700s, dimension %.200s", file->path, name), .expected = lt_fmt("%zu", expected),
                    .found = lt_fmt("%zu", length),
                    .todo = "use a file made for this grid and period, or make it again");
}

lt_status lt_nc_find(lt_ncr *file, const char *variable, int *group, int *id) {
    LT_NC_ALONE;
    *group = file->id;
    *id = NC_GLOBAL;
    if (!variable) return LT_OK;
    const int code = lt_nc_variable(file->id, variable, group, id);
    return code == NC_NOERR ? LT_OK : lt_nc_raise_read(code, file->path, variable);
}

bool lt_ncr_has(lt_ncr *file, const char *variable) {
    LT_NC_ALONE;
    int group, id;
    return lt_nc_variable(file->id, variable, &group, &id) == NC_NOERR;
}

bool lt_ncr_has_attr(lt_ncr *file, const char *variable, const char *name) {
    LT_NC_ALONE;
    int group = file->id, id = NC_GLOBAL;
    if (variable && lt_nc_variable(file->id, variable, &group, &id) != NC_NOERR) return false;
    return nc_inq_att(group, id, name, NULL, NULL) == NC_NOERR;
}

static const char *attr_place(const lt_ncr *file, const char *variable, const char *name) {
    return variable ? lt_fmt("%.600s, attribute %.100s:%.100s", file->path, variable, name)
                    : lt_fmt("%.600s, global attribute %.100s", file->path, name);
}

int lt_nc_read_text(int group, int id, const char *name, char **out) {
    LT_NC_ALONE;
    int type;
    size_t n;
    int code = nc_inq_att(group, id, name, &type, &n);
    if (code != NC_NOERR) return code;
    if (type == NC_STRING && n >= 1) {
        char **strings = calloc(n, sizeof *strings);
        if (!strings) return NC_ENOMEM;
        code = nc_get_att_string(group, id, name, strings);
        if (code == NC_NOERR) {
            *out = strdup(strings[0] ? strings[0] : "");
            nc_free_string(n, strings);
            if (!*out) code = NC_ENOMEM;
        }
        free(strings);
        return code;
    }
    if (type != NC_CHAR && n > 0) return NC_ECHAR;
    char *text = calloc(n + 1, 1);
    if (!text) return NC_ENOMEM;
    if (n > 0) code = nc_get_att_text(group, id, name, text);
    if (code != NC_NOERR) {
        free(text);
        return code;
    }
    *out = text;
    return NC_NOERR;
}

lt_status lt_ncr_attr_whole_text(lt_ncr *file, const char *variable, const char *name, char **out) {
    LT_NC_ALONE;
    int group, id;
    *out = NULL;
    LT_TRY(lt_nc_find(file, variable, &group, &id));
    const int code = lt_nc_read_text(group, id, name, out);
    if (code == NC_NOERR) return LT_OK;
    if (code == NC_ENOTATT)
        return LT_RAISE(LT_ERR_INPUT, .what = "the attribute is not in the file",
                        .where = attr_place(file, variable, name), .expected = "an attribute of that name",
                        .found = "none", .todo = "compare with ncdump -h; make the file again");
    return LT_RAISE(code == NC_ENOMEM ? LT_ERR_MEMORY : LT_ERR_INPUT, .what = "the attribute cannot be read as text",
                    .where = attr_place(file, variable, name), .expected = "text", .found = nc_strerror(code),
                    .todo = "compare with ncdump -h");
}

lt_status lt_ncr_attr_text(lt_ncr *file, const char *variable, const char *name, char *out, size_t size) {
    LT_NC_ALONE;
    char *text;
    out[0] = '\0';
    LT_TRY(lt_ncr_attr_whole_text(file, variable, name, &text));
    const size_t length = strlen(text);
    if (length < size) memcpy(out, text, length + 1);
    free(text);
    if (length < size) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the attribute is too long", .where = attr_place(file, variable, name),
                    .expected = lt_fmt("less than %zu bytes", size), .found = lt_fmt("%zu bytes", length),
                    .todo = "make the file again");
}

lt_status lt_ncr_attr_bytes(lt_ncr *file, const char *variable, const char *name, char *out, size_t size, size_t *n) {
    LT_NC_ALONE;
    int group, id, type = NC_NAT;
    LT_TRY(lt_nc_find(file, variable, &group, &id));
    int code = nc_inq_att(group, id, name, &type, n);
    if (code == NC_NOERR && type != NC_CHAR) code = NC_ECHAR;
    if (code == NC_NOERR && *n > size) code = NC_EMAXNAME;
    if (code == NC_NOERR && *n > 0) code = nc_get_att_text(group, id, name, out);
    if (code == NC_NOERR) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT,
                    .what = code == NC_ENOTATT ? "the attribute is not in the file" : "the attribute cannot be read",
                    .where = attr_place(file, variable, name), .expected = lt_fmt("a text of at most %zu bytes", size),
                    .found = code == NC_EMAXNAME ? lt_fmt("%zu bytes", *n) : nc_strerror(code),
                    .todo = "compare with ncdump -h; make the file again");
}

lt_status lt_ncr_attr_doubles(lt_ncr *file, const char *variable, const char *name, size_t size, double *out,
                              size_t *n) {
    LT_NC_ALONE;
    int group, id, type;
    LT_TRY(lt_nc_find(file, variable, &group, &id));
    int code = nc_inq_att(group, id, name, &type, n);
    if (code == NC_NOERR && (*n < 1 || *n > size)) code = NC_EINVAL;
    if (code == NC_NOERR) code = nc_get_att_double(group, id, name, out);
    if (code == NC_NOERR) return LT_OK;
    return LT_RAISE(
        LT_ERR_INPUT,
        .what = code == NC_ENOTATT ? "the attribute is not in the file"
                                   : lt_fmt("the attribute is not %s", size == 1 ? "one number" : "a few numbers"),
        .where = attr_place(file, variable, name), .expected = size == 1 ? "one number" : lt_fmt("1 to %zu", size),
        .found = nc_strerror(code), .todo = "compare with ncdump -h; make the file again");
}

lt_status lt_ncr_attr_double(lt_ncr *file, const char *variable, const char *name, double *out) {
    size_t n;
    return lt_ncr_attr_doubles(file, variable, name, 1, out, &n);
}
