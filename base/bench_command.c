/* bench_command.c - `lantian bench TOPIC`: a benchmark of the list, as a table or as JSON. */
#include "base/bench.h"

#include "base/csv.h"
#include "base/json.h"
#include "base/log.h"
#include "base/machine.h"
#include "base/pad.h"
#include "base/part.h"

#include <cjson/cJSON.h>
#include <omp.h>
#include <stdio.h>
#include <string.h>

enum { MOST = 16 };

static lt_status find_benchmark(const lt_cli *cli, const char *program, const lt_benchmark *const *benchmarks,
                                const lt_benchmark **out) {
    int n = 0;
    const char *names[MOST], *word = cli->n_positional > 0 ? cli->positional[0] : "";
    char all[128] = "";
    for (; n < MOST && benchmarks[n]; ++n) {
        names[n] = benchmarks[n]->topic;
        strncat(all, n ? "|" : "", sizeof all - strlen(all) - 1);
        strncat(all, names[n], sizeof all - strlen(all) - 1);
        *out = benchmarks[n];
        if (cli->n_positional == 1 && strcmp(word, names[n]) == 0) return LT_OK;
    }
    const char *near = word[0] ? lt_nearest_name(word, names, n) : NULL;
    return LT_RAISE(LT_ERR_USAGE, .what = "the command bench wants one topic", .where = "command line",
                    .expected = lt_fmt("%s bench %s", program, all),
                    .found = cli->n_positional > 1 ? lt_fmt("%d names", cli->n_positional)
                             : word[0]             ? lt_fmt("\"%s\"", word)
                                                   : "no topic",
                    .todo = near ? lt_fmt("did you mean %s?", near) : "name one of them");
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

static void say_cell(const cJSON *item, const lt_bench_column *column) {
    const char *text = "";
    if (cJSON_IsNumber(item)) text = lt_fmt(column->format, item->valuedouble);
    if (cJSON_IsString(item)) text = item->valuestring;
    lt_say(" %s", lt_pad(text, -column->width));
}

/* The item of "key" or "key.key". */
static const cJSON *item_at(const cJSON *row, const char *path) {
    char key[64];
    const size_t length = strcspn(path, ".");
    snprintf(key, sizeof key, "%.*s", (int)length, path);
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(row, key);
    return path[length] ? item_at(item, path + length + 1) : item;
}

static void say_table(const lt_bench *bench, const lt_benchmark *benchmark, bool zh) {
    const lt_bench_column *columns = bench->grid ? benchmark->grid_columns : benchmark->columns;
    const cJSON *row, *item;
    lt_say("%s\n", zh ? benchmark->text_zh : benchmark->text_en);
    for (const lt_bench_column *c = columns; c->key; ++c)
        lt_say(" %s", lt_pad(zh ? c->heading_zh : c->heading_en, -c->width));
    lt_say("\n");
    cJSON_ArrayForEach(row, bench->results) {
        for (const lt_bench_column *c = columns; c->key; ++c) say_cell(item_at(row, c->key), c);
        lt_say("\n");
    }
    lt_say("\n");
    cJSON_ArrayForEach(item, bench->machine) {
        if (cJSON_IsString(item)) lt_say("%s: %s\n", item->string, item->valuestring);
        if (cJSON_IsNumber(item)) lt_say("%s: %.4g\n", item->string, item->valuedouble);
    }
    if (bench->quick) lt_say(zh ? "--quick: 小规模, 不代表速度\n" : "--quick: small sizes, no measure of speed\n");
}

/* --- JSON --------------------------------------------------------------------------------------------------------- */

static lt_status say_json(lt_bench *bench, const lt_benchmark *benchmark) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", "lantian-bench-1");
    cJSON_AddStringToObject(root, "code_version", lt_version());
    cJSON_AddStringToObject(root, "topic", benchmark->topic);
    cJSON_AddBoolToObject(root, "quick", bench->quick);
    cJSON_AddItemToObject(root, "machine", bench->machine);
    cJSON_AddItemToObject(root, "results", bench->results);
    bench->machine = bench->results = NULL; /* they belong to root now */
    return lt_json_say(root);
}

static lt_status judge_options(const lt_cli *cli, const lt_benchmark *benchmark) {
    if (cli->states && !benchmark->takes_states)
        return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("bench %s takes no --states", benchmark->topic),
                        .where = "command line", .expected = "--states with a topic that works on given cells",
                        .found = lt_fmt("--states %s", cli->states), .todo = "leave it out");
    if (cli->grid && !benchmark->grid_columns)
        return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("bench %s takes no --grid", benchmark->topic),
                        .where = "command line", .expected = "--grid with a topic that has rows of a grid: chemistry",
                        .found = lt_fmt("--grid %s", cli->grid), .todo = "leave it out");
    return LT_OK;
}

static lt_status run_it(const lt_cli *cli, const lt_benchmark *benchmark, lt_bench *bench) {
    LT_TRY(judge_options(cli, benchmark));
    bench->quick = cli->quick;
    bench->states = cli->states;
    bench->grid = cli->grid;
    bench->weak = cli->weak;
    bench->machine = lt_machine_json(bench->threads);
    bench->results = cJSON_CreateArray();
    lt_status status = benchmark->run(bench);
    if (status == LT_OK && cli->json)
        status = say_json(bench, benchmark);
    else if (status == LT_OK)
        say_table(bench, benchmark, lt_cli_chinese(cli));
    cJSON_Delete(bench->machine);
    cJSON_Delete(bench->results);
    return status;
}

lt_status lt_bench_command(const lt_cli *cli, const lt_benchmark *const *benchmarks) {
    const lt_benchmark *benchmark = NULL;
    LT_TRY(find_benchmark(cli, "lantian", benchmarks, &benchmark));
    lt_bench bench = {.threads = cli->threads > 0 ? (int)cli->threads : omp_get_num_procs() < 2 ? 1 : 2};
    return run_it(cli, benchmark, &bench);
}

lt_status lt_bench_command_on_ranks(const lt_cli *cli, const lt_comm *comm, const lt_benchmark *const *benchmarks) {
    const lt_benchmark *benchmark = NULL;
    LT_TRY(find_benchmark(cli, "lantian-mpi", benchmarks, &benchmark));
    lt_bench bench = {.threads = cli->threads > 0 ? (int)cli->threads : 1};
    lt_layout layout;
    LT_TRY(lt_layout_read(cli->layout, "--layout", comm, false, &layout));
    layout.output = lt_output_way_of(cli->output);
    bench.layout = &layout;
    return run_it(cli, benchmark, &bench);
}
