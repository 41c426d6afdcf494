/* judge_command.h - `lantian judge FILE...|CASE|DIR`: observations or a run by the Chinese rules. */
#ifndef LT_JUDGE_COMMAND_H
#define LT_JUDGE_COMMAND_H

#include "base/cli.h"

lt_status lt_judge_command(const lt_cli *cli);

#endif
