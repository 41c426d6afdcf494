/* gridding.h - the ledger on the grid: annual fields by calendar and height profile, and point sources. */
#ifndef LT_GRIDDING_H
#define LT_GRIDDING_H

#include "base/config.h"
#include "base/outdir.h"
#include "grids/grid.h"
#include "inventory/time/calendar.h"
#include "inventory/time/laws.h"
#include "inventory/ledger.h"
#include "inventory/place/outside.h"
#include "inventory/place/profiles.h"
#include "inventory/sectors.h"
#include "inventory/species/speciation.h"

typedef struct lt_region_info {
    char id[24], name_en[48], name_zh[48];
    double area_m2, persons; /* of the whole region; persons 0 for the cities, both 0 for the sea */
} lt_region_info;

typedef struct lt_regions {
    lt_region_info *items;
    const char **names;
    int n;
} lt_regions;
lt_status lt_regions_read(const char *path, lt_regions **out);
void lt_regions_free(lt_regions *regions);
const lt_region_info *lt_regions_find(const lt_regions *regions, const char *id); /* NULL */

/* The shipped tables that allocation needs. */
typedef struct lt_allocation {
    lt_calendars *calendars;
    lt_profiles *profiles;
    lt_sectors *sectors;
    lt_regions *regions;
    lt_outside *outside;
    char (*own)[24]; /* names of the case's own surrogates */
    int n_own;
    lt_outdir *weights; /* where the weights of inventories of others are kept for the next time; NULL: nowhere */
} lt_allocation;
/* The names under the key surrogates of the section inventory (may be NULL); grids/build reads the files. */
lt_status lt_allocation_own(lt_allocation *allocation, const lt_node *section);
lt_status lt_allocation_read(int base_year, lt_allocation *out); /* from the folder of shipped data */
/* The same with the calendars that a ledger brings (calendar_own.c). */
lt_status lt_allocation_of(const lt_ledger *ledger, lt_allocation *out);
/* More calendars, from a table of the same form; LT_ERR_INPUT where a name is taken. */
lt_status lt_calendars_add(lt_calendars *calendars, const char *path, int base_year);
/* The path of what stands beside a ledger: LEDGER.kind.csv. */
lt_status lt_ledger_companion(const char *ledger_path, const char *kind, char *out, size_t size);
void lt_allocation_free(lt_allocation *allocation);

typedef struct lt_area_group {
    int law; /* -1: goes by the calendar; else kg are potentials (laws.h) */
    int calendar, profile;
    double *kg[LT_MOST_EMITTED]; /* annual kg or mol, [ny*nx]; NULL while no source emits the species */
} lt_area_group;

typedef struct lt_point {
    const lt_source *source;
    lt_timing timing;           /* of a law: species that it moves are potentials (lt_timing_moves) */
    double x, y;                /* m on the map */
    double kg[LT_MOST_EMITTED]; /* annual kg or mol */
} lt_point;

typedef struct lt_gridded {
    int nx, ny;
    lt_area_group *groups;
    int n_groups;
    lt_point *points;
    long n_points;
    lt_speciation *speciation;
    double clipped_kg;      /* see lt_speciation_of */
    lt_source *own_sources; /* of points that no row of the ledger stands for (fusion.h) */
    long n_own;
    long n_outside;   /* points outside the grid, left out */
    long n_fell_back;            /* rows whose surrogate was empty and that went by area */
    const char *first_fell_back; /* id of the first of them */
} lt_gridded;

/* Sources and the sectors of allocation are borrowed: both must live as long. */
lt_status lt_gridded_create(const lt_ledger *ledger, const lt_grid *grid, const lt_allocation *allocation,
                            lt_gridded **out);
void lt_gridded_free(lt_gridded *gridded);

/* Where rows lie on the grid, one after the other, one row a call. */
typedef struct lt_placing lt_placing;
typedef struct lt_place {
    const double *weight; /* [ny*nx] share of the row in each cell, until the next call; NULL of a point */
    double sum;           /* of the shares: what the grid holds of the row */
    long cell;            /* of a point; -1: it lies outside */
} lt_place;
lt_status lt_placing_create(const lt_ledger *ledger, const lt_grid *grid, const lt_allocation *allocation,
                            lt_placing **out);
lt_status lt_placing_find(lt_placing *placing, const lt_source *source, lt_place *out);
void lt_placing_free(lt_placing *placing); /* NULL is fine */

/* The three parts of what the grid holds. */
enum lt_part { LT_PART_CITIES, LT_PART_LAND, LT_PART_SEA, LT_N_PARTS };
enum lt_part lt_part_of(const char *region);
/* Sums over the grid of what its rows emit [kt a year], part by part and pollutant by pollutant: the 14 cities, to be
 * held against lt_ledger_totals_kt; the part of the regions outside Liaoning that lies on the grid; the sea. */
lt_status lt_inventory_gridded_totals(const lt_ledger *ledger, const lt_grid *grid,
                                      double kt[LT_N_PARTS][LT_N_POLLUTANTS]);

#endif
