/* near_file.h - near_<site>_<variant>_<period>.nc: a map and what it is made of (README.md has the layout). */
#ifndef LT_NEAR_FILE_H
#define LT_NEAR_FILE_H

#include "model/gaussian/subgrid/near_run.h"

/* "near_<site>" for lt_job_file, through lt_fmt. */
const char *lt_near_stem(const char *site);
/* change_from: the variant of the run before, NULL: none. */
lt_status lt_near_file_write(const lt_near_input *input, const lt_near_result *result, const char *change_from,
                             lt_outdir *dir, const char *name);

#endif
