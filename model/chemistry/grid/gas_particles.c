#include "model/chemistry/grid/gas_particles.h"

#include "model/state/tile_rows.h"

#include <string.h>

static void share_out(lt_gas_particles *p, lt_tile_rows *r) {
    for (int k = 0; k < p->kinds.n; ++k) p->mass[k] = lt_tile_rows_take(r);
    for (int mode = 0; mode < LT_N_PARTICLE_MODES; ++mode) {
        p->sums[mode] = (lt_size_sums){lt_tile_rows_take(r), lt_tile_rows_take(r), lt_tile_rows_take(r)};
        p->refraction[mode] = lt_tile_rows_take(r);
        p->volume[mode] = lt_tile_rows_take(r);
        p->surface[mode] = lt_tile_rows_take(r);
        p->radius[mode] = lt_tile_rows_take(r);
    }
    p->light = (lt_optics_sums){lt_tile_rows_take(r), lt_tile_rows_take(r), lt_tile_rows_take(r), lt_tile_rows_take(r)};
    double **const last[] = {&p->extinction, &p->depth, &p->angstrom, &p->single_albedo, &p->asymmetry};
    for (size_t n = 0; n < sizeof last / sizeof *last; ++n) *last[n] = lt_tile_rows_take(r);
}

lt_status lt_gas_particles_create(const lt_chemical_set *set, const lt_optics *optics, int nz, lt_gas_particles *p) {
    *p = (lt_gas_particles){.optics = optics};
    LT_TRY(lt_particle_kinds_create(set, &p->kinds));
    LT_TRY(lt_calloc((size_t)p->kinds.n, sizeof *p->mass, &p->mass));
    lt_tile_rows r = {NULL, (size_t)nz * LT_LANES, 0};
    share_out(p, &r);
    LT_TRY(lt_calloc(r.used, sizeof(double), &p->memory));
    r = (lt_tile_rows){p->memory, r.n, 0};
    share_out(p, &r);
    return LT_OK;
}

void lt_gas_particles_free(lt_gas_particles *p) {
    lt_particle_kinds_free(&p->kinds);
    lt_free(p->mass);
    lt_free(p->memory);
    *p = (lt_gas_particles){0};
}

void lt_gas_particles_take(const lt_gas_lanes *lanes, const lt_state *state, const lt_tile *tile, const lt_gas_air *air,
                           lt_gas_particles *p) {
    const int n = air->nz * LT_LANES;
    for (int k = 0; k < p->kinds.n; ++k) lt_tile_load(state, tile, p->kinds.of[k].species, p->mass[k]);
    double *const light[] = {p->light.scattered, p->light.scattered_400, p->light.forward, p->light.absorbed};
    for (size_t k = 0; k < sizeof light / sizeof *light; ++k) memset(light[k], 0, (size_t)n * sizeof **light);
    for (int mode = 0; mode < LT_N_PARTICLE_MODES; ++mode) {
        const lt_gas_particle_fields fields = {.n = n,
                                               .n_kinds = p->kinds.n,
                                               .kind = p->kinds.of,
                                               .mass = p->mass,
                                               .density = air->density,
                                               .humidity = air->humidity,
                                               .water = mode == LT_FINE && p->kinds.water >= 0 ? p->mass[p->kinds.water]
                                                                                               : NULL,
                                               .mode = mode,
                                               .sums = &p->sums[mode],
                                               .refraction = p->refraction[mode],
                                               .absorbed = p->light.absorbed,
                                               .volume = p->volume[mode],
                                               .surface = p->surface[mode],
                                               .radius = p->radius[mode]};
        lanes->particles(&fields);
        lt_optics_add(p->optics, mode, n, p->sums[mode].volume, p->volume[mode], p->refraction[mode], &p->light);
    }
    const lt_optics_rows seen = {p->extinction, p->angstrom, p->single_albedo, p->asymmetry};
    lt_optics_of(n, &p->light, &seen);
    for (int c = 0; c < n; ++c) p->depth[c] = p->extinction[c] * (air->per_area[c] / air->density[c]);
}

const double *lt_gas_particles_row(const lt_gas_particles *p, const lt_chemical_set *set, const char *name) {
    const int s = lt_chemical_set_find(set, name);
    for (int k = 0; k < p->kinds.n; ++k)
        if (p->kinds.of[k].species == s) return p->mass[k];
    return NULL;
}
