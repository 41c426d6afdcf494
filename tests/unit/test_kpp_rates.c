/* Rates as KPP's models write them, beside their formulas in libm; what is foreign; what a rate refuses. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/mechanism_text.h"
#include "tests/support/near.h"

#include <math.h>

enum { T = 280 };
static const double M = 2.2e19;
/* exp, log and pow of kernel/ltmath.h agree with libm to some 1e-15; laws take a few of them. */
static const double rounding = 1e-13;

static lt_rate_air air_of(const double *external) {
    lt_rate_air air = {.external = external};
    air.variable[LT_RATE_TEMP] = T;
    air.variable[LT_RATE_PRESS] = 9e4;
    air.variable[LT_RATE_SUN] = 0.7;
    air.variable[LT_RATE_AIR] = M;
    air.variable[LT_RATE_O2] = 0.2 * M;
    air.variable[LT_RATE_N2] = 0.78 * M;
    air.variable[LT_RATE_H2O] = 3e17;
    air.variable[LT_RATE_CFACTOR] = 2.5e13;
    air.variable[LT_RATE_COS_SZA] = 0.5;
    return air;
}

static lt_mechanism *one_rate(const char *rate) {
    char text[2048];
    snprintf(text, sizeof text, "#DEFVAR A = IGNORE;\n#EQUATIONS <R1> A = PROD : %s;\n", rate);
    return mechanism_of(text);
}

static double falloff(double k0, double ki, double F, double N) {
    const double r = k0 / ki;
    return k0 / (1 + r) * pow(F, 1 / (1 + pow(log10(r) / N, 2)));
}

