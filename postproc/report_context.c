/* What stands behind the numbers of the report, as JSON:
 *
 *   lang, command, grid         language of the run; command without what cannot change a number; name of the grid
 *   weather {period: {id, label_en, label_zh, assumptions_en, assumptions_zh: [line]}}    of met_<period>.nc, and
 *                               boundary_filled and tunings of conc_base_<period>.nc
 *   packages {id: measures_<id>.json of the run}
 *   inventory_notes [{mark, text_en, text_zh}]    inventory/data/notes.csv
 *   chemistry_notes [{mark, title_en, title_zh, text_en, text_zh, source}]    model/data/chemistry_notes.csv, where
 *                               the run has ozone
 *   files [{name, sha256}]      that decide the numbers, as in MANIFEST.sha256 */
#include "base/csv.h"
#include "base/log.h"
#include "base/ncio.h"
#include "base/variant.h"
#include "postproc/report.h"
#include "postproc/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ASSUMPTIONS_SIZE = 1 << 18, MOST_COLUMNS = 6 };

/* One line a text; blank ones are left out. */
static void add_lines(cJSON *list, char *text) {
    char *place = NULL;
    for (char *line = strtok_r(text, "\n", &place); line; line = strtok_r(NULL, "\n", &place))
        if (line[strspn(line, " \t\r")]) cJSON_AddItemToArray(list, cJSON_CreateString(line));
}

/* The lines of an attribute in both languages; a file that does not have it says nothing. */
static void add_attribute(lt_ncr *file, const char *const attribute[2], cJSON *const lists[2], char *buffer) {
    for (int q = 0; q < 2; q++)
        if (lt_ncr_has_attr(file, NULL, attribute[q]) &&
            lt_ncr_attr_text(file, NULL, attribute[q], buffer, ASSUMPTIONS_SIZE) == LT_OK)
            add_lines(lists[q], buffer);
    lt_error_clear();
}

/* Numbers fitted to air that the run asked for: a reader must not take them for those of a laboratory. */
static void add_tunings(lt_ncr *file, cJSON *const lists[2], char *buffer) {
    static const char *const words[] = {
        "numbers of particle chemistry fitted to air, not measured in a laboratory, are in use: %s",
        "使用了按大气观测拟合、并非实验室测得的颗粒物化学参数：%s"};
    if (!lt_ncr_has_attr(file, NULL, "tunings")) return;
    if (lt_ncr_attr_text(file, NULL, "tunings", buffer, ASSUMPTIONS_SIZE) == LT_OK && strcmp(buffer, "none") != 0)
        for (int q = 0; q < 2; q++) cJSON_AddItemToArray(lists[q], cJSON_CreateString(lt_fmt(words[q], buffer)));
    lt_error_clear();
}

/* What the weather assumes, what stood in for species that the boundary file lacks, and what was fitted to air. */
static lt_status add_assumptions(const lt_job *job, cJSON *item, char *buffer) {
    static const char *const of_weather[] = {"assumptions", "assumptions_zh"};
    static const char *const of_border[] = {"boundary_filled", "boundary_filled_zh"};
    cJSON *const lists[] = {cJSON_AddArrayToObject(item, "assumptions_en"),
                            cJSON_AddArrayToObject(item, "assumptions_zh")};
    lt_ncr *file = NULL;
    lt_job once = *job;
    once.variant = NULL;
    LT_TRY(lt_ncr_open_own(job->out, lt_job_file(&once, "met", ".nc"), &file));
    add_attribute(file, of_weather, lists, buffer);
    lt_ncr_close(file);
    once.variant = "base";
    const char *conc = lt_job_file(&once, "conc", ".nc");
    if (!lt_outdir_has(job->out, conc, false, NULL)) return LT_OK;
    LT_TRY(lt_ncr_open_own(job->out, conc, &file));
    add_attribute(file, of_border, lists, buffer);
    add_tunings(file, lists, buffer);
    lt_ncr_close(file);
    return LT_OK;
}

static lt_status add_weather(const lt_job *job, cJSON *root, char *buffer) {
    cJSON *all = cJSON_AddObjectToObject(root, "weather");
    lt_job one = *job;
    for (long p = 0; p < job->setup->periods.n; p++) {
        lt_weather_label label;
        one.period = &((const lt_period *)job->setup->periods.items)[p];
        LT_TRY(lt_weather_label_read(&one, &label));
        cJSON *item = cJSON_AddObjectToObject(all, one.period->id);
        cJSON_AddStringToObject(item, "id", label.id);
        cJSON_AddStringToObject(item, "label_en", label.en);
        cJSON_AddStringToObject(item, "label_zh", label.zh);
        LT_TRY(add_assumptions(&one, item, buffer));
    }
    return LT_OK;
}

/* What a package says; a folder of an older run may lack the file. */
static lt_status add_package(const lt_job *job, const lt_variant *variant, cJSON *list) {
    char path[4096], name[192];
    lt_job one = *job;
    one.variant = variant->id;
    one.period = NULL;
    one.nest = false;
    snprintf(name, sizeof name, "%s", lt_job_file(&one, "measures", ".json"));
    if (!lt_outdir_has(job->out, name, false, NULL)) return LT_OK;
    LT_TRY(lt_outdir_join(job->out, name, path, sizeof path));
    cJSON *package = NULL;
    LT_TRY(lt_json_read(path, "run the case again with --force", &package));
    cJSON_AddItemToObject(list, variant->id, package);
    return LT_OK;
}

