/* cells_table.c - one variable of IN.nc: its shape, the labels of its rows, its values of an outer step. */
#include "model/chemistry/box/cells_private.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char *lt_cells_where(const lt_ncr *file, const lt_cells_table *table, int row, int cell) {
    const char *place = lt_fmt("%.600s, variable %s", lt_ncr_path(file), table->variable);
    if (table->label && row >= 0) place = lt_fmt("%s, %s %s", place, table->label, table->labels[row]);
    return cell >= 0 ? lt_fmt("%s, cell %d (from 0)", place, cell) : place;
}

/* --- labels --- */

/* As strings, or as characters that end with blanks or zeros. */
static lt_status read_labels(lt_ncr *file, lt_cells_table *table) {
    lt_ncr_shape shape;
    LT_TRY(lt_ncr_get_shape(file, table->label, &shape));
    LT_TRY(lt_calloc((size_t)table->n, sizeof *table->labels, &table->labels));
    if (shape.n != 2) return lt_ncr_get_strings(file, table->label, (size_t)table->n, table->labels);
    size_t length;
    char *all;
    LT_TRY(lt_ncr_get_chars(file, table->label, (size_t)table->n, &length, &all));
    lt_status status = LT_OK;
    for (int r = 0; r < table->n && status == LT_OK; r++) {
        const char *text = all + (size_t)r * length;
        size_t end = strnlen(text, length);
        while (end > 0 && text[end - 1] == ' ') end--;
        status = lt_calloc(end + 1, 1, &table->labels[r]);
        if (status == LT_OK) memcpy(table->labels[r], text, end);
    }
    lt_free(all);
    return status;
}

static lt_status check_labels(lt_ncr *file, const lt_cells_table *table) {
    for (int r = 0; r < table->n; r++) {
        const char *where = lt_fmt("%.600s, variable %s, entry %d (from 0)", lt_ncr_path(file), table->label, r);
        if (!table->labels[r] || !table->labels[r][0])
            return LT_RAISE(LT_ERR_INPUT, .what = "a missing label", .where = where,
                            .expected = lt_fmt("a name for every %s", table->label), .found = "nothing",
                            .todo = "fill it in");
        for (int q = 0; q < r; q++)
            if (strcmp(table->labels[q], table->labels[r]) == 0)
                return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the label %s stands twice", table->labels[r]),
                                .where = where, .expected = "every label once",
                                .found = lt_fmt("entries %d and %d", q, r), .todo = "remove one");
    }
    return LT_OK;
}

/* --- shape --- */

static lt_status other_dimensions(lt_ncr *file, const lt_cells_table *table, const lt_ncr_shape *shape) {
    char found[LT_NCR_MAX_DIMS * 66] = "";
    for (int d = 0, used = 0; d < shape->n; d++)
        used += snprintf(found + used, sizeof found - (size_t)used, "%s%s", d ? ", " : "", shape->dim[d]);
    return LT_RAISE(LT_ERR_INPUT, .what = "the variable has other dimensions",
                    .where = lt_cells_where(file, table, -1, -1),
                    .expected = table->label ? lt_fmt("(%s, cell), in any order, outer_step before them if the values "
                                                      "change with it",
                                                      table->label)
                                             : "(cell), outer_step before it if the values change with it",
                    .found = lt_fmt("(%s)", found), .todo = "compare with `lantian example cells`");
}

/* by_step, cells_first and n from the dimensions. */
static lt_status read_shape(lt_ncr *file, int n_cells, int outer_steps, lt_cells_table *table) {
    lt_ncr_shape shape;
    LT_TRY(lt_ncr_get_shape(file, table->variable, &shape));
    const int wanted = table->label ? 2 : 1;
    table->by_step = shape.n == wanted + 1 && strcmp(shape.dim[0], "outer_step") == 0;
    const int first = table->by_step;
    if (shape.n - first != wanted) return other_dimensions(file, table, &shape);
    if (table->by_step) LT_TRY(lt_ncr_expect_dim(file, "outer_step", (size_t)outer_steps));
    table->cells_first = table->label && strcmp(shape.dim[first], "cell") == 0;
    const int cell = table->label && !table->cells_first ? first + 1 : first;
    const int label = table->cells_first ? first + 1 : first;
    if (strcmp(shape.dim[cell], "cell") != 0 || shape.length[cell] != (size_t)n_cells ||
        (table->label && strcmp(shape.dim[label], table->label) != 0))
        return other_dimensions(file, table, &shape);
    table->n = table->label ? (int)shape.length[label] : 1;
    return LT_OK;
}

