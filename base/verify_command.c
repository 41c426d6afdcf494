/* verify_command.c - `lantian verify TOPIC`: the suites of a topic, their rows beside the peers' as a table or as JSON.
 */
#include "base/verify_private.h"

#include "base/json.h"
#include "base/log.h"
#include "base/machine.h"
#include "base/pad.h"
#include "base/peers.h"

#include <cjson/cJSON.h>
#include <omp.h>
#include <string.h>

static const char *const sense_sign[] = {[LT_AT_MOST] = "<=", [LT_AT_LEAST] = ">=", [LT_FACT] = ""};

/* What a command works with. */
typedef struct asked {
    const lt_cli *cli;
    const lt_verify_topic *topic;
    lt_peers peers; /* without a table: table NULL */
} asked;

/* --- the table ---------------------------------------------------------------------------------------------------- */

static const char *verdict(const lt_verify_result *row) {
    if (!lt_verify_passes(row)) return "FAILED";
    return !row->reached ? "not reached" : row->sense == LT_FACT ? "" : row->goal ? "reached" : "ok";
}

enum { CASE = 44, METRIC = 20 }; /* columns of the heading; a suite of longer names has wider ones */

static void say_heading(const asked *a) {
    const bool zh = lt_cli_chinese(a->cli);
    lt_say("%s %s ", lt_pad(zh ? "case 算例" : "case", CASE), lt_pad(zh ? "metric 指标" : "metric", METRIC));
    lt_say("%s %s    ", lt_pad(zh ? "scheme 格式" : "scheme", 11), lt_pad(zh ? "value 值" : "value", -10));
    lt_say("%s %11s", lt_pad(zh ? "bound 限值" : "bound", 10), "");
    for (int p = 0; a->topic->shown && a->topic->shown[p].scheme; ++p) lt_say(" %10s", a->topic->shown[p].heading);
    lt_say("\n");
}

static void say_row(const lt_verify_result *row, const asked *a, const int width[2]) {
    lt_say("%-*s %-*s %-11s %10.4g %2s ", width[0], row->test, width[1], row->metric, row->scheme, row->value,
           sense_sign[row->sense]);
    lt_say("%-10s %-11s", row->sense == LT_FACT ? "" : lt_fmt("%.4g", row->bound), verdict(row));
    for (int p = 0; a->topic->shown && a->topic->shown[p].scheme; ++p) {
        double value;
        const bool there = lt_peers_find(&a->peers, row->test, row->metric, a->topic->shown[p].scheme, &value);
        lt_say(" %10s", there ? lt_fmt("%.4g", value) : "");
    }
    lt_say("\n");
}

static void say_end(const lt_verify *verify, const asked *a, long failed, const char *remark) {
    const bool zh = lt_cli_chinese(a->cli);
    for (int n = 0; n < verify->n_left; ++n)
        lt_say(zh ? "--quick 略去: %s (约 %.0f 秒)\n" : "left out by --quick: %s (about %.0f s)\n",
               verify->left[n].test, verify->left[n].seconds);
    lt_say(zh ? "%ld 行, %ld 行未通过%s%s\n" : "%ld rows, %ld failed%s%s\n", verify->n, failed, remark[0] ? "; " : "",
           remark);
}

/* --- JSON --------------------------------------------------------------------------------------------------------- */

static cJSON *peers_json(const lt_verify_result *row, const lt_peers *peers) {
    cJSON *object = cJSON_CreateObject();
    for (long at = -1; (at = lt_peers_next(peers, row->test, row->metric, at)) >= 0;) {
        double value = 0;
        if (lt_csv_double(peers->table, at, peers->value, &value) == LT_OK)
            cJSON_AddNumberToObject(object, lt_csv_text(peers->table, at, peers->scheme), value);
    }
    return object;
}

static cJSON *row_json(const lt_verify_result *row, const asked *a) {
    cJSON *object = cJSON_CreateObject();
    const bool bound = row->sense != LT_FACT && !row->goal;
    cJSON_AddStringToObject(object, "case", row->test);
    cJSON_AddStringToObject(object, "metric", row->metric);
    cJSON_AddStringToObject(object, "scheme", row->scheme);
    cJSON_AddNumberToObject(object, "value", row->value);
    cJSON_AddItemToObject(object, "bound", bound ? cJSON_CreateNumber(row->bound) : cJSON_CreateNull());
    cJSON_AddStringToObject(object, "sense", sense_sign[row->sense]);
    cJSON_AddBoolToObject(object, "pass", lt_verify_passes(row));
    if (row->goal) {
        cJSON_AddNumberToObject(object, "goal", row->bound);
        cJSON_AddBoolToObject(object, "reached", row->reached);
    }
    cJSON_AddStringToObject(object, "source", row->source);
    if (a->peers.table) cJSON_AddItemToObject(object, "peers", peers_json(row, &a->peers));
    return object;
}

