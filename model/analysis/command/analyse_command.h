/* analyse_command.h - `lantian analyse CASE --restart FILE|DIR --obs OBS.nc [--out DIR] [--threads N] [--json]`. */
#ifndef LT_ANALYSE_COMMAND_H
#define LT_ANALYSE_COMMAND_H

#include "base/cli.h"

#define LT_ANALYSE_OPTIONS "out lang start days grid restart obs threads json quiet"

/* Corrects the state of a restart file of the case's first period by the stations of the hour that ends there, of the
 * grid and of its nest where the file has it; of a folder all restart*.nc as members of an ensemble, by LETKF. Grid and
 * weather are read from the output folder of the case; the results are analysed_NAME in it, from which `lantian model
 * CASE --restart` begins. */
lt_status lt_analyse_command(const lt_cli *cli);

#endif
