/* A box against what can be worked out on paper: the photostationary state and the way to it, first-order loss with
 * emission and exchange, a growing mixing layer, held species, hours of sources. Tolerances: the solver works at 1e-8;
 * what a test allows beyond a hundred times that is derived beside it. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/chemistry/box/quantity.h"
#include "tests/support/box_case.h"
#include "tests/support/words.h"

static const double WORK = 1e-6;

/* NO2 + hv = NO + O3 (j), NO + O3 = NO2 (k): with n = NO + NO2 and x = NO2 + O3 constant,
 *   dy/dt = k (n - y)(x - y) - j y = k (y - a)(y - b),   y = NO2,
 *   a, b = (n + x + j/k -+ sqrt((n + x + j/k)^2 - 4 n x)) / 2,   (y - a)/(y - b) = C exp(k (a - b) t). */
static void test_photostationary_state(void **state) {
    (void)state;
    box_test t;
    box_folder(&t);
    box_write(&t, "leighton.def",
              "#DEFVAR\n NO = N + O; NO2 = N + 2O; O3 = 3O;\n#EQUATIONS\n"
              "<J1> NO2 + hv = NO + O3 : J(NO2);\n<R2> NO + O3 = NO2 : 1.9E-14;\n");
    box_go(&t, "box: leighton\nmechanism: leighton.def\nstart: 2020-06-21 12:00\nduration: 1 h\nstep: 1 min\n"
               "output_step: 1 min\nrtol: 1e-8\natol: 1e-9 ppb\nair: {temperature: 298.15 K, pressure: 1000 hPa}\n"
               "photolysis: {values: {NO2: 8.5e-3 s-1}}\ninitial: {NO: 12 ppb, NO2: 3 ppb, O3: 40 ppb}\n");
    const double M = lt_air_number(298.15, 1e5), k = 1.9e-14 * M * 1e-9, j = 8.5e-3, n = 15.0, x = 43.0;
    const double sum = n + x + j / k, root = sqrt(sum * sum - 4.0 * n * x), a = 0.5 * (sum - root),
                 b = 0.5 * (sum + root);
    const double C = (3.0 - a) / (3.0 - b);
    for (int row = 0; row <= 60; row++) {
        const double q = C * exp(k * (a - b) * 60.0 * row), y = (a - b * q) / (1.0 - q);
        assert_near(box_at(&t, row, "NO2"), y, WORK * y);
        assert_near(box_at(&t, row, "NO"), n - y, WORK * n);
        assert_near(box_at(&t, row, "O3"), x - y, WORK * x);
    }
    /* Leighton's ratio, after an hour of many relaxation times. */
    const double leighton = k * box_at(&t, 60, "NO") * box_at(&t, 60, "O3") / (j * box_at(&t, 60, "NO2"));
    assert_near(leighton, 1.0, WORK);
    box_remove(&t);
}

static const char decay_mechanism[] = "#DEFVAR\n X = IGNORE; Y = IGNORE;\n#EQUATIONS\n<R1> X = Y : 2.0E-5;\n";

