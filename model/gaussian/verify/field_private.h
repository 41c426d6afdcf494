/* field_private.h - what the readers of a field experiment share. */
#ifndef LT_GAUSSIAN_FIELD_PRIVATE_H
#define LT_GAUSSIAN_FIELD_PRIVATE_H

#include "base/csv.h"
#include "model/gaussian/verify/field.h"

lt_status lt_field_bad(const lt_csv *csv, long row, int column, const char *expected);
/* least < value <= most; an empty cell is NAN where it may lack. */
lt_status lt_field_number(const lt_csv *csv, long row, int column, double least, double most, bool may_lack,
                          double *out);
/* folder/name with these columns among others. */
lt_status lt_field_table(const char *folder, const char *name, const char *const *columns, int *column, lt_csv **out);
lt_field_arc *lt_field_arc_of(const lt_field *field, long run, double distance_m); /* NULL: none */

/* pg_conc.csv: fills of each arc what its samplers say (field_samplers.c). */
lt_status lt_field_samplers(const char *folder, lt_field *field);

#endif
