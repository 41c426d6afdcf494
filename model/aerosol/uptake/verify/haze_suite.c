/* haze_suite.c - S(IV) in particle water against a tight integration of the same equations, mass and bounds of random
 * cells, the constants against published ones, rates of sulfate in haze. */
#include "model/aerosol/uptake/constants.h"
#include "model/aerosol/uptake/verify/haze_reference.h"
#include "model/aerosol/uptake/verify/verify.h"

#include <math.h>

enum { N_RANDOM = 100000, N_COMPARED = 512, N_FINE = 2000 };

/* --- mass and bounds ---------------------------------------------------------------------------------------------- */

typedef struct closures {
    double sulfur, nitrogen, carbon, least; /* largest relative change; least amount */
} closures;

static double apart(double a, double b, double scale) {
    return scale > 0 ? fabs(a - b) / scale : fabs(a - b);
}

static closures close(const lt_uptake_batch *a, const lt_uptake_batch *b) {
    closures c = {0};
    for (int i = 0; i < a->n; i++) {
        const double s = a->so2[i] + a->sulfate[i] + a->hms[i], n = a->no2[i] + a->hono[i], h = a->hcho[i] + a->hms[i];
        c.sulfur = lt_verify_worse(c.sulfur, apart(b->so2[i] + b->sulfate[i] + b->hms[i], s, s));
        c.nitrogen = lt_verify_worse(c.nitrogen, apart(b->no2[i] + b->hono[i], n, n));
        c.carbon = lt_verify_worse(c.carbon, apart(b->hcho[i] + b->hms[i], h, h));
        const double all[] = {b->so2[i], b->sulfate[i], b->hms[i],  b->h2o2[i],
                              b->o3[i],  b->no2[i],     b->hono[i], b->hcho[i]};
        for (size_t k = 0; k < sizeof all / sizeof *all; k++) c.least = -lt_verify_worse(-c.least, -all[k]);
    }
    return c;
}

static lt_status random_cells(lt_verify *verify, const lt_uptake_kernel *kernel, lt_uptake_batch *a,
                              lt_uptake_batch *b) {
    const lt_haze_setup setup = lt_haze_all();
    lt_uptake_batch_random(11, a);
    lt_uptake_batch_copy(a, b);
    kernel->haze(&setup, &b->haze);
    const closures c = close(a, b);
    const char *source = "rounding; 100000 random cells, 900 s";
    LT_TRY(LT_VERIFY_ADD(verify, .test = "random cells", .metric = "sulfur_relative", .value = c.sulfur, .bound = 1e-14,
                         .source = source));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "random cells", .metric = "nitrogen_relative", .value = c.nitrogen,
                         .bound = 1e-14, .source = source));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "random cells", .metric = "hcho_relative", .value = c.carbon, .bound = 1e-14,
                         .source = source));
    return LT_VERIFY_ADD(verify, .test = "random cells", .metric = "least_amount", .value = c.least,
                         .sense = LT_AT_LEAST, .bound = 0, .source = source);
}

/* --- against the tight integration -------------------------------------------------------------------------------- */

/* Haze as it is: the random cell's oxidants and metals, but no more water, acid and gas than winter has. */
static void tame(lt_uptake_batch *b) {
    uint64_t seed = 5;
    for (int i = 0; i < b->n; i++) {
        const double u = lt_verify_random(&seed), v = lt_verify_random(&seed);
        lt_uptake_batch_water(b, i, 1e-6 * pow(10, 1.5 * u), 3 + 4 * v, 1 + 19 * lt_verify_random(&seed));
        b->temperature[i] = 255 + 30 * lt_verify_random(&seed);
        b->pressure[i] = 1e5;
        b->surface[i] = 1e-4 * pow(10, 1.3 * lt_verify_random(&seed));
        b->radius[i] = 1.5e-7 + 2e-7 * lt_verify_random(&seed);
        b->cloud[i] = 0;
        b->hms[i] = lt_uptake_ppb(b, i, 0.5 * lt_verify_random(&seed));
        b->so2[i] = lt_uptake_ppb(b, i, 60 * lt_verify_random(&seed));
        b->h2o2[i] = lt_uptake_ppb(b, i, 1.0 * lt_verify_random(&seed));
        b->o3[i] = lt_uptake_ppb(b, i, 50 * lt_verify_random(&seed));
        b->no2[i] = lt_uptake_ppb(b, i, 80 * lt_verify_random(&seed));
        b->hcho[i] = lt_uptake_ppb(b, i, 8 * lt_verify_random(&seed));
        b->iron[i] = 1.5e-6 / 55.845 * lt_verify_random(&seed);
        b->manganese[i] = 1e-7 / 54.938 * lt_verify_random(&seed);
    }
}

