/* case.c - case.yaml: where it is found, its schema, what the command line overrides. */
#include "base/case_files.h"
#include "base/csv.h"
#include "base/job.h"
#include "base/log.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* As --days: hours are counted in long, and no file of ten years of hours would be read by anyone. */
#define LONGEST_S (3660.0 * LT_DAY)

static const lt_config_row period_rows[] = {
    {.key = "id", .type = LT_TEXT, .offset = offsetof(lt_period, id), .doc = "short name, part of file names"},
    {.key = "start", .type = LT_DATE, .offset = offsetof(lt_period, start), .doc = "first hour that counts (UTC+8)"},
    {.key = "length",
     .type = LT_REAL_UNIT,
     .offset = offsetof(lt_period, length_s),
     .unit = "s",
     .min = LT_HOUR,
     .max = LONGEST_S,
     .doc = "whole hours, e.g. 7 day"},
    {.key = "spinup",
     .type = LT_REAL_UNIT,
     .offset = offsetof(lt_period, spinup_s),
     .unit = "s",
     .fallback = "4 day",
     .min = 0,
     .max = LONGEST_S,
     .doc = "run before the start and thrown away, whole hours"},
    {.key = "draws",
     .type = LT_INT,
     .offset = offsetof(lt_period, draws),
     .fallback = "1",
     .min = 1,
     .max = 9,
     .doc = "runs of base with different draws of a weather that is known in part"},
    {.key = "weight",
     .type = LT_REAL_UNIT,
     .offset = offsetof(lt_period, weight),
     .unit = "1",
     .fallback = "0",
     .min = 0,
     .max = 1e6,
     .doc = "what it stands for in means over the periods (days of the year, or a share); 0: all alike"},
    {.key = "met",
     .type = LT_ANY,
     .offset = offsetof(lt_period, met),
     .fallback = "",
     .doc = "section met of this period, in place of the case's"},
    {0},
};

static const lt_config_row removal_rows[] = {
    {.key = "package",
     .type = LT_TEXT,
     .offset = offsetof(lt_removal, package),
     .fallback = "",
     .doc = "package of the case whose measures are taken out one by one"},
    {.key = "without",
     .type = LT_TEXTS,
     .offset = offsetof(lt_removal, without),
     .fallback = "",
     .doc = "ids of its measures"},
    {0},
};

static const lt_config_row alert_rows[] = {
    {.key = "tier",
     .type = LT_TEXT,
     .offset = offsetof(lt_alert, tier),
     .fallback = "",
     .choices = "yellow|orange|red|",
     .doc = "measures of this tier and of those below hold; default: those that the package has"},
    {.key = "start",
     .type = LT_DATE,
     .offset = offsetof(lt_alert, start),
     .doc = "first hour in which measures hold (UTC+8), a whole hour"},
    {.key = "end",
     .type = LT_DATE,
     .offset = offsetof(lt_alert, end),
     .doc = "hour at whose beginning they cease (UTC+8)"},
    {.key = "lead",
     .type = LT_REAL_UNIT,
     .offset = offsetof(lt_alert, lead_s),
     .unit = "s",
     .fallback = "0 h",
     .min = 0,
     .max = 30.0 * LT_DAY,
     .doc = "the warning is issued so long before the start, whole hours"},
    {0},
};

static const lt_config_row group_rows[] = {
    {.key = "id", .type = LT_TEXT, .offset = offsetof(lt_group, id), .doc = "short name of the group"},
    {.key = "members",
     .type = LT_TEXTS,
     .offset = offsetof(lt_group, members),
     .doc = "members of the package, in one group each"},
    {.key = "alone",
     .type = LT_TEXT,
     .offset = offsetof(lt_group, alone),
     .fallback = "",
     .doc = "package of the case that is this group alone; found where it is not named"},
    {0},
};

static const lt_config_row grouping_rows[] = {
    {.key = "package",
     .type = LT_TEXT,
     .offset = offsetof(lt_grouping, package),
     .fallback = "",
     .doc = "package of the case"},
    {.key = "groups",
     .type = LT_MAPS,
     .offset = offsetof(lt_grouping, groups),
     .fallback = "",
     .sub = group_rows,
     .sub_size = sizeof(lt_group),
     .doc = "list of maps with id and members; absent: every member is a group"},
    {0},
};

