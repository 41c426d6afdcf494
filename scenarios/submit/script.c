/* script.c - see script.h. */
#include "scenarios/submit/script.h"

#include "base/shell.h"
#include "scenarios/submit/launch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *lt_script_name(lt_member_kind kind) {
    static const char *const names[] = {"inputs", "runs", "finish"};
    return names[kind];
}

/* --- options --- */

static lt_status judge_letters(const char *option, const char *value, const char *letters, const char *expected) {
    if (!value || value[strspn(value, letters)] == '\0') return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("a bad value for --%s", option), .where = "command line",
                    .expected = expected, .found = lt_fmt("\"%s\"", value),
                    .todo = "correct the value, or leave the option out");
}

/* Seconds of a time as sbatch takes it: M, M:S, H:M:S, D-H, D-H:M, D-H:M:S; -1: none of these. */
static double seconds_of(const char *text) {
    double n[4] = {0};
    int end = 0;
    const bool days = strchr(text, '-') != NULL;
    const int given = days ? sscanf(text, "%lf-%lf%n:%lf%n:%lf%n", &n[0], &n[1], &end, &n[2], &end, &n[3], &end)
                           : sscanf(text, "%lf%n:%lf%n:%lf%n", &n[1], &end, &n[2], &end, &n[3], &end);
    if (given < 1 + days || text[end] != '\0') return -1;
    if (!days && given < 3) return 60 * n[1] + n[2];
    return 86400 * n[0] + 3600 * n[1] + 60 * n[2] + n[3];
}

/* A run that is told to stop as soon as it begins would not get far. */
static lt_status judge_grace(const lt_cli *cli) {
    const long grace = cli->grace > 0 ? cli->grace : LT_GRACE_S;
    const double limit = cli->time ? seconds_of(cli->time) : 0;
    if (!cli->time || limit > (double)grace) return LT_OK;
    if (limit < 0) return judge_letters("time", cli->time, "", "a time as 30 (minutes), 30:00, 12:00:00 or 2-12:00:00");
    return LT_RAISE(LT_ERR_USAGE, .what = "the time limit is over before a run is told of it", .where = "--time",
                    .expected = lt_fmt("more than %ld s, the --grace before its end", grace),
                    .found = lt_fmt("%.0f s", limit),
                    .todo = "a longer --time; or a shorter --grace, which an hour of the model must fit into");
}

lt_status lt_script_judge(const lt_cli *cli) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.,+@";
    LT_TRY(judge_letters("partition", cli->partition, plain, "letters, digits and _-.,+@"));
    LT_TRY(judge_letters("account", cli->account, plain, "letters, digits and _-.,+@"));
    LT_TRY(lt_launch_judge(cli));
    LT_TRY(judge_letters("time", cli->time, "0123456789-:", "a time as 30 (minutes), 12:00:00 or 2-12:00:00"));
    return judge_grace(cli);
}

/* --- text --- */

/* Runs of the wanted as sbatch lists them: "1-3,7". */
static void put_list(FILE *out, const lt_roster *roster, const bool *wanted) {
    bool first = true;
    for (long k = 1; k + 1 < roster->n; k++) {
        if (!wanted[k]) continue;
        const long begin = k;
        while (k + 2 < roster->n && wanted[k + 1]) k++;
        fprintf(out, k > begin ? "%s%ld-%ld" : "%s%ld", first ? "" : ",", begin, k);
        first = false;
    }
}

/* A path in a head: in quotes; % means something in names of logs. */
static void put_path(FILE *out, const char *folder, bool percent) {
    fputc('"', out);
    for (; *folder; folder++) {
        if (*folder == '"' || *folder == '\\') fputc('\\', out);
        fputc(*folder, out);
        if (*folder == '%' && percent) fputc('%', out);
    }
}

static void put_head(FILE *out, const lt_roster *roster, const lt_script_wish *wish, lt_member_kind kind) {
    const lt_cli *cli = wish->cli;
    fprintf(out, "#!/bin/bash\n# Written by lantian submit %s; it writes it again.\n", roster->version);
    fprintf(out, "#SBATCH --job-name=lantian-%s-%s\n", roster->case_id, lt_script_name(kind));
    if (kind == LT_MEMBER_RUN) {
        fputs("#SBATCH --array=", out);
        put_list(out, roster, wish->wanted);
        if (cli->at_once > 0) fprintf(out, "%%%ld", cli->at_once);
        fputc('\n', out);
    }
    if (kind == LT_MEMBER_RUN && cli->ranks > 1)
        fprintf(out, "#SBATCH --ntasks=%ld\n", cli->ranks);
    else
        fputs("#SBATCH --nodes=1\n#SBATCH --ntasks=1\n", out);
    fprintf(out, "#SBATCH --cpus-per-task=%ld\n", cli->threads > 0 ? cli->threads : 1);
    if (cli->partition) fprintf(out, "#SBATCH --partition=%s\n", cli->partition);
    if (cli->account) fprintf(out, "#SBATCH --account=%s\n", cli->account);
    if (cli->time) fprintf(out, "#SBATCH --time=%s\n", cli->time);
    fprintf(out, "#SBATCH --signal=B:USR1@%ld\n", cli->grace > 0 ? cli->grace : LT_GRACE_S);
    fputs("#SBATCH --requeue\n#SBATCH --open-mode=append\n#SBATCH --chdir=", out);
    put_path(out, roster->start_folder, false);
    fputs("\"\n#SBATCH --output=", out);
    put_path(out, roster->folder, true);
    fprintf(out, "/log_%s%s.txt\"\n", lt_script_name(kind), kind == LT_MEMBER_RUN ? "_%a" : "");
}

/* exec: the signal of the queue goes to the process of the script. */
static lt_status put_body(FILE *out, const lt_roster *roster, const lt_cli *cli, lt_member_kind kind) {
    char *words[LT_ROSTER_WORDS], *copy = strdup(roster->rows[0].command);
    int n = 0;
    if (!copy) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a script", .where = roster->folder);
    lt_status status = lt_shell_split(copy, roster->folder, words, LT_ROSTER_WORDS, &n);
    if (status == LT_OK) {
        if (kind == LT_MEMBER_RUN)
            fputs("\nmember=${SLURM_ARRAY_TASK_ID:-${1:?usage: bash runs.sh NUMBER, a member of plan.csv}}\n", out);
        fputs(kind == LT_MEMBER_RUN ? "exec " : "\nexec ", out);
        lt_shell_put(out, words[0]);
        fprintf(out, " submit --member %s --out ", kind == LT_MEMBER_RUN ? "\"$member\"" : lt_script_name(kind));
        lt_shell_put(out, roster->folder);
        if (cli->attempts > 0) fprintf(out, " --attempts %ld", cli->attempts);
        fputc('\n', out);
    }
    free(copy);
    return status;
}

lt_status lt_script_write(const lt_roster *roster, const lt_script_wish *wish, lt_member_kind kind, lt_outdir *dir,
                          char **text) {
    char *own = NULL;
    size_t size;
    FILE *out = open_memstream(&own, &size);
    lt_status status = LT_OK;
    if (out) {
        put_head(out, roster, wish, kind);
        status = put_body(out, roster, wish->cli, kind);
    }
    if (!out || fclose(out) != 0)
        status = LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a script", .where = roster->folder);
    if (status == LT_OK) status = lt_outdir_write_text(dir, lt_fmt("%s.sh", lt_script_name(kind)), own);
    if (status == LT_OK && text)
        *text = own;
    else
        free(own);
    return status;
}
