/* ozone_column.c - reading the climatology and going between its values (ozone_column.h). */
#include "model/photolysis/ozone_column.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <limits.h>
#include <math.h>

struct lt_ozone_column {
    int n;
    double *latitude; /* [n], rising */
    double (*DU)[12];
};

static const char *const columns[] = {"latitude", "jan", "feb", "mar", "apr", "may", "jun",
                                      "jul",      "aug", "sep", "oct", "nov", "dec", NULL};

lt_status lt_ozone_column_judge(double DU, const char *where) {
    if (DU >= 50.0 && DU <= 700.0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "this ozone column cannot be", .where = where,
                    .expected = "Dobson units, 50 to 700", .found = lt_fmt("%g", DU),
                    .todo = "give Dobson units (2.6868e20 molecules m-2)");
}

static lt_status read_rows(const lt_csv *csv, lt_ozone_column *table) {
    int column[13];
    LT_TRY(lt_csv_exactly(csv, columns, column));
    const long n = lt_csv_rows(csv);
    LT_TRY(lt_calloc((size_t)n, sizeof *table->latitude, &table->latitude));
    LT_TRY(lt_calloc((size_t)n, sizeof *table->DU, &table->DU));
    for (long r = 0; r < n; r++) {
        LT_TRY(lt_csv_double(csv, r, column[0], &table->latitude[r]));
        if (fabs(table->latitude[r]) > 90.0 || (r > 0 && table->latitude[r] <= table->latitude[r - 1]))
            return LT_RAISE(LT_ERR_INPUT, .what = "latitudes of ozone columns do not rise",
                            .where = lt_csv_where(csv, r, column[0]), .expected = "rising degrees north, -90 to 90",
                            .found = lt_fmt("%g", table->latitude[r]), .todo = "sort the rows by latitude");
        for (int m = 0; m < 12; m++) {
            LT_TRY(lt_csv_double(csv, r, column[1 + m], &table->DU[r][m]));
            LT_TRY(lt_ozone_column_judge(table->DU[r][m], lt_csv_where(csv, r, column[1 + m])));
        }
    }
    table->n = (int)n;
    if (n > 1) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the ozone columns have too few latitudes", .where = lt_csv_path(csv),
                    .expected = "two rows or more", .found = lt_fmt("%ld", n), .todo = "restore the shipped table");
}

lt_status lt_ozone_column_read_file(const char *path, lt_ozone_column **out) {
    lt_csv *csv = NULL;
    lt_ozone_column *table = NULL;
    *out = NULL;
    LT_TRY(lt_csv_read(path, &csv));
    lt_status status = lt_calloc(1, sizeof *table, &table);
    if (status == LT_OK) status = read_rows(csv, table);
    lt_csv_free(csv);
    if (status == LT_OK)
        *out = table;
    else
        lt_ozone_column_free(table);
    return status;
}

lt_status lt_ozone_column_read(lt_ozone_column **out) {
    char path[PATH_MAX];
    LT_TRY(lt_share_path(LT_OZONE_COLUMN_FILE, path, sizeof path));
    return lt_ozone_column_read_file(path, out);
}

void lt_ozone_column_free(lt_ozone_column *table) {
    if (!table) return;
    lt_free(table->latitude);
    lt_free(table->DU);
    lt_free(table);
}

/* months: 0 in the middle of January, 11 in that of December. */
static double in_year(const double *DU, double months) {
    const double turned = months < 0.0 ? months + 12.0 : months;
    const int before = (int)turned;
    const double f = turned - before;
    return DU[before % 12] + f * (DU[(before + 1) % 12] - DU[before % 12]);
}

lt_status lt_ozone_column_at(const lt_ozone_column *table, double latitude, int month, int day, double *DU) {
    if (!(latitude >= table->latitude[0] && latitude <= table->latitude[table->n - 1]))
        return LT_RAISE(LT_ERR_INPUT, .what = "the climatology of the ozone column does not reach this latitude",
                        .where = LT_OZONE_COLUMN_FILE,
                        .expected = lt_fmt("%g to %g degrees north", table->latitude[0], table->latitude[table->n - 1]),
                        .found = lt_fmt("%g", latitude), .todo = "add rows to the table");
    int r = 0;
    while (r < table->n - 2 && table->latitude[r + 1] < latitude) r++;
    const double months = month - 1 + (day - 15.5) / 30.5, south = in_year(table->DU[r], months);
    const double f = (latitude - table->latitude[r]) / (table->latitude[r + 1] - table->latitude[r]);
    *DU = south + f * (in_year(table->DU[r + 1], months) - south);
    return LT_OK;
}
