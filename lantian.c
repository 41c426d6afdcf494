/* lantian.c - the front door: dispatches subcommands, fills the table of stages, and is the only place that prints
 * errors and exits. */
#include "lantian_check.h"
#include "lantian_link.h"

#include "base/cli.h"
#include "base/csv.h"
#include "base/hash.h"
#include "base/job.h"
#include "base/log.h"
#include "base/outdir.h"
#include "grids/build/user_ground.h"
#include "grids/build/stage.h"
#include "grids/build/surrogates.h"
#include "grids/definition.h"
#include "inventory/bench/bench.h"
#include "model/aerosol/equilibrium/verify/verify.h"
#include "model/chemistry/bench/bench.h"
#include "inventory/command/command.h"
#include "inventory/settings.h"
#include "inventory/verify/verify.h"
#include "model/aerosol/equilibrium/command/command.h"
#include "model/aerosol/equilibrium/bench/bench.h"
#include "model/bench/benchmarks.h"
#include "model/chemistry/box/box_command.h"
#include "model/chemistry/command/command.h"
#include "model/chemistry/verify/verify.h"
#include "model/deposition/verify/verify.h"
#include "model/met/bench/bench.h"
#include "model/driver/model_case.h"
#include "model/driver/model_stage.h"
#include "model/met/gridded/grib/grib.h"
#include "model/met/met_command.h"
#include "model/met/met_stage.h"
#include "model/met/settings.h"
#include "model/met/verify/verify.h"
#include "model/photolysis/verify/verify.h"
#include "model/verify/verify.h"
#include "postproc/evaluation.h"
#include "postproc/post_stage.h"
#include "scenarios/command.h"
#include "scenarios/run/road.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* --- threads ------------------------------------------------------------------------------------------------------ */

/* Threads that wait should sleep: where other programs use the processors too, threads that turn in circles were
 * measured to make a run four times slower. OpenMP reads its variables before main, so the program starts once more
 * with this one set; a value of the user's stays. */
static void wait_asleep(char **argv) {
    if (getenv("OMP_WAIT_POLICY") || setenv("OMP_WAIT_POLICY", "passive", 0) != 0) return;
    execv("/proc/self/exe", argv); /* if it cannot be, the run is only slower */
}

/* --- where words go ----------------------------------------------------------------------------------------------- */

static int output_error; /* errno of the first result that could not be printed */

static void say_sink(const char *text) {
    if (fputs(text, stdout) == EOF && !output_error) output_error = errno;
}

/* A remark is said once: stages that read the same input would repeat it. */
static bool said_before(const char *text) {
    static uint64_t said[512];
    static int n;
    const uint64_t hash = lt_hash_short(LT_HASH_SHORT, text, strlen(text));
    for (int k = 0; k < n; k++)
        if (said[k] == hash) return true;
    if (n < 512) said[n++] = hash;
    return false;
}

/* On a terminal, long remarks break between words and go on indented; files get them as they are. */
static void say_wrapped(const char *text, int column) {
    struct winsize window = {0};
    const bool terminal = isatty(STDERR_FILENO) && ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0;
    const int width = terminal && window.ws_col >= 40 ? window.ws_col : INT_MAX;
    while (*text) {
        const int blanks = (int)strspn(text, " "), word = (int)strcspn(text + blanks, " \n"), step = blanks + word;
        if (column > 4 && word < width - 4 && column + step >= width) {
            fprintf(stderr, "\n    %.*s", word, text + blanks);
            column = 4 + word;
        } else {
            fprintf(stderr, "%.*s", step, text);
            column += step;
        }
        text += step;
        if (*text != '\n') continue;
        if (text[1]) fputc('\n', stderr);
        column = 0;
        text++;
    }
    fputc('\n', stderr);
}

static void log_sink(lt_log_level level, const char *text) {
    if (said_before(text)) return;
    if (level == LT_LOG_WARNING) fputs("warning: ", stderr);
    say_wrapped(text, level == LT_LOG_WARNING ? 9 : 0);
}

static void progress_sink(const char *line, bool last) {
    fprintf(stderr, "\r\033[K%s%s", line, last ? "\n" : "");
}

/* --- the road ----------------------------------------------------------------------------------------------------- */

/* Judged before anything is written. */
static lt_status check_grid(const lt_job *job) {
    lt_definition *definition;
    LT_TRY_CONTEXT(lt_definition_read(lt_job_grid(job), &definition), "%s: %s, key %s", job->setup->path,
                   lt_job_grid(job), job->nest ? "nest" : "grid");
    const lt_status status = lt_grid_covers(definition);
    lt_definition_free(definition);
    LT_TRY(status);
    LT_TRY(lt_user_ground_check(job->setup->ground));
    return lt_surrogates_check(job->setup->inventory);
}

