/* check.c - files into sheets, sheets to the terminal, to JSON and to tables. See check.h. */
#include "model/met/check/check.h"

#include "base/json.h"
#include "base/log.h"
#include "model/met/check/sheet.h"
#include "model/met/check/sheet_tables.h"
#include "model/met/check/view_own.h"
#include "model/met/weather_files.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

/* --- one file ----------------------------------------------------------------------------------------------------- */

static lt_status read_all(lt_sheet *sheet) {
    lt_met_view *view = sheet->view;
    for (long f = 0; f < view->n_fields; f++) {
        const lt_view_field *field = &view->fields[f];
        float *values = NULL;
        LT_TRY(lt_calloc((size_t)view->n * (size_t)(field->levels > 0 ? field->levels : 1), sizeof *values, &values));
        lt_status status = LT_OK;
        for (long r = 0; r < field->n_records && status == LT_OK; r++) {
            status = view->read(view, f, r, values);
            if (status != LT_OK) break;
            lt_sheet_range_add(sheet, f, r, values);
            status = lt_sheet_place_add(sheet, f, r, values);
        }
        lt_free(values);
        LT_TRY(lt_faults_take(sheet->faults, status)); /* a record that cannot be read: the next field */
    }
    return LT_OK;
}

/* Sentences of both languages, one a line, into the notes. */
static void add_sentences(lt_sheet *sheet, const char *english, const char *chinese) {
    while (*english && *chinese) {
        const size_t e = strcspn(english, "\n"), c = strcspn(chinese, "\n");
        lt_note(sheet->notes, "%s%.0s", "%.0s%s", lt_fmt("%.*s", (int)e, english), lt_fmt("%.*s", (int)c, chinese));
        english += e + (english[e] == '\n');
        chinese += c + (chinese[c] == '\n');
    }
}

/* A text of our own file that may not be there. */
static void add_attribute(lt_sheet *sheet, const char *name_en, const char *name_zh) {
    char *english = NULL, *chinese = NULL;
    lt_ncr *file = lt_met_view_own_file(sheet->view);
    lt_status status = lt_ncr_attr_whole_text(file, NULL, name_en, &english);
    if (status == LT_OK) status = lt_ncr_attr_whole_text(file, NULL, name_zh, &chinese);
    if (status == LT_OK) add_sentences(sheet, english, chinese);
    if (status != LT_OK) lt_error_clear();
    free(english);
    free(chinese);
}

/* What a reader says; of our own file what it was made with, and what was repaired then. */
static lt_status take_notes(lt_sheet *sheet) {
    const lt_gridded *g = lt_met_view_gridded_of(sheet->view);
    const char *english = "", *chinese = "";
    if (g) LT_TRY(lt_notes_text(g->notes, &english, &chinese));
    add_sentences(sheet, english, chinese);
    if (!sheet->view->own) return LT_OK;
    add_attribute(sheet, "repairs", "repairs_zh");
    add_attribute(sheet, "assumptions", "assumptions_zh");
    return LT_OK;
}

static lt_status fill(lt_sheet *sheet, const lt_cli *cli) {
    LT_TRY(take_notes(sheet));
    LT_TRY(lt_sheet_lacking(sheet));
    LT_TRY(lt_sheet_cover(sheet, cli->grid));
    LT_TRY(lt_sheet_gaps(sheet));
    LT_TRY(lt_sheet_places(sheet, sheet->view->stations ? NULL : cli->city));
    if (sheet->view->plane) LT_TRY(lt_sheet_stations_open(sheet, &cli->met, cli->city));
    LT_TRY(lt_sheet_places_begin(sheet));
    LT_TRY(lt_sheet_ranges(sheet));
    LT_TRY(read_all(sheet));
    LT_TRY(lt_sheet_range_judge(sheet));
    LT_TRY(lt_faults_take(sheet->faults, lt_sheet_repairs(sheet)));
    LT_TRY(lt_sheet_places_end(sheet));
    LT_TRY(lt_sheet_balance(sheet));
    return lt_sheet_scores(sheet);
}

static void free_sheet(lt_sheet *sheet) {
    lt_sheet_places_free(sheet);
    lt_sheet_stations_free(sheet);
    for (long a = 0; a < sheet->n_axes; a++) lt_free(sheet->axis[a].gap);
    void *all[] = {sheet->axis, sheet->range, sheet->balance.residual, sheet->balance.stored, sheet->balance.imbalance};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) lt_free(all[k]);
    lt_notes_free(sheet->notes);
    lt_met_view_close(sheet->view);
}

/* --- the command -------------------------------------------------------------------------------------------------- */

typedef struct report {
    const lt_cli *cli;
    lt_outdir *out;
    cJSON *files; /* NULL: text */
    cJSON *found; /* texts of the faults of the present file */
} report;

static void keep_fault(const char *text, void *context) {
    cJSON_AddItemToArray(((report *)context)->found, cJSON_CreateString(text));
}

static lt_status show(report *to, const lt_sheet *sheet) {
    if (to->out) LT_TRY(lt_sheet_tables(sheet, to->out));
    if (to->files)
        cJSON_AddItemToArray(to->files, lt_sheet_json(sheet));
    else
        lt_sheet_print(sheet, lt_cli_chinese(to->cli));
    return LT_OK;
}

