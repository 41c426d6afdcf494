/* drop_box.c - equations of a box of cloudy air (drop_box.h). */
#include "model/aerosol/verify/drop_box.h"

#include "model/aerosol/cloud/constants.h"

#include <math.h>
#include <string.h>

static double warm(double value, double e, double t) {
    return value * exp(e * (1.0 / t - 1.0 / 298.0));
}

static double dissociation(int d, double t) {
    return warm(lt_cloud_dissociations[d].value, lt_cloud_dissociations[d].warmth, t);
}

static double rate(int r, double t) {
    return warm(lt_cloud_rates[r].value, lt_cloud_rates[r].warmth, t);
}

static double pool(int gas, double t, double water) {
    const lt_cloud_gas *g = &lt_cloud_gases[gas];
    return warm(g->henry, g->warmth, t) * 8.31446261815324 / 101.325 * t * water * 1e-3;
}

/* Time in which the drops of a m3 clean it of a gas that they hold on to, s. */
static double slow(int gas, double t, double p, double water, double radius) {
    const lt_cloud_gas *g = &lt_cloud_gases[gas];
    const double d = g->diffusivity * pow(t / 298.0, 1.75) * 101325.0 / p;
    const double v = sqrt(8.0 * 8.314462618 * t / (acos(-1.0) * g->molar_mass * 1e-3));
    const double k = 1.0 / (radius * radius / (3.0 * d) + 4.0 * radius / (3.0 * v * g->accommodation));
    return 1.0 / (k * water * 1e-3);
}

static double on(const lt_cloud_setup *setup, int path) {
    return setup->paths & LT_PATH_BIT(path) ? 1.0 : 0.0;
}

static void rates_of(const lt_cloud_setup *setup, const lt_cloud_cells *c, size_t i, lt_drop_box *b) {
    const double t = b->temperature;
    b->k_h2o2 = on(setup, LT_PATH_cloud_h2o2) * rate(LT_RATE_H2O2, t);
    for (int k = 0; k < 3; k++) b->k_o3[k] = on(setup, LT_PATH_cloud_o3) * rate(LT_RATE_O3_0 + k, t);
    b->k_mhp = on(setup, LT_PATH_cloud_mhp) * rate(LT_RATE_MHP, t);
    b->k_paa = on(setup, LT_PATH_cloud_paa) * rate(LT_RATE_PAA, t);
    b->k_paa_0 = on(setup, LT_PATH_cloud_paa) * rate(LT_RATE_PAA_0, t);
    for (int k = 0; k < 2; k++) b->k_hms[k] = on(setup, LT_PATH_cloud_hms) * rate(LT_RATE_HMS_1 + k, t);
    b->k_back = on(setup, LT_PATH_cloud_hms) * rate(LT_RATE_HMS_OH, t);
    b->k_radical = on(setup, LT_PATH_cloud_hms) * rate(LT_RATE_HMS_RADICAL, t);
    b->radical = LT_CLOUD_RADICAL * c->amount[LT_CLOUD_OH][i];
    const double day = c->daylight ? c->daylight[i] : 0.0;
    const double fe = c->amount[LT_CLOUD_AFEJ][i] * setup->fe_soluble *
                      (day * setup->fe3_day + (1.0 - day) * setup->fe3_night) / b->water;
    const double mn = c->amount[LT_CLOUD_AMNJ][i] * setup->mn_soluble / b->water;
    b->metals = on(setup, LT_PATH_cloud_tmi) *
                (rate(LT_RATE_MN, t) * mn + rate(LT_RATE_FE, t) * fe + rate(LT_RATE_MNFE, t) * mn * fe);
}

static void start_of(const lt_cloud_cells *c, size_t i, lt_drop_box *b) {
    static const int react[LT_BOX_N_REACT] = {LT_CLOUD_SO2,  LT_CLOUD_H2O2, LT_CLOUD_O3,
                                              LT_CLOUD_MEPX, LT_CLOUD_PACD, LT_CLOUD_FORM};
    for (int k = 0; k < LT_BOX_N_REACT; k++) b->start[k] = 1e9 * c->amount[react[k]][i];
    b->start[LT_BOX_N_REACT] = 1e9 * c->amount[LT_CLOUD_ASO4J][i];
    b->start[LT_BOX_N_REACT + 1] = 1e9 * c->amount[LT_CLOUD_AHMSJ][i];
}

