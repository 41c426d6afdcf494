/* The archive of observations: what is in it after which imports, its flags, coverage and obs.nc. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/ncio.h"
#include "tests/support/data.h"
#include "tests/support/json.h"
#include "tests/support/near.h"
#include "tests/support/obs_files.h"
#include "tests/support/program.h"
#include "tests/support/root.h"

static lt_time day_of(int n) {
    return lt_time_from_civil(2020, 1, 6, 0, 0, 0) + (lt_time)n * LT_DAY;
}

static const char *day_file(int n) {
    static char name[4][64];
    static int turn;
    char *out = name[turn++ % 4];
    snprintf(out, sizeof name[0], "china_sites_%d.csv", n);
    return in_root(out);
}

/* root/name for a whole test; in_root lends its text for four calls. */
static const char *archive_of(const char *name) {
    static char path[2][4200];
    static int turn;
    char *out = path[turn++ % 2];
    snprintf(out, sizeof path[0], "%s", in_root(name));
    return out;
}

static lt_import put(const char *archive, const char *file) {
    lt_import told;
    const lt_status status = obs_import(in_root(archive), file, &told);
    char text[2048];
    if (status != LT_OK) lt_error_text(status, text, sizeof text);
    if (status != LT_OK) fail_msg("%s", text);
    return told;
}

static void days_written(obs_value *value, int n) {
    for (int k = 0; k < n; k++) obs_write_cnemc(day_file(k), day_of(k), OBS_SITES, value);
}

/* The same file, the same rows in another file, a part of a day: nothing new is nothing new. */
static void imports_are_idempotent(void **state) {
    (void)state;
    lt_digest once, again;
    days_written(obs_quiet, 2);
    lt_import told = put("a.sqlite", day_file(0));
    assert_int_equal(told.n_new, OBS_SITES * 6 * 24);
    assert_int_equal(told.n_flagged, 0);
    obs_digest(in_root("a.sqlite"), true, once);
    told = put("a.sqlite", day_file(0));
    assert_true(told.known && told.n_new == 0);
    char *text = files_read(day_file(0), NULL), *half = text + strlen(text) / 2;
    while (*half != '\n') half++;
    half[1] = '\0'; /* a file that was fetched too early */
    assert_true(files_write_text(in_root("half.csv"), text));
    free(text);
    told = put("a.sqlite", in_root("half.csv"));
    assert_true(!told.known && told.n_new == 0 && told.n_changed == 0 && told.n_same > 100);
    obs_digest(in_root("a.sqlite"), true, again);
    assert_string_equal(once, again);
    put("b.sqlite", in_root("half.csv")); /* and the other way round */
    put("b.sqlite", day_file(0));
    obs_digest(in_root("b.sqlite"), true, again);
    assert_string_equal(once, again);
    assert_true(obs_ask(in_root("a.sqlite"), "SELECT count(*) FROM source") == 2);
}

static double changed(int site, const char *type, long day, int hour) {
    if (site == 2 && hour == 5 && strcmp(type, "PM2.5") == 0) return 63;
    if (site == 3 && hour == 6 && strcmp(type, "PM2.5") == 0) return NAN; /* blanked: nothing is taken away */
    return obs_quiet(site, type, day, hour);
}

