#include "model/analysis/controls.h"

#include <stddef.h>

#define OBSERVED_NAME(symbol, name, field, text) name,
#define OBSERVED_FIELD(symbol, name, field, text) field,
#define CONTROL_NAME(symbol, name) name,
const char *const lt_monitored_names[] = {LT_MONITORED_LIST(OBSERVED_NAME)};
const char *const lt_monitored_fields[] = {LT_MONITORED_LIST(OBSERVED_FIELD)};
const char *const lt_control_names[] = {LT_CONTROL_LIST(CONTROL_NAME)};

const double lt_observe[LT_N_MONITORED][LT_N_CONTROLS] = {
    [LT_MONITORED_PM25] = {[LT_CONTROL_FINE] = 1.0},
    [LT_MONITORED_PM10] = {[LT_CONTROL_FINE] = 1.0, [LT_CONTROL_COARSE] = 1.0},
    [LT_MONITORED_O3] = {[LT_CONTROL_OX] = 1.0, [LT_CONTROL_NO2] = -LT_OX_OF_NO2},
    [LT_MONITORED_NO2] = {[LT_CONTROL_NO2] = 1.0},
    [LT_MONITORED_SO2] = {[LT_CONTROL_SO2] = 1.0},
    [LT_MONITORED_CO] = {[LT_CONTROL_CO] = 1.0},
};

bool lt_monitored_is_known(lt_monitored what, const bool has[LT_N_CONTROLS]) {
    for (int c = 0; c < LT_N_CONTROLS; ++c)
        if (lt_observe[what][c] != 0.0 && !has[c]) return false;
    return true;
}

/* The inverse of H by hand: at most two fields a control. */
static const struct {
    lt_monitored of, less; /* control = of - factor less */
    double factor;
} inverse[LT_N_CONTROLS] = {
    [LT_CONTROL_FINE] = {LT_MONITORED_PM25, LT_MONITORED_PM25, 0.0},
    [LT_CONTROL_COARSE] = {LT_MONITORED_PM10, LT_MONITORED_PM25, 1.0},
    [LT_CONTROL_OX] = {LT_MONITORED_O3, LT_MONITORED_NO2, -LT_OX_OF_NO2},
    [LT_CONTROL_NO2] = {LT_MONITORED_NO2, LT_MONITORED_NO2, 0.0},
    [LT_CONTROL_SO2] = {LT_MONITORED_SO2, LT_MONITORED_SO2, 0.0},
    [LT_CONTROL_CO] = {LT_MONITORED_CO, LT_MONITORED_CO, 0.0},
};

void lt_controls_of_fields(long n, const double *const field[LT_N_MONITORED], double *const control[LT_N_CONTROLS],
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
