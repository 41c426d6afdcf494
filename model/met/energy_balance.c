/* energy_balance.c - skin temperature T_s at which the energy balance closes.
 *
 *   (1 - r) K + e (L - sigma T_s^4) = H + E + G
 *   H = rho cp (T_s - theta) / ra            theta = T + (g/cp) 2 m, air at 2 m
 *   E = rho l [q_s(T_s) - q] [s/ra + (1 - s)/(ra + rs)],  rs = 1/conductance; no resistance where dew falls
 *   G = c (T_s - T_b)                        c skin conductance, T_b temperature of the body below (ground.c)
 *   ra = [ln(2/z_h) - psi_h(2/L) + psi_h(z_h/L)] / (k u*),   u*, L as in similarity.c
 *
 * r albedo, e emissivity, K and L short-wave and long-wave downward, s wet share (snow, ice, water), l latent heat
 * (over ice below the ice point), q_s specific humidity of saturation over water. With 1/L held the left less the right
 * falls with T_s without end, so that there is one T_s, which Newton's rule finds; 1/L is then closed by
 * lt_similarity_close. At the end the balance is closed to 1e-11 W m-2; H and L agree to 1e-5 m-1 of 1/L.
 *
 * Sources: skin layer over a body of heat, tiles and their conductances as in the ECMWF scheme, Viterbo and Beljaars
 * (1995), doi 10.1175/1520-0442(1995)008<2716:AILSPS>2.0.CO;2; evaporation through a resistance Monteith (1981),
 * doi 10.1002/qj.49710745102.
 *
 * Limits: one skin for plants and soil; the skin stores nothing; 2 m and 10 m are taken as above the displacement
 * height; no heat of traffic and heating. */
#include "model/met/energy_balance.h"

#include "model/kernel/surface_layer.h"
#include "model/met/constants.h"
#include "model/met/humidity.h"
#include "model/met/similarity.h"

#include <math.h>
#include <stdbool.h>

#define Z_WIND 10.0
#define Z_TEMPERATURE 2.0

double lt_latent_heat(double temperature_K) {
    double water = 2.501e6 - 2361.0 * (temperature_K - LT_ICE_POINT);
    return temperature_K < LT_ICE_POINT ? water + LT_FUSION : water;
}

/* The unknowns while 1/L is sought. */
typedef struct search {
    const lt_tile_ground *ground;
    const lt_near_air *air;
    double theta, humidity, latent_heat, absorbed;
    double friction, heat_resistance, skin, sensible, evaporation;
    double gust_Wm2; /* heat flux whose gusts the wind has */
    bool known;      /* the skin is given */
} search;

/* Conductances for vapour, m s-1, by the sign of the flux. */
static double vapour_conductance(const search *s, double excess) {
    double ra = s->heat_resistance, g = s->ground->conductance_ms;
    if (excess < 0.0) return 1.0 / ra;
    double open = g > 0.0 ? 1.0 / (ra + 1.0 / g) : 0.0;
    return s->ground->wet / ra + (1.0 - s->ground->wet) * open;
}

/* Fluxes at the present skin; returns what is left over, W m-2, and by the skin's temperature its slope and that of the
 * vapour flux. */
static double remainder_at(search *s, double *slope, double *vapour_slope) {
    const lt_tile_ground *g = s->ground;
    const lt_near_air *a = s->air;
    double t = s->skin, t3 = t * t * t, celsius = t - LT_ICE_POINT, below = celsius + 243.04;
    double vapour = (1.0 - g->salt) * lt_saturation_pressure(t), dry = a->pressure_Pa - 0.378 * vapour;
    double q = 0.622 * vapour / dry, excess = q - s->humidity;
    double q_slope = 0.622 * a->pressure_Pa / (dry * dry) * vapour * 17.625 * 243.04 / (below * below);
    double through = a->density_kgm3 * vapour_conductance(s, excess);
    double heat = a->density_kgm3 * LT_CP_DRY / s->heat_resistance;
    s->sensible = heat * (t - s->theta);
    s->evaporation = through * excess;
    *vapour_slope = through * q_slope;
    *slope = -4.0 * g->emissivity * LT_STEFAN * t3 - heat - s->latent_heat * *vapour_slope - g->skin_Wm2K;
    return s->absorbed - g->emissivity * LT_STEFAN * t3 * t - s->sensible - s->latent_heat * s->evaporation -
           g->skin_Wm2K * (t - g->body_K);
}

/* Newton's rule until a step is below step_K; heat and vapour follow the last step along their slope, which leaves an
 * error of some W m-2 K-2 times its square. */
