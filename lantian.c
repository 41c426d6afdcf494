/* lantian.c - the front door: dispatches subcommands, fills the table of stages, and exits; how it prints stands in
 * lantian_door.c. */
#include "lantian_check.h"
#include "lantian_door.h"
#include "lantian_link.h"
#include "lantian_stages.h"

#include "base/cli.h"
#include "base/csv.h"
#include "base/job.h"
#include "base/log.h"
#include "base/outdir.h"
#include "grids/build/stage.h"
#include "inventory/bench/bench.h"
#include "model/aerosol/equilibrium/verify/verify.h"
#include "model/aerosol/verify/verify.h"
#include "model/chemistry/bench/bench.h"
#include "inventory/command/command.h"
#include "inventory/verify/verify.h"
#include "model/aerosol/equilibrium/command/command.h"
#include "model/aerosol/cloud/bench/bench.h"
#include "model/aerosol/equilibrium/bench/bench.h"
#include "model/aerosol/organics/bench/bench.h"
#include "model/analysis/command/analyse_command.h"
#include "model/bench/benchmarks.h"
#include "model/chemistry/box/box_command.h"
#include "model/chemistry/command/command.h"
#include "model/chemistry/verify/verify.h"
#include "model/deposition/verify/verify.h"
#include "model/gaussian/bench/bench.h"
#include "model/gaussian/verify/verify.h"
#include "model/met/bench/bench.h"
#include "model/driver/model_stage.h"
#include "model/gaussian/command/plume_command.h"
#include "model/met/gridded/grib/grib.h"
#include "model/met/met_command.h"
#include "model/met/verify/verify.h"
#include "model/photolysis/verify/verify.h"
#include "model/verify/verify.h"
#include "postproc/judgement/judge_command.h"
#include "postproc/judgement/targets_command.h"
#include "postproc/obs/archive/archive_command.h"
#include "postproc/ozone_desk/ozone_command.h"
#include "postproc/post_stage.h"
#include "scenarios/command.h"
#include "scenarios/run/road.h"
#include "scenarios/submit/overview.h"
#include "scenarios/submit/submit.h"

#include <stdbool.h>
#include <string.h>

/* --- the road ----------------------------------------------------------------------------------------------------- */

/* The inventory may not know how a grid is made; it is told here. */
static lt_status make_grid(const char *name, const lt_node *inventory, lt_grid **out) {
    return lt_grid_build(name, inventory, NULL, out, NULL);
}

static lt_status command_run(const lt_cli *cli) {
    if (cli->n_positional > 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "the command run wants one case", .where = "command line",
                        .expected = "lantian run CASE", .found = lt_fmt("%d names", cli->n_positional),
                        .todo = "name one case; run it again for the next");
    return lt_road_run(lt_stages, LT_N_STAGES, cli, NULL);
}

static lt_status command_submit(const lt_cli *cli) {
    return lt_submit_command(cli, lt_stages, LT_N_STAGES);
}

static lt_status command_check(const lt_cli *cli) {
    return lt_command_check(cli, lt_stages, LT_N_STAGES);
}

/* --- verify ------------------------------------------------------------------------------------------------------- */

/* context: the folder. */
static void report_file(const char *name, bool good, void *context) {
    const char *folder = context;
    const bool there = good || lt_path_exists(lt_fmt("%s/%s", folder, name));
    lt_say("%-9s %s\n", good ? "good" : there ? "DIFFERENT" : "MISSING", name);
}

/* A word that is no folder and nearly a topic. */
static lt_status no_topic(const char *word, const lt_verify_topic *const *topics) {
    const char *names[16];
    int n = 0;
    for (; topics[n] && n < 16; n++) names[n] = topics[n]->name;
    const char *near = lt_path_exists(word) || strchr(word, '/') ? NULL : lt_nearest_name(word, names, n);
    if (!near) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = "no topic and no folder of this name", .where = "command line",
                    .expected = lt_one_of(names, n), .found = word, .todo = lt_fmt("did you mean %s?", near));
}

