/* lantian_check.c - part of the front door: prints examples of the inputs, and judges any of them (lantian_check.h). */
#include "lantian_check.h"

#include "base/log.h"
#include "base/ncio.h"
#include "base/outdir.h"
#include "lantian_kinds.h"
#include "model/chemistry/box/cells.h"
#include "model/chemistry/command/command.h"
#include "model/chemistry/mechanism/mechanism.h"
#include "model/met/check/check.h"
#include "model/met/gridded/gridded.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { LEAST_WORDS = 2, MAX_KINDS = 64 };

static const lt_kind mechanism[] = {{"mechanism", NULL, "", lt_mechanism_example, NULL}, {0}};
static const lt_kind states[] = {{"states", NULL, "", NULL, lt_kinds_judge_states}, {0}}; /* a folder */
static const lt_kind *const forms[] = {lt_kinds_yaml, lt_kinds_table,  lt_kinds_netcdf, mechanism,
                                       states,        lt_kinds_aermet, lt_kinds_request};
enum { YAML, TABLE, NETCDF, MECHANISM, STATES, AERMET, N_FORMS, REQUEST = N_FORMS, N_SHOWN };
static const char *const form_names[N_FORMS] = {"YAML", "table", "netCDF file", "mechanism", "folder", "AERMET file"};

/* --- which form and which kind ------------------------------------------------------------------------------------ */

/* "cb6r5", where no file has that name. */
static bool is_shipped_mechanism(const char *name) {
    char path[PATH_MAX];
    if (strpbrk(name, "/.") || lt_path_exists(name)) return false;
    if (lt_mechanism_file(name, path, sizeof path) == LT_OK) return true;
    lt_error_clear();
    return false;
}

static int count_of(const char *text, char sign) {
    int n = 0;
    for (; *text; text++) n += *text == sign;
    return n;
}

/* A table under another name than .csv: its first line that is no remark has two separators and more, and begins like
 * no YAML. */
static bool has_table_line(const char *path, const char *dot) {
    static const char *const documents[] = {".yaml", ".yml", ".json"};
    char line[4096] = "#";
    for (int k = 0; k < 3; k++)
        if (dot && strcmp(dot, documents[k]) == 0) return false;
    struct stat info;
    FILE *file = stat(path, &info) == 0 && S_ISREG(info.st_mode) ? fopen(path, "r") : NULL; /* a pipe is read once */
    if (!file) return false;
    while (line[strspn(line, " \t\r\n")] == '\0' || line[0] == '#')
        if (!fgets(line, sizeof line, file)) break;
    const bool failed = ferror(file) || feof(file);
    fclose(file);
    if (failed && line[0] == '#') return false;
    const size_t to_sign = strcspn(line, ",;\t");
    const char *colon = strstr(line, ": ");
    if (strchr("{[-%", line[0]) || (colon && (size_t)(colon - line) < to_sign)) return false;
    return count_of(line, ',') > 1 || count_of(line, ';') > 1 || count_of(line, '\t') > 1;
}

/* netCDF is told by its first bytes, a table (.csv and a mechanism (.def, .kpp) and its parts (.spc, .eqn) by their
 * names, a shipped mechanism by the name it has, a folder of states by its tables, AERMET's files by their endings or
 * header, all else is YAML. */
static int form_of(const char *path) {
    if (lt_cells_are_states(path)) return STATES;
    const char *dot = strrchr(path, '.');
    static const char *const mechanisms[] = {".def", ".kpp", ".spc", ".eqn"};
    for (int k = 0; k < 4; k++)
        if (dot && strcmp(dot, mechanisms[k]) == 0) return MECHANISM;
    if ((dot && strcmp(dot, ".nc") == 0) || lt_nc_is(path)) return NETCDF;
    if (dot && (strcmp(dot, ".csv") == 0 || strcmp(dot, ".CSV") == 0)) return TABLE;
    if (is_shipped_mechanism(path)) return MECHANISM;
    if (lt_kinds_aermet_of(path)) return AERMET;
    return has_table_line(path, dot) ? TABLE : YAML;
}

/* Files beside Lantian's inputs that are none, told by their endings. */
static const struct {
    const char *ending, *what, *todo;
} others[] = {
    {".c", "C code is no input", "`lantian mechanism check` judges the mechanism it was written from"},
    {".h", "C code is no input", "name a .yaml, .csv, .nc or .def file"},
    {".cdl", "the text of a netCDF file is not judged itself", "make the file and check that: ncgen -4 -o FILE.nc %s"},
};
enum { N_OTHERS = sizeof others / sizeof *others };

static lt_status check_other(const char *path) {
    const char *dot = strrchr(path, '.');
    for (int k = 0; dot && lt_path_exists(path) && k < N_OTHERS; k++)
        if (strcmp(dot, others[k].ending) == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = others[k].what, .where = path,
                            .expected = "an input of Lantian: YAML, CSV, netCDF, GRIB or a mechanism (.def)",
                            .found = lt_fmt("a file %s", dot), .todo = lt_fmt(others[k].todo, path));
    return LT_OK;
}

