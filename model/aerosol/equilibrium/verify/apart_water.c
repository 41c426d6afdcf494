/* apart_water.c - water of the salts that ions stand for, by amounts of salts.
 *
 * Equivalents of cations on a line, Ca Mg K Na NH4 acid, against those of anions, sulfate NO3 Cl: where two stretches
 * lie over each other there is that much of their salt. Acid (H+ and HSO4-) over NO3 and Cl has no water, over sulfate
 * it makes of (NH4)2SO4 letovicite, then NH4HSO4, then NaHSO4, KHSO4 and H2SO4. An end of a stretch is (a - b)+ with a
 * and b the ends, for ammonium's counted from the other side: acid against Cl, and against NO3 and Cl. Cations
 * beyond all anions, which hydroxide balances, count as chlorides. Corners are rounded off as mixture_water.h says. */
#include "model/aerosol/equilibrium/constants.h"
#include "model/aerosol/equilibrium/verify/apart.h"
#include "model/aerosol/equilibrium/water.h"

#include <math.h>

/* x+, its corner rounded off so that 4 q (q - x) = 16 d^2 u v (lanes.h), d 1 %. */
static double corner(double x, double u, double v, bool rounded) {
    const double d = 0.01, e = 16 * d * d * u * v;
    if (!rounded) return fmax(x, 0);
    return x > 0 || e == 0 ? 0.5 * (x + sqrt(x * x + e)) : 0.5 * e / (sqrt(x * x + e) - x);
}

/* (a - b)+, rounded off by a and b themselves. */
static double beyond(double a, double b, bool rounded) {
    return corner(a - b, 0.5 * a, 0.5 * b, rounded);
}

/* What a length is of a line, times what is left of it. */
static double parted(double part, double whole) {
    return whole > 0 ? part * (whole - part) / whole : 0;
}

/* Equivalents of Ca, Mg, K, Na and NH4 over sulfate, NO3 and Cl. */
static void overlaps(const double *line, double sulfate, double no3, double cl, double acid, double surplus,
                     bool rounded, double share[5][3]) {
    double below[3] = {0};
    const double cations = line[4] + acid, anions = sulfate + no3 + cl;
    for (int c = 0; c < 5; c++) {
        const double end = line[c], left = parted(end, cations);
        double over_sulfate = corner(end - sulfate, left, parted(sulfate, anions), rounded);
        double over_no3 = corner(end - sulfate - no3, left, parted(sulfate + no3, anions), rounded);
        if (c == 4) {
            over_sulfate = beyond(no3 + cl, acid, rounded) + surplus;
            over_no3 = beyond(cl, acid, rounded) + surplus;
        }
        const double to[3] = {end - over_sulfate, over_sulfate - over_no3, over_no3};
        for (int a = 0; a < 3; a++) {
            share[c][a] = to[a] - below[a];
            below[a] = to[a];
        }
    }
}

/* mol of salts of which acid in sulfate, x, makes bisulfates. */
static void acidify(double x, double nh4, double na, double k, bool rounded, double *mol) {
    const double e1 = beyond(x, nh4 / 3, rounded), e2 = beyond(x, nh4, rounded), e3 = beyond(x, nh4 + na, rounded);
    const double e4 = k > 0 ? beyond(x, nh4 + na + k, rounded) : e3;
    const double part[5] = {x - e1, e1 - e2, e2 - e3, e3 - e4, e4};
    mol[LT_SALT_LETOVICITE] += part[0] - 0.5 * part[1];
    mol[LT_SALT_NH42SO4] -= 1.5 * part[0];
    mol[LT_SALT_NH4HSO4] += 1.5 * part[1];
    mol[LT_SALT_NAHSO4] += part[2];
    mol[LT_SALT_NA2SO4] -= 0.5 * part[2];
    mol[LT_SALT_KHSO4] += part[3];
    mol[LT_SALT_K2SO4] -= 0.5 * part[3];
    mol[LT_SALT_H2SO4] += 0.5 * part[4];
}

double lt_apart_water(double humidity, const double *n, double acids, bool rounded) {
    static const int salts[5][3] = {{-1, LT_SALT_CANO32, LT_SALT_CACL2},
                                    {LT_SALT_MGSO4, LT_SALT_MGNO32, LT_SALT_MGCL2},
                                    {LT_SALT_K2SO4, LT_SALT_KNO3, LT_SALT_KCL},
                                    {LT_SALT_NA2SO4, LT_SALT_NANO3, LT_SALT_NACL},
                                    {LT_SALT_NH42SO4, LT_SALT_NH4NO3, LT_SALT_NH4CL}};
    static const int cations[5] = {LT_ION_CA, LT_ION_MG, LT_ION_K, LT_ION_NA, LT_ION_NH4};
    static const double per_equivalent[5][3] = {{0, 0.5, 0.5}, {0.5, 0.5, 0.5}, {0.5, 1, 1}, {0.5, 1, 1}, {0.5, 1, 1}};
    double line[5], share[5][3], mol[LT_N_SALTS] = {0}, kg_per_mol[LT_N_SALTS], sum = 0;
    for (int c = 0; c < 5; c++) line[c] = (c ? line[c - 1] : 0) + lt_ion_charge[cations[c]] * n[cations[c]];
    const double acid = n[LT_ION_H] + n[LT_ION_HSO4], no3 = n[LT_ION_NO3], cl = n[LT_ION_CL];
    const double sulfate = 2 * (n[LT_ION_SO4] + n[LT_ION_HSO4]), surplus = line[3] - sulfate - no3 - cl - acids;
    overlaps(line, sulfate, no3, cl, acid, fmax(surplus, 0), rounded, share);
    for (int c = 0; c < 5; c++)
        for (int a = 0; a < 3; a++)
            if (salts[c][a] >= 0) mol[salts[c][a]] += per_equivalent[c][a] * share[c][a];
    acidify(beyond(acid, no3 + cl, rounded), n[LT_ION_NH4], n[LT_ION_NA], n[LT_ION_K], rounded, mol);
    lt_water_of_salts(humidity, 0, kg_per_mol);
    for (int s = 0; s < LT_N_SALTS; s++) sum += mol[s] * kg_per_mol[s];
    return sum;
}
