/* aerosol_haze.c - S(IV) in the water of fine particles of a tile (uptake/haze.h), outside the meteorology's clouds. */
#include "model/aerosol/aerosol_tile.h"

/* Gases that haze changes, and their rows in cells. */
enum { SO2, H2O2, O3, NO2, HONO, FORM, SULFATE, HMS, N_CHANGED };
static const int part_of[N_CHANGED] = {LT_PART_SO2,  LT_PART_H2O2, LT_PART_O3,    LT_PART_NO2,
                                       LT_PART_HONO, LT_PART_FORM, LT_PART_ASO4J, LT_PART_AHMSJ};

void lt_aerosol_haze(const lt_aerosol_plan *plan, lt_aerosol_tile *t, double dt) {
    double *now[N_CHANGED], *iron = t->spare[2 * N_CHANGED], *manganese = t->spare[2 * N_CHANGED + 1];
    if (!t->x[LT_PART_SO2] || !plan->haze.paths) return;
    for (int s = 0; s < N_CHANGED; ++s) {
        now[s] = t->spare[s];
        lt_aerosol_amount(plan, t, part_of[s], now[s]);
        lt_aerosol_amount(plan, t, part_of[s], t->spare[N_CHANGED + s]);
    }
    lt_aerosol_amount(plan, t, LT_PART_AFEJ, iron);
    lt_aerosol_amount(plan, t, LT_PART_AMNJ, manganese);
    lt_haze_cells cells = {.n = plan->n,
                           .dt = dt,
                           .temperature = t->temperature,
                           .pressure = t->pressure,
                           .humidity = t->states.humidity,
                           .light = t->light,
                           .cloud = t->cloud,
                           .surface = t->surface[LT_FINE],
                           .radius = t->radius[LT_FINE],
                           .water = t->states.water,
                           .iron = iron,
                           .manganese = manganese,
                           .so2 = now[SO2],
                           .h2o2 = now[H2O2],
                           .o3 = now[O3],
                           .no2 = now[NO2],
                           .hono = now[HONO],
                           .hcho = now[FORM],
                           .sulfate = now[SULFATE],
                           .hms = now[HMS]};
    for (int k = 0; k < LT_N_IONS; ++k) cells.ion[k] = t->states.ion[k];
    plan->uptake->haze(&plan->haze, &cells);
    for (int s = 0; s < N_CHANGED; ++s) lt_aerosol_changed(plan, t, part_of[s], t->spare[N_CHANGED + s], now[s]);
}
