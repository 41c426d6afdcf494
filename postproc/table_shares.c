/* table_shares.c - of the tables on the terminal: what each member of a package does. */
#include "base/pad.h"
#include "base/status.h"
#include "postproc/table_private.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Sums of thousands of kilotonnes round to 1e-12: less than a kilogram a year is nothing. */
static const double A_KILOGRAM_KT = 1e-9;

static double noise_of(const cJSON *row, const char *key) {
    const double noise = lt_json_number(row, strcmp(key, "shapley") == 0 ? "shapley_noise" : "noise");
    return isfinite(noise) ? noise : 0;
}

static void append_share(char line[LT_TABLE_LINE], const cJSON *row, const char *key) {
    const double value = lt_json_number(row, key);
    char text[48];
    if (!isfinite(value))
        snprintf(text, sizeof text, "-");
    else if (noise_of(row, key) > 0)
        snprintf(text, sizeof text, "%s", lt_text_delta(value, noise_of(row, key)));
    else
        snprintf(text, sizeof text, "%+.4g", fabs(value) < A_KILOGRAM_KT ? 0.0 : value);
    lt_table_append(line, lt_pad(text, -14));
}

static bool any_has(const cJSON *rows, const char *key) {
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, rows) {
        if (cJSON_HasObjectItem(row, key)) return true;
    }
    return false;
}

/* More members than this are a table of its own: shares_<package>.csv. Groups of Shapley are always shown. */
enum { MOST_MEMBERS = 12 };

static bool is_of_whole(const cJSON *row) {
    const char *measure = lt_json_text(row, "measure");
    return strcmp(measure, "rest") == 0 || strcmp(measure, "whole") == 0;
}

/* Of rows of one package: members of the quantity of the first row that no Shapley was asked for. */
static int count_members(const cJSON *first) {
    const char *package = lt_json_text(first, "package"), *quantity = lt_json_text(first, "quantity");
    int n = 0;
    for (const cJSON *row = first; row && strcmp(lt_json_text(row, "package"), package) == 0; row = row->next)
        n += strcmp(lt_json_text(row, "quantity"), quantity) == 0 && !is_of_whole(row) &&
             !cJSON_HasObjectItem(row, "shapley");
    return n;
}

static bool is_shown(const cJSON *row, int n_members) {
    if (strcmp(lt_json_text(row, "measure"), "whole") == 0) return false;
    return n_members <= MOST_MEMBERS || cJSON_HasObjectItem(row, "shapley");
}

/* Of the names shown of a package. */
static int widest(const cJSON *first, int n_members) {
    const char *package = lt_json_text(first, "package");
    int width = 12;
    for (const cJSON *row = first; row && strcmp(lt_json_text(row, "package"), package) == 0; row = row->next) {
        const int columns = lt_pad_columns(lt_json_text(row, "measure")) + 1;
        if (is_shown(row, n_members) && columns > width) width = columns;
    }
    return width;
}

static void print_share(const cJSON *row, const char *last, int width, bool shapley) {
    char line[LT_TABLE_LINE] = "";
    const char *quantity = lt_json_text(row, "quantity");
    lt_table_append(line, lt_pad(strcmp(last, quantity) == 0 ? "" : lt_table_pollutant(quantity), 13));
    lt_table_append(line, lt_pad(lt_json_text(row, "measure"), width));
    append_share(line, row, "addition");
    append_share(line, row, "removal");
    append_share(line, row, "gap");
    if (shapley) append_share(line, row, "shapley");
    lt_text_say("%s", line);
}

/* Package by package, quantity by quantity: by addition, by removal, gap, and by Shapley where some were asked for; the
 * whole stands in the tables above. */
void lt_table_print_shares(const cJSON *root, bool chinese) {
    const cJSON *rows = cJSON_GetObjectItemCaseSensitive(root, "shares"), *row = NULL;
    const char *last = "", *package = "";
    int n_members = 0, width = 0;
    if (!rows) return;
    lt_text_say("%s", "");
    const bool shapley = any_has(rows, "shapley");
    lt_text_say(chinese ? "各措施的份额：加入法、剔除法、两者之差%s（千吨/年）"
                        : "Share of each measure: by addition, by removal, gap%s (kt a year)",
                !shapley  ? ""
                : chinese ? "、沙普利值"
                          : ", by Shapley");
    lt_text_say("%s", chinese ? "pm25_ugm3、o3_mda8_ugm3 为14市平均，µg/m³；“-”为未算"
                              : "pm25_ugm3, o3_mda8_ugm3: mean over 14 cities; \"-\": not run");
    cJSON_ArrayForEach(row, rows) {
        if (strcmp(package, lt_json_text(row, "package")) != 0) {
            package = lt_json_text(row, "package");
            last = "";
            n_members = count_members(row);
            width = widest(row, n_members);
            lt_text_say("%s", package);
            if (n_members > MOST_MEMBERS)
                lt_text_say(chinese ? "  其 %d 个成员的份额见 shares_%s.csv"
                                    : "  shares of its %d members: shares_%s.csv",
                            n_members, package);
        }
        if (!is_shown(row, n_members)) continue;
        print_share(row, last, width, shapley);
        last = lt_json_text(row, "quantity");
    }
}
