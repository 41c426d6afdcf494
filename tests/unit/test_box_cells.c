/* Many cells: the numbers of OUT.nc against closed solutions in every form of IN.nc, and every fault of it by file,
 * variable, label, cell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/log.h"
#include "base/ncio.h"
#include "model/chemistry/box/cells.h"
#include "model/chemistry/solver/methods.h"
#include "model/chemistry/solver/states_csv.h"
#include "tests/support/cells_file.h"
#include "tests/support/data.h"
#include "tests/support/near.h"
#include "tests/support/words.h"

static lt_status run(lt_cli cli) {
    cli.positional[0] = in_root("in.nc");
    cli.positional[1] = in_root("out.nc");
    cli.n_positional = 2;
    return lt_box_cells_command(&cli);
}

/* concentration [A, B, C][cell] of OUT.nc, in its unit. */
static void read_end(const char *unit, double *c) {
    lt_ncr *file;
    assert_int_equal(lt_ncr_open(in_root("out.nc"), &file), LT_OK);
    assert_int_equal(lt_ncr_expect_dims(file, "concentration", "species cell"), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "concentration", unit, 3 * CELLS_N, c), LT_OK);
    lt_ncr_close(file);
}

/* Of a start of 0.02 ppm after 1800 s: k = 1e-3 s-1; 0.3 ppm-1 min-1. */
static const double left_A = 0.02 * 0.16529888822158653; /* exp(-1.8) */
static const double left_B = 0.02 / (1 + 2 * 0.3 * 0.02 * 30);

/* Float: an outer step rounds its start to 6e-8; the method is held to rtol 1e-6 a step (measured: 2e-6 of the end). */
static void expect_closed(const char *unit, double a_ppm) {
    double c[3 * CELLS_N];
    read_end(unit, c);
    for (int at = 0; at < 3 * CELLS_N; at++) c[at] /= a_ppm;
    assert_near(c[0] / left_A, 1, 2e-5);
    assert_near((c[2]) / (0.02 - left_A), 1, 2e-5); /* what A lost is B: nothing joins in cell 0 */
    assert_near(c[3] / left_B, 1, 2e-5);
    assert_near(2 * c[5] + c[3], 0.02, 0.02 * 1e-6);
}

static void test_forms(void **state) {
    (void)state;
    /* Molecules cm-3 of a ppm: p / (k_B T) 1e-12, k_B exact. */
    const double number = 90000 / (1.380649e-23 * 293) * 1e-12, M = number * 1e6;
    const cells_form forms[] = {
        {0},
        {.chars = true},
        {.turned = true},
        {.unit = "ppb", .factor = 1e3},
        {.unit = "mol mol-1",
         .factor = 1e-6,
         .rate_unit = "ppb",
         .time_unit = "s",
         .rate_factor = {1 / 60.0, 1e-3 / 60}},
        {.unit = "molecules cm-3", .factor = number},
        {.unit = "cm-3",
         .factor = number,
         .rate_unit = "molecules cm-3",
         .time_unit = "s",
         .rate_factor = {1 / 60.0, 1 / number / 60}},
        {.rate_unit = "cm-3",
         .time_unit = "s",
         .fixed = "not included",
         .rate_factor = {1 / 60.0, 1 / number / 60 / M}},
        {.fixed = "not included", .rate_factor = {1, 1e-6}}, /* M is 1e6 ppm */
    };
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        print_message("form %zu\n", f);
        cells_write(&forms[f]);
        assert_int_equal(run((lt_cli){.quiet = true}), LT_OK);
        expect_closed(forms[f].unit ? forms[f].unit : "ppm", forms[f].factor != 0 ? forms[f].factor : 1);
    }
}

/* The pulse comes before outer steps 0, 2, 4 ... or before every one. */
static void every_second(int id) {
    int var;
    nc_good(nc_inq_varid(id, "pulse", &var));
    nc_number(id, var, "every_outer_steps", NC_INT, 2);
}

