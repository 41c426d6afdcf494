/* Layouts of observations as the archive takes them: times, units, states, and what is refused. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/near.h"
#include "tests/support/obs_files.h"
#include "tests/support/root.h"

static lt_time local(int year, int month, int day, int hour) {
    return lt_time_from_civil(year, month, day, hour, 0, 0) - LT_CST_OFFSET;
}

static lt_obs_rows read_text(const char *name, const char *text) {
    static lt_places places;
    places = obs_places();
    lt_obs_rows rows = {.places = &places, .now = lt_time_from_civil(2021, 1, 1, 0, 0, 0)};
    assert_true(files_write_text(in_root(name), text));
    const lt_status status = lt_rows_read(in_root(name), &rows);
    if (status != LT_OK) fail_msg("%s: %s", lt_error_what(), lt_error_where());
    return rows;
}

static const lt_obs_row *row_of(const lt_obs_rows *rows, const char *code, lt_observed species, lt_time start) {
    for (long k = 0; k < rows->n; k++)
        if (strcmp(rows->stations[rows->items[k].station].code, code) == 0 && rows->items[k].species == species &&
            rows->items[k].start == start)
            return &rows->items[k];
    return NULL;
}

static void cnemc_sites_and_states(void **state) {
    (void)state;
    lt_obs_rows rows = read_text("cnemc.csv", "date,hour,type,1098A,1099A,1001A\n"
                                              "20180831,0,PM2.5,35,,99\n"
                                              "20180831,0,PM2.5_24h,36,37,99\n"
                                              "20180831,0,CO,1.2,0.9,2\n"
                                              "20180831,0,AQI,50,51,99\n"
                                              "20180901,9,O3,80,81,99\n"
                                              "20180901,9,PM10,60,61,99\n"
                                              "20180901,9,O3_8h,90,91,99\n");
    assert_int_equal(rows.n_stations, 2);
    assert_int_equal(rows.n_unplaced, 1); /* Beijing's 1001A is in no list */
    assert_int_equal(rows.n, 7);
    assert_int_equal(rows.n_missing, 1);
    assert_int_equal(rows.n_running, 3);
    const lt_obs_row *pm25 = row_of(&rows, "1098A", LT_OBSERVED_PM25, local(2018, 8, 30, 23)); /* label: end */
    assert_non_null(pm25);
    assert_true(pm25->value == 35 && pm25->state == LT_STATE_STANDARD && pm25->interval_s == LT_HOUR);
    const lt_obs_row *co = row_of(&rows, "1099A", LT_OBSERVED_CO, local(2018, 8, 30, 23));
    assert_true(co && co->value == 0.9 * 1000 && co->state == LT_STATE_STANDARD);
    const lt_obs_row *o3 = row_of(&rows, "1098A", LT_OBSERVED_O3, local(2018, 9, 1, 8));
    assert_true(o3 && o3->state == LT_STATE_REFERENCE);
    const lt_obs_row *pm10 = row_of(&rows, "1098A", LT_OBSERVED_PM10, local(2018, 9, 1, 8));
    assert_true(pm10 && pm10->state == LT_STATE_AMBIENT);
    lt_rows_free(&rows);
}

/* Nonsense in some cells costs these cells. */
static void refused_cells_are_kept(void **state) {
    (void)state;
    lt_obs_rows rows = read_text("bad.csv", "date,hour,type,1098A,1099A\n"
                                            "20200106,1,PM2.5,many,40\n"
                                            "20200230,1,PM2.5,41,41\n"
                                            "20200106,24,PM2.5,41,41\n"
                                            "20200106,2,PM3,41,41\n"
                                            "20300106,2,PM2.5,42,43\n"
                                            "20200106,3,PM2.5,44\n"
                                            "20200106,4,PM2.5,45,46\n"
                                            "20200106,4,PM2.5,45,47\n"
                                            "20200106,5,PM2.5,48,-5\n");
    static const struct {
        int line;
        const char *why;
    } expected[] = {{7, "a row of the wrong length"},
                    {2, "not a number"},
                    {3, "not a date"},
                    {4, "not a date"},
                    {5, "an unknown type"},
                    {6, "ends later than now"},
                    {6, "ends later than now"},
                    {8, "different values"},
                    {9, "different values"}};
    assert_int_equal(rows.n_refused, 9);
    for (size_t k = 0; k < sizeof expected / sizeof *expected; k++) {
        assert_int_equal(rows.refused[k].line, expected[k].line);
        assert_non_null(strstr(rows.refused[k].why, expected[k].why));
    }
    assert_string_equal(rows.refused[1].found, "many");
    assert_int_equal(rows.n_repeated, 1); /* 45 stands twice */
    assert_int_equal(rows.n, 4);          /* 40, 45, 48 and -5, which a rule flags */
    lt_rows_free(&rows);
}

