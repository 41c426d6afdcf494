#include "model/aerosol/aerosol.h"

#include "base/timeaxis.h"
#include "model/aerosol/aerosol_tile.h"
#include "model/aerosol/drop_share.h"

#include <math.h>
#include <omp.h>

struct lt_aerosol {
    lt_aerosol_plan plan;
    int n_threads;
    lt_aerosol_tile *tiles; /* one a thread */
};

static lt_status ask_weather(const lt_aerosol_setup *setup) {
    lt_weather *w = setup->weather;
    LT_TRY(lt_weather_want(w, &w->temperature));
    return setup->aqueous ? lt_drop_share_ask(w) : LT_OK;
}

static lt_status find_kinds(lt_aerosol_plan *plan) {
    const lt_chemical_set *set = plan->setup.set;
    LT_TRY(lt_particle_kinds_create(set, &plan->kinds));
    LT_TRY(lt_calloc((size_t)plan->kinds.n, sizeof *plan->row_of_kind, &plan->row_of_kind));
    for (int n = 0; n < plan->kinds.n; ++n)
        plan->row_of_kind[n] = lt_aerosol_parts_row(&plan->parts, set, set->info[plan->kinds.of[n].species].name);
    return LT_OK;
}

static lt_status make_plan(const lt_aerosol_setup *setup, lt_aerosol_plan *plan) {
    const char *isa = setup->kernels->isa;
    *plan = (lt_aerosol_plan){.setup = *setup, .nz = setup->grid->nz, .n = setup->grid->nz * LT_LANES};
    plan->equilibrium =
        (lt_equilibrium_setup){LT_EQ_FORWARD, LT_EQ_METASTABLE, .kernel = lt_equilibrium_kernel_of(isa)};
    plan->uptake = lt_uptake_kernel_of(isa);
    plan->haze.paths = setup->paths;
    plan->clouds = lt_cloud_setup_default();
    plan->clouds.kernel = lt_cloud_kernel_of(isa);
    plan->clouds.paths = setup->paths;
    LT_TRY(lt_aerosol_parts_create(setup->set, &plan->parts));
    /* Nitrogen stays: without the gas that nitrite leaves as, NO2 has no way. */
    if (plan->parts.row[LT_PART_HONO] < 0) plan->haze.paths &= ~LT_PATH_BIT(LT_PATH_haze_no2);
    lt_aerosol_organics_find(setup->set, isa, &plan->parts, &plan->organics);
    LT_TRY(find_kinds(plan));
    return ask_weather(setup);
}

static lt_status create(const lt_aerosol_setup *setup, lt_aerosol *a) {
    LT_TRY(make_plan(setup, &a->plan));
    a->n_threads = omp_get_max_threads();
    LT_TRY(lt_calloc((size_t)a->n_threads, sizeof *a->tiles, &a->tiles));
    for (int n = 0; n < a->n_threads; ++n) LT_TRY(lt_aerosol_tile_create(&a->plan, &a->tiles[n]));
    return LT_OK;
}

lt_status lt_aerosol_create(const lt_aerosol_setup *setup, lt_aerosol **out) {
    lt_aerosol *a;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *a, &a));
    const lt_status status = create(setup, a);
    if (status == LT_OK)
        *out = a;
    else
        lt_aerosol_free(a);
    return status;
}

void lt_aerosol_free(lt_aerosol *a) {
    if (!a) return;
    for (int n = 0; a->tiles && n < a->n_threads; ++n) lt_aerosol_tile_free(&a->tiles[n]);
    lt_free(a->tiles);
    lt_aerosol_parts_free(&a->plan.parts);
    lt_particle_kinds_free(&a->plan.kinds);
    lt_free(a->plan.row_of_kind);
    lt_free(a);
}

/* Errors are the thread's own; the failed tile with the lowest number, whose state is as it was, is run again by the
 * main thread to have its error. */
lt_status lt_aerosol_step(lt_aerosol *a, lt_state *state, const lt_air *air, double middle, double dt, double *won) {
    char when[24];
    int failed = state->n_tiles;
#pragma omp parallel for schedule(dynamic) num_threads(a->n_threads)
    for (int n = 0; n < state->n_tiles; ++n) {
        const lt_status status =
            lt_aerosol_tile_step(&a->plan, state, air, n, middle, dt, &a->tiles[omp_get_thread_num()], won);
        if (status == LT_OK) continue;
#pragma omp critical(lt_aerosol)
        if (n < failed) failed = n;
    }
    if (failed == state->n_tiles) return LT_OK;
    lt_time_iso((lt_time)floor(middle), when);
    return lt_error_context(lt_aerosol_tile_step(&a->plan, state, air, failed, middle, dt, &a->tiles[0], won),
                            "step of %g s around %s", dt, when);
}

void lt_aerosol_work_add(const lt_aerosol_work *from, lt_aerosol_work *to) {
#define ADD(name, text) to->name += from->name;
    LT_AEROSOL_LAPS(ADD)
    LT_AEROSOL_COUNTS(ADD)
#undef ADD
#define ADD(name, text) lt_aerosol_cases_add(&from->name, &to->name);
    LT_AEROSOL_TROUBLES(ADD)
#undef ADD
}

lt_aerosol_work lt_aerosol_work_of(const lt_aerosol *a) {
    lt_aerosol_work sum = {0};
    for (int n = 0; n < a->n_threads; ++n) lt_aerosol_work_add(&a->tiles[n].work, &sum);
    return sum;
}
