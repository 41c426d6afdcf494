/* advection.c - horizontal advection of shapes in one and two dimensions, every scheme, beside the peers.
 *
 * Set-ups: README.md of this folder (Zalesak 1979, doi 10.1016/0021-9991(79)90051-2; LeVeque 1996, doi 10.1137/0733033;
 * Nair and Lauritzen 2010 in advection_deformation.c). The exact solution of all is the initial state. */
#include "model/verify/advection_private.h"

#include "model/state/isa.h"

#include <math.h>
#include <string.h>

static const double pi = 3.14159265358979323846;

/* --- bounds ------------------------------------------------------------------------------------------------------- */

static const char issue[] = "project goal", best_monotone[] = "best monotone peer, tpcore3 (data/transport_peers.csv)";

/* A bound on a metric; test "" stands for every case. goal: of a scheme that is offered beside the default. */
static const struct {
    const char *scheme, *test, *metric;
    lt_verify_sense sense;
    double in_float, in_double;
    bool goal;
    const char *source;
} bounds[] = {
    {"monotone", "", "outside_ulp", LT_AT_MOST, 0, 0, false, "proof in kernel/advect_monotone.c; the goal is 4"},
    {"monotone", "line_gaussian", "order_100_400", LT_AT_LEAST, 2.3, 2.3, false, issue},
    {"monotone", "rotation_n100_slotted_cylinder", "relative_l1", LT_AT_MOST, 0.253, 0.253, false, issue},
    {"monotone", "", "l_o", LT_AT_MOST, 1e-7, 1e-15, false, issue},
    {"monotone", "rotation_n100_cone", "peak", LT_AT_LEAST, 0.8609, 0.8609, false, best_monotone},
    {"monotone", "rotation_n100_hump", "relative_linf", LT_AT_MOST, 0.0473, 0.0473, false, best_monotone},
    {"monotone", "rotation_n200_slotted_cylinder", "relative_l1", LT_AT_MOST, 0.1293, 0.1293, false, best_monotone},
    {"monotone", "deformation_n240_gaussian_hills", "relative_l2", LT_AT_MOST, 0.1177, 0.1177, false, best_monotone},
    {"monotone", "deformation_n240_cosine_bells", "relative_l2", LT_AT_MOST, 0.1976, 0.1976, false, best_monotone},
    {"monotone", "deformation_n240_mixing", "l_r", LT_AT_MOST, 1.57e-3, 1.57e-3, false, best_monotone},
    {"sharp", "", "outside_ulp", LT_AT_MOST, 0, 0, false, "proof in kernel/advect_sharp.c; the goal is 4"},
    {"sharp", "", "l_o", LT_AT_MOST, 1e-7, 1e-15, false, issue},
    {"sharp", "line_n100_square", "relative_l1", LT_AT_MOST, 1e-4, 1e-4, false, "measured 6e-6"},
    {"sharp", "line_gaussian", "order_100_400", LT_AT_LEAST, 2.3, 2.3, false, issue},
    {"sharp", "rotation_n100_slotted_cylinder", "relative_l1", LT_AT_MOST, 0.135, 0.135, false, issue},
    {"sharp", "rotation_n100_hump", "relative_linf", LT_AT_MOST, 0.047, 0.047, false, issue},
    {"sharp", "deformation_n240_cosine_bells", "relative_l2", LT_AT_MOST, 0.123, 0.123, false, issue},
    {"sharp", "deformation_n240_gaussian_hills", "relative_l2", LT_AT_MOST, 0.1177, 0.1177, false, best_monotone},
    {"sharp", "deformation_n240_mixing", "l_r", LT_AT_MOST, 1.00e-3, 1.00e-3, false,
     "tpcore5 (data/transport_peers.csv)"},
};

lt_status lt_advection_row(lt_verify *v, const char *scheme, const char *test, const char *metric, double value) {
    for (size_t n = 0; n < sizeof bounds / sizeof *bounds; ++n)
        if (strcmp(bounds[n].scheme, scheme) == 0 && strcmp(bounds[n].metric, metric) == 0 &&
            (!*bounds[n].test || strcmp(bounds[n].test, test) == 0))
            return LT_VERIFY_ADD(v, test, metric, scheme, value, bounds[n].sense,
                                 sizeof(lt_real) == 8 ? bounds[n].in_double : bounds[n].in_float, bounds[n].goal,
                                 bounds[n].source);
    return LT_VERIFY_ADD(v, test, metric, scheme, value, LT_FACT, .source = "exact: the initial state");
}

lt_status lt_advection_rows(lt_verify *v, const lt_case_slab *slab, int s, const char *test) {
    const lt_case_norms n = lt_case_slab_norms(slab, s);
    const struct {
        const char *metric;
        double value;
    } all[] = {{"relative_l1", n.l1}, {"relative_l2", n.l2}, {"relative_linf", n.linf}, {"absolute_l1", n.absolute_l1},
               {"min", n.min},        {"max", n.max},        {"peak", n.max},           {"outside_ulp", n.outside_ulp}};
    for (size_t m = 0; m < sizeof all / sizeof *all; ++m)
        LT_TRY(lt_advection_row(v, slab->scheme->name, test, all[m].metric, all[m].value));
    return LT_OK;
}

/* --- a line: cell averages over [x0, x1], period 1 ---------------------------------------------------------------- */

static double overlap(double x0, double x1, double half, double *low, double *high) {
    *low = fmax(x0, -half);
    *high = fmin(x1, half);
    return fmax(*high - *low, 0.0);
}

static double square(double x0, double x1) {
    double low, high;
    return overlap(x0, x1, 0.2, &low, &high) / (x1 - x0);
}

static double square_on_background(double x0, double x1) {
    return 0.2 + 0.8 * square(x0, x1);
}

