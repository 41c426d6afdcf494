/* submit.c - see submit.h. */
#include "scenarios/submit/submit.h"

#include "base/log.h"
#include "scenarios/submit/member.h"
#include "scenarios/submit/queue.h"
#include "scenarios/submit/runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A submission on its way: the plan of now, that of the last time, and how its members stand. */
typedef struct submission {
    const lt_cli *cli;
    lt_roster roster, last; /* last.n 0: none */
    lt_standing *standings; /* [roster.n], as they shall be written */
    bool *wanted;           /* [roster.n] */
    lt_outdir *dir;         /* OUT/submit, locked */
} submission;

/* --- what is left to do --- */

/* A damaged plan is none. */
static void read_last(submission *s) {
    if (!lt_path_exists(lt_fmt("%s/%s", lt_outdir_path(s->dir), LT_ROSTER_FILE))) return;
    if (lt_roster_read(lt_outdir_path(s->dir), &s->last) == LT_OK) return;
    lt_remark(LT_LOG_WARNING, "%s/%s cannot be read (%s): all members are planned anew", lt_outdir_path(s->dir),
              LT_ROSTER_FILE, lt_error_what());
    lt_error_clear();
}

/* Members of the last time that are at work, in a queue or by hand. */
static lt_status expect_none_at_work(const submission *s) {
    const lt_time now = (lt_time)time(NULL);
    lt_queue_ids ids;
    for (long k = 0; k < s->last.n; k++) {
        lt_standing standing;
        lt_standing_read(s->last.folder, k, &standing);
        if (standing.state != LT_RUNNING || lt_standing_is_lost(&standing, now)) continue;
        return LT_RAISE(LT_ERR_ENV, .what = "members of this case are at work", .where = s->last.folder,
                        .found = lt_fmt("%s: process %ld on %s", s->last.rows[k].run, standing.pid, standing.host),
                        .todo = "wait for them (`lantian status`), or end them first");
    }
    lt_queue_read(lt_outdir_path(s->dir), &ids);
    return lt_queue_expect_none(&ids);
}

/* Done the last time, from the same case by the same version. */
static bool is_done(const submission *s, long k, lt_standing *out) {
    for (long l = 0; l < s->last.n; l++) {
        if (strcmp(s->last.rows[l].run, s->roster.rows[k].run) != 0) continue;
        lt_standing_read(s->last.folder, l, out);
        return out->state == LT_DONE && lt_roster_same(&s->last, l, &s->roster, k);
    }
    return false;
}

/* The end is wanted when anything is. */
static lt_status choose(submission *s) {
    const long n = s->roster.n;
    bool any = false;
    LT_TRY(lt_calloc((size_t)n, sizeof *s->standings, &s->standings));
    LT_TRY(lt_calloc((size_t)n, sizeof *s->wanted, &s->wanted));
    for (long k = 0; k < n; k++) {
        lt_standing before = {0};
        const bool done = s->cli->resume && is_done(s, k, &before) && !(any && k == n - 1);
        s->wanted[k] = !done;
        any |= !done;
        s->standings[k] = done ? before : (lt_standing){0};
    }
    return LT_OK;
}

/* --- writing --- */

static lt_status write_standings(const submission *s) {
    for (long k = 0; k < s->roster.n; k++) LT_TRY(lt_standing_write(s->roster.folder, k, &s->standings[k]));
    for (long k = s->roster.n; k < s->last.n; k++) lt_standing_drop(s->roster.folder, k);
    return LT_OK;
}

static void kinds_of(const submission *s, bool wanted[3]) {
    wanted[0] = wanted[1] = wanted[2] = false;
    for (long k = 0; k < s->roster.n; k++) wanted[s->roster.rows[k].kind] |= s->wanted[k];
}

static lt_status write_scripts(const submission *s) {
    const lt_script_wish wish = {s->cli, s->wanted};
    bool wanted[3];
    kinds_of(s, wanted);
    for (int k = 0; k < 3; k++) {
        char *text = NULL;
        if (!wanted[k]) continue;
        LT_TRY(lt_script_write(&s->roster, &wish, (lt_member_kind)k, s->dir, s->cli->dry_run ? &text : NULL));
        if (text) lt_say("--- %s.sh\n%s\n", lt_script_name((lt_member_kind)k), text);
        free(text);
    }
    return LT_OK;
}

