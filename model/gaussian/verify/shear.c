/* shear.c - the closed form of the plume in u = a z^m, K = b z^n beside gaussian_analytic.md, A6 (mpmath, 10 digits),
 * its mass (the integral of u C is Q), the Gaussian that it is with m = n = 0, and Bessel's function where its series
 * gives way to Hankel's expansion. */
#include "model/gaussian/exact/exact.h"
#include "model/gaussian/verify/printed.h"
#include "model/gaussian/verify/verify.h"

#include <stdio.h>

enum { N_POINTS = 6 };
static const double points[N_POINTS][3] = {{100.0, 1.5, 0.0},  {1000.0, 1.5, 0.0},  {1000.0, 20.0, 0.0},
                                           {100.0, 1.5, 10.0}, {500.0, 10.0, 10.0}, {2000.0, 1.5, 50.0}}; /* x, z, h */

static const struct {
    lt_exact_shear shear; /* a, m, b, n */
    double value[N_POINTS], mean_height;
} printed[] = {{{3.0, 0.0, 1.0, 0.0},
                {0.0320284349, 0.01028327771, 0.007630905788, 0.01551373661, 0.01128101148, 0.002854424965},
                20.60129077},
               {{3.0, 0.15, 0.2, 0.85},
                {0.04046858417, 0.006043268043, 0.00396665563, 0.009110571496, 0.006395370542, 0.001619082331},
                28.01168517},
               {{3.0, 0.3, 0.1, 0.7},
                {0.06489637808, 0.0122278675, 0.003040059418, 0.001654865892, 0.008009080128, 0.0003430529974},
                10.17569354},
               {{2.0, 0.5, 0.05, 0.5},
                {0.1158777212, 0.02523158766, 0.0004726484923, 3.441340591e-5, 0.01297384315, 6.757779995e-8},
                5.641895835},
               {{3.0, 0.2, 0.2, 1.0},
                {0.03517208522, 0.004096657856, 0.00285146286, 0.008772606957, 0.004787838579, 0.001174516093},
                35.8794615}};

typedef struct slice {
    const lt_exact_shear *shear;
    double x_m, height_m;
} slice;

static double flux(double z, const void *with) {
    const slice *s = with;
    return s->shear->a * pow(z, s->shear->m) * lt_exact_shear_plume(s->shear, s->x_m, z, s->height_m);
}

static lt_status mass(lt_verify *verify, const char *test, const lt_exact_shear *shear) {
    const slice s = {shear, 500.0, 10.0};
    const double all = lt_exact_integral(flux, &s, 0.0, 10.0) + lt_exact_integral(flux, &s, 10.0, 100.0) +
                       lt_exact_integral(flux, &s, 100.0, 3000.0);
    return LT_VERIFY_ADD(verify, .test = test, .metric = "relative_mass_500m_h10", .scheme = "",
                         .value = fabs(all - 1.0), .bound = 1e-13, .source = "derived: Q; rounding of quadrature");
}

/* sz^2 = 2 b x/a. */
static lt_status gaussian(lt_verify *verify) {
    const lt_exact_shear *shear = &printed[0].shear;
    double worst = 0.0;
    for (int n = 0; n < N_POINTS; n++) {
        const double x = points[n][0], z = points[n][1], h = points[n][2];
        const double line = lt_exact_line(1.0, shear->a, 1.5707963267948966, z, h, sqrt(2.0 * shear->b * x / shear->a));
        worst = lt_verify_worse(worst, fabs(lt_exact_shear_plume(shear, x, z, h) / line - 1.0));
    }
    return LT_VERIFY_ADD(verify, .test = "shear m 0 n 0", .metric = "relative_to_gaussian", .scheme = "",
                         .value = worst, .bound = 1e-12, .source = "derived: the same equation; rounding of exp(-25)");
}

static lt_status bessel(lt_verify *verify) {
    double worst = 0.0;
    for (double nu = 0.0; nu < 0.95; nu += 0.1) {
        const double y = 40.0, before = lt_exact_bessel_scaled(nu, y),
                     after = lt_exact_bessel_scaled(nu, y * (1.0 + 1e-14));
        worst = lt_verify_worse(worst, fabs(after / before - 1.0));
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "I_-nu at 40", .metric = "relative_step", .scheme = "", .value = worst,
                         .bound = 1e-12, .source = "derived: rounding of series, of exp(-40)"));
    /* I_-1/2(x) = (2/(pi x))^(1/2) cosh x */
    worst = 0.0;
    for (double x = 0.01; x < 2000.0; x *= 1.3) {
        const double want = 0.5 * (1.0 + exp(-2.0 * x)) * sqrt(0.63661977236758134308 / x);
        worst = lt_verify_worse(worst, fabs(lt_exact_bessel_scaled(0.5, x) / want - 1.0));
    }
    return LT_VERIFY_ADD(verify, .test = "I_-1/2", .metric = "relative_error", .scheme = "", .value = worst,
                         .bound = 1e-12, .source = "(2/(pi x))^(1/2) cosh x");
}

lt_status lt_verify_plume_shear(lt_verify *verify) {
    for (size_t n = 0; n < sizeof printed / sizeof *printed; n++) {
        const lt_exact_shear *shear = &printed[n].shear;
        char test[64];
        snprintf(test, sizeof test, "shear m %g n %g", shear->m, shear->n);
        for (int p = 0; p < N_POINTS; p++)
            LT_TRY(lt_printed_digits(verify, test, lt_fmt("C_x%g_z%g_h%g", points[p][0], points[p][1], points[p][2]),
                                     lt_exact_shear_plume(shear, points[p][0], points[p][1], points[p][2]),
                                     printed[n].value[p], 10, "A6, mpmath"));
        LT_TRY(lt_printed_digits(verify, test, "mean_height_x1000", lt_exact_shear_height(shear, 1000.0),
                                 printed[n].mean_height, 10, "A6, mpmath"));
        LT_TRY(mass(verify, test, shear));
    }
    LT_TRY(gaussian(verify));
    return bessel(verify);
}
