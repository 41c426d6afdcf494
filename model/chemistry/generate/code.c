#include "model/chemistry/generate/code.h"

/* Statements in a part: measured, see README.md. */
enum { MOST_STATEMENTS = 400 };

void lt_code_begin(lt_code *code, const char *section, const char *parameters, const char *arguments) {
    code->section = section;
    code->parameters = parameters;
    code->arguments = arguments;
    code->part = 0;
    code->statements = MOST_STATEMENTS;
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
    fprintf(code->out, "%sstatic inline void %s(%s) {\n", code->part ? "}\n" : "", code->section, code->parameters);
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
        fprintf(code->out, "        a%d = lt_v_fma(lt_v_all(%.17g), %s, a%d);\n", a, coefficient, operand, a);
    else
        fprintf(code->out, "        a%d = lt_v_all(%.17g) * %s;\n", a, coefficient, operand);
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

static void operand_of(const lt_plan *plan, const lt_plan_term *term, char text[32]) {
    if (term->which < 0)
        snprintf(text, 32, "r[%d]", term->reaction);
    else if (plan->reaction[term->reaction].partial[term->which] < 0)
        snprintf(text, 32, "k[%d]", term->reaction);
    else
        snprintf(text, 32, "p[%d]", plan->reaction[term->reaction].partial[term->which]);
}

void lt_code_terms(lt_code *code, lt_code_sum *sum, const lt_plan *plan, const lt_plan_terms *terms, double sign) {
    char operand[32];
    for (int pass = 0; pass < 2; pass++) {
        for (int t = 0; t < terms->n; t++) {
            double coefficient = sign * terms->term[t].coefficient;
            if ((coefficient == 1.0) != (pass == 0)) continue;
            operand_of(plan, &terms->term[t], operand);
            lt_code_add(code, sum, coefficient, operand);
        }
    }
}
