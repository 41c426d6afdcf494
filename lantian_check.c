/* lantian_check.c - part of the front door: prints examples of the inputs, and judges any of them (lantian_check.h). */
#include "lantian_check.h"

#include "base/csv.h"
#include "base/faults.h"
#include "base/log.h"
#include "grids/definition.h"
#include "inventory/ledger.h"
#include "scenarios/measure.h"
#include "scenarios/package.h"
#include "scenarios/run/task.h"

#include <stdio.h>
#include <string.h>

typedef struct lt_road_table {
    const lt_stage *stages;
    int n;
} lt_road_table;

/* --- a case ------------------------------------------------------------------------------------------------------- */

static const char *case_example(void) {
    return "# The smallest case: three winter days over Liaoning with shipped data only.\n"
           "case: my-case\n"
           "title_en: My case\n"
           "title_zh: 我的算例\n"
           "grid: liaoning-27 # or the path of a definition (lantian example grid)\n"
           "base_year: 2020\n"
           "periods:\n"
           "  - id: winter\n"
           "    start: 2020-01-10 # local day (UTC+8)\n"
           "    length: 3 day\n"
           "    spinup: 4 day # run before and thrown away\n"
           "met:\n"
           "  source: synthetic-winter # or station, with file and station\n"
           "packages: [boilers] # names of measures, or paths (lantian example measure)\n";
}

static lt_status judge_grid(const lt_case *setup) {
    lt_definition *definition;
    LT_TRY_CONTEXT(lt_definition_read(setup->grid, &definition), "judging %s",
                   lt_node_where(lt_node_get(setup->document, "grid")));
    lt_definition_free(definition);
    return LT_OK;
}

static lt_status judge_package(const lt_case *setup, const char *key, const char *name) {
    lt_package *package;
    LT_TRY_CONTEXT(lt_package_read(name, &package), "judging %s", lt_node_where(lt_node_get(setup->document, key)));
    lt_package_free(package);
    return LT_OK;
}

/* A period may bring a section met of its own. */
static lt_status judge_section(lt_node *section, const lt_stage *stage, lt_faults *faults) {
    if (!section) return LT_OK;
    lt_status status = lt_config_faults(section, stage->section_rows, faults->report, faults->context);
    if (status != LT_ERR_INPUT) return status;
    faults->n++;
    return LT_OK;
}

/* The document, the sections that belong to the rooms, and what it names. Grid and packages that the schema has refused
 * are NULL. */
static lt_status judge_document(lt_node *document, lt_case *setup, lt_road_table road, lt_faults *faults) {
    LT_TRY(lt_config_fill_faults(document, lt_case_rows, faults, setup));
    LT_TRY(lt_case_judge(setup, faults));
    for (int s = 0; s < road.n; s++) {
        const lt_stage *stage = &road.stages[s];
        if (!stage->section) continue;
        LT_TRY(judge_section(lt_node_get(document, stage->section), stage, faults));
        const lt_period *periods = setup->periods.items;
        for (long p = 0; strcmp(stage->section, "met") == 0 && p < setup->periods.n; p++)
            LT_TRY(judge_section(periods[p].met, stage, faults));
    }
    if (setup->grid) LT_TRY(lt_faults_take(faults, judge_grid(setup)));
    char *const *packages = setup->packages.items;
    for (long p = 0; p < setup->packages.n; p++)
        if (packages[p]) LT_TRY(lt_faults_take(faults, judge_package(setup, "packages", packages[p])));
    if (setup->reference && setup->reference[0])
        LT_TRY(lt_faults_take(faults, judge_package(setup, "reference", setup->reference)));
    return LT_OK;
}

/* What the stages would refuse before they run, said once: a fault of the ledger hits every variant. */
static lt_status judge_stages(const lt_case *setup, lt_road_table road, lt_faults *faults) {
    const lt_cli cli = {0};
    const lt_job job = {.setup = setup, .cli = &cli, .threads = 1};
    lt_tasks tasks = {0};
    char last[1024] = "";
    lt_status status = lt_tasks_create(road.stages, road.n, &job, &tasks);
    for (int t = 0; status == LT_OK && t < tasks.n; t++) {
        const lt_task *task = &tasks.rows[t];
        status = task->stage->check ? task->stage->check(&task->job) : LT_OK;
        if (status == LT_ERR_INPUT && strcmp(lt_error_what(), last) == 0) status = LT_OK;
        if (status == LT_ERR_INPUT) snprintf(last, sizeof last, "%s", lt_error_what());
        status = lt_faults_take(faults, status);
    }
    lt_tasks_free(&tasks);
    return status;
}

static lt_status check_case(lt_node *document, lt_road_table road, lt_faults *faults) {
    lt_case setup = {.document = document};
    lt_status status = judge_document(document, &setup, road, faults);
    lt_config_release(lt_case_rows, &setup);
    if (status != LT_OK || faults->n > 0) return status;
    lt_case *good; /* only a case of the right form can go the road */
    LT_TRY(lt_case_read(document->file, NULL, &good));
    status = judge_stages(good, road, faults);
    lt_case_free(good);
    return status;
}

