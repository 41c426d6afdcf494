/* fusion_fixture.h - a grid, a ledger of few rows and inventories of others below it. Header only. */
#ifndef LT_TESTS_FUSION_FIXTURE_H
#define LT_TESTS_FUSION_FIXTURE_H

#include "inventory_fixture.h"

#include "inventory/fusion/fusion.h"
#include "tests/support/root.h"

static lt_grid *grid;
static lt_allocation allocation;
LT_FIXTURE int nox; /* place of NOX among the species of the mechanism */

LT_FIXTURE int start(void **state) {
    if (make_root(state) != 0) return 1;
    grid = fixture_grid();
    fixture_fail(lt_allocation_read(2020, &allocation));
    lt_speciation *speciation;
    fixture_fail(lt_speciation_create("simple", allocation.sectors, &speciation));
    nox = lt_speciation_find(speciation, "NOX");
    lt_speciation_free(speciation);
    return nox < 0;
}

LT_FIXTURE int end(void **state) {
    lt_allocation_free(&allocation);
    lt_grid_free(grid);
    return remove_root(state);
}

/* A MEIC text grid over the whole domain, 0.5 degrees, t a cell: 40 columns from 112 E, rows from 47 N. */
LT_FIXTURE void write_grid(const char *name, double values[24][40]) {
    FILE *file = fopen(in_root(name), "w");
    assert_non_null(file);
    fprintf(file, "ncols 40\nnrows 24\nxllcorner 112\nyllcorner 35\ncellsize 0.5\nNODATA_value -9999\n");
    for (int j = 0; j < 24; j++)
        for (int i = 0; i < 40; i++) fprintf(file, "%.17g%c", values[j][i], i == 39 ? '\n' : ' ');
    assert_int_equal(fclose(file), 0);
}

/* value(i, j) = base + i. */
LT_FIXTURE void write_meic(const char *name, double base) {
    double values[24][40];
    for (int j = 0; j < 24; j++)
        for (int i = 0; i < 40; i++) values[j][i] = base + i;
    write_grid(name, values);
}

/* A ledger of one row a given city, with the background of a section. */
LT_FIXTURE lt_ledger *ledger_with(const char *section_text, const char *const *rows) {
    char text[4000];
    snprintf(
        text, sizeof text,
        "id,region,sector,process,technology,control,activity,unit,calendar,surrogate,profile,lon,lat,stack_height_m,"
        "stack_diameter_m,exit_temperature_K,exit_velocity_ms,factor_SO2,factor_NOx,factor_source,source\n");
    for (int k = 0; rows[k]; k++) snprintf(text + strlen(text), sizeof text - strlen(text), "%s\n", rows[k]);
    fixture_write(in_root("ledger.csv"), text);
    return fixture_own_ledger(in_root("ledger.csv"), section_text);
}

LT_FIXTURE const char *const shenyang[] = {
    "a,Shenyang,residential,coal,stove,none,1000,t,flat,area,surface,,,,,,,10,1,t,x", NULL};

LT_FIXTURE const char *background(const char *format, const char *file, const char *more) {
    static char text[1200];
    snprintf(text, sizeof text, "background:\n  - format: %s\n    files: [%s/%s]\n%s", format, root, file, more);
    return text;
}

LT_FIXTURE double group_sum(const lt_gridded *g, int e, long cell) {
    double sum = 0;
    for (int k = 0; k < g->n_groups; k++)
        if (g->groups[k].kg[e]) sum += g->groups[k].kg[e][cell];
    return sum;
}

#endif
