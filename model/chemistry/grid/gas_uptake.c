#include "model/chemistry/grid/gas_uptake.h"

#include "model/aerosol/drop_share.h"
#include "model/aerosol/equilibrium/constants.h"
#include "model/aerosol/uptake/constants.h"

#include <string.h>

enum { SULFATE, NITRATE, AMMONIUM, CHLORIDE, ACID, COARSE_NITRATE, COARSE_CHLORIDE, N_AMOUNTS };
_Static_assert((int)N_AMOUNTS == (int)LT_N_UPTAKE_IONS, "rows of the header");
static const char *const ions[N_AMOUNTS] = {"ASO4J", "ANO3J", "ANH4J", "ACLJ", "AH3OPJ", "ANO3K", "ACLK"};
static const double molar_water = 1e3 * LT_UPTAKE_WATER; /* g/mol */

static lt_status ask_weather(const lt_gas_uptake_setup *setup) {
    lt_weather *w = setup->weather;
    LT_TRY(lt_weather_want(w, &w->shortwave));
    return setup->aqueous ? lt_drop_share_ask(w) : LT_OK;
}

lt_status lt_gas_uptake_plan_create(const lt_gas_uptake_setup *setup, lt_gas_uptake_plan *out) {
    const lt_mechanism *m = setup->mechanism;
    *out = (lt_gas_uptake_plan){.kernel = lt_uptake_kernel_of(setup->isa), .setup = *setup};
    LT_TRY(ask_weather(setup));
    LT_TRY(lt_calloc((size_t)m->n_externals, sizeof *out->rate, &out->rate));
    for (int e = 0; e < m->n_externals; ++e)
        out->rate[e] = m->externals[e].kind == LT_EXTERNAL_HET ? lt_uptake_of(m->externals[e].name) : -1;
    return LT_OK;
}

void lt_gas_uptake_plan_free(lt_gas_uptake_plan *plan) {
    lt_free(plan->rate);
    *plan = (lt_gas_uptake_plan){0};
}

lt_status lt_gas_uptake_create(const lt_gas_particles *particles, const lt_chemical_set *set, int nz,
                               lt_gas_uptake *u) {
    double **const single[] = {&u->bisulfate,    &u->organic, &u->organic_share, &u->soot_share, &u->water,
                               &u->coarse_water, &u->light,   &u->cloud_water,   &u->cloud};
    enum { N_SINGLE = sizeof single / sizeof *single };
    const size_t n = (size_t)nz * LT_LANES;
    *u = (lt_gas_uptake){0};
    LT_TRY(lt_calloc((N_SINGLE + N_AMOUNTS + LT_N_UPTAKES) * n, sizeof(double), &u->memory));
    for (size_t k = 0; k < N_SINGLE; ++k) *single[k] = u->memory + k * n;
    for (size_t k = 0; k < N_AMOUNTS; ++k) {
        const int s = lt_chemical_set_find(set, ions[k]);
        u->from[k] = lt_gas_particles_row(particles, set, ions[k]);
        u->per_kg[k] = s < 0 ? 0.0 : 1e3 / set->info[s].particle->molar_mass;
        u->amount[k] = u->memory + (N_SINGLE + k) * n;
    }
    for (size_t k = 0; k < LT_N_UPTAKES; ++k) u->rate[k] = u->memory + (N_SINGLE + N_AMOUNTS + k) * n;
    return LT_OK;
}

void lt_gas_uptake_free(lt_gas_uptake *u) {
    lt_free(u->memory);
    *u = (lt_gas_uptake){0};
}

static void amounts(const lt_gas_air *air, lt_gas_uptake *u) {
    const int n = air->nz * LT_LANES;
    for (int k = 0; k < N_AMOUNTS; ++k) {
        const double *restrict x = u->from[k], *restrict density = air->density, per = u->per_kg[k];
        double *restrict out = u->amount[k];
        for (int c = 0; c < n; ++c) out[c] = x && x[c] > 0.0 ? per * (x[c] * density[c]) : 0.0;
    }
}

