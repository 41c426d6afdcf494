/* judge_run.h - the air and the emissions of a finished run, for the same judgement as observations. */
#ifndef LT_JUDGE_RUN_H
#define LT_JUDGE_RUN_H

#include "base/job.h"
#include "grids/grid.h"
#include "postproc/city_value.h"
#include "postproc/judgement/facts.h"

#include <cjson/cJSON.h>

/* Hours of the 14 cities (mean of the national sites) of the variant that job names, in all periods of the case, and
 * the days made of them: of the six what the chemistry carries, gases in the state of GB 3095 at that time. */
lt_status lt_obs_of_run(const lt_job *job, const lt_grid *grid, const lt_city_weights *cities, lt_obs_set *out);

/* The periods with their parts (lt_case_part_of), in which its days stand (day_weights.h); of a case without weights
 * none: every day counts alike. Free items with lt_free. */
lt_status lt_periods_weighed(const lt_case *setup, lt_weighed_periods *out);

/* Out of summary.json: means over the periods of what cities are told (PM2.5, NO2), never a complete year, and kt a
 * year of the province. package NULL: the base of the case, else one of its packages or its reference; `year` (0: a
 * scenario, of no year) stands for it. The base run is the base "<base_year>" of changes. LT_ERR_INPUT: no such
 * package. */
lt_status lt_facts_of_summary(const cJSON *summary, const char *package, int year, lt_facts *out);
/* The concentrations of one of its periods alone, by id. */
lt_status lt_facts_of_summary_period(const cJSON *summary, const char *package, const char *period, lt_facts *out);
/* The concentrations on a draw of the inventory, from 0 to lt_draws_of_summary (0: the case has none) - 1, with the
 * base on the same draw as base of changes. No facts of a package that did not run on draws. */
long lt_draws_of_summary(const cJSON *summary);
lt_status lt_facts_of_summary_draw(const cJSON *summary, const char *package, long draw, lt_facts *out);

#endif
