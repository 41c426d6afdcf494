/* constituents.h - what particles of the grid are made of: one row a species.
 *
 * Two modes hold them: J fine, which is PM2.5, K coarse, 2.5 to 10 um; all of a mode are one internal mixture. A
 * mixing ratio is the mass named: of an ion itself, of organics their whole matter. Names are CMAQ's where it has them
 * (AERO_DATA.F); ASOILJ is the crust's Al, Si, Ti with their oxygen, AHMSJ hydroxymethanesulfonate CH2(OH)SO3-, AH3OPJ
 * free hydrogen ions as H3O+; ASEACAT are the cations of sea salt, of which LT_SEA_SODIUM is Na. AH2OJ and AH3OPJ are
 * what the last equilibrium found: they ride along so that the gas chemistry of the next step and a restart have them.
 *
 * Molar mass from the atomic weights of chemistry_species.csv; 0: not one substance. Density [g/cm3]: salts of
 * ISORROPIA's order (R), organics 1.3 (R), soil and other 2.2 to 2.6 (R). E: extinction at 550 nm [m2/g] of the dry
 * particle, revised IMPROVE equation (Pitchford et al. 2007, doi 10.3155/1047-3289.57.11.1326, S), the mean of its
 * small and large sulfate, nitrate and organic mass; ammonium as sulfate, sea salt 1.7, soil 1, coarse 0.6; ions of the
 * crust as soil. w0: of that, scattered (R). */
#ifndef LT_CONSTITUENTS_H
#define LT_CONSTITUENTS_H

typedef enum lt_particle_mode { LT_FINE, LT_COARSE, LT_N_PARTICLE_MODES } lt_particle_mode;

/* name, description, mode, molar mass [g/mol], density [g/cm3], kappa, E [m2/g], w0 */
#define LT_INORGANIC_PARTICLE_LIST(X)                                                                                  \
    X("ASO4J", "fine sulfate", LT_FINE, 96.056, 1.77, 0.53, 3.5, 1.0)                                                  \
    X("ANO3J", "fine nitrate", LT_FINE, 62.004, 1.72, 0.67, 3.75, 1.0)                                                 \
    X("ANH4J", "fine ammonium", LT_FINE, 18.039, 1.77, 0.53, 3.5, 1.0)                                                 \
    X("ACLJ", "fine chloride", LT_FINE, 35.450, 2.0, 1.1, 1.7, 1.0)                                                    \
    X("ANAJ", "fine sodium", LT_FINE, 22.990, 2.2, 1.1, 1.7, 1.0)                                                      \
    X("ACAJ", "fine calcium", LT_FINE, 40.078, 2.2, 0.03, 1.0, 0.95)                                                   \
    X("AKJ", "fine potassium", LT_FINE, 39.098, 2.0, 0.5, 1.0, 1.0)                                                    \
    X("AMGJ", "fine magnesium", LT_FINE, 24.305, 2.2, 0.03, 1.0, 0.95)                                                 \
    X("AFEJ", "fine iron", LT_FINE, 55.845, 2.2, 0.03, 1.0, 0.95)                                                      \
    X("AMNJ", "fine manganese", LT_FINE, 54.938, 2.2, 0.03, 1.0, 0.95)                                                 \
    X("AECJ", "fine elemental carbon", LT_FINE, 0.0, 1.8, 0.0, 10.0, 0.2)                                              \
    X("ASOILJ", "fine soil: aluminium, silicon and titanium with their oxygen", LT_FINE, 0.0, 2.6, 0.03, 1.0, 0.95)    \
    X("AOTHRJ", "other fine particles", LT_FINE, 0.0, 2.2, 0.03, 1.0, 0.95)                                            \
    X("AHMSJ", "fine hydroxymethanesulfonate", LT_FINE, 111.091, 1.77, 0.53, 3.5, 1.0)                                 \
    X("AH2OJ", "water of fine particles", LT_FINE, 18.015, 1.0, 0.0, 0.0, 1.0)                                         \
    X("AH3OPJ", "free hydrogen ions of fine particles, as H3O+", LT_FINE, 19.023, 1.0, 0.0, 0.0, 1.0)                  \
    X("ACORS", "other coarse particles, 2.5 to 10 um", LT_COARSE, 0.0, 2.2, 0.03, 0.6, 0.95)                           \
    X("ASOIL", "coarse soil, 2.5 to 10 um", LT_COARSE, 0.0, 2.6, 0.03, 0.6, 0.95)                                      \
    X("ASEACAT", "coarse cations of sea salt", LT_COARSE, 0.0, 2.2, 1.1, 0.6, 1.0)                                     \
    X("ACLK", "coarse chloride", LT_COARSE, 35.450, 2.0, 1.1, 0.6, 1.0)                                                \
    X("ASO4K", "coarse sulfate", LT_COARSE, 96.056, 1.77, 0.53, 0.6, 1.0)                                              \
    X("ANO3K", "coarse nitrate", LT_COARSE, 62.004, 1.72, 0.67, 0.6, 1.0)

