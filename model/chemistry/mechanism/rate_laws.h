/* rate_laws.h - the list of rate laws that a mechanism file may name, and their values for one cell.
 *
 * A law is a function of the air and of constants, a sum, product or quotient of terms
 *   E(A, C, B) = A exp(B ln(T/300) - C/T)
 * (KPP's ARR_abc: C is E/R in K, B the power), so that a vector of cells is one exp for each term. Exponentials and
 * logarithms are those of kernel/ltmath.h, the order of operations is fixed: the same bits everywhere.
 *
 * KPP's own laws are those of its util/UserRateLaws.f90 (version 3; KPP manual, section "Rate functions"): EP2, EP3 and
 * FALL take air as 1e6 CFACTOR molecules cm-3, as KPP does; k_3rd, k_3rd_iupac and k_arr are given temperature and air
 * as arguments. TROE, LOW_HIGH, PLUS_M and HALOGEN are CMAQ's forms (reaction types 10, 8, 9 and the halogen loss of
 * CMAQ 5.5, CCTM/src/MECHS/cb6r5_ae7_aq/RXNS_FUNC_MODULE.F90), with the air of the cell:
 *   TROE      k0 M / (1 + k0 M / ki) F^G, G = 1 / (1 + (log10(k0 M / ki) / N)^2),  k0, ki: E(A, C, B)
 *   LOW_HIGH  k0 + k3 M / (1 + k3 M / k2)                                          k: E(A, C, 0)
 *   PLUS_M    k1 + k2 M
 *   HALOGEN   s min(A1 exp(-C1 p) + A2 exp(-C2 p), most)   p in atm, s the share of open sea; 0 without sun or where
 *             s <= 0.001
 * Dissociations (PAN, N2O5, PNA) are TROE with limits of their own: CMAQ's file holds no equilibrium.
 *
 * A new law is its function here and one line of LT_RATE_LAWS. Temperatures at which the laws may be used: IUPAC and
 * JPL give most parameters for 200 to 300 or 400 K; LT_LAW_COLD and LT_LAW_WARM are that, widened (A: assumed). */
#ifndef LT_RATE_LAWS_H
#define LT_RATE_LAWS_H

#include "model/chemistry/mechanism/rate.h"
#include "model/kernel/ltmath.h"

#include <float.h>
#include <math.h>

#define LT_LAW_COLD 150.0 /* K */
#define LT_LAW_WARM 400.0

/* X-macro: name as in .eqn files, number of arguments, lowest and highest temperature [K], the arguments in their order
 * (README.md has the formulas). The function of a law is lt_law_<name>. */
#define LT_RATE_LAWS(X)                                                                                                \
    X(ARR, 3, LT_LAW_COLD, LT_LAW_WARM, "A, C, B")                                                                     \
    X(ARR_abc, 3, LT_LAW_COLD, LT_LAW_WARM, "A, C, B")                                                                 \
    X(ARR_ab, 2, LT_LAW_COLD, LT_LAW_WARM, "A, C")                                                                     \
    X(ARR_ac, 2, LT_LAW_COLD, LT_LAW_WARM, "A, B")                                                                     \
    X(EP2, 6, LT_LAW_COLD, LT_LAW_WARM, "A0, C0, A2, C2, A3, C3")                                                      \
    X(EP3, 4, LT_LAW_COLD, LT_LAW_WARM, "A1, C1, A2, C2")                                                              \
    X(FALL, 7, LT_LAW_COLD, LT_LAW_WARM, "A0, C0, B0, Ai, Ci, Bi, F")                                                  \
    X(k_3rd, 7, LT_LAW_COLD, LT_LAW_WARM, "T, air, k0, n, ki, m, F")                                                   \
    X(k_3rd_iupac, 7, LT_LAW_COLD, LT_LAW_WARM, "T, air, k0, n, ki, m, F")                                             \
    X(k_arr, 3, LT_LAW_COLD, LT_LAW_WARM, "k298, D, T")                                                                \
    X(TROE, 8, LT_LAW_COLD, LT_LAW_WARM, "A0, C0, B0, Ai, Ci, Bi, F, N")                                               \
    X(LOW_HIGH, 6, LT_LAW_COLD, LT_LAW_WARM, "A0, C0, A2, C2, A3, C3")                                                 \
    X(PLUS_M, 4, LT_LAW_COLD, LT_LAW_WARM, "A1, C1, A2, C2")                                                           \
    X(HALOGEN, 5, LT_LAW_COLD, LT_LAW_WARM, "A1, C1, A2, C2, most")                                                    \
    X(EXP, 1, 0.0, INFINITY, "x")                                                                                      \
    X(LOG, 1, 0.0, INFINITY, "x")                                                                                      \
    X(LOG10, 1, 0.0, INFINITY, "x")                                                                                    \
    X(SQRT, 1, 0.0, INFINITY, "x")                                                                                     \
    X(ABS, 1, 0.0, INFINITY, "x")                                                                                      \
    X(MIN, 2, 0.0, INFINITY, "x, y")                                                                                   \
    X(MAX, 2, 0.0, INFINITY, "x, y")

