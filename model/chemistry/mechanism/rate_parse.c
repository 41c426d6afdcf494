/* rate_parse.c - the text of a rate ("2.45d-12*EXP(-1775.0d0/TEMP)") into a tree (rate.h).
 *
 *   sum    = product {("+" | "-") product}          product = sign {("*" | "/") sign}
 *   sign   = ("+" | "-") sign | power               power   = atom ["**" or "^" sign]
 *   atom   = number | variable | law "(" sum {"," sum} ")" | "(" sum ")" | K(label) | J(name) | HET(name)
 *
 * Numbers are those of Fortran, C and Matlab: 1.0D-12, 2.45d-12, 1.0E-12_dp, 1e-3f. A word that is none of these is
 * foreign, and then the user gives the rate of the reaction. Numbers are folded, whole powers become products, so that
 * a power in the tree is exp(y ln x) with x > 0. */
#include "model/chemistry/mechanism/kpp_private.h"

#include "model/chemistry/mechanism/rate_laws.h"
#include "model/kernel/ltmath.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 60, MOST_WORD = 128, MOST_WHOLE_POWER = 16 };

static const struct {
    const char *name;
    lt_rate_variable variable;
} variables[] = {{"TEMP", LT_RATE_TEMP},       {"PRESS", LT_RATE_PRESS},     {"SUN", LT_RATE_SUN}, {"M", LT_RATE_AIR},
                 {"CAIR", LT_RATE_AIR},        {"O2", LT_RATE_O2},           {"N2", LT_RATE_N2},   {"H2O", LT_RATE_H2O},
                 {"CFACTOR", LT_RATE_CFACTOR}, {"COS_SZA", LT_RATE_COS_SZA}, {"SEA", LT_RATE_SEA}};
enum { N_VARIABLES = sizeof variables / sizeof *variables };

/* Other names of functions; "": the argument as it is; POW is **. */
static const char *const aliases[][2] = {{"DEXP", "EXP"},     {"DLOG", "LOG"},     {"ALOG", "LOG"},   {"LN", "LOG"},
                                         {"DLOG10", "LOG10"}, {"ALOG10", "LOG10"}, {"DSQRT", "SQRT"}, {"DABS", "ABS"},
                                         {"FABS", "ABS"},     {"AMIN1", "MIN"},    {"DMIN1", "MIN"},  {"FMIN", "MIN"},
                                         {"AMAX1", "MAX"},    {"DMAX1", "MAX"},    {"FMAX", "MAX"},   {"DBLE", ""},
                                         {"REAL", ""},        {"FLOAT", ""},       {"POW", "**"}};
enum { N_ALIASES = sizeof aliases / sizeof *aliases };

/* Laws of KPP that are another one: ARR2 has the other sign of its second constant (UserRateLaws of KPP 2), k3rd_* take
 * the temperature from the surroundings (KPP 3.0 manual, revision history). */
typedef enum turn { SECOND_NEGATED, TEMP_FIRST } turn;
static const struct {
    const char *name, *law;
    int n_arguments;
    turn turn;
} turned[] = {{"ARR2", "ARR_ab", 2, SECOND_NEGATED},
              {"k3rd_jpl", "k_3rd", 6, TEMP_FIRST},
              {"k3rd_iupac", "k_3rd_iupac", 6, TEMP_FIRST}};
enum { N_TURNED = sizeof turned / sizeof *turned };

static int turned_of(const char *name) {
    for (int k = 0; k < N_TURNED; k++)
        if (lt_kpp_same(turned[k].name, name)) return k;
    return -1;
}

static const char *real_name(const char *name) {
    for (int k = 0; k < N_ALIASES; k++)
        if (lt_kpp_same(aliases[k][0], name)) return aliases[k][1];
    return name;
}

const char *lt_rate_variable_name(lt_rate_variable variable) {
    for (int k = 0; k < N_VARIABLES; k++)
        if (variables[k].variable == variable) return variables[k].name;
    return "?";
}

static int variable_of(const char *name) {
    for (int k = 0; k < N_VARIABLES; k++)
        if (lt_kpp_same(variables[k].name, name)) return (int)variables[k].variable;
    return -1;
}

typedef struct parser {
    lt_kpp *kpp;
    const lt_kpp_statement *s;
    int reaction; /* -1: a number of #INITVALUES */
    const char *at;
    int depth;
    long room;
    lt_rate rate;
    bool whole; /* the last number was written without point and exponent */
} parser;

