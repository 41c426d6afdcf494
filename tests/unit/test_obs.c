/* Readers of observations: on small files of each layout, on bad ones, and on the real files. */
#include "tests/unit/post_fixture.h"

#include "postproc/obs/obs.h"
#include "postproc/obs/station_weather.h"
#include "tests/support/data.h"
#include "tests/support/files.h"
#include "tests/support/near.h"

#include <sys/stat.h>
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
    static char path[4096];
    assert_true(files_join(path, folder, name) && files_write_text(path, text));
    return path;
}

/* Start of an hour given in local time (UTC+8). */
static lt_time local(int year, int month, int day, int hour) {
    return lt_time_from_civil(year, month, day, hour, 0, 0) - LT_CST_OFFSET;
}

/* A series of the set by its name; NULL if there is none. */
static const lt_obs_series *series_of(const lt_obs_set *set, const char *site, int interval_s, lt_measured species) {
    for (long q = 0; q < set->n; q++) {
        const lt_obs_key *key = &set->items[q].key;
        if (strcmp(key->site, site) == 0 && key->interval_s == interval_s && key->species == species)
            return &set->items[q];
    }
    return NULL;
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
    assert_int_equal(lt_obs_state_at(set.items[0].key.rule, LT_MEASURED_PM25, local(2014, 1, 6, 0)), LT_STATE_AMBIENT);
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
    const lt_obs_series *shenyang = series_of(&set, "Shenyang", LT_DAY, LT_MEASURED_PM25);
    assert_int_equal(set.n, 2);
    assert_non_null(shenyang);
    assert_true(shenyang->key.city_mean);
    assert_true(shenyang->start == local(2014, 1, 6, 0));
    assert_true(shenyang->value[0] == 122.3 && isnan(shenyang->value[1]) && shenyang->value[2] == 22.6);
    const lt_obs_rule rule = shenyang->key.rule;
    const lt_time before = local(2018, 8, 31, 23), after = local(2018, 9, 1, 0);
    assert_int_equal(lt_obs_state_at(rule, LT_MEASURED_PM25, before), LT_STATE_STANDARD);
    assert_int_equal(lt_obs_state_at(rule, LT_MEASURED_PM25, after), LT_STATE_AMBIENT);
    assert_int_equal(lt_obs_state_at(rule, LT_MEASURED_SO2, before), LT_STATE_STANDARD);
    assert_int_equal(lt_obs_state_at(rule, LT_MEASURED_SO2, after), LT_STATE_REFERENCE);
    lt_obs_free(&set);
}

static void uci_hour_is_the_start(void **state) {
    (void)state;
    lt_obs_set set = {0};
    assert_good(lt_obs_read(write_file("uci.csv", "time_lt,TEMP,PM_Taiyuanjie,PM_US Post\n"
                                                  "2014-01-06 00:00:00,-12,120,129\n2014-01-06 01:00:00,-13,,124\n"),
                            &set));
    assert_true(lt_obs_at(series_of(&set, "Shenyang", LT_HOUR, LT_MEASURED_PM25), local(2014, 1, 6, 1)) == 124);
    assert_true(lt_obs_at(series_of(&set, "Shenyang Taiyuanjie", LT_HOUR, LT_MEASURED_PM25), local(2014, 1, 6, 0)) ==
                120);
    assert_true(
        isnan(lt_obs_at(series_of(&set, "Shenyang Taiyuanjie", LT_HOUR, LT_MEASURED_PM25), local(2014, 1, 6, 1))));
    lt_obs_free(&set);
    assert_good(lt_obs_read(write_file("original.csv", "No,year,month,day,hour,season,PM_US Post,TEMP\n"
                                                       "1,2015,1,1,0,4,NA,-3\n2,2015,1,1,1,4,88,-3\n"),
                            &set));
    assert_true(lt_obs_at(&set.items[0], local(2015, 1, 1, 1)) == 88);
    lt_obs_free(&set);
}

