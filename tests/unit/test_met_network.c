/* Stations by the dozen: ISD-lite by its specification, our own table, lists of places, folders and patterns; repairs
 * that are counted, stations that are dropped, and every way in which a file can be wrong. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/log.h"
#include "model/met/points/network.h"
#include "model/met/weather_files.h"
#include "tests/support/near.h"
#include "tests/support/root.h"

#include <math.h>
#include <string.h>

#define HISTORY                                                                                                        \
    "\"USAF\",\"WBAN\",\"STATION NAME\",\"CTRY\",\"STATE\",\"ICAO\",\"LAT\",\"LON\",\"ELEV(M)\",\"BEGIN\",\"END\"\n"   \
    "\"543420\",\"99999\",\"SHENYANG\",\"CH\",\"\",\"ZYYY\",\"+41.733\",\"+123.517\",\"+0045.0\",\"19560820\","        \
    "\"20240601\"\n"                                                                                                   \
    "\"546620\",\"99999\",\"DALIAN\",\"CH\",\"\",\"ZYTL\",\"+38.900\",\"+121.633\",\"+0097.0\",\"19560820\","          \
    "\"20240601\"\n"                                                                                                   \
    "\"000000\",\"99999\",\"NOWHERE\",\"\",\"\",\"\",\"+00.000\",\"+000.000\",\"+0000.0\",\"19560820\",\"20240601\"\n"
#define HEAD                                                                                                           \
    "station,lat,lon,altitude,time_utc,air_temperature_degC,dew_point_degC,pressure_hPa,wind_speed_ms,wind_from_deg\n"

/* in_root is good for four calls. */
static const char *kept(const char *name) {
    static char path[8][400];
    static int turn;
    turn = (turn + 1) % 8;
    snprintf(path[turn], sizeof path[turn], "%s", in_root(name));
    return path[turn];
}

static lt_status read_files(const char *const *paths, long n, const char *list, lt_network **out) {
    lt_station_list *places = NULL;
    *out = NULL;
    if (list) {
        LT_TRY(lt_station_list_read(list, &places));
    }
    lt_status status = lt_network_read(paths, n, places, out);
    lt_station_list_free(places);
    return status;
}

static void expect(lt_status status, lt_status wanted, const char *word) {
    char message[4096];
    assert_int_equal(status, wanted);
    lt_error_text(status, message, sizeof message);
    if (!strstr(message, word)) fail_msg("no \"%s\" in: %s", word, message);
    assert_non_null(strstr(message, "expected"));
    assert_non_null(strstr(message, "found"));
    lt_error_clear();
}

/* The lines of a file by the columns of the specification: 13 of date, fields of six. */
static void test_isd_lite(void **state) {
    (void)state;
    const char *path = kept("543420-99999-2014");
    assert_true(files_write_text(path, "2014 01 06 13  -128  -189 10267   320    30     4     5 -9999\n"
                                       "2014 01 06 14  -131 -9999 10270     0     0    19    -1 -9999\r\n"
                                       "2014 01 06 16 -9999  -200  9999 -9999   990 -9999 -9999    12\n"));
    assert_true(files_write_text(in_root("isd-history.csv"), HISTORY));
    lt_network *net = NULL;
    assert_int_equal(read_files(&path, 1, in_root("isd-history.csv"), &net), LT_OK);
    assert_int_equal(net->n, 1);
    const lt_network_station *s = &net->station[0];
    assert_string_equal(s->place.name, "543420-99999");
    assert_near(s->place.lat, 41.733, 1e-12);
    assert_near(s->place.altitude_m, 45.0, 1e-12);
    assert_true(s->instants && s->series->n == 4 && s->series->start == lt_time_from_civil(2014, 1, 6, 13, 0, 0));
    const lt_station_hour *h = s->series->hours;
    assert_near(h[0].temperature_K, 260.35, 1e-9);
    assert_near(h[0].dew_point_K, 254.25, 1e-9);
    assert_near(h[0].sea_level_pressure_Pa, 102670.0, 1e-9);
    assert_near(h[0].wind_from_deg, 320.0, 0.0);
    assert_near(h[0].wind_speed_ms, 3.0, 1e-12);
    assert_near(h[0].cloud, 0.5, 0.0);
    assert_near(h[0].precipitation_mm, 0.5, 1e-12);
    assert_true(isnan(h[1].dew_point_K) && isnan(h[1].wind_from_deg)); /* calm has no direction */
    assert_near(h[1].cloud, 1.0, 0.0);
    assert_near(h[1].precipitation_mm, 0.0, 0.0); /* a trace */
    assert_true(isnan(h[2].temperature_K));       /* 15:00 is not in the file */
    assert_true(isnan(h[3].wind_speed_ms));
    /* 1.2 mm in six hours: 0.5 and a trace are known, the rest goes to two hours before the file and to 15 and 16 */
    assert_near(h[2].precipitation_mm, 0.175, 1e-12);
    assert_near(h[3].precipitation_mm, 0.175, 1e-12);
    assert_near(h[3].sea_level_pressure_Pa, 99990.0, 1e-9); /* 999.9 hPa, not missing */
    assert_int_equal(s->impossible, 1);                     /* 99 m/s */
    lt_network_free(net);
}

