#include "postproc/skill/forecast_set.h"

#include <math.h>

lt_status lt_forecast_set_create(lt_forecast_set *set) {
    const size_t series = (size_t)set->n_places * (size_t)set->n_species, n_obs = series * (size_t)set->n_steps;
    const size_t n_value = series * (size_t)set->n_leads * (size_t)set->n_cycles * (size_t)set->n_members;
    set->obs = set->value = NULL;
    LT_TRY(lt_calloc(n_obs, sizeof *set->obs, &set->obs));
    const lt_status status = lt_calloc(n_value, sizeof *set->value, &set->value);
    if (status != LT_OK) {
        lt_forecast_set_free(set);
        return status;
    }
    for (size_t i = 0; i < n_obs; i++) set->obs[i] = NAN;
    for (size_t i = 0; i < n_value; i++) set->value[i] = NAN;
    return LT_OK;
}

void lt_forecast_set_free(lt_forecast_set *set) {
    lt_free(set->obs);
    lt_free(set->value);
    set->obs = set->value = NULL;
}