/* Six species, those that the file has; another unit would be another column. */
static void daily_of_six(void **state) {
    (void)state;
    lt_obs_set set = {0};
    assert_good(lt_obs_read(write_file("six.csv", "city,date,PM25_ugm3,PM10_ugm3,SO2_ugm3,CO_mgm3,NO2_ugm3,O3_ugm3\n"
                                                  "Shenyang,2014-01-06,122.3,150,90,1.5,60,30\n"),
                            &set));
    assert_int_equal(set.n, 6);
    assert_true(series_of(&set, "Shenyang", LT_DAY, LT_MEASURED_CO)->value[0] == 1.5);
    assert_true(series_of(&set, "Shenyang", LT_DAY, LT_MEASURED_O3)->value[0] == 30);
    lt_obs_free(&set);
    assert_good(lt_obs_read(write_file("so2.csv", "city,date,SO2_ugm3\n大连,2014-01-06,90\n"), &set));
    assert_int_equal(set.n, 1);
    lt_obs_free(&set);
}

/* One file of the archive: day, from 00:00 (end of the hour before midnight) to 23:00; three sites of Shenyang, one of
 * Beijing. Site k reports value + k; where is_empty the third is missing. */
static void write_archive(const char *name, int day, int first_hour, double value, bool is_empty) {
    char text[8192] = "date,hour,type,1098A,1099A,1100A,1003A\n";
    for (int hour = first_hour; hour < 24; hour++)
        sprintf(text + strlen(text),
                "201501%02d,%d,PM2.5,%g,%g,%s,999\n201501%02d,%d,PM2.5_24h,7,7,7,7\n201501%02d,%d,CO,1,2,-1,9\n", day,
                hour, value + hour, value + hour + 1, is_empty ? "" : lt_fmt("%g", value + hour + 2), day, hour, day,
                hour);
    write_file(name, text);
}

