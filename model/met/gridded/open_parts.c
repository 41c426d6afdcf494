/* open_parts.c - few files open at a time (open_parts.h). */
#include "model/met/gridded/open_parts.h"

#include <string.h>

lt_status lt_open_parts_use(lt_open_parts *open, lt_gridded *part) {
    int at = 0;
    while (at < open->n && open->part[at] != part) at++;
    if (at == open->n) {
        if (open->n == LT_OPEN_PARTS)
            lt_gridded_pause(open->part[--at]);
        else
            open->n++;
    }
    memmove(open->part + 1, open->part, (size_t)at * sizeof *open->part);
    open->part[0] = part;
    return lt_gridded_resume(part);
}
