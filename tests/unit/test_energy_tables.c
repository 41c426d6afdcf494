/* Energy and waste: the boilers of Chaoyang stand in the ledger one by one and are taken out of the city's row, every
 * fuel has its greenhouse gases, and every dust its total. */
#include "inventory_fixture.h"

#include "inventory/methods/method.h"
#include "tests/support/data.h"
#include "tests/support/root.h"

enum { OWNERS = 11 };

static bool is_owner(const lt_source *s) {
    return strncmp(s->id, "heat_cy_", 8) == 0;
}

/* Boilers above 35 t/h that make heat, owners among them. */
static bool is_large_heat(const lt_source *s) {
    return strcmp(s->sector, "heat") == 0 && strcmp(s->process, "coal") == 0 && s->unit_size_tph > 35;
}

/* Annex 2, table 1 of the city's document, in the order of the table; 0.7 MW a t/h, 80 % efficiency, 20.9 MJ/kg, 151
 * days, 55 % load. */
static void test_owners_are_those_of_the_document(void **state) {
    (void)state;
    static const double tph[OWNERS] = {180, 165.7, 300, 260, 150, 205, 200, 80, 200, 197, 260};
    const double coal_per_tph = 0.7e6 / 0.8 / 20.9e6 * 151 * 86400 * 0.55 * 1e-3;
    lt_ledger *ledger = fixture_ledger(2020);
    int n = 0;
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        if (!is_owner(s)) continue;
        assert_true(n < OWNERS);
        assert_string_equal(s->region, "Chaoyang");
        assert_true(strncmp(s->county, "2113", 4) == 0 && s->is_point && s->unit_size_tph > 65 &&
                    s->unit_size_tph <= 130);
        assert_true(fabs(s->capacity_tph / tph[n] - 1) < 1e-7); /* eight digits are written */
        assert_true(fabs(s->activity / (tph[n] * coal_per_tph) - 1) < 1e-7);
        n++;
    }
    assert_int_equal(n, OWNERS);
    lt_ledger_free(ledger);
}

/* The same against the table that was copied from the document. */
static void test_owners_are_those_of_the_file(void **state) {
    (void)state;
    char line[1024];
    const char *path = data_path("../plan/chaoyang_boilers.tsv");
    double of_file = 0, of_ledger = 0;
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    for (int row = 0; fgets(line, sizeof line, file); row++) {
        const char *at = line;
        for (int column = 0; column < 3 && at; column++) at = strchr(at, '\t') ? strchr(at, '\t') + 1 : NULL;
        if (row && at) of_file += strtod(at, NULL);
    }
    fclose(file);
    lt_ledger *ledger = fixture_ledger(2020);
    for (long k = 0; k < ledger->n; k++)
        if (is_owner(&ledger->sources[k])) of_ledger += ledger->sources[k].capacity_tph;
    assert_true(fabs(of_ledger / of_file - 1) < 1e-7);
    lt_ledger_free(ledger);
}

/* Coal of large boilers: every city has its urban share of the class, Chaoyang too, with the owners inside it. */
static void test_owners_are_taken_out_of_the_city(void **state) {
    (void)state;
    static const double class_t[2] = {8717200, 18165000};
    const double urban_chaoyang = 0.043616113, urban_shenyang = 0.24937352; /* shares.csv */
    for (int y = 0; y < 2; y++) {
        lt_ledger *ledger = fixture_ledger(2014 + 6 * y);
        double all = 0, chaoyang = 0, shenyang = 0, owners = 0;
        for (long k = 0; k < ledger->n; k++) {
            const lt_source *s = &ledger->sources[k];
            if (!is_large_heat(s)) continue;
            all += s->activity;
            if (strcmp(s->region, "Chaoyang") == 0) chaoyang += s->activity;
            if (strcmp(s->region, "Shenyang") == 0) shenyang += s->activity;
            if (is_owner(s)) owners += s->activity;
        }
        assert_true(fabs(all / class_t[y] - 1) < 1e-6);
        assert_true(fabs(chaoyang / all / urban_chaoyang - 1) < 1e-6);
        assert_true(fabs(shenyang / all / urban_shenyang - 1) < 1e-6);
        assert_true(owners > 0.7 * chaoyang && owners < chaoyang);
        lt_ledger_free(ledger);
    }
}

static bool one_of(const char *text, const char *const *list) {
    for (int k = 0; list[k]; k++)
        if (strcmp(text, list[k]) == 0) return true;
    return false;
}

/* Every fuel that is burnt in these sectors has CO2 of one kind, CH4 and N2O; where there is PM10 there is TSP, and no
 * less. Biomass has no fossil CO2. */
static void test_every_fuel_has_its_gases(void **state) {
    (void)state;
    static const char *const sectors[] = {"power", "heat", "residential", "waste", "mining", NULL};
    static const char *const burnt[] = {"coal", "natural_gas", "fuel_oil", "straw", "wood", "municipal", NULL};
    static const char *const biomass[] = {"straw", "wood", NULL};
    static const char *const cold[] = {"landfill",   "dump",         "underground", "open_pit",
                                       "production", "distribution", NULL};
    lt_ledger *ledger = fixture_ledger(2020);
    int seen = 0;
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        const double *kg = s->factor_kg;
        if (!lt_region_is_liaoning(s->region) || !one_of(s->sector, sectors)) continue;
        seen++;
        if (kg[LT_PM10] > 0) assert_true(kg[LT_TSP] >= kg[LT_PM10]);
        if (one_of(s->technology, cold) || !one_of(s->process, burnt)) continue;
        if (!(kg[LT_CO2] + kg[LT_CO2_BIO] > 0 && kg[LT_CH4] > 0 && kg[LT_N2O] > 0)) print_error("%s\n", s->id);
        assert_true(kg[LT_CO2] + kg[LT_CO2_BIO] > 0 && kg[LT_CH4] > 0 && kg[LT_N2O] > 0);
        assert_true(one_of(s->process, biomass) == (kg[LT_CO2] == 0));
    }
    assert_true(seen > 300);
    lt_ledger_free(ledger);
}

/* A row of a method that leaves the unit to the row must have one. */
static void test_a_row_names_its_unit(void **state) {
    (void)state;
    const char *name = in_root("fossil_co2.csv");
    lt_factors *factors;
    for (int good = 0; good < 2; good++) {
        char text[512];
        snprintf(text, sizeof text,
                 "sector,process,technology,unit,ncv_GJ,cc_tC_per_TJ,of,spread,document,mark,source\n"
                 "a,b,c,%s,19.57,26.1,0.93,1.2,d,S,me\n",
                 good ? "t" : "");
        fixture_write(name, text);
        fixture_fail(lt_factors_create(&factors));
        assert_int_equal(lt_method_read(lt_method_find("fossil_co2"), name, 2020, factors),
                         good ? LT_OK : LT_ERR_INPUT);
        if (good) assert_true(fabs(factors->rows[0].factor - 1741.75) < 0.001); /* provincial guide, 1.741750 t/t */
        lt_error_clear();
        lt_factors_free(factors);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_owners_are_those_of_the_document), cmocka_unit_test(test_owners_are_those_of_the_file),
        cmocka_unit_test(test_owners_are_taken_out_of_the_city), cmocka_unit_test(test_every_fuel_has_its_gases),
        cmocka_unit_test(test_a_row_names_its_unit)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
