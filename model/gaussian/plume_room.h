/* plume_room.h - what a thread keeps for plume.c. */
#ifndef LT_GAUSSIAN_PLUME_ROOM_H
#define LT_GAUSSIAN_PLUME_ROOM_H

#include "model/gaussian/along.h"
#include "model/gaussian/plume.h"

#include <stdbool.h>
#include <stdlib.h>

enum { LT_ROOM_RECEPTORS = 16384 }; /* worked at once */

struct lt_plume_room {
    lt_plume_along along;
    bool done[LT_ROOM_RECEPTORS];
    int index[LT_ROOM_RECEPTORS];
};

#endif
