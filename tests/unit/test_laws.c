/* Laws of emission: totals of a mean year, rates worked by hand, what cannot be. */
#include "laws_fixture.h"

#include "inventory/time/laws.h"

/* kg of a local year. */
static void year_sums(lt_laws *laws, const lt_weather *w, int year, double area[PROFILES * PLANE], double points[2]) {
    double rate[PROFILES * PLANE], point[2];
    memset(area, 0, PROFILES * PLANE * sizeof *area);
    memset(points, 0, 2 * sizeof *points);
    for (long h = 0; h < 24L * lt_days_in_year(year); ++h) {
        hour_rates(laws, w, year_begin(year) + h * LT_HOUR, rate, point);
        for (int c = 0; c < PROFILES * PLANE; ++c) area[c] += 3600.0 * rate[c];
        for (int p = 0; p < 2; ++p) points[p] += 3600.0 * point[p];
    }
}

static void expect_totals(const laws_file *l, const double *area, const double *points, double heat) {
    for (int c = 0; c < PLANE; ++c) {
        double kg = l->kg * (1 + c), steady = l->steady[0];
        assert_true(fabs(area[c] / (kg * (steady + (1 - steady) * heat)) - 1) < 1e-9);
        if (heat == 1) assert_true(fabs(area[PLANE + c] / kg - 1) < 1e-9);
    }
    assert_true(fabs(points[0] / (l->kg_point * heat) - 1) < 1e-9);
    assert_true(points[1] == 0);
}

/* A law at its mean gives the table's total to 1e-9, in a leap year too; 8 784 sums of rounded numbers. */
static void test_mean_keeps_the_year(void **state) {
    (void)state;
    laws_file l = laws_good(NX, NY);
    lt_ncr *file;
    lt_laws *laws;
    double area[PROFILES * PLANE], points[2];
    MINI_OK(open_laws(&l, &file, true, &laws));
    for (int year = 2019; year <= 2020; ++year) {
        year_sums(laws, &no_file, year, area, points);
        expect_totals(&l, area, points, 1);
    }
    lt_laws_close(laws);
    lt_ncr_close(file);
}

/* The laws by light, filling, warming and soil too, at their mean and in a year of weather that is the mean year: the
 * table's total. Soil never thaws in four months of the coldest column, whose share goes evenly. */
static void test_other_laws_keep_the_year(void **state) {
    (void)state;
    static const char *const names[] = {"evaporation", "evaporation/breathing", "biogenic/isoprene", "biogenic",
                                        "soil_no"};
    for (size_t n = 0; n < sizeof names / sizeof *names; ++n)
        for (int mean = n == 0 || n == 3; mean < 2; ++mean) { /* weather of the others: warming, light, frost */
            laws_file l = laws_good(NX, NY);
            lt_ncr *file;
            lt_laws *laws;
            lt_weather w = no_file;
            double area[PROFILES * PLANE], points[2];
            l.names[2] = names[n];
            MINI_OK(open_laws(&l, &file, mean, &laws));
            if (!mean) w = write_weather(&l, year_begin(2020), 8784, 0);
            year_sums(laws, &w, 2020, area, points);
            expect_totals(&l, area, points, 1);
            if (!mean) lt_ncr_close(w.file);
            lt_laws_close(laws);
            lt_ncr_close(file);
        }
}

/* Two potentials of one law, filled by day and by night: each keeps its year, though nights are cooler. */
static void test_clocks_of_one_law(void **state) {
    (void)state;
    laws_file l = laws_good(NX, NY);
    l.names[1] = l.names[2] = "evaporation";
    l.steady[0] = 0;
    for (int h = 0; h < 24; ++h) l.hour[h] = h == 14 ? 24 : 0;
    lt_ncr *file;
    lt_laws *laws;
    double area[PROFILES * PLANE], points[2];
    MINI_OK(open_laws(&l, &file, true, &laws));
    year_sums(laws, &no_file, 2019, area, points);
    expect_totals(&l, area, points, 1);
    hour_rates(laws, &no_file, year_begin(2019) + 13 * LT_HOUR, area, points);
    assert_true(area[0] == 0);
    hour_rates(laws, &no_file, year_begin(2019) + 14 * LT_HOUR, area, points);
    assert_true(area[0] > 0 && points[0] > 0);
    lt_laws_close(laws);
    lt_ncr_close(file);
}

/* A July afternoon that is 3 K warmer than the mean year's (all month is at the 302 K of its own hour there), in the
 * mean light: what it gives off over what the mean year does is the ratio of C_T at 305 and 302 K (biogenic.c):
 * 1.244939 / 0.893716 = 1.39299. Without light there is none. */
