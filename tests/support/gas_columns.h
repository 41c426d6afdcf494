/* gas_columns.h - small cases of model/bench/gas_case.h for tests. Header only. */
#ifndef LT_TESTS_GAS_COLUMNS_H
#define LT_TESTS_GAS_COLUMNS_H

#include "model/aerosol/paths.h"
#include "model/bench/gas_case.h"
#include "model/chemistry/grid/gas_light.h"
#include "model/chemistry/grid/gas_uptake.h"

enum { GAS_NX = 9, GAS_NY = 5, GAS_NZ = 5, GAS_COLUMNS = GAS_NX * GAS_NY };
static const double gas_edges[GAS_NZ + 1] = {0, 40, 400, 1200, 3000, 8000};

#define GAS_OK(call)                                                                                                   \
    do {                                                                                                               \
        lt_status gas_status_ = (call);                                                                                \
        if (gas_status_ != LT_OK) {                                                                                    \
            char gas_text_[8192];                                                                                      \
            lt_error_text(gas_status_, gas_text_, sizeof gas_text_);                                                   \
            fail_msg("%s: %s", #call, gas_text_);                                                                      \
        }                                                                                                              \
    } while (0)

static inline lt_gas_case_setup gas_setup(const char *chemistry) {
    return (lt_gas_case_setup){.chemistry = chemistry,
                               .nx = GAS_NX,
                               .ny = GAS_NY,
                               .nz = GAS_NZ,
                               .cell_m = 27e3,
                               .z_edge = gas_edges,
                               .blocks_x = 1,
                               .blocks_y = 1,
                               .paths = LT_PATHS_DEFAULT};
}

static inline void gas_case(const char *chemistry, lt_gas_case *out) {
    const lt_gas_case_setup setup = gas_setup(chemistry);
    GAS_OK(lt_gas_case_create(&setup, out));
}

/* Particles do nothing but stand in equilibrium. */
static inline void gas_case_at_rest(const char *chemistry, lt_gas_case *out) {
    lt_gas_case_setup setup = gas_setup(chemistry);
    setup.paths = 0;
    GAS_OK(lt_gas_case_create(&setup, out));
}

/* Mixing ratio of a species in a cell of a case of one block. */
static inline lt_real *gas_at(const lt_gas_case *c, const char *species, int k, int j, int i) {
    const int s = lt_chemical_set_find(c->set, species);
    if (s < 0) fail_msg("no %s", species);
    return lt_state_slab(&c->state->blocks[0], s, k) + j * c->state->blocks[0].row + i;
}

static inline double gas_ppb(const lt_gas_case *c, const char *species, int k, int j, int i) {
    const double mass = c->set->info[lt_chemical_set_find(c->set, species)].molar_mass;
    return (double)*gas_at(c, species, k, j, i) * 1e9 * 28.9647 / mass;
}

/* The light of a case, as its chemistry makes it: of the first tile. */
typedef struct gas_lit {
    lt_gas_light *light;
    lt_gas_light_work *work;
    lt_gas_air air;
    lt_optics optics;
    lt_gas_particles particles;
    lt_gas_uptake_plan plan;
    lt_gas_uptake uptake;
    double cosine[LT_LANES]; /* in the middle of the step */
    int row[512];            /* of J, of each external value */
} gas_lit;

static inline void gas_lit_create(lt_gas_case *c, gas_lit *l) {
    const lt_gas_light_setup setup = {.mechanism = c->set->mechanism,
                                      .grid = c->grid,
                                      .weather = &c->weather,
                                      .isa = "v3",
                                      .n_tiles = c->state->n_tiles,
                                      .ozone = lt_chemical_set_find(c->set, "O3")};
    assert_true(c->set->mechanism->n_externals <= (int)(sizeof l->row / sizeof *l->row));
    GAS_OK(lt_gas_light_create(&setup, l->row, &l->light));
    GAS_OK(lt_gas_light_work_create(l->light, &l->work));
    GAS_OK(lt_gas_air_create(GAS_NZ, &l->air));
    lt_optics_make(&l->optics);
    GAS_OK(lt_gas_particles_create(c->set, &l->optics, GAS_NZ, &l->particles));
    const lt_gas_uptake_setup uptake = {.mechanism = c->set->mechanism,
                                        .isa = "v3",
                                        .grid = c->grid,
                                        .weather = &c->weather,
                                        .rates = {.paths = LT_PATHS_DEFAULT},
                                        .aqueous = true};
    GAS_OK(lt_gas_uptake_plan_create(&uptake, &l->plan));
    GAS_OK(lt_gas_uptake_create(&l->particles, c->set, GAS_NZ, &l->uptake));
}

static inline void gas_lit_free(gas_lit *l) {
    lt_gas_uptake_free(&l->uptake);
    lt_gas_uptake_plan_free(&l->plan);
    lt_gas_particles_free(&l->particles);
    lt_gas_air_free(&l->air);
    lt_gas_light_work_free(l->work);
    lt_gas_light_free(l->light);
}

/* J [row][layer][lane] of a step of dt with this middle. */
static inline const lt_real *gas_lit_at(lt_gas_case *c, gas_lit *l, double middle, double dt) {
    const lt_tile *tile = &c->state->tiles[0];
    GAS_OK(lt_gas_light_at(l->light, middle - 0.5 * dt, dt));
    lt_gas_air_take(&lt_gas_lanes_v3, c->grid, &c->weather, c->air, tile, &l->air);
    lt_gas_particles_take(&lt_gas_lanes_v3, c->state, tile, &l->air, &l->particles);
    lt_gas_uptake_take(&l->plan, tile, &l->air, &l->particles, &l->uptake);
    lt_gas_light_sun(l->light, tile, l->cosine);
    return lt_gas_light_take(l->light, c->state, 0, &l->air, &l->particles, l->work);
}

#endif
