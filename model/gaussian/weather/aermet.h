/* aermet.h - weather as AERMET writes it for AERMOD: a .SFC file, and the .PFL file beside it (aermet.c has the
 * formats). */
#ifndef LT_AERMET_H
#define LT_AERMET_H

#include "model/gaussian/weather/plume_weather.h"

/* Does the first line look like that of a .SFC file? */
bool lt_aermet_is(const char *path);
/* profile: path of the .PFL, NULL or "": none. zone_s: of the hours in both files. */
lt_status lt_aermet_read(const char *surface, const char *profile, int zone_s, lt_faults *faults,
                         lt_plume_weather **out);

#endif
