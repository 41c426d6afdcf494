/* Transport on parts of a domain: with ranks as threads the parts put together have every bit of the whole, whatever
 * the layout, the scheme, the blocks within a part; air of a part is that of the whole with its ring; a fault on one
 * rank is told on all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/parts.h"
#include "tests/support/ranks.h"

#define OK(call) assert_int_equal((call), LT_OK)

static const int layouts[][2] = {{1, 1}, {2, 1}, {1, 2}, {2, 2}, {3, 1}, {1, 3}, {3, 2}};
enum { N_LAYOUTS = sizeof layouts / sizeof *layouts };

typedef struct job {
    const int *layout;
    const parts_case *what;
    parts_result *result;
} job;

static lt_status carry(const lt_comm *comm, void *context) {
    const job *j = context;
    lt_part part;
    LT_TRY(lt_part_create(comm, PARTS_NX, PARTS_NY, j->layout[0], j->layout[1], LT_HALO, &part));
    return parts_carry(&part, j->what, j->result);
}

static void expect_same(const parts_result *whole, const parts_result *parts, const char *what, const int *layout) {
    const struct {
        const char *name;
        const void *a, *b;
        size_t bytes;
    } fields[] = {{"mixing ratios", whole->q, parts->q, sizeof whole->q},
                  {"lateral crossings", whole->side, parts->side, sizeof whole->side},
                  {"in through the top", whole->top_in, parts->top_in, sizeof whole->top_in},
                  {"out through the top", whole->top_out, parts->top_out, sizeof whole->top_out},
                  {"through outlines", whole->through, parts->through, sizeof whole->through},
                  {"into the watched box", whole->watched, parts->watched, sizeof whole->watched},
                  {"sub-steps", whole->steps, parts->steps, sizeof whole->steps}};
    for (size_t f = 0; f < sizeof fields / sizeof *fields; ++f)
        if (memcmp(fields[f].a, fields[f].b, fields[f].bytes) != 0)
            fail_msg("%s, %d x %d parts: other %s than of the whole", what, layout[0], layout[1], fields[f].name);
}

static void same_bits(const parts_case *what, int steps_at_least) {
    parts_result *whole = calloc(1, sizeof *whole), *parts = calloc(1, sizeof *parts);
    const lt_part one = lt_part_whole(PARTS_NX, PARTS_NY);
    parts_case blocks = *what;
    assert_true(whole && parts);
    OK(parts_carry(&one, what, whole));
    for (int d = 0; d < 3; ++d)
        if (whole->steps[d] < steps_at_least) fail_msg("%d sub-steps in direction %d", whole->steps[d], d);
    for (int s = 0; s < PARTS_SPECIES; ++s) assert_true(whole->watched[s] != 0.0 && whole->side[LT_WEST][s] != 0.0);
    for (int l = 0; l < N_LAYOUTS; ++l)
        for (blocks.blocks_x = 1; blocks.blocks_x <= 2; ++blocks.blocks_x) {
            memset(parts, 0, sizeof *parts);
            job j = {layouts[l], &blocks, parts};
            ranks_run(layouts[l][0] * layouts[l][1], carry, &j);
            expect_same(whole, parts, what->scheme, layouts[l]);
        }
    free(whole);
    free(parts);
}

static void test_schemes(void **state) {
    (void)state;
    for (int n = 0; n < LT_N_SCHEMES; ++n)
        same_bits(&(parts_case){lt_kernels_v3.advection[n].name, false, 1, 1, 1.5}, 2);
}

static void test_diffusion(void **state) {
    (void)state;
    for (int n = 0; n < LT_N_SCHEMES; ++n)
        same_bits(&(parts_case){lt_kernels_v3.advection[n].name, true, 1, 1, 1.5}, 2);
}

/* One sub-step in each direction, and more of them than there is room for tables. */
static void test_weak_and_strong_winds(void **state) {
    (void)state;
    same_bits(&(parts_case){LT_DEFAULT_SCHEME, true, 1, 1, 0.2}, 1);
    same_bits(&(parts_case){LT_DEFAULT_SCHEME, true, 1, 1, 2.2}, LT_TABLES + 1);
}

/* --- air ---------------------------------------------------------------------------------------------------------- */

typedef struct air_job {
    const int *layout;
    const parts_case *what;
    const parts_run *whole; /* at the same moment */
    int odd;
} air_job;

/* Bits of a field of the part, cells with one of each neighbour around, and those of the whole. */
static lt_status same_field(const lt_air *part, const lt_air *whole, const double *a, const double *b, int layers) {
    for (int k = 0; k < layers; ++k)
        for (int j = part->j_low; j < part->j_end; ++j)
            for (int i = part->i_low; i < part->i_end; ++i)
                RANKS_CHECK(a[lt_air_at(part, k, j, i)] ==
                            b[lt_air_at(whole, k, part->part.j0 + j, part->part.i0 + i)]);
    return LT_OK;
}

