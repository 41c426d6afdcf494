#include "model/chemistry/grid/gas_chemistry.h"

#include "base/log.h"
#include "model/chemistry/grid/gas_judge.h"
#include "model/chemistry/grid/gas_pass.h"

#include <math.h>
#include <omp.h>
#include <string.h>

struct lt_gas_chemistry {
    lt_gas_plan plan;
    int n_threads;
    lt_gas_tile *tiles;    /* one a thread */
    lt_gas_guests *guests; /* NULL: one rank */
};

/* A gas of air that rates may ask: of the mechanism, or of air. */
static double share_of(const lt_mechanism *m, const char *name) {
    const int s = lt_mechanism_species(m, name);
    const bool given = s >= m->n_variable && isfinite(m->species[s].initial);
    return given ? m->species[s].initial : lt_air_share(name);
}

const lt_gas_lanes *lt_gas_lanes_of(const char *isa) {
    if (strcmp(isa, "v3") == 0) return &lt_gas_lanes_v3;
    return strcmp(isa, "v4") == 0 ? &lt_gas_lanes_v4 : NULL;
}

/* --- life --------------------------------------------------------------------------------------------------------- */

/* Rows whose cells lie an odd number of lines of memory apart. */
static ptrdiff_t odd_lines(int n) {
    enum { LINE = 64 / (int)sizeof(lt_real) };
    return ((n + LINE - 1) / LINE | 1) * LINE;
}

static void find_rows(lt_gas_plan *plan) {
    const lt_mechanism *m = plan->set->mechanism;
    for (int s = 0; s < m->n_variable; ++s)
        if (!lt_chemical_set_carries(plan->set, s)) plan->absent[plan->n_absent++] = s;
    const int water = lt_mechanism_species(m, "H2O");
    plan->water = water >= m->n_variable && !isfinite(m->species[water].initial) ? water - m->n_variable : -1;
    plan->oxygen_ppb = share_of(m, "O2");
    plan->nitrogen_ppb = share_of(m, "N2");
}

/* A counter or product that the mechanism or set lacks makes nothing. */
static lt_status find_yields(lt_gas_plan *plan) {
    const lt_organics_scheme *organics = plan->set->organics;
    LT_TRY(lt_calloc((size_t)organics->n_yields, sizeof *plan->yields, &plan->yields));
    for (int y = 0; y < organics->n_yields; ++y) {
        const lt_organics_yield *of = &organics->yields[y];
        const int row = lt_mechanism_species(plan->set->mechanism, of->counter);
        const int species = lt_chemical_set_find(plan->set, of->product);
        if (row < 0 || species < 0 || lt_chemical_set_carries(plan->set, row)) continue;
        plan->yields[plan->n_yields++] =
            (lt_gas_yield){row, species, 1e-9 * of->mass_yield * of->counter_molar_mass / LT_M_AIR};
    }
    return LT_OK;
}

static lt_status make_plan(const lt_gas_setup *setup, lt_gas_plan *plan) {
    const lt_mechanism *m = setup->set->mechanism;
    const lt_gas_light_setup light = {m,
                                      setup->grid,
                                      setup->weather,
                                      setup->kernels->isa,
                                      setup->state->n_tiles,
                                      lt_chemical_set_find(setup->set, "O3"),
                                      setup->ozone_DU};
    *plan = (lt_gas_plan){.set = setup->set,
                          .grid = setup->grid,
                          .weather = setup->weather,
                          .lanes = lt_gas_lanes_of(setup->kernels->isa),
                          .nz = setup->grid->nz,
                          .n_cells = setup->grid->nz * LT_LANES,
                          .stride = odd_lines(setup->grid->nz * LT_LANES)};
    LT_TRY(lt_gas_judge(setup->set));
    LT_TRY(lt_calloc((size_t)m->n_externals, sizeof *plan->row, &plan->row));
    LT_TRY(lt_gas_light_create(&light, plan->row, &plan->light));
    LT_TRY(lt_calloc((size_t)setup->set->n_reacting, sizeof(double), &plan->to_ppb));
    LT_TRY(lt_calloc((size_t)m->n_variable, sizeof *plan->absent, &plan->absent));
    for (int n = 0; n < setup->set->n_reacting; ++n)
        plan->to_ppb[n] = 1e9 * LT_M_AIR / setup->set->reacting[n].molar_mass;
    find_rows(plan);
    LT_TRY(find_yields(plan));
    const lt_gas_uptake_setup uptake = {
        .mechanism = m,
        .isa = setup->kernels->isa,
        .grid = setup->grid,
        .weather = setup->weather,
        .rates = {.paths = setup->paths, .tunings = setup->tunings, .n2o5 = setup->n2o5},
        .aqueous = setup->aqueous};
    LT_TRY(lt_gas_uptake_plan_create(&uptake, &plan->uptake));
    LT_TRY(lt_calloc(1, sizeof *plan->optics, &plan->optics));
    lt_optics_make(plan->optics);
    for (int n = 0; n < LT_N_GAS_SEEN; ++n)
        LT_TRY(lt_calloc((size_t)setup->grid->ny * (size_t)setup->grid->nx, sizeof(double), &plan->seen[n]));
    return lt_calloc((size_t)plan->nz * (size_t)setup->grid->ny * (size_t)setup->grid->nx, sizeof(double), &plan->step);
}

