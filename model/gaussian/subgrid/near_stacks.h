/* near_stacks.h - the stacks of emissions.nc around a map and what they emit, hour by hour. */
#ifndef LT_NEAR_STACKS_H
#define LT_NEAR_STACKS_H

#include "model/driver/model_case.h"
#include "model/gaussian/subgrid/near_input.h"

/* Sources and their rates into the input, whose map is placed. */
lt_status lt_near_stacks_read(const lt_job *job, const lt_model_config *config, const lt_model_names *names,
                              lt_near_input *input);

#endif