/* disk_bytes: measured on liaoning-27, per simulated hour, rounded up. */
static const lt_stage stages[] = {
    {.name = "grid",
     .per_grid = true,
     .scope = LT_ONCE,
     .inputs = lt_grid_inputs,
     .run = lt_grid_stage,
     .outputs = {"grid.nc"},
     .check = check_grid,
     .disk_bytes = 5e6,
     .section = "ground",
     .section_rows = lt_user_ground_rows,
     .section_size = sizeof(lt_user_ground_settings)},
    {.name = "met",
     .per_grid = true,
     .scope = LT_PER_DRAW_PERIOD,
     .inputs = lt_met_inputs,
     .run = lt_met_stage,
     .outputs = {"met.nc"},
     .check = lt_met_check,
     .disk_bytes = 1.2e6,
     .section = "met",
     .section_rows = lt_met_rows,
     .section_size = sizeof(lt_met_settings)},
    {.name = "emissions",
     .per_grid = true,
     .scope = LT_PER_EMISSION_PERIOD,
     .inputs = lt_package_inputs,
     .run = lt_package_stage,
     .outputs = {"-^ledger.csv", "emissions.nc", "-^+changes.csv", "-^&shares.csv", "-^&measures.json", "-^totals.csv",
                 "-^!flow.csv", "^!reactive.csv", "^!annual.nc", "-^!uncertainty.csv", "-^!sobol.csv"},
     .check = lt_package_check,
     .disk_bytes = 2e5,
     .section = "inventory",
     .section_rows = lt_inventory_rows,
     .section_size = sizeof(lt_inventory_settings)},
    {.name = "model",
     .scope = LT_PER_VARIANT_PERIOD,
     .inputs = lt_model_inputs,
     .run = lt_model_stage,
     .outputs = {"conc.nc", "budget.csv", "restart.nc", "@conc.nc", "@budget.csv", "@border.csv"},
     .more_outputs = lt_model_more_outputs,
     .check = lt_model_check,
     .disk_bytes = 1e5,
     .section = "model",
     .section_rows = lt_model_config_rows,
     .section_size = sizeof(lt_model_config)},
    {.name = "post",
     .scope = LT_ONCE,
     .inputs = lt_post_inputs,
     .run = lt_post_stage,
     .outputs = {"summary.json", "cities.csv", "*map.png", "*?map-o3.png", "#?ozone.nc", "?evaluation.json",
                 "?process_day.csv", "?responses.csv", "?responses_published.csv", "?report.html"},
     .check = lt_post_check,
     .disk_bytes = 5e6,
     .section = "evaluation",
     .section_rows = lt_evaluation_rows,
     .section_size = sizeof(lt_evaluation_setup)},
};

enum { N_STAGES = sizeof stages / sizeof stages[0] };

/* The inventory may not know how a grid is made; it is told here. */
static lt_status make_grid(const char *name, const lt_node *inventory, lt_grid **out) {
    return lt_grid_build(name, inventory, NULL, out, NULL);
}

static lt_status command_run(const lt_cli *cli) {
    if (cli->n_positional > 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "the command run wants one case", .where = "command line",
                        .expected = "lantian run CASE", .found = lt_fmt("%d names", cli->n_positional),
                        .todo = "name one case; run it again for the next");
    return lt_road_run(stages, N_STAGES, cli, NULL);
}

static lt_status command_check(const lt_cli *cli) {
    return lt_command_check(cli, stages, N_STAGES);
}

/* --- verify ------------------------------------------------------------------------------------------------------- */

static void report_file(const char *name, bool good, void *context) {
    (void)context;
    lt_say("%-9s %s\n", good ? "good" : "DIFFERENT", name);
}

/* A word that is no folder and nearly a topic. */
static lt_status no_topic(const char *word, const lt_verify_topic *const *topics) {
    const char *names[8];
    int n = 0;
    for (; topics[n] && n < 8; n++) names[n] = topics[n]->name;
    const char *near = lt_path_exists(word) || strchr(word, '/') ? NULL : lt_nearest_name(word, names, n);
    if (!near) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = "no topic and no folder of this name", .where = "command line",
                    .expected = lt_one_of(names, n), .found = word, .todo = lt_fmt("did you mean %s?", near));
}

