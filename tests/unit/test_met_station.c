/* Station readers: our own table, the UCI layout, the real file, and every way in which a file can be wrong. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/log.h"
#include "base/outdir.h"
#include "model/met/station.h"
#include "tests/support/data.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static lt_status read_text(const char *text, lt_station **out) {
    lt_csv *table = NULL;
    *out = NULL;
    lt_status status = lt_csv_parse("test.csv", text, &table);
    if (status != LT_OK) return status;
    status = lt_station_from_table(table, out);
    lt_csv_free(table);
    return status;
}

static void expect_error(const char *text, const char *word) {
    lt_station *station = NULL;
    char message[4096];
    assert_int_equal(read_text(text, &station), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, message, sizeof message);
    if (!strstr(message, word)) fail_msg("no \"%s\" in: %s", word, message);
    assert_null(station);
    lt_error_clear();
}

#define UCI_HEAD "time_lt,TEMP,DEWP,HUMI,PRES,wdir_sector,wspd_ms,precipitation,PM_US Post\n"

/* As published: sums of the speed while the sector stays; 2 m/s after a sum of 5 is 7, a new sector starts anew. */
static void test_uci_original(void **state) {
    (void)state;
    static const double speed[] = {NAN, 2.0, 3.0, 0.45, NAN, 1.0, NAN, NAN, NAN, NAN, 2.0};
    lt_station *s = NULL;
    assert_int_equal(
        read_text("No,year,month,day,hour,season,PM_US Post,DEWP,HUMI,PRES,TEMP,cbwd,Iws,precipitation,Iprec\n"
                  "1,2015,3,1,0,1,129,-16,72,1027,-12,SE,5,0,0\n2,2015,3,1,1,1,NA,-16,72,1027,-12,SE,7,0,0\n"
                  "3,2015,3,1,2,1,NA,-16,72,1027,NA,NW,3,NA,0\n4,2015,3,1,3,1,NA,-16,72,1027,-12,cv,0.45,0,0\n"
                  "5,2015,3,1,4,1,NA,-16,72,1027,-12,NW,NA,0,0\n6,2015,3,1,5,1,NA,-16,72,1027,-12,SW,1,0,0\n"
                  "7,2015,3,1,6,1,NA,-16,72,1027,-12,NE,NA,0,0\n8,2015,3,1,7,1,NA,-16,72,1027,-12,NE,9,0,0\n"
                  "9,2015,3,1,9,1,NA,-16,72,1027,-12,NE,15,0,0\n10,2015,3,1,10,1,NA,-16,72,1027,-12,NE,17,0,0\n",
                  &s),
        LT_OK);
    assert_int_equal(s->n, 11); /* 08:00 is not there: 15 - 9 is no hour's speed */
    assert_true(s->start == lt_time_from_civil(2015, 2, 28, 16, 0, 0) && s->sectors);
    for (int h = 0; h < 11; h++)
        assert_true(isnan(speed[h]) ? isnan(s->hours[h].wind_speed_ms)
                                    : fabs(s->hours[h].wind_speed_ms - speed[h]) < 1e-12);
    assert_true(isnan(s->hours[2].temperature_K) && fabs(s->hours[1].temperature_K - 261.15) < 1e-9);
    assert_true(s->hours[2].wind_from_deg == 315.0 && isnan(s->hours[3].wind_from_deg));
    lt_station_free(s);
    expect_error("year,month,day,hour,TEMP,DEWP,PRES,cbwd,Iws,precipitation\n2015,3,1,0,-12,-16,1027,XX,1,0\n", "XX");
}

static void test_uci_row(void **state) {
    (void)state;
    lt_station *s = NULL;
    assert_int_equal(read_text(UCI_HEAD "2014-01-06 00:00:00,-12,-16,72.02,1027,SE,2,0,129\n"
                                        "2014-01-06 01:00:00,-12,-16,72.02,1027,cv,1,0.5,129\n"
                                        "2014-01-06 02:00:00,-12,-16,72.02,1027,NW,3,,129\n",
                               &s),
                     LT_OK);
    assert_int_equal(s->n, 3);
    assert_true(s->start == lt_time_from_civil(2014, 1, 5, 16, 0, 0));
    assert_true(s->sectors);
    assert_true(fabs(s->hours[0].temperature_K - 261.15) < 1e-9);
    assert_true(fabs(s->hours[0].sea_level_pressure_Pa - 102700.0) < 1e-9);
    assert_true(s->hours[0].wind_from_deg == 135.0 && s->hours[2].wind_from_deg == 315.0);
    assert_true(isnan(s->hours[1].wind_from_deg));
    lt_station_repairs repairs;
    assert_int_equal(lt_station_repair(s, s->start, 3, &repairs), LT_OK);
    assert_true(s->hours[1].wind_from_deg == 135.0);
    assert_int_equal(repairs.direction_held, 1);
    assert_int_equal(repairs.precipitation_assumed, 1);
    assert_true(s->hours[2].precipitation_mm == 0.0);
    lt_station_free(s);
}

