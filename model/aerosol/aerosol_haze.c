/* aerosol_haze.c - S(IV) in the water of fine particles of a tile (uptake/haze.h), outside the meteorology's clouds.
 *
 * The acidity of a step is that of its beginning. Where more cations than anions can be had for hold it at the pH of
 * lye, the first sulfate and HMS would end that; so what forms there is at most what binds the surplus, all ways by
 * the same share, and the next step has the acidity that this leaves. */
#include "model/aerosol/aerosol_tile.h"

#include <string.h>

/* Gases that haze changes, and their rows in cells. */
enum { SO2, H2O2, O3, NO2, HONO, FORM, SULFATE, HMS, N_CHANGED };
static const int part_of[N_CHANGED] = {LT_PART_SO2,  LT_PART_H2O2, LT_PART_O3,    LT_PART_NO2,
                                       LT_PART_HONO, LT_PART_FORM, LT_PART_ASO4J, LT_PART_AHMSJ};

/* mol/m3 of charge that cations have beyond all anions, those in gases too. */
static double surplus(const lt_aerosol_states *s, int c) {
    const double cations = s->total[LT_TOTAL_NA][c] + s->total[LT_TOTAL_K][c] +
                           2.0 * (s->total[LT_TOTAL_MG][c] + s->total[LT_TOTAL_CA][c]);
    return cations - 2.0 * s->total[LT_TOTAL_SO4][c] - s->total[LT_TOTAL_NO3][c] - s->total[LT_TOTAL_CL][c];
}

static void hold_to_surplus(const lt_aerosol_plan *plan, const lt_aerosol_tile *t, double *const *now) {
    for (int c = 0; c < plan->n; ++c) {
        if (!(t->states.flags[c] & LT_EQ_SURPLUS)) continue;
        const double sulfate = now[SULFATE][c] - t->spare[N_CHANGED + SULFATE][c],
                     hms = now[HMS][c] - t->spare[N_CHANGED + HMS][c];
        const double formed = 2.0 * sulfate + hms, most = surplus(&t->states, c);
        if (!(formed > most)) continue;
        const double share = most > 0.0 ? most / formed : 0.0;
        for (int s = 0; s < N_CHANGED; ++s) {
            const double before = t->spare[N_CHANGED + s][c];
            now[s][c] = before + share * (now[s][c] - before);
        }
    }
}

void lt_aerosol_haze(const lt_aerosol_plan *plan, lt_aerosol_tile *t, double dt) {
    double *now[N_CHANGED], *iron = t->spare[2 * N_CHANGED], *manganese = t->spare[2 * N_CHANGED + 1];
    if (!t->x[LT_PART_SO2] || !plan->haze.paths) return;
    for (int s = 0; s < N_CHANGED; ++s) {
        now[s] = t->spare[s];
        lt_aerosol_amount(plan, t, part_of[s], now[s]);
        memcpy(t->spare[N_CHANGED + s], now[s], (size_t)t->n * sizeof *now[s]);
    }
    lt_aerosol_amount(plan, t, LT_PART_AFEJ, iron);
    lt_aerosol_amount(plan, t, LT_PART_AMNJ, manganese);
    lt_haze_cells cells = {.n = t->n,
                           .dt = dt,
                           .temperature = t->temperature,
                           .pressure = t->pressure,
                           .humidity = t->states.humidity,
                           .daylight = t->daylight,
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
    hold_to_surplus(plan, t, now);
    for (int s = 0; s < N_CHANGED; ++s) lt_aerosol_changed(plan, t, part_of[s], t->spare[N_CHANGED + s], now[s]);
}
