/* cells_check.c - `lantian check` of what stands beside an IN.nc: tables of states, and a file of results. */
#include "model/chemistry/box/cells_private.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <dirent.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- states ------------------------------------------------------------------------------------------------------- */

static int is_start(const struct dirent *entry) {
    static const char end[] = "_start.csv";
    const size_t n = strlen(entry->d_name), m = sizeof end - 1;
    return n > m && strcmp(entry->d_name + n - m, end) == 0;
}

static int is_mechanism(const struct dirent *entry) {
    const size_t n = strlen(entry->d_name);
    return n > 4 && strcmp(entry->d_name + n - 4, ".def") == 0;
}

static void free_entries(struct dirent **entries, int n) {
    for (int k = 0; k < n; k++) free(entries[k]);
    if (n >= 0) free(entries);
}

bool lt_cells_are_states(const char *path) {
    struct dirent **entries;
    const int n = scandir(path, &entries, is_start, alphasort);
    free_entries(entries, n);
    return n > 0;
}

/* Columns that are species of a mechanism, less its species without a column. */
static int fit(const lt_csv *table, const lt_mechanism *m) {
    int n = 0;
    for (int s = 0; s < m->n_variable; s++) n += lt_csv_find(table, m->species[s].name) >= 0 ? 1 : -1;
    return n;
}

/* The shipped mechanism that the columns of X_start.csv fit best; name empty: none. */
static lt_status find_mechanism(const lt_csv *table, char *name, size_t size) {
    char folder[PATH_MAX];
    struct dirent **entries;
    lt_status status = LT_OK;
    int best = 0;
    name[0] = '\0';
    LT_TRY(lt_share_path("model/chemistry/mechanisms", folder, sizeof folder));
    const int n = scandir(folder, &entries, is_mechanism, alphasort);
    for (int k = 0; status == LT_OK && k < n; k++) {
        lt_mechanism *m;
        const char *stem = lt_fmt("%.*s", (int)strlen(entries[k]->d_name) - 4, entries[k]->d_name);
        status = lt_mechanism_read(stem, &m);
        if (status != LT_OK) break;
        if (fit(table, m) > best) {
            best = fit(table, m);
            snprintf(name, size, "%s", m->name);
        }
        lt_mechanism_free(m);
    }
    free_entries(entries, n);
    return status;
}

static lt_status mechanism_of(const char *folder, char *name, size_t size) {
    struct dirent **entries;
    lt_csv *table;
    const int n = scandir(folder, &entries, is_start, alphasort);
    char path[PATH_MAX + 300] = "";
    if (n > 0) snprintf(path, sizeof path, "%s/%s", folder, entries[0]->d_name);
    free_entries(entries, n);
    if (n <= 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "no states in this folder", .where = folder,
                        .expected = "X_start.csv, X_pulse.csv, X_rates.csv, and perhaps X_end.csv",
                        .found = "no file that ends in _start.csv", .todo = "put the tables of one set together");
    LT_TRY(lt_csv_read(path, &table));
    const lt_status status = find_mechanism(table, name, size);
    lt_csv_free(table);
    if (status != LT_OK || name[0]) return status;
    return LT_RAISE(LT_ERR_INPUT, .what = "states of a mechanism of yours are checked with it, not alone",
                    .where = path, .expected = "columns of the species of a shipped mechanism",
                    .found = "of none more than half",
                    .todo = lt_fmt("`lantian box --cells %s OUT.nc --mechanism FILE.def` names the first fault before "
                                   "it computes",
                                   folder));
}

lt_status lt_cells_judge_states(const char *path, char *mechanism, size_t size) {
    char folder[PATH_MAX];
    lt_cells cells = {0};
    const char *slash = strrchr(path, '/');
    snprintf(folder, sizeof folder, "%s", path);
    if (!lt_cells_are_states(path)) /* a table: its folder */
        snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) + (slash == path) : 1, slash ? path : ".");
    LT_TRY(mechanism_of(folder, mechanism, size));
    lt_status status = lt_cells_open_states(folder, mechanism, &cells);
    if (status == LT_OK) status = lt_cells_doubt(&cells);
    lt_cells_close(&cells);
    return status;
}

/* --- results ------------------------------------------------------------------------------------------------------ */

lt_status lt_cells_judge_result(lt_ncr *file, lt_faults *faults) {
    static const struct {
        const char *variable, *dims;
    } wanted[] = {{"concentration", "species cell"}, {"clipped", "species cell"}, {"steps", "cell"}};
    for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++) {
        double *values;
        size_t n, species = 1, at = 0;
        LT_TRY(lt_ncr_expect_dims(file, wanted[k].variable, wanted[k].dims));
        LT_TRY(lt_ncr_dim(file, "cell", &n));
        if (k < 2) LT_TRY(lt_ncr_dim(file, "species", &species));
        n *= species;
        LT_TRY(lt_calloc(n, sizeof *values, &values));
        const lt_status status = lt_ncr_get_double(file, wanted[k].variable, NULL, n, values);
        while (status == LT_OK && at < n && values[at] >= 0 && isfinite(values[at])) at++;
        const double found = at < n ? values[at] : 0;
        lt_free(values);
        LT_TRY(status);
        if (at == n) continue;
        LT_TRY(lt_faults_take(
            faults,
            LT_RAISE(LT_ERR_INPUT, .what = "a result that the chemistry cannot have written",
                     .where = lt_fmt("%.600s, variable %s, value %zu", lt_ncr_path(file), wanted[k].variable, at),
                     .expected = "0 or more", .found = lt_fmt("%g", found), .todo = "run the cells again")));
    }
    return LT_OK;
}