static lt_status create(const lt_gas_setup *setup, lt_gas_chemistry *g) {
    LT_TRY(make_plan(setup, &g->plan));
    g->n_threads = omp_get_max_threads();
    LT_TRY(lt_calloc((size_t)g->n_threads, sizeof *g->tiles, &g->tiles));
    for (int n = 0; n < g->n_threads; ++n) LT_TRY(lt_gas_tile_create(&g->plan, &g->tiles[n]));
    LT_TRY(lt_gas_guests_create(&g->plan, setup->state, &g->guests));
    if (!lt_chemistry_kernel(g->tiles[0].chemistry))
        lt_remark(LT_LOG_WARNING,
                  "%s: no generated code of this mechanism in this build, the interpreter takes some 20 times as long; "
                  "`lantian mechanism compile` writes it",
                  setup->set->mechanism->path);
    return LT_OK;
}

lt_status lt_gas_chemistry_create(const lt_gas_setup *setup, lt_gas_chemistry **out) {
    lt_gas_chemistry *g;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *g, &g));
    const lt_status status = create(setup, g);
    if (status == LT_OK)
        *out = g;
    else
        lt_gas_chemistry_free(g);
    return status;
}

void lt_gas_chemistry_free(lt_gas_chemistry *g) {
    if (!g) return;
    for (int n = 0; g->tiles && n < g->n_threads; ++n) lt_gas_tile_free(&g->tiles[n]);
    lt_free(g->tiles);
    lt_gas_guests_free(g->guests);
    lt_gas_light_free(g->plan.light);
    lt_gas_uptake_plan_free(&g->plan.uptake);
    for (int n = 0; n < LT_N_GAS_SEEN; ++n) lt_free(g->plan.seen[n]);
    lt_free(g->plan.optics);
    lt_free(g->plan.yields);
    lt_free(g->plan.to_ppb);
    lt_free(g->plan.absent);
    lt_free(g->plan.row);
    lt_free(g->plan.step);
    lt_free(g);
}

/* --- a step ------------------------------------------------------------------------------------------------------- */

lt_status lt_gas_chemistry_step(lt_gas_chemistry *g, lt_state *state, const lt_air *air, double middle, double dt,
                                double *won, double *clipped) {
    char when[24];
    const lt_gas_pass pass = {&g->plan, g->guests, g->n_threads, g->tiles, state, air, dt, won, clipped};
    const lt_status light = lt_gas_light_at(g->plan.light, middle - 0.5 * dt, dt);
    const lt_status status = lt_gas_pass_run(&pass, light);
    if (status == LT_OK || light != LT_OK) return status;
    lt_time_iso((lt_time)floor(middle), when);
    return lt_error_context(status, "step of %g s around %s", dt, when);
}

const double *const *lt_gas_chemistry_seen(const lt_gas_chemistry *g) {
    return (const double *const *)g->plan.seen;
}

lt_status lt_gas_chemistry_exchange(lt_gas_chemistry *g, lt_restart *restart, const char *group, const lt_part *part) {
    return lt_restart_cells(restart, group, "chemistry_step", "s", part, g->plan.nz, g->plan.step);
}

lt_status lt_gas_chemistry_inputs(lt_hash *hash) {
    return lt_gas_light_inputs(hash);
}

lt_gas_work lt_gas_chemistry_work(const lt_gas_chemistry *g) {
    lt_gas_work sum = {0};
    for (int n = 0; n < g->n_threads; ++n) {
        const lt_gas_work *one = &g->tiles[n].work;
        sum.copy += one->copy;
        sum.air += one->air;
        sum.light += one->light;
        sum.rates += one->rates;
        sum.solve += one->solve;
        sum.cells += one->cells;
        sum.guests += one->guests;
        lt_chem_counts_add(&sum.counts, &one->counts);
    }
    return sum;
}
