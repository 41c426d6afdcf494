/* box_given_rates.c - what a box case says of rates: J, uptake, constants by label, factors; and what it leaves out. */
#include "model/chemistry/box/box_private.h"

#include "model/chemistry/box/names.h"
#include "model/chemistry/box/quantity.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool by_light(const lt_box *box, int external) {
    const lt_external *e = &box->mechanism->externals[external];
    return box->sky && e->kind == LT_EXTERNAL_J && lt_clear_sky_find(box->sky, e->name) >= 0;
}

/* Has a reaction that takes this external (or, external < 0, this reaction) two reactants? Its unit is another then. */
static bool takes_a_pair(const lt_mechanism *m, int external, int reaction) {
    for (int r = 0; r < m->n_reactions; r++) {
        const lt_reaction *one = &m->reactions[r];
        bool mine = r == reaction;
        double order = 0.0;
        for (int n = 0; n < one->rate.n_nodes; n++)
            mine = mine || (one->rate.nodes[n].op == LT_RATE_EXTERNAL && one->rate.nodes[n].index == external);
        for (int a = 0; a < one->n_reactants; a++) order += one->reactants[a].coefficient;
        if (mine && order > 1.0) return true;
    }
    return false;
}

/* "others: 0 s-1": all of this kind that stand nowhere else in the map, that no law gives, and that have this unit. */
static void set_others(lt_box *box, lt_external_kind kind, double value) {
    for (int e = 0; e < box->mechanism->n_externals; e++)
        if (box->mechanism->externals[e].kind == kind && isnan(box->external[e]) && !by_light(box, e) &&
            (value == 0.0 || !takes_a_pair(box->mechanism, e, -1)))
            box->external[e] = value;
}

/* 0 is 0 in any unit. */
static lt_status judge_unit(const lt_mechanism *m, const char *key, const lt_named *item, int external, int reaction) {
    const bool pair = takes_a_pair(m, external, reaction);
    if (item->quantity.value == 0.0 || pair == (item->quantity.kind == LT_QUANTITY_PER_PAIR)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s of %s: its unit does not fit", item->name, key),
                    .where = lt_node_where(item->node),
                    .expected = pair ? "of a reaction of two: e.g. 1e-12 cm3 molecule-1 s-1" : "e.g. 1e-4 s-1",
                    .found = lt_fmt("\"%s\"", item->node->text), .todo = "bring the value to this unit");
}

/* Values of J or uptake by name or label. */
static lt_status read_externals(lt_box *box, const lt_node *map, const char *key, lt_external_kind kind,
                                lt_faults *faults) {
    lt_named_list list;
    double others = NAN;
    const unsigned pairs = kind == LT_EXTERNAL_HET ? LT_OF(LT_QUANTITY_PER_PAIR) : 0u;
    const unsigned kinds = LT_OF(LT_QUANTITY_PER_TIME) | pairs;
    lt_status status = lt_named_read(map, key, kinds, faults, &list);
    for (int k = 0; status == LT_OK && k < list.n; k++) {
        const lt_named *item = &list.items[k];
        int e = -1, r = -1;
        if (strcmp(item->name, "others") == 0) {
            others = item->quantity.value;
            continue;
        }
        status = lt_names_external(box->mechanism, item->node, key, kind, item->name, &e, &r);
        if (status == LT_OK) status = judge_unit(box->mechanism, key, item, e, r);
        if (status == LT_OK && e >= 0) box->external[e] = item->quantity.value;
        if (status == LT_OK && r >= 0) box->rate[r] = item->quantity.value;
        status = lt_faults_take(faults, status);
    }
    set_others(box, kind, others);
    lt_named_free(&list);
    return status;
}

static lt_status read_by_label(lt_box *box, const lt_node *map, const char *key, lt_quantity_kind kind,
                               lt_faults *faults, double *values) {
    lt_named_list list;
    lt_status status = lt_named_read(map, key, LT_OF(kind), faults, &list);
    for (int k = 0; status == LT_OK && k < list.n; k++) {
        int r = -1;
        status = lt_names_reaction(box->mechanism, list.items[k].node, key, list.items[k].name, &r);
        if (status == LT_OK) values[r] = list.items[k].quantity.value;
        status = lt_faults_take(faults, status);
    }
    lt_named_free(&list);
    return status;
}

void lt_box_append_name(char *names, size_t size, int *n, const char *name) {
    const size_t used = strlen(names);
    if (used + strlen(name) + 8 < size)
        snprintf(names + used, size - used, "%s%s", used ? ", " : "", name);
    else if (used + 5 < size && strcmp(names + used - 3, "...") != 0)
        snprintf(names + used, size - used, ", ...");
    (*n)++;
}

/* The law is named, and does not know them. */
static const char *beside_law(const lt_box *box, const char *first) {
    const char *near = lt_clear_sky_near(box->sky, first);
    return lt_fmt("clear_sky does not know %s: %sgive values in the section photolysis, or use in the mechanism a name "
                  "of model/data/clear_sky_photolysis.csv (%d; listed in model/chemistry/box/README.md)",
                  first, near ? lt_fmt("the nearest that it knows is J(%s); ", near) : "", lt_clear_sky_rows(box->sky));
}

