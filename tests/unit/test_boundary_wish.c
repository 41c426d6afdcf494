/* What a case wishes of the boundary file that its run writes: which species and instants it means, and what cannot be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/timeaxis.h"
#include "model/driver/boundary_wish.h"

#include <string.h>

static const char *const names[] = {"O3", "NO2", "CO", "OH", "tag"};
enum { N = sizeof names / sizeof *names, SPINUP = 96, LENGTH = 24 };

static lt_model_config wished(char **species, int n, double interval_h, double lead_h) {
    return (lt_model_config){.boundary_species = {species, n},
                             .boundary_interval_s = interval_h * LT_HOUR,
                             .boundary_lead_s = lead_h * LT_HOUR,
                             .boundary_bits = 9};
}

static void test_all_of_it(void **state) {
    (void)state;
    char *all[] = {"all"};
    lt_boundary_wish w;
    for (int given = 0; given < 2; ++given) {
        lt_model_config config = wished(all, given, given, 0);
        assert_int_equal(lt_boundary_wish_make(&config, N, names, SPINUP, LENGTH, &w), LT_OK);
        assert_int_equal(w.n_species, N);
        int instants = 0, initials = 0;
        for (long hour = 0; hour <= SPINUP + LENGTH; ++hour) {
            instants += lt_boundary_wish_instant(&w, hour);
            initials += lt_boundary_wish_initial(&w, hour);
        }
        assert_int_equal(instants, SPINUP + LENGTH + 1);
        assert_int_equal(initials, 5);
        lt_boundary_wish_free(&w);
    }
}

static void test_part_of_it(void **state) {
    (void)state;
    char *some[] = {"tag", "O3", "CO"};
    lt_boundary_wish w;
    lt_model_config config = wished(some, 3, 6, 24);
    assert_int_equal(lt_boundary_wish_make(&config, N, names, SPINUP, LENGTH, &w), LT_OK);
    assert_int_equal(w.n_species, 3);
    assert_true(w.species[0] == 0 && w.species[1] == 2 && w.species[2] == 4 && w.bits == 9);
    for (long hour = 0; hour <= SPINUP + LENGTH; ++hour) {
        assert_int_equal(lt_boundary_wish_instant(&w, hour), hour >= 72 && hour % 6 == 0);
        assert_int_equal(lt_boundary_wish_initial(&w, hour), hour == 72);
    }
    lt_boundary_wish_free(&w);
}

static void refused(const lt_model_config *config, long length, const char *say) {
    lt_boundary_wish w;
    char text[2048];
    assert_int_equal(lt_boundary_wish_make(config, N, names, SPINUP, length, &w), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    if (!strstr(text, say)) fail_msg("'%s' is not in: %s", say, text);
}

static void test_faults(void **state) {
    (void)state;
    char *wrong[] = {"O3", "NO2_"};
    lt_model_config config = wished(wrong, 2, 1, 0);
    refused(&config, LENGTH, "did you mean NO2?");
    config = wished(wrong, 1, 5, 0); /* not of the day */
    refused(&config, LENGTH, "boundary_interval");
    config = wished(wrong, 1, 6, 24); /* the last instant would lie before the end of the run */
    refused(&config, 8, "boundary_interval");
    config = wished(wrong, 1, 1.5, 0);
    refused(&config, LENGTH, "1.5 h");
    config = wished(wrong, 1, 1, 97);
    refused(&config, LENGTH, "boundary_lead");
    config = wished(wrong, 1, 1, 0.5);
    refused(&config, LENGTH, "boundary_lead");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_of_it), cmocka_unit_test(test_part_of_it),
                                       cmocka_unit_test(test_faults)};
    return cmocka_run_group_tests_name("boundary_wish", tests, NULL, NULL);
}
