/* ae7_facts.h - numbers of AE7, the organic aerosol of CMAQ 5.5 with cb6r5_ae7_aq, for the schemes that take them on.
 *
 * Sources, all V (seen in the file of USEPA/CMAQ):
 *   C*, enthalpy, O:C, OM:OC, mass yields     CCTM/src/aero/aero6/SOA_DEFN.F, oa_list (aero7 is the same folder)
 *   density, kappa                            CCTM/src/aero/aero6/AERO_DATA.F, aerolist; kappa is 0.11 OM:OC - 0.10
 *                                             (Pye et al. 2017, doi 10.5194/acp-17-343-2017 R) to two digits
 *   molar masses                              CCTM/src/MECHS/cb6r5_ae7_aq/{GC,AE}_cb6r5_ae7_aq.nml and the NR list of
 *                                             mechanism_information/cb6r5_ae7_aq/cb6r5_ae7_aq_species_table.md
 * What they were made from (S, as CMAQ's files cite): aromatics and alkanes Qin et al. 2021; monoterpenes Saha and
 * Grieshop 2016, Xu et al. 2018; isoprene and sesquiterpenes Carlton et al. 2010; primary matter and its ageing Murphy
 * et al. 2017. */
#ifndef LT_AE7_FACTS_H
#define LT_AE7_FACTS_H

#include "model/aerosol/organics/scheme.h"

/* X(gas, particle, ORIGIN, C* ug/m3 at 298 K, enthalpy kJ/mol, molar mass g/mol, O:C, OM:OC, kappa). Gas and particle
 * have the same molar mass. Primary matter: */
#define LT_AE7_PRIMARY_PAIRS(X)                                                                                        \
    X(VLVPO1, ALVPO1J, PRIMARY, 0.1, 96, 218, 0.185, 1.39, 0.05)                                                       \
    X(VSVPO1, ASVPO1J, PRIMARY, 1, 85, 230, 0.123, 1.32, 0.05)                                                         \
    X(VSVPO2, ASVPO2J, PRIMARY, 10, 74, 241, 0.073, 1.26, 0.04)                                                        \
    X(VSVPO3, ASVPO3J, PRIMARY, 100, 63, 253, 0.032, 1.21, 0.03)                                                       \
    X(VIVPO1, AIVPO1J, PRIMARY, 1000, 52, 266, 0.000, 1.17, 0.03)

/* ... and what is made in the air. */
#define LT_AE7_SECONDARY_PAIRS(X)                                                                                      \
    X(VLVOO1, ALVOO1J, AGED, 0.01, 107, 136, 0.886, 2.27, 0.15)                                                        \
    X(VLVOO2, ALVOO2J, AGED, 0.1, 96, 136, 0.711, 2.06, 0.13)                                                          \
    X(VSVOO1, ASVOO1J, AGED, 1, 85, 135, 0.567, 1.88, 0.11)                                                            \
    X(VSVOO2, ASVOO2J, AGED, 10, 74, 135, 0.447, 1.73, 0.09)                                                           \
    X(VSVOO3, ASVOO3J, AGED, 100, 63, 134, 0.345, 1.60, 0.08)                                                          \
    X(SVAVB1, AAVB1J, ANTHROPOGENIC, 0.01, 18, 198, 1.227, 2.70, 0.20)                                                 \
    X(SVAVB2, AAVB2J, ANTHROPOGENIC, 1, 18, 179, 0.947, 2.35, 0.15)                                                    \
    X(SVAVB3, AAVB3J, ANTHROPOGENIC, 10, 18, 169, 0.803, 2.17, 0.14)                                                   \
    X(SVAVB4, AAVB4J, ANTHROPOGENIC, 100, 18, 158, 0.659, 1.99, 0.12)                                                  \
    X(SVISO1, AISO1J, BIOGENIC, 116.01, 40, 132, 0.827, 2.20, 0.14)                                                    \
    X(SVISO2, AISO2J, BIOGENIC, 0.617, 40, 133, 0.851, 2.23, 0.15)                                                     \
    X(SVSQT, ASQTJ, BIOGENIC, 24.984, 40, 273, 0.283, 1.52, 0.07)                                                      \
    X(SVMT1, AMT1J, BIOGENIC, 0.01, 102, 300, 0.400, 1.67, 0.08)                                                       \
    X(SVMT2, AMT2J, BIOGENIC, 0.1, 91, 200, 0.400, 1.67, 0.08)                                                         \
    X(SVMT3, AMT3J, BIOGENIC, 1, 80, 186, 0.444, 1.72, 0.09)                                                           \
    X(SVMT4, AMT4J, BIOGENIC, 10, 69, 184, 0.300, 1.53, 0.07)                                                          \
    X(SVMT5, AMT5J, BIOGENIC, 100, 58, 170, 0.333, 1.57, 0.07)                                                         \
    X(SVMT6, AMT6J, BIOGENIC, 1000, 47, 168, 0.200, 1.40, 0.05)                                                        \
    X(MTNO3, AMTNO3J, BIOGENIC, 12, 40, 231, 0.587, 1.90, 0.11)

