/* output_fields.h - all fields that a run can write, one row each: names, unit, what it says of itself, and how it
 * comes from the mixing ratios of a cell.
 *
 * The chemical fields stand in a table; every tracer adds its row at run time, and a gas
 * with a background one more for what it has above that. */
#ifndef LT_OUTPUT_FIELDS_H
#define LT_OUTPUT_FIELDS_H

#include "model/kernel/real.h"
#include "model/state/chemical_set.h"

#include "base/status.h"

#include <stdbool.h>

typedef struct lt_output_field {
    char name[64], standard_name[96], units[24], text[192]; /* standard_name "" where CF has none */
    int species;         /* of a tracer: value = factor * (mixing ratio - base); -1: a chemical field */
    double factor, base; /* kg/kg to units, kg/kg */
    bool is_ambient;     /* value is per volume: ug m-3, with the density of the cell's air as one more factor */
    bool needs_split;    /* depends on the temperature and humidity of the cell (gas and particle shares) */
} lt_output_field;

typedef struct lt_output_fields {
    int n, n_species;
    int n_chemical; /* the first of them */
    lt_output_field *row;
    const struct lt_output_sum *sums; /* of a mechanism: the species that make a chemical field; NULL: first_order */
    int *place;                       /* [n_sums] of each in the set, -1: it does not have the species */
    int n_sums;
} lt_output_fields;

/* A cell of air. */
typedef struct lt_output_cell {
    double density_ugm3;    /* of air, ug m-3 */
    double nitrate_product; /* lt_nitrate_product of its temperature and humidity */
} lt_output_cell;

/* species [n_species]: of the set, then tracers. */
lt_status lt_output_fields_create(const lt_chemical_set *set, const lt_species_info *species, int n_species,
                                  lt_output_fields *out);
void lt_output_fields_free(lt_output_fields *fields);
/* Is this the name of a field of every run (capitals do not count)? */
bool lt_output_fields_has(const char *name);
/* -1 if there is none of this name. */
int lt_output_fields_find(const lt_output_fields *fields, const char *name);
/* All fields of one cell, value[n], from the mixing ratios q[n_species]. */
void lt_output_fields_values(const lt_output_fields *fields, const lt_real *q, const lt_output_cell *cell,
                             double *value);

#endif
