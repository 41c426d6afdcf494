/* emitted_hours.c - see emitted_hours.h. */
#include "model/emission/emitted_hours.h"

#include "model/emission/mapping.h"

#include <stdio.h>
#include <string.h>

enum kind { ABSENT, HOURS, AMOUNTS };

/* A field of a group as it has been read. */
typedef struct known {
    char name[32];
    enum lt_emitted_group group;
    enum kind kind;
    size_t n;              /* terms; of stacks one */
    int *course, *profile; /* [n] */
    double *amount;        /* [n][plane], [point] */
} known;

struct lt_emitted_hours {
    lt_ncr *file;
    size_t n_profiles, plane, n_points, n_rows;
    size_t n_hours, n_courses; /* 0: the file has none */
    double *rate;              /* [hour][course] s-1 */
    int *of_point;             /* [rows][point] its course */
    double *sum;               /* [plane] */
    known *fields;
    long n, capacity;
};

static lt_status fault(const lt_emitted_hours *r, const char *where, const char *what, const char *expected,
                       const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_fmt("%s, %s", lt_ncr_path(r->file), where),
                    .expected = expected, .found = found, .todo = "make the emissions again with `lantian run`");
}

/* Numbers from 0 to most - 1. */
static lt_status take_numbers(const lt_emitted_hours *r, const char *where, size_t most, const double *v, size_t n,
                              int *out) {
    for (size_t k = 0; k < n; ++k) {
        if (!(v[k] >= 0 && v[k] < (double)most))
            return fault(r, where, "a number that nothing has", lt_fmt("0 to %zu", most - 1), lt_fmt("%g", v[k]));
        out[k] = (int)v[k];
    }
    return LT_OK;
}

static lt_status read_point_courses(lt_emitted_hours *r) {
    double *v;
    LT_TRY(lt_ncr_expect_dims(r->file, "points/course", "rows point"));
    LT_TRY(lt_ncr_dim(r->file, "rows", &r->n_rows));
    const size_t n = r->n_rows * r->n_points;
    LT_TRY(lt_calloc(n, sizeof *r->of_point, &r->of_point));
    LT_TRY(lt_calloc(n, sizeof *v, &v));
    lt_status status = lt_ncr_get_double(r->file, "points/course", "1", n, v);
    if (status == LT_OK) status = take_numbers(r, "points/course", r->n_courses, v, n, r->of_point);
    lt_free(v);
    return status;
}

static lt_status read_courses(lt_emitted_hours *r) {
    const char *name = "courses/rate";
    if (!lt_ncr_has(r->file, name)) return LT_OK;
    LT_TRY(lt_ncr_expect_dims(r->file, name, "time course"));
    LT_TRY(lt_ncr_dim(r->file, "time", &r->n_hours));
    LT_TRY(lt_ncr_dim(r->file, "course", &r->n_courses));
    LT_TRY(lt_calloc(r->n_hours * r->n_courses, sizeof *r->rate, &r->rate));
    LT_TRY(lt_ncr_get_double(r->file, name, "s-1", r->n_hours * r->n_courses, r->rate));
    return r->n_points && lt_ncr_has(r->file, "points/course") ? read_point_courses(r) : LT_OK;
}

lt_status lt_emitted_hours_open(lt_ncr *file, lt_emitted_hours **out) {
    lt_emitted_hours *r;
    size_t nx = 0, ny = 0;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *r, &r));
    r->file = file;
    lt_status status = LT_OK;
    if (lt_ncr_has(file, "area/profile_fraction")) {
        LT_TRY_GOTO(status, lt_ncr_dim(file, "profile", &r->n_profiles), failed);
        LT_TRY_GOTO(status, lt_ncr_dim(file, "x", &nx), failed);
        LT_TRY_GOTO(status, lt_ncr_dim(file, "y", &ny), failed);
    }
    if (lt_ncr_has(file, "points/x")) LT_TRY_GOTO(status, lt_ncr_dim(file, "point", &r->n_points), failed);
    r->plane = nx * ny;
    LT_TRY_GOTO(status, lt_calloc(r->plane, sizeof *r->sum, &r->sum), failed);
    LT_TRY_GOTO(status, read_courses(r), failed);
    *out = r;
    return LT_OK;
failed:
    lt_emitted_hours_close(r);
    return status;
}

void lt_emitted_hours_close(lt_emitted_hours *r) {
    if (!r) return;
    for (long f = 0; f < r->n; ++f) {
        lt_free(r->fields[f].course);
        lt_free(r->fields[f].profile);
        lt_free(r->fields[f].amount);
    }
    lt_free(r->fields);
    lt_free(r->rate);
    lt_free(r->of_point);
    lt_free(r->sum);
    lt_free(r);
}

size_t lt_emitted_hours_size(const lt_emitted_hours *r, enum lt_emitted_group group) {
    return group == LT_EMITTED_AREA ? r->n_profiles * r->plane : r->n_points;
}

bool lt_emitted_by_hours(lt_ncr *file, const char *variable) {
    lt_ncr_shape shape;
    if (lt_ncr_get_shape(file, variable, &shape) == LT_OK) return shape.n > 0 && strcmp(shape.dim[0], "time") == 0;
    lt_error_clear();
    return false;
}