/* Means of two reports; rain of the hour before; calm hours hold; pressure from that at the station. */
static void test_repair(void **state) {
    (void)state;
    const char *path = kept("543420-99999-2014");
    assert_true(files_write_text(path, "2014 01 06 00   100    50 10200   350    20     0     0 -9999\n"
                                       "2014 01 06 01   120    60 10210    10    40     4    10 -9999\n"
                                       "2014 01 06 02   140    70 10220    30    60     8    20 -9999\n"
                                       "2014 01 06 05   200   300 10250    60    90     8     0 -9999\n"
                                       "2014 01 06 06   200   100 10250     0     0     8     0 -9999\n"
                                       "2014 01 06 07   200   100 10250     0     0     8     0 -9999\n"));
    lt_network *net = NULL;
    const lt_network_rules rules = {0.75, 5e-3};
    lt_time start = lt_time_from_civil(2014, 1, 6, 0, 0, 0);
    assert_int_equal(read_files(&path, 1, in_root("isd-history.csv"), &net), LT_OK);
    assert_int_equal(lt_network_repair(net, &rules, start, 7, NULL), LT_OK);
    const lt_network_station *s = &net->station[0];
    const lt_station_hour *h = s->series->hours;
    assert_near(h[0].temperature_K, 273.15 + 11.0, 1e-9);
    assert_near(h[0].wind_from_deg, 0.0, 1e-9);
    assert_near(h[0].wind_speed_ms, 3.0, 1e-9);
    assert_near(h[0].precipitation_mm, 1.0, 1e-12);
    assert_near(h[0].cloud, 0.25, 1e-12);
    assert_near(h[3].temperature_K, h[2].temperature_K + 0.5 * (h[4].temperature_K - h[2].temperature_K), 1e-9);
    assert_int_equal(s->impossible, 1); /* dew point 30 degC at 20 degC */
    assert_true(h[5].dew_point_K <= h[5].temperature_K);
    assert_true(s->interpolated > 0 && s->held == 1);
    lt_network_free(net);

    path = kept("pressure.csv");
    assert_true(files_write_text(
        path, "station,lat,lon,altitude,time_utc,air_temperature_degC,dew_point_degC,station_pressure_hPa,"
              "wind_speed_ms,wind_from_deg\n"
              "A,41,123,300,2014-01-06 00:00,0,-5,980,2,90\n"));
    assert_int_equal(read_files(&path, 1, NULL, &net), LT_OK);
    assert_int_equal(lt_network_repair(net, &rules, start, 1, NULL), LT_OK);
    assert_near(net->station[0].series->hours[0].sea_level_pressure_Pa,
                98000.0 * exp(9.80665 * 300.0 / (287.05 * (273.15 + 0.75))), 1e-6);
    lt_network_free(net);
}

