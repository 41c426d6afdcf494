/* KPP's own models and the shipped mechanisms are read: counts, rates beside their formulas. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/chemistry/mechanism/balance.h"
#include "model/chemistry/mechanism/mechanism.h"
#include "tests/support/data.h"
#include "tests/support/near.h"

#include <math.h>

static lt_mechanism *read_mechanism(const char *path) {
    lt_mechanism *m;
    const lt_status status = lt_mechanism_read(path, &m);
    if (status != LT_OK) {
        char text[4096];
        lt_error_text(status, text, sizeof text);
        fail_msg("%s", text);
    }
    return m;
}

static const lt_rate_air noon = {.variable = {[LT_RATE_TEMP] = 270, [LT_RATE_SUN] = 0.5}};

/* KPP 3's small_strato: 5 variable and 2 fixed species, 10 reactions. */
static void test_small_strato(void **state) {
    (void)state;
    lt_mechanism *m = read_mechanism(data_path("chemistry/kpp_models/small_strato.def"));
    double k[10];
    assert_string_equal(m->name, "small_strato");
    assert_int_equal(m->n_variable, 5);
    assert_int_equal(m->n_species, 7);
    assert_int_equal(m->n_reactions, 10);
    assert_int_equal(m->n_externals, 0);
    assert_int_equal(lt_mechanism_species(m, "no2"), 4);
    assert_int_equal(lt_mechanism_reaction(m, "R10"), 9);
    assert_near(m->species[lt_mechanism_species(m, "M")].initial, 8.120e16, 1);
    assert_true(m->reactions[0].photolysis && !m->reactions[1].photolysis);
    assert_int_equal(lt_rates(m, &noon, k), LT_OK);
    assert_near(k[0], 2.643e-10 * 0.125, 1e-25);
    assert_near(k[4], 1.070e-3 * 0.25, 1e-18);
    assert_near(k[7], 6.062e-15, 0);
    assert_near(lt_reaction_net(&m->reactions[0], lt_mechanism_species(m, "O")), 2, 0);
    assert_near(lt_reaction_net(&m->reactions[5], lt_mechanism_species(m, "M")), 0, 0);
    assert_int_equal(m->n_remarks, 3); /* three #INLINE; all reactions balance */
    lt_mechanism_free(m);
}

static void test_carbon(void **state) {
    (void)state;
    lt_mechanism *m = read_mechanism(data_path("chemistry/kpp_models/carbon.def"));
    double k[5];
    assert_int_equal(m->n_variable, 7);
    assert_int_equal(m->n_species, 11);
    assert_int_equal(m->n_reactions, 5);
    assert_int_equal(lt_rates(m, &noon, k), LT_OK);
    assert_near(k[0], 2.45e-12 * exp(-1775.0 / 270), 1e-27);
    assert_near(k[4], 3.8199012e4, 0);
    lt_mechanism_free(m);
}

/* Those of knowledge/chemistry.md, and no other. */
static void test_nitrogen_of_cb6r5(void **state) {
    (void)state;
    static const char *const unbalanced[] = {"R160",  "R170",    "BL18a",   "BL18b",   "BL18c",
                                             "BL18d", "CP07mtp", "BP70mtp", "BP71mtp", "HYD_MT"};
    lt_mechanism *m = read_mechanism("cb6r5_ae7_aq");
    int nitrogen = 0, n = 0;
    while (strcmp(m->elements[nitrogen], "N") != 0) nitrogen++;
    assert_true(m->checked[nitrogen]);
    for (int r = 0; r < m->n_reactions; r++) {
        double defect;
        bool listed = false;
        assert_true(lt_reaction_defect(m, r, nitrogen, &defect));
        for (int k = 0; k < 10; k++) listed |= strcmp(unbalanced[k], m->reactions[r].label) == 0;
        if (listed != (fabs(defect) > 1e-6)) fail_msg("%s: N %+g", m->reactions[r].label, defect);
        n += listed;
    }
    assert_int_equal(n, 10);
    lt_mechanism_free(m);
}

static void test_shipped(void **state) {
    (void)state;
    lt_mechanism *m = read_mechanism("cb6r5_ae7_aq");
    assert_int_equal(m->n_variable, 149);
    assert_int_equal(m->n_reactions, 349);
    lt_mechanism_free(m);
    m = read_mechanism("cb6r5");
    assert_int_equal(m->n_reactions, 317);
    lt_mechanism_free(m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_strato),
        cmocka_unit_test(test_carbon),
        cmocka_unit_test(test_nitrogen_of_cb6r5),
        cmocka_unit_test(test_shipped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
