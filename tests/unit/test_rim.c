/* What a window gets of an outer domain in parts has the bits of what it gets of the whole: sides, top and inside, for
 * layouts of both that have nothing to do with each other, windows at the border of the outer domain, with its top and
 * below it, and for one rank that wants all. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/driver/rim.h"
#include "tests/support/ranks.h"

enum { NX = 16, NY = 13, NZ = 5, SPECIES = 3, MOST_X = 18, MOST_Y = 15, MOST_PLANE = NX * NY + MOST_X * MOST_Y };

static int middle_layers[] = {0, 1, 3, 5}, whole_layers[] = {0, 2, 3}, corner_layers[] = {0, 1, 2, 3, 5};
static const lt_window windows[] = {
    {5, 4, 3, 18, 15, 3, middle_layers}, {0, 0, 1, 16, 13, 2, whole_layers}, {9, 8, 2, 14, 10, 4, corner_layers}};
enum { WINDOWS = sizeof windows / sizeof *windows };

/* Of the whole window. */
typedef struct values {
    lt_real side[LT_N_SIDES][SPECIES * NZ * MOST_X], top[SPECIES * MOST_PLANE], inside[SPECIES * NZ * MOST_PLANE];
} values;

typedef struct one_case {
    const lt_window *window;
    int px, py;             /* parts of the outer domain */
    int inner_px, inner_py; /* and of the window; 0: the lowest rank wants all */
    values *out;
} one_case;

