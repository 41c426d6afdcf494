/* Farms: the methods conserve nitrogen and carbon and answer to their parameters; the tables of straw, of households
 * and of fields say the same; all rows of an animal count the same heads. Worked examples: data/worked_examples.csv. */
#include "inventory_fixture.h"

#include "inventory/methods/method.h"

static double factor(const char *method, const char *parameters, enum lt_pollutant pollutant) {
    double kg[LT_N_POLLUTANTS];
    for (int k = 0; k < LT_N_POLLUTANTS; k++) kg[k] = NAN;
    assert_non_null(lt_method_find(method));
    fixture_fail(lt_method_evaluate(lt_method_find(method), parameters, "test", kg));
    return kg[pollutant];
}

/* An animal that loses what it can: all stages are the two apart, and never more nitrogen than it excretes. */
static void test_nitrogen_of_an_animal(void **state) {
    (void)state;
    static const char *const rest =
        "urine_kg_d=10;faeces_kg_d=20;urine_n_percent=1;faeces_n_percent=0.5;tan=1;liquid=%g;house_liquid=%g;"
        "house_solid=%g;store_liquid=0.9;store_solid=0.2;loss_liquid=0.01;loss_solid=0.4;loss_part=1;field_liquid=1;"
        "field_solid=1;house_celsius=%g;field_celsius=35;stage=%s";
    const double excreted = 365 * (10 * 0.01 + 20 * 0.005);
    char text[512];
    for (int k = 0; k < 40; k++) {
        double kg[3];
        for (int s = 0; s < 3; s++) {
            static const char *const stages[] = {"house_and_store", "field", "all"};
            snprintf(text, sizeof text, rest, (k % 5) / 4.0, (k % 4) / 3.0, (k % 3) / 2.0, k - 10.0, stages[s]);
            kg[s] = factor("livestock_nh3", text, LT_NH3);
            assert_true(kg[s] >= 0);
        }
        assert_near(kg[2], kg[0] + kg[1], 1e-9);
        assert_true(kg[2] / 1.214 <= excreted * (1 + 1e-12));
    }
}

/* Carbon of the straw that burns leaves as one thing or another. */
static void test_carbon_of_straw(void **state) {
    (void)state;
    static const char text[] =
        "yield_t_ha=6;straw_per_grain=1.2;dry=0.85;burns=0.9;carbon_g_kg=440;SO2=0.4;NOx=3;CO=80;"
        "NMVOC=9;NH3=1;TSP=14;PM10=13;PM2.5=12;BC=0.5;OC=5;CH4=5;N2O=0.1";
    double carbon = 12.0 / 44 * factor("straw_burning", text, LT_CO2_BIO) +
                    12.0 / 28 * factor("straw_burning", text, LT_CO) +
                    12.0 / 16 * factor("straw_burning", text, LT_CH4) + 0.6 * factor("straw_burning", text, LT_NMVOC) +
                    factor("straw_burning", text, LT_BC) + factor("straw_burning", text, LT_OC);
    assert_near(carbon, 6 * 1.2 * 0.85 * 0.9 * 440, 1e-9);
    assert_true(isnan(factor("straw_burning", text, LT_CO2)));
}

/* More heat, alkali and soil surface give more ammonia; nothing gives more than 0.6 of the nitrogen. */
static void test_ammonia_of_fertiliser(void **state) {
    (void)state;
    static const char *const more[][2] = {
        {"type=urea;soil_ph=6.5;celsius=10;on_top=0.5", "type=urea;soil_ph=6.5;celsius=20;on_top=0.5"},
        {"type=urea;soil_ph=6.5;celsius=10;on_top=0.5", "type=urea;soil_ph=7.5;celsius=10;on_top=0.5"},
        {"type=urea;soil_ph=6.5;celsius=10;on_top=0.5", "type=urea;soil_ph=6.5;celsius=10;on_top=1"},
        {"type=other;soil_ph=7;celsius=10;on_top=1", "type=urea;soil_ph=7;celsius=10;on_top=1"},
        {"type=urea;soil_ph=7;celsius=10;on_top=1", "type=ammonium_bicarbonate;soil_ph=7;celsius=10;on_top=1"}};
    for (size_t k = 0; k < sizeof more / sizeof *more; k++)
        assert_true(factor("fertiliser_nh3", more[k][0], LT_NH3) < factor("fertiliser_nh3", more[k][1], LT_NH3));
    assert_near(
        factor("fertiliser_nh3", "type=ammonium_bicarbonate;soil_ph=9;celsius=45;on_top=1;dose_kg_ha=300", LT_NH3),
        1000.0 * 17 / 14 * 0.6, 1e-9);
}

