/* effective.h - the configuration as it is used: defaults filled in, units written, also in the sections that belong to
 * the rooms of the stages. */
#ifndef LT_EFFECTIVE_H
#define LT_EFFECTIVE_H

#include "scenarios/run/road.h"

/* Judge the section of every stage that names one, with its schema. */
lt_status lt_effective_check(const lt_stage *stages, int n_stages, const lt_case *setup);
/* case_effective.yaml; left alone when it says the same already. */
lt_status lt_effective_write(const lt_stage *stages, int n_stages, const lt_case *setup, lt_outdir *dir);

#endif
