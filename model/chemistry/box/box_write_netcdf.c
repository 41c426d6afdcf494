/* box_write_netcdf.c - the same as one file, a variable for each species over time, the budget as a table of
 * lines, what was clipped as attribute of the species. */
#include "model/chemistry/box/box_write.h"

#include "base/ncio.h"
#include "model/chemistry/mechanism/species_table.h"

#include <math.h>
#include <netcdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const lt_field air_fields[LT_BOX_AIR_COLUMNS] = {
    {"air_temperature", "air_temperature", "K", "time", "temperature of the air"},
    {"air_pressure", "air_pressure", "Pa", "time", "pressure of the air"},
    {"water_vapour", "mole_fraction_of_water_vapor_in_air", "1e-9", "time", "water vapour"},
    {"mixing_height", NULL, "m", "time", "height through which emissions are mixed"},
    {"cos_sza", NULL, "1", "time", "cosine of the solar zenith angle"},
};

/* Lines of the budget, one after the other. */
typedef struct budget_table {
    int n;
    const char **species, **kind, **label;
    char **equation;
    double *from, *to, *rate, *share;
} budget_table;

static lt_status put_column(lt_ncw *file, const lt_box_history *h, int column, const char *name) {
    double *values;
    LT_TRY(lt_calloc((size_t)h->n_rows, sizeof *values, &values));
    for (int row = 0; row < h->n_rows; row++) values[row] = lt_box_history_row(h, row)[column];
    const lt_status status = lt_ncw_put_double(file, name, values);
    lt_free(values);
    return status;
}

static lt_status put_air(lt_ncw *file, const lt_box_history *h, bool define) {
    for (int a = 0; a < LT_BOX_AIR_COLUMNS; a++) {
        if (isnan(lt_box_history_row(h, 0)[a])) continue;
        LT_TRY(define ? lt_ncw_var(file, &air_fields[a], NC_DOUBLE) : put_column(file, h, a, air_fields[a].name));
    }
    return LT_OK;
}

/* What a species is, where the table of species knows it; the members of a family. */
static const char *long_name(const lt_box *box, const lt_species_table *table, const lt_box_sum *sum) {
    const char *what = box->native ? "amount in the unit of the mechanism's files" : "mole fraction in air";
    char text[512];
    size_t used = (size_t)snprintf(text, sizeof text, "%s: ", what);
    for (int k = 0; k < sum->n && used < sizeof text; k++) {
        const char *name = box->mechanism->species[sum->species[k]].name;
        const lt_species_fact *fact = sum->n == 1 ? lt_species_table_find(table, name) : NULL;
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", k ? " + " : "", fact ? fact->doc_en : name);
    }
    return lt_fmt("%s", text);
}

static lt_status define_species(lt_ncw *file, const lt_box_result *result, const lt_species_table *table) {
    const lt_box *box = result->box;
    for (int k = 0; k < box->n_shown; k++) {
        const lt_box_sum *sum = &box->shown[k];
        const lt_field field = {sum->name, NULL, box->native ? "1" : "1e-9", "time", long_name(box, table, sum)};
        LT_TRY(lt_ncw_var(file, &field, NC_DOUBLE));
        LT_TRY(lt_ncw_attr_double(file, sum->name, "clipped", lt_box_history_sum(sum, result->run->clipped)));
    }
    return LT_OK;
}

static lt_status put_species(lt_ncw *file, const lt_box_history *h) {
    for (int k = 0; k < h->box->n_shown; k++)
        LT_TRY(put_column(file, h, LT_BOX_AIR_COLUMNS + k, h->box->shown[k].name));
    return LT_OK;
}

/* Unit of a rate constant: (1e-9)^(1 - order) s-1, of the variable reactants. */
static const char *unit_of(const lt_box *box, const lt_reaction *reaction) {
    static const char *const units[] = {"1e-9 s-1", "s-1", "1e9 s-1", "1e18 s-1"};
    int order = 0;
    for (int a = 0; a < reaction->n_reactants; a++)
        if (reaction->reactants[a].species < box->mechanism->n_variable)
            order += (int)reaction->reactants[a].coefficient;
    return box->native || order > 3 ? "1" : units[order];
}

