/* lantian_check.h - `lantian example KIND` and `lantian check FILE|CASE`: the kinds of input, and all faults of one. */
#ifndef LT_LANTIAN_CHECK_H
#define LT_LANTIAN_CHECK_H

#include "base/cli.h"
#include "scenarios/run/road.h"

lt_status lt_command_example(const lt_cli *cli);
/* stages: the road that a case would go; their checks judge what the case names. */
lt_status lt_command_check(const lt_cli *cli, const lt_stage *stages, int n_stages);

#endif
