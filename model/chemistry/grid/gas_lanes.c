/* gas_lanes.c - see gas_lanes.h (compiled once for each instruction set). */
#include "model/chemistry/grid/gas_lanes.h"

#include <math.h>
#include <string.h>

/* What the chemistry is given of a mixing ratio. */
static inline lt_real ppb_of(lt_real q, double to_ppb) {
    return (lt_real)((double)(q < 0 ? 0 : q) * to_ppb);
}

enum { AHEAD = 8 }; /* rows */

/* Fetch what a row of q some rows after row k touches. */
static inline void fetch(const lt_gas_run *run, int k, const lt_real *q, int for_writing) {
    const ptrdiff_t way = AHEAD * run->layer + (k + AHEAD < run->nz ? 0 : run->species - run->nz * run->layer);
    const char *at = (const char *)(q + way);
    for (int line = 0; line < (int)(LT_LANES * sizeof *q); line += 64) {
        if (for_writing)
            __builtin_prefetch(at + line, 1);
        else
            __builtin_prefetch(at + line, 0);
    }
    __builtin_prefetch(at + LT_LANES * sizeof *q - 1, 0);
}

static inline void take_layer(int n, double to_ppb, const lt_real *restrict q, lt_real *restrict c) {
    for (int l = 0; l < n; ++l) c[l] = ppb_of(q[l], to_ppb);
}

static void take(const lt_gas_run *run, const lt_real *q, lt_real *c) {
    for (int k = 0; k < run->nz; ++k, q += run->layer, c += LT_LANES) {
        fetch(run, k, q, 0);
        if (run->n == LT_LANES)
            take_layer(LT_LANES, run->to_ppb, q, c);
        else
            take_layer(run->n, run->to_ppb, q, c);
    }
}

/* The change where less than half is lost, so that what does not react keeps its bits; else the new value. */
static inline void give_layer(int n, double to_ppb, double from_ppb, const double *restrict mass,
                              const lt_real *restrict c, lt_real *restrict q, double *restrict won) {
    for (int l = 0; l < n; ++l) {
        const double old = (double)q[l], given = (double)ppb_of(q[l], to_ppb), now = (double)c[l];
        const double changed = old + (now - given) * from_ppb, anew = now * from_ppb;
        q[l] = (lt_real)(2.0 * now < given ? anew : changed);
        won[l] += mass[l] * ((double)q[l] - old);
    }
}

static void give(const lt_gas_run *run, const double *mass, const lt_real *c, lt_real *q, double *won) {
    const double from_ppb = 1.0 / run->to_ppb;
    for (int k = 0; k < run->nz; ++k, q += run->layer, c += LT_LANES, mass += LT_LANES) {
        fetch(run, k, q, 1);
        if (run->n == LT_LANES)
            give_layer(LT_LANES, run->to_ppb, from_ppb, mass, c, q, won);
        else
            give_layer(run->n, run->to_ppb, from_ppb, mass, c, q, won);
    }
}

/* Sums over the particles of the cells of one layer, of dry particles and a kg of air. */
typedef struct layer_sums {
    double fine_volume[LT_LANES], coarse_volume[LT_LANES];         /* cm3 */
    double kappa_volume[LT_LANES];                                 /* of the fine, times kappa */
    double fine_extinction[LT_LANES], coarse_extinction[LT_LANES]; /* m2 */
    double absorption[LT_LANES];                                   /* of both */
} layer_sums;

/* Rounding below zero counts as nothing; no number stays none, for gas_tile.c to tell of. */
static void add_kind(const lt_constituent *kind, const double *restrict mass, layer_sums *restrict s) {
    double *restrict volume = kind->mode == LT_COARSE ? s->coarse_volume : s->fine_volume;
    double *restrict extinction = kind->mode == LT_COARSE ? s->coarse_extinction : s->fine_extinction;
    const double per_g = 1.0 / kind->density_gcm3, light = kind->extinction_m2g;
    const double kappa = kind->mode == LT_COARSE ? 0.0 : kind->kappa, absorbed = light * (1.0 - kind->scattered);
    for (int l = 0; l < LT_LANES; ++l) {
        const double g = mass[l] < 0.0 ? 0.0 : 1e3 * mass[l];
        volume[l] += per_g * g;
        extinction[l] += light * g;
        s->kappa_volume[l] += kappa * (per_g * g);
        s->absorption[l] += absorbed * g;
    }
}

static void grow(const lt_gas_particle_fields *f, int at, const layer_sums *restrict s, double *restrict growth) {
    const double *restrict humidity = f->humidity + at;
    for (int l = 0; l < LT_LANES; ++l)
        growth[l] = lt_particle_growth(s->fine_volume[l], s->kappa_volume[l], humidity[l]);
}

static void uptake_of(const lt_gas_particle_fields *f, int at, const layer_sums *restrict s,
                      const double *restrict growth) {
    const double *restrict temperature = f->temperature + at, *restrict density = f->density + at;
    double *restrict uptake = f->uptake + at;
    for (int l = 0; l < LT_LANES; ++l)
        uptake[l] = f->uptake_per_root_K * sqrt(temperature[l]) *
                    lt_particle_surface(s->fine_volume[l], s->coarse_volume[l], growth[l]) * density[l];
}

static void light_of(const lt_gas_particle_fields *f, int at, const layer_sums *restrict s,
                     const double *restrict growth) {
    const double *restrict per_area = f->per_area + at;
    double *restrict depth = f->depth + at, *restrict angstrom = f->angstrom + at;
    double *restrict single_albedo = f->single_albedo + at, *restrict asymmetry = f->asymmetry + at;
    for (int l = 0; l < LT_LANES; ++l) {
        const double fine = s->fine_extinction[l] * growth[l], all = fine + s->coarse_extinction[l];
        const double per = 1.0 / (all > 1e-30 ? all : 1e-30), share = fine * per;
        depth[l] = all * per_area[l];
        angstrom[l] = lt_particle_angstrom(share);
        single_albedo[l] = 1.0 - s->absorption[l] * per;
        asymmetry[l] = lt_particle_asymmetry(share);
    }
}

static void particles(const lt_gas_particle_fields *f) {
    double growth[LT_LANES];
    layer_sums s;
    for (int at = 0; at < f->n; at += LT_LANES) {
        memset(&s, 0, sizeof s);
        for (int p = 0; p < LT_N_CONSTITUENTS; ++p)
            if (lt_constituents[p].extinction_m2g > 0.0) add_kind(&lt_constituents[p], f->mass[p] + at, &s);
        grow(f, at, &s, growth);
        uptake_of(f, at, &s, growth);
        light_of(f, at, &s, growth);
    }
}

static void saturation(int n, const double *restrict temperature, double *restrict pressure) {
    for (int c = 0; c < n; ++c) {
        const double t = temperature[c] - 273.15;
        pressure[c] = 610.94 * lt_exp(17.625 * t / (t + 243.04));
    }
}

#define TABLE_JOIN_(isa) lt_gas_lanes_##isa
#define TABLE_JOIN(isa) TABLE_JOIN_(isa)
#define TEXT_OF_(x) #x
#define TEXT_OF(x) TEXT_OF_(x)

const lt_gas_lanes TABLE_JOIN(LT_ISA) = {
    .isa = TEXT_OF(LT_ISA), .take = take, .give = give, .particles = particles, .saturation = saturation};
