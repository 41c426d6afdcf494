/* spread.c - dispersion by stability class.
 *
 *   pasquill_gifford  sigma_y = 465.11628 x tan(0.017453293 (c - d ln x)), sigma_z = a x^b, x in km, at most 5000 m;
 *                     ISC3 User's Guide II, EPA-454/B-95-003b, tables 1-1 to 1-3 (R; checked at 60 points beside
 *                     GasDispersion.jl and for steps at the joints). A joint belongs to the piece before it; sigma_z
 *                     steps there by up to 0.04 %, the standard's.
 *   briggs_rural      sigma_y = k x (1 + 1e-4 x)^(-1/2), sigma_z by class, x in m; Briggs (1973), ATDL report 79 (R)
 *   briggs_urban      the same for towns; A and B, E and F are one
 *   class             of 1/L by lines in ln z0, z0 held to 0.01 to 0.5 m: Golder (1972), doi 10.1007/BF00769106, as in
 *                     CTDMPLUS (LSTAB), CALPUFF and MMIF (S)
 * Limits: made for 10 min to 1 h over flat ground to 10 km; Briggs' curves are not meant beyond. */
#include "model/gaussian/spread.h"

#include "model/kernel/ltmath.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

typedef struct piece {
    double to_km, a, b;
} piece;

static const double highest = 5000.0; /* m, of sigma_z */

static const struct {
    double c, d;
    piece pieces[10]; /* the last one reaches on */
} gifford[LT_N_CLASSES] = {
    {24.1670,
     2.5334,
     {{0.10, 122.800, 0.94470},
      {0.15, 158.080, 1.05420},
      {0.20, 170.220, 1.09320},
      {0.25, 179.520, 1.12620},
      {0.30, 217.410, 1.26440},
      {0.40, 258.890, 1.40940},
      {0.50, 346.750, 1.72830},
      {3.11, 453.850, 2.11660},
      {INFINITY, 5000.0, 0.0}}},
    {18.3330, 1.8096, {{0.20, 90.673, 0.93198}, {0.40, 98.483, 0.98332}, {INFINITY, 109.300, 1.09710}}},
    {12.5000, 1.0857, {{INFINITY, 61.141, 0.91465}}},
    {8.3330,
     0.72382,
     {{0.30, 34.459, 0.86974},
      {1.00, 32.093, 0.81066},
      {3.00, 32.093, 0.64403},
      {10.00, 33.504, 0.60486},
      {30.00, 36.650, 0.56589},
      {INFINITY, 44.053, 0.51179}}},
    {6.2500,
     0.54287,
     {{0.10, 24.260, 0.83660},
      {0.30, 23.331, 0.81956},
      {1.00, 21.628, 0.75660},
      {2.00, 21.628, 0.63077},
      {4.00, 22.534, 0.57154},
      {10.00, 24.703, 0.50527},
      {20.00, 26.970, 0.46713},
      {40.00, 35.420, 0.37615},
      {INFINITY, 47.618, 0.29592}}},
    {4.1667,
     0.36191,
     {{0.20, 15.209, 0.81558},
      {0.70, 14.457, 0.78407},
      {1.00, 13.953, 0.68465},
      {2.00, 13.953, 0.63227},
      {3.00, 14.823, 0.54503},
      {7.00, 16.187, 0.46490},
      {15.00, 17.836, 0.41507},
      {30.00, 22.651, 0.32681},
      {60.00, 27.074, 0.27436},
      {INFINITY, 34.219, 0.21716}}}};

static void lt_spread_pasquill_gifford(int stability, double x_m, double *sigma_y_m, double *sigma_z_m) {
    *sigma_y_m = *sigma_z_m = 0.0;
    if (!(x_m > 0.0)) return;
    const double x = 1e-3 * x_m, angle = 0.017453293 * (gifford[stability].c - gifford[stability].d * lt_log(x));
    const piece *p = gifford[stability].pieces;
    while (x > p->to_km) p++;
    const double z = p->a * lt_pow(x, p->b);
    *sigma_y_m = 465.11628 * x * lt_sin(angle) / lt_cos(angle);
    *sigma_z_m = z < highest ? z : highest;
}