static lt_status put_rates(lt_ncw *file, const lt_box_history *h, bool define) {
    const lt_box *box = h->box;
    for (int k = 0; k < box->n_rates; k++) {
        const lt_reaction *reaction = &box->mechanism->reactions[box->rates[k]];
        const char *name = lt_fmt("k_%s", reaction->label);
        const lt_field field = {name, NULL, unit_of(box, reaction), "time", "rate constant, fixed species folded in"};
        LT_TRY(define ? lt_ncw_var(file, &field, NC_DOUBLE)
                      : put_column(file, h, LT_BOX_AIR_COLUMNS + box->n_shown + k, name));
    }
    return LT_OK;
}

static lt_status allocate_table(int n, budget_table *t) {
    LT_TRY(lt_calloc((size_t)n, sizeof *t->species, &t->species));
    LT_TRY(lt_calloc((size_t)n, sizeof *t->kind, &t->kind));
    LT_TRY(lt_calloc((size_t)n, sizeof *t->label, &t->label));
    LT_TRY(lt_calloc((size_t)n, sizeof *t->equation, &t->equation));
    LT_TRY(lt_calloc((size_t)n, sizeof *t->from, &t->from));
    LT_TRY(lt_calloc((size_t)n, sizeof *t->to, &t->to));
    LT_TRY(lt_calloc((size_t)n, sizeof *t->rate, &t->rate));
    return lt_calloc((size_t)n, sizeof *t->share, &t->share);
}

static void free_table(budget_table *t) {
    for (int k = 0; t->equation && k < t->n; k++) free(t->equation[k]);
    lt_free(t->species);
    lt_free(t->kind);
    lt_free(t->label);
    lt_free(t->equation);
    lt_free(t->from);
    lt_free(t->to);
    lt_free(t->rate);
    lt_free(t->share);
}

static void add_line(const lt_box_budget *budget, int block, const lt_box_sum *sum, const lt_box_budget_line *line,
                     budget_table *t) {
    const lt_mechanism *m = budget->box->mechanism;
    const lt_box_budget_block *b = &budget->blocks[block];
    const int n = t->n++;
    t->species[n] = sum->name;
    t->kind[n] = lt_box_budget_name(line->kind, false);
    t->label[n] = line->reaction >= 0 ? m->reactions[line->reaction].label : "";
    t->equation[n] = line->reaction >= 0 ? lt_box_budget_equation(m, &m->reactions[line->reaction]) : strdup("");
    t->from[n] = b->from_s / LT_HOUR;
    t->to[n] = b->to_s / LT_HOUR;
    t->rate[n] = line->amount / (t->to[n] - t->from[n]);
    t->share[n] = line->share;
}

static lt_status make_table(const lt_box_budget *budget, budget_table *t) {
    const lt_box *box = budget->box;
    const int most = budget->n_blocks * box->n_budget * (box->mechanism->n_reactions + LT_BUDGET_RESIDUAL + 2);
    LT_TRY(allocate_table(most, t));
    for (int block = 0; block < budget->n_blocks; block++)
        for (int k = 0; k < box->n_budget; k++) {
            lt_box_budget_line *lines;
            int n;
            LT_TRY(lt_box_budget_lines(budget, block, &box->budget[k], &lines, &n));
            for (int l = 0; l < n; l++) add_line(budget, block, &box->budget[k], &lines[l], t);
            lt_free(lines);
        }
    return LT_OK;
}

