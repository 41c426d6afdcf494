/* aqueous_rates.c - rates and acidity of the cloud's drops (one cell at a time, ../cloud/look.h) beside published ones.
 *
 * Laws, with activities of 1 (all V in the abstracts):
 *   ozone      (3.8e5 + 1.05e16 [OH-]) [HSO3-][O3] at 25 C, pH 1 to 6.2, here from 2, as it has nothing for SO2 in
 *              water (Maahs 1983, doi:10.1029/JC088iC15p10721)
 *   peroxide   2.6e6 x [H2O2][HSO3-], x = 16 [H+] / (1 + 16 [H+]) at 15 C, pH 0 to 4.5 (McArdle and Hoffmann 1983,
 *              doi:10.1021/j100248a026); 9.1e7 (+- 0.5e7) [H+][HSO3-][H2O2] at 25 C, ionic strength 1.5e-4, pH 3 to 6
 *              (Maass et al. 1999, doi:10.1016/S1352-2310(99)00212-5)
 *   metals     0.6 to 10.4 an hour of S(IV), pH 3 to 6, in rain with 1.8 uM Fe(III) and 0.18 uM Mn(II) (Tanaka et al.
 *              1987, doi:10.1021/bk-1987-0349.ch013): shown, for that is another measurement than Martin and Good's
 * Rates by pH of all ways in the air of Seinfeld and Pandis's figure (298 K, 5 ppb SO2, 1 ppb H2O2, 50 ppb O3, 0.3 uM
 * Fe(III), 0.03 uM Mn(II)) are facts; that ozone overtakes peroxide between pH 5 and 6.5 is theirs (R).
 *
 * Acidity in closed form: water under CO2, [H+]2 = Kw + H p K1 (carbonate is 1e-5 of it); the same under 10 ppb SO2. */
#define LT_PLAIN
#include "model/aerosol/cloud/cloud.h"
#include "model/aerosol/cloud/look.h"
#include "model/aerosol/verify/verify.h"

#include <math.h>
#include <string.h>

/* One cell with a g/m3 of water, nothing in it. */
static lt_cloud_block one(double temperature) {
    lt_cloud_block b = {.dt = 300.0, .radius = 8e-6, .co2 = 414e-6, .tolerance = 1e-6};
    b.temperature[0] = temperature, b.pressure[0] = 101325.0, b.water[0] = 1e-3;
    for (int w = 0; w < LT_N_WAYS; w++) b.runs[w] = 1.0;
    return b;
}

/* kappa of a reagent, 1/(M s), and HSO3- of S(IV), with activities of 1 and no diffusion in the drop. */
static double law(double temperature, double ph, int reagent, double *bisulfite) {
    const lt_cloud_block b = one(temperature);
    lt_drops d;
    lt_look l = {.s = 1e-30};
    lt_drops_of(&b, 0, &d);
    l.h = pow(10.0, -ph);
    lt_look_rates(&d, d.first, d.second, 1.0, &l);
    const double a = d.first / l.h;
    *bisulfite = a / (1.0 + a + a * d.second / l.h);
    return l.kappa[reagent];
}

static lt_status add_ratio(lt_verify *verify, const char *test, const char *metric, double least, double most,
                           double low, double high, const char *source) {
    LT_TRY(LT_VERIFY_ADD(verify, test, metric, "least", least, LT_AT_LEAST, low, .source = source));
    return LT_VERIFY_ADD(verify, test, metric, "most", most, LT_AT_MOST, high, .source = source);
}

static lt_status laws(lt_verify *verify) {
    double least = 1e30, most = 0.0, bisulfite;
    for (double ph = 2.0; ph <= 6.2; ph += 0.1) {
        const double k = law(298.15, ph, LT_REAGENT_O3, &bisulfite);
        const double ratio = k / ((3.8e5 + 1.05e16 * pow(10.0, ph - 14.0)) * bisulfite);
        least = fmin(least, ratio), most = fmax(most, ratio);
    }
    LT_TRY(add_ratio(verify, "ozone", "over_published", least, most, 0.8, 1.25, "Maahs (1983), pH 2 to 6.2"));
    least = 1e30, most = 0.0;
    for (double ph = 1.0; ph <= 4.5; ph += 0.1) {
        const double k = law(288.15, ph, LT_REAGENT_H2O2, &bisulfite), h = 16.0 * pow(10.0, -ph);
        const double ratio = k / (2.6e6 * h / (1.0 + h) * bisulfite);
        least = fmin(least, ratio), most = fmax(most, ratio);
    }
    LT_TRY(add_ratio(verify, "peroxide", "over_published", least, most, 0.8, 1.25,
                     "McArdle and Hoffmann (1983): k1 +- 20 %"));
    const double k = law(298.15, 4.5, LT_REAGENT_H2O2, &bisulfite) / (pow(10.0, -4.5) * bisulfite);
    return add_ratio(verify, "peroxide at 25 C", "over_published", k / 9.1e7, k / 9.1e7, 0.75, 1.25,
                     "Maass et al. (1999); laws in use have 7.45e7 to 9.1e7");
}

