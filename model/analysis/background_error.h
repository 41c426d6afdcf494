/* background_error.h - how wrong a background is and how far its errors reach, by control and local hour.
 *
 *   sigma = relative x + floor          standard deviation where the background is x [ug m-3]
 *   rho(r) = (1 + r / L) exp(-r / L)    correlation at distance r; L length
 * rho is positive definite in three dimensions (Balgovind et al. 1983, doi
 * 10.1175/1520-0493(1983)111<0701:ASDMFA>2.0.CO;2, R; taken for air quality by Wu et al. 2008, doi
 * 10.1029/2008JD009991, R). Controls have nothing to do with each other.
 * Vertically (lt_vertical_reach) errors are those of the ground up to the height h of the boundary layer, and above it
 *   v(z) = exp(-((z - h) / d)^2 / 2),  d = max(LT_REACH_SHARE h, LT_REACH_LEAST_M)
 * is what they share with them (assumed). */
#ifndef LT_BACKGROUND_ERROR_H
#define LT_BACKGROUND_ERROR_H

#include "base/status.h"
#include "model/analysis/controls.h"

#define LT_REACH_SHARE 0.25    /* A */
#define LT_REACH_LEAST_M 100.0 /* A */

enum { LT_HOURS_OF_DAY = 24 };

typedef struct lt_background_error_row {
    double relative, floor_ugm3, length_m;
} lt_background_error_row;

typedef struct lt_background_error {
    lt_background_error_row row[LT_N_CONTROLS][LT_HOURS_OF_DAY]; /* local hour that begins */
} lt_background_error;

/* Of a table; NULL: the shipped one, model/data/analysis_background_errors.csv. LT_ERR_INPUT: it does not cover all
 * hours of all controls once, or has a value that cannot be. */
lt_status lt_background_error_read(const char *path, lt_background_error *out);

double lt_background_sigma(const lt_background_error_row *row, double x);
double lt_background_correlation(double distance_m, double length_m);
/* 1 within the boundary layer, and in the lowest layer always (the caller's matter). */
double lt_vertical_reach(double height_m, double boundary_layer_m);

/* --- of an observation --- measurement and how far a point may be from the mean of its cell (Elbern et al. 2007, doi
 * 10.5194/acp-7-3749-2007; Pagowski et al. 2010, doi 10.5194/... R):
 *   e0 = absolute + relative y,  er = 0.5 e0 sqrt(cell / 3 km),  error = sqrt(e0^2 + er^2) */
typedef struct lt_observation_error {
    double absolute_ugm3[LT_N_MONITORED], relative[LT_N_MONITORED];
} lt_observation_error;

/* NULL: model/data/analysis_observation_errors.csv. */
lt_status lt_observation_error_read(const char *path, lt_observation_error *out);
double lt_observation_error_of(const lt_observation_error *errors, lt_monitored what, double value, double cell_m);

#endif
