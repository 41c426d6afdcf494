/* assumptions.h - what is assumed where the weather input is silent, one per line, for met_<period>.nc and the log. */
#ifndef LT_MET_ASSUMPTIONS_H
#define LT_MET_ASSUMPTIONS_H

#include "model/met/settings.h"
#include "model/met/station.h"

/* text is malloc'ed; caller frees. */
lt_status lt_met_assumptions(const lt_met_settings *settings, const lt_station *station,
                             const lt_station_repairs *repairs, lt_time start, long n_hours, char **text);

#endif
