/* Stagnation and dry front: their tables are made again from the station's file; the series have their figures. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/met/calm.h"
#include "model/met/climate.h"
#include "model/met/episode.h"
#include "tests/support/data.h"
#include "tests/support/near.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double pick(const char *source, const char *statistic, const char *class, const char *unit) {
    lt_csv *table;
    double value;
    assert_int_equal(lt_statistics_open(lt_episode_find(source)->file, &table), LT_OK);
    assert_int_equal(lt_statistics_pick(table, statistic, class, unit, &value), LT_OK);
    lt_csv_free(table);
    return value;
}

/* --- the tables from the file ----------------------------------------------------------------------------------------
 */

static int month_of(const lt_station *s, long i) {
    return lt_time_civil(s->start + i * LT_HOUR + LT_CST_OFFSET).month;
}

static bool north_west(const lt_station_hour *h) {
    return h->wind_from_deg > 270 && h->wind_from_deg < 360; /* the file's sector: its centre, 315 */
}

static void vector(const lt_station_hour *h, double *east, double *north) {
    if (isnan(h->wind_from_deg)) return; /* calm or variable */
    *east -= h->wind_speed_ms * sin(h->wind_from_deg * M_PI / 180);
    *north -= h->wind_speed_ms * cos(h->wind_from_deg * M_PI / 180);
}

/* Mean wind of 24 complete hours from i, else NAN. */
static double day_wind(const lt_station *s, long i) {
    double sum = 0;
    for (long k = i; k < i + 24; k++) {
        if (k >= s->n || !lt_station_complete(&s->hours[k])) return NAN;
        sum += s->hours[k].wind_speed_ms;
    }
    return sum / 24;
}

static bool slack(const lt_station *s, long i) {
    const int month = i < s->n ? month_of(s, i) : 0;
    return (month >= 11 || (month >= 1 && month <= 2)) && day_wind(s, i) <= 2.0;
}

static void test_stagnation_of_the_file(void **state) {
    (void)state;
    lt_station *s;
    double n = 0, spells = 0, longest = 0, speed = 0, t = 0, depression = 0, east = 0, north = 0, night = 0,
           n_night = 0;
    assert_int_equal(lt_station_read(data_path("met/shenyang_hourly/shenyang_hourly_2013_2014.csv"), &s), LT_OK);
    for (long i = 0; i < s->n; i++) {
        if (!slack(s, i)) continue;
        long end = i;
        while (slack(s, end + 1)) end++;
        end += 24; /* hours i .. end - 1 */
        for (long k = i; k < end && end - i >= 48; k++) {
            const lt_station_hour *h = &s->hours[k];
            n++;
            speed += h->wind_speed_ms;
            t += h->temperature_K;
            depression += h->temperature_K - h->dew_point_K;
            vector(h, &east, &north);
            if ((s->start + k * LT_HOUR + LT_CST_OFFSET) / LT_HOUR % 24 == 2) night += h->wind_speed_ms, n_night++;
        }
        if (end - i >= 48) spells++, longest = fmax(longest, (double)(end - i));
        i = end - 1;
    }
    assert_true(spells == pick("stagnation", "spells", "all", "1") && spells == 13 && n == 823);
    assert_true(longest == pick("stagnation", "spell_length_max", "all", "h"));
    assert_near(speed / n, pick("stagnation", "wind_speed_mean", "all", "m s-1"), 1e-4);
    assert_near(t / n, pick("stagnation", "temperature_mean", "all", "K"), 1e-4);
    assert_near(depression / n, pick("stagnation", "dew_point_depression_mean", "all", "K"), 1e-4);
    assert_near(night / n_night, pick("stagnation", "hour_wind_speed", "02", "m s-1"), 1e-4);
    assert_true(north / n > 0.2); /* weak southerlies */
    assert_true(speed / n < 0.7 * pick("stagnation", "wind_speed_mean", "cold_season", "m s-1"));
    assert_true(depression / n < pick("stagnation", "dew_point_depression_mean", "cold_season", "K") - 1);
    lt_station_free(s);
}

