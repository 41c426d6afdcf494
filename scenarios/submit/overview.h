/* overview.h - lantian status: what of a submission is done, running, waiting, failed, and why. It reads the files of
 * the members; only of those that are silent it asks whether their jobs are in the queue. */
#ifndef LT_OVERVIEW_H
#define LT_OVERVIEW_H

#include "base/cli.h"

/* [CASE|DIR]; without: the submissions below ./out. --json, --out, --lang. */
lt_status lt_overview_command(const lt_cli *cli);

#endif
