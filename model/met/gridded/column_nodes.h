/* column_nodes.h - part of place_column.c: a source's column as nodes from the model's ground up. */
#ifndef LT_GRIDDED_COLUMN_NODES_H
#define LT_GRIDDED_COLUMN_NODES_H

#include "model/met/gridded/place_column.h"

enum { LT_MAX_NODES = LT_SOURCE_MAX_LEVELS + 64 };

typedef struct lt_column_nodes {
    int n;
    double x[LT_MAX_NODES], p[LT_MAX_NODES], z[LT_MAX_NODES], t[LT_MAX_NODES], tv[LT_MAX_NODES]; /* x = ln p */
    double value[LT_N_PLACED][LT_MAX_NODES];
} lt_column_nodes;

/* Of water vapour in the density of air (Tv = T (1 + VIRTUAL q)). */
static const double LT_VIRTUAL = 0.608;

/* Counts repairs into out. */
lt_placing lt_column_nodes_make(const lt_source_column *source, double terrain_m, double roughness_m,
                                lt_placed_column *out, lt_column_nodes *nodes);

#endif
