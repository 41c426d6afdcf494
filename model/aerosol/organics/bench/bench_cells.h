/* bench_cells.h - cells of organic matter in memory, and random ones: for the benchmark and for tests. */
#ifndef LT_ORGANICS_BENCH_CELLS_H
#define LT_ORGANICS_BENCH_CELLS_H

#include "model/aerosol/organics/partition.h"

#include <stdint.h>

typedef struct lt_bench_cells {
    const lt_organics_scheme *scheme;
    lt_organics_facts facts;
    size_t n;
    double *memory; /* all rows */
    double *temperature, *moles;
    double *total[LT_ORGANICS_MOST_PAIRS], *particle[LT_ORGANICS_MOST_PAIRS], *only[LT_ORGANICS_MOST_ONLY];
} lt_bench_cells;

/* All 0. LT_ERR_MEMORY. */
lt_status lt_bench_cells_create(const lt_organics_scheme *scheme, size_t n, lt_bench_cells *out);
void lt_bench_cells_free(lt_bench_cells *cells);

/* Air as it is: 1e-3 to 10 ug/m3 of each. Anything: 1e-12 to 1e3, a fifth of them 0. Clean: 1e-6 to 1e-2. Onset: totals
 * scaled to within 1e-9 to 0.1 of where a phase begins, with little or nothing that does not evaporate. 200 to 320 K.
 */
typedef enum lt_bench_air {
    LT_BENCH_AIR,
    LT_BENCH_ANYTHING,
    LT_BENCH_CLEAN,
    LT_BENCH_ONSET,
    LT_N_BENCH_AIRS
} lt_bench_air;
/* Fill cell c; the same numbers of the same seed. */
void lt_bench_cells_draw(lt_bench_cells *cells, size_t c, lt_bench_air air, uint64_t *seed);

/* n cells from `first` on. */
lt_organics_verdict lt_bench_cells_solve(const lt_organics_kernel *kernel, lt_bench_cells *cells, size_t first,
                                         size_t n);
/* The same by bisection. */
void lt_bench_cells_bisect(lt_bench_cells *cells);

#endif
