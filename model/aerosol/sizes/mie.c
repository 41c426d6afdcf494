#include "model/aerosol/sizes/mie.h"

#include "model/kernel/ltmath.h"

enum { MOST_TERMS = 1043, DOWN = 2 * 1000 + 17 };

/* One coefficient: A and B over the root of A^2 + B^2. */
typedef struct term {
    double re, im;
} term;

static term term_of(double a, double b) {
    const double size = a * a + b * b;
    return (term){a * a / size, a * b / size};
}

static double product(term p, term q) { /* Re p q* */
    return p.re * q.re + p.im * q.im;
}

/* D_n of z = m x for n = 1 .. last. */
static void derivatives(double z, int last, double *d) {
    int from = last > (int)z ? last : (int)z;
    double now = 0.0;
    from = from + 16 < DOWN ? from + 16 : DOWN;
    for (int n = from; n > 1; --n) {
        now = n / z - 1.0 / (now + n / z);
        if (n - 1 <= last) d[n - 1] = now;
    }
}

static void rayleigh(double x, double m, double *efficiency, double *asymmetry) {
    const double k = (m * m - 1.0) / (m * m + 2.0), x2 = x * x;
    *efficiency = 8.0 / 3.0 * x2 * x2 * k * k;
    *asymmetry = 0.0;
}

void lt_mie(double x, double m, double *efficiency, double *asymmetry) {
    double d[MOST_TERMS + 1] = {0.0}, sum = 0.0, forward = 0.0;
    double psi_1 = lt_cos(x), psi = lt_sin(x), chi_1 = -lt_sin(x), chi = lt_cos(x);
    term a_last = {0.0, 0.0}, b_last = {0.0, 0.0};
    if (x < 0.05) {
        rayleigh(x, m, efficiency, asymmetry);
        return;
    }
    const int last = (int)(x + 4.0 * lt_pow(x, 1.0 / 3.0) + 2.0);
    derivatives(m * x, last, d);
    for (int n = 1; n <= last; ++n) {
        const double of = 2.0 * n - 1.0, next_psi = of / x * psi - psi_1, next_chi = of / x * chi - chi_1;
        const double ea = d[n] / m + n / x, eb = d[n] * m + n / x;
        const term a = term_of(ea * next_psi - psi, ea * next_chi - chi);
        const term b = term_of(eb * next_psi - psi, eb * next_chi - chi);
        sum += (2.0 * n + 1.0) * (a.re + b.re);
        forward += (2.0 * n + 1.0) / (n * (n + 1.0)) * product(a, b);
        if (n > 1) forward += (n - 1.0) * (n + 1.0) / n * (product(a_last, a) + product(b_last, b));
        a_last = a;
        b_last = b;
        psi_1 = psi;
        psi = next_psi;
        chi_1 = chi;
        chi = next_chi;
    }
    *efficiency = 2.0 / (x * x) * sum;
    *asymmetry = 2.0 * forward / sum;
}
