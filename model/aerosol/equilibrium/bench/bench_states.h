/* bench_states.h - the states that the benchmark solves, with room for the answers, and how far these lie from others.
 *
 * Temperature and humidity are even in the ranges of the peers' task (model/data/equilibrium_peers.csv), totals even in
 * their logarithm in the ranges of that task's states. A state does not depend on how many there are, and the sets are
 * the same states with more species. For the reverse mode, where the totals are a particle's, H+ balances a drawn part
 * of the anions (1e-4 to 0.5, even in its logarithm) and NH4 the rest; Na, Ca, K and Mg are made less where they would
 * take more than nine tenths of it. */
#ifndef LT_EQUILIBRIUM_BENCH_STATES_H
#define LT_EQUILIBRIUM_BENCH_STATES_H

#include "model/aerosol/equilibrium/equilibrium.h"

#include "base/status.h"

/* Species that there are beside sulfate, nitrate and ammonium: name in the rows, name in the table of peers. */
#define LT_BENCH_SETS(X)                                                                                               \
    X(PLAIN, "no NaCl", "no_nacl") X(NACL, "NaCl", "nacl") X(CRUSTAL, "NaCl+Ca,K,Mg", "nacl_ca_k_mg")

enum {
#define LT_BENCH_ENUM_SET(name, text, peers) LT_BENCH_##name,
    LT_BENCH_SETS(LT_BENCH_ENUM_SET) LT_BENCH_N_SETS
};

typedef struct lt_bench_states {
    size_t n;
    lt_equilibrium_states states;
    double *memory;
    unsigned *flags;
} lt_bench_states;

/* set: LT_BENCH_*. LT_ERR_MEMORY. */
lt_status lt_bench_states_create(lt_equilibrium_mode mode, int set, size_t n, lt_bench_states *out);
void lt_bench_states_free(lt_bench_states *states);

/* All of them, by threads that take an even share each. */
void lt_bench_states_solve(const lt_equilibrium_setup *setup, lt_bench_states *states, int threads);

/* An amount below this is measured against it: a molecule in a cubic centimetre, mol/m3. */
#define LT_BENCH_LEAST 1.66e-18

typedef struct lt_bench_difference {
    double share_within; /* of the states: all gases, ions, solids, OH- and water within 1e-3 */
    double most;
    const char *most_species;
    size_t most_state;
} lt_bench_difference;

/* |x - r| / max(r, LT_BENCH_LEAST) of all amounts of all states; one that is not a number is not within. */
void lt_bench_states_compare(const lt_bench_states *states, const lt_bench_states *reference, lt_bench_difference *out);

/* How many have a flag, LT_EQ_PLAIN ... */
size_t lt_bench_states_flagged(const lt_bench_states *states, unsigned flag);

#endif
