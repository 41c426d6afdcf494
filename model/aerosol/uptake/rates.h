/* rates.h - all rates of a vector of cells (uptake.h). */
#ifndef LT_UPTAKE_RATES_H
#define LT_UPTAKE_RATES_H

#include "model/aerosol/tunings.h"
#include "model/aerosol/uptake/gammas.h"
#include "model/aerosol/uptake/iepox.h"
#include "model/aerosol/uptake/uptake.h"

/* Molecules in a cm3 of mol/m3. */
static const double lt_u_molecules = LT_UPTAKE_AVOGADRO * 1e-6;

/* A cell at place i, as all rates need it. */
typedef struct lt_u_cell {
    lt_dvec T, humidity, clear; /* clear: share of the cell without drops */
    lt_u_air air;
    struct lt_u_mode {
        lt_dvec surface, radius, per_litre; /* mol/l in wet particles of mol/m3 */
        lt_u_solution solution;
    } fine, coarse;
} lt_u_cell;

static inline lt_dvec lt_u_taken(const double *from, int i) {
    return lt_u_positive(lt_d_load(from + i));
}

static inline struct lt_u_mode lt_u_mode_of(const lt_uptake_mode *m, int i) {
    struct lt_u_mode mode = {.surface = lt_u_taken(m->surface, i), .radius = lt_u_taken(m->radius, i)};
    mode.per_litre = LT_ALL(1.0) / lt_u_litres(mode.surface, mode.radius);
    mode.solution = (lt_u_solution){.water = lt_u_taken(m->water, i) * mode.per_litre,
                                    .nitrate = lt_u_taken(m->nitrate, i) * mode.per_litre,
                                    .chloride = lt_u_taken(m->chloride, i) * mode.per_litre};
    return mode;
}

static inline lt_u_cell lt_u_cell_of(const lt_uptake_cells *c, int i) {
    const lt_dvec T = lt_d_load(c->temperature + i);
    return (lt_u_cell){.T = T,
                       .humidity = lt_d_load(c->humidity + i),
                       .clear = LT_ALL(1.0) - lt_u_between(lt_d_load(c->cloud + i), 0.0, 1.0),
                       .air = lt_u_air_of(T, lt_d_load(c->pressure + i)),
                       .fine = lt_u_mode_of(&c->fine, i),
                       .coarse = lt_u_mode_of(&c->coarse, i)};
}

static inline lt_dvec lt_u_mode_loss(const lt_u_cell *cell, const struct lt_u_mode *mode, int gas, lt_dvec gamma) {
    return lt_u_loss(&cell->air, gas, mode->surface, mode->radius, gamma);
}

/* Of a gas that drops see to where there are some. */
static inline lt_dvec lt_u_clear_loss(const lt_u_cell *cell, int gas, lt_dvec gamma) {
    return cell->clear * lt_u_mode_loss(cell, &cell->fine, gas, gamma);
}

static inline lt_dvec lt_u_fine_n2o5(const lt_uptake_setup *setup, const lt_uptake_cells *c, const lt_u_cell *cell,
                                     int i) {
    lt_dvec gamma =
        setup->n2o5 == LT_N2O5_davis
            ? lt_u_gamma_davis(cell->T, cell->humidity, lt_u_taken(c->sulfate, i), lt_u_taken(c->fine.nitrate, i),
                               lt_u_taken(c->ammonium, i), cell->fine.solution.water)
            : lt_u_gamma_bertram_thornton(&cell->fine.solution);
    if (setup->tunings & LT_TUNING_BIT(LT_TUNING_n2o5_coating))
        gamma = lt_u_gamma_coated(&cell->air, cell->T, cell->humidity, cell->fine.radius,
                                  lt_u_taken(c->organic_share, i), gamma);
    return gamma;
}

/* The two ways of H2NO3+: nitric acid, and with chloride ClNO2. */
static inline void lt_u_clno2(const struct lt_u_mode *mode, double kept, double *nitric, double *with_chloride) {
    const lt_dvec share = LT_ALL(kept) * lt_u_clno2_share(&mode->solution), often = LT_ALL(LT_UPTAKE_FREQUENCY);
    const lt_dvec chloride = mode->solution.chloride / mode->per_litre * LT_ALL(lt_u_molecules);
    lt_d_store(nitric, often * (LT_ALL(1.0) - share));
    lt_d_store(with_chloride, often * share / lt_d_max(chloride, LT_ALL(1e-6)));
}

/* Nothing where the path is off. */
static inline void lt_u_store(const lt_uptake_cells *c, int rate, int i, bool on, lt_dvec x) {
    lt_d_store(c->rate[rate] + i, on ? x : LT_ALL(0.0));
}

static inline void lt_u_nitrogen(const lt_uptake_setup *setup, const lt_uptake_cells *c, const lt_u_cell *cell, int i) {
    const bool n2o5 = setup->paths & LT_PATH_BIT(LT_PATH_n2o5), no2 = setup->paths & LT_PATH_BIT(LT_PATH_no2);
    const lt_dvec fine = lt_u_fine_n2o5(setup, c, cell, i);
    const lt_dvec coarse = lt_u_gamma_bertram_thornton(&cell->coarse.solution);
    lt_u_store(c, LT_UPTAKE_N2O5IJ, i, n2o5, lt_u_mode_loss(cell, &cell->fine, LT_TAKEN_N2O5, fine));
    lt_u_store(c, LT_UPTAKE_N2O5K, i, n2o5, lt_u_mode_loss(cell, &cell->coarse, LT_TAKEN_N2O5, coarse));
    const double kept = setup->tunings & LT_TUNING_BIT(LT_TUNING_clno2_quarter) ? 0.25 : 1.0;
    lt_u_clno2(&cell->fine, kept, c->rate[LT_UPTAKE_H2NO3PAIJ] + i, c->rate[LT_UPTAKE_H2NO3PBIJ] + i);
    lt_u_clno2(&cell->coarse, 1.0, c->rate[LT_UPTAKE_H2NO3PAK] + i, c->rate[LT_UPTAKE_H2NO3PBK] + i);
    lt_dvec gamma = lt_u_gamma_no2(lt_u_taken(c->organic_share, i), lt_u_taken(c->soot_share, i));
    if (setup->tunings & LT_TUNING_BIT(LT_TUNING_no2_light)) gamma = lt_u_gamma_no2_lit(lt_u_taken(c->light, i), gamma);
    const lt_dvec loss = lt_u_mode_loss(cell, &cell->fine, LT_TAKEN_NO2, gamma) +
                         lt_u_mode_loss(cell, &cell->coarse, LT_TAKEN_NO2, LT_ALL(lt_u_gamma_no2_dust));
    lt_u_store(c, LT_UPTAKE_NO2, i, no2, loss);
}

