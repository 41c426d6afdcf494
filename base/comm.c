/* comm.c - one process now; the cut of the domain into blocks is the same that MPI ranks will get. */
#include "base/comm.h"

lt_comm lt_comm_self(void) {
    return (lt_comm){.rank = 0, .size = 1};
}

/* Piece p of n cells cut into count pieces: sizes differ by at most one, the larger ones first. */
static void cut(int n, int count, int p, int *first, int *length) {
    const int small = n / count, larger = n % count;
    *length = small + (p < larger ? 1 : 0);
    *first = p * small + (p < larger ? p : larger);
}

lt_status lt_decomp_create(int nx, int ny, int nbx, int nby, int min_cells, lt_decomp *out) {
    *out = (lt_decomp){0};
    if (min_cells < 1) min_cells = 1;
    if (nx < 1 || ny < 1 || nbx < 1 || nby < 1 || nx / nbx < min_cells || ny / nby < min_cells)
        return LT_RAISE(LT_ERR_USAGE, .what = "the domain cannot be cut into that many blocks",
                        .expected = lt_fmt("at least %d x %d cells in every block", min_cells, min_cells),
                        .found = lt_fmt("%d x %d cells in %d x %d blocks", nx, ny, nbx, nby),
                        .todo = "ask for fewer blocks, or a finer grid", .where = "the blocks of the domain");
    lt_block *blocks = NULL;
    LT_TRY(lt_calloc((size_t)nbx * (size_t)nby, sizeof *blocks, &blocks));
    for (int by = 0; by < nby; by++) {
        for (int bx = 0; bx < nbx; bx++) {
            lt_block *block = &blocks[(long)by * nbx + bx];
            block->bx = bx;
            block->by = by;
            cut(nx, nbx, bx, &block->i0, &block->ni);
            cut(ny, nby, by, &block->j0, &block->nj);
        }
    }
    *out = (lt_decomp){.nx = nx, .ny = ny, .nbx = nbx, .nby = nby, .n_blocks = nbx * nby, .blocks = blocks};
    return LT_OK;
}

void lt_decomp_free(lt_decomp *decomp) {
    if (!decomp) return;
    lt_free(decomp->blocks);
    *decomp = (lt_decomp){0};
}
