/* test_equilibrium_water.c - water of salts alone between the rows of the table, and of mixtures: salts alone, sums,
 * derivatives, and what is exact at amounts of nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#define LT_PLAIN
#include "model/aerosol/equilibrium/mixture_water.h"
#include "model/aerosol/equilibrium/water.h"
#include "tests/support/near.h"
#include "tests/support/uniform.h"

#include <math.h>

/* --- between the rows --------------------------------------------------------------------------------------------- */

/* Some values again, from ISORROPIA's tables (V), by humidity in per cent; the column's number is told by its salt. */
static void test_values(void **state) {
    (void)state;
    static const struct {
        int salt, percent;
        double molality;
    } of_table[] = {{LT_SALT_NH4NO3, 62, 25.82},    {LT_SALT_NH4CL, 80, 6.37},    {LT_SALT_NH42SO4, 80, 5.83},
                    {LT_SALT_LETOVICITE, 69, 5.11}, {LT_SALT_NH4HSO4, 40, 27.98}, {LT_SALT_NANO3, 74, 10.77},
                    {LT_SALT_NACL, 75, 6.21},       {LT_SALT_NA2SO4, 93, 2.13},   {LT_SALT_NAHSO4, 52, 15.63},
                    {LT_SALT_CANO32, 49, 8.4},      {LT_SALT_CACL2, 28, 7.53},    {LT_SALT_KNO3, 92, 4.12},
                    {LT_SALT_KCL, 84, 4.83},        {LT_SALT_K2SO4, 97, 0.87},    {LT_SALT_KHSO4, 86, 3.68},
                    {LT_SALT_MGNO32, 54, 4.84},     {LT_SALT_MGCL2, 33, 5.85},    {LT_SALT_MGSO4, 86, 3.81},
                    {LT_SALT_H2SO4, 50, 7.73}};
    for (size_t k = 0; k < sizeof of_table / sizeof *of_table; k++) {
        double water[LT_N_SALTS];
        lt_water_of_salts(of_table[k].percent / 100.0, 0, water);
        if (!(fabs(1 / water[of_table[k].salt] - of_table[k].molality) < 1e-9 * of_table[k].molality))
            fail_msg("salt %d at %d %%: %g, not %g", of_table[k].salt, of_table[k].percent, 1 / water[of_table[k].salt],
                     of_table[k].molality);
    }
}

static void test_rows_are_met(void **state) {
    (void)state;
    for (int row = 0; row < LT_WATER_ROWS; row++) {
        double smooth[LT_N_SALTS], by_row[LT_N_SALTS], near_it[LT_N_SALTS];
        lt_water_of_salts((row + 1) / 100.0, 0, smooth);
        lt_water_of_salts((row + 1) / 100.0, 1, by_row);
        lt_water_of_salts((row + 1) / 100.0 + (row % 2 ? 0.0049 : -0.0049), 1, near_it);
        for (int s = 0; s < LT_N_SALTS; s++) {
            assert_near(smooth[s] * lt_water_molality[row][s], 1, 1e-11); /* 0.07 * 100 is not 7 */
            assert_near(by_row[s] * lt_water_molality[row][s], 1, 1e-15);
            assert_true(near_it[s] == by_row[s]);
        }
    }
}

/* Drier air, stronger solution; below the first row and at 1 what the ends have. */
static void test_is_monotone(void **state) {
    (void)state;
    double before[LT_N_SALTS], now[LT_N_SALTS], first[LT_N_SALTS];
    lt_water_of_salts(0, 0, before);
    lt_water_of_salts(0.01, 0, first);
    for (int s = 0; s < LT_N_SALTS; s++) assert_true(before[s] == first[s]);
    for (int n = 1; n <= 20000; n++) {
        lt_water_of_salts(n / 20000.0, 0, now);
        for (int s = 0; s < LT_N_SALTS; s++) {
            assert_true(now[s] >= before[s] * (1 - 1e-14) && now[s] > 0);
            before[s] = now[s];
        }
    }
}

