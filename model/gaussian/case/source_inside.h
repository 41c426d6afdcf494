/* source_inside.h - is a place in the own air of a source, where no plume is described? */
#ifndef LT_SOURCE_INSIDE_H
#define LT_SOURCE_INSIDE_H

#include "model/gaussian/case/source_set.h"

typedef struct lt_source_inside {
    long source;                /* in whose own air the place is; -1: in none */
    double distance_m, least_m; /* of its middle (of a road: the line), where it would be outside */
    bool in_area;               /* of any area source */
} lt_source_inside;

lt_source_inside lt_source_inside_at(const lt_source_set *sources, double x_m, double y_m);

#endif