static void add_file(const lt_job *job, const char *name, cJSON *files) {
    lt_digest digest;
    cJSON *item = NULL;
    if (!lt_outdir_has(job->out, name, false, digest)) return;
    cJSON_ArrayForEach(item, files) {
        if (strcmp(lt_json_text(item, "name"), name) == 0) return;
    }
    item = cJSON_CreateObject();
    cJSON_AddStringToObject(item, "name", name);
    cJSON_AddStringToObject(item, "sha256", digest);
    cJSON_AddItemToArray(files, item);
}

static void add_variant_files(const lt_job *job, const lt_variant *variant, cJSON *files) {
    lt_job one = *job;
    one.variant = variant->id;
    one.period = NULL;
    one.nest = false;
    add_file(job, lt_job_file(&one, "ledger", ".csv"), files);
    one.nest = job->nest;
    for (long p = 0; p < job->setup->periods.n; p++) {
        one.period = &((const lt_period *)job->setup->periods.items)[p];
        one.variant = variant->kind == LT_VARIANT_DRAW ? variant->id : NULL;
        add_file(job, lt_job_file(&one, "met", ".nc"), files);
        one.variant = variant->id;
        add_file(job, lt_job_file(&one, "emissions", ".nc"), files);
        add_file(job, lt_job_file(&one, "conc", ".nc"), files);
    }
}

static lt_status add_variants(const lt_job *job, cJSON *root) {
    lt_variants all;
    cJSON *packages = cJSON_AddObjectToObject(root, "packages"), *files = cJSON_AddArrayToObject(root, "files");
    lt_status status = lt_variants_of(job->setup, &all);
    add_file(job, "case_effective.yaml", files);
    add_file(job, lt_job_file(job, "grid", ".nc"), files);
    for (long v = 0; v < all.n && status == LT_OK; v++) {
        add_variant_files(job, &all.rows[v], files);
        if (lt_variant_is_compared(&all.rows[v])) status = add_package(job, &all.rows[v], packages);
    }
    add_file(job, "summary.json", files);
    add_file(job, "evaluation.json", files);
    lt_variants_free(&all);
    return status;
}

/* A shipped table of notes, a row an object. */
static lt_status add_notes(cJSON *root, const char *key, const char *file, const char *const *columns, int n) {
    char path[4096];
    lt_csv *table = NULL;
    int found[MOST_COLUMNS];
    LT_TRY(lt_share_path(file, path, sizeof path));
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = LT_OK;
    for (int c = 0; c < n && status == LT_OK; c++) status = lt_csv_column(table, columns[c], &found[c]);
    cJSON *list = cJSON_AddArrayToObject(root, key);
    for (long row = 0; row < lt_csv_rows(table) && status == LT_OK; row++) {
        cJSON *item = cJSON_CreateObject();
        for (int c = 0; c < n; c++) cJSON_AddStringToObject(item, columns[c], lt_csv_text(table, row, found[c]));
        cJSON_AddItemToArray(list, item);
    }
    lt_csv_free(table);
    return status;
}

static lt_status add_all_notes(const lt_summary *summary, cJSON *root) {
    static const char *const inventory[] = {"mark", "text_en", "text_zh"};
    static const char *const chemistry[] = {"mark", "title_en", "title_zh", "text_en", "text_zh", "source"};
    LT_TRY(add_notes(root, "inventory_notes", LT_REPORT_INVENTORY_NOTES, inventory, 3));
    if (!lt_summary_has(summary, LT_QUANTITY_O3_MEAN, -1)) return LT_OK;
    return add_notes(root, "chemistry_notes", LT_REPORT_CHEMISTRY_NOTES, chemistry, MOST_COLUMNS);
}

static lt_status fill(const lt_job *job, const lt_grid *grid, const lt_summary *summary, cJSON *root, char *buffer) {
    const char *lang = job->cli && job->cli->lang ? job->cli->lang : "en";
    cJSON_AddStringToObject(root, "lang", strncmp(lang, "zh", 2) == 0 ? "zh" : "en");
    cJSON_AddStringToObject(root, "command", lt_command_history());
    cJSON_AddStringToObject(
        root, "grid", lt_fmt("%s, %d x %d x %d, %g km", grid->name, grid->nx, grid->ny, grid->nz, grid->dx / 1000));
    LT_TRY(add_weather(job, root, buffer));
    LT_TRY(add_variants(job, root));
    return add_all_notes(summary, root);
}

lt_status lt_report_context(const lt_job *job, const lt_grid *grid, const lt_summary *summary, char **out) {
    char *buffer = NULL;
    cJSON *root = cJSON_CreateObject();
    lt_status status = lt_calloc(ASSUMPTIONS_SIZE, 1, &buffer);
    if (status == LT_OK) status = fill(job, grid, summary, root, buffer);
    *out = status == LT_OK ? cJSON_PrintUnformatted(root) : NULL;
    cJSON_Delete(root);
    lt_free(buffer);
    LT_TRY(status);
    return *out ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the report");
}
