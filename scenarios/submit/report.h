/* report.h - what the ranks of a member say of themselves: a standing (standing.h) in OUT/submit/ranks, written by the
 * lowest, or by the one that fails alone; the process that started them, which may be on another machine, reads it and
 * drops it before each start. */
#ifndef LT_REPORT_H
#define LT_REPORT_H

#include "scenarios/submit/standing.h"

/* On all ranks of lantian-mpi: what follows is of this member. lowest: it writes where the run is, too. folder: of the
 * reports; it is made if it is missing. Without it the others do nothing. */
void lt_report_begin(const char *folder, long member, bool lowest);
/* The end of the run, with the error of the thread. */
void lt_report_end(lt_status status);

#endif
