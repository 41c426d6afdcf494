/* uptake_suite.c - rates of uptake: limits of the transfer, reaction probabilities beside published ones, lifetimes,
 * the split of what N2O5 and epoxides become, one radius in place of a mode. */
#include "model/aerosol/sizes/modes.h"
#include "model/aerosol/tunings.h"
#include "model/aerosol/uptake/constants.h"
#include "model/aerosol/uptake/verify/verify.h"
#include "model/state/isa.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

lt_status lt_uptake_kernel_here(const lt_uptake_kernel **out) {
    const lt_kernels *kernels;
    LT_TRY(lt_isa_kernels(&kernels));
    *out = lt_uptake_kernel_of(kernels->isa);
    return LT_OK;
}

static double speed(double molar_mass, double T) {
    return sqrt(8 * LT_UPTAKE_R * T / (pi * molar_mass));
}

/* Eight cells of one solution: water and ions in mol/l of wet particle, volume S r/3. */
static void solution(lt_uptake_batch *b, int i, double S, double r, double water, double nitrate, double chloride) {
    const double litres = S * r / 3 * 1000;
    b->surface[i] = S;
    b->radius[i] = r;
    b->water[i] = water * litres;
    b->ion[LT_ION_NO3][i] = nitrate * litres;
    b->ion[LT_ION_CL][i] = chloride * litres;
}

/* The reaction probability that a rate stands for where collisions rule (radius 1 nm). */
static double probability(const lt_uptake_batch *b, int rate, int i, double molar_mass) {
    return 4 * b->rate[rate][i] / (speed(molar_mass, b->temperature[i]) * b->surface[i]);
}

/* --- limits of the transfer --------------------------------------------------------------------------------------- */

static lt_status limits(lt_verify *verify, const lt_uptake_kernel *kernel, lt_uptake_batch *b) {
    const lt_uptake_setup setup = lt_uptake_all();
    solution(b, 0, 1e-3, 1e-9, 30, 0, 0); /* collisions */
    solution(b, 1, 1e-3, 1e-2, 30, 0, 0); /* diffusion */
    solution(b, 2, 0, 0, 0, 0, 0);        /* no particles */
    kernel->rates(&setup, &b->uptake);
    const double T = 298.15, D = 0.13e-4 * pow(T / 273.15, 1.75);
    const double by_collisions = 1e-3 * speed(33.006e-3, T) * 0.1 / 4, by_diffusion = 1e-3 * D / 1e-2;
    LT_TRY(LT_VERIFY_ADD(verify, .test = "HO2, particles of 1 nm", .metric = "relative_to_collisions",
                         .value = fabs(b->rate[LT_UPTAKE_HO2][0] / by_collisions - 1), .bound = 1e-3,
                         .source = "S c gamma/4; 0.283 gamma/Kn + 0.75 gamma/Kn^2 is left, Kn 100"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "HO2, particles of 1 cm", .metric = "relative_to_diffusion",
                         .value = fabs(b->rate[LT_UPTAKE_HO2][1] / by_diffusion - 1), .bound = 2e-3,
                         .source = "S D/r; Kn/(0.75 gamma) is left, Kn 1e-5"));
    double most = 0;
    for (int k = 0; k < LT_N_UPTAKES; k++)
        if (k != LT_UPTAKE_TETROL && k != LT_UPTAKE_H2NO3PAIJ && k != LT_UPTAKE_H2NO3PAK)
            most = lt_verify_worse(most, fabs(b->rate[k][2]));
    return LT_VERIFY_ADD(verify, .test = "no particles", .metric = "largest_rate", .value = most, .bound = 0,
                         .source = "nothing is taken up");
}

/* --- N2O5 --------------------------------------------------------------------------------------------------------- */

