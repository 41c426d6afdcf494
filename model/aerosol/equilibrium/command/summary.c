/* summary.c - see summary.h. */
#include "model/aerosol/equilibrium/command/summary.h"

#include "base/json.h"
#include "base/log.h"
#include "model/aerosol/equilibrium/activity.h"

#include <cjson/cJSON.h>
#include <stdio.h>

void lt_equilibrium_summary_skipped(const lt_equilibrium_table *t) {
    for (long b = 0; b < t->n_bad_kept; b++) {
        const lt_equilibrium_bad *bad = &t->bad[b];
        lt_remark(LT_LOG_WARNING, "left out: %s:%d%s%s: found %s, expected %s; %s", lt_csv_path(t->csv), bad->line,
                  bad->column ? ", column " : "", bad->column ? bad->column : "", bad->found, bad->expected, bad->todo);
    }
    if (t->n_bad > t->n_bad_kept)
        lt_remark(LT_LOG_WARNING, "and %ld more faults in rows that are left out", t->n_bad - t->n_bad_kept);
    if (t->n_skipped)
        lt_remark(LT_LOG_WARNING, "%s: %ld of %ld rows are left out", lt_csv_path(t->csv), t->n_skipped,
                  t->n_skipped + t->n);
}

/* Each word that occurred, and what it means. */
static void say_flags(const lt_equilibrium_counts *counts, bool zh) {
    for (int k = 0; k < LT_EQ_N_FLAGS; k++) {
        const lt_equilibrium_flag *flag = &lt_equilibrium_flags[k];
        if (counts->flags[k])
            lt_say(zh ? "标记 %s：%ld 个（%s）\n" : "flag %s: %ld (%s)\n", flag->word, counts->flags[k],
                   zh ? flag->chinese : flag->text);
    }
}

static void say(const lt_equilibrium_run *run) {
    static const char *const modes[] = {[LT_EQ_FORWARD] = "正向", [LT_EQ_REVERSE] = "反向"},
                             *const states[] = {[LT_EQ_METASTABLE] = "亚稳", [LT_EQ_STABLE] = "稳定"};
    const bool zh = lt_cli_chinese(run->cli);
    const long n = run->table->n, unsolved = run->counts->flags[LT_EQ_BIT_UNSOLVED];
    lt_say(zh ? "%s：%ld 个状态（%s，%s），解出 %ld 个；略去 %ld 行；最大残差 %.2g\n"
              : "%s: %ld states (%s, %s), %ld solved; %ld rows left out; largest residual %.2g\n",
           run->cli->positional[1], n, zh ? modes[run->setup->mode] : lt_equilibrium_mode_names[run->setup->mode],
           zh ? states[run->setup->state] : lt_equilibrium_state_names[run->setup->state], n - unsolved,
           run->table->n_skipped, run->counts->largest_residual);
    lt_say(zh ? "采用 ISORROPIA II 的常数；活度系数 %s（%s），含水量%s\n"
              : "ISORROPIA II's constants, activity %s %s, water %s\n",
           lt_activity_names[run->setup->activity], lt_activity_manners[run->setup->activity][zh],
           run->setup->by_row ? zh ? "取最近的整百分湿度" : "at the nearest percent of humidity"
           : zh               ? "取实际湿度"
                              : "at the true humidity");
    say_flags(run->counts, zh);
    lt_say(zh ? "用时 %.2f 秒；每秒求解 %.3g 个状态，连同读写 %.3g 行\n"
              : "%.2f s; %.3g states/s solved, %.3g rows/s with reading and writing\n",
           run->seconds, (double)n / run->counts->solve_s, (double)n / run->seconds);
}

static void add_bad(const lt_equilibrium_table *t, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "faults");
    for (long b = 0; b < t->n_bad_kept; b++) {
        cJSON *row = cJSON_CreateObject();
        cJSON_AddItemToArray(list, row);
        cJSON_AddNumberToObject(row, "row", t->bad[b].line);
        cJSON_AddItemToObject(row, "column",
                              t->bad[b].column ? cJSON_CreateString(t->bad[b].column) : cJSON_CreateNull());
        cJSON_AddStringToObject(row, "expected", t->bad[b].expected);
        cJSON_AddStringToObject(row, "found", t->bad[b].found);
        cJSON_AddStringToObject(row, "todo", t->bad[b].todo);
    }
}

static lt_status say_json(const lt_equilibrium_run *run) {
    const long n = run->table->n;
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "code_version", lt_version());
    cJSON_AddStringToObject(root, "input", run->cli->positional[0]);
    cJSON_AddStringToObject(root, "output", run->cli->positional[1]);
    cJSON_AddStringToObject(root, "mode", lt_equilibrium_mode_names[run->setup->mode]);
    cJSON_AddStringToObject(root, "state", lt_equilibrium_state_names[run->setup->state]);
    cJSON_AddStringToObject(root, "activity", lt_activity_names[run->setup->activity]);
    cJSON_AddStringToObject(root, "water", run->setup->by_row ? "percent" : "smooth");
    cJSON_AddStringToObject(root, "method", run->setup->sweeps ? "sweeps" : "newton");
    const struct {
        const char *key;
        double value;
    } rows[] = {{"states", (double)n},
                {"skipped", (double)run->table->n_skipped},
                {"unsolved", (double)run->counts->flags[LT_EQ_BIT_UNSOLVED]},
                {"largest_residual", run->counts->largest_residual},
                {"seconds", run->seconds},
                {"states_per_s", (double)n / run->counts->solve_s},
                {"rows_per_s", (double)n / run->seconds}};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) cJSON_AddNumberToObject(root, rows[r].key, rows[r].value);
    cJSON *flags = cJSON_AddObjectToObject(root, "flags");
    for (int k = 0; k < LT_EQ_N_FLAGS; k++)
        cJSON_AddNumberToObject(flags, lt_equilibrium_flags[k].word, (double)run->counts->flags[k]);
    cJSON *unsolved = cJSON_AddArrayToObject(root, "unsolved_rows");
    for (long k = 0; k < run->counts->flags[LT_EQ_BIT_UNSOLVED] && k < LT_EQ_NAMED; k++)
        cJSON_AddItemToArray(unsolved, cJSON_CreateNumber(run->counts->unsolved[k]));
    add_bad(run->table, root);
    return lt_json_say(root);
}

lt_status lt_equilibrium_summary(const lt_equilibrium_run *run) {
    if (run->cli->json) return say_json(run);
    say(run);
    return LT_OK;
}

lt_status lt_equilibrium_verdict(const lt_equilibrium_run *run) {
    const long n = run->counts->flags[LT_EQ_BIT_UNSOLVED];
    char lines[160] = "";
    size_t used = 0;
    if (n == 0) return LT_OK;
    for (long k = 0; k < n && k < LT_EQ_NAMED; k++)
        used += (size_t)snprintf(lines + used, sizeof lines - used, "%s%d", k ? ", " : "", run->counts->unsolved[k]);
    return LT_RAISE(LT_ERR_NUMERIC, .what = lt_fmt("%ld of %ld states have no solution", n, run->table->n),
                    .where = lt_fmt("%s, line %s%s", run->cli->positional[0], lines, n > LT_EQ_NAMED ? " ..." : ""),
                    .expected = lt_fmt("a residual of at most %g", LT_EQ_TOLERANCE),
                    .found = "more, or none; their flag is unsolved",
                    .todo = "use the others; tell the authors of these states");
}