/* The derivative by humidity has no step at a row: slopes of both sides, each to second order, agree to the curvature
 * times the step. */
static void test_derivative_is_continuous(void **state) {
    (void)state;
    const double h = 1e-6;
    for (int row = 1; row < LT_WATER_ROWS - 1; row++) {
        double w[5][LT_N_SALTS];
        const double humidity = (row + 1) / 100.0;
        for (int k = 0; k < 5; k++) lt_water_of_salts(humidity + (k - 2) * h, 0, w[k]);
        for (int s = 0; s < LT_N_SALTS; s++) {
            const double left = (3 * w[2][s] - 4 * w[1][s] + w[0][s]) / (2 * h);
            const double right = (4 * w[3][s] - 3 * w[2][s] - w[4][s]) / (2 * h);
            assert_near(right, left, 1e-6 * w[2][s] * 100 + 4e-3 * h * 1e4 * fabs(left));
        }
    }
}

/* --- rounded difference ------------------------------------------------------------------------------------------- */

static void test_above(void **state) {
    (void)state;
    double to_a, to_b;
    assert_true(lt_d_above(3, 0, &to_a, &to_b) == 3 && to_a == 1);
    assert_true(lt_d_above(0, 5, &to_a, &to_b) == 0 && to_b == 0);
    assert_true(lt_d_above(0, 0, &to_a, &to_b) == 0 && isfinite(to_a) && isfinite(to_b));
    assert_near(lt_d_above(2, 2, &to_a, &to_b), 0.02, 1e-15); /* d a */
    for (double a = 1e-9; a < 1e9; a *= 7.3)
        for (double b = 1e-9; b < 1e9; b *= 3.1) {
            double up, down, unused_a, unused_b;
            const double q = lt_d_above(a, b, &to_a, &to_b), back = lt_d_above(b, a, &unused_a, &unused_b);
            assert_near(q - back, a - b, 1e-15 * (a + b)); /* what is above less what is below is the difference */
            assert_near(to_a * a + to_b * b, q, 1e-15 * (a + b)); /* of first degree */
            const double ulp = 1e-15;
            assert_true(q >= 0 && q <= a * (1 + ulp));
            assert_true(to_a >= -ulp && to_a <= 1 + ulp && to_b <= ulp && to_b >= -1 - ulp);
            up = lt_d_above(a * 1.0001, b, &unused_a, &unused_b);
            down = lt_d_above(a * 0.9999, b, &unused_a, &unused_b);
            /* curvature at most 1 / (4 d) of 1/a: of the third order 1e-8 / d^2 */
            assert_near((up - down) / (0.0002 * a), to_a, 1e-5 + 1e-11 * (b / a));
        }
}

/* --- mixtures ----------------------------------------------------------------------------------------------------- */

/* A solution: mol of cations and anions; acid is H and bisulfate, sulfate is all sulfate. */
typedef struct mixture {
    double ca, mg, k, na, nh4, sulfate, no3, cl, acid;
} mixture;

/* Cations that do not evaporate beyond all anions. */
static double surplus_of(const mixture *m) {
    return fmax(2 * m->ca + 2 * m->mg + m->k + m->na - 2 * m->sulfate - m->no3 - m->cl, 0);
}

static lt_mixture_water water_of(const mixture *m, double humidity, bool crustal) {
    double w[LT_N_SALTS];
    lt_water_lines lines;
    lt_mixture_water out;
    lt_water_of_salts(humidity, 0, w);
    lt_water_lines_of(w, m->ca, m->mg, m->k, m->na, m->sulfate, surplus_of(m), &lines);
    lt_mixture_water_of(&lines, m->nh4, m->no3, m->cl, m->acid, crustal, &out);
    return out;
}

/* A mole of each salt, dissolved and nothing else: H of bisulfate counts once in acid, of H2SO4 twice. off: a bisulfate
 * lies on a corner with the next salt beyond it and has the share of that one's water that the rounding gives it
 * (largest of NH4HSO4 in dry air); the corners of all others are sharp where nothing follows. */
