#include "postproc/judgement/judged_case.h"

#include "base/outdir.h"
#include "postproc/judgement/judge_run.h"
#include "postproc/judgement/targets_command.h"
#include "postproc/results_folder.h"

void lt_judged_case_free(lt_judged_case *run) {
    lt_targets_input_free(&run->targets);
    lt_free(run->periods.items);
    lt_city_weights_free(run->cities);
    lt_sites_free(&run->sites);
    lt_grid_free(run->grid);
    lt_outdir_close(run->dir);
    lt_case_free(run->setup);
}

static bool tells(const cJSON *summary, const char *variant) {
    return cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(summary, "emissions_kt"), variant) != NULL;
}

lt_status lt_judged_case_read(const lt_cli *cli, lt_judged_case *run, lt_obs_set *out) {
    char folder[4096];
    LT_TRY(lt_results_case(cli, cli->positional[0], folder, sizeof folder, &run->setup));
    LT_TRY(lt_periods_weighed(run->setup, &run->periods));
    LT_TRY(lt_targets_open(cli, cli->positional[0], &run->targets));
    LT_TRY(lt_outdir_open(folder, &run->dir));
    const lt_job job = lt_results_judged(
        &(lt_job){.setup = run->setup, .cli = cli, .out = run->dir, .variant = cli->variant ? cli->variant : "base"});
    run->is_told = tells(run->targets.summary, lt_variant_id(job.variant));
    LT_TRY(lt_results_grid(&job, &run->grid));
    LT_TRY(lt_sites_read_shipped(&run->sites));
    LT_TRY(lt_city_weights_create(run->grid, &run->sites, &run->cities));
    return lt_obs_of_run(&job, run->grid, run->cities, out);
}
