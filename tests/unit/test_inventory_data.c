/* The readers on the real files: energy balance, coal units, steel works. */
#include "inventory_fixture.h"

#include "base/csv.h"
#include "inventory/time/calendar.h"
#include "inventory/plants.h"
#include "inventory/readers/energy_balance.h"
#include "tests/support/data.h"

#define UNITS "geo/gem_coal_plants/gcpt_2023-07_liaoning_units.csv"
#define STEEL "emis/activity/liaoning_steel_plants.csv"
#define BALANCE "emis/activity/liaoning_energy_balance_2014_full_2013_part.csv"

/* Figures of knowledge/liaoning_facts.md: 117 operating units, 32 885 MW; Dalian 5 260, Anshan 125 MW. */
static void test_coal_units(void **state) {
    (void)state;
    char path[512];
    snprintf(path, sizeof path, "%s", data_path(UNITS));
    lt_plants *plants;
    fixture_fail(lt_read_gem_units(path, &plants));
    double all = 0, dalian = 0, anshan = 0;
    for (long k = 0; k < plants->n; k++) {
        all += plants->items[k].mw;
        if (strcmp(plants->items[k].region, "Dalian") == 0) dalian += plants->items[k].mw;
        if (strcmp(plants->items[k].region, "Anshan") == 0) anshan += plants->items[k].mw;
    }
    assert_int_equal(plants->n, 117);
    assert_near(all, 32885, 1e-9);
    assert_near(dalian, 5260, 1e-9);
    assert_near(anshan, 125, 1e-9);
    /* The shipped table holds the same units. */
    lt_plants *own;
    fixture_fail(lt_share_path("inventory/data/coal_units.csv", path, sizeof path));
    fixture_fail(lt_plants_read_coal(path, &own));
    assert_int_equal(own->n, plants->n);
    for (long k = 0; k < own->n; k++) {
        assert_string_equal(own->items[k].name, plants->items[k].name);
        assert_near(own->items[k].mw, plants->items[k].mw, 0);
        /* Its derived columns follow from the file: nothing for units that came after 2020, else MW times heat rate. */
        bool late = plants->items[k].start_year > 2020;
        assert_int_equal(own->items[k].heat_rate == 0, late);
        assert_int_equal(own->items[k].gives_heat, plants->items[k].gives_heat && !late);
        /* The weights have two decimals on 30 MW and more. */
        if (!late) assert_near(own->items[k].heat_rate * 10091.206, plants->items[k].heat_rate, 3);
    }
    lt_plants_free(own);
    lt_plants_free(plants);
}

static void test_steel_works(void **state) {
    (void)state;
    char path[512];
    snprintf(path, sizeof path, "%s", data_path(STEEL));
    lt_plants *plants;
    fixture_fail(lt_read_gem_steel(path, &plants));
    double crude = 0;
    for (long k = 0; k < plants->n; k++) crude += plants->items[k].crude_steel;
    assert_int_equal(plants->n, 15);
    assert_near(crude, 69738, 1e-9); /* knowledge/liaoning_activity.md section 9 */
    lt_plants_free(plants);
}

static void test_balance(void **state) {
    (void)state;
    char path[512];
    snprintf(path, sizeof path, "%s", data_path(BALANCE));
    lt_balance *balance;
    fixture_fail(lt_balance_read(path, 2014, &balance));
    const lt_balance_entry *power = lt_balance_find(balance, "Thermal Power", "Coal Raw");
    const lt_balance_entry *gas = lt_balance_find(balance, "Industry", "Natural Gas");
    assert_non_null(power);
    assert_near(power->quantity, 68.555e6, 1);
    assert_near(gas->quantity, 4.234e9, 1);
    assert_string_equal(gas->unit, "m3");
    assert_null(lt_balance_find(balance, "Thermal Power", "Peat"));
    lt_balance_free(balance);
    assert_int_equal(lt_balance_read(path, 2020, &balance), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "base year"));
}

/* Which rows of REAS make one sector of neighbours.csv (inventory/data/README.md). */
static const struct {
    const char *sector, *general, *nmvoc[2], *nh3[3];
} reas_rows[] = {{"power", "PP", {0}, {0}},
                 {"industry", "IND", {"INDPRC", "EXT"}, {"INDPRC"}},
                 {"road", "ROAD", {"ROAD"}, {0}},
                 {"transport", "OTRA", {0}, {0}},
                 {"residential", "RESI", {"CMB"}, {"CMB"}},
                 {"services", "ODOM", {"WST"}, {0}},
                 {"solvent", "", {"PAINT", "SLV"}, {0}},
                 {"livestock", "", {0}, {"MM", "HUMAN", "LTRN"}},
                 {"fertiliser", "", {0}, {"FER"}}};

