#include "model/analysis/controls.h"

#include <stddef.h>

#define OBSERVED_NAME(symbol, name, field, text) name,
#define OBSERVED_FIELD(symbol, name, field, text) field,
#define CONTROL_NAME(symbol, name) name,
const char *const lt_observed_names[] = {LT_OBSERVED_LIST(OBSERVED_NAME)};
const char *const lt_observed_fields[] = {LT_OBSERVED_LIST(OBSERVED_FIELD)};
const char *const lt_control_names[] = {LT_CONTROL_LIST(CONTROL_NAME)};

const double lt_observe[LT_N_OBSERVED][LT_N_CONTROLS] = {
    [LT_OBSERVED_PM25] = {[LT_CONTROL_FINE] = 1.0},
    [LT_OBSERVED_PM10] = {[LT_CONTROL_FINE] = 1.0, [LT_CONTROL_COARSE] = 1.0},
    [LT_OBSERVED_O3] = {[LT_CONTROL_OX] = 1.0, [LT_CONTROL_NO2] = -LT_OX_OF_NO2},
    [LT_OBSERVED_NO2] = {[LT_CONTROL_NO2] = 1.0},
    [LT_OBSERVED_SO2] = {[LT_CONTROL_SO2] = 1.0},
    [LT_OBSERVED_CO] = {[LT_CONTROL_CO] = 1.0},
};

bool lt_observed_is_known(lt_observed what, const bool has[LT_N_CONTROLS]) {
    for (int c = 0; c < LT_N_CONTROLS; ++c)
        if (lt_observe[what][c] != 0.0 && !has[c]) return false;
    return true;
}

/* The inverse of H by hand: at most two fields a control. */
static const struct {
    lt_observed of, less; /* control = of - factor less */
    double factor;
} inverse[LT_N_CONTROLS] = {
    [LT_CONTROL_FINE] = {LT_OBSERVED_PM25, LT_OBSERVED_PM25, 0.0},
    [LT_CONTROL_COARSE] = {LT_OBSERVED_PM10, LT_OBSERVED_PM25, 1.0},
    [LT_CONTROL_OX] = {LT_OBSERVED_O3, LT_OBSERVED_NO2, -LT_OX_OF_NO2},
    [LT_CONTROL_NO2] = {LT_OBSERVED_NO2, LT_OBSERVED_NO2, 0.0},
    [LT_CONTROL_SO2] = {LT_OBSERVED_SO2, LT_OBSERVED_SO2, 0.0},
    [LT_CONTROL_CO] = {LT_OBSERVED_CO, LT_OBSERVED_CO, 0.0},
};

void lt_controls_of_fields(long n, const double *const field[LT_N_OBSERVED], double *const control[LT_N_CONTROLS],
                           bool has[LT_N_CONTROLS]) {
    for (int c = 0; c < LT_N_CONTROLS; ++c) {
        const double *of = field[inverse[c].of], *less = field[inverse[c].less];
        has[c] = of && less && control[c];
        for (long p = 0; has[c] && p < n; ++p) {
            const double value = of[p] - inverse[c].factor * less[p];
            control[c][p] = value > 0.0 ? value : 0.0;
        }
    }
}