/* A topic of the program, or the folder of a finished run (./transport if it has the name of a topic). */
static lt_status command_verify(const lt_cli *cli) {
    static const lt_verify_topic *const topics[] = {
        &lt_verify_transport,  &lt_verify_inventory,  &lt_verify_met,         &lt_verify_chemistry,
        &lt_verify_photolysis, &lt_verify_deposition, &lt_verify_equilibrium, NULL};
    const lt_verify_topic *topic = lt_verify_find(topics, cli->n_positional > 0 ? cli->positional[0] : "");
    if (topic) return lt_verify_command(cli, topic);
    LT_TRY(lt_cli_allow(cli, "quiet"));
    if (cli->n_positional != 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "the command verify wants one topic or folder", .where = "command line",
                        .expected =
                            "lantian verify transport|inventory|met|chemistry|photolysis|deposition|equilibrium, "
                            "or lantian verify DIR",
                        .found = lt_fmt("%d names", cli->n_positional), .todo = "name the folder of a finished run");
    LT_TRY(no_topic(cli->positional[0], topics));
    return lt_outdir_verify(cli->positional[0], report_file, NULL);
}

static lt_status command_bench(const lt_cli *cli) {
    static const lt_benchmark *const benchmarks[] = {
        &lt_benchmark_transport, &lt_benchmark_full,      &lt_benchmark_deposition,  &lt_benchmark_inventory,
        &lt_benchmark_met,       &lt_benchmark_chemistry, &lt_benchmark_equilibrium, NULL};
    return lt_bench_command(cli, benchmarks);
}

/* --- commands ----------------------------------------------------------------------------------------------------- */

typedef struct lt_command {
    const char *name, *synopsis, *text;
    lt_status (*run)(const lt_cli *cli);
    const char *options; /* all that it takes; a command may take fewer with some of its verbs */
} lt_command;

static const lt_command commands[] = {
    {"run", "run CASE", "run what is out of date of a case: a shipped name, a folder or a case.yaml", command_run,
     "out lang start days grid met obs threads quiet force case"},
    {"grid", "grid NAME", "make and show a grid: liaoning-27, liaoning-9, liaoning-27w or a file of yours",
     lt_grid_command, "out json quiet"},
    {"inventory",
     "inventory check|list|show ID|trace --species S|factors PROCESS|uncertainty|compare|export --as FORMAT [CASE] | "
     "update LEDGER | diff "
     "OLD NEW",
     "the emission ledger: totals beside published ones, its records, the rows that make a number, how sure it is, "
     "other formats",
     lt_inventory_command,
     "grid city cell sector species hour year top as gwp with start days draws threads out json lang quiet"},
    {"met", "met CASE|check FILE...",
     "show the weather that a case was made with, and all that it assumes; or check any weather file: ranges, gaps, "
     "roses, profiles; against tables of stations with --met",
     lt_met_command, "out lang start days grid met city threads json quiet"},
    {"model", "model CASE", "one run of the Eulerian model from the files of a case", lt_model_command,
     "out lang start days grid variant restart resume threads quiet"},
    {"box", "box CASE.yaml | --cells IN.nc OUT.nc",
     "gas chemistry in a box: one air parcel through hours and days (lantian example box), or many cells of a file",
     lt_box_command, "out as mechanism method engine rtol atol threads cells json lang quiet"},
    {"equilibrium", "equilibrium IN.csv OUT.csv",
     "aerosol thermodynamics, a row a state: from T_K in K, RH 0 to 1 and totals of Na, SO4, NH4, NO3, Cl, Ca, K, Mg "
     "in "
     "mol/m3 to gas, particle and water in mol/m3, pH, the residual and flags (lantian example equilibrium)",
     lt_equilibrium_command, "mode state activity water method skip-bad threads json lang quiet"},
    {"mechanism", "mechanism check|compile FILE",
     "check: what a gas mechanism in KPP's notation is: species, reactions, what it wants to be given, what does not "
     "balance; compile: C code of its solver, into the folder --out (kernels). To use the code, Lantian is built again "
     "from its sources (CMake, gcc or clang) with -DLT_MECHANISM_SOURCES=DIR; without it, box runs any mechanism by "
     "the "
     "interpreter",
     lt_mechanism_command, "json lang quiet out"},
    {"scenario", "scenario list|show ID|apply ID|shares ID",
     "measures and packages of the plan: what they say, what they do to emissions", lt_scenario_command,
     "out lang case strength reference json quiet"},
    {"post", "post CASE|DIR", "the tables of a finished case again", lt_post_command, "out lang json quiet"},
    {"example", "example KIND",
     "print the smallest valid input: case, grid, measure, package, ledger, station-met, stations-met, obs, mechanism, "
     "box, cells, equilibrium; or a "
     "request for "
     "weather: "
     "era5-request, gfs-request, ifs-request",
     lt_command_example, "quiet"},
    {"check", "check FILE", "judge any input file (YAML, CSV, netCDF, mechanism) and list all its faults",
     command_check, "quiet"},
    {"bench", "bench transport|full|deposition|inventory|met|chemistry|equilibrium",
     "measured speed and memory on this machine; chemistry: on given cells with --states, a day of a grid with --grid",
     command_bench, "json lang threads states grid quick quiet"},
    {"verify", "verify transport|inventory|met|chemistry|photolysis|deposition|equilibrium|DIR",
     "accuracy of transport, chemistry, deposition and aerosol equilibrium, answers of the inventory, beside their "
     "sources; or hash the "
     "files of a finished run again and compare",
     command_verify, "json lang threads quick quiet"},
};
enum { N_COMMANDS = sizeof commands / sizeof commands[0] };

