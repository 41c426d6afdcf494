/* Calendars: sums over a year, months, weekdays, local time. */
#include "inventory_fixture.h"

#include "base/log.h"
#include "inventory/time/calendar.h"
#include "inventory/place/profiles.h"
#include "tests/support/root.h"

static lt_calendars *calendars;

static char remark[512];

static void hear(lt_log_level level, const char *text) {
    (void)level;
    snprintf(remark, sizeof remark, "%s", text);
}

static int set_up(void **state) {
    char path[512], weights[512];
    return make_root(state) == 0 && lt_share_path("inventory/data/calendars.csv", path, sizeof path) == LT_OK &&
                   lt_calendars_read(path, 2020, &calendars) == LT_OK &&
                   lt_share_path("inventory/data/holidays.csv", path, sizeof path) == LT_OK &&
                   lt_share_path("inventory/data/holiday_weights.csv", weights, sizeof weights) == LT_OK &&
                   lt_calendars_add_holidays(calendars, path, weights) == LT_OK
               ? 0
               : -1;
}

static int tear_down(void **state) {
    lt_calendars_free(calendars);
    return remove_root(state);
}

/* Over every hour of a local year the factors sum to the number of hours: annual totals are kept. 1e-9: 8784 additions
 * of numbers of order 1, each rounded to 1e-16 of a sum below 1e4. */
static void test_year_is_kept(void **state) {
    (void)state;
    static const int years[] = {2013, 2014, 2015, 2016, 2020, 2025, 2026, 2031};
    for (long k = 0; k < calendars->n; k++)
        for (int y = 0; y < 8; y++) {
            lt_time start = lt_time_from_civil(years[y], 1, 1, 0, 0, 0) - LT_CST_OFFSET;
            long hours = 24L * lt_days_in_year(years[y]);
            double factors = 0, mass = 0;
            for (long h = 0; h < hours; h++) {
                double f = lt_calendar_factor(&calendars->items[k], start + h * LT_HOUR);
                assert_true(f >= 0);
                factors += f;
                mass += 3600.0 * lt_calendar_rate(&calendars->items[k], start + h * LT_HOUR);
            }
            assert_true(fabs(factors / (double)hours - 1) < 1e-9);
            assert_true(fabs(mass - 1) < 1e-9);
        }
}

static void test_month_keeps_its_share(void **state) {
    (void)state;
    lt_calendar *road = &calendars->items[lt_calendars_find(calendars, "road")];
    for (int m = 1; m <= 12; m++) {
        lt_time start = lt_time_from_civil(2014, m, 1, 0, 0, 0) - LT_CST_OFFSET;
        double sum = 0;
        for (long h = 0; h < 24L * lt_days_in_month(2014, m); h++)
            sum += 3600.0 * lt_calendar_rate(road, start + h * LT_HOUR);
        assert_true(fabs(sum - road->month[m - 1]) < 1e-12);
    }
}

static void test_local_time(void **state) {
    (void)state;
    lt_calendar *road = &calendars->items[lt_calendars_find(calendars, "road")];
    /* 8 o'clock in Shenyang on Monday 2014-01-13 is midnight UTC; the profile's h08 is its morning peak. */
    lt_time monday = lt_time_from_civil(2014, 1, 13, 0, 0, 0);
    double peak = lt_calendar_factor(road, monday), night = lt_calendar_factor(road, monday - 6 * LT_HOUR);
    assert_true(fabs(peak / night - (road->hour[8] / road->hour[2])) < 1e-9);
    assert_true(peak > 5 * night);
    /* Sunday 16:00 UTC is already Monday there. */
    double sunday_utc = lt_calendar_factor(road, monday - 8 * LT_HOUR);
    assert_true(fabs(sunday_utc / peak - road->hour[0] / road->hour[8]) < 1e-9);
    /* New Year: 2013-12-31 16:00 UTC is the first hour of 2014. */
    lt_calendar *heating = &calendars->items[lt_calendars_find(calendars, "heating")];
    lt_time new_year = lt_time_from_civil(2013, 12, 31, 16, 0, 0);
    double ratio = lt_calendar_factor(heating, new_year) / lt_calendar_factor(heating, new_year - LT_DAY);
    assert_true(fabs(ratio - heating->month[0] / heating->month[11]) < 1e-9);
}

/* A holiday, Spring Festival, a worked Saturday and a worked Sunday against an ordinary day of the same month: the
 * ratio of the rates is that of the weights. */
