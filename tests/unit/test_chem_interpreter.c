/* The interpreter on mechanisms with exact solutions: what the box adds (sources, losses, held species), clipping and
 * its budget, how it fails, what it keeps; the same bits twice. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/chemistry/solver/interpreter.h"
#include "model/chemistry/solver/methods.h"
#include "tests/support/near.h"

#include <math.h>
#include <string.h>

enum { A, B, C, N };

/* A -> B at k[0], A + B -> C at k[1], 2 B -> C at k[2]. C is a counter. */
static lt_mech_term a1[] = {{A, 1}}, b1[] = {{B, 1}}, c1[] = {{C, 1}}, ab[] = {{A, 1}, {B, 1}}, bb[] = {{B, 2}};
static lt_reaction reactions[] = {{.n_reactants = 1, .reactants = a1, .n_products = 1, .products = b1},
                                  {.n_reactants = 2, .reactants = ab, .n_products = 1, .products = c1},
                                  {.n_reactants = 1, .reactants = bb, .n_products = 1, .products = c1}};
static const lt_mechanism mechanism = {
    .name = "abc", .n_species = N, .n_variable = N, .n_reactions = 3, .reactions = reactions};
static const double atol[N] = {1e-9, 1e-9, 1e-9};

static lt_chem_result run(const double *k, const lt_chem_forcing *forcing, double seconds, double rtol, double *c,
                          double *clipped) {
    lt_interpreter *interpreter;
    const lt_rosenbrock *method;
    lt_chem_result result;
    lt_ros_control control = lt_ros_control_default(rtol);
    assert_int_equal(lt_interpreter_create(&mechanism, &interpreter), LT_OK);
    assert_int_equal(lt_ros_method_find("ros3", &method), LT_OK);
    lt_interpreter_integrate(interpreter, method, &control, atol, k, forcing, seconds, 0.0, c, clipped, &result);
    lt_interpreter_free(interpreter);
    return result;
}

#define assert_relative(got, want, relative) assert_near(got, want, (relative)*fabs((double)(want)))

/* A -> B at 1e-3, exact; order and tolerance bound the error: ten times rtol. */
static void test_decay(void **state) {
    (void)state;
    const double k[] = {1e-3, 0, 0};
    double c[N] = {2, 0.5, 0};
    lt_chem_result result = run(k, NULL, 1000, 1e-8, c, NULL);
    assert_int_equal(result.failed, 0);
    assert_relative(c[A], 2 * exp(-1), 1e-7);
    assert_relative(c[A] + c[B], 2.5, 1e-14);
}

/* 2 B -> C: dB/dt = -2 k B^2, B = B0 / (1 + 2 k B0 t). */
static void test_second_order(void **state) {
    (void)state;
    const double k[] = {0, 0, 0.25};
    double c[N] = {0, 4, 0};
    run(k, NULL, 10, 1e-8, c, NULL);
    assert_relative(c[B], 4 / (1 + 2 * 0.25 * 4 * 10), 1e-7);
    assert_relative(c[C], (4 - c[B]) / 2, 1e-12);
}

/* dA/dt = s - (k + l) A, with B held: it stays, and its reactions go on. */
static void test_sources_losses_held(void **state) {
    (void)state;
    const double k[] = {1e-3, 1e-3, 0}, source[] = {0.02, 0.7, 0}, loss[] = {2e-3, 0.3, 0};
    const bool held[] = {false, true, false};
    const lt_chem_forcing forcing = {.source = source, .loss = loss, .held = held};
    double c[N] = {1, 3, 0}, rate = k[0] + k[1] * 3 + loss[A], steady = source[A] / rate;
    double a = steady + (1 - steady) * exp(-rate * 500);
    assert_int_equal(run(k, &forcing, 500, 1e-8, c, NULL).failed, 0);
    assert_true(c[B] == 3.0);
    assert_relative(c[A], a, 1e-7);
    assert_relative(c[C], k[1] * 3 * (steady * 500 + (1 - steady) * (1 - exp(-rate * 500)) / rate), 1e-7);
}

