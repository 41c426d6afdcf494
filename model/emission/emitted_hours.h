/* emitted_hours.h - the fields of emissions.nc in an hour (inventory/README.md).
 *
 * A field stands there as amounts of a year and the courses that they follow,
 *   rate(hour, cell) = sum over its terms of amount(cell) rate(hour, course of the term),
 * summed in double in the order of the terms and rounded to float, or, in files of others, hour by hour. */
#ifndef LT_EMITTED_HOURS_H
#define LT_EMITTED_HOURS_H

#include "base/ncio.h"

#include <stddef.h>

typedef struct lt_emitted_hours lt_emitted_hours;
typedef struct lt_emitted_field lt_emitted_field;

enum lt_emitted_group { LT_EMITTED_AREA, LT_EMITTED_POINTS };

/* The file is kept, and what has been read of it: an hour costs no reading where it has amounts. */
lt_status lt_emitted_hours_open(lt_ncr *file, lt_emitted_hours **out);
void lt_emitted_hours_close(lt_emitted_hours *rates); /* NULL is fine */
/* Is the variable there, and hour by hour? */
bool lt_emitted_by_hours(lt_ncr *file, const char *variable);
/* Values of the group: [profile][y][x], or [point]; 0 if the file does not have it. */
size_t lt_emitted_hours_size(const lt_emitted_hours *rates, enum lt_emitted_group group);
/* The field in an hour of the file, in lt_emitted_rate: out[lt_emitted_hours_size]; 0 where the group does not have it.
 */
lt_status lt_emitted_hours_get(lt_emitted_hours *rates, enum lt_emitted_group group, const lt_emitted_field *field,
                               size_t hour, double *out);

#endif