static const char *place(const parser *p) {
    return lt_kpp_place(p->s, p->reaction < 0 ? NULL : p->kpp->m->reactions[p->reaction].label);
}

/* --- words and numbers -------------------------------------------------------------------------------------------- */

static size_t digits(const char *text) {
    size_t n = 0;
    while (text[n] >= '0' && text[n] <= '9') n++;
    return n;
}

/* Length of the number at text with its kind (_dp, f), 0 if there is none; value and whether it is whole. */
static size_t scan_number(const char *text, double *value, bool *whole) {
    char plain[64];
    size_t n = digits(text), end;
    *whole = text[n] != '.';
    const size_t behind = text[n] == '.' ? digits(text + n + 1) : 0;
    if (n + behind == 0) return 0;
    if (!*whole) n += 1 + behind;
    end = n;
    if (text[n] && strchr("eEdD", text[n])) {
        const size_t sign = text[n + 1] == '+' || text[n + 1] == '-', power = digits(text + n + 1 + sign);
        if (power > 0) {
            end = n + 1 + sign + power;
            *whole = false;
        }
    }
    if (end >= sizeof plain) return 0;
    memcpy(plain, text, end);
    plain[end] = '\0';
    if (end > n) plain[n] = 'e';
    *value = strtod(plain, NULL);
    const size_t kind = lt_kpp_word(text + end);
    if (!isfinite(*value)) return 0;
    if (kind > 0 && text[end] == '_') return end + kind;
    if (kind == 1 && strchr("fFlL", text[end])) return end + 1;
    return kind == 0 ? end : 0;
}

static bool starts_word(char letter) {
    return isalpha((unsigned char)letter) || letter == '_';
}

static const char *take_word(const char *at, char out[MOST_WORD]) {
    const size_t n = lt_kpp_word(at);
    snprintf(out, MOST_WORD, "%.*s", (int)n, at);
    return at + n;
}

/* "NO2" of (NO2), ('NO2'), ( "NO2" ): behind the parenthesis that closes it, NULL if it holds anything else. */
static const char *one_name(const char *open, char out[MOST_WORD]) {
    const char *at = lt_kpp_blanks(open + 1);
    const char quote = *at == '\'' || *at == '"' ? *at : 0;
    at = take_word(at + (quote != 0), out);
    if (quote && *at++ != quote) return NULL;
    at = lt_kpp_blanks(at);
    return *at == ')' && *out ? at + 1 : NULL;
}

/* The label in K(...), which may hold anything but a parenthesis. */
static const char *one_label(const char *open, char out[MOST_WORD]) {
    const char *close = strchr(open, ')'), *start = lt_kpp_blanks(open + 1);
    if (!close) return NULL;
    const char *end = close;
    while (end > start && strchr(" \t\r\n'\"", end[-1])) end--;
    start += strspn(start, "'\"");
    snprintf(out, MOST_WORD, "%.*s", end > start ? (int)(end - start) : 0, start);
    return close + 1;
}

/* --- what is foreign ---------------------------------------------------------------------------------------------- */

/* The first word that we do not know, in unknown ("" if all are known). */
static void find_foreign(const lt_kpp *kpp, const char *text, char unknown[MOST_WORD]) {
    char word[MOST_WORD], name[MOST_WORD];
    *unknown = '\0';
    for (const char *at = text; *at;) {
        double value;
        bool whole;
        if (isdigit((unsigned char)*at) || *at == '.') { /* what is no number is the parser's fault to find */
            const size_t n = scan_number(at, &value, &whole), run = *at == '.' ? 1 : lt_kpp_word(at);
            at += n > 0 ? n : run;
            continue;
        }
        if (!starts_word(*at)) {
            at++;
            continue;
        }
        const char *open = lt_kpp_blanks(take_word(at, word)), *behind;
        at += lt_kpp_word(at);
        bool known = *open != '(' && variable_of(word) >= 0;
        if (*open == '(' && !lt_kpp_defined(kpp, word)) {
            if (lt_kpp_same(word, "K") && (behind = one_label(open, name))) {
                known = true;
                at = behind;
            } else if ((lt_kpp_same(word, "J") || lt_kpp_same(word, "HET")) && (behind = one_name(open, name))) {
                known = true;
                at = behind;
            } else {
                const char *real = real_name(word);
                known = real != word || turned_of(word) >= 0 || lt_rate_law_find(word) >= 0;
            }
        }
        if (known) continue;
        memcpy(unknown, word, sizeof word);
        return;
    }
}

/* --- the tree ----------------------------------------------------------------------------------------------------- */

