/* parts.h - a domain with air, species and border made up by numbers without pattern, carried whole or in parts, for
 * tests that hold one to the other. Header only.
 *
 * Air of a cell changes by 3 % within an hour, winds turn at every face and are strong enough for several sub-steps in
 * each direction, and the second hour has others. parts_carry runs both hours on the cells of one part and puts what
 * comes of them into arrays of the whole domain, where parts meet; those of all parts of a layout may run at once. */
#ifndef LT_TESTS_PARTS_H
#define LT_TESTS_PARTS_H

#include "model/state/isa.h"
#include "model/transport/outline.h"
#include "model/transport/transport_private.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    PARTS_NX = 27,
    PARTS_NY = 22,
    PARTS_NZ = 7,
    PARTS_SPECIES = 5,
    PARTS_HOURS = 2,
    PARTS_STEPS = 4, /* an hour */
    PARTS_PLANE = PARTS_NX * PARTS_NY,
    PARTS_CELLS = PARTS_PLANE * PARTS_NZ,
    PARTS_VALUES = PARTS_CELLS * PARTS_SPECIES,
    PARTS_REGIONS = 2
};
static const double parts_dt = 3600.0 / PARTS_STEPS;

/* What a run does. */
typedef struct parts_case {
    const char *scheme;
    bool mixes;             /* horizontal diffusion */
    int blocks_x, blocks_y; /* of every part */
    double wind;            /* 1: about half of a cell's air a step in each direction */
} parts_case;

/* What comes of it, of the whole domain. */
typedef struct parts_result {
    lt_real q[PARTS_VALUES];
    double side[LT_N_SIDES][PARTS_SPECIES * PARTS_NZ * PARTS_NX], top_in[PARTS_SPECIES * PARTS_PLANE];
    double top_out[PARTS_SPECIES * PARTS_PLANE];
    double through[LT_N_ALONG][PARTS_VALUES]; /* of the face below the cell, if regions end there */
    double watched[PARTS_SPECIES];
    int steps[3];
} parts_result;

