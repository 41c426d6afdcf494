#include "model/chemistry/grid/gas_air.h"

static const double boltzmann = 1.380649e-23, avogadro = 6.02214076e23; /* J K-1, mol-1; exact (SI, 2019) */
static const double gravity = 9.80665;                                  /* m s-2 */

lt_status lt_gas_air_create(int nz, lt_gas_air *out) {
    double **const fields[] = {&out->mass,   &out->per_area, &out->density,   &out->temperature,  &out->humidity,
                               &out->number, &out->pressure, &out->water_ppb, &out->edge_pressure};
    enum { N = sizeof fields / sizeof *fields };
    const size_t layer = LT_LANES;
    *out = (lt_gas_air){.nz = nz};
    LT_TRY(lt_calloc(((size_t)nz * N + 1) * layer, sizeof(double), &out->memory));
    for (int f = 0; f < N; ++f) *fields[f] = out->memory + (size_t)f * (size_t)nz * layer;
    return LT_OK;
}

void lt_gas_air_free(lt_gas_air *air) {
    lt_free(air->memory);
    *air = (lt_gas_air){0};
}

static void edges(const lt_gas_air *a) {
    const ptrdiff_t top = (ptrdiff_t)(a->nz - 1) * LT_LANES;
    for (int l = 0; l < LT_LANES; ++l) {
        const double p = a->pressure[top + l], d = 0.5 * gravity * a->per_area[top + l] / p;
        a->edge_pressure[top + LT_LANES + l] = p * (1.0 - 0.5 * d) / (1.0 + 0.5 * d);
    }
    for (ptrdiff_t c = top + LT_LANES - 1; c >= 0; --c)
        a->edge_pressure[c] = a->edge_pressure[c + LT_LANES] + gravity * a->per_area[c];
}

void lt_gas_air_take(const lt_gas_lanes *lanes, const lt_grid *grid, const lt_weather *weather, const lt_air *of,
                     const lt_tile *tile, lt_gas_air *a) {
    const ptrdiff_t layer = (ptrdiff_t)grid->nx * grid->ny;
    const double per_kg = 1e-6 * avogadro / (1e-3 * LT_M_AIR);
    double per_m2[LT_LANES];
    for (int l = 0; l < LT_LANES; ++l) per_m2[l] = 1.0 / grid->area[(ptrdiff_t)tile->j[l] * grid->nx + tile->i[l]];
    lt_tile_gather(tile, a->nz, of->layer, of->row, of->mass + lt_air_at(of, 0, 0, 0), a->mass);
    lt_tile_gather(tile, a->nz, layer, grid->nx, weather->temperature, a->temperature);
    lt_tile_gather(tile, a->nz, layer, grid->nx, weather->humidity, a->humidity);
    lanes->saturation(a->nz * LT_LANES, a->temperature, a->water_ppb);
    for (int k = 0; k < a->nz; ++k) {
        const double per_m = 1.0 / (grid->z_edge[k + 1] - grid->z_edge[k]);
        for (int l = 0; l < LT_LANES; ++l) {
            const int c = k * LT_LANES + l;
            a->per_area[c] = a->mass[c] * per_m2[l];
            a->density[c] = a->per_area[c] * per_m;
            a->number[c] = a->density[c] * per_kg;
            a->pressure[c] = 1e6 * a->number[c] * (boltzmann * a->temperature[c]);
            a->water_ppb[c] = 1e9 * a->humidity[c] * a->water_ppb[c] / a->pressure[c];
        }
    }
    edges(a);
}
