/* road.c - runs the tasks of a case that are out of date. See road.h. */
#include "scenarios/run/road.h"

#include "base/case_files.h"
#include "base/log.h"
#include "base/part.h"
#include "scenarios/package.h"
#include "scenarios/run/apart.h"
#include "scenarios/run/effective.h"
#include "scenarios/run/performance.h"
#include "scenarios/run/task.h"

#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

/* Packages are read and every task judged while nothing has been written yet. */
static lt_status check_before(const lt_case *setup, const lt_tasks *tasks) {
    for (long v = 0; v < tasks->variants.n; v++) {
        lt_package *package;
        if (!lt_variant_is_compared(&tasks->variants.rows[v])) continue;
        LT_TRY_CONTEXT(lt_package_read(tasks->variants.rows[v].package, &package), "packages of %s", setup->path);
        lt_package_free(package);
    }
    for (int t = 0; t < tasks->n; t++) {
        const lt_task *task = &tasks->rows[t];
        if (task->stage->check != NULL) LT_TRY_CONTEXT(task->stage->check(&task->job), "before stage %s", task->key);
    }
    return LT_OK;
}

/* Of a nest liaoning-9 for one of liaoning-27, whose files the stages' disk_bytes were measured on: 96 x 84 / (44 x
 * 40), rounded up. */
enum { NEST_CELLS = 5 };

static double task_bytes(const lt_task *task) {
    const lt_period *period = task->job.period;
    for (int o = 0; o < task->n_outputs; o++)
        if (!task->may_miss[o] && !lt_outdir_has(task->job.out, task->outputs[o], false, NULL))
            return task->stage->disk_bytes * (task->job.nest ? NEST_CELLS : 1) *
                   (period ? (period->length_s + period->spinup_s) / LT_HOUR : 1);
    return 0; /* will be replaced by a file of the same size, or not at all */
}

static lt_status check_disk(const lt_tasks *tasks, const lt_outdir *dir) {
    struct statvfs disk;
    double need = 0;
    for (int t = 0; t < tasks->n; t++) need += task_bytes(&tasks->rows[t]);
    if (statvfs(lt_outdir_path(dir), &disk) != 0) return LT_OK; /* writing will tell */
    double have = (double)disk.f_bavail * (double)disk.f_frsize;
    if (need <= have) return LT_OK;
    return LT_RAISE(LT_ERR_ENV, .what = "not enough disk space for the results", .where = lt_outdir_path(dir),
                    .expected = lt_fmt("about %.0f MB", need / 1e6), .found = lt_fmt("%.0f MB", have / 1e6),
                    .todo = "make room, or name another folder with --out");
}

/* What runs the tasks of a case. */
typedef struct road {
    const lt_stage *stages;
    int n_stages;
    const lt_layout *layout; /* of the ranks that do it together; NULL: one process */
    lt_tasks tasks;
    char **runs; /* lt_road_runs */
    long n_runs;
} road;

/* Here, or what was begun in a folder of its own there. */
static lt_status make_task(road *r, int t, bool force, const lt_digest inputs) {
    lt_task *task = &r->tasks.rows[t];
    if (!force && lt_apart_stands(task)) return lt_apart_gather(&r->tasks, t, r->stages, r->n_stages, inputs);
    return lt_performance_run(task);
}

static lt_status run_task(road *r, int t, lt_outdir *dir, bool force) {
    lt_task *task = &r->tasks.rows[t];
    lt_digest inputs;
    LT_TRY(lt_task_inputs(task, inputs));
    if (force || !lt_task_up_to_date(task, inputs)) {
        LT_TRY(make_task(r, t, force, inputs));
        LT_TRY(lt_task_done(task, inputs));
        LT_TRY(lt_tasks_write(&r->tasks, dir));
    }
    return lt_apart_stands(task) ? lt_apart_drop(task) : LT_OK;
}

/* --finished: the runs that are not are named, and the road ends there. */
static lt_status take_finished(road *r, lt_outdir *dir) {
    char missing[512] = "";
    int n_apart = 0, n_missing = 0;
    for (int t = 0; t < r->tasks.n; t++) {
        const lt_task *task = &r->tasks.rows[t];
        lt_digest inputs;
        bool finished;
        if (!task->stage->apart) continue;
        n_apart++;
        LT_TRY(lt_task_inputs(task, inputs));
        finished = lt_task_up_to_date(task, inputs);
        if (!finished) LT_TRY(lt_apart_finished(&r->tasks, t, r->stages, r->n_stages, &finished));
        if (finished) {
            LT_TRY(run_task(r, t, dir, false));
            continue;
        }
        const size_t used = strlen(missing);
        const char *name = lt_apart_name(task);
        if (used + strlen(name) + 8 < sizeof missing)
            snprintf(missing + used, sizeof missing - used, "%s%s", used ? ", " : "", name);
        else if (missing[used - 1] != '.')
            strcat(missing, ", ...");
        n_missing++;
    }
    if (n_missing == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%d of %d model runs are not finished", n_missing, n_apart),
                    .where = lt_outdir_path(dir),
                    .expected = "all of them, for tables, maps and report; those that are finished are taken",
                    .found = lt_fmt("not finished: %s", missing),
                    .todo = "see why (`lantian status`), mend it and run them; or take the package out of the case");
}

