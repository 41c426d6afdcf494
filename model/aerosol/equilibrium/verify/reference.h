/* reference.h - states solved by ISORROPIA II (../shared/data/chemistry/equilibrium_states_dev_*.csv), its ways beside
 * ours, and what becomes of its equations at what it answered.
 *
 * Its ways were read in its source as CMAQ 5.4 carries it (V: isocom.f, isofwd.f; V: ISORROPIA-lite's isofwd.f, which
 * has the metastable cases alone). They are taken on one after the other (LT_REFERENCE_WAYS), each with all before it;
 * the states are then solved by sweeps that are written here, not by the product's solver. */
#ifndef LT_EQUILIBRIUM_REFERENCE_H
#define LT_EQUILIBRIUM_REFERENCE_H

#include "base/status.h"
#include "model/aerosol/equilibrium/species.h"

#include <stdbool.h>
#include <stddef.h>

/* name, what is taken on with it */
#define LT_REFERENCE_WAYS(X)                                                                                           \
    X(ours, "our equations")                                                                                           \
    X(table_temperature, "coefficients at the nearest of 198, 223 ... 323 K")                                          \
    X(warm_room, "constants of 298.15 K from 298 to 299 K")                                                            \
    X(whole_percent, "water at the nearest whole percent of humidity")                                                 \
    X(crustal_apart, "Ca, K and Mg left out of the sums of anions")                                                    \
    X(strength_cut, "ionic strength cut at 100 mol/kg, in the steps and of the three decimals of its tables")          \
    X(corners, "water by the rule of the salts with its corners left")                                                 \
    X(its_order, "bisulfate after the rest where sulfate is poor, HNO3, HCl and NH3 after it where it is rich")        \
    X(its_limits, "cations and nitrate within what its cases allow (reference_limits.c)")

enum {
#define LT_REFERENCE_ENUM(name, text) LT_WAY_##name,
    LT_REFERENCE_WAYS(LT_REFERENCE_ENUM) LT_N_WAYS
#undef LT_REFERENCE_ENUM
};
extern const char *const lt_way_names[LT_N_WAYS], *const lt_way_texts[LT_N_WAYS];

/* Its cases by what is in a state: D and G, H and O, M, P where sulfate is poor; E, I, L and F, J, K where it is rich.
 */
char lt_reference_case(const double *total);
bool lt_reference_is_poor(char its_case);

/* One state: what went in, and what came out of ISORROPIA or of a way. mol/m3. */
typedef struct lt_reference_state {
    double temperature, humidity, total[LT_N_TOTALS];
    double gas[LT_N_GASES], ion[LT_N_IONS], water; /* water: kg/m3 */
} lt_reference_state;

/* Rows of a file; free with lt_free. LT_ERR_INPUT, LT_ERR_MEMORY. */
lt_status lt_reference_read(const char *path, lt_reference_state **states, size_t *n);

/* Solves what went in by the ways up to `way`. */
void lt_reference_solve(int way, const lt_reference_state *in, lt_reference_state *out);

/* What is left of its equations at what it answered: ln of product over constant for the equilibria, shares else. Of a
 * species that is not there, 0; NaN or infinite where an amount is 0 that is in the equation. */
typedef struct lt_reference_left {
    double joint[4], own[4]; /* NH3, HNO3, HCl, bisulfate: all at once; in its order and limits */
    double charge;           /* of all charges, with OH- */
    double cations;          /* Na, Ca, K, Mg that are dropped, of the charges */
    double own_cations;      /* the same beyond what its case drops */
    double mass;             /* volatiles and sulfate that are dropped or made, of their totals */
    double water;            /* of its water, against the mixing rule */
    bool at_limit;           /* nitrate is the least that its case allows, and too much for HNO3: own[1] is 0 */
} lt_reference_left;

void lt_reference_look(const lt_reference_state *answer, lt_reference_left *out);

#endif
