/* aerosol_parts.h - the rows of a tile that the aerosol's step works on: species that it knows by name, every particle,
 * every vapour of the organics. Private to the folder. */
#ifndef LT_AEROSOL_PARTS_H
#define LT_AEROSOL_PARTS_H

#include "model/state/chemical_set.h"

/* X(name, 1: a process changes it) */
#define LT_AEROSOL_PART_LIST(X)                                                                                        \
    X(SULF, 1)                                                                                                         \
    X(SO2, 1)                                                                                                          \
    X(H2O2, 1)                                                                                                         \
    X(O3, 1)                                                                                                           \
    X(NO2, 1)                                                                                                          \
    X(HONO, 1)                                                                                                         \
    X(HNO3, 1)                                                                                                         \
    X(NH3, 1)                                                                                                          \
    X(HCL, 1)                                                                                                          \
    X(OH, 0)                                                                                                           \
    X(FORM, 1)                                                                                                         \
    X(FACD, 0)                                                                                                         \
    X(AACD, 0)                                                                                                         \
    X(MEPX, 1)                                                                                                         \
    X(PACD, 1)                                                                                                         \
    X(GLY, 1)                                                                                                          \
    X(MGLY, 1)                                                                                                         \
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
    X(AORGCJ, 1)                                                                                                       \
    X(AH2OJ, 1)                                                                                                        \
    X(AH3OPJ, 1)                                                                                                       \
    X(ASOIL, 0)                                                                                                        \
    X(ACORS, 0)                                                                                                        \
    X(ASEACAT, 0)                                                                                                      \
    X(ACLK, 1)                                                                                                         \
    X(ASO4K, 0)                                                                                                        \
    X(ANO3K, 1)
enum {
#define LT_AEROSOL_PART_ENUM(name, changes) LT_PART_##name,
    LT_AEROSOL_PART_LIST(LT_AEROSOL_PART_ENUM) LT_N_PARTS
#undef LT_AEROSOL_PART_ENUM
};

typedef struct lt_aerosol_parts {
    int n;                         /* rows */
    int *species;                  /* [n] places in the set, in the order they were asked for */
    bool *changes;                 /* [n] goes back into the state */
    int row[LT_N_PARTS];           /* -1: the set lacks it, and nothing happens to it */
    double molar_mass[LT_N_PARTS]; /* g/mol */
} lt_aerosol_parts;

/* The set has a mechanism. LT_ERR_MEMORY. Free it also then. */
lt_status lt_aerosol_parts_create(const lt_chemical_set *set, lt_aerosol_parts *out);
void lt_aerosol_parts_free(lt_aerosol_parts *parts);
/* The row of a species of the set by its name, added where it has none yet; -1: the set lacks it. */
int lt_aerosol_parts_row(lt_aerosol_parts *parts, const lt_chemical_set *set, const char *name);
/* The same of one that a process changes. */
int lt_aerosol_parts_changing(lt_aerosol_parts *parts, const lt_chemical_set *set, const char *name);

#endif
