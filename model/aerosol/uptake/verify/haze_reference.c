#include "model/aerosol/uptake/verify/haze_reference.h"

#include <math.h>
#include <string.h>

enum { S, H2O2, O3, NO2, HCHO, HMS, N_STATES };

/* One cell, plain numbers. */
typedef struct reference {
    double k[4], u[4], molecules[4]; /* of the ways with H2O2, O3, NO2, HCHO */
    double metals, gamma, v, apart;
} reference;

static const double gas_constant = 8.31446261815324, atm = 101325;

/* Fuchs and Sutugin. */
static double transfer(double T, double p, double S_m2m3, double r, double molar_mass, double D0, double gamma) {
    const double c = sqrt(8 * gas_constant * T / (3.14159265358979323846 * molar_mass));
    const double D = D0 * pow(T / 273.15, 1.75) * (101325 / p), kn = 3 * D / c / r;
    return S_m2m3 * D / r * 0.75 * gamma * (1 + kn) / (kn * kn + kn + 0.283 * kn * gamma + 0.75 * gamma);
}

static double filled(double r, double frequency, double D) {
    const double q = r * sqrt(frequency / D);
    return q < 1e-3 ? 1 : 3 * (q / tanh(q) - 1) / (q * q);
}

static double no2_constant(double ph) {
    return ph < 5 ? 2e6 : ph > 5.8 ? 1.67e7 : 2e6 + (ph - 5) * (1.67e7 - 2e6) / 0.8;
}

static double limited(double x, double most) {
    return x < most ? x : most;
}

static reference constants_of(const lt_haze_setup *setup, const lt_haze_cells *c, int i) {
    const double T = c->temperature[i], p = c->pressure[i], d = 1 / T - 1 / 298.0;
    reference r = {.molecules = {1, 1, 2, 1}};
    if (c->water[i] < 1e-12) {
        for (int k = 0; k < 4; k++) r.u[k] = 1;
        r.v = 1;
        return r;
    }
    const double W = c->water[i] * 18.015e-3, charges[LT_N_IONS] = {1, 1, 1, 2, 1, 2, 2, 1, 1, 1};
    double I = 0;
    for (int k = 0; k < LT_N_IONS; k++) I += 0.5 * charges[k] * charges[k] * c->ion[k][i] / W;
    const double h = fmax(1e-8, fmin(10, c->ion[LT_ION_H][i] / W)), ph = -log10(h), RT = gas_constant * T / atm;
    const double first = 1.39e-2 * exp(1870 * d) / h, second = first * 6.72e-8 * exp(355 * d) / h;
    const double sum = 1 + first + second, S_iv = 1.4 * exp(2900 * d) * sum * RT;
    const double so2 = 1 / sum, hso3 = first / sum, so3 = second / sum;
    const double henry[4] = {1.1e5 * exp(7400 * d), 1.14e-2 * exp(2300 * d), 1.2e-2 * exp(2500 * d),
                             3.2e3 * exp(6800 * d) / (2.53e3 * exp(4019 * d))};
    const double I2 = limited(I, 5), I3 = limited(I, 1.2), I4 = limited(I, 1);
    const double k[4] = {7.45e7 * exp(-4756.08 * d) * h / (1 + 13 * h) * hso3 *
                             pow(10, 0.36 * I2 - 1.018 * sqrt(I2) / (1 + 0.17 * sqrt(I2))),
                         (2.4e4 * so2 + 3.7e5 * exp(-5530.88 * d) * hso3 + 1.5e9 * exp(-5280.56 * d) * so3) *
                             (1 + 1.94 * I3),
                         no2_constant(ph), 7.9e2 * exp(-4901.6 * d) * hso3 + 2.5e7 * exp(-1800.8 * d) * so3};
    const double in_water[4] = {1.32e-9, 1.10e-6 * exp(-1896 / T), 2e-9, 1.5e-9};
    static const double molar_mass[4] = {34.015e-3, 47.998e-3, 46.0055e-3, 30.03e-3},
                        at_298[4] = {1.46e-5, 1.48e-5, 0, 1.64e-5}, kept[4] = {0.1532, 0.1, 2e-4, 0.02};
    static const int bits[4] = {LT_PATH_haze_h2o2, LT_PATH_haze_o3, LT_PATH_haze_no2, LT_PATH_haze_hms};
    const double colder = pow(273.15 / 298, 1.75), area = c->surface[i], radius = c->radius[i];
    for (int n = 0; n < 4; n++) {
        const bool on = setup->paths >> bits[n] & 1;
        r.k[n] = on ? k[n] * S_iv * henry[n] * RT * W * filled(radius, k[n] * S_iv * c->so2[i], in_water[n]) : 0;
        r.u[n] = transfer(T, p, area, radius, molar_mass[n], n == 2 ? 0.1361e-4 : at_298[n] * colder, kept[n]) + 1e-30;
    }
    const double oh = 1e-14 / h, iron = 0.1 * (0.9 - 0.8 * c->daylight[i]) * c->iron[i] / W;
    const double manganese = 0.5 * c->manganese[i] / W;
    const double tmi = fmin(3.72e7 * pow(h, -0.74), 2.51e13 * pow(h, 0.67)) * exp(-8431.6 * (1 / T - 1 / 297.0)) *
                       limited(iron, 2.6e-38 / pow(oh, 3)) * limited(manganese, 1.6e-13 / (oh * oh)) *
                       pow(10, -4 * sqrt(I4) / (1 + sqrt(I4)));
    if (setup->paths >> LT_PATH_haze_tmi & 1) r.metals = tmi * S_iv * W;
    const double gamma = 2e-5 + 3e-5 * fmax(0, fmin(1, (c->humidity[i] - 0.5) / 0.5));
    if (setup->paths >> LT_PATH_so2_gamma & 1)
        r.gamma = transfer(T, p, area, radius, 64.064e-3, 1.28e-5 * colder, gamma);
    r.v = transfer(T, p, area, radius, 64.064e-3, 1.28e-5 * colder, 0.11) + 1e-30;
    if (setup->paths >> LT_PATH_haze_hms & 1) r.apart = 3.6e3 * exp(-4499.1 * d) * 1e-14 * exp(-6955 * d) / h;
    return r;
}