static void test_pulse(void **state) {
    (void)state;
    const double left = 0.5488116360940264; /* exp(-0.6): of 600 s */
    double c[3 * CELLS_N], end = 0.02, second = 0.02;
    for (int step = 0; step < 3; step++) {
        end = (end + 0.01) * left;
        second = (second + (step % 2 == 0 ? 0.01 : 0)) * left;
    }
    cells_write(&(cells_form){.pulse = true});
    assert_int_equal(run((lt_cli){.quiet = true}), LT_OK);
    read_end("ppm", c);
    assert_near(c[0] / end, 1, 2e-5);
    cells_write(&(cells_form){.pulse = true, .more = every_second});
    assert_int_equal(run((lt_cli){.quiet = true}), LT_OK);
    read_end("ppm", c);
    assert_near(c[0] / second, 1, 2e-5);
}

/* Rate constants that change with the outer step: 0.06, 0 and 0.12 min-1; and the state after each is saved. */
static void by_step(int id) {
    const double values[3 * 2 * CELLS_N] = {0, 0.3, 0.06, 0, 0, 0.3, 0, 0, 0, 0.3, 0.12, 0};
    int var;
    nc_good(nc_inq_varid(id, "rate_constant", &var));
    nc_good(nc_rename_var(id, var, "previous"));
    nc_dim(id, "outer_step", 3);
    var = nc_var(id, "rate_constant", NC_DOUBLE, "outer_step reaction cell", NULL);
    nc_text(id, var, "concentration_unit", "ppm");
    nc_text(id, var, "time_unit", "min");
    nc_text(id, var, "fixed_species", "included");
    nc_put(id, "rate_constant", values);
    nc_text(id, NC_GLOBAL, "save", "every outer step");
}

static void test_by_step(void **state) {
    (void)state;
    double c[3 * CELLS_N], all[3 * 3 * CELLS_N];
    lt_ncr *file;
    cells_write(&(cells_form){.more = by_step});
    assert_int_equal(run((lt_cli){.quiet = true}), LT_OK);
    expect_closed("ppm", 1); /* the sum of the rates is that of the constant one */
    read_end("ppm", c);
    assert_int_equal(lt_ncr_open(in_root("out.nc"), &file), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "concentration_series", "ppm", 3 * 3 * CELLS_N, all), LT_OK);
    lt_ncr_close(file);
    assert_near(all[0] / (0.02 * 0.5488116360940264), 1, 2e-5);
    assert_near(all[3 * CELLS_N] / all[0], 1, 1e-6);
    for (int at = 0; at < 3 * CELLS_N; at++) assert_near(all[2 * 3 * CELLS_N + at], c[at], 0);
}

/* Without rate constants: those of the file, of 293 K and 900 hPa. */
static void give_sun(int id) {
    nc_var(id, "cos_solar_zenith_angle", NC_DOUBLE, "cell", "1");
    nc_fill(id, "cos_solar_zenith_angle", 0.5);
}

static void test_computed_rates(void **state) {
    (void)state;
    double c[3 * CELLS_N];
    const double M = 90000 / (1.380649e-23 * 293) * 1e-6, B = 0.02e-6 * M, k = 1e-34 * M;
    cells_write(&(cells_form){.no_rates = true, .more = give_sun});
    assert_int_equal(run((lt_cli){.quiet = true}), LT_OK);
    read_end("ppm", c);
    assert_near(c[0] / left_A, 1, 2e-5);
    assert_near(c[3] / (0.02 / (1 + 2 * k * B * 1800)), 1, 2e-5);
}