static void test_holidays(void **state) {
    (void)state;
    lt_calendar *road = &calendars->items[lt_calendars_find(calendars, "road")];
    const double *w = road->weekday, working = (w[0] + w[1] + w[2] + w[3] + w[4]) / 5;
    const struct {
        int month, day, plain; /* of 2014; a day of the month that is ordinary */
        double weight, plain_weight;
    } cases[] = {{1, 31, 16, 0.55, w[3]},    /* Spring Festival's first day, a Friday; a Thursday */
                 {1, 26, 16, working, w[3]}, /* the Sunday worked for it */
                 {2, 8, 13, working, w[3]},  /* the Saturday */
                 {10, 1, 15, 0.79, w[2]},    /* National Day, a Wednesday */
                 {5, 10, 10, w[5], w[5]}};   /* an ordinary Saturday */
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        lt_time noon = lt_time_from_civil(2014, cases[k].month, cases[k].day, 4, 0, 0),
                other = lt_time_from_civil(2014, cases[k].month, cases[k].plain, 4, 0, 0);
        double ratio = lt_calendar_factor(road, noon) / lt_calendar_factor(road, other);
        assert_true(fabs(ratio - cases[k].weight / cases[k].plain_weight) < 1e-12);
    }
    /* What goes on all week does not stop. */
    lt_calendar *steel = &calendars->items[lt_calendars_find(calendars, "steel")];
    lt_time festival = lt_time_from_civil(2014, 1, 31, 4, 0, 0);
    assert_true(lt_calendar_factor(steel, festival) == lt_calendar_factor(steel, festival - 5 * LT_DAY));
}

static void test_year_without_holidays(void **state) {
    (void)state;
    lt_calendar *road = &calendars->items[lt_calendars_find(calendars, "road")];
    lt_log_set_sinks(NULL, hear);
    remark[0] = '\0';
    /* 2041-10-01 is a Tuesday like 2041-10-08. */
    lt_time day = lt_time_from_civil(2041, 10, 1, 4, 0, 0);
    assert_true(lt_calendar_factor(road, day) == lt_calendar_factor(road, day + 7 * LT_DAY));
    lt_log_set_sinks(NULL, NULL);
    assert_non_null(strstr(remark, "2041"));
}

static void test_bad_holidays(void **state) {
    (void)state;
    static const char *const bad[][2] = {
        {"date,kind,name,mark\n2014-01-01,feast,new_year,S\n", "kind of day"},
        {"date,kind,name,mark\n2014-02-30,holiday,new_year,S\n", ""},
        {"date,kind,name,mark\n2014-01-01,holiday,new_year,S\n2014-01-01,holiday,new_year,S\n", "twice"},
        {"date,kind,name,mark\n2014-01-02,workday,new_year,S\n", "weekend"}};
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        const char *name = in_root("holidays.csv");
        fixture_write(name, bad[k][0]);
        lt_holidays *none;
        assert_int_equal(lt_holidays_read(name, &none), LT_ERR_INPUT);
        assert_non_null(strstr(lt_error_what(), bad[k][1]));
    }
}

/* 2013 to 2026 without a gap: weekdays off less weekend days worked are the days off by law, 11, and 13 since 2025
 * (one more in 2015 for 3 September; in 2020 Spring Festival was lengthened by two weekdays that nobody worked for). */
static void test_holiday_table(void **state) {
    (void)state;
    for (int year = 2013; year <= 2026; year++) {
        int off = 0, worked = 0, festival = 0;
        const unsigned char *kind = lt_holidays_year(calendars->holidays, year);
        assert_non_null(kind);
        for (int d = 0; d < lt_days_in_year(year); d++) {
            int weekday = lt_time_civil(lt_time_from_civil(year, 1, 1, 0, 0, 0) + d * (lt_time)LT_DAY).weekday;
            off += (kind[d] == LT_DAY_HOLIDAY || kind[d] == LT_DAY_SPRING_FESTIVAL) && weekday < 5;
            worked += kind[d] == LT_DAY_WORKED;
            festival += kind[d] == LT_DAY_SPRING_FESTIVAL;
        }
        assert_int_equal(off - worked, year == 2020 || year >= 2025 ? 13 : year == 2015 ? 12 : 11);
        assert_true(festival >= 7 && festival <= 10);
    }
}

