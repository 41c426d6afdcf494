/* method.c - the list of methods, and their rows as factors. */
#include "inventory/methods/method.h"

#include "inventory/years.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const lt_method *const lt_methods[] = {
#define LT_METHOD_ROW(name) &lt_method_##name,
    LT_METHOD_LIST(LT_METHOD_ROW)
#undef LT_METHOD_ROW
        NULL};

const lt_method *lt_method_find(const char *name) {
    for (int k = 0; lt_methods[k]; k++)
        if (strcmp(lt_methods[k]->name, name) == 0) return lt_methods[k];
    return NULL;
}

static lt_status out_of_range(const lt_method_parameter *q, const char *where, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("parameter %s outside its range", q->name), .where = where,
                    .expected = lt_fmt("%g to %g %s: %s", q->low, q->high, q->unit, q->doc), .found = found,
                    .todo = "correct the value");
}

/* One parameter from its text. */
static lt_status take(const lt_method_parameter *q, const char *text, const char *where, double *out) {
    if (!text[0]) {
        *out = q->fallback;
        if (!isnan(q->fallback)) return LT_OK;
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("parameter %s is missing", q->name), .where = where,
                        .expected = lt_fmt("%s [%s]", q->doc, q->unit), .found = "nothing", .todo = "fill it in");
    }
    if (q->choices) {
        long n = 0;
        for (; q->choices[n]; n++)
            if (strcmp(q->choices[n], text) == 0) {
                *out = (double)n;
                return LT_OK;
            }
        const char *near = lt_nearest_name(text, q->choices, n);
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("unknown %s", q->name), .where = where,
                        .expected = lt_fmt("one of %ld words, e.g. %s", n, q->choices[0]),
                        .found = lt_fmt("\"%s\"", text),
                        .todo = near ? lt_fmt("did you mean %s?", near) : "correct the word");
    }
    char *end;
    *out = strtod(text, &end);
    if (end == text || *end || !isfinite(*out) || *out < q->low || *out > q->high)
        return out_of_range(q, where, lt_fmt("\"%s\"", text));
    return LT_OK;
}

enum { MOST_YEARS = 2 * LT_METHOD_MOST_PARAMETERS };

/* Columns of a method's table: c in the order of method_columns, and those of a year. */
typedef struct columns {
    int c[LT_METHOD_MOST_PARAMETERS + 8], n_years, base_year;
    struct {
        int column, parameter, year;
    } years[MOST_YEARS];
} columns;

/* A parameter and the year that it holds for. */
typedef struct of_year {
    int year;
    double value;
} of_year;

/* Is a year a better end of the interval around the base year than old? side 1: the end before it, -1: after it. */
static bool closer(int year, int old, int base_year, int side) {
    const int distance = side * (base_year - year), before = side * (base_year - old);
    if (distance < 0) return before < 0 && distance > before; /* none on this side yet: the nearest of the other */
    return before < 0 || distance < before;
}

static lt_status parameters_of_row(const lt_method *method, const lt_csv *t, long r, const columns *in, double *p) {
    for (int k = 0; k < method->n; k++) {
        int column = in->c[3 + k];
        LT_TRY(take(&method->parameters[k], column < 0 ? "" : lt_csv_text(t, r, column),
                    lt_csv_where(t, r, column < 0 ? in->c[0] : column), &p[k]));
    }
    of_year first[LT_METHOD_MOST_PARAMETERS], second[LT_METHOD_MOST_PARAMETERS];
    for (int k = 0; k < method->n; k++) first[k] = second[k] = (of_year){LT_TABLE_YEAR, p[k]};
    for (int y = 0; y < in->n_years; y++) {
        double value;
        const int column = in->years[y].column, k = in->years[y].parameter, year = in->years[y].year;
        if (lt_csv_empty(t, r, column)) continue;
        LT_TRY(take(&method->parameters[k], lt_csv_text(t, r, column), lt_csv_where(t, r, column), &value));
        if (closer(year, first[k].year, in->base_year, 1)) first[k] = (of_year){year, value};
        if (closer(year, second[k].year, in->base_year, -1)) second[k] = (of_year){year, value};
    }
    for (int k = 0; k < method->n; k++) {
        double part = lt_years_part(first[k].year, second[k].year, in->base_year);
        if (method->parameters[k].choices) part = part >= 0.5; /* a word is that of the nearer year */
        p[k] = lt_years_between(first[k].value, second[k].value, part);
    }
    return LT_OK;
}