/* Numbers without pattern. */
static double number(int what, int s, int k, int j, int i) {
    uint64_t z = (uint64_t)(((what * 7 + s) * 31 + k) * 97 + j + 2) * 0x9e3779b97f4a7c15u + (uint64_t)(i + 2);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

static void fill(const lt_state *state, const lt_air *air, lt_border *own) {
    const lt_part *p = &state->part;
    for (int b = 0; b < state->decomp.n_blocks; ++b) {
        const lt_state_block *block = &state->blocks[b];
        for (int c = 0; c < SPECIES * NZ * block->place.nj * block->place.ni; ++c) {
            const int i = c % block->place.ni, j = c / block->place.ni % block->place.nj;
            const int k = c / (block->place.ni * block->place.nj) % NZ;
            const int s = c / (block->place.ni * block->place.nj * NZ);
            const int gi = p->i0 + block->place.i0 + i, gj = p->j0 + block->place.j0 + j;
            lt_state_slab(block, s, k)[j * block->row + i] = (lt_real)(1e-9 * number(1, s, k, gj, gi));
            air->mass[lt_air_at(air, k, block->place.j0 + j, block->place.i0 + i)] = 1 + number(2, 0, k, gj, gi);
        }
    }
    for (int s = 0; s < SPECIES; ++s) {
        for (int k = 0; k < NZ; ++k) {
            for (int j = 0; j < p->nj; ++j) {
                lt_border_side(own, LT_WEST, s, k)[j] = (lt_real)number(3, s, k, p->j0 + j, 0);
                lt_border_side(own, LT_EAST, s, k)[j] = (lt_real)number(4, s, k, p->j0 + j, 0);
            }
            for (int i = 0; i < p->ni; ++i) {
                lt_border_side(own, LT_SOUTH, s, k)[i] = (lt_real)number(5, s, k, 0, p->i0 + i);
                lt_border_side(own, LT_NORTH, s, k)[i] = (lt_real)number(6, s, k, 0, p->i0 + i);
            }
        }
        for (int c = 0; c < p->ni * p->nj; ++c)
            lt_border_top(own, s)[c] = (lt_real)number(7, s, 0, p->j0 + c / p->ni, p->i0 + c % p->ni);
    }
}

/* The part's cells of the border into the window's. */
static void put_border(const lt_window *w, const lt_block *at, const lt_border *b, values *out) {
    for (int s = 0; s < SPECIES; ++s) {
        for (int k = 0; k < w->nz; ++k) {
            const ptrdiff_t x = (ptrdiff_t)(s * w->nz + k) * w->nx + at->i0;
            const ptrdiff_t y = (ptrdiff_t)(s * w->nz + k) * w->ny + at->j0;
            const size_t wide = (size_t)at->ni * sizeof(lt_real), high = (size_t)at->nj * sizeof(lt_real);
            if (at->i0 == 0) memcpy(out->side[LT_WEST] + y, lt_border_side(b, LT_WEST, s, k), high);
            if (at->i0 + at->ni == w->nx) memcpy(out->side[LT_EAST] + y, lt_border_side(b, LT_EAST, s, k), high);
            if (at->j0 == 0) memcpy(out->side[LT_SOUTH] + x, lt_border_side(b, LT_SOUTH, s, k), wide);
            if (at->j0 + at->nj == w->ny) memcpy(out->side[LT_NORTH] + x, lt_border_side(b, LT_NORTH, s, k), wide);
        }
        for (int j = 0; j < at->nj; ++j)
            memcpy(out->top + (s * w->ny + at->j0 + j) * w->nx + at->i0, lt_border_top(b, s) + j * at->ni,
                   (size_t)at->ni * sizeof(lt_real));
    }
}

static void put_inside(const lt_window *w, const lt_block *at, int s, const lt_real *flat, values *out) {
    for (int k = 0; k < w->nz; ++k)
        for (int j = 0; j < at->nj; ++j)
            memcpy(out->inside + ((s * w->nz + k) * w->ny + at->j0 + j) * w->nx + at->i0,
                   flat + (k * at->nj + j) * at->ni, (size_t)at->ni * sizeof(lt_real));
}

/* What a rank gets: twice, as messages are used again. */
static lt_status take(lt_rim *rim, const lt_border *own, const lt_window *w, const lt_block *at, values *out) {
    lt_border *border = NULL;
    lt_real *flat = NULL;
    if (at->ni > 0) LT_TRY(lt_border_create(SPECIES, at->ni, at->nj, w->nz, &border));
    if (at->ni > 0) LT_TRY(lt_calloc((size_t)(at->ni * at->nj * w->nz), sizeof *flat, &flat));
    for (int times = 0; times < 2; ++times) {
        LT_TRY(lt_rim_border(rim, own, border));
        for (int s = 0; s < SPECIES; ++s) {
            LT_TRY(lt_rim_inside(rim, s, flat));
            if (flat) put_inside(w, at, s, flat, out);
        }
    }
    if (border) put_border(w, at, border, out);
    lt_border_free(border);
    lt_free(flat);
    return LT_OK;
}

static lt_status work(const lt_comm *comm, void *context) {
    const one_case *x = context;
    const lt_window *w = x->window;
    lt_species_set species = lt_passive_set;
    lt_part outer, inner;
    lt_state *state;
    lt_air *air;
    lt_border *own;
    lt_rim *rim;
    species.n = SPECIES;
    lt_block at = comm->rank == 0 ? (lt_block){.ni = w->nx, .nj = w->ny} : (lt_block){0};
    lt_comm of_outer, of_inner;
    LT_TRY(lt_comm_first(comm, x->px * x->py, &of_outer));
    LT_TRY(lt_comm_first(comm, x->inner_px > 0 ? x->inner_px * x->inner_py : comm->size, &of_inner));
    LT_TRY(lt_part_create(&of_outer, NX, NY, x->px, x->py, 1, &outer));
    if (x->inner_px > 0) LT_TRY(lt_part_create(&of_inner, w->nx, w->ny, x->inner_px, x->inner_py, 1, &inner));
    if (x->inner_px > 0) at = lt_part_block(&inner, comm->rank);
    if (outer.ni == 0) { /* a rank without the outer domain, perhaps with some of the window */
        const lt_rim_setup setup = {
            .comm = *comm, .outer = &outer, .n_species = SPECIES, .nz = NZ, .window = w, .inner = &inner};
        LT_TRY(lt_rim_create(&setup, &rim));
        LT_TRY(take(rim, NULL, w, &at, x->out));
        lt_rim_free(rim);
        lt_comm_close(&of_outer);
        lt_comm_close(&of_inner);
        return LT_OK;
    }
    LT_TRY(lt_state_create_part(&species, &outer, NZ, outer.ni >= 2 * LT_HALO ? 2 : 1, 1, &state));
    LT_TRY(lt_air_create_part(&outer, NZ, &air));
    LT_TRY(lt_border_create(SPECIES, outer.ni, outer.nj, NZ, &own));
    fill(state, air, own);
    const lt_rim_setup setup = {.comm = *comm,
                                .outer = &outer,
                                .state = state,
                                .air = air,
                                .n_species = SPECIES,
                                .nz = NZ,
                                .window = w,
                                .inner = x->inner_px > 0 ? &inner : NULL};
    LT_TRY(lt_rim_create(&setup, &rim));
    LT_TRY(take(rim, own, w, &at, x->out));
    lt_rim_free(rim);
    lt_border_free(own);
    lt_air_free(air);
    lt_state_free(state);
    lt_comm_close(&of_outer);
    lt_comm_close(&of_inner);
    return LT_OK;
}

/* So that what is right has been put there. */
static values *spoiled(void) {
    values *v = malloc(sizeof *v);
    assert_non_null(v);
    memset(v, 0xff, sizeof *v);
    return v;
}

/* All layouts of so many ranks, of the outer domain and of the window. */
static int compare(const lt_window *window, const values *whole, int ranks) {
    int n = 0;
    for (int px = 1; px <= ranks; ++px)
        for (int inner = 0; inner <= ranks; ++inner) {
            const int py = ranks / px;
            if (px * py != ranks || NX / px < LT_HALO || NY / py < LT_HALO || (inner > 0 && ranks % inner)) continue;
            values *parts = spoiled();
            one_case x = {window, px, py, inner, inner > 0 ? ranks / inner : 0, parts};
            ranks_run(ranks, work, &x);
            assert_memory_equal(parts, whole, sizeof *whole);
            free(parts);
            ++n;
        }
    return n;
}

static void test_parts_get_what_the_whole_gets(void **state) {
    (void)state;
    int n = 0;
    for (int w = 0; w < WINDOWS; ++w) {
        values *whole = spoiled();
        const lt_comm self = lt_comm_self();
        assert_int_equal(work(&self, &(one_case){&windows[w], 1, 1, 1, 1, whole}), LT_OK);
        for (int ranks = 1; ranks <= 6; ++ranks) n += compare(&windows[w], whole, ranks);
        free(whole);
    }
    assert_true(n > 60);
}

/* The outer domain and the window on the first of four ranks each, as many as they have parts. */
static void test_some_of_the_ranks(void **state) {
    (void)state;
    static const int cuts[][4] = {{1, 1, 2, 2}, {2, 2, 1, 1}, {1, 2, 3, 1}, {3, 1, 1, 2}, {1, 3, 1, 3}};
    for (int w = 0; w < WINDOWS; ++w) {
        values *whole = spoiled();
        const lt_comm self = lt_comm_self();
        assert_int_equal(work(&self, &(one_case){&windows[w], 1, 1, 1, 1, whole}), LT_OK);
        for (size_t c = 0; c < sizeof cuts / sizeof *cuts; ++c) {
            values *parts = spoiled();
            one_case x = {&windows[w], cuts[c][0], cuts[c][1], cuts[c][2], cuts[c][3], parts};
            ranks_run(4, work, &x);
            assert_memory_equal(parts, whole, sizeof *whole);
            free(parts);
        }
        free(whole);
    }
}

/* A value of each kind, by hand. */
static void test_values(void **state) {
    (void)state;
    values *v = spoiled();
    const lt_window *w = &windows[1];
    const lt_comm self = lt_comm_self();
    assert_int_equal(work(&self, &(one_case){w, 1, 1, 1, 1, v}), LT_OK);
    assert_true(v->side[LT_NORTH][(1 * w->nz + 1) * NX + 7] == (lt_real)number(6, 1, 2, 0, 7));
    assert_true(v->top[(2 * NY + 5) * NX + 9] == (lt_real)(1e-9 * number(1, 2, 3, 5, 9)));
    assert_true(v->inside[((2 * w->nz + 1) * NY + 4) * NX + 3] == (lt_real)(1e-9 * number(1, 2, 2, 4, 3)));
    w = &windows[2];
    assert_int_equal(work(&self, &(one_case){w, 1, 1, 1, 1, v}), LT_OK);
    assert_true(v->side[LT_WEST][(1 * w->nz + 2) * w->ny + 3] == (lt_real)(1e-9 * number(1, 1, 2, 9, 8)));
    assert_true(v->side[LT_EAST][(1 * w->nz + 2) * w->ny + 3] == (lt_real)number(4, 1, 2, 9, 0));
    assert_true(v->top[(2 * w->ny + 5) * w->nx + 9] == (lt_real)number(7, 2, 0, 10, 13));
    free(v);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_parts_get_what_the_whole_gets),
                                       cmocka_unit_test(test_some_of_the_ranks), cmocka_unit_test(test_values)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