/* dc/dt = E - l c with l = k + v/h + x: c = E/l + (c0 - E/l) exp(-l t); every part of the budget is its integral. */
static void test_emission_and_loss(void **state) {
    (void)state;
    box_test t;
    box_folder(&t);
    box_write(&t, "decay.def", decay_mechanism);
    box_go(&t, "box: decay\nmechanism: decay.def\nstart: 2020-06-21 00:00\nduration: 10 h\nrtol: 1e-8\natol: 1e-9 ppb\n"
               "air: {temperature: 280 K, pressure: 950 hPa, mixing_height: 800 m}\ninitial: {X: 20 ppb}\n"
               "emissions:\n- species: {X: 3e11 molecules cm-2 s-1}\n- species: {X: 0.5 ppb/h}\n"
               "- species: {X: 2e6 molecules cm-3 s-1}\n"
               "deposition: {X: 0.5 cm/s}\ndilution: {rate: 0.1 h-1, background: {X: 8 ppb}}\n"
               "output: {budget: [X]}\n");
    const double M = lt_air_number(280.0, 95000.0), in = 0.1 / 3600.0 * 8.0;
    const double E = 3e11 * 1e4 / (M * 1e6 * 800.0) * 1e9 + 0.5 / 3600.0 + 2e6 / M * 1e9;
    const double l = 2e-5 + 0.005 / 800.0 + 0.1 / 3600.0;
    const double limit = (E + in) / l, T = 36000.0;
    for (int row = 0; row <= 10; row++) {
        const double c = limit + (20.0 - limit) * exp(-l * 3600.0 * row);
        assert_near(box_at(&t, row, "X"), c, WORK * c);
    }
    const double integral = limit * T + (20.0 - limit) * (1.0 - exp(-l * T)) / l;
    assert_near(box_budget_line(&t, 0, LT_BUDGET_LOSS, "R1"), -2e-5 * integral, WORK * 20.0);
    assert_near(box_budget_line(&t, 0, LT_BUDGET_DEPOSITION, NULL), -0.005 / 800.0 * integral, WORK * 20.0);
    assert_near(box_budget_line(&t, 0, LT_BUDGET_EXCHANGE, NULL), -0.1 / 3600.0 * integral, WORK * 20.0);
    assert_near(box_budget_line(&t, 0, LT_BUDGET_EMISSION, NULL), E * T, 1e-12 * E * T);
    assert_near(box_budget_line(&t, 0, LT_BUDGET_BACKGROUND, NULL), in * T, 1e-12 * in * T);
    assert_near(box_worst_residual(&t), 0.0, 1e-13);
    box_remove(&t);
}

/* A layer that grows from 400 to 1600 m in 4 h takes background in: c h = c0 h0 + cb (h - h0), exactly for any step.
 * Where it falls nothing changes. */
static void test_growing_layer(void **state) {
    (void)state;
    box_test t;
    box_folder(&t);
    box_write(&t, "decay.def", "#DEFVAR\n X = IGNORE; Y = IGNORE;\n#EQUATIONS\n<R1> X = Y : 0.0;\n");
    box_write(&t, "air.csv",
              "hour,temperature_degC,pressure_hPa,mixing_height_m\n0,10,1000,400\n4,20,1000,1600\n6,15,1000,500\n");
    box_go(&t, "box: growth\nmechanism: decay.def\nstart: 2020-06-21 06:00\nduration: 6 h\nstep: 30 min\nrtol: 1e-9\n"
               "air: {table: air.csv}\ninitial: {X: 50 ppb}\ndilution: {background: {X: 10 ppb}}\n"
               "output: {budget: [X]}\n");
    for (int row = 0; row <= 6; row++) {
        const double h = row <= 4 ? 400.0 + 300.0 * row : 1600.0;
        const double c = (50.0 * 400.0 + 10.0 * (h - 400.0)) / h;
        assert_near(box_at(&t, row, "X"), c, WORK * c);
    }
    assert_near(lt_box_history_row(&t.history, 2)[0], 288.15, 1e-9);
    assert_near(lt_box_history_row(&t.history, 5)[3], 1050.0, 1e-9);
    assert_near(box_worst_residual(&t), 0.0, 1e-13);
    box_remove(&t);
}

