/* variational.c - the three-dimensional adjustment (points/variational.c) on winds whose answer is known.
 *
 * Level ground: a uniform wind and a solid rotation keep the mass of every cell as
 * they are, so the nearest such wind is itself: what changes is rounding. Over a hill with a first guess of noise:
 * after it and consistency.c every cell closes to rounding with the vertical flux that the model will diagnose, and
 * nothing is left at the top. A hill in a uniform wind: neutral air (alpha 1) climbs it, the mass flux over its foot
 * stays within a tenth; stable air (alpha 0.01 on slopes of 0.012) loses a quarter and more of it there and passes on
 * the sides. */
#include "model/met/points/variational.h"

#include "base/timeaxis.h"
#include "model/met/consistency.h"
#include "model/met/flux.h"
#include "model/met/verify/verify.h"

#include <math.h>
#include <string.h>

enum { LAYERS_MOST = 40 };

typedef struct work {
    lt_grid *grid;
    lt_variational *variational;
    lt_consistency *consistency;
    long n, nfx, nfy;
    double *begin, *end, *u, *v, *flux_x, *flux_y, *old_x, *old_y, *alpha2;
    double variance[LAYERS_MOST];
} work;

static void release(work *w) {
    lt_variational_free(w->variational);
    lt_consistency_free(w->consistency);
    lt_grid_free(w->grid);
    double *all[] = {w->begin, w->end, w->u, w->v, w->flux_x, w->flux_y, w->old_x, w->old_y, w->alpha2};
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) lt_free(all[a]);
}

/* liaoning-27 made a plane with square cells, and a hill of this height and a half width of 60 km in its middle. */
static void flatten(lt_grid *g, double hill_m) {
    for (long c = 0; c < (long)g->nx * g->ny; c++) {
        double x = ((double)(c % g->nx) + 0.5 - 0.5 * g->nx) * g->dx,
               y = ((double)(c / g->nx) + 0.5 - 0.5 * g->ny) * g->dx;
        g->area[c] = g->dx * g->dx;
        g->terrain[c] = hill_m * exp(-(x * x + y * y) / (2.0 * 60e3 * 60e3));
    }
    for (long f = 0; f < (long)(g->nx + 1) * g->ny; f++) g->face_x[f] = g->dx;
    for (long f = 0; f < (long)g->nx * (g->ny + 1); f++) g->face_y[f] = g->dx;
}

static lt_status prepare(work *w, double hill_m) {
    lt_definition *definition = NULL;
    memset(w, 0, sizeof *w);
    LT_TRY(lt_definition_read("liaoning-27", &definition));
    lt_status status = lt_grid_create(definition, 0, &w->grid);
    lt_definition_free(definition);
    LT_TRY(status);
    lt_grid *g = w->grid;
    flatten(g, hill_m);
    w->n = (long)g->nx * g->ny;
    w->nfx = (long)(g->nx + 1) * g->ny;
    w->nfy = (long)g->nx * (g->ny + 1);
    double **cells[] = {&w->begin, &w->end, &w->u, &w->v, &w->alpha2};
    for (int a = 0; a < 5; a++) LT_TRY(lt_calloc((size_t)(w->n * g->nz), sizeof(double), cells[a]));
    double **faces[] = {&w->flux_x, &w->flux_y, &w->old_x, &w->old_y};
    for (int a = 0; a < 4; a++)
        LT_TRY(lt_calloc((size_t)((a % 2 ? w->nfy : w->nfx) * g->nz), sizeof(double), faces[a]));
    for (int k = 0; k < g->nz; k++) {
        w->variance[k] = 1.0;
        for (long c = 0; c < w->n; c++) {
            double low = exp(-(g->terrain[c] + g->z_edge[k]) / 8000.0),
                   high = exp(-(g->terrain[c] + g->z_edge[k + 1]) / 8000.0);
            w->begin[k * w->n + c] = w->end[k * w->n + c] = 1e4 * (low - high) * g->area[c];
            w->alpha2[k * w->n + c] = 1.0;
        }
    }
    LT_TRY(lt_variational_create(g, &w->variational));
    return lt_consistency_create(g, &w->consistency);
}

static void make_fluxes(work *w) {
    for (int k = 0; k < w->grid->nz; k++)
        lt_flux_layer(w->grid, w->u + k * w->n, w->v + k * w->n, w->begin + k * w->n, w->flux_x + k * w->nfx,
                      w->flux_y + k * w->nfy);
    memcpy(w->old_x, w->flux_x, (size_t)(w->nfx * w->grid->nz) * sizeof(double));
    memcpy(w->old_y, w->flux_y, (size_t)(w->nfy * w->grid->nz) * sizeof(double));
}

static void adjust(work *w) {
    double before, after;
    lt_variational_hour hour = {w->begin, w->end, w->variance, w->alpha2, w->flux_x, w->flux_y, 0, 0, 0};
    lt_variational_apply(w->variational, 1, &hour);
    lt_consistency_apply(w->consistency, w->begin, w->end, w->variance, 1, w->flux_x, w->flux_y, &before, &after);
}

/* Largest change of a wind at a face, m s-1. */
static double largest_change(const work *w) {
    double worst = 0.0;
    for (int k = 0; k < w->grid->nz; k++)
        for (long c = 0; c < w->n; c++) {
            long row = c / w->grid->nx, x = k * w->nfx + row * (w->grid->nx + 1) + c % w->grid->nx, y = k * w->nfy + c;
            double mass = w->begin[k * w->n + c] / w->grid->area[c] * w->grid->dx;
            worst = fmax(worst, fabs(w->flux_x[x] - w->old_x[x]) / mass);
            worst = fmax(worst, fabs(w->flux_y[y] - w->old_y[y]) / mass);
        }
    return worst;
}