/* A topic of the program, or the folder of a finished run (./transport if it has the name of a topic). */
static lt_status command_verify(const lt_cli *cli) {
    static const lt_verify_topic *const topics[] = {
        &lt_verify_transport,  &lt_verify_inventory,   &lt_verify_met,     &lt_verify_chemistry, &lt_verify_photolysis,
        &lt_verify_deposition, &lt_verify_equilibrium, &lt_verify_aerosol, &lt_verify_plume,     NULL};
    const lt_verify_topic *topic = lt_verify_find(topics, cli->n_positional > 0 ? cli->positional[0] : "");
    if (topic) return lt_verify_command(cli, topic);
    LT_TRY(lt_cli_allow(cli, "quiet"));
    if (cli->n_positional != 1)
        return LT_RAISE(
            LT_ERR_USAGE, .what = "the command verify wants one topic or folder", .where = "command line",
            .expected =
                "lantian verify transport|inventory|met|chemistry|photolysis|deposition|equilibrium|aerosol|plume, "
                "or lantian verify DIR",
            .found = lt_fmt("%d names", cli->n_positional), .todo = "name the folder of a finished run");
    LT_TRY(no_topic(cli->positional[0], topics));
    return lt_outdir_verify(cli->positional[0], report_file, (void *)cli->positional[0]);
}

static lt_status command_bench(const lt_cli *cli) {
    static const lt_benchmark *const benchmarks[] = {&lt_benchmark_transport,
                                                     &lt_benchmark_full,
                                                     &lt_benchmark_deposition,
                                                     &lt_benchmark_inventory,
                                                     &lt_benchmark_met,
                                                     &lt_benchmark_chemistry,
                                                     &lt_benchmark_equilibrium,
                                                     &lt_benchmark_organics,
                                                     &lt_benchmark_cloud,
                                                     &lt_benchmark_plume,
                                                     &lt_benchmark_analysis,
                                                     &lt_benchmark_ranks_cost,
                                                     NULL};
    return lt_bench_command(cli, benchmarks);
}

/* --- commands ----------------------------------------------------------------------------------------------------- */

typedef struct lt_command {
    const char *name, *synopsis, *text, *text_zh;
    lt_status (*run)(const lt_cli *cli);
    const char *options; /* all that it takes; a command may take fewer with some of its verbs */
} lt_command;

/* The targets of a finished run are judged where results are; the scenarios know none. */
static lt_status command_scenario(const lt_cli *cli) {
    if (cli->n_positional > 0 && strcmp(cli->positional[0], "targets") == 0) return lt_targets_command(cli);
    return lt_scenario_command(cli);
}

