/* adjust.h - factors of emissions (a city's sector, or any other part) from the differences of observations and model.
 *
 * The state is forgotten within a day or two; a factor of what is emitted reaches as far as the forecast. Before the
 * observations a factor is 1 with a standard deviation sigma, independent of the others, between least and most.
 *
 * By regression (lt_adjust_by_response), where runs with one part changed say what a factor does to an observation:
 *   J(f) = sum_s ((f_s - 1) / sigma_s)^2 + sum_j ((d_j - sum_s G_js (f_s - 1)) / r_j)^2,   least <= f <= most
 * d observation less model of factors 1, r standard deviation of its error (of the model's too: weather, chemistry), G
 * response [ug m-3 a factor]. Its least is that of optimal interpolation of the factors as long as no bound holds; with
 * bounds it is the least within them (bounded.h). known_s = 1 - (posterior / prior variance), without bounds: 0 where
 * the observations say nothing of the factor, 1 where they say all.
 *
 * By an ensemble (lt_adjust_by_members), where every member was run with factors of its own: the factors are a part of
 * the state (augmented LETKF), each with the weights of transform.h at its place, localised like a column of air; means
 * and members are cut to the bounds. The factors enter linearly; draw them narrow, and again after a cycle.
 *
 * Any order of observations gives the same bits. Factors of parts that stand at one place and emit alike cannot be told
 * apart: they share what is found, as their sigmas say. */
#ifndef LT_ANALYSIS_ADJUST_H
#define LT_ANALYSIS_ADJUST_H

#include "base/status.h"

enum { LT_ADJUST_MOST_FACTORS = 1000 };

/* Before the observations. */
typedef struct lt_adjust_factor {
    double sigma, least, most; /* 0 < sigma, 0 <= least < 1 < most */
    double x, y;               /* m, of the part: by members alone */
} lt_adjust_factor;

typedef struct lt_adjust_result {
    double factor; /* 1: as before */
    double sigma;  /* standard deviation after; by regression without bounds */
    double known;  /* 0 to 1 */
    int bound;     /* -1 at least, 1 at most, 0 between */
} lt_adjust_result;

/* departure, error [n], response [n][n_factors]; result [n_factors]. LT_ERR_INPUT: what cannot be; LT_ERR_NUMERIC. */
lt_status lt_adjust_by_response(int n_factors, const lt_adjust_factor *factors, long n, const double *departure,
                                const double *error, const double *response, lt_adjust_result *result);

typedef struct lt_adjust_members {
    int members;           /* LT_LETKF_LEAST_MEMBERS ... LT_LETKF_MOST_MEMBERS */
    double *factor;        /* [members][n_factors], >= 0; becomes the members after the observations */
    const double *seen;    /* [members][n] what each member has for the observations */
    const double *value;   /* [n] observed */
    const double *error;   /* [n] */
    const double *x, *y;   /* [n] m */
    double localisation_m; /* c of gaspari_cohn.h */
    double inflation;      /* >= 1 */
} lt_adjust_members;

/* LT_ERR_INPUT as above, and fewer than LT_LETKF_LEAST_MEMBERS members. */
lt_status lt_adjust_by_members(int n_factors, const lt_adjust_factor *factors, long n,
                               const lt_adjust_members *ensemble, lt_adjust_result *result);

/* What both judge. */
lt_status lt_adjust_judge(int n_factors, const lt_adjust_factor *factors, long n, const double *error);
lt_status lt_adjust_judge_numbers(const char *name, long n, long a_row, const double *values);

#endif
