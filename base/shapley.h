/* shapley.h - how what several players do together is shared among them.
 *
 *   Shapley      share_g = sum over S without g of |S|! (n - |S| - 1)! / n! [v(S + g) - v(S)]
 *   path         share_g = integral over l from 0 to 1 of dv/dx_g at x = (l, ..., l)       (Aumann and Shapley)
 *
 * v(S) is the value when the players in S act, v(x) when player g acts with strength x_g from 0 to 1. Shapley's shares
 * sum to v(all) - v(none); 2^n values are needed. The path needs 4 n: the integral by two Gauss points, each derivative
 * by a central difference as wide as the way from 0 to 1 allows (noise of the values is divided by it). Exact, and its
 * shares sum to the difference, where v is of no degree above 4 in all strengths and 2 in one; what the sum lacks
 * elsewhere is the remainder, which is shown and not spread.
 *
 * Source: Shapley 1953 (A value for n-person games); Aumann and Shapley 1974 (Values of non-atomic games). */
#ifndef LT_SHAPLEY_H
#define LT_SHAPLEY_H

enum { LT_SHAPLEY_EXACT = 4 }; /* up to so many players all 2^n values are made, beyond it those of the path */
enum { LT_SHAPLEY_MOST = 16 }; /* players */
enum { LT_PATH_POINTS = 2, LT_PATH_STEPS = 2, LT_PATH_VALUES = LT_PATH_POINTS * LT_PATH_STEPS };

/* value[S], S from 0 to 2^n - 1; bit g of S: player g acts. share[n]; n from 1 to LT_SHAPLEY_MOST. */
void lt_shapley(int n, const double *value, double *share);

/* Strength of the player whose share is asked for (own), or of the others, at a point and step of the path (0 or 1). */
double lt_path_strength(int point, int step, int own);
/* Share of a player from its values, [point * LT_PATH_STEPS + step]. */
double lt_path_share(const double value[LT_PATH_VALUES]);
/* By how much a share on the path can be wrong when every difference of two values can be wrong by 1. Of Shapley's
 * shares it is 1: their weights sum to 1. */
double lt_path_noise(void);

#endif
