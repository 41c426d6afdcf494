/* group_shares.c - see group_shares.h. */
#include "postproc/group_shares.h"

#include "base/shapley.h"

#include <math.h>
#include <string.h>

const lt_grouping *lt_group_shares_for(const lt_summary *summary, long package) {
    const lt_grouping *grouping = &summary->setup->shapley;
    const bool asked = grouping->groups.n > 0 && summary->package[package]->kind == LT_VARIANT_PACKAGE &&
                       strcmp(lt_variant_id(grouping->package), lt_summary_package(summary, package)) == 0;
    return asked ? grouping : NULL;
}

double lt_group_shares_noise(long n) {
    return n > LT_SHAPLEY_EXACT ? lt_path_noise() : 1;
}

static double value_in(const lt_summary *summary, lt_quantity quantity, const char *id, int city) {
    const long variant = lt_summary_variant(summary, id);
    return variant < 0 ? NAN : lt_summary_value(summary, quantity, (int)variant, -1, city, LT_CITY_SITES);
}

static void by_sets(const lt_summary *summary, lt_quantity quantity, int n, int group, int city, lt_group_share *out) {
    double value[1 << LT_SHAPLEY_EXACT], share[LT_SHAPLEY_EXACT];
    const unsigned all = (1U << n) - 1, own = 1U << group;
    char id[128];
    for (unsigned set = 0; set <= all; set++) {
        lt_variant_of_coalition(summary->setup, set, id);
        value[set] = value_in(summary, quantity, id, city);
    }
    lt_shapley(n, value, share);
    *out = (lt_group_share){value[own] - value[0], value[all] - value[all & ~own], share[group]};
}

static void by_path(const lt_summary *summary, lt_quantity quantity, int group, int city, lt_group_share *out) {
    double value[LT_PATH_VALUES];
    char id[128];
    for (int point = 0; point < LT_PATH_POINTS; point++)
        for (int step = 0; step < LT_PATH_STEPS; step++) {
            lt_variant_of_path(summary->setup, group, point, step, id);
            value[point * LT_PATH_STEPS + step] = value_in(summary, quantity, id, city);
        }
    out->shapley = lt_path_share(value);
}

bool lt_group_share_of(const lt_summary *summary, lt_quantity quantity, long package, const char *group, int city,
                       lt_group_share *out) {
    const lt_grouping *grouping = lt_group_shares_for(summary, package);
    const lt_group *groups = grouping ? grouping->groups.items : NULL;
    const int n = grouping ? (int)grouping->groups.n : 0;
    *out = (lt_group_share){NAN, NAN, NAN};
    int g = 0;
    while (g < n && strcmp(groups[g].id, group) != 0) g++;
    if (g == n) return false;
    if (n > LT_SHAPLEY_EXACT)
        by_path(summary, quantity, g, city, out);
    else
        by_sets(summary, quantity, n, g, city, out);
    return n <= LT_SHAPLEY_EXACT;
}

void lt_group_shares_say(const lt_summary *summary, cJSON *root) {
    const lt_grouping *grouping = &summary->setup->shapley;
    const lt_group *groups = grouping->groups.items;
    long runs = 0;
    if (grouping->groups.n == 0) return;
    for (long r = 0; r < summary->n_parts; r++) runs += summary->part[r]->grouping != NULL;
    cJSON *one = cJSON_AddObjectToObject(root, "shapley");
    cJSON_AddStringToObject(one, "package", lt_variant_id(grouping->package));
    cJSON_AddStringToObject(one, "method", grouping->groups.n > LT_SHAPLEY_EXACT ? "path" : "exact");
    cJSON_AddNumberToObject(one, "runs", (double)runs);
    cJSON *list = cJSON_AddArrayToObject(one, "groups");
    for (long g = 0; g < grouping->groups.n; g++) {
        cJSON *group = cJSON_CreateObject();
        cJSON_AddStringToObject(group, "id", groups[g].id);
        cJSON *members = cJSON_AddArrayToObject(group, "members");
        for (long m = 0; m < groups[g].members.n; m++)
            cJSON_AddItemToArray(members, cJSON_CreateString(((char *const *)groups[g].members.items)[m]));
        cJSON_AddItemToArray(list, group);
    }
}