#define OWN_HEAD                                                                                                       \
    "time_utc,air_temperature_degC,relative_humidity_pct,pressure_hPa,wind_speed_ms,wind_from_deg,precipitation_mm\n"

static void test_own_table(void **state) {
    (void)state;
    lt_station *s = NULL;
    assert_int_equal(
        read_text(OWN_HEAD "2020-01-01 00:00,-5,100,1025,3,350,0\n2020-01-01 01:00,-4,50,1024,3,10,0\n", &s), LT_OK);
    assert_true(s->start == lt_time_from_civil(2020, 1, 1, 0, 0, 0) && !s->sectors);
    assert_true(fabs(s->hours[0].dew_point_K - s->hours[0].temperature_K) < 1e-9);
    assert_true(s->hours[1].dew_point_K < s->hours[1].temperature_K - 5.0);
    lt_station_free(s);
    assert_int_equal(
        read_text("time_local,air_temperature_degC,dew_point_degC,pressure_hPa,wind_speed_ms,wind_from_deg\n"
                  "2020-01-01 08:00,-5,-6,1025,3,350\n",
                  &s),
        LT_OK);
    assert_true(s->start == lt_time_from_civil(2020, 1, 1, 0, 0, 0));
    lt_station_free(s);
}

/* Three hours missing between 350 and 10 degrees: the wind turns the short way, the rest goes linearly. */
static void test_gaps(void **state) {
    (void)state;
    lt_station *s = NULL;
    lt_station_repairs repairs;
    assert_int_equal(read_text(OWN_HEAD "2020-01-01 00:00,-4,60,1024,2,350,0\n2020-01-01 02:00,,,,,,\n"
                                        "2020-01-01 04:00,0,60,1028,6,10,0\n",
                               &s),
                     LT_OK);
    assert_int_equal(s->n, 5);
    assert_int_equal(lt_station_repair(s, s->start, 5, &repairs), LT_OK);
    assert_int_equal(repairs.interpolated, 3);
    assert_true(fabs(s->hours[2].temperature_K - 271.15) < 1e-9);
    assert_true(fabs(s->hours[1].wind_speed_ms - 3.0) < 1e-12);
    assert_true(fabs(s->hours[1].wind_from_deg - 355.0) < 1e-9 && fabs(s->hours[2].wind_from_deg) < 1e-9);
    lt_station_free(s);
    assert_int_equal(read_text(OWN_HEAD "2020-01-01 00:00,-4,60,1024,2,350,0\n2020-01-01 05:00,0,60,1028,6,10,0\n", &s),
                     LT_OK);
    assert_int_equal(lt_station_repair(s, s->start, 6, &repairs), LT_ERR_INPUT);
    char message[4096];
    lt_error_text(LT_ERR_INPUT, message, sizeof message);
    assert_non_null(strstr(message, "2020-01-01 09:00"));
    assert_non_null(strstr(message, "2020-01-01 12:00"));
    /* the same gap outside the run does no harm */
    assert_int_equal(lt_station_repair(s, s->start + 5 * LT_HOUR, 1, &repairs), LT_OK);
    lt_station_free(s);
}

static void test_coverage(void **state) {
    (void)state;
    lt_station *s = NULL;
    lt_station_repairs repairs;
    assert_int_equal(read_text(OWN_HEAD "2020-01-01 00:00,-4,60,1024,2,350,0\n2020-01-01 01:00,0,60,1028,6,10,0\n", &s),
                     LT_OK);
    assert_int_equal(lt_station_repair(s, s->start - LT_HOUR, 2, &repairs), LT_ERR_INPUT);
    assert_int_equal(lt_station_repair(s, s->start, 3, &repairs), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "does not cover"));
    assert_int_equal(lt_station_repair(s, s->start, 2, &repairs), LT_OK);
    lt_station_free(s);
}

