/* typical.h - typical hours of Liaoning's months, to look at deposition velocities with. */
#ifndef LT_DEPOSITION_TYPICAL_H
#define LT_DEPOSITION_TYPICAL_H

#include "model/deposition/gas_dry.h"

/* Dry days at noon, nights at midnight. Snow: noon, open ground all white. Dew: a humid night. */
typedef enum lt_typical_time {
    LT_TYPICAL_DAY,
    LT_TYPICAL_NIGHT,
    LT_TYPICAL_SNOW,
    LT_TYPICAL_DEW,
    LT_N_TYPICAL
} lt_typical_time;
extern const char *const lt_typical_names[LT_N_TYPICAL];

/* A tile of the same column in all lanes. */
typedef struct lt_typical {
    double values[11][LT_LANES];
    lt_gas_dry_weather weather; /* points into values */
} lt_typical;

void lt_typical_make(int month, lt_typical_time time, lt_typical *out);
/* Weather of one number each in all lanes, in the order of lt_gas_dry_weather. */
void lt_typical_of(double height, const double numbers[11], lt_typical *out);
/* v_d, m/s, of gas `gas` over one class. work and velocity as lt_gas_dry_velocity. */
double lt_typical_velocity(const lt_gas_dry *dry, int gas, lt_land_class land, int month, lt_typical_time time,
                           double *work, double *velocity);

#endif
