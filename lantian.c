/* lantian.c - the front door: dispatches subcommands, fills the table of stages, and is the only place that prints errors
 * and exits. */
#include "base/cli.h"
#include "base/config.h"
#include "base/csv.h"
#include "base/job.h"
#include "base/log.h"
#include "base/outdir.h"
#include "grids/build/stage.h"
#include "grids/definition.h"
#include "inventory/command.h"
#include "inventory/ledger.h"
#include "inventory/settings.h"
#include "model/driver/model_config.h"
#include "model/driver/model_stage.h"
#include "model/met/met_stage.h"
#include "model/met/settings.h"
#include "postproc/evaluation.h"
#include "postproc/post_stage.h"
#include "scenarios/command.h"
#include "scenarios/measure.h"
#include "scenarios/run/road.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- where words go ------------------------------------------------------------------------------------------------ */

static void say_sink(const char *text) { fputs(text, stdout); }

static void log_sink(lt_log_level level, const char *text)
{
    fprintf(stderr, "%s%s%s", level == LT_LOG_WARNING ? "warning: " : "", text, text[0] && text[strlen(text) - 1] == '\n' ? "" : "\n");
}

static void progress_sink(const char *line, bool last) { fprintf(stderr, "\r\033[K%s%s", line, last ? "\n" : ""); }

/* --- the road ------------------------------------------------------------------------------------------------------ */

/* Judged before anything is written. */
static lt_status check_grid(const lt_job *job)
{
    lt_definition *definition;
    LT_TRY(lt_definition_read(job->setup->grid, &definition));
    lt_definition_free(definition);
    return LT_OK;
}

/* disk_bytes: measured on liaoning-27, per simulated hour, rounded up. */
static const lt_stage stages[] = {
    {.name = "grid", .scope = LT_ONCE, .inputs = lt_grid_inputs, .run = lt_grid_stage, .outputs = {"grid.nc"},
     .check = check_grid, .disk_bytes = 5e6},
    {.name = "met", .scope = LT_PER_PERIOD, .inputs = lt_met_inputs, .run = lt_met_stage, .outputs = {"met.nc"},
     .check = lt_met_check, .disk_bytes = 1.2e6, .section = "met", .section_rows = lt_met_rows,
     .section_size = sizeof(lt_met_settings)},
    {.name = "emissions", .scope = LT_PER_VARIANT_PERIOD, .inputs = lt_package_inputs, .run = lt_package_stage,
     .outputs = {"^ledger.csv", "emissions.nc", "^+changes.csv"}, .check = lt_package_check, .disk_bytes = 2e5,
     .section = "inventory", .section_rows = lt_inventory_rows, .section_size = sizeof(lt_inventory_settings)},
    {.name = "model", .scope = LT_PER_VARIANT_PERIOD, .noise_too = true, .inputs = lt_model_inputs, .run = lt_model_stage,
     .outputs = {"conc.nc", "budget.csv", "restart.nc"}, .disk_bytes = 1e5, .section = "model",
     .section_rows = lt_model_config_rows, .section_size = sizeof(lt_model_config)},
    {.name = "post", .scope = LT_ONCE, .inputs = lt_post_inputs, .run = lt_post_stage,
     .outputs = {"summary.json", "cities.csv", "*map.png"}, .disk_bytes = 5e6, .section = "evaluation",
     .section_rows = lt_evaluation_rows, .section_size = sizeof(lt_evaluation_setup)},
};

/* The inventory may not know how a grid is made; it is told here. */
static lt_status make_grid(const char *name, lt_grid **out) { return lt_grid_build(name, out, NULL); }

static lt_status command_run(const lt_cli *cli)
{
    LT_TRY(lt_cli_allow(cli, "out lang start days grid met obs threads quiet force case"));
    return lt_road_run(stages, (int)(sizeof stages / sizeof stages[0]), cli, NULL);
}

/* --- example and check --------------------------------------------------------------------------------------------- */