static lt_status n2o5(lt_verify *verify, const lt_uptake_kernel *kernel, lt_uptake_batch *b) {
    lt_uptake_setup setup = lt_uptake_all();
    const double r = 1e-9;
    solution(b, 0, 1e-3, r, 30, 0, 0);   /* acid sulfate */
    solution(b, 1, 1e-3, r, 30, 5, 0);   /* nitrate */
    solution(b, 2, 1e-3, r, 30, 5, 0.1); /* and some chloride */
    solution(b, 3, 1e-3, r, 0.05, 5, 0); /* dry */
    solution(b, 4, 1e-3, 2e-7, 30, 5, 0);
    b->temperature[4] = 273.15;
    kernel->rates(&setup, &b->uptake);
    const double mass = 108.01e-3, wet = 3.2e-8 * 1.15e6 * (1 - exp(-0.13 * 30));
    const double hand[] = {wet, wet * (1 - 1 / (1 + 0.06 * 30 / 5)), wet * (1 - 1 / (1 + 0.06 * 30 / 5 + 29 * 0.1 / 5)),
                           0.005};
    double worst = 0;
    for (int i = 0; i < 4; i++)
        worst = lt_verify_worse(worst, fabs(probability(b, LT_UPTAKE_N2O5IJ, i, mass) / hand[i] - 1));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "N2O5, four solutions", .scheme = "bertram_thornton",
                         .metric = "relative_to_equation", .value = worst, .bound = 1e-3,
                         .source = "Bertram and Thornton (2009), eq. 12; transfer as above"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "N2O5, 30 M water, no nitrate", .scheme = "bertram_thornton",
                         .metric = "gamma_most", .value = probability(b, LT_UPTAKE_N2O5IJ, 0, mass), .bound = 0.04,
                         .source = "sulfates in laboratories 0.02 to 0.04 (IUPAC, R)"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "N2O5, 30 M water, no nitrate", .scheme = "bertram_thornton",
                         .metric = "gamma_least", .value = probability(b, LT_UPTAKE_N2O5IJ, 0, mass),
                         .sense = LT_AT_LEAST, .bound = 0.02, .source = "the same"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "N2O5, 1000 um2/cm3 of nitrate haze at 273 K", .metric = "lifetime_min",
                         .value = 1 / b->rate[LT_UPTAKE_N2O5IJ][4] / 60, .sense = LT_FACT, .source = "this model"));
    setup.n2o5 = LT_N2O5_davis;
    for (int i = 0; i < 3; i++) {
        solution(b, i, 1e-3, r, 30, i == 2 ? 1 : 0, 0);
        b->sulfate[i] = i == 2 ? 0 : b->water[i] / 10;
        b->ion[LT_ION_NH4][i] = i == 0 ? b->sulfate[i] : 2 * b->sulfate[i];
        b->humidity[i] = 0.5;
        b->temperature[i] = 293;
    }
    kernel->rates(&setup, &b->uptake);
    const double l2 = -3.64849, l1 = l2 + 0.97579 - 0.20427 * 2, l3 = -8.10774 + 4.902 * 0.5;
    const double davis[] = {1 / (1 + exp(-l1)), 1 / (1 + exp(-l2)), 1 / (1 + exp(-l3))};
    worst = 0;
    for (int i = 0; i < 3; i++)
        worst = lt_verify_worse(worst, fabs(probability(b, LT_UPTAKE_N2O5IJ, i, mass) / davis[i] - 1));
    return LT_VERIFY_ADD(verify, .test = "N2O5 on NH4HSO4, (NH4)2SO4, NH4NO3; 293 K, 50 %", .scheme = "davis",
                         .metric = "relative_to_equation", .value = worst, .bound = 1e-3,
                         .source = "Davis et al. (2008), eqs. 6, A1, A2");
}

/* --- what it becomes ---------------------------------------------------------------------------------------------- */

