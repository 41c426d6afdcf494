/* ncio_judge.c - all faults of a netCDF file: what it lacks, foreign units, other dimensions, values that cannot be. */
#include "base/ncio_private.h"
#include "base/units.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *place(const lt_ncr *file, const char *variable) {
    return lt_fmt("%.700s, variable %.200s", file->path, variable);
}

/* "time z y x", slowest first; scalar: "". */
static int dims_text(int group, int n, const int *dims, char *out, size_t size) {
    char name[NC_MAX_NAME + 1];
    size_t used = 0;
    out[0] = '\0';
    for (int d = 0; d < n && used < size; d++) {
        const int code = nc_inq_dimname(group, dims[d], name);
        if (code != NC_NOERR) return code;
        used += (size_t)snprintf(out + used, size - used, "%s%s", d ? " " : "", name);
    }
    return NC_NOERR;
}

/* Is the variable on these dimensions? Their numbers of records (the first of several) and of values a record. */
static lt_status judge_dims(lt_ncr *file, const char *variable, const char *dims_wanted, size_t *n_records,
                            size_t *n_values) {
    int group, id, n_dims, dims[NC_MAX_VAR_DIMS];
    char text[512];
    size_t length;
    LT_TRY(lt_nc_find(file, variable, &group, &id));
    int code = nc_inq_var(group, id, NULL, NULL, &n_dims, dims, NULL);
    if (code == NC_NOERR) code = dims_text(group, n_dims, dims, text, sizeof text);
    *n_records = *n_values = 1;
    for (int d = 0; code == NC_NOERR && d < n_dims; d++) {
        code = nc_inq_dimlen(group, dims[d], &length);
        *(d == 0 && n_dims > 1 ? n_records : n_values) *= length;
    }
    if (code != NC_NOERR) return lt_nc_raise_read(code, file->path, variable);
    if (strcmp(text, dims_wanted) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the variable has other dimensions", .where = place(file, variable),
                    .expected = dims_wanted[0] ? dims_wanted : "none (a scalar)", .found = text[0] ? text : "none",
                    .todo = "compare with ncdump -h; the README of the room describes the file");
}

lt_status lt_ncr_expect_dims(lt_ncr *file, const char *variable, const char *dims) {
    LT_NC_ALONE;
    size_t n_records, n_values;
    return judge_dims(file, variable, dims, &n_records, &n_values);
}

static lt_status judge_form(lt_ncr *file, const lt_ncr_want *want, size_t *n_records, size_t *n_values) {
    int group, id, type;
    LT_TRY(judge_dims(file, want->name, want->dims, n_records, n_values));
    if (want->unit) return lt_nc_judge_unit(file, want->name, want->unit);
    LT_TRY(lt_nc_find(file, want->name, &group, &id));
    const int code = nc_inq_vartype(group, id, &type);
    if (code != NC_NOERR) return lt_nc_raise_read(code, file->path, want->name);
    if (type == NC_STRING) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the variable does not hold strings", .where = place(file, want->name),
                    .expected = "a variable of type string", .found = "another type", .todo = "compare with ncdump -h");
}

/* Counts of what cannot be, and the first of it. */
typedef struct tally {
    size_t n, bad, record, value;
    double first;
} tally;

static void count_bad(const lt_ncr_want *want, const double *values, size_t n, size_t record, tally *t) {
    for (size_t c = 0; c < n; c++) {
        if (values[c] >= want->least && values[c] <= want->most) continue;
        if (t->bad++ == 0) *t = (tally){t->n, 1, record, c, values[c]};
    }
    t->n += n;
}

static lt_status judge_values(lt_ncr *file, const lt_ncr_want *want, size_t n_records, size_t n) {
    double *values;
    tally t = {0};
    LT_TRY(lt_calloc(n, sizeof *values, &values));
    lt_status status = LT_OK;
    for (size_t r = 0; r < n_records && status == LT_OK && n > 0; r++) {
        status = n_records == 1 ? lt_ncr_get_double(file, want->name, want->unit, n, values)
                                : lt_ncr_get_double_record(file, want->name, want->unit, r, n, values);
        if (status == LT_OK) count_bad(want, values, n, r, &t);
    }
    lt_free(values);
    if (status != LT_OK || t.bad == 0) return status;
    return LT_RAISE(
        LT_ERR_INPUT, .what = "values that cannot be", .where = place(file, want->name),
        .expected = lt_fmt("%g to %g %s", want->least, want->most, want->unit),
        .found = lt_fmt("%zu of %zu, the first %g in record %zu, value %zu", t.bad, t.n, t.first, t.record, t.value),
        .todo = "mend them, or make the file again");
}

lt_status lt_ncr_judge(lt_ncr *file, const lt_ncr_want *wants, int n, lt_faults *faults) {
    LT_NC_ALONE;
    for (int w = 0; w < n; w++) {
        size_t n_records, n_values;
        if (wants[w].optional && !lt_ncr_has(file, wants[w].name)) continue;
        lt_status status = judge_form(file, &wants[w], &n_records, &n_values);
        if (status == LT_OK && wants[w].unit) status = judge_values(file, &wants[w], n_records, n_values);
        LT_TRY(lt_faults_take(faults, status));
    }
    return LT_OK;
}
