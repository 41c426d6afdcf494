/* tracers.h - the species of a run: those of the model, then the tracers of its list (tracer_setup.h) on this grid. */
#ifndef LT_TRACERS_H
#define LT_TRACERS_H

#include "grids/grid.h"
#include "model/state/state.h"
#include "model/state/tracer_setup.h"
#include "model/transport/air.h"

typedef struct lt_tracers {
    lt_species_set set, model; /* of the run; of the model alone, which stands first in it */
    lt_species_info *info;
    lt_tracer_kind *kind; /* [set.n - model.n] and so on */
    /* [set.n] whose values enter, and stand at the start, in the place of this tracer's: of a border and of a start tag
     * its parent; -1: nobody's. A boundary file that does not hold the tag knows it so. */
    int *border_as, *start_as;
    int *removed_as; /* [set.n] as which ground and rain take this tracer: its parent, or -1: not */
    double *outside; /* of a gas its background, of a border of 1 that, kg/kg */
    char (*text)[96];
    lt_real **mask; /* those that are this tracer's own; others share them */
} lt_tracers;

/* species: of the model, copied. The list must be without fault (lt_tracers_judge). year, month: of the background of
 * gases; no_background: all zero (boundary: zero). LT_ERR_INPUT for a region that the grid does not have. */
lt_status lt_tracers_create(const lt_species_set *species, const lt_list *tracers, const lt_grid *grid,
                            const lt_air *air, int year, int month, bool no_background, lt_tracers **out);
void lt_tracers_free(lt_tracers *tracers);

/* What the domain holds of the tracers at the start, and what enters of them; the species of the model are filled. */
void lt_tracers_start(const lt_tracers *tracers, lt_state *state);
void lt_tracers_border(const lt_tracers *tracers, lt_border *border);

#endif
