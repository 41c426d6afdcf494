/* analysis.h - one interface to all schemes: observations at stations and a background (one run or members of an
 * ensemble) become increments of the controls (controls.h) in all layers.
 *
 * The order of observations and the number of threads change no bit: observations are sorted by what they say before
 * anything is summed, every cell is worked out by itself.
 *
 * Increments are what the scheme found, without bounds; scaling.h makes factors of them that keep composition and leave
 * nothing negative. */
#ifndef LT_ANALYSIS_H
#define LT_ANALYSIS_H

#include "base/status.h"
#include "model/analysis/background_error.h"
#include "model/analysis/controls.h"

/* X-macro: symbol, name; lt_analysis_<name> of scheme.h is its function. */
#define LT_ANALYSIS_SCHEME_LIST(X)                                                                                     \
    X(LT_ANALYSIS_OI, oi)                                                                                              \
    X(LT_ANALYSIS_LETKF, letkf)

typedef enum lt_analysis_scheme {
#define LT_ANALYSIS_SCHEME_ENUM(symbol, name) symbol,
    LT_ANALYSIS_SCHEME_LIST(LT_ANALYSIS_SCHEME_ENUM)
#undef LT_ANALYSIS_SCHEME_ENUM
        LT_N_ANALYSIS_SCHEMES
} lt_analysis_scheme;

enum { LT_LETKF_LEAST_MEMBERS = 20, LT_LETKF_MOST_MEMBERS = 200, LT_ANALYSIS_MOST_OBSERVATIONS = 5000 };

/* An hour's mean at a station. */
typedef struct lt_observation {
    lt_monitored what;
    long place;          /* column whose lowest cell holds the station; < 0: outside of the grid */
    double value, error; /* ug m-3, of CO too; standard deviation of its error, > 0 */
} lt_observation;

/* Columns of the grid, and how high mixing goes. */
typedef struct lt_analysis_columns {
    long n;
    int n_layers;
    const double *x, *y;          /* [n] m, in the plane of the grid's projection */
    const double *height;         /* [n_layers][n] m, middle of a layer above the ground */
    const double *boundary_layer; /* [n] m */
} lt_analysis_columns;

typedef struct lt_analysis_background {
    int n_members;           /* 1: a single run */
    bool has[LT_N_CONTROLS]; /* controls that the model has; the values of others are not read */
    const double *value;     /* [n_members][LT_N_CONTROLS][n_layers][n] ug m-3 */
} lt_analysis_background;

typedef struct lt_analysis_setup {
    lt_analysis_scheme scheme;
    /* An observation is suspect where |y - H x| is more than so many of its expected standard deviations
     * sqrt(H B H^T + R), and set aside unless those around it say the same (gross.h); infinite: none is. */
    double gross_limit;
    /* Of oi: */
    lt_background_error background;
    int hour; /* local (UTC+8), 0 to 23: row of the background errors */
    /* Of letkf: */
    double localisation_m; /* c of gaspari_cohn.h: no weight from 2 c on; infinite: all count alike */
    double inflation;      /* of the background's covariance, >= 1 */
} lt_analysis_setup;

/* Shipped errors, OI, gross limit 5, localisation 150 km, inflation 1.1 (assumed). */
lt_status lt_analysis_setup_default(lt_analysis_setup *out);

/* What became of the observations of one kind. Of the mean of members: before and after are observation less background
 * and less analysis, of those used. */
typedef struct lt_analysis_count {
    long used, gross, outside, unknown;                    /* unknown: the model has no such field */
    long believed;                                         /* of those used: suspect, but not alone (gross.h) */
    double bias_before, rms_before, bias_after, rms_after; /* ug m-3, 0 where none was used */
    double expected; /* sqrt of the mean of H B H^T + R over those used: rms_before where the errors are right */
} lt_analysis_count;

typedef struct lt_analysis_result {
    double *increment; /* [n_members][LT_N_CONTROLS][n_layers][n] ug m-3; 0 of controls that the model lacks */
    lt_analysis_count count[LT_N_MONITORED];
} lt_analysis_result;

/* LT_ERR_INPUT: an observation that cannot be (not finite, negative beyond its error's fivefold, error not above 0, no
 * such place or kind), a background that is negative or not finite, setup out of bounds, more members than one for OI,
 * fewer than LT_LETKF_LEAST_MEMBERS for LETKF, more than LT_ANALYSIS_MOST_OBSERVATIONS; LT_ERR_MEMORY; LT_ERR_NUMERIC.
 * No observation at all is no error: increments are 0. On failure there is nothing to free. */
lt_status lt_analysis_run(const lt_analysis_setup *setup, const lt_analysis_columns *columns,
                          const lt_analysis_background *background, long n_observations,
                          const lt_observation *observations, lt_analysis_result *out);
void lt_analysis_result_free(lt_analysis_result *result);

/* LT_N_ANALYSIS_SCHEMES if there is none of this name. */
lt_analysis_scheme lt_analysis_scheme_of(const char *name);
extern const char *const lt_analysis_scheme_names[LT_N_ANALYSIS_SCHEMES];

#endif
