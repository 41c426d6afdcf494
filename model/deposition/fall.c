/* fall.c - rain and snow of a column (fall.h). */
#include "model/deposition/fall.h"

#include "model/kernel/ltmath.h"
#include "model/met/constants.h"

#include <math.h>
#include <stdbool.h>

#define WATER 1000.0        /* kg/m3 */
#define RENEWAL 600.0       /* s: cloud water is renewed no faster */
#define BARE_TOP 3000.0     /* m: rain without cloud begins here */
#define EVAPORATION 5.44e-4 /* 1/s */
#define FALLING 5.09e-3     /* kg m-2 s-1 */
#define EVAPORATION_POWER 0.5777
#define MOST_EVAPORATES 0.9
#define UNDER_RAIN 3600.0  /* s: so long air stays under it */
#define VAPORISATION 2.5e6 /* J/kg (R) */
#define RETURNED 0.5

size_t lt_fall_work(int nz) {
    return (size_t)(7 * nz + 2) * LT_LANES + (size_t)nz;
}

/* What air lacks of saturation, kg/kg, and the share of it that evaporates until it is full: it cools to its wet bulb.
 */
typedef struct dryness {
    double lack, takes;
} dryness;

/* Magnus' forms over water (met/humidity.h) and ice (Alduchov and Eskridge 1996, R): e = e_0 exp(a c/(c + b)). */
static dryness dryness_of(double t, double humidity, double pressure) {
    const double c = t - LT_ICE_POINT, water = 610.94 * lt_exp(17.625 * c / (c + 243.04));
    const bool over_ice = c < 0.0;
    const double a = over_ice ? 22.587 : 17.625, b = over_ice ? 273.86 : 243.04;
    const double full = over_ice ? 611.21 * lt_exp(a * c / (c + b)) : water;
    const double missing = full - (humidity < 1.0 ? humidity : 1.0) * water,
                 per_pressure = 0.622 / (pressure - 0.378 * full);
    const double warming = full * per_pressure * a * b / ((c + b) * (c + b)); /* dq_s/dT */
    return (dryness){missing > 0.0 ? missing * per_pressure : 0.0, 1.0 / (1.0 + VAPORISATION / LT_CP_DRY * warming)};
}

static double pressure_of(const lt_fall_column *c, int at) {
    return c->mass[at] / c->thickness[at] * LT_R_DRY * c->temperature[at];
}

/* The cloud of a lane. */
typedef struct cloud {
    double path, area; /* kg/m2; f_r */
    int lowest;        /* layer, -1: none */
} cloud;

static cloud cloud_of(const lt_fall_column *c, int l) {
    cloud of = {0.0, LT_LEAST_CLOUD_SHARE, -1};
    for (int k = 0; k < c->nz; k++) {
        const int at = k * LT_LANES + l;
        const double water = c->cloud_water[at] + c->cloud_ice[at];
        if (!(water > LT_LEAST_CLOUD)) continue;
        of.path += water * c->mass[at];
        if (of.lowest < 0) of.lowest = k;
        if (c->cloud_fraction[at] > of.area) of.area = c->cloud_fraction[at];
    }
    of.area = of.lowest < 0 ? 1.0 : of.area < 1.0 ? of.area : 1.0;
    return of;
}

static void clear_lane(int nz, int l, const lt_fall *out) {
    double *const rows[] = {out->formed, out->drops, out->icy, out->frozen, out->below, out->flux, out->back};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
        for (int k = 0; k < nz; k++) rows[r][k * LT_LANES + l] = 0.0;
    out->mmh[l] = 0.0;
    out->share[l] = 1.0;
}

/* Below the cloud, from the ground up; what leaves its base. */
static double evaporate(const lt_fall_column *c, int l, const cloud *of, const lt_fall *out) {
    const double rain = c->precipitation[l], most = rain / (1.0 - MOST_EVAPORATES), ground = pressure_of(c, l);
    double flux = rain, bottom = 0.0;
    for (int k = 0; k < c->nz; k++) {
        const int at = k * LT_LANES + l;
        if (of->lowest < 0 ? bottom >= BARE_TOP : k >= of->lowest) break;
        const double pressure = pressure_of(c, at);
        const double strength = sqrt(pressure / ground) * flux / (of->area * FALLING);
        const dryness air = dryness_of(c->temperature[at], c->humidity[at], pressure);
        const double kessler = EVAPORATION * lt_pow(strength, EVAPORATION_POWER), most_of_it = air.takes / UNDER_RAIN;
        const double e = of->area * air.lack * (kessler < most_of_it ? kessler : most_of_it);
        const double above = flux + e * c->mass[at] < most ? flux + e * c->mass[at] : most;
        out->below[at] = 1.0;
        out->flux[at] = flux;
        out->back[at] = RETURNED * (above - flux) / above;
        flux = above;
        bottom += c->thickness[at];
    }
    return flux;
}

static void form(const lt_fall_column *c, int l, const cloud *of, double base, const lt_fall *out) {
    const double scale = of->path < RENEWAL * base ? RENEWAL * base / of->path : 1.0;
    double flux = base;
    for (int k = of->lowest; k < c->nz; k++) {
        const int at = k * LT_LANES + l;
        const double water = c->cloud_water[at] + c->cloud_ice[at];
        const double share =
            c->cloud_fraction[at] > LT_LEAST_CLOUD_SHARE ? c->cloud_fraction[at] : LT_LEAST_CLOUD_SHARE;
        const double f = share < 1.0 ? share : 1.0;
        out->flux[at] = flux;
        if (!(water > LT_LEAST_CLOUD)) continue;
        out->formed[at] = f * base / (scale * of->path);
        out->drops[at] = scale * c->cloud_water[at] * c->mass[at] / (c->thickness[at] * WATER * f);
        out->icy[at] = c->cloud_ice[at] / water;
        const double left = flux - base * water * c->mass[at] / of->path;
        flux = left > 0.0 ? left : 0.0;
    }
}

static void fall_lane(const lt_fall_column *c, int l, const lt_fall *out) {
    clear_lane(c->nz, l, out);
    if (!(c->precipitation[l] > 0.0)) return;
    const cloud of = cloud_of(c, l);
    out->share[l] = of.area;
    out->mmh[l] = 3600.0 * c->precipitation[l] / of.area;
    for (int k = 0; k < c->nz; k++) {
        const double t = c->temperature[k * LT_LANES + l] - LT_ICE_POINT, frozen = 0.5 * (1.0 - t);
        out->frozen[k * LT_LANES + l] = frozen < 0.0 ? 0.0 : frozen > 1.0 ? 1.0 : frozen;
    }
    const double base = evaporate(c, l, &of, out);
    if (of.lowest >= 0) form(c, l, &of, base, out);
}

void lt_fall_of(const lt_fall_column *column, double *work, lt_fall *out) {
    const size_t one = (size_t)column->nz * LT_LANES;
    *out = (lt_fall){.formed = work,
                     .drops = work + one,
                     .icy = work + 2 * one,
                     .frozen = work + 3 * one,
                     .below = work + 4 * one,
                     .flux = work + 5 * one,
                     .back = work + 6 * one,
                     .mmh = work + 7 * one,
                     .share = work + 7 * one + LT_LANES,
                     .wet = work + 7 * one + 2 * LT_LANES};
    for (int l = 0; l < LT_LANES; l++) fall_lane(column, l, out);
    for (int k = 0; k < column->nz; k++) {
        out->wet[k] = 0.0;
        for (int l = 0; l < LT_LANES; l++) out->wet[k] += out->formed[k * LT_LANES + l] + out->below[k * LT_LANES + l];
    }
}
