/* clear_sky.c - reading the table of clear-sky photolysis, and its law (clear_sky.h). */
#include "model/chemistry/box/clear_sky.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "model/kernel/ltmath.h"

#include <limits.h>
#include <string.h>

static const char *const table_file = "model/data/clear_sky_photolysis.csv";

enum { MOST_NAMES = 256 };

typedef struct sky_row {
    char name[48];
    double l, m, n; /* of the row's own parametrisation, or of the one it is a multiple of: l with the factor */
} sky_row;

struct lt_clear_sky {
    int n_rows;
    sky_row *rows;
};

int lt_clear_sky_find(const lt_clear_sky *sky, const char *name) {
    for (int row = 0; row < sky->n_rows; row++)
        if (strcmp(sky->rows[row].name, name) == 0) return row;
    return -1;
}

int lt_clear_sky_rows(const lt_clear_sky *sky) {
    return sky->n_rows;
}

const char *lt_clear_sky_near(const lt_clear_sky *sky, const char *name) {
    const char *names[MOST_NAMES];
    const int n = sky->n_rows < MOST_NAMES ? sky->n_rows : MOST_NAMES;
    for (int row = 0; row < n; row++) names[row] = sky->rows[row].name;
    return lt_nearest_name(name, names, n);
}

double lt_clear_sky_j(const lt_clear_sky *sky, int row, double cos_sza) {
    const sky_row *j = &sky->rows[row];
    if (!(cos_sza > 1e-9)) return 0.0; /* below it the law gives nothing, and the logarithm wants normal numbers */
    return j->l * lt_exp(j->m * lt_log(cos_sza) - j->n / cos_sza);
}

enum { NAME, OF, FACTOR, L, M, N, MCM, MARK, SOURCE, N_COLUMNS };
static const char *const columns[] = {"name", "of", "factor", "l", "m", "n", "mcm", "mark", "source", NULL};

static lt_status positive(const lt_csv *table, long row, int column, double *out) {
    LT_TRY(lt_csv_double(table, row, column, out));
    if (*out > 0.0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a number of a photolysis law is not positive",
                    .where = lt_csv_where(table, row, column), .expected = "more than 0", .found = lt_fmt("%g", *out),
                    .todo = "see the head of the table");
}

static lt_status read_row(const lt_csv *table, const int *column, long r, lt_clear_sky *sky) {
    sky_row *row = &sky->rows[r];
    const char *name = lt_csv_text(table, r, column[NAME]), *of = lt_csv_text(table, r, column[OF]);
    if (!*name || strlen(name) >= sizeof row->name || lt_clear_sky_find(sky, name) >= 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the name of a photolysis frequency is empty, too long or given twice",
                        .where = lt_csv_where(table, r, column[NAME]), .expected = "one row for each name",
                        .found = name, .todo = "give each frequency a name of its own");
    strcpy(row->name, name);
    if (*of) {
        const int base = lt_clear_sky_find(sky, of);
        double factor = 0.0;
        if (base < 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "a photolysis frequency is a multiple of one that is not there",
                            .where = lt_csv_where(table, r, column[OF]), .expected = "the name of a row above",
                            .found = of, .todo = "put the row above this one");
        LT_TRY(positive(table, r, column[FACTOR], &factor));
        row->l = factor * sky->rows[base].l;
        row->m = sky->rows[base].m;
        row->n = sky->rows[base].n;
    } else {
        LT_TRY(positive(table, r, column[L], &row->l));
        LT_TRY(positive(table, r, column[M], &row->m));
        LT_TRY(positive(table, r, column[N], &row->n));
    }
    sky->n_rows++;
    return LT_OK;
}

static lt_status read_table(const lt_csv *table, lt_clear_sky *sky) {
    int column[N_COLUMNS];
    LT_TRY(lt_csv_exactly(table, columns, column));
    const long n = lt_csv_rows(table);
    LT_TRY(lt_calloc((size_t)n, sizeof *sky->rows, &sky->rows));
    for (long r = 0; r < n; r++) LT_TRY(read_row(table, column, r, sky));
    return LT_OK;
}

lt_status lt_clear_sky_read_file(const char *path, lt_clear_sky **out) {
    lt_csv *table = NULL;
    lt_clear_sky *sky = NULL;
    *out = NULL;
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = lt_calloc(1, sizeof *sky, &sky);
    if (status == LT_OK) status = read_table(table, sky);
    lt_csv_free(table);
    if (status == LT_OK)
        *out = sky;
    else
        lt_clear_sky_free(sky);
    return status;
}

lt_status lt_clear_sky_read(lt_clear_sky **out) {
    char path[PATH_MAX];
    LT_TRY(lt_share_path(table_file, path, sizeof path));
    return lt_clear_sky_read_file(path, out);
}

void lt_clear_sky_free(lt_clear_sky *sky) {
    if (!sky) return;
    lt_free(sky->rows);
    lt_free(sky);
}
