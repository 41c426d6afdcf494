/* probe.h - try a foreign file in a child process first: libraries that read such files may crash or hang on damage. */
#ifndef LT_PROBE_H
#define LT_PROBE_H

#include "base/status.h"

#include <stdbool.h>

typedef struct lt_probe {
    const char *path;
    double seconds; /* of CPU, and six times as many of the clock; 0 or less: 20 s and 1 s more per 10 MB of the file */
    /* In the child, which has 2 GB beyond what the process has, and no place to print: reads all of the file that will
     * be read later. False: said (size bytes) holds what is wrong. */
    bool (*try_it)(const char *path, const void *context, char *said, size_t size);
    const void *context;                /* handed to try_it */
    const char *what, *expected, *todo; /* of the error; found is what was said */
    /* How much of the file try_it reads, from 1; 0: always tried. What went well is not tried again by this process at
     * the same or a smaller depth while the file stays as it was (device, inode, size, times). */
    int depth;
} lt_probe;

/* LT_OK if all went well; LT_ERR_INPUT if the child said what is wrong, crashed or met a limit; LT_ERR_ENV if there can
 * be no child. */
lt_status lt_probe_run(const lt_probe *probe);
/* For a program that must not fork (MPI has begun): from now on no file is tried; LT_OK is what stands in the manifest
 * of its folder with its digest, LT_ERR_INPUT all else. */
void lt_probe_by_manifest(void);

#endif
