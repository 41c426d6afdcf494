/* fusion_report.h - the ledger beside inventories of others (bottom-up against top-down), and what may be counted
 * twice. */
#ifndef LT_FUSION_REPORT_H
#define LT_FUSION_REPORT_H

#include "inventory/fusion/fusion.h"

/* Both sums of one region, sector of theirs and pollutant. */
typedef struct lt_comparison {
    int level;
    char region[24], theirs[160], ours[160]; /* sectors; "": the sum of all */
    int pollutant;
    double ours_kt, theirs_kt;
} lt_comparison;

/* A point of the ledger inside a cell (or region) where an area sector of another inventory that stands for the point's
 * sector is kept. */
typedef struct lt_double_count {
    int level;
    const lt_source *point;
    const lt_foreign_sector *sector;
    int i, j;    /* of the cell */
    double kept; /* share of the cell */
    int pollutant;
    double own_t, kept_t; /* of the pollutant of which the point emits most that they have; a year */
} lt_double_count;

typedef struct lt_fusion_report {
    lt_comparison *rows;
    lt_double_count *doubles;
    long n_rows, n_doubles;
} lt_fusion_report;

/* Sectors of theirs that stand for the same of ours are one row, so that every sector of ours is counted once. Regions:
 * the cities, and Liaoning as a whole; neighbours and the sea where the ledger has rows. Fields of single months are
 * compared where all twelve are there. */
lt_status lt_fusion_report_create(const lt_fusion *fusion, lt_fusion_report **out);
void lt_fusion_report_free(lt_fusion_report *report);

#endif
