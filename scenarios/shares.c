/* shares.c - see shares.h. */
#include "scenarios/shares.h"

#include "base/json.h"
#include "base/log.h"

#include <cjson/cJSON.h>
#include <stdio.h>

/* One member alone, or all others, on the ledger at the reference; the ledger is then as it was. */
static lt_status try_member(const lt_package *package, const char *member, bool only, lt_ledger *ledger,
                            lt_changes *changes, double out[LT_N_QUANTITIES]) {
    const long n_changes = changes->n, n_sources = ledger->n;
    LT_TRY(lt_package_apply_member(package, member, only, ledger, changes));
    lt_ledger_quantities_kt(ledger, NULL, NULL, out);
    lt_changes_undo(changes, n_changes, ledger, n_sources);
    return LT_OK;
}

static lt_status members(const lt_package *package, lt_ledger *ledger, lt_changes *changes, lt_shares *out) {
    const long n_changes = changes->n, n_sources = ledger->n;
    LT_TRY(lt_package_apply(package, ledger, changes));
    lt_ledger_quantities_kt(ledger, NULL, NULL, out->whole);
    lt_changes_undo(changes, n_changes, ledger, n_sources);
    for (long m = 0; m < package->n_members; m++) {
        double alone[LT_N_QUANTITIES], others[LT_N_QUANTITIES];
        LT_TRY(try_member(package, package->members[m].id, true, ledger, changes, alone));
        LT_TRY(try_member(package, package->members[m].id, false, ledger, changes, others));
        for (int q = 0; q < LT_N_QUANTITIES; q++) {
            out->rows[m].addition[q] = alone[q] - out->reference[q];
            out->rows[m].removal[q] = out->whole[q] - others[q];
        }
    }
    return LT_OK;
}

static lt_status fill(const lt_node *section, int base_year, const lt_package *reference, const lt_package *package,
                      lt_shares *out) {
    lt_ledger *ledger = NULL;
    lt_changes changes = {0};
    LT_TRY(lt_ledger_read(section, base_year, &ledger));
    lt_ledger_quantities_kt(ledger, NULL, NULL, out->base);
    lt_status status = reference != NULL ? lt_package_apply(reference, ledger, &changes) : LT_OK;
    if (status == LT_OK) lt_ledger_quantities_kt(ledger, NULL, NULL, out->reference);
    if (status == LT_OK) status = members(package, ledger, &changes, out);
    lt_changes_free(&changes);
    lt_ledger_free(ledger);
    for (int q = 0; q < LT_N_QUANTITIES && status == LT_OK; q++) {
        out->rest.addition[q] = out->rest.removal[q] = out->whole[q] - out->reference[q];
        for (long m = 0; m < package->n_members; m++) {
            out->rest.addition[q] -= out->rows[m].addition[q];
            out->rest.removal[q] -= out->rows[m].removal[q];
        }
    }
    return status;
}

lt_status lt_shares_of(const lt_node *section, int base_year, const lt_package *reference, const lt_package *package,
                       lt_shares *out) {
    *out = (lt_shares){.package = package};
    LT_TRY(lt_calloc((size_t)package->n_members, sizeof *out->rows, &out->rows));
    lt_status status = fill(section, base_year, reference, package, out);
    if (status != LT_OK) lt_shares_free(out);
    return status;
}

void lt_shares_free(lt_shares *shares) {
    lt_free(shares->rows);
    *shares = (lt_shares){0};
}

/* Row m: a member; then the rest; then the whole. */
static const char *row_of(const lt_shares *shares, long m, int q, double *addition, double *removal) {
    const long n = shares->package->n_members;
    const lt_share *row = m < n ? &shares->rows[m] : &shares->rest;
    *addition = m > n ? shares->whole[q] - shares->reference[q] : row->addition[q];
    *removal = m > n ? *addition : row->removal[q];
    return m < n ? shares->package->members[m].id : m == n ? "(rest)" : "(whole)";
}

lt_status lt_shares_write_csv(const lt_shares *shares, lt_outdir *dir, const char *name) {
    FILE *file;
    LT_TRY(lt_outdir_stream(dir, name, &file));
    fputs("# Shares of the members of a package, change in kt a year on Liaoning land (NOx as NO2; ofp: kt of ozone "
          "that the "
          "VOC can form, MIR)\n# addition = reference + member - reference, removal = all - all without it, gap = "
          "addition "
          "- removal; (rest) = (whole) - sum over members\n"
          "member,quantity,reference_kt,whole_kt,addition_kt,removal_kt,gap_kt\n",
          file);
    for (long m = 0; m < shares->package->n_members + 2; m++)
        for (int q = 0; q < LT_N_QUANTITIES; q++) {
            double addition, removal;
            const char *id = row_of(shares, m, q, &addition, &removal);
            fprintf(file, "%s,%s,%.15g,%.15g,%.15g,%.15g,%.15g\n", id, lt_quantity_names[q], shares->reference[q],
                    shares->whole[q], addition, removal, addition - removal);
        }
    return lt_outdir_commit_stream(dir, name, file);
}

static const char *label(const lt_shares *shares, long m, bool chinese) {
    const long n = shares->package->n_members;
    if (m == n) return chinese ? "相互作用余项" : "rest (interaction)";
    if (m > n) return chinese ? "合计（整包）" : "the whole";
    return shares->package->members[m].id;
}

void lt_shares_say(const lt_shares *shares, bool chinese) {
    lt_say("%s: %s\n", shares->package->id, chinese ? shares->package->title_zh : shares->package->title_en);
    lt_say("%s\n", chinese ? "各措施份额，kt/年（NOx 以 NO2 计；ofp 为 VOC 臭氧生成潜势，kt O3）；加入法 / 剔除法 / 差"
                           : "share of each member, kt a year (NOx as NO2; ofp: kt of ozone that the VOC can form); by "
                             "addition / by removal / gap");
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        lt_say("%s\n", lt_quantity_names[q]);
        for (long m = 0; m < shares->package->n_members + 2; m++) {
            double addition, removal;
            row_of(shares, m, q, &addition, &removal);
            lt_say("  %+14.4f %+14.4f %+14.4f  %s\n", addition, removal, addition - removal, label(shares, m, chinese));
        }
    }
}

lt_status lt_shares_say_json(const lt_shares *shares) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "package", shares->package->id);
    cJSON *rows = cJSON_AddArrayToObject(root, "shares");
    for (long m = 0; m < shares->package->n_members + 2; m++)
        for (int q = 0; q < LT_N_QUANTITIES; q++) {
            double addition, removal;
            cJSON *row = cJSON_CreateObject();
            cJSON_AddStringToObject(row, "member", row_of(shares, m, q, &addition, &removal));
            cJSON_AddStringToObject(row, "quantity", lt_quantity_names[q]);
            cJSON_AddNumberToObject(row, "reference_kt", shares->reference[q]);
            cJSON_AddNumberToObject(row, "whole_kt", shares->whole[q]);
            cJSON_AddNumberToObject(row, "addition_kt", addition);
            cJSON_AddNumberToObject(row, "removal_kt", removal);
            cJSON_AddNumberToObject(row, "gap_kt", addition - removal);
            cJSON_AddItemToArray(rows, row);
        }
    return lt_json_say(root);
}
