/* cities.h - the 14 prefecture-level cities of Liaoning: one list, in the order of the region masks of grid.nc. */
#ifndef LT_CITIES_H
#define LT_CITIES_H

#include "base/status.h"

#include <stdbool.h>

/* X(English name = region id in grid.nc = area_en in grids/data/stations.csv, Chinese name, place of its label on maps:
 * l left, r right, t above, T above to the left, b below, B below to the right of the dot; chosen so that neighbours do
 * not overlap). */
#define LT_CITY_LIST(X)                                                                                                \
    X("Shenyang", "沈阳", 'l')                                                                                         \
    X("Dalian", "大连", 'l')                                                                                           \
    X("Anshan", "鞍山", 'B')                                                                                           \
    X("Fushun", "抚顺", 'r')                                                                                           \
    X("Benxi", "本溪", 'r')                                                                                            \
    X("Dandong", "丹东", 'l')                                                                                          \
    X("Jinzhou", "锦州", 'l')                                                                                          \
    X("Yingkou", "营口", 'b')                                                                                          \
    X("Fuxin", "阜新", 't')                                                                                            \
    X("Liaoyang", "辽阳", 'T')                                                                                         \
    X("Panjin", "盘锦", 'b')                                                                                           \
    X("Tieling", "铁岭", 'r')                                                                                          \
    X("Chaoyang", "朝阳", 't')                                                                                         \
    X("Huludao", "葫芦岛", 'l')

enum {
    LT_N_CITY_VALUES = 14,
    LT_ALL_CITIES = LT_N_CITY_VALUES /* in lists that have the mean of the cities behind them */
};

typedef struct lt_city {
    const char *name_en, *name_zh;
    char label;
} lt_city;

extern const lt_city lt_cities[LT_N_CITY_VALUES];
/* Index of a city by its English name (of any case) or its Chinese one, -1 if it is none of the 14. */
int lt_city_find(const char *name);
/* "Shenyang", "沈阳"; of LT_ALL_CITIES "Liaoning", "全省". */
const char *lt_city_name(int city, bool chinese);
/* The city that --city names in either language, among the first n: LT_N_CITY_VALUES, one more with LT_ALL_CITIES. */
lt_status lt_city_choose(const char *text, int n, int *out);
/* What value says of a city; of LT_ALL_CITIES the mean over the cities, which weigh alike. */
double lt_city_or_mean(double value(const void *what, int city), const void *what, int city);

#endif
