/* cells_states.c - the tables of states_csv.h as cells: an hour of six pulses, rates given. */
#include "model/chemistry/box/cells_private.h"

#include "model/chemistry/solver/states_csv.h"

#include <string.h>

static void take(lt_cells *c, const lt_states *s) {
    const size_t n = (size_t)c->n;
    for (size_t at = 0; at < (size_t)c->n_variable * n; at++) {
        c->c[at] = (lt_real)s->start[at];
        c->added[at] = s->pulse[at];
    }
    for (size_t at = 0; at < (size_t)c->n_reactions * n; at++) c->k[at] = (lt_real)s->k[at];
    memcpy(c->air + LT_RATE_TEMP * n, s->temperature, n * sizeof *c->air);
    memcpy(c->air + LT_RATE_PRESS * n, s->pressure, n * sizeof *c->air);
    memcpy(c->air + LT_RATE_COS_SZA * n, s->cos_sza, n * sizeof *c->air);
}

lt_status lt_cells_open_states(const char *folder, const char *mechanism, lt_cells *c) {
    lt_states *states;
    *c = (lt_cells){.outer_steps = LT_STATES_PULSES,
                    .outer_step_s = LT_STATES_PULSE_S,
                    .pulse_every = 1,
                    .unit = {.text = "ppb", .one = 1}};
    if (!mechanism)
        return LT_RAISE(LT_ERR_USAGE, .what = "states do not name their mechanism", .where = "command line",
                        .expected = "--mechanism NAME", .found = "none", .todo = "add it");
    LT_TRY(lt_calloc(strlen(folder) + 1, 1, &c->path));
    strcpy(c->path, folder);
    LT_TRY(lt_mechanism_read(mechanism, &c->mechanism));
    c->n_variable = c->mechanism->n_variable;
    c->n_fixed = c->mechanism->n_species - c->n_variable;
    c->n_reactions = c->mechanism->n_reactions;
    LT_TRY(lt_states_read(folder, c->mechanism, NULL, &states));
    c->n = states->n;
    const lt_status status = lt_cells_allocate(c);
    if (status == LT_OK) take(c, states);
    lt_states_free(states);
    return status;
}