/* What of a gas is in the drops over what is in the air, at this acidity and activity. */
static double ratio_ion(const lt_drop_box *b, int k, double h, double g2) {
    if (k == LT_BOX_NH4) return b->ion_pool[k] * (1.0 + b->ion_constant[k] * h / b->kw);
    return b->ion_pool[k] * (1.0 + b->ion_constant[k] / (g2 * h));
}

static double charged_ion(const lt_drop_box *b, int k, double h, double g2) {
    return ratio_ion(b, k, h, g2) - b->ion_pool[k];
}

static double ratio_react(const lt_drop_box *b, int k, double h, double g2) {
    if (k != LT_BOX_S4) return b->react_pool[k];
    const double a = b->k1 / (g2 * h);
    return b->react_pool[k] * (1.0 + a + a * b->k2 / (g2 * g2 * h));
}

/* The drops of a state: amounts in nmol/m3 to M. */
typedef struct drops {
    double h, g2, oh, s[3] /* SO2, HSO3-, SO3-- [M] */, ions[LT_BOX_N_IONS];
} drops;

typedef struct contents {
    double s4;                 /* in drops, M; together: found with the acidity, from what there is */
    double ion[LT_BOX_N_IONS]; /* in drops, M; together: if all were */
    double s6, hms;
    const double *y;
} contents;

static double conc(const lt_drop_box *b, double nmol) {
    return 1e-9 * (nmol > 0.0 ? nmol : 0.0) / b->water;
}

static double held_h(double h) {
    return fmin(fmax(h, 1e-8), 1e-1);
}

/* Rates of sulfur(IV) by a reagent over both concentrations, 1/(M s), but for the diffusion of O3. */
static double kappa(const lt_drop_box *b, int k, double true_h, double g2) {
    const double h = held_h(true_h), a = b->k1 / (g2 * h), c = a * b->k2 / (g2 * g2 * h), sum = 1.0 + a + c;
    const double f0 = 1.0 / sum, f1 = a / sum, f2 = c / sum;
    switch (k) {
    case LT_BOX_H2O2:
        return b->k_h2o2 * g2 * h * f1 / (1.0 + 13.0 * h);
    case LT_BOX_O3:
        return b->k_o3[0] * f0 + b->k_o3[1] * f1 + b->k_o3[2] * f2;
    case LT_BOX_MHP:
        return b->k_mhp * g2 * h * f1;
    case LT_BOX_PAA:
        return (b->k_paa * g2 * h + b->k_paa_0) * f1;
    case LT_BOX_FORM:
        return (b->k_hms[0] * f1 + b->k_hms[1] * f2) / (1.0 + b->hydrate);
    default:
        return 0.0;
    }
}

static double with_diffusion(const lt_drop_box *b, int k, double x, double s4) {
    if (k != LT_BOX_O3) return x;
    const double q = b->radius * sqrt(x * s4 / LT_CLOUD_WATER_DIFFUSIVITY);
    if (q < 1e-2) return x * (1.0 - q * q / 15.0);
    return x * 3.0 * (1.0 / tanh(q) / q - 1.0 / (q * q));
}

static double inhibited(const lt_drop_box *b, double s6) {
    return b->metals / (1.0 + 75.0 * pow(fmax(s6, 1e-30), 0.67));
}

/* together: what S(IV) in the drops, s [M], has too much for transfer to keep pace with all that it loses. */
typedef struct supply {
    double f, n, metals, back, each[LT_BOX_N_REACT];
} supply;

static double too_much(const lt_drop_box *b, const contents *c, const supply *p, double s) {
    double loss = p->metals * s - p->back;
    for (int k = 1; k < LT_BOX_N_REACT; k++) {
        const double share = b->react_pool[k] / (1.0 + b->react_pool[k]),
                     z = with_diffusion(b, k, p->each[k], s) * share * s;
        loss += conc(b, c->y[k]) * z / (1.0 + b->react_slow[k] * z);
    }
    return s - p->f / (1.0 + p->f) * (p->n - b->react_slow[LT_BOX_S4] * loss);
}

