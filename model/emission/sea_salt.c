/* sea_salt.c - salt of breaking waves.
 *
 *   dF/dr = f(T) 1.373 u^3.41 r^-A (1 + 0.057 r^3.45) 10^(1.607 exp(-B^2))        particles m-2 s-1 um-1
 *   A = 4.7 (1 + 30 r)^(-0.017 r^-1.44),  B = (0.433 - log10 r) / 0.433
 *   f = 0.3 + 0.1 T - 0.0076 T^2 + 0.00021 T^3
 *   mass = integral of dF/dr (4/3) pi (r/2)^3 rho dr,   rho = 2162.7 kg m-3,      kg m-2 s-1 of open sea
 * r radius at 80 % humidity [um], twice the dry one; u wind at 10 m [m/s]; T water [degC], from 0 to 30. Fine: dry
 * aerodynamic diameter to 2.5 um, r from 0.05 to 2.5 / rho^(1/2) (rho in g cm-3; r is the dry diameter); coarse: to
 * 10 um. Fine is 1.2e-14 f u^3.41, coarse 1.27e-13.
 * Source   Gong 2003, 10.1029/2003GB002079 (R); f of Jaegle et al. 2011, 10.5194/acp-11-3137-2011 (R). The integral to
 *          r = 10 um is within 1 % of the volume flux that CMAQ has tabled of Gong (SSEMIS.F, V; a test). Composition
 *          and density of dry salt: CMAQ 5.5 AERO_DATA.F, sea_spc (V).
 * Limits   water is the skin of the cell, on a coast a mean with land; where it is below 271.35 K the sea is taken to
 *          be ice (D: sea water freezes there), though no map of ice is read; no surf, no fetch: the Bohai is taken for
 *          open ocean; no organic matter of spray. */
#include "model/emission/flux.h"

#include "model/kernel/ltmath.h"

#define FREEZING 271.35
#define DENSITY 2162.7
static const double pi = 3.14159265358979323846;

typedef struct integrals {
    double fine, coarse; /* kg m-2 s-1 at 1 m/s and f 1 */
} integrals;

/* dF/dr at 1 m/s, f 1. */
static double spectrum(double r) {
    const double ln10 = 2.302585092994046, b = (0.433 - lt_log(r) / ln10) / 0.433;
    const double a = 4.7 * lt_pow(1.0 + 30.0 * r, -0.017 * lt_pow(r, -1.44));
    return 1.373 * lt_pow(r, -a) * (1.0 + 0.057 * lt_pow(r, 3.45)) * lt_exp(ln10 * 1.607 * lt_exp(-b * b));
}

/* Midpoints in ln r: 1e-6 of the integral (measured against ten times as many). */
static double mass_between(double from, double to) {
    enum { STEPS = 400 };
    const double width = lt_log(to / from) / STEPS;
    double sum = 0.0;
    for (int k = 0; k < STEPS; ++k) {
        const double r = from * lt_exp((k + 0.5) * width), dry_m = 0.5e-6 * r;
        sum += spectrum(r) * r * width * 4.0 / 3.0 * pi * dry_m * dry_m * dry_m * DENSITY;
    }
    return sum;
}

static lt_status open_table(void **table) {
    integrals *t;
    LT_TRY(lt_calloc(1, sizeof *t, &t));
    const double root = lt_pow(1e-3 * DENSITY, 0.5);
    t->fine = mass_between(0.05, 2.5 / root);
    t->coarse = mass_between(2.5 / root, 10.0 / root);
    *table = t;
    return LT_OK;
}

static double warmth(double kelvin) {
    const double t = kelvin - 273.15, c = t < 0.0 ? 0.0 : t > 30.0 ? 30.0 : t;
    return 0.3 + c * (0.1 + c * (-0.0076 + c * 0.00021));
}

static void flux(const void *table, const lt_flux_place *place, const lt_flux_hour *hour, double *fine,
                 double *coarse) {
    const integrals *t = table;
    for (long c = 0; c < place->n; ++c) {
        fine[c] = coarse[c] = 0.0;
        if (place->sea[c] <= 0.0 || hour->skin[c] < FREEZING || hour->wind_10m[c] <= 0.0) continue;
        const double f = place->sea[c] * warmth(hour->skin[c]) * lt_pow(hour->wind_10m[c], 3.41);
        fine[c] = f * t->fine;
        coarse[c] = f * t->coarse;
    }
}

const lt_flux_law lt_flux_law_sea_salt = {.name = "sea_salt",
                                          .open = open_table,
                                          .close = lt_free,
                                          .flux = flux,
                                          .parts = {{"ACLJ", 0.5538, 0},
                                                    {"ANAJ", 0.3086, 0},
                                                    {"ASO4J", 0.0776, 0},
                                                    {"AMGJ", 0.0368, 0},
                                                    {"ACAJ", 0.0118, 0},
                                                    {"AKJ", 0.0114, 0},
                                                    {"ACLK", 0, 0.5538},
                                                    {"ASEACAT", 0, 0.3686},
                                                    {"ASO4K", 0, 0.0776}},
                                          .by_skin = true};
