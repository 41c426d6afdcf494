/* kernel_cells.h - cells of states for a generated kernel of any type (float, double), given and read back as double.
 */
#ifndef LT_VERIFY_KERNEL_CELLS_H
#define LT_VERIFY_KERNEL_CELLS_H

#include "model/chemistry/solver/chemistry.h"
#include "model/chemistry/solver/states_csv.h"

typedef struct lt_kernel_cells {
    const lt_chem_kernel *kernel;
    int n;
    ptrdiff_t stride;
    void *c, *k, *work;     /* in the kernel's type */
    double *step, *clipped; /* clipped [n_variable][stride] */
    int32_t *steps, *rejected;
    uint8_t *failed;
} lt_kernel_cells;

double lt_kernel_get(const lt_chem_kernel *kernel, const void *x, ptrdiff_t at);
void lt_kernel_put(const lt_chem_kernel *kernel, void *x, ptrdiff_t at, double value);

/* Cells ids[0 .. n - 1] of the states, side by side; rows are n + pad apart. LT_ERR_MEMORY; free it also then. */
lt_status lt_kernel_cells_create(const lt_chem_kernel *kernel, const lt_states *states, const int *ids, int n, int pad,
                                 lt_kernel_cells *out);
void lt_kernel_cells_free(lt_kernel_cells *cells);
/* The pulse of each, added. */
void lt_kernel_cells_pulse(lt_kernel_cells *cells, const lt_states *states, const int *ids);
/* One call of integrate; order as in lt_chem_cells. LT_ERR_INPUT: no such method; LT_ERR_MEMORY. */
lt_status lt_kernel_cells_integrate(lt_kernel_cells *cells, const char *method, double rtol, double atol_ppb,
                                    double seconds, const int *order);

#endif
