#include "model/deposition/dry.h"

#include "model/kernel/ltmath.h"

#include <math.h>

static const double von_karman = 0.4;

typedef struct lt_surface_resistance {
    double frozen, land, water; /* s/m */
} lt_surface_resistance;

static const lt_surface_resistance resistance_so2 = {500, 150, 1};
static const lt_surface_resistance resistance_nox = {1500, 1500, 5000};
static const lt_surface_resistance resistance_hno3 = {10, 10, 10};
static const lt_surface_resistance resistance_nh3 = {500, 100, 1};

static double aerodynamic(const lt_dry_surface *s, double z0) {
    double zeta = s->height * s->inverse_obukhov_length, psi;
    if (zeta >= 0)
        psi = -5.0 * (zeta < 2.0 ? zeta : 2.0);
    else
        psi = 2.0 * lt_log(0.5 * (1.0 + sqrt(1.0 - 16.0 * (zeta > -5.0 ? zeta : -5.0))));
    double r = (lt_log(s->height / z0) - psi) / (von_karman * s->friction_velocity);
    return r > 1.0 ? r : 1.0;
}

static double gas_velocity(const lt_dry_surface *s, double z0, double surface) {
    double laminar = 2.0 * 1.4446 / (von_karman * s->friction_velocity); /* (1.25/0.72)^(2/3) = 1.4446 */
    return 1.0 / (aerodynamic(s, z0) + laminar + surface);
}

static double particle_velocity(const lt_dry_surface *s, double z0, double settling) {
    double surface = s->friction_velocity / 500.0;
    if (s->inverse_obukhov_length < 0) {
        double x = -300.0 * s->inverse_obukhov_length;
        surface *= 1.0 + lt_pow(x > 1e-6 ? x : 1e-6, 2.0 / 3.0);
    }
    return settling + 1.0 / (aerodynamic(s, z0) + 1.0 / surface);
}

static double over(const lt_dry_surface *s, double z0, double rc_hno3_or_gas, int dry_class, double gas_share) {
    switch (dry_class) {
    case LT_DRY_SO2:
    case LT_DRY_NOX:
        return gas_velocity(s, z0, rc_hno3_or_gas);
    case LT_DRY_NITRATE:
    case LT_DRY_AMMONIA:
        return gas_share * gas_velocity(s, z0, rc_hno3_or_gas) + (1.0 - gas_share) * particle_velocity(s, z0, 0.0);
    case LT_DRY_FINE:
        return particle_velocity(s, z0, 0.0);
    case LT_DRY_COARSE:
        return particle_velocity(s, z0, 0.003);
    default:
        return 0.0;
    }
}

double lt_dry_velocity(const lt_dry_surface *s, enum lt_dry_class dry_class, double gas_share) {
    static const lt_surface_resistance none = {0, 0, 0};
    const lt_surface_resistance *rc = dry_class == LT_DRY_SO2       ? &resistance_so2
                                      : dry_class == LT_DRY_NOX     ? &resistance_nox
                                      : dry_class == LT_DRY_NITRATE ? &resistance_hno3
                                      : dry_class == LT_DRY_AMMONIA ? &resistance_nh3
                                                                    : &none;
    double land = over(s, 0.3, s->temperature < 272.15 ? rc->frozen : rc->land, (int)dry_class, gas_share);
    double sea = over(s, 0.0002, rc->water, (int)dry_class, gas_share);
    return (1.0 - s->sea_share) * land + s->sea_share * sea;
}
