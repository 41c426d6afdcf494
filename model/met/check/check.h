/* check.h - `lantian met check FILE...`: what a weather file is, and what is wrong with it. */
#ifndef LT_MET_CHECK_H
#define LT_MET_CHECK_H

#include "base/cli.h"
#include "base/faults.h"

/* The verb: cli->positional[1...] are the files. Options: grid met city json lang out quiet. LT_ERR_INPUT if there is a
 * fault; all are told. */
lt_status lt_met_check_command(const lt_cli *cli);
/* For `lantian check`: the faults of a gridded weather file. *mine false, and nothing else, if it is none. */
lt_status lt_met_check_judge(const char *path, lt_faults *faults, bool *mine);

#endif
