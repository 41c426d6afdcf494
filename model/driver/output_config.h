/* output_config.h - the section `model: output:` of case.yaml: further files beside conc_*.nc. */
#ifndef LT_OUTPUT_CONFIG_H
#define LT_OUTPUT_CONFIG_H

#include "base/config.h"
#include "model/driver/output.h"
#include "model/state/chemical_set.h"
#include "model/state/tracer_setup.h"

enum { LT_OUTPUT_SETS = 24 }; /* at most */

/* One entry of the list. */
typedef struct lt_output_request {
    char *set;         /* surface | cities | 3d */
    char *name;        /* "": that of the set */
    double interval_s; /* s */
    char *values;      /* mean | instant */
    lt_list fields;    /* char *; empty: all */
    long bits;
} lt_output_request;

extern const lt_config_row lt_output_request_rows[];

/* What must hold of a list (lt_output_request) beyond the schema: intervals, names; where: for the error. */
lt_status lt_output_requests_judge(const lt_list *requests, const char *where);
/* Before a run: fields that it has with this chemistry and these tracers (lt_tracer_setup), intervals of whole steps
 * that fill its hours.
 */
lt_status lt_output_requests_check(const lt_list *requests, const lt_chemical_set *set, const lt_list *tracers,
                                   double dt, long hours);
/* The name of an entry, and "output_NAME" as its file begins (through lt_fmt). The entry "conc" is about conc_*.nc
 * itself: hourly means of all fields at the ground, of which only the bits can be chosen. */
const char *lt_output_request_name(const lt_output_request *request);
const char *lt_output_request_stem(const lt_output_request *request);
/* An entry with its fields found in the table; fields[table->n] receives them. LT_ERR_INPUT for an unknown field. */
lt_status lt_output_request_set(const lt_output_request *request, const lt_output_fields *table, int *fields,
                                lt_output_set *out);

#endif