/* What stands beside the concentrations, and that options go before the file. */
static void test_beside(void **state) {
    (void)state;
    lt_ncr *file;
    char text[64];
    double steps[CELLS_N], again[CELLS_N], pulsed[3], value;
    cells_write(&(cells_form){.pulse = true});
    assert_int_equal(run((lt_cli){.quiet = true}), LT_OK);
    assert_int_equal(lt_ncr_open(in_root("out.nc"), &file), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "steps", NULL, CELLS_N, steps), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "pulsed", "1e-9", 3, pulsed), LT_OK);
    assert_near(pulsed[0], 3 * 10, 1e-9);
    assert_near(pulsed[1], 0, 0);
    assert_true(steps[0] >= 3 && steps[1] >= 3);
    assert_int_equal(lt_ncr_attr_double(file, NULL, "rtol", &value), LT_OK);
    assert_near(value, 1e-6, 0);
    assert_int_equal(lt_ncr_attr_double(file, NULL, "atol_ppb", &value), LT_OK);
    assert_near(value, LT_CHEM_ATOL_PPB, 0); /* no one gave it: the solver's own is written */
    lt_ncr_close(file);
    assert_int_equal(run((lt_cli){.quiet = true, .rtol = "1e-3", .method = "rodas3", .engine = "interpreter"}), LT_OK);
    assert_int_equal(lt_ncr_open(in_root("out.nc"), &file), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "steps", NULL, CELLS_N, again), LT_OK);
    assert_true(again[0] < steps[0]);
    assert_int_equal(lt_ncr_attr_text(file, NULL, "method", text, sizeof text), LT_OK);
    assert_string_equal(text, "rodas3");
    assert_int_equal(lt_ncr_attr_double(file, NULL, "rtol", &value), LT_OK);
    assert_near(value, 1e-3, 0);
    lt_ncr_close(file);
}

/* --- faults --- */

static void put_label(int id, const char *name, size_t row, const char *label) {
    nc_good(nc_put_var1_string(id, cells_variable(id, name), &row, &label));
}

static void drop(int id, const char *name, const char *attribute) {
    nc_good(nc_del_att(id, name ? cells_variable(id, name) : NC_GLOBAL, attribute));
}

#define SPOIL(name, ...)                                                                                               \
    static void name(int id) {                                                                                         \
        __VA_ARGS__;                                                                                                   \
    }
SPOIL(no_mechanism, drop(id, NULL, "mechanism"))
SPOIL(other_mechanism, nc_text(id, NC_GLOBAL, "mechanism", "cb6r9"))
SPOIL(no_steps, drop(id, NULL, "outer_steps"))
SPOIL(half_steps, nc_number(id, NC_GLOBAL, "outer_steps", NC_DOUBLE, 2.5))
SPOIL(no_seconds, nc_number(id, NC_GLOBAL, "outer_step_seconds", NC_DOUBLE, 0))
SPOIL(other_method, nc_text(id, NC_GLOBAL, "method", "ros5"))
SPOIL(other_save, nc_text(id, NC_GLOBAL, "save", "all"))
SPOIL(no_unit, drop(id, "concentration", "units"))
SPOIL(mass_unit, nc_text(id, cells_variable(id, "concentration"), "units", "ug m-3"))
SPOIL(rate_unit, nc_text(id, cells_variable(id, "rate_constant"), "concentration_unit", "s"))
SPOIL(no_rate_unit, drop(id, "rate_constant", "concentration_unit"))
SPOIL(time_unit, nc_text(id, cells_variable(id, "rate_constant"), "time_unit", "ppm"))
SPOIL(fixed_or_not, drop(id, "rate_constant", "fixed_species"))
SPOIL(fixed_perhaps, nc_text(id, cells_variable(id, "rate_constant"), "fixed_species", "perhaps"))
SPOIL(unknown_species, put_label(id, "species", 2, "BB"))
SPOIL(doubled_species, put_label(id, "species", 2, "A"))
SPOIL(no_label, put_label(id, "reaction", 1, ""))
SPOIL(unknown_reaction, put_label(id, "reaction", 1, "lose"))
SPOIL(promised_order, nc_text(id, cells_variable(id, "reaction"), "order", "mechanism"))
SPOIL(promised_species, nc_text(id, cells_variable(id, "species"), "order", "mechanism"))
SPOIL(other_order, nc_text(id, cells_variable(id, "species"), "order", "alphabet"))
SPOIL(small_letter, put_label(id, "species", 0, "b"))
SPOIL(labels_gone, nc_good(nc_rename_var(id, cells_variable(id, "reaction"), "names")))
SPOIL(nan_start, cells_put_at(id, "concentration", 1, 0, NAN))
SPOIL(negative_start, cells_put_at(id, "concentration", 2, 1, -1e-9))
SPOIL(fill_rate, nc_number(id, cells_variable(id, "rate_constant"), "missing_value", NC_DOUBLE, 0.3))
SPOIL(negative_rate, cells_put_at(id, "rate_constant", 1, 1, -1))
SPOIL(negative_pulse, cells_put_at(id, "pulse", 1, 0, -1))
SPOIL(cold, cells_put_at(id, "temperature", 1, 0, -250))
SPOIL(misspelt, nc_good(nc_rename_var(id, cells_variable(id, "rate_constant"), "rate_constants")))
SPOIL(no_pressure, nc_good(nc_rename_var(id, cells_variable(id, "pressure"), "barometer")))
SPOIL(pressure_unit, nc_text(id, cells_variable(id, "pressure"), "units", "K"))

