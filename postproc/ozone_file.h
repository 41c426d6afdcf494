/* ozone_file.h - ozone_<variant>_<period>.nc: statistics of ozone and NO2 on the grid, and what limits ozone.
 *
 *   mda8, mda1 (time, y, x)   of every valid local day                                        ug m-3, reference state
 *   o3_mda8, o3_p90, o3_mda1, o3_mean, no2 (y, x)   of the period (quantity.h)                ug m-3, reference state
 *   hcho_no2_column ... (y, x), regime_by_<ratio> (y, x)   regime.h                           1, flags 0 1 2
 *   <map>_delta, <map>_noise  of the reference and packages: minus what they act on; |noise run - base| */
#ifndef LT_OZONE_FILE_H
#define LT_OZONE_FILE_H

#include "base/faults.h"
#include "postproc/summary.h"

/* One file for base, the reference and every package in every period; files of an earlier run with other variants go.
 * Without ozone there are none. */
lt_status lt_ozone_files_write(const lt_job *job, const lt_grid *grid, const lt_summary *summary);

/* All faults of such a file (`lantian check`): units, shapes, values. */
lt_status lt_ozone_file_judge(struct lt_ncr *file, lt_faults *faults);

#endif
