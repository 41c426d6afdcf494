/* What the compiler makes of loops: faults of compilers that were met here, as gcc 12.2 at -O3 has them without the
 * option of the root CMakeLists.txt. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

/* gcc 12.2 -O3, where the elements are also read at a place that is known at run time only: the last element was one
 * from the middle. */
static void test_a_counter_raised_twice_a_turn_is_right_after_the_loop(void **state) {
    (void)state;
    static volatile int at = 61;
    double edges[64];
    int n = 0;
    edges[n++] = 0.0;
    edges[n++] = 20.0;
    for (int k = 1; k <= 30; k++) {
        edges[n++] = k * 1e3 - 100.0;
        edges[n++] = k * 1e3 + 100.0;
    }
    const int last = n - 1;
    assert_int_equal(last, 61);
    assert_int_equal((int)edges[last], 30100);
    assert_int_equal((int)edges[at], 30100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_counter_raised_twice_a_turn_is_right_after_the_loop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
