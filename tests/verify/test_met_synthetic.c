/* The synthetic winter has the statistics it was made from, and these are those of the real file. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/outdir.h"
#include "model/met/climate.h"
#include "model/met/synthetic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct found {
    double n, t, t2, p, p2, speed, east, north, depression, share[LT_N_SECTORS], sector_speed[LT_N_SECTORS];
    double rain, hour_t[24], hour_n[24];
} found;

static int sector_of(const lt_station_hour *h, bool real) {
    bool calm = real ? isnan(h->wind_from_deg) : h->wind_speed_ms < 1.1; /* calms of the generator: 0.8 on average */
    if (calm) return LT_SECTOR_CALM;
    return ((int)(h->wind_from_deg / 90.0) + 1) % 4; /* NW 270-360, NE, SE, SW */
}

static void add(found *f, const lt_station_hour *h, lt_time t, bool real) {
    int s = sector_of(h, real), hour = (int)((t + LT_CST_OFFSET) / LT_HOUR % 24);
    f->n += 1;
    f->t += h->temperature_K;
    f->t2 += h->temperature_K * h->temperature_K;
    f->p += h->sea_level_pressure_Pa;
    f->p2 += h->sea_level_pressure_Pa * h->sea_level_pressure_Pa;
    f->speed += h->wind_speed_ms;
    f->depression += h->temperature_K - h->dew_point_K;
    f->share[s] += 1;
    f->sector_speed[s] += h->wind_speed_ms;
    f->rain += isnan(h->precipitation_mm) ? 0.0 : h->precipitation_mm;
    f->hour_t[hour] += h->temperature_K;
    f->hour_n[hour] += 1;
    if (s == LT_SECTOR_CALM) return;
    f->east -= h->wind_speed_ms * sin(h->wind_from_deg * M_PI / 180);
    f->north -= h->wind_speed_ms * cos(h->wind_from_deg * M_PI / 180);
}

static double sd(double sum, double squares, double n) {
    return sqrt(squares / n - sum / n * (sum / n));
}

static lt_winter_statistics statistics(void) {
    lt_winter_statistics st;
    assert_int_equal(lt_winter_statistics_read(&st), LT_OK);
    return st;
}

static lt_station *series(const lt_winter_statistics *st, int days, long hours) {
    lt_station *s = NULL;
    assert_int_equal(lt_synthetic_winter(st, days, lt_time_from_civil(2020, 1, 9, 16, 0, 0), hours, &s), LT_OK);
    return s;
}

/* Whole cycles of three lengths. Means and spreads are made exactly (1e-9); shares to half an hour in the cycle at each
 * border; the mean wind within 0.15 m/s (hours are whole, and a turning wind has less vector mean than its sector). */
static void test_whole_cycles(void **state) {
    (void)state;
    lt_winter_statistics st = statistics();
    const int lengths[] = {2, 3, 7};
    for (int l = 0; l < 3; l++) {
        int hours = 24 * lengths[l];
        lt_station *s = series(&st, lengths[l], 2L * hours);
        assert_true(s->synthetic);
        found f = {0};
        for (long i = 0; i < s->n; i++) add(&f, &s->hours[i], s->start + i * LT_HOUR, false);
        assert_true(fabs(f.t / f.n - st.temperature_mean_K) < 1e-9);
        assert_true(fabs(sd(f.t, f.t2, f.n) - st.temperature_sd_K) < 1e-5);
        assert_true(fabs(f.p / f.n - st.pressure_mean_Pa) < 1e-6);
        assert_true(fabs(sd(f.p, f.p2, f.n) - st.pressure_sd_Pa) < 0.1);
        assert_true(fabs(f.depression / f.n - st.dew_point_depression_K) < 1e-9);
        assert_true(fabs(f.rain / f.n - st.precipitation_mean_mmh) < 1e-9);
        for (int k = 0; k < LT_N_SECTORS; k++) {
            assert_true(fabs(f.share[k] / f.n - st.share[k]) < 1.01 / hours);
            assert_true(fabs(f.sector_speed[k] / f.share[k] - st.speed_ms[k]) < 1e-6);
        }
        assert_true(fabs(f.speed / f.n - st.wind_speed_mean_ms) < 0.1);
        assert_true(fabs(f.east / f.n - st.wind_east_ms) < 0.15 && fabs(f.north / f.n - st.wind_north_ms) < 0.15);
        if (lengths[l] == 3)
            print_message("3-day cycle: wind %.2f (%.2f) m/s, vector %.2f %.2f (%.2f %.2f)\n", f.speed / f.n,
                          st.wind_speed_mean_ms, f.east / f.n, f.north / f.n, st.wind_east_ms, st.wind_north_ms);
        lt_station_free(s);
    }
}

