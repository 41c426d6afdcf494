/* KPP's notation as its manual has it: sections, commands, species, reactions, labels, comments, initial values. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/chemistry/mechanism/balance.h"
#include "tests/support/mechanism_text.h"
#include "tests/support/near.h"

#include <math.h>

static double product_of(const lt_mechanism *m, int reaction, const char *species) {
    const lt_reaction *r = &m->reactions[reaction];
    for (int k = 0; k < r->n_products; k++)
        if (strcmp(m->species[r->products[k].species].name, species) == 0) return r->products[k].coefficient;
    return NAN;
}

static double reactant_of(const lt_mechanism *m, int reaction, const char *species) {
    const lt_reaction *r = &m->reactions[reaction];
    for (int k = 0; k < r->n_reactants; k++)
        if (strcmp(m->species[r->reactants[k].species].name, species) == 0) return r->reactants[k].coefficient;
    return NAN;
}

#define SPECIES "#DEFVAR A = IGNORE; B = IGNORE; C = IGNORE; E = IGNORE; PAR = IGNORE;\n#DEFFIX X = IGNORE;\n"

static void test_terms(void **state) {
    (void)state;
    lt_mechanism *m = mechanism_of(SPECIES "#EQUATIONS\n"
                                           "<R1> A + A + X = 2B + .5 C + 0.25*E + 1.5E-1 C : 1;\n"
                                           "<R2> 2 A = B - 2.7 PAR + 0.3PAR : 1;\n"
                                           "<R3> A - B = C : 1;\n"
                                           "<R4> A + hv = 2E : 1;\n"
                                           "<R5> A = PROD : 1;\n<R6> B = : 1;\n<R7> PROD = A : 1;\n"
                                           "<R8> a = 0 B + c : 1;\n+ A = + B : 1;\n");
    assert_int_equal(m->n_reactions, 9);
    assert_near(reactant_of(m, 0, "A"), 2, 0);
    assert_near(reactant_of(m, 0, "X"), 1, 0);
    assert_near(product_of(m, 0, "B"), 2, 0);
    assert_near(product_of(m, 0, "C"), 0.65, 1e-16);
    assert_near(product_of(m, 0, "E"), 0.25, 0);
    assert_near(reactant_of(m, 1, "A"), 2, 0);
    assert_near(product_of(m, 1, "PAR"), -2.4, 1e-15);
    /* B is taken from nothing: it is in the change, not in the rate. */
    assert_int_equal(m->reactions[2].n_reactants, 1);
    assert_near(product_of(m, 2, "B"), 1, 0);
    assert_true(m->reactions[3].photolysis);
    assert_near(product_of(m, 3, "E"), 2, 0);
    assert_int_equal(m->reactions[4].n_products + m->reactions[5].n_products, 0);
    assert_int_equal(m->reactions[6].n_reactants, 0);
    assert_int_equal(m->reactions[7].n_products, 1);
    assert_string_equal(m->reactions[8].label, "9");
    lt_mechanism_free(m);
}

static void test_labels_and_comments(void **state) {
    (void)state;
    lt_mechanism *m =
        mechanism_of("\xef\xbb\xbf// #DEFVAR is no section here\r\n#defvar { a comment\n of two lines } A;\r\n B "
                     "{ without composition };;\n#Equations\n"
                     "< HET_N2O5 > A = B : 1.0; // behind { it\n<1>A=B:2;\n<R_2a> A { + M } = B\n : 3\n;"
                     "// the last one has no end: \n<R3> A = B : 4");
    static const char *const labels[] = {"HET_N2O5", "1", "R_2a", "R3"};
    assert_int_equal(m->n_reactions, 4);
    for (int r = 0; r < 4; r++) {
        assert_string_equal(m->reactions[r].label, labels[r]);
        assert_int_equal(lt_mechanism_reaction(m, labels[r]), r);
        assert_near(m->reactions[r].rate.nodes[0].number, r + 1, 0);
    }
    assert_int_equal(m->reactions[0].line, 6);
    assert_int_equal(m->reactions[2].line, 8);
    assert_int_equal(m->reactions[3].line, 11);
    assert_int_equal(lt_mechanism_reaction(m, "R4"), -1);
    lt_mechanism_free(m);
}

