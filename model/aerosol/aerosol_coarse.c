/* aerosol_coarse.c - nitric acid goes to coarse sea salt and soil (model: coarse_nitrate: dynamic).
 *
 *   lost = HNO3 (1 - exp(-k dt)),  k = S / (r/D + 4/(v a)),  at most what the particles can bind, F + Cl
 *   F    = cations of salt and soil less the anions there, mol of charge: bound first
 *   Cl   coarse chloride, which leaves as HCl for what is bound beyond F
 * S, r surface and effective radius of the wet coarse mode; D = 1.18e-5 m2/s (T/298 K)^1.75 (101325 Pa / p) of HNO3
 * (R); v its mean speed; a = 0.1 (A: 0.1 to 0.5 on sea salt and calcite, R). What sea salt and soil bind: as what they
 * bring into cloud drops (cloud/coarse.h). Limits: not reversed, no ammonium in coarse particles, no sulfur dioxide on
 * them. */
#include "model/aerosol/aerosol_tile.h"
#include "model/aerosol/cloud/coarse.h"
#include "model/kernel/ltmath.h"

#include <math.h>
#include <string.h>

static const double accommodation = 0.1, molar_mass = 63.012e-3 /* kg/mol */, gas_constant = 8.314462618;

static double transfer(const lt_aerosol_tile *t, int c) {
    const double T = t->temperature[c], speed = sqrt(8.0 * gas_constant * T / (3.141592653589793 * molar_mass));
    const double diffusivity = 1.18e-5 * lt_pow(T / 298.0, 1.75) * 101325.0 / t->pressure[c];
    return t->surface[LT_COARSE][c] / (t->radius[LT_COARSE][c] / diffusivity + 4.0 / (speed * accommodation));
}

static double positive(double x) {
    return x > 0.0 ? x : 0.0;
}

void lt_aerosol_coarse(const lt_aerosol_plan *plan, lt_aerosol_tile *t, double dt) {
    enum { ACID, NITRATE, CHLORIDE, HCL, N_CHANGED, SULFATE = N_CHANGED, N };
    static const int part_of[N] = {LT_PART_HNO3, LT_PART_ANO3K, LT_PART_ACLK, LT_PART_HCL, LT_PART_ASO4K};
    double *now[N], *before[N_CHANGED];
    if (!plan->setup.coarse_nitrate || !t->x[LT_PART_HNO3] || !t->x[LT_PART_HCL]) return;
    for (int s = 0; s < N; ++s) {
        now[s] = t->spare[s];
        lt_aerosol_amount(plan, t, part_of[s], now[s]);
    }
    for (int s = 0; s < N_CHANGED; ++s) {
        before[s] = t->spare[N + s];
        memcpy(before[s], now[s], (size_t)t->n * sizeof *before[s]);
    }
    for (int c = 0; c < t->n; ++c) {
        const double grams = 1e3 * t->density[c];
        const double salt = grams * positive(t->x[LT_PART_ASEACAT][c]), soil = grams * positive(t->x[LT_PART_ASOIL][c]);
        const double free =
            positive(lt_cloud_coarse_of(soil, 0.0, salt, now[CHLORIDE][c], now[SULFATE][c], now[NITRATE][c]).charge);
        const double reached = now[ACID][c] * (1.0 - lt_exp(-transfer(t, c) * dt));
        const double most = free + now[CHLORIDE][c], bound = reached < most ? reached : most;
        const double freed = positive(bound - free);
        now[ACID][c] -= bound;
        now[NITRATE][c] += bound;
        now[CHLORIDE][c] -= freed;
        now[HCL][c] += freed;
    }
    for (int s = 0; s < N_CHANGED; ++s) lt_aerosol_changed(plan, t, part_of[s], before[s], now[s]);
}