/* A loss a thousand times faster than the steps: as stable as a fast reaction. */
static void test_fast_loss_is_stable(void **state) {
    (void)state;
    const double k[] = {0, 0, 0}, source[] = {5, 0, 0}, loss[] = {1e6, 0, 0};
    const lt_chem_forcing forcing = {.source = source, .loss = loss};
    double c[N] = {1, 0, 0};
    lt_chem_result result = run(k, &forcing, 3600, 1e-3, c, NULL);
    assert_int_equal(result.failed, 0);
    assert_relative(c[A], 5e-6, 1e-3);
    assert_true(result.steps < 60);
}

/* A is used up by B: what is clipped is told, and with it A + C stays (each reaction of A makes one C). */
static void test_clipping_has_a_budget(void **state) {
    (void)state;
    const double k[] = {0, 1e3, 0};
    double c[N] = {1, 2, 0}, clipped[N] = {0};
    assert_int_equal(run(k, NULL, 3600, 1e-3, c, clipped).failed, 0);
    for (int s = 0; s < N; s++) assert_true(c[s] >= 0 && clipped[s] >= 0);
    assert_relative(c[A] - clipped[A] + c[C] - clipped[C], 1, 1e-12);
    assert_relative(c[B] - clipped[B] + c[C] - clipped[C], 2, 1e-12);
    assert_relative(c[B], 1, 1e-3);
    assert_true(clipped[A] < 1e-5); /* an error of the step, so of the tolerance */
}

/* B comes at a constant rate and A takes it at once, until A is used up within a step: from then on B stays. The
 * method's own estimate does not see it: without the clipping in the error the end was B = 0. */
static void test_reactant_runs_out(void **state) {
    (void)state;
    lt_interpreter *interpreter;
    const lt_rosenbrock *method;
    const double k[] = {0, 1e6, 0}, source[] = {0, 1e-5, 0}, working[] = {1e-6, 1e-6, 1e-6};
    const lt_chem_forcing forcing = {.source = source};
    assert_int_equal(lt_interpreter_create(&mechanism, &interpreter), LT_OK);
    for (const char *const *name = (const char *const[]){"ros3", "rodas3", "rodas31", "rodas4", NULL}; *name; name++) {
        lt_chem_result result = {0};
        double c[N] = {0.0315, 0, 0};
        const lt_ros_control control = lt_ros_control_default(1e-3);
        assert_int_equal(lt_ros_method_find(*name, &method), LT_OK);
        for (int call = 0; call < 6; call++) {
            lt_interpreter_integrate(interpreter, method, &control, working, k, &forcing, 600, result.next_step, c,
                                     NULL, &result);
            assert_int_equal(result.failed, 0);
        }
        assert_relative(c[B], 1e-5 * 3600 - 0.0315, 1e-2);
        assert_true(c[A] < 1e-6);
    }
    lt_interpreter_free(interpreter);
}

/* A -> 2 C - B: B is negative in the exact solution too. It is clipped and told, and costs no steps. */
static void test_taken_without_being_a_reactant(void **state) {
    (void)state;
    lt_mech_term taken[] = {{C, 2}, {B, -1}};
    lt_reaction reaction = {.n_reactants = 1, .reactants = a1, .n_products = 2, .products = taken};
    lt_mechanism takes = mechanism;
    lt_interpreter *interpreter;
    const lt_rosenbrock *method;
    lt_chem_result result;
    const double k[] = {1e-2}, working[] = {1e-6, 1e-6, 1e-6};
    double c[N] = {10, 0, 0}, clipped[N] = {0};
    const lt_ros_control control = lt_ros_control_default(1e-3);
    takes.n_reactions = 1;
    takes.reactions = &reaction;
    assert_int_equal(lt_interpreter_create(&takes, &interpreter), LT_OK);
    assert_int_equal(lt_ros_method_find("ros3", &method), LT_OK);
    lt_interpreter_integrate(interpreter, method, &control, working, k, NULL, 600, 0, c, clipped, &result);
    assert_int_equal(result.failed, 0);
    assert_true(result.steps < 60 && c[B] == 0.0);
    assert_relative(clipped[B], 10 - c[A] - clipped[A], 1e-12);
    lt_interpreter_free(interpreter);
}

