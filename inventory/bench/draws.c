/* draws.c - the task `draws`: distributions of Liaoning's totals and the Sobol shares of their inputs. */
#include "inventory/bench/bench.h"
#include "inventory/uncertainty/uncertainty.h"

#include <omp.h>

typedef struct task {
    long draws;
    int threads;
} task;

static lt_status draw(void *context, long *rows) {
    const task *t = context;
    lt_ledger *ledger;
    lt_uncertainty *u;
    omp_set_num_threads(t->threads);
    LT_TRY(lt_ledger_read(NULL, 2020, &ledger));
    lt_status status = lt_uncertainty_of(ledger, t->draws, &u);
    if (status == LT_OK) {
        *rows = u->n_draws;
        lt_uncertainty_free(u);
    }
    lt_ledger_free(ledger);
    return status;
}

lt_status lt_inventory_bench_draws(lt_bench *bench) {
    task t = {.draws = bench->quick ? 64 : 10000, .threads = bench->threads};
    lt_bench_cost cost;
    LT_TRY(lt_bench_fork(bench->quick ? 1 : 3, NULL, draw, &t, &cost));
    lt_bench_cost_row(bench, "draws", &cost);
    return LT_OK;
}
