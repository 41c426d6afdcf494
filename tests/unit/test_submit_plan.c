/* A submission on a road whose stages only count: the plan, the scripts, members in this process, a queue of stand-ins.
 */
#include "tests/support/files.h"
#include "tests/unit/test_road_fixture.h"

#include "base/log.h"
#include "scenarios/submit/member.h"
#include "scenarios/submit/outcome.h"
#include "scenarios/submit/overview.h"
#include "scenarios/submit/queue.h"
#include "scenarios/submit/submit.h"
#include "tests/support/words.h"

#include <time.h>

static lt_stage road[4];
static char said[16384], submit_path[300];

static void hear(const char *text) {
    const size_t used = strlen(said);
    snprintf(said + used, sizeof said - used, "%s", text);
}

static int begin(void **state) {
    memcpy(road, stages, sizeof road);
    road[2].apart = true;
    lt_log_set_sinks(hear, NULL);
    said[0] = '\0';
    const int status = set_up(state);
    cli.command = "submit";
    snprintf(submit_path, sizeof submit_path, "%s/submit", out_path);
    return status;
}

static lt_status submit(void) {
    said[0] = '\0';
    return lt_submit_command(&cli, road, 4);
}

static lt_status member(const char *name) {
    return lt_member_run(road, 4, submit_path, name, 0);
}

static lt_standing stands(long member_number) {
    lt_standing s;
    lt_standing_read(submit_path, member_number, &s);
    return s;
}

static char *text_of(const char *name) {
    char path[600];
    snprintf(path, sizeof path, "%s/%s", submit_path, name);
    char *text = files_read(path, NULL);
    if (!text) fail_msg("no %s", path);
    return text;
}

static void holds(const char *name, const char *const *words) {
    char *text = text_of(name);
    expect_said(text, words);
    free(text);
}
#define HOLDS(name, ...) holds((name), (const char *const[]){__VA_ARGS__, NULL})

static void the_plan_and_the_scripts(void **state) {
    (void)state;
    lt_roster back;
    cli.dry_run = true;
    cli.threads = 4;
    cli.partition = "long";
    cli.account = "air";
    cli.time = "2-12:00:00";
    cli.grace = 90;
    cli.at_once = 3;
    cli.attempts = 7;
    cli.days = 1;
    assert_int_equal(submit(), LT_OK);
    SAYS(said, "--- inputs.sh", "--- runs.sh", "--- finish.sh", "sbatch --parsable --dependency=afterok:JOB_OF_inputs",
         "sbatch --parsable --dependency=afterany:JOB_OF_runs");
    HOLDS("runs.sh", "#SBATCH --array=1-3%3\n", "#SBATCH --cpus-per-task=4\n", "#SBATCH --partition=long\n",
          "#SBATCH --account=air\n", "#SBATCH --time=2-12:00:00\n", "#SBATCH --signal=B:USR1@90\n",
          "#SBATCH --requeue\n", "#SBATCH --open-mode=append\n", "/log_runs_%a.txt\"\n", "exec ",
          " submit --member \"$member\" --out ", " --attempts 7\n");
    HOLDS("inputs.sh", "#SBATCH --job-name=lantian-tiny-inputs\n", " submit --member inputs --out ");
    assert_int_equal(lt_roster_read(submit_path, &back), LT_OK);
    assert_int_equal(back.n, 5); /* --days: the first period alone: base, noise, half-coal */
    assert_string_equal(back.rows[0].run, "inputs");
    assert_string_equal(back.rows[3].run, "half-coal/one");
    assert_string_equal(back.rows[4].run, "finish");
    assert_string_equal(back.version, lt_version());
    assert_string_equal(back.case_id, "tiny");
    SAYS(back.rows[0].command, " run ", " --days 1 ", " --jobs ", " --threads 4");
    SAYS(back.rows[3].command, " --only half-coal/one ", out_path);
    SAYS(back.rows[4].command, " --finished ");
    long k;
    assert_int_equal(lt_roster_find(&back, "2", &k), LT_OK);
    assert_int_equal(k, 2);
    assert_int_equal(lt_roster_find(&back, "half-coal/one", &k), LT_OK);
    assert_int_equal(k, 3);
    assert_int_equal(lt_roster_find(&back, "5", &k), LT_ERR_USAGE);
    EXPECT("from 0 to 4");
    assert_int_equal(lt_roster_check(&back), LT_OK);
    lt_roster_free(&back);
    assert_int_equal(n_up, 0); /* nothing has run */
    for (long m = 0; m < 5; m++) assert_int_equal(stands(m).state, LT_WAITING);
    cli.partition = "long;rm";
    assert_int_equal(submit(), LT_ERR_USAGE);
    EXPECT("--partition");
    cli.partition = NULL;
    cli.time = "1h";
    assert_int_equal(submit(), LT_ERR_USAGE);
    EXPECT("--time", "12:00:00");
}