static void test_failures_keep_the_start(void **state) {
    (void)state;
    lt_interpreter *interpreter;
    const lt_rosenbrock *method;
    lt_chem_result result;
    const double k[] = {1, 1, 1}, start[N] = {1, 2, 3}, bad[N] = {1, NAN, 3};
    double c[N], clipped[N] = {7, 7, 7};
    lt_ros_control control = lt_ros_control_default(1e-6);
    assert_int_equal(lt_interpreter_create(&mechanism, &interpreter), LT_OK);
    assert_int_equal(lt_ros_method_find("rodas4", &method), LT_OK);
    control.most_steps = 2;
    memcpy(c, start, sizeof c);
    lt_interpreter_integrate(interpreter, method, &control, atol, k, NULL, 100, 0, c, clipped, &result);
    assert_int_equal(result.failed, 1);
    assert_memory_equal(c, start, sizeof c);
    control = lt_ros_control_default(1e-12);
    control.least_step = 10;
    lt_interpreter_integrate(interpreter, method, &control, atol, k, NULL, 100, 0, c, clipped, &result);
    assert_int_equal(result.failed, 1);
    assert_memory_equal(c, start, sizeof c);
    memcpy(c, bad, sizeof c);
    lt_interpreter_integrate(interpreter, method, &control, atol, k, NULL, 100, 0, c, clipped, &result);
    assert_int_equal(result.failed, 2);
    for (int s = 0; s < N; s++) assert_true(clipped[s] == 7);
    lt_interpreter_free(interpreter);
}

/* A counter's error chooses no step: with a tolerance of nothing for C the steps are the same. */
static void test_counters_do_not_count(void **state) {
    (void)state;
    lt_interpreter *interpreter;
    const lt_rosenbrock *method;
    lt_chem_result loose, strict;
    const double k[] = {1e-2, 1e-2, 1e-2}, nothing[N] = {1e-9, 1e-9, 1e-300};
    double c[N] = {1, 2, 0}, d[N] = {1, 2, 0};
    const lt_ros_control control = lt_ros_control_default(1e-4);
    assert_int_equal(lt_interpreter_create(&mechanism, &interpreter), LT_OK);
    assert_int_equal(lt_ros_method_find("ros3", &method), LT_OK);
    lt_interpreter_integrate(interpreter, method, &control, atol, k, NULL, 600, 0, c, NULL, &loose);
    lt_interpreter_integrate(interpreter, method, &control, nothing, k, NULL, 600, 0, d, NULL, &strict);
    assert_int_equal(loose.steps, strict.steps);
    assert_memory_equal(c, d, sizeof c); /* and the same bits twice */
    lt_interpreter_free(interpreter);
}

/* The step that is kept is good for the next call that begins alike: nothing is rejected. */
static void test_kept_step(void **state) {
    (void)state;
    lt_interpreter *interpreter;
    const lt_rosenbrock *method;
    lt_chem_result result = {0};
    const double k[] = {1e-3, 1, 1};
    double c[N] = {1, 0.1, 0};
    const lt_ros_control control = lt_ros_control_default(1e-4);
    assert_int_equal(lt_interpreter_create(&mechanism, &interpreter), LT_OK);
    assert_int_equal(lt_ros_method_find("ros3", &method), LT_OK);
    for (int call = 0; call < 10; call++) {
        c[A] += 0.5;
        lt_interpreter_integrate(interpreter, method, &control, atol, k, NULL, 600, result.next_step, c, NULL, &result);
        if (call > 3) assert_int_equal(result.rejected, 0);
        assert_true(result.next_step > 0 && result.next_step < 600);
    }
    lt_interpreter_free(interpreter);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_decay),
                                       cmocka_unit_test(test_second_order),
                                       cmocka_unit_test(test_sources_losses_held),
                                       cmocka_unit_test(test_fast_loss_is_stable),
                                       cmocka_unit_test(test_clipping_has_a_budget),
                                       cmocka_unit_test(test_reactant_runs_out),
                                       cmocka_unit_test(test_taken_without_being_a_reactant),
                                       cmocka_unit_test(test_failures_keep_the_start),
                                       cmocka_unit_test(test_counters_do_not_count),
                                       cmocka_unit_test(test_kept_step)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
