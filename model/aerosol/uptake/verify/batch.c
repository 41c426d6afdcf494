#include "model/aerosol/uptake/verify/batch.h"

#include "base/verify.h"
#include "model/aerosol/tunings.h"
#include "model/aerosol/uptake/constants.h"

#include <math.h>
#include <string.h>

static void point_cells(lt_uptake_batch *b) {
    b->uptake = (lt_uptake_cells){
        .n = b->n,
        .temperature = b->temperature,
        .pressure = b->pressure,
        .humidity = b->humidity,
        .light = b->light,
        .cloud = b->cloud,
        .fine = {b->surface, b->radius, b->water, b->ion[LT_ION_NO3], b->ion[LT_ION_CL]},
        .coarse = {b->coarse_surface, b->coarse_radius, b->coarse_water, b->coarse_nitrate, b->coarse_chloride},
        .ammonium = b->ion[LT_ION_NH4],
        .sulfate = b->sulfate,
        .bisulfate = b->ion[LT_ION_HSO4],
        .acid = b->ion[LT_ION_H],
        .organic = b->organic,
        .organic_share = b->organic_share,
        .soot_share = b->soot_share};
    memcpy(b->uptake.rate, b->rate, sizeof b->rate);
    b->haze = (lt_haze_cells){.n = b->n,
                              .dt = 900,
                              .temperature = b->temperature,
                              .pressure = b->pressure,
                              .humidity = b->humidity,
                              .daylight = b->daylight,
                              .cloud = b->cloud,
                              .surface = b->surface,
                              .radius = b->radius,
                              .water = b->water,
                              .iron = b->iron,
                              .manganese = b->manganese,
                              .so2 = b->so2,
                              .h2o2 = b->h2o2,
                              .o3 = b->o3,
                              .no2 = b->no2,
                              .hono = b->hono,
                              .hcho = b->hcho,
                              .sulfate = b->sulfate,
                              .hms = b->hms};
    for (int k = 0; k < LT_N_IONS; k++) b->haze.ion[k] = b->ion[k];
    memcpy(b->haze.formed, b->formed, sizeof b->formed);
}

lt_status lt_uptake_batch_create(int n, lt_uptake_batch *out) {
    *out = (lt_uptake_batch){.n = n};
    LT_TRY(lt_calloc((size_t)LT_N_UPTAKE_ROWS * (size_t)n, sizeof(double), &out->memory));
    double *row = out->memory;
#define TAKE(name)                                                                                                     \
    out->name = row;                                                                                                   \
    row += n;
    LT_UPTAKE_ROWS(TAKE)
#undef TAKE
    for (int k = 0; k < LT_N_IONS; k++, row += n) out->ion[k] = row;
    for (int k = 0; k < LT_N_HAZE_PATHS; k++, row += n) out->formed[k] = row;
    for (int k = 0; k < LT_N_UPTAKES; k++, row += n) out->rate[k] = row;
    point_cells(out);
    for (int i = 0; i < n; i++) {
        out->temperature[i] = 298.15;
        out->pressure[i] = 101325;
        out->humidity[i] = 0.8;
    }
    return LT_OK;
}

void lt_uptake_batch_free(lt_uptake_batch *batch) {
    lt_free(batch->memory);
}

void lt_uptake_batch_copy(const lt_uptake_batch *from, lt_uptake_batch *to) {
    memcpy(to->memory, from->memory, (size_t)LT_N_UPTAKE_ROWS * (size_t)from->n * sizeof(double));
    to->haze.dt = from->haze.dt;
}

void lt_uptake_batch_water(lt_uptake_batch *batch, int i, double w, double ph, double strength) {
    const double mass = w * LT_UPTAKE_WATER, h = pow(10, -ph);
    const double salt = strength > h ? strength - h : 0; /* H+ and its nitrate have h of the strength */
    batch->water[i] = w;
    for (int k = 0; k < LT_N_IONS; k++) batch->ion[k][i] = 0;
    batch->ion[LT_ION_H][i] = h * mass;
    batch->ion[LT_ION_NH4][i] = salt * mass;
    batch->ion[LT_ION_NO3][i] = (salt + h) * mass;
}

static double between(uint64_t *seed, double least, double most) {
    return least + (most - least) * lt_verify_random(seed);
}
static double around(uint64_t *seed, double middle) { /* six decades, sometimes nothing */
    const double x = middle * pow(10, between(seed, -3, 3));
    return lt_verify_random(seed) < 0.05 ? 0 : x;
}

static void random_cell(uint64_t seed, int i, lt_uptake_batch *b) {
    seed += 1000003u * (uint64_t)i;
    for (int k = 0; k < 3; k++) lt_verify_random(&seed);
    b->temperature[i] = between(&seed, 233, 313);
    b->pressure[i] = between(&seed, 0.2e5, 1.05e5);
    b->humidity[i] = between(&seed, 0.05, 0.99);
    b->light[i] = lt_verify_random(&seed) < 0.5 ? 0 : between(&seed, 1, 1000);
    b->daylight[i] = lt_verify_random(&seed) < 0.5 ? 0 : lt_verify_random(&seed);
    b->cloud[i] = lt_verify_random(&seed) < 0.2 ? lt_verify_random(&seed) : 0;
    b->surface[i] = around(&seed, 1e-3);
    b->radius[i] = 2e-7 * pow(10, between(&seed, -1, 1));
    lt_uptake_batch_water(b, i, lt_verify_random(&seed) < 0.1 ? 0 : around(&seed, 5e-6), between(&seed, -1, 9),
                          pow(10, between(&seed, -2, 1.8)));
    b->ion[LT_ION_HSO4][i] = around(&seed, 1e-9);
    b->ion[LT_ION_SO4][i] = around(&seed, 1e-7);
    b->ion[LT_ION_CL][i] = around(&seed, 1e-8);
    b->sulfate[i] = b->ion[LT_ION_SO4][i] + b->ion[LT_ION_HSO4][i];
    b->coarse_surface[i] = around(&seed, 1e-4);
    b->coarse_radius[i] = 2e-6 * pow(10, between(&seed, -0.5, 0.5));
    b->coarse_water[i] = around(&seed, 1e-6);
    b->coarse_nitrate[i] = around(&seed, 1e-8);
    b->coarse_chloride[i] = around(&seed, 1e-8);
    b->organic[i] = around(&seed, 30);
    b->organic_share[i] = lt_verify_random(&seed);
    b->soot_share[i] = (1 - b->organic_share[i]) * lt_verify_random(&seed);
    double *const amounts[] = {b->iron, b->manganese, b->so2, b->h2o2, b->o3, b->no2, b->hono, b->hcho, b->hms};
    static const double middles[] = {1e-8, 1e-9, 5e-7, 1e-8, 1e-6, 1e-6, 1e-8, 1e-7, 1e-8};
    for (size_t k = 0; k < sizeof amounts / sizeof *amounts; k++) amounts[k][i] = around(&seed, middles[k]);
}

void lt_uptake_batch_random(uint64_t seed, lt_uptake_batch *batch) {
    for (int i = 0; i < batch->n; i++) random_cell(seed, i, batch);
}

double lt_uptake_ppb(const lt_uptake_batch *batch, int i, double ppb) {
    return ppb * 1e-9 * batch->pressure[i] / (LT_UPTAKE_R * batch->temperature[i]);
}

lt_uptake_setup lt_uptake_all(void) {
    return (lt_uptake_setup){.paths = LT_PATHS_ALL, .tunings = LT_TUNINGS_DEFAULT};
}

lt_haze_setup lt_haze_all(void) {
    return (lt_haze_setup){.paths = LT_PATHS_ALL};
}