static void test_course(void **state) {
    (void)state;
    lt_winter_statistics st = statistics();
    lt_station *s = series(&st, 3, 72);
    double turned = 0.0;
    for (long i = 1; i < s->n; i++) {
        double step = remainder(s->hours[i].wind_from_deg - s->hours[i - 1].wind_from_deg, 360.0);
        assert_true(step > 0.0 && step < 12.0); /* always clockwise, no jumps */
        turned += step;
        assert_true(s->hours[i].dew_point_K < s->hours[i].temperature_K && s->hours[i].wind_speed_ms > 0.0);
    }
    assert_true(turned > 340.0 && turned < 360.0);
    double p_ne = 0, p_sw = 0, n_ne = 0, n_sw = 0; /* high pressure in NE, low in SW, as observed */
    for (long i = 0; i < s->n; i++) {
        int k = sector_of(&s->hours[i], false);
        if (k == LT_SECTOR_NE) p_ne += s->hours[i].sea_level_pressure_Pa, n_ne += 1;
        if (k == LT_SECTOR_SW) p_sw += s->hours[i].sea_level_pressure_Pa, n_sw += 1;
    }
    assert_true(p_ne / n_ne > p_sw / n_sw + 300.0);
    lt_station_free(s);
}

static void test_deterministic(void **state) {
    (void)state;
    lt_winter_statistics st = statistics();
    lt_station *a = series(&st, 3, 100), *b = series(&st, 3, 172);
    assert_memory_equal(a->hours, b->hours, 100 * sizeof *a->hours);
    assert_memory_equal(b->hours, b->hours + 72, 100 * sizeof *b->hours); /* and it repeats */
    lt_station_free(a);
    lt_station_free(b);
}

static void test_bad_request(void **state) {
    (void)state;
    lt_winter_statistics st = statistics();
    lt_station *s = NULL;
    assert_int_equal(lt_synthetic_winter(&st, 0, 0, 10, &s), LT_ERR_USAGE);
    assert_int_equal(lt_synthetic_winter(&st, 3, 0, 0, &s), LT_ERR_USAGE);
    lt_error_clear();
}

/* The shipped table against the station file: every figure is rounded to four digits after the point. */
static void test_statistics_of_the_real_file(void **state) {
    (void)state;
    char path[1024];
    if (lt_data_path("met/shenyang_hourly/shenyang_hourly_2013_2014.csv", path, sizeof path) != LT_OK ||
        !lt_path_exists(path)) {
        const char *ci = getenv("CI");
        print_message("no data folder (LANTIAN_DATA): the statistics are not compared with the file\n");
        lt_error_clear();
        if (ci && strcmp(ci, "true") == 0) fail_msg("the data folder must be there in CI");
        skip();
    }
    lt_winter_statistics st = statistics();
    lt_station *s = NULL;
    found f = {0};
    assert_int_equal(lt_station_read(path, &s), LT_OK);
    for (long i = 0; i < s->n; i++) {
        int month = lt_time_civil(s->start + i * LT_HOUR + LT_CST_OFFSET).month;
        if (month <= 2 || month == 12) add(&f, &s->hours[i], s->start + i * LT_HOUR, true);
    }
    assert_true(f.n == 4320);
    assert_true(fabs(f.t / f.n - st.temperature_mean_K) < 1e-4);
    assert_true(fabs(sd(f.t, f.t2, f.n) - st.temperature_sd_K) < 1e-4);
    assert_true(fabs(f.p / f.n - st.pressure_mean_Pa) < 1e-2);
    assert_true(fabs(f.speed / f.n - st.wind_speed_mean_ms) < 1e-4);
    assert_true(fabs(f.east / f.n - st.wind_east_ms) < 1e-4 && fabs(f.north / f.n - st.wind_north_ms) < 1e-4);
    for (int k = 0; k < LT_N_SECTORS; k++) {
        assert_true(fabs(f.share[k] / f.n - st.share[k]) < 1e-4);
        assert_true(fabs(f.sector_speed[k] / f.share[k] - st.speed_ms[k]) < 1e-4);
    }
    for (int h = 0; h < 24; h++)
        assert_true(fabs(f.hour_t[h] / f.hour_n[h] - f.t / f.n - st.diurnal_temperature_K[h]) < 1e-4);
    lt_station_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_cycles),
        cmocka_unit_test(test_course),
        cmocka_unit_test(test_deterministic),
        cmocka_unit_test(test_bad_request),
        cmocka_unit_test(test_statistics_of_the_real_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