/* Between 0 and 1. */
static inline double parts_number(int what, int c) {
    uint64_t z = (uint64_t)what * 0x9e3779b97f4a7c15u + (uint64_t)c * 0xbf58476d1ce4e5b9u + 1;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

enum {
    PARTS_MASS = 10,
    PARTS_X = 20,
    PARTS_Y = 30,
    PARTS_START = 40,
    PARTS_EDGE = 50,
    PARTS_TOP = 60,
    PARTS_SHARE = 70
};

static inline double parts_layer(int k) {
    return 1e9 * (1.0 + 0.5 * k);
}

/* kg, at the hour's beginning or, of the one before it, end; cell of the domain. */
static inline double parts_mass(int hour, int k, int j, int i) {
    return parts_layer(k) * (1.0 + 0.2 * sin(0.4 * i) * cos(0.3 * j) +
                             0.03 * parts_number(PARTS_MASS + hour, (k * PARTS_NY + j) * PARTS_NX + i));
}

/* kg/s through the low face of a cell. */
static inline double parts_flux(const parts_case *c, int what, int hour, int k, int j, int i) {
    const double mean = sin(0.5 * k + hour + what) + 0.5 * sin(0.3 * i - 0.2 * j);
    return c->wind * parts_layer(k) / parts_dt *
           (0.3 * mean + 0.2 * (parts_number(what + hour, (k * 64 + j) * 64 + i) - 0.5));
}

/* Fields of the window of a part in one piece: mass at both ends, flux_x, flux_y. */
typedef struct parts_hour {
    double *mass[2], *flux_x, *flux_y;
} parts_hour;

static inline void parts_hour_free(parts_hour *h) {
    free(h->mass[0]);
    free(h->mass[1]);
    free(h->flux_x);
    free(h->flux_y);
}

static inline parts_hour parts_hour_of(const parts_case *c, const lt_air_window *w, int hour) {
    const size_t n = (size_t)(w->nx + 1) * (size_t)(w->ny + 1) * PARTS_NZ;
    parts_hour h;
    double **field[] = {&h.mass[0], &h.mass[1], &h.flux_x, &h.flux_y};
    for (int f = 0; f < 4; ++f) {
        const int ni = w->nx + (f == 2), nj = w->ny + (f == 3);
        double *to = *field[f] = malloc(n * sizeof *to);
        if (!to) abort();
        for (int k = 0; k < PARTS_NZ; ++k)
            for (int j = w->j0; j < w->j0 + nj; ++j)
                for (int i = w->i0; i < w->i0 + ni; ++i)
                    *to++ = f < 2 ? parts_mass(hour + f, k, j, i)
                                  : parts_flux(c, f == 2 ? PARTS_X : PARTS_Y, hour, k, j, i);
    }
    return h;
}

/* --- one part ----------------------------------------------------------------------------------------------------- */

typedef struct parts_run {
    lt_part part;
    lt_air *air;
    lt_state *state;
    lt_border *border;
    lt_transport *transport;
    lt_crossings crossings;
    lt_outline *outline;
    lt_watch watch;
} parts_run;

static inline void parts_fill(parts_run *r) {
    static const lt_side sides[] = {LT_WEST, LT_EAST, LT_SOUTH, LT_NORTH};
    const lt_part *p = &r->part;
    lt_real *flat = malloc((size_t)p->ni * (size_t)p->nj * PARTS_NZ * sizeof *flat);
    if (!flat) abort();
    for (int s = 0; s < PARTS_SPECIES; ++s) {
        for (int c = 0; c < p->ni * p->nj * PARTS_NZ; ++c) {
            const int k = c / (p->ni * p->nj), j = p->j0 + c / p->ni % p->nj, i = p->i0 + c % p->ni;
            const double box = (i / 5 + j / 4 + k + s) % 3 == 0;
            flat[c] = (lt_real)(1e-9 * (0.1 + box + parts_number(PARTS_START + s, (k * 64 + j) * 64 + i)));
        }
        lt_state_set(r->state, s, flat);
        for (int k = 0; k < PARTS_NZ; ++k)
            for (int side = 0; side < LT_N_SIDES; ++side)
                for (int n = 0; n < lt_border_length(r->border, sides[side]); ++n)
                    lt_border_side(r->border, sides[side], s, k)[n] =
                        (lt_real)(1e-9 *
                                  parts_number(PARTS_EDGE + side, (s * 64 + k) * 64 + n + (side < 2 ? p->j0 : p->i0)));
        for (int c = 0; c < p->ni * p->nj; ++c)
            lt_border_top(r->border, s)[c] =
                (lt_real)(1e-9 * parts_number(PARTS_TOP, (s * 64 + p->j0 + c / p->ni) * 64 + p->i0 + c % p->ni));
    }
    free(flat);
}

static inline lt_status parts_create(const lt_part *part, const parts_case *c, parts_run *r) {
    double share[PARTS_REGIONS * PARTS_PLANE];
    const lt_species_set set = {PARTS_SPECIES, lt_passive_species};
    const lt_kernels *kernels;
    r->part = *part;
    for (int n = 0; n < PARTS_REGIONS * PARTS_PLANE; ++n) share[n] = parts_number(PARTS_SHARE, n) > 0.8;
    LT_TRY(lt_isa_kernels(&kernels));
    LT_TRY(lt_air_create_part(part, PARTS_NZ, &r->air));
    if (c->mixes) LT_TRY(lt_air_mix_horizontally(r->air));
    LT_TRY(lt_state_create_part(&set, part, PARTS_NZ, c->blocks_x, c->blocks_y, &r->state));
    LT_TRY(lt_border_create(PARTS_SPECIES, part->ni, part->nj, PARTS_NZ, &r->border));
    LT_TRY(lt_transport_create(r->state, kernels, c->scheme, &r->transport));
    LT_TRY(lt_crossings_create(PARTS_SPECIES, part->ni, part->nj, PARTS_NZ, &r->crossings));
    LT_TRY(lt_outline_create(r->state, PARTS_REGIONS, share, &r->outline));
    LT_TRY(lt_watch_create(PARTS_SPECIES, &r->watch));
    r->crossings.outline = r->outline;
    r->watch.i0 = 3;
    r->watch.j0 = 2;
    r->watch.ni = 19;
    r->watch.nj = 13;
    r->watch.nk = PARTS_NZ - 2;
    lt_transport_set_watch(r->transport, &r->watch);
    parts_fill(r);
    return LT_OK;
}

static inline void parts_free(parts_run *r) {
    lt_transport_free(r->transport);
    lt_crossings_free(&r->crossings);
    lt_outline_free(r->outline);
    lt_watch_free(&r->watch);
    lt_border_free(r->border);
    lt_state_free(r->state);
    lt_air_free(r->air);
}

static inline lt_status parts_begin_hour(parts_run *r, const parts_case *c, int hour) {
    const lt_air_window w = lt_air_window_of(&r->part);
    parts_hour h = parts_hour_of(c, &w, hour);
    const lt_status status = lt_air_begin_hour(r->air, h.mass[0], h.mass[1], h.flux_x, h.flux_y, parts_dt);
    parts_hour_free(&h);
    return status;
}

static inline lt_status parts_steps(parts_run *r, const parts_case *c) {
    for (int step = 0; step < PARTS_HOURS * PARTS_STEPS; ++step) {
        if (step % PARTS_STEPS == 0) LT_TRY(parts_begin_hour(r, c, step / PARTS_STEPS));
        lt_air_begin_step(r->air, (step % PARTS_STEPS + 1.0) / PARTS_STEPS, parts_dt);
        LT_TRY(lt_transport_advect(r->transport, r->state, r->air, parts_dt, step % 2, r->border, &r->crossings));
        if (step % PARTS_STEPS == PARTS_STEPS - 1) LT_TRY(lt_watch_end_hour(&r->watch, &r->part.comm));
    }
    return LT_OK;
}

/* Rows of ni values from an array [n][nj][ni] of the part to their place in one of the domain. */
static inline void parts_place(const lt_part *p, int n, const void *from, size_t bytes, void *to) {
    for (int row = 0; row < n * p->nj; ++row)
        memcpy((char *)to + ((size_t)(row / p->nj * PARTS_NY + p->j0 + row % p->nj) * PARTS_NX + (size_t)p->i0) * bytes,
               (const char *)from + (size_t)row * (size_t)p->ni * bytes, (size_t)p->ni * bytes);
}

static inline void parts_place_sides(const parts_run *r, parts_result *out) {
    const lt_part *p = &r->part;
    const int beside[] = {p->west, p->east, p->south, p->north};
    for (int side = 0; side < LT_N_SIDES; ++side)
        for (int l = 0; l < PARTS_SPECIES * PARTS_NZ && beside[side] < 0; ++l)
            memcpy(out->side[side] + l * PARTS_NX + (side < 2 ? p->j0 : p->i0),
                   lt_crossings_side(&r->crossings, (lt_side)side, l / PARTS_NZ, l % PARTS_NZ),
                   (size_t)lt_crossings_length(&r->crossings, (lt_side)side) * sizeof(double));
}

static inline void parts_place_all(const parts_run *r, parts_result *out) {
    const lt_part *p = &r->part;
    lt_real *flat = malloc((size_t)p->ni * (size_t)p->nj * PARTS_NZ * sizeof *flat);
    if (!flat) abort();
    for (int s = 0; s < PARTS_SPECIES; ++s) {
        lt_state_get(r->state, s, flat);
        parts_place(p, PARTS_NZ, flat, sizeof *flat, out->q + s * PARTS_CELLS);
    }
    free(flat);
    parts_place_sides(r, out);
    parts_place(p, PARTS_SPECIES, r->crossings.top_in, sizeof(double), out->top_in);
    parts_place(p, PARTS_SPECIES, r->crossings.top_out, sizeof(double), out->top_out);
    for (int along = 0; along < LT_N_ALONG; ++along)
        for (int l = 0; l < PARTS_SPECIES * PARTS_NZ; ++l)
            for (int f = 0; f < r->outline->n[along]; ++f)
                out->through[along][l * PARTS_PLANE + r->outline->high[along][f]] =
                    lt_outline_through(r->outline, along, l / PARTS_NZ, l % PARTS_NZ)[f];
}

/* Both hours on a part; the sub-steps and what was watched are rank 0's. */
static inline lt_status parts_carry(const lt_part *part, const parts_case *c, parts_result *out) {
    parts_run r = {0};
    lt_status status = parts_create(part, c, &r);
    if (status == LT_OK) status = parts_steps(&r, c);
    if (status == LT_OK) parts_place_all(&r, out);
    if (status == LT_OK && part->comm.rank == 0) {
        memcpy(out->watched, r.watch.net, sizeof out->watched);
        const int steps[] = {r.air->steps_x, r.air->steps_y, r.air->steps_z};
        memcpy(out->steps, steps, sizeof steps);
    }
    parts_free(&r);
    return status;
}

#endif