static lt_status say_json(const lt_verify *verify, const asked *a) {
    const char *remark;
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", "lantian-verify-1");
    cJSON_AddStringToObject(root, "code_version", lt_version());
    cJSON_AddStringToObject(root, "topic", a->topic->name);
    if (a->topic->facts) (void)a->topic->facts(root, &remark); /* asked before the suites ran */
    cJSON_AddItemToObject(root, "machine", lt_machine_json(omp_get_max_threads()));
    cJSON *results = cJSON_AddArrayToObject(root, "results"), *left = cJSON_AddArrayToObject(root, "left_out");
    for (long n = 0; n < verify->n; ++n) cJSON_AddItemToArray(results, row_json(&verify->rows[n], a));
    for (int n = 0; n < verify->n_left; ++n) cJSON_AddItemToArray(left, cJSON_CreateString(verify->left[n].test));
    return lt_json_say(root);
}

/* --- the command -------------------------------------------------------------------------------------------------- */

static int wider(int width, const char *text) {
    const int n = (int)strlen(text);
    return n > width ? n : width;
}

static lt_status run_suites(lt_verify *verify, const asked *a) {
    if (!a->cli->json) say_heading(a);
    for (int n = 0; n < a->topic->n_suites; ++n) {
        const lt_verify_suite *suite = &a->topic->suites[n];
        const long first = verify->n;
        LT_TRY_CONTEXT(suite->run(verify), "verification of %s, suite %s", a->topic->name, suite->name);
        if (a->cli->json) continue;
        lt_say("-- %s\n", lt_cli_chinese(a->cli) ? suite->title_zh : suite->title_en);
        int width[2] = {CASE, METRIC};
        for (long row = first; row < verify->n; ++row) {
            width[0] = wider(width[0], verify->rows[row].test);
            width[1] = wider(width[1], verify->rows[row].metric);
        }
        for (long row = first; row < verify->n; ++row) say_row(&verify->rows[row], a, width);
    }
    return LT_OK;
}

static lt_status judge(const lt_verify *verify, const lt_verify_topic *topic, long failed) {
    const lt_verify_result *first = verify->rows;
    if (failed == 0) return LT_OK;
    while (lt_verify_passes(first)) ++first;
    return LT_RAISE(LT_ERR_VERIFY, .what = lt_fmt("%ld of %ld rows of the verification fail", failed, verify->n),
                    .where = lt_fmt("%s, %s %s", first->test, first->metric, first->scheme),
                    .expected = lt_fmt("%s %g (%s)", sense_sign[first->sense], first->bound, first->source),
                    .found = lt_fmt("%g", first->value), .todo = topic->todo);
}

const lt_verify_topic *lt_verify_find(const lt_verify_topic *const *topics, const char *word) {
    while (*topics && strcmp((*topics)->name, word) != 0) ++topics;
    return *topics;
}

static lt_status verify_all(lt_verify *verify, const asked *a) {
    const char *remark = "";
    if (a->topic->facts) LT_TRY(a->topic->facts(NULL, &remark));
    LT_TRY(run_suites(verify, a));
    long failed = 0;
    for (long n = 0; n < verify->n; ++n) failed += !lt_verify_passes(&verify->rows[n]);
    if (a->cli->json)
        LT_TRY(say_json(verify, a));
    else
        say_end(verify, a, failed, remark);
    return judge(verify, a->topic, failed);
}

lt_status lt_verify_command(const lt_cli *cli, const lt_verify_topic *topic) {
    lt_verify verify = {.quick = cli->quick, .field = cli->field, .out = cli->out};
    asked a = {.cli = cli, .topic = topic};
    if (cli->n_positional != 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "the command verify wants one topic", .where = "command line",
                        .expected = lt_fmt("lantian verify %s", topic->name),
                        .found = lt_fmt("%d names", cli->n_positional), .todo = "name one topic or one folder");
    if ((cli->field || cli->out) && (!topic->takes_field || !cli->field))
        return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("verify %s cannot use this", topic->name), .where = "command line",
                        .expected = topic->takes_field ? "--out with --field DIR" : "no --field and no --out",
                        .found = cli->field ? lt_fmt("--field %s", cli->field) : lt_fmt("--out %s", cli->out),
                        .todo = topic->takes_field ? "name the folder of measurements" : "leave it out");
    omp_set_num_threads(cli->threads > 0 ? (int)cli->threads : omp_get_num_procs());
    if (topic->peers) LT_TRY(lt_peers_read(topic->peers, &a.peers));
    const lt_status status = verify_all(&verify, &a);
    lt_verify_release(&verify);
    lt_peers_free(&a.peers);
    return status;
}