lt_status lt_cells_table_open(lt_ncr *file, int n_cells, int outer_steps, const char *variable, const char *label,
                              const char *unit, lt_cells_table *table) {
    *table = (lt_cells_table){.variable = variable, .label = label, .unit = unit};
    if (!lt_ncr_has(file, variable)) return LT_OK;
    LT_TRY(read_shape(file, n_cells, outer_steps, table));
    if (label && !lt_ncr_has(file, label))
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the rows of %s have no labels", variable),
                        .where = lt_cells_where(file, table, -1, -1),
                        .expected = lt_fmt("a variable %s(%s) of strings or characters", label, label), .found = "none",
                        .todo = "add it: rows are known by their labels, not by their order");
    if (label) LT_TRY(read_labels(file, table));
    if (label) LT_TRY(check_labels(file, table));
    LT_TRY(lt_calloc((size_t)table->n, sizeof *table->to, &table->to));
    LT_TRY(lt_calloc((size_t)table->n * (size_t)n_cells, sizeof *table->values, &table->values));
    table->there = true;
    return LT_OK;
}

void lt_cells_table_free(lt_cells_table *table) {
    for (int r = 0; table->labels && r < table->n; r++) lt_free(table->labels[r]);
    lt_free(table->labels);
    lt_free(table->to);
    lt_free(table->values);
    *table = (lt_cells_table){0};
}

/* --- values --- */

/* [cell][row] to [row][cell]. */
static lt_status turn(lt_cells_table *table, size_t n_cells) {
    double *turned;
    const size_t n = (size_t)table->n;
    LT_TRY(lt_calloc(n * n_cells, sizeof *turned, &turned));
    for (size_t r = 0; r < n; r++)
        for (size_t i = 0; i < n_cells; i++) turned[r * n_cells + i] = table->values[i * n + r];
    lt_free(table->values);
    table->values = turned;
    return LT_OK;
}

static lt_status check_values(lt_ncr *file, const lt_cells_table *table, int n_cells, double least, double most,
                              lt_faults *faults) {
    const bool named = table->unit && strcmp(table->unit, "1") != 0;
    for (int r = 0; r < table->n; r++)
        for (int i = 0; i < n_cells; i++) {
            const double value = table->values[(size_t)r * (size_t)n_cells + (size_t)i];
            if (value >= least && value <= most && isfinite(value)) continue;
            const char *what = isnan(value)                ? "a value is missing (NaN or a fill value)"
                               : value < 0 && least == 0.0 ? "a negative value"
                                                           : "a value out of range";
            const lt_status status =
                LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_cells_where(file, table, r, i),
                         .expected = isinf(most) ? lt_fmt("a number not below %g", least)
                                                 : lt_fmt("a number from %g to %g%s%s", least, most, named ? " " : "",
                                                          named ? table->unit : ""),
                         .found = lt_fmt("%g", value), .todo = "correct the file");
            LT_TRY(lt_faults_take(faults, status));
        }
    return LT_OK;
}

lt_status lt_cells_table_read(lt_ncr *file, lt_cells_table *table, int n_cells, int outer_step, double least,
                              double most, lt_faults *faults) {
    const size_t n = (size_t)table->n * (size_t)n_cells;
    LT_TRY(table->by_step
               ? lt_ncr_get_double_record(file, table->variable, table->unit, (size_t)outer_step, n, table->values)
               : lt_ncr_get_double(file, table->variable, table->unit, n, table->values));
    if (table->cells_first) LT_TRY(turn(table, (size_t)n_cells));
    return check_values(file, table, n_cells, least, most, faults);
}