static lt_status define_table(lt_ncw *file, const lt_box *box, const budget_table *t) {
    const lt_field fields[] = {
        {"budget_species", NULL, NULL, "line", "species or family"},
        {"budget_kind", NULL, NULL, "line",
         "production, loss, emission, background, deposition, exchange, held, "
         "clipped, change, residual"},
        {"budget_reaction", NULL, NULL, "line", "label of the reaction"},
        {"budget_equation", NULL, NULL, "line", "the reaction"},
        {"budget_from", NULL, "h", "line", "begin of the interval, since the start"},
        {"budget_to", NULL, "h", "line", "end of the interval, since the start"},
        {"budget_rate", NULL, box->native ? "h-1" : "1e-9 h-1", "line", "mean rate of the interval"},
        {"budget_share", NULL, "1", "line", "share of all gains, or of all losses"},
    };
    LT_TRY(lt_ncw_dim(file, "line", (size_t)t->n));
    for (int k = 0; k < 8; k++) LT_TRY(lt_ncw_var(file, &fields[k], k < 4 ? NC_STRING : NC_DOUBLE));
    return LT_OK;
}

static lt_status put_table(lt_ncw *file, const budget_table *t) {
    LT_TRY(lt_ncw_put_strings(file, "budget_species", t->species));
    LT_TRY(lt_ncw_put_strings(file, "budget_kind", t->kind));
    LT_TRY(lt_ncw_put_strings(file, "budget_reaction", t->label));
    LT_TRY(lt_ncw_put_strings(file, "budget_equation", (const char *const *)t->equation));
    LT_TRY(lt_ncw_put_double(file, "budget_from", t->from));
    LT_TRY(lt_ncw_put_double(file, "budget_to", t->to));
    LT_TRY(lt_ncw_put_double(file, "budget_rate", t->rate));
    return lt_ncw_put_double(file, "budget_share", t->share);
}

static lt_status fill(lt_ncw *file, const lt_box_result *result, const budget_table *t) {
    const lt_box_history *h = result->history;
    const double step = result->box->setup->output_step_s;
    LT_TRY(lt_ncw_attr_text(file, NULL, "mechanism", result->box->mechanism->name));
    LT_TRY(lt_ncw_time_axis(file, result->box->setup->start - (lt_time)step, (size_t)h->n_rows, (long)step, true));
    LT_TRY(put_air(file, h, true));
    lt_species_table *table;
    LT_TRY(lt_species_table_read(&table));
    const lt_status status = define_species(file, result, table);
    lt_species_table_free(table);
    LT_TRY(status);
    LT_TRY(put_rates(file, h, true));
    if (t->n > 0) LT_TRY(define_table(file, result->box, t));
    LT_TRY(put_air(file, h, false));
    LT_TRY(put_species(file, h));
    LT_TRY(put_rates(file, h, false));
    return t->n > 0 ? put_table(file, t) : LT_OK;
}

bool lt_box_write_reserves(const char *name) {
    static const char *const others[] = {"time", "line"};
    for (int a = 0; a < LT_BOX_AIR_COLUMNS; a++)
        if (strcmp(name, air_fields[a].name) == 0) return true;
    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
        if (strcmp(name, others[k]) == 0) return true;
    return strncmp(name, "k_", 2) == 0 || strncmp(name, "budget_", 7) == 0;
}

lt_status lt_box_write_netcdf_judge(const lt_box *box) {
    const double step = box->setup->output_step_s;
    if (step == floor(step)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "output steps of a netCDF file are whole seconds",
                    .where = lt_node_where(lt_box_case_node(box->setup, "output_step", NULL)),
                    .expected = "whole seconds", .found = lt_fmt("%g s", step), .todo = "write CSV, or change it");
}

lt_status lt_box_write_netcdf(const lt_box_result *result, lt_outdir *dir, const char *stem, lt_box_files *files) {
    budget_table table = {0};
    lt_ncw *file = NULL;
    lt_status status = make_table(result->budget, &table);
    if (status == LT_OK)
        status =
            lt_ncw_create(dir, lt_box_files_add(files, stem, ".nc"), lt_fmt("box %s", result->box->setup->name), &file);
    if (status == LT_OK) status = fill(file, result, &table);
    if (status == LT_OK)
        status = lt_ncw_commit(file);
    else
        lt_ncw_abandon(file);
    free_table(&table);
    return status;
}
