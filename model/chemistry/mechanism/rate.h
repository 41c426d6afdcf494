/* rate.h - the rate law of a reaction as a tree, and its value.
 *
 * Laws give rate constants in cm3, molecules and seconds (KPP's and CMAQ's custom), for the reaction's whole order:
 * a third body or oxygen that stands among the reactants is not in the constant. lt_rate_scale turns constants into ppb
 * and s-1 and folds the fixed reactants in. */
#ifndef LT_RATE_H
#define LT_RATE_H

#include "base/status.h"

#include <stdbool.h>

struct lt_mechanism;

typedef enum lt_rate_op {
    LT_RATE_NUMBER,   /* number */
    LT_RATE_VARIABLE, /* index: lt_rate_variable */
    LT_RATE_EXTERNAL, /* index: of lt_mechanism.externals */
    LT_RATE_OF,       /* index: another reaction's rate: K(R59) */
    LT_RATE_ADD,
    LT_RATE_SUBTRACT,
    LT_RATE_MULTIPLY,
    LT_RATE_DIVIDE,
    LT_RATE_POWER, /* exp(y ln x), x > 0: whole powers up to 16 are products in the tree */
    LT_RATE_NEGATE,
    LT_RATE_LAW /* index: of lt_rate_laws (rate_laws.h) */
} lt_rate_op;

/* What the surroundings tell a rate. */
typedef enum lt_rate_variable {
    LT_RATE_TEMP,    /* K */
    LT_RATE_PRESS,   /* Pa */
    LT_RATE_SUN,     /* KPP's, 0..1 */
    LT_RATE_AIR,     /* M, molecules cm-3 */
    LT_RATE_O2,      /* molecules cm-3 */
    LT_RATE_N2,      /* molecules cm-3 */
    LT_RATE_H2O,     /* molecules cm-3 */
    LT_RATE_CFACTOR, /* of the mechanism */
    LT_RATE_COS_SZA,
    LT_RATE_SEA, /* share of open sea in the cell, 0..1 */
    LT_RATE_N_VARIABLES
} lt_rate_variable;

enum { LT_RATE_MOST_ARGUMENTS = 10, LT_RATE_MOST_NODES = 1000 };

typedef struct lt_rate_node {
    lt_rate_op op;
    double number;
    int index;
    int n_arguments;
    int arguments[LT_RATE_MOST_ARGUMENTS]; /* nodes; they stand before this one */
} lt_rate_node;

typedef struct lt_rate {
    int n_nodes; /* the last node is the rate; 0: none was given */
    lt_rate_node *nodes;
    bool foreign; /* the user must give it: externals holds its label */
} lt_rate;

/* "TEMP", as it is written in rates. */
const char *lt_rate_variable_name(lt_rate_variable variable);

/* Surroundings of a cell. External values stand in the mechanism's order; NAN: not given. */
typedef struct lt_rate_air {
    double variable[LT_RATE_N_VARIABLES];
    const double *external; /* [n_externals] s-1 (J, HET), or the rate itself (RATE) */
} lt_rate_air;

/* The rate constants of all reactions, k [n_reactions], in the units of the file. LT_ERR_INPUT: an external value is
 * not given, a temperature lies outside a law's validity, a rate is no number or negative (label, law, value). */
lt_status lt_rates(const struct lt_mechanism *mechanism, const lt_rate_air *air, double *k);

/* The same for a look at the mechanism alone: what cannot be told (no external value, outside of a law's temperatures,
 * no number) is NAN, negative ones stay. */
void lt_rates_tried(const struct lt_mechanism *mechanism, const lt_rate_air *air, double *k);

/* No photolysis is faster, s-1: NO3, split fastest of all, has 0.2 to 0.3 under a high sun (R). Above it: a doubt. */
#define LT_MOST_PHOTOLYSIS 1.0

/* Molecules cm-3 of air at T [K] and p [Pa]. */
double lt_air_number(double T, double p);

/* Shares of O2 and N2 in air, those of CMAQ (ATM_O2, ATM_N2 of cb6r5_ae7_aq, V). */
#define LT_AIR_O2_PPB 0.2095e9
#define LT_AIR_N2_PPB 0.7808e9
/* What a fixed species of this name is in air, ppb: M and AIR all of it, O2, N2; NAN for others. */
double lt_air_share(const char *species);

/* factor [n_reactions] by which a constant in cm3, molecules and s becomes one in ppb and s-1 with all fixed reactants
 * multiplied in. fixed_ppb [n_species - n_variable]: their mixing ratios. */
void lt_rate_scale(const struct lt_mechanism *mechanism, double air_number, const double *fixed_ppb, double *factor);

#endif