static double gaussian(double x0, double x1) {
    return 0.04 * sqrt(pi) * (erf(x1 / 0.08) - erf(x0 / 0.08)) / (x1 - x0);
}

static double sine_squared(double x0, double x1) {
    double low, high, wide = overlap(x0, x1, 0.15, &low, &high), k = 2.0 * pi / 0.3;
    return wide > 0.0 ? (0.5 * wide + 0.5 / k * (sin(k * high) - sin(k * low))) / (x1 - x0) : 0.0;
}

static double (*const shapes[])(double, double) = {square, gaussian, sine_squared, square_on_background};
static const char *const shape_names[] = {"line_n100_square", "line_n100_gaussian", "line_n100_sine_squared",
                                          "line_n100_square_on_background"};
enum { N_SHAPES = 4, GAUSSIAN = 1 };

/* All shapes once around n cells. */
static lt_status line(const lt_advection_scheme *scheme, int n, double courant, lt_case_slab *slab) {
    LT_TRY(lt_case_slab_create(scheme, n, 1, N_SHAPES, slab));
    for (int s = 0; s < N_SHAPES; ++s)
        for (int i = 0; i < n; ++i)
            lt_case_slab_start(slab, s, 0, i, shapes[s]((double)i / n - 0.5, (double)(i + 1) / n - 0.5));
    for (int i = 0; i <= n; ++i) slab->flux_x[i] = courant;
    for (int step = 0; step < (int)(n / courant + 0.5); ++step) lt_case_slab_step(slab);
    return LT_OK;
}

static lt_status line_cases(lt_verify *v, const lt_advection_scheme *scheme) {
    static const char *const metrics[] = {"relative_l1_n50", "relative_l1_n100", "relative_l1_n200",
                                          "relative_l1_n400"};
    lt_case_slab slab;
    double l1[4];
    for (int level = 0; level < 4; ++level) {
        LT_TRY(line(scheme, 50 << level, 0.5, &slab));
        l1[level] = lt_case_slab_norms(&slab, GAUSSIAN).l1;
        lt_status status = lt_advection_row(v, scheme->name, "line_gaussian", metrics[level], l1[level]);
        for (int s = 0; s < N_SHAPES && level == 1 && status == LT_OK; ++s)
            status = lt_advection_rows(v, &slab, s, shape_names[s]);
        lt_case_slab_free(&slab);
        LT_TRY(status);
    }
    LT_TRY(lt_advection_row(v, scheme->name, "line_gaussian", "order_100_200", log2(l1[1] / l1[2])));
    LT_TRY(lt_advection_row(v, scheme->name, "line_gaussian", "order_200_400", log2(l1[2] / l1[3])));
    LT_TRY(lt_advection_row(v, scheme->name, "line_gaussian", "order_100_400", 0.5 * log2(l1[1] / l1[3])));
    LT_TRY(line(scheme, 100, 0.2, &slab));
    const double slow = lt_case_slab_norms(&slab, GAUSSIAN).l1;
    lt_case_slab_free(&slab);
    return lt_advection_row(v, scheme->name, "line_gaussian_courant_02", "relative_l1_n100", slow);
}

/* --- one turn of a solid body ------------------------------------------------------------------------------------- */

static double slotted_cylinder(double x, double y) {
    return hypot(x - 0.5, y - 0.75) <= 0.15 && !(fabs(x - 0.5) < 0.025 && y < 0.85) ? 1.0 : 0.0;
}

static double cone(double x, double y) {
    return fmax(1.0 - hypot(x - 0.5, y - 0.25) / 0.15, 0.0);
}

static double hump(double x, double y) {
    return 0.25 * (1.0 + cos(pi * fmin(hypot(x - 0.25, y - 0.5) / 0.15, 1.0)));
}

static double (*const bodies[])(double, double) = {slotted_cylinder, cone, hump};
static const char *const body_names[] = {"slotted_cylinder", "cone", "hump"};
enum { N_BODIES = 3 };

static lt_status rotation(lt_verify *v, const lt_advection_scheme *scheme, int n, int steps) {
    lt_case_slab slab;
    LT_TRY(lt_case_slab_create(scheme, n, n, N_BODIES, &slab));
    const double turn = 2.0 * pi / steps;
    for (int j = 0; j <= n; ++j)
        for (int i = 0; i <= n; ++i) {
            if (j < n) slab.flux_x[j * slab.air_row + i] = -turn * (j + 0.5 - 0.5 * n);
            if (i < n) slab.flux_y[j * slab.air_row + i] = turn * (i + 0.5 - 0.5 * n);
            for (int s = 0; s < N_BODIES && j < n && i < n; ++s)
                lt_case_slab_start(&slab, s, j, i, bodies[s]((i + 0.5) / n, (j + 0.5) / n));
        }
    for (int step = 0; step < steps; ++step) lt_case_slab_step(&slab);
    lt_status status = LT_OK;
    for (int s = 0; s < N_BODIES && status == LT_OK; ++s)
        status = lt_advection_rows(v, &slab, s, lt_fmt("rotation_n%d_%s", n, body_names[s]));
    lt_case_slab_free(&slab);
    return status;
}

lt_status lt_verify_advection(lt_verify *v) {
    const lt_kernels *kernels;
    LT_TRY(lt_isa_kernels(&kernels));
    for (int n = 0; n < LT_N_SCHEMES; ++n) {
        const lt_advection_scheme *scheme = &kernels->advection[n];
        LT_TRY(line_cases(v, scheme));
        LT_TRY(rotation(v, scheme, 100, 628));
        if (lt_verify_wants(v, "rotation_n200", 1.0)) LT_TRY(rotation(v, scheme, 200, 1257));
        LT_TRY(lt_advection_deformation(v, scheme));
    }
    return LT_OK;
}
