#include "model/chemistry/generate/code.h"

#include "base/number.h"

#include <stdarg.h>
#include <string.h>

/* Statements in a part: measured, see README.md. */
enum { MOST_STATEMENTS = 400 };

void lt_code_begin(lt_code *code, const char *section, const char *parameters, const char *arguments) {
    code->section = section;
    code->parameters = parameters;
    code->arguments = arguments;
    code->arrays = NULL;
    code->part = 0;
    code->statements = MOST_STATEMENTS;
}

/* One more item of a list of parameters or arguments. */
static void add_item(char *list, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add_item(char *list, const char *format, ...) {
    size_t used = strlen(list);
    if (used) used += (size_t)snprintf(list + used, LT_CODE_LONGEST - used, ",\n    ");
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(list + used, LT_CODE_LONGEST - used, format, arguments);
    va_end(arguments);
}

enum { WINDOW = 256, MOST_IN_WINDOWS = 16 * WINDOW };

static int window_rows(int rows) {
    return rows <= MOST_IN_WINDOWS ? WINDOW : rows;
}

/* The row that the pointer of a window points to: its middle, never beyond the array's end. */
static int window_middle(int rows, int window) {
    int middle = window * window_rows(rows) + window_rows(rows) / 2;
    return middle < rows ? middle : rows;
}

void lt_code_begin_arrays(lt_code *code, const char *section, const char *scalar, const lt_code_array *arrays, int n) {
    lt_code_begin(code, section, code->windows, code->middles);
    code->arrays = arrays;
    code->n_arrays = n;
    code->whole[0] = code->windows[0] = code->middles[0] = '\0';
    if (scalar) {
        add_item(code->whole, "lt_vec %s", scalar);
        add_item(code->windows, "lt_vec %s", scalar);
        add_item(code->middles, "%s", scalar);
    }
    for (int a = 0; a < n; a++) {
        const char *constant = arrays[a].written ? "" : "const ", *name = arrays[a].name;
        int size = window_rows(arrays[a].rows);
        add_item(code->whole, "%slt_vec *restrict %s", constant, name);
        for (int w = 0; w == 0 || w * size < arrays[a].rows; w++) {
            add_item(code->windows, "%slt_vec *restrict %s%d", constant, name, w);
            add_item(code->middles, "%s + %d", name, window_middle(arrays[a].rows, w));
        }
    }
}

lt_code_text lt_code_row(const lt_code *code, const char *array, int row) {
    lt_code_text out;
    int a = 0;
    while (a < code->n_arrays && strcmp(code->arrays[a].name, array) != 0) a++;
    int rows = code->arrays[a].rows, window = row / window_rows(rows);
    snprintf(out.text, sizeof out.text, "%s%d[%d]", array, window, row - window_middle(rows, window));
    return out;
}

void lt_code_name(const lt_code *code, const char *name) {
    for (; *name; name++) fputc((unsigned char)*name < ' ' || strchr("*/\"\\?", *name) ? '_' : *name, code->out);
}

void lt_code_room(lt_code *code, int statements) {
    if (code->statements > 0 && code->statements + statements > MOST_STATEMENTS) {
        fprintf(code->out, "%sLT_CHEM_PART %s_%d(%s) {\n", code->part ? "}\n" : "", code->section, code->part,
                code->parameters);
        code->part++;
        code->statements = 0;
    }
    code->statements += statements;
}

void lt_code_end(lt_code *code) {
    fprintf(code->out, "%sstatic inline void %s(%s) {\n", code->part ? "}\n" : "", code->section,
            code->arrays ? code->whole : code->parameters);
    for (int part = 0; part < code->part; part++)
        fprintf(code->out, "    %s_%d(%s);\n", code->section, part, code->arguments);
    fprintf(code->out, "}\n\n");
}

void lt_code_sum_begin(lt_code *code, lt_code_sum *sum, int n) {
    *sum = (lt_code_sum){.lanes = n > 24 ? 4 : n > 8 ? 2 : 1};
    fprintf(code->out, "        lt_vec a0");
    for (int a = 1; a < sum->lanes; a++) fprintf(code->out, ", a%d", a);
    fprintf(code->out, ";\n");
}

static lt_code_text number(double x) {
    lt_code_text out;
    lt_number_text(x, out.text, sizeof out.text);
    return out;
}

void lt_code_add(lt_code *code, lt_code_sum *sum, double coefficient, const char *operand) {
    int a = sum->next;
    sum->next = (a + 1) % sum->lanes;
    bool begun = sum->begun[a];
    sum->begun[a] = true;
    if (coefficient == 1.0)
        fprintf(code->out, begun ? "        a%d += %s;\n" : "        a%d = %s;\n", a, operand);
    else if (coefficient == -1.0)
        fprintf(code->out, begun ? "        a%d -= %s;\n" : "        a%d = -%s;\n", a, operand);
    else if (begun)
        fprintf(code->out, "        a%d = lt_v_fma(lt_v_all(%s), %s, a%d);\n", a, number(coefficient).text, operand, a);
    else
        fprintf(code->out, "        a%d = lt_v_all(%s) * %s;\n", a, number(coefficient).text, operand);
}

void lt_code_take(lt_code *code, lt_code_sum *sum, const char *left, const char *right) {
    int a = sum->next;
    sum->next = (a + 1) % sum->lanes;
    if (sum->begun[a])
        fprintf(code->out, "        a%d = lt_v_fnma(%s, %s, a%d);\n", a, left, right, a);
    else
        fprintf(code->out, "        a%d = -(%s * %s);\n", a, left, right);
    sum->begun[a] = true;
}

void lt_code_sum_text(const lt_code_sum *sum, char text[64]) {
    int n = 0;
    while (n < sum->lanes && sum->begun[n]) n++;
    snprintf(text, 64, "%s",
             n == 0   ? "lt_v_all(0.0)"
             : n == 1 ? "a0"
             : n == 2 ? "(a0 + a1)"
             : n == 3 ? "((a0 + a1) + a2)"
                      : "((a0 + a1) + (a2 + a3))");
}

static lt_code_text operand_of(const lt_code *code, const lt_plan *plan, const lt_plan_term *term) {
    int partial = term->which < 0 ? -1 : plan->reaction[term->reaction].partial[term->which];
    return term->which < 0 ? lt_code_row(code, "r", term->reaction)
           : partial < 0   ? lt_code_row(code, "k", term->reaction)
                           : lt_code_row(code, "p", partial);
}

void lt_code_terms(lt_code *code, lt_code_sum *sum, const lt_plan *plan, const lt_plan_terms *terms, double sign) {
    for (int pass = 0; pass < 2; pass++) {
        for (int t = 0; t < terms->n; t++) {
            double coefficient = sign * terms->term[t].coefficient;
            if ((coefficient == 1.0) != (pass == 0)) continue;
            lt_code_add(code, sum, coefficient, operand_of(code, plan, &terms->term[t]).text);
        }
    }
}
