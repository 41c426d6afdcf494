/* Rates stack by stack are those that tags of points are given, and the sum of particles is that of its species: with
 * and without a mechanism, with potentials that go by laws. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/emission/emission.h"
#include "model/emission/stack_rates.h"
#include "model/gaussian/case/stack_laws.h"
#include "model/state/tracers.h"
#include "tests/support/mini_air.h"
#include "tests/support/source_totals.h"

enum { HOURS = 4, MOST = 24 };

static lt_outdir *dir;
static char folder[64];
static lt_grid *grid;
static lt_air *air;
static lt_chemical_set *chemical;
static lt_weather weather;
static lt_species_info infos[MOST]; /* tags of points, named as what they follow */
static int n_infos;

static void open_all(const char *chemistry) {
    lt_ncr *met;
    mini_reacts = strcmp(chemistry, "off") != 0;
    dir = mini_dir(folder, HOURS);
    MINI_OK(lt_grid_read(dir, "grid.nc", &grid));
    MINI_OK(lt_air_create(MINI_NX, MINI_NY, MINI_NZ, &air));
    MINI_OK(lt_chemical_set_create(chemistry, &chemical));
    MINI_OK(lt_ncr_open_own(dir, "met_p.nc", &met));
    MINI_OK(lt_weather_open(met, MINI_NX, MINI_NY, MINI_NZ, mini_start, HOURS, &weather));
    n_infos = 0;
}

static void close_all(void) {
    lt_weather_close(&weather);
    lt_chemical_set_free(chemical);
    lt_air_free(air);
    lt_grid_free(grid);
    assert_int_equal(mini_remove(dir, folder), 0);
}

static void follow(const char *name) {
    const int s = lt_chemical_set_find(chemical, name);
    infos[n_infos] = s < 0 ? (lt_species_info){.name = name, .text = "", .emitted = name} : chemical->info[s];
    infos[n_infos++].part = "points";
}

/* [hour][tag] kg/s over the domain, as the model takes them. */
static void of_the_model(double total[HOURS][MOST]) {
    const lt_species_set set = {n_infos, infos};
    const lt_source *source;
    lt_emission *e;
    lt_ncr *file;
    const lt_emission_setup setup = {.place = lt_points_grid_of(grid),
                                     .z_edge = grid->z_edge,
                                     .start = mini_start,
                                     .n_hours = HOURS,
                                     .chemical = chemical,
                                     .drop_missing = true};
    MINI_OK(lt_ncr_open_own(dir, "emissions_base_p.nc", &file));
    MINI_OK(lt_emission_open(file, &set, &weather, air, &setup, &e));
    for (size_t h = 0; h < HOURS; h++) {
        MINI_OK(lt_weather_hour(&weather, h));
        MINI_OK(lt_emission_hour(e, h, &weather, &source));
        source_totals(air, source, set.n, total[h]);
    }
    lt_emission_close(e);
}

static lt_stack_rates_setup setup_of(bool mean) {
    return (lt_stack_rates_setup){.grid = grid,
                                  .weather = &weather,
                                  .chemical = chemical,
                                  .mean_laws = mean,
                                  .start = mini_start,
                                  .n_hours = HOURS,
                                  .n_species = n_infos,
                                  .species = infos};
}

static void of_the_stacks(double total[HOURS][MOST]) {
    lt_stack_rates *rates;
    lt_ncr *file;
    double kg_s[MOST * 2];
    const lt_stack_rates_setup setup = setup_of(false);
    MINI_OK(lt_ncr_open_own(dir, "emissions_base_p.nc", &file));
    MINI_OK(lt_stack_rates_open(file, &setup, &rates));
    assert_int_equal(lt_stack_rates_points(rates)->n, 2);
    for (int h = 0; h < HOURS; h++) {
        MINI_OK(lt_stack_rates_hour(rates, mini_start + h * LT_HOUR, kg_s));
        for (int s = 0; s < n_infos; s++) total[h][s] = kg_s[2 * s] + kg_s[2 * s + 1];
    }
    lt_stack_rates_close(rates);
    lt_ncr_close(file);
}

/* The model rounds what each layer gets to lt_real: half a unit of 2^-23 of each of some 10 shares. */
static void compare(void) {
    double model[HOURS][MOST], stacks[HOURS][MOST];
    of_the_model(model);
    of_the_stacks(stacks);
    for (int h = 0; h < HOURS; h++)
        for (int s = 0; s < n_infos; s++) {
            assert_true(model[h][s] > 0.0);
            if (fabs(stacks[h][s] - model[h][s]) > 6e-7 * model[h][s])
                fail_msg("%s, hour %d: %.9g of the stacks, %.9g of the model", infos[s].emitted, h, stacks[h][s],
                         model[h][s]);
        }
}

