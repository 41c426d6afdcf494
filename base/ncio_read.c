/* ncio_read.c - netCDF in (ncio.h): values arrive as double or float, in the unit that was asked for.
 *
 * scale_factor and add_offset are applied; values equal to _FillValue or missing_value become NaN. */
#include "base/ncio_private.h"
#include "base/units.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct lt_ncr {
    int id;
    char *path;
};

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

lt_status lt_ncr_open(const char *path, lt_ncr **out) {
    *out = NULL;
    struct stat info;
    if (stat(path, &info) != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "there is no such file", .where = path,
                        .todo = "check the name and the folder", .expected = "a netCDF file",
                        .found = "nothing of that name");
    if (!S_ISREG(info.st_mode))
        return LT_RAISE(LT_ERR_INPUT, .what = "a netCDF file is needed, this is no file", .where = path,
                        .expected = "the name of a file", .found = "a folder or a device", .todo = "name a file");
    LT_TRY(lt_nc_probe(path));
    return open_checked(path, out);
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
    return open_checked(path, out);
}

void lt_ncr_close(lt_ncr *file) {
    if (!file) return;
    nc_close(file->id);
    free(file->path);
    free(file);
}

const char *lt_ncr_path(const lt_ncr *file) {
    return file->path;
}

/* --- dimensions and attributes --- */

lt_status lt_ncr_dim(lt_ncr *file, const char *name, size_t *length) {
    int group, dim;
    const char *last;
    int code = lt_nc_group_of(file->id, name, &group, &last);
    if (code == NC_ENOGRP) code = NC_EBADDIM;
    if (code == NC_NOERR) code = nc_inq_dimid(group, last, &dim);
    if (code == NC_NOERR) code = nc_inq_dimlen(group, dim, length);
    return code == NC_NOERR ? LT_OK : lt_nc_raise_read(code, file->path, name);
}

lt_status lt_ncr_expect_dim(lt_ncr *file, const char *name, size_t expected) {
    size_t length;
    LT_TRY(lt_ncr_dim(file, name, &length));
    if (length == expected) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a dimension has another length than expected",
                    .where = lt_fmt("%.700s, dimension %.200s", file->path, name), .expected = lt_fmt("%zu", expected),
                    .found = lt_fmt("%zu", length),
                    .todo = "use a file made for this grid and period, or make it again");
}

static lt_status find(lt_ncr *file, const char *variable, int *group, int *id) {
    *group = file->id;
    *id = NC_GLOBAL;
    if (!variable) return LT_OK;
    const int code = lt_nc_variable(file->id, variable, group, id);
    return code == NC_NOERR ? LT_OK : lt_nc_raise_read(code, file->path, variable);
}

bool lt_ncr_has(lt_ncr *file, const char *variable) {
    int group, id;
    return lt_nc_variable(file->id, variable, &group, &id) == NC_NOERR;
}

static const char *attr_place(const lt_ncr *file, const char *variable, const char *name) {
    return variable ? lt_fmt("%.600s, attribute %.100s:%.100s", file->path, variable, name)
                    : lt_fmt("%.600s, global attribute %.100s", file->path, name);
}

/* Text of a char or string attribute, malloc'ed. */
static int read_text(int group, int id, const char *name, char **out) {
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

lt_status lt_ncr_attr_text(lt_ncr *file, const char *variable, const char *name, char *out, size_t size) {
    int group, id;
    char *text = NULL;
    out[0] = '\0';
    LT_TRY(find(file, variable, &group, &id));
    const int code = read_text(group, id, name, &text);
    if (code == NC_ENOTATT)
        return LT_RAISE(LT_ERR_INPUT, .what = "the attribute is not in the file",
                        .where = attr_place(file, variable, name));
    if (code != NC_NOERR)
        return LT_RAISE(code == NC_ENOMEM ? LT_ERR_MEMORY : LT_ERR_INPUT,
                        .what = "the attribute cannot be read as text", .where = attr_place(file, variable, name),
                        .found = nc_strerror(code));
    const size_t length = strlen(text);
    if (length < size) memcpy(out, text, length + 1);
    free(text);
    if (length < size) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the attribute is too long", .where = attr_place(file, variable, name),
                    .expected = lt_fmt("less than %zu bytes", size), .found = lt_fmt("%zu bytes", length));
}

lt_status lt_ncr_attr_double(lt_ncr *file, const char *variable, const char *name, double *out) {
    int group, id, type;
    size_t n;
    LT_TRY(find(file, variable, &group, &id));
    int code = nc_inq_att(group, id, name, &type, &n);
    if (code == NC_NOERR && n != 1) code = NC_EINVAL;
    if (code == NC_NOERR) code = nc_get_att_double(group, id, name, out);
    if (code == NC_NOERR) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT,
                    .what = code == NC_ENOTATT ? "the attribute is not in the file" : "the attribute is not one number",
                    .where = attr_place(file, variable, name), .found = nc_strerror(code));
}

