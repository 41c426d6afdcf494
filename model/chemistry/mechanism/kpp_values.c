/* kpp_values.c - #INITVALUES, and the lists of names: #CHECK, #LOOKAT, #MONITOR, #TRANSPORT.
 *
 * An initial value is what stands in the file times CFACTOR. VAR_SPEC, FIX_SPEC and ALL_SPEC are for the species that
 * have none of their own, wherever they stand. */
#include "model/chemistry/mechanism/kpp_private.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_NAME = 64 };

/* "NAME = expression" cut in two. */
static lt_status halves(lt_kpp *kpp, const lt_kpp_statement *s, char name[MOST_NAME], const char **value) {
    const size_t n = lt_kpp_word(s->text);
    const char *equals = lt_kpp_blanks(s->text + n);
    *value = NULL;
    if (n == 0 || n >= MOST_NAME || *equals != '=')
        return LT_KPP_FAULT(kpp, .what = "this is no initial value", .where = lt_kpp_place(s, NULL),
                            .expected = "NAME = number;", .found = lt_fmt("%.60s", s->text),
                            .todo = "is a ; missing or one too many?");
    snprintf(name, MOST_NAME, "%.*s", (int)n, s->text);
    *value = lt_kpp_blanks(equals + 1);
    return LT_OK;
}

/* A number, perhaps worked out of others. NAN: foreign. */
static lt_status value_of(lt_kpp *kpp, const lt_kpp_statement *s, const char *name, const char *text, double *out) {
    lt_rate tree = {0};
    lt_status status = lt_kpp_rate(kpp, s, -1, text, &tree);
    const bool number = tree.n_nodes == 1 && tree.nodes[0].op == LT_RATE_NUMBER, foreign = tree.foreign;
    *out = number ? tree.nodes[0].number : NAN;
    lt_free(tree.nodes);
    if (status != LT_OK) return lt_faults_take(kpp->faults, status);
    if (foreign)
        return lt_kpp_remark(kpp, LT_REMARK_SKIPPED, s->file, s->line, -1,
                             "the initial value of %s is foreign code and is not taken: %s", name, text);
    if (number && isfinite(*out) && *out >= 0) return LT_OK;
    return LT_KPP_FAULT(kpp, .what = "an initial value is no number of 0 or more", .where = lt_kpp_place(s, NULL),
                        .expected = lt_fmt("%s = number;", name), .found = lt_fmt("%.60s", text), .todo = "mend it");
}

lt_status lt_kpp_value(lt_kpp *kpp, const lt_kpp_statement *s) {
    lt_mechanism *m = kpp->m;
    char name[MOST_NAME];
    const char *text;
    double value;
    LT_TRY(halves(kpp, s, name, &text));
    if (!text) return LT_OK;
    const bool all = lt_kpp_same(name, "ALL_SPEC"), variable = lt_kpp_same(name, "VAR_SPEC");
    const bool generic = all || variable || lt_kpp_same(name, "FIX_SPEC"), factor = lt_kpp_same(name, "CFACTOR");
    const int species = generic || factor ? 0 : lt_kpp_species(kpp, name);
    if (species < 0) return lt_kpp_unknown_species(kpp, s, NULL, name);
    LT_TRY(value_of(kpp, s, name, text, &value));
    if (factor && !(value > 0))
        return LT_KPP_FAULT(kpp, .what = "CFACTOR is no positive number", .where = lt_kpp_place(s, NULL),
                            .expected = "the factor of all initial values; laws take the air from it",
                            .found = lt_fmt("%.60s", text), .todo = "write its value, or leave it out (1)");
    if (factor) m->cfactor = value;
    if (!generic && !factor) m->species[species].initial = value;
    if (generic && !isnan(value)) kpp->generic[all ? 2 : variable ? 0 : 1] = value;
    return LT_OK;
}

void lt_kpp_finish_values(lt_kpp *kpp) {
    for (int k = 0; k < kpp->m->n_species; k++) {
        lt_mech_species *species = &kpp->m->species[k];
        if (isnan(species->initial)) species->initial = kpp->generic[species->fixed];
        if (isnan(species->initial)) species->initial = kpp->generic[2];
        species->initial *= kpp->m->cfactor;
    }
}

/* --- lists -------------------------------------------------------------------------------------------------------- */

/* The element of a species' composition; one that no species has cannot be out of balance. */
lt_status lt_kpp_atom_list(lt_kpp *kpp, const lt_kpp_statement *s) {
    if (!lt_kpp_is_atom(kpp, s->text) && !lt_kpp_same(s->text, "IGNORE") && !lt_kpp_same(s->text, "CANCEL"))
        return LT_KPP_FAULT(kpp, .what = "an unknown element", .where = lt_kpp_place(s, NULL),
                            .expected = "one of #ATOMS or the periodic table", .found = lt_fmt("%.60s", s->text),
                            .todo = "is a ; missing?");
    for (int k = 0; k < kpp->m->n_elements; k++)
        if (lt_kpp_same(kpp->m->elements[k], s->text)) kpp->m->checked[k] = true;
    return LT_OK;
}

lt_status lt_kpp_name_list(lt_kpp *kpp, const lt_kpp_statement *s) {
    static const char *const generic[] = {"ALL_SPEC", "VAR_SPEC", "FIX_SPEC"};
    for (int k = 0; k < 3; k++)
        if (lt_kpp_same(generic[k], s->text)) return LT_OK;
    if (lt_kpp_species(kpp, s->text) >= 0 || lt_kpp_is_atom(kpp, s->text)) return LT_OK;
    return lt_kpp_unknown_species(kpp, s, NULL, lt_fmt("%.60s", s->text));
}

lt_status lt_kpp_left_out(lt_kpp *kpp, const lt_kpp_statement *s) {
    kpp->left_out[s->section]++;
    return LT_OK;
}