static lt_status same_air(const lt_air *part, const lt_air *whole) {
    LT_TRY(same_field(part, whole, part->begin, whole->begin, PARTS_NZ));
    LT_TRY(same_field(part, whole, part->end, whole->end, PARTS_NZ));
    LT_TRY(same_field(part, whole, part->target, whole->target, PARTS_NZ));
    LT_TRY(same_field(part, whole, part->flux_x, whole->flux_x, PARTS_NZ));
    LT_TRY(same_field(part, whole, part->flux_y, whole->flux_y, PARTS_NZ));
    LT_TRY(same_field(part, whole, part->upward, whole->upward, PARTS_NZ + 1));
    LT_TRY(same_field(part, whole, part->mass, whole->mass, PARTS_NZ));
    RANKS_CHECK(part->courant_x == whole->courant_x && part->courant_y == whole->courant_y &&
                part->courant_z == whole->courant_z);
    for (int k = 0; k < PARTS_NZ; ++k)
        for (int j = 0; j < part->j_end; ++j)
            for (int i = 0; i < part->i_end; ++i) {
                const ptrdiff_t c = lt_air_at(part, k, j, i);
                const ptrdiff_t d = lt_air_at(whole, k, part->part.j0 + j, part->part.i0 + i);
                RANKS_CHECK(part->mixed_x[c] == whole->mixed_x[d] && part->mixed_y[c] == whole->mixed_y[d]);
            }
    return LT_OK;
}

static lt_status half_step(parts_run *r, int odd) {
    lt_air_begin_step(r->air, 0.25, parts_dt);
    if (odd)
        lt_transport_vertical(r->transport, r->state, r->air, r->border, &r->crossings);
    else
        LT_TRY(lt_transport_horizontal(r->transport, r->state, r->air, parts_dt, 0, r->border, &r->crossings));
    return LT_OK;
}

static lt_status compare_air(const lt_comm *comm, void *context) {
    const air_job *j = context;
    lt_part part;
    parts_run r = {0};
    LT_TRY(lt_part_create(comm, PARTS_NX, PARTS_NY, j->layout[0], j->layout[1], LT_HALO, &part));
    lt_status status = parts_create(&part, j->what, &r);
    if (status == LT_OK) status = parts_begin_hour(&r, j->what, 0);
    if (status == LT_OK) status = half_step(&r, j->odd);
    if (status == LT_OK) status = same_air(r.air, j->whole->air);
    parts_free(&r);
    return status;
}

/* After the first half of a step of either order: there the ring must hold what the neighbour has. */
static void test_air(void **state) {
    (void)state;
    const lt_part one = lt_part_whole(PARTS_NX, PARTS_NY);
    const parts_case what = {LT_DEFAULT_SCHEME, true, 1, 1, 1.5};
    for (int odd = 0; odd < 2; ++odd) {
        parts_run whole = {0};
        OK(parts_create(&one, &what, &whole));
        OK(parts_begin_hour(&whole, &what, 0));
        OK(half_step(&whole, odd));
        for (int l = 0; l < N_LAYOUTS; ++l) {
            air_job j = {layouts[l], &what, &whole, odd};
            ranks_run(layouts[l][0] * layouts[l][1], compare_air, &j);
        }
        parts_free(&whole);
    }
}

/* --- faults ------------------------------------------------------------------------------------------------------- */

/* context: cell of the domain whose mass is no number. */
static lt_status bad_mass(const lt_comm *comm, void *context) {
    const int *cell = context, layout[] = {3, 2};
    const parts_case what = {LT_DEFAULT_SCHEME, false, 1, 1, 1.0};
    lt_part part;
    lt_air *air;
    LT_TRY(lt_part_create(comm, PARTS_NX, PARTS_NY, layout[0], layout[1], LT_HALO, &part));
    const lt_air_window w = lt_air_window_of(&part);
    parts_hour h = parts_hour_of(&what, &w, 0);
    const int i = cell[0] - w.i0, j = cell[1] - w.j0;
    if (i >= 0 && j >= 0 && i < w.nx && j < w.ny) h.mass[1][j * w.nx + i] = NAN;
    lt_status status = lt_air_create_part(&part, PARTS_NZ, &air);
    if (status == LT_OK) status = lt_air_begin_hour(air, h.mass[0], h.mass[1], h.flux_x, h.flux_y, parts_dt);
    lt_air_free(air);
    parts_hour_free(&h);
    return status;
}

static void test_fault_on_one_rank(void **state) {
    (void)state;
    int cell[] = {22, 18}; /* of the last rank alone */
    ranks_end ends[6];
    assert_true(ranks_run_ends(6, bad_mass, cell, ends));
    for (int r = 0; r < 6; ++r) {
        assert_int_equal(ends[r].status, LT_ERR_INPUT);
        if (!strstr(ends[r].text, "layer 0, row 18, column 22")) fail_msg("rank %d: %s", r, ends[r].text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_schemes), cmocka_unit_test(test_diffusion),
                                       cmocka_unit_test(test_weak_and_strong_winds), cmocka_unit_test(test_air),
                                       cmocka_unit_test(test_fault_on_one_rank)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