/* --- values --- */

typedef struct request {
    int group, id, n_dims;
    size_t start[NC_MAX_VAR_DIMS], count[NC_MAX_VAR_DIMS];
    double slope, offset; /* value = slope * stored + offset: packing and unit */
    double missing[2];    /* stored values that mean "missing" */
    int n_missing;
} request;

static lt_status set_unit(lt_ncr *file, const char *variable, const char *unit, request *r) {
    char *text = NULL;
    double slope = 1, offset = 0;
    if (!unit) return LT_OK;
    const int code = read_text(r->group, r->id, "units", &text);
    if (code != NC_NOERR)
        return LT_RAISE(LT_ERR_INPUT, .what = "the variable has no units",
                        .where = lt_fmt("%.700s, variable %.200s", file->path, variable),
                        .expected = lt_fmt("units that convert to %s", unit), .found = "no text attribute units",
                        .todo = "add the attribute, e.g. with ncatted");
    lt_status status = LT_OK;
    if (strcmp(text, unit) != 0) status = lt_units_factor(text, unit, &slope, &offset);
    free(text);
    if (status != LT_OK) return lt_error_context(status, "reading %s, variable %s", file->path, variable);
    r->slope *= slope;
    r->offset = slope * r->offset + offset;
    return LT_OK;
}

/* Optional attributes of packed data. */
static void set_packing(request *r) {
    double value;
    static const char *const missing[] = {"_FillValue", "missing_value"};
    r->slope = 1;
    r->offset = 0;
    size_t n = 0;
    if (nc_inq_attlen(r->group, r->id, "scale_factor", &n) == NC_NOERR && n == 1 &&
        nc_get_att_double(r->group, r->id, "scale_factor", &value) == NC_NOERR)
        r->slope = value;
    if (nc_inq_attlen(r->group, r->id, "add_offset", &n) == NC_NOERR && n == 1 &&
        nc_get_att_double(r->group, r->id, "add_offset", &value) == NC_NOERR)
        r->offset = value;
    for (int k = 0; k < 2; k++)
        if (nc_inq_attlen(r->group, r->id, missing[k], &n) == NC_NOERR && n == 1 &&
            nc_get_att_double(r->group, r->id, missing[k], &value) == NC_NOERR)
            r->missing[r->n_missing++] = value;
}

/* "3 x 40 x 50" */
static const char *shape_text(const request *r) {
    char text[256] = "a scalar";
    for (int d = 0, used = 0; d < r->n_dims && used < (int)sizeof text - 30; d++)
        used += snprintf(text + used, sizeof text - (size_t)used, "%s%zu", d ? " x " : "", r->count[d]);
    return lt_fmt("%s", text);
}

static lt_status prepare(lt_ncr *file, const char *variable, const char *unit, long record, size_t n, request *r) {
    int type, dims[NC_MAX_VAR_DIMS];
    *r = (request){0};
    LT_TRY(find(file, variable, &r->group, &r->id));
    const char *where = lt_fmt("%.700s, variable %.200s", file->path, variable);
    int code = nc_inq_var(r->group, r->id, NULL, &type, &r->n_dims, dims, NULL);
    for (int d = 0; code == NC_NOERR && d < r->n_dims; d++) code = nc_inq_dimlen(r->group, dims[d], &r->count[d]);
    if (code != NC_NOERR) return lt_nc_raise_read(code, file->path, variable);
    if (type == NC_CHAR || type == NC_STRING || type > NC_MAX_ATOMIC_TYPE)
        return LT_RAISE(LT_ERR_INPUT, .what = "the variable does not hold numbers", .where = where,
                        .expected = "a variable of numbers", .found = "text or a type of its own",
                        .todo = "compare with ncdump -h");
    if (record >= 0) {
        if (r->n_dims == 0 || (size_t)record >= r->count[0])
            return LT_RAISE(LT_ERR_INPUT, .what = "the file has no such record", .where = where,
                            .expected = lt_fmt("record %ld (from 0)", record),
                            .found = lt_fmt("%zu records", r->n_dims ? r->count[0] : 0),
                            .todo = "use a file that covers the run, or make it again");
        r->start[0] = (size_t)record;
        r->count[0] = 1;
    }
    size_t total = 1;
    for (int d = 0; d < r->n_dims; d++) total = r->count[d] && total > SIZE_MAX / r->count[d] ? 0 : total * r->count[d];
    if (total != n)
        return LT_RAISE(LT_ERR_INPUT, .what = "the variable has another size than expected", .where = where,
                        .expected = lt_fmt("%zu values", n), .found = lt_fmt("%s", shape_text(r)),
                        .todo = "use a file made for this grid and period, or make it again");
    set_packing(r);
    return set_unit(file, variable, unit, r);
}

