/* plume_losses.h - what the species of a case loses in each hour: the section removal. */
#ifndef LT_PLUME_LOSSES_H
#define LT_PLUME_LOSSES_H

#include "model/gaussian/case/plane.h"
#include "model/gaussian/removal.h"
#include "model/gaussian/weather/plume_weather.h"

typedef struct lt_plume_losses {
    long n;                                /* hours of the weather */
    lt_plume_removal *of;                  /* [n]; zeros in hours that do not count */
    bool computed;                         /* dry deposition by the hour */
    double least_ms, mean_ms, greatest_ms; /* of its velocity over the good hours */
} lt_plume_losses;

/* LT_ERR_INPUT: settling without deposition, a gas without numbers, land cover that is none, a good hour without the
 * rain, humidity or cloud that is wanted. */
lt_status lt_plume_losses_make(const lt_plume_case *setup, const lt_plane *plane, const lt_plume_weather *weather,
                               lt_plume_losses *out);
void lt_plume_losses_free(lt_plume_losses *losses);

#endif
