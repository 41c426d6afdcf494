/* Faults of mechanism files: each is named with file, line and label, and all of a file are found in one pass. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/mechanism_text.h"

#define HEAD "#DEFVAR A = N; B = N;\n#EQUATIONS\n"

/* One fault a text, and the words that it must be told with. */
static const struct {
    const char *text, *words[3];
} faults[] = {
    {HEAD "<R1> A = Q : 1;", {"an unknown species", "text.def:3, label R1", "Q"}},
    {HEAD "<R1> NO2 + A = B : 1;", {"an unknown species", "NO2", "label R1"}},
    {HEAD "<R1> A = B : 1;\n<R1> B = A : 1;", {"a label is given twice", "text.def:4, label R1", "text.def:3"}},
    {HEAD "A = B : 1; <1> B = A : 1;", {"a label is given twice", "label 1", "its number"}},
    {HEAD "<R1 A = B : 1;", {"a label is not closed", "text.def:3", "<R1"}},
    {HEAD "! air and light\n<R1> A = B : 1;", {"a comment of Fortran", "text.def:3", "// to the end of the line"}},
    {HEAD "! light\nA = B : 1;", {"a comment of Fortran", "text.def:3", "// to the end of the line"}},
    {HEAD "A = B : 1; ! light\n<R2> B = A : 1;", {"a comment of Fortran", "text.def:3", "// to the end of the line"}},
    {"! species\n" HEAD "A = B : 1;", {"a comment of Fortran", "text.def:1", "// to the end of the line"}},
    {"#DEFVAR A = N; ! one\n B = N;\n#EQUATIONS A = : 1;",
     {"a comment of Fortran", "text.def:1", "// to the end of the line"}},
    {HEAD "<> A = B : 1;", {"a label is not closed or empty", "text.def:3", "A = B"}},
    {HEAD "<R1> A = B;", {"a reaction without rate", "label R1", "no :"}},
    {HEAD "<R1> A = B : ;", {"a reaction without rate", "label R1", "nothing behind :"}},
    {HEAD "<R1> A + B : 1;", {"it has no =", "label R1", "A + B"}},
    {HEAD "<R1> = : 1;", {"a reaction of nothing", "label R1", ""}},
    {HEAD "<R1> A B = B : 1;", {"without + between", "label R1", "B"}},
    {HEAD "<R1> A = 2 * : 1;", {"no term", "label R1", "2 *"}},
    {HEAD "<R1> A = y*B : 1;", {"a coefficient that is no number", "label R1", "y*B"}},
    {HEAD "<R1> 0.5 A = B : 1;", {"no whole number", "label R1", "0.5 A"}},
    {HEAD "<R1> A = B : 1.2.3;", {"this is no number", "label R1", "1.2.3"}},
    {HEAD "<R1> A = B : 1.5abc;", {"this is no number", "label R1", "1.5abc"}},
    {HEAD "<R1> A = B : 1.0e;", {"this is no number", "label R1", "1.0e"}},
    {HEAD "<R1> A = B : 1e999;", {"this is no number", "label R1", "1e999"}},
    {HEAD "<R1> A = B : TEMP/(2 - 2);", {"a part of a rate is no number", "label R1", "inf"}},
    {HEAD "<R1> A = B : 1 + LOG(-1.0);", {"a part of a rate is no number", "label R1", "the end"}},
    {HEAD "<R1> A = B : 1E200**2*TEMP;", {"a part of a rate is no number", "label R1", "*TEMP"}},
    {HEAD "<R1> A = B : SQRT(1 - MAX(2, 3, 1));", {"a part of a rate is no number", "label R1", "nan"}},
    {HEAD "<R1> A = B : 1E-12*(-1);", {"a negative rate", "label R1", "1E-12*(-1)"}},
    {HEAD "<R1> A = B : (1 + 2;", {"unbalanced parentheses", "label R1", "the end"}},
    {HEAD "<R1> A = B : 1 + 2);", {"not understood", "label R1", ")"}},
    {HEAD "<R1> A = B : 1 *;", {"not understood", "label R1", "the end"}},
    {HEAD "<R1> A = B : 1 2;", {"not understood", "label R1", "2"}},
    {HEAD "<R1> A = B : 1\n<R2> B = A : 2;", {"a rate with = in it", "label R1", "; missing"}},
    {HEAD "<R1> A = B : k1\nB = A : f(x=2);", {"a rate with = in it", "label R1", "= A"}},
    {HEAD "<R1> A = B : ARR_ab(1);", {"number of arguments", "label R1", "2"}},
    {HEAD "<R1> A = B : EXP(1, 2);", {"number of arguments", "label R1", "1: EXP(x)"}},
    {HEAD "<R1> A = B : TROE(1, 2);", {"TROE has another number", "label R1", "8: TROE(A0, C0, B0, Ai, Ci, Bi, F, N)"}},
    {HEAD "<R1> A = B : ARR2(1);", {"ARR2 has another number", "label R1", "2: ARR2(A, D)"}},
    {HEAD "<R1> A = B : MAX();", {"not understood", "label R1", ")"}},
    {HEAD "<R1> A = B : K(R2);", {"K() of an unknown label", "label R1", "K(R2)"}},
    {HEAD "<R1> A = B : K(R1);", {"in a circle", "label R1", "K(R1)"}},
    {"#DEFVAR A = N; A = O;\n#EQUATIONS A = : 1;", {"declared twice", "text.def:1", "A"}},
    {"#DEFVAR A = N;\n#DEFFIX\n a = O;\n#EQUATIONS A = : 1;", {"declared twice", "text.def:3", "text.def:1"}},
    {"#DEFVAR A = Qq;\n#EQUATIONS A = : 1;", {"an unknown element", "text.def:1", "Qq"}},
    {"#DEFVAR A = 2;\n#EQUATIONS A = : 1;", {"composition of A", "text.def:1", "2"}},
    {"#DEFVAR A = N O;\n#EQUATIONS A = : 1;", {"composition of A", "text.def:1", "N O"}},
    {"#DEFVAR 2A = N;\n#EQUATIONS PROD = : 1;", {"no name", "text.def:1", "2A"}},
    {HEAD "A = B : 1;\n#INITVALUES Q = 1;", {"an unknown species", "text.def:4", "Q"}},
    {HEAD "A = B : 1;\n#INITVALUES A = -1;", {"initial value", "text.def:4", "-1"}},
    {HEAD "A = B : 1;\n#INITVALUES A = 1 2;", {"not understood", "text.def:4", "2"}},
    {HEAD "A = B : 1;\n#INITVALUES A 1;", {"no initial value", "text.def:4", "A 1"}},
    {HEAD "A = B : 1;\n#INITVALUES A = TEMP;", {"initial value", "text.def:4", "TEMP"}},
    {HEAD "A = B : 1;\n#INITVALUES CFACTOR = 0;", {"CFACTOR is no positive number", "text.def:4", "0"}},
    {HEAD "A = B : 1;\n#INITVALUES CFACTOR = air();", {"CFACTOR is no positive number", "text.def:4", "air()"}},
    {HEAD "A = B : 1;\n#CHECK Zz;", {"an unknown element", "text.def:4", "Zz"}},
    {HEAD "A = B : 1;\n#SETFIX Q;", {"an unknown species", "text.def:4", "Q"}},
    {HEAD "A = B : 1;\n#MONITOR Q;", {"an unknown species", "text.def:4", "Q"}},
    {HEAD "A = B : 1;\n#INCLUDE missing.spc", {"an included file is missing", "text.def:4", "missing.spc"}},
    {HEAD "A = B : 1;\n#INCLUDE ", {"no file is named", "text.def:4", ""}},
    {HEAD "A = B : 1;\n#INCLUDE text.def", {"a file includes itself", "text.def:4", "being read"}},
    {HEAD "A = B : 1;\n{ no end", {"unbalanced braces", "text.def:4", "not closed"}},
    {HEAD "A = B : 1;\n}", {"unbalanced braces", "text.def:4", "} without"}},
    {HEAD "A = B : 1;\n#INLINE C_INIT\n x", {"without its end", "text.def:4", "#ENDINLINE"}},
    {"#DEFVARS A = N; B = N;\n#EQUATIONS\n<R1> A = B : 1;", {"no section", "text.def:1", "did you mean #DEFVAR?"}},
    {HEAD "A = B : 1;\n#EQUATION\nB = A : 1;", {"no section", "text.def:4", "EQUATIONS"}},
    {"A = B : 1;\n" HEAD "A = B : 1;", {"text outside of a section", "text.def:1", "A = B : 1"}},
    {HEAD "A = B : 1;\n#SETFIX ALL_SPEC;", {"nothing changes", "text.def", "#DEFVAR"}},
    {HEAD, {"without reactions", "text.def", "#EQUATIONS"}},
    {"", {"without reactions", "text.def", "#EQUATIONS"}},
};
enum { N_FAULTS = sizeof faults / sizeof *faults };

