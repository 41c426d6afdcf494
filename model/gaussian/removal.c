#include "model/gaussian/removal.h"

#include "model/kernel/ltmath.h"

double lt_plume_washout(double coefficient_s, double rain_mmh) {
    return rain_mmh > 0.0 ? coefficient_s * lt_pow(rain_mmh, 0.79) : 0.0;
}

double lt_plume_decay(double half_life_s) {
    return half_life_s > 0.0 ? 0.69314718055994531 / half_life_s : 0.0;
}