/* Rows of two stations in turn; one of them has too few hours. */
static void test_table(void **state) {
    (void)state;
    char text[8192] = HEAD;
    for (int h = 0; h < 12; h++) {
        snprintf(text + strlen(text), sizeof text - strlen(text), "A,41,123,50,2014-01-06 %02d:00,%d,-10,1025,3,90\n",
                 h, -5 + h);
        if (h % 6 == 0)
            snprintf(text + strlen(text), sizeof text - strlen(text),
                     "B,40,122,10,2014-01-06 %02d:00,0,-8,1024,2,180\n", h);
    }
    const char *path = kept("table.csv");
    assert_true(files_write_text(path, text));
    lt_network *net = NULL;
    lt_notes *notes = NULL;
    const lt_network_rules rules = {0.75, 5e-3};
    const char *english, *chinese;
    assert_true(lt_network_matches(path));
    assert_int_equal(read_files(&path, 1, NULL, &net), LT_OK);
    assert_int_equal(net->n, 2);
    assert_int_equal(lt_notes_create(&notes), LT_OK);
    assert_int_equal(lt_network_repair(net, &rules, lt_time_from_civil(2014, 1, 6, 0, 0, 0), 12, notes), LT_OK);
    assert_int_equal(net->n, 1);
    assert_string_equal(net->station[0].place.name, "A");
    assert_int_equal(lt_notes_text(notes, &english, &chinese), LT_OK);
    assert_non_null(strstr(english, "left out: B"));
    assert_non_null(strstr(chinese, "：B"));
    lt_notes_free(notes);
    lt_network_free(net);
}

/* As spreadsheets write it: a mark of UTF-8 before a remark, names in quotes. */
static void test_quoted_table(void **state) {
    (void)state;
    const char *path = kept("quoted.csv");
    assert_true(files_write_text(path, "\xEF\xBB\xBF# made by hand\r\n"
                                       "\"station\",\"lat\",\"lon\",\"altitude\",\"time_utc\","
                                       "\"air_temperature_degC\",\"dew_point_degC\",\"pressure_hPa\","
                                       "\"wind_speed_ms\",\"wind_from_deg\"\r\n"
                                       "\"A\",41,123,50,2014-01-06 00:00,0,-10,1025,3,90\r\n"));
    lt_network *net = NULL;
    assert_true(lt_network_matches(path));
    assert_int_equal(read_files(&path, 1, NULL, &net), LT_OK);
    assert_int_equal(net->n, 1);
    assert_near(net->station[0].series->hours[0].sea_level_pressure_Pa, 102500.0, 1e-9);
    lt_network_free(net);
}

static void test_bad_tables(void **state) {
    (void)state;
    static const struct {
        const char *text, *word;
    } faults[] = {
        {HEAD "A,41,123,50,2014-01-06 00:00,99,-10,1025,3,90\n", "out of range"},
        {HEAD "A,41,123,50,2014-01-06 00:00,0,-10,1025,200,90\n", "out of range"},
        {HEAD "A,41,123,50,2014-01-06 00:00,0,-10,1025,3,90\nA,41,123,50,2014-01-06 00:00,0,-10,1025,3,90\n",
         "stands twice"},
        {HEAD "A,41,123,50,2014-01-06 00:00,0,-10,1025,3,90\nA,42,123,50,2014-01-06 01:00,0,-10,1025,3,90\n",
         "two places"},
        {HEAD "A,41,123,,2014-01-06 00:00,0,-10,1025,3,90\n", "without a place"},
        {HEAD ",41,123,50,2014-01-06 00:00,0,-10,1025,3,90\n", "without a station"},
        {HEAD "A,141,123,50,2014-01-06 00:00,0,-10,1025,3,90\n", "out of range"},
        {HEAD "A,41,123,50,2014-01-06 00:30,0,-10,1025,3,90\n", "full hour"},
        {HEAD "A,41,123,50,2014-01-06 00:00+08:00,0,-10,1025,3,90\n", "zone"},
        {HEAD "A,41,123,50,2014-01-06 00:00,warm,-10,1025,3,90\n", "number"},
        {HEAD, "no time"},
        {"station,time_utc,air_temperature_degC,dew_point_degC,pressure_hPa,wind_speed_ms,wind_from_deg\n"
         "A,2014-01-06 00:00,0,-10,1025,3,90\n",
         "without a place"},
        {"station,lat,time_utc,air_temperature_degC,dew_point_degC,pressure_hPa,wind_speed_ms,wind_from_deg\n",
         "not whole"},
        {"station,time_utc,air_temperature_degC,pressure_hPa,wind_speed_ms,wind_from_deg\n", "humidity"},
        {"station,time_utc,air_temperature_degC,dew_point_degC,wind_speed_ms,wind_from_deg\n", "pressure must"},
        {"station,time_utc,air_temperature_C,dew_point_degC,pressure_hPa,wind_speed_ms,wind_from_deg\n",
         "air_temperature_degC"},
    };
    const char *path = kept("bad.csv");
    for (size_t f = 0; f < sizeof faults / sizeof *faults; f++) {
        lt_network *net = NULL;
        assert_true(files_write_text(path, faults[f].text));
        expect(read_files(&path, 1, NULL, &net), LT_ERR_INPUT, faults[f].word);
        assert_null(net);
    }
}