static void say_usage(void) {
    lt_say("Lantian (蓝天) %s: emissions, transport and measures for Liaoning's air\n\n"
           "usage: lantian COMMAND [options]\n\n",
           lt_version());
    for (int n = 0; n < N_COMMANDS; ++n) lt_say("  lantian %s\n      %s\n", commands[n].synopsis, commands[n].text);
    lt_say("\n`lantian COMMAND --help` lists the options of a command. Start with: lantian run liaoning\n"
           "exit codes: 0 done, 1 a verification failed or an internal fault, 2 bad input or request, 3 environment\n");
}

static lt_status find_command(const char *name, const lt_command **out) {
    const char *names[N_COMMANDS];
    for (int n = 0; n < N_COMMANDS; ++n) {
        names[n] = commands[n].name;
        if (strcmp(name, names[n]) == 0) {
            *out = &commands[n];
            return LT_OK;
        }
    }
    const char *near = lt_nearest_name(name, names, N_COMMANDS);
    return LT_RAISE(LT_ERR_USAGE, .what = "unknown command", .where = "command line",
                    .expected = "a command of `lantian --help`", .found = lt_fmt("%s", name),
                    .todo = near ? lt_fmt("did you mean `lantian %s`?", near) : "see `lantian --help`");
}

static lt_status dispatch(int argc, char **argv) {
    lt_cli cli;
    const lt_command *command = NULL;
    LT_TRY(lt_cli_parse(argc, argv, &cli));
    if (cli.quiet) lt_log_set_sinks(say_sink, NULL);
    if (!cli.quiet && isatty(STDERR_FILENO)) lt_progress_set_sink(progress_sink);
    if (!cli.command)
        return LT_RAISE(LT_ERR_USAGE, .what = "no command", .where = "command line",
                        .expected = "lantian COMMAND [options]", .found = "options only",
                        .todo = "see `lantian --help`");
    LT_TRY(find_command(cli.command, &command));
    if (cli.help) {
        lt_say("usage: lantian %s\n  %s\n%s", command->synopsis, command->text, lt_cli_help(command->options));
        return LT_OK;
    }
    LT_TRY(lt_cli_allow(&cli, command->options));
    return command->run(&cli);
}

static lt_status answer(int argc, char **argv) {
    const char *first = argc > 1 ? argv[1] : "--help";
    const bool help = strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0 || strcmp(first, "help") == 0;
    const bool version = strcmp(first, "--version") == 0;
    if (!help && !version) return dispatch(argc, argv);
    if (help) say_usage();
    if (version) lt_say("lantian %s\n", lt_version());
    return LT_OK;
}

/* What could not be printed has not been said: `lantian ... > file` on a full disk is no success. */
static lt_status check_output(void) {
    if (fflush(stdout) != 0 && !output_error) output_error = errno;
    if (!output_error && !ferror(stdout)) return LT_OK;
    return lt_errno_raise(output_error ? output_error : EIO, "write the results", "standard output");
}

int main(int argc, char **argv) {
    wait_asleep(argv);
    lt_inventory_grid_maker = make_grid;
    lt_case_link = lt_link_case;
    lt_gridded_add_reader(&lt_gridded_reader_grib);
    setvbuf(stdout, NULL, _IOLBF, 0);
    lt_log_set_sinks(say_sink, log_sink);
    lt_status status = answer(argc, argv);
    if (status == LT_OK) status = check_output();
    if (status != LT_OK) {
        char text[8192];
        lt_error_text(status, text, sizeof text);
        fprintf(stderr, "%s%s", text, text[0] && text[strlen(text) - 1] == '\n' ? "" : "\n");
    }
    return argc < 2 && status == LT_OK ? lt_status_exit_code(LT_ERR_USAGE) : lt_status_exit_code(status);
}
