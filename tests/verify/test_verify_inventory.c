/* `lantian verify inventory`: every row passes; a wrong answer in the table of examples is seen, and so is none. */
#include "../unit/inventory_fixture.h"

#include "base/verify_private.h"
#include "grids/build/stage.h"
#include "inventory/command/command.h"
#include "inventory/verify/verify.h"
#include "tests/support/root.h"

/* As the front door does. */
static lt_status make_grid(const char *name, const lt_node *inventory, lt_grid **out) {
    return lt_grid_build(name, inventory, NULL, out, NULL);
}

static void test_all_pass(void **state) {
    (void)state;
    lt_inventory_grid_maker = make_grid;
    for (int k = 0; k < lt_verify_inventory.n_suites; k++) {
        lt_verify verify = {0};
        fixture_fail(lt_verify_inventory.suites[k].run(&verify));
        assert_true(verify.n > 0);
        for (long r = 0; r < verify.n; r++) {
            const lt_verify_result *row = &verify.rows[r];
            if (!lt_verify_passes(row))
                print_error("%s %s %s: %g against %g\n", lt_verify_inventory.suites[k].name, row->test, row->metric,
                            row->value, row->bound);
            assert_true(lt_verify_passes(row));
        }
        lt_verify_release(&verify);
    }
}

/* T/CSES 144-2024: S = 1 %, sr = 0.15 gives 17 kg/t of SO2; the method says nothing of CH4. */
static void test_wrong_answers_are_seen(void **state) {
    (void)state;
#define COAL "coal,sulfur_percent=1;ash_percent=10;sr=0.15;ar=0.85;f25=0.6;f10=0.6;f_bc=0;f_oc=0,"
    static const char table[] =
        "method,parameters,pollutant,expected,tolerance,unit,source\n" COAL "SO2,17,1e-9,kg/t,right\n" COAL
        "SO2,17.1,1e-3,kg/t,wrong\n" COAL "CH4,1,1e-3,kg/t,not said\n";
    char command[1200];
    snprintf(command, sizeof command, "mkdir -p '%s/inventory' && cp -r '%s/inventory/data' '%s/inventory/'", root,
             LT_SOURCE_DIR, root);
    assert_int_equal(system(command), 0);
    fixture_write(in_root("inventory/data/worked_examples.csv"), table);
    lt_verify verify = {0};
    setenv("LANTIAN_SHARE", root, 1);
    const lt_status status = lt_verify_worked_examples(&verify);
    unsetenv("LANTIAN_SHARE");
    fixture_fail(status);
    assert_int_equal(verify.n, 3);
    for (long r = 0; r < 3; r++) assert_int_equal(lt_verify_passes(&verify.rows[r]), r == 0);
    lt_verify_release(&verify);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_pass), cmocka_unit_test(test_wrong_answers_are_seen)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
