/* summary_shares.c - see summary_shares.h.
 *
 * Emissions come from shares_<package>.csv. Concentrations: addition = the member's own package run - origin, where the
 * case runs it as it stands in the package; removal = package - the run without the member, where the key `removal` of
 * the case asks for it; of groups of `shapley` their runs say both, where all sets of groups were run. */
#include "postproc/summary_shares.h"

#include "postproc/group_shares.h"

#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool has_shares(const lt_summary *summary, long package) {
    return summary->package[package]->kind == LT_VARIANT_PACKAGE && summary->shares[package].n_members > 1;
}

static const char *measure_name(const char *member) {
    if (strcmp(member, "(rest)") == 0) return "rest";
    if (strncmp(member, "(group) ", 8) == 0) return member + 8;
    return strcmp(member, "(whole)") == 0 ? "whole" : member;
}

/* A value that was not run has no key: summary.json holds finite numbers only. */
static void add_if_run(cJSON *object, const char *key, double value) {
    if (isfinite(value)) lt_json_add_number(object, key, value);
}

static cJSON *add_row(cJSON *list, const char *package, const char *measure, const char *quantity, const char *unit,
                      const lt_group_share *share) {
    cJSON *row = cJSON_CreateObject();
    cJSON_AddStringToObject(row, "package", package);
    cJSON_AddStringToObject(row, "measure", measure);
    cJSON_AddStringToObject(row, "quantity", quantity);
    cJSON_AddStringToObject(row, "unit", unit);
    add_if_run(row, "addition", share->addition);
    add_if_run(row, "removal", share->removal);
    add_if_run(row, "gap", share->addition - share->removal);
    add_if_run(row, "shapley", share->shapley);
    cJSON_AddItemToArray(list, row);
    return row;
}

/* Name of a total of emissions_kt in the table of shares. */
static const char *quantity_of(int total) {
    return strcmp(lt_emission_total_names[total], "ofp_kt_o3") == 0 ? "ofp" : lt_emission_total_names[total];
}

static void add_emissions(const lt_summary *summary, long package, cJSON *list) {
    const lt_share_table *table = &summary->shares[package];
    for (int q = 0; q < LT_N_TOTALS; q++)
        for (long r = 0; r < table->n; r++) {
            const lt_share_row *row = &table->rows[r];
            const lt_group_share share = {row->addition_kt, row->removal_kt, row->shapley_kt};
            if (strcmp(row->quantity, quantity_of(q)) == 0)
                add_row(list, lt_summary_package(summary, package), measure_name(row->member),
                        lt_emission_total_names[q], "kt", &share);
        }
}

/* Is package run q of the case what the member alone does? Its emissions say so: a member may be weakened (strength),
 * or a file of the user's own may have its name. Ledgers hold nine figures a row: 1e-8 of what is emitted. */
static bool is_member_alone(const lt_summary *summary, long package, const char *member, long q) {
    const lt_share_table *table = &summary->shares[package];
    const int origin = lt_summary_origin(summary, q) == LT_SUMMARY_BASE ? 0 : 1;
    bool found = false;
    if (strcmp(lt_summary_package(summary, q), member) != 0) return false;
    for (long r = 0; r < table->n; r++) {
        const lt_share_row *row = &table->rows[r];
        if (strcmp(row->member, member) != 0) continue;
        found = true;
        for (int e = 0; e < LT_N_TOTALS; e++) {
            const double before = summary->emissions_kt[origin].people[e];
            if (strcmp(row->quantity, quantity_of(e)) == 0 &&
                fabs(summary->emissions_kt[q + 1].people[e] - before - row->addition_kt) > 1e-8 * before)
                return false;
        }
    }
    return found;
}

/* Concentrations of which shares are told. */
static const lt_quantity shared[] = {LT_QUANTITY_PM25, LT_QUANTITY_O3_MDA8};
enum { N_SHARED = sizeof shared / sizeof *shared };

static const char *key_of(lt_quantity quantity, const char *rest) {
    return lt_fmt("%s_%s", lt_quantity_table[quantity].key, rest);
}

/* A member's share in a city; NAN where it was not run. */
static lt_group_share city_share(const lt_summary *summary, lt_quantity quantity, long package, const char *member,
                                 int city) {
    lt_group_share share;
    if (lt_group_share_of(summary, quantity, package, member, city, &share)) return share;
    for (long q = 0; q < summary->n_packages && isnan(share.addition); q++)
        if (is_member_alone(summary, package, member, q))
            share.addition = lt_summary_delta(summary, quantity, q, -1, city, LT_CITY_SITES);
    (void)lt_summary_removal(summary, quantity, package, member, -1, city, &share.removal);
    return share;
}

/* Mean over the cities. */
static lt_group_share mean_share(const lt_summary *summary, lt_quantity quantity, long package, const char *member) {
    lt_group_share mean = {0, 0, 0};
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        const lt_group_share share = city_share(summary, quantity, package, member, c);
        mean.addition += share.addition / LT_N_CITY_VALUES;
        mean.removal += share.removal / LT_N_CITY_VALUES;
        mean.shapley += share.shapley / LT_N_CITY_VALUES;
    }
    return mean;
}

