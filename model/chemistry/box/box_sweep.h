/* box_sweep.h - the section sweep of a box case: one run for every pair of factors on two axes, and the maxima of
 * species over each. An ozone isopleth (EKMA) is such a sweep over NOx and VOC. */
#ifndef LT_BOX_SWEEP_H
#define LT_BOX_SWEEP_H

#include "base/outdir.h"
#include "model/chemistry/box/box_run.h"
#include "model/chemistry/box/box_write.h"

typedef struct lt_box_sweep {
    const lt_box *box;
    int nx, ny, n_of;
    lt_box_sum *of;           /* [n_of] */
    double *initial[2];       /* [n_variable] 1 where the axis multiplies */
    double *source[2];        /* [n_sources] the same */
    double *most, *most_hour; /* [n_of][ny][nx], at the output times */
    lt_chem_counts counts;    /* of all runs */
} lt_box_sweep;

/* Find what the axes name. LT_ERR_INPUT; sweep of a case that has one. */
lt_status lt_box_sweep_create(const lt_box *box, lt_faults *faults, lt_box_sweep **out);
void lt_box_sweep_free(lt_box_sweep *sweep);
/* All runs; the results do not depend on the number of threads (0: all of OpenMP's). */
lt_status lt_box_sweep_run(lt_box_sweep *sweep, int threads);
/* <stem>_sweep.csv (a row a run) and for each species <stem>_sweep_<name>.csv (a matrix: x to the right, y down). */
lt_status lt_box_sweep_write(const lt_box_sweep *sweep, lt_outdir *dir, const char *stem, lt_box_files *files);

#endif