/* Organic nitrates hydrolyse in organic particles, CMAQ (V): partition of Rollins et al. (2013), 4 a day (Liu et al.
 * 2012) above 40 % humidity, none below 20 %. */
static inline lt_dvec lt_u_ntr2(lt_dvec organic_ugm3, lt_dvec humidity) {
    const lt_dvec in = LT_ALL(0.34) * organic_ugm3 / (organic_ugm3 + LT_ALL(0.73)) +
                       LT_ALL(0.66) * organic_ugm3 / (organic_ugm3 + LT_ALL(1000.0));
    return LT_ALL(2.7778e-3 / 60.0) * in * lt_u_between(LT_ALL(5.0) * humidity - LT_ALL(1.0), 0.0, 1.0);
}

static inline void lt_u_organics(const lt_uptake_setup *setup, const lt_uptake_cells *c, const lt_u_cell *cell, int i) {
    const lt_dvec per = cell->fine.per_litre, all_sulfate = lt_u_taken(c->sulfate, i);
    const lt_dvec bisulfate = lt_d_min(lt_u_taken(c->bisulfate, i), all_sulfate);
    const lt_dvec free_sulfate = all_sulfate - bisulfate;
    const lt_u_acid acid = {.water = cell->fine.solution.water,
                            .acid = lt_u_taken(c->acid, i) * per,
                            .bisulfate = bisulfate * per,
                            .sulfate = free_sulfate * per,
                            .nitrate = cell->fine.solution.nitrate};
    lt_dvec for_each;
    const lt_dvec rate = lt_u_iepox_rate(&acid, &for_each),
                  share = for_each * acid.sulfate / lt_d_max(rate, LT_ALL(1e-200));
    const bool iepox = setup->paths & LT_PATH_BIT(LT_PATH_iepox), glyoxal = setup->paths & LT_PATH_BIT(LT_PATH_glyoxal);
    const lt_dvec gamma = lt_u_gamma_iepox(&cell->air, cell->T, cell->fine.radius, rate),
                  often = LT_ALL(LT_UPTAKE_FREQUENCY);
    lt_u_store(c, LT_UPTAKE_IEPOX, i, iepox, lt_u_clear_loss(cell, LT_TAKEN_IEPOX, gamma));
    lt_u_store(c, LT_UPTAKE_IEPOXOS, i, true,
               often * share / lt_d_max(all_sulfate * LT_ALL(lt_u_molecules), LT_ALL(1e-6)));
    lt_u_store(c, LT_UPTAKE_TETROL, i, true, often * (LT_ALL(1.0) - share));
    const lt_dvec gly = LT_ALL(lt_u_gamma_gly), mgly = LT_ALL(lt_u_gamma_gly * lt_u_mgly_to_gly);
    lt_u_store(c, LT_UPTAKE_GLY, i, glyoxal, lt_u_clear_loss(cell, LT_TAKEN_GLY, gly));
    lt_u_store(c, LT_UPTAKE_MGLY, i, glyoxal, lt_u_clear_loss(cell, LT_TAKEN_MGLY, mgly));
    lt_u_store(c, LT_UPTAKE_NTR2, i, true, lt_u_ntr2(lt_u_taken(c->organic, i), cell->humidity));
}

static inline lt_dvec lt_u_both_modes(const lt_u_cell *cell, int gas, double gamma) {
    return lt_u_mode_loss(cell, &cell->fine, gas, LT_ALL(gamma)) +
           lt_u_mode_loss(cell, &cell->coarse, gas, LT_ALL(gamma));
}

static inline void lt_uptake_rates_run(const lt_uptake_setup *setup, const lt_uptake_cells *c) {
    const bool ho2 = setup->paths & LT_PATH_BIT(LT_PATH_ho2);
    for (int i = 0; i < c->n; i += LT_D_LANES) {
        const lt_u_cell cell = lt_u_cell_of(c, i);
        const lt_dvec nil = LT_ALL(0.0);
        lt_u_nitrogen(setup, c, &cell, i);
        lt_u_organics(setup, c, &cell, i);
        lt_u_store(c, LT_UPTAKE_CLNO3_WAI, i, false, nil);
        lt_u_store(c, LT_UPTAKE_CLNO3_WAJ, i, true, lt_u_both_modes(&cell, LT_TAKEN_CLNO3, lt_u_gamma_clno3));
        lt_u_store(c, LT_UPTAKE_HO2, i, ho2, lt_u_both_modes(&cell, LT_TAKEN_HO2, lt_u_gamma_ho2));
        lt_u_store(c, LT_UPTAKE_PNCOMLI, i, false, nil);
        lt_u_store(c, LT_UPTAKE_PNCOMLJ, i, false, nil);
    }
}

#endif
