/* gas_dry_lanes.c - what the weather of a tile means to leaves: light, vapour pressure deficit, rain and dew.
 *
 * Photosynthetically active light after Weiss and Norman (1985), doi 10.1016/0168-1923(85)90020-6, m = cos of the
 * zenith: visible direct  V = 600 exp(-0.185/m) m;    visible diffuse  0.4 (600 - V) m          [W/m2, clear sky] near
 * infrared   N = (720 exp(-0.06/m) - w) m;   diffuse  0.6 (720 - N - w) m w = 1320 10^(-1.195 - 0.4459 lg m - 0.0345
 * lg^2 m) r = K / (all four), at most 0.9; light = r (visible); direct share  V/(visible) (1 - ((0.9 - r)/0.7)^(2/3)),
 *   0.01 at least
 * Vapour pressure deficit  e_s(T) (1 - RH),  e_s = 610.8 exp(17.27 (T - 273.16)/(T - 35.86)) Pa.
 * Rain: more than 0.2 mm/h above 0 degC. Dew after Janssen and Romer (1991): above 0 degC where u* < 1.5 c/q, q the
 * deficit 0.622 e_s (1 - RH) in g/kg at 1000 hPa, c 0.3, 0.2, 0.1 in clear, broken (cloud from 0.25) and overcast (from
 * 0.75) sky.
 * All as in Zhang et al. (2003) and CAMx 7.20's vd_gas_zhang.f (V). Limits: leaves have the temperature of the skin for
 * frost and stomata, of the air for its deficit; no memory of wetness. */
#include "model/deposition/gas_dry.h"

#include "model/kernel/ltmath.h"
#include "model/met/constants.h"

#define LN10 2.3025850929940457

static double up_to(double x, double most) {
    return x < most ? x : most;
}

static double at_least(double x, double floor) {
    return x > floor ? x : floor;
}

static void light(double shortwave, double cosine, double *direct, double *diffuse) {
    const double m = at_least(cosine, 0.001), lg = lt_log(m) / LN10;
    const double water = 1320.0 * lt_exp(LN10 * (-1.195 - 0.4459 * lg - 0.0345 * lg * lg));
    const double v_direct = 600.0 * lt_exp(-0.185 / m) * m, v_diffuse = 0.4 * (600.0 - v_direct) * m;
    const double n_direct = (720.0 * lt_exp(-0.06 / m) - water) * m;
    const double n_diffuse = 0.6 * (720.0 - n_direct - water) * m;
    const double visible = at_least(v_direct + v_diffuse, 0.1), infrared = at_least(n_direct + n_diffuse, 0.01);
    const double ratio = up_to(at_least(shortwave, 0.0) / (visible + infrared), 0.9);
    const double dim = up_to((0.9 - ratio) / 0.7, 0.99);
    const double scattered = dim > 1e-12 ? lt_exp(0.6667 * lt_log(at_least(dim, 1e-12))) : 0.0;
    const double share = at_least(v_direct / visible * (1.0 - scattered), 0.01);
    const double shines = shortwave >= 0.1 && cosine > 0.001 ? 1.0 : 0.0;
    *direct = shines * share * ratio * visible;
    *diffuse = shines * (1.0 - share) * ratio * visible;
}

void lt_gas_dry_share(const lt_gas_dry_weather *w, lt_gas_dry_lanes *out) {
    for (int l = 0; l < LT_LANES; l++) {
        const double t = w->temperature[l], skin = w->skin_temperature[l];
        const double rh = up_to(at_least(w->humidity[l], 0.0), 1.0);
        const double deficit_Pa = 610.8 * lt_exp(17.27 * (t - 273.16) / (t - 35.86)) * (1.0 - rh);
        const double cover = w->cloud_cover[l], c = cover < 0.25 ? 0.3 : cover < 0.75 ? 0.2 : 0.1;
        const double thaws = skin > LT_ICE_POINT ? 1.0 : 0.0;
        out->temperature[l] = t;
        out->skin[l] = skin;
        out->humidity[l] = rh;
        out->shortwave[l] = w->shortwave[l];
        out->cos_zenith[l] = w->cos_zenith[l];
        out->deficit[l] = 1e-3 * deficit_Pa;
        out->precipitation[l] = 3600.0 * w->precipitation[l];
        out->rain[l] = out->precipitation[l] > 0.2 ? thaws : 0.0;
        out->dew_speed[l] = thaws * 1.5 * c / at_least(0.622e-2 * deficit_Pa, 1e-4);
        out->snow[l] = up_to(at_least(w->snow_cover[l], 0.0), 1.0);
        light(w->shortwave[l], w->cos_zenith[l], &out->direct[l], &out->diffuse[l]);
    }
}
