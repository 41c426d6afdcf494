/* scratch.c - how much working memory the kernels want from their caller. */
#include "model/kernel/kernels.h"

/* Faces of a slab (doubles) and four values of each cell with two rows around (lt_real counted as double). */
size_t lt_kernel_sweep_scratch(ptrdiff_t row, int nj) {
    return 5 * (size_t)row * ((size_t)nj + 5);
}
