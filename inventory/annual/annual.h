/* annual.h - what a ledger emits in a year, for people and for the report: totals by city and sector, flows from
 * activity to city, firms and cells by reactive VOC, fields by sector on the grid (README.md). */
#ifndef LT_ANNUAL_H
#define LT_ANNUAL_H

#include "base/outdir.h"
#include "inventory/place/gridding.h"
#include "inventory/ledger.h"

/* The quantities of a year: pollutants, ozone formation potential, OH reactivity. */
enum { LT_ANNUAL_OH = LT_N_QUANTITIES, LT_N_ANNUAL };
double lt_annual_kg(const lt_source *source, int quantity);
/* "SO2", "PM2.5", "ofp", "oh"; and with its unit as heads of columns have it: "ofp_kt_o3". */
const char *lt_annual_name(int quantity);
const char *lt_annual_head(int quantity, const char *unit);

/* --- names of activities and sites -------------------------------------------------------------------------------- */

typedef struct lt_activity {
    char name[24], name_en[48], name_zh[48], processes[512];
} lt_activity;
enum { LT_MOST_ACTIVITIES = 64 };
typedef struct lt_activities {
    lt_activity items[LT_MOST_ACTIVITIES];
    int n;
} lt_activities;
lt_status lt_activities_read(lt_activities **out); /* data/activities.csv; free with lt_free */
/* Index of the activity of a source; -1: none fits, which the last line of the table prevents. */
int lt_activities_of(const lt_activities *activities, const lt_source *source);

typedef struct lt_firm_name {
    char plant[96], name_en[96], name_zh[96]; /* plant "": by place */
    double lon, lat;
} lt_firm_name;
typedef struct lt_firm_names {
    lt_firm_name *items;
    long n;
} lt_firm_names;
lt_status lt_firm_names_read(lt_firm_names *out); /* data/sites.csv */
void lt_firm_names_free(lt_firm_names *table);
/* The plant that a row was spread onto (plants.h), "" if none. */
const char *lt_firm_plant(const lt_source *source, char out[96]);
/* NULL: no name is known. */
const lt_firm_name *lt_firm_names_find(const lt_firm_names *table, const char *plant, double lon, double lat);

/* --- on the grid -------------------------------------------------------------------------------------------------- */

typedef struct lt_annual_grid {
    const lt_grid *grid;       /* borrowed */
    const lt_sectors *sectors; /* borrowed */
    long cells;
    double *kg;      /* [sector][LT_N_ANNUAL][cell], all rows that lie on the grid */
    double *of_ours; /* [sector][3][cell] NMVOC, ofp, oh of the rows of the 14 cities */
} lt_annual_grid;
enum { LT_OURS_VOC, LT_OURS_OFP, LT_OURS_OH, LT_N_OURS };
lt_status lt_annual_grid_create(const lt_ledger *ledger, const lt_grid *grid, const lt_allocation *allocation,
                                lt_annual_grid **out);
void lt_annual_grid_free(lt_annual_grid *annual); /* NULL is fine */

/* --- files -------------------------------------------------------------------------------------------------------- */

lt_status lt_annual_write_totals(const lt_ledger *ledger, const lt_allocation *allocation, lt_outdir *dir,
                                 const char *name);
lt_status lt_annual_write_flow(const lt_ledger *ledger, const lt_allocation *allocation, lt_outdir *dir,
                               const char *name);
lt_status lt_annual_write_reactive(const lt_ledger *ledger, const lt_annual_grid *annual, lt_outdir *dir,
                                   const char *name);
lt_status lt_annual_write_grid(const lt_annual_grid *annual, const lt_activity_years *years, lt_outdir *dir,
                               const char *name);

/* All of it; a name that is NULL is not written. grid_file: grid.nc in dir, needed for reactive and grid. */
typedef struct lt_annual_files {
    const char *totals, *flow, *reactive, *grid, *uncertainty, *sobol;
} lt_annual_files;
lt_status lt_annual_write(const lt_ledger *ledger, lt_outdir *dir, const char *grid_file, const lt_annual_files *files);
/* The shipped tables that decide these files beside the ledger. */
lt_status lt_annual_digest(lt_hash *hash);

#endif
