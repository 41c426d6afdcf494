/* KPP's own example models run as they are (from ../shared, where it is), and CB6r5 keeps its books: every part of
 * every species adds up, engines agree, a sweep over NOx and VOC has both regimes. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/chemistry/box/box_sweep.h"
#include "tests/support/box_case.h"
#include "tests/support/data.h"

/* small_strato over three days of KPP's sun. Nitrogen stays; by night only NO2 and ozone are left; at noon NO and NO2
 * stand in the state that their fast reactions make, j NO2 + k9 NO2 O = k8 NO O3. */
static void test_small_strato(void **state) {
    (void)state;
    box_test t;
    char text[2048];
    box_folder(&t);
    snprintf(text, sizeof text,
             "box: strato\nmechanism: %s\nunits: native\nstart: 2000-01-01 12:00\nduration: 72 h\nstep: 15 min\n"
             "rtol: 1e-4\natol: 1e-2\nsun: {day: kpp}\noutput: {budget: [O3, Ox], families: {Ox: [O, O1D, O3, NO2]}}\n",
             data_path("chemistry/kpp_models/small_strato.def"));
    box_go(&t, text);
    for (int row = 0; row <= 72; row++)
        assert_near(box_at(&t, row, "NO") + box_at(&t, row, "NO2"), 1.0965e9, 1e-10 * 1.0965e9);
    assert_near(box_at(&t, 60, "O"), 0.0, 1.0); /* midnight */
    assert_near(box_at(&t, 60, "NO"), 0.0, 1.0);
    const double no2 = box_at(&t, 72, "NO2"), o = box_at(&t, 72, "O"), no = box_at(&t, 72, "NO"),
                 o3 = box_at(&t, 72, "O3"); /* noon: SUN is 1 to 1e-4 in its last quarter of an hour */
    assert_near((1.289e-2 * no2 + 1.069e-11 * no2 * o) / (6.062e-15 * no * o3), 1.0, 0.005);
    assert_true(box_at(&t, 72, "O3") > box_at(&t, 24, "O3") && box_at(&t, 24, "O3") > box_at(&t, 0, "O3"));
    assert_near(box_worst_residual(&t), 0.0, 1e-12);
    box_remove(&t);
}

/* carbon: every rate is constant, so that CH4 decays exponentially and CO by its own linear equation. */
static void test_carbon(void **state) {
    (void)state;
    box_test t;
    char text[2048];
    box_folder(&t);
    snprintf(text, sizeof text,
             "box: carbon\nmechanism: %s\nunits: native\nstart: 2000-01-01 00:00\nduration: 72 h\nstep: 1 h\n"
             "rtol: 1e-8\nair: {temperature: 270 K}\n",
             data_path("chemistry/kpp_models/carbon.def"));
    box_go(&t, text);
    const double oh = 1.0121073e5, cl = 2.5302681e-1, T = 72 * 3600.0;
    const double l = 2.45e-12 * exp(-1775.0 / 270.0) * oh + 9.6e-12 * exp(-1360.0 / 270.0) * cl;
    const double a = 7.3679649e-14 * oh, p = 4.2566446e-15 * 4.5544823e13 + 3.8199012e4 * 2.5302681e-1;
    const double ch4 = 4.6703420e13 * exp(-l * T), co = p / a + (3.4487402e12 - p / a) * exp(-a * T);
    assert_near(box_at(&t, 72, "CH4"), ch4, 1e-9 * ch4);
    assert_near(box_at(&t, 72, "CO"), co, 1e-9 * co);
    box_remove(&t);
}

/* chapman under a constant sun: J3 x^2 + J1 [O2] x = k2 J1 [O2]^2 [M] / k6 (chapman.eqn), x = [O3], in molecules cm-3.
 */
