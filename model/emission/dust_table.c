#include "model/emission/dust_table.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "model/kernel/ltmath.h"
#include "model/land/land_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define VON_KARMAN 0.4

static const char *const classes_file = "model/data/dust_classes.csv", *const soils_file = "model/data/dust_soils.csv";
static const char *const grain_columns[LT_DUST_GRAINS] = {"coarse_sand", "fine_sand", "silt", "clay"};
/* Median diameter [m], and share of it that leaps (CMAQ, dp and eropot; V). */
static const double diameter[LT_DUST_GRAINS] = {690e-6, 210e-6, 125e-6, 2e-6},
                    leaps[LT_DUST_GRAINS] = {0.12, 0.12, 1.0, 0.08};

/* Classes, the column of dust_classes.csv that they take, and how much of them is such ground. */
static const struct {
    lt_land_class land;
    const char *column;
    double share;
} kinds[LT_DUST_KINDS] = {{LT_LAND_OPEN_SHRUBLAND, "open_shrubland", 1.0},
                          {LT_LAND_GRASSLAND, "grassland", 1.0},
                          {LT_LAND_BARREN, "barren", 1.0},
                          {LT_LAND_CROPLAND, "cropland", 1.0},
                          {LT_LAND_CROPLAND_MOSAIC, "cropland", 0.5}};

static lt_status read_table(const char *name, lt_csv **out) {
    char path[512];
    LT_TRY(lt_share_path(name, path, sizeof path));
    return lt_csv_read(path, out);
}

static lt_status find_row(const lt_csv *t, int column, const char *name, long *row) {
    for (*row = 0; *row < lt_csv_rows(t); ++*row)
        if (strcmp(lt_csv_text(t, *row, column), name) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a row is missing", .where = lt_csv_path(t), .expected = name,
                    .found = "no such row", .todo = "install Lantian again");
}

static lt_status get(const lt_csv *t, long row, int column, double least, double most, double *out) {
    LT_TRY(lt_csv_double(t, row, column, out));
    if (*out >= least && *out <= most) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a number of the ground of dust cannot be",
                    .where = lt_csv_where(t, row, column), .expected = lt_fmt("%g to %g", least, most),
                    .found = lt_fmt("%g", *out), .todo = "correct the table");
}

static lt_status get_class(const lt_csv *t, const char *quantity, const char *column, double least, double most,
                           double *out) {
    int name, c;
    long row;
    LT_TRY(lt_csv_column(t, "quantity", &name));
    LT_TRY(lt_csv_column(t, column, &c));
    LT_TRY(find_row(t, name, quantity, &row));
    return get(t, row, c, least, most, out);
}

/* Sandblasting of Lu and Shao 1999 with the numbers of Kang et al. 2011: (C g f rho_b / 2 P)(0.24 + C_b u*
 * (rho_p/P)^1/2), rho_b 1000, rho_p 2650 kg m-3, C_b 2.09 (CMAQ, flxfac; V). */
static lt_status read_soil(const lt_csv *t, const char *soil, lt_dust_kind *kind) {
    static const char *const numbers[] = {"plastic_pressure_Pa", "constant", "dust_fraction"};
    double v[3], sum = 0.0;
    int c;
    long row;
    LT_TRY(lt_csv_column(t, "soil", &c));
    LT_TRY(find_row(t, c, soil, &row));
    kind->erodible = 0.0;
    for (int g = 0; g < LT_DUST_GRAINS; ++g) {
        LT_TRY(lt_csv_column(t, grain_columns[g], &c));
        LT_TRY(get(t, row, c, 0.0, 1.0, &kind->grains[g]));
        sum += kind->grains[g];
        kind->erodible += kind->grains[g] * leaps[g];
    }
    if (fabs(sum - 1.0) > 1e-9)
        return LT_RAISE(LT_ERR_INPUT, .what = "the grains of a soil do not make one",
                        .where = lt_fmt("%s, %s", lt_csv_path(t), soil), .expected = "1", .found = lt_fmt("%g", sum),
                        .todo = "correct the table");
    for (int k = 0; k < 3; ++k) {
        LT_TRY(lt_csv_column(t, numbers[k], &c));
        LT_TRY(get(t, row, c, 1e-6, 1e6, &v[k]));
    }
    kind->blast = v[1] * 9.81 * v[2] * 500.0 / v[0];
    kind->blast_speed = 2.09 * sqrt(2650.0 / v[0]);
    return LT_OK;
}

