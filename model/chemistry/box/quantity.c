/* quantity.c - amounts with their units (quantity.h). */
#include "model/chemistry/box/quantity.h"

#include "base/number.h"
#include "base/units.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double AVOGADRO = 6.02214076e23; /* mol-1, exact (SI 2019) (V) */

static const struct {
    const char *unit, *example;
} quantities[LT_N_QUANTITY_KINDS] = {
#define LT_QUANTITY_ROW(kind, unit, example) {unit, example},
    LT_QUANTITIES(LT_QUANTITY_ROW)
#undef LT_QUANTITY_ROW
};

static const unsigned bare = LT_OF(LT_QUANTITY_NUMBER) | LT_OF(LT_QUANTITY_CONSTANT);

/* "2e11 molecules cm-3 or 40 ppb": an example of each kind. */
static const char *wanted(unsigned kinds) {
    char text[256] = "";
    size_t used = 0;
    for (int k = 0; k < LT_N_QUANTITY_KINDS; k++)
        if (kinds & LT_OF(k) && used < sizeof text)
            used +=
                (size_t)snprintf(text + used, sizeof text - used, "%s%s", used ? " or " : "", quantities[k].example);
    return lt_fmt("a number with%s unit, e.g. %s", kinds & bare ? "out" : " its", text);
}

/* What to write where a unit does not fit. */
static const char *advice(const char *unit, unsigned kinds) {
    static const char *const of_mass[] = {"kg m-3", "kg m-2 s-1", "kg m-3 s-1", "kg s-1", "kg kg-1 s-1"};
    double factor, offset;
    if (kinds == LT_OF(LT_QUANTITY_CONSTANT)) return "leave the unit out: the number is in cm3, molecules and s";
    if (kinds & bare) return "leave the unit out";
    for (size_t k = 0; k < sizeof of_mass / sizeof *of_mass; k++) {
        if (lt_units_factor(unit, of_mass[k], &factor, &offset) == LT_OK)
            return lt_fmt("mass is not taken, for it needs a molar mass: write the amount as in the example%s",
                          kinds & (kinds - 1) ? "s" : "");
        lt_error_clear();
    }
    return "write another unit, as udunits2 does";
}

/* udunits' own molecule rests on an older Avogadro constant: the word is taken off, a molecule is one. */
static const char *without_molecules(const char *unit) {
    static const char *const words[] = {"molecules", "molecule", "molec"};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        const size_t length = strlen(words[w]);
        if (strncmp(unit, words[w], length) == 0 && !isalpha((unsigned char)unit[length])) {
            unit += length;
            unit += strspn(unit, " *");
            return unit[0] == '/' ? lt_fmt("1%s", unit) : unit;
        }
    }
    return unit;
}

/* The same of "cm3 molecule-1 s-1" and "cm3/molecule/s", wherever the word stands. */
static const char *without_per_molecule(const char *unit) {
    static const char *const words[] = {" molecules-1", "/molecules", " molecule-1", "/molecule", " molec-1", "/molec"};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        const char *at = strstr(unit, words[w]);
        if (at) return lt_fmt("%.*s%s", (int)(at - unit), unit, at + strlen(words[w]));
    }
    return unit;
}

/* udunits says 0.9999999999999999 for ppb in 1e-9: what lies within its rounding of a short number is that. */
static double without_noise(double factor) {
    const double near = strtod(lt_fmt("%.12g", factor), NULL);
    return fabs(factor - near) <= 1e-15 * fabs(factor) ? near : factor;
}

/* In molecules, or in moles. */
static lt_status counted_factor(const char *unit, int kind, double *factor) {
    const bool pair = kind == LT_QUANTITY_PER_PAIR;
    const char *to = quantities[kind].unit;
    double offset;
    if (lt_units_factor(pair ? without_per_molecule(unit) : without_molecules(unit), to, factor, &offset) == LT_OK)
        return offset == 0.0 ? LT_OK : LT_ERR_INPUT;
    lt_error_clear();
    LT_TRY(lt_units_factor(unit, lt_fmt(pair ? "%s mol-1" : "%s mol", to), factor, &offset));
    *factor *= pair ? 1.0 / AVOGADRO : AVOGADRO;
    return LT_OK;
}

