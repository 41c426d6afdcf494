/* code.h - writing straight-line C in functions of a bearable length: private to generate/.
 *
 * A section is a function that calls its parts, each of some hundred statements, for compilers take more than linear
 * time over one long function. */
#ifndef LT_GENERATE_CODE_H
#define LT_GENERATE_CODE_H

#include "model/chemistry/generate/plan.h"

#include <stdio.h>

enum { LT_CODE_LONGEST = 2048 };

typedef struct lt_code_array {
    const char *name;
    int rows;
    bool written;
} lt_code_array;

typedef struct lt_code_text {
    char text[32];
} lt_code_text;

typedef struct lt_code {
    FILE *out;
    const char *section, *parameters, *arguments; /* of the parts */
    int part, statements;
    const lt_code_array *arrays; /* NULL: the section has the parameters of its parts */
    int n_arrays;
    char whole[LT_CODE_LONGEST], windows[LT_CODE_LONGEST], middles[LT_CODE_LONGEST];
} lt_code;

void lt_code_begin(lt_code *code, const char *section, const char *parameters, const char *arguments);

/* As lt_code_begin, of arrays of vectors; scalar: one more parameter of type lt_vec, or NULL. arrays must outlive the
 * section. Parts get an array as windows of 256 rows, each by a pointer to its middle (lu0, lu1 ...): from there the
 * machine's code reaches every row with one byte of distance instead of four (with AVX-512; measured: README.md). An
 * array of very many rows is one window. */
void lt_code_begin_arrays(lt_code *code, const char *section, const char *scalar, const lt_code_array *arrays, int n);
/* Row `row` of an array of the section, as the parts call it. */
lt_code_text lt_code_row(const lt_code *code, const char *array, int row);

/* A name of the mechanism's files without what would end a comment or a string of C. */
void lt_code_name(const lt_code *code, const char *name);

/* Before a block of `statements` that must stay together. */
void lt_code_room(lt_code *code, int statements);
void lt_code_end(lt_code *code);

/* A sum over several variables, so that the processor need not wait for one addition before the next. */
typedef struct lt_code_sum {
    int lanes, next; /* partial sums a0, a1 ... */
    bool begun[4];
} lt_code_sum;

/* For about n summands. */
void lt_code_sum_begin(lt_code *code, lt_code_sum *sum, int n);
/* + coefficient * operand; operand is an expression. */
void lt_code_add(lt_code *code, lt_code_sum *sum, double coefficient, const char *operand);
/* - left * right */
void lt_code_take(lt_code *code, lt_code_sum *sum, const char *left, const char *right);
/* The expression of the whole sum, in `text`. */
void lt_code_sum_text(const lt_code_sum *sum, char text[64]);
/* A term of the plan with its sign; sums begin with a term of coefficient 1 where there is one. */
void lt_code_terms(lt_code *code, lt_code_sum *sum, const lt_plan *plan, const lt_plan_terms *terms, double sign);

#endif
