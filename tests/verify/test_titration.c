/* Ozone and nitrogen oxides alone: NO + O3 = NO2, and light undoes it. In columns that a source feeds with NO every
 * step is the closed form, day and night; ozone goes and comes while O3 + NO2 stays. In a run, with wind, mixing and
 * deposition, the chemistry leaves O3 + NO2 as it is too, and the budget of processes says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/driver/run.h"
#include "tests/support/gas_columns.h"
#include "tests/support/mini_air.h"
#include "tests/support/model_text.h"
#include "tests/support/near.h"
#include "tests/support/root.h"

static const char mechanism[] = "#DEFVAR\n O3 = 3O; NO = N + O; NO2 = N + 2O;\n#DEFFIX\n M = IGNORE;\n#EQUATIONS\n"
                                "<R1> NO2 + hv = NO + O3 : J(NO2_IUPAC10);\n<R3> O3 + NO = NO2 : ARR_ab(2.07E-12, "
                                "1400);\n#INITVALUES\n CFACTOR = 1;\n";

/* Clean air: 35 ppb of ozone, 2 of NO2, alike in all months. */
#define ALL_YEAR(x) x "," x "," x "," x "," x "," x "," x "," x "," x "," x "," x "," x
static const char background[] =
    "species,need,unit,jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec,scale_height_m,m3000,m5500,m8000,m12000,m16000,"
    "m20000,mark,source,mark_aloft,source_aloft\n"
    "O3,required,ppb," ALL_YEAR("35") ",20000,,,,,,,A,a test,A,a test\n"
                                      "NO2,required,ppb," ALL_YEAR("2") ",1000,,,,,,,A,a test,A,a test\n";

static const char *mechanism_file(void) {
    assert_true(files_write_text(in_root("leighton_background.csv"), background));
    assert_true(files_write_text(in_root("leighton.def"), mechanism));
    return in_root("leighton.def");
}

/* --- closed form -------------------------------------------------------------------------------------------------- */

/* d = O3 - NO does not change. dNO/dt = J (N - x) - k x (x + d), x = NO, N = NO + NO2: a Riccati equation with the
 * roots of k x^2 + (k d + J) x - J N = 0,  (x - r1) / (x - r2) = C exp(-k (r1 - r2) t). */
static double no_after(double no, double no2, double o3, double j, double k, double t) {
    const double d = o3 - no, n = no + no2, b = k * d + j, width = sqrt(b * b + 4 * k * j * n);
    const double r1 = b > 0 ? 2 * j * n / (b + width) : (-b + width) / (2 * k), r2 = (-b - width) / (2 * k);
    const double e = (no - r1) / (no - r2) * exp(-width * t);
    return (r1 - r2 * e) / (1 - e);
}

enum { WATCHED = 4 };
static const int layers[WATCHED] = {0, 0, 1, 0}, lanes[WATCHED] = {0, 7, 19, 30};

/* The course of a cell. */
typedef struct course {
    double no, no2, o3;      /* ppb */
    double night, afternoon; /* of ozone, ppb: at 3, at 15 */
    double ox, given;        /* ppb at the start, NO since */
} course;

static void read_cell(lt_gas_case *c, int n, double out[3]) {
    static const char *const names[3] = {"NO", "NO2", "O3"};
    const lt_tile *tile = &c->state->tiles[0];
    for (int s = 0; s < 3; ++s) out[s] = gas_ppb(c, names[s], layers[n], tile->j[lanes[n]], tile->i[lanes[n]]);
}

/* A source: ppb of NO a step into the lowest two layers, more of it in the middle of the columns. */
static void give(lt_gas_case *c, int k, int j, int i, double *ppb) {
    const double more = 0.02 * (1 + (j * GAS_NX + i) % 5);
    const double molar = c->set->info[lt_chemical_set_find(c->set, "NO")].molar_mass;
    *gas_at(c, "NO", k, j, i) += (lt_real)(more * 1e-9 * molar / 28.9647);
    *ppb = more;
}

/* A day from midnight: 40 ppb of ozone, 5 of NO2; the solver is asked for 1e-3, and gives 2.6e-5 of O3 + NO2
 * (measured). */