/* Rates of S(IV) [M/s] in the air of the figure. */
static double of_figure(double ph, int way) {
    const double p_so2 = 5e-9, h = pow(10.0, -ph), t = 298.0;
    const lt_cloud_block b = one(t);
    lt_drops d;
    double bisulfite;
    lt_drops_of(&b, 0, &d);
    const double s4 = lt_cloud_gases[LT_CLOUD_GAS_SO2].henry * p_so2 * (1.0 + d.first / h * (1.0 + d.second / h));
    if (way == LT_WAY_H2O2)
        return law(t, ph, LT_REAGENT_H2O2, &bisulfite) * s4 * lt_cloud_gases[LT_CLOUD_GAS_H2O2].henry * 1e-9;
    if (way == LT_WAY_O3)
        return law(t, ph, LT_REAGENT_O3, &bisulfite) * s4 * lt_cloud_gases[LT_CLOUD_GAS_O3].henry * 50e-9;
    return (750.0 * 0.03e-6 + 2600.0 * 0.3e-6 + 1e10 * 0.03e-6 * 0.3e-6) * s4;
}

static lt_status figure(lt_verify *verify) {
    static const struct {
        int way;
        const char *name;
    } ways[] = {{LT_WAY_H2O2, "peroxide"}, {LT_WAY_O3, "ozone"}, {LT_WAY_TMI, "metals"}};
    static const char *const ph_names[] = {"pH 2", "pH 3", "pH 4", "pH 5", "pH 6"};
    for (int k = 0; k < 3; k++)
        for (int ph = 2; ph <= 6; ph++)
            LT_TRY(LT_VERIFY_ADD(verify, ways[k].name, "sulfate_mol_l_s", ph_names[ph - 2], of_figure(ph, ways[k].way),
                                 LT_FACT, 0, .source = "air of Seinfeld and Pandis (2016), figure of S(IV) oxidation"));
    double crossing = 2.0;
    while (crossing < 8.0 && of_figure(crossing, LT_WAY_O3) < of_figure(crossing, LT_WAY_H2O2)) crossing += 0.01;
    LT_TRY(LT_VERIFY_ADD(verify, "ozone", "overtakes_peroxide_at_ph", "least", crossing, LT_AT_LEAST, 5.0,
                         .source = "Seinfeld and Pandis (2016), R"));
    LT_TRY(LT_VERIFY_ADD(verify, "ozone", "overtakes_peroxide_at_ph", "most", crossing, LT_AT_MOST, 6.5,
                         .source = "Seinfeld and Pandis (2016), R"));
    const double fe = 1.8e-6, mn = 0.18e-6;
    return LT_VERIFY_ADD(verify, "metals", "per_hour", "", 3600.0 * (750.0 * mn + 2600.0 * fe + 1e10 * mn * fe),
                         LT_FACT, 0, .source = "0.6 to 10.4 in rain of Yokohama, Tanaka et al. (1987)");
}

/* pH that a look finds. */
static double acidity_of(lt_cloud_block *b) {
    lt_drops d;
    lt_look l = {.x = -5.0 * LT_LN10, .s = 1e-30, .strength = 1e-5};
    lt_brew n = {.s4 = b->s4[0]};
    lt_drops_of(b, 0, &d);
    l.s = fmax(n.s4 * d.per_volume, 1e-30);
    lt_look_at(&d, &n, true, 1e-9, &l);
    return -l.x / LT_LN10;
}

static lt_status acidity(lt_verify *verify) {
    const double t = 288.15;
    lt_cloud_block b = one(t);
    lt_drops d;
    lt_drops_of(&b, 0, &d);
    const double water = -0.5 * log10(d.water + d.hco3);
    LT_TRY(LT_VERIFY_ADD(verify, "water under CO2", "ph_difference", "", fabs(acidity_of(&b) - water), LT_AT_MOST, 2e-3,
                         .source = "closed form; activities at 3e-6 mol/l make 1e-3"));
    /* so little water that its S(IV) is none of the gas's; sulfite is 1e-3 of bisulfite */
    b.water[0] = 1e-5;
    b.s4[0] = 10e-9 * b.pressure[0] / (8.314462618 * t);
    for (int w = 0; w < LT_N_WAYS; w++) b.runs[w] = 0.0;
    lt_drops_of(&b, 0, &d);
    const double s0 = d.pool_s4 / (1.0 + d.pool_s4) * b.s4[0] / b.water[0];
    const double h = sqrt(d.water + d.hco3 + s0 * d.first), more = sqrt(h * h + 2.0 * s0 * d.first * d.second / h);
    return LT_VERIFY_ADD(verify, "water under 10 ppb SO2", "ph_difference", "", fabs(acidity_of(&b) + log10(more)),
                         LT_AT_MOST, 1e-2, .source = "closed form; activities at 5e-5 mol/l make 4e-3");
}

lt_status lt_verify_aerosol_aqueous_rates(lt_verify *verify) {
    LT_TRY(laws(verify));
    LT_TRY(figure(verify));
    return acidity(verify);
}