static lt_status method_row(const lt_method *method, const lt_csv *t, long r, const columns *in, const void *tables,
                            lt_factors *factors) {
    double p[LT_METHOD_MOST_PARAMETERS], kg[LT_N_POLLUTANTS], spread;
    const int n = method->n, *c = in->c;
    LT_TRY(parameters_of_row(method, t, r, in, p));
    LT_TRY(lt_csv_double(t, r, c[3 + n], &spread));
    if (spread < 1)
        return LT_RAISE(LT_ERR_INPUT, .what = "spread below 1", .where = lt_csv_where(t, r, c[3 + n]),
                        .expected = "the geometric factor of the 95 % interval, e.g. 1.4",
                        .found = lt_fmt("%g", spread), .todo = "give the factor, not a share");
    lt_factor row = {.line = lt_csv_line(t, r)};
    snprintf(row.sector, sizeof row.sector, "%s", lt_csv_text(t, r, c[0]));
    snprintf(row.process, sizeof row.process, "%s", lt_csv_text(t, r, c[1]));
    snprintf(row.technology, sizeof row.technology, "%s", lt_csv_text(t, r, c[2]));
    snprintf(row.unit, sizeof row.unit, "%s",
             method->activity_unit ? method->activity_unit : lt_csv_text(t, r, c[7 + n]));
    if (!row.unit[0])
        return LT_RAISE(LT_ERR_INPUT, .what = "a factor needs its unit", .where = lt_csv_where(t, r, c[7 + n]),
                        .expected = "the unit of the activity, e.g. t or m3", .found = "nothing",
                        .todo = "write the unit");
    snprintf(row.document, sizeof row.document, "%s", lt_csv_text(t, r, c[4 + n]));
    snprintf(row.mark, sizeof row.mark, "%s", lt_csv_text(t, r, c[5 + n]));
    snprintf(row.source, sizeof row.source, "method %s: %s", method->name, lt_csv_text(t, r, c[6 + n]));
    for (int k = 0; k < LT_N_POLLUTANTS; k++) kg[k] = NAN;
    method->factors(p, tables, kg);
    for (int k = 0; k < LT_N_POLLUTANTS; k++) {
        if (isnan(kg[k])) continue;
        row.pollutant = k;
        row.factor = kg[k];
        row.low = kg[k] / spread;
        row.high = kg[k] * spread;
        LT_TRY(lt_factors_push(factors, &row, lt_csv_where(t, r, c[0])));
    }
    return LT_OK;
}

/* The parameter that a column such as sulfur_ppm_2014 is of, -1. */
static int parameter_of_year(const lt_method *method, const char *header, int *year) {
    const char *tail = strrchr(header, '_');
    if (!tail || strlen(tail) != 5 || strspn(tail + 1, "0123456789") != 4) return -1;
    *year = atoi(tail + 1);
    for (int k = 0; k < method->n; k++)
        if (strlen(method->parameters[k].name) == (size_t)(tail - header) &&
            strncmp(method->parameters[k].name, header, (size_t)(tail - header)) == 0)
            return k;
    return -1;
}

