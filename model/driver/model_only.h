/* model_only.h - `lantian-mpi model`: the model stage of one run of a case, from files that `lantian` has made. */
#ifndef LT_MODEL_ONLY_H
#define LT_MODEL_ONLY_H

#include "base/cli.h"
#include "base/comm.h"

/* `model CASE --only VARIANT/PERIOD [--layout PXxPY] [--out DIR]`: what `lantian run CASE --only VARIANT/PERIOD` does,
 * with the same files: DIR holds grid, weather and emissions (`lantian run CASE --jobs`) and is only read; the run has
 * its own folder DIR/jobs/VARIANT_PERIOD with second links to them, and a lock. It goes on with what was cut off there,
 * by either program and any number of ranks (--force: begins anew), and the next `lantian run CASE` takes what is
 * finished. LT_ERR_USAGE of a layout that the domain has no room for. All ranks of comm call it. */
lt_status lt_model_only_command(const lt_cli *cli, const lt_comm *comm);

#endif