/* NAN where there is no logarithm: lt_log of what is not positive is some number. */
static inline double lt_law_log(double x) {
    return x >= DBL_MIN ? lt_log(x) : (double)NAN;
}

/* What laws take of a cell, worked out once. */
typedef struct lt_law_air {
    double over_T;   /* 1/T, K-1 */
    double log_T300; /* ln(T / 300 K) */
    double air;      /* M, molecules cm-3 */
    double kpp_air;  /* 1e6 CFACTOR */
    double atm;      /* pressure */
    double sea;      /* share of open sea where the sun is up, else 0 */
} lt_law_air;

/* variable: lt_rate_air.variable. */
static inline lt_law_air lt_law_air_of(const double *variable) {
    const double sea = variable[LT_RATE_SEA];
    return (lt_law_air){.over_T = 1.0 / variable[LT_RATE_TEMP],
                        .log_T300 = lt_law_log(variable[LT_RATE_TEMP] / 300.0),
                        .air = variable[LT_RATE_AIR],
                        .kpp_air = variable[LT_RATE_CFACTOR] * 1e6,
                        .atm = variable[LT_RATE_PRESS] / 101325.0,
                        .sea = variable[LT_RATE_COS_SZA] > 0.0 && sea > 0.001 ? sea : 0.0};
}

static inline double lt_law_term(const lt_law_air *air, double A, double C, double B) {
    return A * lt_exp(B * air->log_T300 - C * air->over_T);
}

static inline double lt_law_log10(double x) {
    return 0.43429448190325182765 * lt_law_log(x);
}

/* k0 M / (1 + r) F^(1 / (1 + (log10 r / N)^2)), r = k0 M / ki; low: k0 M. 0 where the low-pressure limit is 0. */
static inline double lt_law_falloff(double low, double high, double F, double N) {
    const double r = low / high;
    if (!(r > 0.0)) return 0.0;
    const double width = lt_law_log10(r) / N;
    return low / (1.0 + r) * lt_exp(lt_law_log(F) / (1.0 + width * width));
}

static inline double lt_law_ARR_abc(const lt_law_air *air, const double *a) {
    return lt_law_term(air, a[0], a[1], a[2]);
}

static inline double lt_law_ARR(const lt_law_air *air, const double *a) {
    return lt_law_term(air, a[0], a[1], a[2]);
}

static inline double lt_law_ARR_ab(const lt_law_air *air, const double *a) {
    return lt_law_term(air, a[0], a[1], 0.0);
}

static inline double lt_law_ARR_ac(const lt_law_air *air, const double *a) {
    return lt_law_term(air, a[0], 0.0, a[1]);
}

static inline double lt_law_low_high(const lt_law_air *air, const double *a, double M) {
    const double k0 = lt_law_term(air, a[0], a[1], 0.0), k2 = lt_law_term(air, a[2], a[3], 0.0);
    const double k3 = lt_law_term(air, a[4], a[5], 0.0) * M;
    return k0 + k3 / (1.0 + k3 / k2);
}

static inline double lt_law_plus(const lt_law_air *air, const double *a, double M) {
    return lt_law_term(air, a[0], a[1], 0.0) + lt_law_term(air, a[2], a[3], 0.0) * M;
}

