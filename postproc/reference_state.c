#include "postproc/reference_state.h"

#include <math.h>

static const double gravity = 9.80665, gas_constant = 287.05, pressure0_Pa = 101325.0;

double lt_state_temperature(lt_obs_state state) {
    return state == LT_STATE_STANDARD ? 273.15 : state == LT_STATE_REFERENCE ? 298.15 : NAN;
}

double lt_state_factor(lt_obs_state state, double temperature_K, double pressure_Pa) {
    if (state == LT_STATE_AMBIENT) return 1.0;
    return temperature_K / lt_state_temperature(state) * (pressure0_Pa / pressure_Pa);
}

double lt_state_pressure(double temperature_K, double terrain_m) {
    return pressure0_Pa * exp(-gravity * terrain_m / (gas_constant * temperature_K));
}
