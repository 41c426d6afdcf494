/* dry.h - dry deposition of particles, first form; gases are gas_dry.h's.
 *
 *   v_d = v_s + 1 / (r_a + 1 / v_ds),  v_ds = u* / 500 (1 + (300 / -L)^(2/3) when unstable)
 *   r_a = (ln(z/z0) - psi_h(z/L)) / (kappa u*)   aerodynamic; z the middle of the lowest layer,
 *                                                z0 0.3 m on land, 0.0002 m on the sea
 *   psi_h = -5 min(z/L, 2)                       stable
 *           2 ln((1 + (1 - 16 z/L)^(1/2)) / 2)   unstable, z/L at least -5
 * Form of Wesely et al. (1985), doi 10.1016/0167-6105(85)90017-4, recalled (R). Coarse: v_s = 3 mm/s for about 5 um
 * (Stokes), same surface term. */
#ifndef LT_DRY_H
#define LT_DRY_H

enum lt_dry_class {
    LT_DRY_NONE, /* no particle */
    LT_DRY_FINE,
    LT_DRY_COARSE,
    LT_N_DRY_CLASSES
};

typedef struct lt_dry_surface {
    double friction_velocity;      /* m/s */
    double inverse_obukhov_length; /* 1/m */
    double sea_share;              /* 0..1 */
    double height;                 /* m, middle of the lowest layer */
} lt_dry_surface;

/* Deposition velocity [m/s] of a class. */
double lt_dry_velocity(const lt_dry_surface *surface, enum lt_dry_class dry_class);

#endif