/* Its root by the Illinois method; what is too much rises with s. */
static double steady_s4(const lt_drop_box *b, const contents *c, double h, double g2) {
    supply p = {.f = ratio_react(b, LT_BOX_S4, h, g2),
                .n = conc(b, c->y[LT_BOX_S4]),
                .metals = inhibited(b, c->s6),
                .back = b->k_back * b->kw / (g2 * h) * c->hms};
    for (int k = 1; k < LT_BOX_N_REACT; k++) p.each[k] = kappa(b, k, h, g2);
    double low = 0.0, high = p.f / (1.0 + p.f) * (p.n + b->react_slow[LT_BOX_S4] * p.back) + 1e-30;
    double f_low = too_much(b, c, &p, low), f_high = too_much(b, c, &p, high), s = high;
    for (int step = 0; step < 200 && f_low < 0.0 && high - low > 1e-14 * high; step++) {
        const double last = s;
        s = (low * f_high - high * f_low) / (f_high - f_low);
        const double f = too_much(b, c, &p, s);
        if (f == 0.0 || fabs(s - last) <= 1e-15 * s) break;
        if (f > 0.0)
            high = s, f_high = f, f_low *= 0.5;
        else
            low = s, f_low = f, f_high *= 0.5;
    }
    return s;
}

/* Positive less negative charge at h [M], with activities of their own. */
static double charge(const lt_drop_box *b, const contents *c, double h, drops *d) {
    double strength = 1e-3, sum = 0.0;
    for (int turn = 0; turn < 200; turn++) {
        const double i = fmin(strength, 0.5), root = sqrt(i), g2 = pow(10.0, -1.018 * (root / (1.0 + root) - 0.2 * i));
        double all = h + b->standing_strength;
        d->h = h, d->g2 = g2, d->oh = b->kw / (g2 * h);
        sum = h + b->standing - d->oh;
        all += d->oh;
        const double a = b->k1 / (g2 * h), e = a * b->k2 / (g2 * g2 * h);
        const double s4 = b->transfer ? c->s4 : steady_s4(b, c, h, g2);
        d->s[0] = s4 / (1.0 + a + e), d->s[1] = a * d->s[0], d->s[2] = e * d->s[0];
        for (int k = 0; k < LT_BOX_N_IONS; k++) {
            const double f = ratio_ion(b, k, h, g2), of = b->transfer ? f : 1.0 + f;
            d->ions[k] = c->ion[k] * charged_ion(b, k, h, g2) / of;
            sum += k == LT_BOX_NH4 ? d->ions[k] : -d->ions[k];
            all += d->ions[k];
        }
        const double hco3 = b->hco3 / (g2 * h), co3 = b->co3 / (g2 * g2 * g2 * h * h);
        const double so4 = c->s6 / (1.0 + h * g2 * g2 / b->k_sulfate), hso4 = c->s6 - so4;
        sum -= hco3 + 2.0 * co3 + d->s[1] + 2.0 * d->s[2] + hso4 + 2.0 * so4 + c->hms;
        all += hco3 + 4.0 * co3 + d->s[1] + 4.0 * d->s[2] + hso4 + 4.0 * so4 + c->hms;
        if (fabs(0.5 * all - strength) <= 1e-12 * strength) break;
        strength = 0.5 * all;
    }
    return sum;
}

/* Bisection in log10 h, from a bracket about the last answer. */
static void solve(lt_drop_box *b, const contents *c, drops *d) {
    double low = b->log10_h - 1e-3, high = b->log10_h + 1e-3, wide = 2e-3;
    double f_low = charge(b, c, pow(10.0, low), d), f_high = charge(b, c, pow(10.0, high), d);
    while (f_low > 0.0 && low > -14.0)
        high = low, f_high = f_low, low -= wide, wide *= 4.0, f_low = charge(b, c, pow(10.0, low), d);
    while (f_high < 0.0 && high < 2.0)
        low = high, f_low = f_high, high += wide, wide *= 4.0, f_high = charge(b, c, pow(10.0, high), d);
    for (int step = 0; step < 100 && high - low > 1e-13; step++) { /* Illinois */
        double x = high - f_high * (high - low) / (f_high - f_low);
        if (!(x > low && x < high)) x = 0.5 * (low + high);
        const double f = charge(b, c, pow(10.0, x), d);
        b->log10_h = x;
        if (f == 0.0) break;
        if ((f > 0.0) == (f_high > 0.0)) {
            const double drop = fabs(x - high);
            high = x, f_high = f, f_low *= 0.5;
            if (drop < 1e-13) break;
        } else {
            const double rise = fabs(x - low);
            low = x, f_low = f, f_high *= 0.5;
            if (rise < 1e-13) break;
        }
    }
}

