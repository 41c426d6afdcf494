/* cli_options.c - the options that commands share: one table, from which reading, refusing and help come. */
#include "base/cli_private.h"

#include <stdio.h>
#include <string.h>

enum {
    MOST_DAYS = 3660,
    MOST_THREADS = 1024,
    MOST_ROWS = 1000000,
    MOST_DRAWS = 1000000,
    MOST_GRACE = 86400,
    MOST_RANKS = 1000000,
    LEFT = 48
};

#define AT(member) offsetof(lt_cli, member)
const lt_cli_option lt_cli_options[] = {
    {"out", "DIR", LT_CLI_TEXT, AT(out), 0, "folder of the results", "结果文件夹", true},
    {"lang", "zh|en", LT_CLI_CHOICE, AT(lang), 0, "language of reports and help", "报告与帮助的语言", true},
    {"start", "YYYY-MM-DD", LT_CLI_DATE, AT(start), 0, "first day of the first period (UTC+8); the others are left out",
     "首个时段的第一天（北京时间）；其余时段略去", false},
    {"days", "N", LT_CLI_COUNT, AT(days), MOST_DAYS, "length of the first period; the others are left out",
     "首个时段的天数；其余时段略去", false},
    {"grid", "G", LT_CLI_TEXT, AT(grid), 0, "name or file of a grid definition", "网格的名称或定义文件", false},
    {"met", "FILE", LT_CLI_FILES, AT(met), 0,
     "weather of the run (a pattern in quotes stands for all its files); may be given several times",
     "运行所用气象文件（引号中的通配式代表其全部文件）；可多次给出", false},
    {"obs", "FILE", LT_CLI_FILES, AT(obs), 0, "observations to compare with; may be given several times",
     "用于对比的观测；可多次给出", false},
    {"archive", "FILE", LT_CLI_TEXT, AT(archive), 0, "archive of observations (SQLite)", "观测数据库（SQLite）", true},
    {"stations", "FILE", LT_CLI_FILES, AT(stations), 0,
     "list of stations (columns code, lon, lat; name_en, name_zh, area_en); may be given several times",
     "站点表（列 code、lon、lat；name_en、name_zh、area_en）；可多次给出", false},
    {"restart", "FILE", LT_CLI_TEXT, AT(restart), 0, "state to begin from", "起始状态文件", false},
    {"case", "PATH", LT_CLI_TEXT, AT(case_path), 0, "case whose settings are used", "采用其设置的算例", false},
    {"variant", "NAME", LT_CLI_TEXT, AT(variant), 0,
     "one run of a case: base, noise, a draw, the reference or a package (all: the package of that name, not every "
     "run)",
     "算例的一个运行：base、noise、一次抽样、参考情景或一个措施包（all 是同名措施包，不是全部运行）", false},
    {"strength", "S", LT_CLI_TEXT, AT(strength), 0, "how much of the measures acts, 0 to 1", "措施实施的程度，0 至 1",
     false},
    {"reference", "NAME", LT_CLI_TEXT, AT(reference), 0, "what packages act on: a package, or base",
     "措施包所针对的基础：一个措施包或 base", false},
    {"as", "FORMAT", LT_CLI_TEXT, AT(as), 0, "format to write", "输出格式", false},
    {"gwp", "SET", LT_CLI_TEXT, AT(gwp), 0, "warming potentials: AR4, AR5 or AR6", "全球增温潜势：AR4、AR5 或 AR6",
     false},
    {"with", "SERIES", LT_CLI_TEXT, AT(with), 0, "table of new numbers for a ledger", "清单新数据表", false},
    {"city", "NAME", LT_CLI_TEXT, AT(city), 0, "a city of Liaoning or another region of the inventory",
     "辽宁的城市，或清单的其他区域", false},
    {"sector", "NAME", LT_CLI_TEXT, AT(sector), 0, "a sector of the inventory", "清单的部门", false},
    {"species", "S", LT_CLI_TEXT, AT(species), 0, "a pollutant, ofp, oh or a species of emissions.nc",
     "污染物、ofp、oh 或 emissions.nc 的物种", false},
    {"cell", "I,J|LON,LAT", LT_CLI_TEXT, AT(cell), 0, "a cell of the grid", "网格单元", false},
    {"hour", "YYYY-MM-DDTHH", LT_CLI_TEXT, AT(hour), 0, "the hour that begins then (UTC+8)",
     "该时刻起的一小时（北京时间）", false},
    {"mechanism", "M", LT_CLI_TEXT, AT(mechanism), 0, "gas mechanism: a shipped one or a file .def",
     "气相机制：自带机制名或 .def 文件", false},
    {"states", "DIR", LT_CLI_TEXT, AT(states), 0, "folder of X_start.csv, X_pulse.csv, X_rates.csv, X_end.csv",
     "存有 X_start.csv、X_pulse.csv、X_rates.csv、X_end.csv 的文件夹", false},
    {"field", "DIR", LT_CLI_TEXT, AT(field), 0, "folder of pg_runs.csv, pg_arcs.csv, pg_conc.csv (a field experiment)",
     "存有 pg_runs.csv、pg_arcs.csv、pg_conc.csv 的文件夹（外场试验）", false},
    {"method", "NAME", LT_CLI_TEXT, AT(method), 0,
     "of chemistry: ros3, rodas3, rodas31, rodas4; of the equilibrium: newton, sweeps; of ozone: quadratic, cubic, "
     "grid",
     "化学：ros3、rodas3、rodas31、rodas4；气溶胶平衡：newton、sweeps；臭氧：quadratic、cubic、grid", false},
    {"engine", "best|generated|interpreter", LT_CLI_CHOICE, AT(engine), 0, "who solves the chemistry", "化学求解器",
     false},
    {"rtol", "X", LT_CLI_TEXT, AT(rtol), 0, "relative tolerance of the chemistry", "化学的相对容差", false},
    {"atol", "PPB", LT_CLI_TEXT, AT(atol), 0, "absolute tolerance of the chemistry", "化学的绝对容差", false},
    {"mode", "forward|reverse", LT_CLI_CHOICE, AT(mode), 0,
     "forward (default): totals of gas and particle; reverse: of the particle alone",
     "forward（正向，缺省）：总量为气相与颗粒之和；reverse（反向）：仅为颗粒", false},
    {"state", "metastable|stable", LT_CLI_CHOICE, AT(state), 0,
     "metastable (default): solution only; stable: salts crystallise",
     "metastable（亚稳，缺省）：仅溶液；stable（稳定）：盐可结晶", false},
    {"activity", "NAME", LT_CLI_TEXT, AT(activity), 0,
     "activity coefficients: kusik_meissner (default), isorropia, ideal",
     "活度系数：kusik_meissner（缺省）、isorropia、ideal", false},
    {"water", "smooth|percent", LT_CLI_CHOICE, AT(water), 0,
     "smooth (default): water at the humidity; percent: at its nearest percent, as ISORROPIA has it",
     "smooth（缺省）：按实际湿度取含水量；percent：如 ISORROPIA 取最近的整百分湿度", false},
    {"year", "Y", LT_CLI_COUNT, AT(year), 9999, "year whose activity counts", "采用其活动水平的年份", false},
    {"top", "N", LT_CLI_COUNT, AT(top), MOST_ROWS, "rows to show", "显示的行数", false},
    {"draws", "N", LT_CLI_COUNT, AT(draws), MOST_DRAWS, "draws of the numbers that are not known well",
     "不确定数值的抽样次数", false},
    {"threads", "N", LT_CLI_COUNT, AT(threads), MOST_THREADS, "threads to use", "线程数", true},
    {"json", NULL, LT_CLI_FLAG, AT(json), 0, "print one JSON object", "输出一个 JSON 对象", true},
    {"quiet", NULL, LT_CLI_FLAG, AT(quiet), 0, "no remarks and no progress line", "不显示提示与进度", true},
    {"quick", NULL, LT_CLI_FLAG, AT(quick), 0, "small sizes; long cases are left out and named",
     "小规模；略去并列出耗时算例", false},
    {"weak", NULL, LT_CLI_FLAG, AT(weak), 0, "a domain that grows with the ranks", "区域随进程数增大", false},
    {"force", NULL, LT_CLI_FLAG, AT(force), 0, "do it again though nothing changed", "即使没有变化也重做", true},
    {"cells", NULL, LT_CLI_FLAG, AT(cells), 0, "many cells: the names are the file with them and the file of results",
     "多个气块：两个文件名依次为输入与结果", false},
    {"skip-bad", NULL, LT_CLI_FLAG, AT(skip_bad), 0, "leave bad rows out and list them", "略去并列出有错的行", false},
    {"resume", NULL, LT_CLI_FLAG, AT(resume), 0, "go on with a run that was cut off", "继续被中断的运行", true},
    {"jobs", NULL, LT_CLI_FLAG, AT(jobs), 0,
     "make what the model runs share and print one command a run, to be run side by side by whatever you like",
     "先完成各模式运行共用的部分，再输出每个运行的一条命令，可由任意工具并行执行", true},
    {"only", "VARIANT/PERIOD", LT_CLI_TEXT, AT(only), 0, "one of the model runs that --jobs lists",
     "--jobs 所列模式运行中的一个", true},
    {"ranks", "N", LT_CLI_COUNT, AT(ranks), MOST_RANKS, "processes of MPI that share a model run (1)",
     "共同完成一个模式运行的 MPI 进程数（缺省 1）", true},
    {"layout", "PXxPY", LT_CLI_TEXT, AT(layout), 0,
     "blocks of the grid along x and y, one a rank; without it what suits the number of ranks",
     "网格沿 x 与 y 方向的分块数，每个进程一块；缺省按进程数自动选取", true},
    {"nest-layout", "PXxPY", LT_CLI_TEXT, AT(nest_layout), 0,
     "the same of a nest, on the first ranks, also fewer; without it as many as shorten its steps",
     "嵌套网格的分块数，用前若干进程，可少于总数；缺省取能缩短其步长计算时间的进程数", true},
    {"output", "gather|parallel|rank", LT_CLI_CHOICE, AT(output), 0,
     "who writes fields of cells: rank 0 for all (gather, default), all together (parallel), the last, which computes "
     "nothing (rank)",
     "网格场文件由谁写：0 号进程代写（gather，缺省）、全部共同写（parallel）、末位进程专写（rank）", true},
    {"finished", NULL, LT_CLI_FLAG, AT(finished), 0,
     "take the model runs that are finished; if some are not, name them and go no further",
     "收取已完成的模式运行；若有未完成者，列出后停止", true},
    {"at-once", "N", LT_CLI_COUNT, AT(at_once), MOST_ROWS,
     "most model runs at one time (of a queue: no limit; --local: as many as have processors)",
     "同时进行的模式运行数上限（队列缺省不限；--local 缺省按处理器数）", true},
    {"partition", "NAME", LT_CLI_TEXT, AT(partition), 0, "partition of the queue", "队列分区", true},
    {"account", "NAME", LT_CLI_TEXT, AT(account), 0, "account that the jobs are charged to", "作业计费账户", true},
    {"time", "D-HH:MM:SS", LT_CLI_TEXT, AT(time), 0,
     "time limit of a job; a model run that meets it goes on in another",
     "单个作业的时限；未完成的模式运行在后续作业中继续", true},
    {"grace", "S", LT_CLI_COUNT, AT(grace), MOST_GRACE,
     "seconds before the time limit when a run is told to write its restart file (300)",
     "到时限前多少秒通知运行写出重启文件（缺省 300）", true},
    {"attempts", "N", LT_CLI_COUNT, AT(attempts), MOST_ROWS, "most starts of one member (100)",
     "同一成员的最多启动次数（缺省 100）", true},
    {"local", NULL, LT_CLI_FLAG, AT(local), 0, "run the scripts here, without a queue, and wait for them",
     "不经队列，在本机运行脚本并等待完成", true},
    {"dry-run", NULL, LT_CLI_FLAG, AT(dry_run), 0, "write the scripts and print them; submit nothing",
     "写出并打印脚本，不提交", true},
    {"member", "N", LT_CLI_TEXT, AT(member), 0, "run one member of a plan, as its scripts do (--out: of the plan)",
     "运行计划中的一个成员，供脚本使用（--out 为计划所在文件夹）", true},
    {"help", NULL, LT_CLI_FLAG, AT(help), 0, "this text", "本说明", false},
};
_Static_assert(sizeof lt_cli_options / sizeof *lt_cli_options == LT_CLI_N_OPTIONS,
               "the number of options in cli_private.h");

