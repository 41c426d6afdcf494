/* names.c - names of a case looked up in its mechanism (names.h). */
#include "model/chemistry/box/names.h"

#include "base/csv.h"
#include "model/chemistry/mechanism/species_near.h"

#include <string.h>
#include <strings.h>

static lt_status unknown(const lt_mechanism *mechanism, const lt_node *node, const char *key, const char *what,
                         const char *name, const char *todo) {
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s: unknown %s %s", key, what, name), .where = lt_node_where(node),
                    .expected = lt_fmt("a %s of the mechanism %s", what, mechanism->name),
                    .found = lt_fmt("\"%s\"", name), .todo = todo);
}

lt_status lt_names_species(const lt_mechanism *mechanism, const lt_node *node, const char *key, const char *name,
                           lt_species_reach set, int *out) {
    *out = lt_mechanism_species(mechanism, name);
    const int n = set == LT_SPECIES_VARIABLE ? mechanism->n_variable : mechanism->n_species;
    if (*out >= 0 && *out < n) return LT_OK;
    if (*out >= n)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s: %s is a fixed species", key, name),
                        .where = lt_node_where(node), .expected = "a species that reactions change",
                        .found = lt_fmt("\"%s\", declared in #DEFFIX of %s", name, mechanism->name),
                        .todo = lt_fmt("give its amount in the section initial, and take it out of %s", key));
    return unknown(mechanism, node, key, "species", name,
                   lt_species_advice(mechanism, name, set == LT_SPECIES_VARIABLE));
}

lt_status lt_names_listed(const lt_mechanism *mechanism, const lt_named_list *list, int k, const char *key,
                          lt_species_reach set, int *out) {
    const lt_named *item = &list->items[k];
    LT_TRY(lt_names_species(mechanism, item->node, key, item->name, set, out));
    for (int j = 0; j < k; j++)
        if (strcasecmp(list->items[j].name, item->name) == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s: a species stands twice", key),
                            .where = lt_node_where(item->node), .expected = "each once; small letters are large ones",
                            .found = lt_fmt("%s and %s", list->items[j].name, item->name), .todo = "take one out");
    return LT_OK;
}

/* The labels of all reactions, and before them the externals of a kind where there is one. */
static lt_status unknown_label(const lt_mechanism *mechanism, const lt_node *node, const char *key, const char *what,
                               int kind, const char *name) {
    const char **names;
    int n = 0;
    LT_TRY(lt_calloc((size_t)(mechanism->n_externals + mechanism->n_reactions), sizeof *names, &names));
    for (int e = 0; e < mechanism->n_externals; e++)
        if ((int)mechanism->externals[e].kind == kind) names[n++] = mechanism->externals[e].name;
    for (int r = 0; r < mechanism->n_reactions; r++) names[n++] = mechanism->reactions[r].label;
    const char *near = lt_nearest_name(name, names, n);
    const lt_status status =
        unknown(mechanism, node, key, what, name,
                near ? lt_fmt("did you mean %s?", near)
                     : lt_fmt("`lantian mechanism check %s --json` lists them", lt_mechanism_call(mechanism)));
    lt_free(names);
    return status;
}

lt_status lt_names_reaction(const lt_mechanism *mechanism, const lt_node *node, const char *key, const char *label,
                            int *out) {
    *out = lt_mechanism_reaction(mechanism, label);
    return *out >= 0 ? LT_OK : unknown_label(mechanism, node, key, "reaction", -1, label);
}

/* With hv, or with an external of the kind in its rate. */
static bool is_driven(const lt_mechanism *mechanism, const lt_reaction *reaction, lt_external_kind kind) {
    if (kind == LT_EXTERNAL_J && reaction->photolysis) return true;
    for (int n = 0; n < reaction->rate.n_nodes; n++) {
        const lt_rate_node *node = &reaction->rate.nodes[n];
        if (node->op == LT_RATE_EXTERNAL && mechanism->externals[node->index].kind == kind) return true;
    }
    return false;
}

lt_status lt_names_external(const lt_mechanism *mechanism, const lt_node *node, const char *key, lt_external_kind kind,
                            const char *name, int *external, int *reaction) {
    *external = lt_mechanism_external(mechanism, kind, name);
    *reaction = *external >= 0 ? -1 : lt_mechanism_reaction(mechanism, name);
    if (*external >= 0 || (*reaction >= 0 && is_driven(mechanism, &mechanism->reactions[*reaction], kind)))
        return LT_OK;
    if (*reaction >= 0)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s: reaction %s is none of this kind", key, name),
                        .where = lt_node_where(node),
                        .expected = kind == LT_EXTERNAL_J ? "a reaction with hv" : "a reaction with HET in its rate",
                        .found = lt_fmt("rate %s", mechanism->reactions[*reaction].rate_text),
                        .todo = "give its constant in the section rates");
    return unknown_label(mechanism, node, key, kind == LT_EXTERNAL_J ? "J or reaction" : "uptake or reaction",
                         (int)kind, name);
}
