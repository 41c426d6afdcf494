/* case.c - case.yaml: where it is found, its schema, what must hold between its values. */
#include "base/csv.h"
#include "base/job.h"

#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const lt_config_row period_rows[] = {
    {.key = "id", .type = LT_TEXT, .offset = offsetof(lt_period, id), .doc = "short name, part of file names"},
    {.key = "start", .type = LT_DATE, .offset = offsetof(lt_period, start), .doc = "first hour that counts (UTC+8)"},
    {.key = "length",
     .type = LT_REAL_UNIT,
     .offset = offsetof(lt_period, length_s),
     .unit = "s",
     .doc = "whole hours, e.g. 7 day"},
    {.key = "spinup",
     .type = LT_REAL_UNIT,
     .offset = offsetof(lt_period, spinup_s),
     .unit = "s",
     .fallback = "4 day",
     .doc = "run before the start and thrown away, whole hours"},
    {0},
};

const lt_config_row lt_case_rows[] = {
    {.key = "case", .type = LT_TEXT, .offset = offsetof(lt_case, id), .doc = "short name of the case"},
    {.key = "title_en", .type = LT_TEXT, .offset = offsetof(lt_case, title_en), .doc = "one line in English"},
    {.key = "title_zh", .type = LT_TEXT, .offset = offsetof(lt_case, title_zh), .doc = "one line in Chinese"},
    {.key = "grid", .type = LT_TEXT, .offset = offsetof(lt_case, grid), .doc = "name of a definition, or a file"},
    {.key = "base_year",
     .type = LT_INT,
     .offset = offsetof(lt_case, base_year),
     .fallback = "2020",
     .min = 1990,
     .max = 2100,
     .doc = "year of the activity data"},
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
    char names[MOST][64], root[1024], known[512] = "";
    const char *pointers[MOST] = {0};
    int n = lt_share_path("scenarios", root, sizeof root) == LT_OK ? shipped_cases(root, names, MOST) : 0;
    for (int k = 0; k < n; k++) {
        pointers[k] = names[k];
        if (strlen(known) + strlen(names[k]) + 3 < sizeof known) strcat(strcat(known, k ? ", " : ""), names[k]);
    }
    const char *nearest = lt_nearest_name(name, pointers, n);
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("there is no case \"%s\"", name),
                    .expected = lt_fmt("a folder with case.yaml, a .yaml file%s%s", n ? ", or one of " : "", known),
                    .todo = nearest ? lt_fmt("did you mean %s?", nearest) : NULL);
}

static lt_status find_case(const char *name, char *out, size_t size) {
    if (!name || !name[0])
        return LT_RAISE(LT_ERR_USAGE, .what = "no case is named", .expected = "the name, folder or file of a case");
    const char *in_folder = lt_fmt("%s/case.yaml", name);
    const char *found = is_file(name) ? name : is_file(in_folder) ? in_folder : NULL;
    if (found) {
        if (strlen(found) >= size) return LT_RAISE(LT_ERR_INPUT, .what = "a path that is too long", .found = found);
        strcpy(out, found);
        return LT_OK;
    }
    if (is_folder(name) && strchr(name, '/'))
        return LT_RAISE(LT_ERR_INPUT, .what = "the folder holds no case.yaml", .where = name,
                        .todo = "lantian example case prints one");
    bool could_ship = !strchr(name, '/') && name[0] != '.';
    if (could_ship && lt_share_path(lt_fmt("scenarios/%s/case.yaml", name), out, size) == LT_OK && is_file(out))
        return LT_OK;
    return no_such_case(name);
}

/* --- what must hold ------------------------------------------------------------------------------------------------*/

static bool is_id(const char *text) {
    return text[0] && strlen(text) < 48 && text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static bool is_whole_hours(double seconds) {
    return fabs(seconds / LT_HOUR - round(seconds / LT_HOUR)) < 1e-6;
}

static lt_status bad_period(const lt_node *node, const char *key, const char *what, const char *expected) {
    const lt_node *value = lt_node_get(node, key);
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_node_where(value ? value : node), .expected = expected,
                    .found = value && value->text ? lt_fmt("\"%s\"", value->text) : NULL);
}

