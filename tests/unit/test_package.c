/* Packages on ledgers: what is selected, what is taken away, in which order measures act. */
#include "tests/unit/test_package_fixture.h"
#include "tests/support/near.h"

static void retires_in_proportion(void **state) {
    (void)state;
    lt_changes changes = {0};
    assert_int_equal(apply("  - {do: retire_capacity, total: 100 t/h}\n", &changes), LT_OK);
    /* 100 of 100 + 300 t/h: a quarter of each; all numbers are exact in binary */
    assert_near(ours("test-a")->activity, 7.5, 0);
    assert_near(ours("test-a")->capacity_tph, 75, 0);
    assert_near(ours("test-b")->activity, 45, 0);
    assert_near(ours("test-b")->capacity_tph, 225, 0);
    assert_near(ours("test-large")->activity, 80, 0);
    assert_near(ours("test-rural")->activity, 80, 0);
    assert_near(ours("test-outside")->activity, 80, 0);
    assert_near(ours("test-no-boiler")->activity, 80, 0);
    assert_int_equal(changes.n, 2);
    assert_string_equal(changes.rows[0].after.id, "test-a");
    assert_near(changes.rows[0].before.activity, 10, 0);
    assert_string_equal(changes.rows[0].words, "P c w");
    lt_changes_free(&changes);
}

static void never_more_than_there_is(void **state) {
    (void)state;
    lt_changes changes = {0};
    char text[2048];
    lt_status status = apply("  - {do: retire_capacity, total: 401 t/h}\n", &changes);
    assert_int_equal(status, LT_ERR_INPUT);
    lt_error_text(status, text, sizeof text);
    assert_non_null(strstr(text, "400")); /* what there is */
    assert_non_null(strstr(text, "401"));
    assert_near(ours("test-a")->activity, 10, 0);
    assert_int_equal(apply("  - {do: retire_capacity, total: 401 t/h, if_short: take_all}\n", &changes), LT_OK);
    assert_near(ours("test-a")->activity, 0, 0);
    assert_near(ours("test-b")->capacity_tph, 0, 0);
    lt_changes_free(&changes);
}

static void selects_nothing(void **state) {
    (void)state;
    lt_measure *measure;
    lt_changes changes = {0};
    char text[4096];
    snprintf(text, sizeof text, "id: m\n%s  - {do: scale_activity, factor: 0.5}\n", HEAD);
    memcpy(strstr(text, "[test]"), "[tent]", 6);
    assert_int_equal(lt_measure_parse("m.yaml", text, &measure), LT_OK);
    lt_package package = {.id = "m", .measures = &measure, .n = 1};
    lt_status status = lt_package_apply(&package, ledger, &changes);
    assert_int_equal(status, LT_ERR_INPUT);
    lt_error_text(status, text, sizeof text);
    assert_non_null(strstr(text, "selects no record"));
    assert_non_null(strstr(text, "m.yaml:"));
    lt_measure_free(measure);
    lt_changes_free(&changes);
}

static void no_capacity_to_retire(void **state) {
    (void)state;
    lt_changes changes = {0};
    lt_source empty = *ours("test-a");
    snprintf(empty.id, sizeof empty.id, "test-empty");
    empty.capacity_tph = 0;
    assert_int_equal(lt_ledger_append(ledger, &empty), LT_OK);
    assert_int_equal(apply("  - {do: retire_capacity, total: 100 t/h}\n", &changes), LT_ERR_INPUT);
    lt_changes_free(&changes);
}