static void contents_of(const lt_drop_box *b, const double *y, contents *c) {
    c->y = y;
    for (int k = 0; k < LT_BOX_N_IONS; k++)
        c->ion[k] = b->transfer ? conc(b, y[LT_BOX_PAIRS + LT_BOX_N_REACT + k]) : b->ion_total[k];
    c->s4 = b->transfer ? conc(b, y[LT_BOX_PAIRS + LT_BOX_S4]) : 0.0;
    c->s6 = conc(b, y[lt_drop_box_s6(b)]);
    c->hms = conc(b, y[lt_drop_box_s6(b) + 1]);
}

int lt_drop_box_s6(const lt_drop_box *box) {
    return box->n - 2;
}

double lt_drop_box_ph(lt_drop_box *box, const double *y) {
    contents c;
    drops d;
    contents_of(box, y, &c);
    solve(box, &c, &d);
    return -box->log10_h;
}

void lt_drop_box_change(lt_drop_box *b, const double *y, double *change) {
    contents c;
    drops d;
    contents_of(b, y, &c);
    solve(b, &c, &d);
    const double s4 = d.s[0] + d.s[1] + d.s[2], to_nmol = 1e9 * b->water;
    const double back = b->k_back * d.oh * c.hms, radical = b->k_radical * b->radical * c.hms;
    const double metals = inhibited(b, c.s6) * s4;
    double r[LT_BOX_N_REACT], oxidised = metals;
    memset(change, 0, (size_t)b->n * sizeof(double));
    for (int k = 1; k < LT_BOX_N_REACT; k++) { /* M/s */
        const double z = with_diffusion(b, k, kappa(b, k, d.h, d.g2), s4) * s4;
        if (b->transfer) {
            r[k] = z * conc(b, y[LT_BOX_PAIRS + k]);
        } else {
            const double zs = z * b->react_pool[k] / (1.0 + b->react_pool[k]);
            r[k] = conc(b, y[k]) * zs / (1.0 + b->react_slow[k] * zs);
        }
        if (k != LT_BOX_FORM) oxidised += r[k];
    }
    const int from = b->transfer ? LT_BOX_PAIRS : 0, s6 = lt_drop_box_s6(b);
    for (int k = 1; k < LT_BOX_FORM; k++) change[from + k] = -r[k] * to_nmol;
    change[from + LT_BOX_FORM] = (back + radical - r[LT_BOX_FORM]) * to_nmol;
    change[from + LT_BOX_S4] = (back - r[LT_BOX_FORM] - oxidised) * to_nmol;
    change[s6] = (oxidised + radical) * to_nmol;
    change[s6 + 1] = (r[LT_BOX_FORM] - back - radical) * to_nmol;
    for (int k = 0; b->transfer && k < LT_BOX_PAIRS; k++) {
        const int ion = k - LT_BOX_N_REACT;
        const double f = ion < 0 ? ratio_react(b, k, d.h, d.g2) : ratio_ion(b, ion, d.h, d.g2);
        const double flux = (y[k] - y[LT_BOX_PAIRS + k] / f) / (ion < 0 ? b->react_slow[k] : b->ion_slow[ion]);
        change[k] -= flux;
        change[LT_BOX_PAIRS + k] += flux;
    }
}

/* transfer: begin with drops that have been there: transfer keeps pace with reaction. */
static void spread(lt_drop_box *b) {
    lt_drop_box together = *b;
    contents c;
    drops d;
    double y[LT_BOX_MOST];
    memcpy(y, b->start, sizeof y);
    together.transfer = false, together.n = LT_BOX_TOGETHER;
    contents_of(&together, y, &c);
    solve(&together, &c, &d);
    b->log10_h = together.log10_h;
    const double s4 = d.s[0] + d.s[1] + d.s[2];
    for (int k = 0; k < LT_BOX_PAIRS; k++) {
        const int ion = k - LT_BOX_N_REACT;
        const double f = ion < 0 ? ratio_react(b, k, d.h, d.g2) : ratio_ion(b, ion, d.h, d.g2);
        const double all = ion < 0 ? y[k] : 1e9 * b->ion_total[ion] * b->water;
        double in_drops = all * f / (1.0 + f);
        if (k == LT_BOX_S4) {
            in_drops = s4 * b->water * 1e9;
        } else if (ion < 0) {
            const double z = with_diffusion(b, k, kappa(b, k, d.h, d.g2), s4) * s4;
            in_drops = all * f / (1.0 + f + b->react_slow[k] * z * f);
        }
        b->start[LT_BOX_PAIRS + k] = in_drops;
        b->start[k] = all - in_drops;
    }
    b->start[2 * LT_BOX_PAIRS] = y[LT_BOX_N_REACT];
    b->start[2 * LT_BOX_PAIRS + 1] = y[LT_BOX_N_REACT + 1];
}

