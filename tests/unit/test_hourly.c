/* Annual fields times hourly rates, and how high domestic fuel leaves. */
#include "inventory_fixture.h"

#include "inventory/place/gridding.h"
#include "inventory/place/hourly.h"

#include <omp.h>

static void test_sums(void **state) {
    (void)state;
    enum { CELLS = 700, HOURS = 5, STRIDE = 900 }; /* three blocks, the last one not full */
    double a[CELLS], b[CELLS], rate_a[HOURS], rate_b[HOURS];
    static float one[HOURS * STRIDE], many[HOURS * STRIDE];
    for (int c = 0; c < CELLS; c++) {
        a[c] = 1.0 / (c + 1);
        b[c] = 1e9 * c;
    }
    for (int h = 0; h < HOURS; h++) {
        rate_a[h] = h;
        rate_b[h] = 1e-9 * (h + 1);
    }
    const lt_hourly_term terms[2] = {{a, rate_a}, {b, rate_b}};
    int threads = omp_get_max_threads();
    omp_set_num_threads(1);
    lt_hourly_sum(terms, 2, HOURS, CELLS, one, STRIDE);
    omp_set_num_threads(3);
    lt_hourly_sum(terms, 2, HOURS, CELLS, many, STRIDE);
    omp_set_num_threads(threads);
    for (int h = 0; h < HOURS; h++)
        for (int c = 0; c < STRIDE; c++) {
            assert_true(one[h * STRIDE + c] == many[h * STRIDE + c]);
            if (c < CELLS) {
                assert_true(one[h * STRIDE + c] == (float)(a[c] * rate_a[h] + b[c] * rate_b[h]));
            } else {
                assert_true(one[h * STRIDE + c] == 0); /* what lies between the hours is left alone */
            }
        }
    lt_hourly_sum(terms, 0, HOURS, CELLS, one, STRIDE);
    assert_true(one[1] == 0 && one[(HOURS - 1) * STRIDE + CELLS - 1] == 0);
}

/* All that households burn enters the lowest layer of the shipped grids (about 40 m). */
static void test_domestic_fuel(void **state) {
    (void)state;
    lt_ledger *ledger;
    lt_allocation allocation;
    const double edges[] = {0, 40, 92, 184, 324, 9000};
    double share[5];
    long rows = 0;
    fixture_fail(lt_ledger_read(NULL, 2020, &ledger));
    fixture_fail(lt_allocation_read(2020, &allocation));
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        if (strcmp(s->sector, "residential") != 0) continue;
        int p = lt_profiles_find(allocation.profiles, s->profile);
        assert_true(p >= 0);
        lt_height_profile_layers(&allocation.profiles->items[p], edges, 5, share);
        if (share[0] != 1) print_error("%s: %g in layer 1\n", s->id, share[0]);
        assert_true(share[0] == 1);
        rows++;
    }
    assert_true(rows >= 14);
    lt_allocation_free(&allocation);
    lt_ledger_free(ledger);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sums), cmocka_unit_test(test_domestic_fuel)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
