/* command.h - `lantian mechanism check|compile FILE`: what a mechanism is, with all its faults and remarks. */
#ifndef LT_MECHANISM_COMMAND_H
#define LT_MECHANISM_COMMAND_H

#include "base/cli.h"

/* A verb of the table in command.c. */
lt_status lt_mechanism_command(const lt_cli *cli);
/* `lantian mechanism check FILE`: faults as a list and LT_ERR_INPUT, else the sheet of facts.h. */
lt_status lt_mechanism_check(const lt_cli *cli);
/* The smallest mechanism that shows the notation (`lantian example mechanism`). */
const char *lt_mechanism_example(void);

#endif
