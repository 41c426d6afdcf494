/* A measure's file: the example is valid, every fault is found, named and placed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "scenarios/action.h"
#include "scenarios/assumption.h"
#include "scenarios/package.h"
#include "tests/support/near.h"

static const char *const HEAD =
    "id: m\ntitle_en: t\ntitle_zh: t\n"
    "documents:\n  - {id: P, name_zh: n, name_en: n, clause: c, catalogue: P-1, force: must, "
    "word_zh: w, quote_zh: q}\n";

/* HEAD and the rest of a measure. */
static const char *with(const char *rest) {
    static char text[8192];
    snprintf(text, sizeof text, "%s%s", HEAD, rest);
    return text;
}

/* Parsing must fail as bad input and say all of the words. */
static void expect_fault(const char *rest, const char *word1, const char *word2) {
    lt_measure *measure = NULL;
    char message[2048];
    lt_status status = lt_measure_parse("m.yaml", with(rest), &measure);
    lt_error_text(status, message, sizeof message);
    if (status != LT_ERR_INPUT) fail_msg("expected bad input for\n%s\ngot %s", rest, lt_status_name(status));
    if (strstr(message, word1) == NULL || strstr(message, word2) == NULL)
        fail_msg("\"%s\" and \"%s\" expected in\n%s", word1, word2, message);
    assert_null(measure);
}

static void count_fault(const char *text, void *context) {
    assert_true(strlen(text) > 0);
    ++*(int *)context;
}

static void example_is_valid(void **state) {
    (void)state;
    lt_measure *measure;
    assert_int_equal(lt_measure_parse("half-coal.yaml", lt_measure_example(), &measure), LT_OK);
    assert_string_equal(measure->id, "half-coal");
    assert_int_equal(measure->n_actions, 1);
    assert_near(measure->selector.unit_size_max_tph, 35, 1e-12); /* exact conversion of one unit into itself */
    assert_string_equal(measure->selector.built_up, "yes");
    double value;
    assert_int_equal(lt_measure_number(measure, NULL, "x", "coal_left", "1", 0, 1, &value), LT_OK);
    assert_near(value, 0.5, 1e-15);
    lt_measure_free(measure);

    lt_node *document;
    int faults = 0;
    assert_int_equal(lt_node_parse("half-coal.yaml", lt_measure_example(), &document), LT_OK);
    assert_int_equal(lt_measure_check(document, count_fault, &faults), LT_OK);
    assert_int_equal(faults, 0);
    lt_node_free(document);
}

static void shipped_packages_are_valid(void **state) {
    (void)state;
    char **names;
    long n;
    assert_int_equal(lt_library_names(&names, &n), LT_OK);
    assert_true(n >= 1);
    for (long p = 0; p < n; p++) {
        lt_package *package;
        if (lt_package_read(names[p], &package) != LT_OK) fail_msg("%s: %s", names[p], lt_error_what());
        assert_string_equal(package->id, names[p]);
        assert_true(package->n >= 1 && package->measures[0]->documents.n >= 1);
        lt_package_free(package);
    }
    lt_library_names_free(names, n);
}

/* The file of the first headline measure says what the documents say. */
static void boilers_cites_its_documents(void **state) {
    (void)state;
    lt_package *package;
    assert_int_equal(lt_package_read("boilers", &package), LT_OK);
    const lt_measure *measure = package->measures[0];
    const lt_document *documents = measure->documents.items;
    bool p10b = false, w04b = false;
    for (long d = 0; d < measure->documents.n; d++) {
        p10b |= strcmp(documents[d].catalogue, "P-10b") == 0 && strcmp(documents[d].word_zh, "基本淘汰") == 0;
        w04b |= strcmp(documents[d].catalogue, "W-04b") == 0 && strstr(documents[d].quote_zh, "2000蒸吨") != NULL;
    }
    assert_true(p10b && w04b);
    assert_near(measure->selector.unit_size_max_tph, 35, 0);
    assert_string_equal(measure->selector.built_up, "yes");
    assert_string_equal(measure->actions[0].kind->name, "retire_capacity");
    lt_package_free(package);
}

static void schema_faults(void **state) {
    (void)state;
    const char *action = "selector: {built_up: yes}\nactions:\n  - {do: scale_activity, factor: 50 %}\n";
    char text[1024];
    snprintf(text, sizeof text, "titel: x\n%s", action);
    expect_fault(text, "titel", "title"); /* unknown key, nearest name */
    expect_fault("selector: {unit_size_max: 35}\nactions:\n  - {do: scale_activity, factor: 50 %}\n", "35", "m.yaml:6");
    expect_fault("selector: {unit_size_max: 35 km}\nactions:\n  - {do: scale_activity, factor: 50 %}\n", "km",
                 "m.yaml:6");
    expect_fault("selector: {regions: [Shenyan]}\nactions:\n  - {do: scale_activity, factor: 1}\n", "Shenyan",
                 "did you mean Shenyang");
    expect_fault("selector: {built_up: perhaps}\nactions:\n  - {do: scale_activity, factor: 1}\n", "perhaps", "yes");
    expect_fault("selector: {}\nactions: []\n", "action", "m.yaml");
}