static const struct {
    int salt;
    mixture of;
    bool on_corner;
} salts[] = {
    {LT_SALT_NH4NO3, {.nh4 = 1, .no3 = 1}, false},
    {LT_SALT_NH4CL, {.nh4 = 1, .cl = 1}, false},
    {LT_SALT_NH42SO4, {.nh4 = 2, .sulfate = 1}, false},
    {LT_SALT_LETOVICITE, {.nh4 = 3, .sulfate = 2, .acid = 1}, true},
    {LT_SALT_NH4HSO4, {.nh4 = 1, .sulfate = 1, .acid = 1}, true},
    {LT_SALT_NANO3, {.na = 1, .no3 = 1}, false},
    {LT_SALT_NACL, {.na = 1, .cl = 1}, false},
    {LT_SALT_NA2SO4, {.na = 2, .sulfate = 1}, false},
    {LT_SALT_NAHSO4, {.na = 1, .sulfate = 1, .acid = 1}, true},
    {LT_SALT_CANO32, {.ca = 1, .no3 = 2}, false},
    {LT_SALT_CACL2, {.ca = 1, .cl = 2}, false},
    {LT_SALT_KNO3, {.k = 1, .no3 = 1}, false},
    {LT_SALT_KCL, {.k = 1, .cl = 1}, false},
    {LT_SALT_K2SO4, {.k = 2, .sulfate = 1}, false},
    {LT_SALT_KHSO4, {.k = 1, .sulfate = 1, .acid = 1}, true},
    {LT_SALT_MGNO32, {.mg = 1, .no3 = 2}, false},
    {LT_SALT_MGCL2, {.mg = 1, .cl = 2}, false},
    {LT_SALT_MGSO4, {.mg = 1, .sulfate = 1}, false},
    {LT_SALT_H2SO4, {.sulfate = 1, .acid = 2}, false},
};
_Static_assert(sizeof salts / sizeof *salts == LT_N_SALTS, "all of them");

static const double humidities[] = {0.45, 0.7, 0.9, 0.97};
enum { N_HUMIDITIES = 4 };

static void test_salts_alone(void **state) {
    (void)state;
    static const double off[N_HUMIDITIES] = {0.06, 0.06, 0.06, 0.06};
    for (int h = 0; h < N_HUMIDITIES; h++)
        for (int s = 0; s < LT_N_SALTS; s++) {
            double w[LT_N_SALTS];
            lt_water_of_salts(humidities[h], 0, w);
            const double got = water_of(&salts[s].of, humidities[h], true).water;
            assert_near(got / w[salts[s].salt], 1, salts[s].on_corner ? off[h] : 1e-12);
        }
}

/* Salts that stand side by side in the rule's order take the water of all; away from corners to what is left of their
 * rounding, some d^2. */
