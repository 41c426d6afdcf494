/* cloud.c - cells with clouds are gathered into blocks, react, and are put back (cloud.h). */
#include "model/aerosol/cloud/cloud.h"

#include "model/aerosol/cloud/block.h"
#include "model/aerosol/cloud/constants.h"

#include <math.h>
#include <string.h>

static const int reagent_of[LT_N_REAGENTS] = {LT_CLOUD_H2O2, LT_CLOUD_O3, LT_CLOUD_MEPX, LT_CLOUD_PACD, LT_CLOUD_FORM},
                 gas_of[LT_N_CLOUD_IONS] = {LT_CLOUD_HNO3, LT_CLOUD_HCL, LT_CLOUD_FACD, LT_CLOUD_AACD, LT_CLOUD_NH3},
                 particle_of[LT_N_CLOUD_IONS] = {LT_CLOUD_ANO3J, LT_CLOUD_ACLJ, -1, -1, LT_CLOUD_ANH4J},
                 aldehyde_of[2] = {LT_CLOUD_GLY, LT_CLOUD_MGLY};

static const double least_temperature = 200.0, most_temperature = 320.0; /* K, the project's limits */
static const double most_water = 5e-3;     /* kg in a m3 of cloud: more than any cloud has (A) */
static const double least_fraction = 1e-3; /* of a cell; less is no cloud (A) */

#define PATH(name, path, ...) LT_PATH_##path,
#define LEAST(name, path, taken, made, least, most) least,
#define MOST(name, path, taken, made, least, most) most,
static const int path_of[LT_N_WAYS] = {LT_CLOUD_WAYS(PATH)};
static const double measured_least[LT_N_WAYS] = {LT_CLOUD_WAYS(LEAST)},
                    measured_most[LT_N_WAYS] = {LT_CLOUD_WAYS(MOST)};

const lt_cloud_kernel *lt_cloud_kernel_of(const char *isa) {
    if (isa && strcmp(isa, "v4") == 0) return &lt_kernel_cloud_v4;
    if (isa && strcmp(isa, "v3") == 0) return &lt_kernel_cloud_v3;
    return &lt_cloud_plain;
}

lt_cloud_setup lt_cloud_setup_default(void) {
    return (lt_cloud_setup){.paths = LT_PATHS_ALL,
                            .radius = 8e-6,
                            .co2 = 414e-6,
                            .least_water = LT_CLOUD_LEAST_WATER,
                            .fe_soluble = LT_CLOUD_IRON_DISSOLVES,
                            .mn_soluble = LT_CLOUD_MANGANESE_DISSOLVES,
                            .fe3_day = LT_CLOUD_FE3_DAY,
                            .fe3_night = LT_CLOUD_FE3_NIGHT,
                            .tolerance = LT_CLOUD_TOLERANCE};
}

/* x where it is a number and not below 0. */
static double held(const double *x, size_t i, unsigned *flags) {
    if (!x) return 0.0;
    if (x[i] >= 0.0 && x[i] <= 1e30) return x[i];
    *flags |= LT_CLOUD_IS_NEGATIVE;
    return 0.0;
}

static double amount(const lt_cloud_cells *cells, int s, size_t i, unsigned *flags) {
    return held(cells->amount[s], i, flags);
}

static double fraction_of(const lt_cloud_cells *cells, size_t i) {
    if (!cells->fraction) return 1.0;
    const double f = cells->fraction[i];
    return f >= least_fraction ? (f < 1.0 ? f : 1.0) : 0.0;
}

/* kg of water in a m3 of cloud. */
static double water_of(const lt_cloud_cells *cells, size_t i, double fraction) {
    if (!(fraction > 0.0) || !(cells->water[i] > 0.0)) return 0.0;
    const double water = cells->water[i] * cells->air_density[i] / fraction;
    return water <= 1e30 ? water : 0.0;
}

static double within(double x, double least, double most) {
    return x > least ? (x < most ? x : most) : least;
}

