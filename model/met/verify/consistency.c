/* consistency.c - the adjustment of mass fluxes (../consistency.c): what it leaves open, and that it leaves alone what
 * is closed already.
 *
 * Solid rotation u = -w y, v = w x on a flat map (all faces and cells alike, one air mass): the flux through the faces
 * between two columns of a row does not change along the row, so that its divergence is zero and the correction must be
 * too. Bound 1e-12 of the largest flux: sums of 14 layers and 896 unknowns in double (2e-16 each; D).
 * Random winds over random hills with a change of mass: the residual is round-off, 1e-12 of a column's mass in the hour
 * (the bound of model/met/README.md), from winds that leave some 10 % open; layers are changed in proportion to their
 * variance. */
#include "model/met/consistency.h"

#include "base/timeaxis.h"
#include "model/met/verify/verify.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

typedef struct air {
    lt_grid *grid;
    long n, nfx, nfy;
    double *begin, *end, *x, *y, *x0, *y0, *variance;
} air;

static lt_status allocate(air *a) {
    lt_definition *definition = NULL;
    LT_TRY(lt_definition_read("liaoning-27w", &definition));
    lt_status status = lt_grid_create(definition, 0, &a->grid);
    lt_definition_free(definition);
    LT_TRY(status);
    const lt_grid *g = a->grid;
    a->n = (long)g->nx * g->ny;
    a->nfx = (long)(g->nx + 1) * g->ny;
    a->nfy = (long)g->nx * (g->ny + 1);
    const size_t nz = (size_t)g->nz;
    double **volumes[] = {&a->begin, &a->end}, **x[] = {&a->x, &a->x0}, **y[] = {&a->y, &a->y0};
    for (int k = 0; k < 2; k++) {
        LT_TRY(lt_calloc((size_t)a->n * nz, sizeof(double), volumes[k]));
        LT_TRY(lt_calloc((size_t)a->nfx * nz, sizeof(double), x[k]));
        LT_TRY(lt_calloc((size_t)a->nfy * nz, sizeof(double), y[k]));
    }
    return lt_calloc(nz, sizeof(double), &a->variance);
}

static void release(air *a) {
    double *all[] = {a->begin, a->end, a->x, a->y, a->x0, a->y0, a->variance};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) lt_free(all[k]);
    lt_grid_free(a->grid);
}

static lt_status apply(air *a, double *before, double *after) {
    lt_consistency *consistency = NULL;
    const size_t nz = (size_t)a->grid->nz;
    LT_TRY(lt_consistency_create(a->grid, &consistency));
    memcpy(a->x0, a->x, (size_t)a->nfx * nz * sizeof(double));
    memcpy(a->y0, a->y, (size_t)a->nfy * nz * sizeof(double));
    lt_consistency_apply(consistency, a->begin, a->end, a->variance, 1, a->x, a->y, before, after);
    lt_consistency_free(consistency);
    return LT_OK;
}

/* Largest change over the largest flux. */
static double change(const air *a) {
    double most = 0.0, moved = 0.0;
    for (long i = 0; i < a->nfx * a->grid->nz; i++) {
        most = fmax(most, fabs(a->x0[i]));
        moved = fmax(moved, fabs(a->x[i] - a->x0[i]));
    }
    for (long i = 0; i < a->nfy * a->grid->nz; i++) moved = fmax(moved, fabs(a->y[i] - a->y0[i]));
    return moved / most;
}

