/* Readers of observations: on small files of the three layouts, on bad ones, and on the real files. */
#include "tests/unit/post_fixture.h"

#include "postproc/obs/obs.h"
#include "postproc/obs/station_weather.h"

#include <unistd.h>

static char folder[] = "/tmp/lantian-obs-XXXXXX";

static int set_up(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    fixture_remove(folder);
    return 0;
}

static const char *write_file(const char *name, const char *text) {
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    fputs(text, stream);
    fclose(stream);
    return path;
}

/* Start of an hour given in local time (UTC+8). */
static lt_time local(int year, int month, int day, int hour) {
    return lt_time_from_civil(year, month, day, hour, 0, 0) - LT_CST_OFFSET;
}

#define AIRNOW                                                                                                         \
    "Site,Parameter,Date (LT),Year,Month,Day,Hour,NowCast Conc.,AQI,AQI Category,Raw Conc.,Conc. Unit,Duration,"       \
    "QC Name\n"

static void consulate_hour_label_is_the_end(void **state) {
    (void)state;
    lt_obs_set set = {0};
    assert_good(lt_obs_read(write_file("airnow.csv", AIRNOW
                                       "Shenyang,PM2.5 - Principal,2014-01-06 12:00 AM,2014,01,06,00,1,1,x,113.0,"
                                       "UG/M3,1 Hr,Valid\n"
                                       "Shenyang,PM2.5 - Principal,2014-01-06 01:00 AM,2014,01,06,01,1,1,x,-999,"
                                       "UG/M3,1 Hr,Missing\n"
                                       "Shenyang,PM2.5 - Principal,2014-01-06 02:00 AM,2014,01,06,02,1,1,x,50.0,"
                                       "UG/M3,1 Hr,Invalid\n"
                                       "Beijing,PM2.5 - Principal,2014-01-06 03:00 AM,2014,01,06,03,1,1,x,77.0,"
                                       "UG/M3,1 Hr,Valid\n"),
                            &set));
    assert_int_equal(set.n, 1);
    assert_true(lt_obs_at(&set.items[0], local(2014, 1, 5, 23)) == 113);
    assert_true(isnan(lt_obs_at(&set.items[0], local(2014, 1, 6, 0)))); /* missing */
    assert_true(isnan(lt_obs_at(&set.items[0], local(2014, 1, 6, 1)))); /* not valid */
    assert_true(isnan(lt_obs_at(&set.items[0], local(2014, 1, 6, 2)))); /* another city */
    assert_false(lt_obs_is_standard(set.items[0].key.rule, local(2014, 1, 6, 0)));
    lt_obs_free(&set);
}

static void consulate_summer_time_is_mended(void **state) {
    (void)state;
    lt_obs_set set = {0};
    assert_good(lt_obs_read(write_file("summer.csv",
                                       AIRNOW "Shenyang,PM2.5 - Principal,x,2014,03,09,01,1,1,x,59,UG/M3,1 Hr,Valid\n"
                                              "Shenyang,PM2.5 - Principal,x,2014,03,09,03,1,1,x,62,UG/M3,1 Hr,Valid\n"
                                              "Shenyang,PM2.5 - Principal,x,2014,03,09,03,1,1,x,56,UG/M3,1 Hr,Valid\n"
                                              "Shenyang,PM2.5 - Principal,x,2014,03,09,04,1,1,x,53,UG/M3,1 Hr,Valid\n"),
                            &set));
    assert_true(lt_obs_at(&set.items[0], local(2014, 3, 9, 1)) == 62);
    assert_true(lt_obs_at(&set.items[0], local(2014, 3, 9, 2)) == 56);
    lt_obs_free(&set);
}

static void daily_is_the_local_day(void **state) {
    (void)state;
    lt_obs_set set = {0};
    assert_good(lt_obs_read(write_file("daily.csv", "city,date,PM25_ugm3\nShenyang,2014-01-06,122.3\n"
                                                    "Beijing,2014-01-06,1\nDalian,2014-01-06,40\n"
                                                    "Shenyang,2014-01-07,\nShenyang,2014-01-08,22.6\n"),
                            &set));
    const lt_obs_series *shenyang = lt_obs_find(&set, "Shenyang", LT_DAY);
    assert_int_equal(set.n, 2);
    assert_non_null(shenyang);
    assert_true(shenyang->key.city_mean);
    assert_true(shenyang->start == local(2014, 1, 6, 0));
    assert_true(shenyang->value[0] == 122.3 && isnan(shenyang->value[1]) && shenyang->value[2] == 22.6);
    assert_true(lt_obs_is_standard(shenyang->key.rule, local(2018, 8, 31, 0)));
    assert_false(lt_obs_is_standard(shenyang->key.rule, local(2018, 9, 1, 0)));
    lt_obs_free(&set);
}

static void uci_hour_is_the_start(void **state) {
    (void)state;
    lt_obs_set set = {0};
    assert_good(lt_obs_read(write_file("uci.csv", "time_lt,TEMP,PM_Taiyuanjie,PM_US Post\n"
                                                  "2014-01-06 00:00:00,-12,120,129\n2014-01-06 01:00:00,-13,,124\n"),
                            &set));
    assert_true(lt_obs_at(lt_obs_find(&set, "Shenyang", LT_HOUR), local(2014, 1, 6, 1)) == 124);
    assert_true(lt_obs_at(lt_obs_find(&set, "Shenyang Taiyuanjie", LT_HOUR), local(2014, 1, 6, 0)) == 120);
    assert_true(isnan(lt_obs_at(lt_obs_find(&set, "Shenyang Taiyuanjie", LT_HOUR), local(2014, 1, 6, 1))));
    lt_obs_free(&set);
    assert_good(lt_obs_read(write_file("original.csv", "No,year,month,day,hour,season,PM_US Post,TEMP\n"
                                                       "1,2015,1,1,0,4,NA,-3\n2,2015,1,1,1,4,88,-3\n"),
                            &set));
    assert_true(lt_obs_at(&set.items[0], local(2015, 1, 1, 1)) == 88);
    lt_obs_free(&set);
}