static void test_bad_files(void **state) {
    (void)state;
    expect_error("time_utc,air_temperature,relative_humidity_pct,pressure_hPa,wind_speed_ms,wind_from_deg\n"
                 "2020-01-01 00:00,-4,60,1024,2,350\n",
                 "air_temperature_degC"); /* missing unit */
    expect_error(
        "time_utc,air_temperature_degC,pressure_hPa,wind_speed_ms,wind_from_deg\n2020-01-01 00:00,-4,1024,2,3\n",
        "humidity");
    expect_error(OWN_HEAD "2020-01-01 00:00,-4,60,1024,2,350,0\n2020-01-01 00:00,-4,60,1024,2,350,0\n",
                 "does not grow");
    expect_error(OWN_HEAD "2020-01-01 00:30,-4,60,1024,2,350,0\n", "full hour");
    expect_error(OWN_HEAD "2020-01-01 00:00,-4,60,1024,2\n", "test.csv:2"); /* truncated row */
    expect_error(OWN_HEAD "2020-01-01 00:00,-4,60,1024,-2,350,0\n", "out of range");
    expect_error(OWN_HEAD "2020-01-01 00:00,warm,60,1024,2,350,0\n", "test.csv:2");
    expect_error(OWN_HEAD "2020-01-01 00:00,-4,60,102400,2,350,0\n", "pressure_hPa");
    expect_error(OWN_HEAD, "no rows");
    expect_error(UCI_HEAD "2014-01-06 00:00:00,-12,-16,72,1027,N,2,0,129\n", "wind sector");
    expect_error("a,b\n1,2\n", "no reader");
}

static char noted[2048];

static void keep_warning(lt_log_level level, const char *text) {
    if (level == LT_LOG_WARNING) snprintf(noted, sizeof noted, "%s", text);
}

/* Six days, warmest at 14 h UTC+8, stamped shift hours late in a column of the given name. */
static void read_days(const char *column, int shift, double amplitude_K) {
    static char text[20000];
    int used = snprintf(text, sizeof text,
                        "%s,air_temperature_degC,dew_point_degC,pressure_hPa,wind_speed_ms,wind_from_deg\n", column);
    for (int h = 0; h < 144; h++) {
        const lt_civil t = lt_time_civil((lt_time)h * LT_HOUR + shift * LT_HOUR);
        const double warmth = amplitude_K * cos(2 * 3.141592653589793 * (h % 24 - 14) / 24);
        used += snprintf(text + used, sizeof text - (size_t)used, "1970-01-%02d %02d:00,%.2f,-20,1020,3,90\n", t.day,
                         t.hour, warmth);
    }
    lt_station *s = NULL;
    noted[0] = '\0';
    lt_log_set_sinks(NULL, keep_warning);
    assert_int_equal(read_text(text, &s), LT_OK);
    lt_log_set_sinks(NULL, NULL);
    lt_station_free(s);
}

/* Oracle: the sun. Local stamps in a local column are silent; 8 hours off either way are warned of. */
static void test_zone_by_the_sun(void **state) {
    (void)state;
    read_days("time_local", 0, 4);
    assert_string_equal(noted, "");
    read_days("time_utc", 0, 4);
    assert_non_null(strstr(noted, "not in the afternoon"));
    read_days("time_local", 16, 4); /* UTC stamps are 8 h earlier, 16 h later the day before */
    assert_non_null(strstr(noted, "test.csv"));
    read_days("time_utc", 16, 4);
    assert_string_equal(noted, "");
    read_days("time_utc", 0, 0.4); /* overcast: too even to say */
    assert_string_equal(noted, "");
}

static void test_real_file(void **state) {
    (void)state;
    const char *path = data_path("met/shenyang_hourly/shenyang_hourly_2013_2014.csv");
    lt_station *s = NULL;
    lt_station_repairs repairs;
    assert_int_equal(lt_station_read(path, &s), LT_OK);
    assert_int_equal(s->n, 730 * 24);
    double warmest_h = 0; /* the real days are warmest in the afternoon */
    assert_true(lt_station_warmest_hour(s, 123.4, &warmest_h));
    assert_true(warmest_h > 13 && warmest_h < 16);
    assert_true(s->start == lt_time_from_civil(2012, 12, 31, 16, 0, 0));
    long missing = 0;
    for (long i = 0; i < s->n; i++) missing += !lt_station_complete(&s->hours[i]);
    assert_int_equal(missing, 4); /* counted in the file by hand */
    /* 2014-01-12 00:00 UTC+8: -7 degC, -21, 1031 hPa, NW, 7 m/s */
    const lt_station_hour *h = lt_station_at(s, lt_time_from_civil(2014, 1, 11, 16, 0, 0));
    assert_true(fabs(h->temperature_K - 266.15) < 1e-9 && fabs(h->dew_point_K - 252.15) < 1e-9);
    assert_true(h->wind_from_deg == 315.0 && h->wind_speed_ms == 7.0);
    assert_int_equal(lt_station_repair(s, s->start, s->n, &repairs), LT_OK);
    assert_int_equal(repairs.interpolated, 4);
    lt_station_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_uci_original), cmocka_unit_test(test_uci_row),         cmocka_unit_test(test_own_table),
        cmocka_unit_test(test_gaps),         cmocka_unit_test(test_coverage),        cmocka_unit_test(test_bad_files),
        cmocka_unit_test(test_real_file),    cmocka_unit_test(test_zone_by_the_sun),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
