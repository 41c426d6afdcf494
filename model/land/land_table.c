/* land_table.c - reading the table of land classes, and asking it (land_table.h).
 *
 *   g = (LAI(m) - min LAI) / (max LAI - min LAI)
 *       of a class whose leaves do not change: 1 from May to September, else 0
 *   x(m) = (1 - g) x_winter + g x_summer, ln z0(m) likewise
 * Mixture with shares f (sum F):
 *   ln z0 = sum f ln z0_k / F, others sum f x_k / F
 * Bowen ratio: available energy is taken for alike in all classes, so that 1 / (1 + B), the latent share, is averaged.
 * Limits: the month is a step; a mean of logarithms knows no blending height (Mason 1988) and no edges of forests. */
#include "model/land/land_table.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static const char *const table_file = "model/data/land_classes.csv";

/* Where a row of numbers goes and what it may be. */
typedef struct quantity {
    const char *name, *unit;
    size_t offset;
    double least, most;
} quantity;

#define AT(member) offsetof(lt_land_kind, member)
#define TWO(name, unit, member, least, most)                                                                           \
    {name "_winter", unit, AT(member), least, most}, {                                                                 \
        name "_summer", unit, AT(member) + sizeof(double), least, most                                                 \
    }
#define LAI(month)                                                                                                     \
    { "lai_" #month, "1", AT(lai) + (1##month - 101) * sizeof(double), 0, 10 }
#define PLANT(constant, id) {"plant_" #id, "1", AT(plant) + LT_PLANT_##constant * sizeof(double), 0, 1},
static const quantity quantities[] = {TWO("z0", "m", z0_m, 1e-5, 3),
                                      TWO("zd", "m", zd_m, 0, 40),
                                      TWO("albedo", "1", albedo, 0.02, 0.9),
                                      TWO("emissivity", "1", emissivity, 0.8, 1),
                                      TWO("moisture", "1", moisture, 0, 1),
                                      {"albedo_snow", "1", AT(albedo_snow), 0.1, 0.95},
                                      {"bowen_midsummer", "1", AT(bowen), 0.05, 20},
                                      {"bowen_autumn", "1", AT(bowen) + sizeof(double), 0.05, 20},
                                      {"bowen_late_autumn", "1", AT(bowen) + 2 * sizeof(double), 0.05, 20},
                                      {"bowen_winter", "1", AT(bowen) + 3 * sizeof(double), 0.05, 20},
                                      {"bowen_spring", "1", AT(bowen) + 4 * sizeof(double), 0.05, 20},
                                      LAI(01),
                                      LAI(02),
                                      LAI(03),
                                      LAI(04),
                                      LAI(05),
                                      LAI(06),
                                      LAI(07),
                                      LAI(08),
                                      LAI(09),
                                      LAI(10),
                                      LAI(11),
                                      LAI(12),
                                      LT_PLANTS(PLANT)};
enum { N_QUANTITIES = sizeof quantities / sizeof *quantities };

typedef struct reading {
    const lt_csv *csv;
    int name, unit, class_column[LT_N_LAND];
} reading;

static lt_status find_row(const reading *r, const char *name, long *out) {
    for (*out = 0; *out < lt_csv_rows(r->csv); ++*out)
        if (strcmp(lt_csv_text(r->csv, *out, r->name), name) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a quantity of the land classes is missing", .where = lt_csv_path(r->csv),
                    .expected = lt_fmt("a row %s", name), .found = "none", .todo = "restore the table");
}

static lt_status bad_value(const reading *r, long row, int column, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a land class cannot be like this",
                    .where = lt_csv_where(r->csv, row, column), .expected = expected,
                    .found = lt_fmt("\"%s\"", lt_csv_text(r->csv, row, column)), .todo = "correct the table");
}

static lt_status get_numbers(const reading *r, const quantity *q, lt_land_table *out) {
    long row;
    LT_TRY(find_row(r, q->name, &row));
    if (strcmp(lt_csv_text(r->csv, row, r->unit), q->unit) != 0)
        return bad_value(r, row, r->unit, lt_fmt("unit %s", q->unit));
    for (int l = 0; l < LT_N_LAND; l++) {
        double value;
        LT_TRY(lt_csv_double(r->csv, row, r->class_column[l], &value));
        if (!(value >= q->least && value <= q->most))
            return bad_value(r, row, r->class_column[l], lt_fmt("%g to %g %s", q->least, q->most, q->unit));
        memcpy((char *)&out->of[l] + q->offset, &value, sizeof value);
    }
    return LT_OK;
}

static lt_status get_classes(const reading *r, const char *name, long most, size_t offset, lt_land_table *out) {
    long row;
    LT_TRY(find_row(r, name, &row));
    for (int l = 0; l < LT_N_LAND; l++) {
        long value;
        LT_TRY(lt_csv_long(r->csv, row, r->class_column[l], &value));
        if (value < 1 || value > most) return bad_value(r, row, r->class_column[l], lt_fmt("1 to %ld", most));
        const int class = (int)value;
        memcpy((char *)&out->of[l] + offset, &class, sizeof class);
    }
    return LT_OK;
}

static lt_status get_soil(const reading *r, lt_land_table *out) {
    long row;
    LT_TRY(find_row(r, "soil", &row));
    for (int l = 0; l < LT_N_LAND; l++) {
        const char *soil = lt_csv_text(r->csv, row, r->class_column[l]);
        if (!soil[0] || strlen(soil) >= sizeof out->of[l].soil)
            return bad_value(r, row, r->class_column[l], "a texture of at most 15 letters");
        snprintf(out->of[l].soil, sizeof out->of[l].soil, "%s", soil);
    }
    return LT_OK;
}