static lt_status check_period(const lt_case *setup, const lt_node *node, long index) {
    lt_period *periods = setup->periods.items, *period = &periods[index];
    if (!is_id(period->id))
        return bad_period(node, "id", "a bad id of a period", "small letters, digits and - (it is part of file names)");
    for (long k = 0; k < index; k++)
        if (strcmp(periods[k].id, period->id) == 0)
            return bad_period(node, "id", "two periods have the same id", "an id of its own for every period");
    if (!is_whole_hours(period->length_s) || period->length_s < LT_HOUR)
        return bad_period(node, "length", "a bad length of a period", "whole hours, at least one, e.g. 7 day");
    if (!is_whole_hours(period->spinup_s) || period->spinup_s < 0)
        return bad_period(node, "spinup", "a bad spin-up of a period", "whole hours, e.g. 4 day or 0 h");
    if (period->start % LT_HOUR != 0)
        return bad_period(node, "start", "a period that does not start at a full hour", "e.g. 2020-01-06 13:00");
    period->length_s = round(period->length_s / LT_HOUR) * LT_HOUR;
    period->spinup_s = round(period->spinup_s / LT_HOUR) * LT_HOUR;
    return LT_OK;
}

static lt_status check_package(const lt_case *setup, long index) {
    char *const *packages = setup->packages.items;
    const char *where = lt_node_where(lt_node_get(setup->document, "packages"));
    const char *id = lt_variant_id(packages[index]);
    if (strcmp(id, "base") == 0 || strcmp(id, "noise") == 0 || !id[0])
        return LT_RAISE(LT_ERR_INPUT, .what = "a package with the name of a variant of the base", .where = where,
                        .expected = "any name but base and noise", .found = lt_fmt("\"%s\"", packages[index]));
    for (long k = 0; k < index; k++)
        if (strcmp(lt_variant_id(packages[k]), id) == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "a package is named twice", .where = where,
                            .expected = "every package once", .found = lt_fmt("\"%s\"", packages[index]));
    return LT_OK;
}

static lt_status check_case(const lt_case *setup) {
    const lt_node *document = setup->document, *periods = lt_node_get(document, "periods");
    if (!is_id(setup->id))
        return LT_RAISE(
            LT_ERR_INPUT, .what = "a bad name of a case", .where = lt_node_where(lt_node_get(document, "case")),
            .expected = "small letters, digits and - (it is part of file names)", .found = lt_fmt("\"%s\"", setup->id));
    if (setup->periods.n == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the case has no period", .where = lt_node_where(periods),
                        .expected = "at least one period with id, start and length");
    for (long k = 0; k < setup->periods.n; k++) LT_TRY(check_period(setup, periods->items[k], k));
    for (long k = 0; k < setup->packages.n; k++) LT_TRY(check_package(setup, k));
    return LT_OK;
}

/* --- what the command line overrides -------------------------------------------------------------------------------*/

static lt_status override(lt_case *setup, const lt_cli *cli) {
    lt_period *periods = setup->periods.items;
    if (cli->start) LT_TRY(lt_time_parse(cli->start, LT_CST_OFFSET, &periods[0].start));
    if (cli->start && periods[0].start % LT_HOUR != 0)
        return LT_RAISE(LT_ERR_USAGE, .what = "--start is not at a full hour", .found = cli->start);
    if (cli->days) periods[0].length_s = (double)cli->days * LT_DAY;
    if (cli->start || cli->days) {
        for (long k = 1; k < setup->periods.n; k++) lt_config_release(period_rows, &periods[k]);
        setup->periods.n = 1;
    }
    if (cli->grid) {
        char *grid = strdup(cli->grid);
        if (!grid) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a case");
        free(setup->grid);
        setup->grid = grid;
    }
    return LT_OK;
}

static lt_status read_case(const char *path, const lt_cli *cli, lt_case *setup) {
    setup->path = strdup(path);
    if (!setup->path) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a case");
    LT_TRY(lt_node_read(path, &setup->document));
    LT_TRY(lt_config_fill(setup->document, lt_case_rows, setup));
    LT_TRY(check_case(setup));
    return cli ? override(setup, cli) : LT_OK;
}

lt_status lt_case_read(const char *name, const lt_cli *cli, lt_case **out) {
    char path[1024];
    lt_case *setup = NULL;
    *out = NULL;
    LT_TRY(find_case(name, path, sizeof path));
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