static lt_status judge_externals(const lt_box *box, lt_external_kind kind, lt_faults *faults) {
    static const char *const whats[] = {"photolysis frequencies are", "uptake on particles is",
                                        "rates of foreign functions are"};
    static const char *const keys[] = {"photolysis", "uptake", "rates"};
    static const char *const todos[] = {"write `law: clear_sky` or values into the section photolysis",
                                        "give each in the section uptake; `others: 0 s-1` for all that stand not in it",
                                        "give the rate of each reaction in the section rates"};
    char names[600] = "";
    const char *first = "", *todo = todos[kind];
    int n = 0;
    for (int e = 0; e < box->mechanism->n_externals; e++) {
        if (box->mechanism->externals[e].kind != kind || !lt_box_asks_external(box, e)) continue;
        if (!isnan(box->external[e])) continue;
        if (n == 0) first = box->mechanism->externals[e].name;
        lt_box_append_name(names, sizeof names, &n, box->mechanism->externals[e].name);
    }
    if (n == 0) return LT_OK;
    if (kind == LT_EXTERNAL_J && box->sky) todo = beside_law(box, first);
    return lt_faults_take(faults, LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s not given", whats[kind]),
                                           .where = lt_node_where(lt_box_case_node(box->setup, keys[kind], NULL)),
                                           .expected = lt_fmt("%d more value%s", n, n == 1 ? "" : "s"), .found = names,
                                           .todo = todo));
}

/* All constants as the solver has them: none may lack. */
static lt_status judge_constants(const lt_box *box, lt_faults *faults) {
    char names[600] = "";
    int n = 0;
    for (int r = 0; r < box->mechanism->n_reactions; r++)
        if (isnan(box->rate[r])) lt_box_append_name(names, sizeof names, &n, box->mechanism->reactions[r].label);
    if (n == 0) return LT_OK;
    return lt_faults_take(faults,
                          LT_RAISE(LT_ERR_INPUT, .what = "reactions have no constant",
                                   .where = lt_node_where(box->setup->constants),
                                   .expected = lt_fmt("a constant of all %d reactions", box->mechanism->n_reactions),
                                   .found = lt_fmt("none of %s", names), .todo = "give them"));
}

static lt_status judge_factor(const lt_box *box) {
    if (box->sky || box->setup->photolysis.factor == 1.0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "photolysis: a factor of no law",
                    .where = lt_node_where(lt_box_case_node(box->setup, "photolysis", "factor")),
                    .expected = "law: clear_sky beside it; values are taken as they are",
                    .found = lt_fmt("factor: %g without it", box->setup->photolysis.factor),
                    .todo = "take it out, or name the law");
}

lt_status lt_box_read_rates(lt_box *box, lt_faults *faults) {
    const lt_box_case *c = box->setup;
    const lt_mechanism *m = box->mechanism;
    LT_TRY(lt_faults_take(faults, judge_factor(box)));
    for (int e = 0; e < m->n_externals; e++) box->external[e] = NAN;
    for (int r = 0; r < m->n_reactions; r++) box->rate[r] = NAN, box->rate_factor[r] = 1.0;
    if (c->constants) LT_TRY(read_by_label(box, c->constants, "constants", LT_QUANTITY_NUMBER, faults, box->rate));
    LT_TRY(read_externals(box, c->photolysis.values, "photolysis", LT_EXTERNAL_J, faults));
    LT_TRY(read_externals(box, c->uptake, "uptake", LT_EXTERNAL_HET, faults));
    LT_TRY(read_by_label(box, c->rates, "rates", LT_QUANTITY_CONSTANT, faults, box->rate));
    LT_TRY(read_by_label(box, c->rate_factors, "rate_factors", LT_QUANTITY_NUMBER, faults, box->rate_factor));
    /* What another reaction's K(LABEL) reads of a foreign rate. */
    for (int e = 0; e < m->n_externals; e++)
        if (m->externals[e].kind == LT_EXTERNAL_RATE)
            box->external[e] = box->rate[lt_mechanism_reaction(m, m->externals[e].name)];
    for (int r = 0; r < m->n_reactions; r++) box->by_law[r] = isnan(box->rate[r]) && !c->constants;
    if (c->constants) return judge_constants(box, faults);
    return LT_OK;
}

/* What no one prescribed: the law of light and the table say it. The values stay NAN until the time is known. */
lt_status lt_box_judge_rates(lt_box *box, lt_faults *faults) {
    const lt_mechanism *m = box->mechanism;
    double *given;
    if (box->setup->constants) return LT_OK;
    for (int k = 0; box->table && k < box->table->n_named; k++)
        if (box->table->named[k].reaction >= 0) box->by_law[box->table->named[k].reaction] = false;
    LT_TRY(lt_calloc((size_t)m->n_externals, sizeof *given, &given));
    double *mine = box->external;
    memcpy(given, mine, (size_t)m->n_externals * sizeof *given);
    for (int e = 0; e < m->n_externals; e++)
        if (isnan(given[e]) && by_light(box, e)) given[e] = 0.0;
    for (int k = 0; box->table && k < box->table->n_named; k++)
        if (box->table->named[k].external >= 0) given[box->table->named[k].external] = 0.0;
    box->external = given;
    lt_status status = LT_OK;
    for (int kind = LT_EXTERNAL_J; status == LT_OK && kind <= LT_EXTERNAL_RATE; kind++)
        status = judge_externals(box, (lt_external_kind)kind, faults);
    box->external = mine;
    lt_free(given);
    return status;
}