static void test_off(void **state) {
    (void)state;
    double total[HOURS][MOST];
    open_all("off");
    for (const char *const *name = (const char *const[]){LT_PRIMARY_FINE, "SO4", "BC", "POM", "PMO", LT_PRIMARY_COARSE,
                                                         "PMC", "SO2", "NOX", "CO", NULL};
         *name; name++)
        follow(*name);
    compare();
    of_the_stacks(total);
    for (int h = 0; h < HOURS; h++) {
        assert_true(fabs(total[h][0] - (total[h][1] + total[h][2] + total[h][3] + total[h][4])) < 1e-12 * total[h][0]);
        assert_true(total[h][5] == total[h][6]);
    }
    close_all();
}

static void test_mechanism(void **state) {
    (void)state;
    double total[HOURS][MOST];
    open_all("cb6r5");
    for (const char *const *name = (const char *const[]){LT_PRIMARY_FINE, "ASO4J", "AECJ", "AOTHRJ", LT_PRIMARY_COARSE,
                                                         "ACORS", "SO2", "NO", "NO2", "CO", NULL};
         *name; name++)
        follow(*name);
    compare();
    of_the_stacks(total);
    for (int h = 0; h < HOURS; h++) {
        assert_true(fabs(total[h][0] - (total[h][1] + total[h][2] + total[h][3])) < 1e-12 * total[h][0]);
        assert_true(total[h][4] == total[h][5]);
    }
    close_all();
}

/* What nothing emits is named. */
static void test_missing(void **state) {
    (void)state;
    lt_stack_rates *rates;
    lt_ncr *file;
    char text[2048];
    open_all("off");
    follow("XYZ");
    const lt_stack_rates_setup setup = setup_of(false);
    MINI_OK(lt_ncr_open_own(dir, "emissions_base_p.nc", &file));
    const lt_status status = lt_stack_rates_open(file, &setup, &rates);
    assert_int_equal(status, LT_ERR_INPUT);
    lt_error_text(status, text, sizeof text);
    assert_non_null(strstr(text, "XYZ"));
    assert_null(rates);
    lt_ncr_close(file);
    close_all();
}

/* What a plume case adds for stacks that go by the weather: with the run's met.nc the rates of the model, with other
 * weather those of a mean year; a stack that does not matter asks for nothing. */
static void compare_case(const char *path, bool mean) {
    double kg_s[2], of_case[2], x[2], y[2];
    const bool wanted[2] = {true, true}, second[2] = {false, true};
    lt_plume_weather *hours = lt_plume_weather_of(path);
    lt_stack_rates *rates;
    lt_stack_laws *laws;
    lt_emitted_hours *by_calendar;
    lt_ncr *file;
    const lt_stack_rates_setup setup = setup_of(mean);
    for (int h = 0; h < HOURS; h++) {
        const lt_plume_hour hour = lt_plume_hour_missing(mini_start + (h + 1) * LT_HOUR);
        MINI_OK(lt_plume_weather_add(hours, &hour, "test"));
    }
    MINI_OK(lt_ncr_open(lt_fmt("%s/emissions_base_p.nc", folder), &file));
    MINI_OK(lt_stack_rates_open(file, &setup, &rates));
    MINI_OK(lt_ncr_get_double(file, "points/x", "m", 2, x));
    MINI_OK(lt_ncr_get_double(file, "points/y", "m", 2, y));
    MINI_OK(lt_stack_laws_open(file, hours, 2, x, y, second, &laws));
    assert_null(laws);
    MINI_OK(lt_stack_laws_open(file, hours, 2, x, y, wanted, &laws));
    assert_non_null(laws);
    MINI_OK(lt_emitted_hours_open(file, &by_calendar));
    const lt_emitted_field field = {.name = "CO"};
    MINI_OK(lt_stack_laws_want(laws, &field));
    for (int h = 0; h < HOURS; h++) {
        MINI_OK(lt_stack_rates_hour(rates, mini_start + h * LT_HOUR, kg_s));
        MINI_OK(lt_emitted_hours_get(by_calendar, LT_EMITTED_POINTS, &field, (size_t)h, of_case));
        assert_true(of_case[0] < 0.99 * kg_s[0]); /* the law's part is not little */
        MINI_OK(lt_stack_laws_hour(laws, mini_start + h * LT_HOUR));
        lt_stack_laws_add(laws, &field, of_case);
        for (int p = 0; p < 2; p++) assert_true(fabs(of_case[p] - kg_s[p]) <= 1e-12 * kg_s[p]);
    }
    lt_emitted_hours_close(by_calendar);
    lt_stack_laws_close(laws);
    lt_stack_rates_close(rates);
    lt_ncr_close(file);
    lt_plume_weather_free(hours);
}

static void test_plume_case(void **state) {
    (void)state;
    open_all("off");
    follow("CO");
    compare_case(lt_fmt("%s/met_p.nc", folder), false);
    compare_case("weather.csv", true);
    close_all();
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_off), cmocka_unit_test(test_mechanism),
                                       cmocka_unit_test(test_missing), cmocka_unit_test(test_plume_case)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