static lt_status products(lt_verify *verify, const lt_uptake_kernel *kernel, lt_uptake_batch *b) {
    const lt_uptake_setup setup = lt_uptake_all();
    solution(b, 0, 1e-3, 2e-7, 55, 0, 1);          /* 1 M of chloride */
    solution(b, 1, 1e-3, 2e-7, 50, 0, 50 / 483.0); /* as much ClNO2 as nitric acid */
    solution(b, 2, 1e-3, 2e-7, 50, 0, 0);
    for (int i = 0; i < 3; i++) {
        b->sulfate[i] = b->water[i] / 20;
        b->ion[LT_ION_HSO4][i] = i == 1 ? 0.5 * b->sulfate[i] : 0;
        b->ion[LT_ION_H][i] = b->water[i] / 500;
    }
    kernel->rates(&setup, &b->uptake);
    double yield[3], closed = 0, organosulfate[3];
    for (int i = 0; i < 3; i++) {
        const double molecules = LT_UPTAKE_AVOGADRO * 1e-6, often = LT_UPTAKE_FREQUENCY;
        const double with = b->rate[LT_UPTAKE_H2NO3PBIJ][i] * b->ion[LT_ION_CL][i] * molecules;
        yield[i] = with / often;
        closed = lt_verify_worse(closed, fabs((with + b->rate[LT_UPTAKE_H2NO3PAIJ][i]) / often - 1));
        organosulfate[i] = b->rate[LT_UPTAKE_IEPOXOS][i] * b->sulfate[i] * molecules / often;
        closed = lt_verify_worse(closed, fabs(organosulfate[i] + b->rate[LT_UPTAKE_TETROL][i] / often - 1));
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "ClNO2 of N2O5, 1 M of chloride", .metric = "yield_least", .value = yield[0],
                         .sense = LT_AT_LEAST, .bound = 0.83,
                         .source = "Behnke et al. (1997) and later: 0.83 to 0.91 at 1 M (R)"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "ClNO2 of N2O5, 1 M of chloride", .metric = "yield_most", .value = yield[0],
                         .bound = 0.91, .source = "the same"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "ClNO2 of N2O5, [Cl]/[H2O] of 1/483", .metric = "yield_off_half",
                         .value = fabs(yield[1] - 0.5), .bound = 1e-12, .source = "Bertram and Thornton (2009)"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "ClNO2 of N2O5, no chloride", .metric = "yield", .value = yield[2], .bound = 0,
                         .source = "nothing to make it of"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "IEPOX, 2.5 M of sulfate, 0.1 M of H+", .metric = "organosulfate_share",
                         .value = organosulfate[2], .sense = LT_FACT, .source = "this model"));
    const double os = 8.83e-3 * 2.5, rest = 9e-4 * 50;
    LT_TRY(LT_VERIFY_ADD(verify, .test = "IEPOX, 2.5 M of sulfate, 0.1 M of H+", .metric = "off_equation",
                         .value = fabs(organosulfate[2] - os / (os + rest)), .bound = 1e-12,
                         .source = "Pye et al. (2013)"));
    return LT_VERIFY_ADD(verify, .test = "ways of H2NO3P and IEPOXP", .metric = "sum_off_one", .value = closed,
                         .bound = 1e-12, .source = "all of it goes one way or the other");
}

/* --- other gases -------------------------------------------------------------------------------------------------- */

static lt_status others(lt_verify *verify, const lt_uptake_kernel *kernel, lt_uptake_batch *b) {
    const lt_uptake_setup setup = lt_uptake_all();
    for (int i = 0; i < 8; i++) {
        solution(b, i, 1e-3, i == 0 ? 1e-9 : 1.5e-7, 30, 0, 0);
        b->humidity[i] = 0.5;
        b->organic_share[i] = 0.4;
        b->soot_share[i] = 0.05;
        b->organic[i] = 20;
        b->sulfate[i] = b->water[i] / 10;
        b->ion[LT_ION_HSO4][i] = i == 2 ? 0.7 * b->sulfate[i] : 0;
        b->ion[LT_ION_H][i] = i == 2 ? b->water[i] / 40 : 1e-4 * b->water[i] / 30;
    }
    b->humidity[3] = 0.2;
    kernel->rates(&setup, &b->uptake);
    const double no2 = probability(b, LT_UPTAKE_NO2, 0, 46.0055e-3), T = 298.15;
    LT_TRY(LT_VERIFY_ADD(verify, .test = "NO2 on haze, 40 % organics, 5 % soot", .metric = "gamma_over_8e-6",
                         .value = no2 / 8e-6, .bound = 1.25, .source = "Liu et al. (2019), as in CESM, S"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "NO2 on haze, 40 % organics, 5 % soot", .metric = "gamma_over_1.1e-6",
                         .value = no2 / 1.1e-6, .sense = LT_FACT, .source = "CMAQ's rate (Vogel et al. 2003)"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "GLY, particles of 1 nm", .metric = "gamma_off",
                         .value = fabs(probability(b, LT_UPTAKE_GLY, 0, 58.04e-3) / 2.9e-3 - 1), .bound = 1e-4,
                         .source = "Liggio et al. (2005)"));
    LT_TRY(LT_VERIFY_ADD(
        verify, .test = "NTR2, 20 ug/m3 of organics", .metric = "off_equation",
        .value = fabs(b->rate[LT_UPTAKE_NTR2][1] / (2.7778e-3 / 60 * (0.34 * 20 / 20.73 + 0.66 * 20 / 1020)) - 1),
        .bound = 1e-12, .source = "CMAQ 5.5"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "NTR2, 20 % humidity", .metric = "rate", .value = b->rate[LT_UPTAKE_NTR2][3],
                         .bound = 1e-18, .source = "CMAQ 5.5: none below; rounding of 0.2"));
    const double per_s = speed(118.1e-3, T) * 1e-3 / 4;
    LT_TRY(LT_VERIFY_ADD(verify, .test = "IEPOX on acid sulfate", .metric = "gamma_least",
                         .value = b->rate[LT_UPTAKE_IEPOX][2] / per_s, .sense = LT_AT_LEAST, .bound = 1e-3,
                         .source = "Gaston et al. (2014): 1e-3 to 2e-2 on acid seeds (R)"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "IEPOX on acid sulfate", .metric = "gamma_most",
                         .value = b->rate[LT_UPTAKE_IEPOX][2] / per_s, .bound = 2.1e-2, .source = "the same"));
    return LT_VERIFY_ADD(verify, .test = "IEPOX on neutral sulfate", .metric = "gamma_most",
                         .value = b->rate[LT_UPTAKE_IEPOX][1] / per_s, .bound = 1e-3,
                         .source = "Gaston et al. (2014), Riedel et al. (2015): some 1e-4 and less (R)");
}

