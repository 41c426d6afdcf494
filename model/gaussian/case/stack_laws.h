/* stack_laws.h - what stacks of an emissions_*.nc emit by the weather (its group laws: heating, evaporation ...),
 * beside what goes by the calendar. */
#ifndef LT_STACK_LAWS_H
#define LT_STACK_LAWS_H

#include "base/ncio.h"
#include "model/emission/mapping.h"
#include "model/gaussian/weather/plume_weather.h"

typedef struct lt_stack_laws lt_stack_laws;

/* x_m, y_m [n]: of all stacks of the file, on its map; wanted [n]: those that matter. *out NULL: none of them goes by
 * the weather. The weather is that of the case where it is a met.nc of the same grid, else the mean year of the file: a
 * remark says so. The file is kept. */
lt_status lt_stack_laws_open(lt_ncr *file, const lt_plume_weather *weather, size_t n, const double *x_m,
                             const double *y_m, const bool *wanted, lt_stack_laws **out);
void lt_stack_laws_close(lt_stack_laws *laws); /* NULL is fine, here and below: nothing is added */
/* A field that will be asked for. */
lt_status lt_stack_laws_want(lt_stack_laws *laws, const lt_emitted_field *field);
/* The hour that begins then. */
lt_status lt_stack_laws_hour(lt_stack_laws *laws, lt_time begin);
/* Adds the field's rates of the hour to values[n], in its unit. */
void lt_stack_laws_add(const lt_stack_laws *laws, const lt_emitted_field *field, double *values);

#endif
