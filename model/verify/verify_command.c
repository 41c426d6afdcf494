/* verify_command.c - `lantian verify transport`: the suites, their rows beside the peers' as a table or as JSON. */
#include "model/verify/verify_private.h"

#include "base/log.h"
#include "base/machine.h"
#include "base/pad.h"
#include "model/kernel/real.h"
#include "model/state/isa.h"
#include "model/verify/peers.h"

#include <cjson/cJSON.h>
#include <omp.h>
#include <string.h>

typedef struct lt_verify_suite {
    const char *name, *title_en, *title_zh;
    lt_status (*run)(lt_verify *verify);
} lt_verify_suite;

static const lt_verify_suite suites[] = {
#define LT_VERIFY_ROW(suite, title_en, title_zh) {#suite, title_en, title_zh, lt_verify_##suite},
    LT_VERIFY_LIST(LT_VERIFY_ROW)
#undef LT_VERIFY_ROW
};
enum { N_SUITES = sizeof suites / sizeof suites[0] };

static const char *real_name(void) {
    return sizeof(lt_real) == 8 ? "double" : "float";
}

static const char *const sense_sign[] = {[LT_AT_MOST] = "<=", [LT_AT_LEAST] = ">=", [LT_FACT] = ""};

/* Columns of the table; the JSON has every scheme of the file. */
static const struct {
    const char *scheme, *heading;
} shown[] = {{"cmaq_hppm", "CMAQ, CAMx"}, {"emep_bott4", "EMEP Bott"}, {"tpcore3", "tpcore3"}, {"tpcore5", "tpcore5"}};
enum { N_SHOWN = sizeof shown / sizeof shown[0] };

static bool chinese(const lt_cli *cli) {
    return cli->lang && strcmp(cli->lang, "zh") == 0;
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

static const char *verdict(const lt_verify_result *row) {
    if (!lt_verify_passes(row)) return "FAILED";
    return !row->reached ? "not reached" : row->sense == LT_FACT ? "" : row->goal ? "reached" : "ok";
}

static void say_heading(bool zh) {
    lt_say("%s %s ", lt_pad(zh ? "case 算例" : "case", 40), lt_pad(zh ? "metric 指标" : "metric", 20));
    lt_say("%s %s    ", lt_pad(zh ? "scheme 格式" : "scheme", 11), lt_pad(zh ? "value 值" : "value", -10));
    lt_say("%s %11s", lt_pad(zh ? "bound 限值" : "bound", 10), "");
    for (int p = 0; p < N_SHOWN; ++p) lt_say(" %10s", shown[p].heading);
    lt_say("\n");
}

static void say_row(const lt_verify_result *row, const lt_peers *peers) {
    lt_say("%-40s %-20s %-11s %10.4g %2s ", row->test, row->metric, row->scheme, row->value, sense_sign[row->sense]);
    lt_say("%-10s %-11s", row->sense == LT_FACT ? "" : lt_fmt("%.4g", row->bound), verdict(row));
    for (int p = 0; p < N_SHOWN; ++p) {
        double value;
        const bool there = lt_peers_find(peers, row->test, row->metric, shown[p].scheme, &value);
        lt_say(" %10s", there ? lt_fmt("%.4g", value) : "");
    }
    lt_say("\n");
}

static void say_end(const lt_verify *verify, const lt_cli *cli, long failed) {
    const bool zh = chinese(cli);
    for (int n = 0; n < verify->n_left; ++n)
        lt_say(zh ? "--quick 略去: %s (约 %.0f 秒)\n" : "left out by --quick: %s (about %.0f s)\n",
               verify->left[n].test, verify->left[n].seconds);
    lt_say(zh ? "%ld 行, %ld 行未通过; %s\n" : "%ld rows, %ld failed; %s\n", verify->n, failed, real_name());
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

static cJSON *row_json(const lt_verify_result *row, const lt_peers *peers) {
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
    cJSON_AddItemToObject(object, "peers", peers_json(row, peers));
    return object;
}

static lt_status say_json(const lt_verify *verify, const lt_peers *peers, const char *isa) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", "lantian-verify-1");
    cJSON_AddStringToObject(root, "code_version", lt_version());
    cJSON_AddStringToObject(root, "real", real_name());
    cJSON_AddStringToObject(root, "isa", isa);
    cJSON_AddItemToObject(root, "machine", lt_machine_json(omp_get_max_threads()));
    cJSON *results = cJSON_AddArrayToObject(root, "results"), *left = cJSON_AddArrayToObject(root, "left_out");
    for (long n = 0; n < verify->n; ++n) cJSON_AddItemToArray(results, row_json(&verify->rows[n], peers));
    for (int n = 0; n < verify->n_left; ++n) cJSON_AddItemToArray(left, cJSON_CreateString(verify->left[n].test));
    char *text = cJSON_Print(root);
    cJSON_Delete(root);
    if (!text) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the JSON of the verification");
    lt_say("%s\n", text);
    cJSON_free(text);
    return LT_OK;
}

/* --- the command -------------------------------------------------------------------------------------------------- */

static lt_status run_suites(lt_verify *verify, const lt_cli *cli, const lt_peers *peers) {
    if (!cli->json) say_heading(chinese(cli));
    for (int n = 0; n < N_SUITES; ++n) {
        const long first = verify->n;
        LT_TRY_CONTEXT(suites[n].run(verify), "verification of the transport, suite %s", suites[n].name);
        if (cli->json) continue;
        lt_say("-- %s\n", chinese(cli) ? suites[n].title_zh : suites[n].title_en);
        for (long row = first; row < verify->n; ++row) say_row(&verify->rows[row], peers);
    }
    return LT_OK;
}

static lt_status judge(const lt_verify *verify, long failed) {
    const lt_verify_result *first = verify->rows;
    if (failed == 0) return LT_OK;
    while (lt_verify_passes(first)) ++first;
    return LT_RAISE(LT_ERR_VERIFY, .what = lt_fmt("%ld of %ld rows of the verification fail", failed, verify->n),
                    .where = lt_fmt("%s, %s %s", first->test, first->metric, first->scheme),
                    .expected = lt_fmt("%s %g (%s)", sense_sign[first->sense], first->bound, first->source),
                    .found = lt_fmt("%g", first->value),
                    .todo = "report this with the table: it is a fault of the program or of this build");
}

bool lt_verify_is_topic(const char *word) {
    return strcmp(word, "transport") == 0;
}

static lt_status verify_all(lt_verify *verify, const lt_cli *cli, const lt_peers *peers) {
    const lt_kernels *kernels;
    LT_TRY(lt_isa_kernels(&kernels));
    LT_TRY(run_suites(verify, cli, peers));
    long failed = 0;
    for (long n = 0; n < verify->n; ++n) failed += !lt_verify_passes(&verify->rows[n]);
    if (cli->json)
        LT_TRY(say_json(verify, peers, kernels->isa));
    else
        say_end(verify, cli, failed);
    return judge(verify, failed);
}

lt_status lt_verify_command(const lt_cli *cli) {
    lt_verify verify = {.quick = cli->quick};
    lt_peers peers;
    if (cli->n_positional != 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "the command verify wants one topic", .where = "command line",
                        .expected = "lantian verify transport", .found = lt_fmt("%d names", cli->n_positional),
                        .todo = "name one topic or one folder");
    omp_set_num_threads(cli->threads > 0 ? (int)cli->threads : omp_get_num_procs());
    LT_TRY(lt_peers_read(&peers));
    const lt_status status = verify_all(&verify, cli, &peers);
    lt_verify_release(&verify);
    lt_peers_free(&peers);
    return status;
}