/* One row or cell fewer than the mechanism or the file has. */
static void missing_reaction(int id) {
    int var = cells_variable(id, "rate_constant");
    nc_good(nc_rename_var(id, var, "x"));
    nc_good(nc_rename_var(id, cells_variable(id, "reaction"), "y"));
    nc_good(nc_rename_dim(id, 2, "z"));
    nc_dim(id, "reaction", 1);
    cells_labels(id, "reaction", false, 1, (const char *const[]){"join"});
    var = nc_var(id, "rate_constant", NC_DOUBLE, "reaction cell", NULL);
    nc_text(id, var, "concentration_unit", "ppm");
    nc_text(id, var, "time_unit", "min");
    nc_text(id, var, "fixed_species", "included");
    nc_fill(id, "rate_constant", 0.3);
}

static void other_dims(int id) {
    nc_good(nc_rename_var(id, cells_variable(id, "pressure"), "x"));
    nc_dim(id, "station", 2);
    nc_var(id, "pressure", NC_DOUBLE, "station", "Pa");
    nc_fill(id, "pressure", 9e4);
}

static const struct fault {
    void (*spoil)(int id);
    const char *words[6];
} faults[] = {
    {no_mechanism, {"mechanism", "in.nc"}},
    {other_mechanism, {"cb6r9"}},
    {no_steps, {"outer_steps", "in.nc"}},
    {half_steps, {"outer_steps", "2.5"}},
    {no_seconds, {"outer_step_seconds", "above 0"}},
    {other_method, {"ros5", "ros3"}},
    {other_save, {"save", "every outer step", "all"}},
    {no_unit, {"the variable has no units", "variable concentration", "concentration:units = \"ppb\"", "ncatted"}},
    {mass_unit, {"no unit of concentration", "concentration:units", "ug m-3"}},
    {rate_unit, {"rate_constant:concentration_unit", "\"s\""}},
    {no_rate_unit, {"has no units", "variable rate_constant", "no text attribute concentration_unit"}},
    {time_unit, {"rate_constant:time_unit", "ppm"}},
    {fixed_or_not, {"rate_constant", "fixed_species"}},
    {fixed_perhaps, {"fixed_species", "\"included\" or \"not included\"", "perhaps"}},
    {unknown_species, {"unknown species BB", "variable concentration", "decay"}},
    {doubled_species, {"the label A stands twice", "variable species", "entries 1 and 2"}},
    {no_label, {"a missing label", "variable reaction, entry 1"}},
    {unknown_reaction, {"unknown reaction lose", "variable rate_constant", "loss"}},
    {promised_order, {"order of reaction", "entry 0", "loss", "join"}},
    {promised_species, {"order of species", "entry 0", "A", "C"}},
    {other_order, {"species:order", "alphabet", "mechanism"}},
    {small_letter, {"stands twice", "b and B"}},
    {labels_gone, {"no labels", "reaction(reaction)"}},
    {missing_reaction, {"the reaction loss is missing", "variable rate_constant"}},
    {nan_start, {"NaN", "variable concentration, species A, cell 0"}},
    {negative_start, {"a negative value", "species B, cell 1", "-1e-09"}},
    {fill_rate, {"a value is missing", "variable rate_constant, reaction join, cell 1"}},
    {negative_rate, {"a negative value", "reaction loss, cell 1"}},
    {negative_pulse, {"a negative value", "variable pulse, species A, cell 0"}},
    {cold, {"out of range", "variable temperature, cell 1"}},
    {misspelt, {"unknown variable rate_constants", "did you mean rate_constant?"}},
    {no_pressure, {"the variable pressure is missing"}},
    {pressure_unit, {"variable pressure", "K"}},
    {other_dims, {"other dimensions", "variable pressure", "(station)"}},
};

