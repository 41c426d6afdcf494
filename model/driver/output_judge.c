/* lantian check of conc_*.nc: the fields of its chemistry, their units and values, its hours. */
#include "model/driver/output.h"
#include "model/state/hours.h"

#include <float.h>

lt_status lt_output_judge(lt_ncr *file, lt_faults *faults) {
    lt_output_fields table;
    lt_chemical_set *set;
    char chemistry[512];
    LT_TRY(lt_ncr_attr_text(file, NULL, "chemistry", chemistry, sizeof chemistry));
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
