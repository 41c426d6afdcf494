/* scratch.c - how much working memory the kernels want from their caller. */
#include "model/kernel/kernels.h"

/* Faces of a slab (doubles) and two edge values of each cell with one cell around (lt_real counted as double). */
size_t lt_kernel_sweep_scratch(int ni, int nj) {
    size_t n = (size_t)ni + 2, m = (size_t)nj + 2;
    return 3 * n * m + 64;
}

size_t lt_kernel_row_scratch(int ni, int nz) {
    return 2 * (size_t)ni * ((size_t)nz + 2) + 64;
}