static void test_faults(void **state) {
    (void)state;
    remove(in_root("out.nc"));
    for (size_t f = 0; f < sizeof faults / sizeof *faults; f++) {
        lt_error_clear();
        cells_write(&(cells_form){.pulse = true, .more = faults[f].spoil});
        const lt_status status = run((lt_cli){.quiet = true});
        if (status != LT_ERR_INPUT) print_error("fault %zu\n", f);
        assert_int_equal(status, LT_ERR_INPUT);
        expect_words(faults[f].words);
        assert_false(files_exists(in_root("out.nc")));
        assert_false(files_exists(in_root("out.nc.lantian.tmp")));
    }
}

/* Attributes that may be slips are told of; those of others, and variables beside ours, are let be. */
static char remarks[4096];

static void keep_remarks(lt_log_level level, const char *text) {
    const size_t used = strlen(remarks);
    snprintf(remarks + used, sizeof remarks - used, "%s%s\n", level == LT_LOG_WARNING ? "warning " : "", text);
}

static void strange_names(int id) {
    nc_number(id, NC_GLOBAL, "atol", NC_DOUBLE, 1e-9);
    nc_number(id, cells_variable(id, "pulse"), "every_outer_step", NC_INT, 2);
    nc_text(id, NC_GLOBAL, "institution", "none");
    nc_text(id, cells_variable(id, "pulse"), "long_name", "emission");
    nc_var(id, "cell_number", NC_DOUBLE, "cell", "1");
    nc_var(id, "rate_constant_source", NC_INT, "reaction", NULL);
}

static void test_strange_names(void **state) {
    (void)state;
    remarks[0] = '\0';
    cells_write(&(cells_form){.pulse = true, .more = strange_names});
    lt_log_set_sinks(NULL, keep_remarks);
    const lt_status status = run((lt_cli){0});
    lt_log_set_sinks(NULL, NULL);
    assert_int_equal(status, LT_OK);
    assert_non_null(strstr(remarks, "attribute atol is not used; did you mean atol_ppb?"));
    assert_non_null(strstr(remarks, "attribute pulse:every_outer_step is not used; did you mean every_outer_steps?"));
    assert_non_null(strstr(remarks, "variable rate_constant_source is not used"));
    assert_null(strstr(remarks, "institution"));
    assert_null(strstr(remarks, "long_name"));
}

/* What is implausible is told once a row, with the worst cell; the run goes on. */
static void implausible(int id) {
    const size_t cell = 1;
    cells_put_at(id, "concentration", 1, 0, 40); /* ppm of A: rows are C, A, B */
    cells_put_at(id, "concentration", 1, 1, 50);
    cells_put_at(id, "pulse", 1, 0, 40);
    cells_put_at(id, "rate_constant", 0, 1, 3e12); /* join, ppm-1 min-1 with M in it: 8.5e-11 cm6 s-1 */
    nc_good(nc_put_var1_double(id, cells_variable(id, "pressure"), &cell, &(double){0.1197}));
}

