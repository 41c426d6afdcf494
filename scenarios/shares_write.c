/* shares_write.c - shares as a table, for people, and as JSON. */
#include "scenarios/shares.h"

#include "base/json.h"
#include "base/log.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>

enum { ADDITION, REMOVAL, GAP, SHAPLEY, N_WAYS };
static const char *const ways[N_WAYS] = {"addition_kt", "removal_kt", "gap_kt", "shapley_kt"};

static long n_lines(const lt_shares *shares) {
    return shares->n_rows + 2;
}

/* Line r: a member or group; then the rest; then the whole. What was not asked for is NAN. */
static const char *line_of(const lt_shares *shares, long r, int q, double value[N_WAYS]) {
    const long n = shares->n_rows;
    const lt_share *row = r < n ? &shares->rows[r] : &shares->rest;
    const double whole = shares->whole[q] - shares->reference[q];
    value[ADDITION] = r > n ? whole : row->addition[q];
    value[REMOVAL] = r > n ? whole : row->removal[q];
    value[GAP] = value[ADDITION] - value[REMOVAL];
    value[SHAPLEY] = r > n ? (shares->has_shapley ? whole : NAN) : row->shapley[q];
    if (r >= n) return r == n ? "(rest)" : "(whole)";
    return row->is_group ? lt_fmt("(group) %s", row->id) : row->id;
}

lt_status lt_shares_write_csv(const lt_shares *shares, lt_outdir *dir, const char *name) {
    FILE *file;
    LT_TRY(lt_outdir_stream(dir, name, &file));
    fputs("# Shares of the members of a package, change in kt a year on Liaoning land (NOx as NO2; ofp: kt of ozone "
          "that the VOC can form, MIR)\n# addition = reference + member - reference, removal = all - all without it, "
          "gap = addition - removal; shapley: what it brings, mean over all orders (of groups, where the case names "
          "some; more than four by the path of strengths); (rest) = (whole) - sum over members, by shapley over "
          "groups\nmember,quantity,reference_kt,whole_kt",
          file);
    for (int k = 0; k < N_WAYS; k++) fprintf(file, ",%s", ways[k]);
    fputc('\n', file);
    for (long r = 0; r < n_lines(shares); r++)
        for (int q = 0; q < LT_N_QUANTITIES; q++) {
            double value[N_WAYS];
            const char *id = line_of(shares, r, q, value);
            fprintf(file, "%s,%s,%.15g,%.15g", id, lt_quantity_names[q], shares->reference[q], shares->whole[q]);
            for (int k = 0; k < N_WAYS; k++)
                if (isnan(value[k]))
                    fputc(',', file);
                else
                    fprintf(file, ",%.15g", value[k]);
            fputc('\n', file);
        }
    return lt_outdir_commit_stream(dir, name, file);
}

static const char *label(const lt_shares *shares, long r, bool chinese) {
    const long n = shares->n_rows;
    if (r == n) return chinese ? "相互作用余项" : "rest (interaction)";
    if (r > n) return chinese ? "合计（整包）" : "the whole";
    return shares->rows[r].is_group ? lt_fmt(chinese ? "组 %s" : "group %s", shares->rows[r].id) : shares->rows[r].id;
}

void lt_shares_say(const lt_shares *shares, bool chinese) {
    const int n_ways = shares->has_shapley ? N_WAYS : SHAPLEY;
    lt_say("%s: %s\n", shares->package->id, chinese ? shares->package->title_zh : shares->package->title_en);
    lt_say("%s%s\n",
           chinese ? "各措施份额，kt/年（NOx 以 NO2 计；ofp 为 VOC 臭氧生成潜势，kt O3）；加入法 / 剔除法 / 差"
                   : "share of each member, kt a year (NOx as NO2; ofp: kt of ozone that the VOC can form); by "
                     "addition / by removal / gap",
           shares->has_shapley ? (chinese ? " / 沙普利值" : " / by Shapley") : "");
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        lt_say("%s\n", lt_quantity_names[q]);
        for (long r = 0; r < n_lines(shares); r++) {
            double value[N_WAYS];
            (void)line_of(shares, r, q, value);
            lt_say(" ");
            for (int k = 0; k < n_ways; k++)
                if (isnan(value[k]))
                    lt_say(" %14s", "-");
                else
                    lt_say(" %+14.4f", value[k]);
            lt_say("  %s\n", label(shares, r, chinese));
        }
    }
}

lt_status lt_shares_say_json(const lt_shares *shares) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "package", shares->package->id);
    cJSON *rows = cJSON_AddArrayToObject(root, "shares");
    for (long r = 0; r < n_lines(shares); r++)
        for (int q = 0; q < LT_N_QUANTITIES; q++) {
            double value[N_WAYS];
            cJSON *row = lt_json_add_item(rows);
            cJSON_AddStringToObject(row, "member", line_of(shares, r, q, value));
            cJSON_AddStringToObject(row, "quantity", lt_quantity_names[q]);
            cJSON_AddNumberToObject(row, "reference_kt", shares->reference[q]);
            cJSON_AddNumberToObject(row, "whole_kt", shares->whole[q]);
            for (int k = 0; k < N_WAYS; k++)
                if (!isnan(value[k])) cJSON_AddNumberToObject(row, ways[k], value[k]);
        }
    return lt_json_say(root);
}
