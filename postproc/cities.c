#include "postproc/cities.h"

#include <string.h>

const lt_city lt_cities[LT_N_CITY_VALUES] = {
#define LT_CITY_ROW(en, zh, place) {en, zh, place},
    LT_CITY_LIST(LT_CITY_ROW)
#undef LT_CITY_ROW
};

int lt_city_find(const char *name_en) {
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        if (strcmp(lt_cities[c].name_en, name_en) == 0) return c;
    return -1;
}
