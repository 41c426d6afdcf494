/* analysis.h - optimal interpolation of station values to cells, in three dimensions, with a trend. */
#ifndef LT_MET_ANALYSIS_H
#define LT_MET_ANALYSIS_H

#include "base/status.h"

#include <stdbool.h>

typedef struct lt_analysis lt_analysis;

typedef struct lt_analysis_place {
    double x_m, y_m, z_m; /* z above the sea */
} lt_analysis_place;

typedef struct lt_analysis_rules {
    double radius_m; /* of the correlation over the ground; 0: twice the median distance to the nearest station */
    double depth_m;  /* over height */
    double noise;    /* variance of what a station sees and its surroundings do not, over that of the field */
} lt_analysis_rules;

/* What the stations depart from: nothing (the values are departures already), their mean, a plane. A plane that the
 * stations that have the value cannot hold (fewer than four, or in a line) is a mean. */
typedef enum lt_trend { LT_TREND_NONE, LT_TREND_MEAN, LT_TREND_PLANE } lt_trend;

enum { LT_N_TREND = 3 };

/* One analysed variable at one time; memory belongs to the analysis that made it. */
typedef struct lt_analysis_field {
    double *weight; /* [n] of the stations' correlations */
    double trend[LT_N_TREND];
    double *left_out; /* [n] value minus what the others say of it; NaN where they say nothing */
} lt_analysis_field;

/* The cells' correlations are kept: n_cells x n doubles. */
lt_status lt_analysis_create(int n, const lt_analysis_place *station, long n_cells, const lt_analysis_place *cell,
                             const lt_analysis_rules *rules, lt_analysis **out);
void lt_analysis_free(lt_analysis *analysis); /* NULL is fine */
double lt_analysis_radius(const lt_analysis *analysis);
lt_status lt_analysis_field_create(const lt_analysis *analysis, lt_analysis_field *out);
void lt_analysis_field_free(lt_analysis_field *field);
/* value [n], NaN: the station has none. Without any value the field is 0. */
void lt_analysis_solve(lt_analysis *analysis, const double *value, lt_trend trend, lt_analysis_field *field);
double lt_analysis_at(const lt_analysis *analysis, const lt_analysis_field *field, long cell);

#endif
