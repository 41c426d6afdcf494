/* aerosol_parts.h - the rows of a tile that the aerosol's step works on: species that it knows by name, every particle,
 * every vapour of the organics. Private to the folder. */
#ifndef LT_AEROSOL_PARTS_H
#define LT_AEROSOL_PARTS_H

#include "model/state/chemical_set.h"

#define LT_AEROSOL_PART_LIST(X)                                                                                        \
    X(SULF)                                                                                                            \
    X(SO2)                                                                                                             \
    X(H2O2)                                                                                                            \
    X(O3)                                                                                                              \
    X(NO2)                                                                                                             \
    X(HONO)                                                                                                            \
    X(HNO3)                                                                                                            \
    X(NH3)                                                                                                             \
    X(HCL)                                                                                                             \
    X(OH)                                                                                                              \
    X(FORM)                                                                                                            \
    X(FACD)                                                                                                            \
    X(AACD)                                                                                                            \
    X(MEPX)                                                                                                            \
    X(PACD)                                                                                                            \
    X(GLY)                                                                                                             \
    X(MGLY)                                                                                                            \
    X(ASO4J)                                                                                                           \
    X(ANO3J)                                                                                                           \
    X(ANH4J)                                                                                                           \
    X(ACLJ)                                                                                                            \
    X(ANAJ)                                                                                                            \
    X(ACAJ)                                                                                                            \
    X(AKJ)                                                                                                             \
    X(AMGJ)                                                                                                            \
    X(AFEJ)                                                                                                            \
    X(AMNJ)                                                                                                            \
    X(AHMSJ)                                                                                                           \
    X(AORGCJ)                                                                                                          \
    X(AH2OJ)                                                                                                           \
    X(AH3OPJ)                                                                                                          \
    X(ASOIL)                                                                                                           \
    X(ACORS)                                                                                                           \
    X(ASEACAT)                                                                                                         \
    X(ACLK)                                                                                                            \
    X(ASO4K)                                                                                                           \
    X(ANO3K)

enum {
#define LT_AEROSOL_PART_ENUM(name) LT_PART_##name,
    LT_AEROSOL_PART_LIST(LT_AEROSOL_PART_ENUM) LT_N_PARTS
#undef LT_AEROSOL_PART_ENUM
};

typedef struct lt_aerosol_parts {
    int n;                         /* rows */
    int *species;                  /* [n] places in the set, rising no matter how */
    int row[LT_N_PARTS];           /* -1: the set lacks it, and nothing happens to it */
    double molar_mass[LT_N_PARTS]; /* g/mol */
} lt_aerosol_parts;

/* The set has a mechanism. LT_ERR_MEMORY. Free it also then. */
lt_status lt_aerosol_parts_create(const lt_chemical_set *set, lt_aerosol_parts *out);
void lt_aerosol_parts_free(lt_aerosol_parts *parts);
/* The row of a species of the set by its name, added where it has none yet; -1: the set lacks it. */
int lt_aerosol_parts_row(lt_aerosol_parts *parts, const lt_chemical_set *set, const char *name);

#endif
