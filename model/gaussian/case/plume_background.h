/* plume_background.h - what is in the air without the sources of a case, hour by hour. */
#ifndef LT_PLUME_BACKGROUND_H
#define LT_PLUME_BACKGROUND_H

#include "model/gaussian/case/emission_course.h"
#include "model/gaussian/weather/plume_weather.h"

typedef struct lt_plume_background {
    bool given;
    long n;             /* hours of the weather */
    double *gm3;        /* [n] NAN: not known in an hour that counts */
    long missing, seen; /* good hours that the table lacks; at which the station saw the sources */
    double mean_gm3;    /* of the hours that were measured unseen: what the others get */
} lt_plume_background;

/* For every hour of the weather (directions from true north). Hours with wind from a sector of exclude_sectors, in
 * which the station measures the sources themselves, and hours that the table lacks get the mean of the others of the
 * same hour of the day, or of all: so nothing is counted twice, and nothing taken as 0. */
lt_status lt_plume_background_make(const lt_plume_case *setup, const lt_plume_weather *weather,
                                   lt_plume_background *out);
void lt_plume_background_free(lt_plume_background *background);

#endif