static void test_columns_with_a_source(void **state) {
    (void)state;
    enum { STEPS = 288, NIGHT = 3 * 12, AFTERNOON = 15 * 12 };
    const double dt = 300.0, bound = 1e-4;
    lt_gas_case c;
    gas_lit l;
    course cells[WATCHED] = {{0}};
    double worst = 0, leighton = 0, ox_off = 0;
    gas_case(mechanism_file(), &c);
    gas_lit_create(&c, &l);
    lt_gas_case_set(&c, "NO", 0.0);
    lt_gas_case_set(&c, "NO2", 5.0);
    lt_gas_case_set(&c, "O3", 40.0);
    for (int n = 0; n < WATCHED; ++n) cells[n].ox = 45.0;
    for (int step = 0; step < STEPS; ++step) {
        const double middle = LT_GAS_CASE_START + (step + 0.5) * dt;
        const lt_tile *tile = &c.state->tiles[0];
        double given[2][GAS_COLUMNS], want[WATCHED], rate[WATCHED], light[WATCHED];
        for (int k = 0; k < 2; ++k)
            for (int q = 0; q < GAS_COLUMNS; ++q) give(&c, k, q / GAS_NX, q % GAS_NX, &given[k][q]);
        const lt_real *j = gas_lit_at(&c, &l, middle, dt); /* the mechanism has one */
        for (int n = 0; n < WATCHED; ++n) {
            const int at = layers[n] * LT_LANES + lanes[n], q = tile->j[lanes[n]] * GAS_NX + tile->i[lanes[n]];
            double now[3];
            read_cell(&c, n, now);
            rate[n] = 2.07e-12 * exp(-1400.0 / l.air.temperature[at]) * 1e-9 * l.air.number[at];
            light[n] = (double)j[at];
            want[n] = no_after(now[0], now[1], now[2], light[n], rate[n], dt);
            cells[n].given += given[layers[n]][q];
            cells[n].no = now[0], cells[n].no2 = now[1], cells[n].o3 = now[2];
        }
        GAS_OK(lt_gas_chemistry_step(c.gas, c.state, c.air, middle, dt, c.won, NULL));
        for (int n = 0; n < WATCHED; ++n) {
            double now[3];
            read_cell(&c, n, now);
            const double d = want[n] - cells[n].no, o3 = cells[n].o3 + d, size = cells[n].o3 + cells[n].no2;
            worst = lt_verify_worse(worst, lt_verify_worse(fabs(now[0] - want[n]), fabs(now[2] - o3)) / size);
            ox_off = lt_verify_worse(ox_off, fabs(now[1] + now[2] - cells[n].ox) / cells[n].ox);
            /* at noon the state that the light holds */
            if (step == STEPS / 2)
                leighton = lt_verify_worse(leighton, fabs(light[n] * now[1] / (rate[n] * now[0] * now[2]) - 1));
            if (step == NIGHT) cells[n].night = now[2];
            if (step == AFTERNOON) cells[n].afternoon = now[2];
            assert_near(now[0] + now[1], 5.0 + cells[n].given, 2e-5 * 45.0); /* nitrogen; float: 288 roundings */
        }
    }
    print_message("largest difference to the closed form %.1e, of O3 + NO2 to that of the start %.1e, of J NO2 / (k NO "
                  "O3) to 1 at noon %.1e\n",
                  worst, ox_off, leighton);
    for (int n = 0; n < WATCHED; ++n)
        print_message("NO given %.1f ppb: O3 40 at midnight, %.2f at 3, %.2f at 15\n", cells[n].given, cells[n].night,
                      cells[n].afternoon);
    assert_true(worst <= bound);
    assert_true(ox_off <= 2e-5);
    assert_true(leighton < 0.02); /* e^-(J + k (NO + O3)) dt of what a step's source disturbs */
    for (int n = 0; n < WATCHED; ++n) {
        const double a_step = cells[n].given / STEPS;
        /* all NO of the night took ozone, but for the last step's; that of the day gave some of it back */
        assert_near(cells[n].night, 40.0 - (NIGHT + 1) * a_step, a_step);
        assert_true(cells[n].afternoon > 40.0 - 0.9 * (AFTERNOON + 1) * a_step);
    }
    gas_lit_free(&l);
    lt_gas_case_free(&c);
}

