/* KPP's own models and the shipped mechanisms are read: counts, rates beside their formulas. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/chemistry/command/facts.h"
#include "model/chemistry/mechanism/balance.h"
#include "model/chemistry/mechanism/mechanism.h"
#include "tests/support/data.h"
#include "tests/support/mechanism_text.h"
#include "tests/support/near.h"

#include <math.h>

static lt_mechanism *read_mechanism(const char *path) {
    lt_mechanism *m;
    const lt_status status = lt_mechanism_read(path, &m);
    if (status != LT_OK) {
        char text[4096];
        lt_error_text(status, text, sizeof text);
        fail_msg("%s", text);
    }
    return m;
}

static const lt_rate_air noon = {.variable = {[LT_RATE_TEMP] = 270, [LT_RATE_SUN] = 0.5}};

/* KPP 3's small_strato: 5 variable and 2 fixed species, 10 reactions. */
static void test_small_strato(void **state) {
    (void)state;
    lt_mechanism *m = read_mechanism(data_path("chemistry/kpp_models/small_strato.def"));
    double k[10];
    assert_string_equal(m->name, "small_strato");
    assert_int_equal(m->n_variable, 5);
    assert_int_equal(m->n_species, 7);
    assert_int_equal(m->n_reactions, 10);
    assert_int_equal(m->n_externals, 0);
    assert_int_equal(lt_mechanism_species(m, "no2"), 4);
    assert_int_equal(lt_mechanism_reaction(m, "R10"), 9);
    assert_near(m->species[lt_mechanism_species(m, "M")].initial, 8.120e16, 1);
    assert_true(m->reactions[0].photolysis && !m->reactions[1].photolysis);
    assert_int_equal(lt_rates(m, &noon, k), LT_OK);
    assert_near(k[0], 2.643e-10 * 0.125, 1e-25);
    assert_near(k[4], 1.070e-3 * 0.25, 1e-18);
    assert_near(k[7], 6.062e-15, 0);
    assert_near(lt_reaction_net(&m->reactions[0], lt_mechanism_species(m, "O")), 2, 0);
    assert_near(lt_reaction_net(&m->reactions[5], lt_mechanism_species(m, "M")), 0, 0);
    assert_int_equal(m->n_remarks, 3); /* three #INLINE; all reactions balance */
    lt_mechanism_free(m);
}

static void test_carbon(void **state) {
    (void)state;
    lt_mechanism *m = read_mechanism(data_path("chemistry/kpp_models/carbon.def"));
    double k[5];
    assert_int_equal(m->n_variable, 7);
    assert_int_equal(m->n_species, 11);
    assert_int_equal(m->n_reactions, 5);
    assert_int_equal(lt_rates(m, &noon, k), LT_OK);
    assert_near(k[0], 2.45e-12 * exp(-1775.0 / 270), 1e-27);
    assert_near(k[4], 3.8199012e4, 0);
    lt_mechanism_free(m);
}

/* Those of knowledge/chemistry.md, and no other. */
static void test_nitrogen_of_cb6r5(void **state) {
    (void)state;
    static const char *const unbalanced[] = {"R160",  "R170",    "BL18a",   "BL18b",   "BL18c",
                                             "BL18d", "CP07mtp", "BP70mtp", "BP71mtp", "HYD_MT"};
    lt_mechanism *m = read_mechanism("cb6r5_ae7_aq");
    int nitrogen = 0, n = 0;
    while (strcmp(m->elements[nitrogen], "N") != 0) nitrogen++;
    assert_true(m->checked[nitrogen]);
    for (int r = 0; r < m->n_reactions; r++) {
        double defect;
        bool listed = false;
        assert_true(lt_reaction_defect(m, r, nitrogen, &defect));
        for (int k = 0; k < 10; k++) listed |= strcmp(unbalanced[k], m->reactions[r].label) == 0;
        if (listed != (fabs(defect) > 1e-6)) fail_msg("%s: N %+g", m->reactions[r].label, defect);
        n += listed;
    }
    assert_int_equal(n, 10);
    lt_mechanism_free(m);
}

static void test_shipped(void **state) {
    (void)state;
    lt_mechanism *m = read_mechanism("cb6r5_ae7_aq");
    assert_int_equal(m->n_variable, 149);
    assert_int_equal(m->n_reactions, 349);
    lt_mechanism_free(m);
    m = read_mechanism("cb6r5");
    assert_int_equal(m->n_reactions, 318);
    lt_mechanism_free(m);
}

/* What is told to be conserved is: every reaction times every sum. Small mechanisms by hand: NO + NO2 of small_strato.
 */
