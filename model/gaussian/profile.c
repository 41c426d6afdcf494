/* profile.c
 *
 * z height, us friction velocity (u*), ws convective velocity (w*), L Obukhov length, zic and zim convective and
 * mechanical height, zi = max(zic, zim) in convective air, else zim; k = 0.4.
 *
 * wind     u = u(7 z0) z/(7 z0) below 7 z0; us/k [ln(z/z0) - psi(z/L) + psi(z0/L)] to zi, constant above; times what
 *          brings it to the measured wind at its height. psi: unstable 2 ln((1 + m)/2) + ln((1 + m2)/2) - 2 atan m +
 * pi/2, m = (1 - 16 z/L)^(1/4); stable -17 (1 - exp(-0.29 z/L)) (van Ulden and Holtslag 1985,
 *          doi 10.1175/1520-0450(1985)024<1196:EOABLP>2.0.CO;2).
 * sigma_w2 = convective: 1.6 (z/zic)^(2/3) ws2 to 0.1 zic, 0.35 ws2 to zic, 0.35 ws2 exp(-6 (z - zic)/zic) above
 *          + mechanical: 1.69 us2 (1 - z/zim) to zim, + (0.02 u(zi) min(1, z/zi))2
 * sigma_v2 = convective: 0.35 ws2 to zic, to min(that, 0.25) at 1.2 zic, constant above
 *          + mechanical: 3.6 us2 at the ground to min(that, 0.25) at zim, linear, constant above
 *          Measured values at one height scale the whole profile.
 * lapse    convective: 0 to zic, the given one above for 500 m, 0.005 K/m beyond. stable: th/(k z) (1 + 5 z/L) from 2 m
 *          (below: as at 2 m) to 100 m, above as at 100 m times exp(-(z - 100)/(0.44 max(zim, 100)));
 *          th = us2 T/(g k L).
 * town     at night: dT = 12 (0.1 ln(P/2e6) + 1) K, kinematic heat 0.03 us dT, height 400 (P/2e6)^(1/4) m and the ws of
 *          both; turbulence of both kinds, no lapse below it (Oke 1973, doi 10.1016/0004-6981(73)90140-6; 1978).
 *
 * Least: wind 0.28 m/s (2^(1/2) times the least sigma_v), sigma_v 0.2, sigma_w 0.02 m/s.
 *
 * Source: Cimorelli et al. (2004), EPA-454/R-03-004, section 4, and (2005), doi 10.1175/JAM2227.1; sigma_v beside
 * AERMOD's code, the other numbers recalled. Limits: flat, uniform ground; one level of measurements. */
#include "model/gaussian/profile.h"

#include "model/kernel/ltmath.h"
#include "model/kernel/surface_layer.h"

#include <math.h>

static const double karman = 0.4, gravity = 9.80665;

static double least(double a, double b) {
    return a < b ? a : b;
}

static double most(double a, double b) {
    return a > b ? a : b;
}

static double psi(double z, double obukhov) {
    if (obukhov > 0.0) return -17.0 * (1.0 - lt_exp(-0.29 * z / obukhov));
    return lt_layer_psi_m(z / obukhov);
}

/* u without what brings it to the measured one. */
static double similarity_wind(const lt_plume_hour *h, double mixing, double z) {
    const double low = 7.0 * h->roughness_m, at = least(most(z, low), most(mixing, low));
    const double u = h->friction_velocity_ms / karman *
                     (lt_log(at / h->roughness_m) - psi(at, h->obukhov_m) + psi(h->roughness_m, h->obukhov_m));
    return z < low ? u * z / low : u;
}

static double variance_v(const lt_plume_hour *h, double z) {
    const double ground = 3.6 * h->friction_velocity_ms * h->friction_velocity_ms, above = least(ground, 0.25);
    double sum = z < h->mechanical_height_m ? ground + (above - ground) * z / h->mechanical_height_m : above;
    if (h->convective_velocity_ms > 0.0) {
        const double full = 0.35 * h->convective_velocity_ms * h->convective_velocity_ms, far = least(full, 0.25);
        const double past = (z / h->convective_height_m - 1.0) / 0.2;
        sum += past <= 0.0 ? full : past < 1.0 ? full + (far - full) * past : far;
    }
    return sum;
}

static double variance_w(const lt_plume_hour *h, double mixing, double wind_top, double z) {
    const double u2 = h->friction_velocity_ms * h->friction_velocity_ms,
                 residual = 0.02 * wind_top * least(1.0, z / mixing);
    double sum = residual * residual;
    if (z < h->mechanical_height_m) sum += 1.69 * u2 * (1.0 - z / h->mechanical_height_m);
    if (h->convective_velocity_ms > 0.0) {
        const double w2 = h->convective_velocity_ms * h->convective_velocity_ms, part = z / h->convective_height_m;
        sum += part <= 0.1  ? 1.6 * w2 * lt_pow(most(part, 1e-9), 2.0 / 3.0)
               : part < 1.0 ? 0.35 * w2
                            : 0.35 * w2 * lt_exp(-6.0 * (part - 1.0));
    }
    return sum;
}

