/* config_scalar.h - inside config_*.c only: one scalar to the type of its row, and the walk over a struct. */
#ifndef LT_CONFIG_SCALAR_H
#define LT_CONFIG_SCALAR_H

#include "config.h"

/* Each writes through out: char ** (malloc'ed), double, long, bool, lt_time. where is the place for messages. */
lt_status lt_scalar_text(const lt_config_row *row, const char *where, const char *text, char **out);
lt_status lt_scalar_real(const lt_config_row *row, const char *where, const char *text, double *out);
lt_status lt_scalar_int(const lt_config_row *row, const char *where, const char *text, long *out);
lt_status lt_scalar_bool(const lt_config_row *row, const char *where, const char *text, bool *out);
lt_status lt_scalar_date(const lt_config_row *row, const char *where, const char *text, lt_time *out);
/* By row.type, for the types above. */
lt_status lt_scalar_fill(const lt_config_row *row, const char *where, const char *text, void *out);
/* The address of the row's member in the struct. */
void *lt_row_member(const lt_config_row *row, void *base);

#endif
