/* The synthetic seasons have the statistics they were made from, and these are those of the real file. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/outdir.h"
#include "model/met/climate.h"
#include "model/met/synthetic.h"
#include "tests/support/data.h"

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

static const char *const sources[] = {"typical-winter", "typical-spring", "typical-summer", "typical-autumn"};
enum { N_SEASONS = sizeof sources / sizeof *sources };

static lt_season_statistics statistics(int season) {
    lt_season_statistics st;
    const lt_season *months = lt_season_find(sources[season]);
    assert_non_null(months);
    assert_int_equal(lt_season_statistics_read(months, &st), LT_OK);
    return st;
}

static lt_station *series(const lt_season_statistics *st, int days, long hours) {
    lt_station *s = NULL;
    assert_int_equal(lt_synthetic_season(st, days, lt_time_from_civil(2020, 1, 9, 16, 0, 0), hours, &s), LT_OK);
    return s;
}

/* Whole cycles of three lengths. Means and spreads are made exactly (1e-9); shares to half an hour in the cycle at each
 * border; the mean wind within 0.2 m/s (hours are whole, and the speed of the hour goes with the direction that it
 * meets). */
static void check_whole_cycles(int season) {
    lt_season_statistics st = statistics(season);
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
        /* directions spread over a 90-degree sector have sin(45)/(pi/4) = 0.90 of the vector of its centre */
        double spread = sin(M_PI_4) / M_PI_4;
        assert_true(fabs(f.east / f.n - spread * st.wind_east_ms) < 0.2);
        assert_true(fabs(f.north / f.n - spread * st.wind_north_ms) < 0.2);
        if (lengths[l] == 3)
            print_message("%s, 3-day cycle: wind %.2f (%.2f) m/s, vector %.2f %.2f (%.2f %.2f)\n", sources[season],
                          f.speed / f.n, st.wind_speed_mean_ms, f.east / f.n, f.north / f.n, st.wind_east_ms,
                          st.wind_north_ms);
        lt_station_free(s);
    }
}

static void test_whole_cycles(void **state) {
    (void)state;
    for (int season = 0; season < N_SEASONS; season++) check_whole_cycles(season);
}