/* The faults of a file go under it. */
static void show_faults(report *to, const char *path, long n) {
    const bool zh = lt_cli_chinese(to->cli);
    if (to->files) {
        cJSON *last = cJSON_GetArrayItem(to->files, cJSON_GetArraySize(to->files) - 1);
        const cJSON *name = last ? cJSON_GetObjectItem(last, "file") : NULL;
        if (!name || strcmp(name->valuestring, path) != 0) { /* it could not be opened */
            last = cJSON_CreateObject();
            cJSON_AddStringToObject(last, "file", path);
            cJSON_AddItemToArray(to->files, last);
        }
        cJSON_AddItemToObject(last, "faults", to->found);
        to->found = NULL;
        return;
    }
    const cJSON *one;
    lt_say(zh ? "\n%s：%s\n" : "\n%s: %s\n", path,
           n == 0 ? (zh ? "没有错误" : "no faults")
                  : lt_fmt(zh       ? "%ld 处错误"
                           : n == 1 ? "%ld fault"
                                    : "%ld faults",
                           n));
    cJSON_ArrayForEach(one, to->found) lt_say("%s\n", one->valuestring);
    cJSON_Delete(to->found);
    to->found = NULL;
}

/* A list of places among the files of --met serves a table that is checked itself. */
static const char *list_of(const lt_cli_files *met) {
    lt_weather_kind kind;
    for (int f = 0; f < met->n; f++) {
        if (lt_weather_file_kind(met->items[f], &kind) == LT_OK && kind == LT_WEATHER_FILE_LIST) return met->items[f];
        lt_error_clear();
    }
    return NULL;
}

static lt_status check_file(report *to, const char *path, long *n_faults) {
    lt_faults faults = {.report = keep_fault, .context = to};
    lt_sheet sheet = {.faults = &faults};
    to->found = cJSON_CreateArray();
    lt_status status = lt_notes_create(&sheet.notes);
    if (status == LT_OK) status = lt_met_view_open(path, list_of(&to->cli->met), &faults, &sheet.view);
    if (status == LT_OK) status = fill(&sheet, to->cli);
    const bool whole = status == LT_OK;
    status = lt_faults_take(&faults, status);
    lt_faults_end(&faults);
    if (whole) status = show(to, &sheet);
    free_sheet(&sheet);
    if (status == LT_OK) show_faults(to, path, faults.n);
    cJSON_Delete(to->found);
    to->found = NULL;
    *n_faults += faults.n;
    return status;
}

/* A file, or all files of a pattern. */
static lt_status check_named(report *to, const char *name, long *n_faults) {
    const lt_list names = {&name, 1};
    lt_weather_paths files = {0};
    if (lt_path_exists(name) || !lt_weather_paths_is_pattern(name)) return check_file(to, name, n_faults);
    lt_status status = lt_weather_paths_find(&names, NULL, "command line", &files);
    for (long f = 0; f < files.n && status == LT_OK; f++) status = check_file(to, files.path[f], n_faults);
    lt_weather_paths_release(&files);
    return status;
}

static lt_status check_all(report *to, long *n_faults) {
    for (int f = 1; f < to->cli->n_positional; f++) LT_TRY(check_named(to, to->cli->positional[f], n_faults));
    return LT_OK;
}

static lt_status finish(report *to, long n_faults) {
    if (to->files) {
        cJSON *root = cJSON_CreateObject();
        cJSON_AddStringToObject(root, "schema", "lantian-met-check-1");
        cJSON_AddItemToObject(root, "files", to->files);
        cJSON_AddNumberToObject(root, "faults", (double)n_faults);
        to->files = NULL;
        LT_TRY(lt_json_say(root));
    }
    if (n_faults == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%ld fault%s in the weather", n_faults, n_faults == 1 ? "" : "s"),
                    .where = to->cli->n_positional == 2 ? to->cli->positional[1] : "the files named",
                    .expected = "none", .found = "what is listed above", .todo = "mend the file, or take another");
}

lt_status lt_met_check_command(const lt_cli *cli) {
    report to = {.cli = cli};
    long n_faults = 0;
    LT_TRY(lt_cli_allow(cli, "grid met city json lang out quiet"));
    if (cli->n_positional < 2)
        return LT_RAISE(LT_ERR_USAGE, .what = "lantian met check wants a file", .where = "command line",
                        .expected = "lantian met check FILE...", .found = "none",
                        .todo = "name a weather file, or a pattern in quotes");
    if (cli->out) LT_TRY(lt_outdir_open(cli->out, &to.out));
    if (cli->json) to.files = cJSON_CreateArray();
    lt_status status = check_all(&to, &n_faults);
    if (status == LT_OK) status = finish(&to, n_faults);
    cJSON_Delete(to.files);
    lt_outdir_close(to.out);
    return status;
}

lt_status lt_met_check_judge(const char *path, lt_faults *faults, bool *mine) {
    const lt_gridded_reader *reader = NULL;
    const lt_cli none = {0};
    *mine = false;
    LT_TRY(lt_gridded_recognise(path, &reader));
    if (!reader) return LT_OK;
    *mine = true;
    lt_sheet sheet = {.faults = faults};
    lt_status status = lt_notes_create(&sheet.notes);
    if (status == LT_OK) status = lt_met_view_open(path, NULL, faults, &sheet.view);
    if (status == LT_OK) status = fill(&sheet, &none);
    free_sheet(&sheet);
    return status;
}
