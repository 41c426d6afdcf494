/* Advection kernels against what must hold in any wind with any mass, for every horizontal scheme and every instruction
 * set that the processor has: fast and plain version give the same bits; a uniform mixing ratio stays uniform to the
 * last bit; nothing leaves the bounds of what was there; mass is kept; tracers in linear relation stay so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/kernel_sets.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Slabs whose rows end within, at and beyond vectors of every width. */
enum { MOST_I = 33, MOST_J = 18, H = LT_HALO, ROW = 64, LINE = MOST_I + 3, N_SPECIES = 5 };
static const int sizes[][2] = {{24, 16}, {32, 5}, {33, 18}, {16, 1}, {1, 9}, {7, 7}, {15, 3}};
enum { N_SIZES = sizeof sizes / sizeof sizes[0] };

typedef struct box {
    int ni, nj;
    lt_real q[N_SPECIES][(MOST_J + 2 * H) * ROW];
    double mass[(MOST_J + 3) * LINE], fx[(MOST_J + 3) * LINE], fy[(MOST_J + 3) * LINE];
} box;

static lt_real *at(box *b, int s, int j, int i) {
    return &b->q[s][(j + H) * ROW + i + H];
}
static double *air_at(double *a, int j, int i) {
    return &a[(j + 1) * LINE + i + 1];
}

/* Random masses (factor 3) and winds; a cell loses at most `most` of its mass in a direction, and comes near it when
 * both faces let air out. q random with many equal values; halos along the sweep hold a border value of their own a
 * line. */
static void random_box(box *b, int size, uint64_t *seed, double most, int along_y) {
    memset(b, 0, sizeof *b);
    b->ni = sizes[size][0];
    b->nj = sizes[size][1];
    for (int j = -1; j <= b->nj + 1; ++j)
        for (int i = -1; i <= b->ni + 1; ++i) {
            *air_at(b->mass, j, i) = 1e9 * (1.0 + 2.0 * uniform(seed));
            *air_at(b->fx, j, i) = 0.5 * most * 1e9 * (2.0 * uniform(seed) - 1.0);
            *air_at(b->fy, j, i) = uniform(seed) < 0.1 ? 0.0 : 0.5 * most * 1e9 * (2.0 * uniform(seed) - 1.0);
        }
    for (int s = 0; s < N_SPECIES; ++s)
        for (int j = -H; j < b->nj + H; ++j)
            for (int i = -H; i < b->ni + H; ++i) {
                double u = uniform(seed);
                *at(b, s, j, i) = (lt_real)(u < 0.3 ? 0.0 : u < 0.5 ? 1e-8 : 1e-8 * u);
            }
    for (int s = 0; s < N_SPECIES; ++s)
        for (int l = 0; l < (along_y ? b->ni : b->nj); ++l)
            for (int h = 1; h <= H; ++h) {
                *at(b, s, along_y ? -h : l, along_y ? l : -h) = *at(b, s, along_y ? -1 : l, along_y ? l : -1);
                *at(b, s, along_y ? b->nj + h - 1 : l, along_y ? l : b->ni + h - 1) =
                    *at(b, s, along_y ? b->nj : l, along_y ? l : b->ni);
            }
}

static lt_real table[100000], work[100000];

/* borders: whether both ends are the border of the domain. */
static lt_slab prepared(const lt_advection_scheme *scheme, box *b, int along_y, int borders) {
    assert_true(scheme->table_size(b->ni, b->nj) <= sizeof table / sizeof *table);
    assert_true(scheme->work_size(b->ni, b->nj) <= sizeof work / sizeof *work);
    const lt_slab slab = {.ni = b->ni,
                          .nj = b->nj,
                          .along_y = along_y,
                          .low_border = borders,
                          .high_border = borders,
                          .air_row = LINE,
                          .mass = air_at(b->mass, 0, 0),
                          .flux = air_at(along_y ? b->fy : b->fx, 0, 0),
                          .dt = 1.0,
                          .table = table};
    scheme->prepare(&slab);
    return slab;
}

static lt_slab_species species_of(box *b) {
    return (lt_slab_species){N_SPECIES, at(b, 0, 0, 0), ROW, sizeof b->q[0] / sizeof(lt_real), work};
}

/* plain: the reference version. */
static void sweep(const lt_advection_scheme *scheme, box *b, int along_y, int borders, int plain) {
    const lt_slab slab = prepared(scheme, b, along_y, borders);
    const lt_slab_species species = species_of(b);
    (plain ? scheme->reference : scheme->sweep)(&slab, &species);
}

static double mass_after(box *b, int j, int i, int along_y) {
    double *f = along_y ? b->fy : b->fx;
    double next = along_y ? *air_at(f, j + 1, i) : *air_at(f, j, i + 1);
    return *air_at(b->mass, j, i) - (next - *air_at(f, j, i));
}

