/* boundary_wish.h - what shall stand in the boundary file that a run writes: which species, which instants, how exact.
 */
#ifndef LT_BOUNDARY_WISH_H
#define LT_BOUNDARY_WISH_H

#include "model/driver/model_config.h"

typedef struct lt_boundary_wish {
    int n_species;
    int *species; /* [n_species] their places among those of the run, in the run's order */
    int bits;     /* significant bits of a value, 0: all */
    long every;   /* hours between instants */
    long begin;   /* hour of the run (from the start of its spin-up) of the first instant */
    long spinup;  /* hours */
    bool whole;   /* all of the spin-up: first states every 24 h of it and at its end; else only at begin */
} lt_boundary_wish;

/* names: [n] of the run's species and tracers. LT_ERR_INPUT with the key: an unknown name, an interval that does not
 * divide the day or the run, a lead longer than the spin-up. */
lt_status lt_boundary_wish_make(const lt_model_config *config, int n, const char *const *names, long spinup_hours,
                                long output_hours, lt_boundary_wish *out);
void lt_boundary_wish_free(lt_boundary_wish *wish);
bool lt_boundary_wish_instant(const lt_boundary_wish *wish, long hour);
bool lt_boundary_wish_initial(const lt_boundary_wish *wish, long hour);

#endif
