/* box_report.c - a summary of a box's run (box_report.h). */
#include "model/chemistry/box/box_report.h"

#include "base/json.h"
#include "base/log.h"
#include "base/pad.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SHOWN = 12, MOST_LINES = 5 };

/* The course of a shown species over the rows. */
typedef struct course {
    double start, end, least, most, mean, most_hour;
} course;

static course course_of(const lt_box_history *h, int column) {
    course c = {0};
    for (int row = 0; row < h->n_rows; row++) {
        const double value = lt_box_history_row(h, row)[LT_BOX_AIR_COLUMNS + column];
        if (row == 0) c = (course){value, value, value, value, 0.0, 0.0};
        c.end = value;
        c.least = fmin(c.least, value);
        if (value > c.most) c.most = value, c.most_hour = lt_box_history_time(h, row) / LT_HOUR;
        if (h->n_rows > 1) c.mean += (row == 0 || row == h->n_rows - 1 ? 0.5 : 1.0) * value / (h->n_rows - 1);
    }
    return c;
}

static double all_clipped(const lt_box_result *r, int *largest) {
    double sum = 0.0;
    *largest = 0;
    for (int s = 0; s < r->box->mechanism->n_variable; s++) {
        sum += r->run->clipped[s];
        if (r->run->clipped[s] > r->run->clipped[*largest]) *largest = s;
    }
    return sum;
}

/* --- for people --------------------------------------------------------------------------------------------------- */

static void say_solver(const lt_box_result *r, bool zh) {
    const lt_chem_counts *n = &r->run->counts;
    int largest;
    const double clipped = all_clipped(r, &largest);
    lt_say(zh ? "%s：机理 %s，%d 个物种，%d 个反应；求解器 %s，%s，rtol %g\n"
              : "%s: mechanism %s, %d species, %d reactions; %s by %s, rtol %g\n",
           r->box->setup->name, r->box->mechanism->name, r->box->mechanism->n_species, r->box->mechanism->n_reactions,
           r->box->method->name,
           r->run->chemistry ? (zh ? "生成的内核" : "the generated kernel")
                             : (zh ? "双精度解释器" : "the interpreter in double"),
           r->box->setup->rtol);
    lt_say(zh ? "%g 小时，%lld 个外步；求解步 %lld，拒绝 %lld；退路：小步 %lld，双精度 %lld，Rodas4 %lld\n"
              : "%g h in %lld outer steps; solver steps %lld, rejected %lld; fallbacks: smaller steps %lld, double "
                "%lld, Rodas4 %lld\n",
           r->run->t / LT_HOUR, (long long)r->run->outer_steps, (long long)n->steps, (long long)n->rejected,
           (long long)n->smaller_steps, (long long)n->in_double, (long long)n->rodas4);
    if (clipped > 0.0)
        lt_say(zh ? "负值截断共加入 %.3g%s，最多的是 %s\n"
                  : "clipping of negative values added %.3g%s, most of it %s\n",
               clipped, r->box->native ? "" : " ppb", r->box->mechanism->species[largest].name);
    else
        lt_say(zh ? "没有截断任何负值\n" : "no negative value was clipped\n");
}

static void say_species(const lt_box_result *r, bool zh) {
    static const char *const heads[2][7] = {{"species", "start", "end", "least", "most", "at hour", "mean"},
                                            {"物种", "起始", "结束", "最小", "最大", "时刻(h)", "平均"}};
    const lt_box *box = r->box;
    lt_say("\n%s", lt_pad(heads[zh][0], 14));
    for (int k = 1; k < 7; k++) lt_say("%s", lt_pad(heads[zh][k], -11));
    lt_say("   %s\n", box->native ? "" : "ppb");
    int said = 0;
    for (int k = 0; k < box->n_shown; k++) {
        const course c = course_of(r->history, k);
        if (box->setup->output.species.n == 0 && !(c.most > (box->native ? 0.0 : 1.0))) continue;
        if (said++ == MOST_SHOWN) {
            lt_say(zh ? "...（其余见文件）\n" : "... (the others stand in the files)\n");
            return;
        }
        lt_say("%s%11.4g%11.4g%11.4g%11.4g%11.4g%11.4g\n", lt_pad(box->shown[k].name, 14), c.start, c.end, c.least,
               c.most, c.most_hour, c.mean);
    }
}