static void test_bad_isd(void **state) {
    (void)state;
    static const struct {
        const char *text, *word;
    } faults[] = {
        {"2014 01 06 13  -128  -189 10267   320    30     4     5 -9999\n2014 01 06 14  -1", ":2"},
        {"2014 01 06 13  -128  -189 10267   320    30     4     5 -9999\n2014 13 06 14  -128  -189 10267   320    30   "
         "  4     5 -9999\n",
         ":2"},
        {"2014 01 06 13  -128  -189 10267   320    30     4     5 -9999\n2014 01 06 14  -1x8  -189 10267   320    30   "
         "  4     5 -9999\n",
         "not ISD-lite"},
        {"2014 01 06 13  -128  -189 10267   320    30     4     5 -9999\n2014 01 06 13  -128  -189 10267   320    30   "
         "  4     5 -9999\n",
         "twice"},
    };
    const char *path = kept("543420-99999-2014");
    lt_network *net = NULL;
    for (size_t f = 0; f < sizeof faults / sizeof *faults; f++) {
        assert_true(files_write_text(path, faults[f].text));
        expect(read_files(&path, 1, in_root("isd-history.csv"), &net), LT_ERR_INPUT, faults[f].word);
        assert_null(net);
    }
    const char *stranger = kept("111111-99999-2014"), *packed = kept("543420-99999-2014.gz");
    assert_true(files_write_text(stranger, "2014 01 06 13  -128  -189 10267   320    30     4     5 -9999\n"));
    expect(read_files(&stranger, 1, in_root("isd-history.csv"), &net), LT_ERR_INPUT, "111111-99999");
    expect(read_files(&stranger, 1, NULL, &net), LT_ERR_INPUT, "station_list");
    assert_true(files_write_text(packed, "\x1f\x8b\x08 packed"));
    expect(read_files(&packed, 1, in_root("isd-history.csv"), &net), LT_ERR_INPUT, "unpack");
}

static void test_bad_lists(void **state) {
    (void)state;
    static const struct {
        const char *text, *word;
    } faults[] = {
        {"station,lat,lon,altitude\nA,41,123,50\nA,41,123,50\n", "twice"},
        {"station,lat,lon,altitude\nA,91,123,50\n", "cannot be"},
        {"station,lat,lon\nA,41,123\n", "altitude"},
        {"station,lat,lon,altitude\nA,north,123,50\n", "number"},
    };
    lt_station_list *list = NULL;
    for (size_t f = 0; f < sizeof faults / sizeof *faults; f++) {
        assert_true(files_write_text(in_root("list.csv"), faults[f].text));
        expect(lt_station_list_read(in_root("list.csv"), &list), LT_ERR_INPUT, faults[f].word);
    }
    expect(lt_station_list_read(in_root("none.csv"), &list), LT_ERR_INPUT, "none.csv");
    assert_int_equal(lt_station_list_read(in_root("isd-history.csv"), &list), LT_OK);
    assert_int_equal(list->n, 2);
    assert_null(lt_station_list_find(list, "000000-99999"));
    lt_station_list_free(list);
}