static lt_status add_node(parser *p, lt_rate_node node, int *out) {
    LT_TRY(lt_grow(&p->rate.nodes, sizeof node, p->rate.n_nodes + 1, &p->room));
    if (p->rate.n_nodes == LT_RATE_MOST_NODES)
        return LT_RAISE(LT_ERR_INPUT, .what = "a rate is too long", .where = place(p),
                        .expected = lt_fmt("at most %d numbers and operations", LT_RATE_MOST_NODES), .found = "more",
                        .todo = "split the reaction");
    p->rate.nodes[p->rate.n_nodes] = node;
    *out = p->rate.n_nodes++;
    return LT_OK;
}

static lt_status add_number(parser *p, double value, int *out) {
    return add_node(p, (lt_rate_node){.op = LT_RATE_NUMBER, .number = value}, out);
}

static bool is_number(const parser *p, int node) {
    return p->rate.nodes[node].op == LT_RATE_NUMBER;
}

/* x or y may be the last nodes and numbers: these are taken back, so that folded numbers leave nothing. */
static void take_back(parser *p, int node) {
    if (node == p->rate.n_nodes - 1 && is_number(p, node)) p->rate.n_nodes--;
}

static double folded(lt_rate_op op, double x, double y) {
    switch (op) {
    case LT_RATE_ADD:
        return x + y;
    case LT_RATE_SUBTRACT:
        return x - y;
    case LT_RATE_MULTIPLY:
        return x * y;
    case LT_RATE_DIVIDE:
        return x / y;
    default:
        return x == 0 && y > 0 ? 0 : lt_exp(y * lt_law_log(x));
    }
}

static lt_status add_binary(parser *p, lt_rate_op op, int x, int y, int *out) {
    if (is_number(p, x) && is_number(p, y)) {
        const double value = folded(op, p->rate.nodes[x].number, p->rate.nodes[y].number);
        take_back(p, y);
        take_back(p, x);
        return add_number(p, value, out);
    }
    return add_node(p, (lt_rate_node){.op = op, .n_arguments = 2, .arguments = {x, y}}, out);
}

/* x to the whole power n by squaring. */
static lt_status whole_power(parser *p, int x, int n, int *out) {
    int square = x, result = -1;
    for (int left = abs(n); left > 0; left /= 2) {
        if (left % 2) {
            if (result < 0)
                result = square;
            else
                LT_TRY(add_binary(p, LT_RATE_MULTIPLY, result, square, &result));
        }
        if (left > 1) LT_TRY(add_binary(p, LT_RATE_MULTIPLY, square, square, &square));
    }
    *out = result;
    if (n > 0) return LT_OK;
    LT_TRY(add_number(p, 1.0, &square));
    if (result < 0) {
        *out = square;
        return LT_OK;
    }
    return add_binary(p, LT_RATE_DIVIDE, square, result, out);
}

static lt_status add_power(parser *p, int x, int y, int *out) {
    const double n = p->rate.nodes[y].number;
    if (!is_number(p, y) || n != floor(n) || fabs(n) > MOST_WHOLE_POWER) return add_binary(p, LT_RATE_POWER, x, y, out);
    take_back(p, y);
    if (!is_number(p, x)) return whole_power(p, x, (int)n, out);
    double value = 1;
    for (int k = 0; k < abs((int)n); k++) value *= p->rate.nodes[x].number;
    take_back(p, x);
    return add_number(p, n < 0 ? 1 / value : value, out);
}

/* --- expressions -------------------------------------------------------------------------------------------------- */

static lt_status sum(parser *p, int *out);

static lt_status not_understood(const parser *p, const char *what) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = place(p),
                    .expected = "numbers, variables and rate laws with + - * / ** and balanced parentheses",
                    .found = *p->at ? lt_fmt("%.60s", p->at) : "the end of the rate",
                    .todo = "mend the rate; is a ; missing behind it?");
}

static char next(parser *p) {
    p->at = lt_kpp_blanks(p->at);
    return *p->at;
}

static lt_status number(parser *p, int *out) {
    double value;
    const size_t n = scan_number(p->at, &value, &p->whole);
    const char behind = n > 0 ? p->at[n] : 0;
    if (n == 0 || behind == '.' || isalnum((unsigned char)behind)) return not_understood(p, "this is no number");
    p->at += n;
    return add_number(p, value, out);
}

