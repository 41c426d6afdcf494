/* The list `model: tracers:`: what it makes of good lines, and every fault with what would be right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/model_text.h"
#include "tests/support/words.h"

#include <math.h>
#include <stdio.h>

static lt_status read_list(const char *list, lt_model_config *out) {
    char text[2048];
    snprintf(text, sizeof text, "tracers:\n%schemistry: off\n", list);
    return model_text(text, out);
}

static void test_good(void **state) {
    (void)state;
    lt_model_config c;
    lt_gases gases;
    assert_int_equal(lt_gases_read(&gases), LT_OK);
    assert_int_equal(read_list("  - {name: CO2, kind: gas}\n"
                               "  - {name: marsh, kind: gas, of: CH4, emission: off, background: 1900 ppb}\n"
                               "  - {name: day, kind: tag, of: CO2, regions: [Shenyang, CHN_HE], hours: 7-18}\n"
                               "  - {name: edge, kind: border, of: NOX}\n"
                               "  - {name: air, kind: border, value: one}\n"
                               "  - {name: old, kind: start, of: SO4, deposition: none}\n",
                               &c),
                     LT_OK);
    assert_int_equal(c.tracers.n, 6);
    static const int parents[] = {-1, -1, LT_N_SPECIES, LT_S_NOX, -1, LT_S_SO4};
    static const char *const names[] = {"CO2", "CH4", "CO2", NULL, NULL, NULL};
    for (int n = 0; n < 6; ++n) {
        int gas = lt_tracer_gas(&c.tracers, &lt_passive_set, n, &gases);
        assert_int_equal(lt_tracer_parent(&c.tracers, &lt_passive_set, n), parents[n]);
        assert_true(names[n] ? gas >= 0 && strcmp(gases.items[gas].name, names[n]) == 0 : gas < 0);
    }
    assert_true(fabs(((lt_tracer_setup *)c.tracers.items)[1].background - 1.9e-6) < 1e-18);
    lt_config_release(lt_model_config_rows, &c);
}

static void test_hours(void **state) {
    (void)state;
    unsigned bits;
    assert_true(lt_tracer_hours("all", &bits) && bits == 0);
    assert_true(lt_tracer_hours("7-9", &bits) && bits == 0x380u);
    assert_true(lt_tracer_hours("22-1", &bits) && bits == 0xC00003u);
    assert_true(lt_tracer_hours("5-5", &bits) && bits == 0x20u);
    static const char *const bad[] = {"", "7", "7-", "-7", "7-24", "24-7", "7-9 h", "7--9", "a-b", "7-9-11"};
    for (size_t n = 0; n < sizeof bad / sizeof *bad; ++n) assert_false(lt_tracer_hours(bad[n], &bits));
}

static void test_faults(void **state) {
    (void)state;
    static const struct {
        const char *list, *words[3];
    } rows[] = {
        {"  - {name: 2x, kind: gas, of: CO2}\n", {"name of a tracer", "2x", "case.yaml:2"}},
        {"  - {name: a-b, kind: gas, of: CO2}\n", {"a-b"}},
        {"  - {name: so2, kind: gas, of: CO2}\n", {"stands twice", "so2"}},          /* a species */
        {"  - {name: Time, kind: gas, of: CO2}\n", {"stands twice", "Time"}},        /* an axis */
        {"  - {name: PM25, kind: gas, of: CO2}\n", {"field of the concentrations"}}, /* an output */
        {"  - {name: a_enhancement, kind: gas, of: CO2}\n", {"_enhancement"}},
        {"  - {name: a, kind: gas, of: CO2}\n  - {name: A, kind: gas, of: CH4}\n", {"stands twice", "case.yaml:3"}},
        {"  - {name: CO3, kind: gas}\n", {"unknown gas", "did you mean CO2"}},
        {"  - {name: a, kind: gaz, of: CO2}\n", {"gaz", "did you mean gas"}},
        {"  - {name: a, kind: tag, of: SO3}\n", {"unknown species", "SO3", "did you mean SO"}},
        {"  - {name: a, kind: tag}\n", {"unknown species"}},
        {"  - {name: a, kind: tag, of: CO2}\n  - {name: CO2, kind: gas}\n", {"before in the list"}},
        {"  - {name: CO2, kind: gas, emission: off}\n  - {name: a, kind: tag, of: CO2}\n", {"nothing emits"}},
        {"  - {name: a, kind: tag, of: SO2, regions: [Shenyan]}\n", {"unknown region", "did you mean Shenyang"}},
        {"  - {name: a, kind: tag, of: SO2, regions: [sea, sea]}\n", {"counted twice", "sea"}},
        {"  - {name: a, kind: tag, of: SO2, regions: [CHN_HE, other_land]}\n", {"counted twice", "other_land"}},
        {"  - {name: a, kind: tag, of: SO2, hours: 9-30}\n", {"hours of the day", "9-30"}},
        {"  - {name: a, kind: border, of: SO2, regions: sea}\n", {"regions says nothing", "kind: tag"}},
        {"  - {name: a, kind: start, of: SO2, source: points}\n", {"source says nothing"}},
        {"  - {name: a, kind: tag, of: SO2, value: one}\n", {"value says nothing", "kind: border"}},
        {"  - {name: a, kind: border, value: one, of: SO2}\n", {"of says nothing"}},
        {"  - {name: a, kind: border, of: SO2, lon: 121.1, lat: 41.1}\n", {"lon says nothing", "kind: tag"}},
        {"  - {name: a, kind: tag, of: SO2, lon: 121.1, lat: 41.1, regions: sea}\n", {"a square of cells and regions"}},
        {"  - {name: a, kind: tag, of: SO2, ring: 1}\n", {"has no place", "add lon and lat"}},
        {"  - {name: a, kind: tag, of: SO2, lon: 121.1, lat: 41.1, ring: -1}\n", {"ring", "-1"}},
        {"  - {name: a, kind: tag, of: SO2, background: 3 ppm}\n", {"background says nothing"}},
        {"  - {name: a, kind: gas, of: CO2, background: 3 m}\n", {"background", "unit"}},
        {"  - {name: a, kind: gas, of: CO2, colour: red}\n", {"colour"}},
        {"  - {kind: gas}\n", {"name is missing"}},
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; ++r) {
        lt_model_config c;
        assert_int_equal(read_list(rows[r].list, &c), LT_ERR_INPUT);
        EXPECT(rows[r].words[0], rows[r].words[1] ? rows[r].words[1] : rows[r].words[0],
               rows[r].words[2] ? rows[r].words[2] : rows[r].words[0]);
    }
}