static void test_values(void **state) {
    (void)state;
    const double x = T / 300.0, air = 2.5e13 * 1e6;
    const double k2 = 2.7e-17 * exp(2199.0 / T), k3 = 6.5e-34 * exp(1335.0 / T) * air;
    const struct {
        const char *rate;
        double value;
    } rates[] = {
        {"(8.018E-17)", 8.018e-17},
        {"2.45d-12*EXP(-1775.0d0/TEMP)", 2.45e-12 * exp(-1775.0 / T)},
        {"1.0D-12 + 2.e-12_dp - .5E-12", 2.5e-12},
        {"1.0e-12f*exp( 300 / temp )", 1e-12 * exp(300.0 / T)},
        {"5.6D-34*N2*(TEMP/300.)**(-2.6)*O2", 5.6e-34 * 0.78 * M * pow(x, -2.6) * 0.2 * M},
        {"(TEMP - 280)**0.5", 0},
        {"1E-3*(TEMP/298)^2.5", 1e-3 * pow(T / 298.0, 2.5)},
        {"TEMP**3", pow(T, 3)},
        {"1.0/TEMP**-2", (double)T * T},
        {"2.0**3**2", 512},
        {"-1 + 2", 1},
        {"100 - -2*+3", 106},
        {"10.0 - 2 - 3", 5},
        {"16.0/4/2", 2},
        {"(2.643E-10) * SUN*SUN*SUN", 2.643e-10 * 0.7 * 0.7 * 0.7},
        {"6.69e-1*(SUN/60.0)", 6.69e-1 * 0.7 / 60},
        {"SQRT(PRESS) + LOG(TEMP) + log10(M) + ABS(-3.5)", 300 + log(T) + log10(M) + 3.5},
        {"MIN(TEMP, 250.) + MAX(1, 2, 3)", 253},
        {"DEXP(1.0D0) + DBLE(2) + POW(TEMP, 0.5)", exp(1) + 2 + sqrt(T)},
        {"(LOG10(0.1*TEMP/280))**2", 1},
        {"CFACTOR*1.D-13 + H2O*1.0E-17", 5.5},
        {"1.5E-13*(1 + 0.6*PRESS/101325)", 1.5e-13 * (1 + 0.6 * 9e4 / 101325)},
        {"ARR(1.2E-12, 500.0, -2.0)", 1.2e-12 * exp(-500.0 / T) * pow(x, -2)},
        {"ARR2( 1.8E-12, -1370.0 )", 1.8e-12 * exp(-1370.0 / T)},
        {"ARR_ab(1.8E-12, 1370.0)", 1.8e-12 * exp(-1370.0 / T)},
        {"ARR_ac(6.0E-34, -2.4)", 6e-34 * pow(x, -2.4)},
        {"arr_abc(1.2E-12, 500., -2.)", 1.2e-12 * exp(-500.0 / T) * pow(x, -2)},
        {"EP2(7.2E-15,-785.,4.1E-16,-1440.,1.9E-33,-725.)",
         7.2e-15 * exp(785.0 / T) +
             1.9e-33 * exp(725.0 / T) * air / (1 + 1.9e-33 * exp(725.0 / T) * air / (4.1e-16 * exp(1440.0 / T)))},
        {"EP2(2.4E-14,-460.,2.7E-17,-2199.,6.5E-34,-1335.)", 2.4e-14 * exp(460.0 / T) + k3 / (1 + k3 / k2)},
        {"EP3(2.2E-13,-600.,1.9E-33,-980.)", 2.2e-13 * exp(600.0 / T) + 1.9e-33 * exp(980.0 / T) * air},
        {"FALL( 9.0E-32,0.,-2.0,2.2E-11,0.,0.,0.8)", falloff(9e-32 * pow(x, -2) * air, 2.2e-11, 0.8, 1)},
        {"k_3rd(temp,cair,9.E-32,1.5,3.E-11,0.,0.6)", falloff(9e-32 * pow(x, -1.5) * M, 3e-11, 0.6, 1)},
        {"k3rd_jpl(M,9.E-32,1.5,3.E-11,0.,0.6)", falloff(9e-32 * pow(x, -1.5) * M, 3e-11, 0.6, 1)},
        {"k3rd_iupac(M,9.E-32,1.5,3.E-11,0.,0.6)",
         falloff(9e-32 * pow(x, -1.5) * M, 3e-11, 0.6, 0.75 - 1.27 * log10(0.6))},
        {"k_arr(2.0E-12, 700., temp)", 2e-12 * exp(700 * (1.0 / T - 3.3540e-3))},
    };
    for (size_t n = 0; n < sizeof rates / sizeof *rates; n++) {
        lt_mechanism *m = one_rate(rates[n].rate);
        const lt_rate_air air_here = air_of(NULL);
        double k;
        assert_false(m->reactions[0].rate.foreign);
        assert_int_equal(lt_rates(m, &air_here, &k), LT_OK);
        if (fabs(k - rates[n].value) > rounding * fabs(rates[n].value))
            fail_msg("%s = %.17g, expected %.17g", rates[n].rate, k, rates[n].value);
        lt_mechanism_free(m);
    }
}

/* Whole powers of 0 and of negative numbers, which exp(y ln x) does not know. */
static void test_whole_powers(void **state) {
    (void)state;
    for (int n = -16; n <= 16; n++) {
        char text[64];
        double k;
        snprintf(text, sizeof text, "ABS((-TEMP/200)**(%d))", n);
        lt_mechanism *m = one_rate(text);
        const lt_rate_air air = air_of(NULL);
        assert_int_equal(lt_rates(m, &air, &k), LT_OK);
        assert_near(k, pow(1.4, n), 1e-14 * pow(1.4, n));
        for (int node = 0; node < m->reactions[0].rate.n_nodes; node++)
            assert_int_not_equal(m->reactions[0].rate.nodes[node].op, LT_RATE_POWER);
        lt_mechanism_free(m);
    }
}

