#include "model/chemistry/grid/gas_particles.h"

#include <math.h>

static const double gamma_n2o5 = 0.02, molar_mass_n2o5 = 108.009e-3, gas_constant = 8.31446261815324; /* kg/mol, SI */

lt_status lt_gas_particles_create(const lt_chemical_set *set, int nz, lt_gas_particles *out) {
    double **const fields[] = {&out->uptake, &out->depth, &out->angstrom, &out->single_albedo, &out->asymmetry};
    enum { N = sizeof fields / sizeof *fields };
    const size_t n = (size_t)nz * LT_LANES;
    *out = (lt_gas_particles){0};
    LT_TRY(lt_calloc((N + LT_N_CONSTITUENTS) * n, sizeof(double), &out->memory));
    for (size_t f = 0; f < N; ++f) *fields[f] = out->memory + f * n;
    for (size_t p = 0; p < LT_N_CONSTITUENTS; ++p) {
        out->species[p] = lt_chemical_set_find(set, lt_constituents[p].name);
        out->mass[p] = out->memory + (N + p) * n;
    }
    return LT_OK;
}

void lt_gas_particles_free(lt_gas_particles *particles) {
    lt_free(particles->memory);
    *particles = (lt_gas_particles){0};
}

void lt_gas_particles_take(const lt_gas_lanes *lanes, const lt_state *state, const lt_tile *tile, const lt_gas_air *air,
                           lt_gas_particles *out) {
    lt_gas_particle_fields fields = {
        .n = air->nz * LT_LANES,
        .humidity = air->humidity,
        .density = air->density,
        .per_area = air->per_area,
        .temperature = air->temperature,
        .uptake_per_root_K = 0.25 * gamma_n2o5 * sqrt(8.0 * gas_constant / (3.14159265358979323846 * molar_mass_n2o5)),
        .uptake = out->uptake,
        .depth = out->depth,
        .angstrom = out->angstrom,
        .single_albedo = out->single_albedo,
        .asymmetry = out->asymmetry};
    for (int p = 0; p < LT_N_CONSTITUENTS; ++p) {
        lt_tile_load(state, tile, out->species[p], out->mass[p]);
        fields.mass[p] = out->mass[p];
    }
    lanes->particles(&fields);
}
