/* calm.h - stagnation by the wind near the ground alone, for weather that knows nothing of 500 hPa. */
#ifndef LT_MET_CALM_H
#define LT_MET_CALM_H

/* Share of n hours that lie in a calm spell: a stretch of at least 48 h in which every 24 h have a mean 10-m wind of at
 * most 2 m/s (the definition of model/met/data/stagnation_statistics.csv). A NAN ends a spell. */
double lt_calm_share(const float *speed_ms, long n);

#endif
