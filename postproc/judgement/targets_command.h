/* targets_command.h - lantian scenario targets CASE|SUMMARY. It stands here, for the scenarios know no results. */
#ifndef LT_TARGETS_COMMAND_H
#define LT_TARGETS_COMMAND_H

#include "base/cli.h"

lt_status lt_targets_command(const lt_cli *cli);

struct cJSON;
/* The boards of a finished run (a case, the folder of its results, or a summary.json): of one variant, or of all of it
 * (NULL). For people, or as `observed_year` and `variants` into an object. --obs, --year and --out of cli count. */
lt_status lt_targets_tell(const lt_cli *cli, const char *name, const char *variant, struct cJSON *object);

#endif