static lt_status say_budget(const lt_box_result *r, bool zh) {
    const lt_box *box = r->box;
    for (int k = 0; k < box->n_budget && r->budget->n_blocks > 0; k++) {
        lt_box_budget_line *lines;
        int n, gains = 0, losses = 0;
        const double hours = (r->budget->blocks[0].to_s - r->budget->blocks[0].from_s) / LT_HOUR;
        LT_TRY(lt_box_budget_lines(r->budget, 0, &box->budget[k], &lines, &n));
        lt_say(zh ? "\n%s 收支，前 %g 小时，%s每小时\n" : "\nbudget of %s, the first %g h, %sper h\n",
               box->budget[k].name, hours, box->native ? "" : "ppb ");
        for (int l = 0; l < n; l++) {
            const bool gain = lines[l].amount > 0.0, whole = lines[l].kind >= LT_BUDGET_CHANGE;
            if (!whole && (gain ? gains++ : losses++) >= MOST_LINES) continue;
            const lt_reaction *reaction = lines[l].reaction >= 0 ? &box->mechanism->reactions[lines[l].reaction] : NULL;
            char *equation = reaction ? lt_box_budget_equation(box->mechanism, reaction) : NULL;
            lt_say("  %s%12.4g%s  %s%s\n", lt_pad(lt_box_budget_name(lines[l].kind, zh), 12), lines[l].amount / hours,
                   isnan(lines[l].share) ? "       " : lt_fmt("%6.1f%%", 100.0 * lines[l].share),
                   reaction ? lt_pad(reaction->label, 10) : "", equation ? equation : "");
            free(equation);
        }
        lt_free(lines);
    }
    return LT_OK;
}

/* --- JSON --------------------------------------------------------------------------------------------------------- */

static void add_species(const lt_box_result *r, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "species");
    for (int k = 0; k < r->box->n_shown; k++) {
        const course c = course_of(r->history, k);
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

static lt_status say_json(const lt_box_result *r, const char *folder, const lt_box_files *files) {
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
    cJSON_AddNumberToObject(root, "clipped", all_clipped(r, &largest));
    add_species(r, root);
    const lt_status status = add_budget(r, root);
    add_files(root, folder, files);
    if (status == LT_OK) return lt_json_say(root);
    cJSON_Delete(root);
    return status;
}

static void say_files(const char *folder, const lt_box_files *files) {
    lt_say("\n%s:", folder);
    for (int k = 0; k < files->n; k++) lt_say(" %s", files->names[k]);
    lt_say("\n");
}

lt_status lt_box_report(const lt_box_result *result, const lt_cli *cli, const char *folder, const lt_box_files *files) {
    const bool zh = lt_cli_chinese(cli);
    if (cli->json) return say_json(result, folder, files);
    say_solver(result, zh);
    say_species(result, zh);
    LT_TRY(say_budget(result, zh));
    say_files(folder, files);
    return LT_OK;
}

/* --- a sweep ------------------------------------------------------------------------------------------------------ */

/* Least and most of a matrix. */
static void range_of(const lt_box_sweep *sweep, int k, double *least, double *most) {
    const double *values = sweep->most + (long)k * sweep->nx * sweep->ny;
    *least = *most = values[0];
    for (int n = 1; n < sweep->nx * sweep->ny; n++) {
        *least = fmin(*least, values[n]);
        *most = fmax(*most, values[n]);
    }
}

static lt_status say_sweep_json(const lt_box_sweep *sweep, const char *folder, const lt_box_files *files) {
    cJSON *root = cJSON_CreateObject();
    if (!root) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for JSON");
    cJSON_AddStringToObject(root, "box", sweep->box->setup->name);
    cJSON_AddStringToObject(root, "mechanism", sweep->box->mechanism->name);
    cJSON_AddNumberToObject(root, "runs", sweep->nx * sweep->ny);
    add_counts(root, &sweep->counts);
    cJSON *list = cJSON_AddArrayToObject(root, "maxima");
    for (int k = 0; k < sweep->n_of; k++) {
        double least, most;
        range_of(sweep, k, &least, &most);
        cJSON *row = cJSON_CreateObject();
        cJSON_AddItemToArray(list, row);
        cJSON_AddStringToObject(row, "name", sweep->of[k].name);
        cJSON_AddNumberToObject(row, "least", least);
        cJSON_AddNumberToObject(row, "most", most);
    }
    add_files(root, folder, files);
    return lt_json_say(root);
}

lt_status lt_box_report_sweep(const lt_box_sweep *sweep, const lt_cli *cli, const char *folder,
                              const lt_box_files *files) {
    const bool zh = lt_cli_chinese(cli);
    const lt_chem_counts *n = &sweep->counts;
    if (cli->json) return say_sweep_json(sweep, folder, files);
    lt_say(zh ? "%s：机理 %s，%d x %d 次运行；求解步 %lld，拒绝 %lld；退路：小步 %lld，双精度 %lld，Rodas4 %lld\n"
              : "%s: mechanism %s, %d x %d runs; solver steps %lld, rejected %lld; fallbacks: smaller steps %lld, "
                "double %lld, Rodas4 "
                "%lld\n",
           sweep->box->setup->name, sweep->box->mechanism->name, sweep->nx, sweep->ny, (long long)n->steps,
           (long long)n->rejected, (long long)n->smaller_steps, (long long)n->in_double, (long long)n->rodas4);
    for (int k = 0; k < sweep->n_of; k++) {
        double least, most;
        range_of(sweep, k, &least, &most);
        lt_say(zh ? "%s 的最大值：%.4g 到 %.4g%s\n" : "maximum of %s: %.4g to %.4g%s\n", sweep->of[k].name, least, most,
               sweep->box->native ? "" : " ppb");
    }
    say_files(folder, files);
    return LT_OK;
}
