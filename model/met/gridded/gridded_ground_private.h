/* gridded_ground_private.h - what gridded_ground.c (making) and ground_hours.c (hours and cells) share. */
#ifndef LT_GRIDDED_GROUND_PRIVATE_H
#define LT_GRIDDED_GROUND_PRIVATE_H

#include "model/met/gridded/gridded_ground.h"

/* States: id, field, points. */
#define STATE_LIST(X)                                                                                                  \
    X(S_T2M, LT_G_T2M, LT_POINTS_ALL)                                                                                  \
    X(S_DEW, LT_G_DEW_POINT, LT_POINTS_ALL)                                                                            \
    X(S_Q2M, LT_G_HUMIDITY_2M, LT_POINTS_ALL)                                                                          \
    X(S_RH2M, LT_G_RELATIVE_2M, LT_POINTS_ALL)                                                                         \
    X(S_EAST, LT_G_EAST_10M, LT_POINTS_ALL)                                                                            \
    X(S_NORTH, LT_G_NORTH_10M, LT_POINTS_ALL)                                                                          \
    X(S_PRESSURE, LT_G_SURFACE_PRESSURE, LT_POINTS_ALL)                                                                \
    X(S_SKIN, LT_G_SKIN, LT_POINTS_CELL)                                                                               \
    X(S_SEA, LT_G_SEA_SURFACE, LT_POINTS_SEA)                                                                          \
    X(S_ICE, LT_G_SEA_ICE, LT_POINTS_SEA)                                                                              \
    X(S_SEA_SKIN, LT_G_SKIN, LT_POINTS_SEA)                                                                            \
    X(S_SNOW, LT_G_SNOW, LT_POINTS_LAND)                                                                               \
    X(S_SOIL, LT_G_SOIL_MOISTURE, LT_POINTS_LAND)                                                                      \
    X(S_ALBEDO, LT_G_ALBEDO, LT_POINTS_CELL)                                                                           \
    X(S_CLOUD, LT_G_CLOUD_TOTAL, LT_POINTS_ALL)                                                                        \
    X(S_PBLH, LT_G_PBLH, LT_POINTS_ALL)                                                                                \
    X(S_USTAR, LT_G_USTAR, LT_POINTS_CELL)                                                                             \
    X(S_ROUGHNESS, LT_G_ROUGHNESS, LT_POINTS_CELL)
enum {
#define STATE_ID(id, field, points) id,
    STATE_LIST(STATE_ID)
#undef STATE_ID
        N_STATES
};

/* Amounts and fluxes: id, field, conservative, by the sun. */
#define FLOW_LIST(X)                                                                                                   \
    X(F_RAIN, LT_G_RAIN, true, false)                                                                                  \
    X(F_SNOWFALL, LT_G_SNOWFALL, true, false)                                                                          \
    X(F_SHORTWAVE, LT_G_SHORTWAVE, false, true)                                                                        \
    X(F_LONGWAVE, LT_G_LONGWAVE, false, false)                                                                         \
    X(F_SENSIBLE, LT_G_SENSIBLE, false, false)                                                                         \
    X(F_LATENT, LT_G_LATENT, false, false)
enum {
#define FLOW_ID(id, field, conservative, sun) id,
    FLOW_LIST(FLOW_ID)
#undef FLOW_ID
        N_FLOWS
};

struct lt_gridded_ground {
    const lt_series *series;
    lt_horizontal *const *horizontal;
    lt_gridded_run run;
    long n_cells;
    lt_track *state[N_STATES];
    lt_flow *flow[N_FLOWS];
    lt_track *instant[N_FLOWS]; /* fluxes that the source gives at instants */
    float *terrain;             /* of the source; NULL: not known */
    float *hour[N_STATES], *rate[N_FLOWS], *day;
    float *air[N_STATES]; /* at an instant: those that the columns need; humidity in S_Q2M */
};

#endif