/* Another year, too few hours, an hour that none has, pressures of mountains called those of the sea. */
static void test_bad_coverage(void **state) {
    (void)state;
    char text[8192] = HEAD;
    for (int h = 0; h < 12; h++)
        if (h < 4 || h > 7)
            snprintf(text + strlen(text), sizeof text - strlen(text),
                     "A,41,123,50,2014-01-06 %02d:00,%d,-10,1025,3,90\n", h, h);
    const char *path = kept("gap.csv");
    assert_true(files_write_text(path, text));
    lt_network *net = NULL;
    const lt_network_rules strict = {0.9, 5e-3}, mild = {0.5, 5e-3};
    lt_time start = lt_time_from_civil(2014, 1, 6, 0, 0, 0), other = lt_time_from_civil(2015, 1, 6, 0, 0, 0);
    assert_int_equal(read_files(&path, 1, NULL, &net), LT_OK);
    expect(lt_network_repair(net, &mild, other, 12, NULL), LT_ERR_INPUT, "2014-01-06T00:00:00Z");
    expect(lt_network_repair(net, &strict, start, 12, NULL), LT_ERR_INPUT, "station_coverage");
    expect(lt_network_repair(net, &mild, start, 12, NULL), LT_ERR_INPUT, "temperature, 2014-01-06T04:00:00Z");
    lt_network_free(net);

    path = kept("level.csv");
    assert_true(files_write_text(path, HEAD "A,41,123,50,2014-01-06 00:00,0,-10,1025,3,90\n"
                                            "B,41,121,800,2014-01-06 00:00,0,-10,930,3,90\n"));
    assert_int_equal(read_files(&path, 1, NULL, &net), LT_OK);
    expect(lt_network_repair(net, &mild, start, 1, NULL), LT_ERR_INPUT, "station_pressure_hPa");
    lt_network_free(net);
}

static lt_status find_files(const char *name, lt_weather_paths *out) {
    const lt_list names = {&name, 1};
    *out = (lt_weather_paths){0};
    return lt_weather_paths_find(&names, NULL, "test", out);
}

static void test_files(void **state) {
    (void)state;
    lt_weather_paths files;
    lt_weather_kind kind;
    assert_true(mkdir(in_root("folder"), 0700) == 0);
    assert_true(files_write_text(in_root("folder/b.csv"), HEAD));
    assert_true(files_write_text(in_root("folder/a.csv"), HEAD));
    assert_true(files_write_text(in_root("folder/isd-history.csv"), HISTORY));
    assert_int_equal(find_files(in_root("folder"), &files), LT_OK);
    assert_int_equal(files.n, 2);
    assert_non_null(strstr(files.path[0], "a.csv"));
    lt_weather_paths_release(&files);
    assert_int_equal(find_files(in_root("folder/b*"), &files), LT_OK);
    assert_int_equal(files.n, 1);
    lt_weather_paths_release(&files);
    expect(find_files(in_root("folder/c*"), &files), LT_ERR_INPUT, "not there");
    assert_int_equal(lt_weather_file_kind(in_root("folder"), &kind), LT_OK);
    assert_int_equal(kind, LT_WEATHER_FILE_NETWORK);
    assert_int_equal(lt_weather_file_kind(in_root("folder/isd-history.csv"), &kind), LT_OK);
    assert_int_equal(kind, LT_WEATHER_FILE_LIST);
    assert_true(files_write_text(in_root("folder/notes.txt"), "something else"));
    expect(lt_weather_file_kind(in_root("folder"), &kind), LT_ERR_INPUT, "folder");
}

/* Another layout of one station, placed by a list. */
static void test_station_files(void **state) {
    (void)state;
    const char *path = kept("Anshan.csv");
    assert_true(files_write_text(
        path, "time_local,air_temperature_degC,dew_point_degC,pressure_hPa,wind_speed_ms,wind_from_deg\n"
              "2014-01-06 08:00,-3,-9,1025,2,270\n"));
    assert_true(
        files_write_text(in_root("places.csv"), "station,lat,lon,altitude,roughness\nAnshan,41.1,123.0,77,0.1\n"));
    lt_network *net = NULL;
    assert_int_equal(read_files(&path, 1, in_root("places.csv"), &net), LT_OK);
    assert_string_equal(net->station[0].place.name, "Anshan");
    assert_near(net->station[0].place.roughness_m, 0.1, 1e-12);
    assert_true(net->station[0].series->start == lt_time_from_civil(2014, 1, 6, 0, 0, 0));
    lt_network_free(net);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_isd_lite),     cmocka_unit_test(test_repair),        cmocka_unit_test(test_table),
        cmocka_unit_test(test_bad_tables),   cmocka_unit_test(test_bad_isd),       cmocka_unit_test(test_bad_lists),
        cmocka_unit_test(test_bad_coverage), cmocka_unit_test(test_station_files), cmocka_unit_test(test_files),
        cmocka_unit_test(test_quoted_table),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