static void revisions_are_kept(void **state) {
    (void)state;
    const char *archive = archive_of("rev.sqlite");
    days_written(obs_quiet, 1);
    put("rev.sqlite", day_file(0));
    obs_write_cnemc(in_root("later.csv"), day_of(0), OBS_SITES, changed);
    const lt_import told = put("rev.sqlite", in_root("later.csv"));
    assert_int_equal(told.n_new, 0);
    assert_int_equal(told.n_changed, 1);
    assert_int_equal(told.n_same, OBS_SITES * 6 * 24 - 2);
    assert_true(obs_ask(archive, "SELECT count(*) FROM value") == OBS_SITES * 6 * 24);
    assert_true(obs_ask(archive, "SELECT value FROM value WHERE revision = 2") == 63);
    assert_true(obs_ask(archive, "SELECT count(*) FROM past") == 1);
    assert_true(obs_ask(archive, "SELECT value FROM past") == obs_quiet(2, "PM2.5", (long)(day_of(0) / LT_DAY), 5));
    assert_true(obs_ask(archive, "SELECT source FROM past") == 1);
    assert_true(obs_ask(archive, "SELECT source FROM value WHERE revision = 2") == 2);
    assert_true(obs_ask(archive, "SELECT count(*) FROM value JOIN source ON source.id = source WHERE file LIKE "
                                 "'%later.csv' AND n_changed = 1") == 1);
    sqlite3 *db; /* nobody deletes */
    assert_int_equal(sqlite3_open(archive, &db), SQLITE_OK);
    assert_int_not_equal(sqlite3_exec(db, "DELETE FROM value", 0, 0, 0), SQLITE_OK);
    assert_int_not_equal(sqlite3_exec(db, "DELETE FROM past", 0, 0, 0), SQLITE_OK);
    assert_int_not_equal(sqlite3_exec(db, "DELETE FROM source", 0, 0, 0), SQLITE_OK);
    sqlite3_close(db);
}

/* One of each fault, in a quiet week: site 1 stands still over midnight, site 2 has a spike, site 3 is unlike the
 * others for two hours, site 4 has PM2.5 above PM10, site 5 a negative value. */
static double faulty(int site, const char *type, long day, int hour) {
    const long q = day - (long)(day_of(0) / LT_DAY);
    const bool pm25 = strcmp(type, "PM2.5") == 0;
    if (site == 1 && pm25 && ((q == 1 && hour >= 20) || (q == 2 && hour < 6))) return 55;
    if (site == 2 && pm25 && q == 1 && hour == 12) return 400;
    if (site == 3 && strcmp(type, "O3") == 0 && q == 2 && (hour == 3 || hour == 4)) return 300;
    if (site == 4 && pm25 && q == 0 && hour == 23) return 190;
    if (site == 5 && strcmp(type, "SO2") == 0 && q == 3 && hour == 7) return -5;
    return obs_quiet(site, type, day, hour);
}

static double flagged(const char *archive, const char *code, const char *species, int bit) {
    return obs_ask(archive,
                   lt_fmt("SELECT count(*) FROM value JOIN series ON series.id = series JOIN station ON station.id "
                          "= station WHERE code = '%s' AND species = '%s' AND (flags & %d) != 0",
                          code, species, bit));
}

/* The order of imports, late days among them, decides nothing; flags see over midnight. */
static void flags_hang_on_values_alone(void **state) {
    (void)state;
    static const int orders[][4] = {{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}};
    lt_digest digest[3];
    days_written(faulty, 4);
    for (int k = 0; k < 3; k++) {
        const char *name = lt_fmt("order%d.sqlite", k);
        for (int d = 0; d < 4; d++) put(name, day_file(orders[k][d]));
        obs_digest(in_root(name), true, digest[k]);
        assert_string_equal(digest[k], digest[0]);
    }
    const char *archive = archive_of("order0.sqlite");
    assert_true(flagged(archive, obs_sites[1], "PM2.5", LT_FLAG_STUCK) == 10); /* 4 h and 6 h of two files */
    assert_true(flagged(archive, obs_sites[2], "PM2.5", LT_FLAG_JUMP) == 1);
    assert_true(flagged(archive, obs_sites[2], "PM2.5", LT_FLAG_NEIGHBOUR) == 1);
    assert_true(flagged(archive, obs_sites[3], "O3", LT_FLAG_JUMP) == 0); /* two hours are no spike */
    assert_true(flagged(archive, obs_sites[3], "O3", LT_FLAG_NEIGHBOUR) == 2);
    assert_true(flagged(archive, obs_sites[4], "PM2.5", LT_FLAG_PAIR) == 1);
    assert_true(flagged(archive, obs_sites[4], "PM10", LT_FLAG_PAIR) == 1);
    assert_true(flagged(archive, obs_sites[5], "SO2", LT_FLAG_RANGE) == 1);
    assert_true(obs_ask(archive, "SELECT count(*) FROM value") == 4 * OBS_SITES * 6 * 24); /* all are kept */
}

