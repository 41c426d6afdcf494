/* box_outputs.c - the section output of a box case: which species and families are written and budgeted; and the names
 * that a sweep uses. */
#include "model/chemistry/box/box_private.h"

#include "model/chemistry/box/box_write.h"

#include <string.h>

static const lt_node *family(const lt_box *box, const char *name) {
    const lt_node *families = box->setup->output.families;
    return families ? lt_node_get(families, name) : NULL;
}

static lt_status read_members(const lt_box *box, const lt_node *node, const char *key, lt_box_sum *out) {
    if (node->kind != LT_NODE_LIST || node->n == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("family %s is no list", key), .where = lt_node_where(node),
                        .expected = "[species, species ...]", .found = "something else", .todo = "write a list");
    LT_TRY(lt_calloc((size_t)node->n, sizeof *out->species, &out->species));
    for (int k = 0; k < node->n; k++) {
        const char *name = node->items[k]->kind == LT_NODE_SCALAR ? node->items[k]->text : "";
        LT_TRY(lt_names_species(box->mechanism, node->items[k], key, name, LT_SPECIES_VARIABLE, &out->species[k]));
        for (int j = 0; j < k; j++)
            if (out->species[j] == out->species[k])
                return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("family %s has a species twice", key),
                                .where = lt_node_where(node->items[k]), .expected = "each once", .found = name,
                                .todo = "take one out");
        out->n = k + 1;
    }
    return LT_OK;
}

/* A species or a family by its name. */
static lt_status read_sum(const lt_box *box, const lt_node *place, const char *key, const char *name, lt_box_sum *out) {
    const lt_node *members = family(box, name);
    out->name = name;
    if (members) return read_members(box, members, name, out);
    LT_TRY(lt_calloc(1, sizeof *out->species, &out->species));
    LT_TRY(lt_names_species(box->mechanism, place, key, name, LT_SPECIES_VARIABLE, &out->species[0]));
    out->n = 1;
    out->name = box->mechanism->species[out->species[0]].name; /* as the mechanism writes it */
    return LT_OK;
}

/* Each is a column, a variable, a file of its own. */
static lt_status twice(const lt_node *place, const char *key, const char *name) {
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s: %s stands twice", key, name), .where = lt_node_where(place),
                    .expected = "each once", .found = name, .todo = "take one out");
}

static lt_status judge_once(const lt_node *place, const char *key, const lt_box_sum *sums, int n) {
    for (int k = 0; k < n; k++)
        if (strcmp(sums[k].name, sums[n].name) == 0) return twice(place, key, sums[n].name);
    return LT_OK;
}

lt_status lt_box_read_sums(const lt_box *box, const lt_node *place, const char *key, const lt_list *names,
                           lt_faults *faults, lt_box_sum *sums, int *n) {
    for (long k = 0; k < names->n; k++) {
        const char *name = ((char *const *)names->items)[k];
        if (!name) continue; /* the schema has said it */
        const lt_node *node = place->kind == LT_NODE_LIST ? place->items[k] : place;
        lt_status status = read_sum(box, node, key, name, &sums[*n]);
        if (status == LT_OK) status = judge_once(node, key, sums, *n);
        if (status == LT_OK)
            (*n)++;
        else
            lt_free(sums[*n].species), sums[*n] = (lt_box_sum){0};
        LT_TRY(lt_faults_take(faults, status));
    }
    return LT_OK;
}

/* Without a list: all variable species, then the families. */
static lt_status show_all(lt_box *box, lt_faults *faults) {
    const lt_node *families = box->setup->output.families;
    for (int s = 0; s < box->mechanism->n_variable; s++) {
        lt_box_sum *sum = &box->shown[box->n_shown++];
        sum->name = box->mechanism->species[s].name;
        LT_TRY(lt_calloc(1, sizeof *sum->species, &sum->species));
        sum->species[0] = s;
        sum->n = 1;
    }
    for (int k = 0; families && k < families->n; k++) {
        lt_box_sum *sum = &box->shown[box->n_shown];
        sum->name = families->keys[k];
        const lt_status status = read_members(box, families->items[k], sum->name, sum);
        if (status == LT_OK)
            box->n_shown++;
        else
            lt_free(sum->species), *sum = (lt_box_sum){0};
        LT_TRY(lt_faults_take(faults, status));
    }
    return LT_OK;
}

