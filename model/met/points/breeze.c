/* breeze.c - sea and land breeze.
 *
 * Where:  b = 2 L grad S,   S - L^2 lap S = land (1 land, 0 sea)
 *   At a straight coast |b| = exp(-distance/L), across it; in a bay the coasts add up as vectors.
 *   L = N h/sqrt(f^2 - w^2), w = 2 pi/day: the reach of the linear breeze poleward of 30 degrees
 *
 * How strong:  dW/dt = F - (k + i f) W,   W = onshore + i left of it;   F = g (dT/T) h/(4 L)
 *   Pressure, friction and rotation, so that the breeze comes hours after the contrast and turns clockwise. F: D, the
 *   hydrostatic pressure of a contrast that falls off over h, along S. Each hour exactly, with F of the hour.
 *   dT: the land's departure from its mean of the day, but no more than its excess over the sea (a sea breeze) or the
 *   sea's over it (a land breeze): what lasts all day is monsoon and in the pressures.
 *
 * When:  all of it up to U^2/(cp dT) = 3, none from 6 on, linear between;  U wind of the day, m/s, cp = 1.003 J/(g K)
 *
 * Height:  cos(pi z/(2 h)) up to 2 h: above h as much goes back as comes below.
 *
 * Sources: reach Rotunno (1983), doi 10.1175/1520-0469(1983)040<1999:OTLTOT>2.0.CO;2 (R); course Haurwitz (1947), doi
 * 10.1175/1520-0469(1947)004<0001:COTSBC>2.0.CO;2 (R); index, above 3 no lake breeze, Biggs and Graves (1962), doi
 * 10.1175/1520-0450(1962)001<0474:ALBI>2.0.CO;2 (R), the width of the fading A.
 *
 * Limits: linear; one contrast and one wind for the whole coast; no front that moves inland. */
#include "model/met/points/breeze.h"

#include "base/timeaxis.h"
#include "model/met/boundary_layer.h"
#include "model/met/constants.h"
#include "model/met/flux.h"

#include <complex.h>
#include <math.h>
#include <string.h>

struct lt_breeze {
    const lt_grid *grid;
    lt_breeze_rules rules;
    double reach_m;
    double *east, *north; /* [cell] b */
};

static double rotation_of_day(void) {
    return 2.0 * M_PI / LT_DAY;
}

/* (1 - L^2 lap) x at a cell, no gradient across the border. */
static void apply(const lt_grid *g, double length, const double *x, double *out) {
    double square = length * length / (g->dx * g->dx);
    for (int j = 0; j < g->ny; j++)
        for (int i = 0; i < g->nx; i++) {
            long c = (long)j * g->nx + i;
            double s = square * g->map_factor[c] * g->map_factor[c], flow = 0.0;
            if (i > 0) flow += x[c] - x[c - 1];
            if (i < g->nx - 1) flow += x[c] - x[c + 1];
            if (j > 0) flow += x[c] - x[c - g->nx];
            if (j < g->ny - 1) flow += x[c] - x[c + g->nx];
            out[c] = x[c] + s * flow;
        }
}

/* Richardson with Chebyshev's lengths on the spectrum [1, 1 + 8 s]: 1e-12 of the beginning, a fixed number of steps. */
static lt_status smooth_land(const lt_grid *g, double length, double *land) {
    long n = (long)g->nx * g->ny;
    double *x = NULL, *image = NULL, *step = NULL, factor = 1.0;
    lt_status status = lt_calloc((size_t)n, sizeof *x, &x);
    if (status == LT_OK) status = lt_calloc((size_t)n, sizeof *image, &image);
    if (status == LT_OK) status = lt_calloc((size_t)n, sizeof *step, &step);
    for (long c = 0; c < n; c++) factor = fmax(factor, g->map_factor[c]);
    double high = 1.0 + 8.0 * length * length * factor * factor / (g->dx * g->dx), half = 0.5 * (high - 1.0);
    double middle = 0.5 * (high + 1.0), ratio = half / middle, old = ratio;
    int steps = 2 + (int)ceil(14.0 * sqrt(high));
    for (int s = 0; s < steps && status == LT_OK; s++) {
        double next = s ? 1.0 / (2.0 / ratio - old) : ratio;
        apply(g, length, x, image);
        for (long c = 0; c < n; c++) {
            double rest = land[c] - image[c];
            step[c] = s ? next * old * step[c] + 2.0 * next / (half > 0.0 ? half : 1.0) * rest : rest / middle;
            x[c] += step[c];
        }
        old = next;
        if (!(half > 0.0)) break;
    }
    if (status == LT_OK) memcpy(land, x, (size_t)n * sizeof *x);
    lt_free(x);
    lt_free(image);
    lt_free(step);
    return status;
}

