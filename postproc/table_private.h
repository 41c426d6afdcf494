/* table_private.h - shared by table.c, table_ozone.c, table_shares.c. */
#ifndef LT_TABLE_PRIVATE_H
#define LT_TABLE_PRIVATE_H

#include <cjson/cJSON.h>
#include <stdbool.h>

enum { LT_TABLE_LINE = 1024 };

/* Text at the end of a line; what has no room is left out. */
void lt_table_append(char line[LT_TABLE_LINE], const char *text);
/* Name of a key of emissions_kt for people. */
const char *lt_table_pollutant(const char *key);
/* Shares of members of packages; nothing where the summary has none. */
void lt_table_print_shares(const cJSON *root, bool chinese);
/* By city what limits ozone; by package and period what changes. Nothing where the run has no ozone. */
void lt_table_print_ozone(const cJSON *root, bool chinese);

#endif
