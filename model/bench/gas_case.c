#include "model/bench/gas_case.h"

#include "model/state/isa.h"

#include <math.h>
#include <string.h>

/* Amounts in clean air and in the middle of a town, ppb (particles: ug a kg of air), height over which the difference
 * to clean air vanishes, emission in a town, ppb an hour through a kilometre of air (particles: ug a kg an hour).
 * Typical of a summer's plain (A). */
static const struct {
    const char *name;
    double clean, town, emitted;
} species[] = {
    {"O3", 45, 30, 0},         {"NO", 0.02, 3, 0.9},      {"NO2", 0.3, 20, 0.1},     {"HONO", 0.01, 0.3, 0.01},
    {"CO", 120, 600, 12},      {"SO2", 0.3, 8, 0.3},      {"HNO3", 0.3, 1, 0},       {"H2O2", 1.2, 0.3, 0},
    {"PAN", 0.3, 1, 0},        {"NTR1", 0.1, 0.5, 0},     {"NTR2", 0.1, 0.5, 0},     {"FORM", 0.8, 4, 0.05},
    {"ALD2", 0.3, 2, 0.02},    {"ALDX", 0.1, 1, 0.01},    {"ACET", 1, 3, 0.02},      {"KET", 0.2, 1, 0.02},
    {"MEOH", 1.5, 8, 0.05},    {"ETOH", 0.2, 3, 0.05},    {"PAR", 4, 50, 1.0},       {"ETHA", 1.5, 5, 0.04},
    {"PRPA", 0.5, 4, 0.04},    {"ETH", 0.1, 4, 0.1},      {"ETHY", 0.2, 3, 0.06},    {"OLE", 0.05, 2, 0.06},
    {"IOLE", 0.01, 0.5, 0.02}, {"TOL", 0.05, 3, 0.08},    {"XYLMN", 0.01, 2, 0.08},  {"BENZENE", 0.05, 1, 0.02},
    {"ISOP", 0.2, 1, 0.1},     {"TERP", 0.02, 0.1, 0.01}, {"APIN", 0.02, 0.1, 0.01}, {"NH3", 1, 10, 0.3},
    {"HCL", 0.05, 0.3, 0.005}, {"MEPX", 0.5, 0.2, 0},     {"FACD", 0.3, 1, 0},       {"AACD", 0.3, 1, 0},
    {"ASO4J", 2, 10, 0.1},     {"ANO3J", 0.5, 10, 0},     {"ANH4J", 1, 7, 0},        {"AECJ", 0.2, 3, 0.1},
    {"ALVPO1J", 2, 15, 0.3},   {"AOTHRJ", 2, 10, 0.2},    {"ACORS", 5, 30, 0.3},
};
enum { N_SPECIES = sizeof species / sizeof *species };
static const double mixed_m = 1000.0, scale_m = 8000.0;

/* --- what is made ------------------------------------------------------------------------------------------------- */

static lt_status make_grid(const lt_gas_case_setup *s, lt_grid **out) {
    double parallels[2] = {36, 46};
    const lt_definition d = {.name = (char *)"gas_case",
                             .projection = {.type = (char *)"lambert_conformal",
                                            .parallels = {parallels, 2},
                                            .lon_0 = 122.25,
                                            .lat_0 = 41.1,
                                            .radius = 6370000},
                             .cell = s->cell_m,
                             .nx = s->nx,
                             .ny = s->ny,
                             .layer_edges = {(void *)(uintptr_t)s->z_edge, s->nz + 1}};
    LT_TRY(lt_grid_create(&d, 0, out));
    const int n = s->nx * s->ny;
    for (int c = 0; c < n; ++c) {
        (*out)->terrain[c] = 20.0 * (c % 7);
        (*out)->region_fraction[(c % 8 == 7 ? LT_REGION_SEA : 0) * n + c] = 1.0;
    }
    lt_land_from_regions(*out, LT_LAND_CROPLAND);
    return LT_OK;
}

/* Members that a run would read from met.nc: those that are asked for, humidity and sun. */
static lt_status make_weather(lt_gas_case *c) {
    lt_weather *w = &c->weather;
    const lt_grid *g = c->grid;
    LT_TRY(lt_weather_want(w, &w->humidity));
    LT_TRY(lt_weather_want(w, &w->shortwave));
    const ptrdiff_t n = (ptrdiff_t)g->nx * g->ny;
    for (ptrdiff_t i = 0; i < n; ++i) {
        const bool cloudy = i % 3 == 1;
        w->cloud_cover[i] = cloudy ? 0.6 : 0.0;
        w->shortwave[i] = 200.0;
        w->cloud_optical_depth[i] = cloudy ? 15.0 : 0.0;
        w->snow_cover[i] = 0.0;
        w->albedo[i] = 0.15;
        for (int k = 0; k < g->nz; ++k) {
            const double z = 0.5 * (g->z_edge[k] + g->z_edge[k + 1]);
            const bool in_cloud = cloudy && z > 1000.0 && z < 2500.0;
            w->temperature[k * n + i] = 285.0 - 0.0065 * z;
            w->humidity[k * n + i] = 0.6;
            w->cloud_water[k * n + i] = in_cloud ? 2e-4 : 0.0;
            w->cloud_ice[k * n + i] = 0.0;
            w->cloud_fraction[k * n + i] = in_cloud ? 0.6 : 0.0;
        }
    }
    return LT_OK;
}

