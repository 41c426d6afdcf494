/* method.h - emission factors that follow from what is known of a process: the sulfur of a coal, the speed of a car.
 *
 * A method is one file with its equation and source, and one line of the list below. Its rows stand in
 * data/methods/NAME.csv: sector, process, technology, one column a parameter, spread (geometric factor of the 95 %
 * interval of the factors), document, mark, source; and unit (of the activity) where the method leaves it to the row. A
 * column PARAMETER_YEAR (sulfur_ppm_2014) takes the place of the parameter when YEAR is the base year and its cell is
 * not empty.
 */
#ifndef LT_METHOD_H
#define LT_METHOD_H

#include "inventory/factors.h"

#define LT_METHOD_LIST(X)                                                                                              \
    X(biogenic)                                                                                                        \
    X(boiler)                                                                                                          \
    X(carbonate)                                                                                                       \
    X(coal)                                                                                                            \
    X(coal_mine)                                                                                                       \
    X(combustion)                                                                                                      \
    X(construction)                                                                                                    \
    X(enteric_ch4)                                                                                                     \
    X(fertiliser_nh3)                                                                                                  \
    X(fossil_co2)                                                                                                      \
    X(fuel_storage)                                                                                                    \
    X(gas_boiler)                                                                                                      \
    X(handling)                                                                                                        \
    X(incineration)                                                                                                    \
    X(landfill)                                                                                                        \
    X(livestock_nh3)                                                                                                   \
    X(lto)                                                                                                             \
    X(manure)                                                                                                          \
    X(paved_road)                                                                                                      \
    X(rice_ch4)                                                                                                        \
    X(road)                                                                                                            \
    X(ship)                                                                                                            \
    X(soil_dust)                                                                                                       \
    X(soil_n2o)                                                                                                        \
    X(soil_no)                                                                                                         \
    X(solvent)                                                                                                         \
    X(steel_carbon)                                                                                                    \
    X(straw_burning)                                                                                                   \
    X(wastewater)

typedef struct lt_method_parameter {
    const char *name, *unit;
    double low, high;           /* what it may be */
    double fallback;            /* of an empty cell; NAN: it must be given */
    const char *const *choices; /* ends with NULL: tables have the word, the method gets its index; NULL: a number */
    const char *doc;
} lt_method_parameter;

enum { LT_METHOD_MOST_PARAMETERS = 24 };

typedef struct lt_method {
    const char *name;
    const char *activity_unit; /* NULL: any, a row names its own */
    const char *source;
    const lt_method_parameter *parameters;
    int n;
    /* Tables of its own, read once; both NULL where it needs none. */
    lt_status (*open)(void **tables);
    void (*close)(void *tables);
    /* Pure: p[n] -> kg per unit of activity before control; NAN: the method says nothing of the pollutant. */
    void (*factors)(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]);
    const char *const *files; /* names of its own tables in data/methods, ends with NULL; NULL: none */
} lt_method;

#define LT_METHOD_DECLARE(name) extern const lt_method lt_method_##name;
LT_METHOD_LIST(LT_METHOD_DECLARE)
#undef LT_METHOD_DECLARE

extern const lt_method *const lt_methods[];        /* ends with NULL */
const lt_method *lt_method_find(const char *name); /* NULL */

/* The rows of data/methods/NAME.csv as factors. LT_ERR_INPUT: a parameter missing, out of range, an unknown word. */
lt_status lt_method_read(const lt_method *method, const char *path, int base_year, lt_factors *factors);
/* Factors for parameters written as "sulfur_percent=1;sr=0.15" (worked examples, --json of show). where: for messages.
 */
lt_status lt_method_evaluate(const lt_method *method, const char *parameters, const char *where,
                             double kg[LT_N_POLLUTANTS]);

#endif
