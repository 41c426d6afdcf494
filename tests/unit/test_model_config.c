/* The section model: of case.yaml: defaults, steps that fill the hour, and every fault. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/model_text.h"
#include "tests/support/root.h"
#include "tests/support/words.h"

#include <math.h>
#include <stdio.h>

static void test_defaults(void **state) {
    (void)state;
    lt_model_config c;
    assert_int_equal(lt_model_config_read(NULL, &c), LT_OK);
    assert_true(c.blocks_x == 1 && c.blocks_y == 1 && c.restart_every_h == 24);
    assert_string_equal(c.boundary, "background");
    assert_string_equal(c.advection, "monotone");
    assert_string_equal(c.horizontal_diffusion, "off");
    assert_string_equal(c.emissions, "on");
    assert_string_equal(c.chemistry, "cb6r5");
    assert_true(lt_model_step(&c, 27e3) == 900 && lt_model_step(&c, 20e3) == 900 && lt_model_step(&c, 9e3) == 300);
    lt_config_release(lt_model_config_rows, &c);
}

/* Whatever is accepted fills the hour to rounding: else the sum of the steps would not be the hour of the budget. */
static void test_steps_fill_the_hour(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int n;
    } rows[] = {{"step: 15 min", 4}, {"step: 300 s", 12}, {"step: 257.142857 s", 14}, {"step: 1 s", 3600}};
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; ++r) {
        lt_model_config c;
        assert_int_equal(model_text(rows[r].text, &c), LT_OK);
        assert_true(fabs(rows[r].n * lt_model_step(&c, 27e3) - 3600.0) <= 1e-12 * 3600);
        lt_config_release(lt_model_config_rows, &c);
    }
}

/* What case_effective.yaml says of an absent step can be read again. */
static void test_step_by_the_grid(void **state) {
    (void)state;
    lt_model_config c;
    assert_int_equal(model_text("step: 0 s\nnest_step: 0 s", &c), LT_OK);
    assert_true(lt_model_step(&c, 27e3) == 900.0 && lt_model_step(&c, 9e3) == 300.0);
    lt_config_release(lt_model_config_rows, &c);
}

static void test_faults(void **state) {
    (void)state;
    static const struct {
        const char *text, *words[3];
    } rows[] = {
        {"step: 1200 s", {"even number", "1200"}},                           /* three steps */
        {"step: 700 s", {"even number", "700"}},                             /* no whole number */
        {"step: 900", {"unit", "step"}},                                     /* no unit */
        {"step: 3600 s", {"step", "3600"}},                                  /* one step */
        {"blocks_x: 0", {"blocks_x", "0"}},                                  /* too few */
        {"boundary: cams", {"boundary", "cams"}},                            /* no such choice */
        {"initial: boundary", {"initial", "boundary: background"}},          /* of no file */
        {"nest_step: 700 s", {"even number", "nest_step"}},                  /* no whole number */
        {"advection: fast", {"advection", "fast"}},                          /* no such scheme */
        {"horizontal_diffusion: on", {"off|smagorinsky", "on"}},             /* no such choice */
        {"chemistry: none", {"chemistry", "none"}},                          /* no such choice */
        {"ozone_column: 320", {"Dobson units", "320"}},                      /* no unit */
        {"ozone_column: -20 DU", {"50 to 700", "-20"}},                      /* negative */
        {"ozone_column: 3200 DU", {"ozone_column", "3200"}},                 /* never seen */
        {"ozone_column: thick", {"ozone_column", "climatology"}},            /* no such choice */
        {"emissions: maybe", {"emissions", "maybe"}},                        /* no such choice */
        {"restart_every: 0", {"restart_every", "0"}},                        /* never */
        {"output: [{set: 3d, name: A/b}]", {"not a name", "model: output"}}, /* its place, after all was read */
        {"bloks_x: 2", {"bloks_x", "blocks_x"}},                             /* nearest name */
    };
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; ++r) {
        lt_model_config c;
        assert_int_equal(model_text(rows[r].text, &c), LT_ERR_INPUT);
        expect_words(rows[r].words);
        lt_config_release(lt_model_config_rows, &c);
    }
}

static void test_ozone_column(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double DU;
    } rows[] = {{"ozone_column: 320 DU", 320}, {"ozone_column: climatology", 0}, {"chemistry: off", 0}};
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; ++r) {
        lt_model_config c;
        double DU = -1;
        assert_int_equal(model_text(rows[r].text, &c), LT_OK);
        assert_int_equal(lt_model_ozone_column(&c, NULL, &DU), LT_OK);
        assert_true(DU == rows[r].DU);
        lt_config_release(lt_model_config_rows, &c);
    }
}

/* A mechanism that no run can have is refused where the case is read. */
static void test_mechanism(void **state) {
    (void)state;
    lt_model_config c;
    char text[PATH_MAX + 32];
    assert_true(files_write_text(in_root("own.def"), "#DEFVAR\n O3 = 3O; NO = N + O; NO2 = N + 2O;\n#EQUATIONS\n"
                                                     "<R1> NO2 + hv = NO + O3 : J(NO2_IUPAC11);\n"));
    snprintf(text, sizeof text, "chemistry: %s", in_root("own.def"));
    assert_int_equal(model_text(text, &c), LT_ERR_INPUT);
    EXPECT("cross sections", "own.def:4, reaction R1", "J(NO2_IUPAC11)", "NO2_IUPAC10", "chemistry");
    lt_config_release(lt_model_config_rows, &c);
}

/* IVOC need a vapour to be: refused with a scheme that has none for them, by default too. */
static void test_ivoc(void **state) {
    (void)state;
    lt_model_config c;
    assert_int_equal(model_text("organics: nonvolatile", &c), LT_ERR_INPUT);
    EXPECT("no vapour for emitted IVOC", "nonvolatile", "combustion_vapours: none or pcvoc");
    lt_config_release(lt_model_config_rows, &c);
    assert_int_equal(model_text("organics: nonvolatile\ncombustion_vapours: none", &c), LT_OK);
    lt_config_release(lt_model_config_rows, &c);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_step_by_the_grid),
                                       cmocka_unit_test(test_defaults),
                                       cmocka_unit_test(test_steps_fill_the_hour),
                                       cmocka_unit_test(test_ozone_column),
                                       cmocka_unit_test(test_faults),
                                       cmocka_unit_test(test_mechanism),
                                       cmocka_unit_test(test_ivoc)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
