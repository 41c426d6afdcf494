/* batch.h - cells of particles and gases in memory, for the suites and tests: filled by hand or at random. */
#ifndef LT_UPTAKE_BATCH_H
#define LT_UPTAKE_BATCH_H

#include "base/status.h"
#include "model/aerosol/uptake/kernels.h"

#include <stdint.h>

/* Rows that a batch has of its own; ions, ways and rates come behind. */
#define LT_UPTAKE_ROWS(X)                                                                                              \
    X(temperature)                                                                                                     \
    X(pressure)                                                                                                        \
    X(humidity)                                                                                                        \
    X(light)                                                                                                           \
    X(daylight) X(cloud) X(surface) X(radius) X(water) X(coarse_surface) X(coarse_radius) X(coarse_water)              \
        X(coarse_nitrate) X(coarse_chloride) X(sulfate) X(organic) X(organic_share) X(soot_share) X(iron) X(manganese) \
            X(so2) X(h2o2) X(o3) X(no2) X(hono) X(hcho) X(hms)

typedef struct lt_uptake_batch {
    int n;
#define LT_UPTAKE_ROW(name) double *name;
    LT_UPTAKE_ROWS(LT_UPTAKE_ROW)
#undef LT_UPTAKE_ROW
    double *ion[LT_N_IONS], *formed[LT_N_HAZE_PATHS], *rate[LT_N_UPTAKES];
    lt_uptake_cells uptake; /* the same rows */
    lt_haze_cells haze;
    double *memory;
} lt_uptake_batch;

enum {
#define LT_UPTAKE_COUNT(name) +1
    LT_N_UPTAKE_ROWS = 0 LT_UPTAKE_ROWS(LT_UPTAKE_COUNT) + LT_N_IONS + LT_N_HAZE_PATHS + LT_N_UPTAKES
#undef LT_UPTAKE_COUNT
};

/* n cells, all 0 but temperature 298.15 K, pressure 101325 Pa, humidity 0.8; n a multiple of 8. LT_ERR_MEMORY. */
lt_status lt_uptake_batch_create(int n, lt_uptake_batch *out);
void lt_uptake_batch_free(lt_uptake_batch *batch);
void lt_uptake_batch_copy(const lt_uptake_batch *from, lt_uptake_batch *to);
/* The row of all [n]: r from 0 to LT_N_UPTAKE_ROWS - 1. */
static inline double *lt_uptake_batch_row(const lt_uptake_batch *batch, int r) {
    return batch->memory + (size_t)r * (size_t)batch->n;
}

/* Cell i: particle water of w mol/m3 at pH and ionic strength [mol/kg] of ammonium nitrate, with particles of S m2/m3
 * and r m. */
void lt_uptake_batch_water(lt_uptake_batch *batch, int i, double w, double ph, double strength);

/* 233-313 K, 0.2-1.05 bar, all amounts log-uniform over six decades around those of haze, one in twenty 0; pH -1 to 9,
 * ionic strength 0.01 to 60, every tenth cell without water, every fifth partly in cloud. A cell depends on seed and
 * i. */
void lt_uptake_batch_random(uint64_t seed, lt_uptake_batch *batch);

/* mol/m3 of ppb in cell i. */
double lt_uptake_ppb(const lt_uptake_batch *batch, int i, double ppb);
/* All paths, no tuning; the first of each law. */
lt_uptake_setup lt_uptake_all(void);
lt_haze_setup lt_haze_all(void);

#endif