/* sigma = k x (1 + s x)^power */
typedef struct curve {
    double k, s, power;
} curve;

static double along(const curve *c, double x_m) {
    const double root = sqrt(1.0 + c->s * x_m);
    if (c->power == 0.0) return c->k * x_m;
    return c->power == -0.5 ? c->k * x_m / root : c->power == 0.5 ? c->k * x_m * root : c->k * x_m / (root * root);
}

static void briggs(const curve curves[LT_N_CLASSES][2], int stability, double x_m, double *sigma_y_m,
                   double *sigma_z_m) {
    const double x = x_m > 0.0 ? x_m : 0.0;
    *sigma_y_m = along(&curves[stability][0], x);
    *sigma_z_m = along(&curves[stability][1], x);
}

static void lt_spread_briggs_rural(int stability, double x_m, double *sigma_y_m, double *sigma_z_m) {
    static const curve curves[LT_N_CLASSES][2] = {
        {{0.22, 1e-4, -0.5}, {0.20, 0.0, 0.0}},   {{0.16, 1e-4, -0.5}, {0.12, 0.0, 0.0}},
        {{0.11, 1e-4, -0.5}, {0.08, 2e-4, -0.5}}, {{0.08, 1e-4, -0.5}, {0.06, 1.5e-3, -0.5}},
        {{0.06, 1e-4, -0.5}, {0.03, 3e-4, -1.0}}, {{0.04, 1e-4, -0.5}, {0.016, 3e-4, -1.0}}};
    briggs(curves, stability, x_m, sigma_y_m, sigma_z_m);
}

static void lt_spread_briggs_urban(int stability, double x_m, double *sigma_y_m, double *sigma_z_m) {
    static const curve curves[LT_N_CLASSES][2] = {
        {{0.32, 4e-4, -0.5}, {0.24, 1e-3, 0.5}},    {{0.32, 4e-4, -0.5}, {0.24, 1e-3, 0.5}},
        {{0.22, 4e-4, -0.5}, {0.20, 0.0, 0.0}},     {{0.16, 4e-4, -0.5}, {0.14, 3e-4, -0.5}},
        {{0.11, 4e-4, -0.5}, {0.08, 1.5e-3, -0.5}}, {{0.11, 4e-4, -0.5}, {0.08, 1.5e-3, -0.5}}};
    briggs(curves, stability, x_m, sigma_y_m, sigma_z_m);
}

static const lt_spread schemes[] = {
#define LT_SPREAD_ROW(name, text) {#name, text, lt_spread_##name},
    LT_SPREAD_LIST(LT_SPREAD_ROW)
#undef LT_SPREAD_ROW
};

const lt_spread *lt_spread_at(int n) {
    return n >= 0 && (size_t)n < sizeof schemes / sizeof *schemes ? &schemes[n] : NULL;
}

const lt_spread *lt_spread_find(const char *name) {
    for (size_t n = 0; n < sizeof schemes / sizeof *schemes; n++)
        if (strcmp(schemes[n].name, name) == 0) return &schemes[n];
    return NULL;
}

lt_stability lt_stability_of(double obukhov_m, double roughness_m) {
    const double least = 0.01, most = 0.5;
    const double z0 = lt_log(roughness_m < least ? least : roughness_m > most ? most : roughness_m);
    const double inverse = 1.0 / obukhov_m;
    if (inverse < 0.0)
        return inverse <= (z0 - 4.35) / 70.0     ? LT_CLASS_A
               : inverse <= (z0 - 0.502) / 85.2  ? LT_CLASS_B
               : inverse <= (z0 - 0.050) / 245.0 ? LT_CLASS_C
                                                 : LT_CLASS_D;
    return inverse <= (z0 - 0.627) / -327.0 ? LT_CLASS_D : inverse <= (z0 - 0.295) / -70.0 ? LT_CLASS_E : LT_CLASS_F;
}