static void action_faults(void **state) {
    (void)state;
    expect_fault("selector: {}\nactions:\n  - {do: scale_activty, factor: 1}\n", "scale_activty",
                 "did you mean scale_activity");
    expect_fault("selector: {}\nactions:\n  - {factor: 1}\n", "do", "m.yaml:8");
    expect_fault("selector: {}\nactions:\n  - {do: scale_activity, faktor: 1}\n", "faktor", "factor");
    expect_fault("selector: {}\nactions:\n  - {do: scale_activity, factor: -10 %}\n", "out of range", "m.yaml:8");
    expect_fault("selector: {}\nactions:\n  - {do: retire_capacity, total: 2000}\n", "no unit", "t/h");
    expect_fault("selector: {}\nactions:\n  - {do: retire_capacity, total: 5 MW}\n", "MW", "t/h");
    expect_fault("selector: {}\nactions:\n  - {do: retire_capacity, total: -5 t/h}\n", "out of range", "t/h");
    expect_fault("selector: {}\nactions:\n  - {do: set_control, control: x, share: 120 %}\n", "out of range", "120");
    /* shares of a replacement that leave heat unmade */
    expect_fault("selector: {}\nactions:\n  - do: replace\n    heating_value: 20 MJ/kg\n    efficiency: 80 %\n    to:\n"
                 "      - {id: a, label_en: a, label_zh: a, share: 90 %, sector: s, process: p, technology: t, "
                 "control: c, heating_value: 20 MJ/kg, efficiency: 90 %}\n",
                 "sum to 1", "0.9");
}

static void assumption_faults(void **state) {
    (void)state;
    const char *tail = "meaning_en: m, meaning_zh: m, reason_en: r, reason_zh: r}\n";
    const char *head = "selector: {}\nactions:\n  - {do: scale_activity, factor: left}\nassumptions:\n";
    char text[2048];
    snprintf(text, sizeof text, "%s  - {id: left, value: 0.5, range: [0.6, 0.7], mark: A, %s", head, tail);
    expect_fault(text, "range", "left");
    snprintf(text, sizeof text, "%s  - {id: left, value: 0.5, mark: A, %s", head, tail);
    expect_fault(text, "range", "left");
    snprintf(text, sizeof text, "%s  - {id: left, value: 0.5, range: [0.4, 0.7], mark: Q, %s", head, tail);
    expect_fault(text, "Q", "mark");
    snprintf(text, sizeof text, "%s  - {id: lefd, value: 0.5, range: [0.4, 0.7], mark: A, %s", head, tail);
    expect_fault(text, "left", "did you mean lefd");
    snprintf(text, sizeof text,
             "%s  - {id: left, value: 0.5, range: [0.4, 0.7], mark: A, %s"
             "  - {id: idle, value: 0.5, range: [0.4, 0.7], mark: A, %s",
             head, tail, tail);
    expect_fault(text, "no action uses", "idle");
    snprintf(text, sizeof text,
             "%s  - {id: left, value: 0.5, range: [0.4, 0.7], mark: A, %s"
             "  - {id: left, value: 0.5, range: [0.4, 0.7], mark: A, %s",
             head, tail, tail);
    expect_fault(text, "same id", "left");
}

/* lantian check names all faults of a file in one pass. */
static void check_lists_all(void **state) {
    (void)state;
    lt_node *document;
    int faults = 0;
    const char *bad = with("titel: x\nselector: {built_up: perhaps}\nactions:\n  - {do: nothing}\n"
                           "  - {do: scale_activity}\n");
    assert_int_equal(lt_node_parse("m.yaml", bad, &document), LT_OK);
    assert_int_equal(lt_measure_check(document, count_fault, &faults), LT_ERR_INPUT);
    assert_int_equal(faults, 4); /* titel, built_up, the unknown action, the missing factor */
    lt_node_free(document);

    faults = 0;
    bad = with("selector: {regions: [Shenyan]}\nactions:\n  - {do: scale_activity, factor: 1e9}\n"
               "  - {do: retire_capacity, total: 5}\n");
    assert_int_equal(lt_node_parse("m.yaml", bad, &document), LT_OK);
    assert_int_equal(lt_measure_check(document, count_fault, &faults), LT_ERR_INPUT);
    assert_int_equal(faults, 3); /* city, factor, unit */
    lt_node_free(document);
}

static void quantities(void **state) {
    (void)state;
    double value;
    char unit[32];
    assert_true(lt_quantity_parse(" 20.9 MJ/kg ", &value, unit));
    assert_string_equal(unit, "MJ/kg");
    assert_near(value, 20.9, 0);
    assert_true(lt_quantity_parse("0.8", &value, unit));
    assert_string_equal(unit, "1");
    assert_false(lt_quantity_parse("nan", &value, unit));
    assert_false(lt_quantity_parse("0x10 kg", &value, unit) && strcmp(unit, "kg") == 0);
    assert_false(lt_quantity_parse("", &value, unit));
    assert_false(lt_quantity_parse(NULL, &value, unit));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(example_is_valid),
        cmocka_unit_test(shipped_packages_are_valid),
        cmocka_unit_test(boilers_cites_its_documents),
        cmocka_unit_test(schema_faults),
        cmocka_unit_test(action_faults),
        cmocka_unit_test(assumption_faults),
        cmocka_unit_test(check_lists_all),
        cmocka_unit_test(quantities),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