static void settle(search *s, double step_K) {
    double slope, through;
    for (int n = 0; n < 30; n++) {
        double left = remainder_at(s, &slope, &through);
        if (s->known) return;
        double step = fmax(-20.0, fmin(20.0, -left / slope));
        s->skin += step;
        if (fabs(step) > step_K) continue;
        s->sensible += s->air->density_kgm3 * LT_CP_DRY / s->heat_resistance * step;
        s->evaporation += through * step;
        return;
    }
}

/* At the end: until the balance is closed, without slopes. */
static void finish(search *s) {
    double slope, through;
    for (int n = 0; n < 30; n++) {
        double left = remainder_at(s, &slope, &through);
        if (s->known || fabs(left) < 1e-11) return;
        s->skin -= left / slope;
    }
    remainder_at(s, &slope, &through);
}

/* Exchange with the gusts of a heat flux, and the fluxes that come of it; returns their heat above that of the gusts.
 */
static double exchange(search *s, double wind_factor, double heat_factor, double gust_Wm2) {
    const lt_near_air *a = s->air;
    double wind = lt_gusty_wind(a->wind_10m_ms, a->temperature_K, a->density_kgm3, gust_Wm2);
    s->gust_Wm2 = gust_Wm2;
    s->friction = fmax(LT_SMALLEST_FRICTION, LT_VON_KARMAN * wind / wind_factor);
    s->heat_resistance = heat_factor / (LT_VON_KARMAN * s->friction);
    settle(s, 1e-3);
    return fmax(0.0, s->sensible) - gust_Wm2;
}

/* Gusts and heat make each other: stronger gusts, more heat, until evaporation takes it; one flux that makes the gusts
 * it needs, by the secant rule within a bracket, from the last one on. */
static double heat_of(void *self, double inverse, double *friction) {
    search *s = self;
    double wind_factor = lt_layer_wind(Z_WIND, s->ground->roughness_m, inverse);
    double heat_factor = lt_layer_heat(Z_TEMPERATURE, s->ground->heat_roughness_m, inverse);
    double low = 0.0, high = INFINITY, gust = s->gust_Wm2, last = 0.0, e_last = 0.0;
    for (int n = 0; n < 40; n++) {
        double e = exchange(s, wind_factor, heat_factor, gust);
        if (fabs(e) < 1e-4 || high - low < 1e-9) break;
        if (e > 0.0)
            low = gust;
        else
            high = gust;
        double slope = n > 0 ? (e - e_last) / (gust - last) : -1.0, next = gust - e / slope;
        bool inside = slope < 0.0 && next >= low && next <= high && n % 4 != 3;
        last = gust;
        e_last = e;
        gust = inside ? next : isinf(high) ? gust + e : 0.5 * (low + high);
    }
    *friction = s->friction;
    return s->sensible;
}

static lt_fluxes solve(const lt_tile_ground *ground, const lt_near_air *air, double first_K, bool known) {
    double dry = air->pressure_Pa - 0.378 * air->vapour_Pa;
    search s = {.ground = ground,
                .air = air,
                .theta = air->temperature_K + LT_GRAVITY / LT_CP_DRY * Z_TEMPERATURE,
                .humidity = 0.622 * air->vapour_Pa / dry,
                .latent_heat = lt_latent_heat(known ? first_K : air->temperature_K),
                .absorbed = (1.0 - ground->albedo) * air->shortwave_Wm2 + ground->emissivity * air->longwave_Wm2,
                .skin = first_K,
                .known = known};
    const lt_flux_law law = {heat_of, &s, air->temperature_K, air->density_kgm3};
    lt_fluxes out = {.inverse_obukhov_m = lt_similarity_close(&law)};
    finish(&s);
    double t2 = s.skin * s.skin;
    out.friction_velocity_ms = s.friction;
    out.skin_K = s.skin;
    out.net_Wm2 = s.absorbed - ground->emissivity * LT_STEFAN * t2 * t2;
    out.sensible_Wm2 = s.sensible;
    out.evaporation_kgm2s = s.evaporation;
    out.latent_Wm2 = s.latent_heat * s.evaporation;
    out.ground_Wm2 =
        known ? out.net_Wm2 - out.sensible_Wm2 - out.latent_Wm2 : ground->skin_Wm2K * (s.skin - ground->body_K);
    return out;
}

lt_fluxes lt_energy_balance(const lt_tile_ground *ground, const lt_near_air *air) {
    return solve(ground, air, air->temperature_K, false);
}

lt_fluxes lt_known_skin(const lt_tile_ground *ground, const lt_near_air *air, double skin_K) {
    return solve(ground, air, skin_K, true);
}
