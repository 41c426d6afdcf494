/* kpp_equation.c - #EQUATIONS: "<R50> PNA + hv = 0.59 HO2 + 0.41 OH - 0.1 PAR : J(PNA)".
 *
 * hv marks a photolysis; PROD (where no species has that name) and an empty side stand for nothing. A term with a minus
 * sign changes its species without being in the rate. The rate stays text until all labels are known. */
#include "model/chemistry/mechanism/kpp_private.h"

#include "base/number.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TERMS = 400, MOST_NAME = 64, MOST_TWICE = 9 };

/* One side: terms of a species are added up. */
typedef struct side {
    int n;
    lt_mech_term terms[MOST_TERMS];
} side;

typedef struct equation {
    lt_kpp *kpp;
    const lt_kpp_statement *s;
    const char *label;
    bool photolysis;
    side left, right;
} equation;

static lt_status bad_term(equation *e, const char *what, const char *at, const char *todo) {
    return LT_KPP_FAULT(e->kpp, .what = what, .where = lt_kpp_place(e->s, e->label),
                        .expected = "terms like 2 O3, 0.3 NO2, hv, with + or - between them",
                        .found = *at ? lt_fmt("%.60s", at) : "nothing", .todo = todo);
}

static lt_status add_term(equation *e, side *to, int species, double coefficient) {
    for (int k = 0; k < to->n; k++) {
        if (to->terms[k].species != species) continue;
        to->terms[k].coefficient += coefficient;
        return LT_OK;
    }
    if (to->n == MOST_TERMS) return bad_term(e, "too many species in a reaction", "", "split the reaction");
    to->terms[to->n++] = (lt_mech_term){species, coefficient};
    return LT_OK;
}

/* The species of a term is known by its name. */
static lt_status take_species(equation *e, bool left, const char *name, double coefficient) {
    if (lt_kpp_same(name, "hv")) {
        e->photolysis |= left;
        return LT_OK;
    }
    const int species = lt_kpp_species(e->kpp, name);
    if (species < 0) {
        /* RR: where KPP would count the flux (#FLUX). */
        if (lt_kpp_same(name, "PROD") || lt_kpp_same(name, "RR")) return LT_OK;
        return lt_kpp_unknown_species(e->kpp, e->s, e->label, name);
    }
    if (left && coefficient < 0) return add_term(e, &e->right, species, -coefficient);
    return add_term(e, left ? &e->left : &e->right, species, coefficient);
}

static lt_status take_side(equation *e, const char *at, bool left) {
    bool first = true;
    for (at = lt_kpp_blanks(at); *at; at = lt_kpp_blanks(at), first = false) {
        double coefficient = 1;
        const char *start = at, *behind;
        const bool minus = *at == '-';
        if (*at == '+' || *at == '-')
            at = lt_kpp_blanks(at + 1);
        else if (!first)
            return bad_term(e, "two terms without + between them", start, "is a ; missing?");
        if (*at != '+' && *at != '-' && lt_number_scan(at, &coefficient, &behind)) {
            at = lt_kpp_blanks(behind);
            if (*at == '*') at = lt_kpp_blanks(at + 1);
        }
        char name[MOST_NAME];
        const size_t n = lt_kpp_word(at);
        if (n == 0 || n >= MOST_NAME || (*at >= '0' && *at <= '9'))
            return bad_term(e, "this is no term of a reaction", start, "mend it");
        snprintf(name, sizeof name, "%.*s", (int)n, at);
        at = lt_kpp_blanks(at + n);
        if (*at == '*') return bad_term(e, "a coefficient that is no number", start, "write its value");
        LT_TRY(take_species(e, left, name, minus ? -coefficient : coefficient));
    }
    return LT_OK;
}

static lt_status keep(const side *from, bool zeros, int *n, lt_mech_term **out) {
    LT_TRY(lt_calloc((size_t)from->n, sizeof **out, out));
    *n = 0;
    for (int k = 0; k < from->n; k++)
        if (zeros || from->terms[k].coefficient != 0) (*out)[(*n)++] = from->terms[k];
    return LT_OK;
}

/* The order of a reaction in its species is a whole number. */
static lt_status check_left(equation *e) {
    for (int k = 0; k < e->left.n; k++) {
        const double c = e->left.terms[k].coefficient;
        if (c >= 1 && c <= MOST_TWICE && c == floor(c)) continue;
        LT_TRY(LT_KPP_FAULT(e->kpp, .what = "a reactant with a coefficient that is no whole number",
                            .where = lt_kpp_place(e->s, e->label), .expected = lt_fmt("1 to %d", MOST_TWICE),
                            .found = lt_fmt("%g %s", c, e->kpp->m->species[e->left.terms[k].species].name),
                            .todo = "the rate is the constant times the product of the reactants"));
        e->left.terms[k].coefficient = 1;
    }
    return LT_OK;
}