static void test_externals_and_other_rates(void **state) {
    (void)state;
    lt_mechanism *m = mechanism_of("#DEFVAR A = IGNORE;\n#EQUATIONS\n<R1> A = : 2*K(R 3) + K( R2 );\n<R2> A + hv = : "
                                   "0.5*J('NO2') + J(NO2) + J(\"O3\");\n<R 3> A = : HET(N2O5) * K(R2);\n");
    assert_int_equal(m->n_externals, 3);
    assert_int_equal(lt_mechanism_external(m, LT_EXTERNAL_J, "NO2"), 0);
    assert_int_equal(lt_mechanism_external(m, LT_EXTERNAL_HET, "N2O5"), 2);
    assert_int_equal(lt_mechanism_external(m, LT_EXTERNAL_HET, "NO2"), -1);
    const double external[3] = {4, 1, 10};
    lt_rate_air air = air_of(external);
    double k[3];
    assert_int_equal(lt_rates(m, &air, k), LT_OK);
    assert_near(k[1], 7, 1e-15);
    assert_near(k[2], 70, 1e-13);
    assert_near(k[0], 147, 1e-13);
    const double some[3] = {4, NAN, 10};
    air = air_of(some);
    assert_int_equal(lt_rates(m, &air, k), LT_ERR_INPUT);
    char text[1024];
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    assert_non_null(strstr(text, "J(O3)"));
    assert_non_null(strstr(text, "label R2"));
    lt_mechanism_free(m);
}

static void test_foreign(void **state) {
    (void)state;
    static const char *const rates[] = {"MyRate(3.0)",
                                        "1.0e-12*k_DMS_OH",
                                        "PHOTOL(3)",
                                        "HET(ind_N2O5,1)",
                                        "State_Het%xArea(1)*2",
                                        "k_3rd_jpl_activation(temp,cair,1,2,3,4,5,6)",
                                        "MERGE(1.,2.,TEMP >= 300.)",
                                        "MyRate(3.0, n=2)",
                                        "k1*(TEMP /= 3)",
                                        "C(ind_H2O)*1.E-3",
                                        "RO2*1.2D-12",
                                        "J(ip_NO2+1)",
                                        "ARR_ab(A0, 3.)"};
    for (size_t n = 0; n < sizeof rates / sizeof *rates; n++) {
        lt_mechanism *m = one_rate(rates[n]);
        if (!m->reactions[0].rate.foreign) fail_msg("%s is taken for known", rates[n]);
        assert_int_equal(lt_mechanism_external(m, LT_EXTERNAL_RATE, "R1"), 0);
        assert_int_equal(m->remarks[0].kind, LT_REMARK_FOREIGN);
        assert_int_equal(m->remarks[0].reaction, 0);
        const double given = 3e-15;
        const lt_rate_air air = air_of(&given);
        double k;
        assert_int_equal(lt_rates(m, &air, &k), LT_OK);
        assert_near(k, given, 0);
        lt_mechanism_free(m);
    }
}

/* A slip of the pen becomes foreign, and is told with the word that was meant. */
static void test_slips(void **state) {
    (void)state;
    static const struct {
        const char *rate, *near;
    } slips[] = {{"EXP(300/TMP)", "TEMP?"}, {"ARR_bc(1., 2.)", "ARR_"}, {"xyzzy(3)", NULL}, {"k_DMS_OH", NULL}};
    for (size_t n = 0; n < sizeof slips / sizeof *slips; n++) {
        lt_mechanism *m = one_rate(slips[n].rate);
        const char *text = m->remarks[0].text, *wanted = slips[n].near ? slips[n].near : "known here";
        if (!strstr(text, wanted) || (strstr(text, "did you mean") != NULL) != (slips[n].near != NULL))
            fail_msg("%s", text);
        lt_mechanism_free(m);
    }
    lt_mechanism *m = one_rate("1E-12 ! of Fortran");
    assert_non_null(strstr(m->remarks[0].text, "comments are { } or //"));
    lt_mechanism_free(m);
}

