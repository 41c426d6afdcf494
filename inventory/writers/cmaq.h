/* cmaq.h - what the parts of the CMAQ writer share. */
#ifndef LT_WRITER_CMAQ_H
#define LT_WRITER_CMAQ_H

#include "inventory/fusion/foreign_tables.h"
#include "inventory/writers/ioapi.h"
#include "inventory/writers/writer.h"

/* What a variable of the files is made of. */
typedef struct lt_cmaq_rule {
    int emitted;  /* species of the mechanism */
    double scale; /* moles a mol, g a kg */
} lt_cmaq_rule;

typedef struct lt_cmaq {
    const lt_export *job;
    const lt_gridded *gridded;
    lt_foreign_tables tables; /* for the codes of regions */
    lt_ioapi_variable *outputs;
    lt_cmaq_rule *rules; /* of each output */
    int n_outputs;
} lt_cmaq;

enum { LT_CMAQ_HOURS = 25 }; /* of a day's file: the closing hour as well */

/* cmaq_area.c: the gridded file of the day that begins at start. */
lt_status lt_cmaq_put_area(const lt_cmaq *c, lt_time start, const char *name);
/* cmaq_points.c: STACK_GROUPS and the inline file; nothing without stacks. */
lt_status lt_cmaq_put_points(const lt_cmaq *c, lt_time start, const char *groups, const char *name);

#endif