static const lt_config_row draws_rows[] = {
    {.key = "n",
     .type = LT_INT,
     .offset = offsetof(lt_inventory_draws, n),
     .fallback = "0",
     .min = 0,
     .max = LT_MOST_INVENTORY_DRAWS,
     .doc = "how many draws; each is a run of base and of every package listed, in every period"},
    {.key = "packages",
     .type = LT_TEXTS,
     .offset = offsetof(lt_inventory_draws, packages),
     .fallback = "",
     .doc = "packages of the case that run on every draw"},
    {0},
};

const lt_config_row lt_case_rows[] = {
    {.key = "case", .type = LT_TEXT, .offset = offsetof(lt_case, id), .doc = "short name of the case"},
    {.key = "title_en", .type = LT_TEXT, .offset = offsetof(lt_case, title_en), .doc = "one line in English"},
    {.key = "title_zh", .type = LT_TEXT, .offset = offsetof(lt_case, title_zh), .doc = "one line in Chinese"},
    {.key = "grid", .type = LT_TEXT, .offset = offsetof(lt_case, grid), .doc = "name of a definition, or a file"},
    {.key = "nest",
     .type = LT_TEXT,
     .offset = offsetof(lt_case, nest),
     .fallback = "",
     .doc = "a grid inside `grid` that runs with it: name of a definition, or a file"},
    {.key = "nest_spinup",
     .type = LT_REAL_UNIT,
     .offset = offsetof(lt_case, nest_spinup_s),
     .unit = "s",
     .fallback = "1 day",
     .min = 0,
     .max = LONGEST_S,
     .doc = "spin-up of the nest, whole hours; before that its parent runs alone"},
    {.key = "judged_on",
     .type = LT_TEXT,
     .offset = offsetof(lt_case, judged_on),
     .fallback = "nest",
     .choices = "nest|grid",
     .doc = "in a case with a nest: the grid that evaluation, maps and report stand on"},
    {.key = "base_year",
     .type = LT_INT,
     .offset = offsetof(lt_case, base_year),
     .fallback = "2020",
     .min = 1990,
     .max = 2100,
     .doc = "year of the activity data; between the years of the tables interpolated"},
    {.key = "periods",
     .type = LT_MAPS,
     .offset = offsetof(lt_case, periods),
     .sub = period_rows,
     .sub_size = sizeof(lt_period),
     .doc = "list of maps with id, start, length, spinup"},
    {.key = "packages",
     .type = LT_TEXTS,
     .offset = offsetof(lt_case, packages),
     .fallback = "",
     .doc = "measures to compare with the base"},
    {.key = "reference",
     .type = LT_TEXT,
     .offset = offsetof(lt_case, reference),
     .fallback = "",
     .doc = "package of what has been done since the base year; the packages act on it"},
    {.key = "removal",
     .type = LT_MAP,
     .offset = offsetof(lt_case, removal),
     .fallback = "",
     .sub = removal_rows,
     .sub_size = sizeof(lt_removal),
     .doc = "runs of a package without one of its measures"},
    {.key = "alerts",
     .type = LT_MAPS,
     .offset = offsetof(lt_case, alerts),
     .fallback = "",
     .sub = alert_rows,
     .sub_size = sizeof(lt_alert),
     .doc = "hours in which the measures of alerts hold: list of maps with start, end, lead, tier"},
    {.key = "shapley",
     .type = LT_MAP,
     .offset = offsetof(lt_case, shapley),
     .fallback = "",
     .sub = grouping_rows,
     .sub_size = sizeof(lt_grouping),
     .doc = "runs for the shares of groups of a package's members"},
    {.key = "inventory_draws",
     .type = LT_MAP,
     .offset = offsetof(lt_case, inventory_draws),
     .fallback = "",
     .sub = draws_rows,
     .sub_size = sizeof(lt_inventory_draws),
     .doc = "runs on draws of the inventory's uncertain numbers: how sure concentrations are"},
    {.key = "ground", .type = LT_ANY, .offset = offsetof(lt_case, ground), .fallback = "", .doc = "section: rasters"},
    {.key = "inventory", .type = LT_ANY, .offset = offsetof(lt_case, inventory), .fallback = "", .doc = "section"},
    {.key = "met", .type = LT_ANY, .offset = offsetof(lt_case, met), .doc = "section: the weather of the run"},
    {.key = "model", .type = LT_ANY, .offset = offsetof(lt_case, model), .fallback = "", .doc = "section"},
    {.key = "evaluation", .type = LT_ANY, .offset = offsetof(lt_case, evaluation), .fallback = "", .doc = "section"},
    {0},
};