static lt_status read_attribute(const lt_emitted_hours *r, const char *variable, const char *name, size_t most,
                                known *field, int **out) {
    double *v;
    size_t n = 0;
    LT_TRY(lt_calloc(field->n, sizeof **out, out));
    LT_TRY(lt_calloc(field->n, sizeof *v, &v));
    lt_status status = lt_ncr_attr_doubles(r->file, variable, name, field->n, v, &n);
    if (status == LT_OK && n != field->n)
        status = fault(r, lt_fmt("%s, attribute %s", variable, name), "terms and their numbers differ",
                       lt_fmt("%zu numbers", field->n), lt_fmt("%zu", n));
    if (status == LT_OK) status = take_numbers(r, lt_fmt("%s, attribute %s", variable, name), most, v, n, *out);
    lt_free(v);
    return status;
}

static lt_status read_amounts(const lt_emitted_hours *r, const char *variable, const char *unit, known *field) {
    lt_ncr_shape shape;
    const bool area = field->group == LT_EMITTED_AREA;
    LT_TRY(lt_ncr_get_shape(r->file, variable, &shape));
    field->n = area ? shape.length[0] : r->n_rows;
    if (shape.n != (area ? 3 : 2) || r->n_courses == 0 || (!area && !r->of_point))
        return fault(r, variable, "the field stands neither by the hour nor by terms",
                     area ? "dimensions time profile y x, or terms y x with courses"
                          : "dimensions time point, or rows point with courses",
                     r->n_courses == 0 ? "no courses/rate" : lt_fmt("%d dimensions", shape.n));
    const size_t values = field->n * (area ? r->plane : r->n_points);
    LT_TRY(lt_calloc(values, sizeof *field->amount, &field->amount));
    LT_TRY(lt_ncr_get_double(r->file, variable, unit, values, field->amount));
    if (!area) return LT_OK;
    LT_TRY(read_attribute(r, variable, "course", r->n_courses, field, &field->course));
    return read_attribute(r, variable, "profile", r->n_profiles, field, &field->profile);
}

static void name_variable(enum lt_emitted_group group, const char *field, char out[64]) {
    snprintf(out, 64, "%s/%s", group == LT_EMITTED_AREA ? "area" : "points", field);
}

static lt_status find_field(lt_emitted_hours *r, enum lt_emitted_group group, const lt_emitted_field *field,
                            known **out) {
    char variable[64];
    for (long f = 0; f < r->n; ++f)
        if (r->fields[f].group == group && strcmp(r->fields[f].name, field->name) == 0) {
            *out = &r->fields[f];
            return LT_OK;
        }
    LT_TRY(lt_grow(&r->fields, sizeof *r->fields, r->n + 1, &r->capacity));
    known *made = &r->fields[r->n++];
    *made = (known){.group = group};
    snprintf(made->name, sizeof made->name, "%s", field->name);
    name_variable(group, field->name, variable);
    if (lt_ncr_has(r->file, variable)) made->kind = lt_emitted_by_hours(r->file, variable) ? HOURS : AMOUNTS;
    *out = made;
    return made->kind == AMOUNTS ? read_amounts(r, variable, lt_emitted_amount(field), made) : LT_OK;
}

/* The terms of a profile, in their order; float is what a file of hours would hold. */
static void add_terms(const lt_emitted_hours *r, const known *field, const double *rate, double *out) {
    for (size_t p = 0; p < r->n_profiles; ++p, out += r->plane) {
        memset(r->sum, 0, r->plane * sizeof *r->sum);
        for (size_t k = 0; k < field->n; ++k) {
            const double *amount = field->amount + k * r->plane, of_hour = rate[field->course[k]];
            if ((size_t)field->profile[k] != p) continue;
            for (size_t c = 0; c < r->plane; ++c) r->sum[c] += amount[c] * of_hour;
        }
        for (size_t c = 0; c < r->plane; ++c) out[c] = (float)r->sum[c];
    }
}

/* One set of rows has the hour; the courses of the others are 0. */
static void add_rows(const lt_emitted_hours *r, const known *field, const double *rate, double *out) {
    for (size_t p = 0; p < r->n_points; ++p) {
        double sum = 0;
        for (size_t k = 0; k < field->n; ++k)
            sum += field->amount[k * r->n_points + p] * rate[r->of_point[k * r->n_points + p]];
        out[p] = (float)sum;
    }
}

lt_status lt_emitted_hours_get(lt_emitted_hours *r, enum lt_emitted_group group, const lt_emitted_field *field,
                               size_t hour, double *out) {
    char variable[64];
    const size_t n = lt_emitted_hours_size(r, group);
    known *found;
    LT_TRY(find_field(r, group, field, &found));
    if (found->kind == ABSENT) memset(out, 0, n * sizeof *out);
    if (found->kind == ABSENT) return LT_OK;
    if (found->kind == HOURS) {
        name_variable(group, field->name, variable);
        return lt_ncr_get_double_record(r->file, variable, lt_emitted_rate(field), hour, n, out);
    }
    if (hour >= r->n_hours)
        return fault(r, "courses/rate", "the hour is not in the file", lt_fmt("0 to %zu", r->n_hours - 1),
                     lt_fmt("%zu", hour));
    const double *rate = r->rate + hour * r->n_courses;
    if (group == LT_EMITTED_AREA)
        add_terms(r, found, rate, out);
    else
        add_rows(r, found, rate, out);
    return LT_OK;
}