static const char *case_example(void)
{
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

typedef void (*lt_reporter)(const char *text, void *context);

typedef struct lt_section {
    const char *key;
    const lt_config_row *rows;
} lt_section;

static lt_status check_case(lt_node *document, lt_reporter report, void *context)
{
    const lt_section sections[] = {{"met", lt_met_rows}, {"model", lt_model_config_rows}, {"inventory", lt_inventory_rows},
                                   {"evaluation", lt_evaluation_rows}};
    lt_status worst = lt_config_faults(document, lt_case_rows, report, context);
    for (size_t n = 0; n < sizeof sections / sizeof sections[0]; ++n) {
        lt_node *section = lt_node_get(document, sections[n].key);
        lt_status status = section ? lt_config_faults(section, sections[n].rows, report, context) : LT_OK;
        worst = worst == LT_OK ? status : worst;
    }
    return worst;
}

/* The kinds of input: how to print one, how to know one, how to judge one (YAML kinds: by a key that only they have). */
typedef struct lt_kind {
    const char *name, *key;
    const char *(*example)(void);
    lt_status (*check)(lt_node *document, lt_reporter report, void *context);
} lt_kind;

static const lt_kind kinds[] = {{"case", "periods", case_example, check_case},
                                {"grid", "layer_edges", lt_grid_example, lt_grid_check},
                                {"measure", "actions", lt_measure_example, lt_measure_check},
                                {"ledger", NULL, lt_ledger_example, NULL}};
enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

static lt_status command_example(const lt_cli *cli)
{
    LT_TRY(lt_cli_allow(cli, "quiet"));
    const char *names[N_KINDS], *wish = cli->n_positional > 0 ? cli->positional[0] : "";
    for (int n = 0; n < N_KINDS; ++n) {
        names[n] = kinds[n].name;
        if (strcmp(wish, kinds[n].name) != 0) continue;
        lt_say("%s", kinds[n].example());
        return LT_OK;
    }
    const char *near = lt_nearest_name(wish, names, N_KINDS);
    return LT_RAISE(LT_ERR_USAGE, .what = "no example of this kind", .where = "command line",
                    .expected = "lantian example case|grid|measure|ledger", .found = *wish ? wish : "nothing",
                    .todo = near ? lt_fmt("did you mean %s?", near) : "name one of the kinds");
}

static void report_fault(const char *text, void *context)
{
    *(int *)context += 1;
    lt_say("%s\n", text);
}

static lt_status check_yaml(const char *path, int *faults, const char **kind)
{
    lt_node *document;
    LT_TRY(lt_node_read(path, &document));
    lt_status status = LT_OK;
    *kind = NULL;
    for (int n = 0; n < N_KINDS && !*kind; ++n)
        if (kinds[n].key && lt_node_get(document, kinds[n].key)) {
            *kind = kinds[n].name;
            status = kinds[n].check(document, report_fault, faults);
        }
    if (!*kind)
        status = LT_RAISE(LT_ERR_INPUT, .what = "this YAML is no kind of input that Lantian knows", .where = lt_fmt("%s", path),
                          .expected = "a case (key periods), grid (layer_edges) or measure (actions)",
                          .found = "none of these keys", .todo = "compare with `lantian example case`");
    lt_node_free(document);
    return status;
}

static lt_status command_check(const lt_cli *cli)
{
    LT_TRY(lt_cli_allow(cli, "quiet"));
    if (cli->n_positional != 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "the command check wants one file", .where = "command line",
                        .expected = "lantian check FILE", .found = lt_fmt("%d names", cli->n_positional), .todo = "name a file");
    const char *path = cli->positional[0], *kind = "ledger", *dot = strrchr(path, '.');
    int faults = 0;
    lt_status status = dot && strcmp(dot, ".csv") == 0 ? lt_ledger_check_file(path, report_fault, &faults)
                                                       : check_yaml(path, &faults, &kind);
    if (faults > 0)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%d fault%s in %s", faults, faults == 1 ? "" : "s", path),
                        .where = lt_fmt("%s", path), .expected = lt_fmt("a valid %s", kind), .found = "what is listed above",
                        .todo = lt_fmt("mend it; `lantian example %s` shows a valid one", kind));
    if (status == LT_OK) lt_say("%s: a valid %s\n", path, kind);
    return status;
}

/* --- verify -------------------------------------------------------------------------------------------------------- */

static void report_file(const char *name, bool good, void *context)
{
    (void)context;
    lt_say("%-9s %s\n", good ? "good" : "DIFFERENT", name);
}

static lt_status command_verify(const lt_cli *cli)
{
    LT_TRY(lt_cli_allow(cli, "quiet"));
    if (cli->n_positional != 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "the command verify wants one folder", .where = "command line",
                        .expected = "lantian verify DIR", .found = lt_fmt("%d names", cli->n_positional),
                        .todo = "name the folder of a finished run");
    return lt_outdir_verify(cli->positional[0], report_file, NULL);
}

