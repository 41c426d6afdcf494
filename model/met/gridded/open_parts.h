/* open_parts.h - which files of a series are open: few at a time, the one that was not read for longest is closed. */
#ifndef LT_GRIDDED_OPEN_PARTS_H
#define LT_GRIDDED_OPEN_PARTS_H

#include "model/met/gridded/gridded.h"

/* A year of hourly files meets the limit of open files (1024 as a rule) and of memory (a reader keeps some fields). A
 * run reads around its hour: two states and the records between, of a handful of files. */
enum { LT_OPEN_PARTS = 32 };

typedef struct lt_open_parts {
    lt_gridded *part[LT_OPEN_PARTS]; /* borrowed; the one used last first */
    int n;
} lt_open_parts;

/* Makes part the one used last: opened if it is not, another one closed if there is no room. Errors as
 * lt_gridded_resume. */
lt_status lt_open_parts_use(lt_open_parts *open, lt_gridded *part);

#endif