/* Variable species first; the order of declarations within both; #SETVAR and #SETFIX. */
static void test_species(void **state) {
    (void)state;
    lt_mechanism *m = mechanism_of("#EQUATIONS A + M = B + M : 1; { may stand before the species }\n"
                                   "#DEFFIX M = O2; #ATOMS O2;\n#DEFVAR A = 2H + Cl; B = C + 4H + 2O + H;\n"
                                   "#DEFRAD R = N + IGNORE; #SETFIX B;\n#SETVAR b; #SETFIX R; #SETRAD R;\n");
    static const char *const names[] = {"A", "B", "R", "M"};
    assert_int_equal(m->n_species, 4);
    assert_int_equal(m->n_variable, 3);
    for (int s = 0; s < 4; s++) assert_string_equal(m->species[s].name, names[s]);
    assert_int_equal(lt_mechanism_species(m, "m"), 3);
    assert_int_equal(m->reactions[0].reactants[1].species, 3);
    const lt_mech_species *b = &m->species[1];
    assert_int_equal(b->n_atoms, 3);
    for (int k = 0; k < 3; k++)
        assert_near(b->atoms[k].count,
                    strcmp(m->elements[b->atoms[k].element], "H") == 0   ? 5
                    : strcmp(m->elements[b->atoms[k].element], "C") == 0 ? 1
                                                                         : 2,
                    0);
    assert_true(b->composed && !m->species[2].composed);
    lt_mechanism_free(m);
    m = mechanism_of("#DEFVAR A = H; B = H;\n#SETFIX VAR_SPEC;\n#SETVAR B;\n#EQUATIONS A = B : 1;\n");
    assert_int_equal(m->n_variable, 1);
    lt_mechanism_free(m);
    m = mechanism_of("#DEFVAR A = H;\n#DEFFIX B = H;\n#SETVAR ALL_SPEC;\n#EQUATIONS A = B : 1;\n");
    assert_int_equal(m->n_variable, 2);
    lt_mechanism_free(m);
}

static double initial_of(const lt_mechanism *m, const char *name) {
    return m->species[lt_mechanism_species(m, name)].initial;
}

static void test_initial_values(void **state) {
    (void)state;
    lt_mechanism *m = mechanism_of(SPECIES "#EQUATIONS A = B : 1;\n#INITVALUES\n CFACTOR = 2.0; A = 1.5E3; B = "
                                           "4*(2+1); C = MyFunc(3); FIX_SPEC = 7;\n");
    assert_near(m->cfactor, 2, 0);
    assert_near(initial_of(m, "A"), 3000, 0);
    assert_near(initial_of(m, "B"), 24, 0);
    assert_true(isnan(initial_of(m, "C")) && isnan(initial_of(m, "E")));
    assert_near(initial_of(m, "X"), 14, 0);
    assert_int_equal(m->n_remarks, 1); /* MyFunc */
    lt_mechanism_free(m);
    m = mechanism_of(SPECIES "#INITVALUES ALL_SPEC = 1; VAR_SPEC = 2; PAR = 3.d0;\n#EQUATIONS A = B : 1;\n");
    assert_near(initial_of(m, "A"), 2, 0);
    assert_near(initial_of(m, "X"), 1, 0);
    assert_near(initial_of(m, "PAR"), 3, 0);
    lt_mechanism_free(m);
}

/* All commands and sections of the manuals of KPP 2 and 3 that change nothing here. */
static void test_commands(void **state) {
    (void)state;
    static const char text[] =
        "#MINVERSION 2.4.0\n#LANGUAGE Fortran90\n#INTEGRATOR ./rosenbrock\n#DRIVER general\n#DOUBLE ON\n#DECLARE "
        "SYMBOL\n"
        "#FUNCTION AGGREGATE\n#JACOBIAN SPARSE_LU_ROW\n#HESSIAN OFF\n#STOICMAT off\n#STOICHMAT OFF\n#STOCHASTIC OFF\n"
        "#REORDER ON\n#MEX OFF\n#DUMMYINDEX ON\n#EQNTAGS ON\n#UPPERCASEF90 ON\n#AUTOREDUCE ON\n#GRAPH OFF\n#FLUX ON // "
        "c\n"
        "#CHECKALL #LOOKATALL\n#TRANSPORTALL { c }\n#INCLUDE atoms.kpp\n#USE F90\n#INTFILE x/y\n" SPECIES
        "#EQUATIONS <R1> A = B : 1;\n#LOOKAT A; N;\n#MONITOR A;B;\n#TRANSPORT A; B;\n#CHECK N; O;\n"
        "#LUMP A + B : B;\n#FAMILIES PA : A + 2 B; LA : B;\n#INLINE F90_RATES\n  '{' ; # no section\n } #ENDINLINE\n";
    lt_mechanism *m = mechanism_of(text);
    int skipped = 0;
    for (int k = 0; k < m->n_remarks; k++) skipped += m->remarks[k].kind == LT_REMARK_SKIPPED;
    assert_int_equal(skipped, 3); /* families, lumps, inlined code */
    assert_int_equal(m->n_reactions, 1);
    lt_mechanism_free(m);
    m = mechanism_of(SPECIES "#EQUATIONS A = B : 1;\n#ZZTOP B = C : 1;\n#EQUATIONS B = C : 1;\n");
    assert_int_equal(m->n_reactions, 2);
    assert_int_equal(m->n_remarks, 1);
    lt_mechanism_free(m);
}

