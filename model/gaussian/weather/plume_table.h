/* plume_table.h - weather of `lantian plume` as a table: a row an hour, columns named as the members of lt_plume_hour
 * with their units. */
#ifndef LT_PLUME_TABLE_H
#define LT_PLUME_TABLE_H

#include "model/gaussian/weather/plume_weather.h"

/* Every hour as the table has it: what it lacks is NAN, and no hour is judged. Faults of cells go to faults. */
lt_status lt_plume_table_read(const char *path, lt_faults *faults, lt_plume_weather **out);
/* What `lantian example plume-met` prints. */
const char *lt_plume_table_example(void);

#endif