/* Is hour k the first of a dry front? */
static bool front(const lt_station *s, long k) {
    const int month = month_of(s, k);
    double rain = 0;
    if (month < 3 || month > 5 || !north_west(&s->hours[k]) || !(s->hours[k].wind_speed_ms >= 8)) return false;
    for (long i = k - 24; i < k; i++)
        if (north_west(&s->hours[i]) && s->hours[i].wind_speed_ms >= 8) return false;
    for (long i = k - 12; i < k + 25; i++)
        if (s->hours[i].precipitation_mm > 0) rain += s->hours[i].precipitation_mm;
    return rain <= 0.5 && s->hours[k + 12].sea_level_pressure_Pa - s->hours[k].sea_level_pressure_Pa >= 300;
}

static void test_fronts_of_the_file(void **state) {
    (void)state;
    lt_station *s;
    double n = 0, speed[24] = {0}, hours[24] = {0}, stronger = 0, east = 0, north = 0;
    assert_int_equal(lt_station_read(data_path("met/shenyang_hourly/shenyang_hourly_2013_2014.csv"), &s), LT_OK);
    for (long i = 0; i < s->n; i++) {
        const int hour = (int)((s->start + i * LT_HOUR + LT_CST_OFFSET) / LT_HOUR % 24);
        if (month_of(s, i) < 3 || month_of(s, i) > 5 || !lt_station_complete(&s->hours[i])) continue;
        speed[hour] += s->hours[i].wind_speed_ms;
        hours[hour]++;
    }
    for (long i = 36; i < s->n - 48; i++) {
        if (!front(s, i)) continue;
        const int hour = (int)((s->start + i * LT_HOUR + LT_CST_OFFSET) / LT_HOUR % 24);
        n++;
        stronger += s->hours[i].wind_speed_ms - speed[hour] / hours[hour];
        vector(&s->hours[i], &east, &north);
    }
    assert_true(n == 12 && n == pick("dust-front", "events", "all", "1"));
    assert_near(stronger / n, pick("dust-front", "event_wind_speed", "0", "m s-1"), 1e-4);
    assert_near(east / n, pick("dust-front", "event_wind_east", "0", "m s-1"), 1e-4);
    assert_near(north / n, pick("dust-front", "event_wind_north", "0", "m s-1"), 1e-4);
    lt_station_free(s);
}

/* Calm spells of the whole file by the function of the command: those of the cold season are the table's. */
static void test_calm_spells(void **state) {
    (void)state;
    lt_station *s;
    assert_int_equal(lt_station_read(data_path("met/shenyang_hourly/shenyang_hourly_2013_2014.csv"), &s), LT_OK);
    float *speed = calloc((size_t)s->n, sizeof *speed);
    long calm = 0;
    for (long i = 0; i < s->n; i++) speed[i] = (float)s->hours[i].wind_speed_ms;
    /* a winter month: by hand the spells of 20 and 26 December 2013 (75 h and 67 h) and of 5 December (48 h) */
    const long first = (lt_time_from_civil(2013, 11, 30, 16, 0, 0) - s->start) / LT_HOUR, n = 31 * 24;
    calm = lround(lt_calm_share(speed + first, n) * (double)n);
    assert_int_equal(calm, 75 + 67 + 48);
    for (long i = 0; i < n; i++) speed[i] = i % 2 ? 3.0f : 1.0f; /* 2.0 m/s exactly */
    assert_near(lt_calm_share(speed, 48), 1, 0);
    assert_near(lt_calm_share(speed, 47), 0, 0);
    speed[60] = NAN;
    assert_near(lt_calm_share(speed, 120), 119.0 / 120, 1e-12);
    speed[60] = 20;
    assert_near(lt_calm_share(speed, 96), 60.0 / 96, 1e-12);
    free(speed);
    lt_station_free(s);
}

/* --- the series ------------------------------------------------------------------------------------------------------
 */

static lt_station *series(const char *source, lt_time event, lt_time start, long n) {
    lt_station *s;
    lt_episode e;
    const lt_episode_kind *kind = lt_episode_find(source);
    assert_non_null(kind);
    assert_int_equal(lt_episode_read(kind, &e), LT_OK);
    assert_int_equal(lt_episode_series(kind, &e, event, start, n, &s), LT_OK);
    assert_true(s->synthetic && s->n == n);
    for (long i = 0; i < n; i++) {
        const lt_station_hour *h = &s->hours[i];
        assert_true(lt_station_complete(h) && h->dew_point_K < h->temperature_K && h->wind_speed_ms >= 0.3);
        assert_true(h->wind_from_deg >= 0 && h->wind_from_deg < 360 && h->precipitation_mm == 0);
    }
    return s;
}

