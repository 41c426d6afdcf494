/* mapping_missing.c - what of the emissions the mechanism of a run lacks, and how much of it: sums over the whole file,
 * of which each rank reads its own part. */
#include "model/emission/mapping.h"

#include "base/sums.h"

#include <stdio.h>
#include <string.h>

static bool is_missing(const lt_emitted_field *field) {
    return !field->goes && !field->aside;
}

/* Of one field. */
typedef struct amounts {
    lt_exactsum rates, potentials;
} amounts;

/* Sum over n hours from `first` of a field in a group. */
static lt_status sum_hours(const lt_mapping *m, enum lt_emitted_group group, const lt_emitted_field *field,
                           size_t first, size_t n, lt_exactsum *sum) {
    const size_t length = lt_emitted_hours_size(m->rates, group);
    double *v;
    LT_TRY(lt_calloc(length, sizeof *v, &v));
    lt_status status = LT_OK;
    for (size_t h = first; h < first + n && status == LT_OK; ++h) {
        status = lt_emitted_hours_get(m->rates, group, field, h, v);
        if (status == LT_OK) lt_exactsum_add_n(sum, v, (long)length);
    }
    lt_free(v);
    return status;
}

/* Sum over the potentials of a field; a file without them has none. */
static lt_status sum_potentials(lt_ncr *file, const char *group, const lt_emitted_field *field, lt_exactsum *sum) {
    char variable[64];
    lt_ncr_shape shape;
    double *v;
    snprintf(variable, sizeof variable, "%s/%.31s", group, field->name);
    if (!lt_ncr_has(file, variable)) return LT_OK;
    LT_TRY(lt_ncr_get_shape(file, variable, &shape));
    size_t length = 1;
    for (int d = 0; d < shape.n; ++d) length *= shape.length[d];
    LT_TRY(lt_calloc(length, sizeof *v, &v));
    const lt_status status = lt_ncr_get_double(file, variable, lt_emitted_amount(field), length, v);
    if (status == LT_OK) lt_exactsum_add_n(sum, v, (long)length);
    lt_free(v);
    return status;
}

/* Of the cells that this rank sees, and on the lowest of the stacks, which all see. */
static lt_status sum_field(const lt_mapping *m, bool stacks, const lt_emitted_field *field, size_t first, size_t n,
                           amounts *sum) {
    LT_TRY(sum_hours(m, LT_EMITTED_AREA, field, first, n, &sum->rates));
    LT_TRY(sum_potentials(m->file, "laws/area", field, &sum->potentials));
    if (!stacks) return LT_OK;
    LT_TRY(sum_hours(m, LT_EMITTED_POINTS, field, first, n, &sum->rates));
    return sum_potentials(m->file, "laws/points", field, &sum->potentials);
}

static lt_status sum_missing(const lt_mapping *m, const lt_comm *comm, size_t first, size_t n_hours, amounts **sums,
                             int *n) {
    *n = 0;
    for (int f = 0; f < m->n; ++f) *n += is_missing(&m->fields[f]);
    if (*n == 0) return LT_OK;
    lt_status status = lt_calloc((size_t)*n, sizeof **sums, sums);
    for (int f = 0, at = 0; f < m->n && status == LT_OK; ++f)
        if (is_missing(&m->fields[f]))
            status = sum_field(m, comm->rank == 0, &m->fields[f], first, n_hours, &(*sums)[at++]);
    LT_TRY(lt_comm_agree(comm, status));
    return lt_sums_over_ranks(comm, &(*sums)->rates, (long)(*n * sizeof **sums / sizeof(lt_exactsum)));
}

/* Of kilograms the number alone; moles where the file has no molar mass. */
static void amount_text(const lt_mapping *m, const lt_emitted_field *field, double amount, char out[48]) {
    const char *name = lt_fmt("area/%s", field->name);
    double molar_mass = 0;
    if (field->mol && lt_ncr_has(m->file, name) && lt_ncr_has_attr(m->file, name, "molar_mass") &&
        lt_ncr_attr_double(m->file, name, "molar_mass", &molar_mass) != LT_OK)
        molar_mass = 0;
    if (field->mol && !(molar_mass > 0.0))
        snprintf(out, 48, "%.3g mol", amount);
    else
        snprintf(out, 48, "%.3g", field->mol ? amount * molar_mass * 1e-3 : amount);
}

/* The line of a field that emits; "" for one that does not. */
static void line_of(const lt_mapping *m, const lt_emitted_field *field, const amounts *sum, char out[160]) {
    char mass[48], yearly[48];
    const double rate = lt_exactsum_value(&sum->rates), potential = lt_exactsum_value(&sum->potentials);
    amount_text(m, field, rate * 3600.0, mass);
    amount_text(m, field, potential, yearly);
    out[0] = '\0';
    if (potential != 0.0)
        snprintf(out, 160, "%s %s + %s/a", field->name, mass, yearly);
    else if (rate != 0.0)
        snprintf(out, 160, "%s %s", field->name, mass);
}

static void list_missing(const lt_mapping *m, const amounts *sums, char *text, size_t size) {
    for (int f = 0, at = 0; f < m->n; ++f) {
        char line[160];
        if (!is_missing(&m->fields[f])) continue;
        line_of(m, &m->fields[f], &sums[at++], line);
        const size_t used = strlen(text);
        if (line[0]) snprintf(text + used, size - used, "%s%s", used ? ", " : "kg (+ a mean year by laws): ", line);
    }
}

lt_status lt_mapping_missing(const lt_mapping *m, const lt_comm *comm, size_t first, size_t n_hours, bool drop,
                             char **text) {
    amounts *sums = NULL;
    int n;
    *text = NULL;
    if (!lt_mapping_reacts(m)) return LT_OK;
    lt_status status = sum_missing(m, comm, first, n_hours, &sums, &n);
    const size_t size = (size_t)n * 162 + 64;
    if (status == LT_OK) status = lt_calloc(size, 1, text);
    if (status == LT_OK) list_missing(m, sums, *text, size);
    lt_free(sums);
    if (status == LT_OK && **text && !drop)
        status = LT_RAISE(LT_ERR_INPUT, .what = "the emissions have species that the chemistry lacks",
                          .where = lt_fmt("%s, over the %zu hours of the run", lt_ncr_path(m->file), n_hours),
                          .expected = lt_fmt("species of %s, or names of model/emission/mapping.h", m->set->chemistry),
                          .found = *text,
                          .todo = "leave them out of the file, choose a mechanism that has them, or say model: "
                                  "emission_missing: drop");
    if (status == LT_OK && **text) return LT_OK;
    lt_free(*text);
    *text = NULL;
    return status;
}
