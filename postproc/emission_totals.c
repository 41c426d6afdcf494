#include "postproc/emission_totals.h"

#include "base/csv.h"
#include "postproc/cities.h"

#include <stdio.h>
#include <string.h>

const char *const lt_emission_total_names[LT_N_TOTALS] = {
#define LT_TOTAL_NAME(name) name,
    LT_TOTAL_LIST(LT_TOTAL_NAME)
#undef LT_TOTAL_NAME
};

typedef struct lt_total_column {
    int column;
    double to_kt;
} lt_total_column;

/* A name with a dot may stand without it in a header (PM25_t). */
static lt_status column_of(const lt_csv *table, const char *name, lt_total_column *out) {
    static const struct {
        const char *unit;
        double to_kt;
    } units[] = {{"kt", 1}, {"t", 1e-3}, {"kg", 1e-6}};
    char plain[16];
    size_t length = 0;
    if (strcmp(name, "ofp_kt_o3") == 0) {
        out->to_kt = 1e-3;
        return lt_csv_column(table, "ofp_t_o3", &out->column);
    }
    for (const char *c = name; *c && length < sizeof plain - 1; c++)
        if (*c != '.') plain[length++] = *c;
    plain[length] = '\0';
    for (int u = 0; u < 3; u++) {
        const char *spelling[2] = {name, plain};
        for (int q = 0; q < 2; q++) {
            char header[32];
            snprintf(header, sizeof header, "%s_%s", spelling[q], units[u].unit);
            *out = (lt_total_column){lt_csv_find(table, header), units[u].to_kt};
            if (out->column >= 0) return LT_OK;
        }
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "a ledger has no column of a pollutant", .where = lt_csv_path(table),
                    .expected = lt_fmt("%s_kg, %s_t or %s_kt", name, name, name), .found = "none",
                    .todo = "run the case again");
}

static lt_status sum(const lt_csv *table, lt_emission_total *out) {
    int region = 0, sector = 0;
    lt_total_column columns[LT_N_TOTALS];
    *out = (lt_emission_total){0};
    LT_TRY(lt_csv_column(table, "region", &region));
    LT_TRY(lt_csv_column(table, "sector", &sector));
    for (int p = 0; p < LT_N_TOTALS; p++) LT_TRY(column_of(table, lt_emission_total_names[p], &columns[p]));
    for (long row = 0; row < lt_csv_rows(table); row++) {
        if (lt_city_find(lt_csv_text(table, row, region)) < 0) continue;
        double *kt = strcmp(lt_csv_text(table, row, sector), LT_SECTOR_NATURAL) == 0 ? out->natural : out->people;
        for (int p = 0; p < LT_N_TOTALS; p++) {
            double value = 0;
            LT_TRY(lt_csv_double(table, row, columns[p].column, &value));
            kt[p] += value * columns[p].to_kt;
        }
    }
    return LT_OK;
}

lt_status lt_emission_totals(lt_outdir *dir, const char *name, lt_emission_total *out) {
    char path[4096];
    lt_csv *table = NULL;
    if (!lt_outdir_has(dir, name, false, NULL))
        return LT_RAISE(LT_ERR_INPUT, .what = "a ledger is missing",
                        .where = lt_fmt("%s/%s", lt_outdir_path(dir), name), .expected = "a file in the manifest",
                        .found = "none", .todo = "run the case again");
    LT_TRY(lt_outdir_join(dir, name, path, sizeof path));
    LT_TRY(lt_csv_read(path, &table));
    const lt_status status = sum(table, out);
    lt_csv_free(table);
    return status;
}