static lt_status run_all(road *r, lt_outdir *dir, const lt_cli *cli, lt_road_report *report) {
    bool taken = false;
    for (int t = 0; t < r->tasks.n; t++) {
        const lt_task *task = &r->tasks.rows[t];
        if (cli->jobs && task->stage->apart) return lt_apart_list(&r->tasks, cli);
        if (cli->finished && task->stage->apart && !taken) {
            LT_TRY(take_finished(r, dir));
            taken = true;
        }
        LT_TRY(run_task(r, t, dir, cli->force));
        report->n_run += task->ran;
        report->n_up_to_date += !task->ran;
        if (task->ran && task->cost.peak_bytes > (double)report->peak_memory_bytes)
            report->peak_memory_bytes = (size_t)task->cost.peak_bytes;
    }
    return LT_OK;
}

static lt_status finish(const lt_tasks *tasks, int threads, lt_outdir *dir, const lt_road_report *report) {
    /* A run killed at its very end has made everything but its list of costs, which stages.json remembers. */
    bool costs_stand = lt_outdir_has(dir, "performance.json", false, NULL);
    if (report->n_run == 0 && !costs_stand) LT_TRY(lt_performance_write(tasks, threads, dir));
    if (report->n_run == 0) {
        lt_say("%s: everything is up to date (%d tasks), results in %s\n", report->case_id, report->n_up_to_date,
               report->out_path);
        return LT_OK;
    }
    LT_TRY(lt_performance_write(tasks, threads, dir));
    lt_performance_say(tasks, threads, report->wall_s, report->cpu_s);
    const bool page = lt_outdir_has(dir, "report.html", false, NULL);
    lt_say("results in %s%s\n", report->out_path, page ? ", report.html for a browser" : "");
    return LT_OK;
}

/* The folder is locked from here on. */
static lt_status run_in_folder(road *r, const lt_job *job, lt_road_report *report) {
    double wall = lt_wall_seconds(), cpu = lt_cpu_seconds();
    LT_TRY(check_disk(&r->tasks, job->out));
    LT_TRY(lt_tasks_remember(&r->tasks, job->out));
    LT_TRY(run_all(r, job->out, job->cli, report));
    report->wall_s = lt_wall_seconds() - wall;
    report->cpu_s = lt_cpu_seconds() - cpu;
    return job->cli->jobs ? LT_OK : finish(&r->tasks, job->threads, job->out, report);
}

static void set_folder(road *r, lt_outdir *out) {
    for (int t = 0; t < r->tasks.n; t++) r->tasks.rows[t].job.out = out;
}

static lt_status run_case(road *r, lt_job *job, lt_road_report *report) {
    LT_TRY(check_before(job->setup, &r->tasks));
    LT_TRY(lt_outdir_open(report->out_path, &job->out));
    set_folder(r, job->out);
    lt_status status = lt_effective_write(r->stages, r->n_stages, job->setup, job->out);
    if (status == LT_OK) status = run_in_folder(r, job, report);
    lt_outdir_close(job->out);
    return status;
}

/* Which task is it, and is it up to date in the folder of the case? */
static lt_status find_one(road *r, lt_job *job, const lt_road_report *report, int *t, bool *done) {
    lt_digest inputs;
    LT_TRY(lt_apart_find(&r->tasks, job->cli->only, t));
    LT_TRY(lt_outdir_look(report->out_path, &job->out));
    set_folder(r, job->out);
    LT_TRY(lt_tasks_remember(&r->tasks, job->out));
    LT_TRY(lt_task_inputs(&r->tasks.rows[*t], inputs));
    *done = !job->cli->force && lt_task_up_to_date(&r->tasks.rows[*t], inputs);
    return LT_OK;
}

/* One model run beside others: the folder of the case is only read. */
static lt_status run_one(road *r, lt_job *job, lt_road_report *report) {
    const lt_comm comm = lt_layout_comm(job->layout);
    int t = 0;
    bool done = false;
    lt_status status = lt_comm_agree(&comm, find_one(r, job, report, &t, &done));
    if (status == LT_OK) status = lt_comm_broadcast(&comm, &done, sizeof done, 0);
    if (status == LT_OK && !done) status = lt_apart_run(&r->tasks, t, r->stages, r->n_stages);
    report->n_run = status == LT_OK && !done;
    report->n_up_to_date = done;
    lt_outdir_close(job->out);
    return status;
}

