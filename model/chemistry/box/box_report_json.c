/* box_report_json.c - the summary of a box's run, or of a sweep, as JSON (box_report.h). */
#include "model/chemistry/box/box_report_private.h"

#include "base/json.h"

#include <cjson/cJSON.h>
#include <math.h>

static void add_from_file(const lt_box *box, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "start_from_mechanism");
    for (int s = 0; s < box->mechanism->n_variable; s++)
        if (box->from_file[s]) cJSON_AddItemToArray(list, cJSON_CreateString(box->mechanism->species[s].name));
}

static void add_species(const lt_box_result *r, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "species");
    for (int k = 0; k < r->box->n_shown; k++) {
        const lt_box_course c = lt_box_course_of(r->history, k);
        cJSON *row = cJSON_CreateObject();
        cJSON_AddItemToArray(list, row);
        cJSON_AddStringToObject(row, "name", r->box->shown[k].name);
        cJSON_AddNumberToObject(row, "start", c.start);
        cJSON_AddNumberToObject(row, "end", c.end);
        cJSON_AddNumberToObject(row, "min", c.least);
        cJSON_AddNumberToObject(row, "max", c.most);
        cJSON_AddNumberToObject(row, "max_hour", c.most_hour);
        cJSON_AddNumberToObject(row, "mean", c.mean);
        cJSON_AddNumberToObject(row, "clipped", lt_box_history_sum(&r->box->shown[k], r->run->clipped));
    }
}

/* What makes and takes a species, the largest first: amounts over the interval, losses negative. */
static void add_parts(const lt_box *box, const lt_box_budget_line *lines, int n, cJSON *row) {
    cJSON *list = cJSON_AddArrayToObject(row, "parts");
    for (int l = 0; l < n; l++) {
        cJSON *part = cJSON_CreateObject();
        cJSON_AddItemToArray(list, part);
        cJSON_AddStringToObject(part, "kind", lt_box_budget_name(lines[l].kind, false));
        if (lines[l].reaction >= 0)
            cJSON_AddStringToObject(part, "reaction", box->mechanism->reactions[lines[l].reaction].label);
        cJSON_AddNumberToObject(part, "amount", lines[l].amount);
    }
}

static lt_status add_budget(const lt_box_result *r, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "budget");
    for (int b = 0; b < r->budget->n_blocks; b++)
        for (int k = 0; k < r->box->n_budget; k++) {
            const lt_box_budget_block *block = &r->budget->blocks[b];
            lt_box_budget_line *lines;
            int n;
            LT_TRY(lt_box_budget_lines(r->budget, b, &r->box->budget[k], &lines, &n));
            double gross = 0.0;
            for (int l = 0; l < n - 2; l++) gross += fabs(lines[l].amount);
            cJSON *row = cJSON_CreateObject();
            cJSON_AddItemToArray(list, row);
            cJSON_AddStringToObject(row, "species", r->box->budget[k].name);
            cJSON_AddNumberToObject(row, "from_hour", block->from_s / LT_HOUR);
            cJSON_AddNumberToObject(row, "to_hour", block->to_s / LT_HOUR);
            cJSON_AddNumberToObject(row, "change", lines[n - 2].amount);
            cJSON_AddNumberToObject(row, "gross", gross);
            cJSON_AddNumberToObject(row, "residual", lines[n - 1].amount);
            add_parts(r->box, lines, n - 2, row);
            lt_free(lines);
        }
    return LT_OK;
}

static void add_files(cJSON *root, const char *folder, const lt_box_files *files) {
    cJSON_AddStringToObject(root, "folder", folder);
    cJSON *list = cJSON_AddArrayToObject(root, "files");
    for (int k = 0; k < files->n; k++) cJSON_AddItemToArray(list, cJSON_CreateString(files->names[k]));
}

static void add_counts(cJSON *root, const lt_chem_counts *n) {
    cJSON_AddNumberToObject(root, "steps", (double)n->steps);
    cJSON_AddNumberToObject(root, "rejected", (double)n->rejected);
    cJSON *fallbacks = cJSON_AddObjectToObject(root, "fallbacks");
    cJSON_AddNumberToObject(fallbacks, "smaller_steps", (double)n->smaller_steps);
    cJSON_AddNumberToObject(fallbacks, "in_double", (double)n->in_double);
    cJSON_AddNumberToObject(fallbacks, "rodas4", (double)n->rodas4);
}

lt_status lt_box_say_json(const lt_box_result *r, const char *folder, const lt_box_files *files) {
    cJSON *root = cJSON_CreateObject();
    if (!root) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for JSON");
    cJSON_AddStringToObject(root, "box", r->box->setup->name);
    cJSON_AddStringToObject(root, "mechanism", r->box->mechanism->name);
    cJSON_AddStringToObject(root, "method", r->box->method->name);
    cJSON_AddStringToObject(root, "engine", r->run->chemistry ? "generated" : "interpreter");
    cJSON_AddStringToObject(root, "unit", r->box->native ? "native" : "ppb");
    cJSON_AddNumberToObject(root, "hours", r->run->t / LT_HOUR);
    cJSON_AddNumberToObject(root, "outer_steps", (double)r->run->outer_steps);
    add_counts(root, &r->run->counts);
    int largest;
    cJSON_AddNumberToObject(root, "clipped", lt_box_all_clipped(r, &largest));
    add_from_file(r->box, root);
    add_species(r, root);
    const lt_status status = add_budget(r, root);
    add_files(root, folder, files);
    if (status == LT_OK) return lt_json_say(root);
    cJSON_Delete(root);
    return status;
}

lt_status lt_box_say_sweep_json(const lt_box_sweep *sweep, const char *folder, const lt_box_files *files) {
    cJSON *root = cJSON_CreateObject();
    if (!root) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for JSON");
    cJSON_AddStringToObject(root, "box", sweep->box->setup->name);
    cJSON_AddStringToObject(root, "mechanism", sweep->box->mechanism->name);
    cJSON_AddNumberToObject(root, "runs", sweep->nx * sweep->ny);
    add_counts(root, &sweep->counts);
    cJSON *list = cJSON_AddArrayToObject(root, "maxima");
    for (int k = 0; k < sweep->n_of; k++) {
        double least, most;
        lt_box_sweep_range(sweep, k, &least, &most);
        cJSON *row = cJSON_CreateObject();
        cJSON_AddItemToArray(list, row);
        cJSON_AddStringToObject(row, "name", sweep->of[k].name);
        cJSON_AddNumberToObject(row, "least", least);
        cJSON_AddNumberToObject(row, "most", most);
    }
    add_files(root, folder, files);
    return lt_json_say(root);
}