/* Other limits: all is judged again, and as a new archive would be. */
static void other_limits(void **state) {
    (void)state;
    lt_quality wide = *obs_limits();
    lt_archive *archive = NULL;
    bool done = false;
    lt_digest before, after;
    days_written(faulty, 4);
    for (int d = 0; d < 4; d++) put("limits.sqlite", day_file(d));
    obs_digest(in_root("limits.sqlite"), false, before);
    for (int s = 0; s < LT_N_OBSERVED; s++) wide.of[s].jump = wide.of[s].floor = NAN;
    strcpy(wide.digest, "wide");
    assert_int_equal(lt_archive_open(in_root("limits.sqlite"), true, &archive), LT_OK);
    assert_int_equal(lt_archive_judge_all(archive, &wide, &done), LT_OK);
    assert_true(done);
    assert_true(flagged(in_root("limits.sqlite"), obs_sites[2], "PM2.5", LT_FLAG_JUMP | LT_FLAG_NEIGHBOUR) == 0);
    assert_int_equal(lt_archive_judge_all(archive, &wide, &done), LT_OK);
    assert_false(done);
    assert_int_equal(lt_archive_judge_all(archive, obs_limits(), &done), LT_OK);
    lt_archive_close(archive);
    obs_digest(in_root("limits.sqlite"), false, after);
    assert_string_equal(before, after);
}

/* A list corrects a place: neighbours are others then, and flags those of an archive that had it right at once. */
static void stations_move(void **state) {
    (void)state;
    const char *archive = archive_of("m.sqlite"), *list = archive_of("list.csv");
    lt_digest want, got;
    program_result said;
    days_written(faulty, 4);
    assert_true(files_write_text(list, "code,lon,lat\n1100A,121.0,40.0\n1101A,123.5,41.8\n")); /* 1100A: far away */
    put("m.sqlite", day_file(0));
    put("m.sqlite", day_file(1));
    assert_true(flagged(archive, "1100A", "PM2.5", LT_FLAG_NEIGHBOUR) == 1);
    said = program_run(NULL, "obs", "import", day_file(2), day_file(3), "--archive", archive, "--stations", list);
    assert_int_equal(said.code, 0);
    assert_non_null(strstr(said.said, "2 stations stand where the list has them"));
    program_free(&said);
    assert_true(flagged(archive, "1100A", "PM2.5", LT_FLAG_NEIGHBOUR) == 0);
    assert_true(obs_ask(archive, "SELECT lon FROM station WHERE code = '1100A'") == 121.0);
    assert_true(obs_ask(archive, "SELECT count(*) FROM moved") == 2);
    obs_digest(archive, false, got);
    said = program_run(NULL, "obs", "import", in_root("china_sites_*.csv"), "--archive", in_root("m2.sqlite"),
                       "--stations", list);
    program_free(&said);
    obs_digest(in_root("m2.sqlite"), false, want);
    assert_string_equal(got, want);
}

#define SAYS(text, ...)                                                                                                \
    do {                                                                                                               \
        static const char *const words_[] = {__VA_ARGS__};                                                             \
        for (size_t w_ = 0; w_ < sizeof words_ / sizeof *words_; w_++)                                                 \
            if (!strstr(text, words_[w_])) fail_msg("\"%s\" is missing in:\n%s", words_[w_], text);                    \
    } while (0)

