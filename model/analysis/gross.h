/* gross.h - which observations are too far from the background to be true.
 *
 * One is suspect where |d| > limit sqrt(H B H^T + R), d observation less background. It is believed all the same where
 * the stations around it say so too: at least LT_GROSS_NEIGHBOURS others of its kind within LT_GROSS_REACH_M, suspect
 * or not, whose median departure m is near its own, |d - m| <= LT_GROSS_SHARE |m| + limit error for a whole episode may
 * be missing from the background, while one broken instrument stands alone. All three numbers are assumed. Pure; the
 * order of observations makes no difference. */
#ifndef LT_ANALYSIS_GROSS_H
#define LT_ANALYSIS_GROSS_H

#include "model/analysis/scheme.h"

enum { LT_GROSS_NEIGHBOURS = 3 };
#define LT_GROSS_REACH_M 60e3
#define LT_GROSS_SHARE 0.5

typedef enum lt_gross { LT_GROSS_GOOD, LT_GROSS_BELIEVED, LT_GROSS_BAD } lt_gross;

/* Of the task's observations: departure, variance (of H B H^T) [n]; room [n]; verdict [n]. */
void lt_gross_judge(const lt_analysis_task *task, const double *departure, const double *variance, double *room,
                    lt_gross *verdict);

#endif
