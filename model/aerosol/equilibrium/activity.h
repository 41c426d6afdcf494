/* activity.h - the models of activity coefficients there are: a new one is its file and one line of the list.
 *
 * A model NAME offers, in NAME.h, for a vector of states:
 *   lt_activity_air lt_NAME_air(temperature)                         what depends on temperature alone
 *   void lt_NAME_pairs(air, ionic strength, crustal, pairs)          binary coefficients with derivatives
 * bromley.h mixes them: kusik_meissner (after Kusik and Meissner) is the default, isorropia has the same as the tables
 * of ISORROPIA II have them, for comparisons, ideal is for tests. sums: do Ca, K and Mg enter the sums of anions (1;
 * ISORROPIA's code leaves them out, 0). */
#ifndef LT_EQUILIBRIUM_ACTIVITY_H
#define LT_EQUILIBRIUM_ACTIVITY_H

/* name, sums, what it takes the coefficients at in both languages */
#define LT_ACTIVITIES(X)                                                                                               \
    X(kusik_meissner, 1, "at the true temperature", "取实际温度")                                                      \
    X(isorropia, 0, "at the nearest temperature of its tables", "取其表中最近的温度")                                  \
    X(ideal, 1, "(all coefficients 1)", "系数均为 1")

enum {
#define LT_ACTIVITY_ENUM(name, ...) lt_activity_##name,
    LT_ACTIVITIES(LT_ACTIVITY_ENUM) LT_N_ACTIVITIES
#undef LT_ACTIVITY_ENUM
};

extern const char *const lt_activity_names[LT_N_ACTIVITIES];
extern const char *const lt_activity_manners[LT_N_ACTIVITIES][2]; /* English, Chinese */

#endif
