/* Plants and soils: hours of the tables of methods and months of the calendars are those of the model's laws over the
 * mean year of Shenyang, with the leaves of leaf_area.csv. A table that is changed alone is seen here. */
#include "../unit/inventory_fixture.h"

#include "base/csv.h"
#include "inventory/time/calendar.h"
#include "inventory/time/climate.h"
#include "inventory/time/laws.h"
#include "model/emission/law.h"

#include <math.h>

static lt_mean_year year;
static double mean_K[12]; /* of the station itself */
static lt_law_number numbers[LT_LAW_MAX_NUMBERS];
static int n_numbers;
static lt_calendars *calendars;

static void share(const char *name, char path[512]) {
    fixture_fail(lt_share_path(lt_fmt("inventory/data/%s", name), path, 512));
}

static lt_csv *table(const char *name) {
    char path[512];
    lt_csv *t;
    share(name, path);
    fixture_fail(lt_csv_read(path, &t));
    return t;
}

static double cell(const lt_csv *t, long r, const char *column) {
    int c;
    double value;
    fixture_fail(lt_csv_column(t, column, &c));
    fixture_fail(lt_csv_double(t, r, c, &value));
    return value;
}

/* The row of a table of methods or leaves whose first columns are these; -1. */
static long row_of(const lt_csv *t, const char *const *keys) {
    for (long r = 0; r < lt_csv_rows(t); r++) {
        int k = 0;
        while (keys[k] && strcmp(lt_csv_text(t, r, k), keys[k]) == 0) k++;
        if (!keys[k]) return r;
    }
    return -1;
}

static int make(void **state) {
    (void)state;
    char climate[512], light[512], seasons[512], laws[512], path[512];
    lt_grid *grid = fixture_grid();
    share("climate.csv", climate);
    share("climate_light.csv", light);
    share("heating_seasons.csv", seasons);
    share("laws.csv", laws);
    share("calendars.csv", path);
    fixture_fail(lt_mean_year_create(grid, &(lt_climate_tables){climate, light, seasons}, &year));
    fixture_fail(lt_law_numbers_read(laws, numbers, &n_numbers));
    fixture_fail(lt_calendars_read(path, 2020, &calendars));
    lt_grid_free(grid);
    lt_csv *t = table("climate.csv");
    for (int m = 0; m < 12; m++) mean_K[m] = 273.15 + cell(t, m, "temperature_degC");
    lt_csv_free(t);
    return 0;
}

static int drop(void **state) {
    (void)state;
    lt_mean_year_free(&year);
    lt_calendars_free(calendars);
    return 0;
}

static double number_of(const char *name) {
    for (int k = 0; k < n_numbers; k++)
        if (strcmp(numbers[k].name, name) == 0) return numbers[k].value;
    fail_msg("laws.csv has no %s", name);
    return NAN;
}

/* Sums of g over the days of a month, by hour. */
static void sum_days(const lt_law *law, const double *parameter, int m, double out[24]) {
    double t[31], light[31], g[31];
    const int n = lt_days_in_month(2019, m + 1);
    for (int h = 0; h < 24; h++) {
        for (int d = 0; d < n; d++) {
            t[d] = mean_K[m] + year.day_departure[m * 31 + d] + year.hour_departure[m * 24 + h];
            light[d] = year.shortwave[m * 24 + h];
        }
        law->ask(parameter, &(lt_law_hour){.n = n, .month = m + 1, .day = t, .hour = t, .light = light}, g);
        out[h] = 0;
        for (int d = 0; d < n; d++) out[h] += g[d];
    }
}

/* The calendar's months and hours are those of the sums; six and four digits are written, and the July and the hour
 * from 13:00 have what is lacking to a sum of 1 and 24. */
static void expect_calendar(const char *name, double by[12][24]) {
    const int k = lt_calendars_find(calendars, name);
    if (k < 0) fail_msg("no calendar %s", name);
    double all = 0, months[12] = {0}, hours[24] = {0};
    for (int m = 0; m < 12; m++)
        for (int h = 0; h < 24; h++) all += by[m][h], months[m] += by[m][h], hours[h] += by[m][h];
    for (int m = 0; m < 12; m++)
        if (!(fabs(calendars->items[k].month[m] - months[m] / all) < 1e-5))
            fail_msg("%s, month %d: %.6f, by the law %.6f", name, m + 1, calendars->items[k].month[m], months[m] / all);
    for (int h = 0; h < 24; h++)
        if (!(fabs(calendars->items[k].hour[h] - 24 * hours[h] / all) < 1.5e-3))
            fail_msg("%s, hour %d: %.4f, by the law %.4f", name, h, calendars->items[k].hour[h], 24 * hours[h] / all);
}