static void archive_of_hours(void **state) {
    (void)state;
    char path[300];
    lt_obs_set set = {0};
    snprintf(path, sizeof path, "%s/archive", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    write_archive("archive/a_20150101.csv", 1, 5, 100, false);
    write_archive("archive/a_20150102.csv", 2, 0, 200, true);
    assert_good(lt_obs_read(path, &set));
    assert_int_equal(set.n, 4); /* PM2.5 and CO by hours and days; nothing of Beijing */
    const lt_obs_series *hours = series_of(&set, "Shenyang", LT_HOUR, LT_MEASURED_PM25);
    assert_true(hours->key.city_mean && hours->key.rule == LT_OBS_GB3095);
    assert_true(lt_obs_at(hours, local(2015, 1, 1, 4)) == 106); /* label 5 is 4 to 5; 105, 106, 107 */
    assert_true(isnan(lt_obs_at(hours, local(2015, 1, 1, 5))) == 0);
    assert_true(lt_obs_at(hours, local(2015, 1, 1, 23)) == 200.5); /* label 0 of the next file; two of three sites */
    const lt_obs_series *co = series_of(&set, "Shenyang", LT_HOUR, LT_MEASURED_CO);
    assert_true(lt_obs_at(co, local(2015, 1, 1, 10)) == 1.5); /* -1 is missing */
    /* 1 January: hours 4 to 22 of the first file (106 .. 124) and 23 of the second: 20 hours are enough */
    const lt_obs_series *days = series_of(&set, "Shenyang", LT_DAY, LT_MEASURED_PM25);
    assert_near(lt_obs_at(days, local(2015, 1, 1, 0)), (19 * 115 + 200.5) / 20, 1e-12);
    assert_true(isfinite(lt_obs_at(days, local(2015, 1, 2, 0)))); /* 23 hours */
    lt_obs_free(&set);
    /* 19 hours are not enough; a pattern names the file. One site of three is no city. */
    write_archive("archive/a_20150101.csv", 1, 6, 100, false);
    snprintf(path, sizeof path, "%s/archive/a_*0101.csv", folder);
    assert_good(lt_obs_read(path, &set));
    assert_true(isnan(lt_obs_at(series_of(&set, "Shenyang", LT_DAY, LT_MEASURED_PM25), local(2015, 1, 1, 0))));
    lt_obs_free(&set);
    assert_good(lt_obs_read(write_file("one.csv", "date,hour,type,1098A,1099A,1100A\n20150101,1,SO2,5,,\n"), &set));
    assert_true(isnan(set.items[0].value[0]));
    lt_obs_free(&set);
    assert_good(lt_obs_read(write_file("zh.csv", "date,hour,type,沈阳,北京\n20150101,1,SO2,5,6\n"), &set));
    assert_true(lt_obs_at(&set.items[0], local(2015, 1, 1, 0)) == 5);
    lt_obs_free(&set);
}

/* A second file fills what the first lacks and changes nothing of it. */
static void files_are_joined(void **state) {
    (void)state;
    lt_obs_set set = {0};
    assert_good(
        lt_obs_read(write_file("b.csv", "city,date,PM25_ugm3\nDalian,2014-01-03,3\nDalian,2014-01-04,\n"), &set));
    assert_good(lt_obs_read(write_file("c.csv", "city,date,PM25_ugm3\nDalian,2014-01-01,1\nDalian,2014-01-03,9\n"
                                                "Dalian,2014-01-04,4\nAnshan,2014-01-06,6\n"),
                            &set));
    assert_int_equal(set.n, 2);
    const lt_obs_series *dalian = series_of(&set, "Dalian", LT_DAY, LT_MEASURED_PM25);
    assert_int_equal(dalian->n, 4);
    assert_true(lt_obs_at(dalian, local(2014, 1, 1, 0)) == 1 && lt_obs_at(dalian, local(2014, 1, 3, 0)) == 3);
    assert_true(lt_obs_at(dalian, local(2014, 1, 4, 0)) == 4 && isnan(lt_obs_at(dalian, local(2014, 1, 2, 0))));
    lt_obs_free(&set);
}

/* 24 hours in two files of 12, given one by one: one day, the mean of all; a file with the day itself stands before. */
static void a_day_is_made_from_hours_of_all_files(void **state) {
    (void)state;
    lt_obs_set set = {0};
    for (int half = 0; half < 2; half++) {
        char text[1024] = "date,hour,type,1098A\n";
        for (int h = 12 * half; h < 12 * (half + 1); h++) {
            const size_t used = strlen(text);
            snprintf(text + used, sizeof text - used, "2015010%d,%d,SO2,%d\n", h == 23 ? 3 : 2, (h + 1) % 24, 100 + h);
        }
        assert_good(lt_obs_read(write_file(half ? "half2.csv" : "half1.csv", text), &set));
    }
    const lt_obs_series *days = series_of(&set, "Shenyang", LT_DAY, LT_MEASURED_SO2);
    assert_non_null(days);
    assert_near(lt_obs_at(days, local(2015, 1, 2, 0)), 111.5, 1e-12);
    assert_good(lt_obs_read(write_file("day.csv", "city,date,SO2_ugm3\nShenyang,2015-01-02,90\n"), &set));
    days = series_of(&set, "Shenyang", LT_DAY, LT_MEASURED_SO2);
    assert_near(lt_obs_at(days, local(2015, 1, 2, 0)), 90, 0);
    assert_int_equal(set.n, 2);
    lt_obs_free(&set);
}

/* Hours of ozone make MDA8: of 2 h the last window (16 to 24 h) is 39; of a day that ends at 18 h 13 windows
 * are too few unless the largest is above 160. */
static void ozone_of_hours_is_mda8(void **state) {
    (void)state;
    lt_obs_set set = {0};
    char text[2048] = "date,hour,type,1098A\n";
    for (int h = 0; h < 24; h++) {
        const size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "2015010%d,%d,O3,%d\n", h == 23 ? 3 : 2, (h + 1) % 24, 2 * h);
        if (h < 18)
            snprintf(text + strlen(text), sizeof text - strlen(text), "20150104,%d,O3,%d\n20150105,%d,O3,%d\n", h + 1,
                     100, h + 1, h < 10 ? 100 : 180);
    }
    assert_good(lt_obs_read(write_file("ozone.csv", text), &set));
    const lt_obs_series *days = series_of(&set, "Shenyang", LT_DAY, LT_MEASURED_O3);
    assert_non_null(days);
    assert_near(lt_obs_at(days, local(2015, 1, 2, 0)), 39, 1e-12);
    assert_true(isnan(lt_obs_at(days, local(2015, 1, 4, 0)))); /* 13 windows, ends 08:00 to 20:00 */
    assert_near(lt_obs_at(days, local(2015, 1, 5, 0)), 180, 1e-12);
    lt_obs_free(&set);
}

