/* Rules of the library: bad input is named with file and line; places, order, variants; the actions on efficiency,
 * factors and time against their equations. */
#include "test_package_fixture.h"
#include "base/outdir.h"
#include "tests/support/near.h"
#include "tests/support/root.h"

#include "inventory/time/calendar_rule.h"
#include "inventory/time/laws.h"

/* Parse (and apply, where parsing is right) must fail as bad input and say all words. */
static void refuse(const char *before, const char *selector, const char *actions, const char *const words[]) {
    char text[4096];
    lt_measure *measure = NULL;
    lt_changes changes = {0};
    measure_text("m", before, selector, actions, text);
    lt_status status = lt_measure_parse("m.yaml", text, &measure);
    if (status == LT_OK) {
        const lt_package package = {.id = "m", .measures = &measure, .n = 1};
        status = lt_package_apply(&package, ledger, &changes);
        lt_measure_free(measure);
    }
    expect_bad(status, words);
    lt_changes_free(&changes);
}

static void bad_input(void **state) {
    (void)state;
    const char *half = "  - {do: scale_activity, factor: 50 %}\n";
    refuse(DOC, "regions: [Shenyan]", half, (const char *const[]){"unknown city", "m.yaml:", "Shenyang", NULL});
    refuse(DOC, "regions: [KEY9, Shenyang]", half, (const char *const[]){"a place twice", "m.yaml:", NULL});
    refuse(DOC, "sectors: [heat, heat]", half, (const char *const[]){"twice", "heat", "m.yaml:", NULL});
    refuse(DOC, "sectors: [heet]", half, (const char *const[]){"sector", "heet", "m.yaml:", NULL});
    refuse(DOC, "processes: [cole]", half, (const char *const[]){"process", "cole", "m.yaml:", NULL});
    refuse(DOC, "ids: [nobody]", half, (const char *const[]){"record", "nobody", "m.yaml:", NULL});
    refuse(DOC, "sectors: [heat], unit_size_min: 5000 t/h", half,
           (const char *const[]){"selects no record", "m.yaml:", NULL});
    refuse("documents:\n  - {id: Q, clause: c, catalogue: Q-1, force: must, word_zh: w, quote_zh: q}\n", "", half,
           (const char *const[]){"unknown document", "Q", "m.yaml:", NULL});
    refuse(lt_fmt("date: 2018\n%s", DOC), "sectors: [test]", half,
           (const char *const[]){"before the base year", "2018", "m.yaml:4", NULL});
    refuse(lt_fmt("date: soon\n%s", DOC), "sectors: [test]", half,
           (const char *const[]){"not a date", "soon", "m.yaml:4", NULL});
    refuse(DOC, "sectors: [test]", "  - {do: set_efficiency, pollutants: [SO3], penetration: 1, removal: 1}\n",
           (const char *const[]){"unknown pollutant", "SO3", "m.yaml:", NULL});
    refuse(DOC, "sectors: [test]", "  - {do: scale_activity, factor: 50 %, processes: [oil]}\n",
           (const char *const[]){"an action selects no record", "m.yaml:", NULL});
    refuse(DOC, "sectors: [test]", "  - {do: retire_capacity}\n", (const char *const[]){"how much", "m.yaml:", NULL});
    refuse(DOC, "sectors: [test]", "  - {do: calendar, factor: 50 %, months: [13], made_up: yes}\n",
           (const char *const[]){"months are not right", "13", "m.yaml:", NULL});
    refuse(DOC, "sectors: [test]",
           "  - {do: scale_activity, factor: left}\nassumptions:\n  - {id: left, value: 50 %, range: [0 %, 100 %], "
           "mark: V, "
           "meaning_en: m, meaning_zh: m, reason_en: r, reason_zh: r}\n",
           (const char *const[]){"no source", "left", "m.yaml:", NULL});
}

static void write_file(const char *name, const char *text) {
    assert_true(files_write_text(in_root(name), text));
}

static const char *digest_of(const char *name) {
    lt_hash hash;
    lt_digest digest;
    lt_hash_init(&hash);
    assert_int_equal(lt_package_digest(in_root(name), &hash), LT_OK);
    lt_hash_end(&hash, digest);
    return lt_fmt("%s", digest);
}

