/* gem_steel.c - Global Steel Plant Tracker (Global Energy Monitor, CC BY 4.0), rows of Liaoning exported to CSV:
 * operating works with place and capacities [kt a year]. "unknown" is no number there. */
#include "inventory/plants.h"

#include "base/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { S_PLANT, S_STATUS, S_PLACE, S_START, S_EQUIPMENT, S_CRUDE, S_BOF, S_EAF, S_BF, S_CITY, S_N };

static const char *const chinese_names[LT_N_CITIES] = {"沈阳", "大连", "鞍山", "抚顺", "本溪", "丹东", "锦州",
                                                       "营口", "阜新", "辽阳", "盘锦", "铁岭", "朝阳", "葫芦岛"};

static double number_or_zero(const char *text) {
    char *end;
    double value = strtod(text, &end);
    return end != text && value > 0 ? value : 0;
}

static lt_status one_works(const lt_csv *t, long r, const int *c, lt_plant *out) {
    snprintf(out->name, sizeof out->name, "%s", lt_csv_text(t, r, c[S_PLANT]));
    const char *city = lt_csv_text(t, r, c[S_CITY]);
    for (int k = 0; k < LT_N_CITIES; k++)
        if (strcmp(chinese_names[k], city) == 0) snprintf(out->region, sizeof out->region, "%s", lt_city_names[k]);
    if (!out->region[0])
        return LT_RAISE(LT_ERR_INPUT, .what = "steel works in an unknown city", .where = lt_csv_where(t, r, c[S_CITY]),
                        .expected = "one of the 14 cities of Liaoning, in Chinese", .found = city,
                        .todo = "correct the name, or leave the row out");
    if (sscanf(lt_csv_text(t, r, c[S_PLACE]), "%lf , %lf", &out->lat, &out->lon) != 2)
        return LT_RAISE(LT_ERR_INPUT, .what = "steel works without a place", .where = lt_csv_where(t, r, c[S_PLACE]),
                        .expected = "latitude, longitude", .found = lt_csv_text(t, r, c[S_PLACE]),
                        .todo = "write it as \"lat, lon\"");
    out->start_year = (int)number_or_zero(lt_csv_text(t, r, c[S_START]));
    out->crude_steel = number_or_zero(lt_csv_text(t, r, c[S_CRUDE]));
    out->converter = number_or_zero(lt_csv_text(t, r, c[S_BOF]));
    out->electric = number_or_zero(lt_csv_text(t, r, c[S_EAF]));
    out->iron = number_or_zero(lt_csv_text(t, r, c[S_BF]));
    if (out->iron == 0 && strstr(lt_csv_text(t, r, c[S_EQUIPMENT]), "BF")) out->iron = 0.951 * out->crude_steel;
    return LT_OK;
}

static lt_status read_works(const lt_csv *t, lt_plants *plants) {
    static const char *const names[S_N] = {"Plant name (English)_x",
                                           "Status",
                                           "Coordinates",
                                           "Start date_x",
                                           "Main production equipment",
                                           "Nominal crude steel capacity (ttpa)",
                                           "Nominal BOF steel capacity (ttpa)",
                                           "Nominal EAF steel capacity (ttpa)",
                                           "Nominal BF capacity (ttpa)",
                                           "prefecture_from_address"};
    int c[S_N];
    for (int k = 0; k < S_N; k++) LT_TRY(lt_csv_column(t, names[k], &c[k]));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof(lt_plant), &plants->items));
    for (long r = 0; r < lt_csv_rows(t); r++) {
        if (strcmp(lt_csv_text(t, r, c[S_STATUS]), "operating") != 0) continue;
        LT_TRY(one_works(t, r, c, &plants->items[plants->n]));
        plants->n++;
    }
    return LT_OK;
}

lt_status lt_read_gem_steel(const char *path, lt_plants **out) {
    *out = NULL;
    lt_csv *table = NULL;
    lt_plants *plants;
    LT_TRY(lt_calloc(1, sizeof *plants, &plants));
    lt_status status = lt_csv_read(path, &table);
    if (status == LT_OK) status = read_works(table, plants);
    lt_csv_free(table);
    if (status != LT_OK) {
        lt_plants_free(plants);
        return lt_error_context(status, "reading the steel works %s", path);
    }
    *out = plants;
    return LT_OK;
}