static void make_air(lt_gas_case *c) {
    const lt_grid *g = c->grid;
    for (int k = 0; k < g->nz; ++k)
        for (int j = 0; j < g->ny; ++j)
            for (int i = 0; i < g->nx; ++i) {
                const double kg_m2 = 1.22 * scale_m * (exp(-g->z_edge[k] / scale_m) - exp(-g->z_edge[k + 1] / scale_m));
                c->air->mass[lt_air_at(c->air, k, j, i)] = kg_m2 * g->area[j * g->nx + i];
            }
}

static lt_status create(const lt_gas_case_setup *s, lt_gas_case *c) {
    const lt_kernels *kernels;
    LT_TRY(lt_isa_kernels(&kernels));
    LT_TRY(make_grid(s, &c->grid));
    LT_TRY(lt_chemical_set_create(s->chemistry, &c->set));
    const lt_species_set all = lt_chemical_set_species(c->set);
    LT_TRY(lt_state_create(&all, s->nx, s->ny, s->nz, s->blocks_x, s->blocks_y, &c->state));
    LT_TRY(lt_air_create(s->nx, s->ny, s->nz, &c->air));
    c->weather = (lt_weather){.nx = (size_t)s->nx, .ny = (size_t)s->ny, .nz = (size_t)s->nz};
    const lt_gas_setup setup = {.set = c->set,
                                .grid = c->grid,
                                .state = c->state,
                                .weather = &c->weather,
                                .kernels = kernels,
                                .paths = s->paths,
                                .aqueous = true};
    LT_TRY(lt_gas_chemistry_create(&setup, &c->gas));
    const lt_aerosol_setup aerosol = {c->set,  c->grid,  c->state, &c->weather,
                                      kernels, s->paths, true,     s->coarse_nitrate};
    LT_TRY(lt_aerosol_create(&aerosol, &c->aerosol));
    LT_TRY(lt_calloc((size_t)(c->set->n * s->nx * s->ny), sizeof(double), &c->won));
    LT_TRY(make_weather(c));
    make_air(c);
    lt_gas_case_fill(c);
    return LT_OK;
}

lt_status lt_gas_case_create(const lt_gas_case_setup *setup, lt_gas_case *out) {
    *out = (lt_gas_case){0};
    return create(setup, out);
}

void lt_gas_case_free(lt_gas_case *c) {
    lt_aerosol_free(c->aerosol);
    lt_gas_chemistry_free(c->gas);
    lt_weather_close(&c->weather);
    lt_air_free(c->air);
    lt_state_free(c->state);
    lt_chemical_set_free(c->set);
    lt_grid_free(c->grid);
    lt_free(c->won);
    *c = (lt_gas_case){0};
}

/* --- the state ---------------------------------------------------------------------------------------------------- */

/* kg/kg of a unit of the table. */
static double unit_of(const lt_gas_case *c, int s) {
    return c->set->info[s].molar_mass > 0.0 ? 1e-9 * c->set->info[s].molar_mass / LT_M_AIR : 1e-9;
}

/* Adds clean + town x (how much of a town the column is, how near the ground) or, with set, sets it. */
static void put(const lt_gas_case *c, int s, double clean, double town, double height, bool set) {
    const lt_grid *g = c->grid;
    const double unit = unit_of(c, s);
    for (int b = 0; b < c->state->decomp.n_blocks; ++b) {
        const lt_state_block *block = &c->state->blocks[b];
        for (int k = 0; k < g->nz; ++k) {
            const double low = g->z_edge[k] < height ? 1.0 : 0.0;
            for (int j = 0; j < block->place.nj; ++j)
                for (int i = 0; i < block->place.ni; ++i) {
                    const long column = (long)(j + block->place.j0) * g->nx + i + block->place.i0;
                    const double share = (double)(column * 37 % 101) / 100.0;
                    lt_real *q = lt_state_slab(block, s, k) + j * block->row + i;
                    const double added = unit * (clean + town * share * share * low);
                    *q = (lt_real)(set ? added : (double)*q + added);
                }
        }
    }
}

void lt_gas_case_set(lt_gas_case *c, const char *name, double amount) {
    const int s = lt_chemical_set_find(c->set, name);
    if (s >= 0) put(c, s, amount, 0.0, 0.0, true);
}

void lt_gas_case_fill(lt_gas_case *c) {
    for (int s = 0; s < c->set->n; ++s) put(c, s, 0.0, 0.0, 0.0, true);
    for (int n = 0; n < N_SPECIES; ++n) {
        const int s = lt_chemical_set_find(c->set, species[n].name);
        if (s >= 0) put(c, s, species[n].clean, species[n].town - species[n].clean, mixed_m, true);
    }
}

/* More by day: 0.3 at night, 1.7 at noon. */
void lt_gas_case_emit(lt_gas_case *c, double hour, double dt) {
    const double now = (1.0 - 0.7 * cos(2.0 * M_PI * hour / 24.0)) * dt / 3600.0;
    for (int n = 0; n < N_SPECIES; ++n) {
        const int s = lt_chemical_set_find(c->set, species[n].name);
        if (s >= 0 && species[n].emitted > 0.0) put(c, s, 0.0, species[n].emitted * now, mixed_m, false);
    }
}

lt_status lt_gas_case_step(lt_gas_case *c, double middle, double dt) {
    LT_TRY(lt_gas_chemistry_step(c->gas, c->state, c->air, middle, dt, c->won, NULL));
    return lt_aerosol_step(c->aerosol, c->state, c->air, middle, dt, c->won);
}
