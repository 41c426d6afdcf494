/* open_weather.h - the weather of a case: the reader that fits the file, what is derived, the hours that count. */
#ifndef LT_OPEN_WEATHER_H
#define LT_OPEN_WEATHER_H

#include "model/gaussian/weather/derive.h"

/* aermet: .SFC with or without .PFL; table: plume_table.h; met: met.nc of a run. */
#define LT_PLUME_WEATHER_FORMATS "auto|aermet|table|met"

typedef struct lt_weather_wish {
    const char *path, *profile, *format; /* profile: .PFL or NULL, format: one of the above */
    int zone_s;                          /* of an AERMET file */
    lt_time from, to;                    /* 0: all */
    const char *calms;                   /* LT_PLUME_CALMS */
    double lowest_wind_ms;               /* with puffs: below it an hour is theirs; INFINITY: all are */
    lt_derive_ground ground;
} lt_weather_wish;

/* The format itself, or by the file's first bytes where it is auto. */
const char *lt_weather_format(const char *path, const char *format);
/* All faults of the file go to faults; *out is NULL after an error and where faults were forgiven. Directions are from
 * true north. */
lt_status lt_open_weather(const lt_weather_wish *wish, lt_faults *faults, lt_plume_weather **out);

#endif
