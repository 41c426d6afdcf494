/* box_report.h - what `lantian box` says of a run: a table for people (English, Chinese), or JSON. */
#ifndef LT_BOX_REPORT_H
#define LT_BOX_REPORT_H

#include "base/cli.h"
#include "model/chemistry/box/box_sweep.h"
#include "model/chemistry/box/box_write.h"

lt_status lt_box_report(const lt_box_result *result, const lt_cli *cli, const char *folder, const lt_box_files *files);
lt_status lt_box_report_sweep(const lt_box_sweep *sweep, const lt_cli *cli, const char *folder,
                              const lt_box_files *files);

#endif
