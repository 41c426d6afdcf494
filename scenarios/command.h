/* command.h - lantian scenario list | show ID | apply ID [--out DIR]. */
#ifndef LT_SCENARIO_COMMAND_H
#define LT_SCENARIO_COMMAND_H

#include "base/cli.h"
#include "scenarios/package.h"

lt_status lt_scenario_command(const lt_cli *cli);

/* The parts of it: a table of the shipped packages; one package as a page. */
lt_status lt_scenario_list(bool chinese);
void lt_scenario_show(const lt_package *package, bool chinese);

#endif
