/* activity.h - the models of activity coefficients there are: a new one is its file and one line of the list.
 *
 * A model NAME offers, in NAME.h, for a vector of states:
 *   lt_activity_air lt_NAME_air(temperature)                         what depends on temperature alone
 *   void lt_NAME_pairs(air, ionic strength, crustal, pairs)          binary coefficients with derivatives
 * bromley.h mixes them. sums: do Ca, K and Mg enter the sums of anions (1; ISORROPIA's code leaves them out, 0). */
#ifndef LT_EQUILIBRIUM_ACTIVITY_H
#define LT_EQUILIBRIUM_ACTIVITY_H

/* name, sums, text */
#define LT_ACTIVITIES(X)                                                                                               \
    X(kusik_meissner, 1, "Kusik and Meissner, mixed by Bromley")                                                       \
    X(isorropia, 0, "the same as ISORROPIA II's tables have it: nearest of 198, 223 ... K; for comparisons")           \
    X(ideal, 1, "all coefficients 1; for tests")

enum {
#define LT_ACTIVITY_ENUM(name, sums, text) lt_activity_##name,
    LT_ACTIVITIES(LT_ACTIVITY_ENUM) LT_N_ACTIVITIES
#undef LT_ACTIVITY_ENUM
};

extern const char *const lt_activity_names[LT_N_ACTIVITIES];

#endif
