/* A run of cb6r5 without any emission, on the small grid, 12 h of a January day: ozone near the ground stays inside the
 * range that background stations of Northeast Asia have in winter, radicals come up from 0, and the budget closes. All
 * seasons and a high top: test_zero_emission_long.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/background_ozone.h"
#include "tests/support/mini_nest.h"
#include "tests/support/model_text.h"

enum { HOURS = 12, CELLS = MINI_NX * MINI_NY, MOST = MINI_NZ * CELLS };

static lt_outdir *dir;
static char folder[64];

static int make(void **state) {
    (void)state;
    dir = mini_dir(folder, HOURS);
    return 0;
}

static int drop(void **state) {
    (void)state;
    return mini_remove(dir, folder);
}

/* Mean ppb of a gas in the lowest layer at the end; least and most of its cells. */
static double ground(const char *name, double molar_mass, double *least, double *most) {
    static double values[MOST];
    lt_ncr *file;
    double sum = 0;
    MINI_OK(lt_ncr_open_own(dir, "restart_zero.nc", &file));
    MINI_OK(lt_ncr_get_double(file, lt_fmt("domain1/%s", name), "kg kg-1", MOST, values));
    lt_ncr_close(file);
    *least = INFINITY;
    *most = 0;
    for (int c = 0; c < CELLS; ++c) {
        const double ppb = values[c] * 1e9 * 28.9647 / molar_mass;
        sum += ppb;
        *least = fmin(*least, ppb);
        *most = fmax(*most, ppb);
    }
    return sum / CELLS;
}

static void test_winter_day(void **state) {
    (void)state;
    lt_model_config config;
    lt_model_result result;
    mini_names names;
    double least, most;
    MINI_OK(model_text("step: 900 s\nchemistry: cb6r5\nemissions: off\nozone_column: 350 DU\n", &config));
    lt_model_run r = mini_nest_run(dir, &config, "zero", 0, HOURS, 0, &names);
    r.nest = NULL;
    MINI_OK(lt_model_run_files(&r, &result));
    lt_config_release(lt_model_config_rows, &config);
    const double o3 = ground("O3", 47.997, &least, &most);
    print_message("ozone near the ground after %d h: %.1f ppb (%.1f to %.1f)\n", HOURS, o3, least, most);
    assert_true(o3 >= background_ozone[0].least_ppb && o3 <= background_ozone[0].most_ppb);
    assert_true(least > 0.5 * o3 && most < 1.5 * o3);
    assert_true(ground("HO2", 33.006, &least, &most) > 0 && most < 0.1);
    assert_true(mini_budget_sum(folder, "budget_zero.csv", "O3", "dry_kg") > 0);
    assert_true(mini_budget_sum(folder, "budget_zero.csv", "NO2", "emitted_kg") == 0);
    assert_true(result.worst_rounding <= LT_BUDGET_AIM);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_winter_day)};
    return cmocka_run_group_tests_name("zero_emission", tests, make, drop);
}
