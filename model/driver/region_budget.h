/* region_budget.h - the budget of budget.h for regions of the grid: on demand (model: budget_regions).
 *
 * A region has its share of every cell. Per region, species and hour, kg:
 *   emitted, top_in, top_out, dry, wet, chemistry, burden   sums over columns of share x what the column has
 *   in, out    sums over faces and layers of kg through the face x (share above it - share below it), by its sign; at
 *              the border of the domain the share outside is 0
 *   stored     change of the burden;  rounding closes the line
 * All are sums of what was applied. What leaves one region enters another, so in and out of all regions are more than
 * those of the domain; in - out, and all else, sum to the domain's. Sums are exact (budget_sums.h), so they depend
 * neither on threads nor on how the domain is cut.
 * Rounding. The domain's roundings mostly cancel each other in its many cells; a region at the edge of a plume holds
 * what it has of it in one or two, and comes nearer to the bound (budget.h). */
#ifndef LT_REGION_BUDGET_H
#define LT_REGION_BUDGET_H

#include "base/config.h"
#include "base/outdir.h"
#include "grids/grid.h"
#include "model/driver/budget.h"
#include "model/driver/journal.h"
#include "model/transport/outline.h"
#include "model/transport/source.h"

typedef struct lt_region_budget {
    int n, nx, ny, n_species; /* nx, ny: of the part that this rank has; the lowest rank writes */
    lt_part part;
    const lt_species_info *species;
    const char **id; /* [n] */
    double *share;   /* [n], of all cells of the domain */
    lt_outline *outline;
    lt_exactsum *air;      /* [n] kg of air in the region, of the hour */
    lt_budget_sums *sums;  /* [n][species] of the hour that is closed; emitted: of the one that runs */
    double *burden;        /* [n][species] kg at the end of the hour before */
    lt_budget_line *total; /* [n][species] since the start of the run */
    double *columns;       /* [species][ny][nx], working memory */
    double worst;          /* largest |rounding| share of any hour, region and species */
    lt_outdir *dir;
    const char *name; /* of the file */
    FILE *stream;
    lt_journal *journal;
    int number; /* of the file in the journal */
} lt_region_budget;

bool lt_region_budget_wanted(const lt_list *wanted); /* not `off` */
/* LT_ERR_INPUT unless the list is `off`, `on`, or regions of the grid, each once. */
lt_status lt_region_budget_judge(const lt_list *wanted, const lt_node *node);
/* *out is NULL where wanted is `off`. `on`: all regions of the grid; else those of the list, and `rest`, what they
 * leave of the domain. grid: of the whole domain; state: of the part. name: of the file in dir (kept); weather: its
 * label; journal: that writes it. */
lt_status lt_region_budget_create(const lt_list *wanted, const lt_grid *grid, const lt_state *state, lt_outdir *dir,
                                  const char *name, const char *weather, lt_journal *journal, lt_region_budget **out);
void lt_region_budget_free(lt_region_budget *regions); /* NULL is fine; a file that is not whole vanishes */
/* The burden of the present state, from which the first hour counts. */
lt_status lt_region_budget_begin(lt_region_budget *regions, const lt_state *state, const lt_air *air);
/* What the sources of the hour emit. */
void lt_region_budget_emit(lt_region_budget *regions, const lt_source *source, const lt_air *air);
/* Close the hour of n_steps steps, before the domain's budget does. LT_ERR_INTERNAL if a region does not close. */
lt_status lt_region_budget_end_hour(lt_region_budget *regions, const lt_budget *budget, const lt_state *state,
                                    const lt_air *air, int n_steps, const char *hour);
/* Burdens and totals since the start of the run, into a restart file or out of it. */
lt_status lt_region_budget_exchange(lt_region_budget *regions, lt_restart *restart, const char *group);
/* Lines of the whole run; the file becomes whole. */
lt_status lt_region_budget_commit(lt_region_budget *regions);
void lt_region_budget_say(const lt_region_budget *regions); /* one line through lt_say */

#endif
