/* cells_file.c - opens an IN.nc: sizes, settings, which variables are there, and whose row each label is. */
#include "model/chemistry/box/cells_private.h"

#include "base/csv.h"
#include "base/units.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* --- settings: global attributes --- */

/* A whole number from 1; absent: fallback (0: it must be there). */
static lt_status read_count(lt_ncr *file, const char *variable, const char *name, int fallback, int *out) {
    double value;
    *out = fallback;
    if (fallback && !lt_ncr_has_attr(file, variable, name)) return LT_OK;
    LT_TRY(lt_ncr_attr_double(file, variable, name, &value));
    if (value >= 1 && value <= 1e6 && value == floor(value)) {
        *out = (int)value;
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the attribute %s is no count", name), .where = lt_ncr_path(file),
                    .expected = "a whole number from 1 to 1000000", .found = lt_fmt("%g", value),
                    .todo = "correct the attribute");
}

static lt_status read_positive(lt_ncr *file, const char *name, double *out) {
    LT_TRY(lt_ncr_attr_double(file, NULL, name, out));
    if (*out > 0 && isfinite(*out)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the attribute %s is not above 0", name), .where = lt_ncr_path(file),
                    .expected = "a number above 0", .found = lt_fmt("%g", *out), .todo = "correct the attribute");
}

/* One of two words; absent: the fallback, or (NULL) an error. */
static lt_status read_choice(lt_ncr *file, const char *variable, const char *name, const char *yes, const char *no,
                             const char *fallback, bool *out) {
    char text[64];
    if (fallback && !lt_ncr_has_attr(file, variable, name)) {
        *out = strcmp(fallback, yes) == 0;
        return LT_OK;
    }
    LT_TRY(lt_ncr_attr_text(file, variable, name, text, sizeof text));
    *out = strcmp(text, yes) == 0;
    if (*out || strcmp(text, no) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the attribute %s says neither", name),
                    .where = lt_fmt("%.600s, %s %s", lt_ncr_path(file), variable ? "variable" : "global attributes",
                                    variable ? variable : ""),
                    .expected = lt_fmt("\"%s\" or \"%s\"", yes, no), .found = lt_fmt("\"%s\"", text),
                    .todo = "correct the attribute");
}

static lt_status read_settings(lt_cells *c) {
    lt_ncr *file = c->file;
    LT_TRY(read_positive(file, "outer_step_seconds", &c->outer_step_s));
    LT_TRY(read_count(file, NULL, "outer_steps", 0, &c->outer_steps));
    LT_TRY(read_choice(file, NULL, "save", "every outer step", "end", "end", &c->save_all));
    if (lt_ncr_has_attr(file, NULL, "method")) {
        LT_TRY(lt_ncr_attr_text(file, NULL, "method", c->method, sizeof c->method));
        c->setup.method = c->method;
    }
    if (lt_ncr_has_attr(file, NULL, "rtol")) LT_TRY(read_positive(file, "rtol", &c->setup.rtol));
    if (lt_ncr_has_attr(file, NULL, "atol_ppb")) LT_TRY(read_positive(file, "atol_ppb", &c->setup.atol_ppb));
    return LT_OK;
}

static lt_status read_mechanism(lt_cells *c, const char *name) {
    char text[1024];
    if (!name) {
        LT_TRY(lt_ncr_attr_text(c->file, NULL, "mechanism", text, sizeof text));
        name = text;
    }
    LT_TRY_CONTEXT(lt_mechanism_read(name, &c->mechanism), "reading the mechanism of %s", c->path);
    c->n_variable = c->mechanism->n_variable;
    c->n_fixed = c->mechanism->n_species - c->n_variable;
    c->n_reactions = c->mechanism->n_reactions;
    return LT_OK;
}

/* --- variables --- */

