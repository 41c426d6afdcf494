/* lantian_stages.c - the stages of a case, in their order: see lantian_stages.h. */
#include "lantian_stages.h"

#include "lantian_stage_rows.h"

#include "grids/build/stage.h"
#include "grids/build/surrogates.h"
#include "grids/definition.h"
#include "model/driver/model_case.h"
#include "model/gaussian/subgrid/near_stage.h"
#include "postproc/composition/composition_files.h"
#include "postproc/evaluation.h"
#include "postproc/post_stage.h"

/* Judged before anything is written. */
static lt_status check_grid(const lt_job *job) {
    lt_definition *definition;
    LT_TRY_CONTEXT(lt_definition_read(lt_job_grid(job), &definition), "%s: %s, key %s", job->setup->path,
                   lt_job_grid(job), job->nest ? "nest" : "grid");
    const lt_status status = lt_grid_covers(definition);
    lt_definition_free(definition);
    LT_TRY(status);
    LT_TRY(lt_user_ground_check(job->setup->ground));
    return lt_surrogates_check(job->setup->inventory);
}

/* Of texts that not every run has. */
#define IF_ANY(member, file, make) "?" file,

/* disk_bytes: measured on liaoning-27, per simulated hour, rounded up. */
const lt_stage lt_stages[LT_N_STAGES] = {
    {LT_ROW_OF_GRID, .run = lt_grid_stage, .check = check_grid, .disk_bytes = 5e6},
    {LT_ROW_OF_MET, .run = lt_met_stage, .check = lt_met_check, .disk_bytes = 1.2e6},
    {LT_ROW_OF_EMISSIONS, .run = lt_package_stage, .check = lt_package_check, .remark = lt_package_remark,
     .disk_bytes = 2e5},
    {LT_ROW_OF_MODEL, .check = lt_model_check, .disk_bytes = 1e5},
    {.name = "near",
     .scope = LT_PER_VARIANT_PERIOD,
     .wanted = lt_near_wanted,
     .inputs = lt_near_inputs,
     .run = lt_near_stage,
     .more_outputs = lt_near_outputs,
     .disk_bytes = 1e5},
    {.name = "post",
     .scope = LT_ONCE,
     .inputs = lt_post_inputs,
     .run = lt_post_stage,
     .outputs = {"summary.json", "cities.csv", "*map.png", "*?map-o3.png", "#?ozone.nc", "?evaluation.json",
                 "?draws.csv", "?process_day.csv", "?alerts.csv", "?responses.csv", "?responses_published.csv",
                 LT_COMPOSITION_FILES(IF_ANY) "?report.html"},
     .more_outputs = lt_post_more_outputs,
     .check = lt_post_check,
     .disk_bytes = 5e6,
     .section = "evaluation",
     .section_rows = lt_evaluation_rows,
     .section_size = sizeof(lt_evaluation_setup)},
};
