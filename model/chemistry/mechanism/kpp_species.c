/* kpp_species.c - #ATOMS, #DEFVAR, #DEFFIX, #SETVAR, #SETFIX.
 *
 * A composition names its elements: "C + 4H + 2O". IGNORE (and CANCEL) means that the others are not known: "IGNORE"
 * alone leaves the species out of every balance, "N + IGNORE" out of all but that of nitrogen. 0N: it has none. */
#include "model/chemistry/mechanism/kpp_private.h"

#include "base/number.h"
#include "model/chemistry/mechanism/species_near.h"

#include <math.h>
#include <string.h>

enum { MOST_NAME = 64 };

/* A name at *at, which moves behind it; false if there is none or it is too long. */
static bool take_name(const char **at, char out[MOST_NAME]) {
    *at = lt_kpp_blanks(*at);
    const size_t n = lt_kpp_word(*at);
    if (n == 0 || n >= MOST_NAME || (**at >= '0' && **at <= '9')) return false;
    memcpy(out, *at, n);
    out[n] = '\0';
    *at = lt_kpp_blanks(*at + n);
    return true;
}

static lt_status no_name(lt_kpp *kpp, const lt_kpp_statement *s, const char *at) {
    return LT_KPP_FAULT(kpp, .what = "this is no name", .where = lt_kpp_place(s, NULL),
                        .expected = "a letter, then letters, digits and _ (less than 64)",
                        .found = *at ? lt_fmt("%.60s", at) : "nothing", .todo = "is a ; missing or one too many?");
}

lt_status lt_kpp_atoms(lt_kpp *kpp, const lt_kpp_statement *s) {
    const char *at = s->text;
    char name[MOST_NAME];
    if (!take_name(&at, name) || *at) return no_name(kpp, s, at);
    return lt_kpp_declare_atom(kpp, name);
}

/* --- compositions ------------------------------------------------------------------------------------------------- */

static lt_status add_atoms(lt_kpp *kpp, const lt_kpp_statement *s, lt_mech_species *species, const char *name,
                           double count) {
    int element, k = 0;
    LT_TRY(lt_kpp_element(kpp, name, &element));
    while (k < species->n_atoms && species->atoms[k].element != element) k++;
    if (k == LT_MECH_MOST_ATOMS)
        return LT_RAISE(LT_ERR_INPUT, .what = "a species of too many elements", .where = lt_kpp_place(s, NULL),
                        .expected = lt_fmt("at most %d", LT_MECH_MOST_ATOMS), .found = species->name,
                        .todo = "write its elements once each");
    if (k == species->n_atoms) species->atoms[species->n_atoms++] = (lt_atom_count){.element = element};
    species->atoms[k].count += count;
    return LT_OK;
}

/* "2O" of "N + 2O", and what follows it. */
static lt_status one_part(lt_kpp *kpp, const lt_kpp_statement *s, lt_mech_species *species, const char **at,
                          bool *ignored) {
    double count = 1;
    char name[MOST_NAME];
    const char *behind, *start = lt_kpp_blanks(*at);
    *at = start;
    if (lt_number_scan(start, &count, &behind)) *at = behind;
    if (!take_name(at, name) || count < 0 || (**at && **at != '+'))
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the composition of %s is none", species->name),
                        .where = lt_kpp_place(s, NULL), .expected = "elements with their counts: N + 2O; or IGNORE",
                        .found = *start ? lt_fmt("%.60s", start) : "nothing behind +", .todo = "is a ; missing?");
    if (**at == '+') ++*at;
    if (lt_kpp_same(name, "IGNORE") || lt_kpp_same(name, "CANCEL")) {
        *ignored = true;
        return LT_OK;
    }
    if (!lt_kpp_is_atom(kpp, name))
        return LT_RAISE(LT_ERR_INPUT, .what = "an unknown element", .where = lt_kpp_place(s, NULL),
                        .expected = "one of #ATOMS or the periodic table",
                        .found = lt_fmt("%s in the composition of %s", name, species->name),
                        .todo = "declare it in #ATOMS, or write IGNORE");
    return add_atoms(kpp, s, species, name, count);
}

static lt_status composition(lt_kpp *kpp, const lt_kpp_statement *s, lt_mech_species *species, const char *at) {
    bool ignored = *lt_kpp_blanks(at) == '\0';
    while (*lt_kpp_blanks(at)) {
        const lt_status status = one_part(kpp, s, species, &at, &ignored);
        if (status == LT_OK) continue;
        species->composed = false;
        return lt_faults_take(kpp->faults, status);
    }
    species->composed = !ignored;
    return LT_OK;
}

/* --- species ------------------------------------------------------------------------------------------------------ */

lt_status lt_kpp_define(lt_kpp *kpp, const lt_kpp_statement *s) {
    lt_mechanism *m = kpp->m;
    const char *at = s->text;
    char name[MOST_NAME];
    if (!take_name(&at, name) || (*at && *at != '=')) return no_name(kpp, s, at);
    const int before = lt_kpp_species(kpp, name);
    if (before >= 0)
        return LT_KPP_FAULT(kpp, .what = "a species is declared twice", .where = lt_kpp_place(s, NULL),
                            .expected = "each once (names are the same in capital and small letters)",
                            .found =
                                lt_fmt("%s, declared in %s:%d", name, m->species[before].file, m->species[before].line),
                            .todo = "take one away; #SETVAR and #SETFIX change its kind");
    LT_TRY(lt_grow(&m->species, sizeof *m->species, m->n_species + 1, &kpp->room_species));
    lt_mech_species *species = &m->species[m->n_species];
    *species =
        (lt_mech_species){.fixed = s->section == LT_KPP_DEFFIX, .initial = NAN, .line = s->line, .file = s->file};
    LT_TRY(lt_kpp_copy(name, strlen(name), &species->name));
    LT_TRY(lt_kpp_add_species(kpp, name, m->n_species++));
    return composition(kpp, s, species, *at == '=' ? at + 1 : at);
}

lt_status lt_kpp_unknown_species(lt_kpp *kpp, const lt_kpp_statement *s, const char *label, const char *name) {
    const char *near = lt_species_near(kpp->m, name, false);
    return LT_KPP_FAULT(kpp, .what = "an unknown species", .where = lt_kpp_place(s, label),
                        .expected = "a species of #DEFVAR or #DEFFIX", .found = name,
                        .todo = near ? lt_fmt("did you mean %s?", near) : "declare it, with its composition or IGNORE");
}

lt_status lt_kpp_set(lt_kpp *kpp, const lt_kpp_statement *s) {
    lt_mechanism *m = kpp->m;
    const bool fixed = s->section == LT_KPP_SETFIX;
    const char *at = s->text;
    char name[MOST_NAME];
    if (!take_name(&at, name) || *at) return no_name(kpp, s, at);
    const bool all = lt_kpp_same(name, "ALL_SPEC"), variable = lt_kpp_same(name, "VAR_SPEC");
    if (all || variable || lt_kpp_same(name, "FIX_SPEC")) {
        for (int k = 0; k < m->n_species; k++)
            if (all || m->species[k].fixed != variable) m->species[k].fixed = fixed;
        return LT_OK;
    }
    const int species = lt_kpp_species(kpp, name);
    if (species < 0) return lt_kpp_unknown_species(kpp, s, NULL, name);
    m->species[species].fixed = fixed;
    return LT_OK;
}
