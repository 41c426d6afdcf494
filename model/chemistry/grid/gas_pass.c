#include "model/chemistry/grid/gas_pass.h"

#include <omp.h>

/* The lowest tile that failed is kept in *failed. */
static void note(int *failed, int number) {
#pragma omp critical(lt_gas_pass)
    if (number < *failed) {
#pragma omp atomic write
        *failed = number;
    }
}

static bool is_behind(const int *failed, int number) {
    int first;
#pragma omp atomic read
    first = *failed;
    return number > first;
}

static lt_gas_tile *own_tile(const lt_gas_pass *p) {
    return &p->tiles[omp_get_thread_num()];
}

/* --- tiles that go ------------------------------------------------------------------------------------------------ */

static lt_status send_away(const lt_gas_pass *p, int *failed) {
    const int n_away = lt_gas_guests_away(p->guests);
    if (n_away == 0) return LT_OK;
#pragma omp parallel for schedule(dynamic) num_threads(p->n_threads)
    for (int n = 0; n < n_away; ++n) {
        const int number = lt_gas_guests_number(p->guests, n);
        lt_gas_tile *tile = own_tile(p);
        const bool good = lt_gas_tile_prepare(p->plan, p->state, p->air, number, tile) == LT_OK;
        if (!good) note(failed, number);
        lt_gas_guests_pack(p->guests, n, good ? tile : NULL);
    }
    return lt_gas_guests_send(p->guests);
}

static lt_status take_back(const lt_gas_pass *p, int *failed) {
    const int n_away = lt_gas_guests_away(p->guests);
    if (n_away == 0) return LT_OK;
    LT_TRY(lt_gas_guests_wait(p->guests));
#pragma omp parallel for schedule(dynamic) num_threads(p->n_threads)
    for (int n = 0; n < n_away; ++n) {
        const int number = lt_gas_guests_number(p->guests, n);
        lt_gas_tile *tile = own_tile(p);
        if (!lt_gas_guests_unpack_back(p->guests, n, tile)) {
            note(failed, number);
            continue;
        }
        lt_gas_guests_cost(p->guests, number, tile->cost);
        lt_gas_tile_finish(p->plan, p->state, number, tile, p->won, p->clipped);
    }
    return lt_gas_guests_end(p->guests);
}

/* --- tiles that come ---------------------------------------------------------------------------------------------- */

static lt_status serve(const lt_gas_pass *p) {
    const int n_here = lt_gas_guests_here(p->guests);
    if (n_here == 0) return LT_OK;
    LT_TRY(lt_gas_guests_wait(p->guests));
#pragma omp parallel for schedule(dynamic) num_threads(p->n_threads)
    for (int n = 0; n < n_here; ++n) {
        lt_gas_tile *tile = own_tile(p);
        const bool good = lt_gas_guests_unpack(p->guests, n, tile) &&
                          lt_gas_tile_solve(p->plan, NULL, p->dt, p->clipped != NULL, tile) == LT_OK;
        lt_gas_guests_pack_back(p->guests, n, good ? tile : NULL);
        tile->work.guests += good;
    }
    LT_TRY(lt_gas_guests_send(p->guests));
    return lt_gas_guests_end(p->guests);
}

/* --- tiles that stay ---------------------------------------------------------------------------------------------- */

static void run_own(const lt_gas_pass *p, int *failed) {
#pragma omp parallel for schedule(dynamic) num_threads(p->n_threads)
    for (int n = 0; n < p->state->n_tiles; ++n) {
        if (is_behind(failed, n) || (p->guests && lt_gas_guests_is_away(p->guests, n))) continue;
        lt_gas_tile *tile = own_tile(p);
        if (lt_gas_tile_step(p->plan, p->state, p->air, n, p->dt, tile, p->won, p->clipped) != LT_OK) note(failed, n);
        if (!p->guests) continue;
        lt_gas_guests_cost(p->guests, n, tile->cost);
        if (omp_get_thread_num() == 0) lt_gas_guests_look(p->guests);
    }
}

lt_status lt_gas_pass_run(const lt_gas_pass *p, lt_status status) {
    int failed = p->state->n_tiles;
    if (p->guests) LT_TRY(lt_gas_guests_plan(p->guests, status == LT_OK));
    if (status != LT_OK) return status;
    if (p->guests) LT_TRY(send_away(p, &failed));
    run_own(p, &failed);
    if (p->guests) LT_TRY(serve(p));
    if (p->guests) LT_TRY(take_back(p, &failed));
    if (failed == p->state->n_tiles) return LT_OK;
    return lt_gas_tile_step(p->plan, p->state, p->air, failed, p->dt, &p->tiles[0], p->won, p->clipped);
}