static void test_stagnation(void **state) {
    (void)state;
    lt_station *s = series("stagnation", 0, lt_time_from_civil(2020, 1, 9, 16, 0, 0), 96);
    double speed = 0, t = 0, depression = 0, east = 0, north = 0;
    for (long i = 0; i < s->n; i++) {
        const lt_station_hour *h = &s->hours[i];
        assert_memory_equal(h, &s->hours[i % 24], sizeof *h); /* every day is the mean day */
        assert_true(h->wind_speed_ms < 3);
        speed += h->wind_speed_ms / 96;
        t += h->temperature_K / 96;
        depression += (h->temperature_K - h->dew_point_K) / 96;
        vector(h, &east, &north);
    }
    /* local hours have 32 to 36 hours of spells each, so that the mean of hours is not quite that of their means */
    assert_near(speed, pick("stagnation", "wind_speed_mean", "all", "m s-1"), 0.02);
    assert_near(t, pick("stagnation", "temperature_mean", "all", "K"), 0.2);
    assert_near(depression, pick("stagnation", "dew_point_depression_mean", "all", "K"), 0.2);
    print_message("stagnation: %.2f m/s, vector mean %.2f east %.2f north\n", speed, east / 96, north / 96);
    assert_true(north / 96 > 0.2 && hypot(east, north) / 96 < 1);
    assert_true(s->hours[14].temperature_K > s->hours[5].temperature_K + 6); /* clear days and nights */
    lt_station_free(s);
}

static void test_front(void **state) {
    (void)state;
    const lt_time first = lt_time_from_civil(2020, 4, 9, 16, 0, 0),
                  event = lt_episode_event(first); /* 10 April UTC+8 */
    assert_true(event == lt_time_from_civil(2020, 4, 11, 5, 0, 0));
    assert_true(lt_episode_event(first + 5 * LT_HOUR) == event);
    lt_station *s = series("dust-front", event, first - 96 * LT_HOUR, 240);
    const long k = 96 + 37;
    const lt_station_hour *at = &s->hours[k];
    assert_true(at->wind_speed_ms > 8 && at->wind_from_deg > 290 && at->wind_from_deg < 340);
    /* strongest of the whole, and twice its mean */
    double mean = 0;
    for (long i = 0; i < s->n; i++) {
        assert_true(s->hours[i].wind_speed_ms <= at->wind_speed_ms);
        mean += s->hours[i].wind_speed_ms / 240;
    }
    assert_true(at->wind_speed_ms > 2 * mean);
    /* the same hour of the day before and after: colder, drier, higher pressure */
    const lt_station_hour *before = &s->hours[k - 24], *after = &s->hours[k + 24];
    print_message("front: %.1f m/s; a day later %.1f K, dew point %.1f K, %.1f hPa against a day before\n",
                  at->wind_speed_ms, after->temperature_K - before->temperature_K,
                  after->dew_point_K - before->dew_point_K,
                  0.01 * (after->sea_level_pressure_Pa - before->sea_level_pressure_Pa));
    assert_true(after->temperature_K < before->temperature_K - 2.5 && after->dew_point_K < before->dew_point_K - 5);
    assert_true(after->sea_level_pressure_Pa > before->sea_level_pressure_Pa + 500);
    /* far from the front the mean spring day */
    assert_memory_equal(&s->hours[0], &s->hours[24], sizeof s->hours[0]);
    /* a later start of the same period says the same of the same hours */
    lt_station *late = series("dust-front", event, first - 24 * LT_HOUR, 168);
    assert_memory_equal(late->hours, s->hours + 72, 168 * sizeof *late->hours);
    lt_station_free(late);
    lt_station_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_stagnation_of_the_file),
                                       cmocka_unit_test(test_fronts_of_the_file), cmocka_unit_test(test_calm_spells),
                                       cmocka_unit_test(test_stagnation), cmocka_unit_test(test_front)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