/* A limit must leave time before the run is told of it. */
static void limits_and_grace(void **state) {
    (void)state;
    static const struct {
        const char *time;
        long grace; /* 0: 300 s */
        bool good;
    } given[] = {{"6", 0, true},
                 {"5", 0, false},
                 {"5:01", 0, true},
                 {"4:59", 0, false},
                 {"0:05:01", 0, true},
                 {"00:05:00", 0, false},
                 {"0-1", 0, true},
                 {"0-0:5", 0, false},
                 {"0-0:5", 299, true},
                 {"1-00:00:00", 86400, false},
                 {"1-00:00:01", 86400, true},
                 {"1:2:3:4", 0, false},
                 {"-", 0, false},
                 {"12:", 0, false},
                 {"1-", 0, false}};
    cli.dry_run = true;
    for (size_t k = 0; k < sizeof given / sizeof *given; k++) {
        cli.time = given[k].time;
        cli.grace = given[k].grace;
        const lt_status status = submit();
        if (status != (given[k].good ? LT_OK : LT_ERR_USAGE)) fail_msg("--time %s: %d", cli.time, status);
        if (status != LT_OK) EXPECT("--time");
    }
}

/* Members one by one, as the scripts start them: the bits of the run that does all by itself. */
static void members_make_the_case(void **state) {
    (void)state;
    char other[300];
    snprintf(other, sizeof other, "%s/serial", folder);
    cli.out = other;
    assert_int_equal(lt_road_run(road, 4, &cli, NULL), LT_OK);
    char *serial = files_bits(other);
    cli.out = out_path;
    cli.dry_run = true;
    assert_int_equal(submit(), LT_OK);
    assert_int_equal(member("1"), LT_ERR_INPUT); /* nothing has been prepared */
    SAYS(stands(1).text, "bad input: what the run stands on has not been made", "to do:");
    assert_int_equal(stands(1).state, LT_FAILED);
    assert_int_equal(stands(1).code, 2);
    assert_int_equal(member("inputs"), LT_OK);
    for (int m = 1; m <= 5; m++) assert_int_equal(member(lt_fmt("%d", m)), LT_OK);
    assert_int_equal(stands(1).state, LT_DONE);
    assert_int_equal(stands(1).attempt, 2);
    assert_int_equal(member("finish"), LT_ERR_INPUT);
    SAYS(stands(7).text, "1 of 6 model runs are not finished", "half-coal/two");
    assert_true(there("down_base_one.txt")); /* what is finished was taken */
    assert_false(there("end.txt"));
    assert_int_equal(member("6"), LT_OK);
    assert_int_equal(member("finish"), LT_OK);
    char *bits = files_bits(out_path);
    assert_string_equal(bits, serial);
    free(bits);
    free(serial);
    lt_cli ask = {.command = "status", .positional = {out_path}, .n_positional = 1};
    said[0] = '\0';
    assert_int_equal(lt_overview_command(&ask), LT_OK);
    SAYS(said, "tiny: 6 model runs: 6 done", "half-coal/two", "start 2");
    ask.lang = "zh";
    assert_int_equal(lt_overview_command(&ask), LT_OK);
    SAYS(said, "6 个模式运行", "完成");
}

