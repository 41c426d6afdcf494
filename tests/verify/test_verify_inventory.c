/* `lantian verify inventory`: every row passes; a wrong answer in the table of examples is seen. */
#include "../unit/inventory_fixture.h"

#include "base/verify_private.h"
#include "grids/build/stage.h"
#include "inventory/command/command.h"
#include "inventory/verify/verify.h"

/* As the front door does. */
static lt_status make_grid(const char *name, const lt_node *inventory, lt_grid **out) {
    return lt_grid_build(name, inventory, out, NULL);
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

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_pass)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