static void test_warm_afternoon(void **state) {
    (void)state;
    laws_file l = laws_good(NX, NY);
    l.names[2] = "biogenic/isoprene";
    l.east = 0;
    memset(l.day, 0, sizeof l.day);
    l.mean[6] = 299;
    lt_ncr *file;
    lt_laws *laws;
    double area[PROFILES * PLANE], points[2], mean[PROFILES * PLANE];
    const lt_time two = lt_time_from_civil(2019, 7, 10, 6, 0, 0), night = two + 10 * LT_HOUR;
    MINI_OK(open_laws(&l, &file, true, &laws));
    hour_rates(laws, &no_file, two, mean, points);
    lt_laws_close(laws);
    MINI_OK(lt_laws_open(file, &no_file, false, &laws));
    MINI_OK(lt_laws_want(laws, "CO", "kg", two));
    lt_weather w = write_weather(&l, two, 12, 3);
    hour_rates(laws, &w, two, area, points);
    assert_true(fabs(area[PLANE] / mean[PLANE] - 1.39299) < 1e-5);
    hour_rates(laws, &w, night, area, points);
    assert_true(area[PLANE] == 0);
    lt_ncr_close(w.file);
    lt_laws_close(laws);
    lt_ncr_close(file);
}

/* Hour by hour with a year of weather that is the mean year: the same, and the same rates. */
static void test_weather_of_the_mean_year(void **state) {
    (void)state;
    laws_file l = laws_good(NX, NY);
    lt_ncr *file;
    lt_laws *laws;
    double area[PROFILES * PLANE], points[2];
    MINI_OK(open_laws(&l, &file, false, &laws));
    lt_weather w = write_weather(&l, year_begin(2020), 8784, 0);
    year_sums(laws, &w, 2020, area, points);
    expect_totals(&l, area, points, 1);
    lt_ncr_close(w.file);
    lt_laws_close(laws);
    lt_ncr_close(file);
}

/* A year that is colder by 2 K on each of the 152 days burns more by 2 x 152 degree days over those of the mean year;
 * the base temperature is never reached in this season. */
static void test_cold_year_burns_more(void **state) {
    (void)state;
    laws_file l = laws_good(NX, NY);
    l.east = 0;
    lt_ncr *file;
    lt_laws *laws;
    double area[PROFILES * PLANE], points[2], days = 0;
    for (int m = 1; m <= 12; ++m)
        for (int d = 1; d <= lt_days_in_month(2020, m); ++d)
            if (m <= 3 || m >= 11) days += 273.15 + 18 - l.mean[m - 1] - l.day[(m - 1) * 31 + d - 1];
    MINI_OK(open_laws(&l, &file, false, &laws));
    lt_weather w = write_weather(&l, year_begin(2020), 8784, -2);
    year_sums(laws, &w, 2020, area, points);
    expect_totals(&l, area, points, (days + 2 * 152) / days);
    lt_ncr_close(w.file);
    lt_laws_close(laws);
    lt_ncr_close(file);
}

/* Worked by hand: a mean year of 0 degC without any departure, hours of weather at -5 degC. Heat: 18 degree days a day,
 * 151 days of 2019; 23 now. Ammonia: (273.15 / 268.15) exp(10378 (1 / 273.15 - 1 / 268.15)) = 0.50159 of the mean hour,
 * of which January has 744 and 1/18 of the year. */
static void test_rates_by_hand(void **state) {
    (void)state;
    laws_file l = laws_good(NX, NY);
    memset(l.day, 0, sizeof l.day);
    memset(l.diurnal, 0, sizeof l.diurnal);
    for (int m = 0; m < 12; ++m) l.mean[m] = 273.15;
    l.east = 0;
    lt_ncr *file;
    lt_laws *laws;
    double area[PROFILES * PLANE], points[2];
    MINI_OK(open_laws(&l, &file, false, &laws));
    lt_time nine = lt_time_from_civil(2019, 1, 10, 1, 0, 0); /* 09:00 there: v = 1.75 */
    lt_weather w = write_weather(&l, nine, 3, -5);
    hour_rates(laws, &w, nine, area, points);
    double heat = 23.0 / (18 * 151 * 24.0) * 1.75 / 3600, rest = 1.75 / (365 * 86400.0);
    assert_true(fabs(area[3] / (4 * l.kg * (0.9 * heat + 0.1 * rest)) - 1) < 1e-12);
    assert_true(fabs(points[0] / (l.kg_point * heat) - 1) < 1e-12);
    double less = 273.15 / 268.15 * exp(10378 * (1 / 273.15 - 1 / 268.15));
    assert_true(fabs(less - 0.50159) < 1e-5);
    assert_true(fabs(area[PLANE + 3] / (4 * l.kg / 18 / 744 * less / 3600) - 1) < 1e-12);
    lt_ncr_close(w.file);
    /* July: no heat but what goes on all year. */
    lt_time july = lt_time_from_civil(2019, 7, 10, 1, 0, 0);
    w = write_weather(&l, july, 3, -5);
    hour_rates(laws, &w, july, area, points);
    assert_true(fabs(area[3] / (4 * l.kg * 0.1 * rest) - 1) < 1e-12);
    assert_true(points[0] == 0);
    lt_ncr_close(w.file);
    lt_laws_close(laws);
    lt_ncr_close(file);
}

