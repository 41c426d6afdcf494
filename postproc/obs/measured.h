/* measured.h - what is observed: the six pollutants of GB 3095, and NOx as the model carries it. */
#ifndef LT_MEASURED_H
#define LT_MEASURED_H

#include <stdbool.h>

/* id, name for people and for evaluation.json, unit of reports, ug/m3 in one of that unit, is it a gas, variable of
 * conc_*.nc. */
#define LT_MEASURED_LIST(X)                                                                                            \
    X(PM25, "PM2.5", "ug/m3", 1, false, "pm25")                                                                        \
    X(PM10, "PM10", "ug/m3", 1, false, "pm10")                                                                         \
    X(SO2, "SO2", "ug/m3", 1, true, "so2")                                                                             \
    X(NO2, "NO2", "ug/m3", 1, true, "no2")                                                                             \
    X(CO, "CO", "mg/m3", 1000, true, "co")                                                                             \
    X(O3, "O3", "ug/m3", 1, true, "o3")                                                                                \
    X(NOX, "NOx", "ug/m3", 1, true, "nox")

typedef enum lt_measured {
#define LT_MEASURED_ENUM(id, name, unit, ugm3, gas, variable) LT_MEASURED_##id,
    LT_MEASURED_LIST(LT_MEASURED_ENUM)
#undef LT_MEASURED_ENUM
        LT_N_MEASURED
} lt_measured;

typedef struct lt_measured_row {
    const char *name, *unit;
    double ugm3; /* ug/m3 in one unit */
    bool is_gas;
    const char *variable;
} lt_measured_row;

extern const lt_measured_row lt_measured_table[LT_N_MEASURED];
/* By name ("PM2.5"); false if it is none of the six observed. */
bool lt_measured_find(const char *name, lt_measured *out);

#endif
