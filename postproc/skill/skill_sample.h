/* skill_sample.h - one forecast beside its observation, out of a set. Inside of the folder. */
#ifndef LT_SKILL_SAMPLE_H
#define LT_SKILL_SAMPLE_H

#include "postproc/skill/reference.h"
#include "postproc/skill/skill_cell.h"

enum { LT_MOST_CLIMATOLOGY = 64 }; /* members, the newest ones */

/* The observed AQI of every place and step on all that is observed: [place][step], NaN where there is none. *out is
 * freed by the caller. LT_ERR_MEMORY. */
lt_status lt_skill_observed_aqi(const lt_forecast_set *set, const lt_skill_setup *setup, double **out);

/* Fills *out but for place: of species number `species` of the set. */
void lt_skill_sample_of(const lt_forecast_set *set, const lt_skill_setup *setup, int place, int species, int lead,
                        long cycle, lt_skill_sample *out);
/* The same of the AQI; aqi: of lt_skill_observed_aqi. forecast and observed are what *out points to. */
void lt_skill_sample_aqi(const lt_forecast_set *set, const lt_skill_setup *setup, const double *aqi, int place,
                         int lead, long cycle, lt_aqi *forecast, lt_aqi *observed, lt_skill_sample *out);

#endif
