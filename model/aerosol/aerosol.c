#include "model/aerosol/aerosol.h"

#include "model/aerosol/aerosol_tile.h"

#include <omp.h>

struct lt_aerosol {
    lt_aerosol_plan plan;
    int n_threads;
    lt_aerosol_tile *tiles; /* one a thread */
};

static lt_status create(const lt_aerosol_setup *setup, lt_aerosol *a) {
    lt_aerosol_plan *plan = &a->plan;
    *plan = (lt_aerosol_plan){.setup = *setup, .nz = setup->grid->nz, .n = setup->grid->nz * LT_LANES};
    plan->equilibrium = (lt_equilibrium_setup){LT_EQ_FORWARD, LT_EQ_METASTABLE,
                                               .kernel = lt_equilibrium_kernel_of(setup->kernels->isa)};
    lt_aerosol_parts_find(setup->set, &plan->parts);
    LT_TRY(lt_weather_want(setup->weather, &setup->weather->temperature));
    a->n_threads = omp_get_max_threads();
    LT_TRY(lt_calloc((size_t)a->n_threads, sizeof *a->tiles, &a->tiles));
    for (int n = 0; n < a->n_threads; ++n) LT_TRY(lt_aerosol_tile_create(plan, &a->tiles[n]));
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
    lt_free(a);
}

/* Errors are the thread's own; the failed tile with the lowest number, whose state is as it was, is run again by the
 * main thread to have its error. */
lt_status lt_aerosol_step(lt_aerosol *a, lt_state *state, const lt_air *air, double dt, double *won) {
    int failed = state->n_tiles;
#pragma omp parallel for schedule(dynamic) num_threads(a->n_threads)
    for (int n = 0; n < state->n_tiles; ++n) {
        const lt_status status =
            lt_aerosol_tile_step(&a->plan, state, air, n, dt, &a->tiles[omp_get_thread_num()], won);
        if (status == LT_OK) continue;
#pragma omp critical(lt_aerosol)
        if (n < failed) failed = n;
    }
    if (failed == state->n_tiles) return LT_OK;
    return lt_aerosol_tile_step(&a->plan, state, air, failed, dt, &a->tiles[0], won);
}

lt_aerosol_work lt_aerosol_work_of(const lt_aerosol *a) {
    lt_aerosol_work sum = {0};
    for (int n = 0; n < a->n_threads; ++n) {
        const lt_aerosol_work *one = &a->tiles[n].work;
        sum.copy += one->copy;
        sum.inorganic += one->inorganic;
        sum.cells += one->cells;
        sum.humid += one->humid;
        sum.plain += one->plain;
        sum.unsolved += one->unsolved;
    }
    return sum;
}