static void test_is_additive(void **state) {
    (void)state;
    static const struct {
        mixture of;
        int salt[3];
        double mol[3];
    } sums[] = {
        {{.nh4 = 5, .sulfate = 1, .no3 = 3}, {LT_SALT_NH42SO4, LT_SALT_NH4NO3, 0}, {1, 3, 0}},
        {{.nh4 = 9, .sulfate = 1, .no3 = 3, .cl = 4}, {LT_SALT_NH42SO4, LT_SALT_NH4NO3, LT_SALT_NH4CL}, {1, 3, 4}},
        {{.na = 9, .sulfate = 1, .no3 = 3, .cl = 4}, {LT_SALT_NA2SO4, LT_SALT_NANO3, LT_SALT_NACL}, {1, 3, 4}},
        {{.mg = 1, .na = 4, .nh4 = 2, .sulfate = 4}, {LT_SALT_MGSO4, LT_SALT_NA2SO4, LT_SALT_NH42SO4}, {1, 2, 1}},
        {{.k = 2, .nh4 = 4, .no3 = 4, .cl = 2}, {LT_SALT_KNO3, LT_SALT_NH4NO3, LT_SALT_NH4CL}, {2, 2, 2}},
        {{.ca = 2, .nh4 = 4, .no3 = 8}, {LT_SALT_CANO32, LT_SALT_NH4NO3, 0}, {2, 4, 0}},
        /* acid: half of the way from the neutral salt to letovicite, to the bisulfate, to sulfuric acid */
        {{.nh4 = 6, .sulfate = 3.5, .acid = 1}, {LT_SALT_NH42SO4, LT_SALT_LETOVICITE, 0}, {1.5, 1, 0}},
        {{.nh4 = 4, .sulfate = 3, .acid = 2}, {LT_SALT_LETOVICITE, LT_SALT_NH4HSO4, 0}, {1, 1, 0}},
        {{.nh4 = 2, .sulfate = 4, .acid = 6}, {LT_SALT_NH4HSO4, LT_SALT_H2SO4, 0}, {2, 2, 0}},
        {{.na = 4, .sulfate = 3, .acid = 2}, {LT_SALT_NA2SO4, LT_SALT_NAHSO4, 0}, {1, 2, 0}},
        {{.k = 4, .sulfate = 3, .acid = 2}, {LT_SALT_K2SO4, LT_SALT_KHSO4, 0}, {1, 2, 0}},
        /* acid beyond its share stands against chloride and nitrate, without water */
        {{.nh4 = 4, .sulfate = 1, .no3 = 3, .acid = 1}, {LT_SALT_NH42SO4, LT_SALT_NH4NO3, 0}, {1, 2, 0}},
        {{.nh4 = 4, .sulfate = 1, .cl = 3, .acid = 1}, {LT_SALT_NH42SO4, LT_SALT_NH4CL, 0}, {1, 2, 0}},
    };
    for (size_t k = 0; k < sizeof sums / sizeof *sums; k++) {
        double w[LT_N_SALTS], want = 0;
        lt_water_of_salts(0.8, 0, w);
        for (int s = 0; s < 3; s++) want += sums[k].mol[s] * w[sums[k].salt[s]];
        const double got = water_of(&sums[k].of, 0.8, true).water;
        if (!(fabs(got / want - 1) < 0.01)) fail_msg("mixture %zu: %g, sum of the salts %g", k, got, want);
    }
}

