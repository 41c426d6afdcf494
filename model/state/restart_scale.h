/* restart_scale.h - a copy of a restart file whose mixing ratios are multiplied cell by cell: how an analysis enters.
 *
 * All else of the file stays, per-cell steps of the chemistry among it; the next run begins its budget from what the
 * copy holds. The copy names no run (run_sha256): a run that was cut off never goes on from it by itself, one begins
 * from it with --restart. A factor of 1 leaves every bit. */
#ifndef LT_RESTART_SCALE_H
#define LT_RESTART_SCALE_H

#include "model/state/restart.h"

typedef struct lt_restart_scale {
    const char *group, *species;
    size_t n;             /* cells of the group's grid, as the file has them */
    const double *factor; /* [n], 0 or more, finite */
} lt_restart_scale;

/* from: path of a whole restart file. The copy becomes dir/name; note: what was done, into its attribute "analysis".
 * LT_ERR_INPUT: not a restart, or without a species of this shape, or a factor that cannot be: then nothing is left.
 * LT_ERR_ENV: it cannot be written. One process alone. */
lt_status lt_restart_scaled(const char *from, lt_outdir *dir, const char *name, int n, const lt_restart_scale *scales,
                            const char *note);

#endif
