/* What is said of ISORROPIA's answers (model/aerosol/equilibrium/verify/reference.h) is said of answers that are known:
 * those of its ways, solved here, and the same spoilt. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/aerosol/equilibrium/verify/reference_classes.h"
#include "model/aerosol/equilibrium/verify/verify.h"
#include "tests/support/data.h"
#include "tests/support/verify_command.h"

#include <math.h>
#include <stdlib.h>

/* One state for each case (but P), in the order Na SO4 NH4 NO3 Cl Ca K Mg, 1e-8 mol/m3. */
static const struct {
    char its_case;
    double total[LT_N_TOTALS];
} cases[] = {{'D', {0, 2, 9, 6, 0, 0, 0, 0}},        {'E', {0, 5, 8, 2, 0, 0, 0, 0}},
             {'F', {0, 5, 3, 2, 0, 0, 0, 0}},        {'G', {1, 3, 12, 6, 2, 0, 0, 0}},
             {'H', {7, 2, 9, 6, 4, 0, 0, 0}},        {'I', {1, 5, 6, 2, 1, 0, 0, 0}},
             {'J', {1, 5, 2, 2, 1, 0, 0, 0}},        {'O', {1, 4, 12, 6, 2, 0.5, 0.4, 0.3}},
             {'M', {7, 2, 9, 6, 4, 0.5, 0.4, 0.3}},  {'L', {1, 5, 6, 2, 1, 0.2, 0.1, 0.1}},
             {'K', {0.3, 5, 2, 2, 1, 0.2, 0.1, 0.1}}};
enum { N_CASES = sizeof cases / sizeof *cases };

static lt_reference_state state_of(int which) {
    lt_reference_state s = {.temperature = 285, .humidity = 0.7};
    for (int t = 0; t < LT_N_TOTALS; t++) s.total[t] = 1e-8 * cases[which].total[t];
    return s;
}

static double most_of(const double *left) {
    double most = 0;
    for (int k = 0; k < 4; k++) most = lt_verify_worse(most, fabs(left[k]));
    return most;
}

static void test_cases_are_told(void **unused) {
    (void)unused;
    for (int k = 0; k < N_CASES; k++) {
        const lt_reference_state s = state_of(k);
        assert_int_equal(lt_reference_case(s.total), cases[k].its_case);
    }
    const double dust[LT_N_TOTALS] = {1, 2, 9, 9, 4, 5, 0.4, 0.3};
    assert_int_equal(lt_reference_case(dust), 'P');
}

/* What is solved in its order meets its equations in its order, and not all at once. CaSO4 is as good as insoluble here
 * and quite so there: balances to 1e-4. */
static void test_its_order_meets_its_equations(void **unused) {
    (void)unused;
    for (int k = 0; k < N_CASES; k++) {
        const lt_reference_state in = state_of(k);
        lt_reference_state out;
        lt_reference_left left;
        lt_reference_solve(LT_WAY_its_limits, &in, &out);
        lt_reference_look(&out, &left);
        assert_true(most_of(left.own) < 1e-8);
        assert_true(lt_reference_stands(&left));
        assert_true(most_of(left.joint) > 1e-4);
    }
}

/* A tenth more of a species is a residual of ln 1.1 or more, a cation that is left out is seen. */
static void test_spoilt_answers_are_seen(void **unused) {
    (void)unused;
    for (int k = 0; k < N_CASES; k++) {
        const lt_reference_state in = state_of(k);
        lt_reference_state out, spoilt;
        lt_reference_left left;
        lt_reference_solve(LT_WAY_its_limits, &in, &out);
        const int ions[] = {LT_ION_NH4, LT_ION_NO3, LT_ION_HSO4, LT_ION_H};
        for (int i = 0; i < 4; i++) {
            spoilt = out;
            spoilt.ion[ions[i]] *= 1.1;
            lt_reference_look(&spoilt, &left);
            assert_false(lt_reference_stands(&left));
        }
        spoilt = out;
        spoilt.ion[LT_ION_NA] *= 0.9;
        lt_reference_look(&spoilt, &left);
        assert_true(in.total[LT_TOTAL_NA] == 0 || left.cations > 1e-3);
    }
}

/* A case's limits: O drops Mg beyond sulfate, M Na beyond all anions; the answer within them stands, and tells how many
 * charges are not those that were given. Dry ammonium nitrate holds what would evaporate. */