/* Threshold of dry smooth ground: Shao and Lu 2000 with air of 1.227 kg m-3; factor of moisture: Fecan et al. 1999;
 * of roughness: Raupach et al. 1993 with the numbers of Xi and Sokolik 2015 (all CMAQ; V). */
static void set_month(const lt_dust_kind *kind, double share, double solid, double solid_height, double plant_height,
                      double moisture, double lai, lt_dust_ground *out) {
    double green = 1.0 - lt_exp(-0.5 * lai);
    green = green < 0.005 ? 0.005 : green > 0.95 ? 0.95 : green;
    const double bare = 1.0 - green, plants = -0.35 * lt_log(bare), density = solid + plants;
    const double height = (solid_height * solid + plant_height * plants) / density;
    const double z0 = height * (density <= 0.2 ? 0.96 * lt_pow(density, 1.07) : 0.083 * lt_pow(density, -0.46));
    const double clay = kind->grains[3], held = 0.01 * clay * (14.0 * clay + 17.0);
    const double wet = moisture <= held ? 1.0 : sqrt(1.0 + 1.21 * lt_pow(100.0 * (moisture - held), 0.68));
    const double rough =
        (1.0 - 0.232 * plants) * (1.0 + 32.32 * plants) * (1.0 - 0.5 * solid / bare) * (1.0 + 45.0 * solid / bare);
    out->share = share * bare;
    out->friction = VON_KARMAN / lt_log(10.0 / z0);
    for (int g = 0; g < LT_DUST_GRAINS; ++g)
        out->threshold[g] = sqrt(0.0123 / 1.227 * (2650.0 * 9.81 * diameter[g] + 1.65e-4 / diameter[g])) * wet *
                            (rough > 1.0 ? sqrt(rough) : 10.0);
}

static lt_status read_kind(const lt_csv *classes, const lt_csv *soils, const lt_land_table *land, int k,
                           lt_dust_kind *kind) {
    const char *column = kinds[k].column;
    double solid, solid_height, plant_height, moisture;
    kind->land = kinds[k].land;
    LT_TRY(read_soil(soils, land->of[kind->land].soil, kind));
    LT_TRY(get_class(classes, "solid_density", column, 0.0, 0.5, &solid));
    LT_TRY(get_class(classes, "solid_height", column, 1e-4, 1.0, &solid_height));
    for (int m = 0; m < 12; ++m) {
        LT_TRY(get_class(classes, lt_fmt("plant_height_%02d", m + 1), column, 1e-4, 5.0, &plant_height));
        LT_TRY(get_class(classes, lt_fmt("moisture_%02d", m + 1), column, 0.0, 1.0, &moisture));
        set_month(kind, kinds[k].share, solid, solid_height, plant_height, moisture, land->of[kind->land].lai[m],
                  &kind->month[m]);
    }
    return LT_OK;
}

lt_status lt_dust_table_read(lt_dust_table *out) {
    lt_csv *classes = NULL, *soils = NULL;
    lt_land_table land;
    lt_status status = lt_land_table_read(&land);
    if (status == LT_OK) status = read_table(classes_file, &classes);
    if (status == LT_OK) status = read_table(soils_file, &soils);
    for (int k = 0; k < LT_DUST_KINDS && status == LT_OK; ++k)
        status = read_kind(classes, soils, &land, k, &out->of[k]);
    lt_csv_free(classes);
    lt_csv_free(soils);
    return status;
}

lt_status lt_dust_table_digest(lt_hash *hash) {
    LT_TRY(lt_hash_share_file(hash, classes_file));
    return lt_hash_share_file(hash, soils_file);
}
