/* responses_print.c - the tables of responses.csv and responses_published.csv on the terminal, in both languages. */
#include "postproc/responses.h"

#include "base/csv.h"
#include "base/pad.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LINE = 512 };

static void append(char line[LINE], const char *text) {
    const size_t used = strlen(line);
    snprintf(line + used, LINE - used, "%s", text);
}

static const char *cell(const lt_csv *table, long row, const char *column) {
    const int c = lt_csv_find(table, column);
    return c < 0 ? "" : lt_csv_text(table, row, c);
}

static double number(const lt_csv *table, long row, const char *column) {
    const int c = lt_csv_find(table, column);
    double value = 0;
    if (c < 0 || lt_csv_empty(table, row, c) || lt_csv_double(table, row, c, &value) != LT_OK) {
        lt_error_clear();
        return NAN;
    }
    return value;
}

/* --- cities --- */

typedef struct response_words {
    const char *key, *en, *zh;
} response_words;
static const response_words values[] = {
#define RESPONSE_WORDS(id, key, en, zh) {key, en, zh},
    LT_RESPONSE_LIST(RESPONSE_WORDS)
#undef RESPONSE_WORDS
};

static const char *class_word(const char *key, bool chinese) {
    for (int r = 0; r < LT_N_REGIMES; r++)
        if (strcmp(lt_regime_table[r].key, key) == 0) return chinese ? lt_regime_table[r].zh : lt_regime_table[r].en;
    return "-";
}

static void print_names(bool chinese) {
    char line[LINE] = "";
    append(line, lt_pad(chinese ? "城市" : "city", 10));
    append(line, lt_pad(chinese ? "MDA8现状" : "MDA8 now", -10));
    for (int v = 0; v < LT_N_RESPONSE_VALUES; v++) append(line, lt_pad(chinese ? values[v].zh : values[v].en, -11));
    append(line, lt_pad(chinese ? "升/降面积%" : "area up/down", -14));
    append(line, lt_pad(chinese ? "HCHO/NO2柱" : "HCHO/NO2 col", -14));
    append(line, chinese ? "  控制区" : "  regime");
    lt_text_say("%s", line);
}

static void print_city(const lt_csv *t, long row, bool chinese) {
    char line[LINE] = "";
    append(line, lt_pad(cell(t, row, chinese ? "city_zh" : "city_en"), 10));
    append(line, lt_pad(lt_text_number(number(t, row, "o3_mda8_ugm3"), 1), -10));
    for (int v = 0; v < LT_N_RESPONSE_VALUES; v++)
        append(line, lt_pad(lt_text_delta(number(t, row, lt_fmt("%s_delta_ugm3", values[v].key)),
                                          number(t, row, lt_fmt("%s_noise_ugm3", values[v].key))),
                            -11));
    append(line,
           lt_pad(lt_fmt("%.0f/%.0f %%", 100 * number(t, row, "up_share"), 100 * number(t, row, "down_share")), -14));
    append(line, lt_pad(lt_text_number(number(t, row, "hcho_no2_column"), 2), -14));
    append(line, lt_fmt("  %s", class_word(cell(t, row, "hcho_no2_column_class"), chinese)));
    lt_text_say("%s", line);
}

static void print_cities(const lt_csv *t, bool chinese) {
    const char *period = "", *package = "";
    for (long row = 0; row < lt_csv_rows(t); row++) {
        if (strcmp(period, cell(t, row, "period")) != 0 || strcmp(package, cell(t, row, "package")) != 0) {
            period = cell(t, row, "period");
            package = cell(t, row, "package");
            lt_text_say(chinese ? "\n臭氧对 %s 的响应，%s，µg/m³（国控点）"
                                : "\nhow ozone answers to %s, %s, ug/m3 at the sites",
                        package, period);
            print_names(chinese);
        }
        print_city(t, row, chinese);
    }
}

/* --- published --- */

static const char *verdict_word(const char *verdict, bool chinese) {
    static const char *const words[][2] = {
        {"agrees", "相符"}, {"differs", "不符"}, {"no evidence", "无依据"}, {"not judged", "不评判"}};
    for (size_t n = 0; chinese && n < sizeof words / sizeof *words; n++)
        if (strcmp(words[n][0], verdict) == 0) return words[n][1];
    return verdict;
}

static void print_published(const lt_csv *t, bool chinese) {
    lt_text_say("%s", chinese ? "\n与已发表结果对照（模型未据此调整）"
                              : "\nbeside what was published (nothing is tuned to it)");
    for (long row = 0; row < lt_csv_rows(t); row++) {
        const char *ours = cell(t, row, "ours");
        lt_text_say("%s%s", lt_pad(cell(t, row, "id"), 8), cell(t, row, chinese ? "what_zh" : "what_en"));
        lt_text_say(chinese ? "        文献 %s [%s]；本次 %s：%s" : "        published %s [%s]; here %s: %s",
                    cell(t, row, "published"), cell(t, row, "mark"), ours[0] ? ours : "-",
                    verdict_word(cell(t, row, "verdict"), chinese));
    }
}

lt_status lt_responses_print(const char *responses, const char *published, bool chinese) {
    lt_csv *table;
    LT_TRY(lt_csv_parse("responses.csv", responses, &table));
    print_cities(table, chinese);
    lt_csv_free(table);
    if (!published) return LT_OK;
    LT_TRY(lt_csv_parse("responses_published.csv", published, &table));
    print_published(table, chinese);
    lt_csv_free(table);
    return LT_OK;
}