static void test_chapman(void **state) {
    (void)state;
    box_test t;
    box_folder(&t);
    box_go(&t, "box: chapman\nmechanism: chapman\nstart: 2020-01-01 00:00\nduration: 730 day\nstep: 1 day\n"
               "output_step: 73 day\nrtol: 1e-5\nair: {temperature: 226.5 K, pressure: 1197 Pa}\nsun: {cos_sza: 1}\n"
               "output: {budget: [O3, Ox], families: {Ox: [O, O1D, O3]}}\n");
    const double T = 226.5, M = lt_air_number(T, 1197.0), o2 = 0.2095 * M;
    const double k2 = 6e-34 * pow(T / 300.0, -2.6) * M, k6 = 8e-12 * exp(-2060.0 / T), j1 = 9.36e-11,
                 j3 = 3.51e-4 + 5.68e-4;
    const double p = j1 * o2 / j3, q = k2 * j1 * o2 * o2 / (k6 * j3), x = 0.5 * (sqrt(p * p + 4.0 * q) - p);
    assert_near(box_at(&t, 10, "O3") * 1e-9 * M, x, 1e-4 * x);
    assert_near(box_worst_residual(&t), 0.0, 1e-12);
    box_remove(&t);
}

/* The cases that are shipped as examples are valid, and the photostationary one stands on the exact quadratic while the
 * sun is high: there its relaxation takes a minute and the light changes by less than 1 % in that. */
static void test_shipped_examples(void **state) {
    (void)state;
    static const char *const names[] = {"ekma.yaml", "photostationary.yaml"};
    box_test t;
    char path[4096], *text;
    lt_faults strict = {0};
    for (int k = 0; k < 2; k++) {
        assert_true(files_join(path, LT_SOURCE_DIR "/model/chemistry/box/examples", names[k]));
        BOX_OK(lt_box_judge(path, &strict));
    }
    box_folder(&t);
    text = files_read(path, NULL);
    char *def = files_read(LT_SOURCE_DIR "/model/chemistry/box/examples/leighton.def", NULL);
    box_write(&t, "leighton.def", def);
    box_go(&t, text);
    const int k_column = LT_BOX_AIR_COLUMNS + t.box->n_shown;
    for (int row = 24; row <= 72; row++) { /* 8:00 to 16:00 */
        const double *k = lt_box_history_row(&t.history, row) + k_column;
        const double no = box_at(&t, row, "NO"), no2 = box_at(&t, row, "NO2"), o3 = box_at(&t, row, "O3");
        const double n = no + no2, x = no2 + o3, sum = n + x + k[0] / k[1];
        assert_near(no2, 0.5 * (sum - sqrt(sum * sum - 4.0 * n * x)), 0.005 * no2);
        assert_near(n, 20.0, 1e-9);
        assert_near(x, 48.0, 1e-9);
    }
    free(text);
    free(def);
    box_remove(&t);
}

static const char city[] =
    "start: 2020-06-21 05:00\nduration: 15 h\n"
    "air: {temperature: 298 K, pressure: 1000 hPa, relative_humidity: 0.5, mixing_height: 1000 m}\n"
    "sun: {latitude: 41.8, longitude: 123.4}\nphotolysis: {law: clear_sky}\nuptake: {others: 0 s-1, HETERO_N2O5IJ: "
    "1e-4 s-1}\n"
    "initial: {O3: 40 ppb, NO: 4 ppb, NO2: 12 ppb, CO: 400 ppb, FORM: 3 ppb, PAR: 60 ppb, OLE: 2 ppb, TOL: 3 ppb, "
    "XYLMN: 2 ppb, ISOP: 1 ppb}\n";

/* All species, with everything that a box can do to them, hour by hour: sums close to 1e-10 of the gross fluxes. */
static void test_books_of_cb6(void **state) {
    (void)state;
    box_test t;
    char text[8192];
    box_folder(&t);
    int n =
        snprintf(text, sizeof text, "box: city\nmechanism: cb6r5\n%s%s", city,
                 "emissions:\n- species: {NO: 4e11 molecules cm-2 s-1, PAR: 2e12 molecules cm-2 s-1}\n  hours: 6-18\n"
                 "deposition: {O3: 0.4 cm/s, NO2: 0.2 cm/s, HNO3: 2 cm/s}\n"
                 "dilution: {rate: 0.05 h-1, background: {O3: 45 ppb, CO: 120 ppb}}\nheld: {FORM: 2 ppb}\n"
                 "output: {families: {NOy: [NO, NO2, NO3, N2O5, HONO, HNO3, PNA, PAN]}, budget_step: 1 h, "
                 "budget: [NOy");
    lt_mechanism *m;
    BOX_OK(lt_mechanism_read("cb6r5", &m));
    for (int s = 0; s < m->n_variable; s++)
        n += snprintf(text + n, sizeof text - (size_t)n, ", %s", m->species[s].name);
    snprintf(text + n, sizeof text - (size_t)n, "]}\n");
    const int n_variable = m->n_variable;
    lt_mechanism_free(m);
    box_go(&t, text);
    assert_int_equal(t.box->n_budget, n_variable + 1);
    assert_int_equal(t.budget.n_blocks, 15);
    assert_near(box_worst_residual(&t), 0.0, 1e-10);
    assert_true(box_budget_line(&t, 0, LT_BUDGET_EMISSION, NULL) == 0.0); /* 5 to 6 h: not yet */
    box_remove(&t);
}