/* Calls test for every set, scheme, size, direction and kind of border, several times. */
static void for_all(int trials,
                    void (*test)(const lt_advection_scheme *, int size, int along_y, int borders, uint64_t *seed)) {
    uint64_t seed = 11;
    for (int set = 0; set < n_sets; ++set)
        for (int scheme = 0; scheme < LT_N_SCHEMES; ++scheme)
            for (int size = 0; size < N_SIZES; ++size)
                for (int trial = 0; trial < 4 * trials; ++trial)
                    test(&sets[set]->advection[scheme], size, trial % 2, trial / 2 % 2, &seed);
}

static box b, b2;

static int same_inside(const lt_real *x, const lt_real *y) {
    for (int j = 0; j < b.nj; ++j)
        if (memcmp(&x[(j + H) * ROW + H], &y[(j + H) * ROW + H], (size_t)b.ni * sizeof(lt_real)) != 0) return 0;
    return 1;
}

static void conformance(const lt_advection_scheme *scheme, int size, int along_y, int borders, uint64_t *seed) {
    random_box(&b, size, seed, LT_MOST_OUTFLOW, along_y);
    b2 = b;
    sweep(scheme, &b, along_y, borders, 0);
    sweep(scheme, &b2, along_y, borders, 1);
    for (int s = 0; s < N_SPECIES; ++s) assert_true(same_inside(b.q[s], b2.q[s]));
}

/* Any instruction set against the first, tables and all. */
static void same_for_sets(const lt_advection_scheme *scheme, int size, int along_y, int borders, uint64_t *seed) {
    int index = 0;
    while (strcmp(sets[0]->advection[index].name, scheme->name) != 0) ++index;
    random_box(&b, size, seed, LT_MOST_OUTFLOW, along_y);
    b2 = b;
    sweep(scheme, &b, along_y, borders, 0);
    sweep(&sets[0]->advection[index], &b2, along_y, borders, 0);
    for (int s = 0; s < N_SPECIES; ++s) assert_true(same_inside(b.q[s], b2.q[s]));
}

static void test_plain_and_fast_agree(void **state) {
    (void)state;
    for_all(25, conformance);
    for_all(25, same_for_sets);
}

/* Beyond the last cell of a row stands the halo of the next one: the sweep leaves all as it was but the cells. */
static void others_stay(const lt_advection_scheme *scheme, int size, int along_y, int borders, uint64_t *seed) {
    random_box(&b, size, seed, LT_MOST_OUTFLOW, along_y);
    b2 = b;
    sweep(scheme, &b, along_y, borders, 0);
    for (int s = 0; s < N_SPECIES; ++s)
        for (int j = 0; j < b.nj; ++j) memcpy(at(&b, s, j, 0), at(&b2, s, j, 0), (size_t)b.ni * sizeof(lt_real));
    assert_memory_equal(b.q, b2.q, sizeof b.q);
}

static void test_others_stay(void **state) {
    (void)state;
    for_all(25, others_stay);
}

static void stays_uniform(const lt_advection_scheme *scheme, int size, int along_y, int borders, uint64_t *seed) {
    random_box(&b, size, seed, LT_MOST_OUTFLOW, along_y);
    lt_real value = (lt_real)(1e-9 * (0.1 + uniform(seed)));
    for (int s = 0; s < N_SPECIES; ++s)
        for (size_t c = 0; c < sizeof b.q[0] / sizeof(lt_real); ++c) b.q[s][c] = value;
    sweep(scheme, &b, along_y, borders, 0);
    for (int s = 0; s < N_SPECIES; ++s)
        for (int j = 0; j < b.nj; ++j)
            for (int i = 0; i < b.ni; ++i) assert_true(*at(&b, s, j, i) == value);
}

static void test_uniform_stays_uniform(void **state) {
    (void)state;
    for_all(25, stays_uniform);
}

/* kg that cross the low and the high border of species s, upwind value times air; lines of both ends. */
static double crossing(box *x, int s, int along_y, double *gross) {
    double sum = 0;
    int lines = along_y ? x->ni : x->nj, n = along_y ? x->nj : x->ni;
    for (int end = 0; end < 2; ++end)
        for (int l = 0; l < lines; ++l) {
            int j = along_y ? end * n : l, i = along_y ? l : end * n;
            double air = *air_at(along_y ? x->fy : x->fx, j, i);
            int low = air > 0;
            double kg = air * (double)*at(x, s, along_y ? j - low : j, along_y ? i : i - low);
            sum += end ? -kg : kg;
            *gross += fabs(kg);
        }
    return sum;
}

/* Bounds of the cell and its two neighbours to the last bit, and mass to the rounding of the result and of shares A / M
 * times differences. */