static lt_status method_columns(const lt_method *method, const lt_csv *t, int base_year, columns *in) {
    const char *names[LT_METHOD_MOST_PARAMETERS + MOST_YEARS + 8] = {"sector", "process", "technology"};
    int n = 3;
    *in = (columns){.base_year = base_year};
    for (int k = 0; k < method->n; k++) names[n++] = method->parameters[k].name;
    names[n++] = "spread";
    names[n++] = "document";
    names[n++] = "mark";
    names[n++] = "source";
    if (!method->activity_unit) names[n++] = "unit";
    const int n_fixed = n;
    for (int column = 0; column < lt_csv_columns(t) && in->n_years < MOST_YEARS; column++) {
        int year, k = parameter_of_year(method, lt_csv_header(t, column), &year);
        if (k < 0) continue;
        names[n++] = lt_csv_header(t, column);
        in->years[in->n_years].column = column;
        in->years[in->n_years].parameter = k;
        in->years[in->n_years++].year = year;
    }
    LT_TRY(lt_csv_only(t, names));
    for (int k = 0; k < n_fixed; k++) {
        in->c[k] = lt_csv_find(t, names[k]);
        bool optional = k >= 3 && k < 3 + method->n && !isnan(method->parameters[k - 3].fallback);
        if (!optional) LT_TRY(lt_csv_column(t, names[k], &in->c[k]));
    }
    return LT_OK;
}

static lt_status method_rows(const lt_method *method, const lt_csv *t, int base_year, const void *tables,
                             lt_factors *factors) {
    columns in;
    LT_TRY(method_columns(method, t, base_year, &in));
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(lt_csv_take(t, method_row(method, t, r, &in, tables, factors)));
    return LT_OK;
}

lt_status lt_method_read(const lt_method *method, const char *path, int base_year, lt_factors *factors) {
    lt_csv *table;
    void *tables = NULL;
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = method->open ? method->open(&tables) : LT_OK;
    if (status == LT_OK) status = method_rows(method, table, base_year, tables, factors);
    if (method->close) method->close(tables);
    lt_csv_free(table);
    return status;
}

/* The text of a parameter in "a=1;b=2", "" if it is not there. */
static void written(const char *list, const char *name, char out[64]) {
    size_t length = strlen(name);
    out[0] = 0;
    for (const char *at = list; *at;) {
        size_t part = strcspn(at, ";");
        if (part > length && strncmp(at, name, length) == 0 && at[length] == '=')
            snprintf(out, 64, "%.*s", (int)(part - length - 1), at + length + 1);
        at += part + (at[part] == ';');
    }
}

static lt_status all_known(const lt_method *method, const char *list, const char *where) {
    const char *names[LT_METHOD_MOST_PARAMETERS];
    for (int k = 0; k < method->n; k++) names[k] = method->parameters[k].name;
    for (const char *at = list; *at;) {
        size_t part = strcspn(at, ";"), name = strcspn(at, "=");
        bool known = false;
        for (int k = 0; k < method->n; k++) known |= strlen(names[k]) == name && strncmp(names[k], at, name) == 0;
        if (!known)
            return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("method %s has no such parameter", method->name),
                            .where = where, .expected = lt_fmt("name=value;..., names as %s", names[0]),
                            .found = lt_fmt("\"%.*s\"", (int)part, at), .todo = "correct the name");
        at += part + (at[part] == ';');
    }
    return LT_OK;
}

lt_status lt_method_evaluate(const lt_method *method, const char *parameters, const char *where,
                             double kg[LT_N_POLLUTANTS]) {
    double p[LT_METHOD_MOST_PARAMETERS];
    void *tables = NULL;
    LT_TRY(all_known(method, parameters, where));
    for (int k = 0; k < method->n; k++) {
        char text[64];
        written(parameters, method->parameters[k].name, text);
        LT_TRY(take(&method->parameters[k], text, where, &p[k]));
    }
    if (method->open) LT_TRY(method->open(&tables));
    for (int k = 0; k < LT_N_POLLUTANTS; k++) kg[k] = NAN;
    method->factors(p, tables, kg);
    if (method->close) method->close(tables);
    return LT_OK;
}