static void check_course(int season) {
    lt_season_statistics st = statistics(season);
    lt_station *s = series(&st, 3, 72);
    double turned = 0.0;
    for (long i = 1; i < s->n; i++) {
        double step = remainder(s->hours[i].wind_from_deg - s->hours[i - 1].wind_from_deg, 360.0);
        assert_true(step > 0.0 && step < 16.0); /* always clockwise, no jumps; 90 degrees in 6 h: summer's NW */
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

static void test_course(void **state) {
    (void)state;
    for (int season = 0; season < N_SEASONS; season++) check_course(season);
}

static void test_months(void **state) {
    (void)state;
    const lt_season *winter = lt_season_find("typical-winter"), *summer = lt_season_find("typical-summer");
    assert_true(lt_season_holds(winter, 12) && lt_season_holds(winter, 1) && lt_season_holds(winter, 2));
    assert_false(lt_season_holds(winter, 3) || lt_season_holds(winter, 11));
    assert_true(lt_season_holds(summer, 6) && lt_season_holds(summer, 8));
    assert_false(lt_season_holds(summer, 5) || lt_season_holds(summer, 9));
    for (int month = 1; month <= 12; month++) {
        int n = 0;
        for (int s = 0; s < N_SEASONS; s++) n += lt_season_holds(lt_season_find(sources[s]), month);
        assert_int_equal(n, 1);
    }
    assert_null(lt_season_find("station"));
}

static void test_deterministic(void **state) {
    (void)state;
    lt_season_statistics st = statistics(0);
    lt_station *a = series(&st, 3, 100), *b = series(&st, 3, 172);
    assert_memory_equal(a->hours, b->hours, 100 * sizeof *a->hours);
    assert_memory_equal(b->hours, b->hours + 72, 100 * sizeof *b->hours); /* and it repeats */
    lt_station_free(a);
    lt_station_free(b);
}

static void test_bad_request(void **state) {
    (void)state;
    lt_season_statistics st = statistics(0);
    lt_station *s = NULL;
    assert_int_equal(lt_synthetic_season(&st, 0, 0, 10, &s), LT_ERR_USAGE);
    assert_int_equal(lt_synthetic_season(&st, 3, 0, 0, &s), LT_ERR_USAGE);
    lt_error_clear();
}

/* The shipped table against the station file: every figure is rounded to four digits after the point. */

/* A day of its year: of the season's, but for winter. */
static double day_of(lt_time local) {
    return (double)(local - lt_time_from_civil(lt_time_civil(local).year, 1, 1, 0, 0, 0)) / LT_DAY;
}

/* Of the hours of a season: the straight line by the day of the year through what offset points at, taken out. */
static void take_course_out(lt_station *s, const lt_season *months, size_t offset, size_t also) {
    double n = 0, x = 0, y = 0, xx = 0, xy = 0;
    for (int pass = 0; pass < 2; pass++)
        for (long i = 0; i < s->n; i++) {
            lt_time t = s->start + i * LT_HOUR + LT_CST_OFFSET;
            if (!lt_season_holds(months, lt_time_civil(t).month) || !lt_station_complete(&s->hours[i])) continue;
            double day = day_of(t), *value = (double *)((char *)&s->hours[i] + offset);
            double course = pass ? (n * xy - x * y) / (n * xx - x * x) * (day - x / n) : 0;
            if (pass == 0) n += 1, x += day, y += *value, xx += day * day, xy += day * *value;
            *value -= course;
            if (also != offset) *(double *)((char *)&s->hours[i] + also) -= course;
        }
}

/* Mean over the hours of a sector of the difference from the mean of the same local hour. */
static double departure(const found *f, const lt_station *s, const lt_season *months, int sector) {
    double sum = 0.0;
    for (long i = 0; i < s->n; i++) {
        lt_time t = s->start + i * LT_HOUR + LT_CST_OFFSET;
        const lt_station_hour *h = &s->hours[i];
        if (!lt_season_holds(months, lt_time_civil(t).month) || !lt_station_complete(h)) continue;
        int hour = (int)(t / LT_HOUR % 24);
        if (sector_of(h, true) == sector) sum += h->temperature_K - f->hour_t[hour] / f->hour_n[hour];
    }
    return sum / f->share[sector];
}

static void compare_with_file(lt_station *s, int season) {
    static const double hours[] = {4320, 4414, 4415, 4367}; /* two, one and one are missing */
    lt_season_statistics st = statistics(season);
    const lt_season *months = lt_season_find(sources[season]);
    found f = {0};
    if (months->course_removed) {
        take_course_out(s, months, offsetof(lt_station_hour, temperature_K), offsetof(lt_station_hour, dew_point_K));
        take_course_out(s, months, offsetof(lt_station_hour, sea_level_pressure_Pa),
                        offsetof(lt_station_hour, sea_level_pressure_Pa));
    }
    for (long i = 0; i < s->n; i++) {
        lt_time t = s->start + i * LT_HOUR;
        if (lt_season_holds(months, lt_time_civil(t + LT_CST_OFFSET).month) && lt_station_complete(&s->hours[i]))
            add(&f, &s->hours[i], t, true);
    }
    assert_true(f.n == hours[season]);
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
    for (int k = 0; k < LT_N_SECTORS; k++) assert_true(fabs(departure(&f, s, months, k) - st.departure_K[k]) < 1e-4);
}

static void test_statistics_of_the_real_file(void **state) {
    (void)state;
    const char *path = data_path("met/shenyang_hourly/shenyang_hourly_2013_2014.csv");
    lt_station *s = NULL;
    assert_int_equal(lt_station_read(path, &s), LT_OK);
    for (int season = 0; season < N_SEASONS; season++) compare_with_file(s, season);
    lt_station_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_cycles), cmocka_unit_test(test_course),
        cmocka_unit_test(test_months),       cmocka_unit_test(test_deterministic),
        cmocka_unit_test(test_bad_request),  cmocka_unit_test(test_statistics_of_the_real_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
