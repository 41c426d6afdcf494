/* results_folder.h - where the results of a case stand that a command names. */
#ifndef LT_RESULTS_FOLDER_H
#define LT_RESULTS_FOLDER_H

#include "base/cli.h"

#include <stddef.h>

/* name: the folder itself (it holds summary.json), or a case, whose results stand in --out, else in out/<id>. */
lt_status lt_results_folder(const lt_cli *cli, const char *name, char *out, size_t size);

#endif