static void test_conserved(void **state) {
    (void)state;
    static const char *const names[] = {"cb6r5_ae7_aq", "cb6r5", "co_ch4_nox"};
    for (int n = 0; n < 3; n++) {
        lt_mechanism *m = read_mechanism(names[n]);
        int count;
        lt_conserved *sums;
        assert_int_equal(lt_mech_conserved(m, &count, &sums), LT_OK);
        assert_true(count > 0);
        for (int k = 0; k < count; k++) {
            for (int r = 0; r < m->n_reactions; r++) {
                double change = 0;
                for (int t = 0; t < sums[k].n; t++)
                    change +=
                        sums[k].terms[t].coefficient * lt_reaction_net(&m->reactions[r], sums[k].terms[t].species);
                assert_near(change, 0, 1e-9); /* rounding of the reduction, see conserved.c */
            }
            lt_free(sums[k].terms);
        }
        lt_free(sums);
        lt_mechanism_free(m);
    }
}

/* How mechanisms are written with KPP 2 and 3, for Fortran, C and Matlab, by boxes and by models of the globe: small
 * texts of ours in these manners. */
static const struct {
    const char *text;
    int n_variable, n_reactions, n_foreign;
} manners[] = {
    /* KPP 2: numbers of reactions and third bodies in comments, atoms without .kpp. */
    {"#INCLUDE atoms\n#DEFVAR\n  O = O ; {oxygen atoms}\n O3=3O;NO2 = N+2O ; NO=N+O;\n#DEFFIX\n H2O = 2H+O;\n"
     "#EQUATIONS { of the mechanism}\n{ 1.} NO2 + hv = NO + O : 8.89E-3*SUN ;\n"
     "{ 2.} O {+ O2 + M} = O3 : ARR2(1.4E+3, 1175.0) ;\n{ 3.}\tO3 + NO = NO2\t:\tARR2(1.8E-12,-1370.0);\n"
     "{17.} O + H2O = 0.5O3+.25 NO2 +1.5E-1NO : 2.2E-10/(1.0+1.0E-2*TEMP) ;\n#LOOKATALL\n",
     4, 4, 0},
    /* Species without composition, fixed air, products named PROD, laws with integers and signs. */
    {"#DEFVAR\nO3P = IGNORE; O3 = IGNORE; NO = IGNORE; NO2 = IGNORE; RO2_R = IGNORE;\n#DEFFIX\nAIR = "
     "IGNORE;O2=IGNORE;\n"
     "#EQUATIONS\n<R1> NO2 + HV = NO + O3P : 6.69E-1*(SUN/60.0);\n<R2> O3P + O2 + AIR = O3 : "
     "ARR(5.68E-34,0.0,-2.80);\n<R10>NO + NO + O2=2NO2:ARR(3.30E-39,-530.0,0.0);\n"
     "<R11> O3 = 0.017RO2_R - 1.053NO + PROD : FALL(  2.80E-36,0.0,-3.80,2.20E-11,0.0,0.70,0.84);\n"
     "<R12> RO2_R = RO2_R - 0.1 O3 :EP3(2.20E-13,-600.0,1.85E-33,-980.0) + 3.08E-34*EXP(2800./TEMP);\n",
     5, 5, 0},
    /* KPP 3 and chemistry of the globe: photolysis by number, laws of its own, families, long lines of comment. */
    {"//============\n// Global {not a comment\n//============\n#MINVERSION 3.0.0\n#INTEGRATOR rosenbrock\n#AUTOREDUCE "
     "on\n"
     "#LANGUAGE Fortran90\n#UPPERCASEF90 on\n#DRIVER none\n#HESSIAN off\n#MEX off\n#STOICMAT off\n#DEFVAR\n"
     "O3 = IGNORE; {O3; Ozone}\nNO = IGNORE;\nNO2 = IGNORE;\nOH = IGNORE; H2O=IGNORE;\n#DEFFIX\nN2 = IGNORE;\n"
     "#EQUATIONS\n//\n// Gas\nO3 + NO = NO2 : GCARR_ac(3.00d-12, -1500.0d0); {2014/02/03; ;;ref}\n"
     "NO2 = NO + O3 : PHOTOL(11);\nO3 + hv = 2.000OH : PHOTOL(2);\n"
     "NO2 = 0.5NO : HET(ind_NO2,1); {het}\nOH + OH = H2O : 1.80d-12;\nOH + NO2 {+M} = : "
     "GCJPLPR_aba(1.80d-30, 3.0d+00, 2.8d-11, 0.6d0);\n"
     "#FAMILIES\nPOx : O3 + NO2 + 2NO;\nLOx : O3 + NO2;\n"
     "#INLINE F90_RATES\n  FUNCTION GCARR_ac( a0, c0 ) RESULT( k )\n    k = a0 * EXP( c0 / TEMP ) ! } {\n  END "
     "FUNCTION\n"
     "#ENDINLINE\n",
     5, 6, 5},
    /* Labels of text, codes in comments before the rate, continued lines, derived types. */
    {"#INLINE F90_GLOBAL\n REAL(dp) :: k_HO2_HO2 ! [#]\n#ENDINLINE\n#DEFVAR O2 = 2O; O1D=O; O3P = O; HO2 = H + 2O; "
     "H2O2 = "
     "2H+2O; LOSS = IGNORE;\n#SETFIX O2;\n#EQUATIONS\n"
     "<G1000>  O2 + O1D = O3P + O2 : {%UpStTrG} 3.3E-11_dp*EXP(55._dp/temp); {&1945}\n"
     "<G1001>  O2 + O3P = LOSS : {%TrG} k_3rd(temp,cair,6.E-34_dp,2.4_dp,\n     1.E-10_dp,0._dp,0.6_dp) ;\n"
     "<G2110>  HO2 + HO2 = H2O2 : {%G} k_HO2_HO2; {$1.15}\n<J1000a> O2 + hv = O3P + O3P : {%J} jx(ip_O2);\n"
     "<A_01b>  H2O2 = : State%k(3)/C(ind_O2)*(1.+1.e-3) ;\n",
     5, 5, 3},
    /* A near-explicit mechanism: photolysis J(n), constants of inlined code, M, O2, N2, H2O, a sum of radicals. */
    {"#INLINE F90_RCONST\n  USE constants\n  RO2 = C(ind_CH3O2)\n  KRO2NO = "
     "2.7D-12*EXP(360/TEMP)\n#ENDINLINE\n#DEFVAR\n"
     "O = IGNORE ; O3 = IGNORE ;CH3O2 = IGNORE ;NO=IGNORE; NO2=IGNORE; HO2=IGNORE;\n#EQUATIONS\n"
     "<1> O = O3 : 5.6D-34*N2*(TEMP/300)**(-2.6)*O2+6.0D-34*O2*(TEMP/300)**(-2.6)*O2 ;\n<2> O3 = O : J(2) ;\n"
     "<3> HO2 + HO2 = : 2.20D-13*(1+(1.4D-21*EXP(2200/TEMP)*H2O))*EXP(600/TEMP) ;\n"
     "<4> CH3O2 + NO = HO2 + NO2 : KRO2NO*0.999 ;\n<5> CH3O2 = HO2 : 2*(1.03D-13*EXP(365/TEMP)*6.1D-13)**0.5*RO2*7.18 "
     ";\n"
     "<6> CH3O2 = O : 1.0D-30*M**1.5 ;\n",
     6, 6, 2},
    /* C and Matlab: pow, float suffixes, functions of inlined code, powers with a roof. */
    {"#LANGUAGE C\n#INLINE C_RATES\ndouble fall(double a, double b) {\n  return a > b ? a : b; /* { */\n}\n#ENDINLINE\n"
     "#DEFVAR A = C; B = C;\n#EQUATIONS\n<a> A = B : pow(TEMP/300.0f, -2.3f)*1e-3;\n<b> B = A : fall(1, 2);\n"
     "<c> A = A + B : 2.0E-5*(TEMP/300)^0.5;\n<d> A + B = A : ( TEMP > 200 ) ? 1.e-3 : 2e-3;\n",
     2, 4, 2},
};

static void test_manners_of_writing(void **state) {
    (void)state;
    for (size_t n = 0; n < sizeof manners / sizeof *manners; n++) {
        if (mechanism_faults(manners[n].text) > 0) fail_msg("%s\n%s", manners[n].text, mechanism_said);
        lt_mechanism *m = mechanism_of(manners[n].text);
        int foreign = 0;
        for (int r = 0; r < m->n_reactions; r++) foreign += m->reactions[r].rate.foreign;
        if (m->n_variable != manners[n].n_variable || m->n_reactions != manners[n].n_reactions ||
            foreign != manners[n].n_foreign)
            fail_msg("%s\n%d species, %d reactions, %d foreign", manners[n].text, m->n_variable, m->n_reactions,
                     foreign);
        lt_mechanism_free(m);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_strato),      cmocka_unit_test(test_carbon),
        cmocka_unit_test(test_nitrogen_of_cb6r5), cmocka_unit_test(test_shipped),
        cmocka_unit_test(test_conserved),         cmocka_unit_test(test_manners_of_writing),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
