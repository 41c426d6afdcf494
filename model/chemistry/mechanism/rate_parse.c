/* rate_parse.c - the text of a rate ("2.45d-12*EXP(-1775.0d0/TEMP)") into a tree (rate.h).
 *
 *   sum    = product {("+" | "-") product}          product = sign {("*" | "/") sign}
 *   sign   = ("+" | "-") sign | power               power   = atom ["**" or "^" sign]
 *   atom   = number | variable | law "(" sum {"," sum} ")" | "(" sum ")" | K(label) | J(name) | HET(name)
 *
 * Numbers are those of Fortran, C and Matlab: 1.0D-12, 2.45d-12, 1.0E-12_dp, 1e-3f. A word that is none of these is
 * foreign, and then the user gives the rate of the reaction. Numbers are folded, whole powers become products, so that
 * a power in the tree is exp(y ln x) with x > 0. */
#include "model/chemistry/mechanism/rate_parser.h"

#include "base/csv.h"
#include "model/chemistry/mechanism/rate_laws.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

enum { MOST_DEPTH = 60 };

/* --- expressions -------------------------------------------------------------------------------------------------- */

static lt_status sum(lt_rate_parser *p, int *out);

static lt_status not_understood(const lt_rate_parser *p, const char *what) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_rate_place(p),
                    .expected = "numbers, variables and rate laws with + - * / ** and balanced parentheses",
                    .found = *p->at ? lt_fmt("%.60s", p->at) : "the end of the rate",
                    .todo = "mend the rate; is a ; missing behind it?");
}

static char next(lt_rate_parser *p) {
    p->at = lt_kpp_blanks(p->at);
    return *p->at;
}

static lt_status number(lt_rate_parser *p, int *out) {
    double value;
    const size_t n = lt_rate_scan_number(p->at, &value, &p->whole);
    const char behind = n > 0 ? p->at[n] : 0;
    if (n == 0 || behind == '.' || isalnum((unsigned char)behind)) return not_understood(p, "this is no number");
    p->at += n;
    return lt_rate_add_number(p, value, out);
}

/* Behind "NAME(": arguments and the closing parenthesis. */
static lt_status arguments(lt_rate_parser *p, int nodes[LT_RATE_MOST_ARGUMENTS], int *n) {
    for (*n = 0;;) {
        if (*n == LT_RATE_MOST_ARGUMENTS) return not_understood(p, "too many arguments");
        LT_TRY(sum(p, &nodes[(*n)++]));
        const char letter = next(p);
        if (letter != ',' && letter != ')') return not_understood(p, "an argument is not ended");
        p->at++;
        if (letter == ')') return LT_OK;
    }
}

static lt_status wrong_number(const lt_rate_parser *p, const char *name, int expected, const char *names, int found) {
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s has another number of arguments", name), .where = lt_rate_place(p),
                    .expected = lt_fmt("%d: %s(%s)", expected, name, names), .found = lt_fmt("%d", found),
                    .todo = "give them all, in this order; README.md of model/chemistry/mechanism has the formulas");
}

/* The smaller or larger of more than two. */
static lt_status law_of_two(lt_rate_parser *p, int law, int n, const int *nodes, int *out) {
    *out = nodes[0];
    for (int k = 1; k < n; k++) LT_TRY(lt_rate_add_law(p, law, 2, (const int[]){*out, nodes[k]}, out));
    return LT_OK;
}

static lt_status call_turned(lt_rate_parser *p, int which, int n, int *nodes, int *out) {
    const int law = lt_rate_law_find(lt_rate_turned[which].law);
    if (n != lt_rate_turned[which].n_arguments)
        return wrong_number(p, lt_rate_turned[which].name, lt_rate_turned[which].n_arguments,
                            lt_rate_turned[which].arguments, n);
    if (lt_rate_turned[which].turn == LT_SECOND_NEGATED) {
        LT_TRY(lt_rate_negate(p, &nodes[1]));
        return lt_rate_add_law(p, law, n, nodes, out);
    }
    memmove(nodes + 1, nodes, sizeof nodes[0] * (size_t)n);
    LT_TRY(lt_rate_add_node(p, (lt_rate_node){.op = LT_RATE_VARIABLE, .index = LT_RATE_TEMP}, &nodes[0]));
    return lt_rate_add_law(p, law, n + 1, nodes, out);
}

static lt_status call(lt_rate_parser *p, const char *word, int *out) {
    const char *name = lt_rate_real_name(word);
    int nodes[LT_RATE_MOST_ARGUMENTS], n;
    p->at++;
    LT_TRY(arguments(p, nodes, &n));
    p->whole = false;
    if (strcmp(name, "**") == 0)
        return n == 2 ? lt_rate_add_power(p, nodes[0], nodes[1], out) : wrong_number(p, word, 2, "x, y", n);
    if (*name == '\0') {
        *out = nodes[0];
        return n == 1 ? LT_OK : wrong_number(p, word, 1, "x", n);
    }
    const int which = lt_rate_turned_of(word);
    if (which >= 0) return call_turned(p, which, n, nodes, out);
    const int law = lt_rate_law_find(name), most = lt_rate_laws[law].n_arguments;
    if (n > 2 && most == 2 && (lt_kpp_same(name, "MIN") || lt_kpp_same(name, "MAX")))
        return law_of_two(p, law, n, nodes, out);
    if (n != most) return wrong_number(p, word, most, lt_rate_laws[law].arguments, n);
    return lt_rate_add_law(p, law, n, nodes, out);
}