/* --- one radius in place of a mode -------------------------------------------------------------------------------- */

/* Loss to the log-normal mode of this surface over that to its effective radius, same wet volume. */
static double mode_over_radius(double median, double sigma, double molar_mass, double D0, double gamma) {
    const double T = 283.15, c = speed(molar_mass, T), D = D0 * pow(T / 273.15, 1.75), log_s = log(sigma);
    const double r_eff = 0.5 * median * exp(-0.5 * log_s * log_s);
    double whole = 0, surface = 0;
    for (int k = -400; k <= 400; k++) { /* over ln D of the volume's distribution */
        const double x = k / 100.0 * log_s, r = 0.5 * median * exp(x), weight = exp(-0.5 * x * x / (log_s * log_s));
        const double S = weight * 3 / r, kn = 3 * D / (c * r);
        surface += S;
        whole += S * D / r * 0.75 * gamma * (1 + kn) / (kn * kn + kn + 0.283 * kn * gamma + 0.75 * gamma);
    }
    const double kn = 3 * D / (c * r_eff);
    const double one =
        surface * D / r_eff * 0.75 * gamma * (1 + kn) / (kn * kn + kn + 0.283 * kn * gamma + 0.75 * gamma);
    return whole / one;
}

/* Bounds: twice what was measured, 2026-11-26: 2.3e-4, 6.6e-3, 5.1e-3. */
static lt_status modes(lt_verify *verify) {
    static const struct {
        const char *test;
        double molar_mass, D0, gamma, bound;
    } gases[] = {{"N2O5, gamma 0.03", 108.01e-3, 0.0855e-4, 0.03, 4.6e-4},
                 {"HO2, gamma 0.1", 33.006e-3, 0.13e-4, 0.1, 0.0134},
                 {"SO2 to water, 0.11", 64.064e-3, 0.1099e-4, 0.11, 0.0104}};
    for (size_t k = 0; k < sizeof gases / sizeof *gases; k++) {
        const lt_size_mode *fine = &lt_size_modes[LT_SIZE_FINE];
        const double ratio =
            mode_over_radius(1.3 * fine->median, fine->sigma, gases[k].molar_mass, gases[k].D0, gases[k].gamma);
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("fine mode beside its effective radius: %s", gases[k].test),
                             .metric = "relative_difference", .value = fabs(ratio - 1), .bound = gases[k].bound,
                             .source = "integral over the log-normal mode; measured, doubled"));
    }
    return LT_OK;
}

lt_status lt_verify_aerosol_uptake(lt_verify *verify) {
    static lt_status (*const parts[])(lt_verify *, const lt_uptake_kernel *, lt_uptake_batch *) = {limits, n2o5,
                                                                                                   products, others};
    const lt_uptake_kernel *kernel;
    LT_TRY(lt_uptake_kernel_here(&kernel));
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        lt_uptake_batch b;
        LT_TRY(lt_uptake_batch_create(8, &b));
        const lt_status status = parts[k](verify, kernel, &b);
        lt_uptake_batch_free(&b);
        LT_TRY(status);
    }
    return modes(verify);
}
