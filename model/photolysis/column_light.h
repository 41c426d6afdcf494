/* column_light.h - the light in one vector of columns: what its layers are made of, with and without cloud. Private to
 * the kernel (tile.c).
 *
 * In each layer: ozone absorbs, air scatters (Rayleigh, asymmetry 0), aerosol does both, cloud scatters (single
 * scattering albedo 0.9999, asymmetry 0.85: what TUV takes, R). Above the model's top stands the standard atmosphere:
 * air by the pressure at the top, ozone what the column has more than the model's layers, but at least half of what the
 * standard profile of this column has there.
 *
 * Cloud: a column is a cloudless part and a cloudy part, each with its own two-stream. The cloudy part C is the cover
 * of layers that overlap at random where cloudless layers part them, else as much as they can (Geleyn and
 * Hollingsworth 1979); cloud of a layer is spread over it: depth f / C. This is exact for one layer and for layers of
 * equal cover, and keeps the column's mean depth. */
#ifndef LT_PHOTOLYSIS_COLUMN_LIGHT_H
#define LT_PHOTOLYSIS_COLUMN_LIGHT_H

#include "model/photolysis/tile.h"
#include "model/photolysis/two_stream.h"

#include <string.h>

enum {
    BINS = LT_PHOTO_BINS,
    NODES = LT_PHOTO_TEMPERATURES,
    PRESSURES = LT_PHOTO_PRESSURES,
    ROWS_OF_BINS = 9,
    ROWS_OF_ONE = 12
};

static const double cloud_single = 0.9999, cloud_asymmetry = 0.85;
/* Molecules of air a cm2 for each Pa: N_A / (g M) 1e-4, g 9.80665 m s-2, M 28.9647e-3 kg mol-1. */
static const double air_per_Pa = 6.02214076e23 / (9.80665 * 28.9647e-3) * 1e-4;
static const double ozone_per_DU = 2.6868e16; /* molecules cm-2 */

typedef struct column {
    const lt_photo_tables *tables;
    const lt_photo_tile *tile;
    int n, lane; /* layers with those above; first lane of the vector */
    lt_dvec mu;
    lt_dvec *radius;      /* [n + 1] m */
    lt_dvec *air, *ozone; /* [n] molecules cm-2 */
    lt_dvec *share;       /* [n][NODES] of the temperatures of the tables */
    lt_photo_optics optics;
    lt_photo_space space;
    lt_dvec *clear, *light; /* [nz][BINS] actinic flux for a beam of 1 */
} column;

/* As photo_work counts it. */
static void lay_out(column *c, double *work) {
    const size_t rows = (size_t)(c->n + 1);
    lt_dvec *next = (lt_dvec *)(void *)work;
    lt_dvec **const wide[ROWS_OF_BINS] = {&c->optics.depth, &c->optics.scattered, &c->optics.asymmetric, &c->optics.tau,
                                          &c->optics.w,     &c->optics.g,         &c->optics.slant,      &c->clear,
                                          &c->light};
    lt_dvec **const slim[ROWS_OF_ONE] = {
        &c->radius,   &c->air,        &c->ozone,         &c->space.beam, &c->space.albedo,      &c->space.up_below,
        &c->space.up, &c->space.down, &c->space.reflect, &c->space.pass, &c->space.source_down, &c->space.cosine};
    c->share = next;
    next += rows * NODES;
    for (int s = 0; s < ROWS_OF_ONE; s++, next += rows) *slim[s] = next;
    for (int w = 0; w < ROWS_OF_BINS; w++, next += rows * BINS) *wide[w] = next;
    c->optics.n = c->n;
}
_Static_assert(LT_LANES % LT_D_LANES == 0, "tiles are whole vectors");

static inline lt_dvec row(const column *c, const double *field, int k) {
    return lt_d_load(field + (ptrdiff_t)k * LT_LANES + c->lane);
}

/* Shares of the nodes at a temperature: linear between two, the nearest beyond the ends. */
static void temperature_shares(const lt_photo_tables *t, lt_dvec temperature, lt_dvec *share) {
    const lt_dvec one = lt_d_all(1.0), zero = lt_d_all(0.0);
    const lt_dvec first = lt_d_all(t->temperature_K[0]), last = lt_d_all(t->temperature_K[NODES - 1]);
    const lt_dvec within = lt_d_min(lt_d_max(temperature, first), last);
    const lt_dvec per_step = lt_d_all(1.0 / (t->temperature_K[1] - t->temperature_K[0]));
    for (int i = 0; i < NODES; i++)
        share[i] = lt_d_max(one - lt_d_abs(within - lt_d_all(t->temperature_K[i])) * per_step, zero);
}

