/* cmaq.c - emissions as CMAQ reads them: for every day emis_area_DATE.nc (gridded, in layers), stack_groups_DATE.nc and
 * emis_points_DATE.nc (inline points), and GRIDDESC.
 *
 * Species: the mechanism cmaq (species/cb6r5.c), under CMAQ's names. A record holds the mean rate of the hour that
 * begins at its time, in UTC, as SMOKE writes it; CMAQ interpolates between records, so a file of 24 hours has 25.
 * Layers are those of the grid, heights above ground, up to the highest that an area source reaches: CMAQ puts layer k
 * of the file into its own layer k, so its layers must be these. Points keep their stacks; CMAQ lets their plumes rise.
 * What goes by a law of our model has the months and hours of its calendar here. */
#include "inventory/writers/cmaq.h"

#include <stdio.h>
#include <string.h>

/* Of the mechanism's species those that CMAQ has, gases in moles/s, particles in g/s. */
static lt_status make_rules(lt_cmaq *c) {
    static const char *const without[] = {"CO2", "CO2_bio", "N2O"};
    const lt_speciation *s = c->gridded->speciation;
    LT_TRY(lt_calloc((size_t)s->n, sizeof *c->outputs, &c->outputs));
    LT_TRY(lt_calloc((size_t)s->n, sizeof *c->rules, &c->rules));
    for (int e = 0; e < s->n; e++) {
        bool known = true;
        for (size_t k = 0; k < sizeof without / sizeof *without; k++)
            known &= strcmp(s->species[e].name, without[k]) != 0;
        if (!known) continue;
        lt_ioapi_variable *v = &c->outputs[c->n_outputs];
        snprintf(v->name, sizeof v->name, "%.15s", s->species[e].name);
        snprintf(v->units, sizeof v->units, "%s", s->species[e].mol ? "moles/s" : "g/s");
        snprintf(v->description, sizeof v->description, "%s", s->species[e].doc);
        c->rules[c->n_outputs++] = (lt_cmaq_rule){e, s->species[e].mol ? 1 : 1000};
    }
    return LT_OK;
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
    lt_gridded *gridded;
    lt_ledger as_cmaq = *job->ledger; /* the same rows for another mechanism */
    strcpy(as_cmaq.mechanism, "cmaq");
    LT_TRY(lt_gridded_create(&as_cmaq, job->grid, job->allocation, &gridded));
    c.gridded = gridded;
    lt_status status = make_rules(&c);
    if (status == LT_OK) status = lt_foreign_tables_read(NULL, &c.tables);
    if (status == LT_OK) status = write_days(&c);
    lt_foreign_tables_free(&c.tables);
    lt_gridded_free(gridded);
    lt_free(c.outputs);
    lt_free(c.rules);
    return status;
}

const lt_writer lt_writer_cmaq = {"cmaq", "CMAQ emissions: I/O API gridded files, inline points, GRIDDESC",
                                  "CMAQ 排放(I/O API 网格、点源、GRIDDESC)",
                                  LT_WRITER_GRID | LT_WRITER_PERIOD | LT_WRITER_ALL, write_cmaq};
