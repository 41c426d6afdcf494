/* summary_shares.c - see summary_shares.h.
 *
 * Emissions come from shares_<package>.csv. Concentrations: addition = the member's own package run - origin, where the
 * case runs it as it stands in the package; removal = package - the run without the member, where the key `removal` of
 * the case asks for it. */
#include "postproc/summary_shares.h"

#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool has_shares(const lt_summary *summary, long package) {
    return summary->package[package]->kind == LT_VARIANT_PACKAGE && summary->shares[package].n_members > 1;
}

static const char *measure_name(const char *member) {
    if (strcmp(member, "(rest)") == 0) return "rest";
    return strcmp(member, "(whole)") == 0 ? "whole" : member;
}

/* A value that was not run has no key: summary.json holds finite numbers only. */
static void add_if_run(cJSON *object, const char *key, double value) {
    if (isfinite(value)) lt_json_add_number(object, key, value);
}

static cJSON *add_row(cJSON *list, const char *package, const char *measure, const char *quantity, const char *unit,
                      double addition, double removal) {
    cJSON *row = cJSON_CreateObject();
    cJSON_AddStringToObject(row, "package", package);
    cJSON_AddStringToObject(row, "measure", measure);
    cJSON_AddStringToObject(row, "quantity", quantity);
    cJSON_AddStringToObject(row, "unit", unit);
    add_if_run(row, "addition", addition);
    add_if_run(row, "removal", removal);
    add_if_run(row, "gap", addition - removal);
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
            if (strcmp(row->quantity, quantity_of(q)) == 0)
                add_row(list, lt_summary_package(summary, package), measure_name(row->member),
                        lt_emission_total_names[q], "kt", row->addition_kt, row->removal_kt);
        }
}

/* Is package run q of the case what the member alone does? Its emissions say so: a member may be weakened (strength),
 * or a file of the user's own may have its name. Ledgers hold nine figures a row: 1e-8 of what is emitted. */
static bool is_member_alone(const lt_summary *summary, long package, const char *member, long q) {
    const lt_share_table *table = &summary->shares[package];
    const int origin = lt_summary_origin(summary, q) == LT_SUMMARY_BASE ? 0 : 1;
    if (strcmp(lt_summary_package(summary, q), member) != 0) return false;
    for (long r = 0; r < table->n; r++) {
        const lt_share_row *row = &table->rows[r];
        if (strcmp(row->member, member) != 0) continue;
        for (int e = 0; e < LT_N_TOTALS; e++) {
            const double before = summary->emissions_kt[origin][e];
            if (strcmp(row->quantity, quantity_of(e)) == 0 &&
                fabs(summary->emissions_kt[q + 1][e] - before - row->addition_kt) > 1e-8 * before)
                return false;
        }
    }
    return true;
}

/* Concentrations of which shares are told. */
static const lt_quantity shared[] = {LT_QUANTITY_PM25, LT_QUANTITY_O3_MDA8};
enum { N_SHARED = sizeof shared / sizeof *shared };

static const char *key_of(lt_quantity quantity, const char *rest) {
    return lt_fmt("%s_%s", lt_quantity_table[quantity].key, rest);
}

/* A member's share in a city by both ways; NAN where it was not run. */
static void city_share(const lt_summary *summary, lt_quantity quantity, long package, const char *member, int city,
                       double *addition, double *removal) {
    *addition = *removal = NAN;
    for (long q = 0; q < summary->n_packages; q++)
        if (is_member_alone(summary, package, member, q))
            *addition = lt_summary_delta(summary, quantity, q, -1, city, LT_CITY_SITES);
    double lost;
    if (lt_summary_removal(summary, quantity, package, member, -1, city, &lost)) *removal = lost;
}

static void add_concentrations(const lt_summary *summary, lt_quantity quantity, long package, cJSON *list) {
    const lt_share_table *table = &summary->shares[package];
    const char *id = lt_summary_package(summary, package);
    double whole = 0, noise = 0, rest[2];
    char key[32];
    snprintf(key, sizeof key, "%s", key_of(quantity, "ugm3"));
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        whole += lt_summary_delta(summary, quantity, package, -1, c, LT_CITY_SITES) / LT_N_CITY_VALUES;
        noise += lt_summary_noise(summary, quantity, -1, c) / LT_N_CITY_VALUES;
    }
    rest[0] = rest[1] = whole;
    for (long m = 0; m < table->n_members; m++) {
        double sum[2] = {0, 0};
        for (int c = 0; c < LT_N_CITY_VALUES; c++) {
            double addition, removal;
            city_share(summary, quantity, package, table->members[m], c, &addition, &removal);
            sum[0] += addition / LT_N_CITY_VALUES;
            sum[1] += removal / LT_N_CITY_VALUES;
        }
        rest[0] -= sum[0];
        rest[1] -= sum[1];
        lt_json_add_number(add_row(list, id, table->members[m], key, "ug/m3", sum[0], sum[1]), "noise", noise);
    }
    /* The rest is made of as many differences as there are members, and the whole: so much of the noise may be in it.
     */
    lt_json_add_number(add_row(list, id, "rest", key, "ug/m3", rest[0], rest[1]), "noise",
                       (double)(1 + table->n_members) * noise);
    lt_json_add_number(add_row(list, id, "whole", key, "ug/m3", whole, whole), "noise", noise);
}

static void add_city_share(const lt_summary *summary, lt_quantity quantity, long package, const char *member, int city,
                           cJSON *one) {
    double addition, removal;
    city_share(summary, quantity, package, member, city, &addition, &removal);
    add_if_run(one, key_of(quantity, "addition_ugm3"), addition);
    add_if_run(one, key_of(quantity, "removal_ugm3"), removal);
    add_if_run(one, key_of(quantity, "gap_ugm3"), addition - removal);
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
}

void lt_summary_add_city_shares(const lt_summary *summary, int city, cJSON *item) {
    cJSON *shares = NULL;
    for (long q = 0; q < summary->n_packages; q++) {
        if (!has_shares(summary, q)) continue;
        if (!shares) shares = cJSON_AddObjectToObject(item, "shares");
        cJSON *package = cJSON_AddObjectToObject(shares, lt_summary_package(summary, q));
        for (long m = 0; m < summary->shares[q].n_members; m++) {
            const char *member = summary->shares[q].members[m];
            cJSON *one = cJSON_AddObjectToObject(package, member);
            for (int k = 0; k < N_SHARED; k++)
                if (lt_summary_has(summary, shared[k], -1)) add_city_share(summary, shared[k], q, member, city, one);
        }
    }
}