static void scales_and_controls(void **state) {
    (void)state;
    lt_changes changes = {0};
    char text[1024];
    assert_int_equal(apply("  - {do: scale_activity, factor: 110 %}\n", &changes), LT_OK);
    assert_near(ours("test-a")->activity, 11, 1e-14);
    /* our boilers become the target's process without control, then half of it gets the target's control */
    lt_source *record = &ledger->sources[first];
    lt_source table = *record;
    assert_int_equal(
        lt_ledger_process(ledger, target.sector, target.process, target.technology, target.control, &table), LT_OK);
    for (long n = first; n < first + 2; n++) {
        record = &ledger->sources[n];
        snprintf(record->sector, sizeof record->sector, "%s", target.sector);
        snprintf(record->process, sizeof record->process, "%s", target.process);
        snprintf(record->technology, sizeof record->technology, "%s", target.technology);
    }
    lt_measure *measure;
    snprintf(
        text, sizeof text,
        "id: m\ntitle_en: t\ntitle_zh: t\ndocuments:\n  - {id: P, name_zh: n, name_en: n, clause: c, catalogue: P-1, "
        "force: must, word_zh: w, quote_zh: q}\nselector: {sectors: [\"%s\"], controls: [none], unit_size_max: 35 t/h, "
        "unit_size_min: 35 t/h}\nactions:\n  - {do: set_control, control: \"%s\", share: 50 %%}\n",
        target.sector, target.control);
    assert_int_equal(lt_measure_parse("m.yaml", text, &measure), LT_OK);
    lt_package package = {.id = "m", .measures = &measure, .n = 1};
    assert_int_equal(lt_package_apply(&package, ledger, &changes), LT_OK);
    for (int s = 0; s < LT_N_POLLUTANTS; s++)
        assert_near(ledger->sources[first + 1].removal[s], 0.25 + 0.5 * table.removal[s], 1e-15);
    lt_measure_free(measure);
    lt_changes_free(&changes);
}

/* A package of two measures acts in order: a quarter retired, then half of the rest. */
/* A share of the emission, and none of a pollutant that is not named; the amount is given once. */
static void cuts_a_share(void **state) {
    (void)state;
    lt_changes changes = {0};
    char text[2048];
    const double before = lt_source_emission_kg(ours("test-a"), LT_NOX),
                 co = lt_source_emission_kg(ours("test-a"), LT_CO);
    assert_int_equal(apply("  - {do: cut_emission, share: 30 %, of: NOx}\n", &changes), LT_OK);
    assert_near(lt_source_emission_kg(ours("test-a"), LT_NOX), 0.7 * before, 1e-12 * before);
    assert_near(lt_source_emission_kg(ours("test-a"), LT_CO), co, 0);
    static const char *const bad[] = {"  - {do: cut_emission, of: NOx}\n",
                                      "  - {do: cut_emission, of: NOx, share: 30 %, total: 1 t}\n",
                                      "  - {do: cut_emission, of: NOx, share: 130 %}\n"};
    for (int b = 0; b < 3; b++) {
        lt_measure *measure;
        char whole[2048];
        snprintf(whole, sizeof whole, "id: m\n%s%s", HEAD, bad[b]);
        lt_status status = lt_measure_parse("m.yaml", whole, &measure);
        assert_int_equal(status, LT_ERR_INPUT);
        lt_error_text(status, text, sizeof text);
        assert_non_null(strstr(text, b < 2 ? "by how much" : "share"));
    }
    lt_changes_free(&changes);
}

static void several_measures(void **state) {
    (void)state;
    char folder[] = "/tmp/test_package_XXXXXX", path[128], text[4096];
    assert_non_null(mkdtemp(folder));
    static const char *const names[] = {"one", "two"};
    static const char *const actions[] = {"  - {do: retire_capacity, total: 100 t/h}\n",
                                          "  - {do: scale_activity, factor: 0.5}\n"};
    for (int m = 0; m < 2; m++) {
        snprintf(path, sizeof path, "%s/%s.yaml", folder, names[m]);
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        fprintf(file, "id: %s\n%s%s", names[m], HEAD, actions[m]);
        fclose(file);
    }
    snprintf(path, sizeof path, "%s/both.yaml", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "id: both\ntitle_en: t\ntitle_zh: t\nmeasures: [%s/one.yaml, %s/two.yaml]\n", folder, folder);
    fclose(file);

    lt_package *package;
    lt_changes changes = {0};
    assert_int_equal(lt_package_read(path, &package), LT_OK);
    assert_int_equal(package->n, 2);
    assert_int_equal(lt_package_apply(package, ledger, &changes), LT_OK);
    assert_near(ours("test-a")->activity, 3.75, 0);
    assert_int_equal(changes.n, 4);
    assert_string_equal(changes.rows[3].measure, "two");
    lt_package_free(package);
    lt_changes_free(&changes);

    lt_hash hash;
    lt_digest now, then; /* a change in one of the measures changes the package's digest */
    lt_hash_init(&hash);
    assert_int_equal(lt_package_digest(path, &hash), LT_OK);
    lt_hash_end(&hash, then);
    snprintf(text, sizeof text, "%s/two.yaml", folder);
    file = fopen(text, "a");
    assert_non_null(file);
    fputs("# later\n", file);
    fclose(file);
    lt_hash_init(&hash);
    assert_int_equal(lt_package_digest(path, &hash), LT_OK);
    lt_hash_end(&hash, now);
    assert_string_not_equal(now, then);
    snprintf(text, sizeof text, "rm -rf '%s'", folder);
    assert_int_equal(system(text), 0);
}

