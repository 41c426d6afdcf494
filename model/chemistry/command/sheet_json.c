/* sheet_json.c - the facts of a mechanism as JSON. See facts.h. */
#include "model/chemistry/command/facts.h"

#include "base/json.h"
#include "model/chemistry/mechanism/balance.h"
#include "model/chemistry/mechanism/rate_laws.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

static void add_text(cJSON *list, const char *text) {
    cJSON_AddItemToArray(list, cJSON_CreateString(text));
}

static void add_species(const lt_mech_facts *f, cJSON *root) {
    static const char *const kinds[] = {"gas", "particle", "counter"};
    cJSON *list = cJSON_AddArrayToObject(root, "species");
    for (int s = 0; s < f->m->n_species; s++) {
        const lt_mech_species *species = &f->m->species[s];
        cJSON *o = cJSON_CreateObject();
        cJSON_AddItemToArray(list, o);
        cJSON_AddStringToObject(o, "name", species->name);
        cJSON_AddBoolToObject(o, "fixed", species->fixed);
        cJSON_AddStringToObject(o, "kind", kinds[species->kind]);
        cJSON_AddBoolToObject(o, "composed", species->composed);
        cJSON_AddBoolToObject(o, "in_a_reaction", f->used[s]);
        if (isfinite(species->initial)) cJSON_AddNumberToObject(o, "initial", species->initial);
    }
}

static void add_reactions(const lt_mech_facts *f, cJSON *root) {
    static const char *const sorts[] = {"particle", "uptake", "photolysis", "gas"};
    cJSON *list = cJSON_AddArrayToObject(root, "reactions");
    for (int r = 0; r < f->m->n_reactions; r++) {
        const lt_reaction *reaction = &f->m->reactions[r];
        cJSON *o = cJSON_CreateObject();
        cJSON_AddItemToArray(list, o);
        cJSON_AddStringToObject(o, "label", reaction->label);
        cJSON_AddStringToObject(o, "sort", sorts[f->sort[r]]);
        cJSON_AddStringToObject(o, "rate", reaction->rate_text);
        cJSON_AddBoolToObject(o, "foreign", reaction->rate.foreign);
        cJSON_AddStringToObject(o, "file", reaction->file);
        cJSON_AddNumberToObject(o, "line", reaction->line);
    }
}

static void add_externals(const lt_mech_facts *f, cJSON *root) {
    static const char *const names[] = {"photolysis", "uptake", "rates_to_give"};
    for (int kind = 0; kind < 3; kind++) {
        cJSON *list = cJSON_AddArrayToObject(root, names[kind]);
        for (int x = 0; x < f->m->n_externals; x++)
            if ((int)f->m->externals[x].kind == kind) add_text(list, f->m->externals[x].name);
    }
}

/* One row a reaction and element that do not balance. */
static void add_balance(const lt_mech_facts *f, cJSON *root) {
    const lt_mechanism *m = f->m;
    cJSON *elements = cJSON_AddArrayToObject(root, "elements"), *list = cJSON_AddArrayToObject(root, "unbalanced");
    for (int e = 0; e < m->n_elements; e++) {
        cJSON *o = cJSON_CreateObject();
        cJSON_AddItemToArray(elements, o);
        cJSON_AddStringToObject(o, "name", m->elements[e]);
        cJSON_AddBoolToObject(o, "in_check", m->checked[e]);
        cJSON_AddNumberToObject(o, "unbalanced", f->unbalanced[e]);
        cJSON_AddNumberToObject(o, "not_checked", f->unknown[e]);
    }
    for (int r = 0; r < m->n_reactions; r++)
        for (int e = 0; e < m->n_elements; e++) {
            double defect;
            if (!lt_reaction_defect(m, r, e, &defect) || fabs(defect) < LT_LEAST_DEFECT) continue;
            cJSON *o = cJSON_CreateObject();
            cJSON_AddItemToArray(list, o);
            cJSON_AddStringToObject(o, "label", m->reactions[r].label);
            cJSON_AddStringToObject(o, "element", m->elements[e]);
            cJSON_AddNumberToObject(o, "defect", defect);
        }
    cJSON_AddNumberToObject(root, "reactions_not_checked", f->n_unchecked);
}

static void add_conserved(const lt_mech_facts *f, cJSON *root) {
    if (f->n_conserved < 0) {
        cJSON_AddNullToObject(root, "conserved");
        return;
    }
    cJSON *list = cJSON_AddArrayToObject(root, "conserved");
    for (int k = 0; k < f->n_conserved; k++) {
        cJSON *o = cJSON_CreateObject();
        cJSON_AddItemToArray(list, o);
        for (int t = 0; t < f->conserved[k].n; t++)
            cJSON_AddNumberToObject(o, f->m->species[f->conserved[k].terms[t].species].name,
                                    f->conserved[k].terms[t].coefficient);
    }
}

static void add_remarks(const lt_mechanism *m, cJSON *root) {
    static const char *const kinds[] = {"balance", "foreign_rate", "skipped", "doubtful", "other"};
    cJSON *list = cJSON_AddArrayToObject(root, "remarks");
    for (int k = 0; k < m->n_remarks; k++) {
        const lt_mech_remark *remark = &m->remarks[k];
        cJSON *o = cJSON_CreateObject();
        cJSON_AddItemToArray(list, o);
        cJSON_AddStringToObject(o, "kind", kinds[remark->kind]);
        if (remark->reaction >= 0) cJSON_AddStringToObject(o, "label", m->reactions[remark->reaction].label);
        cJSON_AddStringToObject(o, "text", remark->text);
        cJSON_AddStringToObject(o, "file", remark->file);
        cJSON_AddNumberToObject(o, "line", remark->line);
    }
}

lt_status lt_mech_sheet_json(const lt_mech_facts *f) {
    const lt_mechanism *m = f->m;
    cJSON *root = cJSON_CreateObject(), *files, *laws;
    cJSON_AddStringToObject(root, "mechanism", m->name);
    cJSON_AddBoolToObject(root, "valid", true);
    files = cJSON_AddArrayToObject(root, "files");
    for (int k = 0; k < m->n_files; k++) add_text(files, m->files[k]);
    cJSON_AddNumberToObject(root, "n_variable", m->n_variable);
    cJSON_AddNumberToObject(root, "n_fixed", m->n_species - m->n_variable);
    cJSON_AddNumberToObject(root, "n_reactions", m->n_reactions);
    cJSON_AddNumberToObject(root, "cfactor", m->cfactor);
    cJSON_AddNumberToObject(root, "jacobian_entries", f->n_jacobian);
    cJSON_AddNumberToObject(root, "lu_entries", f->n_lu);
    laws = cJSON_AddObjectToObject(root, "laws");
    for (int k = 0; k < f->n_laws; k++)
        if (f->law_uses[k]) cJSON_AddNumberToObject(laws, lt_rate_laws[k].name, f->law_uses[k]);
    cJSON_AddNumberToObject(root, "plain_numbers", f->n_plain);
    add_externals(f, root);
    add_species(f, root);
    add_reactions(f, root);
    add_balance(f, root);
    add_conserved(f, root);
    add_remarks(m, root);
    return lt_json_say(root);
}