/* Cations beyond all anions count as chlorides, at any humidity; the corners between two salts are rounded. */
static void test_surplus(void **state) {
    (void)state;
    static const struct {
        mixture of;
        int salt, chloride;
        double mol;
    } cases[] = {
        {{.na = 5, .cl = 2}, LT_SALT_NACL, LT_SALT_NACL, 3},
        {{.k = 5, .cl = 2}, LT_SALT_KCL, LT_SALT_KCL, 3},
        {{.ca = 5, .cl = 4}, LT_SALT_CACL2, LT_SALT_CACL2, 3},
        {{.mg = 5, .sulfate = 2}, LT_SALT_MGSO4, LT_SALT_MGCL2, 3},
        {{.na = 5, .no3 = 2}, LT_SALT_NANO3, LT_SALT_NACL, 3},
        {{.mg = 1e4, .sulfate = 1e-12}, LT_SALT_MGSO4, LT_SALT_MGCL2, 1e4},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        for (double humidity = 0.1; humidity <= 1; humidity += 0.05) {
            double w[LT_N_SALTS];
            lt_water_of_salts(humidity, 0, w);
            const mixture *m = &cases[k].of;
            const double all = m->na + m->k + m->ca + m->mg, want = (all - cases[k].mol) * w[cases[k].salt];
            assert_near(water_of(m, humidity, true).water / (want + cases[k].mol * w[cases[k].chloride]), 1, 1e-12);
        }
}

static double *varied(mixture *m, int which) {
    double *const places[] = {&m->nh4, &m->no3, &m->cl, &m->acid};
    return places[which];
}

static double derivative(const lt_mixture_water *w, int which) {
    const double by[] = {w->by_nh4, w->by_no3, w->by_cl, w->by_acid};
    return by[which];
}

/* A solution whose charges balance: totals over some orders of magnitude, acid what they leave. */
static mixture draw(uint64_t *seed, bool crustal) {
    double n[8];
    for (int k = 0; k < 8; k++) n[k] = uniform(seed) < 0.2 ? 0 : exp(-7 + 7 * uniform(seed));
    mixture m = {.na = n[3], .nh4 = n[4], .no3 = n[6], .cl = n[7], .sulfate = n[5] + 1e-3};
    if (crustal) m.ca = n[0], m.mg = n[1], m.k = n[2];
    const double acid = 2 * m.sulfate + m.no3 + m.cl - 2 * m.ca - 2 * m.mg - m.k - m.na - m.nh4;
    if (acid > 0)
        m.acid = acid;
    else
        m.no3 -= acid;
    return m;
}

/* Every derivative against differences (fourth order; the rounding of corners bends within 1 %, the step is 2e-6). */
static void test_derivatives(void **state) {
    (void)state;
    uint64_t seed = 11;
    int n_least = 0;
    for (int n = 0; n < 2000; n++) {
        const bool crustal = n % 2;
        mixture m = draw(&seed, crustal);
        m.nh4 += 0.01, m.no3 += 0.01, m.cl += 0.01, m.acid += 0.01; /* of less, corners are sharper than the step */
        const double humidity = 0.12 + 0.87 * uniform(&seed);
        const lt_mixture_water at = water_of(&m, humidity, crustal);
        double largest = 0, w[LT_N_SALTS];
        /* charges that do not balance can leave no solution: the least water, whose derivatives nobody needs */
        if (at.water <= 1.001 * LT_LEAST_WATER * (m.sulfate + m.nh4 + m.no3 + m.cl) && ++n_least) continue;
        lt_water_of_salts(humidity, 0, w);
        for (int s = 0; s < LT_N_SALTS; s++) largest = fmax(largest, w[s]);
        for (int which = 0; which < 4; which++) {
            double f[5];
            const double x = *varied(&m, which), h = 2e-6 * x;
            for (int k = 0; k < 5; k++) {
                mixture moved = m;
                *varied(&moved, which) = x + (k - 2) * h;
                f[k] = water_of(&moved, humidity, crustal).water;
            }
            const double want = (8 * (f[3] - f[1]) - (f[4] - f[0])) / (12 * h);
            const double all = m.ca + m.mg + m.k + m.na + m.nh4 + m.sulfate + m.no3 + m.cl + m.acid; /* rounding */
            assert_near(derivative(&at, which), want, largest * (1e-6 + 1e-15 * all / h));
        }
    }
    assert_true(n_least < 20);
}

/* Of first degree: twice of all is twice the water. */
static void test_is_of_first_degree(void **state) {
    (void)state;
    uint64_t seed = 5;
    for (int n = 0; n < 500; n++) {
        const mixture m = draw(&seed, true);
        const mixture twice = {2 * m.ca,      2 * m.mg,  2 * m.k,  2 * m.na,  2 * m.nh4,
                               2 * m.sulfate, 2 * m.no3, 2 * m.cl, 2 * m.acid};
        const double one = water_of(&m, 0.6, true).water;
        assert_near(water_of(&twice, 0.6, true).water, 2 * one, 1e-13 * one);
        assert_true(one > 0);
    }
}

/* Without Ca, Mg and K the long way and the short one are the same. */
static void test_without_crustal(void **state) {
    (void)state;
    uint64_t seed = 23;
    for (int n = 0; n < 500; n++) {
        const mixture m = draw(&seed, false);
        const lt_mixture_water with = water_of(&m, 0.7, true), without = water_of(&m, 0.7, false);
        assert_near(with.water, without.water, 1e-13 * without.water);
        for (int which = 0; which < 4; which++)
            assert_near(derivative(&with, which), derivative(&without, which), 1e-12);
    }
}

/* Equal w of a mole of every equivalent, whatever it stands beside: then water is w times the equivalents to the last
 * bits, for the sums over rows and columns of the overlaps are exact. HNO3 and HCl have none, so acid is 0 or in
 * sulfate. */
static void test_sums_are_exact(void **state) {
    (void)state;
    static const double per_mol[LT_N_SALTS] = {
        [LT_SALT_NH4NO3] = 1,  [LT_SALT_NH4CL] = 1,  [LT_SALT_NH42SO4] = 2, [LT_SALT_LETOVICITE] = 4,
        [LT_SALT_NH4HSO4] = 2, [LT_SALT_NANO3] = 1,  [LT_SALT_NACL] = 1,    [LT_SALT_NA2SO4] = 2,
        [LT_SALT_NAHSO4] = 2,  [LT_SALT_CANO32] = 2, [LT_SALT_CACL2] = 2,   [LT_SALT_KNO3] = 1,
        [LT_SALT_KCL] = 1,     [LT_SALT_K2SO4] = 2,  [LT_SALT_KHSO4] = 2,   [LT_SALT_MGNO32] = 2,
        [LT_SALT_MGCL2] = 2,   [LT_SALT_MGSO4] = 2,  [LT_SALT_H2SO4] = 2};
    uint64_t seed = 31;
    for (int n = 0; n < 500; n++) {
        mixture m = draw(&seed, true);
        lt_water_lines lines;
        lt_mixture_water out;
        m.nh4 += m.acid + 2 * m.ca; /* CaSO4 has no water: enough nitrate for Ca */
        m.no3 += 2 * m.sulfate;
        m.nh4 += 2 * m.sulfate;
        m.ca = m.acid = 0;
        const double equivalents = 2 * m.mg + m.k + m.na + m.nh4;
        m.no3 = equivalents - 2 * m.sulfate - m.cl;
        if (m.no3 < 0) continue;
        lt_water_lines_of(per_mol, m.ca, m.mg, m.k, m.na, m.sulfate, 0, &lines);
        lt_mixture_water_of(&lines, m.nh4, m.no3, m.cl, 0, true, &out);
        assert_near(out.water, equivalents, 1e-13 * equivalents);
        /* half of the sulfate's equivalents as acid in place of NH4: H in a sulfate counts like any other */
        const double acid = fmin(m.nh4, m.sulfate);
        m.no3 = m.cl = 0;
        m.sulfate = equivalents / 2;
        lt_water_lines_of(per_mol, 0, m.mg, m.k, m.na, m.sulfate, 0, &lines);
        lt_mixture_water_of(&lines, m.nh4 - acid, 0, 0, acid, true, &out);
        assert_near(out.water, equivalents, 1e-13 * equivalents);
    }
}

/* Totals of nothing: water and derivatives are finite, and what is not there has no part in them. */
static void test_nothing(void **state) {
    (void)state;
    for (int s = 0; s < LT_N_SALTS; s++) {
        const lt_mixture_water w = water_of(&salts[s].of, 0.5, true);
        for (int which = 0; which < 4; which++) assert_true(isfinite(derivative(&w, which)));
    }
    const mixture seed_only = {.sulfate = 1e-20, .acid = 2e-20};
    assert_true(water_of(&seed_only, 0.5, false).water >= 0.99e-26);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),          cmocka_unit_test(test_rows_are_met),
        cmocka_unit_test(test_is_monotone),     cmocka_unit_test(test_derivative_is_continuous),
        cmocka_unit_test(test_above),           cmocka_unit_test(test_salts_alone),
        cmocka_unit_test(test_is_additive),     cmocka_unit_test(test_surplus),
        cmocka_unit_test(test_derivatives),     cmocka_unit_test(test_is_of_first_degree),
        cmocka_unit_test(test_without_crustal), cmocka_unit_test(test_sums_are_exact),
        cmocka_unit_test(test_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