static void slope_of(lt_breeze *b, const double *s) {
    const lt_grid *g = b->grid;
    for (int j = 0; j < g->ny; j++)
        for (int i = 0; i < g->nx; i++) {
            long c = (long)j * g->nx + i;
            int west = (i > 0), east = (i < g->nx - 1), south = (j > 0), north = (j < g->ny - 1);
            double scale = 2.0 * b->reach_m * g->map_factor[c] / g->dx;
            double x = scale * (s[c + east] - s[c - west]) / fmax(1, west + east);
            double y = scale * (s[c + north * g->nx] - s[c - south * g->nx]) / fmax(1, south + north);
            lt_rotate_to_true(x, y, cos(g->angle[c]), sin(g->angle[c]), &b->east[c], &b->north[c]);
        }
}

static double middle_latitude(const lt_grid *g) {
    return g->lat[(long)(g->ny / 2) * g->nx + g->nx / 2];
}

static lt_status place(lt_breeze *b) {
    const lt_grid *g = b->grid;
    long n = (long)g->nx * g->ny;
    double *land = NULL;
    LT_TRY(lt_calloc((size_t)n, sizeof(double), &b->east));
    LT_TRY(lt_calloc((size_t)n, sizeof(double), &b->north));
    LT_TRY(lt_calloc((size_t)n, sizeof *land, &land));
    for (long c = 0; c < n; c++) land[c] = 1.0 - g->region_fraction[(long)LT_REGION_SEA * n + c];
    lt_status status = smooth_land(g, b->reach_m, land);
    if (status == LT_OK) slope_of(b, land);
    lt_free(land);
    return status;
}

lt_status lt_breeze_create(const lt_grid *grid, const lt_breeze_rules *rules, lt_breeze **out) {
    lt_breeze *b = NULL;
    LT_TRY(lt_calloc(1, sizeof *b, &b));
    b->grid = grid;
    b->rules = *rules;
    double f = lt_coriolis(middle_latitude(grid)), w = rotation_of_day();
    b->reach_m = sqrt(rules->buoyancy_s2) * rules->depth_m / sqrt(fmax(f * f - w * w, 1e-10));
    lt_status status = place(b);
    if (status != LT_OK) {
        lt_breeze_free(b);
        return status;
    }
    *out = b;
    return LT_OK;
}

void lt_breeze_free(lt_breeze *b) {
    if (!b) return;
    lt_free(b->east);
    lt_free(b->north);
    lt_free(b);
}

double lt_breeze_reach(const lt_breeze *b) {
    return b->reach_m;
}

double lt_breeze_contrast(const lt_breeze_drive *d) {
    if (d->over_day_K > 0.0) return fmin(d->over_day_K, fmax(0.0, d->over_sea_K));
    return fmax(d->over_day_K, fmin(0.0, d->over_sea_K));
}

double lt_breeze_share(const lt_breeze_drive *d) {
    double contrast = fabs(lt_breeze_contrast(d));
    if (!(contrast > 0.0)) return 0.0;
    double index = d->wind_ms * d->wind_ms / (1.003 * contrast);
    return fmax(0.0, fmin(1.0, 2.0 - index / 3.0));
}

void lt_breeze_course(const lt_breeze *b, double lat, long n, const lt_breeze_drive *drive, double *onshore,
                      double *left) {
    double complex w = 0.0, loss = b->rules.friction_s + lt_coriolis(lat) * I, decay = cexp(-loss * LT_HOUR);
    double per_K = LT_GRAVITY * b->rules.depth_m / (4.0 * b->rules.temperature_K * b->reach_m);
    for (long h = 0; h < n; h++) {
        double complex balance = per_K * lt_breeze_contrast(&drive[h]) * lt_breeze_share(&drive[h]) / loss;
        w = balance + (w - balance) * decay;
        onshore[h] = creal(w);
        left[h] = cimag(w);
    }
}

void lt_breeze_at(const lt_breeze *b, long cell, double onshore, double left, double *east, double *north) {
    *east = onshore * b->east[cell] - left * b->north[cell];
    *north = onshore * b->north[cell] + left * b->east[cell];
}

double lt_breeze_profile(const lt_breeze *b, double height_m) {
    return height_m < 2.0 * b->rules.depth_m ? cos(0.5 * M_PI * height_m / b->rules.depth_m) : 0.0;
}
