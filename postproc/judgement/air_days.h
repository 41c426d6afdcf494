/* air_days.h - the six pollutants of a place, day by day, out of observations or of a run.
 *
 * Days are local (UTC+8) and stand in whole calendar years, from 1 January of the first to 31 December of the last with
 * a value: what is missing is NaN, so that a year that was not observed whole cannot look like one. A city is the mean
 * of its national sites hour by hour (HJ 663); a monitor is a place of its own.
 *
 * Gases of the national network before 2018-09-01 are at 273.15 K. By the rules of 2012 they are taken as they were
 * reported; by those of 2026, whose limits mean 298.15 K, they are multiplied by 273.15 / 298.15 = 0.916
 * (reference_state.h). Particles stay as they are: their air is not in the table. */
#ifndef LT_AIR_DAYS_H
#define LT_AIR_DAYS_H

#include "postproc/judgement/year.h"
#include "postproc/obs/obs.h"

typedef struct lt_air_days {
    char name[48];
    int city; /* in lt_cities */
    bool city_mean;
    lt_obs_rule rule;
    lt_time first;              /* local midnight as seconds of the local calendar */
    long n;                     /* days */
    double *value[LT_N_JUDGED]; /* [n], as reported */
    double *ozone_hour;         /* [n], largest hour of the day; NaN where there are days alone */
    unsigned has;               /* bit 1 << lt_measured: there is a value at all */
} lt_air_days;

typedef struct lt_air_places {
    lt_air_days *items;
    long n;
} lt_air_places;

/* NaN everywhere, years first_year to last_year. */
lt_status lt_air_days_create(const char *name, int city, bool city_mean, lt_obs_rule rule, int first_year,
                             int last_year, lt_air_days *out);
void lt_air_days_release(lt_air_days *days);
/* All places of a set that was read with lt_obs_read; days of a monitor are made of its hours as those of a city. */
lt_status lt_air_places_of(const lt_obs_set *set, lt_air_places *out);
void lt_air_places_free(lt_air_places *places);

/* A calendar year of them, in the state that the rules mean: arrays of lt_days_in_year(year) values. */
typedef struct lt_air_year {
    int year;
    long days;
    lt_time first;
    double gas_factor_first, gas_factor_last; /* 1 or 0.916; the two differ in 2018 */
    double *value[LT_N_JUDGED], *ozone_hour;
} lt_air_year;
lt_status lt_air_year_create(const lt_air_days *days, int year, lt_index_rules rules, lt_air_year *out);
void lt_air_year_release(lt_air_year *year);
lt_air lt_air_year_day(const lt_air_year *year, long day);

/* The hour that starts at t of a place; false: nothing was observed then. SO2 of 24 hours wants 20 of them. */
bool lt_air_hour_of(const lt_obs_set *set, const lt_air_days *place, lt_index_rules rules, lt_time t, lt_air *out);

/* lt_obs_read of n tables: LT_ERR_INPUT for a column that names a pollutant without its unit or in another one, or a
 * concentration of what is none of the six; then, of what was read, for a value that is no concentration of air. */
lt_status lt_air_read(const char *const *names, int n, lt_obs_set *out);
lt_status lt_air_check_values(const lt_standards *s, const lt_obs_set *set);

#endif