static void test_implausible(void **state) {
    (void)state;
    remarks[0] = '\0';
    cells_write(&(cells_form){.pulse = true});
    lt_log_set_sinks(NULL, keep_remarks);
    lt_status status = run((lt_cli){.quiet = true});
    lt_log_set_sinks(NULL, NULL);
    assert_int_equal(status, LT_OK);
    assert_string_equal(remarks, "");
    cells_write(&(cells_form){.pulse = true, .more = implausible});
    lt_log_set_sinks(NULL, keep_remarks);
    status = lt_cells_judge(in_root("in.nc"), &(lt_faults){0});
    lt_log_set_sinks(NULL, NULL);
    assert_int_equal(status, LT_OK);
    static const char *const words[] = {"variable pressure, cell 1 (from 0): 11.97 Pa; plausible is 100 Pa",
                                        "concentration of A, cell 1 (from 0) and 1 more: 50000 ppb; plausible is",
                                        "pulse of A, cell 0 (from 0): 40000 ppb",
                                        "rate constant of join, cell 1 (from 0): "};
    int lines = 0;
    for (const char *c = remarks; *c; c++) lines += *c == '\n';
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        if (!strstr(remarks, words[w])) fail_msg("no \"%s\" in:\n%s", words[w], remarks);
    assert_int_equal(lines, 4);
}

/* What the judge of `lantian check` finds: all values at once. */
static void many(int id) {
    nan_start(id);
    negative_rate(id);
    cold(id);
}

static void count(const char *text, void *context) {
    (void)text;
    ++*(int *)context;
}

static void test_judge(void **state) {
    (void)state;
    int n = 0;
    cells_write(&(cells_form){.pulse = true});
    assert_int_equal(lt_cells_judge(in_root("in.nc"), &(lt_faults){.report = count, .context = &n}), LT_OK);
    assert_int_equal(n, 0);
    cells_write(&(cells_form){.pulse = true, .more = many});
    assert_int_equal(lt_cells_judge(in_root("in.nc"), &(lt_faults){.report = count, .context = &n}), LT_OK);
    assert_int_equal(n, 3);
}

/* Faults that only the laws of the rates know: with the file, the label and the cell. */
static void too_cold(int id) {
    const size_t cell = 1;
    const double celsius = -150;
    give_sun(id);
    nc_good(nc_put_var1_double(id, cells_variable(id, "temperature"), &cell, &celsius));
}

static void test_rate_faults(void **state) {
    (void)state;
    remove(in_root("out.nc"));
    cells_write(&(cells_form){.no_rates = true, .more = too_cold});
    assert_true(files_write_text(in_root("decay.def"), cells_mechanism_cold));
    assert_int_equal(run((lt_cli){.quiet = true}), LT_ERR_INPUT);
    EXPECT("outside of the validity", "decay.def", "label loss", "123.15", "cell 1", "in.nc");
    cells_write(&(cells_form){.no_rates = true});
    assert_int_equal(run((lt_cli){.quiet = true}), LT_ERR_INPUT);
    EXPECT("without the sun", "cos_solar_zenith_angle", "in.nc");
    assert_false(files_exists(in_root("out.nc")));
}

/* The folder of states in place of a file: the hour of ../shared to the goal of the issue, and the same bytes from one
 * thread and from three. */
static void test_states(void **state) {
    (void)state;
    data_path("chemistry/cb6r5_states_dev_end.csv");
    const char *folder = data_path("chemistry");
    lt_mechanism *m;
    lt_states *s;
    lt_ncr *file;
    size_t size[2];
    char *bytes[2];
    double sum = 0;
    assert_int_equal(lt_mechanism_read("cb6r5_ae7_aq", &m), LT_OK);
    assert_int_equal(lt_states_read(folder, m, NULL, &s), LT_OK);
    for (int t = 0; t < 2; t++) {
        lt_cli cli = {.quiet = true, .mechanism = "cb6r5_ae7_aq", .threads = t ? 3 : 1, .n_positional = 2};
        cli.positional[0] = folder;
        cli.positional[1] = in_root("out.nc");
        assert_int_equal(lt_box_cells_command(&cli), LT_OK);
        bytes[t] = files_read(in_root("out.nc"), &size[t]);
    }
    assert_int_equal(size[0], size[1]);
    assert_memory_equal(bytes[0], bytes[1], size[0]);
    const size_t n = (size_t)s->n * (size_t)s->n_variable;
    double *c = malloc(n * sizeof *c);
    assert_int_equal(lt_ncr_open(in_root("out.nc"), &file), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "concentration", "ppb", n, c), LT_OK);
    lt_ncr_close(file);
    for (size_t i = 0; i < n; i++) {
        const double off = (c[i] - s->end[i]) / fmax(s->end[i], 1e-3);
        sum += off * off;
    }
    print_message("rms error of the hour: %.2g\n", sqrt(sum / (double)n));
    assert_true(sqrt(sum / (double)n) <= 1e-4);
    free(c);
    free(bytes[0]);
    free(bytes[1]);
    lt_states_free(s);
    lt_mechanism_free(m);
}

