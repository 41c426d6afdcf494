/* Measures that cannot both hold are refused with both names, the file and the record: between members of a package and
 * between a package and its reference. */
#include "test_package_fixture.h"
#include "tests/support/near.h"

static lt_measure *measure_of(const char *id, const char *actions) {
    char text[4096], file[64];
    lt_measure *measure;
    snprintf(text, sizeof text, "id: %s\n%s%s", id, HEAD, actions);
    snprintf(file, sizeof file, "%s.yaml", id);
    if (lt_measure_parse(file, text, &measure) != LT_OK) {
        lt_error_text(LT_ERR_INPUT, text, sizeof text);
        fail_msg("%s", text);
    }
    return measure;
}

/* Apply first and second; the second must fail (or hold). */
static void expect(const char *first_actions, const char *second_actions, const char *const words[], bool good) {
    lt_measure *both[2] = {measure_of("first", first_actions), measure_of("second", second_actions)};
    lt_package package = {.id = "p", .measures = both, .n = 2};
    lt_changes changes = {0};
    char text[4096] = "";
    lt_status status = lt_package_apply(&package, ledger, &changes);
    if (status != LT_OK) lt_error_text(status, text, sizeof text);
    if (good) {
        if (status != LT_OK) fail_msg("%s", text);
    } else {
        assert_int_equal(status, LT_ERR_INPUT);
        for (int w = 0; words[w] != NULL; w++)
            if (strstr(text, words[w]) == NULL) fail_msg("\"%s\" is not in: %s", words[w], text);
    }
    lt_changes_free(&changes);
    lt_measure_free(both[0]);
    lt_measure_free(both[1]);
}

static void retired_twice(void **state) {
    (void)state;
    static const char *const words[] = {
        "first", "second", "first.yaml:", "second.yaml:", "test-a", "at most 100 t/h", NULL};
    expect("  - {do: retire_capacity, total: 300 t/h}\n", "  - {do: retire_capacity, total: 200 t/h}\n", words, false);
}

static void retired_all_before(void **state) {
    (void)state;
    static const char *const words[] = {"first", "second", "first.yaml:", "second.yaml:", "already retired", NULL};
    expect("  - {do: retire_capacity, total: 400 t/h}\n", "  - {do: retire_capacity, total: 1 t/h}\n", words, false);
}

static void what_is_left_may_be_retired(void **state) {
    (void)state;
    expect("  - {do: retire_capacity, total: 300 t/h}\n", "  - {do: retire_capacity, total: 100 t/h}\n", NULL, true);
}

/* Processes of the shipped tables are needed for a control: our boilers become real ones. */
static int set_up_boilers(void **state) {
    set_up(state);
    for (long r = first; r < ledger->n; r++) {
        lt_source *s = &ledger->sources[r];
        snprintf(s->process, sizeof s->process, "coal");
        if (lt_ledger_process(ledger, "heat", "coal", "grate_small", "none", s) != LT_OK) return 1;
        snprintf(s->sector, sizeof s->sector, "heat");
    }
    return 0;
}

static const char *const HEAT_HEAD =
    "title_en: t\ntitle_zh: t\n"
    "documents:\n  - {id: P, name_zh: n, name_en: n, clause: c, catalogue: P-1, force: must, "
    "word_zh: w, quote_zh: q}\n"
    "selector: {sectors: [heat], controls: [none], technologies: [grate_small]}\nactions:\n";

static lt_status two_controls(const char *one, const char *two, char *text, size_t size) {
    lt_measure *both[2];
    for (int k = 0; k < 2; k++) {
        char yaml[4096];
        snprintf(yaml, sizeof yaml, "id: %s\n%s%s", k == 0 ? "first" : "second", HEAT_HEAD, k == 0 ? one : two);
        assert_int_equal(lt_measure_parse(k == 0 ? "first.yaml" : "second.yaml", yaml, &both[k]), LT_OK);
    }
    lt_package package = {.id = "p", .measures = both, .n = 2};
    lt_changes changes = {0};
    lt_status status = lt_package_apply(&package, ledger, &changes);
    text[0] = '\0';
    if (status != LT_OK) lt_error_text(status, text, size);
    lt_changes_free(&changes);
    lt_measure_free(both[0]);
    lt_measure_free(both[1]);
    return status;
}

/* At strength 0 a measure is as good as absent, before or after another one, though both at full strength want 120 %.
 */
