/* restart_private.h - shared by restart.c (files and their generations) and restart_arrays.c. */
#ifndef LT_RESTART_PRIVATE_H
#define LT_RESTART_PRIVATE_H

#include "model/state/restart.h"

#include <stdbool.h>

enum { LT_RESTART_LENGTHS = 64 };

struct lt_restart {
    lt_comm comm;
    bool writing;
    lt_ncw *out; /* one of both, on rank 0 */
    lt_ncr *in;
    lt_restart_head head;
    char *belongs;
    size_t lengths[LT_RESTART_LENGTHS]; /* dimensions that were defined */
    int n_lengths;
};

/* Counts stand in the file as doubles: beyond 2^53 or with a fraction they would not be what was written. file NULL:
 * that of another rank. */
lt_status lt_restart_check_whole(const lt_ncr *file, const char *name, double value);

#endif
