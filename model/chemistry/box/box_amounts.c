/* box_amounts.c - amounts of a box case in the unit of the run: start, tolerances, held and background values; losses.
 */
#include "model/chemistry/box/box_private.h"

#include "model/chemistry/box/box_air.h"
#include "model/chemistry/box/box_forcing.h"
#include "model/chemistry/box/names.h"
#include "model/chemistry/box/quantity.h"
#include "model/chemistry/solver/methods.h"

#include <math.h>
#include <string.h>

static unsigned amounts(const lt_box *box) {
    return box->native ? LT_OF(LT_QUANTITY_NUMBER) : LT_OF(LT_QUANTITY_RATIO) | LT_OF(LT_QUANTITY_DENSITY);
}

/* In the unit of the run. More than the air itself (M may be rounded) is a slip of the unit; not where a state of the
 * solver is run again. */
static lt_status amount(const lt_box *box, const lt_node *node, const char *name, const lt_quantity *q, double *out) {
    double M = 1.0;
    if (q->kind == LT_QUANTITY_DENSITY) LT_TRY(lt_box_air_start_number(box, &M));
    *out = q->kind == LT_QUANTITY_DENSITY ? 1e9 * q->value / M : q->value;
    if (box->native || box->setup->constants || *out <= 1.1e9) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s: more than all air", name), .where = lt_node_where(node),
                    .expected = "at most 1e9 ppb", .found = lt_fmt("\"%s\", %g ppb", node->text, *out),
                    .todo = "look at its unit");
}

/* A map of species and amounts into values [n of the set]. */
lt_status lt_box_read_amounts(const lt_box *box, const lt_node *map, const char *key, lt_species_reach set,
                              lt_faults *faults, double *values) {
    lt_named_list list;
    lt_status status = lt_named_read(map, key, amounts(box), faults, &list);
    for (int k = 0; status == LT_OK && k < list.n; k++) {
        int s = -1;
        status = lt_names_listed(box->mechanism, &list, k, key, set, &s);
        if (status == LT_OK)
            status = amount(box, list.items[k].node, list.items[k].name, &list.items[k].quantity, &values[s]);
        status = lt_faults_take(faults, status);
    }
    lt_named_free(&list);
    return status;
}

/* What #INITVALUES say: native amounts; in ppb by the file's own M. NAN for fixed species without one, and for amounts
 * that a file without M does not tell in ppb. */
void lt_box_initial_of_file(lt_box *box) {
    const lt_mechanism *m = box->mechanism;
    int air = lt_mechanism_species(m, "M");
    if (air < 0) air = lt_mechanism_species(m, "AIR");
    const double M = air >= 0 ? m->species[air].initial : NAN;
    for (int s = 0; s < m->n_species; s++) {
        const double own = m->species[s].initial, value = box->native ? own : own == 0.0 ? 0.0 : 1e9 * own / M;
        box->initial[s] = s < m->n_variable && isnan(own) ? 0.0 : value;
        /* Water of the case goes before the file's. */
        if (s >= m->n_variable && !box->native && strcmp(m->species[s].name, "H2O") == 0) box->initial[s] = NAN;
    }
}

/* Species whose start the case does not say, and the file does. */
static void mark_from_file(lt_box *box) {
    const lt_mechanism *m = box->mechanism;
    const lt_node *map = box->setup->initial;
    for (int s = 0; s < m->n_variable; s++) box->from_file[s] = isfinite(box->initial[s]) && box->initial[s] > 0.0;
    for (int k = 0; map && map->kind == LT_NODE_MAP && k < map->n; k++) {
        const int s = lt_mechanism_species(m, map->keys[k]);
        if (s >= 0 && s < m->n_variable) box->from_file[s] = false;
    }
}

lt_status lt_box_read_initial(lt_box *box, lt_faults *faults) {
    const lt_mechanism *m = box->mechanism;
    char names[600] = "";
    int n = 0;
    mark_from_file(box);
    LT_TRY(lt_box_read_amounts(box, box->setup->initial, "initial", LT_SPECIES_ANY, faults, box->initial));
    for (int s = 0; s < m->n_variable; s++) {
        if (isfinite(box->initial[s])) continue;
        lt_box_append_name(names, sizeof names, &n, m->species[s].name);
        box->initial[s] = 0.0;
    }
    if (n == 0) return LT_OK;
    return lt_faults_take(faults, LT_RAISE(LT_ERR_INPUT, .what = "start values of the mechanism have no unit",
                                           .where = lt_fmt("%s, #INITVALUES", m->path),
                                           .expected = "M or AIR among them, by which they are brought to ppb",
                                           .found = lt_fmt("%s without it", names),
                                           .todo = "give them in the section initial, or write units: native"));
}