static void bounds_and_mass(const lt_advection_scheme *scheme, int size, int along_y, int borders, uint64_t *seed) {
    const double eps = sizeof(lt_real) == 8 ? DBL_EPSILON : (double)FLT_EPSILON;
    random_box(&b, size, seed, LT_MOST_OUTFLOW, along_y);
    b2 = b;
    sweep(scheme, &b, along_y, borders, 0);
    for (int s = 0; s < N_SPECIES; ++s) {
        long double m0 = 0, m1 = 0; /* so that their own rounding does not count */
        double gross = 0;
        for (int j = 0; j < b.nj; ++j)
            for (int i = 0; i < b.ni; ++i) {
                double own = (double)*at(&b2, s, j, i), now = (double)*at(&b, s, j, i);
                double below = (double)*at(&b2, s, j - along_y, i - !along_y);
                double above = (double)*at(&b2, s, j + along_y, i + !along_y);
                double low = fmin(own, fmin(below, above)), high = fmax(own, fmax(below, above));
                assert_true(now >= low && now <= high);
                m0 += own * *air_at(b2.mass, j, i);
                m1 += now * mass_after(&b2, j, i, along_y);
            }
        if (!borders) continue;
        m0 += crossing(&b2, s, along_y, &gross);
        assert_true(fabs((double)(m1 - m0)) <= 4 * eps * ((double)m1 + gross));
    }
}

static void test_bounds_and_mass(void **state) {
    (void)state;
    for_all(25, bounds_and_mass);
}

/* What `faces` says of every face closes the mass of every cell. */
static void faces_close_cells(const lt_advection_scheme *scheme, int size, int along_y, int borders, uint64_t *seed) {
    const double eps = sizeof(lt_real) == 8 ? DBL_EPSILON : (double)FLT_EPSILON;
    static lt_face_place place[(MOST_I + 1) * (MOST_J + 1)];
    static double through[N_SPECIES * (MOST_I + 1) * (MOST_J + 1)];
    random_box(&b, size, seed, LT_MOST_OUTFLOW, along_y);
    b2 = b;
    const int wide = b.ni + !along_y, n = wide * (b.nj + along_y);
    for (int f = 0; f < n; ++f) place[f] = (lt_face_place){.j = f / wide, .i = f % wide};
    memset(through, 0, sizeof through);
    const lt_slab slab = prepared(scheme, &b2, along_y, borders);
    const lt_slab_species species = species_of(&b2);
    scheme->faces(&slab, &species, n, place, through, n);
    sweep(scheme, &b, along_y, borders, 0);
    for (int s = 0; s < N_SPECIES; ++s)
        for (int j = 0; j < b.nj; ++j)
            for (int i = 0; i < b.ni; ++i) {
                const double *in = &through[s * n + j * wide + i], out = along_y ? in[wide] : in[1];
                const double before = (double)*at(&b2, s, j, i) * *air_at(b2.mass, j, i);
                const double after = (double)*at(&b, s, j, i) * mass_after(&b2, j, i, along_y);
                const double scale = 1e-8 * (*air_at(b2.mass, j, i) + mass_after(&b2, j, i, along_y));
                assert_true(fabs(after - before - (*in - out)) <= 8 * eps * scale);
            }
}

static void test_faces(void **state) {
    (void)state;
    for_all(25, faces_close_cells);
}

/* y = 0.3 - 2 x before, and after but for rounding: x carries 1e-8, y 0.3, so the unit is that of 0.3. */
static void stays_linear(const lt_advection_scheme *scheme, int size, int along_y, int borders, uint64_t *seed) {
    const double eps = sizeof(lt_real) == 8 ? DBL_EPSILON : (double)FLT_EPSILON;
    random_box(&b, size, seed, LT_MOST_OUTFLOW, along_y);
    for (size_t c = 0; c < sizeof b.q[0] / sizeof(lt_real); ++c) {
        b.q[0][c] *= (lt_real)1e7; /* of the size of 0.1 */
        b.q[1][c] = (lt_real)(0.3 - 2.0 * (double)b.q[0][c]);
    }
    sweep(scheme, &b, along_y, borders, 0);
    for (int j = 0; j < b.nj; ++j)
        for (int i = 0; i < b.ni; ++i)
            assert_true(fabs(0.3 - 2.0 * (double)*at(&b, 0, j, i) - (double)*at(&b, 1, j, i)) <= 8 * eps * 0.3);
}

static void test_linear_relation(void **state) {
    (void)state;
    for_all(25, stays_linear);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain_and_fast_agree),
                                       cmocka_unit_test(test_others_stay),
                                       cmocka_unit_test(test_uniform_stays_uniform),
                                       cmocka_unit_test(test_bounds_and_mass),
                                       cmocka_unit_test(test_faces),
                                       cmocka_unit_test(test_linear_relation)};
    return cmocka_run_group_tests(tests, find_sets, NULL);
}
