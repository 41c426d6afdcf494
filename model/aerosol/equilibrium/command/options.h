/* options.h - what the command line says of the solver. */
#ifndef LT_EQUILIBRIUM_OPTIONS_H
#define LT_EQUILIBRIUM_OPTIONS_H

#include "base/cli.h"
#include "model/aerosol/equilibrium/equilibrium.h"

/* --mode, --state, --activity, --water, --method, with the kernel for this processor. LT_ERR_USAGE, LT_ERR_ENV. */
lt_status lt_equilibrium_options(const lt_cli *cli, lt_equilibrium_setup *out);

#endif
