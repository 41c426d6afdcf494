/* species.h - what the equilibrium is about: totals, gases, ions and salts, by their columns in tables.
 *
 * Na, SO4, K, Mg and Ca do not evaporate; NH4, NO3 and Cl are the sums of gas and particle. A row of a list is a
 * species; its order is that of all arrays. */
#ifndef LT_EQUILIBRIUM_SPECIES_H
#define LT_EQUILIBRIUM_SPECIES_H

/* name in an enum, column */
#define LT_EQ_TOTALS(X) X(NA, Na) X(SO4, SO4) X(NH4, NH4) X(NO3, NO3) X(CL, Cl) X(CA, Ca) X(K, K) X(MG, Mg)
#define LT_EQ_GASES(X) X(NH3, NH3_g) X(HNO3, HNO3_g) X(HCL, HCl_g)

/* name in an enum, column, charge: cations first, then anions, then what takes no part in activities */
#define LT_EQ_CATIONS(X) X(H, H_p, 1) X(NA, Na_p, 1) X(NH4, NH4_p, 1) X(CA, Ca_p, 2) X(K, K_p, 1) X(MG, Mg_p, 2)
#define LT_EQ_ANIONS(X) X(SO4, SO4_p, 2) X(HSO4, HSO4_p, 1) X(NO3, NO3_p, 1) X(CL, Cl_p, 1)

/* Salts of the solution's water and solids: name in an enum, column of the solid, ions H Na NH4 Ca K Mg, SO4 HSO4 NO3
 * Cl in a mole. CaSO4 is always solid (no water); H2SO4 is always liquid (no solid). */
#define LT_EQ_SALTS(X)                                                                                                 \
    X(NH4NO3, NH4NO3_s, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0)                                                                  \
    X(NH4CL, NH4Cl_s, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1)                                                                    \
    X(NH42SO4, NH42SO4_s, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0)                                                                \
    X(LETOVICITE, NH43HSO42_s, 0, 0, 3, 0, 0, 0, 1, 1, 0, 0)                                                           \
    X(NH4HSO4, NH4HSO4_s, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0)                                                                \
    X(NANO3, NaNO3_s, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0)                                                                    \
    X(NACL, NaCl_s, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1)                                                                      \
    X(NA2SO4, Na2SO4_s, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0)                                                                  \
    X(NAHSO4, NaHSO4_s, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0)                                                                  \
    X(CANO32, CaNO32_s, 0, 0, 0, 1, 0, 0, 0, 0, 2, 0)                                                                  \
    X(CACL2, CaCl2_s, 0, 0, 0, 1, 0, 0, 0, 0, 0, 2)                                                                    \
    X(KNO3, KNO3_s, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0)                                                                      \
    X(KCL, KCl_s, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1)                                                                        \
    X(K2SO4, K2SO4_s, 0, 0, 0, 0, 2, 0, 1, 0, 0, 0)                                                                    \
    X(KHSO4, KHSO4_s, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0)                                                                    \
    X(MGNO32, MgNO32_s, 0, 0, 0, 0, 0, 1, 0, 0, 2, 0)                                                                  \
    X(MGCL2, MgCl2_s, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2)                                                                    \
    X(MGSO4, MgSO4_s, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0)

#define LT_EQ_ENUM_TOTAL(name, column) LT_TOTAL_##name,
#define LT_EQ_ENUM_GAS(name, column) LT_GAS_##name,
#define LT_EQ_ENUM_ION(name, column, charge) LT_ION_##name,
#define LT_EQ_ENUM_SALT(name, ...) LT_SALT_##name,

enum { LT_EQ_TOTALS(LT_EQ_ENUM_TOTAL) LT_N_TOTALS };
enum { LT_EQ_GASES(LT_EQ_ENUM_GAS) LT_N_GASES };
enum { LT_EQ_CATIONS(LT_EQ_ENUM_ION) LT_EQ_ANIONS(LT_EQ_ENUM_ION) LT_N_IONS };
enum { LT_N_CATIONS = LT_ION_SO4, LT_N_ANIONS = LT_N_IONS - LT_N_CATIONS };
enum {
    LT_EQ_SALTS(LT_EQ_ENUM_SALT) LT_N_SOLIDS_WITH_WATER,
    LT_SALT_H2SO4 = LT_N_SOLIDS_WITH_WATER,
    LT_N_SALTS,
    LT_SOLID_CASO4 = LT_N_SOLIDS_WITH_WATER, /* the last of the solids */
    LT_N_SOLIDS
};

/* Charge of an ion, without its sign. */
extern const double lt_ion_charge[LT_N_IONS];
/* Moles of ions in a mole of a solid (row LT_SOLID_CASO4: Ca and SO4). */
extern const int lt_solid_ions[LT_N_SOLIDS][LT_N_IONS];
/* The total that an ion belongs to; -1 of H. */
extern const int lt_ion_total[LT_N_IONS];
/* Columns of tables. */
extern const char *const lt_total_names[LT_N_TOTALS],
    *const lt_gas_names[LT_N_GASES], *const lt_ion_names[LT_N_IONS], *const lt_solid_names[LT_N_SOLIDS];

#endif
