#include "model/deposition/dry.h"

#include "model/kernel/ltmath.h"

#include <math.h>

static const double von_karman = 0.4;

static double aerodynamic(const lt_dry_surface *s, double z0) {
    double zeta = s->height * s->inverse_obukhov_length, psi;
    if (zeta >= 0)
        psi = -5.0 * (zeta < 2.0 ? zeta : 2.0);
    else
        psi = 2.0 * lt_log(0.5 * (1.0 + sqrt(1.0 - 16.0 * (zeta > -5.0 ? zeta : -5.0))));
    double r = (lt_log(s->height / z0) - psi) / (von_karman * s->friction_velocity);
    return r > 1.0 ? r : 1.0;
}

static double particle_velocity(const lt_dry_surface *s, double z0, double settling) {
    double surface = s->friction_velocity / 500.0;
    if (s->inverse_obukhov_length < 0) {
        double x = -300.0 * s->inverse_obukhov_length;
        surface *= 1.0 + lt_pow(x > 1e-6 ? x : 1e-6, 2.0 / 3.0);
    }
    return settling + 1.0 / (aerodynamic(s, z0) + 1.0 / surface);
}

double lt_dry_velocity(const lt_dry_surface *s, enum lt_dry_class dry_class) {
    const double settling = dry_class == LT_DRY_COARSE ? 0.003 : 0.0;
    if (dry_class == LT_DRY_NONE) return 0.0;
    return (1.0 - s->sea_share) * particle_velocity(s, 0.3, settling) +
           s->sea_share * particle_velocity(s, 0.0002, settling);
}