static void test_seasons(void **state) {
    (void)state;
    lt_time january = lt_time_from_civil(2014, 1, 8, 4, 0, 0), july = lt_time_from_civil(2014, 7, 8, 4, 0, 0);
    lt_time october = lt_time_from_civil(2014, 10, 25, 9, 0, 0);
    lt_calendar *heating = &calendars->items[lt_calendars_find(calendars, "heating")];
    lt_calendar *burning = &calendars->items[lt_calendars_find(calendars, "straw_burning")];
    assert_true(lt_calendar_factor(heating, january) > 1.5);
    assert_true(lt_calendar_factor(heating, july) == 0);
    assert_true(lt_calendar_factor(burning, january) == 0);
    assert_true(lt_calendar_factor(burning, october) > 2);
}

/* The months of 2014 are those of the national statistics of that year (liaoning_monthly_shares.csv), every other base
 * year keeps those of 2020; what is not of a year is the same in both. */
static void test_months_of_the_base_year(void **state) {
    (void)state;
    char path[512];
    lt_calendars *then;
    fixture_fail(lt_share_path("inventory/data/calendars.csv", path, sizeof path));
    fixture_fail(lt_calendars_read(path, 2014, &then));
    assert_int_equal(then->n, calendars->n);
    const lt_calendar *cement[2], *power[2];
    for (int k = 0; k < 2; k++) {
        const lt_calendars *of = k ? then : calendars;
        cement[k] = &of->items[lt_calendars_find(of, "cement")];
        power[k] = &of->items[lt_calendars_find(of, "power")];
    }
    assert_true(fabs(cement[0]->month[0] - 0.0075) < 1e-4 && fabs(cement[1]->month[0] - 0.0240) < 1e-4);
    assert_true(fabs(power[0]->month[6] - 0.1002) < 1e-4 && fabs(power[1]->month[6] - 0.0892) < 1e-4);
    assert_memory_equal(power[0]->hour, power[1]->hour, sizeof power[0]->hour);
    for (long k = 0; k < then->n; k++) {
        int other = lt_calendars_find(calendars, then->items[k].name);
        assert_true(other >= 0);
        if (strcmp(then->items[k].name, "heating") == 0)
            assert_memory_equal(then->items[k].month, calendars->items[other].month, sizeof then->items[k].month);
    }
    lt_calendars_free(then);
}

static void test_bad_calendar(void **state) {
    (void)state;
    const char *name = in_root("calendar.csv");
    char text[2000] = "calendar,year";
    for (int k = 1; k <= 12; k++) snprintf(text + strlen(text), 8, ",m%02d", k);
    strcat(text, ",mon,tue,wed,thu,fri,sat,sun");
    for (int k = 0; k < 24; k++) snprintf(text + strlen(text), 8, ",h%02d", k);
    strcat(text, ",mark,source\nx,");
    for (int k = 0; k < 12; k++) strcat(text, ",0.1"); /* sums to 1.2 */
    for (int k = 0; k < 31; k++) strcat(text, ",1");
    strcat(text, ",R,me\n");
    fixture_write(name, text);
    lt_calendars *none;
    assert_int_equal(lt_calendars_read(name, 2020, &none), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "add up"));
}

/* Height profiles: whatever the layers, all of it lands somewhere; a layer that holds the whole slab gets all. */
static void test_profiles(void **state) {
    (void)state;
    char path[512];
    lt_profiles *profiles;
    fixture_fail(lt_share_path("inventory/data/profiles.csv", path, sizeof path));
    fixture_fail(lt_profiles_read(path, &profiles));
    const double fine[] = {0, 10, 40, 100, 200, 300, 500, 900, 1500}, low[] = {0, 30, 60};
    double share[8];
    for (int k = 0; k < profiles->n; k++) {
        double sum = 0;
        lt_height_profile_layers(&profiles->items[k], fine, 8, share);
        for (int z = 0; z < 8; z++) sum += share[z];
        assert_true(fabs(sum - 1) < 1e-12);
        lt_height_profile_layers(&profiles->items[k], low, 2, share);
        assert_true(fabs(share[0] + share[1] - 1) < 1e-12);
    }
    lt_height_profile_layers(&profiles->items[lt_profiles_find(profiles, "surface")], fine, 8, share);
    assert_true(fabs(share[0] - 0.5) < 1e-12 && fabs(share[1] - 0.5) < 1e-12);
    lt_profiles_free(profiles);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_year_is_kept), cmocka_unit_test(test_month_keeps_its_share),
        cmocka_unit_test(test_local_time),   cmocka_unit_test(test_seasons),
        cmocka_unit_test(test_bad_calendar), cmocka_unit_test(test_months_of_the_base_year),
        cmocka_unit_test(test_profiles),     cmocka_unit_test(test_holidays),
        cmocka_unit_test(test_bad_holidays), cmocka_unit_test(test_year_without_holidays),
        cmocka_unit_test(test_holiday_table)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