/* A run is out of date when a table changes that its measures read: the user's masks, those of the library. */
static void tables_are_in_the_digest(void **state) {
    (void)state;
    static const char *const tables[] = {"assumptions.csv", "documents.csv", "masks.csv", "tiers.csv"};
    write_file("m.yaml", "selector: {masks: my.csv}\n");
    write_file("my.csv", "one\n");
    const char *as_written = digest_of("m.yaml");
    assert_string_equal(digest_of("m.yaml"), as_written);
    write_file("my.csv", "two\n");
    assert_string_not_equal(digest_of("m.yaml"), as_written);

    assert_int_equal(mkdir(in_root("scenarios"), 0755), 0);
    assert_int_equal(mkdir(in_root("scenarios/library"), 0755), 0);
    for (int k = 0; k < 4; k++) write_file(lt_fmt("scenarios/library/%s", tables[k]), "one\n");
    assert_int_equal(setenv("LANTIAN_SHARE", root, 1), 0);
    for (int k = 0; k < 4; k++) {
        const char *before = digest_of("m.yaml");
        write_file(lt_fmt("scenarios/library/%s", tables[k]), "two\n");
        assert_string_not_equal(digest_of("m.yaml"), before);
    }
    unsetenv("LANTIAN_SHARE");
}

static void places_by_name(void **state) {
    (void)state;
    const char *names[] = {"KEY9", "BUILT_UP"};
    for (int k = 0; k < 2; k++) {
        char **items = malloc(sizeof *items);
        assert_non_null(items);
        items[0] = strdup(names[k]);
        lt_list list = {items, 1};
        assert_int_equal(lt_mask_expand(&list, NULL, NULL), LT_OK);
        assert_int_equal(list.n, k == 0 ? 9 : 14);
        const lt_source town = {.region = "Shenyang", .built_up = true}, land = {.region = "Shenyang"},
                        west = {.region = "Chaoyang", .built_up = true},
                        outside = {.region = "CHN_HE", .built_up = true};
        assert_true(lt_mask_takes(&list, &town));
        assert_int_equal(lt_mask_takes(&list, &land), k == 0);
        assert_int_equal(lt_mask_takes(&list, &west), k == 1);
        assert_false(lt_mask_takes(&list, &outside));
        for (long n = 0; n < list.n; n++) free(((char **)list.items)[n]);
        lt_free(list.items);
    }
}

/* r' = 1 - (1 - r)(1 - s c e) behind, (1 - s) r + s max(r, c e) in its place; 0.5 stands before. */
static void efficiency_by_its_equation(void **state) {
    (void)state;
    lt_changes changes = {0};
    assert_int_equal(
        apply("  - {do: set_efficiency, pollutants: [NOx], penetration: 50 %, capture: 80 %, removal: 50 %}\n",
              &changes),
        LT_OK);
    assert_near(ours("test-a")->removal[LT_NOX], 1 - 0.5 * (1 - 0.5 * 0.4), 1e-15);
    assert_near(ours("test-a")->removal[LT_SO2], 0.5, 0);
    assert_int_equal(
        apply("  - {do: set_efficiency, pollutants: [PM], penetration: 50 %, removal: 90 %, behind: no}\n"
              "  - {do: set_efficiency, pollutants: [SO2], penetration: 50 %, removal: 20 %, behind: no}\n",
              &changes),
        LT_OK);
    assert_near(ours("test-a")->removal[LT_TSP], 0.7, 1e-15);
    assert_near(ours("test-a")->removal[LT_OC], 0.7, 1e-15);
    assert_near(ours("test-a")->removal[LT_SO2], 0.5, 0); /* a worse one takes nothing away */
    assert_int_equal(apply("  - {do: scale_factor, pollutants: [NH3], factor: 50 %}\n", &changes), LT_OK);
    assert_near(ours("test-a")->factor_kg[LT_NH3], 0.5 * (2 + LT_NH3), 0);
    lt_changes_free(&changes);
}

/* A window of months that is made up for: activity stays, the months of the window weigh half as much against the rest.
 */