static double lapse(const lt_profile *p, double z) {
    const lt_plume_hour *h = &p->hour;
    if (h->convective_velocity_ms > 0.0) { /* also of a town's night */
        if (z < h->convective_height_m) return 0.0;
        if (p->convective) return z < h->convective_height_m + 500.0 ? h->lapse_above_Km : 0.005;
    }
    const double star =
        h->friction_velocity_ms * h->friction_velocity_ms * h->temperature_K / (gravity * karman * h->obukhov_m);
    const double at = least(most(z, 2.0), 100.0), gradient = star / (karman * at) * (1.0 + 5.0 * at / h->obukhov_m);
    return z <= 100.0 ? gradient : gradient * lt_exp(-(z - 100.0) / (0.44 * most(h->mechanical_height_m, 100.0)));
}

static double scale_to(double measured, double computed) {
    return measured == measured && computed > 0.0 ? measured / computed : 1.0;
}

/* After this the profile holds at any height. */
static void fit(lt_profile *p) {
    const lt_plume_hour *h = &p->hour;
    const double at = h->measured_height_m;
    p->scale_wind = scale_to(h->wind_ms, similarity_wind(h, p->mixing_m, h->wind_height_m));
    p->top_ms = p->scale_wind * similarity_wind(h, p->mixing_m, p->mixing_m);
    p->scale_v = scale_to(h->sigma_v_ms, sqrt(variance_v(h, at)));
    p->scale_w = scale_to(h->sigma_w_ms, sqrt(variance_w(h, p->mixing_m, p->top_ms, at)));
}

lt_profile_air lt_profile_exactly(const lt_profile *p, double z) {
    const lt_plume_hour *h = &p->hour;
    z = least(most(z, LT_PROFILE_LOWEST), LT_PROFILE_HIGHEST);
    return (lt_profile_air){.wind_ms =
                                most(p->scale_wind * similarity_wind(h, p->mixing_m, z), 0.2 * 1.4142135623730951),
                            .sigma_v_ms = most(p->scale_v * sqrt(variance_v(h, z)), 0.2),
                            .sigma_w_ms = most(p->scale_w * sqrt(variance_w(h, p->mixing_m, p->top_ms, z)), 0.02),
                            .lapse_Km = lapse(p, z)};
}

static void warm_night(lt_plume_hour *h, const lt_plume_town *town) {
    const double size = town->people / 2e6, warmer = 12.0 * (0.1 * lt_log(size) + 1.0);
    h->roughness_m = most(h->roughness_m, town->roughness_m);
    if (warmer <= 0.0 || h->obukhov_m < 0.0) return;
    h->convective_height_m = 400.0 * sqrt(sqrt(size));
    const double flux = 0.03 * h->friction_velocity_ms * warmer;
    h->convective_velocity_ms = lt_pow(gravity * flux * h->convective_height_m / h->temperature_K, 1.0 / 3.0);
    h->mechanical_height_m = most(h->mechanical_height_m, h->convective_height_m);
}

/* Level k lies at 2^(k/64 - 2) of whole octaves, even within them. */
static double level_height(int k) {
    return ldexp(1.0 + (double)(k % LT_PROFILE_PARTS) / LT_PROFILE_PARTS, k / LT_PROFILE_PARTS - 2);
}

void lt_profile_begin(lt_profile *p, const lt_plume_hour *hour, const lt_plume_town *town) {
    p->hour = *hour;
    p->convective = hour->obukhov_m < 0.0;
    if (town && town->people > 0.0) warm_night(&p->hour, town);
    p->mixing_m =
        p->convective ? most(p->hour.convective_height_m, p->hour.mechanical_height_m) : p->hour.mechanical_height_m;
    const double angle = hour->wind_from_deg * (3.14159265358979323846 / 180.0);
    p->to_x = -lt_sin(angle);
    p->to_y = -lt_cos(angle);
    p->tabled = false;
    fit(p);
}

void lt_profile_make(lt_profile *p, const lt_plume_hour *hour, const lt_plume_town *town) {
    lt_profile_begin(p, hour, town);
    for (int k = 0; k < LT_PROFILE_LEVELS; k++) p->level[k] = lt_profile_exactly(p, level_height(k));
    p->tabled = true;
}

lt_profile_air lt_profile_at(const lt_profile *p, double z) {
    return p->tabled ? lt_profile_between(p, z) : lt_profile_exactly(p, z);
}

double lt_profile_temperature(const lt_profile *p, double z) {
    /* Dry adiabatic from the ground, with the mean lapse of potential temperature on the way in 8 steps. */
    const lt_plume_hour *h = &p->hour;
    double theta = h->temperature_K;
    const double from = h->temperature_height_m, step = (z - from) / 8.0;
    for (int n = 0; n < 8; n++) theta += step * lt_profile_at(p, from + (n + 0.5) * step).lapse_Km;
    return theta - gravity / 1004.0 * (z - from);
}
