/* command.h - lantian scenario list | show ID | apply ID | shares ID. */
#ifndef LT_SCENARIO_COMMAND_H
#define LT_SCENARIO_COMMAND_H

#include "base/cli.h"
#include "scenarios/package.h"

lt_status lt_scenario_command(const lt_cli *cli);

/* The parts of it: a table of the shipped packages; one package as a page. */
lt_status lt_scenario_list(bool chinese);
/* {"measures": [...], "packages": [...]}: library and rows of the catalogue without a measure (command_list.c). */
lt_status lt_scenario_list_json(void);
/* Text and blanks to a width on the terminal; the word for a force. */
void lt_say_padded(const char *text, int width);
const char *lt_force_name(const char *force, bool chinese);
void lt_scenario_show(const lt_package *package, bool chinese);

#endif
