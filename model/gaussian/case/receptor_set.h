/* receptor_set.h - the receptors of a plume case on its plane. */
#ifndef LT_RECEPTOR_SET_H
#define LT_RECEPTOR_SET_H

#include "model/gaussian/case/source_set.h"
#include "model/gaussian/receptor.h"

typedef struct lt_receptor_name {
    char text[64];
} lt_receptor_name;

typedef struct lt_receptor_set {
    int n;
    long room;
    double *x_m, *y_m, *ground_m, *hill_m, *above_m, *lon, *lat;
    double layer_m; /* 0: at heights */
    bool hilly;     /* grounds of receptors or sources differ, or a hill stands above one */
    lt_receptor_name *ids;
    bool *named;             /* a place or a monitor, which has a name of its own; else of a grid or a ring */
    long left_out, in_areas; /* of grids and rings inside sources; receptors inside areas */
} lt_receptor_set;

/* A receptor inside a stack, a volume source or a road (source_inside.c) is in no air that a plume describes: of a grid
 * or ring it is left out and counted, a named one is a fault. In an area it may stand. */
lt_status lt_receptor_set_make(const lt_plume_case *setup, const lt_plane *plane, const lt_source_set *sources,
                               lt_faults *faults, lt_receptor_set *out);
void lt_receptor_set_free(lt_receptor_set *set);
/* As the plumes take them; flat where all, and the sources, stand as high as the site. */
lt_plume_receptors lt_receptor_set_view(const lt_receptor_set *set);

#endif