static void test_each_fault(void **state) {
    (void)state;
    for (int n = 0; n < N_FAULTS; n++) {
        const long found = mechanism_faults(faults[n].text);
        bool good = found >= 1;
        for (int w = 0; w < 3; w++) good &= strstr(mechanism_said, faults[n].words[w]) != NULL;
        for (int w = 0; w < 3; w++) {
            static const char *const members[] = {"where:", "expected:", "to do:"};
            good &= strstr(mechanism_said, members[w]) != NULL;
        }
        if (!good || found != 1) fail_msg("%s\n%ld faults:\n%s", faults[n].text, found, mechanism_said);
    }
}

/* A run stops at the first; a check hears of all. */
static void test_all_faults_in_one_pass(void **state) {
    (void)state;
    static const char text[] =
        "#DEFVAR A = N; B = Qq; A = O;\n#EQUATIONS\n<R1> A = Q + 0.1 W : 1;\n<R1> B = A : 1.0.0;\n"
        "<R2> A = B;\n<R3> A = B : K(R9);\n#INITVALUES C = 1;\n}\n";
    lt_mechanism *m;
    assert_int_equal(mechanism_faults(text), 10);
    assert_int_equal(lt_mechanism_read(in_root("text.def"), &m), LT_ERR_INPUT);
    assert_null(m);
    assert_string_equal(lt_error_what(), "unbalanced braces"); /* files are cut up first */
}

