/* tables.c - wavelength bins and cross sections from their files (tables.h). */
#include "model/photolysis/tables.h"

#include "base/csv.h"

#include <math.h>
#include <string.h>

static lt_status at_least(const lt_csv *table, long row, int column, double least, double *out) {
    LT_TRY(lt_csv_double(table, row, column, out));
    if (*out >= least) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a number of photolysis is too small",
                    .where = lt_csv_where(table, row, column), .expected = lt_fmt("at least %g", least),
                    .found = lt_fmt("%g", *out), .todo = "see the head of the table");
}

static lt_status wrong_rows(const lt_csv *table, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a table of photolysis has rows too few, too many or in another order",
                    .where = lt_csv_path(table), .expected = expected, .found = lt_fmt("%ld rows", lt_csv_rows(table)),
                    .todo = "restore the shipped table");
}

static lt_status read_bins(const lt_csv *table, lt_photo_tables *tables) {
    static const char *const names[] = {"bin",     "from_nm",      "effective_nm", "to_nm",
                                        "photons", "rayleigh_cm2", "mark",         NULL};
    int column[7];
    LT_TRY(lt_csv_exactly(table, names, column));
    if (lt_csv_rows(table) != LT_PHOTO_BINS) return wrong_rows(table, lt_fmt("%d bins", LT_PHOTO_BINS));
    double before = 0.0;
    for (int b = 0; b < LT_PHOTO_BINS; b++) {
        double from, middle, to;
        LT_TRY(at_least(table, b, column[1], before, &from));
        LT_TRY(at_least(table, b, column[2], from, &middle));
        LT_TRY(at_least(table, b, column[3], middle, &to));
        LT_TRY(at_least(table, b, column[4], 0.0, &tables->photons[b]));
        LT_TRY(at_least(table, b, column[5], 0.0, &tables->rayleigh[b]));
        tables->log_over_550nm[b] = round(log(middle / 550.0) * 1e9) * 1e-9; /* no last bit of a library */
        before = to;
    }
    return LT_OK;
}

lt_status lt_photo_read_bins(const char *path, lt_photo_tables *tables) {
    lt_csv *table = NULL;
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = read_bins(table, tables);
    lt_csv_free(table);
    return status;
}

enum { NAME, TEMPERATURE, PRESSURE, BIN, SOURCE = BIN + LT_PHOTO_BINS, N_COLUMNS };
static const char *const columns[] = {"name", "temperature_K", "pressure_hPa", "bin1", "bin2",   "bin3",
                                      "bin4", "bin5",          "bin6",         "bin7", "source", NULL};

/* How many rows have the name of row first. */
static int rows_of_name(const lt_csv *table, const int *column, long first) {
    const char *name = lt_csv_text(table, first, column[NAME]);
    long row = first;
    while (row < lt_csv_rows(table) && strcmp(name, lt_csv_text(table, row, column[NAME])) == 0) row++;
    return (int)(row - first);
}

/* n rows of one name into own [n][LT_PHOTO_BINS]. nodes [n]: set by the first name of a kind (*known 0), then the same
 * for all. Temperatures want even steps. */
static lt_status read_nodes(const lt_csv *table, const int *column, long first, int n, int kind, double factor,
                            int *known, double *nodes, double *own) {
    for (int i = 0; i < n; i++) {
        double here;
        LT_TRY(at_least(table, first + i, column[kind], 0.0, &here));
        here *= factor;
        if (!*known) nodes[i] = here;
        const double step = nodes[1] - nodes[0];
        const int even = kind == PRESSURE || i < 2 || fabs(here - nodes[i - 1] - step) < 1e-9;
        if (fabs(here - nodes[i]) > 1e-9 || (i > 0 && here <= nodes[i - 1]) || !even)
            return LT_RAISE(LT_ERR_INPUT,
                            .what = "a temperature or pressure of a cross section is not where it should be",
                            .where = lt_csv_where(table, first + i, column[kind]),
                            .expected = "the same rising ones for every name, temperatures in even steps",
                            .found = lt_csv_text(table, first + i, column[kind]), .todo = "restore the shipped table");
        for (int b = 0; b < LT_PHOTO_BINS; b++)
            LT_TRY(at_least(table, first + i, column[BIN + b], 0.0, &own[i * LT_PHOTO_BINS + b]));
    }
    *known = 1;
    return LT_OK;
}

