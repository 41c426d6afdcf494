/* road_tables.h - what the method road reads: base factors, corrections, and what a year's kilometres meet. */
#ifndef LT_ROAD_TABLES_H
#define LT_ROAD_TABLES_H

#include "base/status.h"

enum { LT_ROAD_CLASSES = 14, LT_ROAD_FUELS = 3, LT_ROAD_STANDARDS = 7 };
enum { LT_ROAD_PETROL, LT_ROAD_DIESEL, LT_ROAD_GAS };
/* Names of the tables; each list ends with NULL. The first of climates and mixes is "point": no mix. */
extern const char *const lt_road_classes[], *const lt_road_fuels[], *const lt_road_standards[];
extern const char *const lt_road_climates[], *const lt_road_mixes[];
enum { LT_ROAD_CLIMATES = 3, LT_ROAD_MIXES = 8, LT_ROAD_MOST_PARTS = 16 };

/* Columns of the base table; those before LT_ROAD_CH4 are corrected (PM2.5 and PM10 alike). */
enum {
    LT_ROAD_CO,
    LT_ROAD_HC,
    LT_ROAD_NOX,
    LT_ROAD_PM25,
    LT_ROAD_PM10,
    LT_ROAD_CH4,
    LT_ROAD_N2O,
    LT_ROAD_NH3,
    LT_ROAD_COLUMNS
};
enum lt_road_kind {
    LT_ROAD_TEMPERATURE,
    LT_ROAD_HUMIDITY,
    LT_ROAD_WARM_HUMIDITY,
    LT_ROAD_ALTITUDE,
    LT_ROAD_SPEED,
    LT_ROAD_SULFUR,
    LT_ROAD_AGE,
    LT_ROAD_LOAD
};
enum { LT_ROAD_BELOW, LT_ROAD_ABOVE }; /* at of the first four kinds */

typedef struct lt_road_correction {
    int kind;
    double at;
    unsigned fuels, classes, standards; /* bits */
    double value[4];                    /* CO HC NOx PM */
} lt_road_correction;

typedef struct lt_road_part {
    double temperature, humidity, speed, share; /* degC, per cent, km/h, of the kilometres */
} lt_road_part;

typedef struct lt_road_mix {
    int n;
    lt_road_part parts[LT_ROAD_MOST_PARTS];
} lt_road_mix;

typedef struct lt_road_tables {
    double base[LT_ROAD_CLASSES][LT_ROAD_FUELS][LT_ROAD_STANDARDS][LT_ROAD_COLUMNS]; /* g/km, NAN: none */
    lt_road_correction *corrections;
    long n;
    lt_road_mix climates[LT_ROAD_CLIMATES], speeds[LT_ROAD_MIXES];
} lt_road_tables;

/* road_base.csv, road_corrections.csv, road_conditions.csv of data/methods. LT_ERR_INPUT: an unknown word, shares that
 * do not sum to 1. */
lt_status lt_road_tables_open(void **out);
void lt_road_tables_close(void *tables); /* NULL is fine */

#endif