/* A run that is killed each time: three starts and no more; a fault of a run: one start. */
static void what_fails_is_not_repeated(void **state) {
    (void)state;
    cli.dry_run = true;
    assert_int_equal(submit(), LT_OK);
    assert_int_equal(member("inputs"), LT_OK);
    down_fails = true;
    assert_int_equal(member("1"), LT_ERR_INPUT);
    assert_int_equal(stands(1).state, LT_FAILED);
    assert_string_equal(stands(1).error, "bad input: made to fail");
    down_killed = true;
    assert_int_equal(member("2"), LT_ERR_STOPPED);
    assert_int_equal(member("2"), LT_ERR_STOPPED);
    assert_int_equal(stands(2).state, LT_STOPPED);
    assert_int_equal(member("2"), LT_ERR_ENV);
    assert_int_equal(stands(2).state, LT_FAILED);
    lt_cli ask = {.command = "status", .positional = {out_path}, .n_positional = 1, .json = true};
    said[0] = '\0';
    assert_int_equal(lt_overview_command(&ask), LT_OK);
    SAYS(said, "lantian-status-1", "\"failed\":\t2", "\"waiting\":\t4", "made to fail", "signal 9");
    ask.json = false;
    assert_int_equal(lt_overview_command(&ask), LT_OK);
    SAYS(said, "2 failed", "bad input: made to fail", "--resume goes on");
    /* mended: only what is not done */
    down_fails = down_killed = false;
    assert_int_equal(member("3"), LT_OK);
    cli.resume = true;
    cli.threads = 2; /* no reason to run anything again */
    assert_int_equal(submit(), LT_OK);
    SAYS(said, "#SBATCH --array=1-2,4-6\n");
    assert_null(strstr(said, "inputs.sh"));
    assert_null(strstr(said, "afterok"));
    assert_int_equal(stands(3).state, LT_DONE);
    assert_int_equal(stands(2).state, LT_WAITING);
    assert_int_equal(stands(2).attempt, 0);
}

