/* plume_no2.h - how the NOx of a case becomes NO2, and the air it meets hour by hour. */
#ifndef LT_PLUME_NO2_H
#define LT_PLUME_NO2_H

#include "model/gaussian/case/plume_case.h"
#include "model/gaussian/no2.h"
#include "model/gaussian/weather/plume_weather.h"

typedef struct lt_plume_no2 {
    const lt_no2_way *way; /* NULL: not wanted */
    double primary;        /* share of NO2 in the NOx that leaves the sources */
    lt_no2_air *air;       /* [hour of the weather] */
} lt_plume_no2;

/* LT_ERR_INPUT: the pollutant is not NOx, or a good hour has not the air that the way needs. */
lt_status lt_plume_no2_make(const lt_plume_case *setup, const lt_plume_weather *weather, lt_plume_no2 *out);
void lt_plume_no2_free(lt_plume_no2 *no2);

#endif
