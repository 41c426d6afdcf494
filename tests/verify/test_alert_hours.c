/* From an alert to emissions.nc and the model's potentials: hours outside keep their bits, hours inside have the share
 * that the alert leaves. */
#include "../unit/inventory_fixture.h"

#include "base/ncio.h"
#include "model/emission/emitted_hours.h"
#include "model/emission/laws.h"
#include "model/emission/mapping.h"
#include "scenarios/alert.h"
#include "tests/support/root.h"

enum { YEAR = 2020, HOURS = 12, FIRST = 3, UNTIL = 8 };

static lt_grid *grid;
static lt_outdir *dir;

static lt_time start(void) {
    return lt_time_from_civil(YEAR, 1, 10, 20, 0, 0);
}

static int make(void **state) {
    if (make_root(state) != 0 || lt_outdir_open(root, &dir) != LT_OK) return -1;
    grid = fixture_grid();
    fixture_fail(lt_grid_write(grid, dir, "grid.nc"));
    return 0;
}

static int drop(void **state) {
    lt_outdir_close(dir);
    lt_grid_free(grid);
    return remove_root(state);
}

/* The emissions of the shipped ledger, and of it under the tier of a package in five of twelve hours. */
static void write_both(const char *name) {
    lt_ledger *ledger = fixture_ledger(YEAR);
    lt_package *package;
    lt_changes changes = {0};
    lt_episodes episodes;
    const lt_alert alert = {.tier = "", .start = start() + FIRST * LT_HOUR, .end = start() + UNTIL * LT_HOUR};
    const lt_period period = {.id = "p", .start = start(), .length_s = HOURS * LT_HOUR};
    fixture_fail(lt_inventory_emissions(ledger, dir, "grid.nc", start(), HOURS, "usual.nc"));
    fixture_fail(lt_package_read(name, &package));
    package->alerts = &alert;
    package->n_alerts = 1;
    fixture_fail(lt_package_apply(package, ledger, &changes));
    fixture_fail(lt_alert_episodes(package, &changes, &period, ledger, &episodes));
    ledger->episodes = &episodes;
    fixture_fail(lt_inventory_emissions(ledger, dir, "grid.nc", start(), HOURS, "alert.nc"));
    lt_alert_free(&episodes);
    lt_changes_free(&changes);
    lt_package_free(package);
    lt_ledger_free(ledger);
}

/* As the model takes it, float in double; variable: points/CO or area/CO. */
static double *record_of(lt_ncr *file, const char *variable, long hour, size_t n) {
    const enum lt_emitted_group group = variable[0] == 'a' ? LT_EMITTED_AREA : LT_EMITTED_POINTS;
    lt_emitted_field field = {.mol = false};
    lt_emitted_hours *hours;
    double *v = calloc(n, sizeof *v);
    assert_non_null(v);
    snprintf(field.name, sizeof field.name, "%s", strchr(variable, '/') + 1);
    fixture_fail(lt_emitted_hours_open(file, &hours));
    assert_int_equal(lt_emitted_hours_size(hours, group), n);
    fixture_fail(lt_emitted_hours_get(hours, group, &field, (size_t)hour, v));
    lt_emitted_hours_close(hours);
    return v;
}

/* Two floats differ by half a unit in the last place of each, 2 x 2^-24 = 1.2e-7. */
static const double two_floats = 1.3e-7;

/* left: of the field inside; the same bits outside, and inside where all is left. */
static void compare(lt_ncr *usual, lt_ncr *alert, const char *variable, size_t n, double left) {
    for (long h = 0; h < HOURS; h++) {
        double *a = record_of(usual, variable, h, n), *b = record_of(alert, variable, h, n);
        const bool inside = h >= FIRST && h < UNTIL;
        double sum = 0;
        if (!inside || left == 1) assert_memory_equal(a, b, n * sizeof *a);
        for (size_t k = 0; k < n && inside; k++) {
            sum += a[k];
            assert_true(fabs(b[k] - left * a[k]) <= two_floats * a[k]);
        }
        if (inside) assert_true(sum > 0);
        free(a);
        free(b);
    }
}