static void consulate(void **state) {
    (void)state;
    lt_obs_rows rows = read_text(
        "airnow.csv", "Site,Parameter,Date (LT),Year,Month,Day,Hour,NowCast Conc.,AQI,AQI Category,Raw Conc.,Conc. "
                      "Unit,Duration,QC Name\n"
                      "Shenyang,PM2.5 - Principal,x,2014,03,09,01,1,1,x,59,UG/M3,1 Hr,Valid\n"
                      "Shenyang,PM2.5 - Principal,x,2014,03,09,03,1,1,x,62,UG/M3,1 Hr,Valid\n"
                      "Shenyang,PM2.5 - Principal,x,2014,03,09,03,1,1,x,56,UG/M3,1 Hr,Valid\n"
                      "Shenyang,PM2.5 - Principal,x,2014,03,09,04,1,1,x,-999,UG/M3,1 Hr,Missing\n"
                      "Shenyang,PM2.5 - Principal,x,2014,03,09,05,1,1,x,53,MG/M3,1 Hr,Valid\n"
                      "Beijing,PM2.5 - Principal,x,2014,03,09,05,1,1,x,77,UG/M3,1 Hr,Valid\n");
    assert_int_equal(rows.n, 3);
    assert_int_equal(rows.n_missing, 1);
    assert_int_equal(rows.n_refused, 1); /* the unit */
    assert_int_equal(rows.n_unplaced, 1);
    const lt_obs_row *two = row_of(&rows, "US-Shenyang", LT_OBSERVED_PM25, local(2014, 3, 9, 1));
    assert_true(two && two->value == 62 && two->state == LT_STATE_AMBIENT); /* the night of the summer time */
    lt_rows_free(&rows);
}

static void hours_declare_all(void **state) {
    (void)state;
    lt_obs_rows rows =
        read_text("hours.csv", "station,lon,lat,start_utc,interval_h,state,PM25_ugm3,O3_ppb,SO4_ugm3,CO_mgm3\n"
                               "a,123.4,41.8,2020-01-06 00:00,1,ambient,50,20,,\n"
                               "a,123.4,41.8,2020-01-06 00:00,24,298,,,12.5,1.5\n"
                               "a,123.4,41.8,2020-01-06 00:30,1,ambient,51,,,\n"
                               "a,123.4,41.8,2020-01-06T01:00+08:00,1,ambient,52,,,\n"
                               "a,123.4,41.8,2020-01-06 02:00,1,dry,53,,,\n"
                               "b,,,2020-01-06 02:00,1,273,54,,,\n");
    const lt_time start = lt_time_from_civil(2020, 1, 6, 0, 0, 0);
    assert_int_equal(rows.n, 4);
    assert_int_equal(rows.n_refused, 3); /* half an hour, another zone, an unknown state */
    assert_int_equal(rows.n_unplaced, 1);
    const lt_obs_row *o3 = row_of(&rows, "a", LT_OBSERVED_O3, start);
    /* 20 ppb: p / (R T) = 40.874 mol m-3 of air; times 47.998 g mol-1 and 1e-9: 1.9619 ug m-3 a ppb */
    assert_non_null(o3);
    assert_near(o3->value, 20 * 1.96188, 2e-3);
    assert_true(o3->state == LT_STATE_REFERENCE);
    const lt_obs_row *so4 = row_of(&rows, "a", LT_OBSERVED_SULFATE, start);
    assert_true(so4 && so4->interval_s == LT_DAY && so4->state == LT_STATE_REFERENCE);
    lt_rows_free(&rows);
}

