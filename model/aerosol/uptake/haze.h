/* haze.h - S(IV) in the water of fine particles: sulfate and hydroxymethanesulfonate of winter haze.
 *
 * Own water: that of the equilibrium's fine mode, in the share of the cell that lies outside the meteorology's clouds;
 * what is in cloud runs in model/aerosol/cloud. Equations, sources and limits of each path: haze_paths.h; the step:
 * haze_step.h; a table of all: README.md. */
#ifndef LT_HAZE_H
#define LT_HAZE_H

#include "model/aerosol/equilibrium/species.h"
#include "model/aerosol/paths.h"

/* Ways of S(IV) in and on particles, by their names in paths.h. X(name, gas that oxidises or binds it, its molecules
 * for one of SO2); NONE: oxygen, or not told. */
#define LT_HAZE_PATHS(X)                                                                                               \
    X(haze_h2o2, H2O2, 1)                                                                                              \
    X(haze_o3, O3, 1)                                                                                                  \
    X(haze_no2, NO2, 2)                                                                                                \
    X(haze_hms, HCHO, 1)                                                                                               \
    X(haze_tmi, NONE, 0)                                                                                               \
    X(so2_gamma, NONE, 0)

enum {
#define LT_HAZE_ENUM(name, gas, molecules) LT_HAZE_##name,
    LT_HAZE_PATHS(LT_HAZE_ENUM) LT_N_HAZE_PATHS,
#undef LT_HAZE_ENUM
    LT_N_HAZE_GASES = LT_HAZE_haze_tmi /* those with a gas of their own come first */
};

typedef struct lt_haze_setup {
    unsigned paths; /* bits of paths.h */
} lt_haze_setup;

/* n cells, a multiple of 8 (of 1 in the plain kernel); all arrays [n], amounts mol/m3 of air of the whole cell. Gases,
 * sulfate and hms are changed; below zero counts as nothing and stays. Sulfur, nitrogen (2 NO2 to 2 HONO for one SO2)
 * and HCHO + HMS are kept to rounding; nothing becomes negative. */
typedef struct lt_haze_cells {
    int n;
    double dt;                                       /* s, up to 900 (verify/) */
    const double *temperature, *pressure, *humidity; /* K, Pa, 0..1 */
    const double *daylight;                          /* 0 night .. 1 day: iron */
    const double *cloud;                             /* share of the cell in cloud, 0..1 */
    const double *surface, *radius;       /* of wet fine particles: m2/m3, m (three times volume over surface) */
    const double *water, *ion[LT_N_IONS]; /* the equilibrium's fine mode */
    const double *iron, *manganese;       /* fine, all of it */
    double *so2, *h2o2, *o3, *no2, *hono, *hcho;
    double *sulfate, *hms;           /* fine */
    double *formed[LT_N_HAZE_PATHS]; /* sulfur of SO2 that went each way in this step, of HMS less what fell apart;
                                        NULL: not wanted */
} lt_haze_cells;

#endif
