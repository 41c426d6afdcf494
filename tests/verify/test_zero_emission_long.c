/* label: long
 * Runs of cb6r5 without any emission through typical days of the four seasons: ozone near the ground of liaoning-27w
 * stays inside the range that background stations of Northeast Asia have in that season, in each day and without
 * running away, and a top at 15 km instead of 8.5 km (on the same domain in cells of 54 km) changes nothing there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/ncio.h"
#include "tests/support/background_ozone.h"
#include "tests/support/program.h"
#include "tests/support/root.h"

#include <math.h>

enum { SPINUP = 1, DAYS = 2, HOURS = 24 * DAYS, MOST = 32 * 28 };

static const char case_text[] = "case: zero\ntitle_en: no emissions\ntitle_zh: 零排放\ngrid: %s\n"
                                "periods:\n  - {id: days, start: 2020-%s-10, length: %d day, spinup: %d day}\n"
                                "met:\n  source: typical-%s\nmodel:\n  chemistry: cb6r5\n  emissions: off\n";
static const char grid_text[] =
    "name: %s\ntitle_en: the window in wide cells\ntitle_zh: 粗网格\nprojection:\n  type: lambert_conformal\n"
    "  standard_parallels: [36 degrees_north, 46 degrees_north]\n  origin_longitude: 122.25 degrees_east\n"
    "  origin_latitude: 41.1 degrees_north\n  sphere_radius: 6370 km\ncell: 54 km\nnx: 16\nny: 14\n"
    "layer_edges: [0 m, 40 m, 90 m, 150 m, 220 m, 305 m, 410 m, 535 m, 690 m, 1100 m, 1700 m, 2580 m, 3860 m, 5740 m, "
    "8500 m%s]\n";

static void good(lt_status status) {
    char text[2048];
    if (status == LT_OK) return;
    lt_error_text(status, text, sizeof text);
    fail_msg("%s", text);
}

static void run(const char *grid, const season_ozone *season) {
    const char *path = in_root("case.yaml"), *folder = in_root("out");
    char text[1024];
    snprintf(text, sizeof text, case_text, grid, season->month, DAYS, SPINUP, season->season);
    files_remove(folder);
    assert_true(files_write_text(path, text));
    program_result result = program_run(NULL, "run", path, "--out", folder, "--quiet", "--threads", "2");
    if (result.code != 0) fail_msg("exit code %d: %s", result.code, result.err);
    program_free(&result);
}

/* A field of a file of the run in an hour, cells [n]. */
static void field_at(lt_ncr *file, const char *name, const char *unit, int hour, int n, double *out) {
    good(lt_ncr_get_double_record(file, name, unit, (size_t)hour, (size_t)n, out));
}

/* Mean of the domain over each day in ppb: mass at ambient state over the moles of air at the pressure and temperature
 * of the ground (within 1 % of those of the lowest layer); least and most of all cells and hours. */
static void days_of(int n, double day[DAYS], double *least, double *most) {
    lt_ncr *conc, *met;
    double o3[MOST], K[MOST], Pa[MOST];
    good(lt_ncr_open(in_root("out/conc_base_days.nc"), &conc));
    good(lt_ncr_open(in_root("out/met_days.nc"), &met));
    *least = INFINITY;
    *most = 0;
    for (int d = 0; d < DAYS; ++d) day[d] = 0;
    for (int h = 0; h < HOURS; ++h) {
        field_at(conc, "o3", "ug m-3", h, n, o3);
        field_at(met, "air_temperature_2m", "K", 24 * SPINUP + h, n, K);
        field_at(met, "surface_pressure", "Pa", 24 * SPINUP + h, n, Pa);
        for (int c = 0; c < n; ++c) {
            const double ppb = 1e9 * 1e-6 * o3[c] / 47.997 * 8.314463 * K[c] / Pa[c];
            day[h / 24] += ppb / (24.0 * n);
            *least = fmin(*least, ppb);
            *most = fmax(*most, ppb);
        }
    }
    lt_ncr_close(conc);
    lt_ncr_close(met);
}

static void test_seasons(void **state) {
    (void)state;
    for (int s = 0; s < 4; ++s) {
        const season_ozone *season = &background_ozone[s];
        double day[DAYS], least, most;
        run("liaoning-27w", season);
        days_of(MOST, day, &least, &most);
        print_message(
            "%s: ozone near the ground %.1f and %.1f ppb (hours of cells %.1f to %.1f), published %.1f to %.1f\n",
            season->season, day[0], day[1], least, most, season->least_ppb, season->most_ppb);
        for (int d = 0; d < DAYS; ++d) assert_true(day[d] >= season->least_ppb && day[d] <= season->most_ppb);
    }
}

/* Within 1 ppb, a fiftieth of the step of ozone at the tropopause: what a drain of some per cent of it would make. */
static void test_high_top(void **state) {
    (void)state;
    static const char *const names[] = {"low", "high"}, *const above[] = {"", ", 10500 m, 12700 m, 15000 m"};
    for (int s = 0; s < 2; ++s) {
        double day[2][DAYS], least, most;
        for (int g = 0; g < 2; ++g) {
            char path[PATH_MAX], text[2048];
            snprintf(path, sizeof path, "%s", in_root(lt_fmt("%s.yaml", names[g])));
            snprintf(text, sizeof text, grid_text, names[g], above[g]);
            assert_true(files_write_text(path, text));
            run(path, &background_ozone[s]);
            days_of(16 * 14, day[g], &least, &most);
        }
        print_message("%s: top at 8.5 km %.2f and %.2f ppb, at 15 km %.2f and %.2f\n", background_ozone[s].season,
                      day[0][0], day[0][1], day[1][0], day[1][1]);
        for (int d = 0; d < DAYS; ++d) assert_true(fabs(day[1][d] - day[0][d]) < 1.0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_seasons), cmocka_unit_test(test_high_top)};
    return cmocka_run_group_tests_name("zero_emission_long", tests, make_root, remove_root);
}
