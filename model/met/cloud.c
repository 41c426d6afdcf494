/* cloud.c - cloud from humidity.
 *
 * Cover of a layer from humidity RH:  c = 1 - sqrt((1 - RH)/(1 - RHc)), 0 below RHc
 *   cover N of the column known (sunshine, observer): the width of humidity 1 - RHc = 0.2 stands, humidity itself is
 *     what is not known: all layers are shifted by what the moistest above the level of condensation, 125 m (T - Td),
 *     lacks to have N: RH + (1 - (1 - RHc)(1 - N)^2 - RHmax). The column's cover is N if its layers lie above one
 *     another. Humidity that falls by 0.12 a km makes it overcast 1.7 km deep (0.2 / 0.12; layers of cloud are 1.6 km
 *     in the mean: Wang, Rossow and Zhang 2000, doi 10.1175/1520-0442(2000)013<3041:CVSAIV>2.0.CO;2, V)
 *   N known and it rains: N in all layers above that level (A: such cloud is deep)
 *   N not known: RHc = 0.8, rising as 0.8 + 0.2 ((s - 0.8)/0.2)^2 for s = p/p_surface > 0.8
 *   condensate q known: c = RH^0.25 {1 - exp[-100 q / ((1 - RH) q_s)^0.49]}
 * A source that has water alone has it for both, and it is split by temperature.
 * Cover of the column from layers: maximum-random overlap, 1 - (1 - c_1) prod (1 - max(c_k, c_k-1))/(1 - c_k-1).
 * Condensate in cloud: l = 0.21 g m-3 exp(-z/h), z above ground, h = 700 m ln(1 + W), W precipitable water, kg m-2;
 *   of the layer: c l/rho. Ice: none above -10 degC, all below -30 degC, linear between.
 * Optical thickness: sum of 3 q m/(2 rho_w r) over the layers (m their air, kg m-2), over the cover; r of drops 10 um
 *   over sea, over land 5 um above -10 degC to 10 um below -30 degC; r of crystals 10 um for s > 0.4 to 30 um at s = 0.
 *
 * Sources: Sundqvist, Berge and Kristjansson (1989), doi 10.1175/1520-0493(1989)117<1641:CACPSW>2.0.CO;2; RHc of the
 * ECMWF model (R); Xu and Randall (1996), doi 10.1175/1520-0469(1996)053<3084:ASCPFU>2.0.CO;2; overlap Geleyn and
 * Hollingsworth (1979), Beitr. Phys. Atmosph. 52, 1; condensate Hack (1998),
 * doi 10.1175/1520-0442(1998)011<1497:SOTSCT>2.0.CO;2 (doi R); ice and radii of NCAR CCM3, Kiehl et al. (1998),
 * doi 10.1175/1520-0442(1998)011<1131:TNCFAR>2.0.CO;2 (numbers recalled). 125 m/K: Espy's rule (R).
 *
 * Limits: the condensate is a climate's, not the hour's; no convective towers, no fog from stations. Density of ice is
 * taken as that of water. */
#include "model/met/cloud.h"

#include "model/met/constants.h"
#include "model/met/humidity.h"

#include <math.h>
#include <stdbool.h>

#define CRITICAL 0.8      /* humidity above which free air has cloud */
#define MOST_COVER 0.9999 /* of a column, where a rule divides by what is clear */

double lt_cloud_sundqvist(double relative_humidity, double critical) {
    if (relative_humidity <= critical) return 0.0;
    if (relative_humidity >= 1.0) return 1.0;
    return 1.0 - sqrt((1.0 - relative_humidity) / (1.0 - critical));
}

double lt_cloud_critical(double sigma) {
    double low = fmax(0.0, (sigma - 0.8) / 0.2);
    return CRITICAL + (1.0 - CRITICAL) * low * low;
}

double lt_cloud_xu_randall(double relative_humidity, double condensate, double saturation) {
    if (condensate <= 0.0) return 0.0;
    if (relative_humidity >= 1.0) return 1.0;
    double scale = pow((1.0 - relative_humidity) * saturation, 0.49);
    return sqrt(sqrt(fmax(relative_humidity, 0.0))) * (1.0 - exp(-100.0 * condensate / scale));
}

double lt_cloud_overlap(int nz, const double *fraction) {
    double clear = 1.0 - fmin(fraction[0], MOST_COVER);
    for (int k = 1; k < nz; k++) {
        double last = fmin(fraction[k - 1], MOST_COVER), here = fmin(fraction[k], MOST_COVER);
        clear *= (1.0 - fmax(here, last)) / (1.0 - last);
    }
    return clear < 2.0 * (1.0 - MOST_COVER) ? 1.0 : 1.0 - clear;
}

double lt_cloud_ice_share(double temperature_K) {
    return fmax(0.0, fmin(1.0, (LT_ICE_POINT - 10.0 - temperature_K) / 20.0));
}

double lt_cloud_drop_radius(double temperature_K, double sea) {
    return (sea * 10.0 + (1.0 - sea) * (5.0 + 5.0 * lt_cloud_ice_share(temperature_K))) * 1e-6;
}

