/* aerosol_parts.h - the species that the aerosol's steps know by name: gases first, then what is in particles. Private
 * to the folder. */
#ifndef LT_AEROSOL_PARTS_H
#define LT_AEROSOL_PARTS_H

#include "model/state/chemical_set.h"

#define LT_AEROSOL_GAS_LIST(X) X(SULF) X(NH3) X(HNO3) X(HCL)
#define LT_AEROSOL_PARTICLE_LIST(X) X(ASO4J) X(ANO3J) X(ANH4J) X(ACLJ) X(ANAJ) X(ACAJ) X(AKJ) X(AMGJ) X(AH2OJ) X(AH3OPJ)

enum {
#define LT_AEROSOL_PART_ENUM(name) LT_PART_##name,
    LT_AEROSOL_GAS_LIST(LT_AEROSOL_PART_ENUM) LT_N_GAS_PARTS,
    LT_PART_BEFORE_PARTICLES = LT_N_GAS_PARTS - 1,
    LT_AEROSOL_PARTICLE_LIST(LT_AEROSOL_PART_ENUM) LT_N_PARTS
#undef LT_AEROSOL_PART_ENUM
};

typedef struct lt_aerosol_parts {
    int place[LT_N_PARTS];         /* in the set; -1: the set lacks it, and nothing happens to it */
    double molar_mass[LT_N_PARTS]; /* g/mol */
} lt_aerosol_parts;

/* The set has a mechanism. */
void lt_aerosol_parts_find(const lt_chemical_set *set, lt_aerosol_parts *out);

#endif