/* Ions that only stand by, and metals. */
static void gather_standing(const lt_cloud_setup *setup, const lt_cloud_cells *cells, size_t i, lt_cloud_block *b,
                            int lane, unsigned *flags) {
    const double one = amount(cells, LT_CLOUD_ANAJ, i, flags) + amount(cells, LT_CLOUD_AKJ, i, flags);
    const double two = amount(cells, LT_CLOUD_ACAJ, i, flags) + amount(cells, LT_CLOUD_AMGJ, i, flags);
    double coarse = cells->coarse_charge ? cells->coarse_charge[i] : 0.0;
    if (!(fabs(coarse) <= 1e30)) coarse = 0.0, *flags |= LT_CLOUD_IS_NEGATIVE;
    b->charge[lane] = one + 2.0 * two + coarse;
    b->strength[lane] = one + 4.0 * two + fabs(coarse);
    const double day = cells->daylight ? within(cells->daylight[i], 0.0, 1.0) : 0.0;
    const double fe3 = setup->fe3_night + day * (setup->fe3_day - setup->fe3_night);
    b->iron[lane] =
        setup->fe_soluble * fe3 * (amount(cells, LT_CLOUD_AFEJ, i, flags) + held(cells->coarse_iron, i, flags));
    b->manganese[lane] =
        setup->mn_soluble * (amount(cells, LT_CLOUD_AMNJ, i, flags) + held(cells->coarse_manganese, i, flags));
}

static unsigned gather(const lt_cloud_setup *setup, const lt_cloud_cells *cells, size_t i, double water,
                       lt_cloud_block *b, int lane) {
    unsigned flags = LT_CLOUD_IS_CLOUD;
    b->temperature[lane] = within(cells->temperature[i], least_temperature, most_temperature);
    if (b->temperature[lane] != cells->temperature[i]) flags |= LT_CLOUD_IS_TEMPERATURE;
    b->pressure[lane] = within(cells->pressure[i], 100.0, 2e5);
    b->water[lane] = within(water, 0.0, most_water); /* a kg is a litre */
    if (water > most_water) flags |= LT_CLOUD_IS_WATER;
    gather_standing(setup, cells, i, b, lane, &flags);
    b->s4[lane] = amount(cells, LT_CLOUD_SO2, i, &flags);
    b->s6[lane] = amount(cells, LT_CLOUD_ASO4J, i, &flags);
    b->hms[lane] = amount(cells, LT_CLOUD_AHMSJ, i, &flags);
    b->radical[lane] = amount(cells, LT_CLOUD_OH, i, &flags);
    for (int k = 0; k < LT_N_REAGENTS; k++) b->reagent[k][lane] = amount(cells, reagent_of[k], i, &flags);
    for (int k = 0; k < 2; k++) b->aldehyde[k][lane] = amount(cells, aldehyde_of[k], i, &flags);
    for (int k = 0; k < LT_N_CLOUD_IONS; k++) {
        b->ion[k][lane] = amount(cells, gas_of[k], i, &flags);
        if (particle_of[k] >= 0) b->ion[k][lane] += amount(cells, particle_of[k], i, &flags);
    }
    return flags;
}

/* x + change, not below 0. */
static void change(const lt_cloud_cells *cells, int s, size_t i, double by) {
    if (!cells->amount[s]) return;
    const double before = cells->amount[s][i], x = (before >= 0.0 && before <= 1e30 ? before : 0.0) + by;
    cells->amount[s][i] = x > 0.0 ? x : 0.0;
}

/* Ions are particle when the drops have gone, what was not dissociated is gas. */
static void scatter_ions(const lt_cloud_cells *cells, size_t i, double f, const lt_cloud_block *b, int lane) {
    for (int k = 0; k < LT_N_CLOUD_IONS; k++) {
        if (particle_of[k] < 0) continue;
        double *gas = cells->amount[gas_of[k]], *particle = cells->amount[particle_of[k]];
        if (!gas || !particle) continue;
        const double total = b->ion[k][lane], old = particle[i] >= 0.0 && particle[i] <= 1e30 ? particle[i] : 0.0;
        const double now = within((1.0 - f) * old + f * b->in_drops[k][lane], 0.0, total);
        particle[i] = now;
        gas[i] = total - now;
    }
}