/* Letters, digits and _ + -, a letter first; not the name of another variable of the netCDF file. */
static bool is_good_name(const char *name) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", others[] = "0123456789_+-";
    if (!name[0] || !strchr(letters, name[0]) || strlen(name) > 31 || lt_box_write_reserves(name)) return false;
    for (; *name; name++)
        if (!strchr(letters, *name) && !strchr(others, *name)) return false;
    return true;
}

static lt_status judge_families(const lt_box *box) {
    const lt_node *families = box->setup->output.families;
    if (!families) return LT_OK;
    if (families->kind != LT_NODE_MAP)
        return LT_RAISE(LT_ERR_INPUT, .what = "families is of the wrong kind", .where = lt_node_where(families),
                        .expected = "a map: name: [species, ...]", .found = "something else", .todo = "write a map");
    for (int k = 0; k < families->n; k++) {
        if (!is_good_name(families->keys[k]))
            return LT_RAISE(LT_ERR_INPUT, .what = "the name of a family cannot name a variable of the output",
                            .where = lt_node_where(families->items[k]),
                            .expected = "a letter, then at most 30 letters, digits, _, + and -; not time, k_..., "
                                        "budget_..., a quantity of the air",
                            .found = lt_fmt("\"%s\"", families->keys[k]), .todo = "give it another name");
        if (lt_mechanism_species(box->mechanism, families->keys[k]) >= 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "a family has the name of a species",
                            .where = lt_node_where(families->items[k]), .expected = "a name of its own",
                            .found = families->keys[k], .todo = "give it another name");
    }
    return LT_OK;
}

static lt_status read_rate_labels(lt_box *box, lt_faults *faults) {
    const lt_list *labels = &box->setup->output.rates;
    const lt_node *place = lt_box_case_node(box->setup, "output", "rates");
    LT_TRY(lt_calloc((size_t)labels->n, sizeof *box->rates, &box->rates));
    for (long k = 0; k < labels->n; k++) {
        const char *label = ((char *const *)labels->items)[k];
        if (!label) continue; /* the schema has said it */
        lt_status status = lt_names_reaction(box->mechanism, place, "output", label, &box->rates[box->n_rates]);
        for (int j = 0; status == LT_OK && j < box->n_rates; j++)
            if (box->rates[j] == box->rates[box->n_rates]) status = twice(place, "rates", label);
        box->n_rates += status == LT_OK;
        LT_TRY(lt_faults_take(faults, status));
    }
    return LT_OK;
}

lt_status lt_box_read_outputs(lt_box *box, lt_faults *faults) {
    lt_box_output_keys *keys = &box->setup->output;
    LT_TRY(lt_faults_take(faults, judge_families(box)));
    if (keys->families && keys->families->kind != LT_NODE_MAP) keys->families = NULL;
    const long families = keys->families ? keys->families->n : 0;
    const long shown = keys->species.n ? keys->species.n : box->mechanism->n_variable + families;
    LT_TRY(read_rate_labels(box, faults));
    LT_TRY(lt_calloc((size_t)shown, sizeof *box->shown, &box->shown));
    LT_TRY(lt_calloc((size_t)keys->budget.n, sizeof *box->budget, &box->budget));
    LT_TRY(keys->species.n ? lt_box_read_sums(box, lt_box_case_node(box->setup, "output", "species"), "output",
                                              &keys->species, faults, box->shown, &box->n_shown)
                           : show_all(box, faults));
    return lt_box_read_sums(box, lt_box_case_node(box->setup, "output", "budget"), "budget", &keys->budget, faults,
                            box->budget, &box->n_budget);
}