/* Straw that burns in fields (agriculture.csv, area) and in stoves (households) is the straw of straw.csv. */
static void test_straw_is_one(void **state) {
    (void)state;
    static const int years[] = {2020, 2014};
    static const char *const area[] = {"area_2020_ha", "area_2014_ha"}, *const field[] = {"field_2020", "field_2014"},
                             *const stove[] = {"stove_2020", "stove_2014"};
    lt_csv *straw = fixture_table("inventory/data/straw.csv");
    for (int y = 0; y < 2; y++) {
        lt_ledger *ledger = fixture_ledger(years[y]);
        double in_stoves = 0, stoves = 0;
        for (long r = 0; r < lt_csv_rows(straw); r++) {
            char technology[64];
            double burnt = 0, want = fixture_number(straw, r, area[y]) * fixture_number(straw, r, field[y]);
            snprintf(technology, sizeof technology, "field_%s", lt_csv_text(straw, r, lt_csv_find(straw, "crop")));
            for (long k = 0; k < ledger->n; k++)
                if (strcmp(ledger->sources[k].sector, "biomass") == 0 &&
                    strcmp(ledger->sources[k].technology, technology) == 0)
                    burnt += ledger->sources[k].activity;
            assert_true(fabs(burnt - want) <= 1e-4 * want); /* agriculture.csv has whole hectares */
            in_stoves += fixture_number(straw, r, area[y]) * fixture_number(straw, r, "yield_t_ha") *
                         fixture_number(straw, r, "straw_per_grain") * fixture_number(straw, r, stove[y]);
            assert_true(fixture_number(straw, r, field[y]) + fixture_number(straw, r, stove[y]) < 1);
        }
        for (long k = 0; k < ledger->n; k++)
            if (strcmp(ledger->sources[k].sector, "residential") == 0 &&
                strcmp(ledger->sources[k].process, "straw") == 0)
                stoves += ledger->sources[k].activity;
        /* Both are rough: the share of straw in stoves has one digit or two. */
        assert_true(fabs(stoves - in_stoves) <= 0.1 * in_stoves);
        lt_ledger_free(ledger);
    }
    lt_csv_free(straw);
}

/* Rumen, house and field of an animal count the same heads; manure is kept in systems that sum to 1. */
static void test_heads_are_one(void **state) {
    (void)state;
    lt_csv *rows = fixture_table("inventory/data/liaoning/agriculture.csv"),
           *manure = fixture_table("inventory/data/methods/manure.csv");
    const int process = lt_csv_find(rows, "process"), unit = lt_csv_find(rows, "unit");
    long n_animals = 0;
    for (long r = 0; r < lt_csv_rows(rows); r++)
        for (long q = 0; q < r; q++) {
            if (strcmp(lt_csv_text(rows, r, unit), "head") != 0) continue;
            if (strcmp(lt_csv_text(rows, r, process), lt_csv_text(rows, q, process)) != 0) continue;
            assert_near(fixture_number(rows, r, "activity"), fixture_number(rows, q, "activity"), 0);
            assert_near(fixture_number(rows, r, "activity_2014"), fixture_number(rows, q, "activity_2014"), 0);
            n_animals++;
        }
    assert_true(n_animals >= 10);
    for (long r = 0; r < lt_csv_rows(manure); r++) {
        double kept = fixture_number(manure, r, "liquid") + fixture_number(manure, r, "solid") +
                      fixture_number(manure, r, "dry_lot") + fixture_number(manure, r, "pasture") +
                      fixture_number(manure, r, "poultry");
        assert_near(kept, 1, 1e-12);
    }
    lt_csv_free(manure);
    lt_csv_free(rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_nitrogen_of_an_animal),
                                       cmocka_unit_test(test_carbon_of_straw),
                                       cmocka_unit_test(test_ammonia_of_fertiliser),
                                       cmocka_unit_test(test_straw_is_one), cmocka_unit_test(test_heads_are_one)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