/* The table holds the figures of its source, and brings mole fractions to mixing ratios by the molar masses. */
static void test_background(void **state) {
    (void)state;
    lt_gases gases;
    double ratio;
    assert_int_equal(lt_gases_read(&gases), LT_OK);
    const lt_gas *co2 = &gases.items[lt_gases_find(&gases, "CO2")];
    assert_int_equal(lt_gas_background(co2, 2020, 1, &ratio), LT_OK);
    double expected = (412.44 + 5.0) * 1e-6 * 44.0095 / 28.9647;
    assert_true(fabs(ratio - expected) <= 1e-12 * expected);
    assert_true(fabs(co2->per_ratio * ratio - 417.44) <= 1e-9);
    assert_true(fabs(lt_gas_ratio(co2, 417.44e-6) - expected) <= 1e-12 * expected);
    for (int g = 0; g < gases.n; ++g)
        for (int year = 2010; year <= 2025; ++year)
            for (int month = 1; month <= 12; ++month)
                assert_int_equal(lt_gas_background(&gases.items[g], year, month, &ratio), LT_OK);
    assert_int_equal(lt_gas_background(co2, 1999, 1, &ratio), LT_ERR_INPUT);
    EXPECT("CO2", "1999", "background: 412 ppm");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_good), cmocka_unit_test(test_hours),
                                       cmocka_unit_test(test_faults), cmocka_unit_test(test_background)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
