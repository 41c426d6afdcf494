/* emission_course.h - how an emission changes over time: factors by hour of the day, month and weekday, and a table of
 * hours. */
#ifndef LT_EMISSION_COURSE_H
#define LT_EMISSION_COURSE_H

#include "model/gaussian/case/plume_case.h"

/* A series of hours from a table: value[k] holds in the hour that begins at start + k h; NAN: the table lacks it. */
typedef struct lt_hour_series {
    lt_time start;
    long n;
    double *values;
} lt_hour_series;

/* `column` of a CSV with time_local (UTC+8) or time_utc, the start of the hour; least: no value may be below. */
lt_status lt_hour_series_read(const char *path, const char *column, double least, lt_hour_series *out);
void lt_hour_series_free(lt_hour_series *series);
double lt_hour_series_at(const lt_hour_series *series, lt_time end); /* of the hour that ends then; NAN: none */

typedef struct lt_emission_course {
    double hours[24], months[12], weekdays[7]; /* of local time, UTC+8 */
    lt_hour_series series;                     /* n 0: none */
} lt_emission_course;

lt_status lt_emission_course_make(const lt_factor_keys *keys, const lt_node *node, lt_emission_course *out);
void lt_emission_course_free(lt_emission_course *course);
/* The product of all factors in the hour that ends then; NAN: the table of hours lacks it. */
double lt_emission_course_at(const lt_emission_course *course, lt_time end);

#endif
