/* law.h - a law of emission: what an hour of weather makes of what the inventory wrote. One file a law, one line here.
 *
 * A law of stacks says into which layers the smoke of a point goes (plume_rise). A law of potentials says when an
 * annual potential [kg] of emissions.nc leaves (laws.c): g, 0 or more, is what this hour's weather asks for, and of a
 * cell goes
 *
 *   rate = P (share g(weather) / sum over the period of g(climatology) v_h + steady v_h / hours of the year)     [kg/h]
 *
 * with the period the year (share 1 - steady) or the month (share: the month's of the potential), v_h the weight of the
 * local hour (mean 1; 1 for a law that does not go by the clock) and the climatology that of the file. In a year whose
 * weather is the climatology the sum is P; in another year it is P times what that year asked for over what the
 * climatology asks for: the statistics belong to a mean year, what is burnt in a cold one is more. A month in which the
 * climatology asks a law by the month for nothing has its share evenly. */
#ifndef LT_LAW_H
#define LT_LAW_H

#include <stdbool.h>

/* All that are evaluated. Known to the inventory but not here, so that a file that needs one is refused: dust,
 * sea_salt. A file may have kinds of a law, each with parameters of its own: biogenic/isoprene. */
#define LT_LAW_LIST(X)                                                                                                 \
    X(plume_rise)                                                                                                      \
    X(heating_degree)                                                                                                  \
    X(nh3_temperature)                                                                                                 \
    X(evaporation)                                                                                                     \
    X(biogenic)                                                                                                        \
    X(soil_no)

typedef struct lt_stack {
    double height, diameter; /* m */
    double exit_temperature; /* K */
    double exit_velocity;    /* m/s */
} lt_stack;

/* The air around a stack. */
typedef struct lt_stack_air {
    double temperature_2m, wind_10m, inverse_obukhov_length; /* K, m/s, 1/m */
} lt_stack_air;

/* What a law of potentials is told of n cells. */
typedef struct lt_law_hour {
    long n;
    int month;            /* local, from 1 */
    const double *day;    /* K, mean of the local day at 2 m */
    const double *hour;   /* K, mean of the hour at 2 m; NULL for a law that does not go by the hour */
    const double *before; /* K, mean of the hour before; NULL for a law that does not go by warming */
    const double *light;  /* W m-2, solar radiation on the ground, mean of the hour; NULL for a law without by_light */
    const bool *heating;  /* is the day one of public heating? */
} lt_law_hour;

enum { LT_LAW_MAX_PARAMETERS = 4 };

typedef struct lt_law {
    const char *name;
    /* A law of stacks: share[nz] of the layers with edges z_edge[nz + 1], sum 1. NULL: a law of potentials. */
    void (*place)(const lt_stack *stack, const lt_stack_air *air, int nz, const double *z_edge, double *share);
    void (*ask)(const double *parameter, const lt_law_hour *hour, double *g);
    struct {
        const char *name, *unit; /* laws/<law>_<name> of the file */
        double least, most;
    } parameters[LT_LAW_MAX_PARAMETERS];
    bool by_hour;    /* g goes by the hour's temperature */
    bool by_warming; /* and by that of the hour before */
    bool by_light;   /* g goes by the hour's light */
    bool by_clock;   /* the hours of the calendar weigh g; else v_h is 1 */
    bool by_month;   /* months keep their share */
} lt_law;

#define LT_LAW_DECLARE(name) extern const lt_law lt_law_##name;
LT_LAW_LIST(LT_LAW_DECLARE)
#undef LT_LAW_DECLARE

/* The law of a name, with or without a kind ("biogenic", "biogenic/isoprene"); NULL: not evaluated here. */
const lt_law *lt_law_find(const char *name);

#endif
