/* coarse.h - what coarse particles bring into cloud drops: the rows coarse_* of cloud.h from the masses of the grid.
 *
 * Coarse soil, other coarse matter and cations of sea salt are of fixed composition (CMAQ 5.5, CCTM/src/aero/aero6/
 * AERO_DATA.F, which its cloud chemistry takes too; V): mass shares of Na, Mg, K, Ca, Fe, Mn; those of soil over
 * 0.95358, of other coarse matter over 0.99675, the shares that the two are of what was measured. All of Na, Mg, K, Ca
 * of sea salt and of other coarse matter (ash, cement) dissolves; of soil half of the calcium, as carbonate, 2.2 mol of
 * charge a kg (A: 4.4 % of it; upper crust 3 %, northern Chinese dust 5 to 8 %, R), for its silicates do not dissolve
 * in hours (CMAQ lets all of them: 9.4); of Fe and Mn the shares of lt_cloud_setup. */
#ifndef LT_CLOUD_COARSE_H
#define LT_CLOUD_COARSE_H

/* Cations that dissolve: X(element, g/mol, charge, of soil, of other coarse matter, of sea salt's cations) */
#define LT_CLOUD_COARSE(X)                                                                                             \
    X(NA, 22.990, 1, 0.0, 0.0023, 0.8373)                                                                              \
    X(MG, 24.305, 2, 0.0, 0.0032, 0.0997)                                                                              \
    X(K, 39.098, 1, 0.0, 0.0176, 0.0310)                                                                               \
    X(CA, 40.078, 2, 0.5 * 0.0838, 0.0562, 0.0320)

#define LT_CLOUD_SOIL_WHOLE 0.95358
#define LT_CLOUD_OTHER_WHOLE 0.99675

typedef struct lt_cloud_coarse {
    double iron, manganese, charge; /* mol/m3, as lt_cloud_cells takes them */
} lt_cloud_coarse;

/* soil (ASOIL), other (ACORS), sea (ASEACAT): g/m3; chloride, sulfate, nitrate (ACLK, ASO4K, ANO3K): mol/m3. */
static inline lt_cloud_coarse lt_cloud_coarse_of(double soil, double other, double sea, double chloride, double sulfate,
                                                 double nitrate) {
    lt_cloud_coarse out = {.charge = -(chloride + 2.0 * sulfate + nitrate)};
    const double s = soil / LT_CLOUD_SOIL_WHOLE, o = other / LT_CLOUD_OTHER_WHOLE;
#define LT_CLOUD_COARSE_CHARGE(element, mass, z, in_soil, in_other, in_sea)                                            \
    out.charge += (z) / (mass) * ((in_soil)*s + (in_other)*o + (in_sea)*sea);
    LT_CLOUD_COARSE(LT_CLOUD_COARSE_CHARGE)
#undef LT_CLOUD_COARSE_CHARGE
    out.iron = (0.02695 * s + 0.0467 * o) / 55.845;      /* Fe in soil, in other coarse matter; g/mol */
    out.manganese = (0.00075 * s + 0.0011 * o) / 54.938; /* Mn */
    return out;
}

#endif
