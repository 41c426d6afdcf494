/* tile.h - what light needs of a tile of columns, and the kernels of one instruction set.
 *
 * A tile is LT_LANES columns side by side, x[k][lane] in double, k = 0 at the ground. Lanes beyond the last column
 * repeat it. What a column gets depends on nothing but its own numbers. */
#ifndef LT_PHOTOLYSIS_TILE_H
#define LT_PHOTOLYSIS_TILE_H

#include "model/kernel/kernels.h"

#include <stddef.h>

enum {
    LT_PHOTO_BINS = 7,          /* wavelength bins, model/data/photolysis_bins.csv */
    LT_PHOTO_FIRST_VISIBLE = 6, /* bins from here on see the visible albedo */
    LT_PHOTO_TEMPERATURES = 6,  /* of the cross sections */
    LT_PHOTO_PRESSURES = 3,     /* of those that quenching changes */
    LT_PHOTO_ABOVE = 13         /* layers above the model's top at most */
};

/* The sun gives exactly nothing from here on, 94 degrees from the zenith; from 92 degrees on what the two-stream gives
 * goes linearly to it. */
#define LT_PHOTO_COS_NIGHT (-0.069756473744125300)    /* cos 94 degrees */
#define LT_PHOTO_COS_TWILIGHT (-0.034899496702500972) /* cos 92 degrees */

/* What all tiles share: prepared by lt_photolysis_create (photolysis.h). */
typedef struct lt_photo_tables {
    int n_j;             /* photolysis frequencies that are wanted */
    const double *cross; /* [n_j][LT_PHOTO_TEMPERATURES][LT_PHOTO_BINS] cm2, cross section times yield */
    const int *quenched; /* [n_j] 1: cross has the pressures instead of temperatures */
    double ozone[LT_PHOTO_TEMPERATURES][LT_PHOTO_BINS]; /* cm2 */
    double temperature_K[LT_PHOTO_TEMPERATURES];        /* even steps, rising */
    double pressure_Pa[LT_PHOTO_PRESSURES];             /* rising */
    double rayleigh[LT_PHOTO_BINS];                     /* cm2 */
    double photons[LT_PHOTO_BINS];                      /* cm-2 s-1 at 1 AU */
    double log_over_550nm[LT_PHOTO_BINS];               /* ln of the bin's wavelength over 550 nm */
    /* The standard atmosphere above the model's top, lowest layer first. */
    int n_above;
    double above_height_m[LT_PHOTO_ABOVE + 1]; /* of the edges over the top; the first is 0 */
    double above_air[LT_PHOTO_ABOVE];          /* shares of the air above the top */
    double above_ozone[LT_PHOTO_ABOVE];        /* shares of the ozone above the top */
    double above_temperature_K[LT_PHOTO_ABOVE];
    double ozone_above; /* share of the whole column that lies above the top in the standard atmosphere */
} lt_photo_tables;

typedef struct lt_photo_tile {
    int nz;
    double sun; /* the sun's flux over that at 1 AU: lt_photolysis_sun */
    /* one layer */
    const double *cos_sza;
    const double *ozone_DU;                   /* of the whole column, above 0 */
    const double *albedo_uv, *albedo_visible; /* below and above 412.5 nm, 0..1 */
    /* [nz + 1], falling pressure and rising height */
    const double *height_m; /* above the sea */
    const double *pressure_Pa;
    /* [nz] */
    const double *temperature_K;
    const double *ozone_ppb;                    /* of the model's layers, moles */
    const double *cloud_depth, *cloud_fraction; /* optical depth of the cloudy part of the layer, visible light; 0..1;
                                                   NULL both: no cloud */
    const double *aerosol_depth;                /* at 550 nm; NULL: no aerosol, then the next are not read */
    const double *aerosol_angstrom;             /* depth goes with the wavelength to the minus this */
    const double *aerosol_albedo, *aerosol_asymmetry; /* of single scattering; 0..1, -1..1; at all wavelengths */
    double *j;                                        /* [n_j][nz] s-1, set; the mean of the layer */
    double *work;                                     /* lt_photo_kernel.work_doubles(nz), 64-byte aligned */
} lt_photo_tile;

/* One wavelength through any layers, lowest first: what the closed forms of `lantian verify photolysis` are held to.
 * Fluxes for a beam of 1 across its own direction above the top. */
typedef struct lt_photo_slab {
    int n;
    const double *cos_sza, *albedo;       /* one layer */
    const double *height_m;               /* [n + 1] */
    const double *depth;                  /* [n] extinction */
    const double *scattered, *asymmetric; /* [n] scattering, and it times its asymmetry */
    double *actinic;                      /* [n] mean of the layer, set */
    double *beam, *down, *up; /* [n + 1] the beam across its own direction; diffuse fluxes through the horizontal */
    double *work;             /* lt_photo_kernel.work_doubles(n) */
} lt_photo_slab;

typedef struct lt_photo_kernel {
    const char *isa;
    size_t (*work_doubles)(int nz);
    void (*tile)(const lt_photo_tables *tables, const lt_photo_tile *tile);
    void (*slab)(const lt_photo_slab *slab);
} lt_photo_kernel;

extern const lt_photo_kernel lt_photo_kernel_v3, lt_photo_kernel_v4;

#endif
