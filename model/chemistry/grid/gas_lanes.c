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

static void add_refraction(const lt_gas_particle_fields *f, const lt_particle_kind *kind, const double *restrict mass) {
    const double *restrict density = f->density, per = kind->refraction / kind->density;
    double *restrict sum = f->refraction;
    for (int c = 0; c < f->n; ++c) sum[c] += per * ((mass[c] < 0.0 ? 0.0 : mass[c]) * density[c]);
}

/* Rounding below zero counts as nothing; no number stays none, for gas_tile.c to tell of. */
static void particles(const lt_gas_particle_fields *f) {
    const lt_size_rows sized = {.volume = f->volume, .surface = f->surface, .radius = f->radius};
    lt_size_clear(f->n, f->sums);
    memset(f->refraction, 0, (size_t)f->n * sizeof *f->refraction);
    for (int k = 0; k < f->n_kinds; ++k) {
        const lt_particle_kind *kind = &f->kind[k];
        if (kind->mode != f->mode || !kind->counts) continue;
        lt_size_add(f->n, kind->density, kind->kappa, f->mass[k], f->density, f->sums);
        add_refraction(f, kind, f->mass[k]);
        if (kind->absorption > 0.0) lt_optics_absorb(f->n, kind->absorption, f->mass[k], f->density, f->absorbed);
    }
    lt_size_of(f->n, f->mode, f->sums, f->water, f->humidity, f->density, &sized);
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
