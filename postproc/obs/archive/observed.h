/* observed.h - what the archive holds: the six pollutants of GB 3095, some gases, and what PM2.5 is made of. */
#ifndef LT_OBSERVED_H
#define LT_OBSERVED_H

#include "postproc/obs/obs.h"

#include <stdbool.h>

/* id; name for people and in the archive; name in the header of a table; is it a gas; kg of a kmol (0: no gas);
 * variable of obs.nc. NOx is counted as NO2. One line more is one species more. */
#define LT_OBSERVED_LIST(X)                                                                                            \
    X(PM25, "PM2.5", "PM25", false, 0, "pm25")                                                                         \
    X(PM10, "PM10", "PM10", false, 0, "pm10")                                                                          \
    X(SO2, "SO2", "SO2", true, 64.064, "so2")                                                                          \
    X(NO2, "NO2", "NO2", true, 46.006, "no2")                                                                          \
    X(CO, "CO", "CO", true, 28.010, "co")                                                                              \
    X(O3, "O3", "O3", true, 47.998, "o3")                                                                              \
    X(NO, "NO", "NO", true, 30.006, "no")                                                                              \
    X(NOX, "NOx", "NOX", true, 46.006, "nox_as_no2")                                                                   \
    X(NH3, "NH3", "NH3", true, 17.031, "nh3")                                                                          \
    X(SULFATE, "SO4", "SO4", false, 0, "pm25_so4")                                                                     \
    X(NITRATE, "NO3", "NO3", false, 0, "pm25_no3")                                                                     \
    X(AMMONIUM, "NH4", "NH4", false, 0, "pm25_nh4")                                                                    \
    X(CHLORIDE, "Cl", "CL", false, 0, "pm25_cl")                                                                       \
    X(SODIUM, "Na", "NA", false, 0, "pm25_na")                                                                         \
    X(POTASSIUM, "K", "K", false, 0, "pm25_k")                                                                         \
    X(CALCIUM, "Ca", "CA", false, 0, "pm25_ca")                                                                        \
    X(MAGNESIUM, "Mg", "MG", false, 0, "pm25_mg")                                                                      \
    X(ORGANIC_CARBON, "OC", "OC", false, 0, "pm25_oc")                                                                 \
    X(ELEMENTAL_CARBON, "EC", "EC", false, 0, "pm25_ec")                                                               \
    X(BLACK_CARBON, "BC", "BC", false, 0, "pm25_bc")

typedef enum lt_observed {
#define LT_OBSERVED_ENUM(id, name, header, gas, molar, variable) LT_OBSERVED_##id,
    LT_OBSERVED_LIST(LT_OBSERVED_ENUM)
#undef LT_OBSERVED_ENUM
        LT_N_OBSERVED
} lt_observed;

typedef struct lt_observed_row {
    const char *name, *header;
    bool is_gas;
    double molar; /* kg kmol-1 */
    const char *variable;
} lt_observed_row;

extern const lt_observed_row lt_observed_table[LT_N_OBSERVED];
/* By name ("PM2.5") or by the name in a header ("PM25"), of any case; -1 if it is none. */
int lt_observed_find(const char *name, size_t length);
/* ug/m3 of one ppb at 298.15 K and 1013.25 hPa. */
double lt_observed_ugm3_of_ppb(lt_observed species);
/* What brings a value to 298.15 K and 1013.25 hPa: exact between the two reference states; of ambient air it would need
 * weather, so *out_state stays what it is and the factor is 1. Particles stay as they are. */
double lt_observed_to_reference(lt_observed species, lt_obs_state state, lt_obs_state *out_state);

#endif
