/* Weather that the transport cannot take, in any hour of either grid: an error that names field, hour and cell, no
 * output under its name, and the last good restart file whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/mini_faults.h"
#include "tests/support/mini_nest.h"

enum { SPINUP = 1, HOURS = 4, NEST_SPINUP = 1, ALL = SPINUP + HOURS };

static lt_outdir *dir;
static char folder[64];

static int make(void **state) {
    (void)state;
    dir = mini_nest_dir(folder, ALL, 0);
    return 0;
}

static int drop(void **state) {
    (void)state;
    return mini_remove(dir, folder);
}

/* One value of a weather file at hour (of its axis) and layer, row, column; entered in the manifest as it then is. */
typedef struct fault {
    const char *file, *field;
    int hour, layer, row, column; /* layer -1: a field of one layer */
    double value;
} fault;

static double put(const fault *f) {
    const bool flat = f->layer < 0;
    const size_t at[4] = {(size_t)f->hour, (size_t)(flat ? f->row : f->layer), (size_t)(flat ? f->column : f->row),
                          (size_t)f->column};
    return mini_put(dir, f->file, f->field, at, f->value);
}

static lt_status run(mini_names *names) {
    lt_model_config config = {.step_s = 900,
                              .chemistry = "off",
                              .nest_step_s = 300,
                              .blocks_x = 1,
                              .blocks_y = 1,
                              .boundary = "background",
                              .emissions = "on",
                              .restart_every_h = 1};
    lt_model_result result;
    lt_model_run r = mini_nest_run(dir, &config, "t", SPINUP, HOURS, NEST_SPINUP, names);
    return lt_model_run_files(&r, &result);
}

static void expect_words(const fault *f, const char *words) {
    char text[4096], copy[256];
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    snprintf(copy, sizeof copy, "%s", words);
    for (char *rest = NULL, *word = strtok_r(copy, "|", &rest); word; word = strtok_r(NULL, "|", &rest))
        if (!strstr(text, word))
            fail_msg("%s of %s, hour %d: \"%s\" is not in\n%s", f->field, f->file, f->hour, word, text);
}

/* words: what the error must hold beside the field, ended by | each. */
static void expect_refused(fault f, const char *words) {
    char where[64], hour[64];
    mini_names names;
    const double good = put(&f);
    lt_status status = run(&names);
    if (status != LT_ERR_INPUT) fail_msg("%s of %s, hour %d: status %d", f.field, f.file, f.hour, status);
    const int in_layer = f.layer < 0 ? 0
                                     : snprintf(where, sizeof where, "%s %d, ",
                                                strcmp(f.field, "kz") == 0 ? "interface" : "layer", f.layer);
    snprintf(where + in_layer, sizeof where - (size_t)in_layer, "row %d, column %d", f.row, f.column);
    /* a mass stands at the ends of hours: the first hour that reads it is the one before */
    const int first = strcmp(f.field, "air_mass") == 0 ? f.hour - 1 : f.hour;
    snprintf(hour, sizeof hour, "hour %d", first);
    expect_words(&f, f.field);
    expect_words(&f, where);
    expect_words(&f, hour);
    expect_words(&f, words);
    assert_false(lt_outdir_has(dir, names.conc, false, NULL));
    assert_false(lt_outdir_has(dir, names.nest_conc, false, NULL));
    assert_false(lt_outdir_has(dir, names.budget, false, NULL));
    /* A restart file is written at the end of every hour: the last one, and it is what was entered. The laws of
     * emission read the temperatures of the whole local day (08 to 24 h here) in its first hour. */
    const bool ahead = strcmp(f.field, "air_temperature_2m") == 0;
    assert_int_equal(lt_outdir_has(dir, names.restart, true, NULL), first > 0 && !ahead);
    if (first > 0 && !ahead) MINI_OK(lt_outdir_drop(dir, names.restart));
    f.value = good;
    put(&f);
}

/* Every field that the model reads by the hour, twice: in the first hour, the last or one between, of grid and nest. */
static void test_not_a_number(void **state) {
    (void)state;
    static const char *const fields[] = {"mass_flux_x",
                                         "friction_velocity",
                                         "mass_flux_y",
                                         "precipitation_flux",
                                         "kz",
                                         "air_temperature_2m",
                                         "relative_humidity",
                                         "inverse_obukhov_length",
                                         "wind_speed_10m",
                                         "boundary_layer_height",
                                         "downwelling_shortwave"};
    static const int hours[] = {0, 2, ALL - 1};
    static const char *const files[] = {"met_p.nc", "met_p_nest.nc"};
    for (int n = 0; n < 22; ++n) {
        const char *field = fields[n % 11];
        const bool layered = strstr("mass_flux_x mass_flux_y kz relative_humidity", field) != NULL;
        const fault f = {files[n % 2], field, hours[n % 3], layered ? 3 : -1, 7, 5, NAN};
        expect_refused(f, n % 2 ? "met_p_nest.nc|NaN" : "met_p.nc|NaN");
    }
}

static void test_air(void **state) {
    (void)state;
    expect_refused((fault){"met_p.nc", "air_mass", 2, 1, 4, 6, -5.0}, "air mass is not positive|-5");
    expect_refused((fault){"met_p_nest.nc", "air_mass", 2, 1, 4, 6, NAN}, "air mass is not positive|nan");
    /* more air through a face than the cell behind it has in 64 steps; the wind blows to west and south */
    expect_refused((fault){"met_p.nc", "mass_flux_x", 3, 2, 5, 7, -5e12}, "not believable|model: step");
    expect_refused((fault){"met_p_nest.nc", "mass_flux_y", 1, 2, 9, 8, -5e12}, "not believable|model: step");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_not_a_number), cmocka_unit_test(test_air)};
    return cmocka_run_group_tests(tests, make, drop);
}