/* A name that is cut off would be another folder. */
static lt_status name_folder(const lt_cli *cli, const lt_case *setup, lt_road_report *report) {
    size_t room = sizeof report->out_path;
    int n = cli->out != NULL ? snprintf(report->out_path, room, "%s", cli->out)
                             : snprintf(report->out_path, room, "out/%s", setup->id);
    if (n >= 0 && (size_t)n < room) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = "the name of the output folder is too long", .where = "--out",
                    .expected = lt_fmt("less than %zu bytes", room), .found = lt_fmt("%d bytes", n),
                    .todo = "choose a folder nearer to the root");
}

/* A case that is read, with its tasks, for what act does with it. */
typedef lt_status (*act)(road *r, lt_job *job, lt_road_report *report);

/* Who starts several ranks means them to share the cores. */
static int threads_of(const road *r, const lt_cli *cli) {
    if (cli->threads > 0) return (int)cli->threads;
    return r->layout && (r->layout->comm.size > 1 || r->layout->with_writer) ? 1 : omp_get_max_threads();
}

static lt_status read_case(road *r, lt_job *job, lt_road_report *report, lt_case **setup) {
    const lt_cli *cli = job->cli;
    const char *name = cli->n_positional > 0 ? cli->positional[0] : cli->case_path;
    if (name == NULL)
        return LT_RAISE(LT_ERR_USAGE, .what = "which case shall run?",
                        .expected = lt_fmt("lantian %s CASE", cli->command ? cli->command : "run"), .found = "no name",
                        .todo = lt_fmt("for example: lantian %s liaoning", cli->command ? cli->command : "run"),
                        .where = "command line");
    LT_TRY(lt_case_read(name, cli, setup));
    if (r->layout) LT_TRY(lt_layout_judge(r->layout, lt_case_has_nest(*setup)));
    job->setup = *setup;
    job->threads = threads_of(r, cli);
    omp_set_num_threads(job->threads);
    snprintf(report->case_id, sizeof report->case_id, "%s", job->setup->id);
    snprintf(report->case_file, sizeof report->case_file, "%s", job->setup->path);
    LT_TRY(name_folder(cli, job->setup, report));
    LT_TRY(lt_case_judge_files(*setup, cli, &(lt_faults){0}));
    LT_TRY(lt_tasks_create(r->stages, r->n_stages, job, &r->tasks));
    return lt_effective_check(r->stages, r->n_stages, job->setup);
}

static lt_status with_case(road *r, const lt_cli *cli, lt_road_report *report, act what) {
    lt_case *setup = NULL;
    lt_job job = {.cli = cli, .layout = r->layout};
    const lt_comm comm = lt_layout_comm(job.layout);
    *report = (lt_road_report){0};
    lt_status status = lt_comm_agree(&comm, read_case(r, &job, report, &setup));
    if (status == LT_OK) status = what(r, &job, report);
    lt_tasks_free(&r->tasks);
    lt_case_free(setup);
    return status;
}

lt_status lt_road_run(const lt_stage *stages, int n_stages, const lt_cli *cli, lt_road_report *report) {
    lt_road_report unused;
    road r = {.stages = stages, .n_stages = n_stages};
    if (cli->jobs + cli->finished + (cli->only != NULL) > 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "--jobs, --only and --finished do not go together",
                        .where = "command line", .expected = "one of them", .found = "more",
                        .todo = "list the runs first, then run each, then take them");
    return with_case(&r, cli, report ? report : &unused, cli->only ? run_one : run_case);
}

lt_status lt_road_run_on_ranks(const lt_stage *stages, int n_stages, const lt_cli *cli, const lt_layout *layout) {
    lt_road_report unused;
    road r = {.stages = stages, .n_stages = n_stages, .layout = layout};
    return with_case(&r, cli, &unused, run_one);
}

/* --- the list of model runs --- */

static lt_status list_runs(road *r, lt_job *job, lt_road_report *report) {
    (void)report;
    LT_TRY(check_before(job->setup, &r->tasks));
    LT_TRY(lt_calloc((size_t)r->tasks.n, sizeof *r->runs, &r->runs));
    for (int t = 0; t < r->tasks.n; t++) {
        if (!r->tasks.rows[t].stage->apart) continue;
        const char *name = lt_apart_name(&r->tasks.rows[t]);
        LT_TRY(lt_calloc(strlen(name) + 1, 1, &r->runs[r->n_runs]));
        strcpy(r->runs[r->n_runs++], name);
    }
    return LT_OK;
}

lt_status lt_road_runs(const lt_stage *stages, int n_stages, const lt_cli *cli, lt_road_report *report, char ***runs,
                       long *n) {
    road r = {.stages = stages, .n_stages = n_stages};
    const lt_status status = with_case(&r, cli, report, list_runs);
    *runs = r.runs;
    *n = r.n_runs;
    if (status == LT_OK) return LT_OK;
    lt_road_runs_free(r.runs, r.n_runs);
    *runs = NULL;
    *n = 0;
    return status;
}

void lt_road_runs_free(char **runs, long n) {
    for (long k = 0; k < n; k++) lt_free(runs[k]);
    lt_free(runs);
}