/* A law of ours that foreign code defines anew is theirs: Fortran, C, Matlab. */
static void test_own_laws_of_a_model(void **state) {
    (void)state;
    static const char *const codes[] = {
        "#INLINE F90_RATES\n REAL(dp) FUNCTION ARR( A0,B0,C0 )\n END FUNCTION ARR\n#ENDINLINE\n",
        "#INLINE C_RATES\ndouble ARR( double a, double b )\n{ return 1; }\n#ENDINLINE\n",
        "#INLINE MATLAB_RATES\nfunction [rate] =  arr( A0,B0 )\n#ENDINLINE\n",
        "#INLINE C_RATES\ndouble f(void) { return ARR(1,2,3); }\n#ENDINLINE\n"};
    for (int n = 0; n < 4; n++) {
        char text[1024];
        snprintf(text, sizeof text, "%s#DEFVAR A;\n#EQUATIONS <R1> A = : ARR(1., 0., 0.);\n", codes[n]);
        lt_mechanism *m = mechanism_of(text);
        if (m->reactions[0].rate.foreign != (n < 3)) fail_msg("%s", codes[n]);
        if (n < 3) assert_non_null(strstr(m->remarks[1].text, "#INLINE"));
        lt_mechanism_free(m);
    }
}

static void assert_no_rate(const char *rate, lt_rate_air air, const char *word, const char *other) {
    lt_mechanism *m = one_rate(rate);
    char text[1024];
    double k;
    assert_int_equal(lt_rates(m, &air, &k), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    if (!strstr(text, word) || !strstr(text, other) || !strstr(text, "label R1")) fail_msg("%s: %s", rate, text);
    lt_mechanism_free(m);
}

static void test_outside_of_validity(void **state) {
    (void)state;
    lt_rate_air air = air_of(NULL);
    assert_no_rate("1 - TEMP", air, "a negative rate", "-279");
    assert_no_rate("1.0/(TEMP - 280)", air, "a rate is no number", "R1");
    assert_no_rate("LOG(-TEMP)", air, "a rate is no number", "R1");
    assert_no_rate("(TEMP - 300)**0.5", air, "a rate is no number", "R1");
    air.variable[LT_RATE_TEMP] = 15; /* degrees for kelvin */
    assert_no_rate("ARR_ab(1E-12, 300)", air, "temperature", "ARR_ab: 150 to 400 K");
    assert_no_rate("1E-12*EXP(300/TEMP)", air, "temperature", "15 K");
    air.variable[LT_RATE_TEMP] = NAN;
    assert_no_rate("1E-12*EXP(300/TEMP)", air, "is not given", "TEMP");
    assert_no_rate("TROE(1.8E-30, 0.0, -3.0, 2.8E-11, 0.0, 0.0, 0.6, 1.0)", air, "temperature", "nan");
    air = air_of(NULL);
    air.variable[LT_RATE_SUN] = NAN;
    assert_no_rate("2*SUN", air, "is not given", "SUN");
}

/* Whole division is real here and whole in the languages that KPP writes: told, not guessed. */
static void test_whole_division_is_told(void **state) {
    (void)state;
    static const struct {
        const char *rate;
        int remarks;
    } rates[] = {{"TEMP**(1/3)", 1}, {"1.0/3", 0},      {"TEMP/300", 0},
                 {"6/3*TEMP", 0},    {"2*7/2*TEMP", 0}, {"3*5/2*TEMP", 1}};
    for (size_t n = 0; n < sizeof rates / sizeof *rates; n++) {
        lt_mechanism *m = one_rate(rates[n].rate);
        if (m->n_remarks != rates[n].remarks) fail_msg("%s: %d remarks", rates[n].rate, m->n_remarks);
        lt_mechanism_free(m);
    }
}

/* The units of lt_rate_scale: d ppb/dt of NO + O3 (k in cm3), of O + O2 + M with fixed O2 and M, of a source. */
static void test_scale(void **state) {
    (void)state;
    lt_mechanism *m =
        mechanism_of("#DEFVAR A; B;\n#DEFFIX O2; M;\n#EQUATIONS A + B = : 1; 2A = : 1; A + O2 + M = : 1; A = : "
                     "1; PROD = A : 1; M = : 1;");
    const double fixed[2] = {2e8, 1e9}, unit = 1e-9 * M;
    const double wanted[6] = {unit, unit, 0.2 * M * M, 1, 1 / unit, M / unit};
    double factor[6];
    lt_rate_scale(m, M, fixed, factor);
    for (int r = 0; r < 6; r++) assert_near(factor[r], wanted[r], 1e-14 * wanted[r]);
    /* 1013.25 hPa and 273.15 K: Loschmidt's constant 2.686780111e19 cm-3 (CODATA 2018, V). */
    assert_near(lt_air_number(273.15, 101325), 2.686780111e19, 1e10);
    lt_mechanism_free(m);
}

/* Rates that are hardly meant: constants in ppm and minutes, negative ones, light that never sets. The limits are those
 * of mechanism/doubts.h; values beside each just above and just below. M is 2.46e19 at 298.15 K and 101325 Pa. */
static void test_doubts(void **state) {
    (void)state;
    static const struct {
        const char *equation, *words; /* "": no remark */
        int kind;
    } cases[] = {
        {"A + X = B : 3.2E5", "above the rate of collisions (1e-09 cm3 s-1)", LT_REMARK_DOUBT},
        {"A + B = C : 1.01E-9", "1.01e-09 at 298 K", LT_REMARK_DOUBT},
        {"A + B = C : 0.99E-9", "", 0},
        {"2A = C : ARR_ab(1E-12, -2500)", "4.38e-09 at 298 K", LT_REMARK_DOUBT},
        {"A + B + X = C : 6E-29", "(4.1e-29 cm6 s-1)", LT_REMARK_DOUBT},
        {"A + B + X = C : 3E-29", "", 0},
        {"A = B : 2E16", "falls apart", LT_REMARK_DOUBT},
        {"A = B : 1E16*EXP(-12000/TEMP)", "", 0},
        {"PROD = A : 1E8", "", 0},
        {"A + hv = B : 8*SUN", "a photolysis of 8 s-1", LT_REMARK_DOUBT},
        {"A + hv = B : 0.2*SUN", "", 0},
        {"A + hv = B : J(A)*8", "", 0},
        {"A + hv = B : 8E-3", "the same by day and by night", LT_REMARK_OTHER},
        {"A + B = C : -1.44E-13*(1 + M/4.2E19)", "a negative rate, -2.28e-13 at 298.15 K", LT_REMARK_DOUBT},
        {"A + B = C : 1E-13*(TEMP - 240)", "a negative rate, -2e-12 at 220 K and 200 hPa", LT_REMARK_DOUBT},
        {"A + B = C : myfunc(3)", "to be given", LT_REMARK_FOREIGN},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        lt_mechanism *m = mechanism_of(
            lt_fmt("#DEFVAR A; B; C;\n#DEFFIX X;\n#EQUATIONS <R1> %s;\n<R2> C = B : 1E-5;", cases[c].equation));
        const int wanted = *cases[c].words != '\0';
        if (m->n_remarks != wanted) fail_msg("%s: %d remarks", cases[c].equation, m->n_remarks);
        if (wanted && (m->remarks[0].kind != (lt_remark_kind)cases[c].kind || m->remarks[0].reaction != 0 ||
                       !strstr(m->remarks[0].text, cases[c].words)))
            fail_msg("%s: %s", cases[c].equation, m->remarks[0].text);
        lt_mechanism_free(m);
    }
}

/* The shipped ones are free of them. */
static void test_no_doubts_of_shipped(void **state) {
    (void)state;
    static const char *const names[] = {"cb6r5", "cb6r5_ae7_aq", "chapman", "co_ch4_nox"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        lt_mechanism *m;
        assert_int_equal(lt_mechanism_read(names[n], &m), LT_OK);
        for (int k = 0; k < m->n_remarks; k++)
            if (m->remarks[k].kind == LT_REMARK_DOUBT || strstr(m->remarks[k].text, "by night"))
                fail_msg("%s: %s", names[n], m->remarks[k].text);
        lt_mechanism_free(m);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_whole_powers),
        cmocka_unit_test(test_externals_and_other_rates),
        cmocka_unit_test(test_foreign),
        cmocka_unit_test(test_slips),
        cmocka_unit_test(test_own_laws_of_a_model),
        cmocka_unit_test(test_outside_of_validity),
        cmocka_unit_test(test_whole_division_is_told),
        cmocka_unit_test(test_doubts),
        cmocka_unit_test(test_no_doubts_of_shipped),
        cmocka_unit_test(test_scale),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