static double reas(const lt_csv *t, const char *region, const char *species, const char *sector, long year) {
    if (!sector || !sector[0]) return 0;
    static const char *const names[] = {"region_code", "species", "sector", "year", "value"};
    int c[5];
    for (int k = 0; k < 5; k++) c[k] = lt_csv_find(t, names[k]);
    for (long r = 0; r < lt_csv_rows(t); r++) {
        long y;
        double value;
        if (strncmp(lt_csv_text(t, r, c[0]), region, strlen(region)) != 0) continue; /* KOR_WC, PRK_WC */
        if (strcmp(lt_csv_text(t, r, c[1]), species) != 0 || strcmp(lt_csv_text(t, r, c[2]), sector) != 0) continue;
        fixture_fail(lt_csv_long(t, r, c[3], &y));
        if (y != year) continue;
        fixture_fail(lt_csv_double(t, r, c[4], &value));
        return value;
    }
    return 0;
}

static double reas_sector(const lt_csv *t, const char *region, int p, size_t k, long year) {
    char general[24];
    double sum = 0;
    for (int n = 0; p == LT_NMVOC && n < 2; n++) sum += reas(t, region, "NMVOC", reas_rows[k].nmvoc[n], year);
    for (int n = 0; p == LT_NH3 && n < 3; n++) sum += reas(t, region, "NH3", reas_rows[k].nh3[n], year);
    if (p == LT_NMVOC || p == LT_NH3 || !reas_rows[k].general[0]) return sum;
    snprintf(general, sizeof general, "%s%s", reas_rows[k].general,
             p == LT_CO2 && k != 2 && k != 3 ? "-EXCL-BF" : ""); /* biofuel is not counted; traffic has none */
    return reas(t, region, lt_pollutant_names[p], general, year);
}

/* Every figure of the nine regions, by sector and pollutant, is that of the file (six digits); and the sectors add up
 * to the file's own TOTAL. */
static void test_neighbours_are_those_of_reas(void **state) {
    (void)state;
    char path[512];
    lt_csv *file, *own;
    snprintf(path, sizeof path, "%s", data_path("emis/reas/reas_v32_2008_2015_neighbours.csv"));
    fixture_fail(lt_csv_read(path, &file));
    fixture_fail(lt_share_path("inventory/data/neighbours.csv", path, sizeof path));
    fixture_fail(lt_csv_read(path, &own));
    double sum[LT_N_POLLUTANTS] = {0};
    for (long r = 0; r < lt_csv_rows(own); r++) {
        long year;
        const char *region = lt_csv_text(own, r, lt_csv_find(own, "region"));
        fixture_fail(lt_csv_long(own, r, lt_csv_find(own, "year"), &year));
        size_t k = 0;
        while (strcmp(reas_rows[k].sector, lt_csv_text(own, r, lt_csv_find(own, "sector"))) != 0) k++;
        for (int p = 0; p < LT_N_POLLUTANTS; p++) {
            double value, want;
            const int column = lt_csv_find(own, lt_pollutant_names[p]);
            if (column < 0) continue; /* not among the figures of REAS */
            fixture_fail(lt_csv_double(own, r, column, &value));
            want = reas_sector(file, region, p, k, year);
            assert_true(fabs(value - want) <= 6e-6 * want);
            if (year == 2014 && strcmp(region, "CHN_HE") == 0) sum[p] += value;
        }
    }
    assert_int_equal(lt_csv_rows(own), 9 * 9 * 2);
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        if (lt_csv_find(own, lt_pollutant_names[p]) < 0) continue;
        double total = reas(file, "CHN_HE", lt_pollutant_names[p], p == LT_CO2 ? "TOTAL-EXCL-BF" : "TOTAL", 2014);
        assert_true(fabs(sum[p] / total - 1) < 1e-5);
    }
    lt_csv_free(own);
    lt_csv_free(file);
}

/* The months of 2014 in the calendars are those of the file, made to add up. */
static void test_months_are_those_of_the_file(void **state) {
    (void)state;
    static const char *const pairs[][2] = {{"power", "Output: Thermal Power Generating Capacity: YTD"},
                                           {"industry", "Power Consumption: Liaoning: YTD"},
                                           {"cement", "Output: Cement: YTD"},
                                           {"steel", "Output: Crude Steel: YTD"},
                                           {"iron", "Output: Pig Iron: YTD"}};
    char path[512];
    lt_csv *file;
    lt_calendars *calendars;
    int found = 0;
    snprintf(path, sizeof path, "%s", data_path("emis/activity/liaoning_monthly_shares.csv"));
    fixture_fail(lt_csv_read(path, &file));
    fixture_fail(lt_share_path("inventory/data/calendars.csv", path, sizeof path));
    fixture_fail(lt_calendars_read(path, 2014, &calendars));
    for (long r = 0; r < lt_csv_rows(file); r++)
        for (int k = 0; k < 5; k++) {
            if (strcmp(lt_csv_text(file, r, 0), pairs[k][1]) != 0 || strcmp(lt_csv_text(file, r, 1), "2014") != 0)
                continue;
            const lt_calendar *own = &calendars->items[lt_calendars_find(calendars, pairs[k][0])];
            for (int m = 0; m < 12; m++) {
                double share;
                fixture_fail(lt_csv_double(file, r, 2 + m, &share));
                assert_true(fabs(own->month[m] - share) < 1e-4); /* the file has four digits */
            }
            found++;
        }
    assert_int_equal(found, 5);
    lt_calendars_free(calendars);
    lt_csv_free(file);
}