/* With the vertical flux that closes every layer from the ground up: what passes the top in an hour, in shares of the
 * top layer. */
static double through_top(const work *w) {
    const lt_grid *g = w->grid;
    double worst = 0.0;
    for (long c = 0; c < w->n; c++) {
        double up = 0.0;
        for (int k = 0; k < g->nz; k++) {
            long x = k * w->nfx + c / g->nx * (g->nx + 1) + c % g->nx, y = k * w->nfy + c, m = k * w->n + c;
            up -= (w->end[m] - w->begin[m]) / LT_HOUR + w->flux_x[x + 1] - w->flux_x[x] + w->flux_y[y + g->nx] -
                  w->flux_y[y];
        }
        worst = fmax(worst, fabs(up) * LT_HOUR / w->begin[(g->nz - 1) * w->n + c]);
    }
    return worst;
}

static void blow(work *w, int flow) {
    const lt_grid *g = w->grid;
    const double rate = 2e-5; /* s-1: 12 m/s at the border */
    for (int k = 0; k < g->nz; k++)
        for (long c = 0; c < w->n; c++) {
            double x = ((double)(c % g->nx) + 0.5 - 0.5 * g->nx) * g->dx;
            double y = ((double)(c / g->nx) + 0.5 - 0.5 * g->ny) * g->dx;
            w->u[k * w->n + c] = flow == 0 ? 5.0 + 0.5 * k : -rate * y;
            w->v[k * w->n + c] = flow == 0 ? -3.0 : rate * x;
        }
    make_fluxes(w);
}

static lt_status level_ground(work *w, lt_verify *verify) {
    static const char *const names[] = {"uniform wind over level ground", "solid rotation over level ground"};
    for (int flow = 0; flow < 2; flow++) {
        blow(w, flow);
        adjust(w);
        /* winds of some 15 m/s in doubles: 1e-15 of them in each of some 40 cells that a correction adds up over */
        LT_TRY(LT_VERIFY_ADD(verify, .test = names[flow], .metric = "largest_change_ms", .scheme = "",
                             .value = largest_change(w), .bound = 1e-11, .source = "exact solution: the wind itself"));
    }
    return LT_OK;
}

static lt_status noise(work *w, lt_verify *verify) {
    unsigned long seed = 12345;
    for (long c = 0; c < w->n * w->grid->nz; c++) {
        seed = seed * 6364136223846793005UL + 1442695040888963407UL;
        w->u[c] = 8.0 + 6.0 * (double)(seed >> 40) / 16777216.0;
        seed = seed * 6364136223846793005UL + 1442695040888963407UL;
        w->v[c] = 6.0 * (double)(seed >> 40) / 16777216.0;
        w->end[c] = w->begin[c] * (1.0 + 1e-4 * (double)(seed >> 60));
        w->alpha2[c] = 1e-3;
    }
    make_fluxes(w);
    adjust(w);
    return LT_VERIFY_ADD(verify, .test = "noise over a hill of 1000 m", .metric = "top_flux_share_of_top_layer",
                         .scheme = "", .value = through_top(w), .bound = 1e-12, .source = "rounding of 20 layers");
}

/* Eastward flux of the lowest 300 m through the western foot of the hill, 108 km before its top, over that of the first
 * guess. */
static double over_the_foot(const work *w) {
    const lt_grid *g = w->grid;
    double now = 0.0, before = 0.0;
    int i = g->nx / 2 - 4;
    for (int k = 0; g->z_edge[k] < 300.0; k++)
        for (int j = g->ny / 2 - 1; j <= g->ny / 2; j++) {
            now += w->flux_x[k * w->nfx + (long)j * (g->nx + 1) + i];
            before += w->old_x[k * w->nfx + (long)j * (g->nx + 1) + i];
        }
    return now / before;
}

static lt_status hill(work *w, lt_verify *verify) {
    double share[2];
    for (int stable = 0; stable < 2; stable++) {
        for (long c = 0; c < w->n * w->grid->nz; c++) {
            w->u[c] = 5.0;
            w->v[c] = 0.0;
            w->end[c] = w->begin[c];
            w->alpha2[c] = stable ? 1e-4 : 1.0;
        }
        make_fluxes(w);
        adjust(w);
        share[stable] = over_the_foot(w);
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "hill of 1000 m, neutral air climbs", .metric = "flux_at_its_foot",
                         .scheme = "", .value = share[0], .sense = LT_AT_LEAST, .bound = 0.9,
                         .source = "thinner columns alone: 1000 m of 8500 m"));
    return LT_VERIFY_ADD(verify, .test = "hill of 1000 m, stable air goes round", .metric = "flux_at_its_foot",
                         .scheme = "", .value = share[1], .bound = 0.75,
                         .source = "(slope/alpha)^2 above 1: going round costs less than climbing");
}

static lt_status suite(work *w, lt_verify *verify) {
    LT_TRY(prepare(w, 0.0));
    LT_TRY(level_ground(w, verify));
    release(w);
    LT_TRY(prepare(w, 1000.0));
    LT_TRY(noise(w, verify));
    return hill(w, verify);
}

lt_status lt_verify_met_variational(lt_verify *verify) {
    work w;
    memset(&w, 0, sizeof w);
    lt_status status = suite(&w, verify);
    release(&w);
    return status;
}
