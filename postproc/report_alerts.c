/* The hours of alerts as JSON, for the page (report.h), out of alerts.csv and alerts_<package>.csv of the run:
 *
 *   air    [{period, alert, tier, announced, start, end, hours, package, species, unit, names [city, "Liaoning" last],
 *            values [[without, with, change, change_percent, noise]]}]
 *   taken  {package: [{alert, tier, announced, start, end, hours, place, names [pollutant],
 *            values [[without_t, with_t, taken_t, taken_percent, asked_percent]]}]}
 *
 * A group is what follows each other in the table with the same words in the first columns. Seven digits; what is not
 * known is null. */
#include "base/csv.h"
#include "postproc/report.h"
#include "postproc/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_KEYS = 10, N_VALUES = 5 };

typedef struct lt_table_form {
    const char *keys[MOST_KEYS + 1]; /* NULL ends them */
    const char *name;
    const char *values[N_VALUES];
} lt_table_form;

static const lt_table_form of_air = {
    {"period", "alert", "tier", "announced", "start", "end", "hours", "package", "species", "unit", NULL},
    "city_en",
    {"without", "with", "change", "change_percent", "noise"}};
static const lt_table_form of_taken = {{"alert", "tier", "announced", "start", "end", "hours", "place", NULL},
                                       "pollutant",
                                       {"without_t", "with_t", "taken_t", "taken_percent", "asked_percent"}};

static bool begins(const lt_csv *t, const lt_table_form *form, long row) {
    for (int k = 0; row > 0 && form->keys[k]; k++)
        if (strcmp(lt_text_cell(t, row, form->keys[k]), lt_text_cell(t, row - 1, form->keys[k])) != 0) return true;
    return row == 0;
}

static cJSON *add_group(const lt_csv *t, const lt_table_form *form, long row, cJSON *list) {
    cJSON *group = cJSON_CreateObject();
    for (int k = 0; form->keys[k]; k++)
        cJSON_AddStringToObject(group, form->keys[k], lt_text_cell(t, row, form->keys[k]));
    cJSON_AddArrayToObject(group, "names");
    cJSON_AddArrayToObject(group, "values");
    cJSON_AddItemToArray(list, group);
    return group;
}

static void add_row(const lt_csv *t, const lt_table_form *form, long row, cJSON *group) {
    cJSON *values = cJSON_CreateArray();
    for (int k = 0; k < N_VALUES; k++) {
        const double value = lt_text_cell_number(t, row, form->values[k]);
        cJSON_AddItemToArray(values,
                             isfinite(value) ? cJSON_CreateNumber(lt_text_digits(value, 7)) : cJSON_CreateNull());
    }
    cJSON_AddItemToArray(cJSON_GetObjectItemCaseSensitive(group, "values"), values);
    cJSON_AddItemToArray(cJSON_GetObjectItemCaseSensitive(group, "names"),
                         cJSON_CreateString(lt_text_cell(t, row, form->name)));
}

/* Nothing where the run has no such table. */
static lt_status add_table(const lt_job *job, const char *file, const lt_table_form *form, cJSON *list) {
    char path[4096];
    lt_csv *t = NULL;
    cJSON *group = NULL;
    if (!lt_outdir_has(job->out, file, false, NULL)) return LT_OK;
    LT_TRY(lt_outdir_join(job->out, file, path, sizeof path));
    LT_TRY(lt_csv_read(path, &t));
    for (long row = 0; row < lt_csv_rows(t); row++) {
        if (begins(t, form, row)) group = add_group(t, form, row, list);
        add_row(t, form, row, group);
    }
    lt_csv_free(t);
    return LT_OK;
}

static lt_status fill(const lt_job *job, const lt_summary *summary, cJSON *root) {
    cJSON *air = cJSON_AddArrayToObject(root, "air"), *taken = cJSON_AddObjectToObject(root, "taken");
    lt_job one = *job;
    one.period = NULL;
    one.nest = false;
    LT_TRY(add_table(job, "alerts.csv", &of_air, air));
    for (long q = 0; q < summary->n_packages; q++) {
        one.variant = lt_summary_package(summary, q);
        cJSON *list = cJSON_CreateArray();
        const lt_status status = add_table(job, lt_job_file(&one, "alerts", ".csv"), &of_taken, list);
        if (cJSON_GetArraySize(list) > 0)
            cJSON_AddItemToObject(taken, one.variant, list);
        else
            cJSON_Delete(list);
        LT_TRY(status);
    }
    return LT_OK;
}

lt_status lt_report_alerts(const lt_job *job, const lt_summary *summary, char **out) {
    *out = NULL;
    cJSON *root = cJSON_CreateObject();
    const lt_status status = fill(job, summary, root);
    const bool any = cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(root, "air")) > 0 ||
                     cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(root, "taken")) > 0;
    if (status == LT_OK && any) *out = cJSON_PrintUnformatted(root);
    cJSON_Delete(root);
    LT_TRY(status);
    return *out || !any ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the report");
}