bool lt_quantity_factor(const char *unit, lt_quantity_kind kind, double *factor) {
    double offset = 0.0;
    const bool counted = LT_OF(kind) & (LT_OF(LT_QUANTITY_DENSITY) | LT_OF(LT_QUANTITY_DENSITY_RATE) |
                                        LT_OF(LT_QUANTITY_FLUX) | LT_OF(LT_QUANTITY_PER_PAIR));
    const lt_status status = counted ? counted_factor(unit, (int)kind, factor)
                                     : lt_units_factor(unit, quantities[kind].unit, factor, &offset);
    if (status != LT_OK) lt_error_clear();
    *factor = without_noise(*factor);
    return status == LT_OK && offset == 0.0;
}

static lt_status find_kind(const lt_node *node, const char *key, const char *unit, unsigned kinds, lt_quantity *out) {
    for (int k = 0; k < LT_N_QUANTITY_KINDS; k++) {
        double factor = 1.0;
        if (!(kinds & LT_OF(k))) continue;
        if (LT_OF(k) & bare ? unit[0] != '\0'
                            : unit[0] == '\0' || !lt_quantity_factor(unit, (lt_quantity_kind)k, &factor))
            continue;
        out->kind = (lt_quantity_kind)k;
        out->value *= factor;
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT,
                    .what = unit[0] ? lt_fmt("%s: its unit does not fit", key) : lt_fmt("%s has no unit", key),
                    .where = lt_node_where(node), .expected = wanted(kinds), .found = lt_fmt("\"%s\"", node->text),
                    .todo = unit[0] ? advice(unit, kinds) : "write the unit behind the number");
}

lt_status lt_quantity_read(const lt_node *node, const char *key, unsigned kinds, lt_quantity *out) {
    const char *unit;
    if (node->kind != LT_NODE_SCALAR || !lt_number_scan(node->text, &out->value, &unit))
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s is not a number", key), .where = lt_node_where(node),
                        .expected = wanted(kinds),
                        .found = node->kind == LT_NODE_SCALAR ? lt_fmt("\"%s\"", node->text) : "a list or a map",
                        .todo = "write digits with a decimal point, and the unit behind a blank");
    unit += strspn(unit, " \t");
    LT_TRY(find_kind(node, key, unit, kinds, out));
    if (out->value < 0.0)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s is negative", key), .where = lt_node_where(node),
                        .expected = "0 or more", .found = lt_fmt("\"%s\"", node->text), .todo = "correct the value");
    return LT_OK;
}

lt_status lt_named_read(const lt_node *map, const char *key, unsigned kinds, lt_faults *faults, lt_named_list *out) {
    *out = (lt_named_list){0};
    if (!map) return LT_OK;
    if (map->kind != LT_NODE_MAP)
        return lt_faults_take(faults, LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s is of the wrong kind", key),
                                               .where = lt_node_where(map), .expected = "a map of names and values",
                                               .found = map->kind == LT_NODE_LIST ? "a list" : "a value",
                                               .todo = "write one name and its value a line"));
    LT_TRY(lt_calloc((size_t)map->n, sizeof *out->items, &out->items));
    for (int k = 0; k < map->n; k++) {
        lt_named item = {.name = map->keys[k], .node = map->items[k]};
        const lt_status status = lt_quantity_read(item.node, lt_fmt("%s of %s", item.name, key), kinds, &item.quantity);
        if (status == LT_OK) out->items[out->n++] = item;
        LT_TRY(lt_faults_take(faults, status));
    }
    return LT_OK;
}

void lt_named_free(lt_named_list *list) {
    lt_free(list->items);
    *list = (lt_named_list){0};
}
