/* puff.h - one puff: a Gaussian with a covariance across the ground and a variance upwards (puff.c has the equations).
 * Pure functions. */
#ifndef LT_GAUSSIAN_PUFF_H
#define LT_GAUSSIAN_PUFF_H

#include <stdbool.h>

#define LT_PUFF_NO_LID 1e9 /* m */

typedef struct lt_puff {
    int source; /* puffs of different sources are never joined */
    double mass_g;
    double x_m, y_m, z_m;
    double xx_m2, xy_m2, yy_m2, zz_m2;
    double first_yy_m2, first_zz_m2; /* of the release: what grows is added as square */
    double floor_m;                  /* > 0: the air below has been mixed, only what is above is in this puff */
    double lid_m;                    /* above which it does not come; LT_PUFF_NO_LID */
    bool mixed;                      /* even from the ground to the lid */
    double stack_m, height_m;        /* of release: of the stack, with rise */
    double stable_m;                 /* mixing height of stable air that it is in (../course.c); 0: none */
    bool pair;                       /* in up- and downdraughts: two Gaussians of mean z_m and variance zz_m2 */
    double draught_ms[2], share[2];  /* of a pair */
    double lift_m[2], own_zz_m2[2];  /* of a pair: centres from z_m, variances */
    double now_s;                    /* the time it has come to */
    double time_y_s, time_z_s;       /* where it stands on its laws of growth */
} lt_puff;

double lt_puff_mean_height(const lt_puff *puff);                            /* m; of the reflected Gaussian */
double lt_puff_share_below(const lt_puff *puff, double height_m);           /* of its mass */
double lt_puff_vertical(const lt_puff *puff, double z_m, double layer_m);   /* m-1 at z, or mean of a layer from 0 */
double lt_puff_at(const lt_puff *puff, double x_m, double y_m, double z_m); /* g m-3 */

/* A puff on a straight way with the spread of its middle: what receptors need. */
typedef struct lt_puff_way {
    int source;
    double x_m, y_m, u_ms, v_ms, last_s;     /* where it begins, velocity, for how long */
    double ixx, ixy, iyy;                    /* inverse covariance S^-1 */
    double ax, ay, a, per_a, root;           /* S^-1 v, v S^-1 v, 1/a, (2 a)^(-1/2) */
    double scale;                            /* mass over 2 pi det^(1/2) */
    double ground;                           /* m-1 at the height that most receptors have */
    double west_m, east_m, south_m, north_m; /* nothing beyond */
    lt_puff middle;                          /* for other heights */
} lt_puff_way;

/* mass_g: the mean on the way. z_m, layer_m: of `ground`. */
lt_puff_way lt_puff_way_of(const lt_puff *middle, double u_ms, double v_ms, double last_s, double mass_g, double z_m,
                           double layer_m);
/* Integral over the way of the concentration across the ground, g s m-2: times the vertical it is the dosage. */
double lt_puff_way_dosage(const lt_puff_way *way, double x_m, double y_m);

/* Two of half its mass, apart along its longest axis or upwards: mass, mean and covariance are kept. */
void lt_puff_split_across(const lt_puff *puff, lt_puff out[2]);
void lt_puff_split_up(const lt_puff *puff, lt_puff out[2]);
double lt_puff_longest(const lt_puff *puff); /* standard deviation along the longest axis, m */
/* Join b to a: mass, mean and covariance of both are kept. Both mixed, or none, and of one source. */
void lt_puff_join(lt_puff *a, const lt_puff *b);
/* Nearer than fraction of the smaller spread, and alike in spread (to 30 %), lid, floor and draught. */
bool lt_puff_near(const lt_puff *a, const lt_puff *b, double fraction);

#endif