/* Air, ozone, place and temperature of all layers. */
static void compose(const column *c) {
    const lt_photo_tables *t = c->tables;
    const lt_photo_tile *tile = c->tile;
    const int nz = tile->nz;
    const lt_dvec per_Pa = lt_d_all(air_per_Pa);
    lt_dvec inside = lt_d_all(0.0);
    for (int k = 0; k <= nz; k++) c->radius[k] = row(c, tile->height_m, k) + lt_d_all(LT_PHOTO_EARTH_M);
    for (int k = 0; k < nz; k++) {
        c->air[k] = (row(c, tile->pressure_Pa, k) - row(c, tile->pressure_Pa, k + 1)) * per_Pa;
        c->ozone[k] = c->air[k] * (row(c, tile->ozone_ppb, k) * lt_d_all(1e-9));
        inside = inside + c->ozone[k];
        temperature_shares(t, row(c, tile->temperature_K, k), c->share + k * NODES);
    }
    const lt_dvec whole = row(c, tile->ozone_DU, 0) * lt_d_all(ozone_per_DU);
    const lt_dvec ozone = lt_d_max(whole - inside, whole * lt_d_all(0.5 * t->ozone_above));
    const lt_dvec air = row(c, tile->pressure_Pa, nz) * per_Pa;
    for (int a = 0; a < t->n_above; a++) {
        c->radius[nz + a + 1] = c->radius[nz] + lt_d_all(t->above_height_m[a + 1]);
        c->air[nz + a] = air * lt_d_all(t->above_air[a]);
        c->ozone[nz + a] = ozone * lt_d_all(t->above_ozone[a]);
        temperature_shares(t, lt_d_all(t->above_temperature_K[a]), c->share + (nz + a) * NODES);
    }
}

static void gases(const column *c) {
    const lt_photo_tables *t = c->tables;
    for (int k = 0; k < c->n; k++)
        for (int b = 0; b < BINS; b++) {
            lt_dvec cross = lt_d_all(0.0);
            for (int i = 0; i < NODES; i++) cross = cross + c->share[k * NODES + i] * lt_d_all(t->ozone[i][b]);
            const lt_dvec rayleigh = c->air[k] * lt_d_all(t->rayleigh[b]);
            c->optics.depth[k * BINS + b] = c->ozone[k] * cross + rayleigh;
            c->optics.scattered[k * BINS + b] = rayleigh;
            c->optics.asymmetric[k * BINS + b] = lt_d_all(0.0);
        }
}

static void aerosol(const column *c) {
    const lt_photo_tile *tile = c->tile;
    if (!tile->aerosol_depth) return;
    for (int k = 0; k < tile->nz; k++) {
        const lt_dvec depth = row(c, tile->aerosol_depth, k), power = row(c, tile->aerosol_angstrom, k);
        const lt_dvec single = row(c, tile->aerosol_albedo, k), asymmetry = row(c, tile->aerosol_asymmetry, k);
        for (int b = 0; b < BINS; b++) {
            const lt_dvec here = depth * lt_d_exp(-power * lt_d_all(c->tables->log_over_550nm[b]));
            const int at = k * BINS + b;
            c->optics.depth[at] = c->optics.depth[at] + here;
            c->optics.scattered[at] = c->optics.scattered[at] + here * single;
            c->optics.asymmetric[at] = c->optics.asymmetric[at] + here * single * asymmetry;
        }
    }
}

static lt_dvec cloud_cover(const column *c) {
    const lt_dvec one = lt_d_all(1.0), zero = lt_d_all(0.0);
    lt_dvec free = one, above = zero;
    for (int k = c->tile->nz - 1; k >= 0; k--) {
        const lt_dvec here = lt_d_min(lt_d_max(row(c, c->tile->cloud_fraction, k), zero), one);
        free = free * (one - lt_d_max(here, above)) / lt_d_max(one - above, lt_d_all(1e-12));
        above = here;
    }
    return lt_d_min(lt_d_max(one - free, zero), one);
}

static void add_cloud(const column *c, lt_dvec cover) {
    const lt_dvec over = lt_d_all(1.0) / lt_d_max(cover, lt_d_all(1e-12));
    for (int k = 0; k < c->tile->nz; k++) {
        const lt_dvec depth = row(c, c->tile->cloud_depth, k) * row(c, c->tile->cloud_fraction, k) * over;
        const lt_dvec scattered = depth * lt_d_all(cloud_single);
        for (int b = 0; b < BINS; b++) {
            const int at = k * BINS + b;
            c->optics.depth[at] = c->optics.depth[at] + depth;
            c->optics.scattered[at] = c->optics.scattered[at] + scattered;
            c->optics.asymmetric[at] = c->optics.asymmetric[at] + scattered * lt_d_all(cloud_asymmetry);
        }
    }
}

static int any_above(lt_dvec x, double bound) {
    double lanes[LT_D_LANES];
    lt_d_store(lanes, x);
    for (int l = 0; l < LT_D_LANES; l++)
        if (lanes[l] > bound) return 1;
    return 0;
}

static void shine(const column *c, lt_dvec *actinic) {
    lt_photo_scale(&c->optics, BINS);
    lt_photo_slant(&c->optics, BINS, c->mu, c->radius, any_above(-c->mu, 0.0), c->space.cosine);
    const lt_dvec uv = row(c, c->tile->albedo_uv, 0), visible = row(c, c->tile->albedo_visible, 0);
    for (int b = 0; b < BINS; b++)
        lt_photo_two_stream(&c->optics, BINS, b, c->mu, b < LT_PHOTO_FIRST_VISIBLE ? uv : visible, &c->space,
                            c->tile->nz, actinic + b, BINS);
}

static inline void light(const column *c) {
    compose(c);
    gases(c);
    aerosol(c);
    shine(c, c->light);
    if (!c->tile->cloud_depth) return;
    const lt_dvec cover = cloud_cover(c);
    if (!any_above(cover, 0.0)) return;
    const size_t n = (size_t)(c->tile->nz * BINS);
    memcpy(c->clear, c->light, n * sizeof *c->clear);
    add_cloud(c, cover);
    shine(c, c->light);
    for (size_t i = 0; i < n; i++) c->light[i] = (lt_d_all(1.0) - cover) * c->clear[i] + cover * c->light[i];
}

#endif
