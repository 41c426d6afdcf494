/* From a path to files, from a file to its reader. */
#include "postproc/obs/obs.h"

#include "postproc/obs/series.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct lt_obs_reader {
    const char *name, *columns;
    bool (*detect)(const lt_csv *table);
    lt_status (*read)(const lt_csv *table, lt_obs_set *set);
} lt_obs_reader;

static const lt_obs_reader readers[] = {
#define LT_OBS_ROW(name, columns) {#name, columns, lt_obs_##name##_detect, lt_obs_##name##_read},
    LT_OBS_READER_LIST(LT_OBS_ROW)
#undef LT_OBS_ROW
};
enum { N_READERS = sizeof readers / sizeof *readers, N_SHOWN = 6 };

static lt_status raise_unknown(const lt_csv *table) {
    char expected[900] = "", found[400] = "";
    for (int q = 0; q < N_READERS; q++) {
        const size_t used = strlen(expected);
        snprintf(expected + used, sizeof expected - used, "%s%s (%s)", q ? "; " : "", readers[q].name,
                 readers[q].columns);
    }
    for (int column = 0; column < lt_csv_columns(table) && column < N_SHOWN; column++) {
        const size_t used = strlen(found);
        snprintf(found + used, sizeof found - used, "%s%s", column ? ", " : "columns ", lt_csv_header(table, column));
    }
    if (lt_csv_columns(table) > N_SHOWN) strncat(found, " ...", sizeof found - strlen(found) - 1);
    return LT_RAISE(LT_ERR_INPUT, .what = "the layout of a file of observations is not known",
                    .where = lt_csv_path(table), .expected = expected, .found = found,
                    .todo = "bring the file into one of these layouts (postproc/README.md)");
}

static lt_status read_table(const lt_csv *table, lt_obs_set *set) {
    for (int q = 0; q < N_READERS; q++) {
        if (!readers[q].detect(table)) continue;
        LT_TRY_CONTEXT(readers[q].read(table, set), "reading observations in the layout %s", readers[q].name);
        return LT_OK;
    }
    return raise_unknown(table);
}

static lt_status read_file(const char *path, void *context) {
    lt_csv *table = NULL;
    LT_TRY(lt_csv_read(path, &table));
    const lt_status status = read_table(table, context);
    lt_csv_free(table);
    return status;
}

lt_status lt_obs_each_file(const char *path, lt_status (*visit)(const char *file, void *context), void *context) {
    struct stat info;
    char pattern[4096];
    glob_t files = {0};
    const bool there = stat(path, &info) == 0, is_folder = there && S_ISDIR(info.st_mode);
    /* A name that exists is taken as it is, also with characters of a pattern in it. */
    if (there && !is_folder) return visit(path, context);
    snprintf(pattern, sizeof pattern, is_folder ? "%s/*.csv" : "%s", path);
    const int found = glob(pattern, 0, NULL, &files);
    if (found == GLOB_NOSPACE) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a list of files");
    if (found != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "no file of observations", .where = path,
                        .expected = "a CSV file, a folder with *.csv, or a pattern that names files",
                        .found = is_folder ? "a folder without *.csv" : "nothing of that name",
                        .todo = "check the path");
    lt_status status = LT_OK;
    for (size_t q = 0; q < files.gl_pathc && status == LT_OK; q++) status = visit(files.gl_pathv[q], context);
    globfree(&files);
    return status;
}

lt_status lt_obs_read(const char *path, lt_obs_set *set) {
    const long before = set->n;
    LT_TRY(lt_obs_each_file(path, read_file, set)); /* on failure the caller frees the set */
    if (set->n == before)
        return LT_RAISE(LT_ERR_INPUT, .what = "a file of observations has none of the 14 cities", .where = path,
                        .expected = "rows or sites of a city of Liaoning", .found = "none",
                        .todo = "give a file that has one of them, under its English or Chinese name");
    return lt_obs_finish(set, before);
}
