/* cut_list.h - the list of the action cut_list (actions/cut_list.c), as a file of its own. */
#ifndef LT_CUT_LIST_H
#define LT_CUT_LIST_H

#include "base/status.h"

const char *lt_cut_list_example(void);
/* Its rows, for `lantian check`; that they take records is told with the measure and the ledger. */
lt_status lt_cut_list_judge(const char *path);

#endif
