/* rate_airs.h - surroundings of cells for rate constants, as wide as the atmosphere is, and a mechanism of all laws and
 * of expressions that compilers of rates meet. Header only. */
#ifndef LT_TESTS_RATE_AIRS_H
#define LT_TESTS_RATE_AIRS_H

#include "model/chemistry/mechanism/mechanism.h"
#include "tests/support/uniform.h"

#include <stdlib.h>

/* Every law of rate_laws.h, functions, powers, signs, K of a later label, three fixed reactants. */
static const char all_laws[] =
    "#ATOMS\n#DEFVAR\nA = IGNORE; B = IGNORE; C = IGNORE;\n#DEFFIX\nM = IGNORE; O2 = IGNORE; H2O = IGNORE;\n"
    "#EQUATIONS\n"
    "<L1> A + B = C : ARR(1.2E-12, 300.0, -1.5);\n<L2> A + B = C : ARR_abc(1.2D-12, -300.0, 0.0);\n"
    "<L3> A + A = C : ARR_ab(3.0E-13, 1700.0);\n<L4> A + B + M = C : ARR_ac(6.0E-34, -2.6);\n"
    "<L5> A + C = B : EP2(2.4E-14, -460.0, 2.7E-17, -2199.0, 6.5E-34, -1335.0);\n"
    "<L6> A + C = B : EP3(1.4E-13, 0.0, 3.4E-33, 100.0);\n"
    "<L7> B + C = A : FALL(1.8E-30, 0.0, -3.0, 2.8E-11, 20.0, 0.5, 0.6);\n"
    "<L8> B + C = A : k_3rd(TEMP, M, 1.8E-30, 3.0, 2.8E-11, 0.3, 0.6);\n"
    "<L9> B + C = A : k_3rd_iupac(TEMP, 1.0E6*CFACTOR, 1.8E-30, 3.0, 2.8E-11, 0.3, 0.4);\n"
    "<L10> A = B : k_arr(1.3E-4, -900.0, TEMP);\n"
    "<L11> A + B = C : TROE(1.0E-31, 100.0, -1.6, 5.0E-11, -50.0, 0.3, 0.85, 0.84);\n"
    "<L12> A + B = C : TROE(0.0, 0.0, 0.0, 5.0E-11, 0.0, 0.3, 0.85, 0.84);\n"
    "<L13> A = B : TROE(4.1E-5, 10650.0, 0.0, 6.0E15, 11170.0, 0.0, 0.4, 1.26);\n"
    "<L14> A + C = B : LOW_HIGH(2.4E-14, -460.0, 2.7E-17, -2199.0, 6.5E-34, -1335.0);\n"
    "<L15> A + A + H2O = C : PLUS_M(3.08E-34, -2800.0, 2.66E-54, -3180.0);\n"
    "<L16> A = B : HALOGEN(6.7E-11, -10.7435, 3.4E-8, 0.6713, 2.0E-6);\n"
    "<F1> A = B : EXP(-500.0/TEMP + 0.5*LOG(TEMP))*1.0E-3;\n<F2> A = B : 1.0E-6*LOG10(TEMP)*SQRT(PRESS);\n"
    "<F3> A = B : 1.0E-5*ABS(250.0 - TEMP);\n<F4> A = B : MIN(1.0E-3*SUN, 2.0E-4*TEMP/300.0);\n"
    "<F5> A = B : MAX(1.0E-3*SUN, 2.0E-4);\n<F6> A = B : 1.0E-3*SUN*SUN*SUN;\n<F7> A = B : 1.0E-3*SUN**2;\n"
    "<F8> A + B = C : 1.0E-12*(TEMP/298.0)**(-1.44)*EXP(-(100.0 - 20.0)/TEMP);\n"
    "<F9> A + B = C : 1.0E-12*(300.0/TEMP)**2/(1.0 + 3.0E-3*TEMP);\n<F10> A = B : 2.0*J(NO2) + 0.5*HET(N2O5);\n"
    "<F11> A = B : K(F12)*0.84;\n<F12> A = B : 3.0E-4 - (-TEMP*1.0E-8);\n<F13> A + O2 + M = C : "
    "6.0E-34*(300.0/TEMP)**2.4;\n"
    "<F14> A + B = C : (SUN + 0.1)**0.7*1.0E-12;\n<F15> A + B = C : 1.0E-12*SQRT(TEMP);\n"
    "<F16> A = B : 1.0E-30*CFACTOR*M/(1.0 + 1.0E-20*M);\n<F17> A = B : 1.0E-4*EXP(MIN(0.0, (TEMP - 270.0)/20.0));\n"
    "<F18> A + B = C : 1.0E-12*(TEMP/300.0)**(TEMP/100.0);\n<F19> = A : 1.0E5;\n<F20> A = B : 0.0;\n"
    "<F21> A + B = C : 2.0E-11*O2/M*EXP(H2O/M)*MAX(COS_SZA, 0.0);\n<F22> A = B : 1.0E-4*LOG(2.0 + SUN);\n";

/* Surroundings of n cells in rows: variables, n_fixed ratios [ppb], n_externals. */
static inline void fill_airs(const lt_mechanism *m, int n, ptrdiff_t stride, uint64_t seed, double *rows) {
    const int n_fixed = m->n_species - m->n_variable;
    for (int cell = 0; cell < n; ++cell) {
        double *x = rows + cell;
        const double T = 180.0 + 150.0 * uniform(&seed), p = 1.5e4 + 9e4 * uniform(&seed), M = lt_air_number(T, p);
        const double cosine = 1.5 * uniform(&seed) - 0.5;
        x[LT_RATE_TEMP * stride] = T;
        x[LT_RATE_PRESS * stride] = p;
        x[LT_RATE_SUN * stride] = cosine > 0.0 ? cosine : 0.0;
        x[LT_RATE_AIR * stride] = M;
        x[LT_RATE_O2 * stride] = 0.2095 * M;
        x[LT_RATE_N2 * stride] = 0.7808 * M;
        x[LT_RATE_H2O * stride] = 0.03 * M * uniform(&seed);
        x[LT_RATE_CFACTOR * stride] = 1e-6 * M * (0.5 + uniform(&seed));
        x[LT_RATE_COS_SZA * stride] = cosine;
        x[LT_RATE_SEA * stride] = cell % 3 ? uniform(&seed) : 0.0;
        for (int f = 0; f < n_fixed; ++f) x[(LT_RATE_N_VARIABLES + f) * stride] = 1e8 * uniform(&seed);
        for (int e = 0; e < m->n_externals; ++e)
            x[(LT_RATE_N_VARIABLES + n_fixed + e) * stride] = 1e-2 * uniform(&seed);
    }
}

static inline int air_rows(const lt_mechanism *m) {
    return LT_RATE_N_VARIABLES + m->n_species - m->n_variable + m->n_externals;
}

#endif
