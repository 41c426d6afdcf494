/* ncio_values.c - netCDF in (ncio.h): values arrive as double or float, in the unit that was asked for.
 *
 * scale_factor and add_offset are applied; values equal to _FillValue or missing_value become NaN. */
#include "base/log.h"
#include "base/ncio_private.h"
#include "base/units.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct request {
    int group, id, n_dims;
    size_t start[NC_MAX_VAR_DIMS], count[NC_MAX_VAR_DIMS];
    double slope, offset; /* value = slope * stored + offset: packing and unit */
    double missing[2];    /* stored values that mean "missing" */
    int n_missing;
} request;

/* Text of units, malloc'ed. Old files say `unit`: it is read, and said. */
static lt_status read_units(lt_ncr *file, const char *variable, const char *wanted, const request *r, char **text) {
    if (lt_nc_read_text(r->group, r->id, "units", text) == NC_NOERR) return LT_OK;
    if (lt_nc_read_text(r->group, r->id, "unit", text) == NC_NOERR) {
        lt_remark(LT_LOG_INFO, "%s, variable %s: no attribute units; its attribute unit = \"%s\" is read instead",
                  file->path, variable, *text);
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "the variable has no units",
                    .where = lt_fmt("%.700s, variable %.200s", file->path, variable),
                    .expected = lt_fmt("units that convert to %s", wanted), .found = "no text attribute units",
                    .todo = "add the attribute, e.g. with ncatted");
}

static lt_status set_unit(lt_ncr *file, const char *variable, const char *unit, request *r) {
    char *text = NULL;
    double slope = 1, offset = 0;
    if (!unit) return LT_OK;
    LT_TRY(read_units(file, variable, unit, r, &text));
    lt_status status = LT_OK;
    if (strcmp(text, unit) != 0) status = lt_units_factor(text, unit, &slope, &offset);
    free(text);
    if (status != LT_OK) return lt_error_place(status, "%.700s, variable %.200s", file->path, variable);
    r->slope *= slope;
    r->offset = slope * r->offset + offset;
    return LT_OK;
}

