/* overview.c - see overview.h. */
#include "scenarios/submit/overview.h"

#include "base/json.h"
#include "base/log.h"
#include "base/pad.h"
#include "scenarios/submit/queue.h"
#include "scenarios/submit/standing.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LOST = LT_N_STANDINGS, N_COUNTS };

typedef struct overview {
    lt_roster roster;
    lt_standing *rows;     /* [roster.n] */
    bool *lost;            /* [roster.n] */
    long counts[N_COUNTS]; /* of the model runs, by state; lost ones apart */
    lt_time now;
    lt_queue_ids ids;
    char no_answer[80]; /* "squeue does not answer", where members are silent */
} overview;

/* A silent member whose job is in the queue is not lost, nor one of which the queue does not say so. */
static void ask_queue(overview *o) {
    char *jobs;
    bool any = false;
    for (long k = 0; k < o->roster.n; k++) any |= o->lost[k] && o->rows[k].job[0];
    if (!any) return;
    const lt_status status = lt_queue_ask(&o->ids, &jobs);
    if (status != LT_OK) {
        snprintf(o->no_answer, sizeof o->no_answer, "%s", lt_error_what());
        lt_error_clear();
    }
    for (long k = 0; k < o->roster.n; k++)
        if (o->lost[k] && o->rows[k].job[0]) o->lost[k] = status == LT_OK && !lt_queue_has(jobs, o->rows[k].job);
    if (status == LT_OK) lt_free(jobs);
}

static lt_status read_overview(const char *folder, overview *o) {
    *o = (overview){.now = (lt_time)time(NULL)};
    LT_TRY(lt_roster_read(folder, &o->roster));
    LT_TRY(lt_calloc((size_t)o->roster.n, sizeof *o->rows, &o->rows));
    LT_TRY(lt_calloc((size_t)o->roster.n, sizeof *o->lost, &o->lost));
    lt_queue_read(o->roster.folder, &o->ids);
    for (long k = 0; k < o->roster.n; k++) {
        lt_standing_read(o->roster.folder, k, &o->rows[k]);
        o->lost[k] = lt_standing_is_lost(&o->rows[k], o->now);
    }
    ask_queue(o);
    for (long k = 0; k < o->roster.n; k++)
        if (o->roster.rows[k].kind == LT_MEMBER_RUN) o->counts[o->lost[k] ? LOST : (int)o->rows[k].state]++;
    return LT_OK;
}

static void free_overview(overview *o) {
    lt_roster_free(&o->roster);
    lt_free(o->rows);
    lt_free(o->lost);
}

/* --- for people --- */

/* "1 h 02 min", "3 min 05 s", "12 s" through lt_fmt. */
static const char *duration(double seconds) {
    const long s = seconds > 0 ? (long)(seconds + 0.5) : 0;
    if (s >= 3600) return lt_fmt("%ld h %02ld min", s / 3600, s / 60 % 60);
    return s >= 60 ? lt_fmt("%ld min %02ld s", s / 60, s % 60) : lt_fmt("%ld s", s);
}

static const char *word_of(int state, bool zh) {
    return lt_standing_word(state == LOST ? LT_RUNNING : (lt_standing_state)state, state == LOST, zh);
}

static void say_head(const overview *o, bool zh) {
    static const int order[] = {LT_DONE, LT_RUNNING, LT_STOPPED, LOST, LT_WAITING, LT_FAILED};
    const char *between = "";
    const long ranks = o->roster.n > 2 ? o->roster.rows[1].ranks : 1;
    const char *each = ranks > 1 ? lt_fmt(zh ? "，各 %ld 个进程" : " on %ld ranks each", ranks) : "";
    lt_say(zh ? "%s：%ld 个模式运行%s：" : "%s: %ld model runs%s: ", o->roster.case_id, o->roster.n - 2, each);
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        if (o->counts[order[k]] == 0) continue;
        lt_say(zh ? "%s%ld %s" : "%s%ld %s", between, o->counts[order[k]], word_of(order[k], zh));
        between = zh ? "，" : ", ";
    }
    lt_say("\n");
}

