/* cmaq.c - emissions as CMAQ reads them: for every day emis_area_DATE.nc (gridded, in layers), stack_groups_DATE.nc and
 * emis_points_DATE.nc (inline points), and GRIDDESC.
 *
 * Species and units: inventory/data/cmaq_species.csv. A record holds the mean rate of the hour that begins at its time,
 * in UTC, as SMOKE writes it; CMAQ interpolates between records, so a file of 24 hours has 25. Layers are those of the
 * grid, heights above ground, up to the highest that an area source reaches: CMAQ puts layer k of the file into its own
 * layer k, so its layers must be these. Points keep their stacks; CMAQ lets their plumes rise. */
#include "inventory/writers/cmaq.h"

#include "base/csv.h"

#include <stdio.h>
#include <string.h>

static int output_of(const lt_cmaq *c, const char *name) {
    for (int k = 0; k < c->n_outputs; k++)
        if (strcmp(c->outputs[k].name, name) == 0) return k;
    return -1;
}

static int emitted_of(const char *name) {
    for (int e = 0; e < LT_N_EMITTED; e++)
        if (strcmp(lt_emitted_names[e], name) == 0) return e;
    return -1;
}

static lt_status table_error(const lt_csv *t, long r, int column, const char *what, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_csv_where(t, r, column), .expected = expected,
                    .found = lt_fmt("\"%s\"", lt_csv_text(t, r, column)), .todo = "correct cmaq_species.csv");
}

static lt_status read_rule(const lt_csv *t, long r, const int *col, lt_cmaq *c, bool *known) {
    const char *name = lt_csv_text(t, r, col[0]), *unit = lt_csv_text(t, r, col[3]);
    lt_cmaq_rule *rule = &c->rules[c->n_rules];
    double factor, mass;
    const bool moles = strcmp(unit, "moles/s") == 0;
    rule->emitted = emitted_of(lt_csv_text(t, r, col[1]));
    if (rule->emitted < 0) return table_error(t, r, col[1], "no species of emissions.nc", "a name of LT_EMITTED_LIST");
    known[rule->emitted] = true;
    if (strcmp(name, "-") == 0) return LT_OK;
    LT_TRY(lt_csv_double(t, r, col[2], &factor));
    LT_TRY(lt_csv_double(t, r, col[4], &mass));
    if (!moles && strcmp(unit, "g/s") != 0) return table_error(t, r, col[3], "no unit of CMAQ", "moles/s or g/s");
    if (moles && !(mass > 0)) return table_error(t, r, col[4], "moles need a molar mass", "g a mol, above 0");
    if (strlen(name) > 16) return table_error(t, r, col[0], "a name too long for the I/O API", "1 to 16 characters");
    rule->scale = 1000 * factor / (moles ? mass : 1);
    rule->output = output_of(c, name);
    if (rule->output < 0) {
        rule->output = c->n_outputs++;
        lt_ioapi_variable *v = &c->outputs[rule->output];
        snprintf(v->name, sizeof v->name, "%s", name);
        snprintf(v->units, sizeof v->units, "%s", unit);
        snprintf(v->description, sizeof v->description, "%s", lt_csv_text(t, r, col[5]));
    } else if (strcmp(c->outputs[rule->output].units, unit) != 0) {
        return table_error(t, r, col[3], "one species in two units", "the unit of its other rows");
    }
    c->n_rules++;
    return LT_OK;
}

static lt_status read_table(const lt_csv *t, lt_cmaq *c) {
    static const char *const names[] = {"name",        "emitted", "factor", "unit", "molar_mass_g",
                                        "description", "mark",    "source", NULL};
    int col[8];
    bool known[LT_N_EMITTED] = {false};
    LT_TRY(lt_csv_only(t, names));
    for (int k = 0; names[k]; k++) LT_TRY(lt_csv_column(t, names[k], &col[k]));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *c->outputs, &c->outputs));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *c->rules, &c->rules));
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(read_rule(t, r, col, c, known));
    for (int e = 0; e < LT_N_EMITTED; e++)
        if (!known[e])
            return LT_RAISE(LT_ERR_INPUT, .what = "a species of emissions.nc without a rule for CMAQ",
                            .where = lt_csv_path(t), .expected = "a row for every species, name - if CMAQ has none",
                            .found = lt_fmt("none of %s", lt_emitted_names[e]), .todo = "add the row");
    return LT_OK;
}

static lt_status read_rules(lt_cmaq *c) {
    char path[512];
    lt_csv *table;
    LT_TRY(lt_share_path("inventory/data/cmaq_species.csv", path, sizeof path));
    LT_TRY(lt_csv_read(path, &table));
    const lt_status status = read_table(table, c);
    lt_csv_free(table);
    return status;
}

static lt_status write_days(const lt_cmaq *c) {
    char area[64], groups[64], points[64];
    for (long d = 0; d < c->job->days; d++) {
        const lt_time start = c->job->start + d * LT_DAY;
        const lt_civil local = lt_time_civil(start + LT_CST_OFFSET);
        const int date = (local.year * 100 + local.month) * 100 + local.day;
        snprintf(area, sizeof area, "emis_area_%d.nc", date);
        snprintf(groups, sizeof groups, "stack_groups_%d.nc", date);
        snprintf(points, sizeof points, "emis_points_%d.nc", date);
        LT_TRY(lt_cmaq_put_area(c, start, area));
        LT_TRY(lt_cmaq_put_points(c, start, groups, points));
    }
    return lt_ioapi_griddesc(c->job->grid, c->job->dir, "GRIDDESC");
}

static lt_status write_cmaq(const lt_export *job) {
    lt_cmaq c = {.job = job};
    lt_gridded *gridded = NULL;
    lt_status status = read_rules(&c);
    if (status == LT_OK) status = lt_gridded_create(job->ledger, job->grid, job->allocation, &gridded);
    c.gridded = gridded;
    if (status == LT_OK) status = write_days(&c);
    lt_gridded_free(gridded);
    lt_free(c.outputs);
    lt_free(c.rules);
    return status;
}

const lt_writer lt_writer_cmaq = {"cmaq", "CMAQ emissions: I/O API gridded files, inline points, GRIDDESC",
                                  "CMAQ 排放(I/O API 网格、点源、GRIDDESC)", LT_WRITER_GRID | LT_WRITER_PERIOD,
                                  write_cmaq};
