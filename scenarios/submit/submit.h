/* submit.h - lantian submit: a case as jobs of a queue, or of the local runner. */
#ifndef LT_SUBMIT_H
#define LT_SUBMIT_H

#include "scenarios/run/road.h"

/* The options of the command as the front door takes them. */
#define LT_SUBMIT_OPTIONS                                                                                              \
    "out lang start days grid met obs threads quiet ranks layout nest-layout output "                                  \
    "partition account time grace at-once attempts resume local dry-run member"

/* stages: of the road. */
lt_status lt_submit_command(const lt_cli *cli, const lt_stage *stages, int n_stages);

#endif