static double total(double by[12][24]) {
    double sum = 0;
    for (int m = 0; m < 12; m++)
        for (int h = 0; h < 24; h++) sum += by[m][h];
    return sum;
}

static void check_plant(const char *kind, const char *process, const char *calendar, const char *plant,
                        const lt_csv *leaves, const lt_csv *methods) {
    const long l = row_of(leaves, (const char *const[]){plant, NULL}),
               r = row_of(methods, (const char *const[]){"natural", process, plant, NULL});
    if (r < 0) return; /* larches and fields have no isoprene to speak of */
    const double f = number_of(lt_fmt("%slight_share", kind)), beta = number_of(lt_fmt("%sexponent", kind)),
                 photons = number_of(lt_fmt("%sphoton_yield", kind));
    const lt_law *law = lt_law_find("biogenic");
    double by[12][24];
    for (int m = 0; m < 12; m++) {
        const double lai = cell(leaves, l, lt_fmt("m%02d", m + 1));
        const double gamma = 0.49 * lai / sqrt(1 + 0.2 * lai * lai), memory = exp(0.1 * (mean_K[m] - 297));
        double lit[24], warm[24];
        sum_days(law, (const double[]){1, beta, photons}, m, lit);
        sum_days(law, (const double[]){0, beta, photons}, m, warm);
        for (int h = 0; h < 24; h++) by[m][h] = gamma * (f * memory * lit[h] + (1 - f) * warm[h]);
    }
    const double hours = cell(methods, r, "standard_hours");
    if (!(fabs(hours - total(by)) < 0.06))
        fail_msg("%s of %s: %.1f standard hours, by the law %.3f", process, plant, hours, total(by));
    expect_calendar(lt_fmt("%s_%s", calendar, plant), by);
}

static void test_plants(void **state) {
    (void)state;
    static const char *const plants[] = {"broadleaf", "larch", "pine", "shrub", "grass", "crop"};
    lt_csv *leaves = table("leaf_area.csv"), *methods = table("methods/biogenic.csv");
    for (int p = 0; p < 6; p++) {
        check_plant("biogenic_isoprene_", "isoprene", "isoprene", plants[p], leaves, methods);
        check_plant("biogenic_terpenes_", "terpenes", "terpenes", plants[p], leaves, methods);
        check_plant("biogenic_", "plant_voc", "plants", plants[p], leaves, methods);
    }
    lt_csv_free(leaves);
    lt_csv_free(methods);
}

static void test_soil(void **state) {
    (void)state;
    double by[12][24];
    lt_csv *methods = table("methods/soil_no.csv");
    for (int m = 0; m < 12; m++) sum_days(lt_law_find("soil_no"), NULL, m, by[m]);
    expect_calendar("soil_no", by);
    for (long r = 0; r < lt_csv_rows(methods); r++)
        assert_true(fabs(cell(methods, r, "standard_hours") - total(by)) < 0.6);
    lt_csv_free(methods);
}

/* What the equations of FAO-56 give for noon in June and January at Shenyang, worked apart: radiation outside the
 * atmosphere of the hour from 11:00 (solar 11.24 to 12.24 h by longitude and the equation of time), x
 * 0.25 + 0.50 n / N. And the sun is down where the table says so. */
static void test_light(void **state) {
    (void)state;
    /* 12 June: declination 0.4030 rad, distance 0.9690, hour angles -0.1979 and 0.0639 rad: 1 250.5 W/m2 outside, x
     * (0.25 + 0.50 x 7.53 / 14.98). */
    assert_true(fabs(year.shortwave[5 * 24 + 11] - 1250.5 * (0.25 + 0.5 * 7.53 / 14.98)) < 1.5);
    for (int m = 0; m < 12; m++) {
        double day = 0;
        assert_true(year.shortwave[m * 24] == 0 && year.shortwave[m * 24 + 23] == 0);
        for (int h = 0; h < 24; h++) day += year.shortwave[m * 24 + h] * 3600e-6;
        assert_true(day > 6 && day < 23); /* MJ m-2 */
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plants), cmocka_unit_test(test_soil),
                                       cmocka_unit_test(test_light)};
    return cmocka_run_group_tests(tests, make, drop);
}
