/* alerts.h - the air in the hours of alerts, with and without, under the same weather.
 *
 * C = mean over the hours [start, end) of an alert that lie in a period, of a city's value of the hour: mean over its
 * national sites (HJ 663), PM at ambient state, gases at the reference state of the hour (obs.h). without: what the
 * package acts on (the reference, or base); with: the package. noise = |noise run - base| of the same mean. All
 * packages of a case stand there: one that has no measures of alerts differs by what it does all year. */
#ifndef LT_POST_ALERTS_H
#define LT_POST_ALERTS_H

#include "postproc/summary.h"

/* alerts.csv as text (caller frees); *out is NULL where no hour of a period stands under an alert, or the case has no
 * packages. */
lt_status lt_alerts_csv(const lt_job *job, const lt_grid *grid, const lt_summary *summary, char **out);
/* PM2.5 of it as a table on the terminal, a line a city. */
lt_status lt_alerts_print(const char *text, bool chinese);

#endif