static void test_limits(void **unused) {
    (void)unused;
    static const struct {
        lt_reference_state in;
        bool at_limit;
        double cations;
    } limited[] = {
        {{285, 0.7, {1e-8, 2e-8, 12e-8, 6e-8, 2e-8, 1e-8, 0.4e-8, 0.9e-8}, {0}, {0}, 0}, false, 2 * 0.6e-8},
        {{285, 0.7, {4.9e-8, 2e-8, 3e-8, 1e-8, 1e-8, 0.4e-8, 0.4e-8, 0}, {0}, {0}, 0}, true, 0.1e-8},
        {{285, 0.7, {1e-8, 2e-8, 9e-8, 6e-8, 2e-8, 0.5e-8, 0.4e-8, 2e-8}, {0}, {0}, 0}, false, 2 * 1.2e-8},
        {{296, 0.35, {0, 2e-8, 90e-8, 30e-8, 0, 0, 0, 0}, {0}, {0}, 0}, true, 0},
    };
    for (size_t k = 0; k < sizeof limited / sizeof *limited; k++) {
        lt_reference_state out;
        lt_reference_left left;
        lt_reference_solve(LT_WAY_its_limits, &limited[k].in, &out);
        lt_reference_look(&out, &left);
        assert_true(lt_reference_stands(&left));
        assert_int_equal(left.at_limit, limited[k].at_limit);
        const double minus = 2 * out.ion[LT_ION_SO4] + out.ion[LT_ION_HSO4] + out.ion[LT_ION_NO3] + out.ion[LT_ION_CL];
        assert_true(fabs(left.cations - limited[k].cations / minus) < 1e-4);
    }
}

static int class_of(const lt_reference_state *its, const lt_reference_state *of_way) {
    lt_reference_left left;
    lt_reference_look(its, &left);
    return lt_reference_class(its, &left, of_way);
}

/* An answer that a way gives is put down to it; one that none gives, to what is wrong with it. */
static void test_classes(void **unused) {
    (void)unused;
    const lt_reference_state in = state_of(9);
    lt_reference_state of_way[LT_N_WAYS], its;
    for (int way = 0; way < LT_N_WAYS; way++) lt_reference_solve(way, &in, &of_way[way]);
    for (int way = LT_WAY_table_temperature; way < LT_N_WAYS; way++) {
        lt_reference_state pretended[LT_N_WAYS];
        for (int k = 0; k < LT_N_WAYS; k++) {
            pretended[k] = of_way[LT_WAY_its_limits];
            if (k < way) pretended[k].ion[LT_ION_NO3] *= 2;
        }
        static const int expected[LT_N_WAYS] = {0,
                                                LT_CLASS_table_temperature,
                                                LT_CLASS_warm_room,
                                                LT_CLASS_whole_percent,
                                                LT_CLASS_crustal_apart,
                                                LT_CLASS_strength_cut,
                                                LT_CLASS_corners,
                                                LT_CLASS_minor_after,
                                                LT_CLASS_at_limit};
        assert_int_equal(class_of(&of_way[LT_WAY_its_limits], pretended), expected[way]);
    }
    its = of_way[LT_WAY_its_limits];
    its.ion[LT_ION_NO3] *= 3;
    assert_int_equal(class_of(&its, of_way), LT_CLASS_not_converged);
    its.ion[LT_ION_NO3] /= 3;
    its.ion[LT_ION_NA] *= 0.9;
    for (int way = 0; way < LT_WAY_its_limits; way++) of_way[way].ion[LT_ION_NO3] *= 2;
    assert_int_equal(class_of(&its, of_way), LT_CLASS_cations);
    for (int way = 0; way < LT_N_WAYS; way++) of_way[way].ion[LT_ION_NO3] = 1e-15;
    its.ion[LT_ION_NO3] = 1e-14;
    assert_int_equal(class_of(&its, of_way), LT_CLASS_too_little);
}

static void test_files_are_read(void **unused) {
    (void)unused;
    lt_reference_state *states;
    size_t n;
    const char *path = data_path("chemistry/equilibrium_states_dev_010.csv");
    assert_int_equal(lt_reference_read(path, &states, &n), LT_OK);
    assert_int_equal(n, 250);
    assert_true(states[0].water > 7e-9 && states[0].water < 8e-9);
    lt_free(states);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases_are_told),
                                       cmocka_unit_test(test_its_order_meets_its_equations),
                                       cmocka_unit_test(test_spoilt_answers_are_seen),
                                       cmocka_unit_test(test_limits),
                                       cmocka_unit_test(test_classes),
                                       cmocka_unit_test(test_files_are_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