static bool is_missing(const request *r, double stored) {
    return (r->n_missing > 0 && stored == r->missing[0]) || (r->n_missing > 1 && stored == r->missing[1]);
}

static lt_status get_double(lt_ncr *file, const char *variable, const char *unit, long record, size_t n, double *data) {
    request r;
    LT_TRY(prepare(file, variable, unit, record, n, &r));
    const int code = nc_get_vara_double(r.group, r.id, r.start, r.count, data);
    if (code != NC_NOERR) return lt_nc_raise_read(code, file->path, variable);
    if (r.n_missing == 0 && r.slope == 1 && r.offset == 0) return LT_OK;
    for (size_t k = 0; k < n; k++) data[k] = is_missing(&r, data[k]) ? NAN : r.slope * data[k] + r.offset;
    return LT_OK;
}

static lt_status get_float(lt_ncr *file, const char *variable, const char *unit, long record, size_t n, float *data) {
    request r;
    LT_TRY(prepare(file, variable, unit, record, n, &r));
    if (r.n_missing == 0 && r.slope == 1 && r.offset == 0) {
        const int code = nc_get_vara_float(r.group, r.id, r.start, r.count, data);
        return code == NC_NOERR ? LT_OK : lt_nc_raise_read(code, file->path, variable);
    }
    double *wide = NULL; /* scaled in double, then rounded once */
    LT_TRY(lt_calloc(n, sizeof *wide, &wide));
    const int code = nc_get_vara_double(r.group, r.id, r.start, r.count, wide);
    for (size_t k = 0; code == NC_NOERR && k < n; k++)
        data[k] = is_missing(&r, wide[k]) ? NAN : (float)(r.slope * wide[k] + r.offset);
    lt_free(wide);
    return code == NC_NOERR ? LT_OK : lt_nc_raise_read(code, file->path, variable);
}

lt_status lt_ncr_get_double(lt_ncr *file, const char *variable, const char *unit, size_t n, double *data) {
    return get_double(file, variable, unit, -1, n, data);
}

lt_status lt_ncr_get_float(lt_ncr *file, const char *variable, const char *unit, size_t n, float *data) {
    return get_float(file, variable, unit, -1, n, data);
}

lt_status lt_ncr_get_double_record(lt_ncr *file, const char *variable, size_t record, size_t n, double *data) {
    return get_double(file, variable, NULL, (long)record, n, data);
}

lt_status lt_ncr_get_float_record(lt_ncr *file, const char *variable, size_t record, size_t n, float *data) {
    return get_float(file, variable, NULL, (long)record, n, data);
}

lt_status lt_ncr_get_strings(lt_ncr *file, const char *variable, size_t n, char **out) {
    int group, id, type, n_dims, dims[NC_MAX_VAR_DIMS];
    size_t total = 1;
    for (size_t k = 0; k < n; k++) out[k] = NULL;
    LT_TRY(find(file, variable, &group, &id));
    int code = nc_inq_var(group, id, NULL, &type, &n_dims, dims, NULL);
    for (int d = 0; code == NC_NOERR && d < n_dims; d++) {
        size_t length = 0;
        code = nc_inq_dimlen(group, dims[d], &length);
        total *= length;
    }
    if (code != NC_NOERR) return lt_nc_raise_read(code, file->path, variable);
    const char *where = lt_fmt("%.700s, variable %.200s", file->path, variable);
    if (type != NC_STRING)
        return LT_RAISE(LT_ERR_INPUT, .what = "the variable does not hold strings", .where = where,
                        .expected = "a variable of type string", .found = "another type",
                        .todo = "compare with ncdump -h");
    if (total != n)
        return LT_RAISE(LT_ERR_INPUT, .what = "the variable has another size than expected", .where = where,
                        .expected = lt_fmt("%zu strings", n), .found = lt_fmt("%zu", total),
                        .todo = "use a file made for this grid and period, or make it again");
    char **strings = NULL;
    LT_TRY(lt_calloc(n, sizeof *strings, &strings));
    code = nc_get_var_string(group, id, strings);
    lt_status status = code == NC_NOERR ? LT_OK : lt_nc_raise_read(code, file->path, variable);
    for (size_t k = 0; status == LT_OK && k < n; k++)
        if (!(out[k] = strdup(strings[k] ? strings[k] : "")))
            status = LT_RAISE(LT_ERR_MEMORY, .what = "not enough memory");
    if (code == NC_NOERR && n > 0) nc_free_string(n, strings);
    lt_free(strings);
    for (size_t k = 0; status != LT_OK && k < n; k++) {
        free(out[k]);
        out[k] = NULL;
    }
    return status;
}