static void bad_files(void **state) {
    (void)state;
    static const struct {
        const char *text, *word;
    } bad[] = {{"station,time,PM25_ugm3\nx,2020-01-06,5\n", "layout"},
               {"date,hour,type,沈阳,大连\n20200106,1,PM2.5,5,6\n", "no site of a file has a place"},
               {"station,lon,lat,start_utc,PM25_ugm3\na,123,41,2020-01-06 00:00,5\n", "mass without its state"},
               {"station,lon,lat,start_utc,end_utc,O3_ppb\na,123,41,2020-01-06 00:00,x,5\n", "two columns with times"},
               {"station,lon,lat,start_utc,state,PM25\na,123,41,2020-01-06 00:00,273,5\n", "without a unit"},
               {"station,lon,lat,start_utc,state,PM25_ppb\na,123,41,2020-01-06 00:00,273,5\n", "does not fit"},
               {"station,lon,lat,start_utc,state,H2S_ugm3\na,123,41,2020-01-06 00:00,273,5\n", "unknown species"},
               {"station,start_utc,O3_ppb\na,2020-01-06 00:00,5\n", "no station of a file has a place"}};
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        const lt_places places = obs_places();
        lt_obs_rows rows = {.places = &places, .now = INT64_C(4000000000)};
        assert_true(files_write_text(in_root("wrong.csv"), bad[k].text));
        assert_int_equal(lt_rows_read(in_root("wrong.csv"), &rows), LT_ERR_INPUT);
        if (!strstr(lt_error_what(), bad[k].word)) fail_msg("\"%s\" in \"%s\"", bad[k].word, lt_error_what());
        lt_rows_free(&rows);
    }
}

static void lists_of_stations(void **state) {
    (void)state;
    lt_places places;
    const char *file = in_root("list.csv");
    assert_true(files_write_text(file, "code,lon,lat,name_zh\n1098A,123.5,41.9,新址\nUS-Beijing,116.47,39.95,\n"));
    assert_int_equal(lt_places_read(&file, 1, &places), LT_OK);
    assert_true(places.items[lt_places_find(&places, "1098A")].lon == 123.5); /* the later list counts */
    assert_true(lt_places_find(&places, "US-Beijing") >= 0 && lt_places_find(&places, "US-Shenyang") >= 0);
    lt_places_free(&places);
    /* a degree of the meridian of a sphere of 6371 km is 111.195 km; along 60 N half of it */
    const lt_place a = {.lon = 123, .lat = 41}, b = {.lon = 123, .lat = 42}, c = {.lon = 10, .lat = 60},
                   d = {.lon = 11, .lat = 60};
    assert_near(lt_place_distance_km(&a, &b), 111.195, 1e-3);
    assert_near(lt_place_distance_km(&c, &d), 111.195 / 2, 5e-3);
    assert_true(files_write_text(file, "code,lon,lat\n1098A,41.9,123.5\n"));
    assert_int_equal(lt_places_read(&file, 1, &places), LT_ERR_INPUT);
    assert_true(files_write_text(file, "code,lon,lat\nq,121,41\nq,121,41\n"));
    assert_int_equal(lt_places_read(&file, 1, &places), LT_ERR_INPUT);
    assert_true(files_write_text(file, "code,lon\nq,121\n"));
    assert_int_equal(lt_places_read(&file, 1, &places), LT_ERR_INPUT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cnemc_sites_and_states),
        cmocka_unit_test(refused_cells_are_kept),
        cmocka_unit_test(consulate),
        cmocka_unit_test(hours_declare_all),
        cmocka_unit_test(bad_files),
        cmocka_unit_test(lists_of_stations),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
