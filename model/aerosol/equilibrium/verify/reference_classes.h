/* reference_classes.h - why our aerosol nitrate and ISORROPIA's differ by more than 5 % in a state: one class each, by
 * tests that are computed. */
#ifndef LT_EQUILIBRIUM_REFERENCE_CLASSES_H
#define LT_EQUILIBRIUM_REFERENCE_CLASSES_H

#include "model/aerosol/equilibrium/verify/reference.h"

/* In the order in which they are tried. name, test. */
#define LT_REFERENCE_CLASSES(X)                                                                                        \
    X(too_little, "both below 1e-12 mol/m3")                                                                           \
    X(table_temperature, "agrees with coefficients at the nearest of 198, 223 ... 323 K")                              \
    X(warm_room, "agrees with constants of 298.15 K from 298 to 299 K")                                                \
    X(whole_percent, "agrees with water at the nearest whole percent of humidity")                                     \
    X(crustal_apart, "agrees with Ca, K and Mg left out of the sums of anions")                                        \
    X(strength_cut, "agrees with ionic strength cut at 100 mol/kg and in steps")                                       \
    X(corners, "agrees with water by the rule of the salts with its corners left")                                     \
    X(bisulfate_after, "sulfate poor: agrees with bisulfate made after the rest")                                      \
    X(minor_after, "sulfate rich: agrees with HNO3, HCl and NH3 dissolved after the rest")                             \
    X(cations, "agrees with Na, Ca, K or Mg dropped as its cases do")                                                  \
    X(at_limit, "agrees with nitrate held at dry NH4NO3 or NaNO3, above its equilibrium with HNO3")                    \
    X(not_converged, "its own equations, in its order, are not met by 1 %")                                            \
    X(other_root, "it meets its equations, with another H+ than we meet them with")                                    \
    X(not_explained, "none of these")

enum {
#define LT_CLASS_ENUM(name, text) LT_CLASS_##name,
    LT_REFERENCE_CLASSES(LT_CLASS_ENUM) LT_N_CLASSES
#undef LT_CLASS_ENUM
};
extern const char *const lt_class_names[LT_N_CLASSES], *const lt_class_texts[LT_N_CLASSES];

#define LT_REFERENCE_NEAR 0.05    /* of nitrate, beyond which a state is an outlier */
#define LT_REFERENCE_LITTLE 1e-12 /* mol/m3 */

/* |ours / its - 1| of an amount; its is at least 1e-20 mol/m3, what ISORROPIA writes where it has none. */
double lt_reference_off(double ours, double its);

/* Does its answer meet its own equations and balances: equilibria to 1 %, charge, mass, cations to 0.01 %, water to
 * 0.1 %? */
bool lt_reference_stands(const lt_reference_left *left);

/* of_way: what the ways answer, [LT_N_WAYS]. */
int lt_reference_class(const lt_reference_state *its, const lt_reference_left *left, const lt_reference_state *of_way);

#endif