static bool has_column(const lt_csv *table, const char *pattern) {
    for (int c = 0; c < lt_csv_columns(table); c++)
        if (lt_pattern_fits(pattern, lt_csv_header(table, c))) return true;
    return false;
}

static bool has_word(const lt_check *check, const lt_csv *table, const char *word) {
    if (table && strchr(word, '*')) return has_column(table, word);
    if (table) return lt_csv_find(table, word) >= 0;
    return check->file ? lt_ncr_has(check->file, word) : lt_node_get(check->document, word) != NULL;
}

static int words_in_common(const lt_check *check, const lt_csv *table, const char *words, int *of) {
    int n = 0;
    *of = 0;
    for (const char *w = words; *w; w += strcspn(w, "|"), w += *w == '|') {
        char word[64];
        snprintf(word, sizeof word, "%.*s", (int)strcspn(w, "|"), w);
        n += has_word(check, table, word);
        ++*of;
    }
    return n;
}

/* Named, not judged. */
static bool is_result(const lt_kind *kind) {
    return kind->key && !kind->judge;
}

static lt_status find_kind(const lt_check *check, const lt_csv *table, int form, const lt_kind **out) {
    int most = LEAST_WORDS - 1;
    *out = NULL;
    for (const lt_kind *kind = forms[form]; kind->name; kind++) {
        int of;
        const int words = words_in_common(check, table, kind->words, &of);
        /* An input may have a column of its own with the name of a result's, such as city_zh. */
        const bool decided = kind->key && has_word(check, table, kind->key) && (!is_result(kind) || words == of);
        if (!decided && (words <= most || is_result(kind))) continue;
        *out = kind;
        most = words;
        if (decided) return LT_OK;
    }
    if (*out) return LT_OK;
    const char *names[MAX_KINDS];
    int n = 0;
    for (const lt_kind *kind = forms[form]; kind->name && n < MAX_KINDS; kind++)
        if (!is_result(kind) && (kind == forms[form] || strcmp(kind[-1].name, kind->name) != 0))
            names[n++] = kind->name;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("this %s is no kind of input that Lantian knows", form_names[form]),
                    .where = check->path, .expected = lt_one_of(names, n),
                    .found = table ? lt_fmt("columns %s%s%s ...", lt_csv_header(table, 0),
                                            lt_csv_columns(table) > 1 ? ", " : "",
                                            lt_csv_columns(table) > 1 ? lt_csv_header(table, 1) : "")
                                   : "none of their keys or variables",
                    .todo = "compare with `lantian example KIND` (`lantian example` lists the kinds)");
}

/* --- check -------------------------------------------------------------------------------------------------------- */

/* Weather of others is known by its readers, whatever its form. */
static lt_status judge_weather(lt_check *check) {
    bool mine;
    return lt_met_check_judge(check->path, check->faults, &mine);
}

static const lt_kind weather = {"weather", NULL, "", NULL, judge_weather};

static bool is_weather(const char *path) {
    const lt_gridded_reader *reader = NULL;
    if (lt_gridded_recognise(path, &reader) != LT_OK) lt_error_clear();
    return reader != NULL;
}

static lt_status check_yaml(lt_check *check, const lt_kind **kind) {
    if (is_weather(check->path)) { /* GRIB */
        *kind = &weather;
        return weather.judge(check);
    }
    LT_TRY(lt_node_read(check->path, &check->document));
    lt_status status = find_kind(check, NULL, YAML, kind);
    if (status == LT_OK && !is_result(*kind)) status = (*kind)->judge(check);
    lt_node_free(check->document);
    return status;
}

/* Read once to see what it is, its faults unsaid, and once more by the reader of its kind. */
static lt_status check_table(lt_check *check, const lt_kind **kind) {
    lt_csv *table;
    lt_faults unsaid = {.report = check->faults->report, .context = NULL, .silent = true};
    lt_csv_judge(check->path, &unsaid);
    lt_status status = lt_csv_read(check->path, &table);
    if (status == LT_OK) {
        status = find_kind(check, table, TABLE, kind);
        lt_csv_free(table);
    }
    lt_csv_judge(check->path, check->faults);
    if (status == LT_OK && !is_result(*kind)) status = (*kind)->judge(check);
    lt_csv_judge(NULL, NULL);
    return status;
}

static lt_status check_netcdf(lt_check *check, const lt_kind **kind) {
    LT_TRY(lt_ncr_open(check->path, &check->file));
    lt_status status = find_kind(check, NULL, NETCDF, kind);
    if ((status == LT_ERR_INPUT || (*kind && strcmp((*kind)->name, "gridded-wind") == 0)) && is_weather(check->path)) {
        lt_error_clear();
        *kind = &weather;
        status = LT_OK;
    }
    if (status == LT_OK) status = (*kind)->judge(check);
    lt_ncr_close(check->file);
    return status;
}