/* Particles that do not evaporate: X(particle, ORIGIN, molar mass g/mol, O:C, OM:OC, kappa). All absorb. */
#define LT_AE7_ONLY(X)                                                                                                 \
    X(APCSOJ, ANTHROPOGENIC, 170, 0.667, 2.00, 0.12)                                                                   \
    X(AOLGAJ, ANTHROPOGENIC, 206, 1.067, 2.50, 0.18)                                                                   \
    X(AOLGBJ, BIOGENIC, 248, 0.747, 2.10, 0.13)                                                                        \
    X(AISO3J, BIOGENIC, 168.2, 1.307, 2.80, 0.21)                                                                      \
    X(AMTHYDJ, BIOGENIC, 168, 0.299, 1.54, 0.07)                                                                       \
    X(AGLYJ, MIXED, 66.4, 0.771, 2.13, 0.13)                                                                           \
    X(AORGCJ, MIXED, 177, 0.667, 2.00, 0.12)

/* Counters: X(counter, its molar mass g/mol, product, mass yield). */
#define LT_AE7_YIELDS(X)                                                                                               \
    X(ISOPRXN, 68.1, SVISO1, 0.2320)                                                                                   \
    X(ISOPRXN, 68.1, SVISO2, 0.0288)                                                                                   \
    X(TRPRXN, 136.2, SVMT1, 0.040)                                                                                     \
    X(TRPRXN, 136.2, SVMT2, 0.032)                                                                                     \
    X(TRPRXN, 136.2, SVMT3, 0.032)                                                                                     \
    X(TRPRXN, 136.2, SVMT4, 0.103)                                                                                     \
    X(TRPRXN, 136.2, SVMT5, 0.143)                                                                                     \
    X(TRPRXN, 136.2, SVMT6, 0.285)                                                                                     \
    X(SESQRXN, 204, SVSQT, 1.5370)                                                                                     \
    X(PCSOARXN, 170, APCSOJ, 1.0)

/* Vapours that the mechanism does not have. */
#define LT_AE7_VAPOURS(X)                                                                                              \
    X(SVISO1)                                                                                                          \
    X(SVISO2)                                                                                                          \
    X(SVSQT)                                                                                                           \
    X(SVMT1)                                                                                                           \
    X(SVMT2)                                                                                                           \
    X(SVMT3)                                                                                                           \
    X(SVMT4)                                                                                                           \
    X(SVMT5)                                                                                                           \
    X(SVMT6)

#define LT_AE7_DENSITY 1400.0 /* kg/m3, of all of them */

#define LT_AE7_PARTICLE(name_, origin_, mass, oc, om_oc, kappa_)                                                       \
    {                                                                                                                  \
        .name = #name_, .origin = LT_ORGANICS_##origin_, .molar_mass = mass, .o_to_c = oc, .om_to_oc = om_oc,          \
        .density = LT_AE7_DENSITY, .kappa = kappa_, .absorbs = true                                                    \
    }
#define LT_AE7_PAIR(gas_, particle_, origin, saturation, enthalpy_kJ, mass, oc, om_oc, kappa)                          \
    {.gas = #gas_,                                                                                                     \
     .gas_molar_mass = mass,                                                                                           \
     .saturation_ugm3 = saturation,                                                                                    \
     .enthalpy = 1e3 * (enthalpy_kJ),                                                                                  \
     .particle = LT_AE7_PARTICLE(particle_, origin, mass, oc, om_oc, kappa)},
#define LT_AE7_ONLY_ONE(name, origin, mass, oc, om_oc, kappa) LT_AE7_PARTICLE(name, origin, mass, oc, om_oc, kappa),
#define LT_AE7_YIELD(counter_, counter_mass, product_, yield)                                                          \
    {.counter = #counter_, .counter_molar_mass = counter_mass, .product = #product_, .mass_yield = yield},
#define LT_AE7_NAME(name) #name,

/* What schemes on these numbers share: all but their pairs. */
static const lt_organics_particle lt_ae7_only[] = {LT_AE7_ONLY(LT_AE7_ONLY_ONE)};
static const lt_organics_yield lt_ae7_yields[] = {LT_AE7_YIELDS(LT_AE7_YIELD)};
static const char *const lt_ae7_vapours[] = {LT_AE7_VAPOURS(LT_AE7_NAME)};

#define LT_AE7_SCHEME(pairs_)                                                                                          \
    .n_pairs = sizeof pairs_ / sizeof *pairs_, .pairs = pairs_, .n_only = sizeof lt_ae7_only / sizeof *lt_ae7_only,    \
    .only = lt_ae7_only, .n_yields = sizeof lt_ae7_yields / sizeof *lt_ae7_yields, .yields = lt_ae7_yields,            \
    .n_vapours = sizeof lt_ae7_vapours / sizeof *lt_ae7_vapours, .vapours = lt_ae7_vapours

#endif
