/* restart.h - all that is needed to go on with the same bits: mixing ratios, time, parity. Never quantised. */
#ifndef LT_RESTART_H
#define LT_RESTART_H

#include "base/ncio.h"
#include "model/state/state.h"

typedef struct lt_restart_info {
    lt_time time; /* the state is that at this moment */
    long step;    /* steps since the start of the run: its parity decides the order of the next one */
    char grid_name[64];
    char weather[256]; /* label, written for the reader only */
} lt_restart_info;

/* Write NAME; the file that had the name before is kept as its previous generation ("previous_" NAME). Whenever this is
 * cut off or fails, at least one whole generation stands in the manifest. */
lt_status lt_restart_write(lt_outdir *dir, const char *name, const lt_state *state, const lt_restart_info *info);
/* Read into a state of the same grid; another grid, precision or a damaged file is LT_ERR_INPUT. */
lt_status lt_restart_read(const char *path, lt_state *state, lt_restart_info *info);

#endif
