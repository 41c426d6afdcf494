#include "model/state/gases.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "model/state/species.h"

#include <stdio.h>
#include <string.h>

static const char *const gases_file = "model/data/passive_gases.csv";

static lt_status table(lt_csv **out) {
    char path[1024];
    LT_TRY(lt_share_path(gases_file, path, sizeof path));
    return lt_csv_read(path, out);
}

enum { GAS, UNIT, MASS, WHAT, OF, VALUE, N_COLUMNS };

static lt_status find_columns(const lt_csv *rows, int c[N_COLUMNS]) {
    static const char *const names[N_COLUMNS] = {"gas", "unit", "molar_mass", "what", "of", "value"};
    for (int n = 0; n < N_COLUMNS; ++n) LT_TRY(lt_csv_column(rows, names[n], &c[n]));
    return LT_OK;
}

/* Units of the mole fraction, 1/unit. */
static lt_status per_mole(const lt_csv *rows, long row, int column, double *out) {
    const char *unit = lt_csv_text(rows, row, column);
    *out = strcmp(unit, "ppm") == 0 ? 1e6 : strcmp(unit, "ppb") == 0 ? 1e9 : 0.0;
    if (*out > 0.0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "unknown unit of a gas", .where = lt_csv_where(rows, row, column),
                    .expected = "ppm or ppb", .found = unit, .todo = "correct the unit");
}

static lt_status read_gases(const lt_csv *rows, lt_gases *out) {
    int c[N_COLUMNS];
    LT_TRY(find_columns(rows, c));
    for (long row = 0; row < lt_csv_rows(rows); ++row) {
        double scale, mass;
        if (lt_gases_find(out, lt_csv_text(rows, row, c[GAS])) >= 0) continue;
        LT_TRY(per_mole(rows, row, c[UNIT], &scale));
        LT_TRY(lt_csv_double(rows, row, c[MASS], &mass));
        if (!(mass > 0.0) || out->n == LT_MAX_GASES)
            return LT_RAISE(LT_ERR_INPUT, .what = "a gas cannot be like this",
                            .where = lt_csv_where(rows, row, c[MASS]),
                            .expected = lt_fmt("a molar mass above 0, and at most %d gases", LT_MAX_GASES),
                            .found = lt_fmt("%g, gas %d", mass, out->n + 1), .todo = "correct the table");
        lt_gas *gas = &out->items[out->n++];
        snprintf(gas->name, sizeof gas->name, "%s", lt_csv_text(rows, row, c[GAS]));
        snprintf(gas->unit, sizeof gas->unit, "%s", lt_csv_text(rows, row, c[UNIT]));
        gas->molar_mass = mass;
        gas->per_mole = scale;
        gas->per_ratio = scale * LT_M_AIR / mass;
    }
    return LT_OK;
}

lt_status lt_gases_read(lt_gases *out) {
    lt_csv *rows;
    out->n = 0;
    LT_TRY(table(&rows));
    lt_status status = read_gases(rows, out);
    lt_csv_free(rows);
    return status;
}

int lt_gases_find(const lt_gases *gases, const char *name) {
    for (int g = 0; g < gases->n; ++g)
        if (strcmp(gases->items[g].name, name) == 0) return g;
    return -1;
}

/* The value of a gas in the row of a year or month. */
static lt_status value_of(const lt_csv *rows, const char *gas, const char *what, long of, double *out) {
    int c[N_COLUMNS];
    LT_TRY(find_columns(rows, c));
    for (long row = 0; row < lt_csv_rows(rows); ++row) {
        long key;
        LT_TRY(lt_csv_long(rows, row, c[OF], &key));
        if (key == of && strcmp(lt_csv_text(rows, row, c[GAS]), gas) == 0 &&
            strcmp(lt_csv_text(rows, row, c[WHAT]), what) == 0)
            return lt_csv_double(rows, row, c[VALUE], out);
    }
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("no background of %s for this %s", gas, what),
                    .where = lt_csv_path(rows), .expected = lt_fmt("a row for %s %ld", what, of), .found = "none",
                    .todo = "give the tracer a background of its own, e.g. background: 412 ppm");
}

lt_status lt_gas_background(const lt_gas *gas, int year, int month, double *out) {
    lt_csv *rows;
    double level = 0.0, departure = 0.0;
    LT_TRY(table(&rows));
    lt_status status = value_of(rows, gas->name, "year", year, &level);
    if (status == LT_OK) status = value_of(rows, gas->name, "month", month, &departure);
    lt_csv_free(rows);
    *out = (level + departure) / gas->per_ratio;
    return status;
}

double lt_gas_ratio(const lt_gas *gas, double mole_fraction) {
    return mole_fraction * gas->per_mole / gas->per_ratio;
}

lt_status lt_gases_inputs(lt_hash *hash) {
    return lt_hash_share_file(hash, gases_file);
}
