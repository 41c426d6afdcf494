/* species.h - what the cloud chemistry is told of and changes, what it forms and what it says of a cell. */
#ifndef LT_CLOUD_SPECIES_H
#define LT_CLOUD_SPECIES_H

#include "model/aerosol/paths.h"

/* Amounts [mol/m3], names of the state: X(name, is it changed). MEPX is methyl hydroperoxide, PACD peroxyacetic acid,
 * AORGC mol of 0.04 a mol of aldehyde. */
#define LT_CLOUD_SPECIES(X)                                                                                            \
    X(SO2, 1)                                                                                                          \
    X(H2O2, 1)                                                                                                         \
    X(O3, 1)                                                                                                           \
    X(MEPX, 1)                                                                                                         \
    X(PACD, 1)                                                                                                         \
    X(FORM, 1)                                                                                                         \
    X(HNO3, 1)                                                                                                         \
    X(HCL, 1)                                                                                                          \
    X(NH3, 1)                                                                                                          \
    X(FACD, 0)                                                                                                         \
    X(AACD, 0)                                                                                                         \
    X(GLY, 1)                                                                                                          \
    X(MGLY, 1)                                                                                                         \
    X(OH, 0)                                                                                                           \
    X(ASO4J, 1)                                                                                                        \
    X(ANO3J, 1)                                                                                                        \
    X(ANH4J, 1)                                                                                                        \
    X(ACLJ, 1)                                                                                                         \
    X(ANAJ, 0)                                                                                                         \
    X(ACAJ, 0)                                                                                                         \
    X(AKJ, 0)                                                                                                          \
    X(AMGJ, 0)                                                                                                         \
    X(AFEJ, 0)                                                                                                         \
    X(AMNJ, 0)                                                                                                         \
    X(AHMSJ, 1)                                                                                                        \
    X(AORGCJ, 1)

enum {
#define LT_CLOUD_ENUM(name, changed) LT_CLOUD_##name,
    LT_CLOUD_SPECIES(LT_CLOUD_ENUM) LT_N_CLOUD_SPECIES
#undef LT_CLOUD_ENUM
};

/* What went by each way [mol/m3 of the cell], an unknown each of the integration: name, path that switches it, SO2 that
 * it takes, sulfate that it makes, pH between which its law was measured. HMS: formed less lost to OH-; HMS_RADICAL:
 * HMS oxidised by OH. Ranges, all R: H2O2 Maass et al. (1999) and Martin and Damschen (1981); O3 Hoffmann (1986); MHP,
 * PAA Lind et al. (1987); metals Ibusuki and Takeuchi (1987), for Martin and Good (1991) measured at 3 only; HMS Boyce
 * and Hoffmann (1984) and Kok et al. (1986). */
#define LT_CLOUD_WAYS(X)                                                                                               \
    X(H2O2, cloud_h2o2, 1, 1, 0.0, 8.0)                                                                                \
    X(O3, cloud_o3, 1, 1, 0.5, 8.0)                                                                                    \
    X(MHP, cloud_mhp, 1, 1, 4.0, 5.2)                                                                                  \
    X(PAA, cloud_paa, 1, 1, 2.9, 5.8)                                                                                  \
    X(TMI, cloud_tmi, 1, 1, 2.6, 6.5)                                                                                  \
    X(HMS, cloud_hms, 1, 0, 0.0, 5.0)                                                                                  \
    X(HMS_RADICAL, cloud_hms, 0, 1, 0.0, 8.0)

enum {
#define LT_CLOUD_ENUM(name, ...) LT_WAY_##name,
    LT_CLOUD_WAYS(LT_CLOUD_ENUM) LT_N_WAYS
#undef LT_CLOUD_ENUM
};

/* What is said of a cell, by bit. */
enum {
    LT_CLOUD_IS_CLOUD = 1 << 0,       /* has cloud water and was reckoned */
    LT_CLOUD_IS_TEMPERATURE = 1 << 1, /* outside 200 to 320 K: held at the limit */
    LT_CLOUD_IS_WATER = 1 << 2,       /* more than 5 g of cloud water in a m3 of cloud: held at that */
    LT_CLOUD_IS_NEGATIVE = 1 << 3,    /* an amount below zero or not a number: taken as none */
    LT_CLOUD_IS_ACIDITY = 1 << 4,     /* drops outside pH 1 to 8: rates are those of the limit */
    LT_CLOUD_IS_MEASURED = 1 << 5,    /* outside the pH at which the main way was measured: its law is drawn out */
    LT_CLOUD_IS_STRONG = 1 << 6,      /* ionic strength above 0.5 mol/l: activities are those of it */
    LT_CLOUD_IS_UNSETTLED = 1 << 7    /* steps ran out: part of the time was left out */
};

#endif