static void nothing_contradicts_a_measure_of_no_strength(void **state) {
    (void)state;
    static const char *const controls[] = {"heat_large", "heat_ule"};
    for (int weak = 0; weak < 2; weak++) {
        lt_measure *both[2];
        lt_changes changes = {0};
        for (int k = 0; k < 2; k++) {
            char yaml[4096];
            snprintf(yaml, sizeof yaml, "id: %s\n%s  - {do: set_control, control: %s, share: 60 %%}\n",
                     k == 0 ? "first" : "second", HEAT_HEAD, controls[k]);
            assert_int_equal(lt_measure_parse("m.yaml", yaml, &both[k]), LT_OK);
        }
        both[weak]->strength = 0;
        lt_package package = {.id = "p", .measures = both, .n = 2};
        assert_int_equal(lt_package_apply(&package, ledger, &changes), LT_OK);
        lt_changes_free(&changes);
        lt_measure_free(both[0]);
        lt_measure_free(both[1]);
    }
}

/* Two controls that together want more than the record cannot both hold; shares that leave room can. */
static void two_controls_of_one_record(void **state) {
    (void)state;
    char text[4096];
    assert_int_equal(two_controls("  - {do: set_control, control: heat_large, share: 60 %}\n",
                                  "  - {do: set_control, control: heat_ule, share: 60 %}\n", text, sizeof text),
                     LT_ERR_INPUT);
    assert_non_null(strstr(text, "more than all of the record for two things"));
    assert_non_null(strstr(text, "heat_large"));
    assert_non_null(strstr(text, "heat_ule"));
    assert_non_null(strstr(text, "record test-a"));
    assert_non_null(strstr(text, "first.yaml:"));
    assert_non_null(strstr(text, "second.yaml:"));
    assert_int_equal(two_controls("  - {do: set_control, control: heat_large, share: 20 %}\n",
                                  "  - {do: set_control, control: heat_ule, share: 20 %}\n", text, sizeof text),
                     LT_OK);
}

/* One control twice: the second acts on what the first left, 1 - 0.4 x 0.4 of the record has it. */
static void one_control_twice(void **state) {
    (void)state;
    char text[4096];
    const lt_source before = *ours("test-a");
    lt_source all = before;
    assert_int_equal(lt_ledger_process(ledger, "heat", "coal", "grate_small", "heat_ule", &all), LT_OK);
    assert_int_equal(two_controls("  - {do: set_control, control: heat_ule, share: 60 %}\n",
                                  "  - {do: set_control, control: heat_ule, share: 60 %}\n", text, sizeof text),
                     LT_OK);
    for (int s = 0; s < LT_N_POLLUTANTS; s++)
        assert_near(ours("test-a")->removal[s], 0.16 * before.removal[s] + 0.84 * all.removal[s], 1e-14);
}

/* What the reference has retired, a package cannot retire again: the changes of both are looked through. */
static void package_against_reference(void **state) {
    (void)state;
    lt_measure *done = measure_of("done", "  - {do: retire_capacity, total: 350 t/h}\n"),
               *wish = measure_of("wish", "  - {do: retire_capacity, total: 60 t/h}\n");
    lt_package reference = {.id = "r", .measures = &done, .n = 1}, package = {.id = "p", .measures = &wish, .n = 1};
    lt_changes changes = {0};
    char text[4096];
    assert_int_equal(lt_package_apply(&reference, ledger, &changes), LT_OK);
    lt_status status = lt_package_apply(&package, ledger, &changes);
    assert_int_equal(status, LT_ERR_INPUT);
    lt_error_text(status, text, sizeof text);
    assert_non_null(strstr(text, "done"));
    assert_non_null(strstr(text, "wish"));
    assert_non_null(strstr(text, "done.yaml:"));
    lt_changes_free(&changes);
    lt_measure_free(done);
    lt_measure_free(wish);
}

/* An action that narrows the selector to nothing, and a substitution of more than there is. */
static void nothing_selected(void **state) {
    (void)state;
    static const char *const words[] = {"selects no record", "second.yaml:", NULL};
    expect("  - {do: scale_activity, factor: 90 %}\n",
           "  - {do: substitute, label_en: a, label_zh: a, processes: [nothing], share: 10 %, technology: x}\n", words,
           false);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(retired_twice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(retired_all_before, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_left_may_be_retired, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_controls_of_one_record, set_up_boilers, tear_down),
        cmocka_unit_test_setup_teardown(nothing_contradicts_a_measure_of_no_strength, set_up_boilers, tear_down),
        cmocka_unit_test_setup_teardown(one_control_twice, set_up_boilers, tear_down),
        cmocka_unit_test_setup_teardown(package_against_reference, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_selected, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