static void replace_in(const char *name, const char *from, const char *to) {
    char path[600], *text = text_of(name);
    snprintf(path, sizeof path, "%s/%s", submit_path, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_non_null(strstr(text, from));
    for (char *p = text, *at; p; p = at) {
        at = strstr(p, from);
        fprintf(file, "%.*s%s", at ? (int)(at - p) : (int)strlen(p), p, at ? to : "");
        if (at) at += strlen(from);
    }
    fclose(file);
    free(text);
}

static void another_version_or_case_is_refused(void **state) {
    (void)state;
    cli.dry_run = true;
    assert_int_equal(submit(), LT_OK);
    assert_int_equal(member("inputs"), LT_OK);
    assert_int_equal(member("1"), LT_OK);
    replace_in(LT_ROSTER_FILE, lt_version(), "0.0.9+gold");
    BAD_INPUT(member("2"), "another version", "0.0.9+gold", lt_version(), "--resume");
    assert_int_equal(stands(2).state, LT_FAILED);
    SAYS(stands(2).text, "another version", "0.0.9+gold");
    assert_int_equal(n_down, 0); /* all in children, this one in none */
    replace_in(LT_ROSTER_FILE, "0.0.9+gold", lt_version());
    FILE *file = fopen(case_path, "a");
    assert_non_null(file);
    fputs("# a word more\n", file);
    fclose(file);
    BAD_INPUT(member("2"), "was changed", "case.yaml");
    SAYS(stands(2).error, "was changed");
    cli.resume = true;
    assert_int_equal(submit(), LT_OK); /* all is asked again */
    SAYS(said, "#SBATCH --array=1-6\n", "inputs.sh");
    assert_int_equal(member("inputs"), LT_OK);
    assert_int_equal(member("2"), LT_OK);
}

static void damaged_plans_and_bad_requests(void **state) {
    (void)state;
    cli.dry_run = true;
    assert_int_equal(submit(), LT_OK);
    replace_in(LT_ROSTER_FILE, "3,run,", "3,finish,");
    BAD_INPUT(member("2"), "plan.csv:5", "kind");
    replace_in(LT_ROSTER_FILE, "3,finish,", "4,run,");
    BAD_INPUT(member("2"), "plan.csv:5");
    lt_cli ask = {.command = "status", .positional = {folder}, .n_positional = 1};
    assert_int_not_equal(lt_overview_command(&ask), LT_OK);
    cli.resume = true;
    assert_int_equal(submit(), LT_OK); /* a plan of its own in place of the damaged one */
    SAYS(said, "#SBATCH --array=1-6\n");
    assert_int_equal(member("inputs"), LT_OK);
    cli.member = "1";
    assert_int_equal(submit(), LT_ERR_USAGE);
    cli.member = NULL;
    cli.n_positional = 0;
    assert_int_equal(submit(), LT_ERR_USAGE);
}

/* A member that is at work elsewhere is not started twice; its job's next start is. */
static void one_start_at_a_time(void **state) {
    (void)state;
    cli.dry_run = true;
    assert_int_equal(submit(), LT_OK);
    assert_int_equal(member("inputs"), LT_OK);
    lt_standing s = {0};
    lt_standing_begin(&s, (lt_time)time(NULL));
    strcpy(s.host, "node7");
    strcpy(s.job, "12_1");
    assert_int_equal(lt_standing_write(submit_path, 1, &s), LT_OK);
    assert_int_equal(member("1"), LT_ERR_ENV);
    EXPECT("node7", "12_1");
    assert_int_equal(stands(1).state, LT_RUNNING);
    cli.resume = true;
    assert_int_equal(submit(), LT_ERR_ENV);
    EXPECT("at work", "base/one", "node7");
    setenv("SLURM_JOB_ID", "15", 1);
    setenv("SLURM_ARRAY_JOB_ID", "12", 1);
    setenv("SLURM_ARRAY_TASK_ID", "1", 1);
    assert_int_equal(member("1"), LT_OK);
    assert_int_equal(stands(1).attempt, 2);
    unsetenv("SLURM_JOB_ID");
    unsetenv("SLURM_ARRAY_JOB_ID");
    unsetenv("SLURM_ARRAY_TASK_ID");
}

/* --- a queue of stand-ins --- */

static char tools[200], *old_path;

static void tool(const char *name, const char *body) {
    char path[300], text[1024];
    snprintf(path, sizeof path, "%s/%s", tools, name);
    snprintf(text, sizeof text, "#!/bin/sh\necho \"%s $*\" >>'%s/calls'\n%s\n", name, tools, body);
    write_file(path, text);
    assert_int_equal(chmod(path, 0755), 0);
}

static int begin_with_queue(void **state) {
    const int status = begin(state);
    snprintf(tools, sizeof tools, "%s/tools", folder);
    assert_int_equal(mkdir(tools, 0755), 0);
    old_path = strdup(getenv("PATH"));
    return status;
}

static int end_with_queue(void **state) {
    setenv("PATH", old_path, 1);
    free(old_path);
    unsetenv("SLURM_JOB_ID");
    return tear_down(state);
}

static void use_tools(bool others) {
    char path[4096];
    snprintf(path, sizeof path, "%s%s%s", tools, others ? ":" : "", others ? old_path : "");
    setenv("PATH", path, 1);
}

static char *calls(void) {
    char path[300];
    snprintf(path, sizeof path, "%s/calls", tools);
    return files_read(path, NULL);
}

static void without_a_queue_it_names_the_other_way(void **state) {
    (void)state;
    use_tools(false);
    assert_int_equal(submit(), LT_ERR_ENV);
    EXPECT("no command sbatch", "--local");
    assert_false(there("submit"));
}

static void what_is_said_to_the_queue(void **state) {
    (void)state;
    tool("sbatch", "case $* in *finish*) echo 43 ;; *runs*) echo '42;cluster' ;; *) echo Welcome; echo 41 ;; esac");
    tool("squeue", "exit 1");
    use_tools(true);
    assert_int_equal(submit(), LT_OK);
    SAYS(said, "submitted: inputs 41, 6 model runs 42, finish 43", "lantian status");
    char *text = calls();
    SAYS(text, "sbatch --parsable /", "/inputs.sh\n",
         "sbatch --parsable --dependency=afterok:41 --kill-on-invalid-dep=yes /", "/runs.sh\n",
         "sbatch --parsable --dependency=afterany:42 /", "/finish.sh\n");
    free(text);
    HOLDS(LT_QUEUE_FILE, "inputs,41\nruns,42\nfinish,43\n");
    lt_cli ask = {.command = "status", .positional = {out_path}, .n_positional = 1};
    said[0] = '\0';
    assert_int_equal(lt_overview_command(&ask), LT_OK);
    SAYS(said, "6 waiting", "job 42", "job 43");
    tool("squeue", "echo 42_[1-6]; echo 43"); /* they wait still */
    assert_int_equal(submit(), LT_ERR_ENV);
    EXPECT("still in the queue", "42_[1-6] 43", "scancel 41,42,43");
}

static void a_refused_job_takes_the_others_with_it(void **state) {
    (void)state;
    tool("sbatch", "case $* in *runs*) echo 'sbatch: error: invalid partition specified: x' >&2; exit 1 ;; *) echo 41 "
                   ";; esac");
    tool("scancel", "");
    use_tools(true);
    assert_int_equal(submit(), LT_ERR_ENV);
    EXPECT("runs.sh", "invalid partition", "--partition");
    char *text = calls();
    SAYS(text, "scancel 41\n");
    free(text);
}

/* Killed in a queue: the job goes back; it does not where the run failed; a queue that refuses is told of. */
static void a_killed_job_goes_back(void **state) {
    (void)state;
    cli.dry_run = true;
    assert_int_equal(submit(), LT_OK);
    tool("scontrol", "");
    use_tools(true);
    setenv("SLURM_JOB_ID", "77", 1);
    assert_int_equal(member("inputs"), LT_OK);
    down_fails = true;
    assert_int_equal(member("2"), LT_ERR_INPUT);
    char *text = calls();
    assert_null(text);
    down_killed = true;
    assert_int_equal(member("1"), LT_ERR_STOPPED);
    text = calls();
    assert_string_equal(text, "scontrol requeue 77\n");
    free(text);
    tool("scontrol", "echo 'slurm_requeue error: Access denied' >&2; exit 1");
    assert_int_equal(member("1"), LT_ERR_STOPPED);
    SAYS(stands(1).text, "could not be put back", "Access denied");
    assert_int_equal(member("1"), LT_ERR_ENV);
    assert_int_equal(stands(1).state, LT_FAILED);
    text = calls();
    const char *first = strstr(text, "scontrol"), *second = strstr(first + 1, "scontrol");
    assert_non_null(second);
    assert_null(strstr(second + 1, "scontrol")); /* what failed stays out */
    free(text);
}

/* Told to stop where no hour of the model is computed: the job goes back, and that is no death however often; where its
 * user ended it, it does not go back. */
static void told_to_stop_outside_of_hours(void **state) {
    (void)state;
    cli.dry_run = true;
    assert_int_equal(submit(), LT_OK);
    tool("scontrol", "");
    use_tools(true);
    setenv("SLURM_JOB_ID", "77", 1);
    assert_int_equal(member("inputs"), LT_OK);
    down_fails = true;
    down_told = SIGUSR1;
    for (int n = 1; n <= LT_DEATHS + 1; n++) {
        assert_int_equal(member("1"), LT_ERR_STOPPED);
        assert_int_equal(stands(1).state, LT_STOPPED);
        assert_int_equal(stands(1).deaths, 0);
        assert_int_equal(stands(1).attempt, n);
    }
    SAYS(stands(1).text, "told to stop by signal 10", "outside of the hours");
    char *text = calls();
    const size_t length = strlen("scontrol requeue 77\n");
    assert_int_equal(strlen(text), (LT_DEATHS + 1) * length);
    free(text);
    down_told = SIGTERM;
    assert_int_equal(member("1"), LT_ERR_STOPPED);
    assert_int_equal(stands(1).state, LT_STOPPED);
    text = calls();
    assert_int_equal(strlen(text), (LT_DEATHS + 1) * length);
    free(text);
    down_told = 0;
    down_fails = false;
    assert_int_equal(member("1"), LT_OK);
}

/* A queue that is away for a moment is asked again; one that stays away is not taken for empty. */
static void a_queue_that_does_not_answer(void **state) {
    (void)state;
    lt_standing s = {0};
    lt_cli ask = {.command = "status", .positional = {out_path}, .n_positional = 1};
    tool("sbatch", "case $* in *finish*) echo 43 ;; *runs*) echo 42 ;; *) echo 41 ;; esac");
    use_tools(true);
    assert_int_equal(submit(), LT_OK);
    tool("squeue", "echo 'slurm_load_jobs error: Unable to contact slurm controller' >&2; exit 1");
    assert_int_equal(submit(), LT_ERR_ENV);
    EXPECT("squeue does not answer", "Unable to contact", "queue.csv");
    /* silent for long: lost only where the queue says that its job is gone */
    lt_standing_begin(&s, (lt_time)time(NULL) - 1000);
    strcpy(s.host, "node7");
    strcpy(s.job, "42_3");
    assert_int_equal(lt_standing_write(submit_path, 3, &s), LT_OK);
    said[0] = '\0';
    assert_int_equal(lt_overview_command(&ask), LT_OK);
    SAYS(said, "1 running", "sign of life 16 min", "is not known: squeue does not answer");
    assert_null(strstr(said, "lost"));
    /* away twice, then there */
    tool("squeue", "n=$(cat \"${0%/*}/n\" 2>/dev/null || echo 0); "
                   "echo $((n + 1)) >\"${0%/*}/n\"; test $n -ge 2 || exit 1; echo 42_3; echo 43");
    said[0] = '\0';
    assert_int_equal(lt_overview_command(&ask), LT_OK);
    SAYS(said, "1 running", "sign of life");
    assert_null(strstr(said, "does not answer"));
    tool("squeue", "echo 42_30; echo 142_3");
    said[0] = '\0';
    assert_int_equal(lt_overview_command(&ask), LT_OK);
    SAYS(said, "1 lost");
    tool("squeue", "echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1"); /* gone for long */
    cli.dry_run = true;
    assert_int_equal(submit(), LT_OK);
}

/* --- ranks: a stand-in for lantian-mpi beside this program, and for what starts it --- */

static void beside(char path[4200]) {
    char self[4096];
    const ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    assert_true(n > 0);
    self[n] = '\0';
    snprintf(path, 4200, "%.*s/lantian-mpi", (int)(strrchr(self, '/') - self), self);
}

static int begin_with_ranks(void **state) {
    char path[4200];
    beside(path);
    unlink(path);
    return begin_with_queue(state);
}

static int end_with_ranks(void **state) {
    char path[4200];
    beside(path);
    unlink(path);
    return end_with_queue(state);
}

static void submit_on_two(void) {
    char path[4200];
    beside(path);
    write_file(path, "");
    assert_int_equal(chmod(path, 0755), 0);
    tool("mpirun", "exit 1");
    use_tools(true);
    cli.dry_run = true;
    cli.ranks = 2;
    cli.threads = 3;
    cli.layout = "1x2";
    cli.nest_layout = "1x1";
    assert_int_equal(submit(), LT_OK);
}

static void a_plan_of_ranks(void **state) {
    (void)state;
    lt_roster alone, two;
    cli.dry_run = true;
    cli.ranks = 2;
    assert_int_equal(submit(), LT_ERR_ENV);
    EXPECT("was not built", "lantian-mpi", "-DLT_MPI=ON");
    cli.ranks = 0;
    assert_int_equal(submit(), LT_OK);
    assert_int_equal(lt_roster_read(submit_path, &alone), LT_OK);
    submit_on_two();
    HOLDS("runs.sh", "#SBATCH --ntasks=2\n#SBATCH --cpus-per-task=3\n");
    HOLDS("inputs.sh", "#SBATCH --nodes=1\n#SBATCH --ntasks=1\n#SBATCH --cpus-per-task=3\n");
    char *text = text_of("runs.sh");
    assert_null(strstr(text, "--nodes"));
    free(text);
    assert_int_equal(lt_roster_read(submit_path, &two), LT_OK);
    assert_int_equal(two.rows[0].ranks, 1);
    assert_int_equal(two.rows[1].ranks, 2);
    SAYS(two.rows[1].command, "/lantian-mpi model ", " --only base/one --threads 3 --layout 1x2 --nest-layout 1x1");
    SAYS(two.rows[0].command, " run ", " --jobs --threads 3");
    for (long k = 0; k < two.n; k++) assert_true(lt_roster_same(&alone, k, &two, k));
    assert_false(lt_roster_same(&alone, 1, &two, 2));
    lt_roster_free(&alone);
    lt_roster_free(&two);
    lt_cli ask = {.command = "status", .positional = {out_path}, .n_positional = 1};
    said[0] = '\0';
    assert_int_equal(lt_overview_command(&ask), LT_OK);
    SAYS(said, "6 model runs on 2 ranks each: 6 waiting");
    cli.nest_layout = "1x3";
    assert_int_equal(submit(), LT_ERR_USAGE);
    EXPECT("--nest-layout", "1x3");
    cli.nest_layout = NULL;
    cli.layout = "1x3";
    assert_int_equal(submit(), LT_ERR_USAGE);
    EXPECT("--layout", "1x3");
    cli.layout = NULL;
    cli.output = "parallel";
    assert_int_equal(submit(), LT_OK);
    HOLDS(LT_ROSTER_FILE, " --threads 3 --output parallel");
    cli.ranks = 1;
    assert_int_equal(submit(), LT_ERR_USAGE);
    EXPECT("--output", "no --ranks");
    cli.layout = "1x2";
    assert_int_equal(submit(), LT_ERR_USAGE);
    EXPECT("--layout", "no --ranks");
}

/* What ranks say in their report, and how their launcher ends: what becomes of the member. */
static void how_ranks_end(void **state) {
    (void)state;
    static const char report[] = "printf '%s' >'%s/ranks/member_0001.json'; exit %d";
    static const struct {
        const char *says;
        int code;
        lt_standing_state state;
        long deaths;
        const char *text;
    } ends[] = {
        {NULL, 137, LT_STOPPED, 1, "ended by signal 9"},
        {NULL, 143, LT_STOPPED, 2, "ended by signal 9"}, /* one killed, the others told to end */
        {"{\"state\":\"stopped\",\"text\":\"stopped: told\"}", 3, LT_STOPPED, 0, "stopped: told"},
        {NULL, 7, LT_FAILED, 0, "SLURM_MPI_TYPE=pmix"},
        {"{\"state\":\"failed\",\"code\":3,\"text\":\"environment: disk full\"}", 137, LT_FAILED, 0, "disk full"},
        {"{\"state\":\"running\",\"at\":\"3/4 h\"}", 137, LT_STOPPED, 1, "ended by signal 9"},
        {"{\"state\":\"done\"}", 0, LT_DONE, 0, ""}};
    char body[1024], reports[400];
    submit_on_two();
    assert_int_equal(member("inputs"), LT_OK);
    snprintf(reports, sizeof reports, "%s/ranks", submit_path);
    assert_int_equal(mkdir(reports, 0755), 0);
    for (size_t n = 0; n < sizeof ends / sizeof *ends; n++) {
        if (ends[n].says)
            snprintf(body, sizeof body, report, ends[n].says, submit_path, ends[n].code);
        else
            snprintf(body, sizeof body, "exit %d", ends[n].code);
        tool("mpirun", body);
        (void)member("1");
        const lt_standing s = stands(1);
        if (s.state != ends[n].state || s.deaths != ends[n].deaths)
            fail_msg("end %zu: %s, %ld deaths: %s", n, lt_standing_word(s.state, false, false), s.deaths, s.text);
        SAYS(s.text, ends[n].text);
    }
    char *text = calls();
    SAYS(text, "mpirun -n 2 /", "/lantian-mpi model ",
         " --only base/one --threads 3 --layout 1x2 --nest-layout 1x1 --member 1\n");
    free(text);
    setenv("SLURM_JOB_ID", "77", 1); /* inside of a job; and what cannot be started says so */
    tool("srun", "exit 0");
    (void)member("2");
    text = calls();
    SAYS(text, "srun --kill-on-bad-exit=1 --ntasks 2 --cpus-per-task 3 /", "/lantian-mpi model ", " --member 2\n");
    free(text);
    unsetenv("SLURM_JOB_ID");
    use_tools(false);
    snprintf(body, sizeof body, "%s/mpirun", tools);
    assert_int_equal(unlink(body), 0);
    assert_int_equal(member("3"), LT_ERR_ENV);
    SAYS(stands(3).text, "mpirun could not be started", "--ranks");
}

/* Told to stop: what starts ranks is told, again and again, until it ends. */
static void ranks_are_told_to_stop(void **state) {
    (void)state;
    char body[256];
    submit_on_two();
    assert_int_equal(member("inputs"), LT_OK);
    snprintf(body, sizeof body, "trap 'exit 138' USR1; kill -USR1 $PPID; for k in 1 2 3 4 5 6 7 8 9; do sleep 1; done");
    tool("mpirun", body);
    assert_int_equal(member("1"), LT_ERR_STOPPED);
    assert_int_equal(stands(1).state, LT_STOPPED);
    assert_int_equal(stands(1).deaths, 0);
    SAYS(stands(1).text, "outside of the hours");
}

int main(void) {
#define ON_A_ROAD(test) cmocka_unit_test_setup_teardown(test, begin, tear_down)
#define IN_A_QUEUE(test) cmocka_unit_test_setup_teardown(test, begin_with_queue, end_with_queue)
#define ON_RANKS(test) cmocka_unit_test_setup_teardown(test, begin_with_ranks, end_with_ranks)
    const struct CMUnitTest tests[] = {ON_A_ROAD(the_plan_and_the_scripts),
                                       ON_A_ROAD(limits_and_grace),
                                       ON_A_ROAD(members_make_the_case),
                                       ON_A_ROAD(what_fails_is_not_repeated),
                                       ON_A_ROAD(another_version_or_case_is_refused),
                                       ON_A_ROAD(damaged_plans_and_bad_requests),
                                       ON_A_ROAD(one_start_at_a_time),
                                       IN_A_QUEUE(without_a_queue_it_names_the_other_way),
                                       IN_A_QUEUE(what_is_said_to_the_queue),
                                       IN_A_QUEUE(a_refused_job_takes_the_others_with_it),
                                       IN_A_QUEUE(a_killed_job_goes_back),
                                       IN_A_QUEUE(told_to_stop_outside_of_hours),
                                       IN_A_QUEUE(a_queue_that_does_not_answer),
                                       ON_RANKS(a_plan_of_ranks),
                                       ON_RANKS(how_ranks_end),
                                       ON_RANKS(ranks_are_told_to_stop)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
