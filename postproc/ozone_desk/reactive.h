/* reactive.h - firms and cells by reactive VOC, out of reactive_base.csv (inventory/annual): largest ozone formation
 * potential first, of the province or of one city. Of cells the file has the first 100 of the province. */
#ifndef LT_REACTIVE_H
#define LT_REACTIVE_H

#include "base/csv.h"
#include "base/job.h"

typedef enum lt_reactive_kind { LT_REACTIVE_FIRM, LT_REACTIVE_CELL, LT_N_REACTIVE } lt_reactive_kind;
extern const char *const lt_reactive_kinds[LT_N_REACTIVE];

/* The file of the grid of the job. */
lt_status lt_reactive_read(const lt_job *job, lt_csv **out);
/* The row after `row` (-1: the first) of this kind and city (NULL: all), -1 when there is none. */
long lt_reactive_next(const lt_csv *table, lt_reactive_kind kind, const char *city, long row);

#endif
