#include "model/driver/output_fields.h"

#include "model/chemistry/mechanism/species_table.h"
#include "model/driver/output_sums.h"
#include "model/kernel/ltmath.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

bool lt_output_fields_has(const char *name) {
    return lt_output_sums_of_mechanism(name) || lt_output_sums_of_passive(name);
}

lt_status lt_output_fields_elsewhere(const lt_output_fields *fields, const char *name, const char **chemistry) {
    lt_species_table *species;
    *chemistry = NULL;
    if (fields->chemistry && strcmp(fields->chemistry, LT_DEFAULT_CHEMISTRY) == 0) return LT_OK;
    for (int n = 0; n < fields->n; ++n)
        if (strcasecmp(fields->row[n].name, name) == 0) return LT_OK;
    LT_TRY(lt_species_table_read(&species));
    const lt_species_fact *fact = lt_species_table_find(species, name);
    if (lt_output_sums_of_mechanism(name) || (fact && fact->kind == LT_SPECIES_GAS)) *chemistry = LT_DEFAULT_CHEMISTRY;
    lt_species_table_free(species);
    return LT_OK;
}

lt_output_field *lt_output_fields_add(lt_output_fields *fields) {
    lt_output_field *field = &fields->row[fields->n++];
    field->first_term = fields->n_terms;
    return field;
}

void lt_output_fields_add_term(lt_output_fields *fields, int species, double factor) {
    fields->term[fields->n_terms++] = (lt_output_term){species, factor};
    fields->row[fields->n - 1].n_terms += 1;
}

/* Under the tracer's own name: its mole fraction or, without a unit of its own, its mass in the volume. */
static void add_tracer(const lt_species_info *info, int s, bool enhancement, lt_output_fields *fields) {
    lt_output_field *field = lt_output_fields_add(fields);
    field->kind = info->unit ? LT_OUT_MOLE : LT_OUT_MASS;
    field->base = enhancement ? info->background : 0.0;
    lt_output_fields_add_term(fields, s, info->unit ? info->per_ratio : 1.0);
    snprintf(field->units, sizeof field->units, "%s", info->unit ? info->unit : "ug m-3");
    snprintf(field->name, sizeof field->name, "%s%s", info->name, enhancement ? "_enhancement" : "");
    if (enhancement)
        snprintf(field->text, sizeof field->text, "%s, above the background of the run, %.6g %s", info->text,
                 info->per_ratio * info->background, info->unit);
    else
        snprintf(field->text, sizeof field->text, "%s%s", info->text, info->unit ? "" : ", at ambient state");
}

static void add_all(const lt_chemical_set *set, const lt_species_info *species, lt_output_fields *out) {
    lt_output_sums_add(set, out);
    if (set->mechanism) lt_output_sums_add_seen(out);
    for (int s = set->n; s < out->n_species; ++s) {
        add_tracer(&species[s], s, false, out);
        if (species[s].background > 0.0) add_tracer(&species[s], s, true, out);
    }
    if (set->mechanism) lt_output_sums_add_species(set, out);
}

lt_status lt_output_fields_create(const lt_chemical_set *set, const lt_species_info *species, int n_species,
                                  lt_output_fields *out) {
    const int n_tracers = n_species - set->n;
    const int rows = lt_output_sums_rows(set), terms = lt_output_sums_terms(set);
    *out = (lt_output_fields){.n_species = n_species, .chemistry = set->chemistry};
    LT_TRY(lt_calloc((size_t)(rows + 2 * n_tracers), sizeof *out->row, &out->row));
    lt_status status = lt_calloc((size_t)(terms + 2 * n_tracers + 1), sizeof *out->term, &out->term);
    if (status == LT_OK)
        add_all(set, species, out);
    else
        lt_output_fields_free(out);
    return status;
}

void lt_output_fields_free(lt_output_fields *fields) {
    lt_free(fields->row);
    lt_free(fields->term);
    *fields = (lt_output_fields){0};
}

int lt_output_fields_find(const lt_output_fields *fields, const char *name) {
    for (int n = 0; n < fields->n; ++n)
        if (strcmp(fields->row[n].name, name) == 0) return n;
    return -1;
}

static double sum_of(const lt_output_fields *fields, const lt_output_field *f, const lt_real *q) {
    double sum = 0.0;
    for (int t = f->first_term; t < f->first_term + f->n_terms; ++t)
        sum += fields->term[t].factor * ((double)q[fields->term[t].species] - f->base);
    return sum;
}

/* Moles of H+ a kg of water, and that as pH. */
static double acidity(const lt_output_fields *fields, const lt_output_field *f, const lt_real *q) {
    const lt_output_term *acid = &fields->term[f->first_term];
    const double moles = acid[0].factor * (double)q[acid[0].species], water = (double)q[acid[1].species];
    return moles > 0.0 && water > 0.0 ? -lt_log(moles / water) / 2.302585092994046 : 0.0;
}

void lt_output_fields_values(const lt_output_fields *fields, int n, const int *wanted, const lt_real *q,
                             double density_ugm3, double *value) {
    for (int w = 0; w < n; ++w) {
        const lt_output_field *f = &fields->row[wanted[w]];
        if (f->kind == LT_OUT_ACIDITY)
            value[w] = acidity(fields, f, q);
        else if (lt_output_is_of_column(f->kind))
            value[w] = 0.0;
        else
            value[w] = sum_of(fields, f, q) * (f->kind == LT_OUT_MASS ? density_ugm3 : 1.0);
    }
}