static void unknown_layout_names_all(void **state) {
    (void)state;
    static const char *const wanted[] = {"airnow_consulate", "cnemc_hourly",       "cities_daily",
                                         "uci_pm",           "columns when, what", "odd.csv"};
    char text[4096];
    lt_obs_set set = {0};
    assert_int_equal(lt_obs_read(write_file("odd.csv", "when,what\n1,2\n"), &set), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    for (size_t q = 0; q < sizeof wanted / sizeof *wanted; q++) assert_non_null(strstr(text, wanted[q]));
    lt_obs_free(&set);
    assert_int_equal(lt_obs_read("/nowhere/*.csv", &set), LT_ERR_INPUT);
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
        "date,hour,type,1098A\n20150101,24,PM2.5,5\n",                                  /* hour 24 */
        "date,hour,type,1098A\n20150231,1,PM2.5,5\n",                                   /* 31 February */
        "date,hour,type,1003A\n20150101,1,PM2.5,5\n",                                   /* Beijing alone */
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

/* Of the daily layout every hour of a local day has its value. */
static void weather_of_days(void **state) {
    (void)state;
    lt_station_weather weather;
    assert_good(lt_station_weather_read(write_file("days.csv", "city,date,T_mean_C,RH_mean_pct,ws_mean_ms\n"
                                                               "Harbin,2016-11-20,-9,9,9\nShenyang,2016-11-20,-5,60,2\n"
                                                               "Shenyang,2016-11-22,-7,50,3\n"),
                                        &weather));
    assert_true(weather.daily);
    assert_string_equal(weather.city, "Shenyang");
    assert_true(lt_station_weather_at(&weather, LT_WEATHER_T, local(2016, 11, 20, 0)) == -5);
    assert_true(lt_station_weather_at(&weather, LT_WEATHER_WIND, local(2016, 11, 20, 23)) == 2);
    assert_true(isnan(lt_station_weather_at(&weather, LT_WEATHER_T, local(2016, 11, 21, 0))));
    assert_true(lt_station_weather_at(&weather, LT_WEATHER_RH, local(2016, 11, 22, 23)) == 50);
    lt_station_weather_free(&weather);
}

/* The consulate's monitor stands in two files with different labels: both must give the same series. */
static void real_files_agree(void **state) {
    (void)state;
    char path[4096];
    lt_obs_set consulate = {0}, uci = {0};
    snprintf(path, sizeof path, "%s", data_path("obs/shenyang_consulate_hourly_pm25_2013_2014_2016-11.csv"));
    assert_good(lt_obs_read(path, &consulate));
    snprintf(path, sizeof path, "%s", data_path("met/shenyang_hourly/shenyang_hourly_2013_2014.csv"));
    assert_good(lt_obs_read(path, &uci));
    const lt_obs_series *a = series_of(&consulate, "Shenyang", LT_HOUR, LT_MEASURED_PM25),
                        *b = series_of(&uci, "Shenyang", LT_HOUR, LT_MEASURED_PM25);
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
    snprintf(path, sizeof path, "%s", data_path("obs/cities_daily_2014_and_2016-11.csv"));
    assert_good(lt_obs_read(path, &set));
    assert_int_equal(set.n, 14 * 6);
    assert_true(lt_obs_at(series_of(&set, "Shenyang", LT_DAY, LT_MEASURED_PM25), local(2014, 1, 6, 0)) == 122.3);
    lt_obs_free(&set);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(consulate_hour_label_is_the_end),
        cmocka_unit_test(consulate_summer_time_is_mended),
        cmocka_unit_test(daily_is_the_local_day),
        cmocka_unit_test(uci_hour_is_the_start),
        cmocka_unit_test(daily_of_six),
        cmocka_unit_test(archive_of_hours),
        cmocka_unit_test(files_are_joined),
        cmocka_unit_test(a_day_is_made_from_hours_of_all_files),
        cmocka_unit_test(ozone_of_hours_is_mda8),
        cmocka_unit_test(unknown_layout_names_all),
        cmocka_unit_test(bad_files_are_refused),
        cmocka_unit_test(weather_of_days),
        cmocka_unit_test(weather_from_cumulated_wind),
        cmocka_unit_test(real_files_agree),
        cmocka_unit_test(real_daily_file),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