lt_status lt_nc_judge_unit(lt_ncr *file, const char *variable, const char *unit) {
    LT_NC_ALONE;
    request r = {.slope = 1};
    LT_TRY(lt_nc_find(file, variable, &r.group, &r.id));
    return set_unit(file, variable, unit, &r);
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

/* Which part of a variable. */
typedef struct part {
    long record;                 /* -1: no record */
    const lt_ncr_window *window; /* NULL: all */
    const lt_ncr_block *block;   /* in place of both, NULL: none */
} part;

/* The window is one of the last two dimensions; what stands before them must be the record or of length 1. */
static lt_status set_window(const lt_ncr_window *w, long record, const char *where, request *r) {
    int first = r->n_dims - 2;
    bool fits = first >= 0 && w->j0 + w->ny <= r->count[first] && w->i0 + w->nx <= r->count[first + 1];
    for (int d = record >= 0 ? 1 : 0; fits && d < first; d++) fits = r->count[d] == 1;
    if (!fits)
        return LT_RAISE(LT_ERR_INPUT, .what = "the variable does not hold this window", .where = where,
                        .expected = lt_fmt("rows %zu to %zu, columns %zu to %zu of one field", w->j0, w->j0 + w->ny,
                                           w->i0, w->i0 + w->nx),
                        .found = lt_fmt("%s", shape_text(r)), .todo = "name another variable or record");
    r->start[first] += w->j0;
    r->count[first] = w->ny;
    r->start[first + 1] += w->i0;
    r->count[first + 1] = w->nx;
    return LT_OK;
}

static lt_status set_block(const lt_ncr_block *block, const char *where, request *r) {
    for (int d = 0; d < r->n_dims; d++) {
        bool fits =
            d < LT_NCR_MAX_DIMS && block->start[d] < r->count[d] && block->count[d] <= r->count[d] - block->start[d];
        if (!fits)
            return LT_RAISE(LT_ERR_INPUT, .what = "the variable does not hold this block", .where = where,
                            .expected = d < LT_NCR_MAX_DIMS
                                            ? lt_fmt("values %zu to %zu along dimension %d (from 0)", block->start[d],
                                                     block->start[d] + block->count[d], d)
                                            : lt_fmt("at most %d dimensions", LT_NCR_MAX_DIMS),
                            .found = lt_fmt("%s", shape_text(r)), .todo = "name another variable or record");
        r->start[d] += block->start[d];
        r->count[d] = block->count[d];
    }
    return LT_OK;
}

/* Where the variable lies in the file as it is seen, and how much of it. netCDF code. */
static int set_extent(const lt_ncr *file, const int *dims, request *r) {
    char name[NC_MAX_NAME + 1];
    int code = NC_NOERR;
    for (int d = 0; code == NC_NOERR && d < r->n_dims; d++) {
        code = nc_inq_dim(r->group, dims[d], name, &r->count[d]);
        if (code == NC_NOERR) lt_nc_view_of(file, name, &r->start[d], &r->count[d]);
    }
    return code;
}

static lt_status prepare(lt_ncr *file, const char *variable, const char *unit, part p, size_t n, request *r) {
    const long record = p.record;
    int type, dims[NC_MAX_VAR_DIMS];
    *r = (request){0};
    LT_TRY(lt_nc_find(file, variable, &r->group, &r->id));
    const char *where = lt_fmt("%.700s, variable %.200s", file->path, variable);
    int code = nc_inq_var(r->group, r->id, NULL, &type, &r->n_dims, dims, NULL);
    if (code == NC_NOERR) code = set_extent(file, dims, r);
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
        r->start[0] += (size_t)record;
        r->count[0] = 1;
    }
    if (p.window) LT_TRY(set_window(p.window, record, where, r));
    if (p.block) LT_TRY(set_block(p.block, where, r));
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

static lt_status get_double(lt_ncr *file, const char *variable, const char *unit, part p, size_t n, double *data) {
    LT_NC_ALONE;
    request r;
    LT_TRY(prepare(file, variable, unit, p, n, &r));
    const int code = nc_get_vara_double(r.group, r.id, r.start, r.count, data);
    if (code != NC_NOERR) return lt_nc_raise_read(code, file->path, variable);
    if (r.n_missing == 0 && r.slope == 1 && r.offset == 0) return LT_OK;
    for (size_t k = 0; k < n; k++) data[k] = is_missing(&r, data[k]) ? NAN : r.slope * data[k] + r.offset;
    return LT_OK;
}

static lt_status get_float(lt_ncr *file, const char *variable, const char *unit, part p, size_t n, float *data) {
    LT_NC_ALONE;
    request r;
    LT_TRY(prepare(file, variable, unit, p, n, &r));
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
    return get_double(file, variable, unit, (part){-1, NULL, NULL}, n, data);
}

lt_status lt_ncr_get_float(lt_ncr *file, const char *variable, const char *unit, size_t n, float *data) {
    return get_float(file, variable, unit, (part){-1, NULL, NULL}, n, data);
}

lt_status lt_nc_read_record(lt_ncr *file, const char *variable, const char *unit, size_t record, size_t n,
                            double *data) {
    return get_double(file, variable, unit, (part){(long)record, NULL, NULL}, n, data);
}

lt_status lt_ncr_get_double_record(lt_ncr *file, const char *variable, const char *unit, size_t record, size_t n,
                                   double *data) {
    if (!lt_nc_take(file, variable, unit, record, n, data))
        LT_TRY(lt_nc_read_record(file, variable, unit, record, n, data));
    lt_nc_ask(file, variable, unit, record + 1, n);
    return LT_OK;
}

lt_status lt_ncr_get_float_record(lt_ncr *file, const char *variable, const char *unit, size_t record, size_t n,
                                  float *data) {
    return get_float(file, variable, unit, (part){(long)record, NULL, NULL}, n, data);
}

lt_status lt_ncr_get_float_window(lt_ncr *file, const char *variable, const char *unit, long record,
                                  const lt_ncr_window *window, float *data) {
    return get_float(file, variable, unit, (part){record, window, NULL}, window->ny * window->nx, data);
}

lt_status lt_ncr_get_float_block(lt_ncr *file, const char *variable, const char *unit, const lt_ncr_block *block,
                                 float *data) {
    lt_ncr_shape shape;
    size_t n = 1;
    LT_TRY(lt_ncr_get_shape(file, variable, &shape));
    for (int d = 0; d < shape.n; d++) n *= block->count[d];
    return get_float(file, variable, unit, (part){-1, NULL, block}, n, data);
}

lt_status lt_ncr_get_strings(lt_ncr *file, const char *variable, size_t n, char **out) {
    LT_NC_ALONE;
    int group, id, type, n_dims, dims[NC_MAX_VAR_DIMS];
    size_t total = 1;
    for (size_t k = 0; k < n; k++) out[k] = NULL;
    LT_TRY(lt_nc_find(file, variable, &group, &id));
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

static bool name_of(int group, int k, char *name, size_t size) {
    char whole[NC_MAX_NAME + 1];
    int n = 0;
    if (nc_inq_nvars(group, &n) != NC_NOERR || k < 0 || k >= n) return false;
    if (nc_inq_varname(group, k, whole) != NC_NOERR) return false;
    snprintf(name, size, "%s", whole);
    return true;
}

bool lt_ncr_variable(lt_ncr *file, int k, char *name, size_t size) {
    LT_NC_ALONE;
    return name_of(file->id, k, name, size);
}

bool lt_ncr_group_variable(lt_ncr *file, const char *group, int k, char *name, size_t size) {
    LT_NC_ALONE;
    int id;
    return nc_inq_grp_ncid(file->id, group, &id) == NC_NOERR && name_of(id, k, name, size);
}

bool lt_ncr_attribute(lt_ncr *file, const char *variable, int k, char *name, size_t size) {
    LT_NC_ALONE;
    char whole[NC_MAX_NAME + 1];
    int group = file->id, id = NC_GLOBAL;
    if (variable && lt_nc_variable(file->id, variable, &group, &id) != NC_NOERR) return false;
    if (k < 0 || nc_inq_attname(group, id, k, whole) != NC_NOERR) return false;
    snprintf(name, size, "%s", whole);
    return true;
}

lt_status lt_ncr_get_chars(lt_ncr *file, const char *variable, size_t n, size_t *length, char **out) {
    LT_NC_ALONE;
    int group, id, type, n_dims, dims[NC_MAX_VAR_DIMS];
    size_t total = 1;
    *out = NULL;
    *length = 1;
    LT_TRY(lt_nc_find(file, variable, &group, &id));
    int code = nc_inq_var(group, id, NULL, &type, &n_dims, dims, NULL);
    for (int d = 0; code == NC_NOERR && d < n_dims; d++) {
        code = nc_inq_dimlen(group, dims[d], length);
        total *= *length;
    }
    if (code != NC_NOERR) return lt_nc_raise_read(code, file->path, variable);
    if (type != NC_CHAR || n_dims == 0 || total != n * *length)
        return LT_RAISE(LT_ERR_INPUT, .what = "the variable does not hold these texts",
                        .where = lt_fmt("%.700s, variable %.200s", file->path, variable),
                        .expected = lt_fmt("%zu texts of type char", n), .found = lt_fmt("%zu characters", total),
                        .todo = "compare with ncdump -h");
    LT_TRY(lt_calloc(total + 1, 1, out));
    code = nc_get_var_text(group, id, *out);
    if (code == NC_NOERR) return LT_OK;
    lt_free(*out);
    *out = NULL;
    return lt_nc_raise_read(code, file->path, variable);
}
