/* synthetic.h - typical weather of a season as an hourly series, made from statistics. No observation is in it. */
#ifndef LT_MET_SYNTHETIC_H
#define LT_MET_SYNTHETIC_H

#include "model/met/climate.h"
#include "model/met/station.h"

/* period_days of one full turn of the wind; the series repeats after it. The same start and length give the same bits.
 */
lt_status lt_synthetic_season(const lt_season_statistics *statistics, int period_days, lt_time start, long n,
                              lt_station **out);

#endif
