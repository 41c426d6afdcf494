/* model_only.c - the run that --only names, in a folder of its own, and the layout of its ranks. */
#include "model/driver/model_only.h"

#include "base/csv.h"
#include "base/job.h"
#include "base/part.h"
#include "base/variant.h"
#include "model/driver/model_case.h"
#include "model/driver/model_stage.h"

#include <omp.h>
#include <stdio.h>
#include <string.h>

/* --- what is asked for --- */

static lt_status no_such_period(const lt_case *setup, const char *only) {
    const lt_period *periods = setup->periods.items;
    const char **names;
    LT_TRY(lt_calloc((size_t)setup->periods.n, sizeof *names, &names));
    for (long p = 0; p < setup->periods.n; p++) names[p] = periods[p].id;
    lt_status status = LT_RAISE(LT_ERR_USAGE, .what = "the case has no such period", .where = "command line, --only",
                                .expected = lt_fmt("VARIANT/PERIOD, the period %s", lt_one_of(names, setup->periods.n)),
                                .found = lt_fmt("\"%s\"", only), .todo = "take a line of `lantian run CASE --jobs`");
    lt_free(names);
    return status;
}

/* Variant and period of the job; room for the variant's name. */
static lt_status take_run(const char *only, lt_job *job, char *variant, size_t size) {
    const lt_period *periods = job->setup->periods.items;
    const char *slash = strchr(only, '/');
    const size_t length = slash ? (size_t)(slash - only) : 0;
    for (long p = 0; slash && p < job->setup->periods.n; p++)
        if (strcmp(periods[p].id, slash + 1) == 0) job->period = &periods[p];
    if (!job->period || length == 0 || length >= size) return no_such_period(job->setup, only);
    snprintf(variant, size, "%.*s", (int)length, only);
    job->variant = variant;
    return lt_outdir_is_name(variant) ? LT_OK : no_such_period(job->setup, only);
}

/* --- what the run stands on --- */

static lt_status not_there(const lt_outdir *from, const char *name) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a file that the run stands on has not been made, or was changed",
                    .where = lt_fmt("%s/%s", lt_outdir_path(from), name),
                    .expected = "a file that stands in MANIFEST.sha256 with its digest",
                    .found =
                        lt_path_exists(lt_fmt("%s/%s", lt_outdir_path(from), name)) ? "another file" : "no such file",
                    .todo = "make it with `lantian run CASE --jobs`, and name a run that it lists");
}

/* Links to grid, weather and emissions, of the nest too. Where there are no emissions the model judges whether it needs
 * them; a link of an earlier run does not stand for them. */
static lt_status take_inputs(const lt_job *job, const lt_outdir *from) {
    lt_job of = *job;
    for (int nest = 0; nest <= lt_case_has_nest(job->setup); nest++) {
        lt_model_names names;
        of.nest = nest;
        lt_model_names_of(&of, &names);
        const char *const files[] = {names.grid, names.met, names.emissions};
        for (int f = 0; f < 3; f++) {
            const bool stands = lt_outdir_has(from, files[f], false, NULL);
            if (!stands && (f < 2 || lt_path_exists(lt_fmt("%s/%s", lt_outdir_path(from), files[f]))))
                return not_there(from, files[f]);
            LT_TRY(stands ? lt_outdir_take(job->out, from, files[f]) : lt_outdir_drop(job->out, files[f]));
        }
    }
    return LT_OK;
}

/* The lowest rank makes the folder of the run, the others read there. */
static lt_status open_own(lt_job *job, const lt_outdir *from) {
    const lt_comm *comm = &job->layout->comm;
    const char *path = lt_fmt("%s/jobs/%s_%s", lt_outdir_path(from), job->variant, job->period->id);
    lt_status status = LT_OK;
    if (comm->rank == 0) status = lt_outdir_open(path, &job->out);
    if (status == LT_OK && comm->rank == 0) status = take_inputs(job, from);
    LT_TRY(lt_comm_agree(comm, status));
    return lt_comm_agree(comm, comm->rank > 0 ? lt_outdir_look(path, &job->out) : LT_OK);
}

static lt_status run_in_own(lt_job *job, const lt_outdir *from) {
    lt_status status = open_own(job, from);
    if (status == LT_OK) status = lt_model_stage_on_ranks(job);
    lt_outdir_close(job->out);
    return status;
}

/* The run of the case, and the folder whose files it stands on: what each rank reads for itself. */
static lt_status find_run(const lt_cli *cli, lt_job *job, char *variant, size_t size, lt_outdir **from) {
    lt_variant known;
    lt_model_names names;
    LT_TRY(take_run(cli->only, job, variant, size));
    LT_TRY(lt_variant_find(job->setup, variant, &known));
    /* Who starts several ranks means them to share the cores. */
    job->threads = cli->threads > 0 ? (int)cli->threads : job->layout->comm.size > 1 ? 1 : omp_get_max_threads();
    LT_TRY(lt_outdir_look(cli->out ? cli->out : lt_fmt("out/%s", job->setup->id), from));
    lt_model_names_of(job, &names);
    return lt_outdir_has(*from, names.grid, false, NULL) ? LT_OK : not_there(*from, names.grid);
}

static lt_status run_case(const lt_cli *cli, const lt_layout *layout, const lt_case *setup) {
    char variant[128];
    lt_outdir *from = NULL;
    lt_job job = {.setup = setup, .cli = cli, .layout = layout};
    lt_status status = lt_comm_agree(&layout->comm, find_run(cli, &job, variant, sizeof variant, &from));
    if (status == LT_OK) status = run_in_own(&job, from); /* which makes a folder */
    lt_outdir_close(from);
    return status;
}

lt_status lt_model_only_command(const lt_cli *cli, const lt_comm *comm) {
    lt_layout layout;
    lt_case *setup = NULL;
    if (cli->n_positional != 1 || !cli->only)
        return LT_RAISE(LT_ERR_USAGE, .what = "the command model wants one case and one of its runs",
                        .where = "command line", .expected = "lantian-mpi model CASE --only VARIANT/PERIOD",
                        .found = lt_fmt("%d names, %s --only", cli->n_positional, cli->only ? "with" : "without"),
                        .todo = "`lantian run CASE --jobs` makes what the runs stand on, and lists them");
    LT_TRY(lt_layout_read(cli->layout, "--layout", comm, false, &layout));
    layout.output = lt_output_way_of(cli->output);
    lt_status status = lt_comm_agree(comm, lt_case_read(cli->positional[0], cli, &setup));
    if (status == LT_OK) status = run_case(cli, &layout, setup);
    lt_case_free(setup);
    return status;
}