static const lt_command commands[] = {
    {"run", "run CASE", "run what is out of date of a case: a shipped name, a folder or a case.yaml",
     "运行算例中需要更新的部分：自带算例名、文件夹或 case.yaml", command_run,
     "out lang start days grid met obs threads quiet force case jobs only finished"},
    {"submit", "submit CASE",
     "a case through Slurm: its inputs, its model runs as a job array, and what takes them; a run goes on in another "
     "job after its time limit; --local: the same scripts without Slurm; --resume: what is not done yet",
     "将算例的各模式运行作为 Slurm 作业数组提交，先制备输入，后收取结果；到时限的运行在后续作业中继续；--local "
     "不经 Slurm 运行同样的脚本；--resume 只做未完成的",
     command_submit, LT_SUBMIT_OPTIONS},
    {"status", "status [CASE|DIR]",
     "what of a submission is done, running, waiting, failed, and why; without a name all below ./out",
     "提交的各成员：已完成、运行中、等待、失败及其原因；不给名称时列出 ./out 下全部", lt_overview_command,
     "out json lang quiet"},
    {"grid", "grid NAME", "make and show a grid: liaoning-27, liaoning-9, liaoning-27w or a file of yours",
     "生成并显示网格：liaoning-27、liaoning-9、liaoning-27w 或自定义文件", lt_grid_command, "out json quiet"},
    {"inventory",
     "inventory check|list|show ID|trace --species S|factors PROCESS|uncertainty|compare|export --as FORMAT [CASE] | "
     "update LEDGER | diff "
     "OLD NEW",
     "the emission ledger: totals beside published ones, its records, the rows that make a number, how sure it is, "
     "other formats",
     "排放清单：与公布总量对比、逐条记录、某一数值的来源行、不确定性、其他格式", lt_inventory_command,
     "grid city cell sector species hour year top as gwp with start days draws threads out json lang quiet"},
    {"met", "met CASE|check FILE...",
     "show the weather that a case was made with, and all that it assumes; or check any weather file: ranges, gaps, "
     "roses, profiles; against tables of stations with --met",
     "显示算例所用气象及其全部假定；或检查任意气象文件：范围、缺测、风玫瑰、廓线；加 --met 与站点表对比",
     lt_met_command, "out lang start days grid met city threads json quiet"},
    {"model", "model CASE", "one run of the Eulerian model from the files of a case", "用算例文件进行一次欧拉模式运行",
     lt_model_command, "out lang start days grid variant restart resume threads quiet"},
    {"analyse", "analyse CASE --restart FILE|DIR --obs OBS.nc",
     "correct the state of a restart file by the stations of the hour that ends there (optimal interpolation), or "
     "those of a folder as members of an ensemble (LETKF); lantian model CASE --restart begins from what it writes",
     "用该时刻结束的一小时站点观测订正重启动文件的状态（最优插值），或将文件夹内各文件作为集合成员订正（LETKF）；"
     "lantian model CASE --restart 从所写文件起算",
     lt_analyse_command, LT_ANALYSE_OPTIONS},
    {"box", "box CASE.yaml | --cells IN.nc OUT.nc",
     "gas chemistry in a box: one air parcel through hours and days (lantian example box), or many cells of a file",
     "箱式气相化学：一个气块数小时至数日（lantian example box），或一个文件中的多个气块", lt_box_command,
     "out as mechanism method engine rtol atol threads cells json lang quiet"},
    {"equilibrium", "equilibrium IN.csv OUT.csv",
     "aerosol thermodynamics, a row a state: from T_K in K, RH 0 to 1 and totals of Na, SO4, NH4, NO3, Cl, Ca, K, Mg "
     "in "
     "mol/m3 to gas, particle and water in mol/m3, pH, the residual and flags (lantian example equilibrium)",
     "气溶胶热力学，每行一个状态：由 T_K（K）、RH（0 至 1）及 Na、SO4、NH4、NO3、Cl、Ca、K、Mg "
     "总量（mol/m3）求气相、颗粒与水（mol/m3）、pH、残差与标记（lantian example equilibrium）",
     lt_equilibrium_command, "mode state activity water method skip-bad threads json lang quiet"},
    {"plume", "plume CASE.yaml",
     "the Gaussian model near stacks, areas and roads: hour by hour at receptors from 1 m to 50 km, with weather of a "
     "table, of AERMET or of a run; means, highest values, percentiles, who makes them (lantian example plume)",
     "近场高斯模式：烟囱、面源与道路，逐时计算 1 米至 50 千米各受体浓度，气象取自数据表、AERMET 或已有算例；平均值、"
     "最大值、百分位数与各源贡献（lantian example plume）",
     lt_plume_command, "out threads json lang quiet"},
    {"mechanism", "mechanism check|compile FILE",
     "check: what a gas mechanism in KPP's notation is: species, reactions, what it wants to be given, what does not "
     "balance; compile: C code of its solver, into the folder --out (kernels). To use the code, Lantian is built again "
     "from its sources (CMake, gcc or clang) with -DLT_MECHANISM_SOURCES=DIR; without it, box runs any mechanism by "
     "the "
     "interpreter",
     "check：KPP 格式气相机制的内容：物种、反应、所需输入、不守恒之处；compile：将其求解器生成 C 代码到文件夹 "
     "--out（kernels），再用源码（CMake，gcc 或 clang）以 -DLT_MECHANISM_SOURCES=DIR 重新构建；不重建时 box "
     "以解释方式运行任何机制",
     lt_mechanism_command, "json lang quiet out"},
    {"scenario", "scenario list|show ID|apply ID|shares ID|compare ID ...|targets CASE",
     "measures and packages of the plan: what they say, what they do to emissions; compare: side by side, with CO2, "
     "costs where a source gives them, and with --case of a finished run the change in the air; targets: those of the "
     "documents against a finished run, with --obs projected on the observations of its base year",
     "规划中的措施与措施包：内容及其对排放的影响；compare：多个措施包并列，含减污降碳协同、有出处的成本，--case "
     "为已完成的算例时含浓度变化；targets：以已完成的算例对照规划目标，--obs 给出基准年观测时含锚定推算",
     command_scenario, "out lang case strength reference variant obs year json quiet"},
    {"post", "post CASE|DIR", "the tables of a finished case again", "重新生成已完成算例的表格", lt_post_command,
     "out lang json quiet"},
    {"judge", "judge FILE...|CASE|DIR",
     "observations (tables of days or hours) or a finished case by HJ 633, HJ 663 and GB 3095, regimes of 2012 and "
     "2026 side by side: AQI, good and heavy days, statistics, attainment, targets of the plan; --top N: the worst "
     "days; "
     "--hour: one hour",
     "按 HJ 633、HJ 663 与 GB 3095（2012 与 2026 并列）"
     "评价观测（日或小时数据表）或已完成的算例：AQI、优良与重污染天数、"
     "统计值、达标、规划目标；--top N：最差的日子；--hour：某一小时",
     lt_judge_command, "out variant city year hour top obs json lang quiet"},
    {"ozone", "ozone CASE|DIR",
     "ozone over cuts of NOx and VOC of a finished case (ozone-surface): surface, sensitivity and regime by city, the "
     "cut "
     "of VOC that holds ozone, firms and cells by reactive VOC; --city: its isopleths; --method "
     "quadratic|cubic|grid; --out: tables and the regime by cell",
     "已完成算例（ozone-surface）中臭氧对NOx与VOCs减排的响应：各市响应面、敏感性与控制区、使臭氧不升的VOCs减排、"
     "企业与网格按活性VOCs排序；--city：等值线表；--method quadratic|cubic|grid；--out：数据表与逐格控制区",
     lt_ozone_command, "out city top method json lang quiet"},
    {"obs", "obs import FILE...|coverage|history STATION|check|export",
     "observations of stations in an archive that grows by day: import files (national network, consulate, any table "
     "of "
     "hours), with quality flags and revisions; what there is by station, species and month; what values were before; "
     "hours as obs.nc",
     "站点观测数据库，逐日增长：import 导入文件（国控网、领事馆、任意小时表），含质量标记与修订；coverage "
     "按站点、物种、月份统计；history 列出修订；export 输出 obs.nc",
     lt_archive_command, LT_ARCHIVE_OPTIONS},
    {"example", "example KIND",
     "print the smallest valid input: case, emergency, grid, measure, package, cut-list, ledger, station-met, "
     "stations-met, obs, obs-hours, mechanism, "
     "box, cells, equilibrium, plume, plume-met; or a "
     "request for "
     "weather: "
     "era5-request, gfs-request, ifs-request",
     "输出最小的有效输入：case、emergency、grid、measure、package、cut-list、ledger、station-met、stations-"
     "met、obs、obs-hours、mechanism、box、cells、equilibrium、plume、plume-met；或气象下载请求：era5-request、gfs-"
     "request、ifs-"
     "request",
     lt_command_example, "quiet"},
    {"check", "check FILE|CASE",
     "judge any input file (YAML, CSV, netCDF, mechanism, AERMET), or a case by its folder or shipped name, and list "
     "all its faults",
     "检查任意输入文件（YAML、CSV、netCDF、机制、AERMET），或按文件夹、自带名称检查算例，并列出全部错误", command_check,
     "quiet"},
    {"bench",
     "bench transport|full|deposition|inventory|met|chemistry|equilibrium|organics|cloud|plume|analysis|ranks-cost",
     "measured speed and memory on this machine; chemistry: on given cells with --states, a day of a grid with --grid",
     "在本机实测速度与内存；chemistry：加 --states 用给定气块，加 --grid 为网格的一天", command_bench,
     "json lang threads states grid quick quiet"},
    {"verify", "verify transport|inventory|met|chemistry|photolysis|deposition|equilibrium|aerosol|plume|DIR",
     "accuracy of transport, chemistry, deposition, aerosol equilibrium and plumes, answers of the inventory, beside "
     "their sources; or hash the files of a finished run again and compare",
     "输运、化学、沉降、气溶胶平衡与烟羽的精度及清单结果，与其来源对照；或重新计算已完成运行的文件校验和并比较",
     command_verify, "json lang threads quick quiet field out"},
};
enum { N_COMMANDS = sizeof commands / sizeof commands[0] };

