#include "postproc/cities.h"

#include "base/csv.h"

#include <string.h>
#include <strings.h>

const lt_city lt_cities[LT_N_CITY_VALUES] = {
#define LT_CITY_ROW(en, zh, place) {en, zh, place},
    LT_CITY_LIST(LT_CITY_ROW)
#undef LT_CITY_ROW
};

int lt_city_find(const char *name) {
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        if (strcasecmp(lt_cities[c].name_en, name) == 0 || strcmp(lt_cities[c].name_zh, name) == 0) return c;
    return -1;
}

const char *lt_city_name(int city, bool chinese) {
    if (city == LT_ALL_CITIES) return chinese ? "全省" : "Liaoning";
    return chinese ? lt_cities[city].name_zh : lt_cities[city].name_en;
}

lt_status lt_city_choose(const char *text, int n, int *out) {
    const char *names[LT_N_CITY_VALUES + 1];
    for (int c = 0; c < n; c++) {
        names[c] = lt_city_name(c, false);
        *out = c;
        if (strcmp(text, names[c]) == 0 || strcmp(text, lt_city_name(c, true)) == 0) return LT_OK;
    }
    return LT_RAISE(LT_ERR_USAGE, .what = "not a city of Liaoning", .where = "--city", .expected = lt_one_of(names, n),
                    .found = text, .todo = lt_did_you_mean(text, names, n));
}

double lt_city_or_mean(double value(const void *what, int city), const void *what, int city) {
    double sum = 0;
    if (city != LT_ALL_CITIES) return value(what, city);
    for (int c = 0; c < LT_N_CITY_VALUES; c++) sum += value(what, c);
    return sum / LT_N_CITY_VALUES;
}