double lt_cloud_crystal_radius(double sigma) {
    return (sigma > 0.4 ? 10.0 : 30.0 - 50.0 * sigma) * 1e-6;
}

static double middle_pressure(const lt_column *c, int k) {
    return 0.5 * (c->pressure_edge_Pa[k] + c->pressure_edge_Pa[k + 1]);
}

/* Covers of the layers from the cover of the column. */
static void spread_cover(int nz, const double *z_edge, double cover, double base_m, bool rains, lt_column *c) {
    double moistest = 0.0;
    for (int k = 0; k < nz; k++) {
        c->cloud_fraction[k] = 0.0;
        if (0.5 * (z_edge[k] + z_edge[k + 1]) >= base_m) moistest = fmax(moistest, c->relative_humidity[k]);
    }
    if (cover <= 0.0 || moistest <= 0.0) return;
    const double clear = 1.0 - fmin(cover, 1.0), full = 1.0 - (1.0 - CRITICAL) * clear * clear;
    for (int k = 0; k < nz; k++) {
        if (0.5 * (z_edge[k] + z_edge[k + 1]) < base_m) continue;
        const double lack = moistest - c->relative_humidity[k];
        c->cloud_fraction[k] = rains || lack <= 0.0 ? cover : fmin(cover, lt_cloud_sundqvist(full - lack, CRITICAL));
    }
}

static void cover_of_humidity(int nz, lt_column *c) {
    bool condensate = !isnan(c->cloud_water[0]);
    for (int k = 0; k < nz; k++) {
        double p = middle_pressure(c, k), humidity = c->relative_humidity[k];
        if (condensate) {
            double saturation = lt_mixing_ratio(lt_saturation_pressure(c->temperature_K[k]), p);
            c->cloud_fraction[k] = lt_cloud_xu_randall(humidity, c->cloud_water[k] + c->cloud_ice[k], saturation);
        } else {
            c->cloud_fraction[k] = lt_cloud_sundqvist(humidity, lt_cloud_critical(p / c->pressure_edge_Pa[0]));
        }
    }
}

static void fill_condensate(int nz, const double *z_edge, lt_column *c) {
    bool water = isnan(c->cloud_water[0]), ice = isnan(c->cloud_ice[0]), any = false;
    for (int k = 0; k < nz; k++) any = any || c->cloud_fraction[k] > 0.0;
    double depth = 1.0;
    if (any) {
        double vapour = 0.0;
        for (int k = 0; k < nz; k++)
            vapour +=
                c->mass_kgm2[k] * lt_mixing_ratio(c->relative_humidity[k] * lt_saturation_pressure(c->temperature_K[k]),
                                                  middle_pressure(c, k));
        depth = 700.0 * log1p(vapour);
    }
    for (int k = 0; k < nz; k++) {
        double z = 0.5 * (z_edge[k] + z_edge[k + 1]), frozen = lt_cloud_ice_share(c->temperature_K[k]), q = 0.0;
        double density = c->mass_kgm2[k] / (z_edge[k + 1] - z_edge[k]);
        if (c->cloud_fraction[k] > 0.0) q = c->cloud_fraction[k] * 0.21e-3 * exp(-z / depth) / density;
        if (water) c->cloud_water[k] = (1.0 - frozen) * q;
        if (ice) c->cloud_ice[k] = frozen * q;
    }
}

/* A source with one condensate for both. */
static void split_condensate(int nz, lt_column *c) {
    for (int k = 0; k < nz; k++) {
        c->cloud_ice[k] = lt_cloud_ice_share(c->temperature_K[k]) * c->cloud_water[k];
        c->cloud_water[k] -= c->cloud_ice[k];
    }
}

double lt_cloud_fill(int nz, const double *z_edge, double cover, double temperature_2m_K, double dew_point_2m_K,
                     bool rains, lt_column *c) {
    if (!isnan(c->cloud_water[0]) && isnan(c->cloud_ice[0])) split_condensate(nz, c);
    if (isnan(c->cloud_fraction[0])) {
        if (isnan(cover) || !isnan(c->cloud_water[0]))
            cover_of_humidity(nz, c);
        else
            spread_cover(nz, z_edge, cover, 125.0 * fmax(0.0, temperature_2m_K - dew_point_2m_K), rains, c);
    }
    if (isnan(c->cloud_water[0]) || isnan(c->cloud_ice[0])) fill_condensate(nz, z_edge, c);
    return isnan(cover) ? lt_cloud_overlap(nz, c->cloud_fraction) : cover;
}

double lt_cloud_optical_depth(int nz, const lt_column *c, double cover, double sea) {
    const double density = 1000.0;
    double sum = 0.0;
    if (cover <= 0.0) return 0.0;
    for (int k = 0; k < nz; k++) {
        double sigma = middle_pressure(c, k) / c->pressure_edge_Pa[0];
        sum += 1.5 * c->mass_kgm2[k] / density *
               (c->cloud_water[k] / lt_cloud_drop_radius(c->temperature_K[k], sea) +
                c->cloud_ice[k] / lt_cloud_crystal_radius(sigma));
    }
    return sum / fmax(cover, 0.01);
}