/* A held species stays, to the bit; what holds it is what its reaction takes. */
static void test_held_species(void **state) {
    (void)state;
    box_test t;
    box_folder(&t);
    box_write(&t, "decay.def", decay_mechanism);
    box_go(&t, "box: held\nmechanism: decay.def\nstart: 2020-06-21 00:00\nduration: 5 h\nrtol: 1e-8\natol: 1e-9 ppb\n"
               "air: {temperature: 280 K, pressure: 950 hPa}\nheld: {X: 7 ppb}\noutput: {budget: [X, Y, XY], families: "
               "{XY: [X, Y]}}\n");
    for (int row = 0; row <= 5; row++) {
        assert_near(box_at(&t, row, "X"), 7.0, 0.0);
        assert_near(box_at(&t, row, "Y"), 7.0 * 2e-5 * 3600.0 * row, WORK);
    }
    assert_near(box_budget_line(&t, 0, LT_BUDGET_HELD, NULL), 7.0 * 2e-5 * 18000.0, WORK);
    /* The reaction changes nothing of the family: what holds X is all that it gains. */
    assert_near(box_budget_line(&t, 2, LT_BUDGET_LOSS, NULL), 0.0, 0.0);
    assert_near(box_budget_line(&t, 2, LT_BUDGET_HELD, NULL), 7.0 * 2e-5 * 18000.0, WORK);
    assert_near(box_worst_residual(&t), 0.0, 1e-13);
    box_end(&t);
    box_write(&t, "x.csv", "hour,held_X\n0,4\n5,14\n");
    box_go(&t, "box: held\nmechanism: decay.def\nstart: 2020-06-21 00:00\nduration: 5 h\nrtol: 1e-8\natol: 1e-9 ppb\n"
               "air: {temperature: 280 K, pressure: 950 hPa, table: x.csv}\noutput: {budget: [X]}\n");
    /* The middle of the last of steps of 5 min; Y is the integral of the middles, which is that of the line. */
    assert_near(box_at(&t, 5, "X"), 14.0 - 2.0 * 2.5 / 60.0, 1e-12);
    assert_near(box_at(&t, 5, "Y"), 2e-5 * 9.0 * 18000.0, WORK);
    assert_near(box_worst_residual(&t), 0.0, 1e-13);
    box_remove(&t);
}

/* Hours of a source by the local day, over midnight, and with an outer step that goes over the change of hour; a shape
 * keeps the day's total. */
static void test_hours_of_sources(void **state) {
    (void)state;
    box_test t;
    box_folder(&t);
    box_write(&t, "decay.def", "#DEFVAR\n X = IGNORE; Y = IGNORE;\n#EQUATIONS\n<R1> X = Y : 0.0;\n");
    box_go(&t, "box: hours\nmechanism: decay.def\nstart: 2020-06-21 00:30\nduration: 24 h\nstep: 20 min\n"
               "air: {temperature: 280 K, pressure: 950 hPa}\nemissions:\n"
               "- species: {X: 1 ppb/h}\n  hours: 22-5\n"
               "- species: {Y: 2 ppb/h}\n  shape: [1,1,1,1,1,1,3,6,4,3,3,3,3,3,3,3,4,6,5,3,2,2,1,1]\n");
    assert_near(box_at(&t, 6, "X"), 5.5, 1e-9);   /* 0:30 to 6:00 */
    assert_near(box_at(&t, 21, "X"), 5.5, 1e-9);  /* 21:30 */
    assert_near(box_at(&t, 24, "X"), 8.0, 1e-9);  /* 22:00 to 0:30 too */
    assert_near(box_at(&t, 24, "Y"), 48.0, 1e-9); /* the day's total is that of 2 ppb/h */
    assert_near(box_at(&t, 1, "Y") / 48.0, 1.0 / 64.0, 1e-9);
    box_remove(&t);
}

/* Rates in the file's own unit: loss by a fixed species, d ln c / dt = -k F. */
static void test_native_units(void **state) {
    (void)state;
    box_test t;
    box_folder(&t);
    box_write(&t, "native.def",
              "#DEFVAR\n A = IGNORE; B = IGNORE;\n#DEFFIX\n F = IGNORE;\n#EQUATIONS\n<R1> A + F = B : "
              "2.0E-12*EXP(-100.0/TEMP)*SUN;\n"
              "#INITVALUES\n CFACTOR = 10.0;\n A = 5.0E8;\n F = 1.0E6;\n");
    box_go(&t, "box: native\nmechanism: native.def\nunits: native\nstart: 2020-06-21 12:00\nduration: 3 h\nstep: 1 h\n"
               "rtol: 1e-9\nair: {temperature: 250 K}\nsun: {day: kpp}\nrate_factors: {R1: 2}\n");
    double exponent = 0.0;
    for (int hour = 0; hour <= 3; hour++) {
        const double c = 5e9 * exp(-exponent);
        assert_near(box_at(&t, hour, "A"), c, WORK * c);
        assert_near(box_at(&t, hour, "B"), 5e9 - c, WORK * 5e9);
        const double local = 12.5 + hour, x = (2.0 * local - 24.0) / 15.0; /* KPP's day, in the middle of the hour */
        exponent += 2.0 * 2e-12 * exp(-0.4) * 0.5 * (1.0 + cos(M_PI * x * x)) * 1e7 * 3600.0;
    }
    box_remove(&t);
}