/* --- a run -------------------------------------------------------------------------------------------------------- */

enum { HOURS = 12, FIRST_DARK = 10 }; /* from 8 to 20 local in January; the sun is below the horizon from 17 */

static double sum_of(const char *folder, const char *species, const char *column, int from_hour, bool magnitude) {
    char path[256];
    lt_csv *t;
    double sum = 0;
    int name, layers_column, value, hour;
    snprintf(path, sizeof path, "%s/process.csv", folder);
    MINI_OK(lt_csv_read(path, &t));
    MINI_OK(lt_csv_column(t, "species", &name));
    MINI_OK(lt_csv_column(t, "layers", &layers_column));
    MINI_OK(lt_csv_column(t, "hour_end_utc", &hour));
    MINI_OK(lt_csv_column(t, column, &value));
    for (long row = 0; row < lt_csv_rows(t); ++row) {
        double v;
        lt_time end;
        MINI_OK(lt_csv_time(t, row, hour, 0, &end));
        MINI_OK(lt_csv_double(t, row, value, &v));
        if (end <= mini_start + from_hour * LT_HOUR || strcmp(lt_csv_text(t, row, name), species)) continue;
        if (strcmp(lt_csv_text(t, row, layers_column), "low") == 0) sum += magnitude ? fabs(v) : v;
    }
    lt_csv_free(t);
    return sum;
}

static void test_a_run(void **state) {
    (void)state;
    char folder[64], text[600];
    lt_model_config config;
    lt_model_result result;
    mini_reacts = true;
    lt_outdir *dir = mini_dir(folder, HOURS);
    snprintf(text, sizeof text,
             "step: 900 s\nchemistry: %s\nemission_missing: drop\nprocess_budget: [O3, OX, NO2]\n"
             "output: [{set: surface, name: plume, values: instant, interval: 12 h, fields: [O3, NO2]}]\n",
             mechanism_file());
    MINI_OK(model_text(text, &config));
    const lt_model_run r = {.dir = dir,
                            .files = {.grid = "grid.nc",
                                      .met = "met_p.nc",
                                      .emissions = "emissions_base_p.nc",
                                      .conc = "conc.nc",
                                      .budget = "budget.csv",
                                      .process = "process.csv"},
                            .restart_file = "restart.nc",
                            .title = "titration",
                            .span = {.start = mini_start, .spinup_hours = 0, .output_hours = HOURS},
                            .config = &config,
                            .threads = 2,
                            .quiet = true};
    MINI_OK(lt_model_run_files(&r, &result));
    lt_config_release(lt_model_config_rows, &config);
    const double moved = sum_of(folder, "O3", "produced_kg", 0, true) + sum_of(folder, "O3", "destroyed_kg", 0, true);
    const double ox = sum_of(folder, "OX", "chemistry_kg", 0, true),
                 burden = sum_of(folder, "OX", "burden_kg", 0, true);
    const double o3 = sum_of(folder, "O3", "chemistry_kg", 0, false),
                 no2 = sum_of(folder, "NO2", "chemistry_kg", 0, false);
    print_message("chemistry moved %.3g kg of O3 to and fro, and %.1e of it of O3 + NO2; at night %.3g kg of O3\n",
                  moved, ox / moved, sum_of(folder, "O3", "chemistry_kg", FIRST_DARK, false));
    /* a float of the state is rounded at most once a step: 4 steps an hour */
    const double rounding = 4 * (sizeof(lt_real) == 4 ? 0x1p-24 : 0x1p-53) * burden;
    assert_true(ox <= rounding + 1e-5 * moved);
    assert_true(fabs(o3 + no2 * 47.998 / 46.006) <= rounding + 3e-5 * moved); /* molar masses: five figures */
    assert_true(moved > 100 * rounding);
    assert_true(sum_of(folder, "O3", "chemistry_kg", FIRST_DARK, false) < 0);
    assert_true(sum_of(folder, "O3", "produced_kg", FIRST_DARK, false) < 1e-6 * moved); /* nothing shines */
    assert_true(sum_of(folder, "OX", "dry_kg", 0, false) < 0);
    assert_int_equal(mini_remove(dir, folder), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_columns_with_a_source), cmocka_unit_test(test_a_run)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