bool lt_cli_is_listed(const char *name, const char *list) {
    size_t length = strlen(name);
    for (const char *word = list + strspn(list, " "); *word; word += strspn(word, " ")) {
        size_t n = strcspn(word, " ");
        if (n == length && memcmp(word, name, n) == 0) return true;
        word += n;
    }
    return false;
}

static const char *left_of(const lt_cli_option *option, char out[LEFT]) {
    snprintf(out, LEFT, "%s--%s %s", strcmp(option->name, "help") == 0 ? "-h, " : "", option->name,
             option->value ? option->value : "");
    return out;
}

static bool is_helped(const lt_cli_option *option, const char *list) {
    return strcmp(option->name, "help") == 0 || lt_cli_is_listed(option->name, list);
}

const char *lt_cli_help(const char *list, bool chinese) {
    static _Thread_local char text[4096];
    char left[LEFT];
    size_t used = 0;
    int width = 0;
    text[0] = '\0';
    for (int o = 0; o < LT_CLI_N_OPTIONS; o++) {
        const int own = is_helped(&lt_cli_options[o], list) ? (int)strlen(left_of(&lt_cli_options[o], left)) : 0;
        if (own > width) width = own;
    }
    for (int o = 0; o < LT_CLI_N_OPTIONS && used < sizeof text; o++) {
        if (!is_helped(&lt_cli_options[o], list)) continue;
        int n = snprintf(text + used, sizeof text - used, "  %-*s %s\n", width, left_of(&lt_cli_options[o], left),
                         chinese ? lt_cli_options[o].doc_zh : lt_cli_options[o].doc);
        if (n > 0) used += (size_t)n;
    }
    return text;
}
