/* gas_pass.h - a step of all tiles that a rank has, by its threads, and of those that others send it (gas_guests.h).
 * Private to the folder. */
#ifndef LT_GAS_PASS_H
#define LT_GAS_PASS_H

#include "model/chemistry/grid/gas_guests.h"

typedef struct lt_gas_pass {
    const lt_gas_plan *plan;
    lt_gas_guests *guests; /* or NULL: all stay */
    int n_threads;
    lt_gas_tile *tiles; /* one a thread */
    lt_state *state;
    const lt_air *air;
    double dt, *won, *clipped; /* as lt_gas_chemistry_step has them */
} lt_gas_pass;

/* status: what has gone wrong before; ranks that have guests must come all the same. Errors are the thread's own; the
 * failed tile with the lowest number, whose state is as it was, is run again by the main thread to have its error.
 * Tiles behind it are left alone. */
lt_status lt_gas_pass_run(const lt_gas_pass *pass, lt_status status);

#endif
