/* rate_parser.h - the parts of the parser of rates: rate_words.c (numbers, words), rate_tree.c (nodes), rate_parse.c
 * (expressions). */
#ifndef LT_RATE_PARSER_H
#define LT_RATE_PARSER_H

#include "model/chemistry/mechanism/kpp_private.h"

enum { LT_RATE_MOST_WORD = 128 };

typedef struct lt_rate_parser {
    lt_kpp *kpp;
    const lt_kpp_statement *s;
    int reaction; /* -1: a number of #INITVALUES */
    const char *at;
    int depth;
    long room;
    lt_rate rate;
    bool whole; /* the last number was written without point and exponent */
} lt_rate_parser;

/* "small.eqn:12, label R7" */
const char *lt_rate_place(const lt_rate_parser *p);

/* --- rate_words.c ------------------------------------------------------------------------------------------------- */

/* Laws of KPP that are another one: ARR2 has the other sign of its second constant (UserRateLaws of KPP 2), k3rd_* take
 * the temperature from the surroundings (KPP 3.0 manual, revision history). */
typedef struct lt_rate_turn {
    const char *name, *law;
    int n_arguments;
    enum { LT_SECOND_NEGATED, LT_TEMP_FIRST } turn;
    const char *arguments;
} lt_rate_turn;
extern const lt_rate_turn lt_rate_turned[];
/* Its index, -1 if it is none. */
int lt_rate_turned_of(const char *name);
/* A function by its own name (DEXP is EXP); "": the argument as it is; "**": POW. */
const char *lt_rate_real_name(const char *name);
/* lt_rate_variable, -1 if it is none. */
int lt_rate_variable_of(const char *name);

/* Length of the number at text with its kind (_dp, f), 0 if there is none; value and whether it is whole. */
size_t lt_rate_scan_number(const char *text, double *value, bool *whole);
bool lt_rate_starts_word(char letter);
/* The word at at; returns what is behind it. */
const char *lt_rate_take_word(const char *at, char out[LT_RATE_MOST_WORD]);
/* "NO2" of (NO2), ('NO2'), ( "NO2" ): behind the parenthesis that closes it, NULL if it holds anything else. */
const char *lt_rate_one_name(const char *open, char out[LT_RATE_MOST_WORD]);
/* The label in K(...), which may hold anything but a parenthesis. */
const char *lt_rate_one_label(const char *open, char out[LT_RATE_MOST_WORD]);
/* The first word or sign of foreign code, in unknown ("" if there is none). */
void lt_rate_find_foreign(const lt_kpp *kpp, const char *text, char unknown[LT_RATE_MOST_WORD]);
/* The variable or law whose name is close to it, NULL if none is. */
const char *lt_rate_near_word(const char *unknown);

/* --- rate_tree.c -------------------------------------------------------------------------------------------------- */

/* Each adds what is wanted and gives its node. LT_ERR_INPUT: the rate is too long, a number is none;
 * LT_ERR_MEMORY. */
lt_status lt_rate_add_node(lt_rate_parser *p, lt_rate_node node, int *out);
lt_status lt_rate_add_number(lt_rate_parser *p, double value, int *out);
/* Of numbers, a number. */
lt_status lt_rate_add_binary(lt_rate_parser *p, lt_rate_op op, int x, int y, int *out);
lt_status lt_rate_add_law(lt_rate_parser *p, int law, int n, const int *nodes, int *out);
lt_status lt_rate_add_power(lt_rate_parser *p, int x, int y, int *out);
lt_status lt_rate_negate(lt_rate_parser *p, int *node);
bool lt_rate_is_number(const lt_rate_parser *p, int node);

#endif
