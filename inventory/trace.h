/* trace.h - the rows that make a number, largest first: of the ledger's table, of a cell, of a sector, in a year or an
 * hour. The rows of a cell sum to what lt_gridded_create puts there, and so to emissions.nc; inventories of others
 * under the ledger (fusion.h) have no rows and are not among them. */
#ifndef LT_TRACE_H
#define LT_TRACE_H

#include "inventory/place/gridding.h"
#include "inventory/ledger.h"

typedef struct lt_trace_query {
    /* A pollutant, "ofp" (kg O3, MIR), "oh" (kg of propene of equal OH reactivity), or a species of emissions.nc in the
     * ledger's mechanism; where a species is called as a pollutant, "model:SO2" is the species. */
    const char *species;
    const char *region; /* NULL: the 14 cities; with a cell or a region: any */
    const char *sector; /* NULL: all */
    long cell;          /* j nx + i; -1: wherever the rows lie, also outside the grid */
    bool has_hour;
    lt_time hour; /* UTC, the hour that begins then */
} lt_trace_query;

typedef struct lt_trace_row {
    const lt_source *source;
    double in_cell; /* share of the row that lies in the cell; 1 without a cell */
    double annual;  /* of that, a year [kg, or mol] */
    double amount;  /* in the hour by its calendar, or annual */
    bool by_law;    /* the weather of the run moves it: emissions.nc holds annual as potential (laws.h) */
    int pollutant;  /* that it is made of: the one whose factor counts */
} lt_trace_row;

typedef struct lt_trace {
    lt_trace_row *rows;
    long n;
    double total;      /* of amount */
    double as_hours;   /* of amount: what stands in the groups area and points */
    double potential;  /* of annual: what stands in the group laws */
    const char *unit;  /* "kg", "mol", "kg O3", "kg propene" */
    double kg_per_mol; /* 1 where the unit is no mol */
} lt_trace;

/* allocation and, with a cell, grid must be given and live as long as the call; the ledger longer. LT_ERR_USAGE: an
 * unknown species, region or sector, a cell outside. Rows of nothing are left out; sums are exact. */
lt_status lt_trace_of(const lt_ledger *ledger, const lt_grid *grid, const lt_allocation *allocation,
                      const lt_trace_query *query, lt_trace **out);
void lt_trace_free(lt_trace *trace); /* NULL is fine */

#endif
