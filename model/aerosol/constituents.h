/* constituents.h - what particles of the grid are made of: one row a species.
 *
 * Two modes hold them: J fine, which is PM2.5, K coarse, 2.5 to 10 um; all of a mode are one internal mixture. A
 * mixing ratio is the mass named: of an ion itself, of organics their whole matter. Names are CMAQ's where it has them
 * (AERO_DATA.F); ASOILJ is the crust's Al, Si, Ti, with their oxygen but for what an inventory emits
 * (emission/mapping.h), AHMSJ hydroxymethanesulfonate CH2(OH)SO3-, AH3OPJ free hydrogen ions as H3O+; ASEACAT are the
 * cations of sea salt, of which LT_SEA_SODIUM is Na. AH2OJ and AH3OPJ are what the last equilibrium found: they ride
 * along so that the gas chemistry of the next step and a restart have them.
 *
 * Molar mass from the atomic weights of chemistry_species.csv; 0: not one substance. Density [g/cm3]: salts of
 * ISORROPIA's order (R), soil and other 2.2 to 2.6 (R). kappa (Petters and Kreidenweis 2007, doi
 * 10.5194/acp-7-1961-2007, R; soil 0.03) is 0 of fine salts, whose water the equilibrium gives. n: real refractive
 * index at 550 nm (OPAC, Hess et al. 1998, doi 10.1175/1520-0477(1998)079<0831:OPOAAC>2.0.CO;2, R; organics 1.45 to
 * 1.55, R). A: absorption at 550 nm [m2/g]: elemental carbon 7.5 (Bond and Bergstrom 2006, doi
 * 10.1080/02786820500421521, R), soil 0.03 (single scattering albedo 0.95 to 0.97, R), others none. */
#ifndef LT_CONSTITUENTS_H
#define LT_CONSTITUENTS_H

typedef enum lt_particle_mode { LT_FINE, LT_COARSE, LT_N_PARTICLE_MODES } lt_particle_mode;

/* name, description, mode, molar mass [g/mol], density [g/cm3], kappa, n, A [m2/g] */
#define LT_INORGANIC_PARTICLE_LIST(X)                                                                                  \
    X("ASO4J", "fine sulfate", LT_FINE, 96.056, 1.77, 0.0, 1.43, 0.0)                                                  \
    X("ANO3J", "fine nitrate", LT_FINE, 62.004, 1.72, 0.0, 1.43, 0.0)                                                  \
    X("ANH4J", "fine ammonium", LT_FINE, 18.039, 1.77, 0.0, 1.43, 0.0)                                                 \
    X("ACLJ", "fine chloride", LT_FINE, 35.450, 2.0, 0.0, 1.5, 0.0)                                                    \
    X("ANAJ", "fine sodium", LT_FINE, 22.990, 2.2, 0.0, 1.5, 0.0)                                                      \
    X("ACAJ", "fine calcium", LT_FINE, 40.078, 2.2, 0.0, 1.53, 0.03)                                                   \
    X("AKJ", "fine potassium", LT_FINE, 39.098, 2.0, 0.0, 1.5, 0.0)                                                    \
    X("AMGJ", "fine magnesium", LT_FINE, 24.305, 2.2, 0.0, 1.53, 0.03)                                                 \
    X("AFEJ", "fine iron", LT_FINE, 55.845, 2.2, 0.03, 1.73, 0.03)                                                     \
    X("AMNJ", "fine manganese", LT_FINE, 54.938, 2.2, 0.03, 1.73, 0.03)                                                \
    X("AECJ", "fine elemental carbon", LT_FINE, 0.0, 1.8, 0.0, 1.73, 7.5)                                              \
    X("ASOILJ", "fine soil: aluminium, silicon and titanium", LT_FINE, 0.0, 2.6, 0.03, 1.53, 0.03)                     \
    X("AOTHRJ", "other fine particles", LT_FINE, 0.0, 2.2, 0.03, 1.53, 0.03)                                           \
    X("AHMSJ", "fine hydroxymethanesulfonate", LT_FINE, 111.091, 1.77, 0.53, 1.43, 0.0)                                \
    X("AH2OJ", "water of fine particles", LT_FINE, 18.015, 1.0, 0.0, 1.333, 0.0)                                       \
    X("AH3OPJ", "free hydrogen ions of fine particles, as H3O+", LT_FINE, 19.023, 1.0, 0.0, 1.333, 0.0)                \
    X("ACORS", "other coarse particles, 2.5 to 10 um", LT_COARSE, 0.0, 2.2, 0.03, 1.53, 0.03)                          \
    X("ASOIL", "coarse soil, 2.5 to 10 um", LT_COARSE, 0.0, 2.6, 0.03, 1.53, 0.03)                                     \
    X("ASEACAT", "coarse cations of sea salt", LT_COARSE, 0.0, 2.2, 1.1, 1.5, 0.0)                                     \
    X("ACLK", "coarse chloride", LT_COARSE, 35.450, 2.0, 1.1, 1.5, 0.0)                                                \
    X("ASO4K", "coarse sulfate", LT_COARSE, 96.056, 1.77, 0.53, 1.43, 0.0)                                             \
    X("ANO3K", "coarse nitrate", LT_COARSE, 62.004, 1.72, 0.67, 1.43, 0.0)