static const char *text_of(const lt_command *command, bool chinese) {
    return chinese ? command->text_zh : command->text;
}

static lt_status say_usage(bool chinese) {
    lt_say(chinese ? "Lantian（蓝天）%s：辽宁大气的排放、输送与措施\n\n用法：lantian COMMAND [选项]\n\n"
                   : "Lantian (蓝天) %s: emissions, transport and measures for Liaoning's air\n\n"
                     "usage: lantian COMMAND [options]\n\n",
           lt_version());
    for (int n = 0; n < N_COMMANDS; ++n)
        lt_say("  lantian %s\n      %s\n", commands[n].synopsis, text_of(&commands[n], chinese));
    lt_say("%s",
           chinese
               ? "\n`lantian COMMAND --help --lang zh` 列出一个命令的选项。可从这里开始：lantian run liaoning\n"
                 "退出码：0 完成，1 验证未通过、有状态无解或内部错误，2 输入或请求有误，3 环境问题\n"
               : "\n`lantian COMMAND --help` lists the options of a command; 中文: --lang zh. Start with: lantian run "
                 "liaoning\nexit codes: 0 done, 1 a verification failed, a state has no solution or an internal fault, "
                 "2 bad input or request, 3 environment\n");
    return LT_OK;
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

static const char *options_of(const char *name) {
    for (int n = 0; n < N_COMMANDS; ++n)
        if (strcmp(name, commands[n].name) == 0) return commands[n].options;
    return NULL;
}

static lt_status dispatch(int argc, char **argv) {
    lt_cli cli;
    const lt_command *command = NULL;
    LT_TRY(lt_cli_parse(argc, argv, &cli));
    lt_door_remarks(!cli.quiet);
    if (!cli.command && cli.help) return say_usage(lt_cli_chinese(&cli));
    if (!cli.command)
        return LT_RAISE(LT_ERR_USAGE, .what = "no command", .where = "command line",
                        .expected = "lantian COMMAND [options]", .found = "options only",
                        .todo = "see `lantian --help`");
    LT_TRY(find_command(cli.command, &command));
    if (cli.help) {
        const bool zh = lt_cli_chinese(&cli);
        lt_say("%slantian %s\n  %s\n%s", zh ? "用法：" : "usage: ", command->synopsis, text_of(command, zh),
               lt_cli_help(command->options, zh));
        return LT_OK;
    }
    LT_TRY(lt_cli_allow(&cli, command->options));
    return command->run(&cli);
}

static lt_status answer(int argc, char **argv) {
    const char *first = argc > 1 ? argv[1] : "help";
    lt_cli cli;
    if (strcmp(first, "--version") == 0) {
        lt_say("lantian %s\n", lt_version());
        return LT_OK;
    }
    if (argc > 1 && strcmp(first, "help") != 0) return dispatch(argc, argv);
    LT_TRY(lt_cli_parse(argc, argv, &cli));
    return say_usage(lt_cli_chinese(&cli));
}

int main(int argc, char **argv) {
    lt_door_wait_asleep(argv);
    lt_inventory_grid_maker = make_grid;
    lt_case_link = lt_link_case;
    lt_cli_options_of = options_of;
    lt_gridded_add_reader(&lt_gridded_reader_grib);
    lt_door_open();
    lt_status status = answer(argc, argv);
    if (status == LT_OK) status = lt_door_check_output();
    if (status != LT_OK) lt_door_print_error(status);
    return argc < 2 && status == LT_OK ? lt_status_exit_code(LT_ERR_USAGE) : lt_status_exit_code(status);
}