void lt_drop_box_create(const lt_cloud_setup *setup, const lt_cloud_cells *c, size_t i, bool transfer, lt_drop_box *b) {
    static const int react[LT_BOX_N_REACT] = {LT_CLOUD_GAS_SO2,  LT_CLOUD_GAS_H2O2, LT_CLOUD_GAS_O3,
                                              LT_CLOUD_GAS_MEPX, LT_CLOUD_GAS_PACD, LT_CLOUD_GAS_FORM},
                     ion[LT_BOX_N_IONS] = {LT_CLOUD_GAS_HNO3, LT_CLOUD_GAS_HCL, LT_CLOUD_GAS_FACD, LT_CLOUD_GAS_AACD,
                                           LT_CLOUD_GAS_NH3},
                     constant[LT_BOX_N_IONS] = {LT_DIS_HNO3, LT_DIS_HCL, LT_DIS_FACD, LT_DIS_AACD, LT_DIS_NH3},
                     gas[LT_BOX_N_IONS] = {LT_CLOUD_HNO3, LT_CLOUD_HCL, LT_CLOUD_FACD, LT_CLOUD_AACD, LT_CLOUD_NH3},
                     particle[LT_BOX_N_IONS] = {LT_CLOUD_ANO3J, LT_CLOUD_ACLJ, -1, -1, LT_CLOUD_ANH4J};
    const double t = c->temperature[i], p = c->pressure[i];
    *b = (lt_drop_box){.transfer = transfer,
                       .n = transfer ? LT_BOX_TRANSFER : LT_BOX_TOGETHER,
                       .temperature = t,
                       .radius = setup->radius,
                       .log10_h = -5.0};
    b->water = c->water[i] * c->air_density[i];
    b->k1 = dissociation(LT_DIS_SO2, t), b->k2 = dissociation(LT_DIS_HSO3, t), b->kw = dissociation(LT_DIS_WATER, t);
    b->k_sulfate = dissociation(LT_DIS_HSO4, t), b->hydrate = dissociation(LT_DIS_HYDRATE, t);
    for (int k = 0; k < LT_BOX_N_REACT; k++) {
        b->react_pool[k] = pool(react[k], t, b->water) * (k == LT_BOX_FORM ? 1.0 + b->hydrate : 1.0);
        b->react_slow[k] = slow(react[k], t, p, b->water, setup->radius);
    }
    for (int k = 0; k < LT_BOX_N_IONS; k++) {
        b->ion_pool[k] = pool(ion[k], t, b->water);
        b->ion_slow[k] = slow(ion[k], t, p, b->water, setup->radius);
        b->ion_constant[k] = dissociation(constant[k], t);
        b->ion_total[k] = (c->amount[gas[k]][i] + (particle[k] >= 0 ? c->amount[particle[k]][i] : 0.0)) / b->water;
    }
    const lt_cloud_gas *co2 = &lt_cloud_gases[LT_CLOUD_GAS_CO2];
    b->hco3 = warm(co2->henry, co2->warmth, t) * setup->co2 * p / 101325.0 * dissociation(LT_DIS_CO2, t);
    b->co3 = b->hco3 * dissociation(LT_DIS_HCO3, t);
    const double single = c->amount[LT_CLOUD_ANAJ][i] + c->amount[LT_CLOUD_AKJ][i],
                 twofold = c->amount[LT_CLOUD_ACAJ][i] + c->amount[LT_CLOUD_AMGJ][i];
    b->standing = (single + 2.0 * twofold) / b->water;
    b->standing_strength = (single + 4.0 * twofold) / b->water;
    rates_of(setup, c, i, b);
    start_of(c, i, b);
    if (transfer) spread(b);
}