/* --- the three ways --- */

static long count_runs(const submission *s) {
    long n = 0;
    for (long k = 1; k + 1 < s->roster.n; k++) n += s->wanted[k];
    return n;
}

static lt_status say_dry(const submission *s) {
    const char *before = "";
    lt_member_kind of = LT_MEMBER_INPUTS;
    bool wanted[3];
    kinds_of(s, wanted);
    lt_say("--- to submit\n");
    for (int k = 0; k < 3; k++) {
        if (!wanted[k]) continue;
        lt_say("%s\n", lt_queue_line(&s->roster, (lt_member_kind)k, before, of));
        of = (lt_member_kind)k;
        before = lt_fmt("JOB_OF_%s", lt_script_name(of));
    }
    return LT_OK;
}

static lt_status send(const submission *s) {
    lt_queue_ids ids;
    bool wanted[3];
    kinds_of(s, wanted);
    LT_TRY(lt_queue_submit(&s->roster, wanted, &ids));
    LT_TRY(lt_queue_write(&ids, s->dir));
    lt_say("submitted:");
    if (wanted[0]) lt_say(" inputs %s,", ids.of[0]);
    if (wanted[1]) lt_say(" %ld model runs %s,", count_runs(s), ids.of[1]);
    lt_say(" finish %s\n", ids.of[2]);
    lt_say("how they stand: lantian status %s\n", s->roster.out);
    return LT_OK;
}

static lt_status run_here(const submission *s) {
    const lt_cli *cli = s->cli;
    LT_TRY(lt_queue_write(&(lt_queue_ids){0}, s->dir));
    LT_TRY(lt_runner_run(&s->roster, s->wanted, cli->attempts, cli->at_once, cli->threads, lt_cli_chinese(cli)));
    lt_say("results in %s\n", s->roster.out);
    return LT_OK;
}

static lt_status submit(submission *s) {
    read_last(s);
    LT_TRY(expect_none_at_work(s));
    LT_TRY(choose(s));
    if (!s->wanted[s->roster.n - 1]) {
        lt_say("%s: everything is done, results in %s\n", s->roster.case_id, s->roster.out);
        return LT_OK;
    }
    LT_TRY(lt_roster_write(&s->roster, s->dir));
    LT_TRY(write_standings(s));
    LT_TRY(write_scripts(s));
    if (s->cli->dry_run) return say_dry(s);
    return s->cli->local ? run_here(s) : send(s);
}

static lt_status judge(const lt_cli *cli) {
    if (cli->n_positional != 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "the command submit wants one case", .where = "command line",
                        .expected = "lantian submit CASE", .found = lt_fmt("%d names", cli->n_positional),
                        .todo = "name one case; submit again for the next");
    LT_TRY(lt_script_judge(cli));
    if (cli->local || cli->dry_run || lt_queue_is_there()) return LT_OK;
    return LT_RAISE(LT_ERR_ENV, .what = "there is no Slurm here", .where = "PATH", .found = "no command sbatch",
                    .todo = "--local runs the same scripts on this machine; --dry-run only writes them; or submit from "
                            "a machine of the cluster");
}

lt_status lt_submit_command(const lt_cli *cli, const lt_stage *stages, int n_stages) {
    if (cli->member && cli->n_positional == 0 && cli->out)
        return lt_member_run(stages, n_stages, cli->out, cli->member, cli->attempts);
    if (cli->member)
        return LT_RAISE(LT_ERR_USAGE, .what = "--member is for the scripts of a plan", .where = "command line",
                        .expected = "lantian submit --member N --out FOLDER", .found = "a case, or no --out",
                        .todo = "leave --member out");
    LT_TRY(judge(cli));
    submission s = {.cli = cli};
    LT_TRY(lt_roster_make(stages, n_stages, cli, &s.roster));
    lt_status status = lt_outdir_open(lt_fmt("%s/submit", s.roster.out), &s.dir);
    if (status == LT_OK) status = submit(&s);
    lt_free(s.standings);
    lt_free(s.wanted);
    lt_roster_free(&s.roster);
    lt_roster_free(&s.last);
    lt_outdir_close(s.dir);
    return status;
}
