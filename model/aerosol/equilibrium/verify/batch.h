/* batch.h - states in memory, in and out, for the suites: filled by hand or at random. */
#ifndef LT_EQUILIBRIUM_BATCH_H
#define LT_EQUILIBRIUM_BATCH_H

#include "base/status.h"
#include "model/aerosol/equilibrium/equilibrium.h"

#include <stdint.h>

typedef struct lt_batch {
    size_t n;
    double *temperature, *humidity, *total[LT_N_TOTALS]; /* in, [n] each; all 0 at first */
    lt_equilibrium_states states;                        /* the same, and what is made of them */
    double *memory;
} lt_batch;

/* LT_ERR_MEMORY. */
lt_status lt_batch_create(size_t n, lt_batch *out);
void lt_batch_free(lt_batch *batch);
/* All states, one thread. */
void lt_batch_solve(const lt_equilibrium_setup *setup, const lt_batch *batch);
/* Forward, metastable, the widest kernel that runs here. */
lt_equilibrium_setup lt_batch_setup(void);

/* What is in a random state. */
typedef enum lt_batch_kind { LT_BATCH_AMMONIUM, LT_BATCH_SALT, LT_BATCH_CRUSTAL, LT_N_BATCH_KINDS } lt_batch_kind;
extern const char *const lt_batch_kinds[LT_N_BATCH_KINDS];

/* 233-313 K, humidity 0.05-0.99. Totals are log-uniform over one of three ranges [mol/m3]: town, clean, and the widest
 * (1e-12 to 1e-5, each on its own); one total in twenty is exactly 0. state i depends on seed and i alone. With a
 * reverse setup the particle's cations are scaled to 0.1 % to 100 % of its anions. */
void lt_batch_random(const lt_equilibrium_setup *setup, lt_batch_kind kind, uint64_t seed, lt_batch *batch);

/* "T_K,RH,Na,...": a state's input in a buffer of the thread, to be found again. */
const char *lt_batch_text(const lt_batch *batch, size_t i);

#endif