static void windows_keep_the_year(void **state) {
    (void)state;
    lt_changes changes = {0};
    const lt_calendars *all;
    for (long r = first; r < ledger->n; r++) snprintf(ledger->sources[r].calendar, sizeof target.calendar, "flat");
    assert_int_equal(lt_ledger_calendars(ledger, &all), LT_OK);
    const lt_calendar old = all->items[lt_calendars_find(all, "flat")];
    assert_int_equal(apply("  - {do: calendar, months: [1, 2], factor: 50 %, made_up: yes}\n", &changes), LT_OK);
    assert_near(ours("test-a")->activity, 10, 0);
    assert_int_equal(lt_ledger_calendars(ledger, &all), LT_OK);
    const int made = lt_calendars_find(all, ours("test-a")->calendar);
    assert_true(made >= 0);
    double sum = 0;
    for (int m = 0; m < 12; m++) sum += all->items[made].month[m];
    assert_near(sum, 1, 1e-14);
    assert_near(all->items[made].month[0] / all->items[made].month[5], 0.5 * old.month[0] / old.month[5], 1e-14);

    /* not made up, some months and hours: the record splits; W (1 - g) of the activity is gone */
    const double hours = (old.hour[8] + old.hour[9]) / 24;
    assert_int_equal(
        apply("  - {do: calendar, months: [7], hours: [8, 9], factor: 0 %, made_up: no, ids: [test-b]}\n", &changes),
        LT_OK);
    const lt_calendar now = all->items[made]; /* test-b had been moved too */
    const double july = now.month[6];
    assert_near(ours("test-b")->activity, 60 * (1 - july), 1e-12);
    assert_near(ours("test-b~m")->activity, 60 * july * (1 - hours), 1e-12);
    lt_changes_undo(&changes, 0, ledger, ledger->n - 1);
    assert_near(ours("test-b")->activity, 60, 0);
    assert_string_equal(ours("test-b")->calendar, "flat");
    lt_changes_free(&changes);
}

/* A law that keeps months and hours of the calendar keeps its name before the rule's calendar; one that does not is
 * refused. */
static void windows_under_a_law(void **state) {
    (void)state;
    lt_changes changes = {0};
    const char *action = "  - {do: calendar, months: [7], hours: [8, 9], factor: 0 %, made_up: yes, ids: [test-b]}\n";
    const lt_calendars *all;
    lt_timing in, out;
    for (long r = first; r < ledger->n; r++)
        snprintf(ledger->sources[r].calendar, sizeof target.calendar, "evaporation:flat");
    assert_int_equal(apply(action, &changes), LT_OK);
    assert_int_equal(lt_ledger_calendars(ledger, &all), LT_OK);
    assert_true(lt_timing_find(all, ours("test-b~m")->calendar, &in));
    assert_true(lt_timing_find(all, ours("test-b")->calendar, &out));
    assert_int_equal(in.law, LT_LAW_EVAPORATION);
    assert_int_equal(out.law, LT_LAW_EVAPORATION);
    assert_near(all->items[in.calendar].month[6], 1, 0);
    assert_near(all->items[in.calendar].hour[8], 0, 0);
    assert_near(all->items[out.calendar].month[6], 0, 0);
    assert_near(ours("test-b")->activity + ours("test-b~m")->activity, 60, 1e-12);
    lt_changes_undo(&changes, 0, ledger, ledger->n - 1);
    for (long r = first; r < ledger->n; r++)
        snprintf(ledger->sources[r].calendar, sizeof target.calendar, "heating_degree:flat");
    expect_bad(apply(action, &changes), (const char *const[]){"weather moves", "test-b", NULL});
    lt_changes_free(&changes);
}

/* The order of the file is that of the measures' classes; two variants in a package are refused. */
static void order_and_variants(void **state) {
    (void)state;
    char text[4096];
    const char *late = in_root("late.yaml"), *early = in_root("early.yaml"), *both = in_root("both.yaml");
    assert_true(
        files_write_text(both, lt_fmt("id: both\ntitle_en: t\ntitle_zh: t\nmeasures: [%s, %s]\n", late, early)));
    measure_text("early", DOC, "sectors: [heat]", "  - {do: scale_activity, factor: 50 %}\n", text);
    assert_true(files_write_text(early, text));
    for (int variant = 0; variant < 2; variant++) {
        measure_text("late", lt_fmt("%s%s", variant ? "variant_of: early\n" : "", DOC), "sectors: [heat]",
                     "  - {do: scale_factor, pollutants: [NOx], factor: 50 %}\n", text);
        assert_true(files_write_text(late, text));
        lt_package *package;
        const lt_status status = lt_package_read(both, &package);
        if (variant) {
            BAD_INPUT(status, "two variants", late);
        } else {
            assert_int_equal(status, LT_OK);
            assert_string_equal(package->measures[0]->id, "early");
            assert_string_equal(package->measures[1]->id, "late");
            assert_int_equal(package->member_of[0], 1);
            lt_package_free(package);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(bad_input, set_up, tear_down),
                                       cmocka_unit_test(tables_are_in_the_digest),
                                       cmocka_unit_test(places_by_name),
                                       cmocka_unit_test_setup_teardown(efficiency_by_its_equation, set_up, tear_down),
                                       cmocka_unit_test_setup_teardown(windows_keep_the_year, set_up, tear_down),
                                       cmocka_unit_test_setup_teardown(windows_under_a_law, set_up, tear_down),
                                       cmocka_unit_test(order_and_variants)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