static void command_and_coverage(void **state) {
    (void)state;
    const char *archive = archive_of("c.sqlite");
    days_written(faulty, 4);
    program_result said = program_run(NULL, "obs", "import", in_root("china_sites_*.csv"), "--archive", archive);
    if (said.code != 0) fail_msg("%s", said.err);
    SAYS(said.said, "china_sites_0.csv: cnemc (times: end of the hour, UTC+8)", "1152 new, 0 changed", "running means");
    program_free(&said);
    said = program_run(NULL, "obs", "import", day_file(0), "--archive", archive, "--lang", "zh");
    SAYS(said.said, "已导入过");
    program_free(&said);
    said = program_run(NULL, "obs", "coverage", "--archive", archive, "--species", "PM2.5", "--out", in_root("cov"));
    assert_int_equal(said.code, 0);
    /* 4 days of 31: 96 of 744 h; the first hour of the file of the 6th is 23:00 of the 5th */
    SAYS(said.said, "8 stations", "1099A", "2020-01", "12.9 %", "stuck 10", "0 older revisions");
    program_free(&said);
    char *csv = files_read(in_root("cov/coverage.csv"), NULL);
    assert_non_null(csv);
    SAYS(csv, "1099A,", ",PM2.5,1,2020-01,96,744,12.90,10,0,0,10,0,0");
    free(csv);
    said = program_run(NULL, "obs", "coverage", "--archive", archive, "--lang", "zh");
    SAYS(said.said, "覆盖率", "恒值 10", "PM2.5大于PM10 1");
    program_free(&said);
    obs_write_cnemc(in_root("late.csv"), lt_time_from_civil(2020, 4, 2, 0, 0, 0), 2,
                    faulty); /* six stations fell silent */
    put("c.sqlite", in_root("late.csv"));
    said = program_run(NULL, "obs", "coverage", "--archive", archive, "--species", "NO2", "--out", in_root("cov"));
    program_free(&said);
    csv = files_read(in_root("cov/coverage.csv"), NULL);
    SAYS(csv, "1098A,", ",NO2,1,2020-02,0,696,0.00,0,", ",NO2,1,2020-04,24,720,3.33,0,",
         ",NO2,1,2020-04,0,720,0.00,0,");
    assert_int_equal(program_count(csv, ",NO2,"), OBS_SITES * 4);
    free(csv);
    said = program_run(NULL, "obs", "coverage", "--archive", archive, "--json", "--species", "SO2");
    cJSON *tree = cJSON_Parse(said.said);
    assert_true(tree && cJSON_GetArraySize(cJSON_GetObjectItem(tree, "results")) == OBS_SITES * 4);
    cJSON_Delete(tree);
    program_free(&said);
}

static void history(void **state) {
    (void)state;
    const char *archive = archive_of("h.sqlite");
    days_written(obs_quiet, 1);
    put("h.sqlite", day_file(0));
    program_result said = program_run(NULL, "obs", "history", "1100A", "--archive", archive);
    assert_int_equal(said.code, 0);
    SAYS(said.said, "no value of this station was ever another");
    program_free(&said);
    obs_write_cnemc(in_root("later.csv"), day_of(0), OBS_SITES, changed);
    put("h.sqlite", in_root("later.csv"));
    said = program_run(NULL, "obs", "history", "1100A", "--archive", archive, "--json");
    cJSON *tree = cJSON_Parse(said.said);
    const cJSON *list = cJSON_GetObjectItem(tree, "results");
    assert_int_equal(cJSON_GetArraySize(list), 2);
    assert_true(json_number(cJSON_GetArrayItem(list, 0), "revision") == 1);
    assert_true(json_number(cJSON_GetArrayItem(list, 1), "value") == 63);
    assert_string_equal(json_text(cJSON_GetArrayItem(list, 1), "start"),
                        "2020-01-05T20:00:00Z"); /* the label 5, UTC+8 */
    cJSON_Delete(tree);
    program_free(&said);
    said = program_run(NULL, "obs", "history", "1100A", "--archive", archive, "--lang", "zh");
    SAYS(said.said, "第 2 版", "later.csv", "2020-01-06 04:00");
    program_free(&said);
    said =
        program_run(NULL, "obs", "history", "1100A", "--archive", archive, "--start", "2020-01-06", "--species", "CO");
    assert_int_equal(program_count(said.said, "CO "), 23); /* the 24th ends at 24:00: the next file has it */
    program_free(&said);
    said = program_run(NULL, "obs", "history", "1100B", "--archive", archive);
    assert_int_equal(said.code, 2);
    SAYS(said.err, "no such station", "did you mean 1100A?");
    program_free(&said);
    said = program_run(NULL, "obs", "history", "--archive", archive);
    assert_int_equal(said.code, 2);
    SAYS(said.err, "a name is missing", "lantian obs history STATION");
    program_free(&said);
}

