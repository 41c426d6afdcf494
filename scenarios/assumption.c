/* assumption.c - see assumption.h and measure.h. */
#include "scenarios/assumption.h"

#include "base/csv.h"
#include "base/number.h"
#include "base/units.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

bool lt_quantity_parse(const char *text, double *value, char unit[32]) {
    const char *end;
    if (text == NULL || !lt_number_scan(text, value, &end)) return false;
    while (isspace((unsigned char)*end)) end++;
    size_t length = strlen(end);
    while (length > 0 && isspace((unsigned char)end[length - 1])) length--;
    if (length >= 32) return false;
    snprintf(unit, 32, "%.*s", length > 0 ? (int)length : 1, length > 0 ? end : "1");
    return true;
}

const lt_assumption *lt_measure_assumption(const lt_measure *measure, const char *id) {
    const lt_assumption *rows = measure->assumptions.items;
    for (long a = 0; a < measure->assumptions.n; a++)
        if (strcmp(rows[a].id, id) == 0) return &rows[a];
    return NULL;
}

const char *lt_measure_value_text(const lt_measure *measure, const char *text) {
    const lt_assumption *assumption = lt_measure_assumption(measure, text);
    return assumption != NULL && assumption->value != NULL ? assumption->value : text;
}

/* The nearest id of an assumption, for "did you mean". */
static const char *nearest(const lt_measure *measure, const char *text) {
    const lt_assumption *rows = measure->assumptions.items;
    const char *names[64];
    long n = measure->assumptions.n < 64 ? measure->assumptions.n : 64;
    for (long a = 0; a < n; a++) names[a] = rows[a].id;
    return lt_nearest_name(text, names, n);
}

lt_status lt_measure_quantity(const lt_measure *measure, const lt_node *node, const char *key, const char *text,
                              double *value, char unit[32]) {
    const lt_assumption *assumption = lt_measure_assumption(measure, text);
    const char *number = assumption != NULL ? assumption->value : text;
    if (number != NULL && lt_quantity_parse(number, value, unit)) return LT_OK;
    const char *near = nearest(measure, text);
    return LT_RAISE(LT_ERR_INPUT,
                    .what = lt_fmt("%s is neither a number with a unit nor an assumption with a value", key),
                    .where = lt_node_where(node), .expected = "\"12 %\", \"20.9 MJ/kg\" or the id of an assumption",
                    .found = text, .todo = near ? lt_fmt("did you mean %s?", near) : NULL);
}

lt_status lt_measure_number(const lt_measure *measure, const lt_node *node, const char *key, const char *text,
                            const char *unit, double min, double max, double *out) {
    double value;
    char have[32];
    LT_TRY(lt_measure_quantity(measure, node, key, text, &value, have));
    if (strcmp(have, "1") == 0 && strcmp(unit, "1") != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s has no unit", key), .where = lt_node_where(node),
                        .expected = lt_fmt("a number with a unit like %s", unit), .found = text,
                        .todo = "write the unit behind the number");
    LT_TRY_PLACE(lt_units_convert(value, have, unit, out), "%s, %s: %s", lt_node_where(node), key, text);
    if (*out >= min && *out <= max) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s is out of range", key), .where = lt_node_where(node),
                    .expected = lt_fmt("%g to %g %s", min, max, unit), .found = lt_fmt("%g (%s)", *out, text),
                    .todo = "correct the number or its unit");
}

static lt_status range_fault(const lt_measure *measure, const lt_assumption *assumption, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the range of assumption %s is not right", assumption->id),
                    .where = lt_node_where(lt_node_get(measure->document, "assumptions")),
                    .expected = "range: [low, high] that encloses the value", .found = found,
                    .todo = "write [low, high] with the value between them");
}

lt_status lt_assumption_check(const lt_measure *measure, const lt_assumption *assumption) {
    char *const *ends = assumption->range.items;
    const lt_assumption *first = lt_measure_assumption(measure, assumption->id);
    const lt_node *node = lt_node_get(measure->document, "assumptions");
    if (first != assumption)
        return LT_RAISE(LT_ERR_INPUT, .what = "two assumptions with the same id", .where = lt_node_where(node),
                        .expected = "every id once", .found = assumption->id, .todo = "rename one of them");
    const bool number = lt_given(assumption->value);
    if (number && strchr("VS", assumption->mark[0]) != NULL && !lt_given(assumption->source))
        return LT_RAISE(LT_ERR_INPUT, .what = "an assumption that was read somewhere has no source",
                        .where = lt_node_where(node), .expected = "a source with the marks V and S",
                        .found = lt_fmt("%s, mark %s", assumption->id, assumption->mark),
                        .todo = "name the source, or give it the mark R (recalled) or A (assumed)");
    if (!number) return assumption->range.n == 0 ? LT_OK : range_fault(measure, assumption, "a range without a value");
    double value, low, high;
    char unit[32];
    LT_TRY(lt_measure_quantity(measure, node, assumption->id, assumption->id, &value, unit));
    if (assumption->range.n != 2) return range_fault(measure, assumption, lt_fmt("%ld ends", assumption->range.n));
    LT_TRY(lt_measure_number(measure, node, assumption->id, ends[0], unit, -HUGE_VAL, HUGE_VAL, &low));
    LT_TRY(lt_measure_number(measure, node, assumption->id, ends[1], unit, -HUGE_VAL, HUGE_VAL, &high));
    if (low <= value && value <= high) return LT_OK;
    return range_fault(measure, assumption, lt_fmt("%g in [%g, %g] %s", value, low, high, unit));
}

bool lt_assumption_named(const lt_node *node, const char *id) {
    if (node == NULL) return false;
    if (node->kind == LT_NODE_SCALAR) return node->text != NULL && strcmp(node->text, id) == 0;
    for (int n = 0; n < node->n; n++)
        if (lt_assumption_named(node->items[n], id)) return true;
    return false;
}

lt_status lt_assumption_check_used(const lt_measure *measure, const lt_assumption *assumption) {
    if (!lt_given(assumption->value)) return LT_OK;
    if (lt_assumption_named(measure->action_nodes, assumption->id)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "an assumption that no action uses",
                    .where = lt_node_where(lt_node_get(measure->document, "assumptions")), .found = assumption->id,
                    .todo = "name it in an action, or remove its value and range",
                    .expected = "every assumption used by an action");
}
