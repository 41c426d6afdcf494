/* gem_units.c - Global Coal Plant Tracker (Global Energy Monitor, CC BY 4.0), the table of units of Liaoning as
 * exported to CSV with the CHP column of PyPSA-China: the operating units. Units without a heat rate get the mean of
 * the rest. */
#include "inventory/plants.h"

#include "base/csv.h"

#include <stdio.h>
#include <string.h>

enum { G_PLANT, G_STATUS, G_MW, G_YEAR, G_CITY, G_LAT, G_LON, G_CHP, G_CAPTIVE, G_HEAT, G_N };

static lt_status one_unit(const lt_csv *t, long r, const int *c, lt_plant *out) {
    snprintf(out->name, sizeof out->name, "%s", lt_csv_text(t, r, c[G_PLANT]));
    snprintf(out->region, sizeof out->region, "%s", lt_csv_text(t, r, c[G_CITY]));
    if (!lt_region_is_liaoning(out->region))
        return LT_RAISE(LT_ERR_INPUT, .what = "a coal unit stands in an unknown city",
                        .where = lt_csv_where(t, r, c[G_CITY]), .expected = "one of the 14 cities of Liaoning",
                        .found = lt_fmt("\"%s\"", out->region), .todo = "give the table of units of Liaoning");
    LT_TRY(lt_csv_double(t, r, c[G_MW], &out->mw));
    LT_TRY(lt_csv_double(t, r, c[G_LAT], &out->lat));
    LT_TRY(lt_csv_double(t, r, c[G_LON], &out->lon));
    if (!lt_csv_empty(t, r, c[G_HEAT])) LT_TRY(lt_csv_double(t, r, c[G_HEAT], &out->heat_rate));
    long year = 0;
    if (!lt_csv_empty(t, r, c[G_YEAR])) LT_TRY(lt_csv_long(t, r, c[G_YEAR], &year));
    out->start_year = (int)year;
    out->gives_heat = !lt_csv_empty(t, r, c[G_CHP]) && lt_csv_empty(t, r, c[G_CAPTIVE]);
    return LT_OK;
}

static lt_status read_units(const lt_csv *t, lt_plants *plants) {
    static const char *const names[G_N] = {
        "Plant name", "Status",    "Capacity (MW)", "Start year", "Major area (prefecture, district)",
        "Latitude",   "Longitude", "CHP",           "Captive",    "Heat rate (Btu per kWh)"};
    int c[G_N];
    for (int k = 0; k < G_N; k++) LT_TRY(lt_csv_column(t, names[k], &c[k]));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof(lt_plant), &plants->items));
    double sum = 0;
    long known = 0;
    for (long r = 0; r < lt_csv_rows(t); r++) {
        if (strcmp(lt_csv_text(t, r, c[G_STATUS]), "operating") != 0) continue;
        lt_plant *plant = &plants->items[plants->n];
        LT_TRY(one_unit(t, r, c, plant));
        plants->n++;
        if (plant->heat_rate > 0) {
            sum += plant->heat_rate;
            known++;
        }
    }
    if (plants->n == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "no operating coal unit in this table", .where = lt_csv_path(t),
                        .expected = "rows with status operating", .found = lt_fmt("%ld other rows", lt_csv_rows(t)),
                        .todo = "give the table of the Global Coal Plant Tracker");
    for (long k = 0; k < plants->n; k++)
        if (plants->items[k].heat_rate <= 0) plants->items[k].heat_rate = known ? sum / known : 1;
    return LT_OK;
}

lt_status lt_read_gem_units(const char *path, lt_plants **out) {
    *out = NULL;
    lt_csv *table = NULL;
    lt_plants *plants;
    LT_TRY(lt_calloc(1, sizeof *plants, &plants));
    lt_status status = lt_csv_read(path, &table);
    if (status == LT_OK) status = read_units(table, plants);
    lt_csv_free(table);
    if (status != LT_OK) {
        lt_plants_free(plants);
        return lt_error_context(status, "reading the coal units %s", path);
    }
    *out = plants;
    return LT_OK;
}
