/* lantian check of conc_*.nc: the fields of its chemistry, their units and values, its hours. */
#include "model/driver/output.h"
#include "model/state/hours.h"

#include <float.h>
#include <stdio.h>

/* The chemistry that a file says it is of; files from before there was a choice say nothing. */
static lt_status chemistry_of(lt_ncr *file, char *out, size_t size) {
    if (lt_ncr_has_attr(file, NULL, "chemistry")) return lt_ncr_attr_text(file, NULL, "chemistry", out, size);
    snprintf(out, size, "first_order");
    return LT_OK;
}

lt_status lt_output_judge(lt_ncr *file, lt_faults *faults) {
    lt_output_fields table;
    lt_chemical_set *set;
    char chemistry[512];
    LT_TRY(chemistry_of(file, chemistry, sizeof chemistry));
    LT_TRY(lt_chemical_set_create(chemistry, &set));
    lt_status status = lt_output_fields_create(set, set->info, set->n, &table);
    for (int n = 0; n < table.n && status == LT_OK; ++n) {
        const lt_ncr_want want = {table.row[n].name, table.row[n].units, "time y x", 0, DBL_MAX, false};
        if (!table.row[n].on_request) status = lt_ncr_judge(file, &want, 1, faults);
    }
    lt_output_fields_free(&table);
    lt_chemical_set_free(set);
    return status == LT_OK ? lt_hours_judge(file, "the concentrations", faults) : status;
}