static void bad_files_are_refused(void **state) {
    (void)state;
    static const char *const bad[] = {
        "a,b\n1,2\n",                                                                   /* no layout */
        "city,date,PM25_ugm3\nBeijing,2014-01-06,5\n",                                  /* no city of Liaoning */
        "city,date,PM25_ugm3\nShenyang,2014-13-06,5\n",                                 /* no date */
        "city,date,PM25_ugm3\nShenyang,2014-01-06,many\n",                              /* no number */
        "city,date,PM25_ugm3\nShenyang,2014-01-06,5\nShenyang,2014-01-06,6\n",          /* twice */
        "time_lt,PM_Dongsi\n2014-01-06 00:00:00,5\n",                                   /* Beijing's file */
        "time_lt,PM_US Post\n2014-01-06 00:00:00,5\n2514-01-06 00:00:00,5\n",           /* 500 years */
        AIRNOW "Shenyang,PM2.5 - Principal,x,2014,02,30,01,1,1,x,5,UG/M3,1 Hr,Valid\n", /* 30 February */
        AIRNOW "Shenyang,PM2.5 - Principal,x,2014,02,03,01,1,1,x,5,MG/M3,1 Hr,Valid\n", /* unit */
    };
    for (size_t q = 0; q < sizeof bad / sizeof *bad; q++) {
        lt_obs_set set = {0};
        char text[2048];
        assert_int_equal(lt_obs_read(write_file("bad.csv", bad[q]), &set), LT_ERR_INPUT);
        lt_error_text(LT_ERR_INPUT, text, sizeof text);
        assert_non_null(strstr(text, "bad.csv"));
        lt_obs_free(&set);
    }
}

static void weather_from_cumulated_wind(void **state) {
    (void)state;
    lt_station_weather weather;
    assert_good(lt_station_weather_read(
        write_file("iws.csv", "year,month,day,hour,TEMP,HUMI,cbwd,Iws\n2015,1,1,0,-5,60,NW,4\n2015,1,1,1,-6,61,NW,7\n"
                              "2015,1,1,2,NA,62,SE,2\n"),
        &weather));
    assert_int_equal(weather.n, 3);
    assert_true(isnan(lt_station_weather_at(&weather, LT_WEATHER_WIND, local(2015, 1, 1, 0))));
    assert_true(lt_station_weather_at(&weather, LT_WEATHER_WIND, local(2015, 1, 1, 1)) == 3);
    assert_true(lt_station_weather_at(&weather, LT_WEATHER_WIND, local(2015, 1, 1, 2)) == 2);
    assert_true(isnan(lt_station_weather_at(&weather, LT_WEATHER_T, local(2015, 1, 1, 2))));
    assert_true(isnan(lt_station_weather_at(&weather, LT_WEATHER_T, local(2015, 1, 1, 3))));
    lt_station_weather_free(&weather);
}

/* The consulate's monitor stands in two files with different labels: both must give the same series. */
static void real_files_agree(void **state) {
    (void)state;
    char path[4096];
    lt_obs_set consulate = {0}, uci = {0};
    fixture_data("obs/shenyang_consulate_hourly_pm25_2013_2014_2016-11.csv", path, sizeof path);
    assert_good(lt_obs_read(path, &consulate));
    fixture_data("met/shenyang_hourly/shenyang_hourly_2013_2014.csv", path, sizeof path);
    assert_good(lt_obs_read(path, &uci));
    const lt_obs_series *a = lt_obs_find(&consulate, "Shenyang", LT_HOUR), *b = lt_obs_find(&uci, "Shenyang", LT_HOUR);
    long both = 0, same = 0;
    for (lt_time t = local(2014, 1, 1, 0); t < local(2014, 12, 31, 0); t += LT_HOUR) {
        if (!isfinite(lt_obs_at(a, t)) || !isfinite(lt_obs_at(b, t))) continue;
        both++;
        same += fabs(lt_obs_at(a, t) - lt_obs_at(b, t)) < 0.51; /* one of the files is rounded to whole numbers */
    }
    print_message("consulate beside UCI, 2014: %ld of %ld hours the same\n", same, both);
    assert_true(both > 5000);
    assert_true((double)same > 0.98 * (double)both);
    lt_obs_free(&consulate);
    lt_obs_free(&uci);
}

static void real_daily_file(void **state) {
    (void)state;
    char path[4096];
    lt_obs_set set = {0};
    fixture_data("obs/cities_daily_2014_and_2016-11.csv", path, sizeof path);
    assert_good(lt_obs_read(path, &set));
    assert_int_equal(set.n, 14);
    assert_true(lt_obs_at(lt_obs_find(&set, "Shenyang", LT_DAY), local(2014, 1, 6, 0)) == 122.3);
    lt_obs_free(&set);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(consulate_hour_label_is_the_end),
        cmocka_unit_test(consulate_summer_time_is_mended),
        cmocka_unit_test(daily_is_the_local_day),
        cmocka_unit_test(uci_hour_is_the_start),
        cmocka_unit_test(bad_files_are_refused),
        cmocka_unit_test(weather_from_cumulated_wind),
        cmocka_unit_test(real_files_agree),
        cmocka_unit_test(real_daily_file),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
