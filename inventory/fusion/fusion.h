/* fusion.h - inventories of others under the ledger: what they hold on the grid, and what of it is kept.
 *
 * Levels lie one under the other, the ledger on top. In cell c an inventory keeps
 *   kept = share of the cell in the regions that it may fill and none above covers  x  prod (1 - e)
 * over the gridded inventories above that fill everything (e: share of the cell inside their grid). Regions are
 * disjoint and each counts once, however often it is covered: masks never act twice. So a border cell holds own + base
 * x (1 - covered share) and what a city's own inventory replaces is exactly its share of the base's cell. Which sectors
 * of theirs a row of ours covers: foreign_tables.h. */
#ifndef LT_FUSION_H
#define LT_FUSION_H

#include "inventory/fusion/backing.h"
#include "inventory/place/gridding.h"

/* One sector of a gridded inventory on our grid, whole: nothing taken off yet. */
typedef struct lt_fused {
    int level, month; /* 0: the whole year */
    const lt_foreign_sector *sector;
    double *kg[LT_N_POLLUTANTS]; /* [ny*nx] a year or month; NULL: it has none */
} lt_fused;

/* Rows of one region and sector of a table. */
typedef struct lt_fused_row {
    int level;
    const lt_foreign_sector *sector;
    char region[24]; /* ours, or "Liaoning": the whole province, which is compared but not spread */
    long stack;      /* of the level; -1: area */
    double kg[LT_N_POLLUTANTS], month[12]; /* a year; shares of the months if by_month */
    bool by_month;
} lt_fused_row;

typedef struct lt_fusion {
    const lt_ledger *ledger;
    const lt_grid *grid;
    const lt_allocation *allocation;
    const lt_backing *background;
    lt_fused *fields;
    lt_fused_row *rows;
    long n_fields, n_rows, room_fields, room_rows;
    bool *has;       /* [region of fusion_mask.c][our sector, or any as the last]: has the ledger rows there? */
    double **extent; /* [level][ny*nx] share of the cell inside a gridded inventory; NULL of tables */
} lt_fusion;

/* The ledger's background on a grid. LT_ERR_INPUT for a sector or species without a line in the tables. */
lt_status lt_fusion_create(const lt_ledger *ledger, const lt_grid *grid, const lt_allocation *allocation,
                           lt_fusion **out);
void lt_fusion_free(lt_fusion *fusion); /* NULL is fine */

/* fusion_mask.c: share [ny*nx] of each cell that a sector of a level keeps. */
void lt_fusion_kept(const lt_fusion *fusion, int level, const lt_foreign_sector *sector, double *kept);
/* The same of a row of a table whose region is not covered: parts of the cells that a gridded inventory fills are taken
 * off it as well. */
void lt_fusion_kept_of_table(const lt_fusion *fusion, int level, const lt_foreign_sector *sector, double *kept);
/* Does an inventory above cover this region for a sector of a level (or may the level not fill it)? */
bool lt_fusion_covers(const lt_fusion *fusion, int level, const lt_foreign_sector *sector, const char *region);
/* Fills `has`. */
lt_status lt_fusion_survey(lt_fusion *fusion);
/* Shares [ny*nx] of a region in the cells; NULL if the grid does not hold it. */
const double *lt_fusion_region(const lt_grid *grid, const char *region);

/* fusion_add.c: what is kept into the gridded ledger, by calendar and profile of the tables and their own months. */
lt_status lt_fusion_add(const lt_fusion *fusion, lt_gridded *gridded);

#endif
