/* plume_report.h - what `lantian plume` says at its end. */
#ifndef LT_PLUME_REPORT_H
#define LT_PLUME_REPORT_H

#include "base/cli.h"
#include "model/gaussian/command/plume_run.h"

/* The highest receptor of every column, hours by what became of them, where the files are; as text in both languages,
 * or as JSON. */
lt_status lt_plume_report(const lt_plume_run *run, const lt_plume_result *result, const lt_cli *cli,
                          const char *folder);

#endif