/* Behind "NAME(": arguments and the closing parenthesis. */
static lt_status arguments(parser *p, int nodes[LT_RATE_MOST_ARGUMENTS], int *n) {
    for (*n = 0;;) {
        if (*n == LT_RATE_MOST_ARGUMENTS) return not_understood(p, "too many arguments");
        LT_TRY(sum(p, &nodes[(*n)++]));
        const char letter = next(p);
        if (letter != ',' && letter != ')') return not_understood(p, "an argument is not ended");
        p->at++;
        if (letter == ')') return LT_OK;
    }
}

static lt_status wrong_number(const parser *p, const char *name, int expected, int found) {
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s has another number of arguments", name), .where = place(p),
                    .expected = lt_fmt("%d", expected), .found = lt_fmt("%d", found), .todo = "give them all");
}

/* The smaller or larger of more than two. */
static lt_status law_of_two(parser *p, int law, int n, const int *nodes, int *out) {
    *out = nodes[0];
    for (int k = 1; k < n; k++)
        LT_TRY(add_node(
            p, (lt_rate_node){.op = LT_RATE_LAW, .index = law, .n_arguments = 2, .arguments = {*out, nodes[k]}}, out));
    return LT_OK;
}

static lt_status negate(parser *p, int *node) {
    if (!is_number(p, *node))
        return add_node(p, (lt_rate_node){.op = LT_RATE_NEGATE, .n_arguments = 1, .arguments = {*node}}, node);
    p->rate.nodes[*node].number = -p->rate.nodes[*node].number;
    return LT_OK;
}

static lt_status add_law(parser *p, int law, int n, const int *nodes, int *out) {
    lt_rate_node node = {.op = LT_RATE_LAW, .index = law, .n_arguments = n};
    memcpy(node.arguments, nodes, sizeof nodes[0] * (size_t)n);
    return add_node(p, node, out);
}

static lt_status call_turned(parser *p, int which, int n, int *nodes, int *out) {
    const int law = lt_rate_law_find(turned[which].law);
    if (n != turned[which].n_arguments) return wrong_number(p, turned[which].name, turned[which].n_arguments, n);
    if (turned[which].turn == SECOND_NEGATED) {
        LT_TRY(negate(p, &nodes[1]));
        return add_law(p, law, n, nodes, out);
    }
    memmove(nodes + 1, nodes, sizeof nodes[0] * (size_t)n);
    LT_TRY(add_node(p, (lt_rate_node){.op = LT_RATE_VARIABLE, .index = LT_RATE_TEMP}, &nodes[0]));
    return add_law(p, law, n + 1, nodes, out);
}

static lt_status call(parser *p, const char *word, int *out) {
    const char *name = real_name(word);
    int nodes[LT_RATE_MOST_ARGUMENTS], n;
    p->at++;
    LT_TRY(arguments(p, nodes, &n));
    p->whole = false;
    if (strcmp(name, "**") == 0) return n == 2 ? add_power(p, nodes[0], nodes[1], out) : wrong_number(p, word, 2, n);
    if (*name == '\0') {
        *out = nodes[0];
        return n == 1 ? LT_OK : wrong_number(p, word, 1, n);
    }
    const int which = turned_of(word);
    if (which >= 0) return call_turned(p, which, n, nodes, out);
    const int law = lt_rate_law_find(name), most = lt_rate_laws[law].n_arguments;
    if (n > 2 && most == 2 && (lt_kpp_same(name, "MIN") || lt_kpp_same(name, "MAX")))
        return law_of_two(p, law, n, nodes, out);
    return n == most ? add_law(p, law, n, nodes, out) : wrong_number(p, word, most, n);
}

static lt_status external(parser *p, lt_external_kind kind, const char *name, int *out) {
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
    return add_node(p, (lt_rate_node){.op = LT_RATE_EXTERNAL, .index = index}, out);
}

/* The rate of another reaction. */
static lt_status rate_of(parser *p, const char *open, int *out) {
    char label[MOST_WORD];
    const char *behind = one_label(open, label);
    const long reaction = lt_texts_number(p->kpp->labels, label);
    if (!behind || reaction < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "K() of an unknown label", .where = place(p),
                        .expected = "the label of a reaction", .found = lt_fmt("K(%s)", behind ? label : "..."),
                        .todo = "name a reaction that is there");
    p->at = behind;
    return add_node(p, (lt_rate_node){.op = LT_RATE_OF, .index = (int)reaction}, out);
}