static lt_status external(lt_rate_parser *p, lt_external_kind kind, const char *name, int *out) {
    lt_mechanism *m = p->kpp->m;
    const char *key = lt_fmt("%d %s", (int)kind, name);
    int index = (int)lt_texts_number(p->kpp->externals, key);
    if (index < 0) {
        LT_TRY(lt_texts_set_number(p->kpp->externals, key, m->n_externals));
        LT_TRY(lt_grow(&m->externals, sizeof *m->externals, m->n_externals + 1, &p->kpp->room_externals));
        m->externals[m->n_externals] = (lt_external){.kind = kind};
        LT_TRY(lt_kpp_copy(name, strlen(name), &m->externals[m->n_externals].name));
        index = m->n_externals++;
    }
    return lt_rate_add_node(p, (lt_rate_node){.op = LT_RATE_EXTERNAL, .index = index}, out);
}

static const char *near_label(const lt_kpp *kpp, const char *label) {
    const lt_mechanism *m = kpp->m;
    const char **labels;
    if (lt_calloc((size_t)m->n_reactions, sizeof *labels, &labels) != LT_OK) return NULL;
    for (int r = 0; r < m->n_reactions; r++) labels[r] = m->reactions[r].label;
    const char *near = lt_nearest_name(label, labels, m->n_reactions);
    lt_free(labels);
    return near;
}

/* The rate of another reaction. */
static lt_status rate_of(lt_rate_parser *p, const char *open, int *out) {
    char label[LT_RATE_MOST_WORD];
    const char *behind = lt_rate_one_label(open, label);
    const long reaction = lt_texts_number(p->kpp->labels, label);
    if (!behind || reaction < 0) {
        const char *near = behind ? near_label(p->kpp, label) : NULL;
        return LT_RAISE(LT_ERR_INPUT, .what = "K() of an unknown label", .where = lt_rate_place(p),
                        .expected = "the label of a reaction", .found = lt_fmt("K(%s)", behind ? label : "..."),
                        .todo = near ? lt_fmt("did you mean K(%s)?", near) : "name a reaction that is there");
    }
    p->at = behind;
    return lt_rate_add_node(p, (lt_rate_node){.op = LT_RATE_OF, .index = (int)reaction}, out);
}

static lt_status word(lt_rate_parser *p, int *out) {
    char name[LT_RATE_MOST_WORD], argument[LT_RATE_MOST_WORD];
    const char *open = lt_kpp_blanks(lt_rate_take_word(p->at, name)), *behind;
    p->whole = false;
    if (*open != '(') {
        const int variable = lt_rate_variable_of(name);
        if (variable < 0) return not_understood(p, "an unknown name in a rate");
        p->at = open;
        return lt_rate_add_node(p, (lt_rate_node){.op = LT_RATE_VARIABLE, .index = variable}, out);
    }
    if (lt_kpp_same(name, "K")) return rate_of(p, open, out);
    const bool photolysis = lt_kpp_same(name, "J");
    if ((photolysis || lt_kpp_same(name, "HET")) && (behind = lt_rate_one_name(open, argument))) {
        p->at = behind;
        return external(p, photolysis ? LT_EXTERNAL_J : LT_EXTERNAL_HET, argument, out);
    }
    p->at = open;
    return call(p, name, out);
}

static lt_status atom(lt_rate_parser *p, int *out) {
    const char letter = next(p);
    if (isdigit((unsigned char)letter) || letter == '.') return number(p, out);
    if (lt_rate_starts_word(letter)) return word(p, out);
    if (letter != '(') return not_understood(p, "a rate that is not understood");
    p->at++;
    LT_TRY(sum(p, out));
    if (next(p) != ')') return not_understood(p, "unbalanced parentheses in a rate");
    p->at++;
    p->whole = false;
    return LT_OK;
}

static lt_status sign(lt_rate_parser *p, int *out);

static lt_status power(lt_rate_parser *p, int *out) {
    int exponent;
    LT_TRY(atom(p, out));
    const char letter = next(p);
    if (letter != '^' && !(letter == '*' && p->at[1] == '*')) return LT_OK;
    p->at += letter == '^' ? 1 : 2;
    LT_TRY(sign(p, &exponent));
    p->whole = false;
    return lt_rate_add_power(p, *out, exponent, out);
}

static lt_status too_deep(const lt_rate_parser *p) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a rate is nested too deep", .where = lt_rate_place(p),
                    .expected = lt_fmt("at most %d parentheses and signs", MOST_DEPTH), .found = lt_fmt("%.60s", p->at),
                    .todo = "take parentheses away");
}