static lt_status tight(lt_verify *verify, const lt_uptake_kernel *kernel, lt_uptake_batch *a, lt_uptake_batch *b) {
    const lt_haze_setup setup = lt_haze_all();
    double worst = 0, mean = 0;
    lt_uptake_batch_random(3, a);
    tame(a);
    lt_uptake_batch_copy(a, b);
    kernel->haze(&setup, &b->haze);
    for (int i = 0; i < a->n; i++) {
        double formed[LT_N_HAZE_PATHS], all = 1e-3 * a->so2[i], off = 0;
        lt_haze_reference(&setup, &a->haze, i, N_FINE, formed);
        for (int k = 0; k < LT_N_HAZE_PATHS; k++) {
            all += fabs(formed[k]);
            off += fabs(formed[k] - b->formed[k][i]);
        }
        worst = lt_verify_worse(worst, off / all);
        mean += off / all / a->n;
    }
    /* 2026-11-26: 2.5e-3 and 4.6e-5 */
    const char *source = "Runge-Kutta, 2000 steps in 900 s; measured, doubled";
    LT_TRY(LT_VERIFY_ADD(verify, .test = "haze, 900 s", .metric = "largest_relative_error", .value = worst,
                         .bound = 5e-3, .source = source));
    return LT_VERIFY_ADD(verify, .test = "haze, 900 s", .metric = "mean_relative_error", .value = mean, .bound = 1e-4,
                         .source = source);
}

/* --- published haze ----------------------------------------------------------------------------------------------- */

/* Cheng et al. (2016): 271 K, 40 ppb of SO2, 66 of NO2, 1 of O3, 0.01 of H2O2, 300 ug/m3 of water (R). */
static void cheng(lt_uptake_batch *b, int i, double ph) {
    b->temperature[i] = 271;
    b->pressure[i] = 101325;
    b->humidity[i] = 0.8;
    lt_uptake_batch_water(b, i, 300e-6 / 18.015, ph, 11);
    b->surface[i] = 4e-3;
    b->radius[i] = 2e-7;
    b->so2[i] = lt_uptake_ppb(b, i, 40);
    b->no2[i] = lt_uptake_ppb(b, i, 66);
    b->o3[i] = lt_uptake_ppb(b, i, 1);
    b->h2o2[i] = lt_uptake_ppb(b, i, 0.01);
    b->hcho[i] = lt_uptake_ppb(b, i, 5);
    b->iron[i] = 1e-6 / 55.845;
    b->manganese[i] = 5e-8 / 54.938;
}

enum { N_PH = 8 };
static const double acidities[N_PH] = {3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5};

/* ug m-3 h-1 of sulfate (of HMS, as its sulfate) by a way. */
static double hourly(const lt_uptake_batch *b, int way, int i) {
    return b->formed[way][i] / b->haze.dt * 3600 * 96.06e6;
}

static lt_status haze_of(lt_verify *verify, const lt_uptake_kernel *kernel) {
    lt_uptake_batch b;
    LT_TRY(lt_uptake_batch_create(N_PH, &b));
    for (int i = 0; i < N_PH; i++) cheng(&b, i, acidities[i]);
    lt_haze_setup setup = lt_haze_all();
    setup.paths &= ~LT_PATH_BIT(LT_PATH_so2_gamma);
    b.haze.dt = 60;
    kernel->haze(&setup, &b.haze);
    static const struct {
        int way;
        const char *metric;
    } shown[] = {{LT_HAZE_haze_h2o2, "h2o2_ugm3h"},
                 {LT_HAZE_haze_o3, "o3_ugm3h"},
                 {LT_HAZE_haze_no2, "no2_ugm3h"},
                 {LT_HAZE_haze_tmi, "tmi_ugm3h"},
                 {LT_HAZE_haze_hms, "hms_ugm3h"}};
    lt_status status = LT_OK;
    for (int i = 0; i < N_PH && status == LT_OK; i++)
        for (size_t k = 0; k < sizeof shown / sizeof *shown && status == LT_OK; k++) {
            status = LT_VERIFY_ADD(verify, .test = lt_fmt("haze of Cheng et al. (2016), pH %g", acidities[i]),
                                   .metric = shown[k].metric, .value = hourly(&b, shown[k].way, i), .sense = LT_FACT,
                                   .source = "this model");
        }
    const double at_6 = hourly(&b, LT_HAZE_haze_no2, 6);
    if (status == LT_OK)
        status = LT_VERIFY_ADD(verify, .test = "NO2, pH 6", .metric = "least_ugm3h", .value = at_6,
                               .sense = LT_AT_LEAST, .bound = 3, .source = "Cheng et al. (2016), fig. 2, R");
    if (status == LT_OK)
        status = LT_VERIFY_ADD(verify, .test = "NO2, pH 6", .metric = "most_ugm3h", .value = at_6, .sense = LT_AT_MOST,
                               .bound = 60, .source = "Cheng et al. (2016), fig. 2, R");
    lt_uptake_batch_free(&b);
    return status;
}

/* A part that compares two batches of n cells. */
static lt_status with_batches(lt_verify *verify, const lt_uptake_kernel *kernel, int n,
                              lt_status (*part)(lt_verify *, const lt_uptake_kernel *, lt_uptake_batch *,
                                                lt_uptake_batch *)) {
    lt_uptake_batch a = {0}, b = {0};
    lt_status status = lt_uptake_batch_create(n, &a);
    if (status == LT_OK) status = lt_uptake_batch_create(n, &b);
    if (status == LT_OK) status = part(verify, kernel, &a, &b);
    lt_uptake_batch_free(&a);
    lt_uptake_batch_free(&b);
    return status;
}

lt_status lt_verify_aerosol_haze(lt_verify *verify) {
    const lt_uptake_kernel *kernel;
    LT_TRY(lt_uptake_kernel_here(&kernel));
    LT_TRY(with_batches(verify, kernel, N_RANDOM, random_cells));
    LT_TRY(with_batches(verify, kernel, N_COMPARED, tight));
    return haze_of(verify, kernel);
}
