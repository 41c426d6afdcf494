/* desk.h - the ozone desk of a finished case: per period and city a surface of MDA8 over the cuts of NOx and VOC and
 * what it says; the regime by surface of every cell beside those by HCHO/NO2 and H2O2/HNO3. */
#ifndef LT_DESK_H
#define LT_DESK_H

#include "postproc/ozone_desk/answer.h"
#include "postproc/ozone_desk/design.h"

enum {
    LT_DESK_ALL = LT_ALL_CITIES, /* mean of the cities; no ratios */
    LT_DESK_N_PLACES = LT_N_CITY_VALUES + 1,
    LT_DESK_N_SIGNS = LT_N_INDICATORS + 1, /* the surface, then the indicators of regime.h */
    LT_DESK_MOST_LEVELS = LT_SURFACE_MOST_POINTS
};

typedef struct lt_desk_place {
    double base, noise, floor; /* MDA8 at the sites, mean over the days of the period, ug/m3; floor: answer.h */
    double run[LT_SURFACE_MOST_POINTS]; /* changes in the runs */
    lt_surface surface;
    double slope[2], error[2]; /* ug/m3 for a cut of all NOx, all VOC */
    double ratio_base;         /* cut of VOC to one of NOx that holds ozone while both are small; NaN: answer.h */
    lt_regime regime;
    double ratio[LT_N_INDICATORS]; /* NaN */
    lt_turn turn;
    lt_hold hold[LT_DESK_MOST_LEVELS]; /* at the levels of NOx of the design */
} lt_desk_place;

typedef struct lt_desk_period {
    lt_desk_place place[LT_DESK_N_PLACES];
    double *slope[2];                                /* [cells], ug/m3 for a cut of all */
    lt_regime *regime;                               /* [cells] by surface */
    double share[LT_DESK_N_SIGNS][LT_N_REGIMES + 1]; /* of the 14 cities' area by class; last: none. Sign 0: surface */
    double agree[LT_DESK_N_SIGNS]; /* share of the area in which the sign gives the class of the surface */
} lt_desk_period;

typedef struct lt_desk {
    const lt_summary *summary;
    const lt_grid *grid;
    lt_design design;
    double level[LT_DESK_MOST_LEVELS]; /* cuts of NOx of the design, ascending, without 0 */
    int n_levels;
    lt_desk_period *periods; /* [n_periods] */
} lt_desk;

/* What the design makes of it (LT_ERR_INPUT: no surface, lt_design_judge); its content is taken over. Summary and grid
 * must stay. */
lt_status lt_desk_create(lt_design *design, const lt_grid *grid, const lt_summary *summary, lt_desk **out);
void lt_desk_free(lt_desk *desk); /* NULL is fine */
/* The variant without cuts: base or the reference. */
long lt_desk_origin(const lt_desk *desk);
/* The class that a sign gives a place: of the surface (sign 0) or of an indicator; LT_N_REGIMES: none. */
lt_regime lt_desk_class(const lt_desk_place *place, int sign);

#endif
