/* reference_compared.c - a file of ISORROPIA's states, solved. */
#include "model/aerosol/equilibrium/verify/reference_compared.h"

#include "model/aerosol/equilibrium/activity.h"
#include "model/aerosol/equilibrium/verify/batch.h"

#include <stdio.h>
#include <string.h>

#define SETUP_NAME(name) #name,
const char *const lt_compared_setups[LT_N_COMPARED_SETUPS] = {LT_COMPARED_SETUPS(SETUP_NAME)};

const char *const lt_compared_species[LT_N_COMPARED] = {"NO3_p", "NH4_p", "SO4_p", "HSO4_p", "Cl_p",
                                                        "H_p",   "H2O",   "NH3_g", "HNO3_g", "HCl_g"};

double lt_compared_amount(const lt_reference_state *s, int which) {
    const double amounts[LT_N_COMPARED] = {
        s->ion[LT_ION_NO3], s->ion[LT_ION_NH4], s->ion[LT_ION_SO4], s->ion[LT_ION_HSO4], s->ion[LT_ION_CL],
        s->ion[LT_ION_H],   s->water,           s->gas[LT_GAS_NH3], s->gas[LT_GAS_HNO3], s->gas[LT_GAS_HCL]};
    return amounts[which];
}

/* The solver of the product, from and to rows. */
static lt_status solve_by_product(const lt_equilibrium_setup *setup, const lt_reference_state *in, size_t n,
                                  lt_reference_state *out) {
    lt_batch b;
    LT_TRY(lt_batch_create(n, &b));
    for (size_t i = 0; i < n; i++) {
        b.temperature[i] = in[i].temperature;
        b.humidity[i] = in[i].humidity;
        for (int t = 0; t < LT_N_TOTALS; t++) b.total[t][i] = in[i].total[t];
    }
    lt_batch_solve(setup, &b);
    for (size_t i = 0; i < n; i++) {
        out[i] = in[i];
        for (int k = 0; k < LT_N_IONS; k++) out[i].ion[k] = b.states.ion[k][i];
        for (int k = 0; k < LT_N_GASES; k++) out[i].gas[k] = b.states.gas[k][i];
        out[i].water = b.states.water[i] * LT_EQ_M_WATER;
    }
    lt_batch_free(&b);
    return LT_OK;
}

static lt_status solve_all(lt_compared *c) {
    lt_equilibrium_setup setup = lt_batch_setup();
    LT_TRY(solve_by_product(&setup, c->its, c->n, c->ours[LT_COMPARED_default]));
    setup.activity = lt_activity_isorropia;
    setup.by_row = true;
    LT_TRY(solve_by_product(&setup, c->its, c->n, c->ours[LT_COMPARED_isorropia]));
#pragma omp parallel for schedule(dynamic, 8)
    for (size_t i = 0; i < c->n; i++) {
        lt_reference_look(&c->its[i], &c->left[i]);
        for (int way = 0; way < LT_N_WAYS; way++) lt_reference_solve(way, &c->its[i], &c->of_way[i][way]);
        c->ours[LT_COMPARED_all_ways][i] = c->of_way[i][LT_WAY_its_limits];
    }
    return LT_OK;
}

void lt_compared_free(lt_compared *c) {
    lt_free(c->its);
    for (int s = 0; s < LT_N_COMPARED_SETUPS; s++) lt_free(c->ours[s]);
    lt_free(c->of_way);
    lt_free(c->left);
    lt_free(c->off);
}

lt_status lt_compared_read(const char *path, lt_compared *c) {
    *c = (lt_compared){0};
    const char *number = strrchr(path, '_');
    snprintf(c->name, sizeof c->name, "%.*s", (int)strcspn(number + 1, "."), number + 1);
    LT_TRY(lt_reference_read(path, &c->its, &c->n));
    for (int s = 0; s < LT_N_COMPARED_SETUPS; s++) LT_TRY(lt_calloc(c->n, sizeof *c->ours[s], &c->ours[s]));
    LT_TRY(lt_calloc(c->n, sizeof *c->of_way, &c->of_way));
    LT_TRY(lt_calloc(c->n, sizeof *c->left, &c->left));
    LT_TRY(lt_calloc(c->n, sizeof *c->off, &c->off));
    return solve_all(c);
}
