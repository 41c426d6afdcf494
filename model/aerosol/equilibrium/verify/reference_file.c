/* reference_file.c - states of ISORROPIA II from a table. */
#include "base/csv.h"
#include "model/aerosol/equilibrium/verify/reference.h"

/* kg of water in a mole, as ISORROPIA writes it. */
#define M_WATER_OF_REFERENCE 0.018

/* columns: T_K, RH, totals, gases, ions, H2O. */
enum { N_NUMBERS = 2 + LT_N_TOTALS + LT_N_GASES + LT_N_IONS + 1 };

static lt_status find_columns(const lt_csv *table, int *columns) {
    int n = 0;
    LT_TRY(lt_csv_column(table, "T_K", &columns[n++]));
    LT_TRY(lt_csv_column(table, "RH", &columns[n++]));
    for (int k = 0; k < LT_N_TOTALS; k++) LT_TRY(lt_csv_column(table, lt_total_names[k], &columns[n++]));
    for (int k = 0; k < LT_N_GASES; k++) LT_TRY(lt_csv_column(table, lt_gas_names[k], &columns[n++]));
    for (int k = 0; k < LT_N_IONS; k++) LT_TRY(lt_csv_column(table, lt_ion_names[k], &columns[n++]));
    return lt_csv_column(table, "H2O", &columns[n]);
}

static lt_status fill(const lt_csv *table, const int *columns, long row, lt_reference_state *out) {
    double v[N_NUMBERS];
    int n = 0;
    for (int k = 0; k < N_NUMBERS; k++) LT_TRY(lt_csv_double(table, row, columns[k], &v[k]));
    out->temperature = v[n++];
    out->humidity = v[n++];
    for (int k = 0; k < LT_N_TOTALS; k++) out->total[k] = v[n++];
    for (int k = 0; k < LT_N_GASES; k++) out->gas[k] = v[n++];
    for (int k = 0; k < LT_N_IONS; k++) out->ion[k] = v[n++];
    out->water = v[n] * M_WATER_OF_REFERENCE;
    return LT_OK;
}

static lt_status read_rows(const lt_csv *table, lt_reference_state *states) {
    int columns[N_NUMBERS];
    LT_TRY(find_columns(table, columns));
    for (long row = 0; row < lt_csv_rows(table); row++) LT_TRY(fill(table, columns, row, &states[row]));
    return LT_OK;
}

lt_status lt_reference_read(const char *path, lt_reference_state **states, size_t *n) {
    lt_csv *table = NULL;
    *states = NULL;
    LT_TRY(lt_csv_read(path, &table));
    *n = (size_t)lt_csv_rows(table);
    lt_status status = lt_calloc(*n, sizeof **states, states);
    if (status == LT_OK) status = read_rows(table, *states);
    if (status != LT_OK) {
        lt_free(*states);
        *states = NULL;
    }
    lt_csv_free(table);
    return status;
}