static inline double lt_law_EP2(const lt_law_air *air, const double *a) {
    return lt_law_low_high(air, a, air->kpp_air);
}

static inline double lt_law_EP3(const lt_law_air *air, const double *a) {
    return lt_law_plus(air, a, air->kpp_air);
}

static inline double lt_law_FALL(const lt_law_air *air, const double *a) {
    return lt_law_falloff(lt_law_term(air, a[0], a[1], a[2]) * air->kpp_air, lt_law_term(air, a[3], a[4], a[5]), a[6],
                          1.0);
}

/* Temperature and air of the arguments: T, air, k0, n, ki, m, F; powers of 300/T. */
static inline double lt_law_third(const double *a, double N) {
    const double log_300T = -lt_law_log(a[0] / 300.0);
    return lt_law_falloff(a[2] * lt_exp(a[3] * log_300T) * a[1], a[4] * lt_exp(a[5] * log_300T), a[6], N);
}

static inline double lt_law_k_3rd(const lt_law_air *air, const double *a) {
    (void)air;
    return lt_law_third(a, 1.0);
}

/* N = 0.75 - 1.27 log10 F (IUPAC). */
static inline double lt_law_k_3rd_iupac(const lt_law_air *air, const double *a) {
    (void)air;
    return lt_law_third(a, 0.75 - 1.27 * lt_law_log10(a[6]));
}

/* k, D, T: k exp(D (1/T - 1/298.15)), with KPP's 1/298.15 = 3.3540e-3. */
static inline double lt_law_k_arr(const lt_law_air *air, const double *a) {
    (void)air;
    return a[0] * lt_exp(a[1] * (1.0 / a[2] - 3.3540e-3));
}

static inline double lt_law_TROE(const lt_law_air *air, const double *a) {
    return lt_law_falloff(lt_law_term(air, a[0], a[1], a[2]) * air->air, lt_law_term(air, a[3], a[4], a[5]), a[6],
                          a[7]);
}

static inline double lt_law_LOW_HIGH(const lt_law_air *air, const double *a) {
    return lt_law_low_high(air, a, air->air);
}

static inline double lt_law_PLUS_M(const lt_law_air *air, const double *a) {
    return lt_law_plus(air, a, air->air);
}

static inline double lt_law_HALOGEN(const lt_law_air *air, const double *a) {
    const double k = a[0] * lt_exp(-a[1] * air->atm) + a[2] * lt_exp(-a[3] * air->atm);
    return air->sea * (k < a[4] ? k : a[4]);
}

/* Functions of the languages that KPP writes. */
static inline double lt_law_EXP(const lt_law_air *air, const double *a) {
    (void)air;
    return lt_exp(a[0]);
}

static inline double lt_law_LOG(const lt_law_air *air, const double *a) {
    (void)air;
    return lt_law_log(a[0]);
}

static inline double lt_law_LOG10(const lt_law_air *air, const double *a) {
    (void)air;
    return lt_law_log10(a[0]);
}

static inline double lt_law_SQRT(const lt_law_air *air, const double *a) {
    (void)air;
    return sqrt(a[0]);
}

static inline double lt_law_ABS(const lt_law_air *air, const double *a) {
    (void)air;
    return fabs(a[0]);
}

static inline double lt_law_MIN(const lt_law_air *air, const double *a) {
    (void)air;
    return a[0] < a[1] ? a[0] : a[1];
}

static inline double lt_law_MAX(const lt_law_air *air, const double *a) {
    (void)air;
    return a[0] > a[1] ? a[0] : a[1];
}

typedef struct lt_rate_law {
    const char *name;
    int n_arguments;
    double t_min, t_max;   /* K */
    const char *arguments; /* "A, C, B" */
    double (*value)(const lt_law_air *air, const double *arguments);
} lt_rate_law;

/* All laws in the order of LT_RATE_LAWS (lt_rate_node.index), and their number. */
extern const lt_rate_law lt_rate_laws[];
extern const int lt_n_rate_laws;
/* Index of a law by name, upper and lower case alike; -1 if there is none. */
int lt_rate_law_find(const char *name);

#endif
