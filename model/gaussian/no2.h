/* no2.h - NO2 of nitrogen oxides from sources, at many receptors in one hour; for the sum of all sources, for they
 * share the ozone (no2.c has the equations). Mixing ratios in ppb; NOx is NO + NO2. */
#ifndef LT_GAUSSIAN_NO2_H
#define LT_GAUSSIAN_NO2_H

/* The air that comes along, this hour. */
typedef struct lt_no2_air {
    double no_ppb, no2_ppb, o3_ppb; /* background */
    double temperature_K, pressure_Pa;
    double photolysis_s;            /* of NO2, s-1; 0 at night */
    double least_ratio, most_ratio; /* of arm2; both 0: 0.5 and 0.9 */
} lt_no2_air;

/* X-macro: name, description. The function is lt_no2_NAME (no2.c). */
#define LT_NO2_LIST(X)                                                                                                 \
    X(full, "all NOx of the sources is NO2")                                                                           \
    X(olm, "ozone limiting method: NO takes the ozone there is")                                                       \
    X(arm2, "ratio of NO2 to NOx by the level of NOx (EPA, ARM2)")                                                     \
    X(photostationary, "NO, NO2, O3 in balance with light; without light NO takes the ozone there is")

typedef struct lt_no2_way {
    const char *name, *text;
    /* nox: of all sources; primary: the NO2 in it as it left them (in-stack ratio), 0 .. nox. no2: with the background;
     * o3 (NULL: not wanted): what is left; full and arm2 know no ozone and give the background's. Pure. */
    void (*of)(const lt_no2_air *air, int n, const double *nox_ppb, const double *primary_ppb, double *no2_ppb,
               double *o3_ppb);
} lt_no2_way;

const lt_no2_way *lt_no2_find(const char *name); /* NULL: none of this name */
const lt_no2_way *lt_no2_at(int n);              /* in the order of the list; NULL behind the last */

/* ug/m3 of one ppb of a gas of this molar mass [g/mol]. */
#define LT_NO2_GRAMS 46.0055
#define LT_NO_GRAMS 30.0061
#define LT_O3_GRAMS 47.9982
double lt_ugm3_of_ppb(double grams_mol, double temperature_K, double pressure_Pa);

/* j/k, ppb: O3 NO / NO2 in balance with light. */
double lt_no2_balance_ppb(const lt_no2_air *air);

#endif