static lt_status word(parser *p, int *out) {
    char name[MOST_WORD], argument[MOST_WORD];
    const char *open = lt_kpp_blanks(take_word(p->at, name)), *behind;
    p->whole = false;
    if (*open != '(') {
        const int variable = variable_of(name);
        if (variable < 0) return not_understood(p, "an unknown name in a rate");
        p->at = open;
        return add_node(p, (lt_rate_node){.op = LT_RATE_VARIABLE, .index = variable}, out);
    }
    if (lt_kpp_same(name, "K")) return rate_of(p, open, out);
    const bool photolysis = lt_kpp_same(name, "J");
    if ((photolysis || lt_kpp_same(name, "HET")) && (behind = one_name(open, argument))) {
        p->at = behind;
        return external(p, photolysis ? LT_EXTERNAL_J : LT_EXTERNAL_HET, argument, out);
    }
    p->at = open;
    return call(p, name, out);
}

static lt_status atom(parser *p, int *out) {
    const char letter = next(p);
    if (isdigit((unsigned char)letter) || letter == '.') return number(p, out);
    if (starts_word(letter)) return word(p, out);
    if (letter != '(') return not_understood(p, "a rate that is not understood");
    p->at++;
    LT_TRY(sum(p, out));
    if (next(p) != ')') return not_understood(p, "unbalanced parentheses in a rate");
    p->at++;
    p->whole = false;
    return LT_OK;
}

static lt_status sign(parser *p, int *out);

static lt_status power(parser *p, int *out) {
    int exponent;
    LT_TRY(atom(p, out));
    const char letter = next(p);
    if (letter != '^' && !(letter == '*' && p->at[1] == '*')) return LT_OK;
    p->at += letter == '^' ? 1 : 2;
    LT_TRY(sign(p, &exponent));
    p->whole = false;
    return add_power(p, *out, exponent, out);
}

static lt_status too_deep(const parser *p) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a rate is nested too deep", .where = place(p),
                    .expected = lt_fmt("at most %d parentheses and signs", MOST_DEPTH), .found = lt_fmt("%.60s", p->at),
                    .todo = "take parentheses away");
}

static lt_status sign(parser *p, int *out) {
    const char letter = next(p);
    if (letter != '+' && letter != '-') return power(p, out);
    if (++p->depth > MOST_DEPTH) return too_deep(p);
    p->at++;
    LT_TRY(sign(p, out));
    p->depth--;
    if (letter == '+') return LT_OK;
    return negate(p, out);
}

/* In Fortran and C, 7/2 is 3. KPP hands the text on to them; here it is 3.5. */
static lt_status whole_division(parser *p, const char *at) {
    if (p->reaction < 0) return LT_OK;
    return lt_kpp_remark(p->kpp, LT_REMARK_OTHER, p->s->file, p->s->line, p->reaction,
                         "%s: a whole number is divided by another (%.20s): real here, whole in Fortran and C",
                         p->kpp->m->reactions[p->reaction].label, at);
}

static lt_status product(parser *p, int *out) {
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
        LT_TRY(add_binary(p, letter == '*' ? LT_RATE_MULTIPLY : LT_RATE_DIVIDE, *out, right, out));
    }
}

static lt_status sum(parser *p, int *out) {
    if (++p->depth > MOST_DEPTH) return too_deep(p);
    LT_TRY(product(p, out));
    for (;;) {
        const char letter = next(p);
        int right;
        if (letter != '+' && letter != '-') break;
        p->at++;
        LT_TRY(product(p, &right));
        p->whole = false;
        LT_TRY(add_binary(p, letter == '+' ? LT_RATE_ADD : LT_RATE_SUBTRACT, *out, right, out));
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

static lt_status foreign(parser *p, const char *unknown) {
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
    return lt_kpp_remark(p->kpp, LT_REMARK_FOREIGN, r->file, r->line, p->reaction,
                         "%s: its rate is to be given: %s is not known here", r->label, unknown);
}

lt_status lt_kpp_rate(lt_kpp *kpp, const lt_kpp_statement *s, int reaction, const char *text, lt_rate *out) {
    char unknown[MOST_WORD];
    int node = -1;
    parser p = {.kpp = kpp, .s = s, .reaction = reaction, .at = text};
    p.at = second_reaction(text);
    if (p.at) return not_understood(&p, "a rate with = in it");
    p.at = text;
    find_foreign(kpp, text, unknown);
    lt_status status = *unknown ? foreign(&p, unknown) : sum(&p, &node);
    if (status == LT_OK && !*unknown && next(&p) != '\0') status = not_understood(&p, "a rate that is not understood");
    *out = p.rate; /* freed with the mechanism, whatever happened */
    return status;
}
