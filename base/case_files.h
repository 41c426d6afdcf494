/* case_files.h - the grids and packages of a case that are files. */
#ifndef LT_CASE_FILES_H
#define LT_CASE_FILES_H

#include "base/job.h"

/* The names of grids and packages that are paths become the paths at which they are found (document_path.h); those that
 * are nowhere stay: results of a case can be read when its files are gone. */
lt_status lt_case_find_files(lt_case *setup);
/* Before a run: a file that is nowhere is a fault; under judgement its name becomes NULL. A grid or nest that --grid
 * replaces need not be there; cli may be NULL. */
lt_status lt_case_judge_files(lt_case *setup, const lt_cli *cli, lt_faults *faults);

#endif
