/* A state as a box case: written, read and run by the box it becomes the same as the solver makes of it, to the bit. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/log.h"
#include "model/chemistry/solver/methods.h"
#include "model/chemistry/solver/state_case.h"
#include "tests/support/box_case.h"

/* What is written of a run's first outer step, with all that acts on it. */
static char *state_text(const lt_box_run *run, const double *loss) {
    const lt_box *box = run->box;
    char *text;
    const lt_state_case state = {.mechanism = box->mechanism,
                                 .method = "rodas3",
                                 .rtol = box->setup->rtol,
                                 .atol = box->atol,
                                 .seconds = box->setup->step_s,
                                 .first_step = 2.5,
                                 .c = run->before,
                                 .k = run->rates.k,
                                 .source = run->source,
                                 .loss = loss,
                                 .held = run->held};
    BOX_OK(lt_state_case_text(&state, "again", &text));
    return text;
}

static void test_round_trip(void **state) {
    (void)state;
    box_test a, b;
    double loss[512] = {0};
    box_folder(&a);
    box_folder(&b);
    box_go(&a,
           "box: first\nmechanism: cb6r5\nmethod: rodas3\nstart: 2020-06-21 11:50\nduration: 10 min\nstep: 10 min\n"
           "first_step: 2.5 s\natol: 1e-7 ppb\natol_species: {O1D: 1e-12 ppb}\n"
           "air: {temperature: 301.7 K, pressure: 1003 hPa, relative_humidity: 0.61, mixing_height: 913 m}\n"
           "sun: {latitude: 41.8, longitude: 123.4}\nphotolysis: {law: clear_sky}\nuptake: {others: 0 s-1}\n"
           "initial: {O3: 41.3 ppb, NO: 3.1 ppb, NO2: 1.7e11 molecules cm-3, CO: 4e-1 ppm, PAR: 71 ppb}\n"
           "emissions:\n- species: {NO: 4e11 molecules cm-2 s-1}\ndeposition: {O3: 0.4 cm/s}\nheld: {FORM: 3 ppb}\n");
    assert_true(a.box->setup->rtol == LT_CHEM_RTOL); /* no one said one */
    for (int s = 0; s < a.box->mechanism->n_variable; s++) loss[s] = a.run->forcing.deposition[s];
    char *text = state_text(a.run, loss);
    box_go(&b, text);
    free(text);
    assert_int_equal(a.run->counts.steps, b.run->counts.steps);
    for (int s = 0; s < a.box->mechanism->n_variable; s++) assert_near(b.run->c[s], a.run->c[s], 0.0);
    box_remove(&a);
    box_remove(&b);
}

static const char *said;
static void catch (lt_log_level level, const char *text) {
    (void)level;
    free((char *)(uintptr_t)said);
    said = strdup(text);
}

/* A cell that cannot be integrated: its error names file and hour, and the remark before it holds a case that is read.
 */
static void test_failure_says_its_state(void **state) {
    (void)state;
    box_test t, again;
    box_folder(&t);
    box_folder(&again);
    box_write(&t, "burst.def", "#DEFVAR\n X = IGNORE;\n#EQUATIONS\n<R1> 2 X = 3 X : 1.0;\n"); /* infinite after 1 s */
    char path[4096];
    assert_true(files_join(path, t.folder, "burst.def"));
    char text[8192];
    snprintf(text, sizeof text,
             "box: burst\nmechanism: %s\nunits: native\nstart: 2020-06-21 12:00\nduration: 10 min\nstep: 10 min\n"
             "initial: {X: 1}\n",
             path);
    BOX_OK(box_open(&t, text));
    BOX_OK(lt_box_run_create(t.box, NULL, &t.run));
    lt_log_set_sinks(NULL, catch);
    assert_int_equal(lt_box_run_step(t.run), LT_ERR_NUMERIC);
    lt_log_set_sinks(NULL, NULL);
    lt_error_text(LT_ERR_NUMERIC, text, sizeof text);
    assert_non_null(strstr(text, "case.yaml, 0 h"));
    assert_non_null(said);
    BOX_OK(box_open(&again, strchr(said, '\n') + 1));
    BOX_OK(lt_box_run_create(again.box, NULL, &again.run));
    assert_near(again.run->c[0], 1.0, 0.0);
    assert_int_equal(lt_box_run_step(again.run), LT_ERR_NUMERIC);
    box_remove(&t);
    box_remove(&again);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_round_trip),
                                       cmocka_unit_test(test_failure_says_its_state)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