static lt_status check_plants(const reading *r, const lt_land_table *t) {
    for (int l = 0; l < LT_N_LAND; l++) {
        double sum = 0;
        for (int p = 0; p < LT_N_PLANTS; p++) sum += t->of[l].plant[p];
        if (sum <= 1 + 1e-12) continue;
        return LT_RAISE(LT_ERR_INPUT, .what = "plants cover more than the ground", .where = lt_csv_path(r->csv),
                        .expected = lt_fmt("rows plant_ that sum to at most 1 for %s", lt_land_names[l].id),
                        .found = lt_fmt("%g", sum), .todo = "correct the table");
    }
    return LT_OK;
}

static lt_status read(reading *r, lt_land_table *out) {
    LT_TRY(lt_csv_column(r->csv, "quantity", &r->name));
    LT_TRY(lt_csv_column(r->csv, "unit", &r->unit));
    for (int l = 0; l < LT_N_LAND; l++) LT_TRY(lt_csv_column(r->csv, lt_land_names[l].id, &r->class_column[l]));
    for (int q = 0; q < N_QUANTITIES; q++) LT_TRY(get_numbers(r, &quantities[q], out));
    LT_TRY(get_classes(r, "wesely", 11, AT(wesely), out));
    LT_TRY(get_classes(r, "zhang", 26, AT(zhang), out));
    LT_TRY(get_soil(r, out));
    return check_plants(r, out);
}

lt_status lt_land_table_read_file(const char *path, lt_land_table *out) {
    lt_csv *csv;
    LT_TRY(lt_csv_read(path, &csv));
    reading r = {.csv = csv};
    *out = (lt_land_table){0};
    lt_status status = read(&r, out);
    lt_csv_free(csv);
    return status;
}

lt_status lt_land_table_digest(lt_hash *hash) {
    return lt_hash_share_file(hash, table_file);
}

lt_status lt_land_table_read(lt_land_table *out) {
    char path[4096];
    LT_TRY(lt_share_path(table_file, path, sizeof path));
    return lt_land_table_read_file(path, out);
}

lt_land_season_kind lt_land_season(int month) {
    static const lt_land_season_kind of[12] = {LT_SEASON_WINTER,      LT_SEASON_WINTER,      LT_SEASON_LATE_AUTUMN,
                                               LT_SEASON_SPRING,      LT_SEASON_SPRING,      LT_SEASON_MIDSUMMER,
                                               LT_SEASON_MIDSUMMER,   LT_SEASON_MIDSUMMER,   LT_SEASON_AUTUMN,
                                               LT_SEASON_LATE_AUTUMN, LT_SEASON_LATE_AUTUMN, LT_SEASON_WINTER};
    return of[month - 1];
}

static double green(const lt_land_kind *k, int month) {
    double least = k->lai[0], most = k->lai[0];
    for (int m = 1; m < 12; m++) {
        least = fmin(least, k->lai[m]);
        most = fmax(most, k->lai[m]);
    }
    if (!(most > least)) return month >= 5 && month <= 9;
    return (k->lai[month - 1] - least) / (most - least);
}

static double between(const double two[2], double g) {
    return (1 - g) * two[0] + g * two[1];
}

lt_land_ground lt_land_of_class(const lt_land_table *table, lt_land_class land, int month) {
    const lt_land_kind *k = &table->of[land];
    const double g = green(k, month);
    return (lt_land_ground){.share = 1,
                            .z0_m = exp((1 - g) * log(k->z0_m[0]) + g * log(k->z0_m[1])),
                            .zd_m = between(k->zd_m, g),
                            .albedo = between(k->albedo, g),
                            .albedo_snow = k->albedo_snow,
                            .emissivity = between(k->emissivity, g),
                            .lai = k->lai[month - 1],
                            .moisture = between(k->moisture, g),
                            .bowen = k->bowen[lt_land_season(month)],
                            .green = g};
}

lt_land_ground lt_land_of_cell(const lt_land_table *table, const lt_grid *grid, long cell, int month,
                               lt_land_part part) {
    const long cells = (long)grid->nx * grid->ny;
    const int n = part == LT_LAND_DRY ? LT_LAND_WATER : LT_N_LAND;
    lt_land_ground sum = {0};
    double logarithm = 0, latent = 0;
    for (int l = 0; l < n; l++) {
        const double f = grid->land_fraction[l * cells + cell];
        if (!(f > 0)) continue;
        const lt_land_ground one = lt_land_of_class(table, (lt_land_class)l, month);
        sum.share += f;
        logarithm += f * log(one.z0_m);
        latent += f / (1 + one.bowen);
        sum.zd_m += f * one.zd_m;
        sum.albedo += f * one.albedo;
        sum.albedo_snow += f * one.albedo_snow;
        sum.emissivity += f * one.emissivity;
        sum.lai += f * one.lai;
        sum.moisture += f * one.moisture;
        sum.green += f * one.green;
    }
    const double per = sum.share > 0 ? 1 / sum.share : NAN;
    return (lt_land_ground){.share = sum.share,
                            .z0_m = exp(logarithm * per),
                            .zd_m = sum.zd_m * per,
                            .albedo = sum.albedo * per,
                            .albedo_snow = sum.albedo_snow * per,
                            .emissivity = sum.emissivity * per,
                            .lai = sum.lai * per,
                            .moisture = sum.moisture * per,
                            .bowen = 1 / (latent * per) - 1,
                            .green = sum.green * per};
}
