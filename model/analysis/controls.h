/* controls.h - what an analysis corrects, what stations measure, and the linear operator between them.
 *
 *   observed   what a station measures hourly: the value of a field of conc_*.nc (driver/output_fields.h) in the cell
 *              of the lowest layer that holds the station, ug m-3 at the ambient state of the air
 *   control    what has background errors of its own:
 *                fine     dry mass of the fine mode, which is pm25
 *                coarse   dry mass of the coarse mode: pm10 - pm25
 *                ox       ozone and what NO2 gives back of it, as ozone: o3 + (M_O3 / M_NO2) no2
 *                no2, so2, co
 * so that y = H x with
 *   pm25 = fine,  pm10 = fine + coarse,  o3 = ox - (M_O3 / M_NO2) no2,  no2, so2, co
 * Titration (NO + O3 -> NO2) and photolysis of NO2 move molecules between O3 and NO2 within minutes and leave Ox as it
 * is: an error of Ox is wider and slower than that of either. With Ox as the control an observation of NO2 alone that
 * raises NO2 lowers O3 by as many molecules, and one of O3 alone raises Ox and leaves NO2. */
#ifndef LT_ANALYSIS_CONTROLS_H
#define LT_ANALYSIS_CONTROLS_H

#include <stdbool.h>

/* X-macro: symbol, name in tables, field of conc_*.nc, what it is. */
#define LT_MONITORED_LIST(X)                                                                                           \
    X(LT_MONITORED_PM25, "PM25", "pm25", "PM2.5")                                                                      \
    X(LT_MONITORED_PM10, "PM10", "pm10", "PM10")                                                                       \
    X(LT_MONITORED_O3, "O3", "o3", "ozone")                                                                            \
    X(LT_MONITORED_NO2, "NO2", "no2", "nitrogen dioxide")                                                              \
    X(LT_MONITORED_SO2, "SO2", "so2", "sulfur dioxide")                                                                \
    X(LT_MONITORED_CO, "CO", "co", "carbon monoxide")

typedef enum lt_monitored {
#define LT_MONITORED_ENUM(symbol, name, field, text) symbol,
    LT_MONITORED_LIST(LT_MONITORED_ENUM)
#undef LT_MONITORED_ENUM
        LT_N_MONITORED
} lt_monitored;

/* In the order in which observations stand together that share a control (dense.h is quicker so). */
#define LT_CONTROL_LIST(X)                                                                                             \
    X(LT_CONTROL_FINE, "fine")                                                                                         \
    X(LT_CONTROL_COARSE, "coarse")                                                                                     \
    X(LT_CONTROL_OX, "ox")                                                                                             \
    X(LT_CONTROL_NO2, "no2")                                                                                           \
    X(LT_CONTROL_SO2, "so2")                                                                                           \
    X(LT_CONTROL_CO, "co")

typedef enum lt_control {
#define LT_CONTROL_ENUM(symbol, name) symbol,
    LT_CONTROL_LIST(LT_CONTROL_ENUM)
#undef LT_CONTROL_ENUM
        LT_N_CONTROLS
} lt_control;

#define LT_OX_OF_NO2 (47.997 / 46.005) /* mass of O3 over that of as many molecules of NO2 */

extern const char *const lt_monitored_names[LT_N_MONITORED], *const lt_monitored_fields[LT_N_MONITORED];
extern const char *const lt_control_names[LT_N_CONTROLS];

/* H: row of the observed, column of the control. */
extern const double lt_observe[LT_N_MONITORED][LT_N_CONTROLS];

/* Are all controls there that this observed is made of? */
bool lt_monitored_is_known(lt_monitored what, const bool has[LT_N_CONTROLS]);
/* Controls of fields: field[o] and control[c] of n values each [ug m-3], NULL where there is none; has says which
 * controls come out: those whose fields are all there and that have room. Negative coarse mass (pm10 below pm25 by
 * rounding) becomes 0. */
void lt_controls_of_fields(long n, const double *const field[LT_N_MONITORED], double *const control[LT_N_CONTROLS],
                           bool has[LT_N_CONTROLS]);

#endif