static lt_status rotation(lt_verify *verify, air *a) {
    const lt_grid *g = a->grid;
    const double kgm2 = 600.0, turn = 1e-4, dx = g->dx;
    double before, after;
    for (long c = 0; c < a->n; c++) g->area[c] = dx * dx;
    for (long f = 0; f < a->nfx; f++) g->face_x[f] = dx;
    for (long f = 0; f < a->nfy; f++) g->face_y[f] = dx;
    for (int k = 0; k < g->nz; k++) {
        a->variance[k] = 1.0 + k;
        for (long c = 0; c < a->n; c++) a->begin[k * a->n + c] = a->end[k * a->n + c] = kgm2 * dx * dx;
        for (long f = 0; f < a->nfx; f++)
            a->x[k * a->nfx + f] = -turn * dx * ((double)(f / (g->nx + 1)) + 0.5 - 0.5 * g->ny) * kgm2 * dx;
        for (long f = 0; f < a->nfy; f++)
            a->y[k * a->nfy + f] = turn * dx * ((double)(f % g->nx) + 0.5 - 0.5 * g->nx) * kgm2 * dx;
    }
    LT_TRY(apply(a, &before, &after));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "solid rotation", .metric = "change_of_flux", .scheme = "", .value = change(a),
                         .bound = 1e-12, .source = "closed by construction"));
    return LT_VERIFY_ADD(verify, .test = "solid rotation", .metric = "residual", .scheme = "", .value = after,
                         .bound = 1e-12, .source = "closed by construction");
}

/* Change of wind of a layer over its variance: the same in all layers of a face whose masses are alike. */
static double uneven(const air *a) {
    double worst = 0.0, most = 0.0;
    for (long f = 0; f < a->nfx; f++) {
        const double first = (a->x[f] - a->x0[f]) / a->variance[0];
        most = fmax(most, fabs(first));
        for (long k = 1; k < a->grid->nz; k++) {
            const long i = k * a->nfx + f;
            worst = fmax(worst, fabs((a->x[i] - a->x0[i]) / a->variance[k] - first));
        }
    }
    return worst / most;
}

static lt_status random_winds(lt_verify *verify, air *a) {
    const lt_grid *g = a->grid;
    uint64_t seed = 20200106;
    double before, after;
    for (long c = 0; c < a->n; c++) g->terrain[c] = 1500.0 * lt_verify_random(&seed);
    for (int k = 0; k < g->nz; k++) {
        a->variance[k] = 1.0 + 0.5 * k;
        for (long c = 0; c < a->n; c++) { /* every layer of a column alike, so that `uneven` can be told */
            const double hill = 600.0 * exp(-g->terrain[c] / 7600.0) * g->area[c];
            a->begin[k * a->n + c] = hill;
            a->end[k * a->n + c] = hill * (1.0 + 1e-3 * sin(0.3 * (double)c));
        }
        for (long f = 0; f < a->nfx; f++)
            a->x[k * a->nfx + f] = (20.0 * lt_verify_random(&seed) - 5.0) * 600.0 * g->face_x[f];
        for (long f = 0; f < a->nfy; f++)
            a->y[k * a->nfy + f] = (20.0 * lt_verify_random(&seed) - 12.0) * 600.0 * g->face_y[f];
    }
    LT_TRY(apply(a, &before, &after));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "random winds over hills", .metric = "imbalance_before", .scheme = "",
                         .value = before, .sense = LT_FACT, .source = "the case"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "random winds over hills", .metric = "residual", .scheme = "", .value = after,
                         .bound = 1e-12, .source = "round-off"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "random winds over hills", .metric = "residual_recomputed", .scheme = "",
                         .value = lt_consistency_residual(g, a->begin, a->end, a->x, a->y), .bound = 1e-12,
                         .source = "round-off"));
    return LT_VERIFY_ADD(verify, .test = "layers by their variance", .metric = "unevenness", .scheme = "",
                         .value = uneven(a), .bound = 1e-9, .source = "the method");
}

lt_status lt_verify_met_consistency(lt_verify *verify) {
    static lt_status (*const cases[])(lt_verify *, air *) = {rotation, random_winds};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        air a = {0};
        lt_status status = allocate(&a);
        if (status == LT_OK) status = cases[c](verify, &a);
        release(&a);
        LT_TRY(status);
    }
    return LT_OK;
}