/* The shipped measure on the shipped ledger: 2000 t/h go, nothing else is touched, most pollutants fall. */
/* A measure on one plant: the record it names and no other, by the share of the firm's boilers (100 of 260 t/h). An id
 * that the ledger lacks is an error that says which. */
static void a_record_by_name(void **state) {
    (void)state;
    lt_ledger *shipped;
    lt_package *package;
    lt_changes changes = {0};
    assert_int_equal(lt_ledger_read(NULL, 2020, &shipped), LT_OK);
    assert_int_equal(lt_package_read("done-chaoyang", &package), LT_OK);
    assert_int_equal(lt_package_apply(package, shipped, &changes), LT_OK);
    assert_int_equal(changes.n, 1);
    const lt_source *before = &changes.rows[0].before, *after = &changes.rows[0].after;
    lt_source ultra_low = *before;
    assert_string_equal(after->id, "heat_cy_fenghuang");
    assert_int_equal(
        lt_ledger_process(shipped, before->sector, before->process, before->technology, "heat_ule", &ultra_low), LT_OK);
    for (int p = 0; p < LT_N_POLLUTANTS; p++) /* the share is written with four digits: 38.46 % */
        assert_near(after->removal[p], before->removal[p] + 0.3846 * (ultra_low.removal[p] - before->removal[p]),
                    1e-12);
    char text[2048], *id = ((char **)package->measures[0]->selector.ids.items)[0];
    id[0] = 'H';
    lt_status status = lt_package_apply(package, shipped, &changes);
    assert_int_equal(status, LT_ERR_INPUT);
    lt_error_text(status, text, sizeof text);
    assert_non_null(strstr(text, "Heat_cy_fenghuang"));
    lt_package_free(package);
    lt_changes_free(&changes);
    lt_ledger_free(shipped);
}

static void boilers_on_the_shipped_ledger(void **state) {
    (void)state;
    lt_package *package;
    lt_changes changes = {0};
    double before[LT_N_POLLUTANTS], after[LT_N_POLLUTANTS], retired = 0;
    lt_ledger_totals_kt(ledger, NULL, NULL, before);
    assert_int_equal(lt_package_read("boilers", &package), LT_OK);
    if (lt_package_apply(package, ledger, &changes) != LT_OK) fail_msg("%s", lt_error_what());
    lt_ledger_totals_kt(ledger, NULL, NULL, after);
    for (long n = 0; n < changes.n; n++) {
        const lt_change *row = &changes.rows[n];
        retired += row->before.capacity_tph - row->after.capacity_tph;
        if (strcmp(row->action, "retire_capacity") == 0)
            assert_true(row->before.unit_size_tph <= 35 && row->before.built_up);
        else
            assert_true(row->after.activity > row->before.activity &&
                        row->after.capacity_tph == row->before.capacity_tph);
    }
    assert_near(retired, 2000, 1e-9); /* a sum of some tens of numbers below 1000 */
    assert_true(after[LT_PM25] < before[LT_PM25]);
    assert_true(after[LT_SO2] < before[LT_SO2]);
    lt_package_free(package);
    lt_changes_free(&changes);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(retires_in_proportion), TEST(never_more_than_there_is), TEST(selects_nothing),
        TEST(no_capacity_to_retire), TEST(scales_and_controls),      TEST(several_measures),
        TEST(cuts_a_share),          TEST(a_record_by_name),         TEST(boilers_on_the_shipped_ledger),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
