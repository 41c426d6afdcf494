/* What is put in the place of retired boilers: heat and mass are kept, record by record. */
#include "tests/unit/test_package_fixture.h"

#include "base/csv.h"
#include "tests/support/near.h"

static const char *replace_text(void) {
    static char text[4096];
    snprintf(
        text, sizeof text,
        "  - {do: retire_capacity, total: 100 t/h}\n"
        "  - do: replace\n    heating_value: 20 MJ/kg\n    efficiency: 80 %%\n    to:\n"
        "      - {id: x, label_en: x, label_zh: x, share: 75 %%, sector: \"%s\", process: \"%s\", technology: \"%s\", "
        "control: \"%s\", heating_value: 10 GJ/t, efficiency: 0.5}\n"
        "      - {id: y, label_en: y, label_zh: y, share: 25 %%, sector: \"%s\", process: \"%s\", technology: \"%s\", "
        "control: \"%s\", heating_value: 32 MJ/kg, efficiency: 2}\n",
        target.sector, target.process, target.technology, target.control, target.sector, target.process,
        target.technology, target.control);
    return text;
}

/* By hand: freed 2.5 t in Shenyang and 15 t in Dalian, 20 GJ/t x 0.8 = 16 GJ useful heat in a ton: 40 and 240 GJ.
 * Target x, 10 GJ/t x 0.5 = 5 GJ/t:  0.75 x 40 / 5 = 6 t and 0.75 x 240 / 5 = 36 t.
 * Target y, 32 GJ/t x 2 = 64 GJ/t:  0.25 x 40 / 64 = 0.15625 t and 0.25 x 240 / 64 = 0.9375 t. */
static void mass_and_heat_are_kept(void **state) {
    (void)state;
    double all_before[LT_N_POLLUTANTS], after[LT_N_POLLUTANTS];
    lt_changes changes = {0};
    lt_source made = *ours("test-a");
    assert_int_equal(lt_ledger_process(ledger, target.sector, target.process, target.technology, target.control, &made),
                     LT_OK);
    made.activity = 1;
    lt_ledger_totals_kt(ledger, NULL, NULL, all_before);
    assert_int_equal(apply(replace_text(), &changes), LT_OK);
    lt_ledger_totals_kt(ledger, NULL, NULL, after);
    /* conversions of units and shares round a few times: 1e-12 is 4500 roundings */
    assert_near(ours("test-a+m.x")->activity, 6, 6e-12);
    assert_near(ours("test-b+m.x")->activity, 36, 36e-12);
    assert_near(ours("test-a+m.y")->activity, 0.15625, 1e-13);
    assert_near(ours("test-b+m.y")->activity, 0.9375, 1e-12);
    assert_string_equal(ours("test-b+m.y")->region, "Dalian");
    assert_string_equal(ours("test-b+m.y")->process, target.process);
    assert_near(ours("test-b+m.y")->capacity_tph, 0, 0);
    for (int s = 0; s < LT_N_POLLUTANTS; s++) {
        double retired_kt = 17.5 * (2 + s) * 0.5 / 1e6;
        double added_kt = (6 + 36 + 0.15625 + 0.9375) * lt_source_emission_kg(&made, (enum lt_pollutant)s) / 1e6;
        /* the province's total carries the rounding of its other records */
        double bound = 1e-12 * (all_before[s] + retired_kt + added_kt);
        if (!(fabs(after[s] - (all_before[s] - retired_kt + added_kt)) <= bound))
            fail_msg("pollutant %d: %.17g, expected %.17g", s, after[s], all_before[s] - retired_kt + added_kt);
        double changed = 0;
        for (long n = 0; n < changes.n; n++)
            changed += lt_source_emission_kg(&changes.rows[n].after, (enum lt_pollutant)s) -
                       lt_source_emission_kg(&changes.rows[n].before, (enum lt_pollutant)s);
        assert_true(fabs(changed / 1e6 - (added_kt - retired_kt)) <= 1e-12 * (retired_kt + added_kt));
    }
    assert_int_equal(changes.n, 2 + 4);
    lt_changes_free(&changes);
}

static void add_station(const char *id, const char *region, double activity) {
    add(id, region, activity, 0, 0, false);
    lt_source *station = lt_ledger_find(ledger, id);
    snprintf(station->process, sizeof station->process, "station");
    snprintf(station->technology, sizeof station->technology, "turbine");
}

static const char *join_text(const char *join, const char *technology) {
    static char text[2048];
    snprintf(text, sizeof text,
             "  - {do: retire_capacity, total: 100 t/h}\n"
             "  - do: replace\n    heating_value: 20 MJ/kg\n    efficiency: 80 %%\n    to:\n"
             "      - {id: x, label_en: x, label_zh: x, share: 100 %%, sector: test, process: station, technology: t, "
             "control: none, join: %s, join_technologies: [%s], heating_value: 20 GJ/t, efficiency: 0.4}\n",
             join, technology);
    return text;
}

