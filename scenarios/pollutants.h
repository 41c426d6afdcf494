/* pollutants.h - lists of pollutants in actions; PM stands for TSP, PM10, PM2.5, BC and OC, so that no fraction is left
 * larger than the whole. */
#ifndef LT_POLLUTANTS_H
#define LT_POLLUTANTS_H

#include "scenarios/action.h"

/* Which are named; LT_ERR_INPUT at where for an unknown or a repeated name, or none. */
lt_status lt_pollutants_of(const lt_list *names, const char *where, bool out[LT_N_POLLUTANTS]);
/* Does the source emit any of them? */
bool lt_pollutants_emitted(const bool which[LT_N_POLLUTANTS], const lt_source *source);

#endif
