/* composition_print.c - the short tables on the terminal out of components.csv, gas_ratio.csv and heating_ratio.csv. */
#include "postproc/composition/compositions.h"

#include "base/csv.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LINE = 512, MOST_PERIODS = 5 };

/* The periods of a table in their order, without their mean; as many as a line of 100 columns holds. */
static int periods_of(const lt_csv *table, const char *out[MOST_PERIODS]) {
    int n = 0;
    for (long row = 0; row < lt_csv_rows(table) && n < MOST_PERIODS; row++) {
        const char *id = lt_text_cell(table, row, "period");
        if (strcmp(id, "mean") != 0 && (n == 0 || strcmp(out[n - 1], id) != 0)) out[n++] = id;
    }
    return n;
}

/* --- what it is made of --- */

enum { MOST_OF_A_COLUMN = 2, WIDE = 9 };
typedef struct lt_print_column {
    const char *head;
    lt_component parts[MOST_OF_A_COLUMN]; /* the second may be the first again */
} lt_print_column;
static const lt_print_column columns[] = {{"OM", {LT_COMPONENT_OM, LT_COMPONENT_OM}},
                                          {"(SOA)", {LT_COMPONENT_SOA, LT_COMPONENT_SOA}},
                                          {"EC", {LT_COMPONENT_BC, LT_COMPONENT_BC}},
                                          {"SO4+HMS", {LT_COMPONENT_SULFATE, LT_COMPONENT_HMS}},
                                          {"NO3", {LT_COMPONENT_NITRATE, LT_COMPONENT_NITRATE}},
                                          {"NH4", {LT_COMPONENT_AMMONIUM, LT_COMPONENT_AMMONIUM}},
                                          {"Na+Cl", {LT_COMPONENT_CHLORIDE, LT_COMPONENT_SODIUM}},
                                          {"soil", {LT_COMPONENT_SOIL, LT_COMPONENT_CRUSTAL_IONS}},
                                          {"other", {LT_COMPONENT_PM_OTHER, LT_COMPONENT_PM_OTHER}}};
enum { N_COLUMNS = sizeof columns / sizeof *columns };

static bool is_of(const lt_print_column *column, const char *field) {
    for (int k = 0; k < MOST_OF_A_COLUMN; k++)
        if (strcmp(lt_component_table[column->parts[k]].field, field) == 0) return true;
    return false;
}

/* Per cent of the PM2.5 of the province; "-" where the run has none of it. */
static const char *share_of(const lt_csv *t, const lt_print_column *column, const char *period) {
    double sum = 0, total = NAN;
    bool any = false;
    for (long row = 0; row < lt_csv_rows(t); row++) {
        const char *field = lt_text_cell(t, row, "component");
        if (strcmp(lt_text_cell(t, row, "period"), period) != 0 ||
            strcmp(lt_text_cell(t, row, "city_en"), "Liaoning") != 0)
            continue;
        if (strcmp(field, "pm25") == 0) total = lt_text_cell_number(t, row, "base");
        if (!is_of(column, field)) continue;
        sum += lt_text_cell_number(t, row, "base");
        any = true;
    }
    return lt_text_number(any ? 100 * sum / total : NAN, 1);
}

static void print_shares(const lt_csv *t, bool chinese) {
    const char *periods[MOST_PERIODS];
    const int n = periods_of(t, periods);
    char line[LINE] = "";
    lt_text_column(line, sizeof line, chinese ? "时段" : "period", 10);
    for (int k = 0; k < N_COLUMNS; k++) lt_text_column(line, sizeof line, columns[k].head, -WIDE);
    lt_text_say("%s", "");
    lt_text_say("%s",
                chinese ? "PM2.5组成，基准，14市平均，%（SOA含于OM）；全部：components.csv"
                        : "what PM2.5 is made of, base, mean of the 14 cities, % (SOA is in OM); all: components.csv");
    lt_text_say("%s", line);
    for (int p = 0; p < n; p++) {
        line[0] = '\0';
        lt_text_column(line, sizeof line, periods[p], 10);
        for (int k = 0; k < N_COLUMNS; k++)
            lt_text_column(line, sizeof line, share_of(t, &columns[k], periods[p]), -WIDE);
        lt_text_say("%s", line);
    }
}

/* --- what limits nitrate --- */