/* "<R1>" at *at into label; without one the number of the reaction; NULL after a fault that was taken. */
static lt_status take_label(lt_kpp *kpp, const lt_kpp_statement *s, const char **at, char **label) {
    char number[16];
    const char *start = lt_kpp_blanks(*at + (**at == '<')), *end = strchr(start, '>');
    if (**at != '<') {
        snprintf(number, sizeof number, "%d", kpp->m->n_reactions + 1);
        return lt_kpp_copy(number, strlen(number), label);
    }
    const size_t bad = strcspn(start, "<>=:\n");
    if (!end || start + bad != end || end == start)
        return LT_KPP_FAULT(kpp, .what = "a label is not closed or empty", .where = lt_kpp_place(s, NULL),
                            .expected = "<R1> before the reaction", .found = lt_fmt("%.40s", s->text),
                            .todo = "write it between < and >");
    *at = end + 1;
    while (end > start && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r')) end--;
    return lt_kpp_copy(start, (size_t)(end - start), label);
}

static lt_status number_label(lt_kpp *kpp, const lt_kpp_statement *s, const char *label) {
    const lt_mechanism *m = kpp->m;
    const long before = lt_texts_number(kpp->labels, label);
    if (before < 0) return lt_texts_set_number(kpp->labels, label, m->n_reactions - 1);
    return LT_KPP_FAULT(kpp, .what = "a label is given twice", .where = lt_kpp_place(s, label),
                        .expected = "each once (a reaction without one has its number)",
                        .found =
                            lt_fmt("%s, also in %s:%d", label, m->reactions[before].file, m->reactions[before].line),
                        .todo = "rename one");
}

/* The rate on one line, with single blanks. */
static lt_status take_rate(const char *text, char **out) {
    LT_TRY(lt_kpp_copy(text, strlen(text), out));
    char *to = *out;
    for (const char *from = text; *from; from++) {
        const bool blank = isspace((unsigned char)*from);
        if (!blank || (to > *out && to[-1] != ' ')) *to++ = blank ? ' ' : *from;
    }
    while (to > *out && to[-1] == ' ') to--;
    *to = '\0';
    return LT_OK;
}

static int by_species(const void *a, const void *b) {
    return ((const lt_mech_term *)a)->species - ((const lt_mech_term *)b)->species;
}

static size_t describe(int n, const lt_mech_term *terms, char *text, size_t used, size_t size) {
    lt_mech_term sorted[MOST_TERMS];
    memcpy(sorted, terms, sizeof *sorted * (size_t)n);
    qsort(sorted, (size_t)n, sizeof *sorted, by_species);
    for (int k = 0; k < n && used < size; k++)
        used += (size_t)snprintf(text + used, size - used, "%.17g:%d ", sorted[k].coefficient, sorted[k].species);
    return used;
}

/* KPP refuses a mechanism in which the same reaction stands twice; here the rates add. */
static lt_status find_twin(lt_kpp *kpp, const lt_reaction *r) {
    char key[4096];
    size_t n = (size_t)snprintf(key, sizeof key, "%d ", r->photolysis);
    n = describe(r->n_reactants, r->reactants, key, n, sizeof key);
    if (n < sizeof key) n += (size_t)snprintf(key + n, sizeof key - n, "= ");
    n = describe(r->n_products, r->products, key, n, sizeof key);
    if (n >= sizeof key) return LT_OK;
    const long twin = lt_texts_number(kpp->reactions, key);
    if (twin < 0) return lt_texts_set_number(kpp->reactions, key, kpp->m->n_reactions - 1);
    return lt_kpp_remark(kpp, LT_REMARK_OTHER, r->file, r->line, kpp->m->n_reactions - 1,
                         "%s is the same reaction as %s: their rates add", r->label, kpp->m->reactions[twin].label);
}

/* Both sides of "left = right". */
static lt_status take_sides(equation *e, char *text) {
    char *equals = strchr(text, '=');
    if (!equals) return bad_term(e, "this is no reaction: it has no =", text, "write reactants = products : rate");
    *equals = '\0';
    LT_TRY(take_side(e, text, true));
    const char *end = lt_kpp_blanks(text);
    if (*end == '\0' && *lt_kpp_blanks(equals + 1) == '\0')
        return bad_term(e, "a reaction of nothing", "", "take it away");
    LT_TRY(take_side(e, equals + 1, false));
    return check_left(e);
}

static lt_status fill(equation *e, lt_reaction *r, const char *colon, char *text) {
    LT_TRY(take_sides(e, text));
    LT_TRY(keep(&e->left, true, &r->n_reactants, &r->reactants));
    LT_TRY(keep(&e->right, false, &r->n_products, &r->products));
    r->photolysis = e->photolysis;
    const char *rate = colon ? lt_kpp_blanks(colon + 1) : "";
    LT_TRY(take_rate(rate, &r->rate_text));
    LT_TRY(find_twin(e->kpp, r));
    if (*rate) return LT_OK;
    return LT_KPP_FAULT(e->kpp, .what = "a reaction without rate", .where = lt_kpp_place(e->s, r->label),
                        .expected = "reactants = products : rate;",
                        .found = colon ? "nothing behind :" : "no :", .todo = "give its rate");
}

lt_status lt_kpp_equation(lt_kpp *kpp, const lt_kpp_statement *s) {
    lt_mechanism *m = kpp->m;
    const char *at = s->text;
    char *label = NULL, *text = NULL;
    equation *e = NULL;
    LT_TRY(lt_grow(&m->reactions, sizeof *m->reactions, m->n_reactions + 1, &kpp->room_reactions));
    lt_reaction *r = &m->reactions[m->n_reactions];
    lt_status status = take_label(kpp, s, &at, &label);
    if (status != LT_OK || !label) return status;
    *r = (lt_reaction){.label = label, .line = s->line, .file = s->file};
    m->n_reactions++;
    LT_TRY(number_label(kpp, s, label));
    const char *colon = strchr(at, ':');
    LT_TRY(lt_kpp_copy(at, colon ? (size_t)(colon - at) : strlen(at), &text));
    status = lt_calloc(1, sizeof *e, &e);
    if (status == LT_OK) {
        *e = (equation){.kpp = kpp, .s = s, .label = label};
        status = fill(e, r, colon, text);
    }
    lt_free(e);
    lt_free(text);
    return status;
}