/* --- commands ------------------------------------------------------------------------------------------------------ */

typedef struct lt_command {
    const char *name, *synopsis, *text;
    lt_status (*run)(const lt_cli *cli);
    const char *options;
} lt_command;

static const lt_command commands[] = {
    {"run", "run CASE", "the whole road of a case, only what is out of date; CASE is a shipped name, a folder or a case.yaml",
     command_run, "out lang start days grid met obs threads quiet force"},
    {"grid", "grid NAME", "make and show a grid: liaoning-27, liaoning-9, liaoning-27w or a definition of yours", lt_grid_command,
     "out quiet"},
    {"inventory", "inventory check|list|show [CASE]", "the emission ledger: totals beside published ones, its records",
     lt_inventory_command, "grid json lang quiet"},
    {"met", "met CASE", "show the weather that a case was made with, and all that it assumes", lt_met_command, "out quiet"},
    {"model", "model CASE", "one run of the Eulerian model from the files of a case", lt_model_command,
     "out variant restart threads quiet"},
    {"scenario", "scenario list|show ID|apply ID", "measures and packages of the plan: what they say, what they do to emissions",
     lt_scenario_command, "out lang quiet"},
    {"post", "post CASE", "the tables of a finished case again", lt_post_command, "out lang json quiet"},
    {"example", "example case|grid|measure|ledger", "print the smallest valid input of a kind", command_example, ""},
    {"check", "check FILE", "judge any input file and list all its faults", command_check, ""},
    {"verify", "verify DIR", "hash the files of a finished run again and compare with its manifest", command_verify, ""},
};
enum { N_COMMANDS = sizeof commands / sizeof commands[0] };

static void print_usage(void)
{
    printf("Lantian (蓝天) %s: emissions, transport and measures for Liaoning's air\n\nusage: lantian COMMAND [options]\n\n",
           lt_version());
    for (int n = 0; n < N_COMMANDS; ++n) printf("  lantian %-34s %s\n", commands[n].synopsis, commands[n].text);
    printf("\n`lantian COMMAND --help` lists the options of a command. Start with: lantian run liaoning\n"
           "exit codes: 0 done, 1 a verification failed or an internal fault, 2 bad input or request, 3 environment\n");
}

static lt_status find_command(const char *name, const lt_command **out)
{
    const char *names[N_COMMANDS];
    for (int n = 0; n < N_COMMANDS; ++n) {
        names[n] = commands[n].name;
        if (strcmp(name, names[n]) == 0) {
            *out = &commands[n];
            return LT_OK;
        }
    }
    const char *near = lt_nearest_name(name, names, N_COMMANDS);
    return LT_RAISE(LT_ERR_USAGE, .what = "unknown command", .where = "command line", .expected = "a command of `lantian --help`",
                    .found = lt_fmt("%s", name), .todo = near ? lt_fmt("did you mean `lantian %s`?", near) : "see `lantian --help`");
}

static lt_status dispatch(int argc, char **argv)
{
    lt_cli cli;
    const lt_command *command = NULL;
    LT_TRY(lt_cli_parse(argc, argv, &cli));
    lt_log_set_sinks(say_sink, cli.quiet ? NULL : log_sink);
    if (!cli.quiet && isatty(STDERR_FILENO)) lt_progress_set_sink(progress_sink);
    if (!cli.command) return LT_RAISE(LT_ERR_USAGE, .what = "no command", .where = "command line",
                                      .expected = "lantian COMMAND [options]", .found = "options only", .todo = "see `lantian --help`");
    LT_TRY(find_command(cli.command, &command));
    if (!cli.help) return command->run(&cli);
    printf("usage: lantian %s\n  %s\n%s", command->synopsis, command->text, lt_cli_help(command->options));
    return LT_OK;
}

int main(int argc, char **argv)
{
    lt_inventory_grid_maker = make_grid;
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        print_usage();
        return argc < 2 ? lt_status_exit_code(LT_ERR_USAGE) : 0;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("lantian %s\n", lt_version());
        return 0;
    }
    lt_status status = dispatch(argc, argv);
    if (status == LT_OK && fflush(stdout) != 0) status = lt_errno_raise(5, "writing the results", "standard output");
    if (status != LT_OK) {
        char text[8192];
        lt_error_text(status, text, sizeof text);
        fprintf(stderr, "%s%s", text, text[0] && text[strlen(text) - 1] == '\n' ? "" : "\n");
    }
    return lt_status_exit_code(status);
}