/* The noise of a mean over the cities, and what of it can be in a share by Shapley. */
static void add_noise(cJSON *row, double noise, double shapley_noise) {
    lt_json_add_number(row, "noise", noise);
    if (cJSON_HasObjectItem(row, "shapley")) lt_json_add_number(row, "shapley_noise", shapley_noise);
}

static void add_concentrations(const lt_summary *summary, lt_quantity quantity, long package, cJSON *list) {
    const lt_share_table *table = &summary->shares[package];
    const char *id = lt_summary_package(summary, package);
    const lt_grouping *grouping = lt_group_shares_for(summary, package);
    const lt_group *groups = grouping ? grouping->groups.items : NULL;
    const long n_groups = grouping ? grouping->groups.n : 0;
    const double factor = lt_group_shares_noise(n_groups);
    double whole = 0, noise = 0;
    char key[32];
    snprintf(key, sizeof key, "%s", key_of(quantity, "ugm3"));
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        whole += lt_summary_delta(summary, quantity, package, -1, c, LT_CITY_SITES) / LT_N_CITY_VALUES;
        noise += lt_summary_noise(summary, quantity, -1, c) / LT_N_CITY_VALUES;
    }
    lt_group_share rest = {whole, whole, grouping ? whole : NAN};
    for (long m = 0; m < table->n_members; m++) {
        const lt_group_share share = mean_share(summary, quantity, package, table->members[m]);
        rest.addition -= share.addition;
        rest.removal -= share.removal;
        add_noise(add_row(list, id, table->members[m], key, "ug/m3", &share), noise, factor * noise);
    }
    for (long g = 0; g < n_groups; g++) {
        const lt_group_share share = mean_share(summary, quantity, package, groups[g].id);
        rest.shapley -= share.shapley;
        if (lt_share_table_has_member(table, groups[g].id)) continue; /* its row is there */
        add_noise(add_row(list, id, groups[g].id, key, "ug/m3", &share), noise, factor * noise);
    }
    /* The rest is made of as many differences as there are members, and the whole: so much of the noise may be in it.
     * Of all sets of groups it is nothing but rounding. */
    add_noise(add_row(list, id, "rest", key, "ug/m3", &rest), (double)(1 + table->n_members) * noise,
              factor > 1 ? (1 + (double)n_groups * factor) * noise : noise);
    const lt_group_share all = {whole, whole, grouping ? whole : NAN};
    add_noise(add_row(list, id, "whole", key, "ug/m3", &all), noise, noise);
}

static void add_city_share(const lt_summary *summary, lt_quantity quantity, long package, const char *member, int city,
                           cJSON *one) {
    const lt_group_share share = city_share(summary, quantity, package, member, city);
    add_if_run(one, key_of(quantity, "addition_ugm3"), share.addition);
    add_if_run(one, key_of(quantity, "removal_ugm3"), share.removal);
    add_if_run(one, key_of(quantity, "gap_ugm3"), share.addition - share.removal);
    add_if_run(one, key_of(quantity, "shapley_ugm3"), share.shapley);
}

static void add_city_member(const lt_summary *summary, long package, const char *member, int city, cJSON *list) {
    cJSON *one = cJSON_AddObjectToObject(list, member);
    for (int k = 0; k < N_SHARED; k++)
        if (lt_summary_has(summary, shared[k], -1)) add_city_share(summary, shared[k], package, member, city, one);
}

void lt_summary_add_shares(const lt_summary *summary, cJSON *root) {
    cJSON *list = NULL;
    for (long q = 0; q < summary->n_packages; q++) {
        if (!has_shares(summary, q)) continue;
        if (!list) list = cJSON_AddArrayToObject(root, "shares");
        add_emissions(summary, q, list);
        for (int k = 0; k < N_SHARED; k++)
            if (lt_summary_has(summary, shared[k], -1)) add_concentrations(summary, shared[k], q, list);
    }
    lt_group_shares_say(summary, root);
}

void lt_summary_add_city_shares(const lt_summary *summary, int city, cJSON *item) {
    cJSON *shares = NULL;
    for (long q = 0; q < summary->n_packages; q++) {
        if (!has_shares(summary, q)) continue;
        if (!shares) shares = cJSON_AddObjectToObject(item, "shares");
        cJSON *package = cJSON_AddObjectToObject(shares, lt_summary_package(summary, q));
        const lt_share_table *table = &summary->shares[q];
        for (long m = 0; m < table->n_members; m++) add_city_member(summary, q, table->members[m], city, package);
        const lt_grouping *grouping = lt_group_shares_for(summary, q);
        const lt_group *groups = grouping ? grouping->groups.items : NULL;
        for (long g = 0; grouping && g < grouping->groups.n; g++)
            if (!lt_share_table_has_member(table, groups[g].id))
                add_city_member(summary, q, groups[g].id, city, package);
    }
}
