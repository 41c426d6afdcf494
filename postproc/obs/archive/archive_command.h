/* archive_command.h - lantian obs import FILE... | coverage | history STATION | check | export: what stands in
 * README.md of this folder. */
#ifndef LT_ARCHIVE_COMMAND_H
#define LT_ARCHIVE_COMMAND_H

#include "base/cli.h"

lt_status lt_archive_command(const lt_cli *cli);
#define LT_ARCHIVE_OPTIONS "archive stations start days city species year out json lang quiet"
/* The smallest table of the layout hours. */
const char *lt_archive_example(void);

#endif
