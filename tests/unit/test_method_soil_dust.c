/* The method soil_dust: size, cube of the wind and square of the index; and what its rows and its calendar say of the
 * climate against the station statistics that they were made from. */
#include "inventory_fixture.h"

#include "inventory/time/calendar.h"
#include "inventory/methods/method.h"
#include "tests/support/data.h"

static const double days[12] = {31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
/* The part of the fields that is bare, as the calendar's row states it. */
static const double bare[12] = {0.5, 0.5, 1, 1, 0.8, 0.2, 0, 0, 0, 0.5, 1, 0.5};

static double tsp(double wind, double index) {
    double kg[LT_N_POLLUTANTS];
    char text[160];
    snprintf(text, sizeof text, "wind_ms=%.17g;precipitation_effectiveness=%.17g;erodibility_t_ha=100;width_factor=1",
             wind, index);
    fixture_fail(lt_method_evaluate(&lt_method_soil_dust, text, "here", kg));
    assert_true(fabs(kg[LT_PM10] - 0.3 * kg[LT_TSP]) <= 1e-15 && fabs(kg[LT_PM25] - 0.05 * kg[LT_TSP]) <= 1e-15);
    for (int k = 0; k < LT_N_POLLUTANTS; k++)
        if (k != LT_TSP && k != LT_PM10 && k != LT_PM25) assert_true(isnan(kg[k]));
    return kg[LT_TSP];
}

static void test_wind_and_rain(void **state) {
    (void)state;
    assert_true(tsp(0, 40) == 0);
    assert_true(fabs(tsp(4, 40) / tsp(2, 40) - 8) < 1e-12);
    assert_true(fabs(tsp(2, 40) / tsp(2, 80) - 4) < 1e-12);
}

static void test_bounds(void **state) {
    (void)state;
    double kg[LT_N_POLLUTANTS];
    /* An index of 0 is dust without end; the wind must be given. */
    assert_int_equal(lt_method_evaluate(&lt_method_soil_dust,
                                        "wind_ms=2;precipitation_effectiveness=0;erodibility_t_ha=100;width_factor=1",
                                        "here", kg),
                     LT_ERR_INPUT);
    lt_error_clear();
    assert_int_equal(lt_method_evaluate(&lt_method_soil_dust,
                                        "precipitation_effectiveness=40;erodibility_t_ha=100;width_factor=1", "here",
                                        kg),
                     LT_ERR_INPUT);
    lt_error_clear();
}

typedef struct climate {
    double wind[12], mean, index;
} climate;

static climate station(const lt_csv *t, const char *city) {
    climate c = {.mean = 0};
    int found = 0;
    for (long r = 0; r < lt_csv_rows(t); r++) {
        if (strcmp(fixture_word(t, r, "city"), city) != 0) continue;
        const double warmth = fixture_number(t, r, "T_mean_C"), wind = fixture_number(t, r, "ws_mean_ms"),
                     rain = fixture_number(t, r, "precip_mm_per_day");
        const int m = (int)fixture_number(t, r, "month");
        c.wind[m - 1] = wind;
        c.mean += wind * days[m - 1] / 365.25;
        /* Thornthwaite in inches and degrees Fahrenheit, as he wrote it: 115 (P / (T - 10))^(10/9). */
        c.index += 115 * pow(fmax(rain * days[m - 1] / 25.4, 0.5) / (fmax(1.8 * warmth + 32, 28.4) - 10), 10. / 9);
        found++;
    }
    assert_int_equal(found, 12);
    return c;
}

static lt_csv *statistics(void) {
    lt_csv *t;
    fixture_fail(lt_csv_read(data_path("met/cma_daily_11cities/monthly_climate_11cities.csv"), &t));
    return t;
}

static void test_rows_against_the_station(void **state) {
    (void)state;
    lt_csv *t = statistics(), *rows = fixture_table("inventory/data/methods/soil_dust.csv");
    const climate c = station(t, "Shenyang");
    assert_true(lt_csv_rows(rows) > 0);
    for (long r = 0; r < lt_csv_rows(rows); r++) {
        const double wind = fixture_number(rows, r, "wind_ms"),
                     index = fixture_number(rows, r, "precipitation_effectiveness");
        /* written to 0.01 m/s and 0.1; 3.16 for 115 / 25.4^(10/9) is off by less than 0.1 % */
        assert_true(fabs(wind - c.mean) <= 0.005 + 1e-9 && fabs(index - c.index) <= 0.05 + 0.001 * c.index);
    }
    /* Beijing 2017 is published: 0.029 +- 0.009. */
    const climate b = station(t, "Beijing");
    const double beijing = 3.86 * pow(b.mean, 3) / (b.index * b.index);
    print_message("climatic factor: Shenyang %.4f, Beijing %.4f\n", 3.86 * pow(c.mean, 3) / (c.index * c.index),
                  beijing);
    assert_true(fabs(beijing - 0.029) <= 0.009);
    lt_csv_free(rows);
    lt_csv_free(t);
}

static void test_calendar_against_the_station(void **state) {
    (void)state;
    lt_csv *t = statistics(), *rows = fixture_table("inventory/data/liaoning/dust.csv");
    const climate c = station(t, "Shenyang");
    lt_calendars *calendars;
    char path[512];
    fixture_fail(lt_share_path("inventory/data/calendars.csv", path, sizeof path));
    fixture_fail(lt_calendars_read(path, 2020, &calendars));
    const int k = lt_calendars_find(calendars, "soil_dust");
    assert_true(k >= 0);
    double all = 0, lifted = 0;
    for (int m = 0; m < 12; m++) {
        all += days[m] * pow(c.wind[m], 3);
        lifted += bare[m] * days[m] * pow(c.wind[m], 3);
    }
    for (int m = 0; m < 12; m++) /* written to six digits, one of them so that the sum is 1 */
        assert_true(fabs(calendars->items[k].month[m] - bare[m] * days[m] * pow(c.wind[m], 3) / lifted) < 2e-6);
    /* The same share of the year stands in the activity: sown area 3 286.51e3 ha in 2020, half of it without stubble.
     */
    int seen = 0;
    for (long r = 0; r < lt_csv_rows(rows); r++) {
        if (strcmp(fixture_word(rows, r, "id"), "soil_dry_fields") != 0) continue;
        assert_true(fabs(fixture_number(rows, r, "activity") / (3286.51e7 * lifted / all * 0.5) - 1) < 1e-4);
        seen++;
    }
    assert_int_equal(seen, 1);
    lt_calendars_free(calendars);
    lt_csv_free(rows);
    lt_csv_free(t);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_wind_and_rain), cmocka_unit_test(test_bounds),
                                       cmocka_unit_test(test_rows_against_the_station),
                                       cmocka_unit_test(test_calendar_against_the_station)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