/* --- the kinds ---------------------------------------------------------------------------------------------------- */

/* Faults have been handed on and counted by the kind's own judge: its status says no more than that. */
static lt_status check_grid(lt_node *document, lt_road_table road, lt_faults *faults) {
    (void)road;
    lt_status status = lt_grid_check(document, faults->report, faults->context);
    return status == LT_ERR_INPUT ? LT_OK : status;
}

static lt_status check_measure(lt_node *document, lt_road_table road, lt_faults *faults) {
    (void)road;
    lt_status status = lt_measure_check(document, faults->report, faults->context);
    return status == LT_ERR_INPUT ? LT_OK : status;
}

/* A YAML kind is known by the key that only it has, else by the most words in common with its schema. */
typedef struct lt_kind {
    const char *name, *key;
    const lt_config_row *rows;
    const char *(*example)(void);
    lt_status (*check)(lt_node *document, lt_road_table road, lt_faults *faults);
} lt_kind;

static const lt_kind kinds[] = {{"case", "periods", lt_case_rows, case_example, check_case},
                                {"grid", "layer_edges", lt_definition_rows, lt_grid_example, check_grid},
                                {"measure", "actions", lt_measure_rows, lt_measure_example, check_measure},
                                {"ledger", NULL, NULL, lt_ledger_example, NULL}};
enum { N_KINDS = sizeof kinds / sizeof kinds[0], LEAST_WORDS = 3 };

static int words_in_common(const lt_node *document, const lt_config_row *row) {
    int n = 0;
    for (; row && row->key; row++) n += lt_node_get(document, row->key) != NULL;
    return n;
}

static const lt_kind *kind_of(const lt_node *document) {
    const lt_kind *nearest = NULL;
    int most = LEAST_WORDS - 1;
    for (int n = 0; n < N_KINDS; n++) {
        if (kinds[n].key && lt_node_get(document, kinds[n].key)) return &kinds[n];
        int words = words_in_common(document, kinds[n].rows);
        if (words > most) nearest = &kinds[n];
        if (words > most) most = words;
    }
    return nearest;
}

static lt_status check_yaml(const char *path, lt_road_table road, lt_faults *faults, const char **kind) {
    lt_node *document;
    LT_TRY(lt_node_read(path, &document));
    const lt_kind *found = kind_of(document);
    lt_status status;
    if (found)
        status = found->check(document, road, faults);
    else
        status = LT_RAISE(LT_ERR_INPUT, .what = "this YAML is no kind of input that Lantian knows", .where = path,
                          .expected = "a case (key periods), grid (layer_edges) or measure (actions)",
                          .found = "none of these keys", .todo = "compare with `lantian example case`");
    if (found) *kind = found->name;
    lt_node_free(document);
    return status;
}

static void report_fault(const char *text, void *context) {
    ++*(int *)context;
    lt_say("%s\n", text);
}

lt_status lt_command_check(const lt_cli *cli, const lt_stage *stages, int n_stages) {
    if (cli->n_positional != 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "the command check wants one file", .where = "command line",
                        .expected = "lantian check FILE", .found = lt_fmt("%d names", cli->n_positional),
                        .todo = "name a file");
    const char *path = cli->positional[0], *kind = "ledger", *dot = strrchr(path, '.');
    int n = 0;
    lt_faults faults = {.report = report_fault, .context = &n};
    lt_status status = dot && strcmp(dot, ".csv") == 0
                           ? lt_ledger_check_file(path, report_fault, &n)
                           : check_yaml(path, (lt_road_table){stages, n_stages}, &faults, &kind);
    if (n > 0 && (status == LT_OK || status == LT_ERR_INPUT))
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%d fault%s in %s", n, n == 1 ? "" : "s", path), .where = path,
                        .expected = lt_fmt("a valid %s", kind), .found = "what is listed above",
                        .todo = lt_fmt("mend it; `lantian example %s` shows a valid one", kind));
    if (status == LT_OK) lt_say("%s: a valid %s\n", path, kind);
    return status;
}

lt_status lt_command_example(const lt_cli *cli) {
    const char *names[N_KINDS], *wish = cli->n_positional == 1 ? cli->positional[0] : "";
    for (int n = 0; n < N_KINDS; n++) {
        names[n] = kinds[n].name;
        if (strcmp(wish, kinds[n].name) != 0) continue;
        lt_say("%s", kinds[n].example());
        return LT_OK;
    }
    const char *near = lt_nearest_name(wish, names, N_KINDS);
    return LT_RAISE(LT_ERR_USAGE, .what = "no example of this kind", .where = "command line",
                    .expected = "lantian example case|grid|measure|ledger",
                    .found = *wish ? wish : lt_fmt("%d names", cli->n_positional),
                    .todo = near ? lt_fmt("did you mean %s?", near) : "name one of the kinds");
}