lt_status lt_box_read_tolerances(lt_box *box, lt_faults *faults) {
    lt_box_case *c = box->setup;
    double all = box->native ? 1e-3 : LT_CHEM_ATOL_PPB;
    if (c->atol) {
        lt_quantity q = {0};
        lt_status status = lt_quantity_read(c->atol, "atol", amounts(box), &q);
        if (status == LT_OK) status = amount(box, c->atol, "atol", &q, &all);
        LT_TRY(lt_faults_take(faults, status));
    }
    for (int s = 0; s < box->mechanism->n_variable; s++) box->atol[s] = all;
    LT_TRY(lt_box_read_amounts(box, c->atol_species, "atol_species", LT_SPECIES_VARIABLE, faults, box->atol));
    for (int s = 0; s < box->mechanism->n_variable; s++) {
        if (box->atol[s] > 0.0) continue;
        return lt_faults_take(
            faults, LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the tolerance of %s is 0", box->mechanism->species[s].name),
                             .where = lt_node_where(lt_box_case_node(c, "atol", NULL)), .expected = "more than 0",
                             .found = "0", .todo = "take e.g. 1e-9 ppb"));
    }
    return LT_OK;
}

lt_status lt_box_read_velocities(lt_box *box, lt_faults *faults) {
    lt_named_list list;
    lt_status status = lt_named_read(box->setup->deposition, "deposition", LT_OF(LT_QUANTITY_VELOCITY), faults, &list);
    for (int k = 0; status == LT_OK && k < list.n; k++) {
        int s = -1;
        status = lt_names_listed(box->mechanism, &list, k, "deposition", LT_SPECIES_VARIABLE, &s);
        if (status == LT_OK) box->velocity[s] = list.items[k].quantity.value;
        status = lt_faults_take(faults, status);
    }
    box->mixes = box->mixes || list.n > 0;
    lt_named_free(&list);
    return status;
}

lt_status lt_box_read_exchange(lt_box *box, lt_faults *faults) {
    lt_box_case *c = box->setup;
    for (int s = 0; s < box->mechanism->n_variable; s++) box->held[s] = NAN;
    LT_TRY(lt_box_read_amounts(box, c->held, "held", LT_SPECIES_VARIABLE, faults, box->held));
    LT_TRY(
        lt_box_read_amounts(box, c->dilution.background, "background", LT_SPECIES_VARIABLE, faults, box->background));
    if (c->dilution.background && !c->dilution.rate && !lt_box_exchanges(box))
        LT_TRY(lt_faults_take(faults, LT_RAISE(LT_ERR_INPUT, .what = "a background that nothing brings in",
                                               .where = lt_node_where(c->dilution.background),
                                               .expected = "rate, or a table with dilution_per_h or mixing_height_m",
                                               .found = "neither", .todo = "add e.g. rate: 0.05 h-1")));
    if (!c->dilution.rate) return LT_OK;
    lt_quantity q = {0};
    LT_TRY(lt_faults_take(faults,
                          lt_quantity_read(c->dilution.rate, "rate of dilution", LT_OF(LT_QUANTITY_PER_TIME), &q)));
    box->dilution = q.value;
    return LT_OK;
}

/* A species that a column holds; what is held takes its start from there. */
void lt_box_held_by_table(lt_box *box) {
    for (int k = 0; box->table && k < box->table->n_named; k++)
        if (box->table->named[k].held >= 0)
            box->held[box->table->named[k].held] = lt_box_table_at(box->table, box->table->named[k].values, 0.0);
    for (int s = 0; s < box->mechanism->n_variable; s++) box->from_file[s] = box->from_file[s] && isnan(box->held[s]);
}

lt_status lt_box_read_water(lt_box *box, lt_faults *faults) {
    box->water_ppb = NAN;
    if (!box->setup->air.water) return LT_OK;
    lt_quantity q = {0};
    lt_status status =
        lt_quantity_read(box->setup->air.water, "water", LT_OF(LT_QUANTITY_RATIO) | LT_OF(LT_QUANTITY_DENSITY), &q);
    if (status == LT_OK) status = amount(box, box->setup->air.water, "water", &q, &box->water_ppb);
    return lt_faults_take(faults, status);
}
