/* Files of observations under damage: cut off anywhere, bytes changed at random. A layout refuses the file, or cells of
 * it, or reads what is there; it neither crashes nor gives a number that is not finite or a time off the hours. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/obs_files.h"
#include "tests/support/root.h"

static const char *const samples[] = {
    "date,hour,type,1098A,1099A,1100A\n20200106,0,AQI,50,51,52\n20200106,0,PM2.5,35,,36\n20200106,0,CO,1.2,0.9,1\n"
    "20200106,23,O3_8h,80,81,82\n20200106,23,O3,80,81,82\n",
    "Site,Parameter,Date (LT),Year,Month,Day,Hour,NowCast Conc.,AQI,AQI Category,Raw Conc.,Conc. Unit,Duration,QC "
    "Name\n"
    "Shenyang,PM2.5 - Principal,2014-01-06 12:00 AM,2014,01,06,00,1,1,x,113.0,UG/M3,1 Hr,Valid\n"
    "Shenyang,PM2.5 - Principal,2014-01-06 01:00 AM,2014,01,06,01,1,1,x,-999,UG/M3,1 Hr,Missing\n"
    "Shenyang,PM2.5 - Principal,2014-01-06 02:00 AM,2014,01,06,02,1,1,x,1.1e2,UG/M3,1 Hr,Valid\n",
    "# remark\nstation,lon,lat,name,city,end_local,interval_h,state,PM25_ugm3,O3_ppb,SO4_ugm3,CO_mgm3\n"
    "a,123.4,41.8,\"A, one\",Shenyang,2020-01-06 01:00,1,gb3095,50,20,3.5,1.1\n"
    "1098A,,,,,2020-01-06T02:00:00+08:00,24,273,51,,2.5,\n",
};

static void read_damaged(const char *text, size_t size, long *refused, long *taken) {
    const lt_places places = obs_places();
    const char *path = in_root("x.csv");
    lt_obs_rows rows = {.places = &places, .now = INT64_C(4000000000)};
    remove(path); /* writing over a file makes some file systems flush it */
    assert_true(files_write(path, text, size));
    const lt_status status = lt_rows_read(path, &rows);
    assert_true(status == LT_OK || status == LT_ERR_INPUT);
    *refused += status != LT_OK || rows.n_refused > 0;
    *taken += status == LT_OK && rows.n > 0;
    for (long k = 0; k < rows.n && status == LT_OK; k++) {
        const lt_obs_row *row = &rows.items[k];
        assert_true(isfinite(row->value) && row->start % LT_HOUR == 0 && row->start + row->interval_s <= rows.now);
        assert_true(row->station >= 0 && row->station < rows.n_stations && row->species < LT_N_OBSERVED);
        assert_true(row->interval_s >= LT_HOUR && row->interval_s <= LT_DAY && row->line > 1);
        const lt_place *place = &rows.stations[row->station];
        assert_true(fabs(place->lon) <= 180 && fabs(place->lat) <= 90 && place->code[0]);
    }
    lt_rows_free(&rows);
    lt_error_clear();
}

static void cut_off(void **state) {
    (void)state;
    for (size_t s = 0; s < sizeof samples / sizeof *samples; s++) {
        long refused = 0, taken = 0;
        for (size_t n = 0; n <= strlen(samples[s]); n++) read_damaged(samples[s], n, &refused, &taken);
        assert_true(refused > 20 && taken > 20);
    }
}

static void changed_bytes(void **state) {
    (void)state;
    for (size_t s = 0; s < sizeof samples / sizeof *samples; s++) {
        long refused = 0, taken = 0;
        const size_t length = strlen(samples[s]);
        char *text = malloc(length);
        for (int k = 0; k < 3000; k++) {
            memcpy(text, samples[s], length);
            for (uint64_t n = 1 + random_bits() % 3; n > 0; n--) text[random_bits() % length] = (char)random_bits();
            read_damaged(text, length, &refused, &taken);
        }
        free(text);
        print_message("layout %zu: of 3000 damaged files %ld were refused or in part, %ld gave values\n", s, refused,
                      taken);
        assert_true(refused > 300 && taken > 30);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(cut_off), cmocka_unit_test(changed_bytes)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