/* Na in the mass of sea salt's cations (CMAQ 5.5, AERO_DATA.F: 0.8373; V). */
#define LT_SEA_SODIUM 0.8373

/* Organic matter of AE7, as above; the molar masses are the mechanism's (chemistry_species.csv). */
#define LT_ORGANIC_PARTICLE_LIST(X)                                                                                    \
    X("ALVPO1J", "primary organic matter, low volatility", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                         \
    X("ASVPO1J", "primary organic matter, semivolatile 1", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                         \
    X("ASVPO2J", "primary organic matter, semivolatile 2", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                         \
    X("ASVPO3J", "primary organic matter, semivolatile 3", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                         \
    X("AIVPO1J", "primary organic matter, intermediate volatility", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                \
    X("ALVOO1J", "oxidised organic matter, low volatility 1", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                      \
    X("ALVOO2J", "oxidised organic matter, low volatility 2", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                      \
    X("ASVOO1J", "oxidised organic matter, semivolatile 1", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                        \
    X("ASVOO2J", "oxidised organic matter, semivolatile 2", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                        \
    X("ASVOO3J", "oxidised organic matter, semivolatile 3", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                        \
    X("APCSOJ", "secondary organic matter of combustion vapours", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                  \
    X("AAVB1J", "anthropogenic secondary organic matter 1", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                        \
    X("AAVB2J", "anthropogenic secondary organic matter 2", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                        \
    X("AAVB3J", "anthropogenic secondary organic matter 3", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                        \
    X("AAVB4J", "anthropogenic secondary organic matter 4", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                        \
    X("AOLGAJ", "anthropogenic oligomers", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                                         \
    X("AISO1J", "isoprene aerosol 1", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                                              \
    X("AISO2J", "isoprene aerosol 2", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                                              \
    X("AISO3J", "isoprene aerosol of acid uptake", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                                 \
    X("ASQTJ", "sesquiterpene aerosol", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                                            \
    X("AMT1J", "monoterpene aerosol 1", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                                            \
    X("AMT2J", "monoterpene aerosol 2", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                                            \
    X("AMT3J", "monoterpene aerosol 3", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                                            \
    X("AMT4J", "monoterpene aerosol 4", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                                            \
    X("AMT5J", "monoterpene aerosol 5", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                                            \
    X("AMT6J", "monoterpene aerosol 6", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                                            \
    X("AMTNO3J", "monoterpene nitrates in particles", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                              \
    X("AMTHYDJ", "what hydrolysis of monoterpene nitrates leaves", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                 \
    X("AGLYJ", "aerosol of glyoxal and methylglyoxal", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                             \
    X("AOLGBJ", "biogenic oligomers", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)                                              \
    X("AORGCJ", "organic aerosol of clouds", LT_FINE, 0.0, 1.3, 0.1, 4.45, 0.97)

typedef struct lt_constituent {
    const char *name, *text;
    lt_particle_mode mode;
    double molar_mass, density_gcm3, kappa, extinction_m2g, scattered;
} lt_constituent;

#define LT_CONSTITUENT_COUNT(name, ...) +1
enum {
    LT_N_CONSTITUENTS =
        0 LT_INORGANIC_PARTICLE_LIST(LT_CONSTITUENT_COUNT) LT_ORGANIC_PARTICLE_LIST(LT_CONSTITUENT_COUNT)
};
#undef LT_CONSTITUENT_COUNT

extern const lt_constituent lt_constituents[LT_N_CONSTITUENTS];
/* NULL if no constituent has this name. */
const lt_constituent *lt_constituent_find(const char *name);

#endif