/* A run that begins at five in the afternoon knows the day's mean all the same: the mean year's hours stand for those
 * that its weather lacks. Every hour of the day has the same cold. */
static void test_part_of_a_day(void **state) {
    (void)state;
    laws_file l = laws_good(NX, NY);
    lt_ncr *file;
    lt_laws *laws;
    double area[PROFILES * PLANE], points[2], whole[PROFILES * PLANE], wholes[2];
    MINI_OK(open_laws(&l, &file, false, &laws));
    lt_time noon = lt_time_from_civil(2020, 1, 9, 4, 0, 0), five = noon + 5 * LT_HOUR;
    lt_weather w = write_weather(&l, noon - 12 * LT_HOUR, 24, -1.5);
    hour_rates(laws, &w, five, whole, wholes);
    lt_ncr_close(w.file);
    lt_laws_close(laws);
    MINI_OK(lt_laws_open(file, &no_file, false, &laws));
    MINI_OK(lt_laws_want(laws, "CO", "kg", five));
    w = write_weather(&l, five, 4, -1.5);
    hour_rates(laws, &w, five, area, points);
    for (int c = 0; c < PROFILES * PLANE; ++c) assert_true(fabs(area[c] / whole[c] - 1) < 1e-12);
    assert_true(fabs(points[0] / wholes[0] - 1) < 1e-12);
    lt_ncr_close(w.file);
    lt_laws_close(laws);
    lt_ncr_close(file);
}

/* A run that is taken up again in the middle of its weather has the bits of one that went through: the hour before, the
 * day and the norms are read and made again. The month changes on the way. */
static void test_taken_up_again(void **state) {
    (void)state;
    static const char *const names[] = {"evaporation/breathing", "evaporation", "biogenic/isoprene", "soil_no"};
    for (int n = 0; n < 4; ++n) {
        laws_file l = laws_good(NX, NY);
        l.names[2] = names[n];
        lt_ncr *file;
        lt_laws *through, *again;
        double area[PROFILES * PLANE], points[2], other[PROFILES * PLANE], others[2];
        const lt_time begin = lt_time_from_civil(2019, 5, 30, 20, 0, 0), noon = begin + 32 * LT_HOUR;
        MINI_OK(open_laws(&l, &file, false, &through));
        lt_weather w = write_weather(&l, begin, 40, 1.5);
        for (lt_time t = begin; t <= noon; t += LT_HOUR) hour_rates(through, &w, t, area, points);
        MINI_OK(lt_laws_open(file, &no_file, false, &again));
        MINI_OK(lt_laws_want(again, "CO", "kg", noon));
        hour_rates(again, &w, noon, other, others);
        assert_memory_equal(area, other, sizeof area);
        assert_memory_equal(points, others, sizeof points);
        assert_true(area[PLANE] > 0);
        lt_ncr_close(w.file);
        lt_laws_close(again);
        lt_laws_close(through);
        lt_ncr_close(file);
    }
}

static lt_status open_only(const laws_file *l) {
    lt_ncr *file;
    lt_laws *laws = NULL;
    lt_status status = open_laws(l, &file, false, &laws);
    lt_laws_close(laws);
    lt_ncr_close(file);
    return status;
}