static int find(const lt_photo_cross *cross, const char *name) {
    for (int k = 0; k < cross->n; k++)
        if (strcmp(cross->name[k], name) == 0) return 1;
    return 0;
}

static lt_status read_name(const lt_csv *table, const int *column, long first, int rows, int *known,
                           lt_photo_tables *tables, lt_photo_cross *cross) {
    const char *name = lt_csv_text(table, first, column[NAME]);
    const int quenched = lt_csv_empty(table, first, column[TEMPERATURE]);
    if (!*name || strlen(name) >= LT_PHOTO_NAME || rows != (quenched ? LT_PHOTO_PRESSURES : LT_PHOTO_TEMPERATURES) ||
        find(cross, name) || (first == 0) != (strcmp(name, "O3") == 0) || (first == 0 && quenched))
        return LT_RAISE(LT_ERR_INPUT, .what = "the rows of a photolysis frequency are not what they should be",
                        .where = lt_csv_where(table, first, column[NAME]),
                        .expected = lt_fmt("O3 first, then each name once: %d temperatures or %d pressures",
                                           LT_PHOTO_TEMPERATURES, LT_PHOTO_PRESSURES),
                        .found = lt_fmt("%d rows of %s", rows, name), .todo = "restore the shipped table");
    double *own =
        first == 0 ? &tables->ozone[0][0] : cross->cross + (size_t)cross->n * LT_PHOTO_TEMPERATURES * LT_PHOTO_BINS;
    if (quenched)
        LT_TRY(read_nodes(table, column, first, rows, PRESSURE, 100.0, &known[1], tables->pressure_Pa, own));
    else
        LT_TRY(read_nodes(table, column, first, rows, TEMPERATURE, 1.0, &known[0], tables->temperature_K, own));
    if (first == 0) return LT_OK;
    cross->quenched[cross->n] = quenched;
    strcpy(cross->name[cross->n++], name);
    return LT_OK;
}

static lt_status read_cross(const lt_csv *table, lt_photo_tables *tables, lt_photo_cross *cross) {
    int column[N_COLUMNS], known[2] = {0, 0};
    LT_TRY(lt_csv_exactly(table, columns, column));
    const size_t most = (size_t)lt_csv_rows(table); /* names */
    LT_TRY(lt_calloc(most, sizeof *cross->name, &cross->name));
    LT_TRY(lt_calloc(most, sizeof *cross->quenched, &cross->quenched));
    LT_TRY(lt_calloc(most * LT_PHOTO_TEMPERATURES * LT_PHOTO_BINS, sizeof *cross->cross, &cross->cross));
    for (long row = 0; row < lt_csv_rows(table);) {
        const int rows = rows_of_name(table, column, row);
        LT_TRY(read_name(table, column, row, rows, known, tables, cross));
        row += rows;
    }
    if (known[0] && !known[1]) /* nobody asks, but shares are made of them */
        for (int i = 0; i < LT_PHOTO_PRESSURES; i++) tables->pressure_Pa[i] = 1e4 * (i + 1);
    return known[0] ? LT_OK : wrong_rows(table, "O3 and the frequencies");
}

lt_status lt_photo_read_cross(const char *path, lt_photo_tables *tables, lt_photo_cross *cross) {
    lt_csv *table = NULL;
    *cross = (lt_photo_cross){0};
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = read_cross(table, tables, cross);
    lt_csv_free(table);
    if (status != LT_OK) lt_photo_cross_free(cross);
    return status;
}

void lt_photo_cross_free(lt_photo_cross *cross) {
    lt_free(cross->name);
    lt_free(cross->cross);
    lt_free(cross->quenched);
    *cross = (lt_photo_cross){0};
}