static lt_status sign(lt_rate_parser *p, int *out) {
    const char letter = next(p);
    if (letter != '+' && letter != '-') return power(p, out);
    if (++p->depth > MOST_DEPTH) return too_deep(p);
    p->at++;
    LT_TRY(sign(p, out));
    p->depth--;
    if (letter == '+') return LT_OK;
    return lt_rate_negate(p, out);
}

/* In Fortran and C, 7/2 is 3. KPP hands the text on to them; here it is 3.5. */
static lt_status whole_division(lt_rate_parser *p, const char *at) {
    if (p->reaction < 0) return LT_OK;
    return lt_kpp_remark(p->kpp, LT_REMARK_OTHER, p->s->file, p->s->line, p->reaction,
                         "%s: a whole number is divided by another (%.20s): real here, whole in Fortran and C",
                         p->kpp->m->reactions[p->reaction].label, at);
}

static lt_status product(lt_rate_parser *p, int *out) {
    const char *start = lt_kpp_blanks(p->at);
    LT_TRY(sign(p, out));
    for (;;) {
        const char letter = next(p);
        const bool whole = p->whole;
        int right;
        if (letter != '*' && letter != '/') return LT_OK;
        p->at++;
        LT_TRY(sign(p, &right));
        if (letter == '/' && whole && p->whole && fmod(p->rate.nodes[*out].number, p->rate.nodes[right].number) != 0)
            LT_TRY(whole_division(p, start));
        p->whole = whole && p->whole && letter == '*';
        LT_TRY(lt_rate_add_binary(p, letter == '*' ? LT_RATE_MULTIPLY : LT_RATE_DIVIDE, *out, right, out));
    }
}

static lt_status sum(lt_rate_parser *p, int *out) {
    if (++p->depth > MOST_DEPTH) return too_deep(p);
    LT_TRY(product(p, out));
    for (;;) {
        const char letter = next(p);
        int right;
        if (letter != '+' && letter != '-') break;
        p->at++;
        LT_TRY(product(p, &right));
        p->whole = false;
        LT_TRY(lt_rate_add_binary(p, letter == '+' ? LT_RATE_ADD : LT_RATE_SUBTRACT, *out, right, out));
    }
    p->depth--;
    return LT_OK;
}

/* At the = of a second reaction: a ; is missing, and not even foreign code has one outside of parentheses (==, <= and
 * the like are comparisons). NULL if there is none. */
static const char *second_reaction(const char *text) {
    int depth = 0;
    for (const char *at = text; *at; at++) {
        depth += (*at == '(') - (*at == ')');
        if (*at != '=' || depth > 0) continue;
        if (at[1] != '=' && (at == text || !strchr("=<>/!~", at[-1]))) return at;
        at += at[1] == '=';
    }
    return NULL;
}

/* --- a rate ------------------------------------------------------------------------------------------------------- */

static lt_status foreign(lt_rate_parser *p, const char *unknown) {
    const lt_reaction *r = p->reaction < 0 ? NULL : &p->kpp->m->reactions[p->reaction];
    int node;
    p->rate.foreign = true;
    if (!r) return LT_OK;
    const lt_kpp_inline *code = lt_kpp_defined(p->kpp, unknown);
    LT_TRY(external(p, LT_EXTERNAL_RATE, r->label, &node));
    if (code)
        return lt_kpp_remark(p->kpp, LT_REMARK_FOREIGN, r->file, r->line, p->reaction,
                             "%s: its rate is to be given: %s is defined in the skipped #INLINE %s (%s:%d)", r->label,
                             unknown, code->type, code->file, code->line);
    const char *near = lt_rate_near_word(unknown);
    return lt_kpp_remark(p->kpp, LT_REMARK_FOREIGN, r->file, r->line, p->reaction,
                         "%s: its rate is to be given: %s is not known here%s", r->label, unknown,
                         near              ? lt_fmt(" (did you mean %s?)", near)
                         : *unknown == '!' ? " (comments are { } or //)"
                                           : "");
}

/* A rate that is the same in every air. */
static lt_status check_number(const lt_rate_parser *p, const char *text) {
    const lt_rate_node *only = p->rate.nodes;
    if (p->reaction < 0 || p->rate.n_nodes != 1 || only->op != LT_RATE_NUMBER || only->number >= 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a negative rate", .where = lt_rate_place(p), .expected = "0 or more",
                    .found = lt_fmt("%.60s", text), .todo = "turn the reaction round, or mend the sign");
}

lt_status lt_kpp_rate(lt_kpp *kpp, const lt_kpp_statement *s, int reaction, const char *text, lt_rate *out) {
    char unknown[LT_RATE_MOST_WORD];
    int node = -1;
    lt_rate_parser p = {.kpp = kpp, .s = s, .reaction = reaction, .at = text};
    p.at = second_reaction(text);
    if (p.at) return not_understood(&p, "a rate with = in it");
    p.at = text;
    lt_rate_find_foreign(kpp, text, unknown);
    lt_status status = *unknown ? foreign(&p, unknown) : sum(&p, &node);
    if (status == LT_OK && !*unknown && next(&p) != '\0') status = not_understood(&p, "a rate that is not understood");
    if (status == LT_OK) status = check_number(&p, text);
    *out = p.rate; /* freed with the mechanism, whatever happened */
    return status;
}
