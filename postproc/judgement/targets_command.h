/* targets_command.h - lantian scenario targets CASE|SUMMARY. It stands here, for the scenarios know no results. */
#ifndef LT_TARGETS_COMMAND_H
#define LT_TARGETS_COMMAND_H

#include "base/cli.h"

lt_status lt_targets_command(const lt_cli *cli);

struct lt_targets_input;
struct cJSON;
/* A finished run (a case, the folder of its results, or a summary.json), with the observations of its base: --obs, else
 * the case's own. --year and --out of cli count. */
lt_status lt_targets_open(const lt_cli *cli, const char *name, struct lt_targets_input *out);
/* Its boards: of one variant, or of all of it (NULL). For people, or as `observed_year`, weights and `variants` into an
 * object. */
lt_status lt_targets_tell(const lt_cli *cli, const struct lt_targets_input *input, const char *variant,
                          struct cJSON *object);

#endif