static lt_status open_tables(lt_cells *c) {
    const struct {
        lt_cells_table *table;
        const char *variable, *label, *unit;
        bool needed;
    } rows[] = {
        {&c->temperature, "temperature", NULL, "K", true},
        {&c->pressure, "pressure", NULL, "Pa", true},
        {&c->cos_sza, "cos_solar_zenith_angle", NULL, "1", false},
        {&c->humidity, "relative_humidity", NULL, "1", false},
        {&c->sea, "open_sea_fraction", NULL, "1", false},
        {&c->concentration, "concentration", "species", NULL, true},
        {&c->pulse, "pulse", "species", NULL, false},
        {&c->rate, "rate_constant", "reaction", NULL, false},
        {&c->photolysis, "photolysis_frequency", "photolysis", "s-1", false},
        {&c->uptake, "uptake_frequency", "uptake", "s-1", false},
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        LT_TRY(lt_cells_table_open(c->file, c->n, c->outer_steps, rows[r].variable, rows[r].label, rows[r].unit,
                                   rows[r].table));
        if (rows[r].needed && !rows[r].table->there)
            return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the variable %s is missing", rows[r].variable),
                            .where = c->path, .expected = "temperature, pressure and concentration of every cell",
                            .found = "none", .todo = "add it; `lantian example cells` shows the file");
    }
    if (!c->concentration.by_step) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "concentration is the start and has no outer steps",
                    .where = lt_cells_where(c->file, &c->concentration, -1, -1), .expected = "(species, cell)",
                    .found = "a dimension outer_step", .todo = "what is added later is a pulse");
}

static lt_status read_units(lt_cells *c) {
    lt_ncr *file = c->file;
    LT_TRY(lt_cells_unit_read(file, "concentration", "units", &c->unit));
    c->pulse_every = 1;
    if (c->pulse.there) {
        LT_TRY(lt_cells_unit_read(file, "pulse", "units", &c->pulse_unit));
        LT_TRY(read_count(file, "pulse", "every_outer_steps", 1, &c->pulse_every));
    }
    if (!c->rate.there) return LT_OK;
    char time[64];
    double offset;
    bool fixed_somewhere = false;
    LT_TRY(lt_cells_unit_read(file, "rate_constant", "concentration_unit", &c->rate_unit));
    LT_TRY(lt_ncr_attr_text(file, "rate_constant", "time_unit", time, sizeof time));
    LT_TRY_PLACE(lt_units_factor(time, "s", &c->rate_seconds, &offset), "%s, attribute rate_constant:time_unit",
                 c->path);
    for (int r = 0; r < c->n_reactions; r++)
        for (int t = 0; t < c->mechanism->reactions[r].n_reactants; t++)
            fixed_somewhere |= c->mechanism->reactions[r].reactants[t].species >= c->n_variable;
    return read_choice(file, "rate_constant", "fixed_species", "included", "not included",
                       fixed_somewhere ? NULL : "included", &c->rates_hold_fixed);
}

/* --- labels --- */

typedef int finder(const lt_mechanism *mechanism, const char *label);

static int find_j(const lt_mechanism *mechanism, const char *label) {
    return lt_mechanism_external(mechanism, LT_EXTERNAL_J, label);
}

static int find_het(const lt_mechanism *mechanism, const char *label) {
    return lt_mechanism_external(mechanism, LT_EXTERNAL_HET, label);
}

static const char *nearest_label(const lt_mechanism *m, const char *kind, const char *label) {
    enum { MOST = 2048 };
    const char *names[MOST];
    int n = 0;
    const bool species = strcmp(kind, "species") == 0, reaction = strcmp(kind, "reaction") == 0;
    const int all = species ? m->n_species : reaction ? m->n_reactions : m->n_externals;
    for (int i = 0; i < all && n < MOST; i++)
        names[n++] = species ? m->species[i].name : reaction ? m->reactions[i].label : m->externals[i].name;
    return lt_did_you_mean(label, names, n);
}

/* species:order = "mechanism", reaction:order: the rows stand as in the mechanism. */
static lt_status read_order(const lt_cells *c, const lt_cells_table *table, bool *ordered) {
    char text[64];
    *ordered = false;
    if (table != &c->concentration && table != &c->pulse && table != &c->rate) return LT_OK;
    if (!lt_ncr_has_attr(c->file, table->label, "order")) return LT_OK;
    LT_TRY(lt_ncr_attr_text(c->file, table->label, "order", text, sizeof text));
    *ordered = strcmp(text, "mechanism") == 0;
    if (*ordered) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the attribute order promises what is not known",
                    .where = lt_fmt("%.600s, attribute %s:order", c->path, table->label), .expected = "\"mechanism\"",
                    .found = lt_fmt("\"%s\"", text), .todo = "correct it, or remove it: then labels alone count");
}

