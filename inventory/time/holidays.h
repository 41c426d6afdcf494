/* holidays.h - the public holidays of China and the weekend days that are worked for them (data/holidays.csv). */
#ifndef LT_HOLIDAYS_H
#define LT_HOLIDAYS_H

#include "base/status.h"

typedef struct lt_holidays lt_holidays;

enum lt_day_kind { LT_DAY_ORDINARY, LT_DAY_HOLIDAY, LT_DAY_SPRING_FESTIVAL, LT_DAY_WORKED };

/* Columns date (YYYY-MM-DD), kind (holiday or workday), name, mark. A date twice, a worked day from Monday to Friday
 * and a date that is none are LT_ERR_INPUT. */
lt_status lt_holidays_read(const char *path, lt_holidays **out);
void lt_holidays_free(lt_holidays *holidays);
/* Kinds of the days of a year, [yearday - 1]; NULL where the table has no row of the year (a warning, once a year). Not
 * thread safe. */
const unsigned char *lt_holidays_year(lt_holidays *holidays, int year);

#endif