/* Freed 2.5 t in Shenyang and 15 t in Dalian; with half the efficiency twice as much is burnt: 5 t and 30 t. */
static void joins_what_is_there(void **state) {
    (void)state;
    lt_changes changes = {0};
    add_station("station-1", "Shenyang", 30);
    add_station("station-2", "Shenyang", 10);
    add_station("station-3", "Dalian", 1);
    add_station("station-outside", "CHN_HE", 100);
    const long n = ledger->n;
    assert_int_equal(apply(join_text("city", "turbine"), &changes), LT_OK);
    assert_int_equal(ledger->n, n); /* no new record */
    assert_near(ours("station-1")->activity, 30 + 3.75, 1e-11);
    assert_near(ours("station-2")->activity, 10 + 1.25, 1e-11);
    assert_near(ours("station-3")->activity, 1 + 30, 1e-11);
    assert_near(ours("station-outside")->activity, 100, 0);
    assert_int_equal(changes.n, 2 + 3); /* one row a record, however many boilers gave to it */
    lt_changes_free(&changes);
}

static void joins_the_province(void **state) {
    (void)state;
    lt_changes changes = {0};
    add_station("station-1", "Shenyang", 30);
    add_station("station-2", "Huludao", 10);
    assert_int_equal(apply(join_text("province", "turbine"), &changes), LT_OK);
    assert_near(ours("station-1")->activity, 30 + 35 * 0.75, 1e-10);
    assert_near(ours("station-2")->activity, 10 + 35 * 0.25, 1e-10);
    lt_changes_free(&changes);
}

/* Dalian has no station: a new record there, of the target's process; Shenyang's joins. */
static void makes_what_is_not_there(void **state) {
    (void)state;
    lt_changes changes = {0};
    char text[2048];
    add_station("station-1", "Shenyang", 30);
    lt_source *station = lt_ledger_find(ledger, "station-1");
    snprintf(station->sector, sizeof station->sector, "%s", target.sector);
    snprintf(station->process, sizeof station->process, "%s", target.process);
    snprintf(text, sizeof text,
             "  - {do: retire_capacity, total: 100 t/h}\n"
             "  - do: replace\n    heating_value: 20 MJ/kg\n    efficiency: 80 %%\n    to:\n"
             "      - {id: x, label_en: x, label_zh: x, share: 1, sector: \"%s\", process: \"%s\", technology: \"%s\", "
             "control: \"%s\", join: city, join_technologies: [turbine], profile: %s, heating_value: 20 GJ/t, "
             "efficiency: 0.4}\n",
             target.sector, target.process, target.technology, target.control, "surface");
    assert_int_equal(apply(text, &changes), LT_OK);
    assert_near(ours("station-1")->activity, 35, 1e-10);
    assert_near(ours("test-b+m.x")->activity, 30, 1e-10);
    assert_string_equal(ours("test-b+m.x")->profile, "surface");
    assert_string_equal(ours("test-b+m.x")->technology, target.technology);
    assert_null(lt_ledger_find(ledger, "test-a+m.x"));
    lt_changes_free(&changes);
}

static void heat_needs_a_unit_of_its_kind(void **state) {
    (void)state;
    lt_changes changes = {0};
    char text[4096];
    snprintf(text, sizeof text, "%s", replace_text());
    memcpy(strstr(text, "20 MJ/kg"), "20 MJ/m3", 8); /* the coal is in t, not in m3 */
    assert_int_equal(apply(text, &changes), LT_ERR_INPUT);
    lt_changes_free(&changes);
}

static void unknown_process(void **state) {
    (void)state;
    lt_changes changes = {0};
    assert_int_equal(
        apply("  - {do: retire_capacity, total: 100 t/h}\n"
              "  - do: replace\n    heating_value: 20 MJ/kg\n    efficiency: 80 %\n    to:\n"
              "      - {id: x, label_en: x, label_zh: x, share: 1, sector: moon, process: cheese, technology: "
              "none, control: none, heating_value: 10 GJ/t, efficiency: 0.5}\n",
              &changes),
        LT_ERR_INPUT);
    lt_changes_free(&changes);
}

static void table_of_changes(void **state) {
    (void)state;
    char folder[] = "/tmp/test_package_XXXXXX", path[128], command[64];
    lt_changes changes = {0};
    lt_outdir *dir;
    lt_csv *table;
    double value;
    int column;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(apply(replace_text(), &changes), LT_OK);
    assert_int_equal(lt_outdir_open(folder, &dir), LT_OK);
    assert_int_equal(lt_changes_write_csv(&changes, dir, "changes_m.csv"), LT_OK);
    lt_outdir_close(dir);
    snprintf(path, sizeof path, "%s/changes_m.csv", folder);
    assert_int_equal(lt_csv_read(path, &table), LT_OK);
    assert_int_equal(lt_csv_rows(table), 6);
    assert_int_equal(lt_csv_column(table, "SO2_change_kg", &column), LT_OK);
    assert_int_equal(lt_csv_double(table, 0, column, &value), LT_OK);
    assert_near(value, -2.5 * 2 * 0.5, 1e-12); /* 15 digits in the file */
    assert_int_equal(lt_csv_column(table, "record", &column), LT_OK);
    assert_string_equal(lt_csv_text(table, 0, column), "test-a");
    lt_csv_free(table);
    lt_changes_free(&changes);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(mass_and_heat_are_kept),  TEST(joins_what_is_there),           TEST(joins_the_province),
        TEST(makes_what_is_not_there), TEST(heat_needs_a_unit_of_its_kind), TEST(unknown_process),
        TEST(table_of_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