/* Is the row that label r found the right one? */
static lt_status judge_row(const lt_cells *c, const lt_cells_table *table, bool ordered, int r) {
    const bool reactions = table == &c->rate;
    if (table->to[r] < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("unknown %s %s", table->label, table->labels[r]),
                        .where = lt_cells_where(c->file, table, r, -1),
                        .expected = lt_fmt("a %s of the mechanism %s", table->label, c->mechanism->name),
                        .found = table->labels[r], .todo = nearest_label(c->mechanism, table->label, table->labels[r]));
    for (int q = 0; q < r; q++)
        if (table->to[q] == table->to[r])
            return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the %s %s stands twice", table->label, table->labels[r]),
                            .where = lt_cells_where(c->file, table, r, -1), .expected = "every one once",
                            .found = lt_fmt("%s and %s", table->labels[q], table->labels[r]), .todo = "remove one");
    if (!ordered || table->to[r] == r) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the order of %s is not the mechanism's", table->label),
                    .where = lt_fmt("%.600s, variable %s, entry %d (from 0)", c->path, table->label, r),
                    .expected = lt_fmt("%s: the attribute order promises it",
                                       reactions ? c->mechanism->reactions[r].label : c->mechanism->species[r].name),
                    .found = table->labels[r],
                    .todo = "correct the order, or remove the attribute: then labels alone count");
}

/* Row of the mechanism of every label. */
static lt_status map_labels(const lt_cells *c, lt_cells_table *table, finder *find, lt_faults *faults) {
    bool ordered;
    if (!table->there) return LT_OK;
    LT_TRY(read_order(c, table, &ordered));
    for (int r = 0; r < table->n; r++) {
        table->to[r] = find(c->mechanism, table->labels[r]);
        LT_TRY(lt_faults_take(faults, judge_row(c, table, ordered, r)));
    }
    return LT_OK;
}

/* Every one of n wanted rows of the mechanism must have come. */
static lt_status check_complete(const lt_cells *c, const lt_cells_table *table, int n, lt_faults *faults) {
    for (int i = 0; table->there && i < n; i++) {
        bool found = false;
        for (int r = 0; r < table->n && !found; r++) found = table->to[r] == i;
        if (found) continue;
        const char *label = table == &c->rate ? c->mechanism->reactions[i].label : c->mechanism->species[i].name;
        const lt_status status =
            LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the %s %s is missing", table->label, label),
                     .where = lt_cells_where(c->file, table, -1, -1),
                     .expected = lt_fmt("a row of every %s of the mechanism %s", table->label, c->mechanism->name),
                     .found = "no row with this label",
                     .todo = table == &c->rate ? "add it, or leave rate_constant out: then all are computed"
                                               : "add it, or write concentration:absent = \"zero\"");
        LT_TRY(lt_faults_take(faults, status));
    }
    return LT_OK;
}

static lt_status map_all(lt_cells *c, lt_faults *faults) {
    bool zero;
    LT_TRY(map_labels(c, &c->concentration, lt_mechanism_species, faults));
    LT_TRY(map_labels(c, &c->pulse, lt_mechanism_species, faults));
    LT_TRY(map_labels(c, &c->rate, lt_mechanism_reaction, faults));
    LT_TRY(map_labels(c, &c->photolysis, find_j, faults));
    LT_TRY(map_labels(c, &c->uptake, find_het, faults));
    LT_TRY(read_choice(c->file, "concentration", "absent", "zero", "error", "error", &zero));
    if (!zero) LT_TRY(check_complete(c, &c->concentration, c->n_variable, faults));
    return check_complete(c, &c->rate, c->n_reactions, faults);
}

/* --- all of it --- */

lt_status lt_cells_open(const char *path, const char *mechanism, lt_faults *faults, lt_cells *c) {
    size_t n;
    *c = (lt_cells){0};
    LT_TRY(lt_calloc(strlen(path) + 1, 1, &c->path));
    strcpy(c->path, path);
    LT_TRY(lt_ncr_open(path, &c->file));
    LT_TRY(read_settings(c));
    LT_TRY(read_mechanism(c, mechanism));
    LT_TRY(lt_ncr_dim(c->file, "cell", &n));
    if (n < 1 || n > INT_MAX / 2)
        return LT_RAISE(LT_ERR_INPUT, .what = "no cells", .where = lt_fmt("%s, dimension cell", path),
                        .expected = "one cell or more", .found = lt_fmt("%zu", n), .todo = "compare with ncdump -h");
    c->n = (int)n;
    LT_TRY(lt_cells_check_names(c->file, faults));
    LT_TRY(open_tables(c));
    LT_TRY(read_units(c));
    LT_TRY(map_all(c, faults));
    return lt_cells_allocate(c);
}
