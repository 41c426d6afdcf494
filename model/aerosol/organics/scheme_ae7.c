/* scheme_ae7.c - organic aerosol as AE7 of CMAQ 5.5 has it.
 *
 *   C_i = x_i C*_i(T)     gas over the organic phase, C* in ug/m3, x mole fraction in it (Pankow 1994)
 *   C*(T) = C*(298 K) (298 K/T) exp[H/R (1/298 K - 1/T)]
 *   phase: all particles of the pairs and of those that do not evaporate; no water, no inorganic matter, no activity
 *   vapours made from counters: by mass, kg a kg of ISOP, TERP with APIN, SESQ, PCVOC that reacted
 *
 * The rest of AE7 is reactions of the mechanism: SVAVB1-4 from aromatics, SOAALK (SA*), ageing of primary vapours
 * (POA_AGE*), oligomers (OLIG_*), hydrolysis of nitrates (HYD_MT), uptake of epoxides and glyoxal (HET_*).
 *
 * Numbers and sources: ae7_facts.h. Limits: C* of chamber fits, at 298 K and near 50 % humidity or less; enthalpies of
 * aromatics (18 kJ/mol) are effective ones of fits and make them the more volatile in winter; the cold of the upper air
 * is beyond the fits. No separation from the inorganic phase is asked about, no water in the phase, no slow diffusion
 * in glassy particles: equilibrium at every step.
 *
 * Other than in CMAQ: APCSOJ does not evaporate (CMAQ: C* 1e-5 ug/m3; the vapour is 1e-4 of it over 0.1 ug/m3 of
 * aerosol at 298 K). All lies in the fine mode. AMT7 of SOA_DEFN.F (C* 1e4, yield 0.160) is not in CMAQ's lists of
 * species of cb6r5_ae7_aq, and not here: it would be all vapour. */
#include "model/aerosol/organics/ae7_facts.h"

static const lt_organics_pair pairs[] = {LT_AE7_PRIMARY_PAIRS(LT_AE7_PAIR) LT_AE7_SECONDARY_PAIRS(LT_AE7_PAIR)};

extern const lt_organics_scheme lt_organics_ae7;
const lt_organics_scheme lt_organics_ae7 = {
    .name = "ae7",
    .text_en = "AE7 of CMAQ: semivolatile primary and secondary organic aerosol",
    .text_zh = "CMAQ 的 AE7：一次与二次有机气溶胶均为半挥发性",
    LT_AE7_SCHEME(pairs),
    .ivoc = "VIVPO1",
};
