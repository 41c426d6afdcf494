/* aerosol.h - gas and particle of a mechanism's set: a step after the gas chemistry, a tile of columns at a time.
 *
 *   sulfuric acid   SULF -> ASO4J, all of it
 *   equilibrium     HNO3 and ANO3J, NH3 and ANH4J, HCL and ACLJ, ions, water and acidity of fine particles
 *                   (equilibrium/, forward, metastable)
 *   haze            SO2 in the water of fine particles, outside the meteorology's clouds (uptake/haze.h)
 *   coarse nitrate  as an option (aerosol_coarse.c)
 *   clouds          SO2, organics in their drops (cloud/cloud.h); then the equilibrium again in these cells, so that
 *                   what drops left behind is shared out
 *   organics        vapours and particles of the set's scheme (organics/)
 *
 * Moles of S, N, Cl and NH are kept to the rounding of the state. What a set lacks takes no part. What a cell becomes
 * depends on nothing but itself, so no bit depends on threads or blocks. */
#ifndef LT_AEROSOL_H
#define LT_AEROSOL_H

#include "grids/grid.h"
#include "model/state/chemical_set.h"
#include "model/state/state.h"
#include "model/state/weather.h"
#include "model/transport/air.h"

#include <stdint.h>

typedef struct lt_aerosol lt_aerosol;

/* All of it outlives the aerosol. */
typedef struct lt_aerosol_setup {
    const lt_chemical_set *set; /* with a mechanism */
    const lt_grid *grid;
    const lt_state *state; /* whose first set->n species are those of the set */
    lt_weather *weather;   /* what is needed of it is asked for (lt_weather_want) */
    const lt_kernels *kernels;
    unsigned paths;      /* bits of paths.h that run */
    bool aqueous;        /* chemistry in clouds: the weather must have them */
    bool coarse_nitrate; /* dynamic transfer to coarse particles */
} lt_aerosol_setup;

/* Air that is solved as if it were at these bounds: above the first there are drops of cloud (counted), below the
 * second nothing holds water. */
#define LT_AEROSOL_MOST_HUMIDITY 0.99
#define LT_AEROSOL_LEAST_HUMIDITY 0.01
/* Temperatures that the equilibrium's constants are for, K. Air under a cold tropopause is solved at the least and
 * counted. */
#define LT_AEROSOL_LEAST_K 200.0
#define LT_AEROSOL_MOST_K 320.0
/* Air beyond these and above LT_AEROSOL_MOST_K is an error: humidity (A: no cloud's air is a tenth of it above
 * saturation) and temperature, K (A: the tropopause has 180 K at the least, over the tropics). */
#define LT_AEROSOL_BELIEVED_HUMIDITY 1.2
#define LT_AEROSOL_BELIEVED_K 180.0

/* LT_ERR_MEMORY. */
lt_status lt_aerosol_create(const lt_aerosol_setup *setup, lt_aerosol **out);
void lt_aerosol_free(lt_aerosol *aerosol); /* NULL is fine */
/* A step of dt s whose middle is at `middle` [s since 1970-01-01 UTC], with the hour of the weather that is loaded and
 * the air of the moment. won [s][ny][nx] gets the kg of every species on top, as the differences of the state.
 * LT_ERR_INPUT: temperature or humidity beyond the bounds above, LT_ERR_NUMERIC: a mixing ratio that is no number; they
 * name cell and time. A cell without a solution stays as it was and is counted. */
lt_status lt_aerosol_step(lt_aerosol *aerosol, lt_state *state, const lt_air *air, double middle, double dt,
                          double *won);

/* What the time of a step goes to. X(name, English) */
#define LT_AEROSOL_LAPS(X)                                                                                             \
    X(copy, "out of the state and into it")                                                                            \
    X(equilibrium, "equilibrium")                                                                                      \
    X(sizes, "wet sizes")                                                                                              \
    X(haze, "particle water")                                                                                          \
    X(clouds, "drops of clouds")                                                                                       \
    X(settle, "equilibrium after the drops")                                                                           \
    X(coarse, "coarse nitrate")                                                                                        \
    X(organics, "organics")

/* X(name, what it counts) */
#define LT_AEROSOL_COUNTS(X)                                                                                           \
    X(cells, "solved")                                                                                                 \
    X(humid, "held at the most humidity")                                                                              \
    X(cold, "held at the least temperature")                                                                           \
    X(plain, "by the plain method")                                                                                    \
    X(cloudy, "with drops")                                                                                            \
    X(held, "with drops beyond the range of a rate, held at its end")

/* X(name, what befell the cell) */
#define LT_AEROSOL_TROUBLES(X)                                                                                         \
    X(unsolved, "no equilibrium of gas and particle found, left as it was")                                            \
    X(unsplit, "no share of organic particles found, left as it was")                                                  \
    X(unsettled, "chemistry in clouds ran out of steps, a part of the time is left out")

/* How often something befell a cell in a step, and the first of them (in time, then layer, row, column). */
typedef struct lt_aerosol_cases {
    int64_t n;
    double middle; /* of the step */
    int layer, row, column;
} lt_aerosol_cases;

typedef struct lt_aerosol_work {
#define LT_AEROSOL_LAP(name, text) double name;
    LT_AEROSOL_LAPS(LT_AEROSOL_LAP) /* processor time of the threads since the start, s */
#undef LT_AEROSOL_LAP
#define LT_AEROSOL_COUNT(name, text) int64_t name;
    LT_AEROSOL_COUNTS(LT_AEROSOL_COUNT)
#undef LT_AEROSOL_COUNT
#define LT_AEROSOL_TROUBLE(name, text) lt_aerosol_cases name;
    LT_AEROSOL_TROUBLES(LT_AEROSOL_TROUBLE)
#undef LT_AEROSOL_TROUBLE
} lt_aerosol_work;
lt_aerosol_work lt_aerosol_work_of(const lt_aerosol *aerosol);
void lt_aerosol_work_add(const lt_aerosol_work *from, lt_aerosol_work *to);

/* aerosol_remark.c */
void lt_aerosol_cases_add(const lt_aerosol_cases *from, lt_aerosol_cases *to);
/* What was not solved, as warnings; with all of it also what was held at a bound. Nothing where there is nothing. */
void lt_aerosol_remark(const lt_aerosol_work *work, const char *title, bool all);

#endif
