/* box_report.c - a summary of a box's run (box_report.h). */
#include "model/chemistry/box/box_report_private.h"

#include "base/log.h"
#include "base/pad.h"
#include "model/chemistry/box/box_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SHOWN = 12, MOST_LINES = 5 };

lt_box_course lt_box_course_of(const lt_box_history *h, int column) {
    lt_box_course c = {0};
    for (int row = 0; row < h->n_rows; row++) {
        const double value = lt_box_history_row(h, row)[LT_BOX_AIR_COLUMNS + column];
        if (row == 0) c = (lt_box_course){value, value, value, value, 0.0, 0.0};
        c.end = value;
        c.least = fmin(c.least, value);
        if (value > c.most) c.most = value, c.most_hour = lt_box_history_time(h, row) / LT_HOUR;
        if (h->n_rows > 1) c.mean += (row == 0 || row == h->n_rows - 1 ? 0.5 : 1.0) * value / (h->n_rows - 1);
    }
    return c;
}

double lt_box_all_clipped(const lt_box_result *r, int *largest) {
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
    const double clipped = lt_box_all_clipped(r, &largest);
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

/* Start values that the case does not name. */
static void say_from_file(const lt_box *box, bool zh) {
    char names[600] = "";
    int n = 0;
    for (int s = 0; s < box->mechanism->n_variable; s++)
        if (box->from_file[s]) lt_box_append_name(names, sizeof names, &n, box->mechanism->species[s].name);
    if (n > 0)
        lt_say(zh ? "起始值取自机理的 #INITVALUES：%s\n" : "start values from #INITVALUES of the mechanism: %s\n",
               names);
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
        const lt_box_course c = lt_box_course_of(r->history, k);
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

static void say_files(const char *folder, const lt_box_files *files) {
    lt_say("\n%s:", folder);
    for (int k = 0; k < files->n; k++) lt_say(" %s", files->names[k]);
    lt_say("\n");
}

lt_status lt_box_report(const lt_box_result *result, const lt_cli *cli, const char *folder, const lt_box_files *files) {
    const bool zh = lt_cli_chinese(cli);
    if (cli->json) return lt_box_say_json(result, folder, files);
    say_solver(result, zh);
    say_from_file(result->box, zh);
    say_species(result, zh);
    LT_TRY(say_budget(result, zh));
    say_files(folder, files);
    return LT_OK;
}

/* --- a sweep ------------------------------------------------------------------------------------------------------ */

void lt_box_sweep_range(const lt_box_sweep *sweep, int k, double *least, double *most) {
    const double *values = sweep->most + (long)k * sweep->nx * sweep->ny;
    *least = *most = values[0];
    for (int n = 1; n < sweep->nx * sweep->ny; n++) {
        *least = fmin(*least, values[n]);
        *most = fmax(*most, values[n]);
    }
}

lt_status lt_box_report_sweep(const lt_box_sweep *sweep, const lt_cli *cli, const char *folder,
                              const lt_box_files *files) {
    const bool zh = lt_cli_chinese(cli);
    const lt_chem_counts *n = &sweep->counts;
    if (cli->json) return lt_box_say_sweep_json(sweep, folder, files);
    lt_say(zh ? "%s：机理 %s，%d x %d 次运行；求解步 %lld，拒绝 %lld；退路：小步 %lld，双精度 %lld，Rodas4 %lld\n"
              : "%s: mechanism %s, %d x %d runs; solver steps %lld, rejected %lld; fallbacks: smaller steps %lld, "
                "double %lld, Rodas4 "
                "%lld\n",
           sweep->box->setup->name, sweep->box->mechanism->name, sweep->nx, sweep->ny, (long long)n->steps,
           (long long)n->rejected, (long long)n->smaller_steps, (long long)n->in_double, (long long)n->rodas4);
    for (int k = 0; k < sweep->n_of; k++) {
        double least, most;
        lt_box_sweep_range(sweep, k, &least, &most);
        lt_say(zh ? "%s 的最大值：%.4g 到 %.4g%s\n" : "maximum of %s: %.4g to %.4g%s\n", sweep->of[k].name, least, most,
               sweep->box->native ? "" : " ppb");
    }
    say_files(folder, files);
    return LT_OK;
}