/* Na in the mass of sea salt's cations (CMAQ 5.5, AERO_DATA.F: 0.8373; V). */
#define LT_SEA_SODIUM 0.8373

/* Organic matter: name, description. Molar mass, density and kappa are those of the scheme that carries it
 * (organics/scheme.h). */
#define LT_ORGANIC_REFRACTION 1.5
#define LT_ORGANIC_PARTICLE_LIST(X)                                                                                    \
    X("ALVPO1J", "primary organic matter, low volatility")                                                             \
    X("ASVPO1J", "primary organic matter, semivolatile 1")                                                             \
    X("ASVPO2J", "primary organic matter, semivolatile 2")                                                             \
    X("ASVPO3J", "primary organic matter, semivolatile 3")                                                             \
    X("AIVPO1J", "primary organic matter, intermediate volatility")                                                    \
    X("ALVOO1J", "oxidised organic matter, low volatility 1")                                                          \
    X("ALVOO2J", "oxidised organic matter, low volatility 2")                                                          \
    X("ASVOO1J", "oxidised organic matter, semivolatile 1")                                                            \
    X("ASVOO2J", "oxidised organic matter, semivolatile 2")                                                            \
    X("ASVOO3J", "oxidised organic matter, semivolatile 3")                                                            \
    X("APCSOJ", "secondary organic matter of combustion vapours")                                                      \
    X("AAVB1J", "anthropogenic secondary organic matter 1")                                                            \
    X("AAVB2J", "anthropogenic secondary organic matter 2")                                                            \
    X("AAVB3J", "anthropogenic secondary organic matter 3")                                                            \
    X("AAVB4J", "anthropogenic secondary organic matter 4")                                                            \
    X("AOLGAJ", "anthropogenic oligomers")                                                                             \
    X("AISO1J", "isoprene aerosol 1")                                                                                  \
    X("AISO2J", "isoprene aerosol 2")                                                                                  \
    X("AISO3J", "isoprene aerosol of acid uptake")                                                                     \
    X("ASQTJ", "sesquiterpene aerosol")                                                                                \
    X("AMT1J", "monoterpene aerosol 1")                                                                                \
    X("AMT2J", "monoterpene aerosol 2")                                                                                \
    X("AMT3J", "monoterpene aerosol 3")                                                                                \
    X("AMT4J", "monoterpene aerosol 4")                                                                                \
    X("AMT5J", "monoterpene aerosol 5")                                                                                \
    X("AMT6J", "monoterpene aerosol 6")                                                                                \
    X("AMTNO3J", "monoterpene nitrates in particles")                                                                  \
    X("AMTHYDJ", "what hydrolysis of monoterpene nitrates leaves")                                                     \
    X("AGLYJ", "aerosol of glyoxal and methylglyoxal")                                                                 \
    X("AOLGBJ", "biogenic oligomers")                                                                                  \
    X("AORGCJ", "organic aerosol of clouds")

typedef struct lt_constituent {
    const char *name, *text;
    lt_particle_mode mode;
    double molar_mass, density_gcm3, kappa, refraction, absorption_m2g;
} lt_constituent;

#define LT_CONSTITUENT_COUNT(name, ...) +1
enum { LT_N_INORGANIC = 0 LT_INORGANIC_PARTICLE_LIST(LT_CONSTITUENT_COUNT) };
#undef LT_CONSTITUENT_COUNT

extern const lt_constituent lt_inorganic_constituents[LT_N_INORGANIC];
/* What organic matter of a scheme is; its text is its name where the list above does not have it. */
lt_constituent lt_constituent_organic(const char *name, double molar_mass, double density_gcm3, double kappa);

#endif
