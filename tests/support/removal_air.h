/* removal_air.h - what dry and wet removal on the grid are made for, from the small grid of mini_air.h: an hour of its
 * weather with rain, air, a state that differs in every cell, tracers. */
#ifndef LT_TEST_REMOVAL_AIR_H
#define LT_TEST_REMOVAL_AIR_H

#include "model/aerosol/constituents.h"
#include "model/deposition/removal.h"
#include "tests/support/mini_air.h"

#include <math.h>
#include <omp.h>

enum { R_HOUR = 1, R_HOURS = 2, R_CELLS = MINI_NX * MINI_NY * MINI_NZ };

typedef struct removal_air {
    lt_grid *grid;
    lt_weather weather;
    lt_air *air;
    lt_chemical_set *chemical;
    lt_species_info *info;
    int *removed_as; /* the last three: of HNO3 (SO2), of that tracer, and nobody's */
    lt_state *state;
    lt_removal_setup setup;
} removal_air;

static inline lt_real removal_value(int s, int cell) {
    return (lt_real)(1e-9 * (1 + s % 5) * (1 + (cell * 7 + s) % 11));
}

static inline void removal_fill(const removal_air *a) {
    static lt_real values[R_CELLS];
    for (int s = 0; s < a->state->n_species; ++s) {
        const int as = lt_removal_as(&a->setup, s); /* a tracer begins as its parent */
        for (int c = 0; c < R_CELLS; ++c) values[c] = removal_value(as < 0 ? s : as, c);
        lt_state_set(a->state, s, values);
    }
}

/* The hour of rain; blocks bx x by. */
static inline void removal_open(lt_outdir *dir, const char *chemistry, int bx, int by, removal_air *a) {
    lt_ncr *file;
    memset(a, 0, sizeof *a);
    MINI_OK(lt_grid_read(dir, "grid.nc", &a->grid));
    MINI_OK(lt_ncr_open_own(dir, "met_p.nc", &file));
    MINI_OK(lt_weather_open(file, MINI_NX, MINI_NY, MINI_NZ, mini_start, R_HOURS, &a->weather));
    MINI_OK(lt_air_create(MINI_NX, MINI_NY, MINI_NZ, &a->air));
    MINI_OK(lt_chemical_set_create(chemistry, &a->chemical));
    const int n = a->chemical->n;
    MINI_OK(lt_calloc((size_t)n + 3, sizeof *a->info, &a->info));
    MINI_OK(lt_calloc((size_t)n + 3, sizeof *a->removed_as, &a->removed_as));
    memcpy(a->info, a->chemical->info, (size_t)n * sizeof *a->info);
    const int parent = lt_chemical_set_find(a->chemical, a->chemical->mechanism ? "HNO3" : "SO2");
    const int as[3] = {parent, n, -1};
    for (int t = 0; t < 3; ++t) {
        a->removed_as[n + t] = as[t];
        if (as[t] >= 0) a->info[n + t] = a->info[parent];
        a->info[n + t].name = t == 0 ? "one" : t == 1 ? "two" : "three";
    }
    const lt_species_set all = {n + 3, a->info};
    MINI_OK(lt_state_create(&all, MINI_NX, MINI_NY, MINI_NZ, bx, by, &a->state));
    a->setup = (lt_removal_setup){a->chemical, a->removed_as, a->grid, &a->weather, a->air, a->state};
    removal_fill(a);
}

/* Read the hour, after those who want more of the weather were made. */
static inline void removal_read(removal_air *a, size_t hour) {
    MINI_OK(lt_weather_hour(&a->weather, hour));
    MINI_OK(lt_air_begin_hour(a->air, a->weather.mass_begin, a->weather.mass_end, a->weather.flux_x, a->weather.flux_y,
                              900.0));
}

/* Growth of a mode in a cell as the state was at first, and the density of its wet particles [kg/m3]. */
static inline double removal_growth(const removal_air *a, bool coarse, int cell, double *density) {
    const int water = lt_chemical_set_find(a->chemical, "AH2OJ");
    const double rh = fmin(a->weather.humidity[cell], 0.98);
    double volume = 0.0, mass = 0.0, wet = 0.0;
    for (int s = 0; s < a->chemical->n; ++s) {
        const lt_species_info *info = &a->chemical->info[s];
        if (info->dry_class != (coarse ? LT_DRY_COARSE : LT_DRY_FINE) || s == water) continue;
        if (strcmp(info->name, "AH3OPJ") == 0) continue; /* its H+ is the water's */
        const lt_constituent *of = info->particle;
        const double m = (double)removal_value(s, cell);
        const double heavy = of ? 1e3 * of->density_gcm3 : coarse ? 2300.0 : 1600.0;
        const double kappa = of ? of->kappa : coarse ? 0.03 : 0.3;
        mass += m;
        volume += m / heavy;
        wet += m / heavy * kappa * rh / (1.0 - rh);
    }
    if (water >= 0 && !coarse) wet += (double)removal_value(water, cell) / 1000.0;
    const double growth = fmin(cbrt(1.0 + wet / volume), 4.0), all = volume * growth * growth * growth;
    *density = (mass + 1000.0 * (all - volume)) / all;
    return growth;
}

static inline void removal_close(removal_air *a) {
    lt_state_free(a->state);
    lt_free(a->info);
    lt_free(a->removed_as);
    lt_chemical_set_free(a->chemical);
    lt_air_free(a->air);
    lt_weather_close(&a->weather);
    lt_grid_free(a->grid);
}

#endif