/* Dry volume of organic matter and soot in that of all, organic mass, water of both modes. */
static void shares(const lt_gas_air *air, const lt_gas_particles *p, lt_gas_uptake *u) {
    const int n = air->nz * LT_LANES;
    memset(u->organic, 0, (size_t)n * sizeof *u->organic);
    memset(u->organic_share, 0, (size_t)n * sizeof *u->organic_share);
    memset(u->soot_share, 0, (size_t)n * sizeof *u->soot_share);
    for (int k = 0; k < p->kinds.n; ++k) {
        double *restrict share = p->kinds.of[k].organic ? u->organic_share : u->soot_share;
        if (!p->kinds.of[k].organic && !p->kinds.of[k].soot) continue;
        for (int c = 0; c < n; ++c) {
            const double kg = p->mass[k][c] > 0.0 ? p->mass[k][c] * air->density[c] : 0.0;
            share[c] += kg / p->kinds.of[k].density;
            if (p->kinds.of[k].organic) u->organic[c] += 1e9 * kg;
        }
    }
    for (int c = 0; c < n; ++c) {
        const double volume = p->sums[LT_FINE].volume[c], per = volume > 0.0 ? 1.0 / volume : 0.0;
        u->organic_share[c] *= per;
        u->soot_share[c] *= per;
        u->water[c] = p->kinds.water >= 0 && p->mass[p->kinds.water][c] > 0.0
                          ? 1e3 * p->mass[p->kinds.water][c] * air->density[c] / molar_water
                          : 0.0;
        u->coarse_water[c] = 1e6 * (p->volume[LT_COARSE][c] - p->sums[LT_COARSE].volume[c]) / molar_water;
    }
}

static void dissociate(const lt_gas_air *air, lt_gas_uptake *u) {
    for (int c = 0; c < air->nz * LT_LANES; ++c) {
        const double k = lt_eq_constant(LT_K_BISULFATE, air->temperature[c]);
        const double water = 1e-3 * molar_water * u->water[c], h = u->amount[ACID][c];
        u->bisulfate[c] = h > 0.0 ? u->amount[SULFATE][c] * h / (h + k * water) : 0.0;
    }
}

/* Without a chemistry of clouds all of a cell is clear: cloud stays 0. */
static void weather(const lt_gas_uptake_setup *setup, const lt_tile *columns, const lt_gas_air *air, lt_gas_uptake *u) {
    lt_tile_gather(columns, 1, 0, setup->grid->nx, setup->weather->shortwave, u->light);
    for (int c = LT_LANES; c < air->nz * LT_LANES; ++c) u->light[c] = u->light[c - LT_LANES];
    if (setup->aqueous) lt_drop_share(setup->grid, setup->weather, columns, air->density, u->cloud_water, u->cloud);
}

void lt_gas_uptake_take(const lt_gas_uptake_plan *plan, const lt_tile *columns, const lt_gas_air *air,
                        const lt_gas_particles *p, lt_gas_uptake *u) {
    weather(&plan->setup, columns, air, u);
    amounts(air, u);
    shares(air, p, u);
    dissociate(air, u);
    lt_uptake_cells cells = {
        .n = air->nz * LT_LANES,
        .temperature = air->temperature,
        .pressure = air->pressure,
        .humidity = air->humidity,
        .light = u->light,
        .cloud = u->cloud,
        .fine = {p->surface[LT_FINE], p->radius[LT_FINE], u->water, u->amount[NITRATE], u->amount[CHLORIDE]},
        .coarse = {p->surface[LT_COARSE], p->radius[LT_COARSE], u->coarse_water, u->amount[COARSE_NITRATE],
                   u->amount[COARSE_CHLORIDE]},
        .ammonium = u->amount[AMMONIUM],
        .sulfate = u->amount[SULFATE],
        .bisulfate = u->bisulfate,
        .acid = u->amount[ACID],
        .organic = u->organic,
        .organic_share = u->organic_share,
        .soot_share = u->soot_share};
    for (int r = 0; r < LT_N_UPTAKES; ++r) cells.rate[r] = u->rate[r];
    plan->kernel->rates(&plan->setup.rates, &cells);
}