/* Counters change no step: with and without a budget the same to rounding. The generated kernel, in its own type, is
 * near. */
static void test_budget_and_engine_change_nothing(void **state) {
    (void)state;
    box_test plain, counted, generated;
    char text[4096];
    box_folder(&plain);
    box_folder(&counted);
    box_folder(&generated);
    snprintf(text, sizeof text, "box: city\nmechanism: cb6r5\n%s", city);
    box_go(&plain, text);
    snprintf(text, sizeof text, "box: city\nmechanism: cb6r5\n%soutput: {budget: [O3, OH, NO2]}\n", city);
    box_go(&counted, text);
    snprintf(text, sizeof text, "box: city\nmechanism: cb6r5\nengine: generated\n%s", city);
    box_go(&generated, text);
    assert_int_equal(plain.run->counts.steps, counted.run->counts.steps);
    for (int s = 0; s < plain.box->mechanism->n_variable; s++) {
        const double a = plain.run->c[s], b = counted.run->c[s], c = generated.run->c[s];
        assert_near(b, a, 1e-11 * a); /* the order of elimination is another */
        assert_near(c, a, 3e-4 * a);  /* the same steps in float: measured 4e-5 */
    }
    box_remove(&plain);
    box_remove(&counted);
    box_remove(&generated);
}

/* Little and much NOx by little and much VOC: where NOx is scarce ozone rises with NOx and hardly with VOC; where it
 * abounds ozone falls with NOx and rises with VOC. The same for one and two threads, to the bit. */
static void test_isopleth(void **state) {
    (void)state;
    box_test t;
    char text[4096];
    lt_faults strict = {0};
    lt_box_sweep *one, *two;
    box_folder(&t);
    snprintf(text, sizeof text,
             "box: ekma\nmechanism: cb6r5\n%sstep: 10 min\noutput_step: 30 min\nsweep:\n"
             "  x: {name: VOC, initial: [FORM, PAR, OLE, TOL, XYLMN, ISOP], factors: [0.5, 1, 2]}\n"
             "  y: {name: NOx, initial: [NO, NO2], factors: [0.1, 0.2, 4, 8]}\n  of: [O3]\n",
             city);
    BOX_OK(box_open(&t, text));
    BOX_OK(lt_box_sweep_create(t.box, &strict, &one));
    BOX_OK(lt_box_sweep_create(t.box, &strict, &two));
    BOX_OK(lt_box_sweep_run(one, 1));
    BOX_OK(lt_box_sweep_run(two, 2));
    const double *most = one->most;
    assert_memory_equal(most, two->most, 12 * sizeof *most);
    assert_true(most[3 + 1] > most[1] + 5.0);                       /* NOx-limited: more NOx, more ozone */
    assert_true(most[3 + 1] - most[1] > 2.0 * (most[2] - most[1])); /* twice the NOx does more than twice the VOC */
    assert_true(most[9 + 1] < most[6 + 1] - 5.0);                   /* VOC-limited: more NOx, less ozone */
    assert_true(most[6 + 2] > most[6 + 0] + 5.0);                   /* more VOC, more ozone */
    lt_box_sweep_free(one);
    lt_box_sweep_free(two);
    box_remove(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_strato), cmocka_unit_test(test_carbon),
        cmocka_unit_test(test_chapman),      cmocka_unit_test(test_shipped_examples),
        cmocka_unit_test(test_books_of_cb6), cmocka_unit_test(test_budget_and_engine_change_nothing),
        cmocka_unit_test(test_isopleth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
