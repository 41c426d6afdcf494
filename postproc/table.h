/* table.h - the plain table on the terminal, from the text of summary.json. */
#ifndef LT_TABLE_H
#define LT_TABLE_H

#include "base/status.h"

#include <stdbool.h>

/* Through lt_say: what a mean over the periods of summary.json is made of; nothing where it has one, or does not tell.
 */
struct cJSON;
void lt_table_print_weights(const struct cJSON *summary, bool chinese);
/* Through lt_say: what plants and soils emit beside emissions_kt; nothing where the case has none. */
void lt_table_print_natural(const struct cJSON *summary, bool chinese);
/* Through lt_say: PM2.5 of the 14 cities with the difference of every package, and emissions of Liaoning. */
lt_status lt_table_print(const char *json_text, bool chinese);

#endif