static unsigned scatter(const lt_cloud_cells *cells, size_t i, double f, const lt_cloud_block *b, int lane) {
    double gone[LT_N_WAYS], most = 0.0;
    int main_way = 0;
    for (int w = 0; w < LT_N_WAYS; w++) {
        gone[w] = f * b->way[w][lane];
        if (cells->way[w]) cells->way[w][i] = gone[w];
        if (fabs(gone[w]) > most) most = fabs(gone[w]), main_way = w;
    }
    const double oxidised =
                     gone[LT_WAY_H2O2] + gone[LT_WAY_O3] + gone[LT_WAY_MHP] + gone[LT_WAY_PAA] + gone[LT_WAY_TMI],
                 hms = gone[LT_WAY_HMS] - gone[LT_WAY_HMS_RADICAL];
    change(cells, LT_CLOUD_SO2, i, -(oxidised + gone[LT_WAY_HMS]));
    change(cells, LT_CLOUD_ASO4J, i, oxidised + gone[LT_WAY_HMS_RADICAL]);
    change(cells, LT_CLOUD_AHMSJ, i, hms);
    change(cells, LT_CLOUD_FORM, i, -hms);
    for (int w = LT_WAY_H2O2; w <= LT_WAY_PAA; w++) change(cells, reagent_of[w], i, -gone[w]);
    for (int k = 0; k < 2; k++) change(cells, aldehyde_of[k], i, -f * b->lost[k][lane]);
    change(cells, LT_CLOUD_AORGCJ, i, LT_CLOUD_SOA_YIELD * f * (b->lost[0][lane] + b->lost[1][lane]));
    scatter_ions(cells, i, f, b, lane);
    const double ph = -b->log_h[lane] / 2.302585092994045684;
    if (cells->ph) cells->ph[i] = ph;
    unsigned flags = 0;
    if (ph < LT_CLOUD_PH_LEAST || ph > LT_CLOUD_PH_MOST) flags |= LT_CLOUD_IS_ACIDITY;
    if (most > 0.0 && (ph < measured_least[main_way] || ph > measured_most[main_way])) flags |= LT_CLOUD_IS_MEASURED;
    if (b->ionic_strength[lane] > LT_CLOUD_DAVIES_MOST) flags |= LT_CLOUD_IS_STRONG;
    if (!(b->left_out[lane] <= 0.0)) flags |= LT_CLOUD_IS_UNSETTLED;
    return flags;
}

static void clear(const lt_cloud_cells *cells, size_t i) {
    for (int w = 0; w < LT_N_WAYS; w++)
        if (cells->way[w]) cells->way[w][i] = 0.0;
    if (cells->ph) cells->ph[i] = NAN;
    if (cells->flags) cells->flags[i] = 0;
}

/* Lanes that no cell fills are what the first one is. */
static void fill(lt_cloud_block *b, int n) {
    double *const rows[] = {b->temperature, b->pressure, b->water, b->iron, b->manganese, b->charge,
                            b->strength,    b->s4,       b->s6,    b->hms,  b->radical};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
        for (int lane = n; lane < LT_CLOUD_BLOCK; lane++) rows[r][lane] = rows[r][0];
    for (int lane = n; lane < LT_CLOUD_BLOCK; lane++) {
        for (int k = 0; k < LT_N_REAGENTS; k++) b->reagent[k][lane] = b->reagent[k][0];
        for (int k = 0; k < LT_N_CLOUD_IONS; k++) b->ion[k][lane] = b->ion[k][0];
        for (int k = 0; k < 2; k++) b->aldehyde[k][lane] = b->aldehyde[k][0];
    }
}

void lt_cloud_step(const lt_cloud_setup *setup, const lt_cloud_cells *cells, size_t first, size_t n, double dt) {
    const lt_cloud_kernel *kernel = setup->kernel ? setup->kernel : &lt_cloud_plain;
    lt_cloud_block b = {.dt = dt, .radius = setup->radius, .co2 = setup->co2, .tolerance = setup->tolerance};
    for (int w = 0; w < LT_N_WAYS; w++) b.runs[w] = setup->paths & LT_PATH_BIT(path_of[w]) ? 1.0 : 0.0;
    b.soa_runs = setup->paths & LT_PATH_BIT(LT_PATH_cloud_soa) ? 1.0 : 0.0;
    size_t cell[LT_CLOUD_BLOCK], i = first;
    while (i < first + n) {
        double fraction[LT_CLOUD_BLOCK];
        unsigned flags[LT_CLOUD_BLOCK];
        int lanes = 0;
        for (; i < first + n && lanes < LT_CLOUD_BLOCK; i++) {
            const double f = fraction_of(cells, i), water = water_of(cells, i, f);
            clear(cells, i);
            if (!(water >= setup->least_water)) continue;
            cell[lanes] = i, fraction[lanes] = f;
            flags[lanes] = gather(setup, cells, i, water, &b, lanes);
            lanes++;
        }
        if (!lanes) return;
        fill(&b, lanes);
        kernel->walk(&b);
        for (int lane = 0; lane < lanes; lane++) {
            flags[lane] |= scatter(cells, cell[lane], fraction[lane], &b, lane);
            if (cells->flags) cells->flags[cell[lane]] = flags[lane];
        }
    }
}
