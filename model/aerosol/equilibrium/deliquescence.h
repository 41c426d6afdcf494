/* deliquescence.h - humidities at which salts dissolve: alone, and together.
 *
 *   DRH(T) = DRH(298.15 K) exp[b (1/T - 1/298.15 K)]
 *
 * ISORROPIA II (Fountoukis and Nenes 2007, doi 10.5194/acp-7-4639-2007, tables 3 and 5; V: read in the program as CMAQ
 * 5.4 carries it). The temperature of the hydrates of Ca(NO3)2, CaCl2, Mg(NO3)2 and MgCl2 is of Kelly and Wexler (2005,
 * doi 10.1029/2004JD005583), as there. Mutual humidities have no temperature there, and none here; a mixture's is never
 * above the lowest of its salts. */
#ifndef LT_DELIQUESCENCE_H
#define LT_DELIQUESCENCE_H

#include "model/aerosol/equilibrium/species.h"

/* salt, DRH at 298.15 K, b [K] */
#define LT_EQ_DELIQUESCENCES(X)                                                                                        \
    X(NH4NO3, 0.6183, 852.0)                                                                                           \
    X(NH4CL, 0.7710, 239.0)                                                                                            \
    X(NH42SO4, 0.7997, 80.0)                                                                                           \
    X(LETOVICITE, 0.6900, 186.0)                                                                                       \
    X(NH4HSO4, 0.4000, 384.0)                                                                                          \
    X(NANO3, 0.7379, 304.0)                                                                                            \
    X(NACL, 0.7528, 25.0)                                                                                              \
    X(NA2SO4, 0.9300, 80.0)                                                                                            \
    X(NAHSO4, 0.5200, -45.0)                                                                                           \
    X(CANO32, 0.4906, 509.4)                                                                                           \
    X(CACL2, 0.2830, 551.1)                                                                                            \
    X(KNO3, 0.9248, 0.0)                                                                                               \
    X(KCL, 0.8426, 159.0)                                                                                              \
    X(K2SO4, 0.9750, 35.6)                                                                                             \
    X(KHSO4, 0.8600, 0.0)                                                                                              \
    X(MGNO32, 0.5400, 230.2)                                                                                           \
    X(MGCL2, 0.3284, 42.23)                                                                                            \
    X(MGSO4, 0.8613, -714.45)

/* Humidities, 0..1, at which the salts alone dissolve. */
void lt_deliquescence_of_salts(double temperature, double *drh /* [LT_N_SOLIDS_WITH_WATER] */);

/* Sets of salts are bits 1 << LT_SALT_*. Humidity below which a set is dry altogether: of the smallest mixture of the
 * table that has them all; the least of the salts' own where there is one salt, or no such mixture. *lowest: the least
 * of the salts' own. set: not 0. */
double lt_mutual_deliquescence(unsigned set, const double *drh, double *lowest);

#endif
