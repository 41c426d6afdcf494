/* seed.h - the analysis of one grid from files: background in a restart file, air in met_*.nc, stations in obs.nc.
 *
 * The background is the state at the moment of the file, in the air of that moment (density: mass over volume, as
 * conc_*.nc has it); the observations are means of the hour that ends then: half an hour of course between the two is
 * part of the representativeness. Boundary layer height: of that hour. Scheme: optimal interpolation. */
#ifndef LT_SEED_H
#define LT_SEED_H

#include "base/outdir.h"
#include "model/analysis/scaling.h"
#include "model/state/chemical_set.h"
#include "model/state/restart.h"

typedef struct lt_seed_wish {
    lt_outdir *dir;
    const char *grid, *met; /* names in dir */
    lt_restart *restart;    /* open */
    const char *group;      /* of the grid in it */
    const char *obs;        /* path */
    const lt_chemical_set *set;
} lt_seed_wish;

typedef struct lt_seed {
    char grid[64];
    size_t cells;
    lt_time time;
    long n_stations, n_flagged;
    lt_analysis_count count[LT_N_MONITORED];
    long clipped[LT_N_SCALED];
    double *factor; /* [LT_N_SCALED][cells], cells as in the restart file */
} lt_seed;

/* LT_ERR_INPUT: files that do not fit each other or the hour. Free with lt_seed_free, also after an error. */
lt_status lt_seed_make(const lt_seed_wish *wish, lt_seed *out);
void lt_seed_free(lt_seed *seed);

#endif