/* Included files are one text: sections go on; #MODEL; beside the file that names it; the shipped ones. */
static void test_include(void **state) {
    (void)state;
    char path[600];
    snprintf(path, sizeof path, "%s/sub", root);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_true(files_write_text(in_root("sub/a.spc"), "#DEFVAR A = IGNORE;\n#INCLUDE b.spc // beside it\n"));
    assert_true(files_write_text(in_root("sub/b.spc"), "B = IGNORE;"));
    assert_true(files_write_text(in_root("sub/model.def"), "#INCLUDE a.spc\nC = IGNORE;\n"));
    lt_mechanism *m =
        mechanism_of("#MODEL sub/model\nE = IGNORE;\n#include cb6r5_dms.spc\n#EQUATIONS A + B = C + E : 1;");
    assert_true(m->n_species > 4);
    assert_int_equal(m->n_files, 5);
    assert_string_equal(m->species[lt_mechanism_species(m, "B")].file, in_root("sub/b.spc"));
    lt_mechanism_free(m);
}

/* IGNORE leaves a reaction out of the balance, but for the elements that a composition names. */
static void test_balance(void **state) {
    (void)state;
    lt_mechanism *m =
        mechanism_of("#DEFVAR A = N + 2O; B = N + IGNORE; C = 0N + IGNORE; E = 2N; F = IGNORE;\n#EQUATIONS\n"
                     "<R1> A = B : 1;\n<R2> A + C = E + C : 1;\n<R3> A + F = E : 1;\n<R4> 2A = E + PROD : "
                     "1;\n<R5> A + hv = 0.99999999 A : 1;\n#CHECK O;");
    static const double defects[] = {0, 1, NAN, 0, -1e-8};
    double defect;
    int nitrogen = strcmp(m->elements[0], "N") == 0 ? 0 : 1, listed = 0;
    for (int r = 0; r < 5; r++) {
        const bool known = lt_reaction_defect(m, r, nitrogen, &defect);
        assert_true(known == !isnan(defects[r]));
        if (known) assert_near(defect, defects[r], 1e-12);
    }
    assert_false(lt_reaction_defect(m, 0, 1 - nitrogen, &defect));
    assert_true(lt_reaction_defect(m, 3, 1 - nitrogen, &defect));
    assert_near(defect, -4, 0);
    assert_true(m->checked[1 - nitrogen] && !m->checked[nitrogen]);
    for (int k = 0; k < m->n_remarks; k++) listed += m->remarks[k].kind == LT_REMARK_BALANCE;
    assert_int_equal(listed, 2);
    lt_mechanism_free(m);
}

static void test_twins(void **state) {
    (void)state;
    lt_mechanism *m =
        mechanism_of(SPECIES "#EQUATIONS <R1> A + B = C + 0.5 E : 1e-12;\n<R2> B + A = 0.5 E + C : 2e-12;\n"
                             "<R3> A + B + hv = C + 0.5E : J(A);\n");
    assert_int_equal(m->n_remarks, 1);
    assert_int_equal(m->remarks[0].reaction, 1);
    assert_non_null(strstr(m->remarks[0].text, "R1"));
    lt_mechanism_free(m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_terms),    cmocka_unit_test(test_labels_and_comments),
        cmocka_unit_test(test_species),  cmocka_unit_test(test_initial_values),
        cmocka_unit_test(test_commands), cmocka_unit_test(test_include),
        cmocka_unit_test(test_balance),  cmocka_unit_test(test_twins),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
