/* dry.h - dry deposition, first form: resistances with constant surface resistances.
 *
 * Gases:     v_d = 1 / (r_a + r_b + r_c)
 * Particles: v_d = v_s + 1 / (r_a + 1 / v_ds),  v_ds = u* / 500 (1 + (300 / -L)^(2/3) when unstable)
 *   r_a = (ln(z/z0) - psi_h(z/L)) / (kappa u*)   aerodynamic; z the middle of the lowest layer,
 *                                                z0 0.3 m on land, 0.0002 m on the sea
 *   psi_h = -5 min(z/L, 2)                       stable
 *           2 ln((1 + (1 - 16 z/L)^(1/2)) / 2)   unstable, z/L at least -5
 *   r_b = 2 (Sc/Pr)^(2/3) / (kappa u*)           quasi-laminar; Sc/Pr about 1.25 / 0.72 for SO2, the same for all gases
 *   r_c                                          surface, s/m, winter:
 *     SO2 500 on frozen land, 150 on other land, 1 on water; NOx as a mixture of NO and NO2 1500 and 5000 (water);
 *     HNO3 10; NH3 500 frozen, 100 other land, 1 water
 * r_c: recalled orders of magnitude (mark R) after Wesely 1989, doi 10.1016/0004-6981(89)90153-4, and Zhang et al.
 * 2003, doi 10.5194/acp-3-2067-2003. Frozen: below 272.15 K at 2 m.
 * Fine particles: form of Wesely et al. (1985), doi 10.1016/0167-6105(85)90017-4, recalled. Coarse: v_s = 3 mm/s for
 * about 5 um (Stokes), same surface term. Nitrate and ammonia: gas and particle by the share of each
 * (aerosol/neutral.h).
 * Limits: no season beyond frozen or not, no leaf area, no snow cover map, no pollutant history. */
#ifndef LT_DRY_H
#define LT_DRY_H

enum lt_dry_class {
    LT_DRY_NONE,
    LT_DRY_SO2,
    LT_DRY_NOX,
    LT_DRY_NITRATE, /* nitric acid (gas share) and nitrate */
    LT_DRY_AMMONIA, /* ammonia (gas share) and ammonium */
    LT_DRY_FINE,
    LT_DRY_COARSE,
    LT_N_DRY_CLASSES
};

typedef struct lt_dry_surface {
    double friction_velocity;      /* m/s */
    double inverse_obukhov_length; /* 1/m */
    double temperature;            /* K, at 2 m */
    double sea_share;              /* 0..1 */
    double height;                 /* m, middle of the lowest layer */
} lt_dry_surface;

/* Deposition velocity [m/s] of a class; gas_share: share of the total that is gas (nitrate and ammonia classes only).
 */
double lt_dry_velocity(const lt_dry_surface *surface, enum lt_dry_class dry_class, double gas_share);

#endif
