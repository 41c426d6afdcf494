#include "model/state/background.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "model/kernel/ltmath.h"
#include "model/state/background_mechanism.h"

#include <string.h>

static const char *const levels_file = "model/data/background_levels.csv";
static const char *const species_file = "model/data/background_species.csv";
/* Density at which ug/m3 of the reanalysis become ug per kg (near the ground, yearly mean of the site). */
static const double density = 1.2;

static lt_status table(const char *relative, lt_csv **out) {
    char path[1024];
    LT_TRY(lt_share_path(relative, path, sizeof path));
    return lt_csv_read(path, out);
}

/* The value of a column of the month's row. */
static lt_status month_value(const lt_csv *levels, int month, const char *name, double *out) {
    int column, month_column;
    LT_TRY(lt_csv_column(levels, "month", &month_column));
    LT_TRY(lt_csv_column(levels, name, &column));
    for (long row = 0; row < lt_csv_rows(levels); ++row) {
        long m;
        LT_TRY(lt_csv_long(levels, row, month_column, &m));
        if (m == month) return lt_csv_double(levels, row, column, out);
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "no background levels for this month", .where = lt_csv_path(levels),
                    .expected = "a row for each month 1..12", .found = lt_fmt("none for %d", month),
                    .todo = "complete the table");
}

/* A named level as a mixing ratio kg/kg. */
static lt_status level_value(const lt_csv *levels, int month, const char *level, double *out) {
    double a, b;
    if (strcmp(level, "PM25") == 0) {
        LT_TRY(month_value(levels, month, "PM25_ugm3", &a));
        *out = 1e-9 * a / density;
    } else if (strcmp(level, "PM10-PM25") == 0) {
        LT_TRY(month_value(levels, month, "PM10_ugm3", &a));
        LT_TRY(month_value(levels, month, "PM25_ugm3", &b));
        *out = 1e-9 * (a - b) / density;
    } else if (strcmp(level, "CO") == 0) {
        LT_TRY(month_value(levels, month, "CO_mgkg", &a));
        *out = 1e-6 * a;
    } else if (strcmp(level, "SO2") == 0 || strcmp(level, "NO2") == 0) {
        LT_TRY(month_value(levels, month, lt_fmt("%s_ugkg", level), &a));
        *out = 1e-9 * a;
    } else {
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown background level", .where = species_file,
                        .expected = "PM25, PM10-PM25, SO2, NO2 or CO", .found = level,
                        .todo = "correct the column level");
    }
    return LT_OK;
}

static lt_status fill_species(const lt_chemical_set *set, const lt_csv *levels, const lt_csv *rows, long row, int month,
                              int nz, const double *z_edge, lt_background *out) {
    static const char *const names[] = {"species", "level", "share", "bias_factor", "mixed_height_m", "scale_height_m"};
    int c[6];
    for (int n = 0; n < 6; ++n) LT_TRY(lt_csv_column(rows, names[n], &c[n]));
    const int s = lt_chemical_set_find(set, lt_csv_text(rows, row, c[0]));
    if (s < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown species", .where = lt_csv_where(rows, row, c[0]),
                        .expected = "a species of the model (model/state/species.h)",
                        .found = lt_csv_text(rows, row, c[0]), .todo = "correct the name");
    double level = 0, share, bias, mixed, scale;
    LT_TRY(level_value(levels, month, lt_csv_text(rows, row, c[1]), &level));
    LT_TRY(lt_csv_double(rows, row, c[2], &share));
    LT_TRY(lt_csv_double(rows, row, c[3], &bias));
    LT_TRY(lt_csv_double(rows, row, c[4], &mixed));
    LT_TRY(lt_csv_double(rows, row, c[5], &scale));
    for (int k = 0; k < nz; ++k) {
        double above = 0.5 * (z_edge[k] + z_edge[k + 1]) - mixed;
        out->value[s * nz + k] = share * bias * level * (above > 0 ? lt_exp(-above / scale) : 1.0);
    }
    return LT_OK;
}

static lt_status of_passive(const lt_chemical_set *set, int month, int nz, const double *z_edge, lt_background *out) {
    lt_csv *levels = NULL, *rows = NULL;
    lt_status status;
    LT_TRY_GOTO(status, table(levels_file, &levels), done);
    LT_TRY_GOTO(status, table(species_file, &rows), done);
    for (long row = 0; row < lt_csv_rows(rows); ++row)
        LT_TRY_GOTO(status, fill_species(set, levels, rows, row, month, nz, z_edge, out), done);
    for (int s = 0; s < set->n; ++s) out->top[s] = out->value[s * nz + nz - 1];
done:
    lt_csv_free(levels);
    lt_csv_free(rows);
    return status;
}

lt_civil lt_background_day(lt_time first) {
    return lt_time_civil(first + LT_CST_OFFSET);
}

lt_status lt_background_read(const lt_chemical_set *set, int month, int nz, const double *z_edge, lt_background *out) {
    memset(out, 0, sizeof *out);
    lt_status status = lt_calloc((size_t)(set->n * nz), sizeof(double), &out->value);
    if (status == LT_OK) status = lt_calloc((size_t)set->n, sizeof(double), &out->top);
    if (status == LT_OK)
        status = (set->mechanism ? lt_background_of_mechanism : of_passive)(set, month, nz, z_edge, out);
    if (status != LT_OK) lt_background_free(out);
    return status;
}

void lt_background_free(lt_background *background) {
    lt_free(background->value);
    lt_free(background->top);
    background->value = background->top = NULL;
}

lt_status lt_background_inputs(const lt_chemical_set *set, lt_hash *hash) {
    char path[1024];
    lt_digest digest;
    if (!set->mechanism) {
        LT_TRY(lt_hash_share_file(hash, levels_file));
        return lt_hash_share_file(hash, species_file);
    }
    LT_TRY(lt_background_table(set->mechanism, path, sizeof path));
    LT_TRY(lt_hash_file(path, digest));
    lt_hash_text(hash, digest);
    return lt_hash_share_file(hash, LT_BACKGROUND_PROFILES);
}
