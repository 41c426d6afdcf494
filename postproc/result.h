/* result.h - what one variant gave in one period: fields and city values of every quantity, and the signs of the ozone
 * regime, out of conc_<variant>_<period>.nc and the temperature of met_<period>.nc. */
#ifndef LT_RESULT_H
#define LT_RESULT_H

#include "base/job.h"
#include "grids/grid.h"
#include "postproc/city_value.h"
#include "postproc/ozone_days.h"
#include "postproc/quantity.h"
#include "postproc/regime.h"

typedef struct lt_result {
    double *field[LT_N_QUANTITIES];                                  /* [cells], ug/m3; NULL: the run has none */
    double city[LT_N_QUANTITIES][LT_N_CITY_VALUES][LT_N_CITY_KINDS]; /* NaN where field is NULL */
    double *ratio_field[LT_N_INDICATORS];                            /* [cells]; NULL: the run has none */
    double ratio[LT_N_INDICATORS][LT_N_CITY_VALUES];                 /* of the site means; NaN */
    double o3_hour[LT_N_CITY_VALUES][24];                            /* sites, mean by local hour, ug/m3; NaN */
    double state_K;                                                  /* reference temperature of the gases */
    lt_ozone_days *days;                                             /* NULL: no ozone */
} lt_result;

/* job names variant and period. LT_ERR_VERIFY: a concentration that is not finite. */
lt_status lt_result_read(const lt_job *job, const lt_grid *grid, const lt_city_weights *cities, lt_result *out);
void lt_result_release(lt_result *result);

#endif
