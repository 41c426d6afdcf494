/* process_day.h - the mean day of what the processes did to ozone over a city (process_<variant>_<period>.csv of the
 * model): means by local hour (UTC+8) over the days of the period, of the base run. */
#ifndef LT_PROCESS_DAY_H
#define LT_PROCESS_DAY_H

#include "base/job.h"

/* process_day.csv as text (caller frees): a line a period, region, layers, species and local hour, in which the hour
 * begins. *out is NULL where no base run of the case has a budget of processes. */
lt_status lt_process_day_csv(const lt_job *job, char **out);
/* Ozone of Shenyang as a table on the terminal, in steps of three hours, from such a text. */
lt_status lt_process_day_print(const char *text, bool chinese);

#endif