static const char *notes_of(const overview *o, long k, bool zh) {
    const lt_standing *s = &o->rows[k];
    const char *queue = o->ids.of[o->roster.rows[k].kind];
    const char *starts = s->attempt > 1 ? lt_fmt(zh ? "，第 %ld 次启动" : ", start %ld", s->attempt) : "";
    const char *job = s->job[0] ? lt_fmt(zh ? "，作业 %s" : ", job %s", s->job) : "";
    if (s->state == LT_WAITING && k > 0 && o->rows[0].state == LT_FAILED)
        return zh ? "输入制备失败，未启动" : "does not begin: its inputs failed";
    if (s->state == LT_WAITING) return queue[0] ? lt_fmt(zh ? "作业 %s" : "job %s", queue) : s->error;
    if (s->state == LT_DONE) return lt_fmt("%s, %s%s%s", duration(s->seconds), s->host, job, starts);
    if (s->state != LT_RUNNING) return lt_fmt("%s", s->error);
    return lt_fmt(zh ? "%s%s%s%s%s，%s 前有消息" : "%s%s%s%s%s, sign of life %s ago", s->at, s->at[0] ? "  " : "",
                  s->host, job, starts, duration((double)(o->now - s->heartbeat)));
}

/* The whole of an error, its lines set in. */
static void say_text(const char *text) {
    while (*text) {
        const size_t n = strcspn(text, "\n");
        lt_say("    %.*s\n", (int)n, text);
        text += n + (text[n] == '\n');
    }
}

static void say_what_next(const overview *o, bool zh) {
    const long left = o->counts[LOST] + o->counts[LT_STOPPED] + o->counts[LT_FAILED];
    const bool ended = o->rows[o->roster.n - 1].state == LT_FAILED || o->rows[0].state == LT_FAILED;
    if (left == 0 && !ended) return;
    lt_say(
        zh ? "失败、失联或已暂停的成员：排除原因后，用原来的 submit 命令加 --resume 继续\n"
           : "what failed, was lost or stopped: mend the cause, then the same submit command with --resume goes on\n");
}

static void say_overview(const overview *o, bool zh) {
    int width = 8;
    for (long k = 0; k < o->roster.n; k++)
        if ((int)strlen(o->roster.rows[k].run) > width) width = (int)strlen(o->roster.rows[k].run);
    if (width > 60) width = 60;
    say_head(o, zh);
    for (long k = 0; k < o->roster.n; k++) {
        lt_say("  %-*s  %s  %s\n", width, o->roster.rows[k].run,
               lt_pad(lt_standing_word(o->rows[k].state, o->lost[k], zh), 8), notes_of(o, k, zh));
        if (o->rows[k].state == LT_FAILED) say_text(o->rows[k].text);
    }
    if (o->no_answer[0])
        lt_say(zh ? "无法确定无消息的成员是否仍在运行：%s\n" : "whether silent members still run is not known: %s\n",
               o->no_answer);
    say_what_next(o, zh);
}

/* --- for programs --- */

static void add_time(cJSON *item, const char *key, lt_time t) {
    char text[24];
    lt_time_iso(t, text);
    if (t > 0)
        cJSON_AddStringToObject(item, key, text);
    else
        cJSON_AddNullToObject(item, key);
}

static void add_member(cJSON *list, const overview *o, long k) {
    const lt_standing *s = &o->rows[k];
    const char *queue = o->ids.of[o->roster.rows[k].kind];
    cJSON *item = lt_json_add_item(list);
    cJSON_AddNumberToObject(item, "member", (double)k);
    cJSON_AddStringToObject(item, "run", o->roster.rows[k].run);
    cJSON_AddNumberToObject(item, "ranks", (double)o->roster.rows[k].ranks);
    cJSON_AddStringToObject(item, "state", lt_standing_word(s->state, o->lost[k], false));
    cJSON_AddStringToObject(item, "job", s->job[0] ? s->job : queue);
    cJSON_AddStringToObject(item, "host", s->host);
    cJSON_AddNumberToObject(item, "attempt", (double)s->attempt);
    cJSON_AddNumberToObject(item, "seconds", s->seconds);
    add_time(item, "begun", s->begun);
    add_time(item, "heartbeat", s->heartbeat);
    add_time(item, "ended", s->ended);
    cJSON_AddStringToObject(item, "at", s->at);
    cJSON_AddStringToObject(item, "error", s->error);
    cJSON_AddStringToObject(item, "text", s->text);
}

