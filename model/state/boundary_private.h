/* boundary_private.h - shared by boundary.c, boundary_axes.c and boundary_lack.c. */
#ifndef LT_BOUNDARY_PRIVATE_H
#define LT_BOUNDARY_PRIVATE_H

#include "model/state/boundary.h"

/* What the axes of a file say. */
typedef struct lt_boundary_axes {
    bool perimeter;
    size_t n_times, n_species, nx, ny, nz, n_initial; /* nx, ny of profiles: 1 */
    char **species;                                   /* [n_species] */
    lt_time first, step;                              /* of time_edge, s */
    double *initial;                                  /* [n_initial] times */
} lt_boundary_axes;

lt_status lt_boundary_axes_read(lt_ncr *file, lt_boundary_axes *out);
void lt_boundary_axes_free(lt_boundary_axes *axes);
/* Place of a species in the file, -1: it lacks it. */
int lt_boundary_axes_find(const lt_boundary_axes *axes, const char *species);
/* Must they fit a run? First the whole file, whatever part of it is seen: as many columns and rows as the whole grid.
 */
lt_status lt_boundary_axes_fit_whole(lt_ncr *file, const lt_grid *grid);
lt_status lt_boundary_axes_fit(lt_ncr *file, const lt_boundary_axes *axes, const lt_boundary_need *need);

/* Of the first need->n_required species: those that live longer than a radical must stand in the file, unless it may
 * lack them. */
lt_status lt_boundary_lack_judge(lt_ncr *file, const lt_boundary_axes *axes, const lt_boundary_need *need);
/* What stands in for those it lacks, in English and Chinese; NULL as they were if it lacks none or need has no
 * background. Free with free. */
lt_status lt_boundary_lack_text(const lt_boundary_axes *axes, const lt_boundary_need *need, char *text[2]);

/* Variables: the sides, top (LT_N_SIDES), initial (LT_N_SIDES + 1). */
enum { LT_BOUNDARY_TOP = LT_N_SIDES, LT_BOUNDARY_INITIAL, LT_BOUNDARY_VARIABLES };
const char *lt_boundary_variable(int variable);
const char *lt_boundary_dims(const lt_boundary_axes *axes, int variable);
/* Values a species and record, and those of a layer. */
size_t lt_boundary_count(const lt_boundary_axes *axes, int variable, size_t *in_layer);

#endif
