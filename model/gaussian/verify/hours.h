/* hours.h - hours of weather of the verification, from very stable to convective. */
#ifndef LT_GAUSSIAN_VERIFY_HOURS_H
#define LT_GAUSSIAN_VERIFY_HOURS_H

#include "model/gaussian/profile.h"

typedef struct lt_named_hour {
    const char *name;
    lt_plume_hour hour;
} lt_named_hour;

enum { LT_N_NAMED_HOURS = 5 };
extern const lt_named_hour lt_named_hours[LT_N_NAMED_HOURS];

#endif
