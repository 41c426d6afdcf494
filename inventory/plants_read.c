/* plants_read.c - the shipped tables of plants (coal_units.csv, steel_plants.csv). */
#include "inventory/plants.h"

#include "base/csv.h"

#include <stdio.h>
#include <string.h>

typedef lt_status (*row_reader)(const lt_csv *t, long r, lt_plant *out);

static lt_status text(const lt_csv *t, long r, const char *column, char *out, size_t size) {
    int c;
    LT_TRY(lt_csv_column(t, column, &c));
    snprintf(out, size, "%s", lt_csv_text(t, r, c));
    return LT_OK;
}

static lt_status number(const lt_csv *t, long r, const char *column, bool may_be_empty, double *out) {
    int c;
    LT_TRY(lt_csv_column(t, column, &c));
    *out = 0;
    if (may_be_empty && lt_csv_empty(t, r, c)) return LT_OK;
    return lt_csv_double(t, r, c, out);
}

static lt_status place(const lt_csv *t, long r, lt_plant *out) {
    LT_TRY(text(t, r, "plant", out->name, sizeof out->name));
    LT_TRY(text(t, r, "region", out->region, sizeof out->region));
    LT_TRY(number(t, r, "lat", false, &out->lat));
    LT_TRY(number(t, r, "lon", false, &out->lon));
    if (!lt_region_is_liaoning(out->region))
        return LT_RAISE(LT_ERR_INPUT, .what = "a plant stands in an unknown city",
                        .where = lt_fmt("%s, plant %s", lt_csv_path(t), out->name),
                        .expected = "one of the 14 cities of Liaoning", .found = lt_fmt("\"%s\"", out->region),
                        .todo = "correct the name");
    return LT_OK;
}

static lt_status coal_row(const lt_csv *t, long r, lt_plant *out) {
    char heat[8];
    double weight;
    LT_TRY(place(t, r, out));
    LT_TRY(number(t, r, "capacity_mw", false, &out->mw));
    LT_TRY(number(t, r, "coal_weight_2020", false, &weight));
    LT_TRY(text(t, r, "public_heat", heat, sizeof heat));
    out->heat_rate = weight / out->mw; /* 0: not there in 2020 */
    out->gives_heat = strcmp(heat, "yes") == 0 && weight > 0;
    return LT_OK;
}

static lt_status steel_row(const lt_csv *t, long r, lt_plant *out) {
    char equipment[64];
    double year;
    LT_TRY(place(t, r, out));
    LT_TRY(number(t, r, "start_year", true, &year));
    out->start_year = (int)year;
    LT_TRY(text(t, r, "equipment", equipment, sizeof equipment));
    LT_TRY(number(t, r, "crude_steel_ktpa", true, &out->crude_steel));
    LT_TRY(number(t, r, "converter_ktpa", true, &out->converter));
    LT_TRY(number(t, r, "electric_ktpa", true, &out->electric));
    LT_TRY(number(t, r, "blast_furnace_ktpa", true, &out->iron));
    /* A works with furnaces of unknown size makes as much iron for its steel as the province does (72.35/76.09). */
    if (out->iron == 0 && strstr(equipment, "BF")) out->iron = 0.951 * out->crude_steel;
    return LT_OK;
}

static lt_status read_rows(const lt_csv *t, row_reader reader, lt_plants *plants) {
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof(lt_plant), &plants->items));
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(reader(t, r, &plants->items[plants->n++]));
    return LT_OK;
}

static lt_status read_table(const char *path, row_reader reader, lt_plants **out) {
    *out = NULL;
    lt_csv *table = NULL;
    lt_plants *plants;
    LT_TRY(lt_calloc(1, sizeof *plants, &plants));
    lt_status status = lt_csv_read(path, &table);
    if (status == LT_OK) status = read_rows(table, reader, plants);
    lt_csv_free(table);
    if (status != LT_OK) {
        lt_plants_free(plants);
        return status;
    }
    *out = plants;
    return LT_OK;
}

lt_status lt_plants_read_coal(const char *path, lt_plants **out) {
    return read_table(path, coal_row, out);
}

lt_status lt_plants_read_steel(const char *path, lt_plants **out) {
    return read_table(path, steel_row, out);
}
