/* activities.h - the models of activity.h for the kernels, by their number. */
#ifndef LT_EQUILIBRIUM_ACTIVITIES_H
#define LT_EQUILIBRIUM_ACTIVITIES_H

#include "model/aerosol/equilibrium/activity.h"
#include "model/aerosol/equilibrium/ideal.h"
#include "model/aerosol/equilibrium/isorropia.h"
#include "model/aerosol/equilibrium/kusik_meissner.h"

static inline lt_activity_air lt_activity_air_of(int activity, lt_dvec temperature) {
    switch (activity) {
#define LT_ACTIVITY_AIR(name, ...)                                                                                     \
    case lt_activity_##name:                                                                                           \
        return lt_##name##_air(temperature);
        LT_ACTIVITIES(LT_ACTIVITY_AIR)
    }
    return lt_kusik_meissner_air(temperature);
}

static inline void lt_activity_pairs_of(int activity, const lt_activity_air *air, lt_dvec strength, bool crustal,
                                        lt_activity_pairs *out) {
    switch (activity) {
#define LT_ACTIVITY_PAIRS(name, ...)                                                                                   \
    case lt_activity_##name:                                                                                           \
        lt_##name##_pairs(air, strength, crustal, out);                                                                \
        return;
        LT_ACTIVITIES(LT_ACTIVITY_PAIRS)
    }
    lt_kusik_meissner_pairs(air, strength, crustal, out);
}

/* Do Ca, K and Mg enter the sums of anions. */
static inline int lt_activity_sums_of(int activity) {
    static const int sums[LT_N_ACTIVITIES] = {
#define LT_ACTIVITY_SUMS(name, sums, ...) sums,
        LT_ACTIVITIES(LT_ACTIVITY_SUMS)};
    return sums[activity];
}

#endif