static void add_overview(cJSON *list, const overview *o) {
    cJSON *item = lt_json_add_item(list);
    cJSON_AddStringToObject(item, "case", o->roster.case_id);
    cJSON_AddStringToObject(item, "folder", o->roster.folder);
    cJSON_AddStringToObject(item, "version", o->roster.version);
    cJSON_AddStringToObject(item, "no_answer", o->no_answer);
    cJSON *counts = cJSON_AddObjectToObject(item, "runs");
    for (int c = 0; c < N_COUNTS; c++) cJSON_AddNumberToObject(counts, word_of(c, false), (double)o->counts[c]);
    cJSON *members = cJSON_AddArrayToObject(item, "members");
    for (long k = 0; k < o->roster.n; k++) add_member(members, o, k);
}

/* --- which --- */

/* list: NULL: for people. */
static lt_status show(const char *folder, bool zh, cJSON *list) {
    overview o;
    const lt_status status = read_overview(folder, &o);
    if (status == LT_OK && list) add_overview(list, &o);
    if (status == LT_OK && !list) say_overview(&o, zh);
    free_overview(&o);
    return status;
}

static bool has_plan(const char *folder) {
    return lt_path_exists(lt_fmt("%s/%s", folder, LT_ROSTER_FILE));
}

static lt_status no_plan(const char *where) {
    return LT_RAISE(LT_ERR_INPUT, .what = "nothing was submitted here", .where = where,
                    .expected = lt_fmt("the folder of a submission: submit/%s in it", LT_ROSTER_FILE),
                    .found = "no plan", .todo = "lantian submit CASE; or name the folder of its results");
}

static int skip_dots(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

/* All below ./out, in the order of their names. */
static lt_status show_all(bool zh, cJSON *list) {
    struct dirent **names = NULL;
    const int n = scandir("out", &names, skip_dots, alphasort);
    int n_shown = 0;
    lt_status status = LT_OK;
    for (int k = 0; k < n; k++) {
        char folder[600];
        snprintf(folder, sizeof folder, "out/%s/submit", names[k]->d_name);
        free(names[k]);
        if (status != LT_OK || !has_plan(folder)) continue;
        status = show(folder, zh, list);
        n_shown++;
    }
    free(names);
    return status != LT_OK || n_shown > 0 ? status : no_plan("./out");
}

/* A folder of results, that of the submission in it, or a case. */
static lt_status find_folder(const lt_cli *cli, char folder[PATH_MAX]) {
    const char *name = cli->positional[0];
    lt_case *setup;
    snprintf(folder, PATH_MAX, "%s/submit", name);
    if (has_plan(folder)) return LT_OK;
    snprintf(folder, PATH_MAX, "%s", name);
    if (has_plan(folder)) return LT_OK;
    LT_TRY(lt_case_read(name, cli, &setup));
    snprintf(folder, PATH_MAX, cli->out ? "%s/submit" : "out/%s/submit", cli->out ? cli->out : setup->id);
    lt_case_free(setup);
    return has_plan(folder) ? LT_OK : no_plan(folder);
}

static lt_status show_asked(const lt_cli *cli, cJSON *list) {
    char folder[PATH_MAX];
    if (cli->n_positional == 0 && !cli->out) return show_all(lt_cli_chinese(cli), list);
    if (cli->n_positional == 1)
        LT_TRY(find_folder(cli, folder));
    else
        snprintf(folder, sizeof folder, "%s/submit", cli->out);
    return has_plan(folder) ? show(folder, lt_cli_chinese(cli), list) : no_plan(folder);
}

lt_status lt_overview_command(const lt_cli *cli) {
    if (cli->n_positional > 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "the command status wants one case or folder", .where = "command line",
                        .expected = "lantian status [CASE|DIR]", .found = lt_fmt("%d names", cli->n_positional),
                        .todo = "name one, or none for all below ./out");
    if (!cli->json) return show_asked(cli, NULL);
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", "lantian-status-1");
    const lt_status status = show_asked(cli, cJSON_AddArrayToObject(root, "submissions"));
    if (status == LT_OK) return lt_json_say(root);
    cJSON_Delete(root);
    return status;
}