static void test_hours_of_the_file(void **state) {
    (void)state;
    lt_ncr *usual, *alert;
    size_t profiles, points;
    write_both("emergency-red");
    fixture_fail(lt_ncr_open_own(dir, "usual.nc", &usual));
    fixture_fail(lt_ncr_open_own(dir, "alert.nc", &alert));
    fixture_fail(lt_ncr_dim(usual, "profile", &profiles));
    fixture_fail(lt_ncr_dim(usual, "point", &points));
    const size_t cells = (size_t)grid->nx * (size_t)grid->ny;
    /* Neighbours and ships are not under the alert: cities alone can be asked for their share, so the stacks. */
    static const struct {
        const char *species;
        double left;
    } asked[] = {{"SO2", 0.7}, {"NOX", 0.7}, {"VOC", 0.7}, {"BC", 0.7}, {"CO", 1}, {"CO2", 1}};
    for (size_t k = 0; k < sizeof asked / sizeof *asked; k++) {
        char name[64];
        snprintf(name, sizeof name, "points/%s", asked[k].species);
        compare(usual, alert, name, points, asked[k].left);
        snprintf(name, sizeof name, "area/%s", asked[k].species);
        for (long h = 0; h < HOURS; h++) {
            double *a = record_of(usual, name, h, profiles * cells), *b = record_of(alert, name, h, profiles * cells);
            double less = 0;
            if (h < FIRST || h >= UNTIL || asked[k].left == 1) assert_memory_equal(a, b, profiles * cells * sizeof *a);
            for (size_t c = 0; c < profiles * cells; c++) {
                assert_true(b[c] <= a[c] * (1 + two_floats) && b[c] >= asked[k].left * a[c] * (1 - two_floats));
                less += a[c] - b[c];
            }
            if (h >= FIRST && h < UNTIL && asked[k].left < 1) assert_true(less > 0);
            free(a);
            free(b);
        }
    }
    lt_ncr_close(usual);
    lt_ncr_close(alert);
}

/* Rates that the potentials of a file give in an hour at the mean year. */
static double *potential_rates(const char *name, long hour, size_t *n) {
    lt_ncr *file;
    lt_laws *laws;
    size_t profiles, points;
    const size_t plane = (size_t)grid->nx * (size_t)grid->ny;
    fixture_fail(lt_ncr_open_own(dir, name, &file));
    fixture_fail(lt_ncr_dim(file, "profile", &profiles));
    fixture_fail(lt_ncr_dim(file, "point", &points));
    *n = profiles * plane + points;
    double *rates = calloc(*n, sizeof *rates), *t2m = calloc(plane, sizeof *t2m);
    long *cell = calloc(points, sizeof *cell);
    assert_true(rates && t2m && cell);
    const lt_weather w = {.nx = (size_t)grid->nx, .ny = (size_t)grid->ny, .nz = 1, .temperature_2m = t2m};
    fixture_fail(lt_laws_open(file, &w, true, &laws));
    fixture_fail(lt_laws_want(laws, "SO2", "kg", start()));
    fixture_fail(lt_laws_hour(laws, &w, start() + hour * LT_HOUR));
    lt_laws_add(laws, "SO2", cell, rates, rates + profiles * plane);
    lt_laws_close(laws);
    lt_ncr_close(file);
    free(t2m);
    free(cell);
    return rates;
}

/* Heat by the cold of the day: no hour outside changes by a bit; inside stacks have seven tenths, and all that heats
 * between seven tenths and what it had (neighbours). */
static void test_hours_of_the_potentials(void **state) {
    (void)state;
    write_both("emergency-red");
    for (long h = FIRST - 1; h <= UNTIL; h++) {
        size_t n, again;
        double *a = potential_rates("usual.nc", h, &n), *b = potential_rates("alert.nc", h, &again), less = 0;
        assert_int_equal(n, again);
        if (h < FIRST || h >= UNTIL) assert_memory_equal(a, b, n * sizeof *a);
        for (size_t k = 0; k < n; k++) {
            assert_true(b[k] <= a[k] * (1 + 1e-12) && b[k] >= 0.7 * a[k] * (1 - 1e-12));
            less += a[k] - b[k];
        }
        if (h >= FIRST && h < UNTIL) assert_true(less > 0);
        free(a);
        free(b);
    }
}

/* A measure of one city and process: no bit of what it does not touch. */
static void test_untouched_fields(void **state) {
    (void)state;
    lt_ncr *usual, *alert;
    size_t points;
    write_both("jz-emergency-transport");
    fixture_fail(lt_ncr_open_own(dir, "usual.nc", &usual));
    fixture_fail(lt_ncr_open_own(dir, "alert.nc", &alert));
    fixture_fail(lt_ncr_dim(usual, "point", &points));
    compare(usual, alert, "points/NOX", points, 1);
    lt_ncr_close(usual);
    lt_ncr_close(alert);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_hours_of_the_file),
                                       cmocka_unit_test(test_hours_of_the_potentials),
                                       cmocka_unit_test(test_untouched_fields)};
    return cmocka_run_group_tests(tests, make, drop);
}