/* Rates of functions that KPP would compile: by label, or over time. Without them: one error with all labels. */
static void test_foreign_rates(void **state) {
    (void)state;
    box_test t;
    box_folder(&t);
    box_write(&t, "foreign.def",
              "#DEFVAR\n A = IGNORE; B = IGNORE; C = IGNORE;\n#EQUATIONS\n<R1> A = B : MYRATE(3.0);\n"
              "<R2> A = C : OTHER(TEMP);\n<R3> A = B : 0.5*K(R2);\n#INITVALUES\n CFACTOR = 1.0;\n A = 100.0;\n"
              "#INLINE F90_RATES\n REAL FUNCTION MYRATE(x)\n END\n#ENDINLINE\n");
    const char *head = "box: foreign\nmechanism: foreign.def\nunits: native\nstart: 2020-06-21 12:00\nduration: 2 h\n"
                       "rtol: 1e-9\natol: 1e-9\nair: {temperature: 250 K";
    char text[1024];
    snprintf(text, sizeof text, "%s}\n", head);
    assert_int_equal(box_open(&t, text), LT_ERR_INPUT);
    EXPECT("R1", "R2", "rates");
    box_write(&t, "rates.csv", "hour,K_R2\n0,0\n2,4e-4\n");
    snprintf(text, sizeof text, "%s, table: rates.csv}\nrates: {R1: 1e-4}\n", head);
    box_go(&t, text);
    assert_near(box_at(&t, 2, "A"), 100.0 * exp(-1e-4 * 7200.0 - 1.5 * 2e-4 * 7200.0), 1e-4);
    box_remove(&t);
}

/* Units are counted with the exact constants of 2019, not with udunits' older molecule. */
static void test_units(void **state) {
    (void)state;
    static const struct {
        const char *unit;
        lt_quantity_kind kind;
        double factor;
    } units[] = {{"ppm", LT_QUANTITY_RATIO, 1e3},
                 {"nmol mol-1", LT_QUANTITY_RATIO, 1.0},
                 {"molecules cm-3", LT_QUANTITY_DENSITY, 1.0},
                 {"molec/m3", LT_QUANTITY_DENSITY, 1e-6},
                 {"mol m-3", LT_QUANTITY_DENSITY, 6.02214076e17},
                 {"mol m-2 h-1", LT_QUANTITY_FLUX, 6.02214076e19 / 3600.0},
                 {"cm3 molecule-1 s-1", LT_QUANTITY_PER_PAIR, 1.0},
                 {"m3/molec/s", LT_QUANTITY_PER_PAIR, 1e6},
                 {"L mol-1 s-1", LT_QUANTITY_PER_PAIR, 1e3 / 6.02214076e23},
                 {"cm/s", LT_QUANTITY_VELOCITY, 0.01}};
    double factor;
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        assert_true(lt_quantity_factor(units[u].unit, units[u].kind, &factor));
        assert_near(factor / units[u].factor, 1.0, 1e-15);
    }
    assert_false(lt_quantity_factor("ug m-3", LT_QUANTITY_DENSITY, &factor));
    assert_false(lt_quantity_factor("degC", LT_QUANTITY_RATIO, &factor));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_photostationary_state), cmocka_unit_test(test_emission_and_loss),
        cmocka_unit_test(test_growing_layer),         cmocka_unit_test(test_held_species),
        cmocka_unit_test(test_hours_of_sources),      cmocka_unit_test(test_native_units),
        cmocka_unit_test(test_foreign_rates),         cmocka_unit_test(test_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