/* Eleven files in each other; a few that would be read 10^6 times. */
static void test_too_many_files(void **state) {
    (void)state;
    char name[32], text[256];
    for (int k = 0; k < 12; k++) {
        snprintf(name, sizeof name, "deep%d.def", k);
        snprintf(text, sizeof text, k < 11 ? "#INCLUDE deep%d.def\n" : "#DEFVAR A;\n", k + 1);
        assert_true(files_write_text(in_root(name), text));
    }
    assert_int_equal(mechanism_faults("#INCLUDE deep2.def\n#EQUATIONS A = : 1;"), 0);
    assert_int_equal(mechanism_faults("#INCLUDE deep0.def\n#EQUATIONS A = : 1;"), 2); /* and A is not declared */
    assert_non_null(strstr(mechanism_said, "too many included files"));
    for (int k = 0; k < 7; k++) {
        snprintf(name, sizeof name, "wide%d.def", k);
        size_t n = 0;
        for (int j = 0; j < 10; j++) n += (size_t)snprintf(text + n, sizeof text - n, "#INCLUDE wide%d.def\n", k + 1);
        assert_true(files_write_text(in_root(name), k < 6 ? text : "#DEFVAR\n"));
    }
    assert_true(mechanism_faults("#INCLUDE wide0.def\n#DEFVAR A;\n#EQUATIONS A = : 1;") > 0);
    assert_non_null(strstr(mechanism_said, "1000 in all"));
}

static void test_circles(void **state) {
    (void)state;
    assert_int_equal(mechanism_faults("#DEFVAR A;\n#EQUATIONS <R1> A = : K(R3); <R2> A = : 2*K(R1); <R3> A = : K(R2); "
                                      "<R4> A = : K(R5); <R5> A = : 1;"),
                     3);
    assert_null(strstr(mechanism_said, "label R4"));
}

static void test_no_file(void **state) {
    (void)state;
    lt_mechanism *m;
    assert_int_equal(lt_mechanism_read(in_root("none.def"), &m), LT_ERR_INPUT);
    assert_int_equal(lt_mechanism_read("", &m), LT_ERR_INPUT);
    assert_int_equal(lt_mechanism_read(root, &m), LT_ERR_INPUT);
    assert_true(files_write(in_root("zero.def"), "#DEFVAR\0A", 9));
    assert_int_equal(lt_mechanism_read(in_root("zero.def"), &m), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "the file is not text");
}

/* Depth and length without end are refused, not the end of the stack. */
static void test_too_much(void **state) {
    (void)state;
    enum { MANY = 20000 };
    static char text[MANY + 256];
    static const char *const parts[] = {"(", "-", "1+TEMP*", "EXP(", "K(R1)+", "TEMP**"};
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
        size_t n = (size_t)snprintf(text, sizeof text, "%s", HEAD "<R1> A = B : ");
        while (n < MANY) n += (size_t)snprintf(text + n, sizeof text - n, "%s", parts[p]);
        snprintf(text + n, sizeof text - n, "1;");
        assert_int_equal(mechanism_faults(text), 1);
        assert_non_null(strstr(mechanism_said, "label R1"));
    }
    size_t n = (size_t)snprintf(text, sizeof text, "#DEFVAR ");
    for (int k = 0; k < 800; k++) n += (size_t)snprintf(text + n, sizeof text - n, "S%d;", k);
    n += (size_t)snprintf(text + n, sizeof text - n, "\n#EQUATIONS S0 = S1");
    for (int k = 2; k < 800; k++) n += (size_t)snprintf(text + n, sizeof text - n, "+S%d", k);
    snprintf(text + n, sizeof text - n, " : 1;");
    assert_true(mechanism_faults(text) > 0);
    assert_non_null(strstr(mechanism_said, "too many species in a reaction"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_fault), cmocka_unit_test(test_all_faults_in_one_pass),
        cmocka_unit_test(test_circles),    cmocka_unit_test(test_too_many_files),
        cmocka_unit_test(test_no_file),    cmocka_unit_test(test_too_much),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
