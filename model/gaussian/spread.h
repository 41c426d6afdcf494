/* spread.h - dispersion by stability class: sigma_y and sigma_z as functions of the distance, for comparison with older
 * models and where only a class is known. The default of the model is similarity (profile.h), not these. */
#ifndef LT_GAUSSIAN_SPREAD_H
#define LT_GAUSSIAN_SPREAD_H

typedef enum lt_stability {
    LT_CLASS_A,
    LT_CLASS_B,
    LT_CLASS_C,
    LT_CLASS_D,
    LT_CLASS_E,
    LT_CLASS_F,
    LT_N_CLASSES
} lt_stability;

/* X-macro: name, description. The function is lt_spread_NAME (spread.c). */
#define LT_SPREAD_LIST(X)                                                                                              \
    X(pasquill_gifford, "Pasquill and Gifford's curves as in ISC3, open country")                                      \
    X(briggs_rural, "Briggs 1973, open country")                                                                       \
    X(briggs_urban, "Briggs 1973, town (after McElroy and Pooler)")

typedef struct lt_spread {
    const char *name, *text;
    void (*sigma)(int stability, double x_m, double *sigma_y_m, double *sigma_z_m); /* 0 at x <= 0 */
} lt_spread;

/* NULL: none of this name. */
const lt_spread *lt_spread_find(const char *name);
/* In the order of the list; NULL behind the last. */
const lt_spread *lt_spread_at(int n);

/* Class of a boundary layer after Golder (1972): Obukhov length and roughness, m. */
lt_stability lt_stability_of(double obukhov_m, double roughness_m);

#endif