static void obs_nc(void **state) {
    (void)state;
    const char *archive = archive_of("n.sqlite");
    lt_ncr *file = NULL;
    double value[24 * OBS_SITES], flags[24 * OBS_SITES], at[24 * OBS_SITES], lon[OBS_SITES], time[24];
    char *code[OBS_SITES];
    obs_write_cnemc(in_root("old.csv"), lt_time_from_civil(2018, 8, 31, 0, 0, 0), OBS_SITES, faulty);
    obs_write_cnemc(in_root("old1.csv"), lt_time_from_civil(2018, 9, 1, 0, 0, 0), OBS_SITES, obs_quiet);
    put("n.sqlite", in_root("old.csv"));
    put("n.sqlite", in_root("old1.csv"));
    program_result said = program_run(NULL, "obs", "export", "--archive", archive, "--start", "2018-08-31", "--days",
                                      "1", "--out", in_root("nc"));
    if (said.code != 0) fail_msg("%s", said.err);
    program_free(&said);
    assert_int_equal(lt_ncr_open(in_root("nc/obs.nc"), &file), LT_OK);
    assert_int_equal(lt_ncr_expect_dims(file, "o3", "time station"), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "o3", "ug m-3", 24 * OBS_SITES, value), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "o3_flags", NULL, 24 * OBS_SITES, flags), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "o3_state", NULL, 24 * OBS_SITES, at), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "lon", "degrees_east", OBS_SITES, lon), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "time", "s since 1970-01-01 00:00:00", 24, time), LT_OK);
    assert_int_equal(lt_ncr_get_strings(file, "station_code", OBS_SITES, code), LT_OK);
    const long day = (long)(lt_time_from_civil(2018, 8, 31, 0, 0, 0) / LT_DAY);
    for (int s = 0; s < OBS_SITES; s++) {
        assert_string_equal(code[s], obs_sites[s]);
        assert_true(lon[s] > 118 && lon[s] < 126);
        /* 00:00 to 01:00 of the 31st: the label 1; at 273.15 K, brought to 298.15 K */
        assert_near(value[s], obs_quiet(s, "O3", day, 1) * 273.15 / 298.15, 1e-9);
        assert_true(at[s] == 2 && flags[s] == 0);
    }
    assert_near(time[0], (double)(lt_time_from_civil(2018, 8, 30, 16, 30, 0)), 0); /* the middle, UTC */
    assert_int_equal(lt_ncr_get_double(file, "pm25", "ug m-3", 24 * OBS_SITES, value), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "pm25_state", NULL, 24 * OBS_SITES, at), LT_OK);
    assert_near(value[0], obs_quiet(0, "PM2.5", day, 1), 0);
    assert_true(at[0] == 1); /* particles stay where the rule of the time has them */
    for (int s = 0; s < OBS_SITES; s++) free(code[s]);
    lt_ncr_close(file);
    said = program_run(NULL, "obs", "export", "--archive", archive, "--start", "2019-01-01", "--days", "1", "--out",
                       in_root("none"));
    assert_int_equal(said.code, 2);
    SAYS(said.err, "no observation of the time asked for", "2018-08-30T15:00:00Z");
    program_free(&said);
}

/* The real file of the consulate: its hours, counted otherwise too. */
static void real_consulate(void **state) {
    (void)state;
    const lt_import told = put("real.sqlite", data_path("obs/shenyang_consulate_hourly_pm25_2013_2014_2016-11.csv"));
    char *text = files_read(data_path("obs/shenyang_consulate_hourly_pm25_2013_2014_2016-11.csv"), NULL);
    assert_int_equal(told.n_new, program_count(text, ",Valid"));
    free(text);
    assert_true(told.n_flagged < told.n_new / 50);
    print_message("consulate: %ld hours, %ld flagged\n", told.n_new, told.n_flagged);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(imports_are_idempotent),
        cmocka_unit_test(revisions_are_kept),
        cmocka_unit_test(flags_hang_on_values_alone),
        cmocka_unit_test(other_limits),
        cmocka_unit_test(stations_move),
        cmocka_unit_test(command_and_coverage),
        cmocka_unit_test(history),
        cmocka_unit_test(obs_nc),
        cmocka_unit_test(real_consulate),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
