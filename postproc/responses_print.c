/* responses_print.c - the tables of responses.csv and responses_published.csv on the terminal, in both languages. */
#include "postproc/responses.h"

#include "base/csv.h"
#include "base/pad.h"
#include "postproc/text.h"

#include <string.h>

enum { LINE = 512 };

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

/* What of a package is shown, in a line of 100 columns; the rest stands in the file. */
static const lt_response_value shown[] = {LT_RESPONSE_MDA8, LT_RESPONSE_NIGHT};
enum { N_SHOWN = sizeof shown / sizeof *shown, WIDE = 10, MOST_PACKAGES = 3 };

/* The first row of each package of a period, as far as there is room for them. */
static int packages_of(const lt_csv *t, const char *period, long first[MOST_PACKAGES]) {
    int n = 0;
    for (long row = 0; row < lt_csv_rows(t) && n < MOST_PACKAGES; row += LT_N_RESPONSE_CITIES)
        if (strcmp(lt_text_cell(t, row, "period"), period) == 0) first[n++] = row;
    return n;
}

static void print_names(const lt_csv *t, const long *first, int n, bool chinese) {
    char above[LINE] = "", line[LINE] = "";
    lt_text_column(above, sizeof above, "", 19);
    lt_text_column(line, sizeof line, chinese ? "城市" : "city", 10);
    lt_text_column(line, sizeof line, "MDA8", -9);
    for (int q = 0; q < n; q++) {
        lt_text_column(above, sizeof above, lt_text_cell(t, first[q], "package"), -N_SHOWN * WIDE);
        for (int v = 0; v < N_SHOWN; v++)
            lt_text_column(line, sizeof line, chinese ? values[shown[v]].zh : values[shown[v]].en, -WIDE);
    }
    lt_text_append(line, sizeof line, chinese ? "  控制区" : "  regime");
    lt_text_say("%s", above);
    lt_text_say("%s", line);
}

static void print_city(const lt_csv *t, const long *first, int n, int city, bool chinese) {
    char line[LINE] = "";
    lt_text_column(line, sizeof line, lt_text_cell(t, first[0] + city, chinese ? "city_zh" : "city_en"), 10);
    lt_text_column(line, sizeof line, lt_text_number(lt_text_cell_number(t, first[0] + city, "o3_mda8_ugm3"), 1), -9);
    for (int q = 0; q < n; q++)
        for (int v = 0; v < N_SHOWN; v++) {
            const char *key = values[shown[v]].key;
            lt_text_column(line, sizeof line,
                           lt_text_delta(lt_text_cell_number(t, first[q] + city, lt_fmt("%s_delta_ugm3", key)),
                                         lt_text_cell_number(t, first[q] + city, lt_fmt("%s_noise_ugm3", key))),
                           -WIDE);
        }
    lt_text_append(line, sizeof line,
                   lt_fmt("  %s", class_word(lt_text_cell(t, first[0] + city, "hcho_no2_column_class"), chinese)));
    lt_text_say("%s", line);
}

static void print_cities(const lt_csv *t, bool chinese) {
    for (long row = 0; row < lt_csv_rows(t); row += LT_N_RESPONSE_CITIES) {
        const char *period = lt_text_cell(t, row, "period");
        long first[MOST_PACKAGES];
        const int n = packages_of(t, period, first);
        if (first[0] != row) continue;
        lt_text_say(chinese ? "\n臭氧的响应，%s，µg/m³（国控点）：MDA8、夜间0-6时；控制区按HCHO/NO2柱浓度比"
                            : "\nhow ozone answers, %s, ug/m3 at the sites: MDA8, night 0-6 h; regime: HCHO/NO2 column",
                    period);
        print_names(t, first, n, chinese);
        for (int c = 0; c < LT_N_RESPONSE_CITIES; c++) print_city(t, first, n, c, chinese);
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
        const char *ours = lt_text_cell(t, row, "ours");
        lt_text_say_wrapped(lt_pad(lt_text_cell(t, row, "id"), 8),
                            lt_text_cell(t, row, chinese ? "what_zh" : "what_en"));
        lt_text_say(chinese ? "        文献 %s [%s]；本次 %s：%s" : "        published %s [%s]; here %s: %s",
                    lt_text_cell(t, row, "published"), lt_text_cell(t, row, "mark"), ours[0] ? ours : "-",
                    verdict_word(lt_text_cell(t, row, "verdict"), chinese));
    }
}

lt_status lt_responses_print(const char *responses, const char *published, bool chinese) {
    lt_csv *table;
    if (!published) return LT_OK;
    LT_TRY(lt_csv_parse("responses.csv", responses, &table));
    print_cities(table, chinese);
    lt_csv_free(table);
    LT_TRY(lt_csv_parse("responses_published.csv", published, &table));
    print_published(table, chinese);
    lt_csv_free(table);
    return LT_OK;
}
