/* years.h - the years that tables give, and what lies between them.
 *
 *   v(y) = (1 - p) v(y1) + p v(y2),  p = (y - y1) / (y2 - y1)       y1 <= y <= y2, the nearest years that are given
 * At the ends the value is that of the year bit by bit, and so it is everywhere where both are the same. Outside the
 * years the nearest holds. A record that one of the years does not have counts zero there: it comes or goes linearly.
 * Limits: what happened between is not known; a straight line is an assumption. */
#ifndef LT_INVENTORY_YEARS_H
#define LT_INVENTORY_YEARS_H

#include "base/config.h"

#include <stdbool.h>

/* Of the columns of the shipped tables that name no year. */
enum { LT_TABLE_YEAR = 2020 };

/* Share of the second year: 0 in the first or before, 1 in the second or after. */
double lt_years_part(int first, int second, int year);
double lt_years_between(double first, double second, double part);

/* The years whose activity stands for a base year; 0: the table does not say of which year its activity is. */
typedef struct lt_activity_years {
    int year, first, second; /* the base year; first = second: one year's own, or the nearest */
} lt_activity_years;

/* Both years are mixed. */
bool lt_years_mixed(const lt_activity_years *years);
/* "2017: interpolated between 2014 and 2020 activity"; "" where the activity is that of the base year itself. */
const char *lt_years_label(const lt_activity_years *years, bool chinese);
/* Of the ledger that lt_ledger_read makes from this section (NULL: the shipped one): heads of tables only. */
lt_status lt_ledger_years(const lt_node *section, int base_year, lt_activity_years *out);

#endif
