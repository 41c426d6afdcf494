/* `lantian verify transport`: the frame judges rows as it should, and the quick cases pass. The long ones run with
 * the label long (test_verify_transport_long.c). */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/verify/advection_private.h"
#include "base/peers.h"
#include "base/verify_private.h"
#include "tests/support/error_block.h"

#include <cjson/cJSON.h>
#include <math.h>

static bool passes(double value, lt_verify_sense sense, double bound, bool goal) {
    lt_verify verify = {0};
    assert_int_equal(LT_VERIFY_ADD(&verify, "t", "m", "", value, sense, bound, goal, "s"), LT_OK);
    assert_int_equal(verify.n, 1);
    bool good = lt_verify_passes(&verify.rows[0]);
    lt_verify_release(&verify);
    return good;
}

static void test_rows_are_judged(void **state) {
    (void)state;
    assert_true(passes(1.0, LT_AT_MOST, 1.0, false));
    assert_false(passes(1.1, LT_AT_MOST, 1.0, false));
    assert_true(passes(1.1, LT_AT_LEAST, 1.0, false));
    assert_false(passes(0.9, LT_AT_LEAST, 1.0, false));
    assert_true(passes(7.0, LT_FACT, 0.0, false));
    assert_false(passes(NAN, LT_AT_MOST, 1.0, false));
    assert_false(passes(NAN, LT_AT_LEAST, 1.0, false));
    assert_false(passes(NAN, LT_FACT, 1.0, false));
    assert_true(passes(1.1, LT_AT_MOST, 1.0, true)); /* a goal that is not reached fails nothing */
}

static void test_rows_are_kept(void **state) {
    (void)state;
    lt_verify verify = {0};
    char name[16];
    for (int n = 0; n < 300; n++) {
        snprintf(name, sizeof name, "case %d", n);
        assert_int_equal(LT_VERIFY_ADD(&verify, name, "m", .value = n, .sense = LT_FACT), LT_OK);
    }
    assert_int_equal(verify.n, 300);
    assert_string_equal(verify.rows[0].test, "case 0");
    assert_string_equal(verify.rows[299].test, "case 299");
    assert_true(verify.rows[128].value == 128);
    lt_verify_release(&verify);
}

static void test_long_cases_are_named(void **state) {
    (void)state;
    lt_verify all = {0}, quick = {.quick = true};
    assert_true(lt_verify_wants(&all, "far", 100));
    assert_int_equal(all.n_left, 0);
    assert_false(lt_verify_wants(&quick, "far", 100));
    assert_int_equal(quick.n_left, 1);
    assert_string_equal(quick.left[0].test, "far");
}

/* Numbers of the table of peers as the reference states them. */
static void test_peers(void **state) {
    (void)state;
    lt_peers peers;
    double value;
    assert_int_equal(lt_peers_read("model/data/transport_peers.csv", &peers), LT_OK);
    assert_true(lt_peers_find(&peers, "rotation_n100_slotted_cylinder", "relative_l1", "cmaq_hppm", &value));
    assert_true(value == 0.2752);
    assert_true(lt_peers_find(&peers, "deformation_n240_mixing", "l_o", "emep_bott4", &value));
    assert_true(value == 1.33e-3);
    assert_true(lt_peers_find(&peers, "bench_horizontal", "cell_tracer_steps_per_s", "emep_bott4", &value));
    assert_true(value == 2.89e8);
    assert_false(lt_peers_find(&peers, "rotation_n100_slotted_cylinder", "relative_l1", "nobody", &value));
    int n = 0;
    for (long row = -1; (row = lt_peers_next(&peers, "rotation_n200_cone", "peak", row)) >= 0;) n++;
    assert_int_equal(n, 10); /* ten schemes were run */
    lt_peers_free(&peers);
}

/* Beside a search through 20001 points of the curve, whose best is at most 6e-5 too far: half a spacing, 2.3e-5, along
 * a curve that is no steeper than 2 in these units. */
static void test_distance_to_the_curve(void **state) {
    (void)state;
    for (int n = 0; n < 400; ++n) {
        const double chi = 0.1 + 0.9 * (n % 20 + 0.37) / 20, xi = 0.1 + 0.8 * (n / 20 + 0.71) / 20;
        double best = 9;
        for (int p = 0; p <= 20000; ++p) {
            const double x = 0.1 + 0.9 * p / 20000;
            best = fmin(best, hypot((x - chi) / 0.9, (-0.8 * x * x + 0.9 - xi) / 0.792));
        }
        const double found = lt_advection_distance(chi, xi, 0.9, 0.792);
        if (!(found <= best + 1e-12 && found >= best - 6e-5)) fail_msg("%g, %g: %.9g, not %.9g", chi, xi, found, best);
    }
}

static void test_command(void **state) {
    (void)state;
    program_result r = program_run(NULL, "verify", "transport", "--quick", "--json");
    if (r.code != 0) fail_msg("code %d: %s\n%s", r.code, r.err, r.said);
    cJSON *root = cJSON_Parse(r.said);
    assert_non_null(root);
    assert_true(cJSON_IsObject(cJSON_GetObjectItem(root, "machine")));
    assert_true(cJSON_IsArray(cJSON_GetObjectItem(root, "left_out")));
    const cJSON *row, *results = cJSON_GetObjectItem(root, "results");
    assert_true(cJSON_GetArraySize(results) >= 4);
    cJSON_ArrayForEach(row, results) {
        static const char *const texts[] = {"case", "metric", "source"};
        for (size_t n = 0; n < sizeof texts / sizeof *texts; n++) {
            const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(row, texts[n]));
            assert_true(text && text[0]);
        }
        assert_true(cJSON_IsNumber(cJSON_GetObjectItem(row, "value")));
        const cJSON *bound = cJSON_GetObjectItem(row, "bound");
        assert_true(cJSON_IsNumber(bound) || cJSON_IsNull(bound));
        assert_true(cJSON_IsTrue(cJSON_GetObjectItem(row, "pass")));
        assert_true(cJSON_IsObject(cJSON_GetObjectItem(row, "peers")));
    }
    cJSON_Delete(root);
    program_free(&r);
}

static void test_table_and_words(void **state) {
    (void)state;
    program_result zh = program_run(NULL, "verify", "transport", "--quick", "--lang", "zh"),
                   none = program_run(NULL, "verify"), folder = program_run(NULL, "verify", "here", "--json"),
                   two = program_run(NULL, "verify", "transport", "here");
    assert_int_equal(zh.code, 0);
    assert_non_null(strstr(zh.said, "限值"));
    assert_int_equal(none.code, 2);
    assert_non_null(strstr(none.err, "lantian verify transport"));
    assert_int_equal(folder.code, 2); /* a folder has no JSON */
    assert_non_null(strstr(folder.err, "--json"));
    assert_int_equal(two.code, 2);
    program_free(&zh);
    program_free(&none);
    program_free(&folder);
    program_free(&two);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_are_judged),       cmocka_unit_test(test_rows_are_kept),
        cmocka_unit_test(test_long_cases_are_named),  cmocka_unit_test(test_peers),
        cmocka_unit_test(test_distance_to_the_curve), cmocka_unit_test(test_command),
        cmocka_unit_test(test_table_and_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