static const char *short_limit(const char *key, bool chinese) {
    static const char *const words[LT_N_NITRATE_LIMITS][2] = {[LT_NITRATE_ACID] = {"HNO3", "硝酸"},
                                                              [LT_NITRATE_AMMONIA] = {"NH3", "氨"},
                                                              [LT_NITRATE_DOUBT] = {"?", "?"},
                                                              [LT_NITRATE_LITTLE] = {"little", "很少"}};
    for (int k = 0; k < LT_N_NITRATE_LIMITS; k++)
        if (strcmp(lt_nitrate_limit_table[k].key, key) == 0) return words[k][chinese];
    return "";
}

static const char *ratio_of(const lt_csv *t, const char *period, const char *city, bool chinese) {
    for (long row = 0; row < lt_csv_rows(t); row++)
        if (strcmp(lt_text_cell(t, row, "period"), period) == 0 &&
            strcmp(lt_text_cell(t, row, "variant"), "base") == 0 && strcmp(lt_text_cell(t, row, "city_en"), city) == 0)
            return lt_fmt("%s %s", lt_text_number(lt_text_cell_number(t, row, "adjusted_gas_ratio"), 2),
                          short_limit(lt_text_cell(t, row, "class"), chinese));
    return "-";
}

static void print_ratios(const lt_csv *t, bool chinese) {
    enum { COLUMN = 17 };
    const char *periods[MOST_PERIODS];
    const int n = periods_of(t, periods);
    char line[LINE] = "";
    lt_text_column(line, sizeof line, chinese ? "城市" : "city", 10);
    for (int p = 0; p < n; p++) lt_text_column(line, sizeof line, periods[p], -COLUMN);
    lt_text_say("%s", "");
    lt_text_say("%s", chinese ? "硝酸盐受什么控制：修正气体比 (NH3+NO3)/(HNO3+NO3)，摩尔比，基准"
                              : "what limits nitrate: adjusted gas ratio (NH3 + NO3) / (HNO3 + NO3), moles, base");
    lt_text_say("%s", chinese ? ">1受硝酸（NOx）控制，<1受氨控制；?：两种比值结论不同；很少：硝酸盐不足PM2.5的5%"
                              : "> 1 nitric acid (NOx), < 1 ammonia; ?: the gas ratio differs; little: below 5 % of "
                                "PM2.5");
    lt_text_say("%s", line);
    for (int city = 0; city < LT_N_CITY_VALUES; city++) {
        line[0] = '\0';
        lt_text_column(line, sizeof line, lt_city_name(city, chinese), 10);
        for (int p = 0; p < n; p++)
            lt_text_column(line, sizeof line, ratio_of(t, periods[p], lt_cities[city].name_en, chinese), -COLUMN);
        lt_text_say("%s", line);
    }
}

/* --- heating --- */

static void print_heating(const lt_csv *t, bool chinese) {
    for (long row = 0; row < lt_csv_rows(t); row++) {
        if (strcmp(lt_text_cell(t, row, "city_en"), "Shenyang") != 0 ||
            strcmp(lt_text_cell(t, row, "component"), "pm25") != 0)
            continue;
        lt_text_say("%s", "");
        lt_text_say(chinese ? "沈阳PM2.5采暖日与其余日之比：%.2f（%.0f天、%.0f天）；文献（2015年）：%.2f"
                            : "PM2.5 of Shenyang, days of heating over the others: %.2f (%.0f and %.0f days); "
                              "published (2015): %.2f",
                    lt_text_cell_number(t, row, "ratio"), lt_text_cell_number(t, row, "heating_days"),
                    lt_text_cell_number(t, row, "other_days"), LT_PUBLISHED_HEATING_RATIO);
    }
}

static lt_status print_one(const char *text, void print(const lt_csv *, bool), bool chinese) {
    lt_csv *table;
    if (!text) return LT_OK;
    LT_TRY(lt_csv_parse("composition", text, &table));
    print(table, chinese);
    lt_csv_free(table);
    return LT_OK;
}

lt_status lt_compositions_print(const lt_composition_texts *texts, bool chinese) {
    LT_TRY(print_one(texts->components, print_shares, chinese));
    LT_TRY(print_one(texts->ratios, print_ratios, chinese));
    return print_one(texts->heating, print_heating, chinese);
}