static lt_status check_mechanism(lt_check *check, const lt_kind **kind) {
    lt_mechanism *read;
    const char *ending = strrchr(check->path, '.');
    if (ending && lt_path_exists(check->path) && (strcmp(ending, ".spc") == 0 || strcmp(ending, ".eqn") == 0))
        return LT_RAISE(LT_ERR_INPUT, .what = "a part of a mechanism is not judged alone", .where = check->path,
                        .expected = "the file that includes it", .found = lt_fmt("a file %s", ending),
                        .todo = "check the .def file: its parts are judged with it");
    *kind = mechanism;
    const lt_status status = lt_mechanism_judge(check->path, check->faults, &read);
    if (status == LT_OK && read) lt_mechanism_warn(read);
    lt_mechanism_free(read);
    return status;
}

static lt_status check_states(lt_check *check, const lt_kind **kind) {
    *kind = states;
    return states->judge(check);
}

/* What `lantian run` takes: a folder that holds a case, the name of a shipped one. All else is the name of a file. */
static lt_status find_file(const char *name, char *out, size_t size) {
    struct stat info;
    const bool stands = stat(name, &info) == 0, folder = stands && S_ISDIR(info.st_mode);
    const bool file = stands ? !folder : strpbrk(name, "/.") != NULL;
    if (!file && !lt_cells_are_states(name) && !is_shipped_mechanism(name)) {
        const lt_status status = lt_case_find(name, out, size);
        if (status == LT_OK || !stands) return status;
        lt_error_clear();
    }
    snprintf(out, size, "%s", name);
    return LT_OK;
}

static lt_status check_aermet(lt_check *check, const lt_kind **kind) {
    *kind = lt_kinds_aermet_of(check->path);
    return (*kind)->judge(check);
}

static void report_fault(const char *text, void *context) {
    (void)context;
    lt_say("%s\n", text);
}

lt_status lt_command_check(const lt_cli *cli, const lt_stage *stages, int n_stages) {
    static lt_status (*const check_form[N_FORMS])(lt_check *, const lt_kind **) = {
        check_yaml, check_table, check_netcdf, check_mechanism, check_states, check_aermet};
    if (cli->n_positional != 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "the command check wants one file or case", .where = "command line",
                        .expected = "lantian check FILE|CASE", .found = lt_fmt("%d names", cli->n_positional),
                        .todo = "name a file");
    lt_faults faults = {.report = report_fault};
    char path[PATH_MAX];
    LT_TRY(find_file(cli->positional[0], path, sizeof path));
    lt_check check = {.path = path, .stages = stages, .n_stages = n_stages, .faults = &faults};
    const lt_kind *kind = NULL;
    LT_TRY(check_other(check.path));
    lt_status status = check_form[form_of(check.path)](&check, &kind);
    if (!kind) return status; /* no such file, or no input of ours */
    LT_TRY(lt_faults_take(&faults, status));
    lt_faults_end(&faults);
    if (faults.n > 0)
        return LT_RAISE(
            LT_ERR_INPUT, .what = lt_fmt("%ld fault%s in %s", faults.n, faults.n == 1 ? "" : "s", check.path),
            .where = check.path, .expected = lt_fmt("a valid %s", kind->name), .found = "what is listed above",
            .todo = kind->example ? lt_fmt("mend it; `lantian example %s` shows a valid one", kind->name)
                                  : "mend it, or make it again");
    if (is_result(kind)) {
        lt_say("%s: a %s, a result and no input: its content is not judged\n", check.path, kind->name);
        return LT_OK;
    }
    const bool of_weather =
        kind == &weather || strcmp(kind->name, "met.nc") == 0 || strcmp(kind->name, "station-met") == 0;
    lt_say("%s: a valid %s%s\n", check.path, kind->name,
           of_weather          ? lt_fmt("; `lantian met check %s` shows what is in it", check.path)
           : kind == mechanism ? lt_fmt("; `lantian mechanism check %s` shows what is in it", check.path)
           : check.remark      ? lt_fmt("; %s", check.remark)
                               : "");
    return LT_OK;
}

/* --- example ------------------------------------------------------------------------------------------------------ */

lt_status lt_command_example(const lt_cli *cli) {
    const char *names[MAX_KINDS], *wish = cli->n_positional == 1 ? cli->positional[0] : "";
    char list[512] = "";
    int n = 0;
    size_t used = 0;
    for (int form = 0; form < N_SHOWN; form++)
        for (const lt_kind *kind = forms[form]; kind->name; kind++) {
            /* A table that is judged in two ways has two lines of one name. */
            if (!kind->example || n == MAX_KINDS || (n && strcmp(names[n - 1], kind->name) == 0)) continue;
            if (strcmp(wish, kind->name) == 0) {
                lt_say("%s", kind->example());
                return LT_OK;
            }
            names[n++] = kind->name;
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", used ? "|" : "", kind->name);
        }
    const char *near = lt_nearest_name(wish, names, n);
    return LT_RAISE(LT_ERR_USAGE, .what = "no example of this kind", .where = "command line",
                    .expected = lt_fmt("lantian example %s", list),
                    .found = *wish ? wish : lt_fmt("%d names", cli->n_positional),
                    .todo = near ? lt_fmt("did you mean %s?", near) : "name one of the kinds");
}
