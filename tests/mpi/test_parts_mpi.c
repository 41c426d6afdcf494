/* Transport on parts of a domain with ranks by MPI: every rank's part has the bits of the whole, which each rank runs
 * for itself. What the threads of tests/unit/test_parts.c do, by messages that fly. Run by mpirun with 1, 2, 3, 4 and 6
 * ranks; rank 0 alone prints what went well. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/mpi/comm_mpi.h"
#include "tests/support/parts.h"

#include <stdio.h>

static lt_comm comm;

/* All ranks fail where one does. */
static void agree(lt_status mine) {
    const lt_status status = lt_comm_agree(&comm, mine);
    char text[4096];
    if (status == LT_OK) return;
    lt_error_text(status, text, sizeof text);
    fail_msg("%s", text);
}

static lt_status compare(const parts_result *whole, const parts_result *parts, int px) {
    if (memcmp(whole, parts, sizeof *whole) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_VERIFY, .what = "a part has other bits than the whole",
                    .where = lt_fmt("rank %d of %d, %d parts along x", comm.rank, comm.size, px),
                    .expected = "the same bits", .found = "others", .todo = "see tests/unit/test_parts.c");
}

/* So that what is right there has been put there. */
static void parts_spoil(const lt_part *p, parts_result *out) {
    for (int n = 0; n < PARTS_SPECIES * PARTS_NZ * p->nj; ++n)
        memset(out->q + ((ptrdiff_t)(n / p->nj) * PARTS_NY + p->j0 + n % p->nj) * PARTS_NX + p->i0, 0xff,
               (size_t)p->ni * sizeof *out->q);
}

/* All layouts of so many ranks whose parts are wide enough. */
static void carry(const parts_case *what) {
    const lt_part one = lt_part_whole(PARTS_NX, PARTS_NY);
    parts_result *whole = calloc(1, sizeof *whole), *parts = calloc(1, sizeof *parts);
    int layouts = 0;
    assert_true(whole && parts);
    agree(parts_carry(&one, what, whole));
    for (int px = 1; px <= comm.size; ++px) {
        lt_part part;
        if (comm.size % px || PARTS_NX / px < what->blocks_x * LT_HALO || PARTS_NY / (comm.size / px) < LT_HALO)
            continue;
        agree(lt_part_create(&comm, PARTS_NX, PARTS_NY, px, comm.size / px, LT_HALO, &part));
        *parts = *whole; /* what other ranks have */
        parts_spoil(&part, parts);
        agree(parts_carry(&part, what, parts));
        agree(compare(whole, parts, px));
        ++layouts;
    }
    assert_true(layouts > 0);
    free(whole);
    free(parts);
}

static void test_schemes(void **state) {
    (void)state;
    for (int n = 0; n < LT_N_SCHEMES; ++n)
        for (int mixes = 0; mixes < 2; ++mixes) carry(&(parts_case){lt_kernels_v3.advection[n].name, mixes, 1, 1, 1.5});
}

static void test_winds_and_blocks(void **state) {
    (void)state;
    carry(&(parts_case){LT_DEFAULT_SCHEME, true, 2, 1, 0.2});
    carry(&(parts_case){LT_DEFAULT_SCHEME, true, 1, 1, 2.2});
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_schemes), cmocka_unit_test(test_winds_and_blocks)};
    if (lt_comm_mpi_begin(&argc, &argv, &comm) != LT_OK) return 3;
    if (argc > 1 && comm.size != atoi(argv[1])) return 4; /* as many as were asked for */
    if (comm.rank > 0 && !freopen("/dev/null", "w", stdout)) return 5;
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    if (!lt_comm_mpi_together(&comm, failed ? 10 : INFINITY)) lt_comm_mpi_abort(&comm, 1);
    lt_comm_mpi_end(&comm);
    return failed;
}
