/* box_table.h - what a box case gives over time: a CSV table, linear between its rows.
 *
 * Columns: one of hour (since the start), time_local (UTC+8), time_utc; and any of temperature_K, temperature_degC,
 * pressure_hPa, relative_humidity (0..1), water_ppm, mixing_height_m, cos_sza, sun (KPP's SUN, 0..1), sea,
 * dilution_per_h, J_NAME and HET_NAME (s-1; by name or label), K_LABEL (as the section rates), held_SPECIES (ppb, or
 * native: the species follows it). */
#ifndef LT_BOX_TABLE_H
#define LT_BOX_TABLE_H

#include "base/faults.h"
#include "base/timeaxis.h"
#include "model/chemistry/mechanism/mechanism.h"

/* X-macro: quantity, column, factor and offset to what is used inside, least and most in the column's unit. */
#define LT_BOX_COLUMNS(X)                                                                                              \
    X(LT_BOX_TEMPERATURE, "temperature_K", 1.0, 0.0, 100.0, 400.0)                                                     \
    X(LT_BOX_CELSIUS, "temperature_degC", 1.0, 273.15, -173.15, 126.85)                                                \
    X(LT_BOX_PRESSURE, "pressure_hPa", 100.0, 0.0, 0.01, 1200.0)                                                       \
    X(LT_BOX_HUMIDITY, "relative_humidity", 1.0, 0.0, 0.0, 1.0)                                                        \
    X(LT_BOX_WATER, "water_ppm", 1e3, 0.0, 0.0, 5e5)                                                                   \
    X(LT_BOX_HEIGHT, "mixing_height_m", 1.0, 0.0, 1.0, 20000.0)                                                        \
    X(LT_BOX_COS_SZA, "cos_sza", 1.0, 0.0, -1.0, 1.0)                                                                  \
    X(LT_BOX_SUN, "sun", 1.0, 0.0, 0.0, 1.0)                                                                           \
    X(LT_BOX_SEA, "sea", 1.0, 0.0, 0.0, 1.0)                                                                           \
    X(LT_BOX_DILUTION, "dilution_per_h", 1.0 / 3600.0, 0.0, 0.0, 3600.0)

typedef enum lt_box_quantity {
#define LT_BOX_COLUMN_ENUM(quantity, name, factor, offset, least, most) quantity,
    LT_BOX_COLUMNS(LT_BOX_COLUMN_ENUM)
#undef LT_BOX_COLUMN_ENUM
        LT_BOX_N_COLUMNS
} lt_box_quantity;

/* A column of something that the mechanism names: one of the three is 0 or more, of a foreign rate external and
 * reaction. */
typedef struct lt_box_named_column {
    int external, reaction, held;
    double *values;
} lt_box_named_column;

typedef struct lt_box_table {
    int n_rows;
    double *time_s;                   /* since the start */
    double *values[LT_BOX_N_COLUMNS]; /* NULL: no such column */
    int n_named;
    lt_box_named_column *named;
} lt_box_table;

/* The table must cover 0 to duration_s. LT_ERR_INPUT with file, line, column. */
lt_status lt_box_table_read(const char *path, const lt_mechanism *mechanism, lt_time start, double duration_s,
                            lt_faults *faults, lt_box_table **out);
/* For `lantian check`: all faults of a table alone. What its names are, and whether it covers the run, is judged with
 * the case. */
lt_status lt_box_table_judge(const char *path, lt_faults *faults);
void lt_box_table_free(lt_box_table *table); /* NULL is fine */
/* A column at t. */
double lt_box_table_at(const lt_box_table *table, const double *values, double t);

#endif
