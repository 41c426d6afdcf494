/* output_fields.h - all fields that a run can write, one row each: names, unit, what it says of itself, and how it
 * comes from the mixing ratios of a cell or a column.
 *
 *   mass     c = rho  sum_t f_t q_t           ug m-3 at the ambient state of the cell's air
 *   mole     x =      sum_t f_t (q_t - base)  ppb, or a tracer's own unit
 *   column   N = sum_k (m_k / A) sum_t f_t q_t(k)   mol m-2, from the ground to the top of the grid
 *   acidity  -log10 (f_1 q_1 / q_2)    of free H+ in water; 0 where there is none of either
 *   seen     what the chemistry has found of a column (lt_gas_seen): one value for all its layers
 * rho density of air [ug m-3], m_k air of layer k [kg], A area of the cell [m2], q mixing ratio [kg/kg], t terms.
 *
 * What conc_*.nc holds: the fields of the chemistry (output_sums.c) and the tracers, of a gas with a background one
 * more for what it has above that. Beside these, for output sets that ask for it: every species of a mechanism under
 * its own name. */
#ifndef LT_OUTPUT_FIELDS_H
#define LT_OUTPUT_FIELDS_H

#include "model/kernel/real.h"
#include "model/state/chemical_set.h"

#include "base/status.h"

#include <stdbool.h>

typedef enum lt_output_kind { LT_OUT_MASS, LT_OUT_MOLE, LT_OUT_COLUMN, LT_OUT_ACIDITY, LT_OUT_SEEN } lt_output_kind;

/* Has it one value a column? */
static inline bool lt_output_is_of_column(lt_output_kind kind) {
    return kind == LT_OUT_COLUMN || kind == LT_OUT_SEEN;
}

typedef struct lt_output_term {
    int species;
    double factor;
} lt_output_term;

typedef struct lt_output_field {
    char name[64], standard_name[96], units[24], text[256]; /* standard_name "" where CF has none */
    lt_output_kind kind;
    int seen;                /* of LT_OUT_SEEN: which of lt_gas_seen */
    int first_term, n_terms; /* in lt_output_fields.term */
    double base;             /* kg/kg */
    bool on_request;         /* only in sets that name it */
} lt_output_field;

typedef struct lt_output_fields {
    int n, n_species;
    lt_output_field *row;
    int n_terms;
    lt_output_term *term;
    const char *chemistry; /* of the set, which must live as long */
} lt_output_fields;

/* species [n_species]: of the set, then tracers. */
lt_status lt_output_fields_create(const lt_chemical_set *set, const lt_species_info *species, int n_species,
                                  lt_output_fields *out);
void lt_output_fields_free(lt_output_fields *fields);
/* Is this the name of a field of some chemistry (capitals do not count)? */
bool lt_output_fields_has(const char *name);
/* For a name that the table lacks, even with other capitals: LT_DEFAULT_CHEMISTRY if its runs have that field or gas;
 * else NULL. */
lt_status lt_output_fields_elsewhere(const lt_output_fields *fields, const char *name, const char **chemistry);
/* -1 if there is none of this name (capitals count: "no2" is a concentration, "NO2" a mole fraction). */
int lt_output_fields_find(const lt_output_fields *fields, const char *name);
/* Fields wanted[n] of one cell, value[n], from the mixing ratios q[n_species] and the density of air [ug m-3]; of a
 * column 0. */
void lt_output_fields_values(const lt_output_fields *fields, int n, const int *wanted, const lt_real *q,
                             double density_ugm3, double *value);

/* For the tables of chemistries: room for one more row, one more term of the last row. The caller has reserved. */
lt_output_field *lt_output_fields_add(lt_output_fields *fields);
void lt_output_fields_add_term(lt_output_fields *fields, int species, double factor);

#endif
