/* cells_file.h - small files of cells for `lantian box --cells`: a mechanism with a closed solution, two cells. Header
 * only.
 *
 *   <loss> A = B, <join> 2 B + M = C. Cell 0 holds A and no join: A = A0 exp(-k t). Cell 1 holds B and no loss:
 *   B = B0 / (1 + 2 k B0 t). */
#ifndef LT_TESTS_CELLS_FILE_H
#define LT_TESTS_CELLS_FILE_H

#include "base/cli.h"
#include "tests/support/nc_make.h"
#include "tests/support/root.h"

enum { CELLS_N = 2 };

static const char cells_mechanism[] = "#DEFVAR\n A = IGNORE; B = IGNORE; C = IGNORE;\n#DEFFIX\n M = IGNORE;\n"
                                      "#EQUATIONS\n<loss> A = B : 1E-3;\n<join> 2 B + M = C : 1E-34;\n";

/* The same with a law that is not for air below 150 K. */
static LT_UNUSED const char cells_mechanism_cold[] =
    "#DEFVAR\n A = IGNORE; B = IGNORE; C = IGNORE;\n#DEFFIX\n M = IGNORE;\n"
    "#EQUATIONS\n<loss> A = B : ARR_ab(1E-3, 100);\n<join> 2 B + M = C : 1E-34;\n";

/* How the file is written; zero: strings, rows by label, ppm and minutes with M included. */
typedef struct cells_form {
    bool chars, turned, pulse, no_rates;
    const char *unit, *rate_unit, *time_unit, *fixed;
    double factor, rate_factor[2]; /* what the numbers are in that unit, of ppm and of (min-1, ppm-1 min-1); 0: 1 */
    void (*more)(int id);          /* changes the file before it is closed */
} cells_form;

static LT_UNUSED void cells_labels(int id, const char *name, bool chars, int n, const char *const *labels) {
    int var;
    if (!chars) {
        var = nc_var(id, name, NC_STRING, name, NULL);
        nc_good(nc_put_var_string(id, var, (const char **)(uintptr_t)labels));
        return;
    }
    char text[8 * 6] = "", dims[64];
    for (int r = 0; r < n; r++) strncpy(text + 6 * r, labels[r], 6);
    snprintf(dims, sizeof dims, "%s letter", name);
    var = nc_var(id, name, NC_CHAR, dims, NULL);
    nc_good(nc_put_var_text(id, var, text));
}

/* values [rows][cells]. */
static LT_UNUSED void cells_table(int id, const char *name, const char *label, bool turned, const char *unit, int n,
                                  const double *values, double factor) {
    double turned_values[8 * CELLS_N];
    char dims[64];
    snprintf(dims, sizeof dims, turned ? "cell %s" : "%s cell", label);
    nc_var(id, name, NC_DOUBLE, dims, unit);
    for (int r = 0; r < n; r++)
        for (int i = 0; i < CELLS_N; i++)
            turned_values[turned ? i * n + r : r * CELLS_N + i] = values[r * CELLS_N + i] * factor;
    nc_put(id, name, turned_values);
}

static LT_UNUSED void cells_rates(int id, const cells_form *form) {
    static const char *const labels[] = {"join", "loss"}; /* not the mechanism's order */
    const double *factor = form->rate_factor, rates[2][CELLS_N] = {{0, 0.3}, {0.06, 0}};
    double values[2 * CELLS_N];
    nc_dim(id, "reaction", 2);
    cells_labels(id, "reaction", form->chars, 2, labels);
    for (int r = 0; r < 2; r++)
        for (int i = 0; i < CELLS_N; i++)
            values[r * CELLS_N + i] = rates[r][i] * (factor[1 - r] != 0 ? factor[1 - r] : 1);
    cells_table(id, "rate_constant", "reaction", form->turned, NULL, 2, values, 1);
    int var;
    nc_good(nc_inq_varid(id, "rate_constant", &var));
    nc_text(id, var, "concentration_unit", form->rate_unit ? form->rate_unit : "ppm");
    nc_text(id, var, "time_unit", form->time_unit ? form->time_unit : "min");
    nc_text(id, var, "fixed_species", form->fixed ? form->fixed : "included");
}

/* root/in.nc and root/decay.def. 293 K, 900 hPa; A = B = 0.02 ppm in their cells, a pulse of 0.01 ppm of A in cell 0.
 */
static LT_UNUSED void cells_write(const cells_form *form) {
    static const char *const labels[] = {"C", "A", "B"};
    static const double c[3 * CELLS_N] = {0, 0, 0.02, 0, 0, 0.02}, pulse[3 * CELLS_N] = {0, 0, 0.01, 0, 0, 0};
    const double factor = form->factor != 0 ? form->factor : 1;
    assert_true(files_write_text(in_root("decay.def"), cells_mechanism));
    const int id = nc_begin(in_root("in.nc"));
    nc_text(id, NC_GLOBAL, "mechanism", in_root("decay.def"));
    nc_number(id, NC_GLOBAL, "outer_step_seconds", NC_DOUBLE, 600);
    nc_number(id, NC_GLOBAL, "outer_steps", NC_INT, 3);
    nc_number(id, NC_GLOBAL, "rtol", NC_DOUBLE, 1e-6);
    nc_dim(id, "cell", CELLS_N);
    nc_dim(id, "species", 3);
    if (form->chars) nc_dim(id, "letter", 6);
    nc_var(id, "temperature", NC_DOUBLE, "cell", "degC");
    nc_fill(id, "temperature", 293 - 273.15);
    nc_var(id, "pressure", NC_DOUBLE, "cell", "hPa");
    nc_fill(id, "pressure", 900);
    cells_labels(id, "species", form->chars, 3, labels);
    cells_table(id, "concentration", "species", form->turned, form->unit ? form->unit : "ppm", 3, c, factor);
    if (form->pulse) cells_table(id, "pulse", "species", form->turned, "ppm", 3, pulse, 1);
    if (!form->no_rates) cells_rates(id, form);
    if (form->more) form->more(id);
    nc_end(id);
}

static LT_UNUSED int cells_variable(int id, const char *name) {
    int var;
    nc_good(nc_inq_varid(id, name, &var));
    return var;
}

/* A number of a table, spoilt or mended. */
static LT_UNUSED void cells_put_at(int id, const char *name, size_t row, size_t cell, double value) {
    const size_t at[] = {row, cell};
    nc_good(nc_put_var1_double(id, cells_variable(id, name), at, &value));
}

#endif