static void test_what_cannot_be(void **state) {
    (void)state;
    laws_file l = laws_good(NX, NY);
    MINI_OK(open_only(&l));
    /* A law that the model has not: refused with its name, unless there is nothing to emit. */
    l.names[2] = "dust";
    assert_int_equal(open_only(&l), LT_ERR_INPUT);
    EXPECT("no law dust", "potential 1", "LAW:NAME");
    l.kg = 0;
    l.kg_point = 0;
    MINI_OK(open_only(&l));
    l = laws_good(NX, NY);
    l.law[0] = 0;
    assert_int_equal(open_only(&l), LT_ERR_INPUT);
    EXPECT("no law plume_rise for a potential", "potential 0");
    l = laws_good(NX, NY);
    l.law[1] = 3;
    assert_int_equal(open_only(&l), LT_ERR_INPUT);
    EXPECT("potential 1", "law 3");
    l = laws_good(NX, NY);
    l.steady[0] = 1.5;
    assert_int_equal(open_only(&l), LT_ERR_INPUT);
    l = laws_good(NX, NY);
    l.kg = -1;
    assert_int_equal(open_only(&l), LT_ERR_INPUT);
    EXPECT("laws/area/CO", "negative");
    l = laws_good(NX, NY);
    l.month[3] = 0.3;
    assert_int_equal(open_only(&l), LT_ERR_INPUT);
    EXPECT("do not add up");
    l = laws_good(NX, NY);
    l.base = 200;
    assert_int_equal(open_only(&l), LT_ERR_INPUT);
    EXPECT("heating_degree_base_temperature", "250 to 320");
    l = laws_good(NX, NY);
    l.point_potential[1] = 0; /* one of area */
    assert_int_equal(open_only(&l), LT_ERR_INPUT);
    EXPECT("point_potential", "point 1");
    l = laws_good(NX, NY);
    l.first = 1332;
    assert_int_equal(open_only(&l), LT_ERR_INPUT);
    EXPECT("heating_first");
    l = laws_good(NX, NY);
    l.names[2] = "biogenic/isoprene";
    memset(l.light + 24, 0, 24 * sizeof *l.light);
    assert_int_equal(open_only(&l), LT_ERR_INPUT);
    EXPECT("laws/shortwave", "month 2", "some light");
    l.names[2] = "biogenic/bark"; /* a kind without its numbers */
    assert_int_equal(open_only(&l), LT_ERR_INPUT);
    EXPECT("biogenic_bark_light_share");
    l = laws_good(NX, NY);
    l.n_named = 1;
    l.named[0] = 3;
    assert_int_equal(open_only(&l), LT_ERR_INPUT);
    EXPECT("laws/area/CO, attribute potential", "0 to 2");
    l.n_named = 2; /* twice the same */
    l.named[0] = l.named[1] = 0;
    assert_int_equal(open_only(&l), LT_ERR_INPUT);
    EXPECT("laws/area/CO, attribute potential", "each once");
    /* A place that is never cold would lose its coal. */
    l = laws_good(NX, NY);
    for (int m = 0; m < 12; ++m) l.mean[m] = 310;
    assert_int_equal(open_only(&l), LT_ERR_INPUT);
    EXPECT("never asks", "heating_degree", "potential 0, row 0, column 0");
}

static void test_registry(void **state) {
    (void)state;
    assert_non_null(lt_law_find("plume_rise")->place);
    assert_non_null(lt_law_find("heating_degree")->ask);
    assert_non_null(lt_law_find("evaporation")->ask);
    assert_ptr_equal(lt_law_find("biogenic/isoprene"), lt_law_find("biogenic"));
    assert_null(lt_law_find("biogenic_isoprene"));
    assert_null(lt_law_find("soil"));
    assert_null(lt_law_find("dust"));
    assert_null(lt_law_find("sea_salt"));
}

/* Rules of measures move the laws that keep months and hours of the calendar (inventory/time/laws.h), no others. */
static void test_clocked(void **state) {
    (void)state;
    for (int k = 0; k < LT_N_EMISSION_LAWS; k++) {
        char name[32];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(lt_emission_law_names[k], "/"), lt_emission_law_names[k]);
        const lt_law *law = lt_law_find(name);
        assert_int_equal(lt_timing_clocked(k), law && law->by_month && law->by_clock);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_mean_keeps_the_year),
                                       cmocka_unit_test(test_other_laws_keep_the_year),
                                       cmocka_unit_test(test_clocks_of_one_law),
                                       cmocka_unit_test(test_warm_afternoon),
                                       cmocka_unit_test(test_weather_of_the_mean_year),
                                       cmocka_unit_test(test_cold_year_burns_more),
                                       cmocka_unit_test(test_rates_by_hand),
                                       cmocka_unit_test(test_part_of_a_day),
                                       cmocka_unit_test(test_taken_up_again),
                                       cmocka_unit_test(test_what_cannot_be),
                                       cmocka_unit_test(test_registry),
                                       cmocka_unit_test(test_clocked)};
    return cmocka_run_group_tests(tests, make, drop);
}