static double activity(const lt_ledger *ledger, const char *sector, const char *process, const char *technology) {
    double sum = 0;
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        if (strcmp(s->sector, sector) == 0 && strcmp(s->process, process) == 0 &&
            (!technology || strcmp(s->technology, technology) == 0) && lt_region_is_liaoning(s->region))
            sum += s->activity;
    }
    return sum;
}

/* kg of CO2 of the vehicles of one fuel. */
static double road_co2(const lt_ledger *ledger, const char *fuel) {
    double sum = 0;
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        if (strcmp(s->sector, "road") == 0 && strcmp(s->process, fuel) == 0 && lt_region_is_liaoning(s->region))
            sum += lt_source_emission_kg(s, LT_CO2);
    }
    return sum;
}

/* activity: data puts the balance's quantities into the ledger; units that started later are not there. */
static void test_ledger_from_real_data(void **state) {
    (void)state;
    char path[512];
    snprintf(path, sizeof path, "%s", data_path(BALANCE));
    snprintf(path, sizeof path, "%s", data_path(UNITS));
    snprintf(path, sizeof path, "%s", data_path(STEEL));
    lt_node *section;
    lt_ledger *real, *shipped = fixture_ledger(2014);
    fixture_fail(lt_node_parse("case.yaml", "activity: data\n", &section));
    fixture_fail(lt_ledger_read(section, 2014, &real));
    assert_true(fabs(activity(real, "power", "coal", NULL) / 68.555e6 - 1) < 1e-9);
    assert_true(fabs(activity(real, "heat", "coal", NULL) / 27.862e6 - 1) < 1e-9);
    assert_true(fabs(activity(real, "steel", "coke", "oven") / 21.415e6 - 1) < 1e-9);
    assert_true(fabs(activity(real, "oil", "crude", "refining") / 63.266e6 - 1) < 1e-9);
    /* Households: 0.993 + 0.850 Mt in the country with 2.17 Mt beside it, 0.915 + 1.000 Mt in towns; briquettes 0.125
     * and 0.031 Mt. */
    assert_true(fabs(activity(real, "residential", "coal", "stove") / 4.013e6 - 1) < 1e-6);
    assert_true(fabs(activity(real, "residential", "coal", "stove_town") / 1.915e6 - 1) < 1e-9);
    assert_true(fabs(activity(real, "residential", "coal", "briquette") / 0.125e6 - 1) < 1e-9);
    assert_true(fabs(activity(real, "residential", "coal", "briquette_town") / 0.031e6 - 1) < 1e-9);
    /* The fuel of the map: petrol 6.995 Mt; road diesel 7.705 Mt less 0.45 Mt of rail and ships. CO2 says what is
     * burnt: 2.925056 and 3.095910 t/t (five digits of the map). */
    assert_true(fabs(road_co2(real, "petrol") / (6.995e9 * 2.925056) - 1) < 1e-3);
    assert_true(fabs(road_co2(real, "diesel") / ((7.705e9 - 0.45e9) * 3.095910) - 1) < 2e-3);
    for (long k = 0; k < real->n; k++)
        assert_null(strstr(real->sources[k].id, "dalian_2")); /* units of 2020 and 2022 */
    /* What ships for 2014 was derived from the same balance: totals agree to 2 %. */
    double a[LT_N_POLLUTANTS], b[LT_N_POLLUTANTS];
    lt_ledger_totals_kt(real, NULL, NULL, a);
    lt_ledger_totals_kt(shipped, NULL, NULL, b);
    for (int p = 0; p < LT_N_POLLUTANTS; p++) assert_true(fabs(a[p] - b[p]) <= 0.02 * b[p]);
    lt_ledger *wrong;
    assert_int_equal(lt_ledger_read(section, 2020, &wrong), LT_ERR_INPUT);
    lt_ledger_free(shipped);
    lt_ledger_free(real);
    lt_node_free(section);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_coal_units),
                                       cmocka_unit_test(test_steel_works),
                                       cmocka_unit_test(test_balance),
                                       cmocka_unit_test(test_neighbours_are_those_of_reas),
                                       cmocka_unit_test(test_months_are_those_of_the_file),
                                       cmocka_unit_test(test_ledger_from_real_data)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