/* --- where the case is ---------------------------------------------------------------------------------------------*/

static bool is_folder(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool is_file(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

static int compare_names(const void *a, const void *b) {
    return strcmp(a, b);
}

/* Names of the folders of root that hold a case.yaml, sorted; at most most. */
static int shipped_cases(const char *root, char names[][64], int most) {
    DIR *folder = opendir(root);
    int n = 0;
    if (!folder) return 0;
    for (const struct dirent *entry; n < most && (entry = readdir(folder));) {
        size_t length = strlen(entry->d_name);
        if (entry->d_name[0] == '.' || length >= 64) continue;
        if (!is_file(lt_fmt("%s/%s/case.yaml", root, entry->d_name))) continue;
        memcpy(names[n++], entry->d_name, length + 1);
    }
    closedir(folder);
    qsort(names, (size_t)n, sizeof *names, compare_names);
    return n;
}

static lt_status no_such_case(const char *name) {
    enum { MOST = 32 };
    char names[MOST][64], root[1024];
    const char *pointers[MOST] = {0};
    int n = lt_share_path("scenarios", root, sizeof root) == LT_OK ? shipped_cases(root, names, MOST) : 0;
    for (int k = 0; k < n; k++) pointers[k] = names[k];
    const char *nearest = lt_nearest_name(name, pointers, n);
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("there is no case \"%s\"", name),
                    .expected = lt_fmt("a folder with case.yaml, a .yaml file%s%s", n ? ", or " : "",
                                       n ? lt_one_of(pointers, n) : ""),
                    .todo = nearest ? lt_fmt("did you mean %s?", nearest) : "correct the name",
                    .found = lt_fmt("\"%s\"", name), .where = "name of a case");
}

lt_status lt_case_find(const char *name, char *out, size_t size) {
    if (!name || !name[0])
        return LT_RAISE(LT_ERR_USAGE, .what = "no case is named", .expected = "the name, folder or file of a case",
                        .where = "command line", .found = "nothing", .todo = "lantian run liaoning, for example");
    const char *in_folder = lt_fmt("%s/case.yaml", name);
    const char *found = is_file(name) ? name : is_file(in_folder) ? in_folder : NULL;
    if (found) {
        if (strlen(found) >= size)
            return LT_RAISE(LT_ERR_INPUT, .what = "a path that is too long", .found = found, .where = "command line",
                            .expected = lt_fmt("less than %zu bytes", size), .todo = "name it from a nearer folder");
        strcpy(out, found);
        return LT_OK;
    }
    if (is_folder(name) && strchr(name, '/'))
        return LT_RAISE(LT_ERR_INPUT, .what = "the folder holds no case.yaml", .where = name,
                        .todo = "lantian example case prints one", .expected = "a file case.yaml in it",
                        .found = "none");
    bool could_ship = !strchr(name, '/') && name[0] != '.';
    if (could_ship && lt_share_path(lt_fmt("scenarios/%s/case.yaml", name), out, size) == LT_OK && is_file(out))
        return LT_OK;
    return no_such_case(name);
}

/* --- what the command line overrides -------------------------------------------------------------------------------*/

/* The title of a case may name its periods and grid: over others it is the case's name and what is run. */
static lt_status replace_text(char **member, const char *text) {
    char *copy = strdup(text);
    if (!copy) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a case");
    free(*member);
    *member = copy;
    return LT_OK;
}

static lt_status retitle(lt_case *setup) {
    const lt_period *periods = setup->periods.items;
    char start[24], end[24], line[256] = "";
    for (long p = 0; p < setup->periods.n && strlen(line) < 200; p++) {
        lt_time_local(periods[p].start, start);
        lt_time_local(periods[p].start + (lt_time)(periods[p].length_s + 0.5), end);
        const size_t used = strlen(line);
        snprintf(line + used, sizeof line - used, "%s%s - %s", p ? "; " : "", start, end);
    }
    LT_TRY(replace_text(&setup->title_en,
                        lt_fmt("%s, %s, grid %s (as the command line asks)", setup->id, line, setup->grid)));
    return replace_text(&setup->title_zh, lt_fmt("%s，%s，网格 %s（按命令行）", setup->id, line, setup->grid));
}

static void say_dropped(const lt_case *setup) {
    const lt_period *periods = setup->periods.items;
    for (long k = 1; k < setup->periods.n; k++)
        lt_remark(LT_LOG_WARNING, "--start and --days run the first period of %s alone: period %s is left out",
                  setup->id, periods[k].id);
}

/* "jan2014" must not stand in files and tables over another date: the id becomes the local date, "2015-01-01". */
static lt_status rename_period(lt_period *period) {
    const lt_civil local = lt_time_civil(period->start + LT_CST_OFFSET);
    const char *date = lt_fmt("%04d-%02d-%02d", local.year, local.month, local.day);
    return replace_text(&period->id, local.hour ? lt_fmt("%s-%02dh", date, local.hour) : date);
}

static lt_status override(lt_case *setup, const lt_cli *cli) {
    lt_period *periods = setup->periods.items;
    if (cli->start) LT_TRY_PLACE(lt_time_parse(cli->start, LT_CST_OFFSET, &periods[0].start), "--start");
    if (cli->start && periods[0].start % LT_HOUR != 0)
        return LT_RAISE(LT_ERR_USAGE, .what = "--start is not at a full hour", .found = cli->start,
                        .where = "command line", .expected = "e.g. 2020-01-06 or \"2020-01-06 13:00\"",
                        .todo = "give a full hour");
    if (cli->start) LT_TRY(rename_period(&periods[0]));
    if (cli->days) periods[0].length_s = (double)cli->days * LT_DAY;
    if (cli->start || cli->days) {
        say_dropped(setup);
        for (long k = 1; k < setup->periods.n; k++) lt_config_release(period_rows, &periods[k]);
        setup->periods.n = 1;
    }
    if (cli->grid && lt_case_has_nest(setup)) {
        lt_remark(LT_LOG_WARNING, "--grid runs %s alone: the nest %s is left out", cli->grid, setup->nest);
        LT_TRY(replace_text(&setup->nest, ""));
    }
    if (cli->grid) LT_TRY(replace_text(&setup->grid, cli->grid));
    if (!cli->start && !cli->days && !cli->grid) return LT_OK;
    LT_TRY_CONTEXT(lt_case_judge_alerts(setup, &(lt_faults){0}), "the hours that the command line asks for");
    return retitle(setup);
}

lt_status (*lt_case_link)(lt_case *setup) = NULL;

static lt_status read_case(const char *path, const lt_cli *cli, lt_case *setup) {
    setup->path = strdup(path);
    if (!setup->path) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a case");
    LT_TRY(lt_node_read(path, &setup->document));
    LT_TRY(lt_config_fill(setup->document, lt_case_rows, setup));
    LT_TRY(lt_case_judge(setup, &(lt_faults){0}));
    LT_TRY(lt_case_find_files(setup));
    if (lt_case_link) LT_TRY(lt_case_link(setup));
    return cli ? override(setup, cli) : LT_OK;
}

lt_status lt_case_read(const char *name, const lt_cli *cli, lt_case **out) {
    char path[1024];
    lt_case *setup = NULL;
    *out = NULL;
    LT_TRY(lt_case_find(name, path, sizeof path));
    LT_TRY(lt_calloc(1, sizeof *setup, &setup));
    lt_status status = read_case(path, cli, setup);
    if (status != LT_OK) {
        lt_case_free(setup);
        return lt_error_context(status, "reading the case %s", name);
    }
    *out = setup;
    return LT_OK;
}

void lt_case_free(lt_case *setup) {
    if (!setup) return;
    lt_config_release(lt_case_rows, setup);
    lt_node_free(setup->document);
    free(setup->path);
    lt_free(setup);
}
