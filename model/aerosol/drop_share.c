#include "model/aerosol/drop_share.h"

#include "model/aerosol/cloud/cloud.h"

#include <stdbool.h>

static const double least_drops = 1e-6, least_share = 0.01; /* kg/kg; of a cell: as deposition/fall.c */

lt_status lt_drop_share_ask(lt_weather *w) {
    LT_TRY(lt_weather_want(w, &w->cloud_water));
    return lt_weather_want(w, &w->cloud_fraction);
}

void lt_drop_share(const lt_grid *g, const lt_weather *w, const lt_tile *columns, const double *restrict density,
                   double *restrict cloud_water, double *restrict share) {
    const ptrdiff_t layer = (ptrdiff_t)g->nx * g->ny;
    lt_tile_gather(columns, g->nz, layer, g->nx, w->cloud_water, cloud_water);
    lt_tile_gather(columns, g->nz, layer, g->nx, w->cloud_fraction, share);
    for (int c = 0; c < g->nz * LT_LANES; ++c) {
        const double of = share[c] > least_share ? (share[c] < 1.0 ? share[c] : 1.0) : least_share;
        const bool thick = cloud_water[c] * density[c] >= LT_CLOUD_LEAST_WATER * of;
        share[c] = thick && cloud_water[c] > least_drops ? of : 0.0;
    }
}