/* Of the state, and of the sulfur of the ways. */
static void derivative(const reference *r, const double *y, double *dy, double *ways) {
    double k[4], L = r->metals;
    for (int n = 0; n < 4; n++) {
        k[n] = r->k[n] / (1 + r->k[n] * y[S] / r->u[n]);
        L += k[n] * y[H2O2 + n];
    }
    const double slower = 1 / (1 + L / r->v);
    for (int n = 0; n < 4; n++) {
        ways[n] = k[n] * slower * y[S] * y[H2O2 + n];
        dy[H2O2 + n] = -r->molecules[n] * ways[n];
    }
    const double back = r->apart * y[HMS];
    ways[LT_HAZE_haze_tmi] = r->metals * slower * y[S];
    ways[LT_HAZE_so2_gamma] = r->gamma * y[S];
    dy[HCHO] += back;
    ways[LT_HAZE_haze_hms] -= back;
    dy[HMS] = ways[LT_HAZE_haze_hms];
    dy[S] = 0;
    for (int n = 0; n < LT_N_HAZE_PATHS; n++) dy[S] -= ways[n];
}

void lt_haze_reference(const lt_haze_setup *setup, const lt_haze_cells *c, int i, int n,
                       double formed[LT_N_HAZE_PATHS]) {
    const reference r = constants_of(setup, c, i);
    enum { ALL = N_STATES + LT_N_HAZE_PATHS };
    double y[ALL] = {c->so2[i], c->h2o2[i], c->o3[i], c->no2[i], c->hcho[i], c->hms[i]};
    static const double at[4] = {0, 0.5, 0.5, 1}, weight[4] = {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6};
    for (int step = 0; step < n; step++) {
        double d[ALL] = {0}, sum[ALL] = {0}, z[ALL];
        for (int stage = 0; stage < 4; stage++) {
            for (int m = 0; m < ALL; m++) z[m] = y[m] + at[stage] * c->dt / n * d[m];
            derivative(&r, z, d, d + N_STATES);
            for (int m = 0; m < ALL; m++) sum[m] += weight[stage] * d[m];
        }
        for (int m = 0; m < ALL; m++) y[m] += c->dt / n * sum[m];
    }
    memcpy(formed, y + N_STATES, LT_N_HAZE_PATHS * sizeof *formed);
}
