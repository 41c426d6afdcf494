/* What each measure of a package does to emissions, as JSON, out of shares_<package>.csv (share_table.h):
 *
 *   quantities                  of the tables: "SO2" ...; "ofp" is kt of ozone
 *   packages {id: {members, addition, removal: [[kt of each quantity] of each member], whole: [kt]}}
 *                               addition: the measure alone on top of the reference; removal: the whole less all but it
 *
 * Numbers to seven digits. */
#include "postproc/report.h"
#include "postproc/text.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

static int index_in(const cJSON *names, const char *name) {
    const cJSON *one = NULL;
    int n = 0;
    cJSON_ArrayForEach(one, names) {
        if (strcmp(one->valuestring, name) == 0) return n;
        n++;
    }
    return -1;
}

/* The row of kt of a member, by addition or by removal, in the order of the quantities. */
static cJSON *kt_of(const lt_share_table *table, const char *member, bool removal, const cJSON *quantities) {
    cJSON *row = cJSON_CreateArray();
    for (int q = 0; q < cJSON_GetArraySize(quantities); q++) cJSON_AddItemToArray(row, cJSON_CreateNull());
    for (long r = 0; r < table->n; r++) {
        const lt_share_row *one = &table->rows[r];
        const int q = strcmp(one->member, member) == 0 ? index_in(quantities, one->quantity) : -1;
        if (q >= 0)
            cJSON_ReplaceItemInArray(
                row, q, cJSON_CreateNumber(lt_text_digits(removal ? one->removal_kt : one->addition_kt, 7)));
    }
    return row;
}

static void add_package(const lt_share_table *table, const char *id, cJSON *quantities, cJSON *packages) {
    cJSON *out = cJSON_AddObjectToObject(packages, id), *members = cJSON_AddArrayToObject(out, "members");
    cJSON *addition = cJSON_AddArrayToObject(out, "addition"), *removal = cJSON_AddArrayToObject(out, "removal");
    for (long r = 0; r < table->n; r++)
        if (index_in(quantities, table->rows[r].quantity) < 0)
            cJSON_AddItemToArray(quantities, cJSON_CreateString(table->rows[r].quantity));
    for (long m = 0; m < table->n_members; m++) {
        cJSON_AddItemToArray(members, cJSON_CreateString(table->members[m]));
        cJSON_AddItemToArray(addition, kt_of(table, table->members[m], false, quantities));
        cJSON_AddItemToArray(removal, kt_of(table, table->members[m], true, quantities));
    }
    cJSON_AddItemToObject(out, "whole", kt_of(table, "(whole)", false, quantities));
}

lt_status lt_report_steps(const lt_summary *summary, char **out) {
    *out = NULL;
    if (summary->n_packages == 0) return LT_OK;
    cJSON *root = cJSON_CreateObject(), *quantities = cJSON_AddArrayToObject(root, "quantities");
    cJSON *packages = cJSON_AddObjectToObject(root, "packages");
    for (long q = 0; q < summary->n_packages; q++)
        add_package(&summary->shares[q], lt_summary_package(summary, q), quantities, packages);
    *out = cJSON_PrintUnformatted(root);
    cJSON_Delete(root);
    return *out ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the report");
}
