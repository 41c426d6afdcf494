/* transform.h - the weights of an ensemble transform Kalman filter for one place (Hunt et al. 2007, eq. 20 to 25;
 * letkf.c says what the symbols are): what letkf.c does with columns of air and adjust_ensemble.c with factors of
 * emissions. Pure. */
#ifndef LT_ANALYSIS_TRANSFORM_H
#define LT_ANALYSIS_TRANSFORM_H

#include <stdbool.h>
#include <stddef.h>

typedef struct lt_seen_members {
    int members;
    long n;
    double *departure;  /* [n][members] Y: H x of the members less their mean */
    double *innovation; /* [n] y less that mean */
} lt_seen_members;

/* Of H x, seen [members][n], and the observed value [n]; departure and innovation are filled. */
void lt_seen_members_fill(const double *seen, const double *value, const lt_seen_members *out);
size_t lt_transform_room(int members); /* numbers */
/* precision [n]: localisation over the variance of the observation's error; 0: it does not count here. weight
 * [members][members]: column i is w + W_i, so that member i becomes mean + sum_a departure_a weight[a][i]. False: no
 * eigenvalues. */
bool lt_transform_weights(const lt_seen_members *seen, const double *precision, double inflation, double *room,
                          double *weight);
/* Member values [members] at stride to their changes [members] times reach, by such weights. room [members]. */
void lt_transform_apply(int members, const double *value, long value_stride, const double *weight, double reach,
                        double *room, double *change, long change_stride);

#endif
