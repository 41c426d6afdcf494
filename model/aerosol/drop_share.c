#include "model/aerosol/drop_share.h"

#include "model/aerosol/cloud/cloud.h"
#include "model/met/constants.h"

#include <stdbool.h>

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
        const double some = share[c] > LT_LEAST_CLOUD_SHARE ? share[c] : LT_LEAST_CLOUD_SHARE;
        const double of = some < 1.0 ? some : 1.0;
        const bool thick = cloud_water[c] * density[c] >= LT_CLOUD_LEAST_WATER * of;
        share[c] = thick && cloud_water[c] > LT_LEAST_CLOUD ? of : 0.0;
    }
}
