/* seed.h - the analysis of one grid from files: background in restart files, air in met_*.nc, stations in obs.nc.
 *
 * The background is the state at the moment of the file, in the air of that moment (density: mass over volume, as
 * conc_*.nc has it); the observations are means of the hour that ends then: half an hour of course between the two is
 * part of the representativeness. Boundary layer height: of that hour.
 * One restart file: optimal interpolation. More, of members of an ensemble: LETKF (analysis.h), whose members are all
 * seen in the air of the one weather that is given; what their own would have of it is left out. */
#ifndef LT_SEED_H
#define LT_SEED_H

#include "base/outdir.h"
#include "model/analysis/scaling.h"
#include "model/state/chemical_set.h"
#include "model/state/restart.h"

typedef struct lt_seed_wish {
    lt_outdir *dir;
    const char *grid, *met; /* names in dir */
    int n_members;
    lt_restart *const *restart; /* [n_members] open, all of one moment */
    const char *group;          /* of the grid in them */
    const char *obs;            /* path */
    const lt_chemical_set *set;
} lt_seed_wish;

typedef struct lt_seed {
    char grid[64];
    size_t cells;
    lt_time time;
    long n_stations, n_flagged;
    lt_analysis_count count[LT_N_MONITORED];
    int n_members;
    long clipped[LT_N_SCALED]; /* cells that met a bound, of all members */
    double *factor;            /* [n_members][LT_N_SCALED][cells], cells as in the restart file */
} lt_seed;

/* LT_ERR_INPUT: files that do not fit each other or the hour. Free with lt_seed_free, also after an error. */
lt_status lt_seed_make(const lt_seed_wish *wish, lt_seed *out);
void lt_seed_free(lt_seed *seed);

#endif