static void test_command_line(void **state) {
    (void)state;
    cells_write(&(cells_form){0});
    lt_cli cli = {.quiet = true, .n_positional = 2, .positional = {in_root("in.nc"), in_root("in.nc")}};
    assert_int_equal(lt_box_cells_command(&cli), LT_ERR_USAGE);
    EXPECT("overwrite the cells");
    cli.positional[1] = in_root("out.csv");
    assert_int_equal(lt_box_cells_command(&cli), LT_ERR_USAGE);
    EXPECT("ends in .nc");
    assert_int_equal(run((lt_cli){.quiet = true, .rtol = "0"}), LT_ERR_USAGE);
    EXPECT("--rtol");
    assert_int_equal(run((lt_cli){.quiet = true, .engine = "generated"}), LT_ERR_INPUT);
    EXPECT("lantian mechanism compile"); /* the build has no kernel of this mechanism */
}

/* The example is CDL that ncgen makes a good file of, and that runs. At night ozone gets the 0.1 ppb of oxygen atoms
 * that were there (k2 [O2] [M] is 40 s-1). By day odd oxygen grows by the pulses, 60 ppb, and by 2 J1 [O2], 141.2 ppb
 * in an hour, and loses 2 k6 [O] [O3], 1.6 ppb at the atoms' balance of 0.125 ppb. */
static void test_example(void **state) {
    (void)state;
    lt_ncr *file;
    int n = 0;
    double c[3 * 2];
    assert_true(files_write_text(in_root("e.cdl"), lt_cells_example()));
    char command[1024];
    snprintf(command, sizeof command, "ncgen -4 -o %s %s", in_root("in.nc"), in_root("e.cdl"));
    remove(in_root("in.nc"));
    if (system("ncgen 2>/dev/null </dev/null >/dev/null") == 127 * 256) {
        print_message("skipped: ncgen is not installed (Debian: netcdf-bin)\n");
        skip();
    }
    assert_int_equal(system(command), 0);
    assert_int_equal(lt_cells_judge(in_root("in.nc"), &(lt_faults){.report = count, .context = &n}), LT_OK);
    assert_int_equal(n, 0);
    assert_int_equal(run((lt_cli){.quiet = true}), LT_OK);
    assert_int_equal(lt_ncr_open(in_root("out.nc"), &file), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "concentration", "ppb", 3 * 2, c), LT_OK);
    lt_ncr_close(file);
    assert_near(c[1], 5000.1, 0.01);
    assert_near(c[0] + c[2] + c[4], 5000.1 + 60 + 141.2 - 1.6, 0.2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),          cmocka_unit_test(test_pulse),       cmocka_unit_test(test_by_step),
        cmocka_unit_test(test_computed_rates), cmocka_unit_test(test_beside),      cmocka_unit_test(test_faults),
        cmocka_unit_test(test_strange_names),  cmocka_unit_test(test_implausible), cmocka_unit_test(test_judge),
        cmocka_unit_test(test_rate_faults),    cmocka_unit_test(test_states),      cmocka_unit_test(test_command_line),
        cmocka_unit_test(test_example)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
